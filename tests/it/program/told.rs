//! What people are told of a plan, whatever they ask: each folder of `tests/cases/told/` is a plan, and in `sessions.txt` what is
//! asked of it, with the answers.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::helpers::generated::assert_generated;
use crate::helpers::program::ivrsim_with;

/// The words of a command, where quotes hold several together.
fn words(command: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Asks everything again: a line with `$` is a command, one with `>` below it is typed into it.
fn asked_again(folder: &Path, sessions: &str) -> String {
    let mut told = String::new();
    let mut lines = sessions.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ ") else { continue };
        let _ = writeln!(told, "{line}");
        let mut input = String::new();
        while let Some(typed) = lines.next_if(|line| line.starts_with("> ")) {
            let _ = writeln!(told, "{typed}");
            let _ = writeln!(input, "{}", &typed[2..]);
        }
        let mut arguments = vec!["--plan".to_owned(), ".".to_owned()];
        arguments.extend(words(command));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (_, out, err) = ivrsim_with(folder, &arguments, &input);
        told.push_str(&out);
        told.push_str(&err);
        told.push('\n');
    }
    told.truncate(told.trim_end().len());
    told.push('\n');
    told
}

fn are_told_as_written(case: &str) {
    let folder = Path::new("tests/cases/told").join(case);
    let file = folder.join("sessions.txt");
    let sessions = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    assert_generated(&file, &asked_again(&folder, &sessions));
}

/// Of several ways those in the plan's own language, though others have fewer keys; over a line and by a key.
#[test]
fn ways_in_another_language_are_told_only_where_there_is_no_other() {
    are_told_as_written("languages");
}

/// What to enter, by its name and how it begins; digits only in commands and scenarios that are to be made again.
#[test]
fn an_entry_is_told_by_what_is_entered_and_not_by_its_digits() {
    are_told_as_written("entries");
}

/// What usually is so is told on cards where their keys rest on it.
#[test]
fn a_card_says_what_has_to_be_so_for_its_way() {
    are_told_as_written("outside");
}
