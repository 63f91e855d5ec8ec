//! Outside answers under common numbers, for one plan or for two side by side.

use std::rc::Rc;

use crate::call::{Call, OutsideAnswers};
use crate::plan::{AnswerId, AnswerValue, Condition, OutsideAnswer, Plan, StepId, StepKind, TransferResult};

/// The outside answers that explorations speak of: those of a plan, or those of two plans, where what has the same name is the
/// same. A plan's own numbers are those of the table, where it is the only one or the first.
#[derive(Clone, Debug, Default)]
pub struct AnswerTable {
    answers: Vec<OutsideAnswer>,
    /// Of those, the ones that are not usually the same under both plans.
    unlike: Vec<bool>,
}

/// What the outside answers, by the numbers of an [`AnswerTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GivenValue {
    /// The answer.
    pub(super) answer: u16,
    /// Its value.
    pub(super) value: u8,
}

impl GivenValue {
    /// A value of a plan that is the only one of its table, or the first.
    pub(crate) fn of(answer: AnswerId, value: AnswerValue) -> Self {
        Self { answer: answer.index() as u16, value: value.0 }
    }
}

/// How a plan's own numbers go with those of a table.
#[derive(Clone, Debug)]
pub(crate) struct PlanAnswers {
    table: Rc<AnswerTable>,
    /// The plan's own ids, by those of the table. Several answers of one name are asked as one: a team that is come to in two ways.
    own: Vec<Vec<AnswerId>>,
}

/// A step that waits for the outside, and what it asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskingStep<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) answers: &'a PlanAnswers,
    pub(crate) step: StepId,
    pub(crate) answer: AnswerId,
    /// Whether a prompt says it.
    pub(crate) is_said: bool,
}

impl AnswerTable {
    /// The answers of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let answers: Vec<OutsideAnswer> = plan.answers().map(|(_, answer)| answer.clone()).collect();
        Self { unlike: vec![false; answers.len()], answers }
    }

    /// The answers of two plans.
    #[must_use]
    pub fn of_both(old: &Plan, new: &Plan) -> Self {
        let mut table = Self::of(old);
        for (_, answer) in new.answers() {
            let known =
                table.answers.iter_mut().zip(&mut table.unlike).find(|(known, _)| known.key == answer.key);
            if let Some((known, is_unlike)) = known {
                *is_unlike = known.word(known.usual) != answer.word(answer.usual);
                let more = answer.values.iter().filter(|value| known.value(value).is_none());
                let more: Vec<String> = more.cloned().collect();
                known.values.extend(more);
            } else {
                table.answers.push(answer.clone());
                table.unlike.push(false);
            }
        }
        table
    }

    /// The answer of which a value is one, and the word for that value.
    #[must_use]
    pub fn told(&self, given: GivenValue) -> (&OutsideAnswer, &str) {
        let answer = &self.answers[usize::from(given.answer)];
        (answer, answer.word(AnswerValue(given.value)))
    }

    /// Whether a value is what is usual anyway.
    #[must_use]
    pub fn is_usual(&self, given: GivenValue) -> bool {
        let answer = usize::from(given.answer);
        self.answers[answer].usual.0 == given.value && !self.unlike[answer]
    }

    /// What is given, in order, for a call that is to be made; what is usual all the time goes without saying.
    #[must_use]
    pub fn given(&self, given: impl IntoIterator<Item = GivenValue>) -> OutsideAnswers {
        let given: Vec<GivenValue> = given.into_iter().collect();
        let mut answers = OutsideAnswers::default();
        for one in &given {
            let all = given.iter().filter(|other| other.answer == one.answer);
            if !all.copied().all(|given| self.is_usual(given)) {
                let (answer, word) = self.told(*one);
                answers.give(&answer.key, word);
            }
        }
        answers
    }
}

impl PlanAnswers {
    /// Of a plan among those of the table.
    pub(crate) fn of(plan: &Plan, table: &Rc<AnswerTable>) -> Self {
        let own_of = |key: &str| plan.answers().filter(|(_, own)| own.key == key).map(|(id, _)| id).collect();
        let own = table.answers.iter().map(|answer| own_of(&answer.key)).collect();
        Self { table: Rc::clone(table), own }
    }

    /// The table.
    pub(crate) fn table(&self) -> &Rc<AnswerTable> {
        &self.table
    }

    /// What a value means to the plan, as an answer to this.
    fn own(&self, plan: &Plan, given: GivenValue, asked: AnswerId) -> Option<AnswerValue> {
        self.own.get(usize::from(given.answer))?.contains(&asked).then(|| {
            let (_, word) = self.table.told(given);
            plan.answer(asked).value(word).unwrap_or(plan.answer(asked).usual)
        })
    }

    /// Answers a call, if this is what it asks. Gives whether it is.
    pub(super) fn answer(&self, call: &mut Call<&Plan>, given: GivenValue, at: jiff::Timestamp) -> bool {
        let Some(asked) = call.asked() else { return false };
        let Some(value) = self.own(call.plan(), given, asked) else { return false };
        call.handle_answer(at, asked, value);
        true
    }
}

impl AskingStep<'_> {
    fn asked(&self) -> Option<u16> {
        self.answers.own.iter().position(|own| own.contains(&self.answer)).map(|position| position as u16)
    }

    /// What tells a value from others here: which conditions it meets; of a transfer, which way it goes.
    fn tests(&self, given: GivenValue) -> Vec<bool> {
        let answer = self.answer;
        let Some(value) = self.answers.own(self.plan, given, answer) else { return Vec::new() };
        if self.is_said {
            // Each value has words of its own.
            return (0..self.plan.answer(answer).values.len()).map(|index| index == value.index()).collect();
        }
        match &self.plan.step(self.step).kind {
            StepKind::Switch(switch) => switch
                .cases
                .iter()
                .flat_map(|case| &case.conditions)
                .filter_map(|condition| match condition {
                    Condition::Answer(asked, wanted) if *asked == answer => Some(wanted.contains(&value)),
                    _ => None,
                })
                .collect(),
            StepKind::Destination(destination) => {
                let result = TransferResult::of(value);
                let ways = destination.follow_up.iter().flat_map(|follow_up| &follow_up.ways);
                ways.map(|(known, _)| *known == result).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What the outside can answer where these steps wait for it, of values that they treat alike one, which is the usual one where
/// it is among them. Where they ask for different things, what the first one asks.
pub(crate) fn answers_at(steps: &[AskingStep<'_>]) -> Vec<GivenValue> {
    let Some((first, answer)) = steps.first().and_then(|first| Some((first, first.asked()?))) else {
        return Vec::new();
    };
    let known = &first.answers.table.answers[usize::from(answer)];
    let usual = known.usual.0;
    let values = [usual].into_iter().chain((0..known.values.len() as u8).filter(|value| *value != usual));
    let mut found: Vec<(Vec<Vec<bool>>, GivenValue)> = Vec::new();
    for value in values {
        let given = GivenValue { answer, value };
        let asking = steps.iter().filter(|step| step.asked() == Some(answer));
        let tests: Vec<Vec<bool>> = asking.map(|step| step.tests(given)).collect();
        if !found.iter().any(|(known, _)| *known == tests) {
            found.push((tests, given));
        }
    }
    found.into_iter().map(|(_, given)| given).collect()
}
