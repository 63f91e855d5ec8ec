//! The file itself: made, found, migrated, refused.

use std::fs;
use std::path::Path;

use ivrsim::training::learning::{AnswerJudgment, LearningStage};
use ivrsim::training::store::{NEWEST, Store, StoreError};
use rusqlite::Connection;

use super::{answer, deck, place, start, trained};

/// What the first version of ivrsim with learners would have left, made by its statements.
pub(super) const VERSION_1: &str = "
    CREATE TABLE learner (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE card (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, line TEXT,
        fact TEXT NOT NULL, name TEXT NOT NULL) STRICT;
    CREATE TABLE memory (learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        card INTEGER NOT NULL REFERENCES card, state TEXT NOT NULL, stability REAL NOT NULL,
        difficulty REAL NOT NULL, due INTEGER NOT NULL, last INTEGER NOT NULL, reps INTEGER NOT NULL,
        lapses INTEGER NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (learner, card)) STRICT, WITHOUT ROWID;
    CREATE TABLE answer (id INTEGER PRIMARY KEY, learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        card INTEGER NOT NULL REFERENCES card, at INTEGER NOT NULL, judged TEXT NOT NULL,
        hints INTEGER NOT NULL, took INTEGER NOT NULL) STRICT;
    CREATE INDEX answer_of_learner ON answer (learner, at);
    INSERT INTO learner VALUES (1, 'Ann');
    INSERT INTO card VALUES (1, 'number/0', 'number', 'csg', 'one', 'GAP'), (2, 'hours/0', 'hours', NULL, 'x', 'Open'),
        (3, 'open/csg', 'open', 'csg', 'Monday to Friday, 8 AM to 6 PM Eastern [058e4e2d]', 'The hours of CSG');
    INSERT INTO memory VALUES (1, 1, 'review', 3.1, 5.2, 1693500000000, 1693230000000, 2, 0, 'one');
    INSERT INTO memory VALUES (1, 2, 'learning', 0.4, 7.2, 1693230060000, 1693230000000, 1, 0, 'x');
    INSERT INTO memory VALUES (1, 3, 'review', 3.1, 5.2, 1693500000000, 1693230000000, 2, 0,
        'Monday to Friday, 8 AM to 6 PM Eastern [058e4e2d]');
    INSERT INTO answer VALUES (1, 1, 1, 1693220000000, 'wrong', 0, 8000), (2, 1, 1, 1693230000000, 'right', 0, 4000),
        (3, 1, 2, 1693230000000, 'partly', 1, 5000);
    PRAGMA application_id = 1230393939;
    PRAGMA user_version = 1;
";

/// Everything in a folder: names and bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut found: Vec<_> = entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect();
    found.sort();
    found
}

/// Holds that a file is refused, with these words, and that nothing in its folder has changed.
fn refused(file: &Path, words: &str) {
    let before = contents(file.parent().unwrap());
    for open in [Store::open, Store::open_or_create] {
        let error = open(file).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
        assert!(error.starts_with(&file.to_string_lossy().into_owned()), "it names the file: {error}");
        assert_eq!(contents(file.parent().unwrap()), before, "nothing is touched");
    }
}

#[test]
fn a_file_that_is_not_there_is_made_only_where_one_is_wanted() {
    let (folder, file) = place();
    assert_eq!(Store::open(&file).unwrap_err(), StoreError::NotThere(file.clone()));
    assert_eq!(contents(folder.path()), []);
    let deep = folder.path().join("a/b/learners.db");
    let mut store = Store::open_or_create(&deep).unwrap();
    store.enroll("Ann").unwrap();
    drop(store);
    assert_eq!(Store::open(&deep).unwrap().learners().unwrap().len(), 1);
    assert_eq!(contents(deep.parent().unwrap()).len(), 1, "no log and no draft stays behind");
    assert!(matches!(Store::open(folder.path()), Err(StoreError::NoFile(_))));
}

