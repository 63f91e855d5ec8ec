//! Reading where nothing can be written, and reading what has no end.

use std::fs;
use std::io::{self, BufReader, Read as _};
use std::path::Path;
use std::process::Command;

use ivrsim::training::learning::AnswerJudgment;
use ivrsim::training::store::{KnownLearners, Store, StoreError};

use super::{answer, deck, place, start, trained};
use crate::helpers::program::ivrsim;

/// Nobody may write to this file.
fn locked(file: &Path) {
    let mut permissions = fs::metadata(file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(file, permissions).unwrap();
}

fn told(file: &Path, args: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    command.env_remove("IVRSIM_PLAN").env("IVRSIM_DB", file).arg("train").args(args);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// What reads, and what each says of a file in which Ann has answered.
const READERS: [(&[&str], &str); 4] = [
    (&["learners"], "Ann"),
    (&["learners", "--format", "json"], "Ann"),
    (&["export"], "\"answer\""),
    (&["report", "--format", "csv", "--by", "learner"], "Ann"),
];

/// All that reads reads, and leaves no trace.
fn is_read(file: &Path) {
    let names = || {
        let mut names: Vec<_> =
            fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let (before, bytes) = (names(), fs::read(file).unwrap());
    for (args, expected) in READERS {
        let (out, errors, code) = told(file, args);
        assert_eq!(code, Some(0), "{args:?}: {errors}");
        assert!(out.contains(expected), "{args:?}: {out}");
    }
    assert_eq!((names(), fs::read(file).unwrap()), (before, bytes));
}

#[test]
fn a_file_that_nobody_may_write_is_read() {
    let (_folder, store) = trained();
    let file = store.path().to_owned();
    drop(store);
    locked(&file);
    is_read(&file);
    let (_, errors, code) = told(&file, &["reset", "Ann", "--yes"]);
    assert!(code == Some(2) && errors.contains("is read-only"), "{errors}");
}

#[test]
fn a_file_beside_which_no_journal_can_be_is_read() {
    let (_folder, store) = trained();
    let file = store.path().to_owned();
    drop(store);
    // Where the journal would be is something else, as on a full disk or in a folder of somebody else.
    for beside in ["learners.db-wal", "learners.db-shm"] {
        fs::create_dir(file.with_file_name(beside)).unwrap();
    }
    is_read(&file);
}

#[test]
fn what_a_journal_holds_that_was_left_there_is_read_as_well() {
    let (_folder, mut store) = trained();
    let file = store.path().to_owned();
    let bob = store.enroll("Bob").unwrap();
    store.record(&bob, &deck(5)[0], &answer(AnswerJudgment::Right), start()).unwrap();
    // As a program leaves it that is killed: the file, and the journal beside it.
    let (_elsewhere, copy) = place();
    for ending in ["", "-wal"] {
        let of = |file: &Path| file.with_file_name(format!("learners.db{ending}"));
        fs::copy(of(&file), of(&copy)).unwrap();
    }
    assert!(fs::metadata(copy.with_file_name("learners.db-wal")).unwrap().len() > 0);
    locked(&copy);
    let read = Store::open_to_read(&copy).unwrap();
    assert_eq!(read.path(), copy);
    let names: Vec<String> = read.learners().unwrap().into_iter().map(|learner| learner.name).collect();
    assert_eq!(names, ["Ann", "Bob"]);
    is_read(&copy);
}

#[test]
fn a_file_of_an_older_ivrsim_is_read_without_being_changed() {
    let (_folder, file) = place();
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute_batch(super::file::VERSION_1).unwrap();
    drop(connection);
    locked(&file);
    is_read(&file);
}

#[test]
fn what_is_no_file_of_learners_is_refused_where_it_can_only_be_read() {
    let (_folder, file) = place();
    fs::write(&file, "pancakes ".repeat(100)).unwrap();
    locked(&file);
    assert!(matches!(Store::open_to_read(&file), Err(StoreError::Foreign(path)) if path == file));
    fs::remove_file(&file).unwrap();
    assert!(matches!(Store::open_to_read(&file), Err(StoreError::NotThere(_))));
    fs::create_dir(&file).unwrap();
    assert!(matches!(Store::open_to_read(&file), Err(StoreError::NoFile(_))));
}

#[test]
fn an_import_without_an_end_ends() {
    for (byte, begins) in [(0, ""), (b'x', ""), (b' ', "{\"version\":1}\n")] {
        let (_folder, file) = place();
        let mut read = 0_u64;
        let endless = Counted(begins.as_bytes().chain(io::repeat(byte)), &mut read);
        let error = Store::import_into(&file, BufReader::new(endless), KnownLearners::Stay).unwrap_err();
        assert!(matches!(&error, StoreError::BadImport(_, why) if why.contains("bytes")), "{error}");
        assert!(read < 8 << 20, "{read}");
        assert!(!file.exists());
    }
}

/// Counts what is read.
struct Counted<'c, R>(R, &'c mut u64);

impl<R: io::Read> io::Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        *self.1 += count as u64;
        Ok(count)
    }
}

