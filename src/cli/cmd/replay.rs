use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::diff::old_source;
use super::out::{Audience, OutputPlace, put};
use crate::base::diagnostic::did_you_mean;
use crate::base::source::{DisplayPath, Sources};
use crate::base::text::Paint;
use crate::cli::args::{ReplayArgs, ReplayFormat};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts::Interrupts;
use crate::cli::progress::Progress;
use crate::diff::BeforeAfter;
use crate::diff::report::PlanName;
use crate::files::load::{self, PlanSource, RecordSource, RecordSources};
use crate::files::save::Pending;
use crate::plan::Plan;
use crate::replay::records::{ColumnPlace, LeaveOut, RecordColumn, RecordRules};
use crate::replay::report::{self, ReplayJson};
use crate::replay::{
    CallerMask, RecordClock, RecordIntake, RecordedCalls, ReplayChange, ReplayOptions, ReplaySurvey,
    compare_calls, life_scenarios, record_rules, share_records, survey,
};
use crate::time::Zone;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &ReplayArgs,
) -> Result<ExitStatus, CommandFailure> {
    let rules = rules(args)?;
    let zone = args.timezone.as_deref().map(zone).transpose()?;
    let sources = load::record_sources(&args.records)?;
    let plan = context.timeline(source)?;
    // What the records are held against is the plan that was in force.
    let old = args.against.as_deref().map(|word| {
        let old = old_source(word, source)?;
        Ok::<_, CommandFailure>((context.timeline(&old)?, PlanName { plan: old.word() }))
    });
    let old = old.transpose()?;
    let present = old.as_ref().map_or(&plan, |(old, _)| old);
    let interrupts = Interrupts::watched()?;
    let mut intake = RecordIntake::new(rules, present.country);
    let is_whole = read(context, &interrupts, &sources, &mut intake)?;
    if intake.files.iter().all(|file| file.format.is_none()) {
        return Err(CommandFailure::Usage(unknown(&intake)));
    }
    let mask = match &args.salt {
        Some(secret) => CallerMask::of_secret(secret),
        None => CallerMask::of_records(intake.legs.iter().map(|leg| leg.print)),
    };
    let mask = if args.last_two { mask.with_last_two() } else { mask };
    let calls = RecordedCalls::of(&mut intake);
    let told = survey(present, &intake, &calls, ReplayOptions { zone, mask });
    let change = old.as_ref().map(|(old, name)| {
        let (first, last) = calls.range();
        let clock = RecordClock::new(told.clock.zone, first, last);
        let names = BeforeAfter { old: name.clone(), new: PlanName { plan: source.word() } };
        compare_calls(BeforeAfter { old, new: &plan }, &names, &intake, &calls, &clock, mask)
    });
    drop(interrupts);
    if let Some(most) = args.scenarios {
        let (first, last) = calls.range();
        let clock = RecordClock::new(told.clock.zone, first, last);
        let path = &args.scenarios_out;
        let life = life_scenarios(present, &intake, &calls, &clock, most, None);
        let mut file = Pending::beside(path)?;
        write!(file, "{}", life.suite)?;
        file.keep_new()?;
        let count = life.suite.scenarios.len();
        writeln!(
            context.errors(),
            "wrote {}: {count} scenarios, which stand for {} of {} calls",
            DisplayPath(path),
            life.calls,
            life.of
        )?;
    }
    if let Some(folder) = &args.anonymize {
        let plans: Vec<&Plan> = [&plan, present].into_iter().map(|plan| &**plan).collect();
        share(context, folder, &sources, &intake, mask, &plans)?;
    }
    write(context, args, &ReplayAnswer { told: &told, plan: &present.name, change: change.as_ref() })?;
    if !is_whole {
        writeln!(context.errors(), "stopped by Ctrl-C: the report is that of {} records", told.records())?;
        return Ok(ExitStatus::Interrupted);
    }
    let fares_differently = change.is_some_and(|change| !change.calls.is_none());
    Ok(if told.has_drifted() || fares_differently { ExitStatus::Failed } else { ExitStatus::Success })
}

/// Writes records that can be shared.
fn share(
    context: &CommandContext,
    folder: &Path,
    sources: &RecordSources,
    intake: &RecordIntake,
    mask: CallerMask,
    plans: &[&Plan],
) -> Result<(), CommandFailure> {
    for (index, (source, file)) in sources.files.iter().zip(&intake.files).enumerate() {
        if *source == RecordSource::Standard {
            let text = "--anonymize: standard input can be read only once; write it to a file first";
            return Err(CommandFailure::Usage(text.to_owned()));
        }
        let Some(format) = file.format else { continue };
        // Names of files may say whose records they are.
        let ending = if format.is_json() { "jsonl" } else { "csv" };
        let path = folder.join(format!("records-{:03}.{ending}", index + 1));
        let input = source.open(&Arc::new(AtomicU64::new(0)))?;
        let mut out = Pending::beside(&path)?;
        let count = share_records(plans, &intake.rules, mask, input, io::BufWriter::new(&mut out))?;
        out.keep_new()?;
        let left_out =
            if count.left_out > 0 { format!(", {} left out", count.left_out) } else { String::new() };
        writeln!(context.errors(), "wrote {}: {} records{left_out}", DisplayPath(&path), count.written)?;
    }
    Ok(())
}

