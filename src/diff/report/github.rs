//! Differences as annotations for GitHub Actions, at the place of their cause in the new plan.

use std::fmt::{self, Write as _};

use super::difference_text::{DiffReport, GroupText, MergedDifferences};
use crate::base::diagnostic::render::{Checkout, CommandData, CommandProperty};

/// So many sentences stand in one annotation, which is a small box.
const MAX_SENTENCES: usize = 4;

impl DiffReport<'_> {
    /// An annotation for each cause: a warning where calls are routed elsewhere, else a notice.
    #[must_use]
    pub fn github<'d>(&'d self, checkout: &'d Checkout) -> impl fmt::Display + 'd {
        DiffGithub(self, checkout)
    }
}

struct DiffGithub<'a>(&'a DiffReport<'a>, &'a Checkout);

impl fmt::Display for DiffGithub<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.groups.iter().try_for_each(|group| annotation(f, group, self.1))?;
        writeln!(f, "::notice title=ivrsim diff::{}", CommandData(&self.0.summary().join("\n")))
    }
}

fn annotation(f: &mut fmt::Formatter<'_>, group: &GroupText<'_>, checkout: &Checkout) -> fmt::Result {
    let Some(first) = group.folds.first().map(|fold| &fold.first) else { return Ok(()) };
    let level = if first.kind().is_routing() { "warning" } else { "notice" };
    let mut title = format!("{}: {}", first.kind().word(), first.subject);
    if !first.told_acts.is_empty() {
        write!(title, ", {}", first.told_acts)?;
    }
    if group.count() > 1 {
        write!(title, " and {} more", group.count() - 1)?;
    }
    write!(f, "::{level} ")?;
    // An annotation stands in the files of the change; the old plan's are not among them.
    if let Some(place) = group.edit.places.new {
        write!(f, "file={},line={},", CommandProperty(&checkout.path(place.file)), place.line)?;
    }
    let mut message: Vec<String> = group.folds.iter().take(MAX_SENTENCES).map(sentence).collect();
    let left: usize = group.folds.iter().skip(MAX_SENTENCES).map(MergedDifferences::count).sum();
    if left > 0 {
        message.push(format!("and {left} more"));
    }
    writeln!(f, "title={}::{}", CommandProperty(&title), CommandData(&message.join("\n")))
}

/// "1-855-720-2559, key 6, Monday …: was closed, becomes Commercial Transactions. Replay: ivrsim call …"
pub(crate) fn sentence(fold: &MergedDifferences<'_>) -> String {
    match &fold.first.replay {
        Some(replay) => format!("{}. Replay: {}", fold.sentence(), replay.new),
        None => fold.sentence(),
    }
}
