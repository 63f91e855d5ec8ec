use super::ask;
use crate::cli::args::{FactsArgs, Format};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::directory::report::{FactJson, FactsText};
use crate::files::load::PlanSource;
use crate::plan;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &FactsArgs,
) -> Result<ExitStatus, CommandFailure> {
    let (plan, _) = context.plan_at(source, |plan| match args.at.as_deref() {
        Some(day) => ask::since("--at", day, plan, context.now),
        None => Ok(context.now),
    })?;
    let mut facts = plan::facts(&plan);
    if args.assumed {
        facts.retain(|fact| fact.assumed.is_some());
    }
    match args.format {
        Format::Json => context.json(&facts.iter().map(FactJson::from).collect::<Vec<_>>())?,
        Format::Text => {
            context.show(|paint| FactsText { facts: &facts, paint })?;
        }
    }
    Ok(ExitStatus::Success)
}
