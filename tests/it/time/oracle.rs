//! The week against `opening-hours`, another implementation of the notation, on the wall clock (UTC has no
//! changes).
//!
//! Left out is what it reads otherwise, on purpose or not:
//! - spans past midnight together with other rules: there, a rule of the next day takes back the small hours;
//! - `||`: there, it is decided by the day, not by the time;
//! - holidays, which it knows by date only.

use chrono::{DateTime, NaiveDateTime};
use ivrsim::time::{Expression, Schedule, ScheduleZone, Zone};
use jiff::Timestamp;
use opening_hours::OpeningHours;
use proptest::prelude::*;

use super::model::{Days, Rule, days};

use crate::helpers::drawn;

fn naive(second: i64) -> NaiveDateTime {
    DateTime::from_timestamp(second, 0).unwrap().naive_utc()
}

#[track_caller]
fn agree(text: &str, from: i64, steps: i64, step: i64) -> Result<(), TestCaseError> {
    let theirs: OpeningHours = text.parse().unwrap();
    let ours = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let ours = Schedule::new(ours, vec![], vec![], ScheduleZone::Fixed(Zone::UTC));
    let timetable = ours.in_zone(Zone::UTC);
    for second in (0..steps).map(|i| from + i * step) {
        let at = Timestamp::from_second(second).unwrap();
        prop_assert_eq!(timetable.is_open(at), theirs.is_open(naive(second)), "{} at {}", text, at);
    }
    Ok(())
}

fn rule() -> impl Strategy<Value = Rule> {
    let join = prop_oneof![Just("; "), Just(", ")];
    let span =
        (0_i64..92, 1_i64..60).prop_map(|(from, length)| (from * 15, ((from + length) * 15).min(24 * 60)));
    let days = days().prop_filter("holidays differ", |days| !matches!(days, Days::Holidays));
    (join, days, prop::collection::vec(span, 1..3), prop::bool::weighted(0.2))
        .prop_map(|(join, days, times, off)| Rule { join, days, times, off })
}

proptest! {
    #![proptest_config(drawn::cases(200))]

    #[test]
    fn rules_within_the_day_mean_the_same(
        rules in prop::collection::vec(rule(), 1..4),
        from in 0_i64..4_000_000_000,
    ) {
        let text = rules.iter().enumerate().fold(String::new(), |text, (i, rule)| {
            if i == 0 { rule.to_string() } else { format!("{text}{}{rule}", rule.join) }
        });
        agree(&text, from - from % 900, 200, 900 * 7)?;
    }

    #[test]
    fn one_rule_past_midnight_means_the_same(
        rule in rule(),
        extra in 1_i64..20,
        from in 0_i64..4_000_000_000,
    ) {
        let mut rule = Rule { off: false, ..rule };
        for (_, to) in &mut rule.times {
            *to = (24 + extra) * 60;
        }
        agree(&rule.to_string(), from - from % 900, 200, 900 * 7)?;
    }
}

#[test]
fn dates_that_move_mean_the_same() {
    for text in [
        "easter -2 days-easter +1 day 10:00-12:00",
        "Dec 24-Jan 02 10:00-12:00",
        "2026 Dec 24-2027 Jan 02 10:00-12:00",
        "Nov Th[4] 10:00-12:00",
        "Nov Th[4] +1 day 10:00-12:00",
        "May Mo[-1] 10:00-12:00",
        "Feb 29 10:00-12:00",
        "Feb 28-Mar 01 10:00-12:00",
        "week 01-53/2 10:00-12:00",
        "week 53 10:00-12:00",
        "2024-2034/3 10:00-12:00",
        "2026+ Mo 10:00-12:00",
        "Mo[2] -1 day 10:00-12:00",
        "Dec 25-Su 10:00-12:00",
    ] {
        // Noon less an hour of every day from 2023 to 2036.
        agree(text, 1_672_570_800, 365 * 13, 86_400).unwrap();
    }
}
