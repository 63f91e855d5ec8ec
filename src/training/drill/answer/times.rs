//! Times and days as learners type them: `8`, `8 am`, `20:00`, `8pm Eastern`, `Monday at 9:30`, `8-5`, `from nine to five`.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Timestamp, ToSpan as _};

use super::zones::{NamedClock, named};
use crate::time::Zone;
use crate::time::clock_reading::{AmbiguityRule, ClockReading, clock, half, plain, words};
use crate::time::names::{month_typed, weekday_typed};

/// The times and days that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NamedTimes {
    /// All of them together name a day.
    pub(crate) days: Vec<NamedDay>,
    pub(crate) clocks: Vec<NamedTime>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedTime {
    reading: ClockReading,
    /// The clock that was named with it.
    zone: Option<NamedClock>,
}

impl NamedTime {
    /// Whether it can mean this time.
    pub(crate) fn is(self, time: Time) -> bool {
        self.reading.is(time)
    }

    /// The clock that was named with it.
    pub(crate) fn zone(self) -> Option<NamedClock> {
        self.zone
    }
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedDay {
    Ahead(i64),
    Weekday(Weekday),
    /// Of any year.
    Date {
        month: i8,
        day: i8,
    },
    /// Of any month.
    OfMonth(i8),
}

/// Longer answers are no time.
const LONGEST: usize = 200;

impl NamedTimes {
    /// Reads a text that is to name so many times. `asked` is the clock that the question names; an answer may name it again.
    ///
    /// `Ten to six` is one time or two, and `9 17` as well: what is asked for decides.
    pub(crate) fn read(text: &str, asked: Zone, count: usize) -> Self {
        if text.len() > LONGEST {
            return Self::default();
        }
        let text = parted(&plain(text));
        let words = words(&text);
        let one = [(true, true), (false, false)];
        let two = [(true, false), (false, false), (true, true)];
        let readings: &[(bool, bool)] = if count == 1 { &one } else { &two };
        let read = |&(joins, counts_down): &(bool, bool)| {
            Self::of(&words, AmbiguityRule { joins, counts_down }, asked, count)
        };
        let fitting = readings.iter().map(read).find(|times| times.clocks.len() == count);
        fitting.unwrap_or_else(|| read(&readings[0]))
    }

    fn of(words: &[&str], how: AmbiguityRule, asked: Zone, wanted: usize) -> Self {
        let mut times = Self::default();
        // Named before its time: "Eastern time, 8 AM"; "tomorrow morning at 9".
        let (mut zone_ahead, mut half_ahead) = (None, None);
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            if let Some((days, count)) = days(rest) {
                times.days.extend(days);
                half_ahead = half_ahead.or((rest[0] == "tonight").then_some(true));
                at += count;
            } else if is_no_figure(words, at) {
                at += 1;
            } else if let Some((clock, count)) = clock(rest, how) {
                let meant = half_ahead.filter(|_| clock.tells_no_half()).and_then(|half| clock.in_half(half));
                times.clocks.push(NamedTime { reading: meant.unwrap_or(clock), zone: None });
                at += count;
            } else if let Some((zone, count)) = named(rest, asked) {
                // One clock holds for both ends of a range; a time may be told by two.
                let open = times.clocks.iter_mut().rev().take(wanted).filter(|clock| clock.zone.is_none());
                let taken = open.map(|clock| clock.zone = Some(zone)).count();
                zone_ahead = zone_ahead.or(Some(zone).filter(|_| taken == 0));
                at += count;
            } else if let Some((half, count)) = half(rest) {
                half_ahead = Some(half);
                at += count;
            } else {
                at += 1;
            }
        }
        times.clocks.iter_mut().for_each(|clock| clock.zone = clock.zone.or(zone_ahead));
        times
    }

    /// The clocks that are named, each time it is.
    pub(crate) fn zones(&self) -> impl Iterator<Item = NamedClock> {
        self.clocks.iter().filter_map(|clock| clock.zone)
    }
}

