//! What the outside answers in a call.

use std::fmt;
use std::str::FromStr;

use crate::base::diagnostic::{did_you_mean, list};
use crate::plan::{AnswerId, AnswerValue, Plan};

/// What the outside answers in a call, where that is not the usual: by the names of the plan's files, so that it can be asked of
/// any plan.
///
/// An answer that is given several values gives them one after the other, one each time that a call asks, and the last from
/// then on: what was so once may be otherwise later in one call. An answer that the plan of a call does not have is never asked
/// for, and instead of a value that it does not know it takes what is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutsideAnswers(Vec<(String, Vec<String>)>);

impl OutsideAnswers {
    /// The same, and one value more for an answer.
    #[must_use]
    pub fn and(mut self, answer: &str, value: &str) -> Self {
        self.give(answer, value);
        self
    }

    /// One value more for an answer.
    pub fn give(&mut self, answer: &str, value: &str) {
        match self.0.iter_mut().find(|(known, _)| known == answer) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.0.push((answer.to_owned(), vec![value.to_owned()])),
        }
    }

    /// From now on an answer has one value only.
    pub fn set(&mut self, answer: &str, value: &str) {
        self.0.retain(|(known, _)| known != answer);
        self.give(answer, value);
    }

    /// Whether all is as usual.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each answer with its values, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(answer, values)| (answer.as_str(), values.as_slice()))
    }

    /// The same as far as a plan has the answers, and goes another way than usual for their values: whoever gives these to it makes
    /// the same call.
    #[must_use]
    pub fn known_to(&self, plan: &Plan) -> Self {
        let mut known = Self::default();
        for (answer, values) in self.iter() {
            let Some(id) = plan.answer_named(answer) else { continue };
            let usual = plan.answer(id).word(plan.answer(id).usual);
            let is_possible = |value: &str| plan.possible_values(id).any(|(_, word)| word == value);
            let values = values.iter().map(|value| if is_possible(value) { value.as_str() } else { usual });
            let values: Vec<&str> = values.collect();
            if values.iter().any(|value| *value != usual) {
                for value in values {
                    known.give(answer, value);
                }
            }
        }
        known
    }

    /// Reads what people write of the answers of a plan: `staffed=no`.
    pub fn read(text: &str, plan: &Plan) -> Result<Self, AnswersError> {
        let answers: Self = text.parse()?;
        for (answer, values) in answers.iter() {
            let id = plan.answer_named(answer).ok_or_else(|| unknown(answer, plan))?;
            for value in values {
                let possible = || plan.possible_values(id).map(|(_, word)| word);
                if !possible().any(|known| known == value) {
                    let help = match did_you_mean(value, possible()) {
                        Some(near) => format!("; did you mean `{near}`?"),
                        None => format!(": it is {}", list(possible())),
                    };
                    return Err(AnswersError::NoValue {
                        answer: answer.to_owned(),
                        value: value.clone(),
                        help,
                    });
                }
            }
        }
        Ok(answers)
    }
}

fn unknown(answer: &str, plan: &Plan) -> AnswersError {
    const MAX_LISTED: usize = 8;
    let known = || plan.answers().map(|(_, known)| known.key.as_str());
    let help = match did_you_mean(answer, known()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known().next().is_none() => ": it asks the outside for nothing".to_owned(),
        None if known().count() <= MAX_LISTED => {
            format!(": there is {}", list(known()).replace(" or ", " and "))
        }
        None => String::new(),
    };
    AnswersError::Unknown { answer: answer.to_owned(), help }
}

impl OutsideAnswers {
    /// These, and those of others that these do not speak of.
    #[must_use]
    pub fn over(&self, others: &Self) -> Self {
        let mut all = self.clone();
        all.0.extend(
            others.0.iter().filter(|(answer, _)| !self.0.iter().any(|(known, _)| known == answer)).cloned(),
        );
        all
    }
}

/// Why a text gives no outside answers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswersError {
    /// It is not an answer with its value, as `staffed=no` is.
    #[error("`{}` is not an outside answer with its value: write it as in `staffed=no`", .0.escape_debug())]
    NoPair(String),
    /// The plan has no such answer.
    #[error("the plan has no outside answer `{}`{help}", answer.escape_debug())]
    Unknown {
        /// What was written.
        answer: String,
        /// What may have been meant, to be put behind it.
        help: String,
    },
    /// The answer cannot be this.
    #[error("`{answer}` cannot be `{}`{help}", value.escape_debug())]
    NoValue {
        /// The answer.
        answer: String,
        /// What was written.
        value: String,
        /// What it can be, to be put behind it.
        help: String,
    },
}

/// As commands and tables write them: `staffed=no`, several behind semicolons, values one after the other behind commas.
impl FromStr for OutsideAnswers {
    type Err = AnswersError;

    fn from_str(text: &str) -> Result<Self, AnswersError> {
        let mut answers = Self::default();
        for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
            let wrong = || AnswersError::NoPair(pair.to_owned());
            let (answer, values) = pair.split_once('=').ok_or_else(wrong)?;
            for value in values.split(',').map(str::trim) {
                if answer.trim().is_empty() || value.is_empty() {
                    return Err(wrong());
                }
                answers.give(answer.trim(), value);
            }
        }
        Ok(answers)
    }
}

