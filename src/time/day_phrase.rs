//! Days and times as people say them: `tomorrow at 9`, `noon on Saturday`, `next Friday 10:40`, `Thanksgiving 9 AM`.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

use super::clock_reading::time_of_day;
use super::names::weekday_typed;
use super::notation::date_rule::DateRule;

/// Tells the first day from a date on that somebody calls by such words.
pub(crate) type NamedDays<'a> = &'a dyn Fn(&str, Date) -> Option<Date>;

/// What some words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaidMoment {
    At(DateTime),
    /// A day without a time.
    Day(Date),
    /// A day, and an hour of which nobody knows the half of the day.
    EitherHalf(Date, i8),
}

/// Days that many companies keep and everybody knows by name, whether this one keeps them or not.
const KNOWN_DAYS: &[(&str, &str)] = &[
    ("new year", "January 1"),
    ("mlk", "third Monday of January"),
    ("martin luther king", "third Monday of January"),
    ("presidents", "third Monday of February"),
    ("memorial", "last Monday of May"),
    ("juneteenth", "June 19"),
    ("independence", "July 4"),
    ("labor", "first Monday of September"),
    ("columbus", "second Monday of October"),
    ("indigenous peoples", "second Monday of October"),
    ("halloween", "October 31"),
    ("veterans", "November 11"),
    ("thanksgiving", "fourth Thursday of November"),
    ("black friday", "day after fourth Thursday of November"),
    ("christmas eve", "December 24"),
    ("christmas", "December 25"),
    ("new year eve", "December 31"),
];

/// The rule of a day that everybody knows by name.
pub(super) fn known_day(text: &str) -> Option<&'static str> {
    KNOWN_DAYS.iter().find(|(name, _)| *name == day_name(text)).map(|&(_, rule)| rule)
}

/// How many years ahead a day is looked for: February 29 may be so far away.
const YEARS_AHEAD: i16 = 9;

/// What some words tell at a moment of which the clock shows `now`.
pub(super) fn said(text: &str, now: DateTime, named: NamedDays<'_>) -> Option<SaidMoment> {
    let lower = text.to_lowercase().replace(',', " ");
    // Other white space is not what somebody has typed, and is told by its name.
    let words: Vec<&str> = lower.split(' ').filter(|word| !word.is_empty()).collect();
    let splits = (0..=words.len()).rev().map(|at| words.split_at(at));
    splits.flat_map(|(one, other)| [(one, other), (other, one)]).find_map(|(day, time)| {
        let time = time.strip_prefix(&["at"]).filter(|rest| !rest.is_empty()).unwrap_or(time);
        let day = day.strip_prefix(&["on"]).unwrap_or(day);
        let days = DayNames { now, named };
        match SaidTime::of(time)? {
            SaidTime::None if day.is_empty() => None,
            SaidTime::None => days.day(day, None).map(SaidMoment::Day),
            SaidTime::At(time) => {
                days.day(day, Some(time)).map(|date| SaidMoment::At(date.to_datetime(time)))
            }
            SaidTime::EitherHalf(hour) => {
                days.day(day, Time::new(hour, 0, 0, 0).ok()).map(|date| SaidMoment::EitherHalf(date, hour))
            }
        }
    })
}

enum SaidTime {
    None,
    At(Time),
    EitherHalf(i8),
}

impl SaidTime {
    fn of(words: &[&str]) -> Option<Self> {
        let text = words.join(" ");
        if words.is_empty() {
            return Some(Self::None);
        }
        if let Some(time) = time_of_day(&text) {
            return Some(Self::At(time));
        }
        let hour = text.strip_suffix(" o'clock").unwrap_or(&text).parse::<i8>().ok()?;
        match hour {
            // Nobody is called before dawn, and hardly anybody at these hours of the evening.
            1..=6 => Some(Self::EitherHalf(hour)),
            0..=23 => Time::new(hour, 0, 0, 0).ok().map(Self::At),
            _ => None,
        }
    }
}

struct DayNames<'a> {
    now: DateTime,
    named: NamedDays<'a>,
}

