//! What is kept, by one and by several at once, and what is gone when it is forgotten.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use ivrsim::training::learning::{AnswerJudgment, Assignment, ExamResult};
use ivrsim::training::store::{ForgetResult, ImportSummary, KnownLearners, Store, StoreError};

use super::{answer, days, deck, place, start, trained, zone};

/// Names that would be something else to a shell, a database, a spreadsheet, a page or a terminal.
const HOSTILE: [&str; 9] = [
    "Robert'); DROP TABLE learner;--",
    "\"quoted\" \\ 'twice'",
    "two\nlines\tand\u{0}more",
    "../../etc/passwd",
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    "\u{1b}[2J\u{202e}drowssap",
    "%s %n {} ?1 :name @x $y",
    "Zoë 🦀 😀\u{301}",
];

/// Everything that is known of a learner, to compare.
fn everything(store: &Store, name: &str) -> String {
    let learner = store.learner(name).unwrap();
    let mut known: Vec<_> = store.progress(&learner).unwrap().into_iter().collect();
    known.sort_by(|one, other| one.0.cmp(&other.0));
    let (answers, exams) = (store.answers(&learner).unwrap(), store.exams(&learner).unwrap());
    format!("{known:?} {answers:?} {exams:?} {:?}", store.assignments(&learner).unwrap())
}

fn full(name: &str, store: &mut Store) {
    let learner = store.enroll(name).unwrap();
    for (card, judged) in deck(3).iter().zip(AnswerJudgment::ALL) {
        store.record(&learner, card, &answer(judged), start()).unwrap();
    }
    let took = Duration::from_mins(5);
    let result = ExamResult { seed: u64::MAX, questions: 3, points: 5, pass_mark: 80, took };
    store.record_exam(&learner, &result, start()).unwrap();
    let assignment = Assignment { line: "line-0".to_owned(), by: "2023-09-01".parse().unwrap() };
    store.assign(&learner, &[assignment]).unwrap();
}

#[test]
fn names_are_data() {
    let (_folder, file) = place();
    let mut store = Store::open_or_create(&file).unwrap();
    for name in HOSTILE {
        full(name, &mut store);
    }
    drop(store);
    let mut store = Store::open(&file).unwrap();
    let mut expected: Vec<_> = HOSTILE.into();
    expected.sort_unstable();
    let names: Vec<_> = store.learners().unwrap().into_iter().map(|learner| learner.name).collect();
    assert_eq!(names, expected);
    for name in HOSTILE {
        let learner = store.learner(&format!(" {name}\n")).unwrap();
        assert_eq!(store.progress(&learner).unwrap().len(), 3, "white space around a name is no part of it");
        store.forget(&learner).unwrap();
    }
    assert_eq!(store.learners().unwrap(), []);
    for name in ["", " \n", &"x".repeat(201)] {
        assert!(matches!(store.enroll(name), Err(StoreError::BadName(_))), "{name:?}");
    }
}

#[test]
fn whoever_is_not_there_is_named_with_who_may_be_meant() {
    let (_folder, mut store) = trained();
    let error = store.learner("Anne").unwrap_err().to_string();
    assert_eq!(error, "there is no learner \"Anne\"; did you mean \"Ann\"?");
    let ann = store.learner("Ann").unwrap();
    store.forget(&ann).unwrap();
    let gone = store.record(&ann, &deck(1)[0], &answer(AnswerJudgment::Right), start());
    assert!(matches!(gone, Err(StoreError::NoLearner(..))), "nothing is kept of who was forgotten meanwhile");
}

#[test]
fn what_was_kept_is_read_back_as_it_was() {
    let (_folder, file) = place();
    let mut store = Store::open_or_create(&file).unwrap();
    let ann = store.enroll("Ann").unwrap();
    let mut now = start();
    for round in 0..5 {
        let kept = store.record(&ann, &deck(1)[0], &answer(AnswerJudgment::Right), now).unwrap();
        assert_eq!(kept.memory.reps, round + 1);
        let read = Store::open(&file).unwrap().progress(&ann).unwrap();
        assert_eq!(read["number/0"], kept, "by another program, too");
        now = kept.memory.due;
    }
    assert_eq!(store.answers(&ann).unwrap().len(), 5);
}

