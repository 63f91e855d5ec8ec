//! A lesson without a screen: what comes next, what a typed text is worth, and what is said of it.
//!
//! A [`StudyCourse`] is a deck in the order in which it is met. A [`StudyDesk`] is one lesson of one learner with it: it says
//! what is shown or asked now, reads what is typed, and gives what is to be kept of an answer to whoever keeps it: the
//! learners' file, or a browser. An [`ExamDesk`] is the same for an exam. They read no clock and keep no file. The sentences
//! that learners read stand here once, for the terminal and for pages.

mod answer;
mod attempt;
mod course;
mod desk;
mod exam_desk;
mod exam_text;
mod greeting;
mod introduction;
mod order;
mod question;
mod reply;
mod summary;
mod tour;
mod verdict;
mod wish;

pub use answer::StudyAnswer;
pub use attempt::{Attempt, Respondent, StudyRules};
pub use course::{AskedCard, StudyCourse};
pub use desk::{StudyDesk, StudyRecord, StudyStep};
pub use exam_desk::ExamDesk;
pub use exam_text::{ExamMistake, ExamReport, announcement, exam_rules, left};
pub use greeting::{ahead, assigned, standing, welcome_back};
pub use introduction::{IntroductionFact, IntroductionGroup, IntroductionPage};
pub use question::{QuestionForm, QuestionView, StudyCall, position};
pub use reply::TypedReply;
pub use summary::StudySummary;
pub use tour::{DirectoryTour, LineTour, MAX_PURPOSES, tour_of_calls, tour_of_learning};
pub use verdict::{StudyQuote, StudyVerdict};
