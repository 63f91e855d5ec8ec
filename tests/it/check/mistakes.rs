//! The pages of mistakes that keep a file from being used, `docs/mistakes.md`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ivrsim::check::{FileMistake, file_mistakes, rule_named};

use crate::helpers::program::ivrsim;

/// What an example may leave out of a plan, by the headers of its cards.
const BASE: [(&str, &str); 7] = [
    ("[plan]", "name = \"Example\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n"),
    ("[lines.main]", "number = \"1-212-555-0100\"\nname = \"Example\"\nanswer = \"main-menu\"\n"),
    ("[menus.main-menu]", "say = \"{options}\"\nkeys = { 1 = \"sales\" }\n"),
    ("[hours.office]", "open = \"Mo-Fr 09:00-17:00\"\n"),
    ("[destinations.sales]", "name = \"Sales\"\n"),
    ("[destinations.service]", "name = \"Service\"\n"),
    ("[messages.closed]", "say = \"We are closed.\"\nthen = \"hang-up\"\n"),
];

/// What the program says of an example, wherever it is read.
fn said(example: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let other =
        ["[suite]", "[[scenario]]", "[[question]]"].iter().filter_map(|table| example.find(table)).min();
    let (cards, other) = example.split_at(other.unwrap_or(example.len()));
    let mut plan = cards.to_owned();
    for (header, card) in BASE.iter().filter(|(header, _)| !cards.contains(header)) {
        let _ = write!(plan, "\n{header}\n{card}");
    }
    write("plan.toml", &plan);
    let suite = if other.contains("[suite]") { "" } else { "[suite]\nplan = \"plan.toml\"\n\n" };
    write("scenarios.toml", &format!("{suite}{other}"));
    write("questions.toml", other);
    let args: &[&str] = match other {
        "" => &["check", "plan.toml", "--deny", "error"],
        other if other.starts_with("[[question]]") => {
            &["--plan", "plan.toml", "train", "questions", "questions.toml"]
        }
        _ => &["test", "scenarios.toml"],
    };
    let (_, told, complained) = ivrsim(folder.path(), args);
    told + &complained
}

/// The codes of the errors that are told.
fn errors(said: &str) -> BTreeSet<&str> {
    said.split("error[").skip(1).filter_map(|rest| rest.split(']').next()).collect()
}

fn examples(mistake: &FileMistake) -> Vec<&'static str> {
    mistake.parts().skip(1).step_by(2).collect()
}

#[test]
fn each_example_has_its_mistake_and_is_right_as_it_is_mended() {
    let mut wrong = Vec::new();
    let mut shown = 0;
    for mistake in file_mistakes() {
        let [fails, passes] = examples(&mistake)[..] else { continue };
        shown += 1;
        let (fails, passes) = (said(fails), said(passes));
        if errors(&fails) != BTreeSet::from([mistake.code]) {
            wrong.push(format!("{}: {fails}", mistake.code));
        }
        if !errors(&passes).is_empty() || passes.contains("error:") {
            wrong.push(format!("{}, mended: {passes}", mistake.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(shown > 60, "{shown}");
}

#[test]
fn pages_stand_in_order_and_say_what_to_do() {
    let codes: Vec<&str> = file_mistakes().map(|mistake| mistake.code).collect();
    assert!(codes.is_sorted() && codes.len() > 80, "{codes:?}");
    for mistake in file_mistakes() {
        assert!(rule_named(mistake.code).is_none(), "{} is a rule", mistake.code);
        assert!(mistake.summary().len() > 15 && !mistake.summary().contains('\n'), "{}", mistake.code);
        assert!([0, 2].contains(&examples(&mistake).len()), "{}", mistake.code);
    }
}

/// The codes of the diagnostics that the sources make: a name of several words, or the one of a single word, where a code
/// belongs.
fn codes(folder: &Path, found: &mut BTreeSet<String>) {
    let code = regex_lite::Regex::new(
        r#"(?:error|warning|note|without_place|new|fault|wrong)\(\s*"(syntax|extension|[a-z]+(?:-[a-z]+)+)",|Error::\w+\(_\) => "([a-z]+(?:-[a-z]+)+)",|const [A-Z_]+: &str = "([a-z]+(?:-[a-z]+)+)";"#,
    )
    .unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap();
            for made in code.captures_iter(text) {
                found.extend(made.iter().skip(1).flatten().map(|code| code.as_str().to_owned()));
            }
        }
    }
}

#[test]
fn whatever_the_readers_of_files_say_has_a_page() {
    let mut found = BTreeSet::new();
    for room in ["base/document", "plan", "suite/scenario", "suite/report", "training/drill/own"] {
        codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut found);
    }
    let told: BTreeSet<String> = file_mistakes().map(|mistake| mistake.code.to_owned()).collect();
    let without: Vec<&String> =
        found.iter().filter(|code| !told.contains(*code) && rule_named(code).is_none()).collect();
    assert_eq!(without, Vec::<&String>::new());
    assert!(found.len() > 80, "{found:?}");
}

#[test]
fn a_mistake_names_its_page_and_the_page_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), "[plan]\nname = \"a\neffective = 2026-01-01\n").unwrap();
    let (_, _, said) = ivrsim(folder.path(), &["check", "plan.toml"]);
    assert!(said.ends_with("; `ivrsim explain syntax` says more\n"), "{said}");
    let explain = |args: &[&str]| {
        let (code, told, complained) = ivrsim(folder.path(), &[&["explain"], args].concat());
        (told + &complained, code)
    };
    let (page, code) = explain(&["syntax"]);
    assert!(page.starts_with("syntax\n") && page.contains("`ivrsim guide checking`"), "{page}");
    assert_eq!(code, 0);
    let (list, _) = explain(&[]);
    assert!(list.contains("\nlong-prompt ") && list.contains("\nunknown-name "), "{list}");
    let (told, code) = explain(&["unknown-nmae"]);
    assert!(told.contains("did you mean `unknown-name`?"), "{told}");
    assert_eq!(code, 2);
    let (json, _) = explain(&["unknown-name", "--format", "json"]);
    assert!(json.contains("\"kind\": \"mistake\""), "{json}");
}
