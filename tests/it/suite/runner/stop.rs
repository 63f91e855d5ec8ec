//! Runs that are stopped in the middle.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A run that is in the middle of writing its reports: it waits for its output to be read, which it is not.
fn in_the_middle(folder: &Path) -> Child {
    let mut text =
        String::from("[[scenario]]\nname = 'x'\ncall = 'cpc'\npress = ['3', '4', '5', '6', '7']\nat = [");
    for minute in 0..1440 {
        write!(text, "'2023-08-28 {:02}:{:02}', ", minute / 60, minute % 60).unwrap();
    }
    text.push_str("]\nexpect = { outcome = 'transferred' }\n");
    fs::write(folder.join("x.toml"), text).unwrap();
    fs::write(folder.join("junit.xml"), "old").unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_ivrsim"))
        .current_dir(folder)
        .env_remove("IVRSIM_PLAN")
        .args(["test", "x.toml", "--verbose", "--report", "junit=junit.xml"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    run.stdout.as_mut().unwrap().read_exact(&mut [0; 1]).unwrap();
    run
}

/// What becomes of a run that is stopped: its exit code, the report that stood there, and how many files there are.
fn stopped_by(signal: &str) -> (Option<i32>, String, usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut run = in_the_middle(folder.path());
    let sent = Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let mut rest = Vec::new();
    run.stdout.take().unwrap().read_to_end(&mut rest).unwrap();
    let code = run.wait().unwrap().code();
    let left = fs::read_dir(folder.path()).unwrap().count();
    (code, fs::read_to_string(folder.path().join("junit.xml")).unwrap(), left)
}

#[test]
fn ctrl_c_leaves_the_old_report_whole_and_nothing_else() {
    assert_eq!(stopped_by("-INT"), (Some(130), "old".to_owned(), 2));
}

#[test]
fn a_run_that_is_killed_leaves_the_old_report_whole() {
    let (code, report, _) = stopped_by("-KILL");
    assert_eq!((code, report.as_str()), (None, "old"));
}

#[test]
fn a_run_that_nobody_hears_to_the_end_has_not_passed() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = in_the_middle(folder.path());
    drop(run.stdout.take());
    assert_eq!(run.wait().unwrap().code(), Some(2));
}

#[test]
fn an_answer_stays_the_same_though_nobody_reads_it() {
    let mut check = Command::new(env!("CARGO_BIN_EXE_ivrsim"))
        .env_remove("IVRSIM_PLAN")
        .args(["check", "src/check/examples/trapped-caller/fails.toml", "--at", "2026-03-02 10:00"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(check.stdout.take());
    assert_eq!(check.wait().unwrap().code(), Some(1));
}
