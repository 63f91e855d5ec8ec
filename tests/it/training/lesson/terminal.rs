//! Lessons on a terminal of their own, driven by keys.

use std::cell::Cell;
use std::env;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Any, ControlCode, Eof, Expect as _};
use ivrsim::base::text::Paint;
use ivrsim::training::drill::{Card, CardKind, Deck};
use ivrsim::training::learning::{AnswerJudgment, AnswerRecord, Learner, SessionGoal, StudyCard};
use ivrsim::training::lesson::{Keyboard, LearnerDesk, Lesson, TourChoice, Typing};
use ivrsim::training::store::Store;
use jiff::{SignedDuration, Timestamp};

use super::screen::Screen;
use super::{PLAN, told, train};

/// Names the learners' file for the lesson whose clock does as it is told.
const FILE: &str = "IVRSIM_TEST_LESSON";

/// Whether the learner has known numbers and requests since yesterday.
const HISTORY: &str = "IVRSIM_TEST_HISTORY";

fn knows_the_numbers(store: &mut Store, learner: &Learner, deck: &Deck, now: Timestamp) {
    let answer = AnswerRecord {
        judged: AnswerJudgment::Right,
        hints: 0,
        took: Duration::from_secs(9),
        quick: Duration::from_secs(3),
    };
    let known = |card: &&Card| matches!(card.kind, CardKind::Number | CardKind::Route);
    for card in deck.cards().iter().filter(known) {
        for hours in [26, 25] {
            let card = StudyCard::of(card, ivrsim::plan::builtin());
            store.record(learner, &card, &answer, now - SignedDuration::from_hours(hours)).unwrap();
        }
    }
}

/// The lesson that is driven: this test binary again. Run with the others, it does nothing.
#[test]
fn sits_at_a_terminal() {
    let Some(file) = env::var_os(FILE) else { return };
    let now: Cell<Timestamp> = Cell::new("2023-08-28T13:00:00Z".parse().unwrap());
    let clock = || {
        now.set(now.get() + SignedDuration::from_secs(4));
        now.get()
    };
    let plan = ivrsim::plan::builtin();
    let mut store = Store::open_or_create(Path::new(&file)).unwrap();
    let learner = store.enroll("Ann").unwrap();
    let cards = Deck::of(plan, now.get());
    if env::var_os(HISTORY).is_some() {
        knows_the_numbers(&mut store, &learner, &cards, now.get());
    }
    let mut lesson = Lesson::new(plan, &cards, None, &mut store, learner.clone());
    let typed = Typing::Keys(Box::new(Keyboard::of_terminal().unwrap()));
    let mut out = std::io::stdout();
    let color = env::var_os("NO_COLOR").is_none();
    let mut desk = LearnerDesk { typed, shown: &mut out, paint: Paint::new(color), clock: &clock };
    lesson.train(SessionGoal::default(), TourChoice::Once, &mut desk).unwrap();
}

/// Somebody at a terminal: presses keys, and sees what comes of them.
struct Seat {
    session: OsSession,
    seen: Vec<u8>,
}

impl Seat {
    /// In front of a terminal that is so many columns wide from the first line on, and that nobody has changed.
    fn of(program: &Command, columns: usize) -> Self {
        let mut shell = Command::new("sh");
        // A new terminal is given a size of its own at some time; the program begins when it has ours.
        let wait = format!("until [ \"$(stty size)\" = '50 {columns}' ]; do :; done; stty sane");
        shell.args(["-c", &format!("{wait}; exec \"$0\" \"$@\"")]);
        shell.arg(program.get_program()).args(program.get_args()).env_remove("IVRSIM_PLAN");
        shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("NO_COLOR", "1");
        let mut session = OsSession::spawn(shell).unwrap();
        session.get_process_mut().set_window_size(u16::try_from(columns).unwrap(), 50).unwrap();
        // Long, for machines that have much to do; nothing waits for it to pass.
        session.set_expect_timeout(Some(Duration::from_mins(1)));
        Self { session, seen: Vec::new() }
    }

    fn sees(&mut self, what: &str) -> &mut Self {
        match self.session.expect(what) {
            Ok(found) => self.seen.extend([found.before(), found.get(0).unwrap_or_default()].concat()),
            Err(error) => panic!("{what:?} is not seen ({error}) after:\n{}", self.screen().text()),
        }
        self
    }

