//! From openings on the wall clock to openings in time.
//!
//! An opening covers exactly the instants whose wall-clock reading lies in it. Between two changes of a
//! zone's offset, readings and instants run in step, so each such segment takes the readings that occur in it
//! and shifts them by its offset. A gap needs no rule: its readings occur in no segment. Nor does a fold:
//! they occur in two.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::day_rules::DayRules;
use crate::time::notation::expression::DayOpenings;
use crate::time::notation::rule::{DAY, shift};
use crate::time::zone::Zone;

/// When the schedule is open between two instants, in seconds since 1970: sorted, apart, within the range.
pub(in crate::time) fn openings(rules: &DayRules, zone: Zone, from: i64, to: i64) -> Vec<Range<i64>> {
    let segments = segments(zone, from, to);
    let first = segments.iter().map(|segment| segment.instants.start + segment.offset).min();
    let last = segments.iter().map(|segment| segment.instants.end + segment.offset).max();
    let Some((first, last)) = first.zip(last) else { return Vec::new() };
    let readings = readings(rules, day_of(first), day_of(last));
    let mut found: Vec<Range<i64>> = Vec::with_capacity(readings.len());
    for Segment { instants, offset } in segments {
        let local = instants.start + offset..instants.end + offset;
        let begin = readings.partition_point(|reading| reading.end <= local.start);
        for reading in readings[begin..].iter().take_while(|reading| reading.start < local.end) {
            let start = reading.start.max(local.start) - offset;
            let end = reading.end.min(local.end) - offset;
            join(&mut found, start..end);
        }
    }
    found
}

/// A stretch of instants with one offset, in seconds.
pub(in crate::time) struct Segment {
    pub(in crate::time) instants: Range<i64>,
    pub(in crate::time) offset: i64,
}

/// The stretches between two instants, in order.
pub(in crate::time) fn segments(zone: Zone, from: i64, to: i64) -> Vec<Segment> {
    let Ok(first) = Timestamp::from_second(from) else { return Vec::new() };
    let zone = zone.rules();
    let mut segments = Vec::new();
    let mut start = from;
    let mut offset = zone.to_offset(first);
    for change in zone.following(first) {
        let at = change.timestamp().as_second();
        if at >= to {
            break;
        }
        segments.push(Segment { instants: start..at, offset: offset.seconds().into() });
        start = at;
        offset = change.offset();
    }
    segments.push(Segment { instants: start..to, offset: offset.seconds().into() });
    segments
}

/// The wall-clock readings at which it is open on some days, in seconds since 1970-01-01T00:00:00 of the wall
/// clock: sorted and apart. May go on beyond the last day.
pub(in crate::time) fn readings(rules: &DayRules, first: Date, last: Date) -> Vec<Range<i64>> {
    // The day before may reach into the first day, and its own neighbors may cut it.
    let Some((before, mut date)) = shift(first, -2).zip(shift(first, -1)) else { return Vec::new() };
    let mut window = [DayOpenings::default(), DayOpenings::default(), DayOpenings::default()];
    let [yesterday, today, _] = &mut window;
    rules.decide(before, yesterday);
    rules.decide(date, today);
    let mut midnight = seconds_since_1970(date);
    let mut found = Vec::new();
    let mut of_the_day: Vec<Range<i64>> = Vec::new();
    while date <= last {
        let Some(next) = shift(date, 1) else { break };
        let [yesterday, today, tomorrow] = &mut window;
        rules.decide(next, tomorrow);
        today.cut_by(yesterday, -1);
        today.cut_by(tomorrow, 1);
        let absolute = |seconds: i32| midnight + i64::from(seconds);
        of_the_day.extend(today.openings.iter().map(|o| absolute(o.stretch.from)..absolute(o.stretch.to)));
        of_the_day.sort_unstable_by_key(|range| range.start);
        found.append(&mut of_the_day);
        window.rotate_left(1);
        date = next;
        midnight += i64::from(DAY);
    }
    // Openings past midnight may begin after the first of the next day.
    found.sort_by_key(|range| range.start);
    let mut apart = Vec::with_capacity(found.len());
    for range in found {
        join(&mut apart, range);
    }
    apart
}

/// Appends a range that starts no earlier than the last, as one with it if they touch.
fn join(ranges: &mut Vec<Range<i64>>, range: Range<i64>) {
    match ranges.last_mut() {
        Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
        _ => ranges.push(range),
    }
}

/// The day of a wall-clock reading in seconds since 1970.
fn day_of(reading: i64) -> Date {
    Timestamp::from_second(reading).map_or(Date::ZERO, |reading| Offset::UTC.to_datetime(reading).date())
}

/// The wall-clock reading of a day's midnight, in seconds since 1970.
fn seconds_since_1970(date: Date) -> i64 {
    reading(date.at(0, 0, 0, 0))
}

/// A wall-clock reading in seconds since 1970.
pub(in crate::time) fn reading(clock: DateTime) -> i64 {
    Offset::UTC.to_timestamp(clock).map_or(0, Timestamp::as_second)
}

/// The wall-clock reading that so many seconds since 1970 are.
pub(in crate::time) fn clock(reading: i64) -> Option<DateTime> {
    Some(Offset::UTC.to_datetime(Timestamp::from_second(reading).ok()?))
}
