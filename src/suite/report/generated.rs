//! What a generation of scenarios came to, in a sentence or as JSON.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::base::text::{counted, counted_as, safe};
use crate::explore::incomplete::INCOMPLETE;
use crate::plan::Plan;
use crate::suite::generate::{GenerateScope, GeneratedScenarios};

/// The version of the JSON; it changes when something is removed or means something else.
pub const GENERATED_REPORT_VERSION: u32 = 1;

/// How many scenarios were generated, and what for. Displayed as a sentence.
#[derive(Clone, Copy, Debug)]
pub struct GeneratedReport<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What was to be covered.
    pub scope: GenerateScope,
    /// Whether only the rest was wanted that scenarios did not cover.
    pub is_rest: bool,
    /// What was made.
    pub made: &'a GeneratedScenarios,
}

/// The same for programs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GeneratedJson {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    pub version: u32,
    /// The name of the plan.
    pub plan: String,
    /// What was to be covered: `keys`, `paths`, `hours` or `all`.
    pub cover: &'static str,
    /// How many cells there are; for `paths`, ways.
    pub cells: usize,
    /// How many of them scenarios cover already; 0 without `--missing`.
    pub present: usize,
    /// How many of them the generated scenarios cover.
    pub covered: usize,
    /// How many scenarios were generated.
    pub scenarios: usize,
    /// How many calls they make.
    pub calls: usize,
    /// As many calls are needed at least of those that were weighed, whichever are chosen.
    pub at_least: usize,
    /// How many calls were weighed.
    pub weighed: usize,
    /// Whether every call was looked at. If not, there may be more cells or ways, and the exit code is 2.
    pub complete: bool,
}

impl GeneratedReport<'_> {
    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> GeneratedJson {
        let made = self.made;
        GeneratedJson {
            version: GENERATED_REPORT_VERSION,
            plan: self.plan.name.clone(),
            cover: self.scope.word(),
            cells: made.of,
            present: made.of - made.covers,
            covered: made.covers,
            scenarios: made.scenarios.len(),
            calls: made.calls,
            at_least: made.at_least,
            weighed: made.weighed,
            complete: made.complete,
        }
    }
}

impl fmt::Display for GeneratedReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told(f)?;
        // The sentence ends where it is shown.
        if self.made.complete { Ok(()) } else { write!(f, ". {}", INCOMPLETE.trim_end_matches('.')) }
    }
}

impl GeneratedReport<'_> {
    fn told(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let GeneratedScenarios { scenarios, calls, at_least, weighed, covers, of, .. } = self.made;
        let of_what = match self.scope {
            GenerateScope::All if *of == 1 => "cell",
            GenerateScope::All => "cells",
            GenerateScope::Keys if *of == 1 => "cell of keys",
            GenerateScope::Keys => "cells of keys",
            GenerateScope::Hours if *of == 1 => "cell of hours",
            GenerateScope::Hours => "cells of hours",
            GenerateScope::Paths if *of == 1 => "way",
            GenerateScope::Paths => "ways",
        };
        // Which plan it is about is not always what one thinks.
        write!(f, "{}: ", safe(&self.plan.name))?;
        if *of == 0 {
            return write!(f, "there is nothing to cover: the plan has no {of_what}");
        }
        if *covers == 0 {
            return match of {
                1 => write!(f, "the only {of_what} is covered"),
                of => write!(f, "all {of} {of_what} are covered"),
            };
        }
        write!(
            f,
            "{} in {} cover{} {} {of} {of_what}; of the {} considered, at least {at_least} {} needed",
            counted(*calls, "call"),
            counted(scenarios.len(), "scenario"),
            if *calls == 1 { "s" } else { "" },
            match (self.is_rest, covers) {
                (true, 1) => "the 1 that was missing of".to_owned(),
                (true, covers) => format!("the {covers} that were missing of"),
                (false, 1) => "the".to_owned(),
                (false, _) => "all".to_owned(),
            },
            counted_as(*weighed, "call that was", "calls that were"),
            if *at_least == 1 { "is" } else { "are" },
        )
    }
}
