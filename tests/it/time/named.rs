//! Days on which schedules go wrong, each by its name.

use std::sync::Arc;

use ivrsim::time::{
    Calendar, DateRule, DayHours, DayTimes, Effect, Expression, Holiday, NightBefore, ObservanceRule,
    OpenSpan, Override, Schedule, ScheduleZone, Timetable, Zone,
};
use jiff::Timestamp;
use jiff::civil::{date, time};

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn schedule(hours: &str, zone_name: &str) -> Schedule {
    Schedule::new(Expression::parse(hours).unwrap(), vec![], vec![], ScheduleZone::Fixed(zone(zone_name)))
}

/// Holds that a schedule is open exactly in these spans between two instants.
#[track_caller]
fn assert_open(schedule: &Schedule, from: &str, to: &str, expected: &[(&str, &str)]) {
    let spans = schedule.in_zone(Zone::UTC).spans(at(from), at(to));
    let open: Vec<_> =
        spans.filter(|span| span.open).map(|span| (span.from.unwrap(), span.to.unwrap())).collect();
    let expected: Vec<_> = expected.iter().map(|(from, to)| (at(from), at(to))).collect();
    assert_eq!(open, expected);
}

#[test]
fn an_opening_holds_from_its_first_second_to_the_one_before_its_end() {
    let hours = schedule("Mo-Fr 08:00-20:00", "America/New_York");
    let timetable = hours.in_zone(Zone::UTC);
    for (instant, open) in [
        ("2023-08-28T11:59:59Z", false),
        ("2023-08-28T11:59:59.999999999Z", false),
        ("2023-08-28T12:00:00Z", true),
        ("2023-08-28T23:59:59.999999999Z", true),
        ("2023-08-29T00:00:00Z", false),
    ] {
        assert_eq!(timetable.is_open(at(instant)), open, "{instant}");
    }
}

#[test]
fn fractions_of_a_second_before_1970_belong_to_the_second_that_they_follow() {
    let hours = schedule("08:00-20:00", "UTC");
    let timetable = hours.in_zone(Zone::UTC);
    assert!(!timetable.is_open(at("1969-12-31T07:59:59.5Z")));
    assert!(timetable.is_open(at("1969-12-31T08:00:00.5Z")));
    assert!(timetable.is_open(at("1969-12-31T19:59:59.5Z")));
    assert!(!timetable.is_open(at("1969-12-31T20:00:00.5Z")));
    assert_eq!(timetable.next_change(at("1969-12-31T07:59:59.5Z")), Some(at("1969-12-31T08:00:00Z")));
}

#[test]
fn the_spring_gap_shortens_the_night() {
    let day = ("2026-03-08T04:00:00Z", "2026-03-08T12:00:00Z");
    // 01:00 to 04:00 on the clock is two hours long.
    let night = schedule("01:00-04:00", "America/New_York");
    assert_open(&night, day.0, day.1, &[("2026-03-08T06:00:00Z", "2026-03-08T08:00:00Z")]);
    // What lies in the skipped hour never opens, what begins or ends in it does so at the jump.
    assert_open(&schedule("02:00-03:00", "America/New_York"), day.0, day.1, &[]);
    let jump = "2026-03-08T07:00:00Z";
    assert_open(
        &schedule("02:30-04:00", "America/New_York"),
        day.0,
        day.1,
        &[(jump, "2026-03-08T08:00:00Z")],
    );
    assert_open(
        &schedule("01:00-02:30", "America/New_York"),
        day.0,
        day.1,
        &[("2026-03-08T06:00:00Z", jump)],
    );
}

#[test]
fn the_autumn_fold_opens_twice_or_longer() {
    let day = ("2026-11-01T04:00:00Z", "2026-11-01T12:00:00Z");
    let night = schedule("00:30-04:00", "America/New_York");
    assert_open(&night, day.0, day.1, &[("2026-11-01T04:30:00Z", "2026-11-01T09:00:00Z")]);
    let repeated = schedule("01:15-01:45", "America/New_York");
    let twice =
        [("2026-11-01T05:15:00Z", "2026-11-01T05:45:00Z"), ("2026-11-01T06:15:00Z", "2026-11-01T06:45:00Z")];
    assert_open(&repeated, day.0, day.1, &twice);
    let until = schedule("00:00-01:30", "America/New_York");
    let twice =
        [("2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z"), ("2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z")];
    assert_open(&until, day.0, day.1, &twice);
}

