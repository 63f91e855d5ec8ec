//! A program that is killed while it writes answers.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use ivrsim::training::learning::AnswerJudgment;
use ivrsim::training::store::Store;
use rusqlite::Connection;

use super::{answer, deck, place, start};

/// Names the file for the program that is to be killed.
const FILE: &str = "IVRSIM_TEST_KILLED";

const KILLS: usize = 100;

/// The program that is killed: this test binary again. Run with the others, it does nothing.
#[test]
fn answers_until_it_is_killed() {
    let Some(file) = env::var_os(FILE) else { return };
    let mut store = Store::open_or_create(Path::new(&file)).unwrap();
    let ann = store.enroll("Ann").unwrap();
    let mut out = std::io::stdout().lock();
    for round in 0.. {
        store.record(&ann, &deck(20)[round % 20], &answer(AnswerJudgment::Right), start()).unwrap();
        // Said only now: whoever reads this may rely on it.
        writeln!(out, "answered").unwrap();
        out.flush().unwrap();
    }
}

/// Lets the program answer, kills it after it has said so a number of times, and tells how often it said so in all.
fn killed_after(file: &Path, answers: usize) -> usize {
    let mut program = Command::new(env::current_exe().unwrap())
        .args(["--exact", "training::learners::killed::answers_until_it_is_killed", "--nocapture"])
        .env(FILE, file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut answered = |line: &String| line.contains("answered");
    let before = said.by_ref().filter(&mut answered).take(answers).count();
    // On Unix this is SIGKILL: the program is not asked.
    program.kill().unwrap();
    let after = said.filter(&mut answered).count();
    program.wait().unwrap();
    before + after
}

#[test]
fn a_kill_at_any_moment_loses_at_most_the_unanswered_question() {
    let (_folder, file) = place();
    let mut kept = 0;
    for kill in 0..KILLS {
        // Not at the same point of its life each time; at first while it still makes the file.
        let said = killed_after(&file, kill % 7);
        if !file.exists() {
            assert_eq!(said, 0);
            continue;
        }
        let store = Store::open(&file).unwrap();
        let Ok(ann) = store.learner("Ann") else {
            assert_eq!(said, 0);
            continue;
        };
        let answers = store.answers(&ann).unwrap().len();
        let new = answers - kept;
        assert!(new == said || new == said + 1, "kill {kill}: it said {said} answers, and {new} are there");
        kept = answers;
        let known = store.progress(&ann).unwrap();
        let remembered: u32 = known.values().map(|progress| progress.memory.reps).sum();
        assert_eq!(remembered as usize, answers, "an answer and what is remembered go together");
    }
    assert!(kept > KILLS, "{kept} answers in all");
    let sound: String =
        Connection::open(&file).unwrap().query_row("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    // What a kill left behind, the next one to make a file has taken away.
    let entries = std::fs::read_dir(file.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let left: Vec<String> = names.filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}
