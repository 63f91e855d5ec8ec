use std::io::{self, Write as _};

use super::{ask, questions};
use crate::cli::args::{Cards, CardsFormat};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::drill::Deck;
use crate::load::PlanSource;
use crate::report::CardsReport;
use crate::save::Pending;

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Cards) -> Result<Exit, Failure> {
    let plan = context.plan(source)?;
    let at = match &args.at {
        Some(day) => ask::since("--at", day, plan.zone, context.now)?,
        None => context.now,
    };
    let deck = Deck::of(&plan, at).and(questions::read(&plan, &args.questions)?);
    let report = CardsReport::new(&plan, &deck);
    let Some(path) = &args.out else {
        write(&report, args.format, &mut context.out)?;
        return Ok(Exit::Success);
    };
    let written = Pending::beside(path).and_then(|mut file| {
        write(&report, args.format, &mut file)?;
        file.keep()
    });
    written.map_err(|error| Failure::Usage(format!("cannot write {}: {error}", path.display())))?;
    writeln!(context.out, "wrote {}", path.display())?;
    Ok(Exit::Success)
}

fn write(report: &CardsReport<'_>, format: CardsFormat, out: &mut impl io::Write) -> io::Result<()> {
    match format {
        CardsFormat::Md => write!(out, "{}", report.markdown()),
        CardsFormat::Anki => write!(out, "{}", report.anki()),
        CardsFormat::Html => report.html(out),
        CardsFormat::Csv => report.csv(out),
        CardsFormat::Json => report.json(out),
    }
}
