use std::io::{self, Write as _};
use std::path::Path;

use jiff::Timestamp;

use super::ask;
use super::out::{self, Audience, OutputPlace};
use crate::base::diagnostic::{did_you_mean, unseen_in};
use crate::base::text::{Paint, display_width, safe_lines};
use crate::cli::args::{Format, HoursArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::directory;
use crate::directory::report::HoursReport;
use crate::files::load::{self, InputLine, LONGEST_LINE, PlanSource};
use crate::picture::WeekChart;
use crate::plan::ScheduleId;
use crate::time::{Expression, Schedule, ScheduleZone, Zone, moment};

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &HoursArgs,
) -> Result<ExitStatus, CommandFailure> {
    if let (Some(expression), Some(zone)) = (&args.open, &args.timezone) {
        return of_expression(context, args, expression, zone);
    }
    if args.at.as_deref() == Some("-") {
        return Err(CommandFailure::Usage("`--at -` needs --open and --timezone".to_owned()));
    }
    let (plan, at) = context.plan_at(source, |plan| match args.at.as_deref() {
        Some(day) if args.week => ask::since("--at", day, plan, context.now),
        text => ask::at(plan, text, context.now),
    })?;
    let caller = ask::caller("--from", &plan, args.from.as_deref())?;
    let schedules: Vec<ScheduleId> = match &args.name {
        Some(name) => {
            directory::schedules(&plan, name).map_err(|error| CommandFailure::Usage(error.to_string()))?
        }
        None => plan.schedules().map(|(id, _)| id).collect(),
    };
    let rows = schedules.into_iter().map(|id| plan.schedule(id));
    let rows = rows.map(|named| (named.key.as_str(), &named.schedule)).collect();
    let caller_zone = caller.zone_under(&plan).zone;
    if args.week {
        // Whoever asks for no caller reads the plan's own clock.
        let zone = if args.from.is_some() { caller_zone } else { plan.zone };
        return show_week(context, args, &WeekChart::new(rows, at, zone, caller_zone));
    }
    show(context, &HoursReport::new(rows, caller_zone, at), args.format)
}

/// The moment that is asked for without a plan; of a week, a day of it is enough.
fn when(args: &HoursArgs, zone: Zone, now: Timestamp) -> Result<Timestamp, CommandFailure> {
    let read = |text: &str| {
        if args.week {
            moment::parse_day(text, zone, now, &|_, _| None)
        } else {
            moment::parse_from(text, zone, now)
        }
    };
    let at = args.at.as_deref().map_or(Ok(now), read);
    at.map_err(|error| CommandFailure::Usage(format!("--at: {error}")))
}

fn show_week(
    context: &mut CommandContext,
    args: &HoursArgs,
    week: &WeekChart<'_>,
) -> Result<ExitStatus, CommandFailure> {
    let names_picture =
        args.out.as_deref().and_then(Path::extension).is_some_and(|end| end.eq_ignore_ascii_case("svg"));
    if args.out.is_some() && !args.svg && !names_picture {
        let text = "--out is for a picture: add --svg, or name a file that ends in .svg";
        return Err(CommandFailure::Usage(text.to_owned()));
    }
    if args.svg || names_picture {
        let drawn = week.svg().to_string();
        return out::put(context, OutputPlace::of(args.out.as_deref()), Audience::Program, |to| {
            to.write_all(drawn.as_bytes())
        });
    }
    write!(context.out, "{}", week.text(Paint::new(context.color).within(context.columns)))?;
    Ok(ExitStatus::Success)
}

fn show(
    context: &mut CommandContext,
    report: &HoursReport<'_>,
    format: Format,
) -> Result<ExitStatus, CommandFailure> {
    match format {
        Format::Json => context.json(&report.json())?,
        Format::Text => context.table(&report.table())?,
    }
    Ok(ExitStatus::Success)
}

fn of_expression(
    context: &mut CommandContext,
    args: &HoursArgs,
    expression: &str,
    zone: &str,
) -> Result<ExitStatus, CommandFailure> {
    let zone = Zone::named(zone).ok_or_else(|| {
        let near = did_you_mean(zone, Zone::all().map(Zone::name));
        let meant = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        CommandFailure::Usage(format!("--timezone: there is no time zone {zone:?}{meant}"))
    })?;
    let parsed = Expression::parse(expression).map_err(|error| {
        let help = error.help.map(|help| format!("\n  help: {help}")).unwrap_or_default();
        let (start, end) = (error.range.start, error.range.end.max(error.range.start + 1));
        let before = expression.get(..start).map_or(0, display_width);
        let under = expression.get(start..end).map_or(1, |text| display_width(text).max(1));
        let underline = format!("{}{}", " ".repeat(before), "^".repeat(under));
        // What looks as it should be written helps nobody.
        let unseen = unseen_in(&format!("{expression:?}"));
        let help = if unseen.is_empty() { help } else { format!("\n  help: {}", unseen.join("\n  help: ")) };
        let told = format!("--open: {}\n  {expression}\n  {underline}{help}", error.message);
        CommandFailure::Usage(safe_lines(&told).into_owned())
    })?;
    let schedule = Schedule::new(parsed, Vec::new(), Vec::new(), ScheduleZone::Fixed(zone));
    if args.at.as_deref() == Some("-") && !args.week {
        return answer_each_line(context, &schedule, zone);
    }
    let at = when(args, zone, context.now)?;
    let rows = vec![("--open", &schedule)];
    if args.week {
        return show_week(context, args, &WeekChart::new(rows, at, zone, zone));
    }
    show(context, &HoursReport::new(rows, zone, at), args.format)
}

/// Reads an instant a line and writes `open` or `closed` for each.
fn answer_each_line(
    context: &mut CommandContext,
    schedule: &Schedule,
    zone: Zone,
) -> Result<ExitStatus, CommandFailure> {
    let timetable = schedule.in_zone(zone);
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut line = Vec::with_capacity(64);
    let mut number = 0_u64;
    loop {
        number += 1;
        match load::next_line(&mut input, &mut line)? {
            InputLine::End => return Ok(ExitStatus::Success),
            InputLine::TooLong => {
                return Err(CommandFailure::Usage(format!(
                    "<stdin>:{number}: this line is longer than {LONGEST_LINE} bytes; an instant is short, such \
                     as 2023-08-28T22:00:00Z"
                )));
            }
            InputLine::Read => {}
        }
        let text = line.trim_ascii();
        let at: Option<Timestamp> = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        let Some(at) = at else {
            let shown = String::from_utf8_lossy(text);
            return Err(CommandFailure::Usage(format!(
                "<stdin>:{number}: {shown:?} is not an RFC 3339 instant such as 2023-08-28T22:00:00Z"
            )));
        };
        let at = moment::within_range(at)
            .map_err(|error| CommandFailure::Usage(format!("<stdin>:{number}: {at}: {error}")))?;
        context.out.exact().write_all(if timetable.is_open(at) { b"open\n" } else { b"closed\n" })?;
    }
}
