//! What a prompt says of hours in words of its own: times, days and clocks, a sentence at a time.
//!
//! Times that people say in pairs are read without "AM" too ("Monday to Friday, 8 to 5"), and may then be in either half of
//! the day. Numbers that are no times are passed over.

use std::ops::Range;

use super::hour_words::{CLOCKS, DAYS, HourToken, SHORT_CLOCKS, tokens};
use crate::time::Zone;

/// A sentence that speaks of times or days.
#[derive(Clone, Debug, Default)]
pub(super) struct HoursSentence {
    pub(super) times: Vec<SpokenTime>,
    /// The days that are named, a bit for each from Monday on, with how many times stand before them.
    pub(super) days: Vec<(usize, u8)>,
    /// Whether it says that it speaks of hours: "open", "hours".
    pub(super) is_about_hours: bool,
    /// Whether it says when it is not open, or that something is otherwise than usual.
    pub(super) is_turned: bool,
    /// Whether its times are those by which something is to be done, and not hours.
    pub(super) is_deadline: bool,
    clocks: Vec<(usize, SpokenClock)>,
}

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SpokenTime {
    /// The minutes since midnight that can be meant, below 1440.
    pub(super) minutes: Vec<u16>,
    pub(super) place: Range<usize>,
}

/// Whose clock a time is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpokenClock {
    Of(Zone),
    /// "your local time"
    Callers,
}

impl HoursSentence {
    /// The clock by which a time is told, where one is named: behind it, or before it where clocks are named first.
    pub(super) fn clock(&self, time: usize) -> Option<SpokenClock> {
        let names_first = self.clocks.first().is_some_and(|(at, _)| *at == 0);
        let behind = self.clocks.iter().find(|(at, _)| *at > time);
        let before = self.clocks.iter().rev().find(|(at, _)| *at <= time);
        let named = if names_first { before.or(behind) } else { behind.or(before) };
        named.map(|(_, clock)| *clock)
    }

    /// The days that a time can be meant for: those named before it, and those named behind.
    pub(super) fn days_of(&self, time: usize) -> [Option<u8>; 2] {
        let before = self.days.iter().rev().find(|(at, _)| *at <= time);
        let behind = self.days.iter().find(|(at, _)| *at > time);
        [before, behind].map(|named| named.map(|(_, days)| *days))
    }

    fn is_empty(&self) -> bool {
        self.times.is_empty() && self.days.is_empty()
    }
}

