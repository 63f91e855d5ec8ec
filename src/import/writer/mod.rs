//! A flow as a plan that a person would want to own.

mod gates;
mod layout;
mod plan_text;
mod prompts;
mod schedules;
mod steps;
mod table;

pub use plan_text::ImportedFile;
pub(super) use plan_text::{PlanHeader, write};
pub use prompts::SoundWords;
