use jiff::civil::Time;

use super::civil::CivilPhrases;
use crate::time::notation::rule::{DAY, EVERY_DAY, Stretch};
use crate::time::words::listing::weekday_runs;

/// The words of a language for when something is open.
pub(super) struct TimePhrases {
    /// Those for days and times of day.
    pub(super) civil: &'static CivilPhrases,
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
    pub(super) opens: &'static str,
    pub(super) serves_until: &'static str,
    pub(super) serves_always: &'static str,
    pub(super) stays_closed: &'static str,
    pub(super) end_of_known_hours: &'static str,
    /// One day of the week in a list: "lunes", "le lundi".
    pub(super) weekday: fn(&str) -> String,
    /// Three days of the week and more: "de lunes a viernes".
    pub(super) weekdays_from_to: fn(&str, &str) -> String,
    /// From one such day to another: "del 1 de julio al 15 de agosto".
    pub(super) from_to: fn(&str, &str) -> String,
    /// In a month: "en julio".
    pub(super) in_month: fn(&str) -> String,
    /// In several: "de junio a agosto".
    pub(super) months_from_to: fn(&str, &str) -> String,
    /// The same, to a time of the next day, and both on the next day.
    pub(super) to_next_day: fn(&str, &str) -> String,
    pub(super) on_next_day: fn(&str, &str) -> String,
}

impl TimePhrases {
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
                    said.push((self.weekdays_from_to)(
                        self.civil.weekday_name(first),
                        self.civil.weekday_name(last),
                    ));
                }
                _ => said.extend(run.iter().map(|day| (self.weekday)(self.civil.weekday_name(*day)))),
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
        let [first, last] = [from, to].map(|at| (self.civil.time)(time_of(at)));
        match from {
            DAY.. => (self.on_next_day)(&first, &last),
            _ if to - from >= DAY => (self.to_next_day)(&first, &last),
            _ => (self.civil.times_from_to)(&first, &last),
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
