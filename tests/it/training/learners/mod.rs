//! The memory of learners: the file it is in, and what it comes to over weeks.

mod beginner;
mod command;
mod file;
mod kept;
mod killed;
mod reading;
mod weeks;

use std::path::PathBuf;
use std::time::Duration;

use ivrsim::time::Zone;
use ivrsim::training::learning::{AnswerJudgment, AnswerRecord, StudyCard};
use ivrsim::training::store::Store;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

/// A folder of one's own, and a learners' file to be in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    (folder, file)
}

/// A file with a learner who has answered five cards.
fn trained() -> (TempDir, Store) {
    let (folder, file) = place();
    let mut store = Store::open_or_create(&file).unwrap();
    let ann = store.enroll("Ann").unwrap();
    for card in deck(5) {
        store.record(&ann, &card, &answer(AnswerJudgment::Right), start()).unwrap();
    }
    (folder, store)
}

fn deck(count: usize) -> Vec<StudyCard> {
    let card = |index: usize| StudyCard {
        id: format!("number/{index}"),
        kind: ["number", "hours"][index % 2].to_owned(),
        line: Some(format!("line-{}", index % 3)),
        fact: "one".to_owned(),
        name: format!("Card {index}"),
    };
    (0..count).map(card).collect()
}

fn answer(judged: AnswerJudgment) -> AnswerRecord {
    AnswerRecord { judged, hints: 0, took: Duration::from_secs(9), quick: Duration::from_secs(3) }
}

fn start() -> Timestamp {
    "2023-08-28T14:00:00Z".parse().unwrap()
}

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn zone() -> Zone {
    Zone::named("America/New_York").unwrap()
}
