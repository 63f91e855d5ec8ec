//! What failed last time, kept from run to run, so that it can be run again.
//!
//! It lies where the system keeps what can be made again, in a file for each repository, or for each folder outside of one.
//! A run changes only what it says of the cases that it played: whoever runs one file has not forgotten the others.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::hash::Hash;
use crate::base::source::Sources;
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::files::load;
use crate::files::save;
use crate::suite::runner::{CaseFilter, RunEvent, Runnable};

/// So many cases are kept.
const MAX_KEPT: usize = 10_000;

const HEAD: &str = "# The cases that failed last in `ivrsim test`: file, tab, name. It can be deleted.";

/// The cases that failed last.
pub(super) struct LastFailed {
    /// Where it is kept. None: this system has no place for it.
    place: Option<PathBuf>,
    /// What the file said. None: there was none.
    read: Option<String>,
    /// The files of scenarios, whole paths, with the names of cases.
    failed: BTreeSet<(String, String)>,
}

impl LastFailed {
    /// What is kept of the runs here.
    pub(super) fn here(context: &CommandContext) -> Self {
        let root = CommandContext::root();
        let place = context.cache.as_ref().zip(root.as_ref()).map(|(cache, root)| {
            let name = Hash::seeded(0).with(root.to_string_lossy()).value();
            cache.join("last-failed").join(format!("{name:016x}.txt"))
        });
        let read = place.as_deref().and_then(|place| load::text(place).ok());
        let lines = read.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once('\t'));
        let failed = lines.map(|(file, name)| (file.to_owned(), name.to_owned())).collect();
        Self { place, read, failed }
    }

    /// The cases of these suites that failed last time. None: no case did, which has been said.
    pub(super) fn filter(
        &self,
        context: &mut CommandContext,
        suites: &[Runnable<'_>],
        sources: &Sources,
    ) -> Result<Option<CaseFilter>, CommandFailure> {
        if self.read.is_none() {
            let text = "no earlier run is on record here: run `ivrsim test` first";
            return Err(CommandFailure::Usage(text.to_owned()));
        }
        if self.failed.is_empty() {
            writeln!(context.out, "nothing failed last time, so there is nothing to run again")?;
            return Ok(None);
        }
        let mut wanted = BTreeSet::new();
        let mut files = BTreeSet::new();
        for suite in suites {
            let name = sources.file(suite.suite.file).name();
            files.extend(whole(name).map(|whole| (whole, name.to_owned())));
        }
        for (whole, name) in files {
            let of_file = self.failed.iter().filter(|(file, _)| *file == whole);
            wanted.extend(of_file.map(|(_, case)| (name.clone(), case.clone())));
        }
        if wanted.is_empty() {
            writeln!(
                context.out,
                "nothing in these files failed last time, so there is nothing to run again"
            )?;
            return Ok(None);
        }
        Ok(Some(CaseFilter::OneOf(Arc::new(wanted))))
    }

    /// Takes note of a case.
    pub(super) fn tell(&mut self, event: RunEvent<'_>, sources: &Sources) {
        let RunEvent::Played(played) = event else { return };
        let is_failure = played.status().is_failure();
        if if is_failure { self.failed.len() >= MAX_KEPT } else { self.failed.is_empty() } {
            return;
        }
        let Some(file) = whole(sources.file(played.case.suite.suite.file).name()) else { return };
        let case = (file, played.case.name().to_string());
        if is_failure {
            self.failed.insert(case);
        } else {
            self.failed.remove(&case);
        }
    }

    /// Keeps it for the next run.
    pub(super) fn keep(self, context: &CommandContext) {
        let Self { place: Some(place), read, failed } = self else { return };
        let mut text = format!("{HEAD}\n");
        for (file, name) in &failed {
            text.extend([file, "\t", name, "\n"]);
        }
        if read.as_deref() == Some(&text) {
            return;
        }
        if let Err(error) = save::replace(&place, &text) {
            // The run is what was asked for, and it has been told.
            let _ = writeln!(
                context.errors(),
                "note: cannot save the list of failed cases for --rerun-failed: {error}"
            );
        }
    }
}

/// The whole path of a file, if it can stand on a line.
fn whole(name: &str) -> Option<String> {
    let path = std::path::absolute(name).ok()?.to_string_lossy().into_owned();
    (!path.contains(['\t', '\n', '\r'])).then_some(path)
}