const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
const JOINS: [&str; 9] = ["to", "through", "thru", "until", "till", "til", "-", "–", "—"];
const UNITS: [&str; 20] = [
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "week",
    "weeks",
    "month",
    "months",
    "business",
    "percent",
    "year",
    "years",
    "times",
    "people",
    "street",
    "avenue",
    "locations",
    "offices",
];
const HOURS: [&str; 11] = [
    "open",
    "opens",
    "opened",
    "hours",
    "reopen",
    "reopens",
    "available",
    "here",
    "answered",
    "staffed",
    "answer",
];
const TURNED: [&str; 19] = [
    "closed",
    "closes",
    "close",
    "except",
    "excluding",
    "not",
    "but",
    "no",
    "holiday",
    "holidays",
    "until",
    "today",
    "tomorrow",
    "tonight",
    "summer",
    "winter",
    "season",
    "december",
    "after",
];
const DENIED: [&str; 7] = ["closed", "except", "excluding", "not", "but", "no", "excepting"];
const DEADLINES: [&str; 24] = [
    "received",
    "ordered",
    "order",
    "orders",
    "placed",
    "posted",
    "processed",
    "submitted",
    "left",
    "deposits",
    "deposit",
    "payments",
    "payment",
    "shipped",
    "shipping",
    "ship",
    "delivered",
    "delivery",
    "pickup",
    "appointment",
    "deadline",
    "returned",
    "cutoff",
    "website",
];
/// The sentences of a text that speak of times or days.
pub(super) fn sentences(text: &str) -> Vec<HoursSentence> {
    let tokens = tokens(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in 0..=tokens.len() {
        let is_end = tokens.get(end).is_none_or(|token| matches!(token.text, "." | "!" | "?" | ";"));
        if is_end {
            sentences.push(HoursReader { tokens: &tokens[start..end] }.read());
            start = end + 1;
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

struct HoursReader<'t> {
    tokens: &'t [HourToken<'t>],
}

impl HoursReader<'_> {
    fn read(&self) -> HoursSentence {
        let has = |list: &[&str]| self.tokens.iter().any(|token| list.contains(&token.lower.as_str()));
        let mut sentence = HoursSentence {
            is_about_hours: has(&HOURS),
            is_turned: has(&TURNED),
            is_deadline: has(&DEADLINES),
            ..HoursSentence::default()
        };
        let is_hours = sentence.is_about_hours
            || has(&["closed", "between"])
            || (0..self.tokens.len()).any(|at| self.days(at).is_some());
        let (mut at, mut joined, mut denied) = (0, false, false);
        while at < self.tokens.len() {
            let count = sentence.times.len();
            denied = (denied || self.is(at, &DENIED)) && !self.is(at, &HOURS);
            if let Some((_, next)) = self.days(at).filter(|_| denied) {
                at = next;
            } else if let Some((days, next)) = self.days(at) {
                sentence.days.push((count, days));
                at = next;
            } else if let Some((minutes, next)) = self.time(at, is_hours, joined) {
                let place = self.tokens[at].place.start..self.tokens[next - 1].place.end;
                sentence.times.push(SpokenTime { minutes, place });
                joined = self.is(next, &JOINS);
                at = next + usize::from(joined);
                continue;
            } else if let Some((clock, next)) = self.clock(at, count > 0) {
                sentence.clocks.push((count, clock));
                at = next;
            } else {
                at += 1;
            }
            joined = false;
        }
        sentence
    }

    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| list.contains(&token.lower.as_str()))
    }

    /// The hour that a token says, and whether it says a minute.
    fn hour(&self, at: usize) -> Option<(u16, Option<u16>)> {
        let word = self.lower(at);
        if let Some(number) = NUMBERS.iter().position(|name| *name == word) {
            return Some((number as u16, None));
        }
        let (hour, minute) = match word.split_once(':') {
            Some((hour, minute)) => (hour, Some(minute)),
            None => (word, None),
        };
        let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 2);
        let minute = match minute {
            Some(minute) => Some(number(minute).filter(|minute| *minute < 60)?),
            None => None,
        };
        Some((number(hour).filter(|hour| *hour <= 24)?, minute))
    }

    /// "AM" or "PM" here, as the minutes to add, and what stands behind.
    fn half(&self, at: usize) -> Option<(u16, usize)> {
        match self.lower(at) {
            "am" => Some((0, at + 1)),
            "pm" => Some((720, at + 1)),
            half @ ("a" | "p") if self.is(at + 1, &["m"]) && !self.tokens[at + 1].is_apart => {
                Some((if half == "a" { 0 } else { 720 }, at + 2))
            }
            _ => None,
        }
    }

    /// A time of day here, and what stands behind it.
    fn time(&self, at: usize, is_hours: bool, is_joined: bool) -> Option<(Vec<u16>, usize)> {
        match self.lower(at) {
            "noon" | "midday" => return Some((vec![720], at + 1)),
            "midnight" => return Some((vec![0], at + 1)),
            _ => {}
        }
        let (hour, minute) = self.hour(at)?;
        let minutes = minute.unwrap_or(0);
        // "1-800-555-0100", "$5", "9-1-1"
        let is_glued = |index: usize| self.tokens.get(index).is_some_and(|token| !token.is_apart);
        let is_inside =
            at > 0 && !is_joined && !self.tokens[at].is_apart && self.is(at - 1, &["-", "–", "/"]);
        if at > 0 && self.is(at - 1, &["$", "#"]) {
            return None;
        }
        if let Some((offset, next)) = self.half(at + 1) {
            let is_word = self.tokens[at].text.starts_with(|c: char| c.is_alphabetic());
            return ((1..=12).contains(&hour) && (is_hours || !is_word))
                .then(|| (vec![hour % 12 * 60 + minutes + offset], next));
        }
        let both = || match hour {
            0 | 24 => vec![minutes],
            1..=12 => vec![hour % 12 * 60 + minutes, hour % 12 * 60 + minutes + 720],
            _ => vec![hour * 60 + minutes],
        };
        // "8 in the morning"
        if self.is(at + 1, &["in"]) && self.is(at + 2, &["the"]) && (1..=12).contains(&hour) {
            let offset = match self.lower(at + 3) {
                "morning" => Some(0),
                "afternoon" | "evening" => Some(720),
                _ => None,
            };
            if let Some(offset) = offset {
                return Some((vec![hour % 12 * 60 + minutes + offset], at + 4));
            }
        }
        if self.is(at + 1, &["o'clock", "o’clock"]) {
            return Some((both(), at + 2));
        }
        if minute.is_some() {
            return Some((both(), at + 1));
        }
        let joins = self.is(at + 1, &JOINS)
            && (self.hour(at + 2).is_some() || self.is(at + 2, &["noon", "midnight"]));
        let is_number = self.is(at + 1, &["-", "–"])
            && self
                .tokens
                .get(at + 2)
                .is_some_and(|token| token.lower.len() > 2 && self.hour(at + 2).is_none());
        let is_longer = is_inside || joins && is_glued(at + 3) && self.is(at + 3, &["-", "–", "/"]);
        let counts = |index: usize| self.is(index, &UNITS);
        let is_counted = counts(at + 1) || joins && counts(at + 3);
        let is_pair = joins || is_joined;
        (is_pair && is_hours && !is_number && !is_longer && !is_counted && (1..=12).contains(&hour))
            .then(|| (both(), at + 1))
    }

    fn day(&self, at: usize) -> Option<u8> {
        let word = self.lower(at);
        let word = word.strip_suffix('s').filter(|word| word.len() > 3).unwrap_or(word);
        let day = DAYS.iter().position(|(long, short)| {
            word == *long
                || word == *short
                || word.len() > 3 && long.starts_with(word) && word.starts_with(short)
        })?;
        // "sat" and "sun" are words.
        let is_short = word.len() == 3 && matches!(word, "sat" | "sun");
        let is_capital = self.tokens[at].text.starts_with(char::is_uppercase);
        (!is_short || is_capital).then_some(1 << day)
    }

    /// The days that are named here, and what stands behind them.
    fn days(&self, at: usize) -> Option<(u8, usize)> {
        let follows = |word: &str| self.lower(at + 1) == word;
        match self.lower(at) {
            "weekday" | "weekdays" => return Some((0b001_1111, at + 1)),
            "weekend" | "weekends" => return Some((0b110_0000, at + 1)),
            "daily" | "everyday" => return Some((0b111_1111, at + 1)),
            "m" if self.is(at + 1, &JOINS) && self.lower(at + 2) == "f" => return Some((0b001_1111, at + 3)),
            "every" if follows("day") => return Some((0b111_1111, at + 2)),
            "seven" | "7" if follows("days") => return Some((0b111_1111, at + 2)),
            _ => {}
        }
        let first = self.day(at)?;
        let Some(last) = self.day(at + 2).filter(|_| self.is(at + 1, &JOINS)) else {
            return Some((first, at + 1));
        };
        let (mut days, mut day) = (first, first);
        while day != last {
            day = if day == 1 << 6 { 1 } else { day << 1 };
            days |= day;
        }
        Some((days, at + 3))
    }

    /// The clock that is named here, and what stands behind it. `has_time`: a time was told before.
    fn clock(&self, at: usize, has_time: bool) -> Option<(SpokenClock, usize)> {
        let token = &self.tokens[at];
        let zone = |name: &str| Zone::named(name).map(SpokenClock::Of);
        if let Some((_, name)) = SHORT_CLOCKS.iter().find(|(short, _)| *short == token.text) {
            return Some((zone(name)?, at + 1));
        }
        let mut next = at + 1;
        next += usize::from(self.is(next, &["standard", "daylight"]));
        let is_time = self.is(next, &["time"]);
        if token.lower == "central" && self.is(at + 1, &["european"]) {
            return zone("Europe/Berlin").map(|clock| (clock, at + 2));
        }
        if let Some((_, name)) = CLOCKS.iter().find(|(word, _)| *word == token.lower) {
            let is_after = has_time
                && (at == 0
                    || self.is(at - 1, &["am", "pm", "m", "noon", "midnight", ",", "("])
                    || self.hour(at - 1).is_some());
            return (is_time || is_after)
                .then(|| zone(name))
                .flatten()
                .map(|clock| (clock, next + usize::from(is_time)));
        }
        if token.lower == "your"
            && (self.is(at + 1, &["time"]) || self.is(at + 1, &["local"]) && self.is(at + 2, &["time"]))
        {
            return Some((SpokenClock::Callers, at + 2));
        }
        // "Denver time", "New York time", "in Denver"
        let first = at + usize::from(has_time && token.lower == "in");
        (1..=3).find_map(|length| {
            let is_time = self.is(first + length, &["time"]);
            let words = self.tokens.get(first..first + length).filter(|_| is_time || first > at)?;
            let city = words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join("_");
            let found = Zone::all().find(|zone| {
                zone.name().rsplit_once('/').is_some_and(|(_, name)| name.eq_ignore_ascii_case(&city))
            })?;
            Some((SpokenClock::Of(found), first + length + usize::from(is_time)))
        })
    }
}
