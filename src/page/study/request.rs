use serde::Deserialize;

use super::changes::ChangeView;
use crate::page::request::CallRequest;

/// Something that a page asks of its lessons. Times are milliseconds since 1970, by the clock of the machine: a lesson is today.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(super) enum StudyRequest {
    /// Questions of the company's own are asked, too: the texts of their files.
    Questions { files: Vec<String> },
    /// What has changed since an older plan is asked first: the cards of it, which only who has both plans can make.
    Changes { cards: Vec<ChangeView> },
    /// What there is to learn, for somebody who is here for the first time.
    Tour { at: i64 },
    /// How a learner stands.
    Learner {
        /// What is kept of them.
        #[serde(flatten)]
        learner: LearnerRequest,
    },
    /// A lesson begins.
    Lesson {
        /// Whose it is.
        #[serde(flatten)]
        learner: LearnerRequest,
        /// How many minutes it lasts.
        minutes: u32,
    },
    /// An exam begins.
    Exam {
        /// Whose it is.
        #[serde(flatten)]
        learner: LearnerRequest,
        /// The number of the paper, as it was typed.
        paper: String,
    },
    /// What lies on the desk now.
    Next { at: i64 },
    /// The new facts on the desk were read.
    Read { at: i64 },
    /// The new facts on the desk are known, and are to be asked.
    AskUnseen { at: i64 },
    /// A text was typed beside a question.
    Type { text: String, at: i64 },
    /// A call was made for a question.
    Call { call: CallRequest, at: i64 },
    /// A hint is wanted.
    Hint,
    /// The answer is wanted.
    GiveUp { at: i64 },
    /// Another question is wanted.
    Skip { at: i64 },
    /// The learner leaves.
    Stop { at: i64 },
    /// A file is to be taken in.
    Import { text: String },
}

/// A learner, and what is kept of them.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct LearnerRequest {
    /// The name, as it was typed.
    pub(super) name: String,
    /// What is kept of them, as the lines of an export.
    pub(super) records: String,
    /// What time it is.
    pub(super) at: i64,
}
