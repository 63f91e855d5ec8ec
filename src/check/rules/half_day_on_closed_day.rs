use std::sync::Arc;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{NamedCalendar, NamedSchedule};
use crate::time::names::weekday_name;
use crate::time::{DayHours, Holiday};

pub(in crate::check) const RULE: Rule = Rule {
    code: "half-day-on-closed-day",
    level: Level::Warning,
    summary: "A half day opens on days of the week that are otherwise closed",
    why: "Hours for a date hold on whatever weekday it is. A half day on December 24 opens the desk on a Sunday as \
          well, and callers are put through to nobody.",
    mend: "In a calendar, say when the day ends: `closes = 12:00:00` shortens a day and never opens one. In hours, name \
           the weekdays: `Dec 24 Mo-Fr 09:00-12:00`.",
    examples: examples!("half-day-on-closed-day"),
    changes_with_time: false,
    look,
};

/// After so many years, every date has been on every weekday.
const YEARS: i16 = 28;

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let first = context.plan.effective.year();
    for (_, hours) in context.plan.schedules() {
        for stray in hours.schedule.expression().stray_days(first) {
            let place =
                hours.written.span.inside_string(&context.plan.sources, &hours.written.value, stray.range);
            let message =
                format!("{} is a {}, and this opens it", stray.date, weekday_name(stray.date.weekday()));
            found.push(
                finding(place, message).help(format!("if it stays closed then, write `{}`", stray.instead)),
            );
        }
    }
    for named in context.plan.calendars() {
        for day in &named.calendar.days {
            found.extend(opened(context, named, day, first));
        }
    }
}

/// What there is to say of a holiday with hours of its own, if these open a weekday that is closed.
fn opened(
    context: &CheckContext<'_>,
    named: &NamedCalendar,
    day: &Holiday,
    first: i16,
) -> Option<Diagnostic> {
    let DayHours::Open(times) = &day.hours else { return None };
    let keeps = |hours: &&NamedSchedule| {
        hours.schedule.calendars().iter().any(|kept| Arc::ptr_eq(kept, &named.calendar))
    };
    let stray = |hours: &NamedSchedule| {
        let days = (first..first.saturating_add(YEARS)).flat_map(|year| hours.schedule.holidays_in(year));
        let mut own = days.filter(|kept| std::ptr::eq(kept.holiday, day)).map(|kept| kept.date);
        own.find(|date| hours.schedule.expression().is_closed_weekday(date.weekday()))
    };
    let schedules = context.plan.schedules().map(|(_, hours)| hours).filter(keeps);
    let (hours, date) =
        schedules.filter_map(|hours| Some((hours, stray(hours)?))).min_by_key(|(_, date)| *date)?;
    let message = format!(
        "{date} is a {}, and \u{201c}{}\u{201d} of calendar `{}` opens hours `{}`",
        weekday_name(date.weekday()),
        day.name,
        named.key,
        hours.key
    );
    let help = match times.text().rsplit_once('-') {
        Some((_, closes)) => {
            format!("write `closes = {closes}:00` instead of `open`: it shortens the day, and opens none")
        }
        None => "write `closes` instead of `open`: it shortens the day, and opens none".to_owned(),
    };
    Some(finding(named.origin.span, message).help(help))
}
