//! The command that makes the call of a witness again.

use std::fmt;

use crate::diff::Both;
use crate::explore::Witness;
use crate::moment::{self, rfc3339};
use crate::plan::Plan;
use crate::report::replay::Quoted;

/// The command, under the plan of this name; None where the plan needs none, as it comes with the program.
pub(in crate::report) struct Command<'a> {
    pub(in crate::report) witness: &'a Witness,
    pub(in crate::report) plans: Both<&'a Plan>,
    pub(in crate::report) plan: Option<&'a str>,
}

impl fmt::Display for Command<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { witness, plans, plan } = self;
        write!(f, "ivrsim call {}", Quoted(&witness.number.to_string()))?;
        if !witness.keys.presses().is_empty() {
            write!(f, " --press {}", Quoted(&witness.keys.to_string()))?;
        }
        // As a person writes it, where both plans read it as this instant.
        let clock = plans.new.zone.wall_clock(witness.at);
        let format = if clock.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
        let written = clock.strftime(format).to_string();
        let is_read = |plan: &Plan| moment::parse(&written, plan.zone) == Ok(witness.at);
        if is_read(plans.old) && is_read(plans.new) {
            write!(f, " --at {}", Quoted(&written))?;
        } else {
            write!(f, " --at {}", Quoted(&rfc3339(witness.at, plans.new.zone).to_string()))?;
        }
        match (witness.caller.zone, witness.caller.number) {
            (Some(zone), _) => write!(f, " --from {}", Quoted(zone.name()))?,
            (None, Some(number)) => write!(f, " --from {}", Quoted(&number.to_string()))?,
            (None, None) => {}
        }
        plan.map_or(Ok(()), |plan| write!(f, " --plan {}", Quoted(plan)))
    }
}
