use super::ask;
use super::out::{self, Audience, OutputPlace};
use super::questions;
use crate::base::text::typed;
use crate::cli::args::PageArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::directory;
use crate::files::load::PlanSource;
use crate::page::PageFile;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &PageArgs,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    let usage = |error: String| CommandFailure::Usage(error);
    let at = args.at.as_deref().map(|at| ask::at(&plan, Some(at), context.now)).transpose()?;
    let line = args.line.as_deref().map(|text| directory::line(&plan, text));
    let line = line.transpose().map_err(|error| usage(error.to_string()))?;
    let number = line.map(|id| plan.line(id).number.value.to_string());
    if let Some(title) = &args.title {
        typed(title).map_err(|error| usage(format!("--title: {error}")))?;
    }
    let (_, own) = questions::read_with_texts(&plan, &args.questions)?;
    let page = PageFile {
        plan: &plan,
        title: args.title.as_deref(),
        at,
        line: number.as_deref(),
        lessons: args.lessons,
        questions: &own,
        made: context.now,
        served: None,
    };
    out::put(context, OutputPlace::of(args.out.as_deref()), Audience::Program, |to| page.write(to))
}
