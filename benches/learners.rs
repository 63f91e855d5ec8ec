//! What a report of a large class costs: reading the file, adding up, and telling it. Under a second is wanted for all of
//! it.

use std::fmt::Write as _;
use std::path::PathBuf;

use divan::Bencher;
use ivrsim::base::text::Paint;
use ivrsim::time::Zone;
use ivrsim::training::learning::{StudyCard, Survey};
use ivrsim::training::report::{CsvRows, TrainingReport};
use ivrsim::training::store::{KnownLearners, Store};
use jiff::Timestamp;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const LEARNERS: usize = 1_000;
const CARDS: usize = 200;

fn deck() -> Vec<StudyCard> {
    let card = |index: usize| StudyCard {
        id: format!("number/{index}"),
        kind: ["number", "open", "route", "channel"][index % 4].to_owned(),
        line: Some(["cpc", "smartcash", "dealer-reserve"][index % 3].to_owned()),
        fact: "one".to_owned(),
        name: format!("Card {index}"),
    };
    (0..CARDS).map(card).collect()
}

/// A class in which everybody was asked every card, with an exam and an assignment each.
fn class() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("learners.db");
    let mut lines = String::from("{\"version\":1}\n");
    for StudyCard { id, kind, line, fact, name } in deck() {
        let line = line.unwrap_or_default();
        let card = format!(r#""id":"{id}","kind":"{kind}","line":"{line}","fact":"{fact}","name":"{name}""#);
        writeln!(lines, r#"{{"card":{{{card}}}}}"#).expect("memory takes it");
    }
    for learner in 0..LEARNERS {
        let name = format!(r#""learner":"Learner {learner:04}""#);
        writeln!(lines, r#"{{"learner":{{"name":"Learner {learner:04}"}}}}"#).expect("memory takes it");
        for card in 0..CARDS {
            let (day, missed) = (1 + (learner + card) % 28, (learner * card) % 4);
            writeln!(
                lines,
                r#"{{"memory":{{{name},"card":"number/{card}","state":"review","stability":{day}.5,"difficulty":5.0,"due":"2023-10-{day:02}T14:00:00Z","last":"2023-09-01T14:00:00Z","reps":5,"lapses":0,"fact":"one","first":"2023-08-28T14:00:00Z","learned":"2023-08-29T14:00:00Z","missed":{missed},"milliseconds":45000}}}}"#
            )
            .expect("memory takes it");
        }
        writeln!(lines, r#"{{"assignment":{{{name},"line":"cpc","by":"2023-09-01"}}}}"#)
            .expect("memory takes it");
        let exam = r#""at":"2023-09-01T14:00:00Z","seed":7,"questions":20,"points":33,"pass_mark":80,"milliseconds":600000"#;
        writeln!(lines, r#"{{"exam":{{{name},{exam}}}}}"#).expect("memory takes it");
    }
    let mut store = Store::open_or_create(&file).expect("a new file");
    store.import(lines.as_bytes(), KnownLearners::Stay).expect("lines as they are exported");
    (folder, file)
}

fn now() -> Timestamp {
    "2023-10-10T14:00:00Z".parse().expect("an instant")
}

fn zone() -> Zone {
    Zone::named("America/New_York").expect("a zone")
}

fn survey(file: &std::path::Path) -> Survey {
    let store = Store::open(file).expect("the file");
    store.survey(deck(), None, zone(), now()).expect("a survey")
}

#[divan::bench(sample_count = 10)]
fn reading_and_adding_up(bencher: Bencher<'_, '_>) {
    let (_folder, file) = class();
    bencher.bench(|| survey(&file));
}

#[divan::bench(sample_count = 10, args = ["human", "csv", "html", "json"])]
fn telling(bencher: Bencher<'_, '_>, format: &str) {
    let (_folder, file) = class();
    let survey = survey(&file);
    bencher.bench(|| {
        let report = TrainingReport { survey: &survey, plan: ivrsim::plan::builtin(), is_of_one: false };
        let mut out = Vec::new();
        match format {
            "human" => out = report.text(Paint::new(false), Some(80)).to_string().into_bytes(),
            "csv" => report.csv(CsvRows::Cards, &mut out).expect("memory takes it"),
            "html" => report.html(&mut out).expect("memory takes it"),
            _ => out = serde_json::to_vec(&report.json()).expect("memory takes it"),
        }
        out
    });
}
