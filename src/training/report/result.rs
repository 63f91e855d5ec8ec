use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::Plan;
use crate::time::moment::rfc3339;
use crate::training::learning::ExamSitting;

/// The version of the result file. It changes when a program that reads the old form would misread the new one.
pub const RESULT_VERSION: u32 = 1;

/// What came of an exam, for the file that is written at its end.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ResultJson {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    pub version: u32,
    /// Who took it.
    pub learner: String,
    /// The name of the plan.
    pub plan: String,
    /// The day from which the plan is in force.
    pub effective: String,
    /// Which paper: under one plan, one number is one paper, whoever takes it and whenever.
    pub seed: u64,
    /// When it began.
    pub began: String,
    /// When it ended.
    pub ended: String,
    /// How long it took.
    pub seconds: u64,
    /// The points: two for what is right, one for what is partly right.
    pub points: u32,
    /// How many points there were to have.
    pub of: u32,
    /// The share of the points in percent, rounded down.
    pub percent: u8,
    /// How many percent were asked for.
    pub pass_mark: u8,
    /// Whether that was reached.
    pub passed: bool,
    /// Every question, in the order in which they were asked.
    pub questions: Vec<ExamAnswerJson>,
}

/// A question of an exam, and what was answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExamAnswerJson {
    /// What tells the fact from every other: `number/gap`.
    pub card: String,
    /// The kind of question.
    pub kind: String,
    /// What it is about.
    pub name: String,
    /// What was asked.
    pub question: String,
    /// What there was to choose from, if anything.
    pub choices: Vec<String>,
    /// What was typed; of choices, the words; of a call, the number and the keys. Null if it was skipped.
    pub answer: Option<String>,
    /// `right`, `partly` or `wrong`.
    pub judged: &'static str,
    /// Right answers.
    pub right: Vec<String>,
    /// Why, in sentences.
    pub reason: String,
    /// How long it took.
    pub seconds: u64,
}

impl ResultJson {
    /// The file of an exam under a plan.
    #[must_use]
    pub fn new(sitting: &ExamSitting, learner: &str, plan: &Plan) -> Self {
        let result = &sitting.result;
        let instant = |at: Timestamp| {
            let second = Timestamp::from_second(at.as_second()).unwrap_or(at);
            rfc3339(second, plan.zone).to_string()
        };
        let answers = sitting.answers.iter().map(|answer| ExamAnswerJson {
            card: answer.card.id.clone(),
            kind: answer.card.kind.clone(),
            name: answer.card.name.clone(),
            question: answer.question.clone(),
            choices: answer.choices.clone(),
            answer: answer.said.clone(),
            judged: answer.judged.word(),
            right: answer.right.clone(),
            reason: answer.reason.clone(),
            seconds: answer.took.as_secs(),
        });
        Self {
            version: RESULT_VERSION,
            learner: learner.to_owned(),
            plan: plan.name.clone(),
            effective: plan.effective.to_string(),
            seed: result.seed,
            began: instant(sitting.began),
            ended: instant(sitting.ended),
            seconds: result.took.as_secs(),
            points: result.points,
            of: result.most_points(),
            percent: result.percent(),
            pass_mark: result.pass_mark,
            passed: result.is_passed(),
            questions: answers.collect(),
        }
    }
}
