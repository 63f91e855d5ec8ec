//! Lessons in a page: what its script is told, and what it keeps.

use std::collections::HashMap;
use std::sync::Arc;

use ivrsim::page::{PageEngine, PageStudy};
use ivrsim::plan;
use ivrsim::training::learning::CardProgress;
use ivrsim::training::store::{KnownLearners, Store};
use serde_json::{Value, json};

/// A page with its lessons, and a browser that keeps what it is given, line by line.
struct Desk {
    study: PageStudy,
    now: i64,
    cards: Vec<(String, String)>,
    memories: HashMap<String, String>,
    answers: Vec<String>,
    others: Vec<String>,
}

/// Monday, August 28, 2023, at nine in New York.
const BEGINS: i64 = 1_693_227_600_000;

impl Desk {
    fn new() -> Self {
        let files =
            plan::builtin().sources.iter().map(|(_, file)| (file.name().to_owned(), file.text().to_owned()));
        let study = PageStudy::new(Arc::clone(PageEngine::read(files).unwrap().plan()));
        let (cards, memories) = (Vec::new(), HashMap::new());
        Self { study, now: BEGINS, cards, memories, answers: Vec::new(), others: Vec::new() }
    }

    fn ask(&mut self, question: Value) -> Value {
        let mut question = question;
        question["at"] = json!(self.now);
        serde_json::from_str(&self.study.answer(&question.to_string())).unwrap()
    }

    /// What the browser has, as the file that it gives.
    fn records(&self) -> String {
        let mut lines = vec![json!({ "version": 1 }).to_string()];
        lines.extend(self.cards.iter().map(|(_, line)| line.clone()));
        lines.push(json!({ "learner": { "name": "Ann" } }).to_string());
        lines.extend(self.cards.iter().map(|(id, _)| self.memories[id].clone()));
        lines.extend(self.answers.iter().chain(&self.others).cloned());
        lines.join("\n") + "\n"
    }

    fn keep(&mut self, card: &Value) {
        let text = |name: &str| card[name].as_str().unwrap().to_owned();
        if !self.memories.contains_key(&text("id")) {
            self.cards.push((text("id"), text("card")));
        }
        self.memories.insert(text("id"), text("memory"));
        self.answers.extend(card["answer"].as_str().map(str::to_owned));
    }

    fn learner(&mut self) -> Value {
        let records = self.records();
        self.ask(json!({ "ask": "learner", "name": " Ann ", "records": records }))
    }

    /// Ends a lesson in which every question is answered by what a function types. Gives how it ended.
    fn learn(&mut self, answer: impl Fn(&Value) -> String) -> Value {
        let records = self.records();
        let mut step = self.ask(json!({ "ask": "lesson", "name": "Ann", "records": records, "minutes": 10 }));
        loop {
            match step["what"].as_str().unwrap() {
                "introduction" => {
                    let reply = self.ask(json!({ "ask": "read" }));
                    reply["keep"].as_array().unwrap().iter().for_each(|card| self.keep(card));
                    step = self.ask(json!({ "ask": "next" }));
                }
                "question" => {
                    self.now += 9_000;
                    let typed = answer(&step["question"]);
                    let reply = self.ask(json!({ "ask": "type", "text": typed }));
                    assert_eq!(reply["reply"], "verdict", "{step} {typed}: {reply}");
                    self.keep(&reply["keep"]);
                    step = self.ask(json!({ "ask": "next" }));
                }
                _ => return step,
            }
        }
    }
}

#[test]
fn a_lesson_of_the_page_is_kept_and_goes_on_the_next_day() {
    let mut desk = Desk::new();
    let before = desk.learner();
    assert_eq!(before["name"], "Ann");
    assert_eq!(before["learned"], 0);
    let greeting = before["greeting"].to_string();
    assert!(greeting.contains("Today: about ") && !greeting.contains("Welcome back"), "{greeting}");
    let end = desk.learn(|_| "no idea".to_owned());
    assert_eq!(end["what"], "end");
    let answered = end["summary"]["answered"].as_u64().unwrap();
    assert!(answered > 20 && answered == desk.answers.len() as u64, "{end}");
    assert_eq!(end["summary"]["right"], 0);
    assert!(!end["summary"]["review"].as_array().unwrap().is_empty());
    desk.now += 24 * 3_600_000;
    let greeting = desk.learner()["greeting"][0].clone();
    assert_eq!(greeting, format!("Welcome back, Ann. Last time, yesterday, you had 0 of {answered} right."));
}

