//! Repairs that findings offer, made in the texts that they speak of.

use jiff::Timestamp;

use super::reading::StudioReading;
use crate::base::source::safe;
use crate::base::tidy;
use crate::check::{RepairedFile, fixed};

/// Why a repair is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RepairRefusal {
    /// There is no such finding by now.
    #[error("this finding is no longer there: the text has changed since")]
    Gone,
    /// The finding has no repair.
    #[error("this finding has no repair")]
    None,
    /// The plan could not be read any more.
    #[error("the repair would leave a plan that cannot be read, so it was not made; change the text by hand")]
    Breaks,
}

/// The files that the repair of a finding changes, by the names that pages are told, with their new texts.
pub fn repaired(
    reading: &StudioReading,
    key: &str,
    now: Timestamp,
) -> Result<Vec<(String, String)>, RepairRefusal> {
    let finding = reading.finding(key).ok_or(RepairRefusal::Gone)?;
    if finding.fix.is_none() {
        return Err(RepairRefusal::None);
    }
    let files = fixed(std::slice::from_ref(finding), &reading.sources).into_iter();
    let files: Vec<(String, String)> = files
        .map(|RepairedFile { file, text }| {
            let file = reading.sources.file(file);
            // A file that was in the one style stays in it.
            let is_tidy = tidy::formatted(file.name(), file.text()).is_ok_and(|tidy| tidy == file.text());
            let text = if is_tidy { tidy::formatted(file.name(), &text).unwrap_or(text) } else { text };
            (safe(file.name()).into_owned(), text)
        })
        .collect();
    let is_broken = reading.plan.is_some() && reading.with_drafts(&files, None, now).plan.is_none();
    if is_broken { Err(RepairRefusal::Breaks) } else { Ok(files) }
}
