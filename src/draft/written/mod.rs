//! A directory as the files of a plan.

mod context;
mod fact;
mod lines;
mod names;
mod plan_text;
mod table;

pub use fact::{DraftFact, FactKind};
pub use names::KnownNames;
pub use plan_text::DraftFile;
pub(super) use plan_text::written;