#[test]
fn what_the_page_keeps_is_read_by_the_program_with_the_same_memories() {
    let mut desk = Desk::new();
    desk.learn(|question| match question["choices"].as_array() {
        Some(choices) if !choices.is_empty() => "b".to_owned(),
        _ => "no idea".to_owned(),
    });
    let taken = exam(&mut desk);
    desk.others.push(taken);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("learners.db");
    let imported = Store::import_into(&path, desk.records().as_bytes(), KnownLearners::Stay).unwrap();
    assert_eq!((imported.learners, imported.answers), (1, desk.answers.len()));
    let store = Store::open(&path).unwrap();
    let learner = store.learner("Ann").unwrap();
    let known: HashMap<String, CardProgress> = store.progress(&learner).unwrap();
    assert_eq!(known.len(), desk.cards.len());
    assert!(known.values().any(|known| known.missed > 0) && known.values().any(|known| known.missed == 0));
    assert_eq!(store.exams(&learner).unwrap().len(), 1);
    // And what the program exports is taken in by the page, record for record.
    let mut exported = Vec::new();
    store.export(&mut exported).unwrap().unwrap();
    let text = String::from_utf8(exported).unwrap();
    let mut ours: Vec<String> = desk.records().lines().map(str::to_owned).collect();
    let mut theirs: Vec<&str> = text.lines().collect();
    ours.sort();
    theirs.sort_unstable();
    assert_eq!(ours, theirs);
    let taken = desk.ask(json!({ "ask": "import", "text": text }));
    assert_eq!(taken[0]["name"], "Ann");
    assert_eq!(taken[0]["answers"], desk.answers.len());
    assert_eq!(taken[0]["others"], json!(desk.others));
    for card in taken[0]["cards"].as_array().unwrap() {
        assert_eq!(card["memory"], desk.memories[card["id"].as_str().unwrap()]);
    }
}

/// Sits an exam in which every answer is skipped but the first. Gives the line that is kept of it.
fn exam(desk: &mut Desk) -> String {
    let records = desk.records();
    let mut step = desk.ask(json!({ "ask": "exam", "name": "Ann", "records": records, "paper": " 7 " }));
    assert_eq!(step["announcement"], "This exam has 20 questions; you need 80% to pass.");
    assert_eq!(step["position"], "1 of 20");
    let hint = desk.ask(json!({ "ask": "type", "text": "hint" }));
    assert_eq!(hint["text"], "There are no hints in an exam.");
    while step["what"] == "question" {
        desk.now += 9_000;
        step = desk.ask(json!({ "ask": "skip" }))["step"].take();
    }
    assert_eq!(step["what"], "exam-end");
    assert_eq!(step["report"]["score"], "0% (80% needed).");
    assert_eq!(step["report"]["mistakes"].as_array().unwrap().len(), 20);
    step["keep"].as_str().unwrap().to_owned()
}

#[test]
fn a_question_stays_until_it_is_answered_and_help_is_in_the_words_of_the_terminal() {
    let mut desk = Desk::new();
    let records = desk.records();
    let mut step = desk.ask(json!({ "ask": "lesson", "name": "Ann", "records": records, "minutes": 5 }));
    while step["what"] == "introduction" {
        step = desk.ask(json!({ "ask": "ask-unseen" }));
    }
    assert_eq!(
        desk.ask(json!({ "ask": "type", "text": "why" }))["text"],
        "Answer first; then you can see why."
    );
    let told = desk.ask(json!({ "ask": "type", "text": "" }));
    assert!(told["text"].as_str().unwrap().starts_with("The answer is "), "{told}");
    assert_eq!(desk.ask(json!({ "ask": "type", "text": "" }))["reply"], "nothing");
    let hint = desk.ask(json!({ "ask": "hint" }));
    assert!(["hint", "say"].contains(&hint["reply"].as_str().unwrap()), "{hint}");
    assert_eq!(desk.ask(json!({ "ask": "type", "text": "q" }))["reply"], "leave");
    let verdict = desk.ask(json!({ "ask": "give-up" }));
    assert_eq!(verdict["verdict"]["word"], "Skipped.");
    let explained = verdict["verdict"]["explained"].as_str().unwrap();
    desk.ask(json!({ "ask": "next" }));
    assert_eq!(desk.ask(json!({ "ask": "type", "text": "why" }))["text"], format!("Before: {explained}"));
    let next = desk.ask(json!({ "ask": "skip" }));
    assert_eq!(next["reply"], "next");
    let end = desk.ask(json!({ "ask": "stop" }));
    assert_eq!(end["summary"]["count"], "0 of 1 right");
}

