//! A lesson: questions from the plan, answers typed, and what is remembered of them.
//!
//! A [`Lesson`] takes lines and writes text; whether a person presses keys there or a script sends lines, is for whoever
//! holds the [`LearnerDesk`]. Every answer is kept before anything is said about it, so that whatever ends a lesson loses at
//! most the question that was not answered.

mod account;
mod asking;
mod course;
mod desk;
mod greeting;
mod introducing;
mod key_mode;
mod keyboard;
mod paper;
mod telephone;
mod tone;
mod tour;
mod lesson_text;

pub use course::{Lesson, LessonError, LessonTally, TourChoice};
pub use desk::{LearnerDesk, Typing};
pub use keyboard::Keyboard;
