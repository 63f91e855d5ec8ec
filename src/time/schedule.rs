//! A schedule: the week, the calendars and the overrides that together decide every day.

use std::sync::{Arc, OnceLock};

use jiff::civil::{Date, DateTime, Time};

use super::notation::expression::{DayOpenings, Expression};
use super::timetable::calendar::{Calendar, Observance};
use super::timetable::compiled::Timetable;
use super::timetable::day_rules::{Authority, DayRules};
use super::timetable::kept::Kept;
use super::timetable::local;
use super::timetable::overridden::Overridden;
use super::timetable::overrides::Override;
use super::words::translated::describe;
use super::zone::{ScheduleZone, Zone};
use crate::base::Language;

/// When something is open: opening hours with holidays and exceptions, in a zone.
///
/// Cheap to make: nothing is compiled before it is asked.
///
/// ```
/// use ivrsim::time::{Expression, Schedule, ScheduleZone, Zone};
///
/// let eastern = Zone::named("America/New_York").unwrap();
/// let hours = Expression::parse("Mo-Fr 08:00-20:00")?;
/// let schedule = Schedule::new(hours, vec![], vec![], ScheduleZone::Fixed(eastern));
///
/// let timetable = schedule.in_zone(Zone::UTC);
/// assert!(timetable.is_open("2023-08-28T23:59:59Z".parse()?));
/// let why = timetable.why("2023-08-29T00:00:00Z".parse()?);
/// assert_eq!(why.to_string(), "closed: after 20:00 America/New_York");
/// assert_eq!(schedule.spoken(), "Monday to Friday, 8 AM to 8 PM Eastern");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[doc(alias("business hours", "hours of operation", "time condition"))]
pub struct Schedule {
    rules: Arc<DayRules>,
    zone: ScheduleZone,
    /// One per zone that can be asked for.
    timetables: Box<[OnceLock<Box<Timetable>>]>,
    /// By [`Language::index`].
    spoken: [OnceLock<String>; Language::COUNT],
}

impl Schedule {
    /// Puts a schedule together. A later calendar wins over an earlier one on the same day, any override over
    /// both.
    #[must_use]
    pub fn new(
        expression: Expression,
        calendars: Vec<Arc<Calendar>>,
        overrides: Vec<Override>,
        zone: ScheduleZone,
    ) -> Self {
        let zones = match zone {
            ScheduleZone::Fixed(_) => 1,
            ScheduleZone::Caller => Zone::COUNT,
        };
        Self {
            rules: Arc::new(DayRules { expression, holidays: Kept::of(calendars), overrides }),
            zone,
            timetables: (0..zones).map(|_| OnceLock::new()).collect(),
            spoken: [const { OnceLock::new() }; Language::COUNT],
        }
    }

    /// The schedule's timetable as it stands for a caller in this zone. A schedule with a zone of its own has
    /// one timetable for all callers.
    #[must_use]
    pub fn in_zone(&self, caller: Zone) -> &Timetable {
        let (index, zone) = match self.zone {
            ScheduleZone::Fixed(zone) => (0, zone),
            ScheduleZone::Caller => (caller.index(), caller),
        };
        self.timetables[index]
            .get_or_init(|| Box::new(Timetable::new(Arc::clone(&self.rules), zone, self.zone)))
    }

    /// In whose zone its times are read.
    #[must_use]
    pub fn zone(&self) -> ScheduleZone {
        self.zone
    }

    /// The week.
    #[must_use]
    pub fn expression(&self) -> &Expression {
        &self.rules.expression
    }

    /// The calendars, earliest first.
    #[must_use]
    pub fn calendars(&self) -> &[Arc<Calendar>] {
        self.rules.holidays.calendars()
    }

    /// Whether it keeps the holidays of a calendar, itself and not one like it.
    #[must_use]
    pub fn keeps(&self, calendar: &Arc<Calendar>) -> bool {
        self.calendars().iter().any(|kept| Arc::ptr_eq(kept, calendar))
    }

    /// The holidays of a year, from 1897 to 2202, in order of date. Where several claim a day, the last decides it.
    pub fn holidays_in(&self, year: i16) -> impl Iterator<Item = Observance<'_>> {
        self.rules.holidays.in_year(year)
    }

    /// The overrides, earliest first.
    #[must_use]
    pub fn overrides(&self) -> &[Override] {
        &self.rules.overrides
    }

    /// When it is open by the clock on its wall, from the midnight that begins one day to the midnight that ends another: in order,
    /// apart, the first reading of each and the first behind it. What the clock skips or repeats is in it as any other time, so days
    /// that follow one rule are alike.
    #[must_use]
    pub fn wall_clock_openings(&self, first: Date, last: Date) -> Vec<(DateTime, DateTime)> {
        let Ok(end) = last.tomorrow() else { return Vec::new() };
        let (begin, end) = (
            local::reading(first.to_datetime(Time::midnight())),
            local::reading(end.to_datetime(Time::midnight())),
        );
        let readings = local::readings(&self.rules, first, last).into_iter();
        let within = readings
            .map(|reading| reading.start.max(begin)..reading.end.min(end))
            .filter(|reading| !reading.is_empty());
        within
            .filter_map(|reading| Some((local::clock(reading.start)?, local::clock(reading.end)?)))
            .collect()
    }

    /// The holiday or the override that decides a day, by its name. None: the week does.
    #[must_use]
    pub fn decided_by(&self, date: Date) -> Option<&str> {
        match self.rules.decide(date, &mut DayOpenings::default()) {
            Authority::Week => None,
            Authority::Holiday(on) => Some(&on.holiday.name),
            Authority::Override(exception) => Some(&exception.name),
        }
    }

    /// What one of the overrides does to the days that it decides, by its place among them.
    ///
    /// # Panics
    ///
    /// If there is no override at this place.
    #[must_use]
    pub fn overridden(&self, place: usize) -> Overridden<'_> {
        Overridden::of(&self.rules, place)
    }

    /// The hours as people say them, such as "Monday to Friday, 8 AM to 8 PM Eastern; closed on holidays". Overrides are
    /// not said: they come and go, and are told when they matter.
    #[must_use]
    pub fn spoken(&self) -> &str {
        self.spoken_in(Language::English)
    }

    /// The same in a language: "de lunes a viernes, de 8 a. m. a 8 p. m., hora del Este; cerrado los días festivos".
    #[must_use]
    pub fn spoken_in(&self, language: Language) -> &str {
        let DayRules { expression, holidays, .. } = &*self.rules;
        self.spoken[language.index()].get_or_init(|| describe(expression, holidays, self.zone, language))
    }
}
