//! Random times against a clock that goes second by second.

use jiff::civil::date;
use proptest::prelude::*;

use super::{plan, public};
use crate::helpers::drawn;

/// A list such as `2-6` or `5,7-9`, of numbers from `least` to `most`.
fn list(least: u16, most: u16) -> impl Strategy<Value = String> {
    let one = (least..=most, least..=most, any::<bool>());
    let shown = |(from, to, is_range): (u16, u16, bool)| {
        if is_range { format!("{from}-{to}") } else { from.to_string() }
    };
    prop::collection::vec(one.prop_map(shown), 1..3).prop_map(|parts| parts.join(","))
}

/// Whether a number is on it.
fn has(list: &str, value: i64) -> bool {
    list.split(',').any(|part| match part.split_once('-') {
        None => part.parse::<i64>().unwrap() == value,
        Some((from, to)) => {
            let (from, to): (i64, i64) = (from.parse().unwrap(), to.parse().unwrap());
            if from <= to { (from..=to).contains(&value) } else { value >= from || value <= to }
        }
    })
}

proptest! {
    #![proptest_config(drawn::cases(12))]

    #[test]
    fn times_hold_when_the_wall_clock_says_so(
        wday in prop::option::of(list(1, 7)), hour in prop::option::of(list(0, 23)), mday in prop::option::of(list(1, 31)),
        mon in prop::option::of(list(1, 12)), minute in prop::option::of(list(1, 1440)), mweek in prop::option::of(list(1, 6)),
        zone in prop::sample::select(vec!["", "Australia/Sydney", "America/New_York"]),
        moments in prop::collection::vec((0_i64..700, 0_i64..24, 0_i64..3_600), 12),
    ) {
        // What is told by dates has to find room in a plan.
        let (mon, minute, mday) = if mweek.is_some() { (Some("3,11".to_owned()), None, None) } else { (mon, minute, mday) };
        let attributes: String = [("wday", &wday), ("hour", &hour), ("mday", &mday), ("mon", &mon), ("minute-of-day", &minute), ("mweek", &mweek)]
            .iter().filter_map(|(name, list)| Some(format!(" {name}=\"{}\"", list.as_ref()?))).collect();
        let zoned = if zone.is_empty() { String::new() } else { format!("<extension name=\"zone\" continue=\"true\"><condition><action application=\"set\" data=\"timezone={zone}\" inline=\"true\"/></condition></extension>") };
        let import = public(&format!("{zoned}<extension name=\"line\"><condition{attributes}><action application=\"bridge\" data=\"user/1\"/><anti-action application=\"voicemail\" data=\"default x 2\"/></condition></extension>"));
        let plan = plan(&import);
        let clock = jiff::tz::TimeZone::get(if zone.is_empty() { "America/Chicago" } else { zone }).unwrap();
        for (day, of_day, second) in moments {
            let at = date(2026, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap().at(of_day as i8, 0, 0, 0);
            let edge = at.to_zoned(clock.clone()).unwrap();
            // Both sides of an hour, and a second anywhere in it.
            for second in [-1, 0, second] {
                let at = edge.checked_add(jiff::Span::new().seconds(second)).unwrap();
                let of_month = i64::from(at.day());
                let weekday = i64::from(at.weekday().to_sunday_zero_offset()) + 1;
                let first = i64::from(at.first_of_month().unwrap().weekday().to_sunday_zero_offset());
                let on = |list: &Option<String>, value: i64| list.as_ref().is_none_or(|list| has(list, value));
                let open = on(&wday, weekday) && on(&hour, at.hour().into()) && on(&mday, of_month) && on(&mon, at.month().into())
                    && on(&minute, i64::from(at.hour()) * 60 + i64::from(at.minute()) + 1) && on(&mweek, (of_month + first - 1) / 7 + 1);
                let (_, line) = plan.lines().next().unwrap();
                let told = plan.call(&ivrsim::call::CallSpec::new(line.number.value, at.timestamp())).outcome.kind();
                prop_assert_eq!(format!("{told:?}"), if open { "Transferred" } else { "Voicemail" }, "{} {}\n{}", at, attributes, import.files[0].text);
            }
        }
    }
}
