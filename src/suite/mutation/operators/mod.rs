//! The mistakes that can be planted, a file for each part of a plan.
//!
//! Each is a slip of the hand that leaves a plan which can be called: lines mixed up, a word or a rule lost, off by one. A
//! mutant is not checked as a plan is when it is read, because the question is what its callers meet.

mod all;
mod announcements;
mod exceptions;
mod gates;
mod hours;
mod inputs;
mod keys;
mod numbers;
mod planting;
mod prompts;
mod settings;
mod switches;
mod targets;
mod waiting;

pub use all::mutants;
