//! The house rules of ARCHITECTURE.md, held against the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

mod imports;

/// Crates that only some places may know, by the beginning of the path below `src`.
const KEPT_APART: &[(&str, &[&str])] = &[
    ("tokio", &["repl", "serve"]),
    ("axum", &["serve"]),
    ("hyper", &["serve/router.rs", "serve/server.rs"]),
    ("hyper_util", &["serve/router.rs", "serve/server.rs"]),
    ("futures_util", &["serve"]),
    ("getrandom", &["serve"]),
    ("subtle", &["serve/password.rs", "serve/secret.rs"]),
    ("rustyline", &["repl", "training/lesson/keyboard.rs", "training/lesson/key_mode.rs"]),
    ("anstream", &["cli/context.rs"]),
    ("base64", &["serve/secret.rs"]),
    ("clap", &["cli"]),
    (
        "maud",
        &[
            "base/text",
            "call/page.rs",
            "diff/report/html.rs",
            "replay/report",
            "serve",
            "suite/report",
            "training/cards/html.rs",
            "training/report/html.rs",
        ],
    ),
    ("nix", &["cli/cmd/serve.rs", "cli/interrupts.rs"]),
    (
        "similar",
        &[
            "base/text/word_diff.rs",
            "cli/cmd/changes.rs",
            "suite/cause/plan_edit.rs",
            "suite/scenario/nearest.rs",
        ],
    ),
    ("toml_edit", &["suite/scenario/bless.rs"]),
    ("ctrlc", &["cli"]),
    ("notify", &["files/watch.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("toml_parser", &["base/tidy"]),
    ("flate2", &["files/load/records.rs"]),
    ("siphasher", &["replay"]),
    ("rs_fsrs", &["training/learning/memory.rs"]),
    ("rusqlite", &["training/store"]),
    ("chrono", &["training/learning/memory.rs"]),
    ("chrono_tz", &["time/zone.rs", "number/area_table.rs"]),
    (
        "serde",
        &[
            "base/diagnostic/render",
            "base/document",
            "call/report.rs",
            "check/report.rs",
            "cli/context.rs",
            "diff/report",
            "directory/report",
            "explore/report.rs",
            "draft/report.rs",
            "export/summary.rs",
            "import/summary.rs",
            "page",
            "picture/json.rs",
            "plan/raw",
            "replay/records/json_row.rs",
            "replay/report",
            "replay/rules_file/raw.rs",
            "serve",
            "suite/report",
            "suite/scenario/raw.rs",
            "training/cards",
            "training/drill/own/raw.rs",
            "training/report",
            "training/study",
            "training/transfer/line.rs",
        ],
    ),
    (
        "schemars",
        &[
            "base/diagnostic/render",
            "base/document/placed.rs",
            "call/report.rs",
            "check/report.rs",
            "cli/cmd/schema.rs",
            "diff/report/json.rs",
            "directory/report",
            "explore/report.rs",
            "draft/report.rs",
            "export/summary.rs",
            "import/summary.rs",
            "picture/json.rs",
            "plan/raw",
            "plan/schema.rs",
            "replay/report",
            "suite/scenario/raw.rs",
            "suite/scenario/schema.rs",
            "suite/report",
            "training/cards/json.rs",
            "training/drill/own",
            "training/report",
        ],
    ),
    ("annotate_snippets", &["base/diagnostic/render"]),
    ("rayon", &["base/threads/pool.rs", "cli/cmd/mutate.rs"]),
    ("html5gum", &["draft/read/html.rs"]),
    ("pulldown_cmark", &["draft/read/markdown.rs"]),
    ("roxmltree", &["base/xml.rs", "draft/read"]),
    ("zip", &["draft/read/docx.rs"]),
    ("tempfile", &["files", "repl/terminal.rs", "training/store"]),
    ("terminal_size", &["cli/context.rs"]),
    ("tracing_subscriber", &["cli/log.rs"]),
    ("opening_hours_syntax", &["time/notation"]),
];

/// In every folder, the files and folders in it, each taken as a whole, use each other in one direction only. Fronts count.
#[test]
fn nothing_in_a_folder_is_used_by_what_it_uses() {
    let imports = imports::of(&sources());
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 1_000, "imports are read");
    let folders: BTreeSet<String> = imports
        .keys()
        .flat_map(|file| file.match_indices('/').map(|(at, _)| file[..=at].to_owned()).collect::<Vec<_>>())
        .chain([String::new()])
        .collect();
    let mut wrong = Vec::new();
    for folder in &folders {
        let unit = |file: &str| {
            let below = file.strip_prefix(folder.as_str())?;
            (below != "lib.rs").then(|| below.split('/').next().unwrap_or(below).to_owned())
        };
        let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, others) in &imports {
            let Some(own) = unit(file) else { continue };
            let others = others.iter().filter_map(|other| unit(other)).filter(|other| *other != own);
            used.entry(own.clone()).or_default().extend(others);
        }
        // What needs nothing else is taken away until nothing is left, or only circles and what stands on them.
        while let Some(done) = used.iter().find(|(_, others)| others.is_empty()).map(|(unit, _)| unit.clone())
        {
            used.remove(&done);
            for others in used.values_mut() {
                others.remove(&done);
            }
        }
        if !used.is_empty() {
            wrong.push(format!("in src/{folder}: {used:?}"));
        }
    }
    assert!(wrong.is_empty(), "a circle, or what stands on one:\n{}", wrong.join("\n"));
}

