//! What a description of times must mean: its set, to the second; weeks are read on a wall clock, an instant at a time.

use ivrsim::time::{Recurrence, TimeSet, Zone};
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;
use super::hours::Model;

/// Rolls a set, describes it, and reads the description.
///
/// # Panics
///
/// If it means anything else.
pub fn check(dice: &mut Dice<'_>) {
    let zone = Zone::all().nth(dice.below(Zone::COUNT)).unwrap_or(Zone::UTC);
    let start =
        Timestamp::from_second((1_902 - 1_970) * 31_556_952 + dice.number().rem_euclid(8_000_000_000));
    let from = start.expect("it is within the 22nd century");
    let days = *dice.one_of(&[730, 60, 8, 1, 0, 1500]);
    let to = from + SignedDuration::from_secs(days * 86_400 + dice.whole(65_535));
    let set = set(dice, zone, from, to, 3).and(&TimeSet::span(from, to));
    let said = set.occasions(from, to, zone);
    assert_eq!(said.times(), set, "{said}");
    assert_eq!(said, set.occasions(from, to, zone));
    assert_eq!(said.to_string() == "never", set.is_empty());
    assert_eq!(said.to_string() == "always", !set.is_empty() && set == TimeSet::span(from, to));
    // A clock whose name is what its hours are called, such as WET, is named with those that come twice, too.
    let is_called_so = zone.spoken().chars().all(|c| c.is_ascii_uppercase());
    assert!(is_called_so || said.to_string().matches(zone.spoken()).count() <= 1, "{said}");
    assert!(said.except().and(said.also()).is_empty());
    assert!((said.hours() > 0.0) != set.is_empty());
    for _ in 0..8 {
        let at =
            from + SignedDuration::from_secs(dice.number().rem_euclid(to.as_second() - from.as_second() + 1));
        agrees(&said, &set, at, (from, to));
    }
    for (from_span, to_span) in set.spans().take(4).chain(set.spans().rev().take(4)) {
        for at in [from_span, to_span] {
            agrees(&said, &set, at, (from, to));
            agrees(&said, &set, at - SignedDuration::from_secs(1), (from, to));
        }
    }
}

/// Whether an instant is in the set by the wall clock and the exceptions.
fn agrees(said: &Recurrence, set: &TimeSet, at: Timestamp, (from, to): (Timestamp, Timestamp)) {
    if at < from || at >= to {
        return;
    }
    let clock = said.zone().wall_clock(at);
    let second = i64::from(clock.hour()) * 3_600 + i64::from(clock.minute()) * 60 + i64::from(clock.second());
    let of_week = i64::from(clock.weekday().to_monday_zero_offset()) * 86_400 + second;
    let weekly = said
        .weekly()
        .iter()
        .filter(|weekly| weekly.days().any(|(first, last)| (first..=last).contains(&clock.date())));
    let weekly: Vec<_> = weekly.collect();
    assert!(weekly.len() <= 1, "{said}: {at}");
    let is_usual = weekly
        .iter()
        .any(|weekly| weekly.week.spans().iter().any(|(from, to)| (*from..*to).contains(&of_week)));
    let is_said = is_usual && !said.except().contains(at) || said.also().contains(at);
    assert_eq!(is_said, set.contains(at), "{said}: {at}");
}

fn set(dice: &mut Dice<'_>, zone: Zone, from: Timestamp, to: Timestamp, depth: usize) -> TimeSet {
    let other = match depth {
        0 => 0,
        _ => dice.below(8),
    };
    let next = |dice: &mut Dice<'_>| set(dice, zone, from, to, depth.saturating_sub(1));
    match other {
        1 => next(dice).or(&next(dice)),
        2 => next(dice).minus(&next(dice)),
        3 => next(dice).ends(),
        4 => later(&next(dice), dice.whole(100) - 50),
        5 => TimeSet::span(from, to).minus(&next(dice)),
        6 => {
            let start = from + SignedDuration::from_secs(dice.number() % 40_000_000);
            TimeSet::span(start, start + SignedDuration::from_secs(dice.number() % 4_000_000)).or(&next(dice))
        }
        _ => {
            let zones = [zone, Zone::UTC, Zone::named("Pacific/Apia").expect("it is a zone")];
            let its_zone = *dice.one_of(&zones);
            let around = its_zone.wall_clock(from + SignedDuration::from_hours(24 * 9)).date();
            let model = Model::roll(dice, its_zone, around);
            model.schedule().in_zone(Zone::UTC).open_times(from, to)
        }
    }
}

/// The same set, so many seconds later.
fn later(set: &TimeSet, seconds: i64) -> TimeSet {
    let shift = SignedDuration::from_secs(seconds);
    TimeSet::of_spans(set.spans().map(|(from, to)| (from + shift, to + shift)))
}