impl fmt::Display for OutsideAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (answer, values)) in self.iter().enumerate() {
            let before = if position == 0 { "" } else { "; " };
            write!(f, "{before}{answer}={}", values.join(","))?;
        }
        Ok(())
    }
}

/// Where a call has its answers from.
#[derive(Clone, Debug, Default)]
pub(super) struct AnswerSource {
    given: Vec<GivenAnswer>,
    /// Whether the call waits to be told, instead of taking what is given or usual.
    is_open: bool,
}

#[derive(Clone, Debug)]
struct GivenAnswer {
    answer: AnswerId,
    values: Vec<AnswerValue>,
    /// How often it was asked for.
    asked: usize,
}

impl AnswerSource {
    /// What is given, as a plan understands it.
    pub(super) fn of(answers: &OutsideAnswers, plan: &Plan) -> Self {
        let given = answers.iter().filter_map(|(answer, values)| {
            let id = plan.answer_named(answer)?;
            let known = plan.answer(id);
            let values = values.iter().map(|value| known.value(value).unwrap_or(known.usual));
            Some(GivenAnswer { answer: id, values: values.collect(), asked: 0 })
        });
        Self { given: given.collect(), is_open: false }
    }

    /// Whoever drives the call answers.
    pub(super) fn open() -> Self {
        Self { given: Vec::new(), is_open: true }
    }

    /// As before the call.
    pub(super) fn begin_again(&mut self) {
        self.given.iter_mut().for_each(|given| given.asked = 0);
    }

    /// From now on an answer has this value.
    pub(super) fn set(&mut self, answer: AnswerId, value: AnswerValue) {
        self.given.retain(|given| given.answer != answer);
        self.given.push(GivenAnswer { answer, values: vec![value], asked: 0 });
    }

    /// What is answered now. None: whoever drives the call is to say.
    pub(super) fn ask(&mut self, answer: AnswerId, plan: &Plan) -> Option<AnswerValue> {
        if self.is_open {
            return None;
        }
        let Some(given) = self.given.iter_mut().find(|given| given.answer == answer) else {
            return Some(plan.answer(answer).usual);
        };
        let value = given.values.get(given.asked).or(given.values.last()).copied();
        given.asked += 1;
        Some(value.unwrap_or(plan.answer(answer).usual))
    }

    /// The same under another plan, as far as that one has the answers.
    pub(super) fn under(&self, from: &Plan, to: &Plan) -> Self {
        let given = self.given.iter().filter_map(|given| {
            let old = from.answer(given.answer);
            let id = to.answer_named(&old.key)?;
            let new = to.answer(id);
            let value = |value: &AnswerValue| new.value(old.word(*value)).unwrap_or(new.usual);
            Some(GivenAnswer {
                answer: id,
                values: given.values.iter().map(value).collect(),
                asked: given.asked,
            })
        });
        Self { given: given.collect(), is_open: self.is_open }
    }
}

/// What the outside has answered while a switch is decided: by the position among [`Switch::answers`](crate::plan::Switch::answers).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KnownAnswers(u64);

impl KnownAnswers {
    /// Eight bits each: 0 where nothing is known.
    const BITS: usize = 8;

    /// Nothing.
    pub const NONE: Self = Self(0);

    /// What is known at a position.
    #[must_use]
    pub fn get(self, position: usize) -> Option<AnswerValue> {
        match (self.0 >> (Self::BITS * position)) as u8 {
            0 => None,
            known => Some(AnswerValue(known - 1)),
        }
    }

    pub(super) fn set(&mut self, position: usize, value: AnswerValue) {
        self.0 |= u64::from(value.0 + 1) << (Self::BITS * position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_a_switch_are_kept_apart() {
        let mut known = KnownAnswers::default();
        let last = crate::plan::Switch::MAX_ANSWERS - 1;
        known.set(0, AnswerValue(0));
        known.set(3, AnswerValue(2));
        known.set(last, AnswerValue(15));
        assert_eq!(known.get(0), Some(AnswerValue(0)));
        assert_eq!(known.get(1), None);
        assert_eq!(known.get(3), Some(AnswerValue(2)));
        assert_eq!(known.get(last), Some(AnswerValue(15)));
    }

    #[test]
    fn answers_are_read_as_they_are_written() {
        for text in ["", "staffed=no", "staffed=no,yes; support=busy", "day=half day"] {
            assert_eq!(text.parse::<OutsideAnswers>().unwrap().to_string(), text);
        }
        assert_eq!(
            " staffed = no ;; night=on ".parse::<OutsideAnswers>().unwrap().to_string(),
            "staffed=no; night=on"
        );
        for text in ["staffed", "=no", "staffed=", "staffed=no,,yes"] {
            assert!(text.parse::<OutsideAnswers>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_said_nearer_to_a_call_wins_answer_by_answer() {
        let near: OutsideAnswers = "staffed=no".parse().unwrap();
        let far: OutsideAnswers = "staffed=yes; night=on".parse().unwrap();
        assert_eq!(near.over(&far).to_string(), "staffed=no; night=on");
    }

    #[test]
    fn values_that_are_given_one_by_one_stay_in_order() {
        let answers = OutsideAnswers::default().and("staffed", "no").and("night", "on").and("staffed", "yes");
        let told: Vec<_> =
            answers.iter().map(|(answer, values)| format!("{answer} {}", values.join(" "))).collect();
        assert_eq!(told, ["staffed no yes", "night on"]);
    }
}
