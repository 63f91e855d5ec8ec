//! Whatever the guide quotes stands in a file that works.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ivrsim::base::diagnostic::has_errors;
use ivrsim::plan::{PlanLimits, read};

use super::page::{Page, folder};

/// The folder of plans that show mistakes.
const MISTAKES: &str = "mistakes";

/// The company whose plan was written in a hurry.
const HASTY: &str = "winter";

/// The company with a promise that is broken.
const BROKEN: &str = "broken";

/// The day on which examples are checked.
const TODAY: &str = "2026-03-02";

/// Blocks that are not quoted from a file: what is told, and what is typed at a shell.
const NOT_QUOTED: &[&str] = &["console", "text", "sh"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn examples() -> BTreeMap<PathBuf, String> {
    let mut found = Vec::new();
    files(&folder().join("examples"), &mut found);
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The companies: each folder below `examples` with menus.
fn companies() -> Vec<PathBuf> {
    let folders = fs::read_dir(folder().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let is_well = |path: &PathBuf| !path.ends_with(HASTY) && !path.ends_with(BROKEN);
    folders.filter(|path| path.join("menus").exists() && is_well(path)).collect()
}

/// The program, in the folder of a company.
fn ivrsim(company: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    let output = command.args(arguments).current_dir(company).env_remove("IVRSIM_PLAN").output().unwrap();
    let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.success(), told)
}

#[test]
fn what_the_guide_quotes_is_a_part_of_a_file_or_a_plan() {
    let files = examples();
    let mut quoted = 0;
    let mut failed = Vec::new();
    for page in Page::all() {
        for block in page.blocks().iter().filter(|block| !NOT_QUOTED.contains(&block.language)) {
            quoted += 1;
            let text = block.lines.join("\n");
            let is_part = |file: &String| format!("\n{file}\n").contains(&format!("\n{text}\n"));
            let is_plan = || {
                let reading = read([("plan.toml", format!("{text}\n"))], &PlanLimits::STANDARD);
                reading.plan.is_some() && !has_errors(&reading.diagnostics)
            };
            let is_quoted = files.values().any(is_part);
            if !is_quoted && (block.language != "toml" || !is_plan()) {
                failed.push(format!("{}.md:{}\n{text}\n", page.topic(), block.line));
            }
        }
    }
    assert!(quoted > 60, "only {quoted} blocks were found");
    assert!(failed.is_empty(), "neither a part of a file below examples nor a plan:\n{}", failed.join("\n"));
}

#[test]
fn every_plan_of_the_guide_is_checked_tested_and_tidy() {
    let companies = companies();
    assert!(companies.len() > 5, "{companies:?}");
    for company in companies {
        let done = |arguments: &[&str]| {
            let (is_well, told) = ivrsim(&company, arguments);
            assert!(is_well, "{}: {arguments:?}\n{told}", company.display());
        };
        done(&["check", "menus", "--deny", "note", "--at", TODAY]);
        done(&["fmt", "--check"]);
        if company.join("scenarios").exists() {
            done(&["test"]);
        }
    }
}

#[test]
fn the_plan_that_was_written_in_a_hurry_can_be_called_and_is_found_out() {
    let company = folder().join("examples").join(HASTY);
    let (is_well, told) = ivrsim(&company, &["check", "menus", "--at", TODAY]);
    assert!(!is_well && told.contains("warning[") && !told.contains("error["), "{told}");
}

#[test]
fn every_mistake_of_the_guide_is_one() {
    let mut found = Vec::new();
    files(&folder().join("examples").join(MISTAKES), &mut found);
    assert!(!found.is_empty());
    for path in found {
        let reading = read([("plan.toml", fs::read_to_string(&path).unwrap())], &PlanLimits::STANDARD);
        assert!(has_errors(&reading.diagnostics), "{}", path.display());
    }
}

#[test]
fn every_number_of_an_example_is_nobodys() {
    for (path, text) in examples() {
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let digits: String = line.chars().filter(char::is_ascii_digit).collect();
            let is_number = ["number ", "phone ", "fax "].iter().any(|key| line.starts_with(key));
            assert!(!is_number || digits.contains("55501"), "{}: {line}", path.display());
        }
    }
}

#[test]
fn every_link_of_the_guide_leads_to_a_file() {
    for page in Page::all() {
        for link in page.links().into_iter().filter(|link| !link.starts_with("http")) {
            let path = folder().join(link.split('#').next().unwrap());
            assert!(path.exists(), "{}.md: {link}", page.topic());
        }
    }
}

/// The lines for CI are run as they stand there, by a shell, with what the machines of CI set.
#[cfg(unix)]
#[test]
fn the_commands_for_ci_do_what_they_say() {
    let ci = folder().join("examples/ci");
    let mut ran = 0;
    for path in ["github.yml", "gitlab.yml", "gitlab-parallel.yml", "Jenkinsfile"].map(|name| ci.join(name)) {
        let text = fs::read_to_string(&path).unwrap();
        let commands = text.lines().filter_map(|line| Some(&line[line.find("ivrsim ")?..]));
        for command in commands.filter(|line| !line.contains("cargo install")) {
            ran += 1;
            let world = tempfile::tempdir().unwrap();
            for folder in ["menus", "scenarios"] {
                let from = fs::canonicalize(ci.join("../garden-center").join(folder)).unwrap();
                std::os::unix::fs::symlink(from, world.path().join(folder)).unwrap();
            }
            let program = Path::new(env!("CARGO_BIN_EXE_ivrsim")).parent().unwrap().display();
            let command = command.trim_end_matches(['\'', '"']);
            let mut shell = Command::new("sh");
            shell.current_dir(world.path()).env_remove("IVRSIM_PLAN");
            shell.env("CI_NODE_INDEX", "1").env("CI_NODE_TOTAL", "2");
            shell.arg("-c").arg(format!("PATH=\"{program}:$PATH\"; {command}"));
            let output = shell.output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {command}\n{told}", path.display());
        }
    }
    assert!(ran >= 6, "{ran}");
}
