//! `ivrsim test --since REV`: which edit of the plan made cases fail.

use std::path::PathBuf;

use crate::cli::cmd::suites::{Suites, called};
use crate::cli::exit::CommandFailure;
use crate::files::load::{self, PlanSource};
use crate::plan::Plan;
use crate::suite::cause::{PlanEdits, Relower, RunCauses, RunFailures};
use crate::suite::runner::Queue;

/// The plans that are called, each with what was edited since a revision.
pub(super) struct EditsSince<'s> {
    suites: &'s Suites,
    edits: Vec<(&'s Plan, PlanEdits<'s>)>,
}

impl<'s> EditsSince<'s> {
    /// Reads the plans of the cases as they were in a revision.
    pub(super) fn read(
        revision: &str,
        queue: &Queue<'s>,
        suites: &'s Suites,
    ) -> Result<Self, CommandFailure> {
        let mut edits = Vec::new();
        for runnable in called(queue.cases()) {
            let Some((source, _)) = suites.plan(runnable) else { continue };
            if !matches!(source, PlanSource::Path(_) | PlanSource::Git(_)) {
                let text =
                    "--since: the plan that comes with the program has no revisions; name yours with --plan";
                return Err(CommandFailure::Usage(text.to_owned()));
            }
            let old = PlanSource::named(&PathBuf::from(format!("git:{revision}")), source);
            let of_plan = PlanEdits::new(runnable.plan, revision, &load::texts(&old)?);
            if of_plan.count() > PlanEdits::MAX {
                let text = format!(
                    "--since: {} edits since {revision} are more than the {} that are tried one by one; name a later \
                     revision",
                    of_plan.count(),
                    PlanEdits::MAX
                );
                return Err(CommandFailure::Usage(text));
            }
            edits.push((runnable.plan, of_plan));
        }
        Ok(Self { suites, edits })
    }

    /// What caused the failures of a run: these edits, where they did.
    pub(super) fn explained<'q>(
        &self,
        failures: RunFailures,
        queue: &'q Queue<'q>,
        time_limit: Option<jiff::SignedDuration>,
    ) -> RunCauses<'q> {
        let hold: Vec<_> = self
            .edits
            .iter()
            .map(|&(called, _)| move |other: &Plan| self.suites.held_against(called, other))
            .collect();
        let edited: Vec<(&PlanEdits<'_>, Relower<'_>)> =
            self.edits.iter().zip(&hold).map(|((_, edits), hold)| (edits, hold as Relower<'_>)).collect();
        failures.explained_since(queue, time_limit, &edited)
    }
}
