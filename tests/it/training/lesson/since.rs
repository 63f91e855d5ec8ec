//! Lessons about what has changed.

use std::fs;
use std::path::Path;

use super::{PLAN, told};

/// The small plan, and an edition of it in which sales open later.
fn editions(folder: &Path) -> [String; 2] {
    let text = fs::read_to_string(PLAN).unwrap();
    let [old, new] = ["old.toml", "new.toml"].map(|name| folder.join(name));
    fs::write(&old, &text).unwrap();
    fs::write(&new, text.replacen("Mo-Fr 09:00-17:00", "Mo-Fr 10:00-17:00", 1)).unwrap();
    [old, new].map(|path| path.to_str().unwrap().to_owned())
}

#[test]
fn what_has_changed_is_asked_first_and_quietly_down_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = editions(folder.path());
    let lesson = ["--plan", &new, "--since", &old, "--cards", "1"];
    let (out, errors, code) = told(&folder.path().join("learners.db"), &lesson, "give up\n");
    assert_eq!((errors.as_str(), code), ("", Some(0)));
    assert!(out.contains("Something is new"), "{out}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_lesson_again_once_the_plans_are_compared() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    let [old, new] = editions(folder.path());
    let lesson = ["--plan", &new, "--since", &old];
    let mut lesson = super::train(&folder.path().join("learners.db"), &lesson);
    let mut lesson = lesson.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    // As long as it is open, nothing else ends the lesson.
    let typed = lesson.stdin.take().unwrap();
    let mut shown = BufReader::new(lesson.stdout.take().unwrap()).lines().map_while(Result::ok);
    // Somebody is asked, and nobody answers.
    assert!(shown.any(|line| line == "The questions"));
    assert!(Command::new("kill").args(["-INT", &lesson.id().to_string()]).status().unwrap().success());
    assert_eq!(lesson.wait().unwrap().code(), Some(130));
    drop(typed);
}

#[test]
fn a_change_is_asked_about_when_it_lets_callers_reach_people() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = editions(folder.path());
    // It begins at midnight, when nobody is there under either plan.
    let text = fs::read_to_string(&old).unwrap();
    fs::write(&new, text.replacen("1 = \"sales\"", "7 = \"sales\"", 1)).unwrap();
    let lesson = ["--plan", &new, "--since", &old, "--cards", "2"];
    let (out, ..) = told(&folder.path().join("learners.db"), &lesson, "give up\ngive up\n");
    let put_through: Vec<&str> =
        out.lines().filter(|line| line.ends_with("The caller is put through to Sales.")).collect();
    assert!(put_through.iter().any(|line| line.starts_with("The right answer:")), "{out}");
    assert!(put_through.iter().any(|line| line.contains("Before, it was:")), "{out}");
}
