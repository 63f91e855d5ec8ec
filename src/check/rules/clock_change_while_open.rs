use jiff::SignedDuration;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::explore::Horizon;

pub(in crate::check) const RULE: Rule = Rule {
    code: "clock-change-while-open",
    level: Level::Note,
    summary: "The clocks change during opening hours",
    why: "On the night when the clocks go back, hours from 22:00 to 04:00 last seven hours, and when they go \
          forward, five; an opening at 02:30 does not happen at all. The people who answer plan their shifts by \
          that.",
    mend: "Nothing, if the people know. Allow it to record that they do.",
    examples: examples!("clock-change-while-open"),
    changes_with_time: true,
    look,
};

/// Who is open longer than this is open day and night, and waits for no clock.
const LONG: SignedDuration = SignedDuration::from_hours(30);

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let Horizon { from, to } = context.horizon();
    for (_, hours) in context.plan.schedules() {
        let zone = context.zone_of(hours);
        let timetable = context.timetable(hours);
        let changes = zone.rules().following(from).map(|change| change.timestamp()).take_while(|at| *at < to);
        let mut open = changes.filter(|&at| {
            let span = timetable.span_at(at);
            let known = span.from.zip(span.to).map(|(from, to)| (from, to.duration_since(from)));
            span.open && known.is_some_and(|(from, length)| from <= at && length < LONG)
        });
        if let Some(at) = open.next() {
            let before = at.checked_sub(SignedDuration::from_secs(1)).unwrap_or(at);
            let is_back = zone.rules().to_offset(at) < zone.rules().to_offset(before);
            let (way, effect) = if is_back { ("back", "longer") } else { ("forward", "shorter") };
            let message = format!(
                "hours `{}` are open when the clocks go {way} on {}",
                hours.key,
                zone.wall_clock(at).date()
            );
            found.push(
                finding(hours.written.span, message).help(format!("they are an hour {effect} that night")),
            );
        }
    }
}
