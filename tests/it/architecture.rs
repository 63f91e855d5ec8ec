//! The house rules of ARCHITECTURE.md, held against the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

mod imports;

/// The rooms in reading order. A room may use those before it, never those after it.
const ROOMS: &[&str] = &[
    // base
    "source",
    "diagnostic",
    "diagnostic/render",
    "document",
    "tidy",
    "hash",
    // domain
    "hours",
    "number",
    "moment",
    "plan",
    // engine
    "call",
    // analyses
    "explore",
    "diff",
    "coverage",
    "find",
    "drill",
    "scenario",
    "bless",
    "generate",
    "check",
    "learning",
    // running many, telling about it
    "runner",
    "mutation",
    "report",
    "picture",
    // edges
    "load",
    "save",
    "store",
    "watch",
    "drive",
    "lesson",
    "repl",
    "cli",
];

/// Crates that only some places may know, by the beginning of the path below `src`.
const KEPT_APART: &[(&str, &[&str])] = &[
    ("tokio", &["drive", "repl"]),
    ("rustyline", &["repl", "lesson/keyboard.rs"]),
    ("clap", &["cli"]),
    ("nix", &["cli/interrupts.rs"]),
    ("similar", &["cli/cmd/changes.rs", "report/diff/words.rs", "scenario/nearest.rs"]),
    ("toml_edit", &["bless.rs"]),
    ("ctrlc", &["cli"]),
    ("notify", &["watch.rs"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("toml_parser", &["tidy"]),
    ("rs_fsrs", &["learning/memory.rs"]),
    ("rusqlite", &["store"]),
    ("chrono", &["learning/memory.rs"]),
    ("chrono_tz", &["hours/zone.rs", "number/area_table.rs"]),
    (
        "serde",
        &[
            "drill/own/raw.rs",
            "plan/raw",
            "plan/decode",
            "scenario/raw.rs",
            "scenario/decode",
            "diagnostic/render",
            "document",
            "report",
            "picture/json.rs",
            "store/transfer.rs",
            "cli/context.rs",
        ],
    ),
    (
        "schemars",
        &[
            "document/placed.rs",
            "plan/raw",
            "plan/schema.rs",
            "scenario/raw.rs",
            "scenario/schema.rs",
            "drill/own",
        ],
    ),
    ("annotate_snippets", &["diagnostic/render"]),
    ("opening_hours_syntax", &["hours"]),
];

#[test]
fn rooms_use_only_rooms_before_them() {
    let rank = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(own) = room(&path) else { continue };
        let own_rank =
            rank(&own).unwrap_or_else(|| panic!("src/{own} is a room that this test does not know"));
        for used in used_rooms(&text) {
            match rank(&used) {
                Some(used_rank) if used_rank <= own_rank => {}
                Some(_) => wrong.push(format!("{} uses `{used}`, which comes after `{own}`", path.display())),
                None => wrong
                    .push(format!("{} uses `{used}`, a room that this test does not know", path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_book_lists_the_rooms_in_this_order() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .map(|line| line.trim_end_matches(';'))
        .collect();
    let known: Vec<&str> = ROOMS.iter().copied().filter(|room| declared.contains(room)).collect();
    assert_eq!(declared, known, "src/lib.rs declares the rooms in reading order");
    let book = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let missing: Vec<&str> =
        declared.into_iter().filter(|room| !book.contains(&format!("`{room}"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not speak of {missing:?}");
}

#[test]
fn some_crates_are_known_in_few_places() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let below = path.to_string_lossy().replace('\\', "/");
        for (name, places) in KEPT_APART {
            let used = code(&text).any(|line| {
                line.match_indices(name).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    line[at + name.len()..].starts_with("::")
                        && !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
                })
            });
            if used && !places.iter().any(|place| below.starts_with(place)) {
                wrong.push(format!("src/{below} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_imports_one_that_imports_it_back() {
    let imports = imports::of(&sources());
    // Files that nothing else needs are taken away until none is left, or only those in circles and above them.
    let mut left: BTreeMap<&str, BTreeSet<&str>> = imports
        .iter()
        .map(|(file, used)| (file.as_str(), used.iter().map(String::as_str).collect()))
        .collect();
    loop {
        let done: Vec<&str> =
            left.iter().filter(|(_, used)| used.is_empty()).map(|(file, _)| *file).collect();
        if done.is_empty() {
            break;
        }
        for file in done {
            left.remove(file);
            for used in left.values_mut() {
                used.remove(file);
            }
        }
    }
    assert!(left.is_empty(), "these import each other in a circle, or something that does: {left:#?}");
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 500, "imports are read");
}

#[test]
fn files_stay_small_enough_to_read() {
    let long: BTreeMap<PathBuf, usize> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|&(_, lines)| lines > 500)
        .collect();
    assert!(long.is_empty(), "split these: {long:?}");
}

/// Every source file with its path below `src`.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix("src").unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// The room of a file: the first part of its path, without the ending.
fn room(path: &Path) -> Option<String> {
    let first = path.components().next()?.as_os_str().to_string_lossy().into_owned();
    let room = first.trim_end_matches(".rs").to_owned();
    (room != "main" && room != "lib").then_some(room)
}

/// The lines of code, without comments and without the tests at the end of a file, which may look anywhere.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"))
}

fn used_rooms(text: &str) -> Vec<String> {
    let mut used: Vec<String> = code(text)
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect();
    used.sort();
    used.dedup();
    used
}