#[test]
fn questions_of_the_companys_own_are_asked_first() {
    let mut desk = Desk::new();
    let before = desk.learner()["cards"].as_u64().unwrap();
    let own = "[[question]]\nname = \"Parking\"\nask = \"Where do dealers park?\"\naccept = [\"Lot B\"]\n";
    assert_eq!(desk.ask(json!({ "ask": "questions", "files": [own] }))["reply"], "nothing");
    assert_eq!(desk.learner()["cards"], before + 1);
    let records = desk.records();
    let step = desk.ask(json!({ "ask": "lesson", "name": "Ann", "records": records, "minutes": 5 }));
    assert_eq!(step["page"]["groups"][0]["facts"][0]["told"], "Where do dealers park? Lot B");
    let wrong = desk.ask(json!({ "ask": "questions", "files": ["[[question]]\nname = 7\n"] }));
    assert!(!wrong["error"].as_str().unwrap().is_empty(), "{wrong}");
}

#[test]
fn what_is_no_name_no_paper_or_no_file_is_told_in_words() {
    let mut desk = Desk::new();
    let records = desk.records();
    let mut told = |question: Value| desk.ask(question)["error"].as_str().unwrap_or_default().to_owned();
    let name = told(json!({ "ask": "learner", "name": "  ", "records": records }));
    assert_eq!(name, "use 1 to 200 characters for the name");
    let paper = told(json!({ "ask": "exam", "name": "Ann", "records": records, "paper": "one" }));
    assert_eq!(paper, "the number of an exam is a whole number, such as 1");
    for (text, said) in [
        ("", "this is not an ivrsim export: it is empty; nothing was loaded"),
        ("hello", "line 1: this is not an ivrsim export"),
        ("{\"version\":2}", "line 1: this is an export of version 2, but this ivrsim reads only version 1"),
        ("{\"version\":1}\n\n{\"learner\":{\"name\":\"\"}}", "line 3: \"\" cannot be the name of a learner"),
        (
            "{\"version\":1}\n{\"assignment\":{\"learner\":\"Bo\",\"line\":\"cpc\",\"by\":\"2026-12-01\"}}",
            "line 2: no earlier line introduces the learner \"Bo\"",
        ),
    ] {
        let error = told(json!({ "ask": "import", "text": text }));
        assert!(error.starts_with(said), "{text}: {error}");
    }
}

#[test]
fn a_question_about_a_call_is_answered_by_the_call() {
    let mut desk = Desk::new();
    let records = desk.records();
    let mut step = desk.ask(json!({ "ask": "lesson", "name": "Ann", "records": records, "minutes": 20 }));
    for _ in 0..400 {
        match (step["what"].as_str().unwrap(), step["question"]["form"].as_str().unwrap_or_default()) {
            ("introduction", _) => step = desk.ask(json!({ "ask": "ask-unseen" })),
            ("question", "call") => break,
            ("question", _) => step = desk.ask(json!({ "ask": "skip" }))["step"].take(),
            other => panic!("{other:?}"),
        }
    }
    let situation = step["question"]["call"].clone();
    assert_eq!(situation["number"], Value::Null);
    let dialed = desk.ask(json!({ "ask": "type", "text": "call 1-855-720-2559" }));
    assert_eq!((&dialed["reply"], &dialed["call"]["number"]), (&json!("call"), &json!("1-855-720-2559")));
    assert_eq!(dialed["call"]["at"], situation["at"]);
    let call = json!({
        "number": "1-855-720-2559", "from": situation["from"], "at": situation["at"],
        "acts": [{ "after": 20_000, "key": "9" }],
    });
    let verdict = desk.ask(json!({ "ask": "call", "call": call }));
    assert_eq!(verdict["reply"], "verdict", "{verdict}");
    assert_eq!(verdict["verdict"]["score"], "wrong");
    assert!(verdict["keep"]["answer"].as_str().unwrap().contains("\"judged\":\"wrong\""));
}
