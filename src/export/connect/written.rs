//! All files.

use super::{flows, hours};
use crate::export::blueprint::Blueprint;
use crate::export::dated_hours::{DatedHours, ExportSpan};
use crate::export::written_file::WrittenFile;
use crate::plan::Plan;

/// Hours of operation with their overrides.
pub(in crate::export) fn hours_files(all: &[DatedHours], span: ExportSpan) -> Vec<WrittenFile> {
    all.iter().flat_map(|one| hours::files(one, span)).collect()
}

/// Flows, numbers and queues.
pub(in crate::export) fn menu_files(plan: &Plan, blueprint: &Blueprint) -> Vec<WrittenFile> {
    flows::files(plan, blueprint)
}
