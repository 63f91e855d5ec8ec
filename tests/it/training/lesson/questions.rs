//! Questions of a company's own, in a lesson and in reports.

use std::fs;

use ivrsim::training::drill::questions_schema;

use super::{PLAN, told};
use crate::helpers::generated::assert_generated;

const OURS: &str = "training/ally.toml";

#[test]
fn the_questions_that_are_shipped_have_no_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    let (out, errors, code) = told(&folder.path().join("none.db"), &["questions", OURS], "");
    assert_eq!((out.as_str(), errors.as_str(), code), ("4 questions, no mistakes\n", "", Some(0)));
    assert!(!folder.path().join("none.db").exists(), "nobody learns from checking");
}

#[test]
fn own_questions_are_asked_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    let ours = folder.path().join("ours.toml");
    let question = |number| {
        format!(
            "[[question]]\nname = \"Password {number}\"\nask = \"Word {number}?\"\naccept = \"pancakes\"\n"
        )
    };
    fs::write(&ours, (0..40).map(question).collect::<String>()).unwrap();
    let ours = ours.to_str().unwrap();
    let lesson = ["--plan", PLAN, "--questions", ours, "--cards", "40", "--new", "40"];
    let (out, errors, code) = told(&file, &lesson, &"pancakes\n".repeat(80));
    assert_eq!((errors.as_str(), code), ("", Some(0)));
    let asked: std::collections::BTreeSet<&str> =
        out.lines().filter(|line| line.starts_with("Word ")).collect();
    let asked = asked.len();
    assert!(asked > 10, "{out}");
    assert!(out.contains("Right. pancakes."), "{out}");
    let report = ["report", "--plan", PLAN, "--format", "csv", "--questions", ours];
    let (out, _, _) = told(&file, &report, "");
    assert!(out.lines().filter(|line| line.contains(",own,Password")).count() >= asked, "{out}");
    let (out, _, _) = told(&file, &report[..5], "");
    assert!(!out.contains("Password"), "what is not asked does not count: {out}");
}

#[test]
fn a_word_of_the_lesson_is_an_answer_where_it_could_be_right() {
    let folder = tempfile::tempdir().unwrap();
    let ours = folder.path().join("ours.toml");
    for word in ["Q", "Skip", "help"] {
        let question = format!("[[question]]\nname = \"Word\"\nask = \"Which word?\"\naccept = \"{word}\"\n");
        fs::write(&ours, question).unwrap();
        let args = ["--plan", PLAN, "--questions", ours.to_str().unwrap()];
        let typed = format!("{}\nquit\n", word.to_lowercase());
        let (out, _, _) = told(&folder.path().join(format!("{word}.db")), &args, &typed);
        assert!(out.contains(&format!("Right. {word}.")) && out.contains("1 of 1 right"), "{out}");
    }
}

#[test]
fn who_says_not_to_know_gives_up_unless_that_could_be_right() {
    let folder = tempfile::tempdir().unwrap();
    let ours = folder.path().join("ours.toml");
    for (at, (accept, typed, told_at_end)) in [
        ("pancakes", "Not sure", "0 of 1 right"),
        ("pancakes", "I\u{2019}m not sure.", "0 of 1 right"),
        ("pancakes", "no clue", "0 of 1 right"),
        ("Not sure", "not sure", "1 of 1 right"),
    ]
    .into_iter()
    .enumerate()
    {
        let question =
            format!("[[question]]\nname = \"Word\"\nask = \"Which word?\"\naccept = \"{accept}\"\n");
        fs::write(&ours, question).unwrap();
        let args = ["--plan", PLAN, "--questions", ours.to_str().unwrap()];
        let file = folder.path().join(format!("{at}.db"));
        let (out, _, _) = told(&file, &args, &format!("{typed}\nquit\n"));
        assert!(out.contains(told_at_end), "{typed}: {out}");
    }
}

#[test]
fn mistakes_in_own_questions_are_shown_with_their_place_before_anybody_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one.toml", "other.toml"].map(|name| folder.path().join(name));
    fs::write(&one, "[[question]]\nname = \"a\"\nask = \"b?\"\naccept = \"c\"\n").unwrap();
    fs::write(
        &other,
        "[[question]]\nname = \"A\"\nask = \"b?\"\n\n[[question]]\nname = \"d\"\nanswer = \"e\"\n",
    )
    .unwrap();
    let file = folder.path().join("learners.db");
    let files = [one.to_str().unwrap(), other.to_str().unwrap()];
    let (out, errors, code) = told(&file, &["--questions", files[0], "--questions", files[1]], "quit\n");
    assert_eq!((out.as_str(), code), ("", Some(2)));
    for wrong in ["there is another question \"A\"", "other.toml:2:8", "other.toml:7:1"] {
        assert!(errors.contains(wrong), "{wrong}: {errors}");
    }
    assert!(!file.exists());
    let (_, errors, code) = told(&file, &["--questions", "nowhere.toml"], "quit\n");
    assert_eq!(code, Some(2));
    assert!(errors.contains("nowhere.toml"), "{errors}");
}

#[test]
fn the_schema_of_questions_is_in_step() {
    assert_generated(std::path::Path::new("schema/questions.schema.json"), &questions_schema());
}
