use std::path::PathBuf;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, has_errors};
use crate::base::source::Sources;
use crate::files::load::{self, PlanSource};
use crate::plan::Plan;

/// What a site serves at one moment.
#[derive(Debug)]
pub struct SiteSnapshot {
    /// The how manieth it is. It grows with every change of a file that matters here, of the plan's or of scenarios.
    pub number: u64,
    /// The plan.
    pub plan: Arc<PlanSnapshot>,
    /// The files whose change made it; empty: nobody can tell which, or it is the first.
    pub changed: Vec<PathBuf>,
}

/// A plan as its files were at one moment.
#[derive(Clone, Debug)]
pub struct PlanSnapshot {
    /// The how manieth plan that can be called it is.
    pub number: u64,
    /// The last one that could be called. It is not that of the files where these have mistakes.
    pub plan: Arc<Plan>,
    /// What is wrong with the files, and what is worth a warning.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of which the diagnostics speak.
    pub sources: Arc<Sources>,
    /// Why the files could not be read at all.
    pub unread: Option<String>,
}

impl PlanSnapshot {
    /// The first one.
    #[must_use]
    pub fn first(plan: Arc<Plan>, diagnostics: Vec<Diagnostic>) -> Self {
        let sources = Arc::clone(&plan.sources);
        Self { number: 1, plan, diagnostics, sources, unread: None }
    }

    /// What the files are now. None: they are what they were.
    #[must_use]
    pub fn read_again(&self, source: &PlanSource) -> Option<Self> {
        let reading = match load::plan(source) {
            Ok(reading) => reading,
            Err(error) => {
                let unread = Some(error.to_string());
                return (self.unread != unread).then(|| Self { unread, ..self.clone() });
            }
        };
        let is_same = self.unread.is_none()
            && self.diagnostics == reading.diagnostics
            && files(&self.sources).eq(files(&reading.sources));
        if is_same {
            return None;
        }
        let wrong = has_errors(&reading.diagnostics);
        let (plan, number) = match reading.plan {
            Some(plan) if !wrong && files(&plan.sources).eq(files(&self.plan.sources)) => {
                (Arc::clone(&self.plan), self.number)
            }
            Some(plan) if !wrong => (Arc::new(plan), self.number + 1),
            _ => (Arc::clone(&self.plan), self.number),
        };
        Some(Self { number, plan, diagnostics: reading.diagnostics, sources: reading.sources, unread: None })
    }

    /// The same under another number than an earlier one has, where something else about it has changed.
    #[must_use]
    pub(super) fn anew(self, earlier: &Self) -> Self {
        Self { number: self.number.max(earlier.number + 1), ..self }
    }

    /// Whether the files are not the plan that is called, because of mistakes in them.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.unread.is_some() || has_errors(&self.diagnostics)
    }
}

fn files(sources: &Sources) -> impl Iterator<Item = (&str, &str)> {
    sources.iter().map(|(_, file)| (file.name(), file.text()))
}
