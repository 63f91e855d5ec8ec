//! Learners: what they are asked, what they remember, what is printed for them.

mod cards;
mod drill;
mod learners;
mod lesson;
mod pupil;
mod study;
