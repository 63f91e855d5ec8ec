//! Reports on terminals of several widths.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use expectrl::session::OsSession;
use expectrl::{Eof, Expect as _};

use crate::program::ivrsim;

/// What a terminal of so many columns shows of a command.
fn shown(columns: usize, args: &[&str]) -> String {
    // The size comes after the program has been started, so that a shell waits for it.
    let wait = format!("until [ \"$(stty size)\" = '50 {columns}' ]; do :; done; exec \"$@\"");
    let mut command = Command::new("sh");
    command
        .args(["-c", &wait, "sh"])
        .arg(assert_cmd::cargo::cargo_bin("ivrsim"))
        .args(["--color", "never"])
        .args(args)
        .env_remove("IVRSIM_PLAN")
        .env_remove("CI");
    let mut session = OsSession::spawn(command).unwrap();
    session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    session.get_process_mut().set_window_size(u16::try_from(columns).unwrap(), 50).unwrap();
    let all = session.expect(Eof).unwrap();
    let text = String::from_utf8(all.as_bytes().to_vec()).unwrap().replace('\r', "");
    // The line of progress came and went.
    text.rsplit("\u{1b}[K").next().unwrap().to_owned()
}

const TABLES: [&[&str]; 2] = [&["lines", "--at", "2023-08-28 18:00"], &["hours", "--at", "2023-08-28 18:00"]];

const REPORTS: [&[&str]; 6] = [
    &["paths", "cpc"],
    &["facts"],
    &["find", "title", "release", "--at", "2023-08-28 18:00"],
    &["call", "cpc", "--press", "6", "--at", "2023-08-28 18:00", "--why"],
    &["diff", "docs/change/monday.toml", "docs/change/proposal.toml"],
    &["mutate", "docs/change/promises.toml", "--operators", "days"],
];

/// Whether a line may be longer than the terminal: people copy it whole.
fn is_copied(line: &str) -> bool {
    line.contains("ivrsim ") || line.contains(" = ")
}

#[test]
fn lines_are_folded_between_words_and_what_people_copy_is_not() {
    for args in REPORTS {
        let (_, whole, _) = ivrsim(Path::new("."), args);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for columns in [60, 80, 120] {
            let shown = shown(columns, args);
            assert_eq!(words(&shown), words(&whole), "{args:?} at {columns}");
            for line in shown.lines() {
                let is_word = words(line).len() < 2;
                assert!(
                    line.chars().count() <= columns || is_copied(line) || is_word,
                    "{args:?} at {columns}: {line}"
                );
            }
            for line in whole.lines().filter(|line| is_copied(line)) {
                assert!(shown.contains(line), "{args:?} at {columns} breaks {line}");
            }
        }
    }
}

#[test]
fn tables_keep_their_columns() {
    for args in TABLES {
        let (_, whole, _) = ivrsim(Path::new("."), args);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
        for columns in [60, 80, 120] {
            let shown = shown(columns, args);
            assert_eq!(words(&shown), words(&whole), "{args:?} at {columns}");
            assert!(shown.lines().all(|line| line.chars().count() <= columns), "{shown}");
            let heading = |text: &str| words(text.lines().next().unwrap());
            assert_eq!(heading(&shown), heading(&whole), "{args:?} at {columns}");
        }
    }
}
