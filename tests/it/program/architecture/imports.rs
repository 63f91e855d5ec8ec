//! Which files import which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Names = Vec<String>;

/// For each file the files that its paths name, by their paths below `src`. The front of a folder (`mod.rs`) is a file like
/// all others: whoever takes something through it imports the front, and the front imports what it passes on.
pub(super) fn of(sources: &[(PathBuf, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let files: BTreeMap<Names, &Path> =
        sources.iter().map(|(path, _)| (module(path), path.as_path())).collect();
    let imports = |(path, text): &(PathBuf, String)| {
        let own = module(path);
        let taken = named(text, &own).into_iter().filter_map(|path| {
            let to = (1..=path.len()).rev().find_map(|end| files.get(&path[..end]))?;
            Some(name(to))
        });
        let file = name(path);
        (file.clone(), taken.filter(|other| *other != file).collect())
    };
    sources.iter().map(imports).collect()
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// `call/engine.rs` is `call`, `engine`; `call/mod.rs` is `call`; `lib.rs` is the crate itself.
fn module(path: &Path) -> Names {
    let mut parts: Names =
        path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
        parts.pop();
    }
    parts
}

/// What the code of a file names, in `use` and elsewhere, as paths from the crate on.
fn named(text: &str, own: &[String]) -> Vec<Names> {
    let code: String = super::code(text).fold(String::new(), |code, line| code + line.trim() + "\n");
    let mut paths = Vec::new();
    let mut rest = String::new();
    let mut open: Option<String> = None;
    for line in code.lines() {
        let starts =
            line.split_once("use ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"));
        match (&mut open, starts) {
            (Some(statement), _) => statement.push_str(line),
            (None, Some((_, tail))) => open = Some(tail.to_owned()),
            // Who may see an item is not whom it knows.
            (None, None) if !line.contains("pub(in ") => rest.push_str(line),
            (None, None) => {}
        }
        if let Some(statement) = open.take_if(|statement| statement.ends_with(';')) {
            tree(statement.trim_end_matches(';'), &[], &mut paths);
        }
        rest.push(' ');
    }
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let inline = rest
        .split(|c| !word(c))
        .filter(|path| ["crate::", "super::"].iter().any(|root| path.starts_with(root)));
    paths.extend(inline.map(|path| path.split("::").map(str::to_owned).collect()));
    let is_child = |first: &str| text.lines().any(|line| line.ends_with(&format!("mod {first};")));
    paths.into_iter().filter_map(|path| from_the_crate(&path, own, is_child)).collect()
}

/// The branches of a `use`.
fn tree(text: &str, before: &[String], paths: &mut Vec<Names>) {
    let (start, branches) = match text.split_once('{') {
        Some((start, rest)) => (start, rest.strip_suffix('}').unwrap_or(rest)),
        None => (text, ""),
    };
    let mut path = before.to_vec();
    let start = start.split(" as ").next().unwrap_or_default();
    path.extend(start.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
    if branches.is_empty() {
        paths.push(path);
        return;
    }
    let (mut depth, mut from) = (0, 0);
    for (at, c) in branches.char_indices().chain([(branches.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let branch = branches[from..at].trim();
                if !branch.is_empty() {
                    tree(branch, &path, paths);
                }
                from = at + 1;
            }
            _ => {}
        }
    }
}

/// None: another crate's.
fn from_the_crate(path: &[String], own: &[String], is_child: impl Fn(&str) -> bool) -> Option<Names> {
    let mut base = own.to_vec();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            base.clear();
            rest = &path[1..];
        }
        "self" => rest = &path[1..],
        "super" => {
            while let Some(("super", behind)) = rest.split_first().map(|(first, rest)| (first.as_str(), rest))
            {
                base.pop();
                rest = behind;
            }
        }
        first if is_child(first) => {}
        _ => return None,
    }
    base.extend(rest.iter().cloned());
    Some(base)
}
