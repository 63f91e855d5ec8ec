use jiff::ToSpan as _;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{NamedOverride, NamedSchedule};
use crate::time::Schedule;

pub(in crate::check) const RULE: Rule = Rule {
    code: "override-shuts-always-open",
    level: Level::Note,
    summary: "An override of all hours also shuts hours that are otherwise always open",
    why: "`hours = [\"all\"]` really means all. A line for emergencies that is answered day and night says \
          then that it is closed, on the day on which people need it.",
    mend: "List the hours that close, and leave out those that go on. If really nobody is there, allow it.",
    examples: examples!("override-shuts-always-open"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let today = context.today();
    let of_all = |named: &&NamedOverride| named.schedules.is_empty() && named.change.to >= today;
    let mut overrides = context.plan.overrides().filter(of_all).peekable();
    if overrides.peek().is_none() {
        return;
    }
    let schedules = context.plan.schedules().map(|(_, hours)| hours);
    let (always, others): (Vec<&NamedSchedule>, Vec<&NamedSchedule>) =
        schedules.partition(|hours| is_always_open(context, hours));
    // Where nothing else is there to be closed, it is meant.
    if others.is_empty() {
        return;
    }
    for named in overrides {
        for hours in always.iter().filter(|hours| shuts(named, hours)) {
            let message = format!(
                "override `{}` also shuts hours `{}`, which are otherwise always open",
                named.key, hours.key
            );
            found.push(
                finding(named.origin.span, message)
                    .help(format!("list the hours that close, {}, or allow it", listed(&others))),
            );
        }
    }
}

/// Whether hours never close but by overrides, over the time that matters.
fn is_always_open(context: &CheckContext<'_>, hours: &NamedSchedule) -> bool {
    let schedule = &hours.schedule;
    let (expression, calendars) = (schedule.expression().clone(), schedule.calendars().to_vec());
    let usual = Schedule::new(expression, calendars, Vec::new(), schedule.zone());
    let horizon = context.horizon();
    usual.in_zone(context.plan.zone).spans(horizon.from, horizon.to).all(|span| span.open)
}

/// Whether an override closes what would be open on one of its days.
fn shuts(named: &NamedOverride, hours: &NamedSchedule) -> bool {
    /// Of what lasts longer than thirty years, nothing else is known than of its beginning.
    const LONGEST: usize = 30 * 366;
    let change = &named.change;
    let Some(place) = hours.schedule.overrides().iter().position(|other| other == change) else {
        return false;
    };
    let days = hours.schedule.overridden(place);
    let mut dates = change.from.series(1.day()).take_while(|date| *date <= change.to).take(LONGEST);
    dates.any(|date| days.on(date).is_some_and(|day| day.is_changed && day.would_open))
}

/// The hours as an override names them.
fn listed(hours: &[&NamedSchedule]) -> String {
    const MAX: usize = 6;
    let names: Vec<String> = hours.iter().take(MAX).map(|hours| format!("\"{}\"", hours.key)).collect();
    let more = if hours.len() > MAX { ", ..." } else { "" };
    format!("`hours = [{}{more}]`", names.join(", "))
}
