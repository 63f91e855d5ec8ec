//! A lesson: questions from the plan, answers typed a line each, and what is remembered of them.
//!
//! A [`Lesson`] reads lines and writes text; whether a person sits there or a script, is for whoever holds the [`Desk`]. Every
//! answer is kept before the next question is shown, so that whatever ends a lesson loses at most the question that was
//! not answered.

mod asking;
mod course;
mod desk;
mod telephone;
mod words;

pub use course::{Lesson, LessonError, Tally};
pub use desk::Desk;
