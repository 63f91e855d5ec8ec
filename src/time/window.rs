//! Hours that are no opening hours: when an announcement is said, and when an override is why something is closed.

use jiff::civil::{Date, DateTime};

use super::notation::expression::{DayTimes, Expression};
use super::notation::rule::{DAY, Stretch};
use super::schedule::Schedule;
use super::timetable::day_rules::seconds;
use super::timetable::overrides::{Effect, NightBefore, Override};
use super::zone::{ScheduleZone, Zone};

impl Schedule {
    /// Open from one reading of a zone's clock to another, or from it on, and at no other time.
    #[must_use]
    pub(crate) fn between(from: DateTime, to: Option<DateTime>, zone: Zone) -> Self {
        let open = |first: Date, last: Date, from: i32, to: i32| Override {
            name: String::new(),
            from: first,
            to: last,
            effect: Effect::Open(DayTimes::one(Stretch { from, to })),
            night_before: NightBefore::GoesOn,
        };
        let (first, last) = (from.date(), to.map_or(Date::MAX, DateTime::date));
        let ends = to.map_or(DAY, |to| seconds(to.time()));
        let mut days = Vec::new();
        if first == last {
            days.extend(
                (seconds(from.time()) < ends).then(|| open(first, first, seconds(from.time()), ends)),
            );
        } else {
            days.push(open(first, first, seconds(from.time()), DAY));
            let between = first.tomorrow().ok().zip(last.yesterday().ok());
            days.extend(between.filter(|(from, to)| from <= to).map(|(from, to)| open(from, to, 0, DAY)));
            days.extend((ends > 0).then(|| open(last, last, 0, ends)));
        }
        Self::new(Expression::of_rules(Vec::new()), Vec::new(), days, ScheduleZone::Fixed(zone))
    }

    /// Open on the days that one of the overrides decides, by its place among them, and during the night that it takes away
    /// behind the last: where this schedule is closed then, the override is why.
    ///
    /// # Panics
    ///
    /// If there is no override at this place.
    #[must_use]
    pub(crate) fn while_overridden(&self, place: usize) -> Self {
        let mut days = Vec::new();
        for (index, other) in self.overrides().iter().enumerate() {
            let whole = |effect| Override { effect, night_before: NightBefore::GoesOn, ..other.clone() };
            if index != place {
                days.push(whole(Effect::Closed));
                continue;
            }
            days.push(whole(Effect::Open(DayTimes::one(Stretch::WHOLE_DAY))));
            if let Some(night) = self.overridden(place).night_after_last_day() {
                let times = DayTimes::one(Stretch { from: 0, to: DAY + night });
                days.push(Override { from: other.to, ..whole(Effect::Open(times)) });
            }
        }
        Self::new(Expression::of_rules(Vec::new()), Vec::new(), days, self.zone())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;

    fn open_at(schedule: &Schedule, at: &str) -> bool {
        schedule.in_zone(Zone::UTC).is_open(format!("{at}Z").parse().unwrap())
    }

    proptest! {
        #[test]
        fn between_two_readings_is_open_just_then(
            from in 0_i64..3 * 86_400, length in 1_i64..4 * 86_400, asked in -86_400_i64..8 * 86_400,
        ) {
            let first: Timestamp = "2026-02-27T00:00:00Z".parse().unwrap();
            let at = |seconds: i64| first + jiff::SignedDuration::from_secs(seconds);
            let clock = |seconds: i64| Zone::UTC.wall_clock(at(seconds));
            let window = Schedule::between(clock(from), Some(clock(from + length)), Zone::UTC);
            let is_open = |seconds: i64| window.in_zone(Zone::UTC).is_open(at(seconds));
            prop_assert_eq!(is_open(asked), (from..from + length).contains(&asked));
            prop_assert!(is_open(from) && is_open(from + length - 1) && !is_open(from + length) && !is_open(from - 1));
            let endless = Schedule::between(clock(from), None, Zone::UTC);
            prop_assert_eq!(endless.in_zone(Zone::UTC).is_open(at(asked)), asked >= from);
        }
    }

    #[test]
    fn an_override_is_why_on_the_days_that_it_decides_and_the_night_that_it_takes() {
        let date = |day| Date::constant(2026, 12, day);
        let closed = |name: &str, from, to| Override {
            name: name.to_owned(),
            from: date(from),
            to: date(to),
            effect: Effect::Closed,
            night_before: NightBefore::GoesOn,
        };
        let hours = Expression::parse("Mo-Su 20:00-28:00").unwrap();
        let overrides = vec![closed("storm", 9, 11), closed("party", 10, 10)];
        let nights = Schedule::new(hours, vec![], overrides, ScheduleZone::Fixed(Zone::UTC));
        let (storm, party) = (nights.while_overridden(0), nights.while_overridden(1));
        for (at, is_storm, is_party) in [
            ("2026-12-08T23:00:00", false, false),
            ("2026-12-09T12:00:00", true, false),
            ("2026-12-10T12:00:00", false, true),
            // That night the storm would have taken, too.
            ("2026-12-11T03:00:00", true, false),
            ("2026-12-11T12:00:00", true, false),
            ("2026-12-12T03:59:59", true, false),
            ("2026-12-12T04:00:00", false, false),
        ] {
            assert_eq!((open_at(&storm, at), open_at(&party, at)), (is_storm, is_party), "{at}");
        }
    }
}
