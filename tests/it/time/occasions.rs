//! Sets of times in a person's words.

use ivrsim::time::{
    DayTimes, Effect, Expression, NightBefore, Override, Schedule, ScheduleZone, TimeSet, Timetable, Zone,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::occasions;

const ZONE: &str = "America/New_York";

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

/// Two years from Monday 2026-11-23 in New York.
fn horizon() -> (Timestamp, Timestamp) {
    ("2026-11-23T05:00:00Z".parse().unwrap(), "2028-11-23T05:00:00Z".parse().unwrap())
}

fn schedule(hours: &str, zone_name: &str, overrides: Vec<Override>) -> Schedule {
    let zone = ScheduleZone::Fixed(zone(zone_name));
    Schedule::new(Expression::parse(hours).unwrap(), vec![], overrides, zone)
}

fn set(hours: &str) -> TimeSet {
    let (from, to) = horizon();
    schedule(hours, ZONE, vec![]).in_zone(Zone::UTC).open_times(from, to)
}

fn closed(hours: &str) -> TimeSet {
    let (from, to) = horizon();
    TimeSet::span(from, to).minus(&set(hours))
}

/// In words; and held to mean the same.
fn said(set: &TimeSet) -> String {
    let (from, to) = horizon();
    let occasions = set.occasions(from, to, zone(ZONE));
    assert_eq!(occasions.times(), *set, "{occasions}");
    occasions.to_string()
}

#[test]
fn all_and_nothing() {
    assert_eq!(said(&set("24/7")), "always");
    assert_eq!(said(&set("off")), "never");
}

#[test]
fn weeks_are_said_once_with_their_zone() {
    for (hours, expected) in [
        ("Mo-Fr 18:00-20:00", "Monday to Friday 18:00 to 20:00 Eastern"),
        (
            "Mo-Fr 18:00-20:00; Sa 09:00-13:00",
            "Monday to Friday 18:00 to 20:00, Saturday 09:00 to 13:00 Eastern",
        ),
        ("Fr 20:00-24:00; Sa,Su 00:00-24:00; Mo 00:00-08:00", "Friday 20:00 to Monday 08:00 Eastern"),
        ("Mo-Su 22:00-26:00", "every day 22:00 to 02:00 Eastern"),
        ("Sa,Su", "Saturday and Sunday all day Eastern"),
    ] {
        assert_eq!(said(&set(hours)), expected);
    }
    assert_eq!(
        said(&closed("Mo-Fr 08:00-20:00")),
        "Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00 Eastern"
    );
}

#[test]
fn days_unlike_the_week_are_named() {
    for (hours, expected) in [
        (
            "Mo-Fr 08:00-20:00; 2026 Nov 26 off",
            "Monday to Friday 08:00 to 20:00 Eastern, except Thursday 2026-11-26",
        ),
        (
            "Mo-Fr 08:00-20:00; 2026 Nov 26-2026 Nov 27 off; 2026 Dec 24 13:00-20:00 off",
            "Monday to Friday 08:00 to 20:00 Eastern, \
             except Thursday 2026-11-26 to Friday 2026-11-27 and Thursday 2026-12-24 13:00 to 20:00",
        ),
        (
            "Mo-Fr 08:00-20:00; 2026 Dec 5 13:00-20:00",
            "Monday to Friday 08:00 to 20:00 Eastern, also Saturday 2026-12-05 13:00 to 20:00",
        ),
        (
            "Mo-Fr 08:00-20:00; 2026 Dec 24 10:00-14:00",
            "Monday to Friday 08:00 to 20:00 Eastern, except Thursday 2026-12-24 08:00 to 10:00 and 14:00 to 20:00",
        ),
        (
            "Mo-Fr 08:00-20:00; Jan 1,Jul 4,Dec 24-Dec 26 off",
            "Monday to Friday 08:00 to 20:00 Eastern, except on 5 days, first Thursday 2026-12-24",
        ),
        ("24/7; 2026 Dec 25 off", "always, except Friday 2026-12-25 Eastern"),
        ("Mo-Su 20:00-26:00; 2026 Dec 25 off", "every day 20:00 to 02:00 Eastern, except Friday 2026-12-25"),
    ] {
        assert_eq!(said(&set(hours)), expected);
    }
    assert_eq!(
        said(&closed("Mo-Fr 08:00-18:00; 2027 Sep 6 off")),
        "Monday to Thursday 18:00 to 08:00, Friday 18:00 to Monday 08:00 Eastern, \
         also Monday 2027-09-06 08:00 to 18:00"
    );
}

#[test]
fn a_week_may_hold_for_a_part_of_the_time() {
    for (hours, expected) in [
        (
            "2026 Jan 1-2027 Mar 31 Mo-Fr 18:00-20:00",
            "Monday to Friday 18:00 to 20:00 Eastern until 2027-03-31",
        ),
        ("2027 Mar 1+ Mo-Fr 18:00-20:00", "Monday to Friday 18:00 to 20:00 Eastern from 2027-03-01"),
        (
            "Mo-Fr 08:00-17:00; Jun 15-Sep 15 Mo-Fr 07:00-15:00",
            "Monday to Friday 08:00 to 17:00 Eastern until 2027-06-14, from 2027-09-16 to 2028-06-14 and \
             from 2028-09-18; Monday to Friday 07:00 to 15:00 from 2027-06-15 to 2027-09-15 and \
             from 2028-06-15 to 2028-09-17",
        ),
        (
            "Mo-Fr 08:00-17:00; 2027 Jul 1-2027 Aug 31 off",
            "Monday to Friday 08:00 to 17:00 Eastern, except Thursday 2027-07-01 to Tuesday 2027-08-31",
        ),
    ] {
        assert_eq!(said(&set(hours)), expected);
    }
}

#[test]
fn what_no_week_describes_is_listed() {
    for (hours, expected) in [
        ("2026 Dec 24 13:00-20:00", "Thursday 2026-12-24 13:00 to 20:00 Eastern"),
        (
            "2026 Dec 24 08:00-12:00,13:00-20:00; 2026 Dec 28",
            "Thursday 2026-12-24 08:00 to 12:00 and 13:00 to 20:00 Eastern and Monday 2026-12-28",
        ),
        (
            "Mo[1] 09:00-12:00",
            "Monday 2026-12-07 09:00 to 12:00 Eastern, Monday 2027-01-04 09:00 to 12:00, \
             Monday 2027-02-01 09:00 to 12:00 and 21 more",
        ),
        ("2027 Jan 4+ 00:00-24:00", "from Monday 2027-01-04 Eastern"),
    ] {
        assert_eq!(said(&set(hours)), expected);
    }
    let (from, to) = horizon();
    let noon = "2027-01-04T17:00:00Z".parse().unwrap();
    assert_eq!(said(&TimeSet::span(noon, to)), "from Monday 2027-01-04 12:00 Eastern");
    assert_eq!(said(&TimeSet::span(from, noon)), "until Monday 2027-01-04 12:00 Eastern");
}

#[test]
fn moments_are_said_without_a_length() {
    let closings = set("Mo-Fr 08:00-20:00; 2026 Nov 26 off").ends();
    assert_eq!(said(&closings), "Monday to Friday at 20:00 Eastern, except Thursday 2026-11-26");
    assert_eq!(said(&set("2026 Dec 24 08:00-20:00").ends()), "Thursday 2026-12-24 at 20:00 Eastern");
}

#[test]
fn an_hour_that_the_clock_shows_twice_is_told_apart() {
    let (first, second) = ("2027-11-07T05:30:00Z".parse().unwrap(), "2027-11-07T06:30:00Z".parse().unwrap());
    assert_eq!(said(&TimeSet::span(first, second)), "Sunday 2027-11-07 01:30 EDT to 01:30 EST Eastern");
    // An hour of every night is there twice or not at all, and is no exception.
    assert_eq!(said(&set("Mo-Su 01:30-02:30")), "every day 01:30 to 02:30 Eastern");
}

#[test]
fn another_zone_that_changes_its_clock_on_other_days_makes_seasons() {
    let (from, to) = horizon();
    let phoenix = schedule("Mo-Fr 08:00-17:00", "America/Phoenix", vec![]);
    assert_eq!(
        said(&phoenix.in_zone(Zone::UTC).open_times(from, to)),
        "Monday to Friday 10:00 to 19:00 Eastern until 2027-03-14, from 2027-11-08 to 2028-03-12 and \
         from 2028-11-06; Monday to Friday 11:00 to 20:00 from 2027-03-15 to 2027-11-07 and \
         from 2028-03-13 to 2028-11-05"
    );
}

#[test]
fn overrides_read_as_exceptions() {
    let (from, to) = horizon();
    let over = |day, effect| Override {
        name: "x".into(),
        from: date(2027, 3, day),
        to: date(2027, 3, day),
        effect,
        night_before: NightBefore::GoesOn,
    };
    let overrides =
        vec![over(3, Effect::Closed), over(6, Effect::Open(DayTimes::parse("09:00-12:00").unwrap()))];
    let schedule = schedule("Mo-Fr 08:00-20:00", ZONE, overrides);
    assert_eq!(
        said(&schedule.in_zone(Zone::UTC).open_times(from, to)),
        "Monday to Friday 08:00 to 20:00 Eastern, except Wednesday 2027-03-03, also Saturday 2027-03-06 09:00 to 12:00"
    );
}

#[test]
fn hours_a_week_are_those_of_the_week_or_the_average() {
    let (from, to) = horizon();
    let occasions = |hours: &str| set(hours).occasions(from, to, zone(ZONE));
    assert_eq!(
        format!("{:#}", occasions("Mo-Fr 18:00-20:00")),
        "Monday to Friday 18:00 to 20:00 Eastern (10 hours a week)"
    );
    assert_eq!(
        format!("{:#}", occasions("Mo 18:00-19:30")),
        "Monday 18:00 to 19:30 Eastern (1.5 hours a week)"
    );
    assert_eq!(
        format!("{:#}", occasions("Mo 18:00-18:01")),
        "Monday 18:00 to 18:01 Eastern (1 minute a week)"
    );
    assert!((occasions("Mo-Fr 18:00-20:00; 2026 Nov 26 off").hours_a_week() - 10.0).abs() < f64::EPSILON);
    let once = occasions("2026 Dec 24 13:00-20:00");
    assert!((once.hours() - 7.0).abs() < f64::EPSILON);
    assert!((once.hours_a_week() - 7.0 / (731.0 / 7.0)).abs() < 1e-9);
    assert!(occasions("off").hours_a_week().abs() < f64::EPSILON);
}

#[test]
fn a_short_time_has_no_weeks() {
    let from: Timestamp = "2026-11-26T05:00:00Z".parse().unwrap();
    let to = from + SignedDuration::from_hours(24);
    let schedule = schedule("Mo-Fr 08:00-20:00", ZONE, vec![]);
    let open = schedule.in_zone(Zone::UTC).open_times(from, to);
    assert_eq!(
        open.occasions(from, to, zone(ZONE)).to_string(),
        "Thursday 2026-11-26 08:00 to 20:00 Eastern"
    );
    let nothing = open.occasions(to, from, zone(ZONE));
    assert_eq!((nothing.to_string(), nothing.hours_a_week()), ("never".to_owned(), 0.0));
}

#[test]
fn the_ends_of_what_can_be_told_are_described() {
    let (from, to) = (Timetable::FIRST, Timetable::LAST);
    let schedule = schedule("Mo-Fr 08:00-20:00", ZONE, vec![]);
    let open = schedule.in_zone(Zone::UTC).open_times(from, to);
    assert_eq!(open.occasions(from, to, zone(ZONE)).to_string(), "Monday to Friday 08:00 to 20:00 Eastern");
}

proptest! {
    #![proptest_config(drawn::cases(60))]

    #[test]
    fn a_description_means_its_set(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        occasions::check(&mut Dice::new(&bytes));
    }
}
