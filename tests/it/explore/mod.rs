//! Every call that can happen: how they are found, told apart, and told.

mod calls;
mod entries;
mod incomplete;
mod meanwhile;
mod paths;
mod said;
mod stay;
mod trails;

use ivrsim::plan::Plan;

use crate::oracles;
use crate::oracles::garage::NEW_YORK;

/// A plan with lines of its own, of New York.
fn plan(lines: &str) -> Plan {
    oracles::plan::plan(&format!("[plan]\nname = \"Test\"\n{NEW_YORK}\n{lines}"))
}
