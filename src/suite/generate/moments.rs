//! Moments at which people would try a number.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Time, Weekday};
use jiff::{SignedDuration, Timestamp};

use crate::base::shared::OnceMap;
use crate::explore::Horizon;
use crate::plan::{Plan, ScheduleId};
use crate::time::{OpenSpan, Timetable, Zone};

/// How far ahead the opening or closing is looked for that says most of the week.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The first working day of the plan in the morning and late in the evening, and the weekend after it.
pub(super) fn plain_times(plan: &Plan, horizon: Horizon) -> Vec<Timestamp> {
    let first = plan.zone.wall_clock(horizon.from).date();
    let on = |wanted: &[Weekday], hour: i8| {
        let date = days(first).find(|day| wanted.contains(&day.weekday()))?;
        instant(date, hour, plan.zone).filter(|at| horizon.instants().contains(*at))
    };
    let working = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
    let times =
        [on(&working, 10), on(&working, 22), on(&[Weekday::Saturday], 12), on(&[Weekday::Sunday], 12)];
    times.into_iter().flatten().collect()
}

fn days(first: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok()).take(7)
}

fn instant(date: Date, hour: i8, zone: Zone) -> Option<Timestamp> {
    date.at(hour, 0, 0, 0).to_zoned(zone.rules().clone()).ok().map(|zoned| zoned.timestamp())
}

/// The edges of schedules, found once however many lines ask about the same hours.
pub(super) struct Edges<'p> {
    plan: &'p Plan,
    horizon: Horizon,
    found: OnceMap<(ScheduleId, Zone), [(Timestamp, &'static str)]>,
}

impl<'p> Edges<'p> {
    pub(super) fn new(plan: &'p Plan, horizon: Horizon) -> Self {
        Self { plan, horizon, found: OnceMap::default() }
    }

    /// The edges of a schedule that is read on a clock.
    pub(super) fn of(&self, schedule: ScheduleId, clock: Zone) -> Arc<[(Timestamp, &'static str)]> {
        let timetable = self.plan.schedule(schedule).schedule.in_zone(clock);
        self.found.get((schedule, clock), || edges(timetable, self.horizon).into())
    }
}

/// The second before and the second of each opening and closing at another time of day, each with a word for it. Of those
/// in the first two weeks, the one is chosen that is beside the longest closed time: the first opening of the week and its
/// last closing say more than those in the middle, where a day more or less would not show.
fn edges(timetable: &Timetable, horizon: Horizon) -> Vec<(Timestamp, &'static str)> {
    let mut best: BTreeMap<(bool, Time), (SignedDuration, Timestamp)> = BTreeMap::new();
    let soon = horizon.from.checked_add(SOON).unwrap_or(horizon.to);
    let lasts = |span: &OpenSpan| match (span.from, span.to) {
        (Some(from), Some(to)) => to.duration_since(from),
        _ => SignedDuration::MAX,
    };
    let mut closed_before = SignedDuration::ZERO;
    for (index, span) in timetable.spans(horizon.from, horizon.to).enumerate() {
        // The first one has begun before the horizon.
        let lasts = if index == 0 { lasts(&timetable.span_at(horizon.from)) } else { lasts(&span) };
        let beside = if span.open { closed_before } else { lasts };
        closed_before = if span.open { SignedDuration::ZERO } else { lasts };
        let Some(at) = span.from.filter(|at| *at > horizon.from && *at < horizon.to) else { continue };
        let time = timetable.zone().wall_clock(at).time();
        let known = best.entry((span.open, time)).or_insert((beside, at));
        if beside > known.0 && at < soon {
            *known = (beside, at);
        }
    }
    let second = SignedDuration::from_secs(1);
    let both = |((open, _), (_, at)): ((bool, Time), (SignedDuration, Timestamp))| {
        let words = if open { ["before opening", "opening"] } else { ["before closing", "closing"] };
        [(at - second, words[0]), (at, words[1])]
    };
    best.into_iter().flat_map(both).filter(|(at, _)| *at >= horizon.from).collect()
}
