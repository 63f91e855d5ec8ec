//! What a chapter shows of the program is what it does, in the folder of examples that the chapter speaks of.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use snapbox::Data;
use snapbox::filter::NormalizeToExpected;

use super::page::{Block, Page, folder};

/// What stands in front of what is typed at the phone.
const PHONE: &str = "phone> ";

/// What stands in front of what is typed in a lesson.
const LESSON: &str = "> ";

/// A command with what it answers.
struct Step<'a> {
    line: usize,
    command: &'a str,
    told: Vec<&'a str>,
}

#[test]
fn the_commands_of_the_guide_do_what_it_shows() {
    let is_overwriting = is_overwriting();
    let mut failed = Vec::new();
    let mut ran = 0;
    for page in Page::all() {
        let mut world = None;
        // Lines move as answers are rewritten, so what comes last is rewritten first.
        let mut rewritten: Vec<(usize, usize, String)> = Vec::new();
        for block in page.blocks().iter().filter(|block| block.language == "console") {
            let example = block.example.unwrap_or_else(|| panic!("{}: no example", page.topic()));
            let (of, world) = world.get_or_insert_with(|| (example.to_owned(), copy(example)));
            if of != example {
                (*of, *world) = (example.to_owned(), copy(example));
            }
            for step in steps(block) {
                ran += 1;
                let expected = step.told.join("\n");
                let got = run(&step, world.path());
                // `...` hides much, but no command that failed.
                let is_error = |text: &str| text.lines().any(|line| line.starts_with("error"));
                if is_error(&got) && !is_error(&expected) {
                    failed.push(format!("{}.md:{}: $ {}\n{got}\n", page.topic(), step.line, step.command));
                }
                let got = NormalizeToExpected::new()
                    .redact()
                    .normalize(Data::text(got), &Data::text(expected.clone()))
                    .to_string();
                if got.trim_end() != expected.trim_end() {
                    let place = format!("{}.md:{}", page.topic(), step.line);
                    failed.push(format!("{place}: $ {}\n{got}\n--- instead of\n{expected}\n", step.command));
                    rewritten.push((step.line, step.told.len(), got.trim_end().to_owned()));
                }
            }
        }
        if is_overwriting {
            rewrite(&page, rewritten);
        }
    }
    assert!(ran > 60, "only {ran} commands were found");
    assert!(is_overwriting || failed.is_empty(), "{}", failed.join("\n"));
}

/// Whether answers are to be written down as they are.
fn is_overwriting() -> bool {
    std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite")
}

/// A copy of an example, in which commands can write.
fn copy(example: &str) -> tempfile::TempDir {
    let world = tempfile::tempdir().unwrap();
    copy_folder(&folder().join("examples").join(example), world.path());
    world
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn steps<'a>(block: &Block<'a>) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for (index, line) in block.lines.iter().enumerate() {
        match line.strip_prefix("$ ") {
            Some(command) => {
                steps.push(Step { line: block.line + index + 1, command, told: Vec::new() });
            }
            None => steps.last_mut().expect("a session begins with a command").told.push(line),
        }
    }
    steps
}

/// What a command answers, on both streams, with what is typed at the phone where it was typed.
fn run(step: &Step<'_>, world: &Path) -> String {
    let arguments = shlex(step.command);
    assert_eq!(arguments[0], "ivrsim", "{}", step.command);
    let prompt = if arguments.iter().any(|word| word == "train") { LESSON } else { PHONE };
    let typed: String = step
        .told
        .iter()
        .filter_map(|line| line.strip_prefix(prompt))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    command.args(&arguments[1..]).current_dir(world).env_remove("IVRSIM_PLAN").env("IVRSIM_HISTORY", "");
    command.env("IVRSIM_DB", world.join("learners.db")).env_remove("CI");
    command.env("XDG_CACHE_HOME", world.join("cache")).env("SOURCE_DATE_EPOCH", "1700000000");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Whoever does not read what is typed may be gone already.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    assert!(status.code().is_some_and(|code| code <= 2), "{}: {status}", step.command);
    let told = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    // How many rules there are is for the pages of the rules to tell.
    let counted = step.told.iter().find(|line| is_all_well(line));
    let counted = |line| counted.filter(|_| is_all_well(line)).map_or(line, |line| *line);
    // What comes from a pipe is not repeated.
    let mut shown: Vec<&str> = told.lines().map(counted).collect();
    for (at, line) in step.told.iter().enumerate().filter(|(_, line)| line.starts_with(prompt)) {
        shown.insert(at.min(shown.len()), line);
    }
    shown.join("\n")
}

/// Whether a check says that it found nothing, and nothing else.
fn is_all_well(line: &str) -> bool {
    let count =
        line.strip_prefix("No findings in menus (").and_then(|line| line.strip_suffix(" rules checked)"));
    count.is_some_and(|count| count.parse::<u32>().is_ok())
}

/// The words of a command line; double quotes keep some together, as all shells have it.
fn shlex(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        match index % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

fn rewrite(page: &Page, mut answers: Vec<(usize, usize, String)>) {
    let mut lines: Vec<String> = page.text.lines().map(str::to_owned).collect();
    answers.sort();
    for (line, count, told) in answers.into_iter().rev() {
        lines.splice(line - 1..line - 1 + count, told.lines().map(str::to_owned));
    }
    fs::write(&page.path, lines.join("\n") + "\n").unwrap();
}
