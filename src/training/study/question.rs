use serde::Serialize;

use crate::number::Dialed;
use crate::training::drill::{AnswerForm, Question, Situation};
use crate::training::learning::SessionOutlook;

/// A question as a learner reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionView {
    /// What is asked.
    pub text: String,
    /// What to choose from, by letters from `a` on; empty where the answer is typed.
    pub choices: Vec<String>,
    /// How it is answered.
    pub form: QuestionForm,
    /// What an answer is: "a time, such as 8:30 am".
    pub expected: String,
    /// How many hints there are.
    pub hints: usize,
    /// The call that it is about, if it is about one.
    pub call: Option<StudyCall>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionForm {
    /// By one of the choices.
    Choice,
    /// By yes or no.
    YesNo,
    /// By a number that can be dialed, with its option if it has one.
    Number,
    /// By one key of the phone.
    OneKey,
    /// By keys of the phone.
    Keys,
    /// By a time of day, or two.
    Time,
    /// By words.
    Text,
    /// By keys in a call that is made already.
    Listen,
    /// By a call, or typed.
    Call,
}

/// The call that a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StudyCall {
    /// The number that is dialed already; none where that is for the learner to choose.
    pub number: Option<String>,
    /// Who calls, by the zone of their clock or their number.
    pub from: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

impl QuestionView {
    /// What a learner reads of a question.
    #[must_use]
    pub fn of(question: &Question<'_>) -> Self {
        let (form, call) = match question.form {
            AnswerForm::Choice => (QuestionForm::Choice, None),
            AnswerForm::YesNo => (QuestionForm::YesNo, None),
            AnswerForm::Number => (QuestionForm::Number, None),
            AnswerForm::Keys if question.is_one_key() => (QuestionForm::OneKey, None),
            AnswerForm::Keys => (QuestionForm::Keys, None),
            AnswerForm::Time => (QuestionForm::Time, None),
            AnswerForm::Text => (QuestionForm::Text, None),
            AnswerForm::Listen(number, situation) => {
                (QuestionForm::Listen, Some(StudyCall::of(Some(number), situation)))
            }
            AnswerForm::Call(situation) => (QuestionForm::Call, Some(StudyCall::of(None, situation))),
        };
        // Whoever hears the phone itself is not told what it speaks.
        let is_heard = form == QuestionForm::Listen;
        let text = question.beside_phone.as_ref().filter(|_| is_heard).unwrap_or(&question.text);
        Self {
            text: text.clone(),
            choices: question.choices.clone(),
            form,
            expected: question.expected(),
            hints: question.hints.len(),
            call,
        }
    }
}

impl StudyCall {
    /// A call of somebody in a situation.
    #[must_use]
    pub fn of(number: Option<Dialed>, Situation { caller, at }: Situation) -> Self {
        let from = caller.zone.map(|zone| zone.name().to_owned());
        Self {
            number: number.map(|number| number.to_string()),
            from: from.or_else(|| caller.number.map(|number| number.to_string())),
            at: at.as_millisecond(),
        }
    }
}

/// How far a lesson has come: "3 of about 20, 2 to repeat".
#[must_use]
pub fn position(outlook: SessionOutlook) -> String {
    let SessionOutlook { answered, about, again } = outlook;
    let again = if again == 0 { String::new() } else { format!(", {again} to repeat") };
    format!("{} of about {about}{again}", answered + 1)
}
