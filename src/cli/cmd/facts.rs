use crate::base::text::Paint;
use crate::cli::args::{Facts, Format};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::directory::report::{FactJson, FactsText};
use crate::files::load::PlanSource;
use crate::plan;

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Facts) -> Result<Exit, Failure> {
    let plan = context.plan(source)?;
    let mut facts = plan::facts(&plan);
    if args.assumed {
        facts.retain(|fact| fact.assumed.is_some());
    }
    match args.format {
        Format::Json => context.json(&facts.iter().map(FactJson::from).collect::<Vec<_>>())?,
        Format::Text => {
            context.show(FactsText { facts: &facts, paint: Paint::new(context.color) })?;
        }
    }
    Ok(Exit::Success)
}
