//! Files into memory: the only place that reads plans and scenarios, from a disk or out of a repository.

#![expect(clippy::disallowed_methods, reason = "this is the edge that reads files")]

mod document;
mod ending;
mod error;
mod foreign;
mod git;
mod headers;
mod input;
mod own;
mod plan;
mod reach;
#[cfg(feature = "serve")]
mod recording;
mod records;
mod relative;
mod scenarios;
mod search;
mod unread;

pub(crate) use document::{document, pdf_layout, unread};
pub use error::LoadError;
pub use foreign::{ForeignFiles, foreign};
pub use git::{GitError, Revision, RevisionPath};
pub use input::LONGEST_LINE;
pub(crate) use input::{InputLine, next_line, standard_input};
pub(crate) use own::own_plan;
pub use plan::{PlanSource, plan};
pub(crate) use plan::{lines, name, plan_files, text, texts};
pub(crate) use reach::{FileReach, repository};
#[cfg(feature = "serve")]
pub(crate) use recording::{Recording, RecordingTrouble, recorded_files, recordings_folder};
pub use records::{RecordSource, RecordSources, record_sources};
pub use scenarios::{ScenarioFile, draft, draft_within, joined, our_files, scenario_files};
