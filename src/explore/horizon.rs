use std::collections::BTreeMap;

use jiff::{Span, Timestamp};

use crate::plan::{Plan, ScheduleId};
use crate::time::{TimeSet, Timetable, Zone};

/// The time that an exploration looks at: from one instant to another, which is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

impl Horizon {
    /// So many years from the beginning of the plan's first day, on the plan's own clock.
    #[must_use]
    pub fn of(plan: &Plan, years: u8) -> Self {
        Self::since(plan.zone.start_of(plan.effective), years, plan.zone)
    }

    /// So many years from an instant, on the clock of a zone.
    #[must_use]
    pub fn since(from: Timestamp, years: u8, zone: Zone) -> Self {
        let years = Span::new().years(i64::from(years));
        let end = from.to_zoned(zone.rules().clone()).checked_add(years);
        let to = end.map_or(Timestamp::MAX, |end| end.timestamp());
        // Beyond that every schedule would stay as it was, without a word.
        Self { from, to: to.min(Timetable::END) }
    }

    /// Whether it ends where hours are no longer known, perhaps before so many years are over.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.to >= Timetable::END
    }

    /// All its instants.
    #[must_use]
    pub fn instants(&self) -> TimeSet {
        TimeSet::span(self.from, self.to)
    }
}

/// All instants at which some schedules give the same answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeClass {
    /// Whether each of the schedules is open, in their order.
    pub open: Vec<bool>,
    /// The instants.
    pub when: TimeSet,
}

/// Cuts the horizon into classes of instants in which the schedules answer the same to a caller in `zone`; in the order of
/// their first instants.
#[must_use]
pub fn time_classes(plan: &Plan, schedules: &[ScheduleId], zone: Zone, horizon: Horizon) -> Vec<TimeClass> {
    let timetables: Vec<_> = schedules.iter().map(|&id| plan.schedule(id).schedule.in_zone(zone)).collect();
    let change_after = |timetable: &Timetable, at| {
        timetable.next_change(at).map_or(horizon.to, |change| change.min(horizon.to))
    };
    let mut classes: BTreeMap<Vec<bool>, Vec<(Timestamp, Timestamp)>> = BTreeMap::new();
    let mut open: Vec<bool> = timetables.iter().map(|timetable| timetable.is_open(horizon.from)).collect();
    let mut changes: Vec<Timestamp> =
        timetables.iter().map(|timetable| change_after(timetable, horizon.from)).collect();
    let mut at = horizon.from;
    while at < horizon.to {
        let end = changes.iter().copied().min().unwrap_or(horizon.to);
        match classes.get_mut(&open) {
            Some(spans) => spans.push((at, end)),
            None => drop(classes.insert(open.clone(), vec![(at, end)])),
        }
        // Few schedules change at a time: the others are not asked again.
        for ((timetable, open), change) in timetables.iter().zip(&mut open).zip(&mut changes) {
            if *change == end {
                (*open, *change) = (timetable.is_open(end), change_after(timetable, end));
            }
        }
        at = end;
    }
    let mut classes: Vec<TimeClass> =
        classes.into_iter().map(|(open, spans)| TimeClass { open, when: TimeSet::of_spans(spans) }).collect();
    classes.sort_by_key(|class| class.when.first());
    classes
}
