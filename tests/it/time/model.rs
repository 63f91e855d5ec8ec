//! Random schedules for the naive model of them.

use ivrsim::time::Zone;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use proptest::prelude::*;

pub(super) use crate::oracles::hours::{Days, HolidayHours, Model, Rule, Special};

/// Spans that start within the day and end after they start, up to 48:00.
fn span() -> impl Strategy<Value = (i64, i64)> {
    prop_oneof![
        4 => (0_i64..24 * 4, 1_i64..60).prop_map(|(from, length)| (from * 15, (from + length) * 15)),
        1 => (0_i64..24 * 60, 1_i64..24 * 60).prop_map(|(from, length)| (from, from + length)),
    ]
    .prop_map(|(from, to)| (from, to.min(48 * 60)))
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0_i8..7).prop_map(|day| Weekday::from_monday_zero_offset(day).unwrap())
}

pub(super) fn days() -> impl Strategy<Value = Days> {
    prop_oneof![
        2 => Just(Days::All),
        6 => prop::collection::vec(weekday(), 1..5).prop_map(Days::Weekdays),
        1 => (1_i8..=12, 1_i8..=12).prop_filter("one month is not a range", |(a, b)| a != b)
            .prop_map(|(from, to)| Days::Months(from, to)),
        1 => ((1_i8..=12, 1_i8..=28), (1_i8..=12, 1_i8..=28)).prop_map(|(from, to)| Days::Dates(from, to)),
        1 => (weekday(), prop_oneof![1_i8..=5, -5_i8..=-1]).prop_map(|(day, nth)| Days::NthOfMonth(day, nth)),
        1 => Just(Days::Holidays),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    let join = prop_oneof![3 => Just("; "), 2 => Just(", "), 1 => Just(" || ")];
    let times = prop_oneof![1 => Just(vec![]), 6 => prop::collection::vec(span(), 1..4)];
    (join, days(), times, prop::bool::weighted(0.25)).prop_map(|(join, days, times, off)| Rule {
        join,
        days,
        times,
        off,
    })
}

fn special(around: Date) -> impl Strategy<Value = Special> {
    let date = (-3_i64..=3).prop_map(move |days| around.checked_add(jiff::Span::new().days(days)).unwrap());
    (date, 0..11, span(), 0_i64..24 * 60).prop_map(|(date, kind, times, at)| match kind {
        9 => Special::ClosedFromMidnight(date),
        10 => Special::OpenFromMidnight(date, times),
        0 => Special::Holiday(date, HolidayHours::Closed),
        1 => Special::Holiday(date, HolidayHours::Open(times)),
        7 => Special::Holiday(date, HolidayHours::ClosesAt(at)),
        8 => Special::Holiday(date, HolidayHours::OpensAt(at)),
        2 => Special::Closed(date),
        3 => Special::Open(date, times),
        4 => Special::Extra(date, times),
        5 => Special::ClosesAt(date, at),
        _ => Special::OpensAt(date, at),
    })
}

/// A zone and an instant in it that is worth a look: a change of its offset, or the end of a year.
fn moment() -> impl Strategy<Value = (Zone, Timestamp)> {
    let zone = prop_oneof![
        Just("America/New_York"),
        Just("America/St_Johns"),
        Just("America/Vancouver"),
        Just("America/Phoenix"),
        Just("Australia/Lord_Howe"),
        Just("Antarctica/Troll"),
        Just("Pacific/Apia"),
        Just("Asia/Kathmandu"),
        Just("Africa/Casablanca"),
        Just("America/Scoresbysund"),
        Just("Europe/Dublin"),
        Just("Africa/Monrovia"),
    ];
    (zone, 1901_i16..2199, 0_usize..4).prop_map(|(name, year, nth)| {
        let zone = Zone::named(name).unwrap();
        let new_year = jiff::civil::date(year, 1, 1).at(0, 0, 0, 0);
        let new_year = zone.rules().to_timestamp(new_year).unwrap();
        let change = zone.rules().following(new_year).take(nth).last().map(|change| change.timestamp());
        let end = ivrsim::time::Timetable::LAST - jiff::SignedDuration::from_hours(24 * 7);
        (zone, change.unwrap_or(new_year).min(end))
    })
}

/// A schedule, and an instant around which its special days lie.
pub(super) fn model() -> impl Strategy<Value = (Model, Timestamp)> {
    moment().prop_flat_map(|(zone, instant)| {
        let date = zone.wall_clock(instant).date();
        let rules = prop::collection::vec(rule(), 1..5);
        let special = prop::collection::vec(special(date), 0..4);
        (rules, special).prop_map(move |(rules, special)| (Model { rules, special, zone }, instant))
    })
}