    /// Goes on past new facts that are shown, to the next question.
    fn comes_to_a_question(&mut self) -> &mut Self {
        loop {
            let found = self.session.expect(Any(["> ", "ask me"])).unwrap();
            self.seen.extend([found.before(), found.get(0).unwrap_or_default()].concat());
            if found.get(0) != Some(b"ask me") {
                return self;
            }
            self.session.send("\r").unwrap();
        }
    }

    fn presses(&mut self, keys: &str) -> &mut Self {
        self.session.send(keys).unwrap();
        self
    }

    /// Sees it come to its end.
    fn leaves(&mut self, code: i32) -> Screen {
        let rest = self.session.expect(Eof).unwrap();
        self.seen.extend([rest.before(), rest.get(0).unwrap_or_default()].concat());
        let ended = self.session.get_process().wait().unwrap();
        assert!(matches!(ended, WaitStatus::Exited(_, found) if found == code), "{ended:?}");
        self.screen()
    }

    fn screen(&self) -> Screen {
        Screen::of(&self.seen)
    }

    /// Whether the terminal shows what is typed and gives it line by line, as terminals do that nobody has changed.
    fn is_sane(&self) -> bool {
        self.session.get_process().get_echo().unwrap()
    }
}

/// Where the terminal waits for Enter.
const STOPS: &str = "q quit";

/// In front of the lesson whose clock does as it is told.
fn first_seat(folder: &Path, columns: usize) -> Seat {
    let mut program = Command::new(env::current_exe().unwrap());
    program.args(["--exact", "training::lesson::terminal::sits_at_a_terminal", "--nocapture", "-q"]);
    program.env(FILE, folder.join("learners.db")).env("TERM", "xterm");
    Seat::of(&program, columns)
}

fn first_lesson(columns: usize) -> Screen {
    let folder = tempfile::tempdir().unwrap();
    let mut seat = first_seat(folder.path(), columns);
    seat.sees("faxes").sees(STOPS).presses("\r").sees("The phone").sees(STOPS).presses(" ");
    seat.sees("The questions").sees(STOPS).presses("\r");
    // What is new is shown before it is asked.
    seat.sees("Today: about").sees("New: Contract Processing Center").sees(STOPS).presses("\r");
    // A hint, a slip of the finger, and giving up.
    seat.sees("1 of about").sees("> ").presses("?").sees("begins with").sees("> ");
    seat.presses("x\r").sees("The answer is").sees("> ").presses("give up\r").sees("Skipped.");
    seat.sees(STOPS).presses("w").sees("because").sees(STOPS).presses("s").sees("A correct call");
    seat.sees(STOPS).presses("kxy\r").comes_to_a_question();
    // And once more why that was right, at the next question.
    seat.presses("why\r").sees("Before:").sees("> ").presses("skip\r").comes_to_a_question();
    seat.presses("help\r").sees("nothing is lost").sees("> ");
    seat.presses("quit\r").leaves(0)
}

/// In front of a lesson of somebody who has known the numbers since yesterday.
fn second_seat(folder: &Path) -> Seat {
    let mut program = Command::new(env::current_exe().unwrap());
    program.args(["--exact", "training::lesson::terminal::sits_at_a_terminal", "--nocapture", "-q"]);
    program.env(FILE, folder.join("learners.db")).env(HISTORY, "1").env("TERM", "xterm");
    let mut seat = Seat::of(&program, 80);
    seat.sees(STOPS).presses("s").sees("Welcome back, Ann.").sees("Today: about");
    seat
}

