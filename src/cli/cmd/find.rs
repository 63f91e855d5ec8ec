use super::ask;
use crate::base::text::typed;
use crate::cli::args::{FindArgs, Format};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::directory::report::SearchResults;
use crate::files::load::PlanSource;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &FindArgs,
) -> Result<ExitStatus, CommandFailure> {
    let (plan, at) = context.plan_at(source, |plan| ask::at(plan, args.at.as_deref(), context.now))?;
    let caller = ask::caller("--from", &plan, args.from.as_deref())?;
    let words = args.words.join(" ");
    typed(&words).map_err(|error| CommandFailure::Usage(error.to_string()))?;
    let found = SearchResults::search(&plan, &words, caller, at);
    match args.format {
        Format::Json => context.json(&found.json())?,
        Format::Text if found.is_empty() => {
            context
                .say(&format!("nothing in the plan matches {words:?}; `ivrsim lines` lists all numbers"))?;
        }
        Format::Text => context.show(|paint| found.text(paint))?,
    }
    Ok(if found.is_empty() { ExitStatus::Failed } else { ExitStatus::of_look(found.is_complete()) })
}
