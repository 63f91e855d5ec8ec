//! The smallest plan, so that a test says only what it is about.

use super::plan::NUMBER;

/// What `[plan]` says besides the name.
pub const NEW_YORK: &str = "effective = 2026-01-01\ntimezone = \"America/New_York\"";
/// The same, for calls in 2023.
pub const NEW_YORK_2023: &str = "effective = 2023-01-01\ntimezone = \"America/New_York\"";
/// The same, where no clock is ever changed.
pub const UTC: &str = "effective = 2026-01-01\ntimezone = \"UTC\"";

/// The text of a plan for a garage in New York: its line `main` answers at a step, and the rest is given, its steps and whatever else
/// it has.
#[must_use]
pub fn garage(answer: &str, rest: &str) -> String {
    garage_with(NEW_YORK, answer, rest)
}

/// As [`garage`], with all that stands in `[plan]` besides the name.
#[must_use]
pub fn garage_with(settings: &str, answer: &str, rest: &str) -> String {
    format!(
        r#"
[plan]
name = "Garage"
{settings}

[lines.main]
number = "{NUMBER}"
name = "Garage"
answer = "{answer}"
{rest}
"#
    )
}
