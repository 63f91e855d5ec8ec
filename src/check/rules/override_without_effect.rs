use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::super::context::Context;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{NamedOverride, NamedSchedule};
use crate::time::{Effect, Override, Schedule, ScheduleZone, TimeSet, Zone};

pub(in crate::check) const RULE: Rule = Rule {
    code: "override-without-effect",
    level: Level::Warning,
    summary: "An override changes nothing, or leaves nothing of a day that it is to shorten",
    why: "Somebody wrote it for a reason, and callers meet something else. It may fall on days that are closed \
          anyway, a later override may decide its days, or it closes before its hours open: hours belong to the \
          day on which they begin, so that `closes = 01:00:00` is before `18:00-02:00` and not in it.",
    mend: "Put it on the day that is meant. For an end after midnight say all of the times, \
           `open = \"18:00-25:00\"`.",
    examples: examples!("override-without-effect"),
    changes_with_time: true,
    look,
};

fn look(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let today = context.today();
    for named in context.plan.overrides().filter(|named| named.change.to >= today) {
        let changes: Vec<Change<'_>> = context
            .plan
            .schedules()
            .filter(|(id, _)| named.schedules.is_empty() || named.schedules.contains(id))
            .map(|(_, hours)| Change::of(named, hours, context.zone_of(hours)))
            .collect();
        let Some(first) = changes.first() else { continue };
        if changes.iter().all(|change| change.with == change.without) {
            let whose = match &changes[..] {
                [only] => format!("hours `{}` are", only.hours.key),
                _ => "all hours are".to_owned(),
            };
            let message = format!("override `{}` changes nothing: {whose} the same without it", named.key);
            found.push(finding(named.origin.span, message).help(
                "look whether the day is closed anyway, or another override decides it; else remove it",
            ));
            continue;
        }
        let how = match named.change.effect {
            Effect::ClosesAt(time) => format!("closes at {time}"),
            Effect::OpensAt(time) => format!("opens at {time}"),
            Effect::Closed | Effect::Open(_) | Effect::Extra(_) => continue,
        };
        let mut left = changes.iter().map(Change::openings).filter(|(without, _)| *without > 0);
        if left.all(|(_, with)| with == 0) {
            let message = format!(
                "override `{}` {how}, which leaves nothing open of hours `{}`",
                named.key, first.hours.key
            );
            found.push(finding(named.origin.span, message).help(
                "write `closed = true` if that is meant; hours belong to the day on which they begin, and all of their \
                 times can be said, `open = \"18:00-25:00\"`",
            ));
        }
    }
}

/// Hours with an override and without it, for as long as it lasts.
struct Change<'a> {
    hours: &'a NamedSchedule,
    days: (Timestamp, Timestamp),
    with: TimeSet,
    without: TimeSet,
}

impl<'a> Change<'a> {
    fn of(named: &NamedOverride, hours: &'a NamedSchedule, zone: Zone) -> Self {
        /// What lasts longer is the same day by day.
        const LONGEST: i64 = 400;
        let Override { from, to, .. } = named.change;
        let last = from.saturating_add(LONGEST.days()).min(to);
        let days = (zone.start_of(from), zone.start_of(last.saturating_add(1.day())));
        let schedule = &hours.schedule;
        let others = schedule.overrides().iter().filter(|other| **other != named.change).cloned().collect();
        let without = Schedule::new(
            schedule.expression().clone(),
            schedule.calendars().to_vec(),
            others,
            ScheduleZone::Fixed(zone),
        );
        // What begins on its last day may end two days later.
        let end = days.1.saturating_add(SignedDuration::from_hours(48)).unwrap_or(days.1);
        let open = |schedule: &Schedule| schedule.in_zone(zone).open_times(days.0, end);
        Self { hours, days, with: open(schedule), without: open(&without) }
    }

    /// How many openings begin on its days, without it and with it.
    fn openings(&self) -> (usize, usize) {
        let begin = |set: &TimeSet| {
            set.spans().filter(|(from, _)| self.days.0 < *from && *from < self.days.1).count()
        };
        (begin(&self.without), begin(&self.with))
    }
}
