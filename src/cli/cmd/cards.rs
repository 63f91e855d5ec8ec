use std::io::{self, Write as _};

use super::out::{self, Audience, OutputPlace};
use super::{ask, questions};
use crate::cli::args::{CardsArgs, CardsFormat};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::explore::incomplete::INCOMPLETE;
use crate::files::load::PlanSource;
use crate::training::cards::CardsReport;
use crate::training::drill::Deck;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &CardsArgs,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    let at = match &args.at {
        Some(day) => ask::since("--at", day, &plan, context.now)?,
        None => context.now,
    };
    let deck = Deck::of(&plan, at).and(questions::read(&plan, &args.questions)?);
    let report = CardsReport::new(&plan, &deck);
    let put = out::put(context, OutputPlace::of(args.out.as_deref()), Audience::Program, |to| {
        write(&report, args.format(), to)
    })?;
    if deck.is_complete() {
        return Ok(put);
    }
    writeln!(context.errors(), "{INCOMPLETE}")?;
    Ok(ExitStatus::of_look(false))
}

fn write(report: &CardsReport<'_>, format: CardsFormat, mut out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        CardsFormat::Md => write!(out, "{}", report.markdown()),
        CardsFormat::Anki => write!(out, "{}", report.anki()),
        CardsFormat::Html => report.html(&mut out),
        CardsFormat::Csv => report.csv(&mut out),
        CardsFormat::Json => report.json(&mut out),
    }
}