#[test]
fn several_at_once_lose_nothing() {
    let (_folder, file) = place();
    let (programs, answers) = (4, 25);
    thread::scope(|scope| {
        for program in 0..programs {
            let file = &file;
            scope.spawn(move || {
                // Each makes the file if it is the first, and all of them answer the same card, too.
                let mut store = Store::open_or_create(file).unwrap();
                let (own, all) = (format!("learner {program}"), store.enroll("everybody").unwrap());
                let own = store.enroll(&own).unwrap();
                for _ in 0..answers {
                    store.record(&own, &deck(2)[1], &answer(AnswerJudgment::Right), start()).unwrap();
                    store.record(&all, &deck(2)[0], &answer(AnswerJudgment::Wrong), start()).unwrap();
                }
            });
        }
    });
    let store = Store::open(&file).unwrap();
    let all = store.learner("everybody").unwrap();
    assert_eq!(store.progress(&all).unwrap()["number/0"].missed, programs * answers);
    assert_eq!(store.answers(&all).unwrap().len(), (programs * answers) as usize);
    for program in 0..programs {
        let own = store.learner(&format!("learner {program}")).unwrap();
        assert_eq!(store.progress(&own).unwrap()["number/1"].memory.reps, answers);
    }
}

/// Whether any file of a folder holds these bytes.
fn holds(folder: &Path, bytes: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let content = fs::read(entry.unwrap().path()).unwrap();
        content.windows(bytes.len()).any(|window| window == bytes.as_bytes())
    })
}

#[test]
fn what_is_forgotten_is_gone_from_the_file() {
    let (folder, file) = place();
    let mut store = Store::open_or_create(&file).unwrap();
    let secret = "Rumpelstilzchen-of-the-fairy-tale";
    full(secret, &mut store);
    full("Ann", &mut store);
    // So many people that names lie on inner pages, too.
    for index in 0..300 {
        store.enroll(&format!("{secret} {index}")).unwrap();
    }
    assert!(holds(folder.path(), secret));
    let ann = everything(&store, "Ann");
    for learner in store.learners().unwrap().into_iter().filter(|learner| learner.name != "Ann") {
        if learner.name.ends_with('7') || learner.name == secret {
            assert_eq!(store.forget(&learner).unwrap(), ForgetResult::Wholly);
            assert!(!holds(folder.path(), &format!("{secret} 7\0")), "while the file is open");
        }
    }
    for learner in store.learners().unwrap().into_iter().filter(|learner| learner.name != "Ann") {
        store.forget(&learner).unwrap();
    }
    assert!(!holds(folder.path(), "Rumpelstilzchen"), "before it is closed");
    assert_eq!(everything(&store, "Ann"), ann, "everybody else is as they were");
    drop(store);
    assert!(!holds(folder.path(), "Rumpelstilzchen"));
}

#[test]
fn a_program_that_still_reads_keeps_what_is_forgotten_only_until_it_ends() {
    let (folder, mut store) = trained();
    let reader = rusqlite::Connection::open(store.path()).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM learner").unwrap();
    let read: i64 = reader.query_row("SELECT count(*) FROM learner", (), |row| row.get(0)).unwrap();
    assert_eq!(read, 1);
    let ann = store.learner("Ann").unwrap();
    assert_eq!(store.forget(&ann).unwrap(), ForgetResult::OnceClosed);
    assert_eq!(store.learners().unwrap(), []);
    drop((reader, store));
    assert!(!holds(folder.path(), "Ann"));
}

#[test]
fn a_reset_keeps_the_name_and_what_was_assigned() {
    let (_folder, file) = place();
    let mut store = Store::open_or_create(&file).unwrap();
    full("Ann", &mut store);
    let ann = store.learner("Ann").unwrap();
    store.reset(&ann).unwrap();
    assert!(store.progress(&ann).unwrap().is_empty() && store.answers(&ann).unwrap().is_empty());
    assert_eq!((store.exams(&ann).unwrap().len(), store.assignments(&ann).unwrap().len()), (0, 1));
}

#[test]
fn what_was_exported_is_imported_as_it_was() {
    let (_folder, file) = place();
    let mut store = Store::open_or_create(&file).unwrap();
    for name in HOSTILE {
        full(name, &mut store);
    }
    let mut lines = Vec::new();
    store.export(&mut lines).unwrap().unwrap();
    let (_other_folder, other_file) = place();
    let mut other = Store::open_or_create(&other_file).unwrap();
    let imported = other.import(lines.as_slice(), KnownLearners::Stay).unwrap();
    assert_eq!(imported, ImportSummary { learners: HOSTILE.len(), answers: 3 * HOSTILE.len() });
    for name in HOSTILE {
        assert_eq!(everything(&store, name), everything(&other, name));
    }
    let mut again = Vec::new();
    other.export(&mut again).unwrap().unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(lines.clone()).unwrap());
    let error = other.import(lines.as_slice(), KnownLearners::Stay).unwrap_err().to_string();
    assert!(error.contains("already") && error.ends_with("nothing was imported"), "{error}");
}

