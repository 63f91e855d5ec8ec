//! Which plan is used where none is named, and numbers, callers and times in the words of either front.

use std::fs;
use std::path::Path;

use crate::helpers::program::{ivrsim, program};

/// A plan of one line, whose name tells it from others.
fn plan(name: &str) -> String {
    format!(
        "[plan]\nname = \"{name}\"\neffective = 2023-01-01\ntimezone = \"America/New_York\"\n\
         [calendars.company]\ndays = [{{ name = \"Founders' Day\", on = \"June 3\" }}]\n\
         [hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\ncalendars = [\"company\"]\n\
         [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"{name}\"\nanswer = \"desk\"\n\
         [destinations.desk]\nname = \"Desk\"\nhours = \"day\"\nclosed = \"hang-up\"\n"
    )
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The name of the first line.
fn first_line(folder: &Path) -> String {
    let (code, told, error) = ivrsim(folder, &["lines", "--format", "json"]);
    assert_eq!((code, error.as_str()), (0, ""), "{told}");
    let lines: serde_json::Value = serde_json::from_str(&told).unwrap();
    lines[0]["name"].as_str().unwrap().to_owned()
}

const BUILT_IN: &str = "Contract Processing Center";

#[test]
fn the_plan_of_the_folder_is_used_where_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(first_line(folder), BUILT_IN);
    put(folder, "menus/notes.toml", "[something]\nelse = 1\n");
    assert_eq!(first_line(folder), BUILT_IN, "no file there is a plan");
    put(folder, "menus/north/plan.toml", &plan("North"));
    fs::remove_file(folder.join("menus/notes.toml")).unwrap();
    assert_eq!(first_line(folder), "North", "the only one below");
    put(folder, "menus/south/plan.toml", &plan("South"));
    assert_eq!(first_line(folder), BUILT_IN, "nobody knows which of the two is meant");
    put(folder, "menus/plan.toml", &plan("Here"));
    assert_eq!(first_line(folder), "Here");
    let named = ivrsim(folder, &["--plan", "menus/south", "lines"]).1;
    assert!(named.contains("South"), "{named}");
}

#[test]
fn what_init_has_written_is_used_at_once() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(ivrsim(folder.path(), &["init", "--yes", "mine"]).0, 0);
    let mine = folder.path().join("mine");
    assert_ne!(first_line(&mine), BUILT_IN);
    let (code, told, _) = ivrsim(&mine, &["check"]);
    assert_eq!(code, 0, "{told}");
    let (code, told, _) = ivrsim(&mine, &["test", "scenarios"]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn a_variable_that_is_empty_is_not_set_and_one_that_is_wrong_is_named() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "menus/plan.toml", &plan("Here"));
    let run = |value: &str, args: &[&str]| {
        let output = program(folder.path()).env("IVRSIM_PLAN", value).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (code, told, error) = run("", &["lines"]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(told.contains("Here"), "{told}");
    for args in [&["lines"][..], &["call", "main"], &["dial"], &["check"], &["paths"]] {
        let (code, _, error) = run("nowhere", args);
        assert_eq!(code, 2);
        assert!(
            error.contains("there is no file or folder nowhere") && error.contains("IVRSIM_PLAN"),
            "{error}"
        );
    }
    assert_eq!(run("", &["lines", "--plan", ""]).0, 2, "whoever names a plan names one");
    let (_, _, error) = run("nowhere", &["lines", "--plan", "elsewhere"]);
    assert!(error.contains("elsewhere") && !error.contains("IVRSIM_PLAN"), "{error}");
}

#[cfg(unix)]
#[test]
fn whoever_watches_is_told_once_which_plan_it_is() {
    use expectrl::{Eof, Expect as _};

    let folder = tempfile::tempdir().unwrap();
    let told = |args: &[&str]| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("ivrsim"));
        command.current_dir(folder.path()).env_remove("IVRSIM_PLAN").env("TERM", "xterm").args(args);
        let mut session = expectrl::session::OsSession::spawn(command).unwrap();
        session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
        String::from_utf8(session.expect(Eof).unwrap().as_bytes().to_vec()).unwrap()
    };
    assert!(!told(&["lines"]).contains("note:"));
    put(folder.path(), "menus/plan.toml", &plan("Here"));
    assert_eq!(told(&["lines"]).matches("note: this uses the plan in menus").count(), 1);
    assert!(!told(&["lines", "--plan", "menus"]).contains("note:"));
    fs::remove_file(folder.path().join("menus/plan.toml")).unwrap();
    put(folder.path(), "menus/north/plan.toml", &plan("North"));
    put(folder.path(), "menus/south/plan.toml", &plan("South"));
    assert!(!told(&["check", "menus/north"]).contains("note: this uses"));
    let both = told(&["lines"]);
    assert!(both.contains("--plan menus/north") && both.contains("--plan menus/south"), "{both}");
}

