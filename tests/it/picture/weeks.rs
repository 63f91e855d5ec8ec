use std::path::Path;

use ivrsim::hours::{Effect, Expression, Override, Schedule, ScheduleZone, Zone};
use ivrsim::load::ally;
use ivrsim::moment;
use ivrsim::picture::Week;
use ivrsim::plan::Plan;
use ivrsim::report::Paint;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::readers::Svg;
use crate::drawn;
use crate::generated::assert_generated;
use crate::oracles::plan;

const KITCHEN_SINK: &str = include_str!("../../cases/plan-ok/kitchen-sink.toml");

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

fn schedule(open: &str, zone: &str) -> Schedule {
    let zone = ScheduleZone::Fixed(Zone::named(zone).unwrap());
    Schedule::new(Expression::parse(open).unwrap(), vec![], vec![], zone)
}

fn rows(plan: &Plan) -> Vec<(&str, &Schedule)> {
    plan.schedules().map(|(_, named)| (named.key.as_str(), &named.schedule)).collect()
}

fn text(week: &Week<'_>) -> String {
    week.text(Paint::new(false)).to_string()
}

fn assert_drawn(name: &str, week: &Week<'_>) {
    let svg = week.svg().to_string();
    Svg::read(&svg);
    for (ending, drawn) in [("txt", text(week)), ("svg", svg)] {
        assert_generated(&Path::new("tests/cases/picture").join(format!("{name}.{ending}")), &drawn);
    }
}

#[test]
fn a_week_of_the_directory_compares_its_zones_on_one_clock() {
    let plan = ally();
    let at = moment::parse("2023-08-28 18:00", plan.zone).unwrap();
    assert_drawn("week", &Week::new(rows(plan), at, plan.zone, zone("America/Denver")));
}

#[test]
fn a_week_with_holidays_says_which() {
    let plan = plan::plan(KITCHEN_SINK);
    let at = moment::parse("2026-11-26 12:00", plan.zone).unwrap();
    assert_drawn("week-of-thanksgiving", &Week::new(rows(&plan), at, plan.zone, plan.zone));
}

#[test]
fn nights_long_openings_and_a_longer_day_are_told_exactly() {
    let night = schedule("Fr-Su 22:00-04:00; Tu 08:00-09:30,10:00-11:00,12:00-24:00", "America/New_York");
    let long = schedule("We 09:00-26:00; Th 02:00-24:00; Fr 00:00-17:00; Sa 00:00-24:00", "America/New_York");
    let rows = vec![("night", &night), ("long", &long)];
    let at = "2026-11-01T17:00:00Z".parse().unwrap();
    let week = Week::new(rows, at, zone("America/New_York"), Zone::UTC);
    insta::assert_snapshot!(text(&week));
    assert_drawn("week-of-25-hours", &week);
}

#[test]
fn a_reason_cannot_break_out_of_a_week() {
    let (from, to) = (date(2026, 2, 2), date(2026, 2, 2));
    let name = "<script>\"storm\" & \u{202e}co]]>".to_owned();
    let storm = Override { name, from, to, effect: Effect::Closed };
    let week = Expression::parse("24/7").unwrap();
    let schedule = Schedule::new(week, vec![], vec![storm], ScheduleZone::Fixed(Zone::UTC));
    let at = "2026-02-02T12:00:00Z".parse().unwrap();
    let week = Week::new(vec![("</svg>", &schedule)], at, Zone::UTC, Zone::UTC);
    let svg = Svg::read(&week.svg().to_string());
    assert!(svg.texts.iter().any(|text| text == "</svg>"), "{svg:?}");
    let told = "Monday, February 2 – <script>\"storm\" & \\u{202e}co]]>: </svg>";
    assert!(svg.texts.iter().any(|text| text == told), "{svg:?}");
    assert!(text(&week).contains("Mon 02-02  <script>\"storm\" & \\u{202e}co]]>: </svg>"));
}

proptest! {
    #![proptest_config(drawn::cases(60))]

    /// Whatever the clock does, the week is there: in Samoa, which skipped a Friday, in places whose clock skips midnight,
    /// and where the years for which hours are known begin and end.
    #[test]
    fn a_week_can_be_shown_around_any_instant(
        second in prop_oneof![
            Timestamp::MIN.as_second()..=Timestamp::MAX.as_second(),
            1_300_000_000_i64..1_400_000_000,
            -2_209_000_000_i64..-2_208_900_000,
        ],
        zone_name in prop::sample::select(vec![
            "Pacific/Apia", "America/Sao_Paulo", "Asia/Beirut", "Australia/Lord_Howe", "America/New_York", "UTC",
        ]),
        open in prop::sample::select(vec!["Mo-Fr 08:00-18:00", "24/7", "off", "Fr 22:00-30:00", "Mo-Su 23:59-24:01"]),
    ) {
        let schedule = schedule(open, "America/Los_Angeles");
        let at = Timestamp::from_second(second).unwrap();
        let week = Week::new(vec![("hours", &schedule)], at, zone(zone_name), Zone::UTC);
        Svg::read(&week.svg().to_string());
        prop_assert!(text(&week).lines().count() >= 3);
    }
}
