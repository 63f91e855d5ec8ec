use jiff::{SignedDuration, Timestamp};

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::text::exact_length;
use crate::explore::Horizon;

pub(in crate::check) const RULE: Rule = Rule {
    code: "sliver-of-hours",
    level: Level::Warning,
    summary: "Hours are open, or closed, for only a few minutes",
    why: "Between 12:00 and 12:01, callers are turned away for a minute. Nobody intends that: the two stretches \
          should meet, or one of the times has a typo.",
    mend: "Let the first stretch end when the second begins, or correct the time that is wrong.",
    examples: examples!("sliver-of-hours"),
    changes_with_time: true,
    look,
};

/// What is shorter is hardly meant.
const SHORTEST: SignedDuration = SignedDuration::from_mins(10);

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let Horizon { from, to } = context.horizon();
    for (_, hours) in context.plan.schedules() {
        let zone = context.zone_of(hours);
        // What begins before or ends after the time that is looked at is as long as nobody knows.
        let inner =
            context.stretches(hours).filter(|stretch| stretch.from != Some(from) && stretch.to != Some(to));
        let sliver = inner.filter_map(|stretch| Some((stretch.from?, stretch.to?, stretch.open)));
        // A clock that is put back or forward can cut a stretch short, which is another rule's business.
        let moves =
            |from: Timestamp, to: Timestamp| zone.rules().to_offset(from) != zone.rules().to_offset(to);
        let mut sliver =
            sliver.filter(|&(from, to, _)| to.duration_since(from) < SHORTEST && !moves(from, to));
        let Some((from, to, is_open)) = sliver.next() else { continue };
        let first = zone.wall_clock(from);
        let state = if is_open { "open" } else { "closed" };
        let message = format!(
            "hours `{}` are {state} for only {}, from {} to {}",
            hours.key,
            exact_length(to.duration_since(from).unsigned_abs()),
            zone.shows(from, "%H:%M"),
            zone.shows(to, "%H:%M")
        );
        found.push(
            finding(hours.written.span, message)
                .help(format!("the first time is on {}: correct the time that is wrong", first.date())),
        );
    }
}
