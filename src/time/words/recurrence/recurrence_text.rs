//! The words of a description.

use std::fmt;

use jiff::civil::Date;

use crate::time::names::weekday_name;
use crate::time::timetable::time_set::TimeSet;
use crate::time::words::listing::listed;
use crate::time::zone::ScheduleZone;

use super::clock::ClockTime;
use super::days::{DAY, date};
use super::model::{Recurrence, Weekly};
use super::phrase::{DatePhrase, DatePhrases};
use crate::base::Language;
use crate::base::text::counted;

/// At most so many dates are said; of more, the first and how many they are.
const MAX_DATES: usize = 3;

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_zone_called(self.zone.spoken()).fmt(f)
    }
}

impl Recurrence {
    /// The same, with other words for its zone: "Monday to Friday 18:00 to 20:00 local time".
    #[must_use]
    pub fn with_zone_called<'a>(&'a self, zone: &'a str) -> impl fmt::Display + 'a {
        RecurrenceText { said: self, zone }
    }

    /// The same as a schedule says its hours: "Monday to Friday, 8 AM to 6 PM Eastern". None where it is not one week that
    /// always holds, or where no schedule would say that week well.
    #[must_use]
    pub fn as_schedule(&self) -> Option<String> {
        self.as_schedule_in(Language::English)
    }

    /// The same in a language.
    pub(crate) fn as_schedule_in(&self, language: Language) -> Option<String> {
        let is_plain = self.except.is_empty() && self.also.is_empty();
        match &self.weekly[..] {
            [only] if is_plain && self.is_held_throughout(only) => {
                only.week.as_schedule(ScheduleZone::Fixed(self.zone), language)
            }
            _ => None,
        }
    }

    /// What the weeks say, without their exceptions: those are for whoever asks to name elsewhere. None where it is said by
    /// dates, or has few exceptions, so that there is nothing to name.
    pub(crate) fn usual(&self, zone: &str) -> Option<(String, Vec<ExceptionalDays>)> {
        if self.weekly.is_empty() {
            return None;
        }
        let weeks = self.of_weeks();
        let exceptions: Vec<ExceptionalDays> =
            [("except", &self.except, &weeks), ("also", &self.also, &TimeSet::default())]
                .into_iter()
                .filter(|(_, set, _)| !set.is_empty())
                .map(|(word, set, expected)| {
                    let phrases: Vec<DatePhrase> = DatePhrases::of(self, set, expected).collect();
                    let days = phrases.iter().map(|phrase| (date(phrase.first), date(phrase.last))).collect();
                    let in_part = word == "except" && phrases.iter().any(|phrase| !phrase.times.is_empty());
                    ExceptionalDays { word, days, in_part }
                })
                .collect();
        if exceptions.iter().all(|exception| exception.days.len() < 2) {
            return None;
        }
        let (mut said, left) = self.weeks(zone, false);
        if let Some(zone) = left.filter(|_| !self.is_plainly_always()) {
            said = format!("{said} {zone}");
        }
        Some((said, exceptions))
    }

