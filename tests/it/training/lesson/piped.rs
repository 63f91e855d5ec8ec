//! Lessons over a pipe, as a learner meets them.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;

use ivrsim::base::text::Paint;
use ivrsim::training::drill::Deck;
use ivrsim::training::learning::{Assignment, Exam, SessionGoal};
use ivrsim::training::lesson::{LearnerDesk, Lesson, LessonTally, TourChoice, Typing};
use ivrsim::training::store::Store;
use jiff::{SignedDuration, Timestamp};

use super::super::pupil::{Pupil, Screen};

/// A classroom: a file of learners in a folder of its own, and a clock that goes on by so much whenever it is looked at.
struct Room {
    folder: tempfile::TempDir,
    now: Cell<Timestamp>,
}

impl Room {
    fn new() -> Self {
        let now = Cell::new("2023-08-28T13:00:00Z".parse().expect("this is a time"));
        Self { folder: tempfile::tempdir().expect("there is room"), now }
    }

    fn sit(
        &self,
        work: impl FnOnce(&mut Lesson<'_>, &mut LearnerDesk<'_>),
        answer: &dyn Fn(&str) -> String,
    ) -> String {
        let plan = ivrsim::plan::builtin();
        let mut store = Store::open_or_create(&self.folder.path().join("learners.db")).expect("it opens");
        let learner = store.enroll("Ann").expect("she is taken in");
        let deck = Deck::of(plan, self.now.get());
        let mut lesson = Lesson::new(plan, &deck, None, &mut store, learner);
        let shown = Cell::new(Vec::new());
        let clock = || {
            self.now.set(self.now.get() + SignedDuration::from_secs(4));
            self.now.get()
        };
        let mut pupil = Pupil { shown: &shown, answer, line: io::Cursor::default() };
        let mut screen = Screen(&shown);
        let paint = Paint::new(false);
        let typed = Typing::Lines(&mut pupil);
        let mut seat = LearnerDesk { typed, shown: &mut screen, paint, clock: &clock };
        work(&mut lesson, &mut seat);
        String::from_utf8(shown.take()).expect("text is shown")
    }
}

/// What a question is about, whenever it is asked: what stands in quotes, or else its first line.
fn about(block: &str) -> String {
    let mut lines = block.trim().lines().filter(|line| !line.contains(" of about "));
    let line = lines.next().unwrap_or_default();
    let quoted = line.split_once('\u{201c}').and_then(|(_, rest)| rest.split_once('\u{201d}'));
    quoted.map_or(line, |(quoted, _)| quoted).to_owned()
}

fn ten() -> SessionGoal {
    SessionGoal { cards: Some(10), minutes: None, ..SessionGoal::default() }
}

#[test]
fn a_first_lesson_begins_with_a_tour_and_ends_with_what_to_look_at_again() {
    let room = Room::new();
    let answered = Cell::new(0);
    let shown = room.sit(
        |lesson, desk| {
            let tally = lesson.train(ten(), TourChoice::Once, desk).expect("nothing is in the way");
            answered.set(tally.answered);
        },
        &|_| "no idea\n".to_owned(),
    );
    assert_eq!(answered.get(), 10);
    assert!(shown.starts_with("Ally dealer contacts\nThe directory has 14 numbers"), "{shown}");
    assert!(shown.contains("Skipped.") && shown.contains("The right answer: "), "{shown}");
    assert!(shown.contains("To review:"), "{shown}");
    let again =
        room.sit(|lesson, desk| drop(lesson.train(ten(), TourChoice::Once, desk)), &|_| "quit\n".to_owned());
    assert!(!again.contains("The directory has"), "the tour is given once: {again}");
    assert!(again.contains("You answered nothing, and nothing is lost."), "{again}");
}

#[test]
fn whoever_learns_from_what_was_right_before_gets_ever_more_right() {
    let room = Room::new();
    let right = std::cell::RefCell::new(BTreeMap::<String, String>::new());
    let asked = |shown: &str| -> String {
        // The question is the last block of lines on the screen.
        about(shown.rsplit("\n\n").next().unwrap_or_default())
    };
    let mut tallies: Vec<LessonTally> = Vec::new();
    for _ in 0..6 {
        let tally = Cell::new(LessonTally::default());
        let shown = room.sit(
            |lesson, desk| {
                tally.set(
                    lesson
                        .train(
                            SessionGoal { cards: Some(40), minutes: None, ..SessionGoal::default() },
                            TourChoice::Once,
                            desk,
                        )
                        .expect("it works"),
                );
            },
            &|shown| {
                let known = right.borrow().get(&asked(shown)).cloned();
                known.unwrap_or_else(|| "no idea".to_owned()) + "\n"
            },
        );
        for block in shown.split("\n\n").collect::<Vec<_>>().windows(1) {
            if let Some((question, rest)) = block[0].split_once("\nSkipped.")
                && let Some((_, told)) = rest.split_once("The right answer: ")
            {
                let told = told.lines().next().unwrap_or_default().split("; or: ").next().unwrap_or_default();
                right.borrow_mut().insert(about(question), told.to_owned());
            }
        }
        tallies.push(tally.get());
        room.now.set(room.now.get() + SignedDuration::from_hours(24));
    }
    let right: Vec<usize> = tallies.iter().map(|tally| tally.right).collect();
    assert!(right[0] < right[1] && right[1] < right[5], "{tallies:?}");
}

