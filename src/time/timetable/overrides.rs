//! Overrides: dated exceptions that win over the week and its calendars.

use jiff::civil::{Date, Time};

use crate::time::notation::expression::DayTimes;
use crate::time::notation::rule::Stretch;

/// A dated exception. Where two claim a day, the later one in the list decides it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias("exception", "night mode"))]
pub struct Override {
    /// Why, as in "closed: burst pipe".
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day, itself included.
    pub to: Date,
    /// What happens on those days.
    pub effect: Effect,
    /// What becomes of hours that began on the day before the first, and go on past midnight.
    pub night_before: NightBefore,
}

/// What becomes of the night into which the first day of an override falls. Hours belong to the day on which they begin, so
/// an override of a day says nothing of a night that began before it, unless it is told to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NightBefore {
    /// It goes on to its end.
    #[default]
    GoesOn,
    /// It ends at midnight, with which the first day begins.
    Ends,
}

/// What an override does to the openings that start on its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing opens.
    Closed,
    /// Open at these times instead of the usual ones.
    Open(DayTimes),
    /// Open at these times as well.
    Extra(DayTimes),
    /// Nothing is open after this time; hours that end earlier still do. To the second.
    ClosesAt(Time),
    /// Nothing opens before this time; hours that begin later still do. To the second.
    OpensAt(Time),
}

impl Override {
    /// Whether it claims a day.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// Whether what began on the day before this one ends at the midnight between them, if the override decides this one.
    pub(in crate::time) fn ends_night_before(&self, date: Date) -> bool {
        self.night_before == NightBefore::Ends && self.from == date
    }

    /// Whether nothing ever changes under it.
    pub(in crate::time) fn is_for_good(&self) -> bool {
        let is_constant = match &self.effect {
            Effect::Closed => true,
            Effect::Open(times) => times.stretches == [Stretch::WHOLE_DAY],
            Effect::Extra(_) | Effect::ClosesAt(_) | Effect::OpensAt(_) => false,
        };
        is_constant && self.from == Date::MIN && self.to == Date::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Expression, Schedule, ScheduleZone, Timetable, Zone};

    #[test]
    fn what_is_overridden_for_good_never_changes() {
        let name = "burst pipe".to_owned();
        let always = DayTimes::parse("00:00-24:00").unwrap();
        for (effect, is_open) in [(Effect::Closed, false), (Effect::Open(always), true)] {
            let forced = Override {
                name: name.clone(),
                from: Date::MIN,
                to: Date::MAX,
                effect,
                night_before: NightBefore::Ends,
            };
            let week = Expression::parse("Mo-Fr 08:00-20:00").unwrap();
            let schedule = Schedule::new(week, vec![], vec![forced], ScheduleZone::Fixed(Zone::UTC));
            let timetable = schedule.in_zone(Zone::UTC);
            for at in [Timetable::FIRST, "2026-03-02T10:00:00Z".parse().unwrap(), Timetable::LAST] {
                assert_eq!(timetable.is_open(at), is_open, "{at}");
                assert_eq!((timetable.next_change(at), timetable.span_at(at).from), (None, None), "{at}");
            }
            assert_eq!(schedule.spoken(), "Monday to Friday, 8 AM to 8 PM UTC");
        }
    }
}
