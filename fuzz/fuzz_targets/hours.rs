//! A schedule in the notation, in any zone, is open when the naive model is; any text is a schedule or is refused; a set of
//! times in words is the same set again.

#![no_main]

use ivrsim::time::{DateRule, DayTimes, Expression, Schedule, ScheduleZone, Zone};
use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{hours, occasions};
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match bytes.split_first() {
        Some((first, rest)) if first % 4 == 0 => occasions::check(&mut Dice::new(rest)),
        Some((first, rest)) if first % 2 == 0 => hours::check(&mut Dice::new(rest)),
        Some((first, rest)) => {
            if let Ok(text) = std::str::from_utf8(rest) {
                read(text, *first);
            }
        }
        None => {}
    }
});

fn read(text: &str, zone: u8) {
    for refused in [DayTimes::parse(text).err(), DateRule::parse(text).err()].into_iter().flatten() {
        assert!(text.get(refused.range).is_some(), "{text:?}");
    }
    let expression = match Expression::parse(text) {
        Ok(expression) => expression,
        Err(refused) => return assert!(text.get(refused.range).is_some(), "{text:?}"),
    };
    assert_eq!(Expression::parse(expression.text()).as_ref(), Ok(&expression), "{text:?}");
    let schedule = Schedule::new(expression, Vec::new(), Vec::new(), ScheduleZone::Caller);
    let timetable = schedule.in_zone(Zone::all().nth(usize::from(zone)).unwrap_or(Zone::UTC));
    for second in [-2_000_000_000, 0, 1_693_238_400, 4_000_000_000, 7_000_000_000] {
        let at = Timestamp::from_second(second).expect("it is within time");
        assert_eq!(timetable.why(at).is_open(), timetable.is_open(at), "{text:?} at {at}");
        assert!(timetable.next_change(at).is_none_or(|change| change > at), "{text:?} at {at}");
    }
    assert!(!schedule.spoken().is_empty());
}