/// What is told.
struct ReplayAnswer<'a> {
    told: &'a ReplaySurvey,
    /// The name of the plan that was in force.
    plan: &'a str,
    change: Option<&'a ReplayChange>,
}

/// Reads all files. Gives whether all of them were read to their end.
fn read(
    context: &CommandContext,
    interrupts: &Interrupts,
    sources: &RecordSources,
    intake: &mut RecordIntake,
) -> Result<bool, CommandFailure> {
    const MEGABYTE: u64 = 1_000_000;
    let progress = Progress::new(context.watched, "[{bar:24}] {pos} of {len} MB of records read");
    let done = Arc::new(AtomicU64::new(0));
    let mut is_whole = true;
    for file in &sources.files {
        let input = file.open(&done)?;
        let name = file.name();
        let goes_on = || {
            let read = done.load(Ordering::Relaxed);
            let all = sources.bytes.max(read);
            progress.is((read / MEGABYTE) as usize, all.div_ceil(MEGABYTE) as usize);
            is_whole &= !interrupts.load(Ordering::Relaxed);
            is_whole
        };
        let read = intake.read(&name, input, goes_on);
        read.map_err(|error| CommandFailure::Usage(format!("cannot read {name}: {error}")))?;
        if !is_whole {
            break;
        }
    }
    Ok(is_whole)
}

fn write(
    context: &mut CommandContext,
    args: &ReplayArgs,
    answer: &ReplayAnswer<'_>,
) -> Result<(), CommandFailure> {
    let &ReplayAnswer { told, plan, change } = answer;
    let place = OutputPlace::of(args.out.as_deref());
    match (args.format, place) {
        (ReplayFormat::Text, OutputPlace::Standard) => {
            let columns = context.columns;
            context.show(|paint| report::text(told, plan, change, paint, columns))?;
        }
        (ReplayFormat::Text, place) => {
            put(context, place, Audience::Person, |out| {
                write!(out, "{}", report::text(told, plan, change, Paint::new(false), None))
            })?;
        }
        (ReplayFormat::Json, place) => {
            put(context, place, Audience::Program, |out| {
                serde_json::to_writer_pretty(&mut *out, &ReplayJson::of(told, plan, change))?;
                writeln!(out)
            })?;
        }
        (ReplayFormat::Csv, place) => {
            put(context, place, Audience::Program, |out| report::hours_csv(told, out))?;
        }
        (ReplayFormat::Html, place) => {
            put(context, place, Audience::Program, |out| {
                write!(out, "{}", report::html(told, plan, change))
            })?;
        }
    }
    Ok(())
}

/// What is said where no file is known.
fn unknown(intake: &RecordIntake) -> String {
    let names: Vec<&str> = intake.files.iter().take(3).map(|file| &*file.name).collect();
    let more = if intake.files.len() > names.len() { " and others" } else { "" };
    format!(
        "no records of a system that is known are in {}{more}: say with --columns what stands in which column",
        names.join(", ")
    )
}

fn zone(name: &str) -> Result<Zone, CommandFailure> {
    Zone::named(name).ok_or_else(|| {
        let text = format!(
            "--timezone: there is no time zone `{}`: write it as in America/Chicago",
            name.escape_debug()
        );
        CommandFailure::Usage(text)
    })
}

/// How records are to be read: the rules of a file, and those of the command line, which win.
fn rules(args: &ReplayArgs) -> Result<RecordRules, CommandFailure> {
    let usage = |text: String| CommandFailure::Usage(text);
    let mut rules = match &args.rules {
        None => RecordRules::default(),
        Some(path) => {
            let text = load::text(path)?;
            let mut sources = Sources::default();
            let file = sources.add(load::name(path), text);
            record_rules(&sources, file)
                .map_err(|mistakes| CommandFailure::Mistakes(mistakes, Arc::new(sources)))?
        }
    };
    let mut columns = Vec::new();
    for text in &args.columns {
        let Some((word, place)) = text.split_once('=').filter(|(_, place)| !place.trim().is_empty()) else {
            return Err(usage(format!(
                "--columns: `{}` is no column with its place: write it as in `start=1`",
                text.escape_debug()
            )));
        };
        let word = word.trim();
        let Some(column) = RecordColumn::from_word(word) else {
            let words = RecordColumn::ALL.map(RecordColumn::word);
            let near = did_you_mean(word, words).map(|near| format!(": did you mean `{near}`?"));
            let near = near.unwrap_or_else(|| format!("; the columns are {}", words.join(", ")));
            return Err(usage(format!("--columns: there is no column `{}`{near}", word.escape_debug())));
        };
        columns.push((column, ColumnPlace::parse(place)));
    }
    if !columns.is_empty() {
        if !columns.iter().any(|(column, _)| *column == RecordColumn::Start) {
            return Err(usage(
                "--columns: name the column of `start`, which says when calls came in".to_owned(),
            ));
        }
        rules.columns = columns;
    }
    for text in &args.leave_out {
        match LeaveOut::parse(text) {
            Some(rule) => rules.leave_out.push(rule),
            None => {
                return Err(usage(format!(
                    "--leave-out: `{}` is no column with what it says: write it as in `from=615-555-0199`",
                    text.escape_debug()
                )));
            }
        }
    }
    Ok(rules)
}