impl DayNames<'_> {
    /// The day of some words; where a time is told, the first on which that is still to come.
    fn day(&self, words: &[&str], time: Option<Time>) -> Option<Date> {
        let today = self.now.date();
        let ahead = |days: i64| today.checked_add(days.days()).ok();
        let from =
            if time.is_some_and(|time| time <= self.now.time()) { today.tomorrow().ok()? } else { today };
        match words {
            [] | ["today" | "tonight"] => return Some(today),
            ["tomorrow"] => return ahead(1),
            ["yesterday"] => return ahead(-1),
            ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"] => return ahead(2),
            ["next" | "coming", word] => {
                if let Some(weekday) = weekday_typed(word) {
                    return today.nth_weekday(1, weekday).ok();
                }
            }
            ["this", word] | [word] => {
                if let Some(weekday) = weekday_typed(word) {
                    let before = from.yesterday().ok()?;
                    return before.nth_weekday(1, weekday).ok();
                }
            }
            _ => {}
        }
        let text = words.strip_prefix(&["next"]).unwrap_or(words).join(" ");
        // A date is read from the front of a longer text, too.
        let date = || text.parse().ok().filter(|_| words.len() == 1 && !text.contains('t'));
        (self.named)(&text, from)
            .or_else(date)
            .or_else(|| first_from(&DateRule::parse(known_day(&text).unwrap_or(&text)).ok()?, from))
    }
}

/// The first day of a rule from a date on.
pub(crate) fn first_from(rule: &DateRule, from: Date) -> Option<Date> {
    let years = from.year()..=from.year().saturating_add(YEARS_AHEAD);
    years.flat_map(|year| rule.dates_in(year).collect::<Vec<_>>()).filter(|&date| date >= from).min()
}

/// A name of a day as people shorten it: in small letters, without `the`, `day` and whose it is.
pub(crate) fn day_name(text: &str) -> String {
    let lower = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let told = words
        .filter(|word| !matches!(*word, "the" | "day"))
        .map(|word| if word == "years" { "year" } else { word });
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the words tell on Monday, August 28, 2023, at half past five in the afternoon.
    fn told(text: &str) -> String {
        let now = "2023-08-28T17:30:00".parse().unwrap();
        let named = |name: &str, from: Date| {
            (day_name(name) == "founders")
                .then(|| first_from(&DateRule::parse("August 28").unwrap(), from))
                .flatten()
        };
        match said(text, now, &named) {
            Some(SaidMoment::At(at)) => at.strftime("%F %H:%M").to_string(),
            Some(SaidMoment::Day(day)) => day.to_string(),
            Some(SaidMoment::EitherHalf(day, hour)) => format!("{day} {hour}?"),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn days_are_understood_as_people_say_them() {
        for (text, expected) in [
            ("tomorrow at 9", "2023-08-29 09:00"),
            ("tomorrow at 9am", "2023-08-29 09:00"),
            ("Tomorrow, 9:15 PM", "2023-08-29 21:15"),
            ("9 AM tomorrow", "2023-08-29 09:00"),
            ("saturday noon", "2023-09-02 12:00"),
            ("noon on Saturday", "2023-09-02 12:00"),
            ("next friday 10:40", "2023-09-01 10:40"),
            ("next monday at noon", "2023-09-04 12:00"),
            ("monday 18:00", "2023-08-28 18:00"),
            ("monday noon", "2023-09-04 12:00"),
            ("this friday at 17", "2023-09-01 17:00"),
            ("next friday", "2023-09-01"),
            ("christmas", "2023-12-25"),
            ("Christmas Eve at noon", "2023-12-24 12:00"),
            ("New Year's Day 10:00", "2024-01-01 10:00"),
            ("Thanksgiving 9 AM", "2023-11-23 09:00"),
            ("july 4 10:00", "2024-07-04 10:00"),
            ("fourth Thursday of November at noon", "2023-11-23 12:00"),
            ("day after tomorrow at 8", "2023-08-30 08:00"),
            ("Founders' Day 18:00", "2023-08-28 18:00"),
            ("Founders' Day noon", "2024-08-28 12:00"),
            ("2023-12-24 at 9", "2023-12-24 09:00"),
            ("2023-12-24 10:00", "2023-12-24 10:00"),
            ("2023-12-24\u{a0}10:00", "nothing"),
            ("2023-12-24T10:00", "nothing"),
            ("tomorrow at 3", "2023-08-29 3?"),
            ("someday 9:00", "nothing"),
            ("friday at", "nothing"),
            ("at", "nothing"),
            ("", "nothing"),
            ("25", "nothing"),
            ("tomorrow tomorrow", "nothing"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
