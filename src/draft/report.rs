//! What became of documents, for people and for programs.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::document::{Document, Place};
use super::make::Draft;
use super::question::{Expected, Question};
use super::written::FactKind;
use crate::base::text::{Cell, Column, Paint, Table, safe};

/// What `ivrsim draft` read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DraftJson {
    /// What the plan says, one by one.
    facts: Vec<FactJson>,
    /// What the documents leave open.
    questions: Vec<QuestionJson>,
    /// How many of the questions nobody has answered.
    open: usize,
    /// Words that no fact was made of.
    left_over: Vec<LeftOverJson>,
    /// The files that were written.
    files: Vec<String>,
}

/// A fact.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DraftFact")]
struct FactJson {
    /// What it is about: `name`, `effective`, `zone`, `number`, `option`, `team`, `unit`, `topic`, `hours`, `hours-zone`, `fax`, `email`, `post`,
    /// `only-for` or `note`.
    kind: &'static str,
    /// The table of the plan that has it, as in `lines.billing`.
    table: String,
    /// What it says: hours in the notation of plans, numbers as plans write them.
    value: String,
    /// The words of the document. Missing: the document does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// Where these words stand.
    place: PlaceJson,
    /// Names of the questions that are open about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open: Vec<String>,
}

/// Where something stands; what a format does not tell is missing.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DraftPlace")]
struct PlaceJson {
    /// The document.
    file: String,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// The table of the document, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<u32>,
    /// The row of the table, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    /// The cell of the row, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<u32>,
    /// The line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

/// A question.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DraftQuestion")]
struct QuestionJson {
    /// Its name, by which it is answered in a file of answers.
    id: String,
    /// The kind of doubt, such as `local-time`.
    kind: &'static str,
    /// The question.
    text: String,
    /// The words of the document that it is about.
    words: String,
    /// Where they stand.
    place: PlaceJson,
    /// What can be answered, the first of which is taken as long as nobody answers.
    choices: Vec<String>,
    /// What else can be answered: `choice` for nothing else, `hours`, `number`, `zone`, `date` or `words`.
    expected: &'static str,
    /// What was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
}

/// Words that no fact was made of.
#[derive(Debug, Serialize, JsonSchema)]
struct LeftOverJson {
    /// The words.
    words: String,
    /// Where they stand.
    place: PlaceJson,
}

impl DraftJson {
    /// What was read of documents, and the files that were written.
    #[must_use]
    pub fn new(draft: &Draft, documents: &[Document], files: Vec<String>) -> Self {
        let place = |place: Place| {
            let known = |number: u32| (number > 0).then_some(number);
            let file = documents
                .get(usize::from(place.document))
                .map_or_else(String::new, |document| document.name.clone());
            PlaceJson {
                file,
                page: known(place.page),
                table: known(place.table),
                row: known(place.row),
                cell: known(place.cell),
                line: known(place.line),
            }
        };
        let facts = draft.facts.iter().map(|fact| FactJson {
            kind: fact.kind.word(),
            table: fact.table.clone(),
            value: fact.value.clone(),
            source: fact.source.clone(),
            place: place(fact.place),
            open: fact.open.clone(),
        });
        let questions = draft.questions.iter().map(|question| QuestionJson {
            id: question.id.clone(),
            kind: question.kind,
            text: question.text.clone(),
            words: question.words.clone(),
            place: place(question.place),
            choices: question.choices.iter().map(|choice| choice.text.clone()).collect(),
            expected: expected_word(question.expected),
            answer: question.answer.clone(),
        });
        let left_over = draft
            .left_over
            .iter()
            .map(|(words, at)| LeftOverJson { words: words.clone(), place: place(*at) });
        Self {
            facts: facts.collect(),
            questions: questions.collect(),
            open: draft.open().count(),
            left_over: left_over.collect(),
            files,
        }
    }
}

fn expected_word(expected: Expected) -> &'static str {
    match expected {
        Expected::Choice => "choice",
        Expected::Hours => "hours",
        Expected::Number => "number",
        Expected::Zone => "zone",
        Expected::Date => "date",
        Expected::Words => "words",
    }
}

/// What is counted for people.
const COUNTED: [(FactKind, &str); 8] = [
    (FactKind::Number, "numbers that are dialed"),
    (FactKind::Option, "options behind them"),
    (FactKind::Team, "teams"),
    (FactKind::Hours, "schedules"),
    (FactKind::Fax, "fax numbers"),
    (FactKind::Email, "e-mail addresses"),
    (FactKind::Post, "postal addresses"),
    (FactKind::Topic, "topics"),
];

/// So many questions are told to people one by one.
const MAX_TOLD: usize = 30;

/// What was read, for people.
#[must_use]
pub fn draft_text(draft: &Draft, documents: &[Document], files: &[String], paint: Paint) -> String {
    // Writing to memory cannot fail.
    let mut text = String::new();
    for file in files {
        let _ = writeln!(text, "wrote {file}");
    }
    let mut table = Table::new([Column::number(""), Column::text("")]);
    for (kind, what) in COUNTED {
        let count = draft.facts.iter().filter(|fact| fact.kind == kind).count();
        if count > 0 {
            table.row([Cell::count(count as u64), Cell::text(what)]);
        }
    }
    // It has no headings, whose line is empty.
    let _ = write!(text, "\n{}", table.text(paint, None).to_string().trim_start_matches('\n'));
    let open: Vec<&Question> = draft.open().collect();
    if !open.is_empty() {
        let _ = writeln!(text, "\nquestions that are open: {}", open.len());
    }
    for question in open.iter().take(MAX_TOLD) {
        let _ = writeln!(text, "\n{}  {}", safe(&question.id), place_of(documents, question.place));
        let _ = writeln!(text, "  {}", safe(&question.text));
        for (number, choice) in (1..).zip(&question.choices) {
            let taken = if number == 1 { " (taken for now)" } else { "" };
            let _ = writeln!(text, "  {number}  {}{taken}", safe(&choice.text));
        }
    }
    if open.len() > MAX_TOLD {
        let _ = writeln!(text, "\nand {} more; --format json lists them", open.len() - MAX_TOLD);
    }
    text
}

/// Where something stands, with the document where there are several.
#[must_use]
pub fn place_of(documents: &[Document], place: Place) -> String {
    match documents {
        [_] | [] => place.to_string(),
        several => {
            let name = several.get(usize::from(place.document)).map_or("", |document| document.name.as_str());
            format!("{}, {place}", safe(name))
        }
    }
}
