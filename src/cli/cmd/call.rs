use std::io::Write as _;

use super::ask;
use crate::call::report::{CallJson, CallText};
use crate::call::{CallSpec, CompletedCall, KeySequence};
use crate::cli::args::{CallArgs, Format};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::PlanSource;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &CallArgs,
) -> Result<ExitStatus, CommandFailure> {
    let (plan, at) = context.plan_at(source, |plan| ask::at(plan, args.at.as_deref(), context.now))?;
    let number = ask::number(&plan, &args.number)?;
    let caller = ask::caller("--from", &plan, args.from.as_deref())?;
    let keys: KeySequence =
        args.press.parse().map_err(|error| CommandFailure::Usage(format!("--press: {error}")))?;
    let answers = ask::answers(&plan, &args.answers)?;
    let spec = CallSpec::new(number, at).with_caller(caller).with_keys(keys).with_answers(answers);
    let CompletedCall { record, pressed, .. } = plan.call(&spec);
    match args.format {
        Format::Text => {
            context.show(|paint| CallText { plan: &plan, record: &record, why: args.why, paint })?;
            let left = &spec.keys.presses()[pressed..];
            if !left.is_empty() {
                writeln!(
                    context.out,
                    "not pressed, because the call had ended: {}",
                    KeySequence::from(left.to_vec()).for_people()
                )?;
            }
        }
        Format::Json => context.json(&CallJson::new(&plan, &record, pressed))?,
    }
    Ok(ExitStatus::Success)
}
