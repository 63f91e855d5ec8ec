//! What a document leaves open, and what was answered.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::document::Place;
use crate::import::names::slug;
use crate::number::{Country, PhoneNumber};
use crate::start;
use crate::time::{Expression, Zone};

/// What an answer has to be, beside one of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of the choices and nothing else.
    Choice,
    /// Hours, in words or in the notation of plans.
    Hours,
    /// A phone number.
    Number,
    /// A clock.
    Zone,
    /// A day.
    Date,
    /// Words, several with semicolons between them.
    Words,
}

/// One answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it is shown.
    pub text: String,
    /// What is made of it.
    pub value: String,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(text: impl Into<String>, value: impl Into<String>) -> Self {
        Self { text: text.into(), value: value.into() }
    }
}

/// Something that the document does not say for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What answers go by: the kind, and what it is about.
    pub id: String,
    /// The kind of doubt, such as `local-time`.
    pub kind: &'static str,
    /// The question, as somebody is asked.
    pub text: String,
    /// The words of the document.
    pub words: String,
    /// Where they stand.
    pub place: Place,
    /// What can be answered.
    pub choices: Vec<Choice>,
    /// What else can be answered.
    pub expected: Expected,
    /// The place among the choices of what is taken as long as nobody answers.
    pub taken: usize,
    /// What was answered.
    pub answer: Option<String>,
}

impl Question {
    /// Reads an answer: the number or the words of a choice, or what else is expected.
    pub fn read(&self, text: &str, country: Country) -> Result<String, String> {
        let text = text.trim();
        if let Ok(number) = text.parse::<usize>()
            && let Some(choice) = number.checked_sub(1).and_then(|at| self.choices.get(at))
        {
            return Ok(choice.value.clone());
        }
        let is_it = |choice: &&Choice| {
            [&choice.text, &choice.value].iter().any(|word| word.eq_ignore_ascii_case(text))
        };
        if let Some(choice) = self.choices.iter().find(is_it) {
            return Ok(choice.value.clone());
        }
        let choices = || format!("write a number from 1 to {}", self.choices.len());
        match self.expected {
            Expected::Choice => Err(format!("this is none of the choices; {}", choices())),
            Expected::Hours => {
                let always = start::Opening::read(text, Zone::UTC, Timestamp::UNIX_EPOCH)?;
                Ok(always.notation().unwrap_or("24/7").to_owned())
            }
            Expected::Number => match PhoneNumber::parse(text, country) {
                Ok(dialled) => Ok(dialled.number.to_string()),
                Err(error) => Err(error.to_string()),
            },
            Expected::Zone => start::zone(text).map(|zone| zone.name().to_owned()),
            Expected::Date => text
                .parse::<jiff::civil::Date>()
                .map(|date| date.to_string())
                .map_err(|_| "write the day as in 2026-03-01".to_owned()),
            Expected::Words if text.chars().any(char::is_alphanumeric) => Ok(text.to_owned()),
            Expected::Words => Err("there are no words here".to_owned()),
        }
    }
}

/// A question that is about to be asked.
#[derive(Debug)]
pub(super) struct NewQuestion<'a> {
    pub(super) kind: &'static str,
    /// What it is about: a name, a number.
    pub(super) about: &'a str,
    pub(super) text: String,
    pub(super) words: &'a str,
    pub(super) place: Place,
    pub(super) choices: Vec<Choice>,
    pub(super) expected: Expected,
}

/// What is taken for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TakenAnswer {
    /// The value.
    pub(super) value: String,
    /// Whether somebody answered.
    pub(super) is_answered: bool,
    /// The question's name.
    pub(super) id: String,
    /// What is taken, as it is shown.
    pub(super) shown: String,
}

/// Most questions that are asked about one draft; a document with more is no directory.
const MAX_QUESTIONS: usize = 2_000;

/// Asks: knows what was answered, and keeps all questions.
#[derive(Debug)]
pub(super) struct Asker<'a> {
    answers: &'a BTreeMap<String, String>,
    country: Country,
    questions: Vec<Question>,
    names: HashMap<String, usize>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(answers: &'a BTreeMap<String, String>, country: Country) -> Self {
        Self { answers, country, questions: Vec::new(), names: HashMap::new() }
    }

    /// What was answered, or the first choice.
    pub(super) fn ask(&mut self, new: NewQuestion<'_>) -> TakenAnswer {
        let name = format!("{}-{}", new.kind, slug(new.about, "document"));
        let count = self.names.entry(name.clone()).or_default();
        *count += 1;
        let id = if *count == 1 { name } else { format!("{name}-{count}") };
        let mut question = Question {
            kind: new.kind,
            text: new.text,
            words: new.words.to_owned(),
            place: new.place,
            choices: new.choices,
            expected: new.expected,
            taken: 0,
            answer: None,
            id,
        };
        question.answer =
            self.answers.get(&question.id).and_then(|text| question.read(text, self.country).ok());
        let first = question.choices.first().cloned().unwrap_or(Choice::new("nothing", ""));
        let answer = TakenAnswer {
            value: question.answer.clone().unwrap_or(first.value),
            is_answered: question.answer.is_some(),
            id: question.id.clone(),
            shown: first.text,
        };
        if self.questions.len() < MAX_QUESTIONS {
            self.questions.push(question);
        }
        answer
    }

    /// Whether there was room for all questions.
    pub(super) fn is_full(&self) -> bool {
        self.questions.len() >= MAX_QUESTIONS
    }

    pub(super) fn done(self) -> Vec<Question> {
        self.questions
    }
}

/// Whether hours can be read as they are.
pub(super) fn is_notation(text: &str) -> bool {
    Expression::parse(text).is_ok()
}