#[test]
fn hints_are_given_and_skipping_is_free() {
    let room = Room::new();
    let lines = Cell::new(0);
    let shown = room.sit(
        |lesson, desk| {
            let tally = lesson.train(ten(), TourChoice::Once, desk).expect("it works");
            assert_eq!(tally.answered, 0);
        },
        &|_| {
            lines.set(lines.get() + 1);
            ["hint\n", "help\n", "skip\n", "\n", "skip\n"]
                .get(lines.get() - 1)
                .map_or(String::new(), ToString::to_string)
        },
    );
    assert!(shown.contains("It begins with 1-8") && shown.contains("hint     shows a hint"), "{shown}");
    assert!(shown.contains("You answered nothing"), "{shown}");
}

#[test]
fn a_slip_is_asked_again_and_costs_nothing() {
    for slip in ["???\n", "\n", "\u{1}\n"] {
        let lines = Cell::new(0_usize);
        let shown = Room::new().sit(
            |lesson, desk| {
                let tally = lesson.train(ten(), TourChoice::Once, desk).expect("it works");
                assert_eq!(tally, LessonTally::default(), "{slip:?}");
            },
            &|_| {
                lines.set(lines.get() + 1);
                // Every third line goes on to the next question.
                if lines.get().is_multiple_of(3) { "skip\n".to_owned() } else { slip.to_owned() }
            },
        );
        let (asked, told) = (lines.get() / 3, shown.matches("The answer is ").count());
        // Enter alone is told of once.
        let expected = if slip == "\n" { asked } else { 2 * asked };
        assert!(asked >= 10 && told == expected, "{asked} {told} {shown}");
        assert!(shown.contains("The answer is a phone number"), "{shown}");
    }
}

#[test]
fn a_script_that_never_answers_comes_to_an_end() {
    for typed in
        ["???\n", "\n", "hint\n", "help\n", "why\n", "call nobody\n", "hang up\n", "call 1-855-720-2559\n"]
    {
        let shown = Room::new()
            .sit(|lesson, desk| drop(lesson.train(ten(), TourChoice::Once, desk)), &|_| typed.to_owned());
        assert!(shown.contains(" right, in ") || shown.contains("You answered nothing"), "{typed}: {shown}");
    }
}

#[test]
fn q_leaves_at_every_question() {
    for before in 0..10 {
        let lines = Cell::new(0);
        Room::new().sit(|lesson, desk| drop(lesson.train(ten(), TourChoice::Once, desk)), &|_| {
            lines.set(lines.get() + 1);
            if lines.get() > before { "q\n".to_owned() } else { "skip\n".to_owned() }
        });
        assert_eq!(lines.get(), before + 1);
    }
}

#[test]
fn an_examination_asks_again_and_counts_only_to_its_end() {
    let lines = Cell::new(0);
    let shown = Room::new().sit(
        |lesson, desk| {
            let exam = Exam { seed: 7, cards: 6, pass_mark: 80 };
            assert!(
                lesson.exam(exam, desk).expect("it works").is_none(),
                "the end of the lines is no answer"
            );
        },
        &|_| {
            lines.set(lines.get() + 1);
            if lines.get() <= 2 { "???\n".to_owned() } else { String::new() }
        },
    );
    assert_eq!(shown.matches("The answer is").count(), 2, "{shown}");
    assert!(shown.contains("1 of 6") && !shown.contains("2 of 6"), "{shown}");
}

