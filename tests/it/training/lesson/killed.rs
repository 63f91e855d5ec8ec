//! Lessons that are killed in the middle.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};

use expectrl::process::unix::{Signal, WaitStatus};
use expectrl::session::OsSession;
use expectrl::{Any, Expect as _};
use ivrsim::training::store::Store;

use super::{PLAN, train};

const KILLS: usize = 50;

const LESSON: [&str; 8] = ["--plan", PLAN, "--learner", "Ann", "--cards", "100000", "--new", "1000"];

/// How many answers the file has.
fn kept(file: &Path) -> usize {
    // Killed while it made the file, or before it took Ann in.
    let Ok(store) = Store::open(file) else { return 0 };
    store.learner("Ann").map_or(0, |ann| store.answers(&ann).unwrap().len())
}

/// Types answers down a pipe until so many were judged, kills, and tells how many were judged in all.
fn killed_at_a_pipe(file: &Path, answers: usize) -> usize {
    let mut command = train(file, &LESSON);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut lesson: Child = command.spawn().unwrap();
    let mut typed = lesson.stdin.take().unwrap();
    // More than will be read: it is never waited for.
    typed.write_all("give up\n".repeat(answers + 50).as_bytes()).unwrap();
    let shown = BufReader::new(lesson.stdout.take().unwrap());
    let mut judged = shown.lines().map_while(Result::ok).filter(|line| line.starts_with("Skipped."));
    let before = judged.by_ref().take(answers).count();
    // On Unix this is SIGKILL: the program is not asked.
    lesson.kill().unwrap();
    let after = judged.count();
    lesson.wait().unwrap();
    before + after
}

#[test]
fn every_answer_that_was_judged_at_a_pipe_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    let mut before = 0;
    for kill in 0..KILLS {
        let judged = killed_at_a_pipe(&file, kill % 5);
        let now = kept(&file);
        // What was kept may not have been shown yet: a screenful is written at once.
        assert!(now >= before + judged, "kill {kill}: {judged} were judged, {} are there", now - before);
        assert!(now <= before + judged + 1, "kill {kill}: {judged} were judged, {} are there", now - before);
        before = now;
    }
    assert!(before > KILLS, "{before}");
}

#[test]
fn every_answer_that_was_judged_at_a_terminal_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    let mut before = 0;
    for kill in 0..KILLS {
        let mut session = OsSession::spawn(train(&file, &LESSON)).unwrap();
        session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
        if before == 0 {
            session.expect("q quits").unwrap();
            session.send("s").unwrap();
        }
        let answers = 1 + kill % 3;
        for answer in 1..=answers {
            // New facts are shown first.
            while session.expect(Any(["> ", "ask me"])).unwrap().get(0) == Some(b"ask me") {
                session.send("\r").unwrap();
            }
            session.send("give up\r").unwrap();
            session.expect("Skipped.").unwrap();
            if answer < answers {
                session.expect("q quit").unwrap();
                session.send("\r").unwrap();
            }
        }
        session.get_process_mut().kill(Signal::SIGKILL).unwrap();
        let ended = session.get_process().wait().unwrap();
        assert!(matches!(ended, WaitStatus::Signaled(_, Signal::SIGKILL, _)), "{ended:?}");
        let now = kept(&file);
        assert_eq!(now, before + answers, "kill {kill}");
        before = now;
    }
}