/// The order in which the crate declares its rooms is that in which they are read: each uses only those before it.
#[test]
fn rooms_use_only_rooms_before_them() {
    let rooms = rooms();
    let rank = |file: &str| {
        let room = file.split(['/', '.']).next().unwrap_or_default();
        rooms.iter().position(|known| known == room)
    };
    let imports = imports::of(&sources());
    let up = imports.iter().flat_map(|(file, others)| others.iter().map(move |other| (file, other)));
    let up: Vec<_> = up.filter(|(file, other)| rank(other) > rank(file) && rank(file).is_some()).collect();
    assert!(up.is_empty(), "these look up: {up:#?}");
}

#[test]
fn the_book_tells_of_every_room_in_this_order() {
    let book = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let places: Vec<Option<usize>> = rooms().iter().map(|room| book.find(&format!("| `{room}`"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{:?}", rooms().iter().zip(places));
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

/// Fronts that still have code in them: there are to be no more.
const FRONTS_WITH_CODE: &[&str] = &["training/drill/ask/mod.rs"];

/// Whoever reads a front sees what a folder holds, and nothing else.
#[test]
fn fronts_hold_documentation_modules_and_re_exports_only() {
    let is_code = |line: &str| {
        let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
        matches!(
            words.next(),
            Some(
                "fn" | "struct"
                    | "enum"
                    | "impl"
                    | "const"
                    | "static"
                    | "trait"
                    | "type"
                    | "macro_rules!"
                    | "async"
            )
        )
    };
    let fronts = sources().into_iter().filter(|(path, _)| path.ends_with("mod.rs"));
    let with_code: Vec<String> = fronts
        .filter(|(_, text)| code(text).any(is_code))
        .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(with_code, FRONTS_WITH_CODE);
}

/// What makes a call go on, by the names that have no other use.
const STEERS: &[&str] =
    &[".handle_key(", ".handle_timeout(", ".handle_hang_up(", ".elapse(", ".expire(", ".resume("];

/// One semantics: beside the machine itself, whoever makes a call in its own time does it by `call::CallDriver`; an exploration, in which calls take no
/// time, by `explore::Phone`.
#[test]
fn calls_are_driven_in_one_place_only() {
    let places: BTreeSet<String> = sources()
        .into_iter()
        .filter(|(_, text)| code(text).any(|line| STEERS.iter().any(|steers| line.contains(steers))))
        .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    let expected = ["call/driver.rs", "call/engine.rs", "explore/phone.rs"];
    assert_eq!(places, expected.map(str::to_owned).into());
}

/// The last column of the glossary in `src/lib.rs` says what others call a thing: whoever looks for that word finds ours.
#[test]
fn the_words_of_the_field_are_found_by_the_search_of_the_documentation() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let (_, glossary) = lib.split_once("//! # Words").unwrap();
    let rows = glossary.lines().filter_map(|line| line.strip_prefix("//! | ")).skip(2);
    let words: Vec<&str> = rows
        .filter_map(|row| row.trim_end_matches('|').rsplit('|').next())
        .flat_map(|words| words.split(','))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    assert!(words.len() > 40 && words.contains(&"DNIS"), "the glossary is read: {words:?}");
    let known: BTreeSet<String> = sources()
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter(|line| line.trim_start().starts_with("#[doc(alias"))
        .flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let missing: Vec<&&str> = words.iter().filter(|word| !known.contains(**word)).collect();
    assert!(missing.is_empty(), "no item has these aliases: {missing:?}");
}

#[test]
fn files_stay_small_enough_to_read() {
    let long: BTreeMap<PathBuf, usize> =
        ["src", "tests", "benches", "browser/src", "examples", "fuzz/fuzz_targets"]
            .into_iter()
            .flat_map(rust_files)
            .map(|(path, text)| (path, text.lines().count()))
            .filter(|&(_, lines)| lines > 500)
            .collect();
    assert!(long.is_empty(), "split these: {long:?}");
}

#[test]
fn scripts_and_styles_of_pages_stay_small_enough_to_read() {
    let endings = ["js", "css", "html"];
    let fronts: Vec<(PathBuf, usize)> = endings
        .iter()
        .flat_map(|ending| files_of("src", ending))
        .map(|(path, text)| (path, text.lines().count()))
        .collect();
    assert!(fronts.len() > 15, "they are found: {fronts:?}");
    let long: Vec<_> = fronts.iter().filter(|(_, lines)| *lines > 500).collect();
    assert!(long.is_empty(), "split these: {long:?}");
}

/// What the library carries lies in its rooms, or is what people are given: nothing of the tests is built into it.
#[test]
fn the_library_is_built_from_nothing_of_the_tests() {
    let borrowing: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|(_, text)| code(text).any(|line| line.contains("tests/")))
        .map(|(path, _)| path)
        .collect();
    assert!(borrowing.is_empty(), "these name files of tests: {borrowing:?}");
}

/// What stands in `tests/it/` and is no room.
const BESIDE_THE_ROOMS: &[&str] = &["helpers", "main", "menus", "program"];

#[test]
fn tests_are_found_by_the_room_whose_promises_they_hold() {
    let rooms = rooms();
    for entry in fs::read_dir("tests/it").unwrap() {
        let path = entry.unwrap().path();
        // Snapshots of a file lie beside it.
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_known = rooms.iter().any(|room| room == name) || BESIDE_THE_ROOMS.contains(&name);
        assert!(is_known || name == "snapshots", "{} is named for no room", path.display());
    }
    for room in rooms {
        let has_tests = [format!("tests/it/{room}.rs"), format!("tests/it/{room}/mod.rs")];
        assert!(has_tests.iter().any(|front| fs::exists(front).unwrap()), "no tests of {room}");
    }
}

/// The rooms as `src/lib.rs` declares them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let declared = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    declared.map(str::to_owned).collect()
}

/// Every source file with its path below `src`.
fn sources() -> Vec<(PathBuf, String)> {
    rust_files("src")
        .into_iter()
        .map(|(path, text)| (path.strip_prefix("src").unwrap().to_owned(), text))
        .collect()
}

/// The Rust files below a folder, by name, and what is in them.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    files_of(folder, "rs")
}

/// The files below a folder whose names end so, by name, and what is in them.
fn files_of(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The lines of code, without comments and without the tests at the end of a file, which may look anywhere.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"))
}
