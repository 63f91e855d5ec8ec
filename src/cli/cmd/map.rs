use std::path::Path;

use super::compared::compared;
use super::out::{self, Audience, OutputPlace};
use super::{ask, diff};
use crate::base::text::Paint;
use crate::cli::args::{MapArgs, MapFormat};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::directory;
use crate::explore::Horizon;
use crate::files::load::PlanSource;
use crate::picture::{Forest, Marks, Picture, PictureDetail, PictureMoment, Tree};

/// How far into the future plans are compared, from the day on which the new one takes effect.
const YEARS: u8 = 2;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &MapArgs,
) -> Result<ExitStatus, CommandFailure> {
    let (place, format) = (OutputPlace::of(args.out.as_deref()), args.format());
    let plan = context.plan(source)?;
    let caller = ask::caller("--from", &plan, args.from.as_deref())?;
    let moment = match &args.at {
        Some(at) => Some(PictureMoment {
            at: ask::at(&plan, Some(at), context.now)?,
            caller_zone: caller.zone_under(&plan).zone,
        }),
        None => None,
    };
    let detail = if args.full || format == MapFormat::Json {
        PictureDetail::Full
    } else {
        PictureDetail::CommonExitsOnce
    };
    let forest = &match &args.line {
        Some(line) => {
            let line =
                directory::line(&plan, line).map_err(|error| CommandFailure::Usage(error.to_string()))?;
            Forest::of_line(&plan, line, detail)
        }
        None => Forest::of_plan(&plan, detail),
    };
    let mut marks = match &args.diff {
        Some(old) => match marks(context, source, old, &plan) {
            Err(CommandFailure::Interrupted) => return Ok(ExitStatus::Interrupted),
            marks => marks?,
        },
        None => Marks::default(),
    };
    if args.line.is_some() {
        // Who asks for one line is not told of others.
        marks.gone_lines.clear();
    }
    let marks = &marks;
    let picture = Picture { forest, moment, marks };
    let drawn = match format {
        MapFormat::Tree => {
            let to_screen = place.file().is_none();
            let columns = context.columns.filter(|_| to_screen);
            let paint = Paint::new(context.color && to_screen).within(columns);
            Tree { forest, moment, marks, here: None, paint }.to_string()
        }
        MapFormat::Svg => picture.svg().to_string(),
        MapFormat::Mermaid => picture.mermaid().to_string(),
        MapFormat::Dot => picture.dot().to_string(),
        MapFormat::Json => {
            serde_json::to_string_pretty(&picture.json()).map_err(std::io::Error::from)? + "\n"
        }
    };
    let reader = if format == MapFormat::Tree { Audience::Person } else { Audience::Program };
    out::put(context, place, reader, |to| to.write_all(drawn.as_bytes()))
}

/// What callers meet otherwise than under the old plan.
fn marks(
    context: &CommandContext,
    source: &PlanSource,
    old: &Path,
    plan: &std::sync::Arc<crate::plan::Plan>,
) -> Result<Marks, CommandFailure> {
    let old = context.plan(&diff::old_source(old, source)?)?;
    let diff = compared(context, &old, plan, ask::looked_at(Horizon::of(plan, YEARS)))?;
    Ok(Marks::between(&old, plan, &diff))
}
