//! Reports on terminals of several widths.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use expectrl::session::OsSession;
use expectrl::{Eof, Expect as _};
use ivrsim::base::text::display_width;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;

/// What a terminal of so many columns shows of a command.
fn shown(columns: usize, args: &[&str]) -> String {
    shown_in(Path::new("."), columns, args)
}

fn shown_in(folder: &Path, columns: usize, args: &[&str]) -> String {
    // The size comes after the program has been started, so that a shell waits for it.
    let wait = format!("until [ \"$(stty size)\" = '50 {columns}' ]; do :; done; exec \"$@\"");
    let mut command = Command::new("sh");
    command
        .args(["-c", &wait, "sh"])
        .arg(assert_cmd::cargo::cargo_bin("ivrsim"))
        .args(["--color", "never"])
        .args(args)
        .current_dir(folder)
        .env_remove("IVRSIM_PLAN")
        .env_remove("CI");
    if folder == Path::new(".") {
        // There are several.
        command.env("IVRSIM_PLAN", "menus/ally");
    }
    let mut session = OsSession::spawn(command).unwrap();
    session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    session.get_process_mut().set_window_size(u16::try_from(columns).unwrap(), 50).unwrap();
    let all = session.expect(Eof).unwrap();
    let text = String::from_utf8(all.as_bytes().to_vec()).unwrap().replace('\r', "");
    // The line of progress came and went.
    text.rsplit("\u{1b}[K").next().unwrap().to_owned()
}

const TABLES: [&[&str]; 2] = [
    &["lines", "--at", "2023-08-28 18:00", "--plan", "menus/ally"],
    &["hours", "--at", "2023-08-28 18:00", "--plan", "menus/ally"],
];

const REPORTS: [&[&str]; 6] = [
    &["paths", "cpc", "--plan", "menus/ally"],
    &["facts", "--plan", "menus/ally"],
    &["find", "title", "release", "--at", "2023-08-28 18:00", "--plan", "menus/ally"],
    &["call", "cpc", "--press", "6", "--at", "2023-08-28 18:00", "--why", "--plan", "menus/ally"],
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

/// What is found, and what is refused.
const TOLD: [&[&str]; 8] = [
    &["check", "docs/guide/examples/winter/menus", "--at", "2026-03-02"],
    &["check", "docs/guide/examples/mistakes/names.toml"],
    &["explain"],
    &["test", "scenarios/ally", "--list"],
    &["find", "zebras", "and", "all", "the", "other", "animals", "of", "the", "savannah"],
    &["call", "cpc", "--at", "noonish"],
    &["guide", "a-chapter-that-nobody-wrote"],
    &["schema", "x"],
];

#[test]
fn findings_and_errors_are_folded_as_well() {
    for args in TOLD {
        for columns in [60, 80] {
            let shown = shown(columns, args);
            for line in shown.lines() {
                let is_word = line.split_whitespace().count() < 2;
                assert!(display_width(line) <= columns || is_word, "{args:?} at {columns}: {line}\n{shown}");
            }
            assert!(!shown.is_empty(), "{args:?}");
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

/// Names whose signs take two columns, or none, or are made of several.
const WIDE: &str = r#"
[plan]
name = "日本語の案内"
effective = 2026-01-01
timezone = "Asia/Tokyo"

[hours.h]
open = "Mo-Fr 09:00-17:00"

[defaults]
closed = "closed"

[messages.closed]
say = "{name}は ただいま 営業時間外です。 営業時間は {hours} です。 またの お電話を お待ちして おります。"
then = "hang-up"

[lines.a]
number = "1-800-555-0001"
name = "日本語サポート窓口"
answer = "m"

[lines.b]
number = "1-800-555-0002"
name = "Cre\u0301dit et apre\u0300s-vente"
answer = "d"

[lines.c]
number = "1-800-555-0003"
name = "🎉 Party 👩\u200D👧 line"
answer = "e"

[menus.m]
say = "日本語サポート窓口に お電話 ありがとう ございます。 {options}"

[menus.m.keys]
1 = "d"
2 = "e"

[destinations.d]
name = "日本語サポート窓口 担当者 と 技術部 の 皆様"
hours = "h"
topics = ["払い戻し", "cre\u0301dit"]

[destinations.e]
name = "🎉 Cre\u0301dit 👩\u200D👧 a\u0308u\u0308o\u0308 窓口"
hours = "h"
topics = ["払い戻し", "party"]
"#;

const PROMISES: &str = "[[scenario]]\nname = '日本語サポート窓口'\ncall = 'a'\nat = '2026-01-05 18:00'\npress = '1'\n\
                        expect = { line = 'a' }\n";

#[test]
fn wide_and_combining_signs_keep_columns_and_margins() {
    let folder = files(&[("menus/plan.toml", WIDE), ("x.toml", PROMISES)]);
    let commands: [&[&str]; 6] = [
        &["lines", "--at", "2026-01-05 18:00"],
        &["hours", "--at", "2026-01-05 18:00"],
        &["call", "a", "--press", "1", "--why", "--at", "2026-01-05 18:00"],
        &["find", "払い戻し", "--at", "2026-01-05 18:00"],
        &["paths", "a"],
        &["test", "x.toml", "--coverage"],
    ];
    for command in commands {
        let args = [command, &["--plan", "menus/plan.toml"]].concat();
        let is_table = matches!(command[0], "lines" | "hours");
        for columns in [40, 60, 80] {
            let shown = shown_in(folder.path(), columns, &args);
            let told = format!("{args:?} at {columns}:\n{shown}");
            assert!(!shown.contains("error"), "{told}");
            for line in shown.lines() {
                let is_word = line.split_whitespace().count() < 2;
                assert!(display_width(line) <= columns || is_copied(line) || is_word, "{line} in {told}");
            }
            let mut lines = shown.lines();
            let second = lines.next().filter(|_| is_table).and_then(second_column);
            for line in second.iter().flat_map(|_| lines.clone()) {
                let second = second.unwrap_or_default();
                let mut parts = line.char_indices().map(|(at, _)| &line[..at]);
                // A row goes on below, and may have no more to say there.
                let is_aligned = parts.any(|part| display_width(part) == second && part.ends_with("  "));
                assert!(is_aligned || display_width(line) <= second, "{line} in {told}");
            }
        }
    }
}

/// Where the second heading of a table begins, if it has several columns.
fn second_column(headings: &str) -> Option<usize> {
    let gap = headings.find("  ")?;
    let rest = headings[gap..].trim_start();
    (!rest.is_empty()).then(|| display_width(&headings[..headings.len() - rest.len()]))
}
