use jiff::civil::{Date, Time, Weekday};

use crate::time::notation::rule::{DAY, EVERY_DAY, Stretch};
use crate::time::words::listing::weekday_runs;
use crate::time::zone::ScheduleZone;

/// The words of a language for when something is open.
pub(super) struct TimePhrases {
    /// From Monday on.
    pub(super) weekdays: [&'static str; 7],
    /// From January on.
    pub(super) months: [&'static str; 12],
    /// Before the last of a list.
    pub(super) and: &'static str,
    pub(super) every_day: &'static str,
    pub(super) all_day: &'static str,
    pub(super) always: &'static str,
    pub(super) closed: &'static str,
    pub(super) also: &'static str,
    pub(super) holidays: &'static str,
    pub(super) some_holidays: &'static str,
    pub(super) other_hours: &'static str,
    pub(super) some_dates: &'static str,
    pub(super) local_time: &'static str,
    pub(super) today: &'static str,
    pub(super) tomorrow: &'static str,
    pub(super) opens: &'static str,
    pub(super) serves_until: &'static str,
    pub(super) serves_always: &'static str,
    pub(super) stays_closed: &'static str,
    pub(super) end_of_known_hours: &'static str,
    /// One day of the week in a list: "lunes", "le lundi".
    pub(super) weekday: fn(&str) -> String,
    /// Three days of the week and more: "de lunes a viernes".
    pub(super) weekdays_from_to: fn(&str, &str) -> String,
    /// A day of the week on which something happens once: "el lunes", "lundi".
    pub(super) on_weekday: fn(&str) -> String,
    /// A day of the year: "25 de diciembre".
    pub(super) day: fn(i8, &str) -> String,
    /// The same with its year: "25 de diciembre de 2026".
    pub(super) with_year: fn(&str, i16) -> String,
    /// On such a day: "el 25 de diciembre".
    pub(super) on: fn(&str) -> String,
    /// From one such day to another: "del 1 de julio al 15 de agosto".
    pub(super) from_to: fn(&str, &str) -> String,
    /// In a month: "en julio".
    pub(super) in_month: fn(&str) -> String,
    /// In several: "de junio a agosto".
    pub(super) months_from_to: fn(&str, &str) -> String,
    /// A time of day where no word stands before it: "8 a. m.", "20 h".
    pub(super) time: fn(Time) -> String,
    /// At a time of day: "a las 8 a. m.".
    pub(super) at: fn(Time) -> String,
    /// Up to a time of day: "hasta las 8 p. m.".
    pub(super) until: fn(Time) -> String,
    /// From one time of day to another: "de 8 a. m. a 5 p. m.".
    pub(super) times_from_to: fn(&str, &str) -> String,
    /// The same, to a time of the next day, and both on the next day.
    pub(super) to_next_day: fn(&str, &str) -> String,
    pub(super) on_next_day: fn(&str, &str) -> String,
    /// The clock of a zone with its English name: "hora del Este".
    pub(super) clock: fn(&str) -> String,
}

impl TimePhrases {
    pub(super) fn weekday_name(&self, weekday: Weekday) -> &'static str {
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

    pub(super) fn date_of(&self, date: Date) -> String {
        self.date((date.month(), date.day()), Some(date.year()))
    }

    /// "A", "A y B", "A, B y C".
    pub(super) fn listed(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [init @ .., last] => format!("{} {} {last}", init.join(", "), self.and),
        }
    }

    /// "todos los días", "de lunes a viernes", "lunes, miércoles y viernes".
    pub(super) fn weekday_list(&self, mask: u8) -> String {
        if mask == EVERY_DAY {
            return self.every_day.to_owned();
        }
        let mut said = Vec::new();
        for run in weekday_runs(mask) {
            match run[..] {
                [first, _, .., last] if run.len() > 2 => {
                    said.push((self.weekdays_from_to)(self.weekday_name(first), self.weekday_name(last)));
                }
                _ => said.extend(run.iter().map(|day| (self.weekday)(self.weekday_name(*day)))),
            }
        }
        self.listed(&said)
    }

    /// "de 8 a. m. a mediodía y de 1 p. m. a 5 p. m.", "las 24 horas".
    pub(super) fn times(&self, stretches: &[Stretch]) -> String {
        if stretches == [Stretch::WHOLE_DAY] {
            return self.all_day.to_owned();
        }
        self.listed(&stretches.iter().map(|stretch| self.span(*stretch)).collect::<Vec<_>>())
    }

    fn span(&self, Stretch { from, to }: Stretch) -> String {
        let [first, last] = [from, to].map(|at| (self.time)(time_of(at)));
        match from {
            DAY.. => (self.on_next_day)(&first, &last),
            _ if to - from >= DAY => (self.to_next_day)(&first, &last),
            _ => (self.times_from_to)(&first, &last),
        }
    }

    /// The clock that times are told on: "hora del Este", "hora local".
    pub(super) fn zone(&self, zone: ScheduleZone) -> String {
        match zone {
            ScheduleZone::Fixed(zone) => (self.clock)(zone.spoken()),
            ScheduleZone::Caller => self.local_time.to_owned(),
        }
    }
}

/// The time of day that is so many seconds after a midnight.
fn time_of(seconds: i32) -> Time {
    let second = seconds.rem_euclid(DAY);
    let part = |value: i32| value as i8;
    Time::new(part(second / 3600), part(second / 60 % 60), part(second % 60), 0).unwrap_or(Time::midnight())
}

/// The minutes of a time of day, and its seconds if it has any: "30", "59:59".
pub(super) fn minutes(time: Time) -> Option<String> {
    match (time.minute(), time.second()) {
        (0, 0) => None,
        (minute, 0) => Some(format!("{minute:02}")),
        (minute, second) => Some(format!("{minute:02}:{second:02}")),
    }
}
