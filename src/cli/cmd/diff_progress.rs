//! A comparison that somebody waits for.

use std::sync::Arc;

use super::waiting;
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::cli::interrupts::Interrupts;
use crate::diff::{Diff, diff_watched};
use crate::explore::Horizon;
use crate::plan::Plan;

/// Compares two plans.
pub(super) fn compared(
    context: &CommandContext,
    old: &Arc<Plan>,
    new: &Arc<Plan>,
    horizon: Horizon,
) -> Result<Diff, CommandFailure> {
    let (old, new) = (Arc::clone(old), Arc::clone(new));
    waiting::for_work(context, &*Interrupts::watched()?, "numbers compared", move |far| {
        diff_watched(&old, &new, horizon, |done, all| far.is(done, all))
    })
}
