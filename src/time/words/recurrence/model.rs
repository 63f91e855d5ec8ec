//! A set of times as a person describes it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::time::timetable::time_set::TimeSet;
use crate::time::zone::Zone;

use super::days::{date, pieces, weekday};
use super::week::WeeklyPattern;

/// A set of times as a person describes it: weeks, and what is otherwise. Made by [`TimeSet::occasions`].
///
/// [`Display`](std::fmt::Display) says it; `{:#}` also says how much it is a week: "Monday to Friday 18:00 to 20:00
/// Eastern (10 hours a week)". What is too long to be said is counted; the data has all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    pub(super) zone: Zone,
    /// The time that is spoken of, in seconds since 1970 UTC.
    pub(super) horizon: (i64, i64),
    pub(super) weekly: Vec<Weekly>,
    pub(super) except: TimeSet,
    pub(super) also: TimeSet,
}

/// A week that holds on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekly {
    /// The week, on the wall clock of the zone.
    pub week: WeeklyPattern,
    /// First and last days since 1970.
    pub(super) days: Vec<(i64, i64)>,
}

impl Weekly {
    /// The days on which the week holds: the first and the last of each run, in order.
    #[must_use]
    pub fn days(&self) -> impl ExactSizeIterator<Item = (Date, Date)> {
        self.days.iter().map(|&(first, last)| (date(first), date(last)))
    }
}

impl Recurrence {
    /// The zone on whose wall clock the times are said.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The weeks that describe most of it. Not more than one holds on a day; on a day of none, there is nothing.
    ///
    /// None if plain dates describe the set better: then all of it is in [`Recurrence::also`].
    #[must_use]
    pub fn weekly(&self) -> &[Weekly] {
        &self.weekly
    }

    /// What the weeks say and is not so.
    #[must_use]
    pub fn except(&self) -> &TimeSet {
        &self.except
    }

    /// What is so and the weeks do not say.
    #[must_use]
    pub fn also(&self) -> &TimeSet {
        &self.also
    }

    /// The set that is described, to the second.
    #[must_use]
    pub fn times(&self) -> TimeSet {
        self.of_weeks().minus(&self.except).or(&self.also)
    }

    /// All that the weeks say.
    pub(super) fn of_weeks(&self) -> TimeSet {
        let (from, to) = self.horizon;
        let mut spans = Vec::new();
        // Days follow each other, and so do the runs of days: each is looked at once.
        let mut runs: Vec<(i64, i64, &WeeklyPattern)> = self
            .weekly
            .iter()
            .flat_map(|weekly| weekly.days.iter().map(|&(first, last)| (first, last, &weekly.week)))
            .collect();
        runs.sort_unstable_by_key(|(first, ..)| *first);
        for piece in if runs.is_empty() { Vec::new() } else { pieces(self.zone, from, to) } {
            let next = runs.partition_point(|(first, ..)| *first <= piece.day);
            if let Some((_, _, week)) = runs[..next].last().filter(|(_, last, _)| piece.day <= *last) {
                let times = piece.cut(week.day(weekday(piece.day)));
                spans.extend(times.map(|(from, to)| (from + piece.midnight, to + piece.midnight)));
            }
        }
        let instant = |second| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
        TimeSet::of_spans(spans.into_iter().map(|(from, to)| (instant(from), instant(to))))
    }

    /// How many hours it is in all.
    #[must_use]
    pub fn hours(&self) -> f64 {
        hours(self.times().seconds())
    }

    /// How many hours it is in a week: in the one that always holds, else on average.
    #[must_use]
    pub fn hours_a_week(&self) -> f64 {
        match &self.weekly[..] {
            [only] if self.is_held_throughout(only) => hours(only.week.seconds()),
            _ => {
                self.hours() / (hours(self.horizon.1 - self.horizon.0) / (24.0 * 7.0)).max(f64::MIN_POSITIVE)
            }
        }
    }

    /// Whether a week holds on every day that is spoken of.
    pub(super) fn is_held_throughout(&self, weekly: &Weekly) -> bool {
        let (first, last) = self.days();
        weekly.days == [(first, last)]
    }

    /// The first and the last day that is spoken of, since 1970.
    pub(super) fn days(&self) -> (i64, i64) {
        let (from, to) = self.horizon;
        (self.day(from), self.day(to - 1))
    }

    /// The day of an instant, since 1970.
    fn day(&self, second: i64) -> i64 {
        self.clock(second).div_euclid(super::days::DAY)
    }

    /// What the wall clock shows at an instant, in seconds since it showed 1970-01-01 00:00.
    pub(super) fn clock(&self, second: i64) -> i64 {
        let at = Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
        second + i64::from(self.zone.rules().to_offset(at).seconds())
    }
}

#[expect(clippy::cast_precision_loss, reason = "hours are for people")]
fn hours(seconds: i64) -> f64 {
    seconds as f64 / 3_600.0
}
