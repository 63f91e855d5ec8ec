//! The phone on terminals of several widths.

use std::process::Command;

use expectrl::session::OsSession;
use expectrl::{Eof, Expect as _};
use ivrsim::base::text::display_width;

use crate::helpers::folder::files;

/// Every command of the phone, some that are refused, and a call in between.
const TYPED: [&str; 26] = [
    "help",
    "help save",
    "lines",
    "find title release",
    "hours",
    "hours csg",
    "map",
    "as 1-212-555-0100",
    "as America/Denver",
    "as nobody",
    "at 2023-08-28 18:30",
    "where",
    "cpc",
    "where",
    "6",
    "why",
    "lines",
    "dial smartcash",
    "wait",
    "wait 5s",
    "hangup",
    "transcript",
    "save call.toml",
    "reload",
    "why",
    "some words that nobody would take for a command, because they are none",
];

/// What a terminal of so many columns and rows shows of a phone in which these lines were typed.
fn shown(columns: u16, rows: u16, typed: &[&str]) -> String {
    let folder = files(&[]);
    // The size comes after the program has been started, so that a shell waits for it.
    let wait = format!("until [ \"$(stty size)\" = '{rows} {columns}' ]; do :; done; exec \"$@\"");
    let mut command = Command::new("sh");
    command
        .args(["-c", &wait, "sh"])
        .arg(assert_cmd::cargo::cargo_bin("ivrsim"))
        .args(["--color", "never", "dial", "--step", "--at", "2023-08-28 10:00"])
        .current_dir(folder.path())
        .env_remove("IVRSIM_PLAN")
        .env("IVRSIM_HISTORY", "");
    let mut session = OsSession::spawn(command).unwrap();
    session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    session.get_process_mut().set_window_size(columns, rows).unwrap();
    let mut told = String::new();
    for line in typed {
        let before = session.expect("phone> ").unwrap_or_else(|error| panic!("{line}: {error}"));
        told.push_str(&String::from_utf8_lossy(before.as_bytes()));
        session.send(format!("{line}\r")).unwrap();
    }
    // An empty line asks for the rest of a list, and so may one that a key has ended; nothing of this is lost.
    session.send("quit\r").unwrap();
    let rest = session.expect(Eof).unwrap();
    told + &String::from_utf8_lossy(rest.as_bytes())
}

/// A terminal's text without what moves its cursor.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |end| end + 1);
        plain + &part[end..]
    })
}

/// Whether a line of the phone fits, or is one word that no terminal of this width has room for.
fn fits(line: &str, columns: usize) -> bool {
    display_width(line) <= columns || line.split_whitespace().count() < 2
}

#[test]
fn no_line_of_the_phone_breaks_within_a_word() {
    for (columns, rows) in [(80, 24), (40, 24), (120, 40)] {
        let told = plain(&shown(columns, rows, &TYPED));
        let lines: Vec<&str> = told.split('\n').map(|line| line.trim_end_matches('\r')).collect();
        assert!(lines.len() > 100, "{told}");
        for line in lines {
            // What is typed is the line editor's.
            let line = line.rsplit('\r').next().unwrap();
            let is_typed = line.starts_with("phone> ") || TYPED.iter().any(|typed| line.ends_with(typed));
            assert!(is_typed || fits(line, usize::from(columns)), "at {columns}: {line:?}");
        }
    }
}

#[test]
fn a_long_list_waits_for_its_reader() {
    let told = plain(&shown(80, 24, &["lines", "", "quit"]));
    let (first, rest) = told.split_once(" more lines: press Enter").unwrap_or_else(|| panic!("{told}"));
    assert!(first.contains("1-855-720-2559"), "{first}");
    assert!(!first.contains("Ally Insurance") || rest.contains("1-8"), "{rest}");
    assert!(rest.contains("1-8"), "the rest comes: {rest}");
    let all = plain(&shown(80, 200, &["lines", "quit"]));
    assert!(!all.contains("press Enter"), "{all}");
}
