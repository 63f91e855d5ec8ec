use std::io::Write as _;
use std::path::Path;

use super::ask;
use crate::cli::args::{Map, MapFormat};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::find;
use crate::load::PlanSource;
use crate::picture::{Detail, Forest, Marks, Moment, Picture, Tree};
use crate::report::Paint;
use crate::save;

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Map) -> Result<Exit, Failure> {
    let plan = context.plan(source)?;
    let caller = ask::caller(&plan, args.from.as_deref())?;
    let moment = match &args.at {
        Some(at) => Some(Moment {
            at: ask::at(&plan, Some(at), context.now)?,
            caller_zone: caller.zone_under(&plan).zone,
        }),
        None => None,
    };
    let detail = if args.full { Detail::Full } else { Detail::CommonExitsOnce };
    let forest = &match &args.line {
        Some(line) => {
            let line = find::line(&plan, line).map_err(|error| Failure::Usage(error.to_string()))?;
            Forest::of_line(&plan, line, detail)
        }
        None => Forest::of_plan(&plan, detail),
    };
    let marks = &Marks::default();
    let picture = Picture { forest, moment, marks };
    let drawn = match args.format {
        MapFormat::Tree => {
            let paint = Paint::new(context.color && args.out.is_none());
            Tree { forest, moment, marks, here: None, paint }.to_string()
        }
        MapFormat::Svg => picture.svg().to_string(),
        MapFormat::Mermaid => picture.mermaid().to_string(),
        MapFormat::Dot => picture.dot().to_string(),
    };
    put(context, args.out.as_deref(), &drawn)
}

/// Writes a picture to its file, or to standard output if it has none.
pub(super) fn put(context: &mut Context, out: Option<&Path>, drawn: &str) -> Result<Exit, Failure> {
    match out {
        None => write!(context.out, "{drawn}")?,
        Some(path) => {
            save::replace(path, drawn)
                .map_err(|error| Failure::Usage(format!("cannot write {}: {error}", path.display())))?;
            writeln!(context.out, "wrote {}", path.display())?;
        }
    }
    Ok(Exit::Success)
}