#[test]
fn a_first_lesson_reads_well_on_screens_of_any_width() {
    for (name, columns) in [("narrow", 60), ("wide", 120)] {
        let screen = first_lesson(columns);
        // What the test binary itself says stands around it.
        let text = screen.text();
        let (_, text) = text.split_once("running 1 test").unwrap();
        let end = text.rfind("Due tomorrow").unwrap();
        let text = &text[..end];
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(columns), "{text}");
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn whoever_presses_q_sees_that_it_leaves() {
    for leave in ["q\r", "quit\r", "Q\r"] {
        let folder = tempfile::tempdir().unwrap();
        let mut seat = first_seat(folder.path(), 80);
        seat.sees(STOPS).presses("s").comes_to_a_question();
        // Pressed by mistake; and a key that means nothing.
        seat.presses("q").sees("(Enter quits)").presses("\u{7f}x\r").sees("The answer is").sees("> ");
        let screen = seat.presses(leave).leaves(0);
        assert!(screen.text().contains("You answered nothing"), "{}", screen.text());
        assert!(!screen.text().contains("(Enter"), "what was only said for the moment: {}", screen.text());
    }
}

#[test]
fn a_key_that_is_none_and_an_empty_line_are_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut seat = first_seat(folder.path(), 80);
    seat.sees(STOPS).presses("s").comes_to_a_question().presses("\r").sees("The answer is").sees("> ");
    seat.presses("\r").sees("> ").presses("quit\r").leaves(0);
}

/// What a question about one key asks.
const WHICH: &str = "Which option is";

#[test]
fn a_key_is_an_answer_with_enter_and_all_keys_in_front_of_it_belong_to_it() {
    // In one go, and one after the other.
    for keys in [&["99\r"][..], &["9", "9", "\r"], &["1", "\u{7f}", "99\r"]] {
        let folder = tempfile::tempdir().unwrap();
        let mut seat = second_seat(folder.path());
        until(&mut seat, WHICH);
        seat.presses("x\r").sees("The answer is the key").sees("> ");
        for key in keys {
            seat.presses(key);
        }
        seat.sees("Not quite.").sees(STOPS).presses("q");
        let screen = seat.leaves(0);
        let typed = screen.text().lines().any(|line| line.trim_end() == "> 99");
        assert!(typed && screen.text().contains("0 of 1 right"), "{keys:?}: {}", screen.text());
    }
}

#[test]
fn a_key_that_waits_for_enter_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut seat = second_seat(folder.path());
    until(&mut seat, WHICH);
    let screen = seat.presses("9").sees("(Enter answers)").presses("\u{7f}quit\r").leaves(0);
    assert!(screen.text().contains("You answered nothing"), "{}", screen.text());
}

#[test]
fn keys_that_follow_at_once_do_not_reach_what_comes_behind_a_call() {
    let folder = tempfile::tempdir().unwrap();
    let mut seat = second_seat(folder.path());
    until(&mut seat, "You hear the phone");
    // Nobody is behind this key, so the call goes on; behind the others it may be over.
    seat.presses("9999999\r");
    let found = seat.session.expect(Any(["Not quite.", "hung up"])).unwrap();
    seat.seen.extend([found.before(), found.get(0).unwrap_or_default()].concat());
    let screen = seat.sees(STOPS).presses("q").leaves(0);
    assert!(screen.text().contains("0 of 1 right"), "{}", screen.text());
}

/// Skips questions until one of a kind comes.
fn until(seat: &mut Seat, kind: &str) {
    for _ in 0..30 {
        let found = seat.session.expect(Any([kind, "> ", "ask me"])).unwrap();
        seat.seen.extend([found.before(), found.get(0).unwrap_or_default()].concat());
        match found.get(0) {
            Some(b"> ") => seat.session.send("skip\r").unwrap(),
            Some(b"ask me") => seat.session.send("\r").unwrap(),
            _ => {
                seat.sees("> ");
                return;
            }
        }
    }
    panic!("{kind:?} is not asked: {}", seat.screen().text());
}

#[test]
fn no_first_letter_of_a_word_is_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let mut seat = second_seat(folder.path());
    until(&mut seat, "  d  ");
    // A call and a wish that begin with the letters of choices, a letter that is taken back, and one that is meant.
    seat.presses("call 1-888-919-2559\r").sees("The answer is a, b, c or d").sees("> ");
    seat.presses("dunno\r").sees("The answer is a, b, c or d").sees("> ");
    seat.presses("1-888\r").sees("The answer is a, b, c or d").sees("> ");
    // As often as it may be, a slip is no answer.
    for _ in 0..4 {
        seat.presses("x\r").sees("The answer is a").sees("> ");
    }
    seat.presses("c").sees("(Enter answers)").presses("\u{7f}b\r");
    seat.session.expect(Any(["Right.", "Not quite."])).unwrap();
    let screen = seat.presses("q\r").leaves(0);
    assert!(screen.text().contains(" of 1 right"), "{}", screen.text());
}