    /// What the weeks say, and the name of the zone if that had no place in it.
    fn weeks<'z>(&self, zone: &'z str, with_amount: bool) -> (String, Option<&'z str>) {
        let mut zone = Some(zone);
        let mut parts = Vec::new();
        for weekly in &self.weekly {
            let mut text = weekly.week.to_string();
            if !weekly.week.is_always()
                && let Some(zone) = zone.take()
            {
                text = format!("{text} {zone}");
            }
            if let Some(amount) = with_amount.then(|| amount(weekly)).flatten() {
                text = format!("{text} ({amount} a week)");
            }
            parts.push(format!("{text}{}", self.during(weekly)));
        }
        (parts.join("; "), zone)
    }

    fn is_plainly_always(&self) -> bool {
        self.except.is_empty() && self.weekly.iter().all(|weekly| self.is_held_throughout(weekly))
    }

    /// All of it by dates: "Thursday 2026-12-24 13:00 to 20:00 Eastern, Friday 2026-12-25 and 7 more".
    fn dates(&self, zone: &str) -> String {
        if self.also.is_empty() {
            return "never".to_owned();
        }
        let mut phrases = DatePhrases::of(self, &self.also, &TimeSet::default());
        let mut said: Vec<String> =
            phrases.by_ref().take(MAX_DATES).map(|phrase| self.date(&phrase, true)).collect();
        said[0] = format!("{} {zone}", said[0]);
        if phrases.rest() > 0 {
            said.push(format!("{} more", phrases.rest()));
        }
        listed(&said, " ")
    }

    /// "Thursday 2026-11-26 and Friday 2026-12-25 13:00 to 20:00", "on 11 days, first Thursday 2026-11-26".
    fn exceptions(&self, set: &TimeSet, expected: &TimeSet) -> String {
        let phrases: Vec<DatePhrase> = DatePhrases::of(self, set, expected).collect();
        if phrases.len() > MAX_DATES {
            let days: i64 = phrases.iter().map(|phrase| phrase.days).sum();
            let first = DatePhrase { last: phrases[0].first, ..phrases[0].clone() };
            return format!("on {days} days, first {}", self.date(&first, false));
        }
        listed(&phrases.iter().map(|phrase| self.date(phrase, false)).collect::<Vec<_>>(), " ")
    }

    /// On which days a week holds, if not on all: " until 2026-11-01", " from 2027-01-04".
    fn during(&self, weekly: &Weekly) -> String {
        if self.is_held_throughout(weekly) {
            return String::new();
        }
        let (begin, end) = self.days();
        let mut said: Vec<String> = weekly
            .days
            .iter()
            .map(|&(first, last)| match (first <= begin, last >= end) {
                (true, _) => format!("until {}", date(last)),
                (false, true) => format!("from {}", date(first)),
                (false, false) => format!("from {} to {}", date(first), date(last)),
            })
            .collect();
        if said.len() > MAX_DATES {
            said.splice(1.., [format!("{} more times", weekly.days.len() - 1)]);
        }
        format!(" {}", listed(&said, " "))
    }

    /// A phrase: "Thursday 2026-11-26", "Friday 2026-12-25 to Sunday 2026-12-27", "Thursday 2026-12-24 13:00 to 20:00 and
    /// at 21:00". What begins or ends with the time that is spoken of has no such end where it stands `alone`.
    fn date(&self, phrase: &DatePhrase, alone: bool) -> String {
        let ((begin, end), (first_day, last_day)) = (self.horizon, self.days());
        match phrase.times[..] {
            [] if alone && phrase.last >= last_day && phrase.first > first_day => {
                format!("from {}", DateText(phrase.first))
            }
            [] if alone && phrase.first <= first_day && phrase.last > phrase.first => {
                format!("until {}", DateText(phrase.last))
            }
            [] if phrase.first == phrase.last => DateText(phrase.first).to_string(),
            [] => format!("{} to {}", DateText(phrase.first), DateText(phrase.last)),
            [(from, to)] if alone && from == begin && to - from > 1 => format!("until {}", self.end(to)),
            [(from, to)] if alone && to == end && to - from > 1 => {
                format!("from {} {}", DateText(phrase.first), self.time(from))
            }
            ref times => {
                let times: Vec<String> = times.iter().map(|&(from, to)| self.span(from, to)).collect();
                format!("{} {}", DateText(phrase.first), listed(&times, " "))
            }
        }
    }

    /// A span on the day that it begins on: "13:00 to 20:00", "at 20:00", "18:00 to Monday 2026-12-28 08:00".
    fn span(&self, from: i64, to: i64) -> String {
        if to - from == 1 {
            return format!("at {}", self.time(from));
        }
        let (first, last) = (self.clock(from), self.clock(to));
        let is_long = last - first >= DAY && (first.rem_euclid(DAY), last - first) != (0, DAY);
        if is_long {
            return format!("{} to {}", self.time(from), self.end(to));
        }
        let until = if last.rem_euclid(DAY) == 0 { "24:00".to_owned() } else { self.time(to) };
        format!("{} to {until}", self.time(from))
    }

    /// The end of a span with its date: "Monday 2026-12-28 08:00", "Sunday 2026-12-27 24:00".
    fn end(&self, to: i64) -> String {
        let clock = self.clock(to);
        match (clock.div_euclid(DAY), clock.rem_euclid(DAY)) {
            (day, 0) => format!("{} 24:00", DateText(day - 1)),
            (day, _) => format!("{} {}", DateText(day), self.time(to)),
        }
    }

    /// The time of day of an instant; where the clock shows it twice, with the name of its offset: "01:30 EST".
    fn time(&self, second: i64) -> String {
        let clock = ClockTime(self.clock(second).rem_euclid(DAY));
        let Ok(at) = jiff::Timestamp::from_second(second) else { return clock.to_string() };
        self.zone.told_apart(at).map_or(clock.to_string(), |offset| format!("{clock} {offset}"))
    }
}

/// The days on which times are not what the weeks say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExceptionalDays {
    /// Whether there is less or more then: "except" or "also".
    pub(crate) word: &'static str,
    /// The first and the last day of each run.
    pub(crate) days: Vec<(Date, Date)>,
    /// Whether on one of them only a part is otherwise.
    pub(crate) in_part: bool,
}

/// A description, with words for its zone.
struct RecurrenceText<'a> {
    said: &'a Recurrence,
    zone: &'a str,
}

impl fmt::Display for RecurrenceText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { said, zone } = *self;
        if said.weekly.is_empty() {
            return f.write_str(&said.dates(zone));
        }
        let (usual, zone) = said.weeks(zone, f.alternate());
        f.write_str(&usual)?;
        let weeks = if said.except.is_empty() { TimeSet::default() } else { said.of_weeks() };
        for (word, set, expected) in
            [("except", &said.except, &weeks), ("also", &said.also, &TimeSet::default())]
        {
            if !set.is_empty() {
                write!(f, ", {word} {}", said.exceptions(set, expected))?;
            }
        }
        zone.map_or(Ok(()), |zone| if said.is_plainly_always() { Ok(()) } else { write!(f, " {zone}") })
    }
}

/// "10 hours", "7.5 hours", "30 minutes"; none for moments.
fn amount(weekly: &Weekly) -> Option<String> {
    let seconds = weekly.week.seconds();
    if weekly.week.is_always() || weekly.week.spans().iter().all(|(from, to)| to - from == 1) {
        return None;
    }
    Some(match seconds {
        ..60 => counted(seconds, "second"),
        60..3_600 => counted((seconds + 30) / 60, "minute"),
        _ => match (seconds + 180) / 360 {
            tenths if tenths % 10 == 0 => counted(tenths / 10, "hour"),
            tenths => format!("{}.{} hours", tenths / 10, tenths % 10),
        },
    })
}

/// A day since 1970: "Thursday 2026-11-26".
struct DateText(i64);

impl fmt::Display for DateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = date(self.0);
        write!(f, "{} {date}", weekday_name(date.weekday()))
    }
}
