use schemars::JsonSchema;
use serde::Serialize;

use super::of_survey::{HARDEST, TrainingReport};
use super::tables::day;
use crate::time::moment::rfc3339;
use crate::training::learning::{DayRow, FactRow, KnowledgeArea, LearnerRow};

/// Who knows what.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrainingJson {
    /// The time of which the report speaks.
    pub at: String,
    /// Everybody, by name.
    pub learners: Vec<LearnerJson>,
    /// By line; the names are those of the plan's files.
    pub lines: Vec<PartJson>,
    /// By kind of question.
    pub kinds: Vec<PartJson>,
    /// The days on which anybody answered, oldest first.
    pub days: Vec<DayJson>,
    /// The ten cards that were missed most often.
    pub hardest: Vec<PartJson>,
    /// What was answered but is of none of the cards above, by kind.
    pub not_counted: Vec<NotCountedJson>,
    /// Only with `--learner`: every card of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cards: Option<Vec<LearnerCardJson>>,
}

/// A learner.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LearnerJson {
    /// What they know.
    #[serde(flatten)]
    pub all: PartJson,
    /// The day of the last answer.
    pub last: Option<String>,
    /// What half of the answers took at most, in whole seconds.
    pub median_seconds: Option<u64>,
    /// The days on which they answered, oldest first.
    pub days: Vec<DayJson>,
    /// The exams that they took.
    pub exams: Vec<ExamJson>,
    /// How many answers are not counted, because the deck does not have their cards.
    pub not_counted: u32,
    /// What they were assigned.
    pub assignments: Vec<AssignmentJson>,
}

/// Cards that were asked, but are not among those of the report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotCountedJson {
    /// The kind of question: `own` if only their file is not here.
    pub kind: String,
    /// How many cards, each counted once.
    pub cards: u32,
    /// How many answers were given.
    pub answers: u32,
    /// How many of them were not right.
    pub missed: u32,
    /// The time that they took.
    pub seconds: u64,
}

/// A day of training.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DayJson {
    /// The day, in the plan's zone.
    pub day: String,
    /// How many answers were given.
    pub answers: u32,
    /// The time that they took.
    pub seconds: u64,
}

/// A part of what there is to know.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartJson {
    /// Its name: the learner's, the line's or kind's in the plan, the card's for people.
    pub name: String,
    /// The share of the cards that would be answered right now, 0 to 1: what tables call `ready`.
    pub knows: f64,
    /// How many cards there are, times the learners.
    pub cards: u32,
    /// Learned, and not due.
    pub known: u32,
    /// Learned, and due for a review: what tables call `to review`.
    pub due: u32,
    /// Being learned.
    pub learning: u32,
    /// Changed since they were last asked.
    pub changed: u32,
    /// Never asked.
    pub new: u32,
    /// How many answers were given.
    pub answers: u32,
    /// How many of them were not right.
    pub missed: u32,
    /// The time that they took.
    pub seconds: u64,
}

/// An exam.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExamJson {
    /// When it ended.
    pub at: String,
    /// The seed of its paper.
    pub seed: u64,
    /// How many questions it had.
    pub questions: u32,
    /// The points, in percent.
    pub percent: u8,
    /// How many percent were asked for.
    pub pass_mark: u8,
    /// Whether that was reached.
    pub passed: bool,
    /// How long it took.
    pub seconds: u64,
}

/// An assignment.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssignmentJson {
    /// The line, by its name in the plan's files.
    pub line: String,
    /// The due date, which is the last day to learn it.
    pub by: String,
    /// `kept` if everything was learned in time, `open` if there is time left, `missed` if there is none, or `no cards` for
    /// a line that has none.
    pub state: &'static str,
    /// How many cards were learned by the due date.
    pub learned: u32,
    /// How many were learned after it.
    pub learned_late: u32,
    /// How many cards the line has.
    pub cards: u32,
}

