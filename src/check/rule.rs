use std::fmt;

use super::context::CheckContext;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;

/// One kind of mistake.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The stable name.
    pub code: &'static str,
    /// How bad its findings are where nobody says otherwise.
    pub level: Level,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Why it matters to callers, or to the people who keep the plan.
    pub why: &'static str,
    /// What to do about it.
    pub mend: &'static str,
    /// A plan with the mistake, and the same one without it.
    pub examples: Examples,
    /// Whether the same plan may be right on one day and wrong on another.
    pub changes_with_time: bool,
    pub(super) look: fn(&CheckContext<'_>, &mut Vec<Diagnostic>),
}

impl Rule {
    /// Whether the plan can say where it stands that a finding is right as it is; else only for the whole plan.
    #[must_use]
    pub fn is_allowed_in_place(&self) -> bool {
        !matches!(self.code, "unknown-rule" | "unused-allowance" | "stale-scenario")
    }
}

/// The examples of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Examples {
    /// A plan in which the rule finds something.
    pub fails: &'static str,
    /// A plan in which it does not.
    pub passes: &'static str,
    /// Scenarios of both plans, for a rule that looks at them.
    pub scenarios: Option<&'static str>,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("code", &self.code).field("level", &self.level).finish_non_exhaustive()
    }
}

/// A finding of the rule that is being run, which gives it its code and its level.
pub(super) fn finding(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::note("", span, message)
}

/// The examples of the rule with this code, which its page shows: `examples/CODE/`.
macro_rules! examples {
    ($code:literal) => {
        $crate::check::rule::Examples {
            fails: $crate::check::rule::example!($code, "fails.toml"),
            passes: $crate::check::rule::example!($code, "passes.toml"),
            scenarios: None,
        }
    };
}

/// One file among the examples of the rule with this code.
macro_rules! example {
    ($code:literal, $file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/examples/", $code, "/", $file))
    };
}

pub(super) use {example, examples};