#[test]
fn an_export_that_an_editor_has_saved_is_taken() {
    let (_folder, store) = trained();
    let mut exported = Vec::new();
    store.export(&mut exported).unwrap().unwrap();
    let text = String::from_utf8(exported).unwrap();
    for saved in [format!("\u{feff}{text}"), text.replace('\n', "\r\n"), text.trim_end().to_owned()] {
        let (_folder, file) = place();
        let imported = Store::import_into(&file, saved.as_bytes(), KnownLearners::Stay).unwrap();
        assert_eq!((imported.learners, imported.answers), (1, 5));
    }
    let (_folder, file) = place();
    let error =
        Store::import_into(&file, text.replacen('\n', "\n\u{feff}", 1).as_bytes(), KnownLearners::Stay)
            .unwrap_err();
    assert!(matches!(error, StoreError::BadImport(2, _)), "it belongs to the beginning: {error}");
}

#[test]
fn what_is_wrong_with_an_import_is_said_with_its_line_and_lines_without_anything_are_passed_over() {
    let (_folder, store) = trained();
    let mut exported = Vec::new();
    store.export(&mut exported).unwrap().unwrap();
    let text = String::from_utf8(exported).unwrap();
    let told = |text: &str| {
        let (_folder, file) = place();
        Store::import_into(&file, text.as_bytes(), KnownLearners::Stay).map_err(|error| error.to_string())
    };
    for blank in [format!("{text}\n"), format!("\n{text} \n\t\r\n"), text.replace('\n', "\n\n")] {
        assert_eq!(told(&blank).map(|imported| (imported.learners, imported.answers)), Ok((1, 5)));
    }
    let lines = text.lines().count();
    for (more, said) in [
        ("{\"song\":{}}", "\"song\" is not a kind of record"),
        ("{\"learner\":{}}", "column 13: this `learner` record has no `name`"),
        ("{\"assignment\":{\"learner\":\"Ana\",\"line\":\"cpc\",\"by\":\"soon\"}}", "\"soon\" is not a day"),
        ("pancakes", "column 1: this is not valid JSON"),
    ] {
        let error = told(&format!("{text}\n{more}\n")).unwrap_err();
        assert!(error.starts_with(&format!("line {}: ", lines + 2)), "{error}");
        assert!(error.contains(said) && error.ends_with("; nothing was imported"), "{error}");
    }
    for (other, said) in
        [("", "it is empty"), ("\n \n", "it is empty"), ("pancakes", "which begins with {\"version\":1}")]
    {
        let error = told(other).unwrap_err();
        assert!(error.contains(said), "{other:?}: {error}");
    }
    let (folder, file) = place();
    let args = ["train", "import", "--db", file.to_str().unwrap(), "."];
    let (exit, _, error) = ivrsim(folder.path(), &args);
    assert_eq!((exit, error.contains(". is a folder; name a file")), (2, true), "{error}");
}

#[test]
fn what_no_memory_can_be_is_not_taken_for_one() {
    let (_folder, store) = trained();
    let mut exported = Vec::new();
    store.export(&mut exported).unwrap().unwrap();
    let text = String::from_utf8(exported).unwrap();
    let (_, rest) = text.split_once("\"stability\":").unwrap();
    let (stability, _) = rest.split_once(',').unwrap();
    let told = format!("\"stability\":{stability}");
    for other in ["0.0", "-1.0", "1e999"] {
        let (_folder, file) = place();
        let harmed = text.replacen(&told, &format!("\"stability\":{other}"), 1);
        let error = Store::import_into(&file, harmed.as_bytes(), KnownLearners::Stay).unwrap_err();
        assert!(matches!(error, StoreError::BadImport(..)), "{other}: {error}");
    }
}