#[test]
fn the_minute_before_a_fold_is_open_around_the_clock() {
    let hours = schedule("24/7", "America/New_York");
    let timetable = hours.in_zone(Zone::UTC);
    for second in 0..60 {
        assert!(
            timetable
                .is_open(Timestamp::from_second(at("2026-11-01T05:59:00Z").as_second() + second).unwrap())
        );
    }
    assert_eq!(timetable.span_at(at("2026-11-01T05:59:30Z")), OpenSpan { from: None, to: None, open: true });
    assert_eq!(timetable.why(at("2026-11-01T05:59:30Z")).to_string(), "open at all times");
}

#[test]
fn all_days_together_never_close_even_where_the_clock_changes() {
    let hours = schedule("Mo-Su 00:00-12:00,12:00-24:00", "America/New_York");
    let whole = ("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    assert_open(&hours, whole.0, whole.1, &[whole]);
    assert_eq!(hours.in_zone(Zone::UTC).next_change(at(whole.0)), None);
}

#[test]
fn an_overnight_opening_lasts_through_a_gap_and_a_fold() {
    let bar = schedule("Sa 22:00-04:00", "America/New_York");
    let spring = [("2026-03-08T03:00:00Z", "2026-03-08T08:00:00Z")];
    assert_open(&bar, "2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z", &spring);
    let autumn = [("2026-11-01T02:00:00Z", "2026-11-01T09:00:00Z")];
    assert_open(&bar, "2026-10-31T12:00:00Z", "2026-11-01T12:00:00Z", &autumn);
}

#[test]
fn vancouver_keeps_summer_time_from_2026() {
    let hours = schedule("Mo-Fr 08:00-17:00", "America/Vancouver");
    assert_open(
        &hours,
        "2026-01-12T00:00:00Z",
        "2026-01-13T00:00:00Z",
        &[("2026-01-12T16:00:00Z", "2026-01-13T00:00:00Z")],
    );
    assert_open(
        &hours,
        "2027-01-11T02:00:00Z",
        "2027-01-12T02:00:00Z",
        &[("2027-01-11T15:00:00Z", "2027-01-12T00:00:00Z")],
    );
}

#[test]
fn phoenix_opens_at_the_same_instant_all_year() {
    let hours = schedule("08:00-17:00", "America/Phoenix");
    let timetable = hours.in_zone(Zone::UTC);
    let opens = |from| timetable.next_open(at(from)).unwrap();
    assert_eq!(opens("2026-01-12T00:00:00Z"), at("2026-01-12T15:00:00Z"));
    assert_eq!(opens("2026-07-12T00:00:00Z"), at("2026-07-12T15:00:00Z"));
}

#[test]
fn zones_off_the_full_hour_open_off_the_full_hour() {
    let opens = |name, from| schedule("09:00-17:00", name).in_zone(Zone::UTC).next_open(at(from)).unwrap();
    assert_eq!(opens("America/St_Johns", "2026-01-12T06:00:00Z"), at("2026-01-12T12:30:00Z"));
    assert_eq!(opens("America/St_Johns", "2026-07-12T06:00:00Z"), at("2026-07-12T11:30:00Z"));
    assert_eq!(opens("Asia/Kathmandu", "2026-07-12T00:00:00Z"), at("2026-07-12T03:15:00Z"));
    // Before 1972 Liberia's clocks were off by seconds.
    assert_eq!(opens("Africa/Monrovia", "1960-01-01T00:00:00Z"), at("1960-01-01T09:44:30Z"));
}

#[test]
fn lord_howe_folds_by_half_an_hour() {
    let hours = schedule("01:15-01:45", "Australia/Lord_Howe");
    // On 2026-04-05 the clock goes from 02:00 (+11) back to 01:30 (+10:30).
    let expected =
        [("2026-04-04T14:15:00Z", "2026-04-04T14:45:00Z"), ("2026-04-04T15:00:00Z", "2026-04-04T15:15:00Z")];
    assert_open(&hours, "2026-04-04T12:00:00Z", "2026-04-04T20:00:00Z", &expected);
}

#[test]
fn samoa_has_no_30th_of_december_2011() {
    let hours = schedule("08:00-17:00", "Pacific/Apia");
    // Thursday the 29th at -10, then Saturday the 31st at +14.
    let expected =
        [("2011-12-29T18:00:00Z", "2011-12-30T03:00:00Z"), ("2011-12-30T18:00:00Z", "2011-12-31T03:00:00Z")];
    assert_open(&hours, "2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z", &expected);
    assert_open(
        &schedule("Fr 00:00-24:00", "Pacific/Apia"),
        "2011-12-29T12:00:00Z",
        "2012-01-02T12:00:00Z",
        &[],
    );
}

#[test]
fn troll_changes_by_two_hours() {
    let hours = schedule("01:30-02:30", "Antarctica/Troll");
    // In autumn its clock goes from 03:00 (+2) back to 01:00 (+0).
    let expected =
        [("2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z"), ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z")];
    assert_open(&hours, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z", &expected);
}

#[test]
fn the_year_ends_at_midnight_of_the_zone() {
    let hours = schedule("2026 Mo-Su 00:00-24:00", "America/New_York");
    let expected = [("2026-01-01T05:00:00Z", "2027-01-01T05:00:00Z")];
    assert_open(&hours, "2025-06-01T00:00:00Z", "2028-06-01T00:00:00Z", &expected);
    let eve = schedule("Dec 31 22:00-26:00", "America/New_York");
    let expected = [("2027-01-01T03:00:00Z", "2027-01-01T07:00:00Z")];
    assert_open(&eve, "2026-12-31T00:00:00Z", "2027-01-02T00:00:00Z", &expected);
}

#[test]
fn february_29_opens_in_leap_years_only() {
    let hours = schedule("Feb 29 08:00-17:00", "UTC");
    let timetable = hours.in_zone(Zone::UTC);
    let opens = |from| timetable.next_open(at(from)).unwrap();
    assert_eq!(opens("2025-01-01T00:00:00Z"), at("2028-02-29T08:00:00Z"));
    assert_eq!(opens("1900-01-01T00:00:00Z"), at("1904-02-29T08:00:00Z"));
    assert_eq!(opens("1999-01-01T00:00:00Z"), at("2000-02-29T08:00:00Z"));
    assert_eq!(opens("2097-01-01T00:00:00Z"), at("2104-02-29T08:00:00Z"));
    let range = schedule("Feb 28-Mar 01 08:00-09:00", "UTC");
    let count =
        |from: &str, to: &str| range.in_zone(Zone::UTC).spans(at(from), at(to)).filter(|s| s.open).count();
    assert_eq!(count("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), 2);
    assert_eq!(count("2028-01-01T00:00:00Z", "2029-01-01T00:00:00Z"), 3);
}

#[test]
fn weekdays_are_right_at_the_turns_of_centuries() {
    let hours = schedule("Mo 08:00-17:00", "UTC");
    let timetable = hours.in_zone(Zone::UTC);
    for monday in ["1900-01-01", "1900-03-05", "2000-02-28", "2000-03-06", "2100-03-01", "2199-12-30"] {
        assert!(timetable.is_open(at(&format!("{monday}T12:00:00Z"))), "{monday}");
    }
}

#[test]
fn outside_the_range_the_nearest_second_answers() {
    let hours = schedule("08:00-17:00", "UTC");
    let timetable = hours.in_zone(Zone::UTC);
    for far in [Timestamp::MIN, Timestamp::MAX, at("1899-12-31T12:00:00Z"), at("2200-01-01T12:00:00Z")] {
        assert!(!timetable.is_open(far));
        let _ = timetable.why(far).to_string();
        let _ = timetable.next_opening(far).to_string();
    }
    assert_eq!(timetable.span_at(Timestamp::MIN).from, None);
    assert_eq!(timetable.next_change(Timestamp::MIN), Some(at("1900-01-01T08:00:00Z")));
    let last = timetable.span_at(Timestamp::MAX);
    assert_eq!(last, OpenSpan { from: Some(at("2199-12-31T17:00:00Z")), to: None, open: false });
    assert_eq!(timetable.span_at(Timetable::LAST), last);
}

#[test]
fn a_caller_schedule_is_open_where_the_caller_is() {
    let hours = Expression::parse("Mo-Fr 08:00-17:00").unwrap();
    let hours = Schedule::new(hours, vec![], vec![], ScheduleZone::Caller);
    let instant = at("2026-11-20T13:30:00Z");
    assert!(hours.in_zone(zone("America/New_York")).is_open(instant));
    assert!(!hours.in_zone(zone("America/Los_Angeles")).is_open(instant));
    let said = hours.in_zone(zone("America/Los_Angeles")).next_opening(instant).to_string();
    assert_eq!(said, "opens today at 8 AM");
}

fn holiday(name: &str, on: &str, hours: DayHours) -> Holiday {
    Holiday {
        name: name.into(),
        on: DateRule::parse(on).unwrap(),
        observed: ObservanceRule::NearestWeekday,
        hours,
    }
}

fn with(hours: &str, holidays: Vec<Holiday>, overrides: Vec<Override>) -> Schedule {
    let calendar = Arc::new(Calendar { days: holidays });
    let zone = ScheduleZone::Fixed(zone("America/New_York"));
    Schedule::new(Expression::parse(hours).unwrap(), vec![calendar], overrides, zone)
}

fn exception(name: &str, day: jiff::civil::Date, effect: Effect) -> Override {
    Override { name: name.into(), from: day, to: day, effect, night_before: NightBefore::GoesOn }
}

fn why(schedule: &Schedule, local: &str) -> String {
    let instant = zone("America/New_York").rules().to_timestamp(local.parse().unwrap()).unwrap();
    let why = schedule.in_zone(Zone::UTC).why(instant);
    assert_eq!(why.is_open(), schedule.in_zone(Zone::UTC).is_open(instant));
    why.to_string()
}

#[test]
fn an_overnight_opening_goes_on_into_a_holiday_and_a_holiday_takes_its_own_night() {
    let thanksgiving = || vec![holiday("Thanksgiving", "fourth Thursday of November", DayHours::Closed)];
    let bar = with("20:00-26:00", thanksgiving(), vec![]);
    assert_eq!(why(&bar, "2026-11-26T01:59:59"), "open until 02:00 America/New_York");
    assert_eq!(why(&bar, "2026-11-26T02:00"), "closed: Thanksgiving");
    assert_eq!(why(&bar, "2026-11-26T21:00"), "closed: Thanksgiving");
    assert_eq!(why(&bar, "2026-11-27T01:00"), "closed: Thanksgiving");
    assert_eq!(why(&bar, "2026-11-27T03:00"), "closed: before 20:00 America/New_York");
    // `PH off` says the same in the notation.
    let named = with("20:00-26:00; PH off", thanksgiving(), vec![]);
    for local in ["2026-11-26T01:59:59", "2026-11-26T02:00", "2026-11-27T01:00", "2026-11-27T20:00"] {
        assert_eq!(why(&named, local).starts_with("open"), why(&bar, local).starts_with("open"), "{local}");
    }
}

#[test]
fn an_expression_that_names_holidays_decides_them() {
    let holidays = vec![holiday("Thanksgiving", "fourth Thursday of November", DayHours::Closed)];
    let hours = with("Mo-Fr 08:00-20:00; PH 10:00-14:00", holidays, vec![]);
    assert_eq!(why(&hours, "2026-11-26T09:00"), "closed: before 10:00 America/New_York");
    assert_eq!(why(&hours, "2026-11-26T13:00"), "open until 14:00 America/New_York");
}

#[test]
fn causes_are_told_in_words() {
    let holidays = vec![
        holiday("Independence Day", "July 4", DayHours::Closed),
        holiday("Christmas Eve", "December 24", DayHours::Open(DayTimes::parse("08:00-12:00").unwrap())),
        Holiday {
            observed: ObservanceRule::AsDated,
            ..holiday("New Year's Eve", "December 31", DayHours::ClosesAt(time(15, 0, 0, 0)))
        },
        holiday("the first Monday", "first Monday of January", DayHours::OpensAt(time(10, 0, 0, 0))),
    ];
    let overrides = vec![
        exception("burst pipe", date(2026, 11, 18), Effect::ClosesAt(time(14, 0, 0, 0))),
        exception("stocktaking", date(2026, 11, 19), Effect::Closed),
        exception("spring sale", date(2026, 11, 22), Effect::Extra(DayTimes::parse("12:00-16:00").unwrap())),
        exception("snow", date(2026, 11, 23), Effect::OpensAt(time(10, 30, 0, 0))),
        exception("no effect", date(2026, 7, 4), Effect::ClosesAt(time(14, 0, 0, 0))),
        exception("fair", date(2026, 11, 24), Effect::Open(DayTimes::parse("06:00-07:00").unwrap())),
    ];
    let hours = with("Mo-Fr 08:00-12:00,13:00-18:00; Sa 09:00-12:00", holidays, overrides);
    for (local, expected) in [
        ("2026-11-16T07:59:59", "closed: before 08:00 America/New_York"),
        ("2026-11-16T08:00", "open until 12:00 America/New_York"),
        ("2026-11-16T12:30", "closed: between 12:00 and 13:00 America/New_York"),
        ("2026-11-16T18:00", "closed: after 18:00 America/New_York"),
        ("2026-11-15T10:00", "closed on Sundays"),
        ("2026-07-04T10:00", "closed: Independence Day"),
        ("2026-07-03T10:00", "closed: Independence Day (observed)"),
        ("2026-12-24T10:00", "open: Christmas Eve, until 12:00 America/New_York"),
        ("2026-12-24T14:00", "closed: Christmas Eve"),
        ("2026-12-24T19:00", "closed: after 12:00 America/New_York (Christmas Eve)"),
        ("2026-12-31T10:00", "open: New Year's Eve, until 12:00 America/New_York"),
        ("2026-12-31T16:00", "closed: New Year's Eve"),
        ("2026-12-31T19:00", "closed: after 15:00 America/New_York (New Year's Eve)"),
        ("2028-12-31T10:00", "closed on Sundays"),
        ("2027-01-04T09:00", "closed: the first Monday"),
        ("2027-01-04T07:00", "closed: before 10:00 America/New_York (the first Monday)"),
        ("2027-01-04T19:00", "closed: after 18:00 America/New_York"),
        ("2026-11-18T13:30", "open until 14:00 America/New_York"),
        ("2026-11-18T07:00", "closed: before 08:00 America/New_York"),
        ("2026-11-18T14:00", "closed: burst pipe"),
        ("2026-11-18T18:30", "closed: after 14:00 America/New_York (burst pipe)"),
        ("2026-11-23T07:00", "closed: before 10:30 America/New_York (snow)"),
        ("2026-11-23T18:30", "closed: after 18:00 America/New_York"),
        ("2026-11-22T17:00", "closed: after 16:00 America/New_York (spring sale)"),
        ("2026-11-19T10:00", "closed: stocktaking"),
        ("2026-11-22T12:00", "open: spring sale, until 16:00 America/New_York"),
        ("2026-11-23T09:00", "closed: snow"),
        ("2026-11-24T06:30", "open: fair, until 07:00 America/New_York"),
    ] {
        assert_eq!(why(&hours, local), expected, "{local}");
    }
}

#[test]
fn rules_with_names_are_causes_too() {
    let hours = with(
        "Mo-Fr 08:00-18:00; Mo 12:00-13:00 off \"staff meeting\"; Dec 25 off \"Christmas\"; Dec 28 off; \
         Sa 09:00-12:00 \"by appointment\"",
        vec![],
        vec![],
    );
    for (local, expected) in [
        ("2026-11-16T12:30", "closed: staff meeting"),
        ("2026-12-25T10:00", "closed: Christmas"),
        ("2026-12-28T10:00", "closed on Monday, 2026-12-28"),
        ("2026-11-21T10:00", "open: by appointment, until 12:00 America/New_York"),
    ] {
        assert_eq!(why(&hours, local), expected, "{local}");
    }
    assert_eq!(why(&with("off", vec![], vec![]), "2026-11-16T10:00"), "closed at all times");
    let week = with("Mo 00:00-24:00; Tu 00:00-24:00", vec![], vec![]);
    assert_eq!(why(&week, "2026-11-16T00:00"), "open until 2026-11-18 00:00 America/New_York");
}

#[test]
fn the_later_of_two_overrides_decides_alone() {
    let day = date(2026, 11, 20);
    let overrides = vec![
        exception("closed", day, Effect::Closed),
        exception("extra", day, Effect::Extra(DayTimes::parse("20:00-21:00").unwrap())),
    ];
    let hours = with("Mo-Fr 08:00-18:00", vec![], overrides);
    let open =
        [("2026-11-20T13:00:00Z", "2026-11-20T23:00:00Z"), ("2026-11-21T01:00:00Z", "2026-11-21T02:00:00Z")];
    assert_open(&hours, "2026-11-20T06:00:00Z", "2026-11-21T06:00:00Z", &open);
}

#[test]
fn rules_meet_as_the_notation_says() {
    // From Monday, 2026-11-16.
    for (hours, expected) in [
        ("Mo 08:00-12:00; Mo 14:00-16:00", &["14:00-16:00"][..]),
        ("Mo 08:00-12:00, Mo 14:00-16:00", &["08:00-12:00", "14:00-16:00"]),
        ("Mo 08:00-18:00; Mo 12:00-13:00 off", &["08:00-12:00", "13:00-18:00"]),
        ("Mo 08:00-18:00; Nov 16 off", &[]),
        ("Nov 16 off; Mo 08:00-18:00", &["08:00-18:00"]),
        ("Mo 08:00-12:00 || 10:00-14:00", &["08:00-14:00"]),
        ("Mo off || 10:00-14:00", &[]),
        ("Tu 08:00-12:00 || 10:00-14:00", &["10:00-14:00"]),
        ("Su 20:00-26:00; Mo 01:00-03:00 off", &["00:00-01:00"]),
        ("Su 20:00-26:00; Mo off", &["00:00-02:00"]),
        ("Mo[3] 08:00-09:00", &["08:00-09:00"]),
        ("Mo[-1] 08:00-09:00", &[]),
        ("week 47 08:00-09:00", &["08:00-09:00"]),
        ("2020-2030/3 08:00-09:00", &["08:00-09:00"]),
        ("2020-2030/4 08:00-09:00", &[]),
        ("Nov 10-20 08:00-09:00", &["08:00-09:00"]),
        ("Dec 01-Nov 15 08:00-09:00", &[]),
        ("Oct-Feb 08:00-09:00", &["08:00-09:00"]),
        ("2026 Oct-Feb 08:00-09:00", &["08:00-09:00"]),
        ("Nov Su[2] +8 days 08:00-09:00", &["08:00-09:00"]),
        ("Nov 11+Mo 08:00-09:00", &["08:00-09:00"]),
        ("Su-Mo 08:00-09:00", &["08:00-09:00"]),
    ] {
        let schedule = schedule(hours, "UTC");
        let spans = schedule.in_zone(Zone::UTC).spans(at("2026-11-16T00:00:00Z"), at("2026-11-17T00:00:00Z"));
        let clock = |instant: Option<Timestamp>| instant.unwrap().strftime("%H:%M").to_string();
        let open =
            spans.filter(|span| span.open).map(|span| format!("{}-{}", clock(span.from), clock(span.to)));
        assert_eq!(open.collect::<Vec<_>>(), expected, "{hours}");
    }
}

#[test]
fn easter_moves_good_friday() {
    let hours = schedule("Mo-Fr 08:00-17:00; easter -2 days off", "UTC");
    let timetable = hours.in_zone(Zone::UTC);
    assert!(!timetable.is_open(at("2026-04-03T12:00:00Z")));
    assert!(timetable.is_open(at("2027-04-02T12:00:00Z")));
    assert!(!timetable.is_open(at("2027-03-26T12:00:00Z")));
}

#[test]
fn schedules_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Schedule>();
}

#[test]
fn an_override_lets_the_night_before_go_on_or_ends_it_at_midnight() {
    let storm = |night_before, effect: Effect| Override {
        night_before,
        ..exception("storm", date(2026, 12, 9), effect)
    };
    let nights = |change| with("Mo-Su 20:00-28:00", vec![], vec![change]);
    let goes_on = nights(storm(NightBefore::GoesOn, Effect::Closed));
    assert_eq!(why(&goes_on, "2026-12-09T03:59:59"), "open until 04:00 America/New_York");
    assert_eq!(why(&goes_on, "2026-12-09T04:00:00"), "closed: storm");
    assert_eq!(why(&goes_on, "2026-12-10T00:30:00"), "closed: storm");
    let ends = nights(storm(NightBefore::Ends, Effect::Closed));
    assert_eq!(why(&ends, "2026-12-08T23:59:59"), "open until 00:00 America/New_York");
    for at in ["2026-12-09T00:00:00", "2026-12-09T03:59:59", "2026-12-09T22:00:00", "2026-12-10T03:59:59"] {
        assert_eq!(why(&ends, at), "closed: storm", "{at}");
    }
    assert_eq!(why(&ends, "2026-12-10T20:00:00"), "open until 04:00 America/New_York");
    let late = nights(storm(NightBefore::Ends, Effect::OpensAt(jiff::civil::time(22, 0, 0, 0))));
    assert_eq!(why(&late, "2026-12-09T03:00:00"), "closed: before 22:00 America/New_York (storm)");
    assert_eq!(why(&late, "2026-12-10T03:59:59"), "open until 04:00 America/New_York");
}

#[test]
fn of_several_days_only_the_first_ends_a_night() {
    let times = DayTimes::parse("20:00-26:00").unwrap();
    let mut festival = exception("festival", date(2026, 12, 9), Effect::Open(times));
    festival.to = date(2026, 12, 11);
    festival.night_before = NightBefore::Ends;
    let nights = with("Mo-Su 20:00-28:00", vec![], vec![festival]);
    let open = ["2026-12-10T01:59:59", "2026-12-11T01:59:59", "2026-12-12T01:59:59", "2026-12-13T03:59:59"];
    let closed = ["2026-12-09T00:00:00", "2026-12-10T02:00:00", "2026-12-12T02:00:00"];
    for (at, is_open) in open.map(|at| (at, true)).into_iter().chain(closed.map(|at| (at, false))) {
        assert_eq!(why(&nights, at).starts_with("open"), is_open, "{at}: {}", why(&nights, at));
    }
}

#[test]
fn christmas_and_boxing_day_on_a_weekend_are_kept_on_monday_and_tuesday() {
    let days = [("Christmas Day", "December 25"), ("Boxing Day", "December 26")].map(|(name, on)| Holiday {
        name: name.into(),
        on: DateRule::parse(on).unwrap(),
        observed: ObservanceRule::NextMonday,
        hours: DayHours::Closed,
    });
    let office = with("Mo-Fr 09:00-17:00", days.to_vec(), vec![]);
    assert_eq!(why(&office, "2027-12-27T10:00:00"), "closed: Christmas Day (observed)");
    assert_eq!(why(&office, "2027-12-28T10:00:00"), "closed: Boxing Day (observed)");
    assert_eq!(why(&office, "2027-12-29T10:00:00"), "open until 17:00 America/New_York");
}
