//! Servers and lessons on a terminal that are killed while they keep answers in one file.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ivrsim::training::store::Store;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::lessons::{answered, answers, cards};
use super::live::Served;
use crate::oracles::plan::plan;

/// In each of them a server is killed, and a lesson on a terminal.
const ROUNDS: usize = 50;

/// So many learn at pages, beside the one who learns on a terminal.
const AT_PAGES: usize = 3;

const PLAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/phone/plan.toml");

/// A request that changes something, which is on its way.
fn sent(served: &Served, token: &str, path: &str, body: &Value) -> Option<BufReader<TcpStream>> {
    let mut stream = BufReader::new(TcpStream::connect(&served.host).ok()?);
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\nx-ivrsim-token: {token}\r\ncontent-length: {1}\r\nconnection: close\r\n\r\n",
        served.host,
        body.len()
    );
    write!(stream.get_mut(), "{head}{body}").ok()?;
    Some(stream)
}

/// What a server answers to it; None: nothing, or that it could not be done.
fn live_post(served: &Served, token: &str, path: &str, body: &Value) -> Option<String> {
    let mut stream = sent(served, token, path, body)?;
    let mut status = String::new();
    stream.read_line(&mut status).ok()?;
    let mut rest = String::new();
    stream.read_to_string(&mut rest).ok()?;
    status.contains(" 200 ").then(|| rest.split_once("\r\n\r\n").unwrap_or_default().1.to_owned())
}

/// Learns on a terminal until so many answers were judged, and is killed; tells how many were judged in all.
fn killed_on_a_terminal(file: &Path, answers: usize) -> usize {
    let mut lesson = Command::new(assert_cmd::cargo::cargo_bin("ivrsim"))
        .args(["train", "--plan", PLAN, "--learner", "Terminal", "--cards", "100000", "--new", "1000"])
        .env("IVRSIM_DB", file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // More than will be read: it is never waited for.
    let mut typed = lesson.stdin.take().unwrap();
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

/// A round: who learns at pages, how many answers of each were acknowledged, and how many were judged on the terminal.
fn killed_at_once(folder: &Path, file: &Path, card: &str, round: usize) -> (Vec<usize>, usize) {
    let served = Served::started(folder, &["--plan", PLAN]);
    let page = served.text("/");
    let token = page.split_once("\"token\":\"").unwrap().1.split('"').next().unwrap();
    let sit = |learner: usize| {
        let name = json!({ "name": format!("Page {learner}"), "isNew": true });
        let text = live_post(&served, token, "/lessons/sit", &name).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["seat"].as_str().unwrap().to_owned()
    };
    let seats: Vec<String> = (0..AT_PAGES).map(sit).collect();
    // Not at the same point of its life each time, and in the middle of what the others do.
    let (acknowledged, most) = (AtomicUsize::new(0), 1 + round % 11);
    let learn = |seat: &str| {
        let mut kept = 0;
        while live_post(&served, token, "/lessons/keep", &answered(seat, card, "right", kept)).is_some() {
            kept += 1;
            if acknowledged.fetch_add(1, Ordering::Relaxed) + 1 == most {
                served.kill();
            }
        }
        kept as usize
    };
    thread::scope(|scope| {
        let terminal = scope.spawn(|| killed_on_a_terminal(file, round % 5));
        let pages: Vec<_> = seats.iter().map(|seat| scope.spawn(|| learn(seat))).collect();
        let pages = pages.into_iter().map(|page| page.join().unwrap()).collect();
        (pages, terminal.join().unwrap())
    })
}

#[test]
fn a_hundred_kills_lose_no_answer_that_was_acknowledged_at_a_page_or_judged_on_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    let card = cards(&plan(&std::fs::read_to_string(PLAN).unwrap())).remove(0).id;
    let names: Vec<String> =
        (0..AT_PAGES).map(|page| format!("Page {page}")).chain(["Terminal".to_owned()]).collect();
    let mut before = vec![0; names.len()];
    for round in 0..ROUNDS {
        let (mut told, judged) = killed_at_once(folder.path(), &file, &card, round);
        told.push(judged);
        for ((name, before), told) in names.iter().zip(&mut before).zip(told) {
            // Who was killed before anybody took them in has no answers.
            let store = Store::open(&file).unwrap();
            let now = if store.learner(name).is_ok() { answers(&file, name) } else { 0 };
            let new = now - *before;
            // One more may have been written that nobody could be told of.
            assert!(
                new == told || new == told + 1,
                "round {round}, {name}: {told} were told, {new} are there"
            );
            *before = now;
        }
    }
    assert!(before.iter().all(|&answers| answers > ROUNDS), "{before:?}");
    let store = Store::open(&file).unwrap();
    for (name, answers) in names.iter().zip(before) {
        let known = store.progress(&store.learner(name).unwrap()).unwrap();
        let remembered: u32 = known.values().map(|progress| progress.memory.reps).sum();
        assert_eq!(remembered as usize, answers, "{name}: an answer and what is remembered go together");
    }
    let sound: String =
        Connection::open(&file).unwrap().query_row("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

#[test]
fn whoever_loses_the_connection_and_sends_an_answer_again_has_it_kept_once() {
    const ANSWERS: u32 = 60;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learners.db");
    let card = cards(&plan(&std::fs::read_to_string(PLAN).unwrap())).remove(0).id;
    let served = Served::started(folder.path(), &["--plan", PLAN]);
    let page = served.text("/");
    let token = page.split_once("\"token\":\"").unwrap().1.split('"').next().unwrap();
    let name = json!({ "name": "Ann", "isNew": true });
    let told = live_post(&served, token, "/lessons/sit", &name).unwrap();
    let seat = serde_json::from_str::<Value>(&told).unwrap()["seat"].as_str().unwrap().to_owned();
    for turn in 0..ANSWERS {
        let answer = answered(&seat, &card, "right", turn);
        // Nobody is there any more when it is kept, or before.
        drop(sent(&served, token, "/lessons/keep", &answer).unwrap());
        live_post(&served, token, "/lessons/keep", &answer).unwrap();
    }
    assert_eq!(answers(&file, "Ann"), ANSWERS as usize);
}
