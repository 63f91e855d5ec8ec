//! Lessons without a screen: whatever shows them, they are those of the terminal.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use ivrsim::base::text::Paint;
use ivrsim::plan::{Plan, builtin};
use ivrsim::training::drill::Deck;
use ivrsim::training::learning::{Exam, SessionGoal};
use ivrsim::training::lesson::{LearnerDesk, Lesson, TourChoice, Typing};
use ivrsim::training::store::Store;
use ivrsim::training::study::{
    ExamDesk, ExamReport, IntroductionPage, QuestionForm, QuestionView, StudyCourse, StudyDesk, StudyStep,
    StudyVerdict, TypedReply,
};
use jiff::{SignedDuration, Timestamp};

use super::pupil::{Pupil, Screen};

/// What somebody types who knows some things and not others, one after the other and then again.
///
/// A script may slip twice, and is let go on then: so it says often enough that it does not know.
const LINES: [&str; 13] = [
    "hint",
    "a",
    "no idea",
    "1 (855) 720-2559 option 3",
    "?",
    "b",
    "I don\u{2019}t know",
    "9 am to 5 pm",
    "Customer Interview",
    "give up",
    "c",
    "yes, open",
    "not sure",
];

fn begins() -> Timestamp {
    "2023-08-28T13:00:00Z".parse().unwrap()
}

fn goal(cards: usize) -> SessionGoal {
    SessionGoal { cards: Some(cards), minutes: None, ..SessionGoal::default() }
}

/// A clock that goes on by seven seconds with every line that is typed, and what is typed.
struct Typist {
    now: Cell<Timestamp>,
    count: Cell<usize>,
}

impl Typist {
    fn new() -> Self {
        Self { now: Cell::new(begins()), count: Cell::new(0) }
    }

    fn line(&self) -> &'static str {
        self.now.set(self.now.get() + SignedDuration::from_secs(7));
        self.count.set(self.count.get() + 1);
        LINES[(self.count.get() - 1) % LINES.len()]
    }
}

/// Lets a script sit down at the terminal. Gives what was shown, and what is kept.
fn at_the_terminal(
    plan: &Plan,
    cards: &Deck,
    work: impl FnOnce(&mut Lesson<'_>, &mut LearnerDesk<'_>),
) -> (String, Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("learners.db")).unwrap();
    let learner = store.enroll("Ann").unwrap();
    store.note_tour(&learner).unwrap();
    let mut lesson = Lesson::new(plan, cards, None, &mut store, learner);
    let (shown, typist) = (Cell::new(Vec::new()), Typist::new());
    let (answer, clock) = (|_: &str| format!("{}\n", typist.line()), || typist.now.get());
    let mut pupil = Pupil { shown: &shown, answer: &answer, line: io::Cursor::default() };
    let (mut screen, paint) = (Screen(&shown), Paint::new(false));
    let mut seat = LearnerDesk { typed: Typing::Lines(&mut pupil), shown: &mut screen, paint, clock: &clock };
    work(&mut lesson, &mut seat);
    (String::from_utf8(shown.take()).unwrap(), store, folder)
}

/// Finds texts one behind the other.
fn assert_in_order(shown: &str, texts: &[String]) {
    let mut rest = shown;
    for text in texts {
        let Some((_, behind)) = rest.split_once(text.as_str()) else {
            panic!("{text:?} is not where it should be: {}", &rest[..rest.len().min(600)])
        };
        rest = behind;
    }
}

