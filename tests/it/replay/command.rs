//! The command, as its users type it.

use std::io::Write as _;

use serde_json::Value;

use super::played::play;
use super::written::Writing;
use super::{PLAN, plan};
use crate::helpers::folder::files;
use crate::helpers::program::{ivrsim, ivrsim_with};

fn records(count: usize) -> String {
    let plan = plan(PLAN);
    Writing::Asterisk.file(&play(&plan, "2026-03-02T00:00:00Z", 28, count, 12), plan.zone)
}

#[test]
fn a_month_is_told_for_people_and_for_programs() {
    let text = records(300);
    let folder = files(&[("plan.toml", PLAN), ("Master.csv", &text)]);
    let (code, told, errors) = ivrsim(folder.path(), &["replay", "Master.csv", "--plan", "plan.toml"]);
    assert_eq!((code, &*errors), (0, ""), "{told}");
    for words in [
        "300 calls under Harbor Motors",
        "300 records in 1 file (Asterisk)",
        "America/New_York",
        "Reality check",
        "(100%)",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let (code, json, _) =
        ivrsim(folder.path(), &["replay", "Master.csv", "--plan", "plan.toml", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((code, &json["calls"], &json["files"][0]["format"]), (0, &300.into(), &"asterisk".into()));
    let (code, csv, _) =
        ivrsim(folder.path(), &["replay", "Master.csv", "--plan", "plan.toml", "--format", "csv"]);
    assert!(
        code == 0 && csv.starts_with("line,number,day,hour,calls,closed_at_least,closed_at_most\r\n"),
        "{csv}"
    );
}

#[test]
fn compressed_files_folders_and_pipes_are_the_same_records() {
    let text = records(50);
    let folder = files(&[("plan.toml", PLAN), ("month/a.csv", &text)]);
    let path = folder.path().join("b.csv.gz");
    let mut packed =
        flate2::write::GzEncoder::new(std::fs::File::create(path).unwrap(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap();
    let calls = |(code, told, errors): (i32, String, String)| {
        let json: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{code} {told} {errors}"));
        json["calls"].as_u64()
    };
    let args = |records| ["replay", records, "--plan", "plan.toml", "--format", "json"];
    assert_eq!(calls(ivrsim(folder.path(), &args("month"))), Some(50));
    assert_eq!(calls(ivrsim(folder.path(), &args("b.csv.gz"))), Some(50));
    assert_eq!(calls(ivrsim_with(folder.path(), &args("-"), &text)), Some(50));
}

#[test]
fn what_cannot_be_read_is_said_with_what_to_do() {
    let folder = files(&[("plan.toml", PLAN), ("notes.txt", "hello\n"), ("empty/x.md", "")]);
    for (args, words) in [
        (&["replay", "notes.txt"][..], "--columns"),
        (&["replay", "missing.csv"], "there is no file or folder"),
        (&["replay", "empty"], "no file in it ends in"),
        (&["replay", "notes.txt", "--columns", "frmo=1"], "did you mean `from`?"),
        (&["replay", "notes.txt", "--columns", "from=1"], "start"),
        (&["replay", "notes.txt", "--timezone", "Mars"], "there is no time zone"),
        (&["replay", "notes.txt", "--leave-out", "x"], "--leave-out"),
    ] {
        let args = [args, &["--plan", "plan.toml"]].concat();
        let (code, told, errors) = ivrsim(folder.path(), &args);
        assert!(code == 2 && told.is_empty() && errors.contains(words), "{args:?}: {code} {told} {errors}");
    }
}

#[test]
fn a_secret_makes_callers_look_alike_in_all_reports() {
    let plan = plan(PLAN);
    let mut calls = play(&plan, "2026-03-02T00:00:00Z", 28, 20, 13);
    calls[3].dialed = 18_555_550_177;
    calls[3].caller = Some(2_125_550_123);
    let text = Writing::Asterisk.file(&calls, plan.zone);
    let shorter = Writing::Asterisk.file(&calls[3..], plan.zone);
    let folder = files(&[("plan.toml", PLAN), ("a.csv", &text), ("b.csv", &shorter)]);
    let caller = |file, more: &[&str]| {
        let args = [&["replay", file, "--plan", "plan.toml", "--format", "json"], more].concat();
        let (code, told, _) = ivrsim(folder.path(), &args);
        assert!(code == 1 && !told.contains("2125550123"), "{told}");
        let json: Value = serde_json::from_str(&told).expect("JSON");
        json["reality"]["drifts"][0]["first"]["caller"].as_str().expect("a caller").to_owned()
    };
    assert_ne!(caller("a.csv", &[]), caller("b.csv", &[]));
    assert_eq!(caller("a.csv", &["--salt", "x"]), caller("b.csv", &["--salt", "x"]));
    assert_eq!(caller("a.csv", &["--last-two"]), "a number that ends in 23");
}
