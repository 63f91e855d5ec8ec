use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use ivrsim::base::text::Paint;
use ivrsim::picture::WeekChart;
use ivrsim::plan::Plan;
use ivrsim::plan::builtin;
use ivrsim::time::{
    Calendar, DateRule, DayHours, Effect, Expression, Holiday, NightBefore, ObservanceRule, Override,
    Schedule, ScheduleZone, Zone, moment,
};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::readers::Svg;
use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use crate::oracles::dice::Dice;
use crate::oracles::hours::Model;
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

fn text(week: &WeekChart<'_>) -> String {
    week.text(Paint::new(false)).to_string()
}

fn assert_drawn(name: &str, week: &WeekChart<'_>) {
    let svg = week.svg().to_string();
    Svg::read(&svg);
    for (ending, drawn) in [("txt", text(week)), ("svg", svg)] {
        assert_generated(&Path::new("tests/cases/picture").join(format!("{name}.{ending}")), &drawn);
    }
}

#[test]
fn a_week_of_the_directory_compares_its_zones_on_one_clock() {
    let plan = builtin();
    let at = moment::parse("2023-08-28 18:00", plan.zone).unwrap();
    assert_drawn("week", &WeekChart::new(rows(plan), at, plan.zone, zone("America/Denver")));
}

#[test]
fn a_week_fits_the_screen_and_says_the_same() {
    let plan = builtin();
    let at = moment::parse("2023-08-28 18:00", plan.zone).unwrap();
    let long = schedule("Mo-Fr 08:00-20:00", "America/New_York");
    let mut all = rows(plan);
    all.push(("a-team-with-a-name-that-takes-half-of-a-narrow-screen", &long));
    let week = WeekChart::new(all, at, plan.zone, zone("America/Denver"));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
    let wide = text(&week);
    for columns in [120, 80, 60] {
        let fitted = week.text(Paint::new(false).within(Some(columns))).to_string();
        for line in fitted.lines() {
            assert!(line.chars().count() <= columns, "{columns}: {line}");
        }
        assert_eq!(words(&fitted), words(&wide), "{columns}");
    }
}

