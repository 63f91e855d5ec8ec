use jiff::civil::{Date, Time, Weekday};

use crate::time::zone::{ScheduleZone, Zone};

/// The words of a language for days and times of day.
pub(crate) struct CivilPhrases {
    /// From Monday on.
    pub(crate) weekdays: [&'static str; 7],
    /// From January on.
    pub(crate) months: [&'static str; 12],
    pub(super) local_time: &'static str,
    pub(super) today: &'static str,
    pub(super) tomorrow: &'static str,
    /// From one midnight to the next: "all day".
    pub(super) whole_day: &'static str,
    /// A day of the week on which something happens once: "el lunes", "lundi".
    pub(super) on_weekday: fn(&str) -> String,
    /// A day of the year: "25 de diciembre".
    pub(super) day: fn(i8, &str) -> String,
    /// The same with its year: "25 de diciembre de 2026".
    pub(super) with_year: fn(&str, i16) -> String,
    /// The same behind its day of the week: "viernes 25 de diciembre".
    pub(super) with_weekday: fn(&str, &str) -> String,
    /// On such a day: "el 25 de diciembre".
    pub(super) on: fn(&str) -> String,
    /// A time of day where no word stands before it: "8 a. m.", "20 h".
    pub(super) time: fn(Time) -> String,
    /// At a time of day: "a las 8 a. m.".
    pub(super) at: fn(Time) -> String,
    /// Up to a time of day: "hasta las 8 p. m.".
    pub(super) until: fn(Time) -> String,
    /// From one time of day to another: "de 8 a. m. a 5 p. m.".
    pub(super) times_from_to: fn(&str, &str) -> String,
    /// The clock of a zone with its English name, behind a time: "hora del Este".
    pub(super) clock: fn(&str) -> String,
    /// A clock of which something is told: "Eastern time", "hora del Este".
    pub(super) clock_alone: fn(&str) -> String,
    /// A time and its clock: "8 AM Eastern", "8 a. m., hora del Este".
    pub(super) on_clock: fn(&str, &str) -> String,
}

impl CivilPhrases {
    /// A day of the week: "Monday", "lunes".
    pub(crate) fn weekday_name(&self, weekday: Weekday) -> &'static str {
        self.weekdays[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
    }

    pub(super) fn month_name(&self, month: i8) -> &'static str {
        self.months[usize::from((month.clamp(1, 12) - 1).unsigned_abs())]
    }

    /// A date, such as "25 de diciembre", with the year if it is asked for.
    pub(super) fn date(&self, (month, day): (i8, i8), year: Option<i16>) -> String {
        let text = (self.day)(day, self.month_name(month));
        year.map_or(text.clone(), |year| (self.with_year)(&text, year))
    }

    /// A date with its year: "December 25, 2026".
    pub(crate) fn long_date(&self, date: Date) -> String {
        self.date((date.month(), date.day()), Some(date.year()))
    }

    /// A date without its year: "December 25".
    pub(crate) fn short_date(&self, date: Date) -> String {
        self.date((date.month(), date.day()), None)
    }

    /// A date of a year that is plain, with its day of the week: "Friday, December 25".
    pub(crate) fn weekday_date(&self, date: Date) -> String {
        (self.with_weekday)(self.weekday_name(date.weekday()), &self.short_date(date))
    }

    /// The same with its year: "Friday, December 25, 2026".
    pub(crate) fn full_date(&self, date: Date) -> String {
        (self.with_weekday)(self.weekday_name(date.weekday()), &self.long_date(date))
    }

    /// Something that happens on such a day: "on Friday, December 25", where the language has a word for that.
    pub(crate) fn on_full_date(&self, date: Date) -> String {
        (self.on)(&self.full_date(date))
    }

    /// Today, or tomorrow.
    pub(crate) fn near_day(&self, is_tomorrow: bool) -> &'static str {
        if is_tomorrow { self.tomorrow } else { self.today }
    }

    /// The next day of that name: "Monday", "el lunes".
    pub(crate) fn coming(&self, weekday: Weekday) -> String {
        (self.on_weekday)(self.weekday_name(weekday))
    }

    /// A time of day: "10:40 AM", "10 h 40".
    pub(crate) fn time_of_day(&self, time: Time) -> String {
        (self.time)(time)
    }

    /// Until a time of day on a clock: "until 6 PM Eastern", "hasta las 6 p. m., hora del Este".
    pub(crate) fn until_on(&self, time: Time, clock: Zone) -> String {
        (self.on_clock)(&(self.until)(time), &(self.clock)(clock.spoken()))
    }

    /// At a time of day on a clock: "at 6 PM Eastern", "a las 6 p. m., hora del Este".
    pub(crate) fn at_on(&self, time: Time, clock: Zone) -> String {
        (self.on_clock)(&(self.at)(time), &(self.clock)(clock.spoken()))
    }

    /// From one time of day to another on a clock: "8 AM to 5 PM Eastern".
    pub(crate) fn range_on(&self, from: Time, to: Time, clock: ScheduleZone) -> String {
        let [from, to] = [from, to].map(self.time);
        (self.on_clock)(&(self.times_from_to)(&from, &to), &self.clock_of(clock))
    }

    /// From one midnight to the next: "all day".
    pub(crate) fn whole_day(&self) -> &'static str {
        self.whole_day
    }

    /// The clock of a zone of which something is told: "Eastern time".
    pub(crate) fn clock_named(&self, clock: Zone) -> String {
        (self.clock_alone)(clock.spoken())
    }

    /// The clock of a zone, as it stands behind a time: "Eastern", "hora del Este".
    pub(crate) fn clock_behind(&self, clock: Zone) -> String {
        (self.clock)(clock.spoken())
    }

    /// The clock that times are told on: "Eastern", "hora del Este", "local time".
    pub(super) fn clock_of(&self, zone: ScheduleZone) -> String {
        match zone {
            ScheduleZone::Fixed(zone) => (self.clock)(zone.spoken()),
            ScheduleZone::Caller => self.local_time.to_owned(),
        }
    }
}
