use serde::Serialize;

use crate::number::Dialed;
use crate::plan::Plan;
use crate::training::drill::{AnswerForm, Question, Situation};
use crate::training::learning::SessionOutlook;
use crate::training::phrases::LessonPhrases;

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
    /// That as a sentence: "The answer is a time, such as 8:30 am."
    pub told_expected: String,
    /// Yes and no, where it is answered by one of them.
    pub yes_no: Option<[&'static str; 2]>,
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
        let words = question.words();
        // Whoever hears the phone itself is not told what it speaks.
        let is_heard = form == QuestionForm::Listen;
        let text = question.beside_phone.as_ref().filter(|_| is_heard).unwrap_or(&question.text);
        Self {
            text: text.clone(),
            choices: question.choices.clone(),
            form,
            told_expected: words.fill(words.verdict.answer_is, &[("expected", &question.expected())]),
            yes_no: (form == QuestionForm::YesNo).then_some([words.ask.yes, words.ask.no]),
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
pub fn position(plan: &Plan, outlook: SessionOutlook) -> String {
    let words = LessonPhrases::of_plan(plan);
    let SessionOutlook { answered, about, again } = outlook;
    let sentence = if again == 0 { words.study.position } else { words.study.position_again };
    let [at, about, again] = [answered + 1, about, again].map(|count| count.to_string());
    words.fill(sentence, &[("at", &at), ("about", &about), ("again", &again)])
}
