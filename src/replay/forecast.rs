//! Closed doors of the month that comes, with intervals.
//!
//! # The method
//!
//! The calls of the records come again: each at the same minute of the same weekday, on every such day of the month after the last
//! record, as often as there was one on an average day of that name. What becomes of them is asked of the plan at these times, so that its
//! holidays and exceptions of that month count. Nothing is known of their keys, so there are two sums, of what is certain and of what is
//! possible.
//!
//! Days of one name differ. How much more than chance alone (Poisson) is measured in the records, as the dispersion: the squares of the
//! differences from the mean of the weekday, in units of that mean, per degree of freedom; at least 1. The interval is the sum of the month with
//! 1.96 standard deviations on both sides, those of the days to come and of the means that were estimated. So nineteen months in twenty
//! lie in it, if the next month is like the records: no campaign, no trend, no season.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a month has fewer calls than floats count exactly"
)]

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::clocks::{RecordClock, ShownInstants};
use super::join::{RecordedCall, RecordedCalls};
use super::judge::{KnownEntry, PlanJudges};
use crate::number::PhoneNumber;
use crate::plan::LineId;
use crate::time::Zone;

/// Closed doors of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The first day of the month.
    pub month: Date,
    /// How many calls are expected, and between which numbers they lie.
    pub calls: ForecastInterval,
    /// How many are certain to meet a closed door.
    pub surely_closed: ForecastInterval,
    /// How many may meet one.
    pub perhaps_closed: ForecastInterval,
    /// How much days of one name differ, in units of chance.
    pub dispersion: f64,
}

/// A number that is expected, and between which numbers it lies in nineteen months of twenty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForecastInterval {
    /// What is expected.
    pub expected: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Fewer days of each name do not tell how much they differ.
const LEAST_DAYS: usize = 2;

/// Standard deviations on each side of what is expected.
const DEVIATIONS: f64 = 1.96;

impl Forecast {
    /// The month after the last call, on the clock of the plan. None: the records are those of less than two weeks.
    pub(crate) fn of(
        judges: &mut PlanJudges<'_>,
        calls: &RecordedCalls,
        zone: Zone,
        shown: impl Fn(&RecordedCall) -> ShownInstants,
        clock: &RecordClock,
    ) -> Option<Self> {
        let mut days: BTreeMap<i64, u64> = BTreeMap::new();
        let mut minutes: HashMap<(LineId, u64, i64), u64> = HashMap::new();
        for call in &calls.calls {
            let Some(at) = shown(call).first() else { continue };
            let version = judges.version_at(at) as u16;
            let KnownEntry::Line(line) = judges.version(version).entry(call) else { continue };
            let reading = clock.reading(at);
            *days.entry(reading.div_euclid(DAY)).or_default() += 1;
            let caller = judges.version_mut(version).standing_for(line, PhoneNumber::from_e164(call.caller));
            let minute = (reading.div_euclid(60) + 3 * 1_440).rem_euclid(7 * 1_440);
            *minutes.entry((line, caller, minute)).or_default() += 1;
        }
        let (&first, &last) = (days.keys().next()?, days.keys().next_back()?);
        // Days without a call count as well.
        let mut of_weekday = [const { Vec::<u64>::new() }; 7];
        for day in first..=last {
            of_weekday[weekday(day)].push(days.get(&day).copied().unwrap_or(0));
        }
        if of_weekday.iter().any(|days| days.len() < LEAST_DAYS) {
            return None;
        }
        let dispersion = dispersion(&of_weekday);
        let counts = of_weekday.each_ref().map(|days| days.len() as f64);
        let instant = Timestamp::from_second(last * DAY).ok()?;
        let month =
            instant.to_zoned(jiff::tz::TimeZone::UTC).date().first_of_month().checked_add(1.month()).ok()?;
        let end = month.checked_add(1.month()).ok()?;
        let (from, to) = (zone.start_of(month).as_second(), zone.start_of(end).as_second());
        let month_clock = RecordClock::new(zone, from, to);
        let (first, last) = (civil_day(month)?, civil_day(end)?);
        let mut sums = [MonthSum::default(); 3];
        let mut per_day: BTreeMap<i64, [f64; 3]> = BTreeMap::new();
        let mut asked: Vec<(&(LineId, u64, i64), &u64)> = minutes.iter().collect();
        asked.sort_unstable();
        for (&(line, caller, minute), &count) in asked {
            let day_of_week = minute.div_euclid(1_440).rem_euclid(7) as usize;
            let share = count as f64 / counts[day_of_week];
            for day in (first..last).filter(|day| weekday(*day) == day_of_week) {
                let Some(at) = month_clock.shown(day * DAY + minute % 1_440 * 60).first() else { continue };
                let version = judges.version_at(at) as u16;
                let judge = judges.version_mut(version);
                if line.index() >= judge.plan().lines().len() {
                    continue;
                }
                let verdict = judge.judge_open(line, PhoneNumber::from_e164(caller), at);
                let ends = &judge.verdict(verdict).ends;
                let of_day = per_day.entry(day).or_default();
                of_day[0] += share;
                of_day[1] += if ends.is_surely_closed() { share } else { 0.0 };
                of_day[2] += if ends.is_perhaps_closed() { share } else { 0.0 };
            }
        }
        for (day, of_day) in per_day {
            for (sum, mean) in sums.iter_mut().zip(of_day) {
                sum.mean += mean;
                // What the day itself varies by, and the mean that was estimated from so many of its name.
                sum.variance += dispersion * mean * (1.0 + 1.0 / counts[weekday(day)]);
            }
        }
        let [calls, surely_closed, perhaps_closed] = sums.map(MonthSum::interval);
        Some(Self { month, calls, surely_closed, perhaps_closed, dispersion })
    }

