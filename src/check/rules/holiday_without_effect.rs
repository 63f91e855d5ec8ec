use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::explore::Horizon;
use crate::plan::NamedSchedule;
use crate::time::names::weekday_name;
use crate::time::{DayHours, Schedule, ScheduleZone, Zone};

pub(in crate::check) const RULE: Rule = Rule {
    code: "holiday-without-effect",
    level: Level::Warning,
    summary: "A holiday falls only on days that are closed anyway",
    why: "Callers do not hear of a holiday on a day that is closed anyway. Often the day on which it is observed \
          is missing: July 4, 2026 is a Saturday, and a company that takes the Friday off is still open on that \
          Friday in its plan.",
    mend: "Say on which day it is observed if it falls on a weekend, `observed = \"nearest-weekday\"`, or take \
           it out.",
    examples: examples!("holiday-without-effect"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let Horizon { from, to } = context.horizon();
    for named in context.plan.calendars() {
        let keeps = |hours: &&NamedSchedule| {
            hours.schedule.calendars().iter().any(|kept| Arc::ptr_eq(kept, &named.calendar))
        };
        let weeks: Vec<(Schedule, Zone)> = context
            .plan
            .schedules()
            .map(|(_, hours)| hours)
            .filter(keeps)
            .map(|hours| {
                let zone = context.zone_of(hours);
                (
                    Schedule::new(
                        hours.schedule.expression().clone(),
                        vec![],
                        vec![],
                        ScheduleZone::Fixed(zone),
                    ),
                    zone,
                )
            })
            .collect();
        if weeks.is_empty() {
            continue;
        }
        let years = context.plan.zone.wall_clock(from).year()..=context.plan.zone.wall_clock(to).year();
        for day in named.calendar.days.iter().filter(|day| matches!(day.hours, DayHours::Closed)) {
            let kept = |hours: &NamedSchedule| {
                let holidays = years.clone().flat_map(|year| hours.schedule.holidays_in(year));
                holidays
                    .filter(|kept| std::ptr::eq(kept.holiday, day))
                    .map(|kept| kept.date)
                    .collect::<Vec<_>>()
            };
            let dates: BTreeSet<Date> =
                context.plan.schedules().map(|(_, hours)| hours).filter(keeps).flat_map(kept).collect();
            let (first, last) =
                (context.plan.zone.wall_clock(from).date(), context.plan.zone.wall_clock(to).date());
            let coming: Vec<Date> = dates.into_iter().filter(|date| (first..=last).contains(date)).collect();
            let is_open = |date: &Date| weeks.iter().any(|(week, zone)| opens_on(week, *zone, *date));
            if coming.is_empty() || coming.iter().any(is_open) {
                continue;
            }
            let said: Vec<String> =
                coming.iter().map(|date| format!("{date} is a {}", weekday_name(date.weekday()))).collect();
            found.push(
                finding(
                    named.origin.span,
                    format!(
                        "\u{201c}{}\u{201d} of calendar `{}` falls on closed days only",
                        day.name, named.key
                    ),
                )
                .help(format!(
                    "{}: say when it is observed, `observed = \"nearest-weekday\"`, or take it out",
                    said.join(", ")
                )),
            );
        }
    }
}

/// Whether anything is open on this day of the zone.
fn opens_on(week: &Schedule, zone: Zone, date: Date) -> bool {
    let Ok(next) = date.tomorrow() else { return false };
    week.in_zone(zone).spans(zone.start_of(date), zone.start_of(next)).any(|span| span.open)
}
