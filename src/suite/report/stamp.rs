use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::base::text::one_line;

/// Of what a report is, so that whoever finds it later knows what was run, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunStamp {
    /// When it was run.
    pub at: Timestamp,
    /// What was called.
    pub plans: Vec<PlanStamp>,
}

/// Which plan was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStamp {
    /// What it is called.
    pub name: String,
    /// How the command line names it; none for the plan that comes with the program.
    pub path: Option<String>,
    /// The first day on which it is in force.
    pub effective: Date,
    /// The commit that was checked out, or from which it was read; none outside of a repository.
    pub revision: Option<String>,
    /// Whether files of the plan were changed since then.
    pub changed: bool,
}

impl RunStamp {
    /// The same on a page.
    pub(super) fn html(&self) -> Markup {
        html! {
            @for plan in &self.plans { p.dim { "Plan: " (plan) } }
            p.dim { "Run at " (self.at.strftime("%Y-%m-%d %H:%M:%S UTC")) }
        }
    }
}

/// So many digits of a commit are told to people.
const SHORT: usize = 12;

impl fmt::Display for PlanStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", one_line(&self.name))?;
        if let Some(path) = &self.path {
            write!(f, " ({})", one_line(path))?;
        }
        write!(f, ", effective {}", self.effective)?;
        if let Some(revision) = &self.revision {
            let short: String = revision.chars().take(SHORT).collect();
            write!(f, ", revision {short}{}", if self.changed { " with changes" } else { "" })?;
        }
        Ok(())
    }
}