#[test]
fn whoever_would_lose_an_examination_is_asked_first() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["--plan", PLAN, "--learner", "Ann", "--exam", "--cards", "3"];
    let mut seat = Seat::of(&train(&folder.path().join("learners.db"), &args), 80);
    seat.sees("1 of 3")
        .sees("> ")
        .presses("quit\r")
        .sees("does not count")
        .sees("s stays")
        .presses("s")
        .sees("> ");
    seat.presses("skip\r").sees("2 of 3").sees("> ").presses("quit\r").sees("s stays").presses("\r");
    let screen = seat.leaves(1);
    assert!(screen.text().contains("this exam does not count."), "{}", screen.text());
}

#[test]
fn a_report_is_as_wide_as_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    told(&file, &["--plan", PLAN, "--learner", "Ann"], "give up\ngive up\n");
    let report = ["report", "--plan", PLAN, "--learner", "Ann"];
    let text = Seat::of(&train(&file, &report), 50).leaves(0).text();
    let widest = text.lines().map(|line| line.chars().count()).max();
    assert!(text.contains("Cards") && widest <= Some(50), "{text}");
    let (piped, _, _) = told(&file, &report, "");
    assert!(piped.lines().any(|line| line.chars().count() > 50), "a pipe takes all: {piped}");
}

/// The program itself with a small plan, past the tour.
fn seated(file: &Path) -> Seat {
    let args = ["--plan", PLAN, "--learner", "Ann", "--cards", "100", "--new", "100"];
    let mut seat = Seat::of(&train(file, &args), 80);
    seat.sees(STOPS);
    assert!(!seat.is_sane(), "keys come one by one");
    seat.presses("s").comes_to_a_question();
    seat
}

/// Answers a question, whatever it is, and goes on to the next one.
fn answer(seat: &mut Seat) {
    seat.presses("give up\r").sees("Skipped.").sees(STOPS).presses("\r").comes_to_a_question();
}

fn answers(file: &Path) -> usize {
    let store = Store::open(file).unwrap();
    store.answers(&store.learner("Ann").unwrap()).unwrap().len()
}

#[test]
fn ctrl_c_and_ctrl_d_in_the_middle_of_a_question_leave_a_sane_terminal_and_lose_nothing() {
    for leave in [ControlCode::EndOfText, ControlCode::EndOfTransmission] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("learners.db");
        let mut seat = seated(&file);
        answer(&mut seat);
        answer(&mut seat);
        // Ctrl-C on a line that has something on it only clears the line.
        seat.presses("half of an answ").sees("answ");
        seat.session.send(ControlCode::EndOfText).unwrap();
        seat.session.send(leave).unwrap();
        seat.sees("0 of 2 right");
        let screen = seat.leaves(0);
        assert!(screen.text().contains("To review:"), "{}", screen.text());
        assert!(seat.is_sane());
        assert_eq!(answers(&file), 2);
    }
}

#[test]
fn ctrl_c_and_ctrl_d_behind_an_answer_leave_as_well() {
    for leave in [ControlCode::EndOfText, ControlCode::EndOfTransmission] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("learners.db");
        let mut seat = seated(&file);
        seat.presses("give up\r").sees("Skipped.").sees(STOPS);
        seat.session.send(leave).unwrap();
        seat.sees("0 of 1 right");
        seat.leaves(0);
        assert!(seat.is_sane());
        assert_eq!(answers(&file), 1);
    }
}

#[test]
fn whoever_is_told_to_end_puts_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    let mut seat = seated(&file);
    answer(&mut seat);
    assert!(!seat.is_sane());
    let id = seat.session.get_process().pid().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    seat.leaves(130);
    assert!(seat.is_sane());
    assert_eq!(answers(&file), 1);
}

#[test]
fn what_was_typed_is_not_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut seat = seated(&folder.path().join("learners.db"));
    answer(&mut seat);
    // The arrow up, and the search in a history.
    seat.presses("\x1b[A\x12quit\r");
    let screen = seat.leaves(0);
    assert!(!screen.text().contains("reverse-i-search"), "{}", screen.text());
    assert!(screen.text().contains("0 of 1 right"), "{}", screen.text());
}
