//! Hours in words.

use ivrsim::time::{Expression, Schedule, ScheduleZone, Zone};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::spoken;

proptest! {
    #![proptest_config(drawn::cases(160))]

    #[test]
    fn words_read_back_are_the_hours_that_are_kept(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        spoken::check(&mut Dice::new(&bytes));
    }
}

#[test]
fn hours_of_usual_shapes_are_told_of_every_day() {
    for hours in [
        "24/7",
        "off",
        "Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-12:00",
        "Mo-Su 09:00-17:00; Jul 4 off; Jul-Aug Mo-Su 08:00-20:00",
        "Dec 25 off; Mo-Fr 09:00-17:00",
        "Mo-Sa 09:00-17:00, Sa[1] 18:00-20:00",
        "Mo-Sa 09:00-17:00; Sa[1] 18:00-20:00",
        "Mo-Fr 08:00-17:00; Jul-Aug We off; easter -2 days off",
        "week 1-53/2 Mo 08:00-12:00; week 2-52/2 Tu 08:00-12:00",
        "Mo-Su 22:00-06:00; Dec 24-26 off",
        "Mo-Fr 10:00-36:00",
        "2026-2028 Mo-Fr 08:00-17:00; 2029+ Mo-Fr 09:00-17:00",
        "Mo-Fr 08:00-17:00; Nov Th[4] off; Nov Th[4] +1 day 09:00-12:00; 2026 Dec 24-2027 Jan 02 off",
        "Su 20:00-26:00; Mo 01:00-03:00 off",
        "Mo-Fr 08:00-17:00 || Sa 10:00-12:00",
        "Mo-Fr 08:00-17:00; Mo 12:00-13:00 off; Dec 24 12:00-24:00 off",
    ] {
        let zone = Zone::named("America/New_York").unwrap();
        let hours = Expression::parse(hours).unwrap();
        let schedule = Schedule::new(hours, vec![], vec![], ScheduleZone::Fixed(zone));
        let named = spoken::Named::new();
        for year in 2026..2030 {
            spoken::holds(&schedule, zone, year, &named);
            assert!(spoken::is_whole(&schedule, zone, year, &named), "{}", schedule.spoken());
        }
    }
}

fn at_the_fold(zone_name: &str, hours: &str, at: &str) -> (String, String) {
    let zone = ScheduleZone::Fixed(Zone::named(zone_name).unwrap());
    let schedule = Schedule::new(Expression::parse(hours).unwrap(), vec![], vec![], zone);
    let timetable = schedule.in_zone(Zone::UTC);
    let at: Timestamp = at.parse().unwrap();
    (timetable.why(at).to_string(), timetable.next_opening(at).to_string())
}

#[test]
fn the_hour_that_comes_twice_is_told_apart_in_reasons_and_openings() {
    // 01:00 to 02:00 is shown from 05:00Z on (EDT), and from 06:00Z on (EST).
    for (at, why, next) in [
        ("2026-11-01T04:30:00Z", "open until 01:30 EDT America/New_York", "is open until 1:30 AM EDT"),
        (
            "2026-11-01T05:45:00Z",
            "closed: between 01:30 EDT and 01:00 EST America/New_York",
            "opens today at 1 AM EST",
        ),
        ("2026-11-01T06:15:00Z", "open until 01:30 EST America/New_York", "is open until 1:30 AM EST"),
        (
            "2026-11-01T06:45:00Z",
            "closed: between 01:30 EST and 22:00 America/New_York",
            "opens today at 10 PM Eastern",
        ),
    ] {
        let told = at_the_fold("America/New_York", "Mo-Su 22:00-01:30", at);
        assert_eq!(told, (why.to_owned(), next.to_owned()), "{at}");
    }
    // Of an hour that is skipped, what the clock shows instead.
    let told = at_the_fold("America/New_York", "02:30-05:00", "2026-03-08T06:30:00Z");
    assert_eq!(told.0, "closed: before 03:00 America/New_York");
    let told = at_the_fold("America/New_York", "01:00-02:30", "2026-03-08T07:30:00Z");
    assert_eq!(told.0, "closed: after 03:00 America/New_York");
    let told = at_the_fold("Australia/Lord_Howe", "01:45-06:00", "2026-04-04T14:00:00Z");
    assert_eq!(
        told,
        (
            "closed: before 01:45 UTC+11:00 Australia/Lord_Howe".to_owned(),
            "opens today at 1:45 AM UTC+11:00".to_owned()
        )
    );
}