/// A text whose figures are parted from the word between them: `9to5:30`.
fn parted(text: &str) -> String {
    const BETWEEN: [&str; 5] = ["until", "till", "til", "thru", "to"];
    let mut parted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_behind = parted.ends_with(|c: char| c.is_ascii_digit());
        let word = BETWEEN.iter().find(|word| {
            let after = rest.strip_prefix(**word);
            is_behind && after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        });
        if let Some(word) = word {
            parted.extend([" ", word, " "]);
            rest = &rest[word.len()..];
        } else {
            parted.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    parted
}

/// Whether a word that could be a figure is none here: "no one", "one of them".
fn is_no_figure(words: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    words[at] == "one"
        && (matches!(before, Some(&("no" | "any" | "some" | "every" | "each" | "which" | "this" | "that")))
            || words.get(at + 1) == Some(&"of"))
}

/// Whether a text names a time or a day at all.
pub(crate) fn names_time(text: &str) -> bool {
    let times = NamedTimes::read(text, Zone::UTC, 1);
    !times.clocks.is_empty() || !times.days.is_empty()
}

/// The day that some words begin with, and how many of them name it.
fn days(words: &[&str]) -> Option<(Vec<NamedDay>, usize)> {
    let first = *words.first()?;
    let one = |day, count| Some((vec![day], count));
    match words {
        ["today" | "tonight", ..] | ["this", "morning" | "afternoon" | "evening", ..] => {
            return one(NamedDay::Ahead(0), 1);
        }
        ["day", "after", "tomorrow", ..] => return one(NamedDay::Ahead(2), 3),
        ["tomorrow" | "tmrw" | "tomorow" | "tommorow" | "tommorrow", ..] => {
            return one(NamedDay::Ahead(1), 1);
        }
        _ => {}
    }
    if let Ok(date) = first.parse::<Date>() {
        return one(NamedDay::Date { month: date.month(), day: date.day() }, 1);
    }
    if let Some((month, day)) = first.split_once('/') {
        let day = day.split('/').next().unwrap_or(day);
        if let (Some(month @ 1..=12), Some(day @ 1..=31)) = (small(month), small(day)) {
            return one(NamedDay::Date { month, day }, 1);
        }
    }
    let year = |at: usize| {
        let is_year = |word: &&str| {
            word.len() == 4
                && word.bytes().all(|b| b.is_ascii_digit())
                && ["19", "20", "21"].iter().any(|age| word.starts_with(age))
        };
        usize::from(words.get(at).is_some_and(is_year))
    };
    if let Some(month) = month_typed(first) {
        return match words.get(1).and_then(|word| day_of_month(word)) {
            Some(day) if half(&words[2..]).is_none() => one(NamedDay::Date { month, day }, 2 + year(2)),
            _ => None,
        };
    }
    if let Some(day) = day_of_month(first) {
        let of = usize::from(words.get(1) == Some(&"of"));
        if let Some(month) = words.get(1 + of).and_then(|word| month_typed(word)) {
            return one(NamedDay::Date { month, day }, 2 + of + year(2 + of));
        }
        return if small(first).is_none() { one(NamedDay::OfMonth(day), 1) } else { None };
    }
    one(NamedDay::Weekday(weekday_typed(first)?), 1)
}

fn small(word: &str) -> Option<i8> {
    (word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()
}

/// `4`, `4th`
fn day_of_month(word: &str) -> Option<i8> {
    let figures =
        ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    small(figures).filter(|day| (1..=31).contains(day))
}

impl NamedDay {
    fn is(self, date: Date, today: Date) -> bool {
        match self {
            Self::Ahead(days) => today.checked_add(days.days()).is_ok_and(|then| then == date),
            Self::Weekday(weekday) => date.weekday() == weekday,
            Self::Date { month, day } => (date.month(), date.day()) == (month, day),
            Self::OfMonth(day) => date.day() == day,
        }
    }
}

/// How an answer fits a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeFit {
    /// Whether the time of day is right.
    pub(crate) time: bool,
    /// Whether the day is right; None if none was named.
    pub(crate) day: Option<bool>,
}

impl NamedTimes {
    /// How this fits a moment, said at another one on a clock; "today" may be that of either clock. A time may be said on
    /// several clocks, if it is right on each.
    pub(crate) fn fit(&self, at: Timestamp, now: Timestamp, asked: Zone, caller: Zone) -> TimeFit {
        let zone_of = |clock: &NamedTime| match clock.zone {
            Some(NamedClock::Zone(zone)) => zone,
            Some(NamedClock::Callers) => caller,
            None => asked,
        };
        let is_said = |clock: &NamedTime| clock.is(zone_of(clock).wall_clock(at).time());
        let time = !self.clocks.is_empty() && self.clocks.iter().all(is_said);
        let clock = self.clocks.first().map_or(asked, zone_of);
        let there: DateTime = clock.wall_clock(at);
        let today = [clock, caller].map(|clock| clock.wall_clock(now).date());
        // Midnight is the end of one day and the beginning of the next.
        let before = there.date().yesterday().ok().filter(|_| there.time() == Time::MIN);
        let is_on = |date: Date| {
            let mut days = self.days.iter();
            days.all(|day| today.iter().any(|&today| day.is(date, today)))
        };
        let is_day = || [Some(there.date()), before].into_iter().flatten().any(is_on);
        TimeFit { time, day: (!self.days.is_empty()).then(is_day) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eastern() -> Zone {
        Zone::named("America/New_York").unwrap()
    }

    fn is(text: &str, hour: i8, minute: i8) -> bool {
        let times = NamedTimes::read(text, eastern(), 1);
        matches!(times.clocks[..], [clock] if clock.is(Time::constant(hour, minute, 0, 0)))
    }

    #[test]
    fn times_are_read_in_any_usual_form() {
        for text in
            ["8", "8 am", "8am", "8:00", "08:00", "8:00 a.m.", "at 8 AM Eastern", "opens Monday at 8 AM ET."]
        {
            assert!(is(text, 8, 0), "{text}");
        }
        for text in
            ["8", "8 pm", "8pm Eastern", "20:00", "8:00 PM", "until 8 p.m. EST", "Monday, January 4 at 8 PM"]
        {
            assert!(is(text, 20, 0), "{text}");
        }
        assert!(is("noon", 12, 0) && is("midnight", 0, 0) && is("24:00", 0, 0));
        for text in ["08:00", "8 am", "9", "8:30", "", "closed", "8-5"] {
            assert!(!is(text, 20, 0), "{text}");
        }
    }

    #[test]
    fn a_learner_may_say_a_time_as_commands_take_it() {
        for text in [
            "8:00:00",
            "8 AM",
            "8am",
            "8:00 am",
            "8 a.m.",
            "08:00",
            "half past seven am",
            "noon",
            "6:30pm",
            "17h30",
        ] {
            let time = crate::time::clock_reading::time_of_day(text);
            assert!(time.is_some_and(|time| is(text, time.hour(), time.minute())), "{text}");
        }
    }

    #[test]
    fn a_range_is_two_times() {
        for text in ["8-5", "8 am - 5 pm", "08:00–17:00", "8 to 5", "Monday to Friday, 8 AM to 5 PM Eastern"]
        {
            let times = NamedTimes::read(text, eastern(), 2);
            let [from, to] = times.clocks[..] else { panic!("{text}: {times:?}") };
            assert!(from.is(Time::constant(8, 0, 0, 0)) && to.is(Time::constant(17, 0, 0, 0)), "{text}");
        }
    }

    #[test]
    fn a_day_or_a_zone_that_is_named_counts() {
        // A Monday, 17:30 in New York; it opens on Tuesday at 9.
        let (now, at) = ("2023-08-28T21:30:00Z".parse().unwrap(), "2023-08-29T13:00:00Z".parse().unwrap());
        let fit = |text: &str| {
            let TimeFit { time, day } =
                NamedTimes::read(text, eastern(), 1).fit(at, now, eastern(), eastern());
            (time, day)
        };
        assert_eq!(fit("9 am"), (true, None));
        assert_eq!(fit("tomorrow at 9"), (true, Some(true)));
        assert_eq!(fit("tues 9:00"), (true, Some(true)));
        assert_eq!(fit("Wednesday 9"), (true, Some(false)));
        assert_eq!(fit("tomorrow at 8 am Central"), (true, Some(true)));
        assert_eq!(fit("tomorrow at 9 am Central"), (false, Some(true)));
    }
}