/// A learner's card.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LearnerCardJson {
    /// What tells it from every other.
    pub id: String,
    /// What it is about.
    pub name: String,
    /// The kind of question.
    pub kind: String,
    /// The line, by its name in the plan's files.
    pub line: Option<String>,
    /// `known`, `due`, `learning`, `changed` or `new`.
    pub state: &'static str,
    /// The probability, 0 to 1, of an answer that is right now.
    pub knows: f64,
    /// When it is asked again.
    pub due: Option<String>,
    /// How often it was asked.
    pub answers: u32,
    /// How many answers were not right.
    pub missed: u32,
}

impl TrainingReport<'_> {
    /// The report for programs.
    #[must_use]
    pub fn json(self) -> TrainingJson {
        let survey = self.survey;
        let parts = |parts: Vec<KnowledgeArea>| parts.iter().map(PartJson::new).collect();
        TrainingJson {
            at: rfc3339(survey.now, survey.zone).to_string(),
            learners: survey.learners.iter().map(|row| self.learner(row)).collect(),
            lines: parts(survey.lines()),
            kinds: parts(survey.kinds()),
            days: survey.days().iter().map(DayJson::new).collect(),
            hardest: parts(survey.hardest(HARDEST).into_iter().map(|(_, part)| part).collect()),
            not_counted: survey.not_counted.iter().map(NotCountedJson::new).collect(),
            cards: self.one().map(|_| self.learner_cards()),
        }
    }

    fn learner(self, row: &LearnerRow) -> LearnerJson {
        let zone = self.survey.zone;
        let exams = row.exams.iter().map(|exam| ExamJson {
            at: rfc3339(exam.at, zone).to_string(),
            seed: exam.result.seed,
            questions: exam.result.questions,
            percent: exam.result.percent(),
            pass_mark: exam.result.pass_mark,
            passed: exam.result.is_passed(),
            seconds: exam.result.took.as_secs(),
        });
        let assignments = row.deadlines.iter().map(|deadline| AssignmentJson {
            line: deadline.assignment.line.clone(),
            by: deadline.assignment.by.to_string(),
            state: deadline.word(),
            learned: deadline.learned,
            learned_late: deadline.learned_late,
            cards: deadline.cards,
        });
        LearnerJson {
            all: PartJson::new(&row.all),
            last: row.last.map(|last| day(last, zone).to_string()),
            median_seconds: row.median().map(|median| median.as_secs()),
            days: row.days.iter().map(DayJson::new).collect(),
            exams: exams.collect(),
            not_counted: row.not_counted,
            assignments: assignments.collect(),
        }
    }

    fn learner_cards(self) -> Vec<LearnerCardJson> {
        let survey = self.survey;
        let mut facts = survey.facts.iter().peekable();
        let card = |(index, card): (usize, &crate::training::learning::StudyCard)| {
            let fact = facts.next_if(|fact| fact.card == index);
            let due = |fact: &FactRow| rfc3339(fact.due, survey.zone).to_string();
            LearnerCardJson {
                id: card.id.clone(),
                name: card.name.clone(),
                kind: card.kind.clone(),
                line: card.line.clone(),
                state: fact.map_or("new", |fact| fact.standing.word()),
                knows: fact.map_or(0.0, |fact| rounded(fact.recall)),
                due: fact.map(due),
                answers: fact.map_or(0, |fact| fact.answers),
                missed: fact.map_or(0, |fact| fact.missed),
            }
        };
        survey.deck.iter().enumerate().map(card).collect()
    }
}

impl DayJson {
    fn new(day: &DayRow) -> Self {
        Self { day: day.date.to_string(), answers: day.answers, seconds: day.spent.as_secs() }
    }
}

impl NotCountedJson {
    fn new(part: &KnowledgeArea) -> Self {
        Self {
            kind: part.name.clone(),
            cards: part.cards,
            answers: part.answers,
            missed: part.missed,
            seconds: part.spent.as_secs(),
        }
    }
}

impl PartJson {
    fn new(part: &KnowledgeArea) -> Self {
        Self {
            name: part.name.clone(),
            knows: rounded(part.knowledge()),
            cards: part.cards,
            known: part.known,
            due: part.due,
            learning: part.learning,
            changed: part.changed,
            new: part.new,
            answers: part.answers,
            missed: part.missed,
            seconds: part.spent.as_secs(),
        }
    }
}

/// To three places: the rest is noise of the model, and differs between machines.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
