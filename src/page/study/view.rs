use serde::Serialize;

use super::keeping::KeptCard;
use crate::training::study::{
    DirectoryTour, ExamReport, IntroductionPage, QuestionView, StudyCall, StudySummary, StudyVerdict,
};

/// How a learner stands, before a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct LearnerView {
    /// The name without the white space around it.
    pub(super) name: String,
    /// How many facts are learned, of how many.
    pub(super) learned: usize,
    pub(super) cards: usize,
    /// That in words: "12 of 143 facts learned."
    pub(super) standing: String,
    /// What is said to them: how the last lesson went, what is assigned, what is ahead.
    pub(super) greeting: Vec<String>,
    /// Whether there is something to do.
    pub(super) has_lesson: bool,
}

/// What there is to learn, for somebody who is here for the first time: a page each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct TourView {
    pub(super) directory: DirectoryTour,
    /// How calls are made in lessons.
    pub(super) calls: &'static str,
    /// How one learns.
    pub(super) learning: &'static str,
}

/// What is seen of a lesson or an exam.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub(super) enum StepView {
    /// New facts.
    Introduction { page: IntroductionPage, standing: String },
    /// A question.
    Question {
        question: QuestionView,
        /// "3 of about 20, 2 to repeat"
        position: String,
        standing: String,
        /// What an exam is, before its first question.
        announcement: Option<String>,
        /// What stands behind that.
        exam_rules: Option<&'static str>,
        is_exam: bool,
    },
    /// The lesson is over.
    End { summary: StudySummary, standing: String },
    /// The exam is over.
    ExamEnd {
        report: ExamReport,
        /// The line that is to be kept of it.
        keep: String,
    },
    /// The exam was left, and does not count.
    ExamLeft { text: &'static str },
}

/// What becomes of something that a learner does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub(super) enum ReplyView {
    /// Nothing.
    Nothing,
    /// The question stays, and this is said.
    Say { text: String },
    /// The question stays, and it was a hint.
    Hint { text: String },
    /// The ways to answer are to be shown.
    Help,
    /// A call is made of this number.
    Call { call: StudyCall },
    /// The answer was judged. It is kept first.
    Verdict { verdict: Box<StudyVerdict>, keep: KeptCard, standing: String },
    /// Cards were shown. They are kept first.
    Kept { keep: Vec<KeptCard> },
    /// Something else lies on the desk.
    Next { step: Box<StepView> },
    /// The learner wants to leave.
    Leave,
}
