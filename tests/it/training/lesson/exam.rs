//! Exams, and the file of what came of them.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{PLAN, told};

const PAPER: [&str; 7] = ["--plan", PLAN, "--exam", "--seed", "7", "--cards", "6"];

/// Takes an exam, and gives the result file without what differs from day to day.
fn result(folder: &Path, learner: &str, typed: &str) -> (String, Value) {
    let path = folder.join(format!("{learner}.json"));
    let args = [&PAPER[..], &["--learner", learner, "--result", path.to_str().unwrap()]].concat();
    let (out, errors, code) = told(&folder.join("learners.db"), &args, typed);
    assert_eq!((errors.as_str(), code), ("", Some(1)), "{out}");
    let mut result: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    for key in ["began", "ended"] {
        assert!(result[key].as_str().unwrap().starts_with("20"), "{result}");
        result[key] = Value::from("...");
    }
    (out, result)
}

#[test]
fn the_result_has_every_question_with_its_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (out, result) = result(
        folder.path(),
        "Ann",
        &"give up\ngive up\npancakes\npancakes\npancakes\nskip\nskip\n".repeat(4),
    );
    insta::assert_json_snapshot!("result", result);
    insta::assert_snapshot!("taken", out);
}

#[test]
fn a_class_is_given_one_paper() {
    let folder = tempfile::tempdir().unwrap();
    let asked = |(_, result): (String, Value)| -> Vec<(Value, Value, Value)> {
        let questions = result["questions"].as_array().unwrap().clone();
        let asked = |question: &Value| {
            (question["card"].clone(), question["question"].clone(), question["choices"].clone())
        };
        questions.iter().map(asked).collect()
    };
    let ann = asked(result(folder.path(), "Ann", &"give up\n".repeat(6)));
    let bob = asked(result(folder.path(), "Bob", &"skip\n".repeat(6)));
    assert_eq!(ann, bob);
    assert_eq!(ann.len(), 6);
}

#[test]
fn there_is_a_result_only_of_an_examination_that_was_taken_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let (file, path) = (folder.path().join("learners.db"), folder.path().join("result.json"));
    let args = [&PAPER[..], &["--result", path.to_str().unwrap()]].concat();
    for typed in ["give up\nquit\n", "give up\n"] {
        let (out, _, code) = told(&file, &args, typed);
        assert_eq!(code, Some(1));
        assert!(out.contains("does not count"), "{out}");
        let names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let beside: Vec<_> =
            names.iter().filter(|name| !name.to_string_lossy().starts_with("learners")).collect();
        assert!(beside.is_empty(), "nothing is left: {beside:?}");
    }
}

#[test]
fn an_examination_has_questions() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    for args in [["--exam", "--cards", "0"], ["--tour", "--minutes", "0"], ["--exam", "--cards", "many"]] {
        let (out, errors, code) = told(&file, &args, "");
        assert_eq!((out.as_str(), code), ("", Some(2)));
        assert!(errors.contains(args[1]), "{errors}");
    }
    assert!(!file.exists());
}

#[test]
fn folders_for_a_result_are_made_when_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let (file, results) = (folder.path().join("learners.db"), folder.path().join("results"));
    let path = results.join("of/ann.json");
    let args = [&PAPER[..], &["--result", path.to_str().unwrap()]].concat();
    for typed in ["give up\nquit\n", ""] {
        assert_eq!(told(&file, &args, typed).2, Some(1));
        assert!(!results.exists());
    }
    let (out, errors, _) = told(&file, &args, &"give up\n".repeat(6));
    assert!(path.exists(), "{out}{errors}");
}

#[test]
fn a_result_that_cannot_be_written_is_told_before_the_first_question() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    let there = folder.path().join("there.json");
    fs::write(&there, "somebody else's").unwrap();
    let nowhere = there.join("result.json");
    for (path, words) in [(&there, "already exists"), (&nowhere, "cannot write")] {
        let args = [&PAPER[..], &["--result", path.to_str().unwrap()]].concat();
        let (out, errors, code) = told(&file, &args, &"give up\n".repeat(6));
        assert_eq!((out.as_str(), code), ("", Some(2)));
        assert!(errors.contains(words), "{errors}");
    }
    assert_eq!(fs::read_to_string(&there).unwrap(), "somebody else's");
    assert!(!file.exists());
    let (_, errors, code) = told(&file, &["--result", "x.json"], "");
    assert_eq!(code, Some(2));
    assert!(errors.contains("--exam"), "{errors}");
}