#[test]
fn an_examination_is_the_same_paper_for_all_and_has_no_hints() {
    let exam = Exam { seed: 7, cards: 6, pass_mark: 80 };
    let paper = |typed: &'static str| {
        let room = Room::new();
        room.sit(
            |lesson, desk| {
                let result = lesson.exam(exam, desk).expect("it works").expect("it came to its end").result;
                assert_eq!((result.questions, result.is_passed()), (6, false));
            },
            &|_| typed.to_owned(),
        )
    };
    let (one, other) = (paper("skip\n"), paper("pancakes\n"));
    let asked = |shown: &str| -> Vec<String> {
        let is_ours =
            |line: &&str| line.trim().starts_with("you said: ") || line.starts_with("The answer is");
        let mut lines: Vec<String> = shown.lines().filter(|line| !is_ours(line)).map(str::to_owned).collect();
        // Whoever types what is no key hears the phone again.
        lines.dedup();
        lines
    };
    assert_eq!(asked(&one), asked(&other), "who skips and who is wrong read the same paper");
    assert!(other.contains("you said: pancakes") && one.contains("you said: (skipped)"), "{one}{other}");
    assert!(one.contains("1 of 6") && one.contains("Not passed: 0% (80% needed)."), "{one}");
    let room = Room::new();
    let hints = Cell::new(0);
    let shown = room.sit(
        |lesson, desk| {
            assert!(lesson.exam(exam, desk).expect("it works").is_none(), "who leaves takes no exam");
        },
        &|_| {
            hints.set(hints.get() + 1);
            if hints.get() == 1 { "hint\n".to_owned() } else { String::new() }
        },
    );
    assert!(shown.contains("There are no hints in an exam."), "{shown}");
}

#[test]
fn a_lesson_greets_on_the_next_day_and_says_what_is_assigned_and_where_it_is() {
    let room = Room::new();
    let give_up = |_: &str| "give up\n".to_owned();
    let first = room.sit(|lesson, desk| drop(lesson.train(ten(), TourChoice::Once, desk)), &give_up);
    assert!(!first.contains("Welcome back") && first.contains("\nToday: about 10 questions.\n"), "{first}");
    assert!(first.contains("\n1 of about 10\n") && first.contains("\n10 of about 10"), "{first}");
    assert!(first.contains("Skipped.") && !first.contains("Not quite."), "{first}");
    // What is new is shown before it is asked.
    let at = |text: &str| first.find(text).unwrap_or_else(|| panic!("{text}: {first}"));
    assert!(at("New: Contract Processing Center, 1-855-720-2559") < at("1 of about"), "{first}");
    let mut store = Store::open(&room.folder.path().join("learners.db")).expect("it opens");
    let ann = store.learner("Ann").expect("she is there");
    let by = |line: &str, by: &str| Assignment { line: line.to_owned(), by: by.parse().expect("a day") };
    let assigned = [by("dsc", "2023-09-04"), by("cpc", "2023-08-25"), by("gone", "2023-09-04")];
    store.assign(&ann, &assigned).expect("it is kept");
    drop(store);
    let again = room.sit(|lesson, desk| drop(lesson.train(ten(), TourChoice::Once, desk)), &give_up);
    assert!(!again.contains("Welcome back"), "on the same day nobody is greeted again: {again}");
    room.now.set(room.now.get() + SignedDuration::from_hours(24));
    let next = room.sit(|lesson, desk| drop(lesson.train(ten(), TourChoice::Once, desk)), &give_up);
    assert!(next.starts_with("Welcome back, Ann. Last time, yesterday, you had 0 of 20 right.\n"), "{next}");
    let late = "Assigned: Contract Processing Center, it was due on Friday, August 25: 0 of";
    assert!(next.contains(late), "{next}");
    assert!(next.contains("Assigned: Dealer Service Center, by Monday, September 4: 0 of"), "{next}");
    assert!(next.contains("\nToday: about 10 questions, ") && next.contains(" to repeat.\n"), "{next}");
    assert!(next.contains("\n1 of about 10, "), "{next}");
}

#[test]
fn an_examination_says_what_is_coming() {
    let shown = Room::new()
        .sit(|lesson, desk| drop(lesson.exam(Exam { seed: 7, cards: 6, pass_mark: 75 }, desk)), &|_| {
            String::new()
        });
    let told =
        "This exam has 6 questions; you need 75% to pass.\nThere is no help: no hints, and the right answers";
    assert!(shown.starts_with(told), "{shown}");
}

#[test]
fn whatever_is_typed_a_lesson_goes_on() {
    for typed in
        ["call 877.357.8477\n6\n\n\n", "\u{0}\u{1b}[2J\n", "call nobody\n", "999999999999\n", "####\n"]
    {
        let room = Room::new();
        let count = Cell::new(0);
        room.sit(
            |lesson, desk| {
                lesson.train(ten(), TourChoice::Once, desk).expect("it works");
            },
            &|_| {
                count.set(count.get() + 1);
                if count.get() < 60 { typed.to_owned() } else { String::new() }
            },
        );
    }
}