#[test]
fn a_number_alone_is_dialed() {
    let folder = tempfile::tempdir().unwrap();
    let at = ["--at", "2023-08-28 10:00"];
    for args in [
        &["1-888-919-2559"][..],
        &["(888) 919-2559"],
        &["+1 888 919 2559"],
        &["888.919.2559", "--from", "America/Denver"],
        &["--color", "never", "8889192559", "--as", "denver"],
    ] {
        let (code, told, error) = ivrsim(folder.path(), &[args, &at].concat());
        assert_eq!((code, error.as_str()), (0, ""), "{args:?}");
        assert!(told.starts_with("1-888-919-2559  Dealer Service Center"), "{told}");
    }
    let (code, _, error) = ivrsim(folder.path(), &["linse"]);
    assert!(code == 2 && error.contains("lines"), "{error}");
    assert_eq!(ivrsim(folder.path(), &["911"]).0, 2, "this is no number of any company");
}

#[test]
fn callers_and_times_are_said_in_the_same_words_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "menus/plan.toml", &plan("Here"));
    let told = |args: &[&str]| {
        let (code, told, error) = ivrsim(folder.path(), args);
        assert_eq!((code, error.as_str()), (0, ""), "{args:?}");
        told
    };
    for caller in ["denver", "Mountain", "mountain time", "MT", "salt lake city", "America/Denver"] {
        for option in ["--from", "--as"] {
            let call = told(&["call", "main", "--at", "2023-08-28 10:00", option, caller]);
            assert!(call.contains("08:00:00 America/Denver"), "{caller}: {call}");
        }
    }
    for (at, shown) in
        [("2023-12-25 at 9", "2023-12-25 09:00:00"), ("2023-12-24 18:00", "2023-12-24 18:00:00")]
    {
        assert!(told(&["call", "main", "--at", at]).contains(shown), "{at}");
    }
    // Which day these are depends on today; that each command takes them does not.
    for at in
        ["next friday noon", "christmas 10:00", "tomorrow at 9", "saturday noon", "Founders Day at noon"]
    {
        for command in [&["call", "main"][..], &["lines"], &["hours"], &["find", "desk"], &["map", "main"]] {
            told(&[command, &["--at", at]].concat());
        }
        assert!(told(&["call", "main", "--at", at]).contains(":00:00 America/New_York"));
    }
    assert!(told(&["call", "main", "--at", "Founders' Day at noon"]).contains("-06-03 12:00"));
    for (args, help) in [
        (["--at", "next friday"], "has no time of day: write it as"),
        (["--at", "tomorrow at 3"], "3 AM` or"),
        (["--at", "someday"], "write it as"),
        (["--from", "denvr"], "did you mean `America/Denver`"),
        (["--from", "nobody knows"], "time zone such as"),
    ] {
        let (code, _, error) = ivrsim(folder.path(), &[&["call", "main"][..], &args].concat());
        assert!(code == 2 && error.contains(help), "{error}");
    }
}
