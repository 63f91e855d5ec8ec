//! Whoever is told to end leaves the terminal as it was.

use std::path::Path;
use std::process::Command;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect as _};

use crate::helpers::folder::files;

const SIGNALS: [&str; 3] = ["-TERM", "-HUP", "-QUIT"];

/// Starts a command on a terminal that a shell holds before and after it, and tells it to end once `sees` is on the screen.
fn ended_by(signal: &str, folder: &Path, args: &[&str], sees: &str, is_raw: bool) {
    let program = "sh -c 'echo \"id $$\"; exec \"$0\" \"$@\"' \"$0\" \"$@\"";
    let script = format!("stty sane; tty; stty -g; {program}; echo \"code $?\"; stty -g; read end");
    let mut shell = Command::new("sh");
    shell.current_dir(folder).env_remove("IVRSIM_PLAN").env_remove("CI").env("IVRSIM_HISTORY", "");
    shell.args(["-c", &script]).arg(assert_cmd::cargo::cargo_bin("ivrsim")).args(args);
    let mut session = OsSession::spawn(shell).unwrap();
    session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    let mut line = || {
        let found = session.expect("\r\n").unwrap();
        String::from_utf8(found.before().to_vec()).unwrap()
    };
    let (tty, before, id) = (line(), line(), line());
    let id = id.trim_start_matches("id ");
    session.expect(sees).unwrap();
    let held = Command::new("stty").args(["-g", "-F", &tty]).output().unwrap();
    assert_eq!(String::from_utf8(held.stdout).unwrap().trim() != before, is_raw, "{args:?}");
    assert!(Command::new("kill").args([signal, id]).status().unwrap().success());
    session.expect("code ").unwrap();
    let code = session.expect("\r\n").unwrap();
    let after = session.expect("\r\n").unwrap();
    assert_eq!(std::str::from_utf8(after.before()).unwrap(), before, "{signal} {args:?}");
    let code = std::str::from_utf8(code.before()).unwrap();
    assert!(code == "130" || !is_raw, "{signal} {args:?}: {code}");
    session.send("\n").unwrap();
    session.expect(Eof).unwrap();
    let ended = session.get_process().wait().unwrap();
    assert!(matches!(ended, WaitStatus::Exited(..)), "{ended:?}");
}

#[test]
fn the_phone_that_is_told_to_end_puts_the_terminal_back() {
    for signal in SIGNALS {
        let folder = files(&[]);
        ended_by(signal, folder.path(), &["dial", "cpc", "--at", "2023-08-28 10:00"], "phone> ", true);
        ended_by(signal, folder.path(), &["dial", "--step"], "phone> ", true);
    }
}

#[test]
fn a_call_that_is_recorded_and_told_to_end_puts_the_terminal_back() {
    for signal in SIGNALS {
        let folder = files(&[]);
        let args = ["record", "cpc", "--at", "2023-08-28 10:00", "--out", "out.toml"];
        ended_by(signal, folder.path(), &args, "phone> ", true);
        assert!(!folder.path().join("out.toml").exists());
    }
}

#[test]
fn a_lesson_that_is_told_to_end_puts_the_terminal_back() {
    for signal in SIGNALS {
        let folder = files(&[]);
        ended_by(signal, folder.path(), &["train", "--db", "learners.db", "--learner", "Ann"], "Enter", true);
        let exam = ["train", "--db", "learners.db", "--learner", "Ann", "--exam"];
        ended_by(signal, folder.path(), &exam, "> ", true);
    }
}

#[test]
fn a_question_that_is_told_to_end_leaves_the_terminal_and_the_file() {
    let suite = "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nat = \"2023-08-28 10:00\"\nexpect = { outcome = \"voicemail\" }\n";
    for signal in SIGNALS {
        let folder = files(&[("a.toml", suite)]);
        ended_by(signal, folder.path(), &["test", "a.toml", "--bless"], "[y/N] ", false);
        assert_eq!(std::fs::read_to_string(folder.path().join("a.toml")).unwrap(), suite);
    }
}
