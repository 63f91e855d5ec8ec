//! Which files import which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Names = Vec<String>;

/// For each file the files from which it takes something, by their paths below `src`. A module's front (`mod.rs`, or
/// `lib.rs`) is no file of its own here: what it passes on is taken from where it stands.
pub(super) fn of(sources: &[(PathBuf, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let files: BTreeMap<Names, &(PathBuf, String)> =
        sources.iter().map(|source| (module(&source.0), source)).collect();
    let is_front = |module: &[String]| {
        files.get(module).is_some_and(|(path, _)| path.ends_with("mod.rs") || path.ends_with("lib.rs"))
    };
    let mut fronts: BTreeMap<(Names, String), Names> = BTreeMap::new();
    for (module, (_, text)) in files.iter().filter(|(module, _)| is_front(module)) {
        for path in used(text, module) {
            let name = path.last().cloned().unwrap_or_default();
            fronts.insert((module.clone(), name), path);
        }
    }
    let mut imports = BTreeMap::new();
    for (own, (path, text)) in files.iter().filter(|(module, _)| !is_front(module)) {
        let mut taken = BTreeSet::new();
        for mut path in used(text, own) {
            // What a front passes on may itself be passed on by another front.
            for _ in 0..4 {
                let to = (0..=path.len()).rev().map(|end| &path[..end]).find(|to| files.contains_key(*to));
                let Some(to) = to.map(<[String]>::to_vec) else { break };
                // A part may know the whole that it is a part of.
                if own.starts_with(&to) {
                    break;
                }
                if !is_front(&to) {
                    taken.insert(named(&files[&to].0));
                    break;
                }
                let Some(name) = path.get(to.len()) else { break };
                let Some(next) = fronts.get(&(to, name.clone())) else { break };
                path.clone_from(next);
            }
        }
        let own = named(path);
        taken.remove(&own);
        imports.insert(own, taken);
    }
    imports
}

fn named(path: &Path) -> String {
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

/// What the `use` of a file name, as paths from the crate on.
fn used(text: &str, own: &[String]) -> Vec<Names> {
    let code: String = super::code(text).fold(String::new(), |code, line| code + line.trim() + "\n");
    let statements = code.split('\n').scan(None::<String>, |open, line| {
        let starts =
            line.split_once("use ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"));
        match (&mut *open, starts) {
            (Some(statement), _) => statement.push_str(line),
            (None, Some((_, rest))) => *open = Some(rest.to_owned()),
            (None, None) => {}
        }
        let is_whole = open.as_ref().is_some_and(|statement| statement.ends_with(';'));
        Some(if is_whole { open.take() } else { None })
    });
    let mut paths = Vec::new();
    for statement in statements.flatten() {
        tree(statement.trim_end_matches(';'), &[], &mut paths);
    }
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
