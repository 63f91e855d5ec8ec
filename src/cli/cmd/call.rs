use std::io::Write as _;

use super::ask;
use crate::base::text::Paint;
use crate::call::report::{CallJson, CallText};
use crate::call::{CallRecord, KeySequence};
use crate::cli::args::{CallArgs, Format};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::PlanSource;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &CallArgs,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    let number = ask::number(&plan, &args.number)?;
    let caller = ask::caller(&plan, args.from.as_deref())?;
    let at = ask::at(plan.zone, args.at.as_deref(), context.now)?;
    let keys: KeySequence =
        args.press.parse().map_err(|error| CommandFailure::Usage(format!("--press: {error}")))?;
    let (record, run) = CallRecord::make(&plan, number, caller, at, &keys);
    match args.format {
        Format::Text => {
            let paint = Paint::new(context.color);
            let told = CallText { plan: &plan, record: &record, why: args.why, paint };
            context.show(told)?;
            let left = &keys.presses()[run.pressed..];
            if !left.is_empty() {
                writeln!(
                    context.out,
                    "not pressed, as the call had ended: {}",
                    KeySequence::from(left.to_vec()).for_people()
                )?;
            }
        }
        Format::Json => context.json(&CallJson::new(&plan, &record, run.pressed))?,
    }
    Ok(ExitStatus::Success)
}