#[test]
fn an_export_of_the_time_when_hours_were_known_by_their_words_is_still_known() {
    let (_folder, file) = place();
    let mut store = Store::open_or_create(&file).unwrap();
    let lines = r#"{"version":1}
{"card":{"id":"open/gap","kind":"open","line":null,"fact":"Saturday, 9 AM to 6 PM Eastern [058e4e2d]","name":"GAP"}}
{"learner":{"name":"Ann"}}
{"memory":{"learner":"Ann","card":"open/gap","state":"review","stability":3.1,"difficulty":5.2,"due":"2023-09-09T12:00:00Z","last":"2023-09-04T12:00:00Z","reps":2,"lapses":0,"fact":"Saturday, 9 AM to 6 PM Eastern [058e4e2d]","first":"2023-09-04T12:00:00Z","learned":null,"missed":0,"milliseconds":900}}
"#;
    store.import(lines.as_bytes(), KnownLearners::Stay).unwrap();
    let ann = store.learner("Ann").unwrap();
    assert_eq!(store.progress(&ann).unwrap()["open/gap"].fact, "hours 058e4e2d");
}

#[test]
fn an_import_is_taken_wholly_or_not_at_all() {
    let (_folder, mut store) = trained();
    let before = everything(&store, "Ann");
    let version = r#"{"version":1}"#;
    let bob = r#"{"learner":{"name":"Bob"}}"#;
    for (lines, words) in [
        (vec![], "line 1: this is not an ivrsim export: it is empty"),
        (vec![bob], "line 1: this is not an ivrsim export, which begins with"),
        (
            vec![r#"{"version":2}"#],
            "line 1: this is an export of version 2, but this ivrsim reads only version 1",
        ),
        (vec![version, bob, "{"], "line 3: the line ends in the middle of a record"),
        (vec![version, bob, bob], "line 3: there is already a learner \"Bob\""),
        (vec![version, bob, r#"{"assignment":{"learner":"Eve","line":"csg","by":"2023-09-01"}}"#], "\"Eve\""),
        (
            vec![version, bob, r#"{"assignment":{"learner":"Bob","line":"csg","by":"soon"}}"#],
            "line 3: \"soon\"",
        ),
        (vec![version, bob, r#"{"learner":{"name":" "}}"#], "line 3: \" \" cannot be the name"),
        (
            vec![version, r#"{"learner":{"name":"Bob","age":7}}"#],
            ": `age` does not belong in a `learner` record; expected `name`",
        ),
    ] {
        let error = store.import(lines.join("\n").as_bytes(), KnownLearners::Stay).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
        assert_eq!(store.learners().unwrap().len(), 1, "{error}");
    }
    assert_eq!(everything(&store, "Ann"), before);
}

#[test]
fn a_report_asks_the_file_the_same_few_questions_however_many_learn() {
    let mut work = Vec::new();
    for learners in [1, 8] {
        let (_folder, file) = place();
        let mut store = Store::open_or_create(&file).unwrap();
        for index in 0..learners {
            full(&format!("learner {index}"), &mut store);
        }
        let store = Store::open(&file).unwrap();
        let now = start().checked_add(days(1)).unwrap();
        let survey = store.survey(deck(9), None, zone(), now).unwrap();
        assert_eq!((survey.learners.len(), survey.facts.len()), (learners, 3 * learners));
        let read = store.work();
        // Each learner once, with an exam, an assignment, three memories and two sums of answers, which are not
        // read themselves.
        assert_eq!(read.rows, 8 * learners as u64);
        work.push(read.queries);

        let one = store.learner("learner 0").unwrap();
        let before = store.work();
        let survey = store.survey(deck(9), Some(&one), zone(), now).unwrap();
        assert_eq!((survey.learners.len(), survey.facts.len()), (1, 3));
        assert_eq!(store.work().rows - before.rows, 7 + learners as u64, "of others only the names are read");
    }
    assert_eq!(work, [6, 6]);
}
