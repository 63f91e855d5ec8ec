use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::cell::ScheduleMoment;
use super::cells::moments;
use crate::base::shared::OnceMap;
use crate::explore::Horizon;
use crate::plan::{Plan, ScheduleId};
use crate::time::Zone;

/// A moment, and what is special about it.
pub(super) type Special = (Timestamp, ScheduleMoment);

/// The special moments of schedules, found once however many lines ask about the same hours.
pub(super) struct Specials<'p> {
    plan: &'p Plan,
    horizon: Horizon,
    found: OnceMap<(ScheduleId, Zone), [Special]>,
}

impl<'p> Specials<'p> {
    pub(super) fn new(plan: &'p Plan, horizon: Horizon) -> Self {
        Self { plan, horizon, found: OnceMap::default() }
    }

    /// The special moments of a schedule that is read on a clock, the first two of each kind: its edges, and noon of each
    /// day that has a name or changes its clock.
    pub(super) fn of(&self, schedule: ScheduleId, clock: Zone) -> Arc<[Special]> {
        self.found.get((schedule, clock), || self.find(schedule, clock).into())
    }

    fn find(&self, schedule: ScheduleId, clock: Zone) -> Vec<Special> {
        let Self { plan, horizon, .. } = *self;
        let timetable = plan.schedule(schedule).schedule.in_zone(clock);
        let second = SignedDuration::from_secs(1);
        let mut counts: HashMap<ScheduleMoment, usize> = HashMap::new();
        let mut special = Vec::new();
        let mut add = |at: Timestamp| {
            if at < horizon.from || at >= horizon.to {
                return;
            }
            for moment in moments(plan, schedule, clock, at) {
                let count = counts.entry(moment.clone()).or_default();
                *count += 1;
                if *count <= 2 {
                    special.push((at, moment));
                }
            }
        };
        for span in timetable.spans(horizon.from, horizon.to) {
            if let Some(to) = span.to.filter(|to| *to < horizon.to) {
                add(to - second);
                add(to);
            }
        }
        let noon = |at: Timestamp| {
            let date = timetable.zone().wall_clock(at).date();
            date.at(12, 0, 0, 0).to_zoned(timetable.zone().rules().clone()).map(|noon| noon.timestamp())
        };
        let mut day = horizon.from;
        while day < horizon.to {
            if let Ok(noon) = noon(day) {
                add(noon);
            }
            day += SignedDuration::from_hours(24);
        }
        special
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::plan::{PlanLimits, read};

    #[test]
    fn hours_that_many_lines_ask_about_are_looked_at_once() {
        let mut text = "[plan]\nname = \"Big\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
                        [hours.day]\nopen = \"Mo-Fr 09:00-17:00\"\n"
            .to_owned();
        for line in 0..20 {
            let _ = write!(
                text,
                "[lines.l{line}]\nnumber = \"1-800-555-01{line:02}\"\nname = \"Line {line}\"\nanswer = \"d{line}\"\n\
                 [destinations.d{line}]\nname = \"Team {line}\"\nhours = \"day\"\nclosed = \"hang-up\"\n"
            );
        }
        let plan = read([("plan.toml", &*text)], &PlanLimits::STANDARD).plan.unwrap();
        let specials = Specials::new(&plan, Horizon::of(&plan, 1));
        for (line, _) in plan.lines() {
            for schedule in plan.schedules_of(line) {
                assert!(!specials.of(schedule, plan.zone).is_empty());
            }
        }
        assert_eq!(specials.found.len(), 1);
    }
}