    /// What is told of it.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let month = self.month.strftime("%B %Y").to_string();
        let whole = |number: f64| super::thousands::Thousands(number.round().max(0.0) as u64).to_string();
        let (low, high) = (whole(self.surely_closed.low), whole(self.perhaps_closed.high));
        vec![
            format!(
                "In {month}, {low} to {high} calls are expected to meet a closed door, of {} to {}.",
                whole(self.calls.low),
                whole(self.calls.high)
            ),
            format!(
                "That is where nineteen months of twenty lie if it is like the records: the same calls at the same minutes of the same \
                 weekdays, under the plan of that month. Days of one name differ {:.1} times as much as by chance.",
                self.dispersion
            ),
        ]
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The day of the week of a day since 1970, from Monday on.
fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

fn civil_day(date: Date) -> Option<i64> {
    let at = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(at.timestamp().as_second().div_euclid(DAY))
}

/// How much days of one name differ, in units of chance.
fn dispersion(of_weekday: &[Vec<u64>; 7]) -> f64 {
    let (mut sum, mut freedom) = (0.0, 0.0);
    for days in of_weekday {
        let mean = days.iter().sum::<u64>() as f64 / days.len() as f64;
        if mean > 0.0 {
            sum += days.iter().map(|count| (*count as f64 - mean).powi(2) / mean).sum::<f64>();
            freedom += days.len() as f64 - 1.0;
        }
    }
    if freedom > 0.0 { (sum / freedom).max(1.0) } else { 1.0 }
}

#[derive(Clone, Copy, Debug, Default)]
struct MonthSum {
    mean: f64,
    variance: f64,
}

impl MonthSum {
    fn interval(self) -> ForecastInterval {
        let half = DEVIATIONS * self.variance.sqrt();
        ForecastInterval { expected: self.mean, low: (self.mean - half).max(0.0), high: self.mean + half }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_are_alike_differ_by_chance_alone() {
        let alike = [const { Vec::new() }; 7].map(|_: Vec<u64>| vec![10, 10, 10, 10]);
        assert!((dispersion(&alike) - 1.0).abs() < 1e-9);
        let wild = [const { Vec::new() }; 7].map(|_: Vec<u64>| vec![0, 20, 0, 20]);
        assert!(dispersion(&wild) > 10.0);
    }

    #[test]
    fn days_of_the_week_are_those_of_the_calendar() {
        let day: Date = "2026-03-02".parse().expect("a date");
        assert_eq!(weekday(civil_day(day).expect("a day")), 0, "a Monday");
    }
}
