//! A comparison that somebody waits for.

use std::sync::Arc;

use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::cli::interrupts::Interrupts;
use crate::cli::progress::run_with_progress;
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
    run_with_progress(context, &*Interrupts::watched()?, "numbers compared", move |progress| {
        diff_watched(&old, &new, horizon, |done, all| progress.is(done, all))
    })
}