#[test]
fn a_lesson_is_the_same_on_every_screen() {
    let plan = builtin();
    let cards = Deck::of(plan, begins());
    let mut tally = None;
    let (shown, store, _folder) = at_the_terminal(plan, &cards, |lesson, desk| {
        tally = Some(lesson.train(goal(25), TourChoice::Once, desk).unwrap());
    });

    let typist = Typist::new();
    let course = Arc::new(StudyCourse::of(plan, &cards, None));
    let mut desk = StudyDesk::new(plan, course, HashMap::default(), goal(25), begins());
    let (mut said, mut forms) = (Vec::new(), Vec::new());
    loop {
        match desk.next(plan, typist.now.get()) {
            StudyStep::End => break,
            StudyStep::Introduction(_) => {
                let IntroductionPage { groups } = desk.introduction(plan).unwrap();
                said.extend(groups.into_iter().map(|group| format!("New: {}", group.heading)));
                assert!(!desk.read(typist.now.get()).is_empty());
                continue;
            }
            StudyStep::Question(_) => {}
        }
        let question = desk.question(plan).unwrap();
        let view = QuestionView::of(&question);
        said.push(view.text);
        forms.push(view.form);
        let answer = loop {
            match desk.typed(plan, typist.line()) {
                TypedReply::Answer(answer) => break *answer,
                TypedReply::Say(text) | TypedReply::Hint(text) => said.push(text),
                reply => panic!("{reply:?}"),
            }
        };
        let now = typist.now.get();
        let record = desk.record(plan, &answer, now).unwrap();
        desk.keep(&answer, record.after(now));
        let verdict = StudyVerdict::of(&question, &answer.judgement, answer.is_given_up);
        said.push(format!("{} {}", verdict.word, verdict.note).trim_end().to_owned());
        said.extend(verdict.right.map(|right| format!("The right answer: {right}")));
        said.extend(verdict.why);
    }
    let summary = desk.summary(builtin(), typist.now.get());
    said.push(format!("{}{}", summary.count, summary.length));
    said.extend(summary.review.clone());
    said.push(summary.ahead.clone());
    assert!(said.len() > 60, "{said:#?}");
    assert_in_order(&shown, &said);
    let tally = tally.unwrap();
    assert_eq!((tally.answered, tally.right), (summary.answered, summary.right));
    assert!(summary.right > 0 && summary.right < summary.answered, "some know, some do not: {summary:?}");
    assert!(forms.contains(&QuestionForm::Choice), "{forms:?}");
    // What is remembered is the same, too.
    let kept = store.progress(&store.learner("Ann").unwrap()).unwrap();
    assert_eq!(&kept, desk.known());
}

#[test]
fn an_exam_is_the_same_on_every_screen() {
    let plan = builtin();
    let cards = Deck::of(plan, ExamDesk::moment(plan));
    let exam = Exam { seed: 7, cards: 12, pass_mark: 80 };
    let sitting = RefCell::new(None);
    let (shown, ..) = at_the_terminal(plan, &cards, |lesson, desk| {
        *sitting.borrow_mut() = lesson.exam(exam, desk).unwrap();
    });

    let typist = Typist::new();
    let course = Arc::new(StudyCourse::of(plan, &cards, None));
    let mut desk = ExamDesk::new(plan, course, exam, begins());
    let mut slips = 0;
    while desk.question(plan).is_some() {
        let answer = loop {
            match desk.typed(plan, typist.line()) {
                TypedReply::Answer(answer) => break Some(*answer),
                TypedReply::Skip => break None,
                TypedReply::Say(_) => slips += 1,
                reply => panic!("{reply:?}"),
            }
        };
        desk.keep(plan, answer, typist.now.get());
    }
    assert!(slips > 0, "there is no help");
    let own = desk.sitting(typist.now.get());
    assert!(own.is_some() && own == sitting.take(), "{own:?}\n{shown}");
    let report = ExamReport::of(builtin(), &own.unwrap());
    let told = |mistake: &ivrsim::training::study::ExamMistake| {
        format!("{} {}  {}", mistake.number, mistake.word, mistake.question)
    };
    assert_in_order(&shown, &report.mistakes.iter().map(told).collect::<Vec<_>>());
    assert!(shown.ends_with(&format!("{} {}\n", report.word, report.score)), "{shown}");
}

#[test]
fn nothing_is_asked_or_kept_where_nothing_lies_on_the_desk() {
    let plan = builtin();
    let course = Arc::new(StudyCourse::of(plan, &Deck::of(plan, begins()), None));
    let mut desk = StudyDesk::new(plan, Arc::clone(&course), HashMap::default(), goal(3), begins());
    assert!(matches!(desk.typed(plan, "a"), TypedReply::Nothing));
    assert!(matches!(desk.hint(plan), TypedReply::Nothing));
    assert!(desk.read(begins()).is_empty() && desk.give_up(plan).is_none());
    assert_eq!((desk.learned(), desk.summary(builtin(), begins()).answered), (0, 0));

    assert!(matches!(desk.next(plan, begins()), StudyStep::Introduction(_)));
    // Whoever knows it already is asked at once.
    while let StudyStep::Introduction(_) = desk.next(plan, begins()) {
        desk.ask_unseen();
    }
    let answer = desk.give_up(plan).expect("a question lies there");
    let record = desk.record(plan, &answer, begins()).unwrap();
    assert_eq!((record.before.clone(), record.after(begins()).missed), (None, 1));
    desk.keep(&answer, record.after(begins()));
    assert!(desk.record(plan, &answer, begins()).is_none(), "it is answered once");
    desk.next(plan, begins());
    let before = desk.question(plan).unwrap().text;
    desk.skip();
    desk.next(plan, begins());
    assert_ne!(desk.question(plan).map(|question| question.text), Some(before));
}