#[cfg(unix)]
#[test]
fn what_is_known_of_people_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, file) = place();
    drop(Store::open_or_create(&file).unwrap());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_file_of_version_1_comes_to_the_present_with_all_that_it_knew() {
    let (_folder, file) = place();
    Connection::open(&file).unwrap().execute_batch(VERSION_1).unwrap();
    let mut store = Store::open(&file).unwrap();
    let ann = store.learner("Ann").unwrap();
    let known = store.progress(&ann).unwrap();
    let number = &known["number/0"];
    assert_eq!((number.memory.state, number.memory.reps, number.missed), (LearningStage::Review, 2, 1));
    assert_eq!(number.spent.as_secs(), 12);
    assert_eq!(number.first.as_millisecond(), 1_693_220_000_000);
    assert_eq!(number.learned, Some(number.memory.last));
    assert_eq!((known["hours/0"].missed, known["hours/0"].learned), (1, None), "partly right is not right");
    assert_eq!(
        known["open/csg"].fact, "hours 058e4e2d",
        "hours are known by their instants, in whichever words"
    );
    assert_eq!(store.answers(&ann).unwrap().len(), 3);
    store.record(&ann, &deck(1)[0], &answer(AnswerJudgment::Right), start()).unwrap();
    drop(store);
    let version: u32 =
        Connection::open(&file).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, NEWEST);
    assert_eq!(Store::open(&file).unwrap().answers(&ann).unwrap().len(), 4, "and stays there");
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let (_folder, file) = place();
    let connection = Connection::open(&file).unwrap();
    connection.execute_batch(VERSION_1).unwrap();
    connection.execute_batch("CREATE TABLE assignment (anything)").unwrap();
    drop(connection);
    let error = Store::open(&file).unwrap_err().to_string();
    assert!(error.contains("assignment"), "{error}");
    let connection = Connection::open(&file).unwrap();
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 1);
    assert!(
        connection.prepare("SELECT * FROM exam").is_err(),
        "not even the table before the one that failed"
    );
}

#[test]
fn files_that_are_not_ours_or_too_new_or_damaged_are_refused_and_left_alone() {
    let (_folder, file) = place();
    fs::write(&file, "dear diary\n".repeat(1000)).unwrap();
    refused(&file, "is not a learners' file of ivrsim");

    let (_folder, file) = place();
    fs::write(&file, "").unwrap();
    refused(&file, "is not a learners' file of ivrsim");

    let (_folder, file) = place();
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE bookmarks (url)").unwrap();
    refused(&file, "is not a learners' file of ivrsim");

    let (_folder, file) = place();
    drop(Store::open_or_create(&file).unwrap());
    let newer = NEWEST + 1;
    Connection::open(&file).unwrap().pragma_update(None, "user_version", newer).unwrap();
    refused(&file, &format!("made by a newer ivrsim (file version {newer}; this one reads up to {NEWEST})"));
}

#[test]
fn a_damaged_file_says_so_when_the_damage_is_met() {
    let (folder, store) = trained();
    let file = store.path().to_owned();
    drop(store);
    let mut bytes = fs::read(&file).unwrap();
    for byte in &mut bytes[4096..] {
        *byte = 0xA5;
    }
    fs::write(&file, &bytes).unwrap();
    let damage = |result: Result<(), StoreError>| match result {
        Err(error @ StoreError::Corrupt(..)) => error.to_string(),
        other => panic!("{other:?}"),
    };
    let said = damage(Store::open(&file).and_then(|store| store.learners().map(drop)));
    assert!(said.contains("is damaged") && said.contains("was not changed"), "{said}");
    damage(Store::open(&file).and_then(|mut store| store.enroll("Bob").map(drop)));
    assert_eq!(fs::read(&file).unwrap(), bytes);

    fs::write(&file, &bytes[..5000]).unwrap();
    damage(Store::open(&file).and_then(|store| store.learners().map(drop)));
    assert_eq!(fs::read(&file).unwrap(), bytes[..5000]);
    drop(folder);
}

#[test]
fn a_value_that_is_none_of_ours_is_damage_and_no_panic() {
    let (_folder, store) = trained();
    let file = store.path().to_owned();
    drop(store);
    for damage in [
        "UPDATE memory SET state = 'asleep'",
        "UPDATE memory SET due = 9223372036854775807",
        "UPDATE memory SET reps = -1",
        "INSERT OR REPLACE INTO assignment VALUES (1, 'csg', 'soon')",
    ] {
        let copy = file.with_extension("copy");
        fs::copy(&file, &copy).unwrap();
        Connection::open(&copy).unwrap().execute_batch(damage).unwrap();
        let survey = Store::open(&copy).and_then(|store| store.survey(deck(5), None, super::zone(), start()));
        assert!(matches!(survey, Err(StoreError::Corrupt(..))), "{damage}");
    }
}

#[test]
fn a_file_that_may_only_be_read_is_left_alone() {
    let (_folder, store) = trained();
    let file = store.path().to_owned();
    drop(store);
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    refused(&file, "is read-only");
}
