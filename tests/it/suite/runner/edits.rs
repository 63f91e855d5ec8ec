//! One edit of a plan is told as one cause, and with the plan as it was, as that edit.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::causes::{causes, company, test};

/// A company with a file of its plan, a line of it from 1, and what becomes of the line.
struct Edit {
    company: &'static str,
    file: &'static str,
    line: usize,
    becomes: String,
}

/// Edits of single lines of the plans of a company, as many of each kind: keys that lead elsewhere or are gone, hours, prompts,
/// names, holidays, what answers a line.
fn edits(company: &'static str, of_each_kind: usize) -> Vec<(&'static str, Edit)> {
    let mut edits: Vec<(&'static str, Edit)> = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("menus").join(company);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let file: &'static str = path.file_name().unwrap().to_str().unwrap().to_owned().leak();
        let text = fs::read_to_string(&path).unwrap();
        let key = |line: &str| {
            line.split_once(" = \"").filter(|(key, _)| key.len() == 1).map(|(_, to)| to.to_owned())
        };
        let targets: Vec<String> = text.lines().filter_map(key).collect();
        for (index, line) in text.lines().enumerate() {
            let mut add = |kind: &'static str, becomes: String| {
                let is_room = edits.iter().filter(|(known, _)| *known == kind).count() < of_each_kind;
                if is_room && becomes != line {
                    edits.push((kind, Edit { company, file, line: index + 1, becomes }));
                }
            };
            if let Some(to) = key(line) {
                add("a key is gone", String::new());
                if let Some(other) = targets.iter().find(|other| **other != to) {
                    add("a key leads elsewhere", format!("{} = \"{other}", &line[..1]));
                }
            }
            if line.starts_with("open") {
                add(
                    "hours begin later",
                    line.replacen(" 08:00-", " 09:00-", 1).replacen(" 09:30-", " 10:00-", 1),
                );
                add(
                    "hours end earlier",
                    line.replacen("-20:00", "-19:00", 1).replacen("-18:00", "-17:00", 1),
                );
                add("a day is gone", line.replacen("Mo-Fr", "Mo-Th", 1).replacen("Mo-Sa", "Mo-Fr", 1));
            }
            if line.starts_with("say ") {
                add("a prompt says more", line.replacen("= \"", "= \"Hello from us. ", 1));
            }
            if line.starts_with("name ") {
                add("a name is another", line.replacen("= \"", "= \"New ", 1));
            }
            if line.trim_start().starts_with("{ name = ") {
                add("a holiday is gone", String::new());
            }
            if let Some(to) = line.strip_prefix("answer = ")
                && let Some(other) = targets.iter().find(|other| !to.contains(other.as_str()))
            {
                add("a line is answered elsewhere", format!("answer = \"{other}"));
            }
        }
    }
    edits
}

/// The causes that are told of an edit, and whether the first is at its line. None: no case fails by it, or the
/// scenarios do not fit the plan any more.
fn told(folder: &Path, edit: &Edit, args: &[&str]) -> Option<(usize, bool)> {
    let path = folder.join("menus").join(edit.company).join(edit.file);
    let before = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = before.lines().collect();
    lines[edit.line - 1] = &edit.becomes;
    fs::write(&path, lines.join("\n") + "\n").unwrap();
    let (plan, scenarios) = (format!("menus/{}", edit.company), format!("scenarios/{}", edit.company));
    let (code, told) = test(folder, &[&["--plan", &plan, &scenarios], args].concat());
    fs::write(&path, before).unwrap();
    if code != 1 {
        return None;
    }
    let more = told.lines().filter(|line| line.ends_with("causes more:")).count();
    let causes = causes(&told);
    let place = format!("menus/{}/{}:", edit.company, edit.file);
    let line = causes.first().and_then(|(_, at)| at.strip_prefix(&place)?.parse::<usize>().ok());
    Some((causes.len() + more, line.is_some_and(|line| line.abs_diff(edit.line) <= 1)))
}

#[test]
fn one_edit_is_told_as_one_cause() {
    let (mut all, mut as_one, mut at_line) = (0, 0, 0);
    let mut several = Vec::new();
    for company_name in ["ally", "hospital", "utility", "dealers"] {
        let folder = company(company_name);
        for (kind, edit) in edits(company_name, 3) {
            let Some((causes, is_there)) = told(folder.path(), &edit, &[]) else { continue };
            all += 1;
            as_one += usize::from(causes == 1);
            at_line += usize::from(is_there);
            if causes != 1 {
                several.push(format!("{kind}: {company_name} {}:{} ({causes})", edit.file, edit.line));
            }
        }
    }
    assert!(all >= 60, "{all}");
    // Where several places could be the mistake, nobody can tell from the plan alone.
    assert!(as_one * 100 >= all * 90, "{as_one} of {all} as one: {several:#?}");
    assert!(at_line * 100 >= all * 45, "{at_line} of {all} at their line");
}

#[test]
fn with_the_plan_as_it_was_the_edit_itself_is_the_cause() {
    let (mut all, mut missed) = (0, Vec::new());
    for company_name in ["hospital", "dealers"] {
        let folder = company(company_name);
        let git = |args: &[&str]| {
            let about = ["-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false"];
            let output =
                Command::new("git").current_dir(folder.path()).args(about).args(args).output().unwrap();
            assert!(output.status.success(), "{output:?}");
        };
        git(&["init", "--quiet"]);
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message", "x"]);
        for (kind, edit) in edits(company_name, 2) {
            let Some(told) = told(folder.path(), &edit, &["--since", "HEAD"]) else { continue };
            all += 1;
            if told != (1, true) {
                missed.push(format!("{kind}: {company_name} {}:{} {told:?}", edit.file, edit.line));
            }
        }
    }
    assert!(all >= 20 && missed.is_empty(), "{all}: {missed:#?}");
}
