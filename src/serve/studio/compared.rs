//! Which callers fare differently than under the plan that this one is compared with.

use std::path::Path;
use std::sync::Arc;

use super::play::play_addresses;
use crate::base::text::{Page, counted};
use crate::diff::report::{DiffReport, PlanName};
use crate::diff::{BeforeAfter, Diff, diff};
use crate::explore::Horizon;
use crate::files::load::{self, PlanSource};
use crate::plan::Plan;

use maud::html;

/// For how many years calls are looked at, from the plan's first day.
pub(super) const YEARS: u8 = 2;

/// How the commit is called that is checked out.
const LAST_COMMIT: &str = "the last commit";

/// What the plan is compared with.
#[derive(Clone, Debug)]
pub struct StudioBase {
    /// The plan.
    pub plan: Arc<Plan>,
    /// How people call it: "the last commit".
    pub name: String,
    /// How the command line names it.
    pub word: Option<String>,
}

/// Where the plan comes from that this one is compared with.
#[derive(Clone, Debug)]
pub enum BaseSource {
    /// The one that somebody named.
    Named(PlanSource),
    /// The last commit, if there is one, else what the plan was at the start.
    LastCommit,
}

impl BaseSource {
    /// Reads the plan that another one is compared with. `first`: what the plan was at the start, if it could be read then.
    pub fn read(&self, source: &PlanSource, first: Option<&Arc<Plan>>) -> Result<StudioBase, String> {
        match self {
            Self::Named(named) => {
                let word = named.word();
                let name = match named {
                    PlanSource::Git(revision) if revision.name == "HEAD" => LAST_COMMIT.to_owned(),
                    _ => word.clone().unwrap_or_else(|| "the plan that comes with ivrsim".to_owned()),
                };
                whole(named).map(|plan| StudioBase { plan, name, word })
            }
            Self::LastCommit => {
                let commit = PlanSource::named(Path::new("git:HEAD"), source);
                let committed = match source {
                    PlanSource::Path(_) => whole(&commit).ok(),
                    _ => None,
                };
                if let Some(plan) = committed {
                    return Ok(StudioBase { plan, name: LAST_COMMIT.to_owned(), word: commit.word() });
                }
                let first = first.ok_or(
                    "there is no commit of it that can be read, and it could not be read at the start",
                )?;
                let name = "the plan as it was when ivrsim was started".to_owned();
                Ok(StudioBase { plan: Arc::clone(first), name, word: None })
            }
        }
    }
}

/// A plan without errors, or why there is none.
fn whole(source: &PlanSource) -> Result<Arc<Plan>, String> {
    let parsed = load::plan(source).map_err(|error| error.to_string())?;
    let errors = parsed.diagnostics.len();
    parsed.plan.map(Arc::new).ok_or_else(|| {
        let name = source.word().unwrap_or_default();
        format!("{name} cannot be read as a plan: {}", counted(errors, "mistake"))
    })
}

/// A plan compared with its base.
#[derive(Clone, Debug)]
pub struct StudioComparison {
    /// What it is compared with.
    pub base: StudioBase,
    /// The plan.
    pub plan: Arc<Plan>,
    /// What differs.
    pub diff: Arc<Diff>,
}

impl StudioComparison {
    /// Makes the calls of both plans.
    #[must_use]
    pub fn of(base: StudioBase, plan: Arc<Plan>) -> Self {
        let diff = Arc::new(diff(&base.plan, &plan, Horizon::of(&plan, YEARS)));
        Self { base, plan, diff }
    }

    /// How many differences there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.diff.differences().count()
    }

    /// The differences by cause, each with both calls and a way to hear it.
    #[must_use]
    pub fn part(&self, plan_word: Option<&str>) -> String {
        let names = BeforeAfter {
            old: PlanName { plan: self.base.word.clone() },
            new: PlanName { plan: plan_word.map(str::to_owned) },
        };
        let report = DiffReport::new(&self.base.plan, &self.plan, names, &self.diff, false);
        Page::part(&html! {
            p { "Compared with " b { (self.base.name) } "." }
            (report.html_part(&play_addresses))
        })
    }
}
