//! What there is to learn, for somebody who is here for the first time.

use serde::Serialize;

use crate::plan::{Line, LineId, Plan, StepKind};
use crate::training::phrases::LessonPhrases;

/// The shape of a directory: how many numbers there are, and what each is for. The numbers themselves come one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DirectoryTour {
    /// What the plan is called.
    pub name: String,
    /// How much there is: "The directory has 9 numbers and 4 faxes and addresses: 143 facts to know."
    pub told: String,
    /// Line by line.
    pub lines: Vec<LineTour>,
}

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineTour {
    /// The name for people.
    pub name: String,
    /// What people call about, or else who is behind the number and what they are asked about; the most telling first.
    pub purposes: Vec<String>,
}

/// What is said of the calls of questions.
#[must_use]
pub fn tour_of_calls(plan: &Plan) -> &'static str {
    LessonPhrases::of_plan(plan).study.tour_of_calls
}

/// How one learns.
#[must_use]
pub fn tour_of_learning(plan: &Plan) -> &'static str {
    LessonPhrases::of_plan(plan).study.tour_of_learning
}

/// Of what a number is for, so much is enough to begin with.
pub const MAX_PURPOSES: usize = 5;

impl DirectoryTour {
    /// The tour of a plan of which there are so many facts to know.
    #[must_use]
    pub fn of(plan: &Plan, cards: usize) -> Self {
        let phrases = LessonPhrases::of_plan(plan);
        let words = &phrases.study;
        let contacts = match plan.contacts().len() {
            0 => String::new(),
            count => phrases.counted(count, words.one_contact, words.many_contacts),
        };
        let numbers = phrases.counted(plan.lines().len(), words.one_number, words.many_numbers);
        let facts = phrases.counted(cards, words.one_fact, words.many_facts);
        let values = [("numbers", numbers.as_str()), ("contacts", &contacts), ("facts", &facts)];
        let line = |(id, line): (LineId, &Line)| LineTour {
            name: line.name.clone(),
            purposes: purposes(plan, id, line),
        };
        Self {
            name: plan.name.clone(),
            told: phrases.fill(words.directory_has, &values),
            lines: plan.lines().map(line).collect(),
        }
    }
}

fn purposes(plan: &Plan, id: LineId, line: &Line) -> Vec<String> {
    let mut words: Vec<&String> = line.topics.iter().collect();
    let steps = plan.steps_of(id).into_iter().map(|step| plan.step(step));
    for step in steps.filter(|step| matches!(step.kind, StepKind::Destination(_))) {
        words.extend(step.name.as_ref().filter(|name| **name != line.name));
        words.extend(&step.topics);
    }
    let mut told: Vec<String> = Vec::new();
    for word in words {
        if !told.contains(word) {
            told.push(word.clone());
        }
    }
    told
}
