//! The holidays that a schedule keeps, found once for each year that is asked about.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::calendar::{Calendar, Holiday, Observance, observances};

/// The holidays of some calendars.
#[derive(Debug)]
pub(in crate::time) struct Kept {
    calendars: Vec<Arc<Calendar>>,
    years: Box<[OnceLock<Box<[HolidayDay]>>]>,
}

/// A holiday on a day, by its place in its calendar.
#[derive(Clone, Copy, Debug)]
struct HolidayDay {
    date: Date,
    calendar: u32,
    holiday: u32,
    is_substitute: bool,
}

/// The years whose days can matter: an expression may look a year away from those that are decided.
const FIRST: i16 = 1897;
const YEARS: usize = 306;

impl Kept {
    pub(in crate::time) fn of(calendars: Vec<Arc<Calendar>>) -> Self {
        let is_empty = calendars.iter().all(|calendar| calendar.days.is_empty());
        let years = (0..if is_empty { 0 } else { YEARS }).map(|_| OnceLock::new()).collect();
        Self { calendars, years }
    }

    pub(in crate::time) fn calendars(&self) -> &[Arc<Calendar>] {
        &self.calendars
    }

    /// Whether there is no holiday at all.
    pub(in crate::time) fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// The holiday of a day; where several claim it, the last in the list.
    pub(in crate::time) fn on(&self, date: Date) -> Option<Observance<'_>> {
        let days = self.year(date.year());
        let end = days.partition_point(|day| day.date <= date);
        days[..end].last().filter(|day| day.date == date).map(|day| self.observance(*day))
    }

    /// All of a year, in order of date; of one date, the last decides.
    pub(in crate::time) fn in_year(&self, year: i16) -> impl Iterator<Item = Observance<'_>> {
        self.year(year).iter().map(|day| self.observance(*day))
    }

    fn observance(&self, day: HolidayDay) -> Observance<'_> {
        let holiday = &self.calendars[day.calendar as usize].days[day.holiday as usize];
        Observance { date: day.date, holiday, is_substitute: day.is_substitute }
    }

    fn year(&self, year: i16) -> &[HolidayDay] {
        let known = usize::try_from(year - FIRST).ok().and_then(|index| self.years.get(index));
        known.map_or(&[], |known| known.get_or_init(|| self.find(year)))
    }

    fn find(&self, year: i16) -> Box<[HolidayDay]> {
        let mut places: Vec<(&Holiday, u32, u32)> = Vec::new();
        for (calendar, of_calendar) in (0..).zip(&self.calendars) {
            places.extend((0..).zip(&of_calendar.days).map(|(holiday, day)| (day, calendar, holiday)));
        }
        let holidays: Vec<&Holiday> = places.iter().map(|(holiday, ..)| *holiday).collect();
        let found = observances(&holidays, year);
        found
            .into_iter()
            .map(|(place, date, is_substitute)| {
                let (_, calendar, holiday) = places[place];
                HolidayDay { date, calendar, holiday, is_substitute }
            })
            .collect()
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.calendars == other.calendars
    }
}

impl Eq for Kept {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DateRule, DayHours, Expression, ObservanceRule, Schedule, ScheduleZone, Zone};

    #[test]
    fn holidays_are_found_once_a_year_however_often_is_asked() {
        let holiday = |day: i16| Holiday {
            name: format!("Day {day}"),
            on: DateRule::Single(Date::constant(2026, 1, 1).saturating_add(jiff::Span::new().days(day))),
            observed: ObservanceRule::NextMonday,
            hours: DayHours::Closed,
        };
        let calendar = Calendar { days: (0..400).map(holiday).collect() };
        let week = Expression::parse("Mo-Fr 08:00-17:00").unwrap();
        let zone = ScheduleZone::Fixed(Zone::UTC);
        let schedule = Schedule::new(week, vec![Arc::new(calendar)], vec![], zone);
        let timetable = schedule.in_zone(Zone::UTC);
        let first: jiff::Timestamp = "2026-01-01T12:00:00Z".parse().unwrap();
        for hour in 0..8_000 {
            let _ = timetable.why(first + jiff::SignedDuration::from_hours(hour));
        }
        // The year that is asked about, and those beside it that its chunk of time reaches into.
        let found = timetable.rules.holidays.years.iter().filter(|year| year.get().is_some()).count();
        assert!(found <= 4, "{found} years were found");
        assert_eq!(timetable.why(first).to_string(), "closed: Day 0");
    }
}
