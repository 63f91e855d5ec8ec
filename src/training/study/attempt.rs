//! One question, until it is answered or left: what was typed beside it so far, and what the next text means.

use super::answer::StudyAnswer;
use super::reply::TypedReply;
use super::wish::LearnerWish;
use crate::call::CallRecord;
use crate::directory;
use crate::number::Dialed;
use crate::plan::Plan;
use crate::training::drill::{AnswerForm, Question};
use crate::training::phrases::HeardText;

/// What may be asked for beside a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyRules {
    /// Everything.
    Lesson,
    /// Nothing.
    Exam,
}

/// Who types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Respondent {
    /// A person, who reads what is said and goes away at some time.
    Person,
    /// A script, which must come to its end.
    Script,
}

/// What was typed beside a question so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    rules: StudyRules,
    respondent: Respondent,
    hints: u32,
    slips: u32,
}

impl Attempt {
    /// Nothing was typed yet.
    #[must_use]
    pub fn new(rules: StudyRules, respondent: Respondent) -> Self {
        Self { rules, respondent, hints: 0, slips: 0 }
    }

    /// What becomes of a text.
    pub fn typed(&mut self, plan: &Plan, question: &Question<'_>, typed: &str) -> TypedReply {
        let say = |text: &str| TypedReply::Say(text.to_owned());
        let words = &question.words().study;
        match (LearnerWish::of(plan, typed, question), self.rules) {
            (Some(LearnerWish::Leave), _) => TypedReply::Leave,
            (Some(LearnerWish::Skip), _) => TypedReply::Skip,
            (Some(LearnerWish::GiveUp), _) => TypedReply::Answer(Box::new(self.give_up(question, typed))),
            (Some(LearnerWish::Help), _) => TypedReply::Help,
            (Some(LearnerWish::Hint), StudyRules::Lesson) => self.hint(question),
            (Some(LearnerWish::Why), StudyRules::Lesson) => TypedReply::Reason { is_full: false },
            (Some(LearnerWish::Source), StudyRules::Lesson) => TypedReply::Reason { is_full: true },
            (Some(LearnerWish::Hint), StudyRules::Exam) => say(words.no_hints),
            (Some(LearnerWish::Why | LearnerWish::Source), StudyRules::Exam) => say(words.answers_at_end),
            // A slip of the finger is no answer; who presses Enter too often is told how once, and then nothing.
            (None, _) if typed.is_empty() && self.slips > 0 => TypedReply::Nothing,
            (None, _) if self.is_slip(plan, question, typed) => self.slip(question, typed),
            (None, _) => match (number_to_call(plan, question, typed), question.form) {
                (Some(Ok(number)), AnswerForm::Call(situation)) => TypedReply::Call(number, situation),
                (Some(Err(why)), _) => TypedReply::Say(why),
                (Some(Ok(_)) | None, _) => {
                    TypedReply::Answer(Box::new(StudyAnswer::typed(question, typed, self.hints)))
                }
            },
        }
    }

    /// The next hint.
    pub fn hint(&mut self, question: &Question<'_>) -> TypedReply {
        match question.hints.get(self.hints as usize) {
            Some(hint) => {
                self.hints += 1;
                TypedReply::Hint(hint.clone())
            }
            None if self.hints == 0 => TypedReply::Say(question.words().study.no_hint.to_owned()),
            None => TypedReply::Say(question.words().study.no_more_hints.to_owned()),
        }
    }

    /// The answer of somebody who wants to see what is right, and typed this.
    #[must_use]
    pub fn give_up(&self, question: &Question<'_>, typed: &str) -> StudyAnswer {
        StudyAnswer::given_up(question, typed, self.hints)
    }

    /// The answer of somebody who has made a call to its end.
    #[must_use]
    pub fn called(&self, question: &Question<'_>, record: CallRecord) -> StudyAnswer {
        StudyAnswer::called(question, record, self.hints)
    }

    /// Whether a text is no answer at all. What a script says in an exam counts in the end.
    fn is_slip(&self, plan: &Plan, question: &Question<'_>, typed: &str) -> bool {
        let counts = self.is_out_of_patience() && self.rules == StudyRules::Exam;
        !counts && !question.is_answered_by(typed) && !is_call(plan, question, typed)
    }

    fn slip(&mut self, question: &Question<'_>, typed: &str) -> TypedReply {
        // Nobody reads what a script is told.
        if self.is_out_of_patience() {
            return TypedReply::Skip;
        }
        self.slips = self.slips.saturating_add(1);
        TypedReply::Say(question.asks_again(typed))
    }

    fn is_out_of_patience(&self) -> bool {
        self.respondent == Respondent::Script && self.slips >= MAX_SLIPS
    }
}

/// So many lines of a question may say nothing that is an answer, where a script sends them.
const MAX_SLIPS: u32 = 2;

/// Whether somebody wants to call a number, where the question is about a call.
fn is_call(plan: &Plan, question: &Question<'_>, typed: &str) -> bool {
    let typed = HeardText::of(plan.language, typed).english();
    matches!(question.form, AnswerForm::Call(_)) && number_in_call(&typed).is_some()
}

/// What stands behind `call`.
fn number_in_call(typed: &str) -> Option<&str> {
    let (word, number) = typed.split_once(' ')?;
    ["call", "dial"].iter().any(|known| word.eq_ignore_ascii_case(known)).then_some(number)
}

/// The number that a learner wants to call, where the question is about a call.
fn number_to_call(plan: &Plan, question: &Question<'_>, typed: &str) -> Option<Result<Dialed, String>> {
    let typed = HeardText::of(plan.language, typed).english();
    let number = number_in_call(&typed).filter(|_| matches!(question.form, AnswerForm::Call(_)))?;
    Some(directory::number(plan, number).map_err(|error| error.what()))
}