#[test]
fn a_week_says_where_the_years_of_which_hours_are_known_end() {
    let schedule =
        Schedule::new(Expression::parse("24/7").unwrap(), vec![], vec![], ScheduleZone::Fixed(Zone::UTC));
    let eastern = Zone::named("America/New_York").unwrap();
    let week = |at: &str, zone| WeekChart::new(vec![("always", &schedule)], at.parse().unwrap(), zone, zone);
    insta::assert_snapshot!(text(&week("2199-12-31T12:00:00Z", eastern)), @r"
    the week of 2199-12-30 by the clock of America/New_York
            Mon 12-30     Tue 12-31     Wed 01-01     Thu 01-02     Fri 01-03     Sat 01-04     Sun 01-05
    always  ████████████  █████████???  ????????????  ????????????  ????????????  ????????????  ????????????
            all day       all day       not known     not known     not known     not known     not known
    hours are known for the years 1900 to 2199 only
    ");
    let known = "hours are known for the years 1900 to 2199 only";
    for at in ["2199-12-30T12:00:00Z", "1900-01-01T00:00:00Z"] {
        let drawn = week(at, eastern).svg().to_string();
        assert!(drawn.contains(known) && drawn.contains("not known"), "{drawn}");
    }
    let usual = week("2026-12-30T12:00:00Z", eastern);
    assert!(!text(&usual).contains("known") && !usual.svg().to_string().contains("known"));
}

#[test]
fn a_week_with_holidays_says_which() {
    let plan = plan::plan(KITCHEN_SINK);
    let at = moment::parse("2026-11-26 12:00", plan.zone).unwrap();
    assert_drawn("week-of-thanksgiving", &WeekChart::new(rows(&plan), at, plan.zone, plan.zone));
}

#[test]
fn nights_long_openings_and_a_longer_day_are_told_exactly() {
    let night = schedule("Fr-Su 22:00-04:00; Tu 08:00-09:30,10:00-11:00,12:00-24:00", "America/New_York");
    let long = schedule("We 09:00-26:00; Th 02:00-24:00; Fr 00:00-17:00; Sa 00:00-24:00", "America/New_York");
    let rows = vec![("night", &night), ("long", &long)];
    let at = "2026-11-01T17:00:00Z".parse().unwrap();
    let week = WeekChart::new(rows, at, zone("America/New_York"), Zone::UTC);
    insta::assert_snapshot!(text(&week));
    assert_drawn("week-of-25-hours", &week);
}

fn christmas(open: &str, zone: &str) -> Schedule {
    let on = DateRule::parse("December 25").unwrap();
    let (observed, hours) = (ObservanceRule::AsDated, DayHours::Closed);
    let calendar = Calendar { days: vec![Holiday { name: "Christmas".into(), on, observed, hours }] };
    let zone = ScheduleZone::Fixed(Zone::named(zone).unwrap());
    Schedule::new(Expression::parse(open).unwrap(), vec![Arc::new(calendar)], vec![], zone)
}

/// The remarks of the week before New Year 2027 in New York.
fn remarks(schedule: &Schedule) -> Vec<String> {
    let at = "2026-12-21T15:00:00Z".parse().unwrap();
    let week = WeekChart::new(vec![("h", schedule)], at, zone("America/New_York"), Zone::UTC);
    text(&week).lines().filter(|line| line.contains("Christmas")).map(str::to_owned).collect()
}

#[test]
fn a_holiday_is_told_of_the_day_whose_hours_it_takes() {
    let told = ["Fri 12-25  Christmas: h"];
    for (hours, its_zone) in [
        ("Mo-Sa 08:00-17:00", "America/Chicago"),
        ("Mo-Sa 08:00-17:00", "America/New_York"),
        ("Mo-Sa 08:00-17:00", "Asia/Tokyo"),
        ("Mo-Su 22:00-07:00", "America/New_York"),
        ("Mo-Su 20:00-02:00", "America/Chicago"),
        ("Mo-Sa 08:00-17:00 \"by appointment\"; PH off", "America/Chicago"),
        // No hours are taken: it is told all the same.
        ("Mo-We 08:00-17:00", "America/Chicago"),
    ] {
        // In Tokyo it has begun, and is over, when people in New York would call: Thursday evening.
        let told = if its_zone == "Asia/Tokyo" { ["Thu 12-24  Christmas: h"] } else { told };
        assert_eq!(remarks(&christmas(hours, its_zone)), told, "{hours} {its_zone}");
    }
}

#[test]
fn a_closed_day_says_how_long_the_night_before_lasts() {
    let at = "2026-12-21T15:00:00Z".parse().unwrap();
    let night = christmas("Mo-Su 22:00-07:00", "America/New_York");
    let week = WeekChart::new(vec![("h", &night)], at, zone("America/New_York"), Zone::UTC);
    let told = text(&week);
    let times = told.lines().nth(3).unwrap();
    assert_eq!(
        times.split_whitespace().collect::<Vec<_>>(),
        [
            "until",
            "07:00",
            "22:00-07:00",
            "22:00-07:00",
            "22:00-07:00",
            "until",
            "07:00",
            "22:00-07:00",
            "22:00-07:00"
        ]
    );
}

#[test]
fn a_week_shows_whether_the_night_before_an_override_goes_on() {
    let at = "2026-12-09T15:00:00Z".parse().unwrap();
    let told = |night_before| {
        let (name, from, to) = ("storm".to_owned(), date(2026, 12, 9), date(2026, 12, 9));
        let storm = Override { name, from, to, effect: Effect::Closed, night_before };
        let eastern = zone("America/New_York");
        let hours = Expression::parse("Mo-Su 20:00-04:00").unwrap();
        let night = Schedule::new(hours, vec![], vec![storm], ScheduleZone::Fixed(eastern));
        text(&WeekChart::new(vec![("h", &night)], at, eastern, Zone::UTC))
    };
    insta::assert_snapshot!(told(NightBefore::GoesOn), @r"
    the week of 2026-12-07 by the clock of America/New_York
       Mon 12-07     Tue 12-08     Wed 12-09     Thu 12-10     Fri 12-11     Sat 12-12     Sun 12-13
    h  ██········██  ██········██  ██··········  ··········██  ██········██  ██········██  ██········██
       until 04:00   20:00-04:00   until 04:00   20:00-04:00   20:00-04:00   20:00-04:00   20:00-04:00
       20:00-04:00
    Wed 12-09  storm: h
    ");
    insta::assert_snapshot!(told(NightBefore::Ends), @r"
    the week of 2026-12-07 by the clock of America/New_York
       Mon 12-07     Tue 12-08     Wed 12-09     Thu 12-10     Fri 12-11     Sat 12-12     Sun 12-13
    h  ██········██  ██········██  ············  ··········██  ██········██  ██········██  ██········██
       until 04:00   20:00-24:00   closed        20:00-04:00   20:00-04:00   20:00-04:00   20:00-04:00
       20:00-04:00
    Tue 12-08  storm: h
    Wed 12-09  storm: h
    ");
}

/// What a week's text says of each day: its bar, and what is told below.
fn cells(text: &str) -> Vec<(String, Vec<String>)> {
    let row: Vec<Vec<char>> = text.lines().skip(2).map(|line| line.chars().collect()).collect();
    let cell = |line: &Vec<char>, day: usize| -> String {
        let from = (3 + 14 * day).min(line.len());
        line[from..(from + 12).min(line.len())].iter().collect::<String>().trim().to_owned()
    };
    let times = row[1..].iter().take_while(|line| line[0] == ' ');
    let day = |day| (cell(&row[0], day), times.clone().map(|line| cell(line, day)).collect());
    (0..7).map(day).collect()
}

/// The minutes of a day that a line below it tells; those past midnight are the next day's.
fn minutes(told: &str) -> std::ops::Range<i64> {
    const DAY: i64 = 24 * 60;
    let clock = |text: &str| {
        let (hours, minutes) = text.split_once(':').unwrap();
        hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap()
    };
    if let Some(to) = told.strip_prefix("until ") {
        return 0..clock(to);
    }
    if let Some(from) = told.strip_prefix("from ") {
        return clock(from)..DAY;
    }
    match told.split_once('-') {
        Some((from, to)) if clock(to) <= clock(from) => clock(from)..clock(to) + DAY,
        Some((from, to)) => clock(from)..clock(to),
        None if told == "all day" => 0..DAY,
        None => 0..0,
    }
}

#[test]
fn a_reason_cannot_break_out_of_a_week() {
    let (from, to) = (date(2026, 2, 2), date(2026, 2, 2));
    let name = "<script>\"storm\" & \u{202e}co]]>".to_owned();
    let storm = Override { name, from, to, effect: Effect::Closed, night_before: NightBefore::GoesOn };
    let week = Expression::parse("24/7").unwrap();
    let schedule = Schedule::new(week, vec![], vec![storm], ScheduleZone::Fixed(Zone::UTC));
    let at = "2026-02-02T12:00:00Z".parse().unwrap();
    let week = WeekChart::new(vec![("</svg>", &schedule)], at, Zone::UTC, Zone::UTC);
    let svg = Svg::read(&week.svg().to_string());
    assert!(svg.texts.iter().any(|text| text == "</svg>"), "{svg:?}");
    let told = "Monday, February 2 – <script>\"storm\" & \\u{202e}co]]>: </svg>";
    assert!(svg.texts.iter().any(|text| text == told), "{svg:?}");
    assert!(text(&week).contains("Mon 02-02  <script>\"storm\" & \\u{202e}co]]>: </svg>"));
}

proptest! {
    #![proptest_config(drawn::cases(60))]

    /// Of the clock of UTC, which has no changes.
    #[test]
    fn a_week_shows_and_tells_just_what_is_open(bytes in prop::collection::vec(any::<u8>(), 0..60), days in 0_i64..7) {
        let monday = date(2026, 12, 21);
        let around = monday.checked_add(jiff::Span::new().days(days)).unwrap();
        let model = Model::roll(&mut Dice::new(&bytes), Zone::UTC, around);
        let schedule = model.schedule();
        let at = jiff::tz::TimeZone::UTC.to_timestamp(around.at(12, 0, 0, 0)).unwrap();
        let drawn = text(&WeekChart::new(vec![("h", &schedule)], at, Zone::UTC, Zone::UTC));
        let cells = cells(&drawn);
        let timetable = schedule.in_zone(Zone::UTC);
        let midnight = jiff::tz::TimeZone::UTC.to_timestamp(monday.at(0, 0, 0, 0)).unwrap();
        let is_open = |minute: i64| timetable.is_open(midnight + jiff::SignedDuration::from_mins(minute));
        let told: HashSet<i64> = (0..).step_by(24 * 60).zip(&cells)
            .flat_map(|(start, (_, lines))| lines.iter().flat_map(move |line| minutes(line).map(move |at| start + at)))
            .collect();
        for (day, (bar, lines)) in (0_i64..).zip(&cells) {
            let start = day * 24 * 60;
            for minute in start..start + 24 * 60 {
                prop_assert_eq!(told.contains(&minute), is_open(minute), "{} {}\n{}", model.text(), minute, drawn);
            }
            prop_assert_eq!(lines[0] == "closed", bar.chars().all(|c| c == '·'), "{}\n{}", model.text(), drawn);
            for (hour, shown) in (0..).zip(bar.chars().flat_map(|c| match c {
                '█' => [true, true],
                '▌' => [true, false],
                '▐' => [false, true],
                _ => [false, false],
            })) {
                let hour = start + hour * 60;
                let open = (hour..hour + 60).filter(|minute| is_open(*minute)).count();
                prop_assert!(if shown { open > 0 } else { open < 60 }, "{}\n{}", model.text(), drawn);
            }
        }
    }

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
        let week = WeekChart::new(vec![("hours", &schedule)], at, zone(zone_name), Zone::UTC);
        Svg::read(&week.svg().to_string());
        prop_assert!(text(&week).lines().count() >= 3);
    }
}
