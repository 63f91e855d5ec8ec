//! Times of day as prompts tell them, a token at a time: "9 AM", "half past eight", "17:00", "9-5", "noon".

use super::told_days::Reader;
use crate::time::clock_names::{zone_of_abbreviation, zone_of_word};

const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
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
/// Words behind which a lone number may be a time, in a sentence about hours: "until 5".
const BEFORE_LONE: [&str; 8] = ["until", "till", "til", "after", "before", "at", "from", "past"];
/// Words that may follow such a number.
const AFTER_LONE: [&str; 21] = [
    ",", ")", "(", "/", "-", "–", "—", "and", "or", "on", "every", "each", "daily", "today", "tomorrow",
    "tonight", "sharp", "weekdays", "in", "during", "but",
];

/// How a number is said, which decides whether it is a time.
#[derive(Clone, Copy)]
pub(super) struct NumberContext {
    /// In a sentence that is about hours.
    pub(super) is_hours: bool,
    /// Behind a time and a "to".
    pub(super) is_joined: bool,
}

impl Reader<'_> {
    /// The hour that a token says, and whether it says a minute.
    pub(super) fn hour(&self, at: usize) -> Option<(u16, Option<u16>)> {
        let word = self.lower(at);
        if let Some(number) = NUMBERS.iter().position(|name| *name == word) {
            return Some((number as u16, None));
        }
        let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 2);
        let Some((hour, minute)) = word.split_once([':', '.']) else {
            return Some((number(word).filter(|hour| *hour <= 24)?, None));
        };
        let minute = number(minute).filter(|minute| *minute < 60)?;
        Some((number(hour).filter(|hour| *hour <= 24)?, Some(minute)))
    }

    /// A time of day here, as the minutes since midnight that can be meant, and what stands behind it.
    pub(super) fn time(&self, at: usize, around: NumberContext) -> Option<(Vec<u16>, usize)> {
        if let Some(named) = self.named(at).or_else(|| self.part_of_an_hour(at)) {
            return Some(named);
        }
        if let Some(long) = self.in_four_digits(at, around) {
            return Some(long);
        }
        let (hour, minute) = self.hour(at)?;
        if self.follows(at, &["$", "#"]) {
            return None;
        }
        if let Some((minutes, next)) = self.half(hour, minute.unwrap_or(0), at + 1) {
            let is_word = self.tokens[at].text.starts_with(char::is_alphabetic);
            return (around.is_hours || !is_word).then_some((minutes, next));
        }
        if self.is(at + 1, &["o'clock", "o’clock"]) {
            return Some((either(hour, minute.unwrap_or(0)), at + 2));
        }
        let is_hour =
            minute.is_some() || around.is_hours && (1..=12).contains(&hour) && self.is_bare_time(at, around);
        is_hour.then(|| (either(hour, minute.unwrap_or(0)), at + 1))
    }

    fn named(&self, at: usize) -> Option<(Vec<u16>, usize)> {
        let is_twelve = usize::from(self.is(at, &["12", "twelve"]));
        match self.lower(at + is_twelve) {
            "noon" | "midday" => Some((vec![720], at + is_twelve + 1)),
            "midnight" => Some((vec![0], at + is_twelve + 1)),
            _ => None,
        }
    }

    /// "half past eight", "a quarter to 9 PM"
    fn part_of_an_hour(&self, at: usize) -> Option<(Vec<u16>, usize)> {
        let at = at + usize::from(self.says(at, &["a", "quarter"]));
        let is_later = self.is(at + 1, &["past", "after"]);
        let minute = match self.lower(at) {
            "half" if self.is(at + 1, &["past"]) => 30,
            "quarter" if is_later => 15,
            "quarter" if self.is(at + 1, &["to", "before", "of"]) => 45,
            _ => return None,
        };
        let (hour, None) = self.hour(at + 2)? else { return None };
        let hour = if minute == 45 { (hour + 23) % 24 } else { hour };
        let hour = if hour == 0 { 12 } else { hour };
        let next = at + 3 + usize::from(self.is(at + 3, &["o'clock", "o’clock"]));
        Some(self.half(hour, minute, next).unwrap_or_else(|| (either(hour, minute), next)))
    }

    /// "0900-1700", "1700 hours"
    fn in_four_digits(&self, at: usize, around: NumberContext) -> Option<(Vec<u16>, usize)> {
        let read = |at: usize| {
            let number = self.lower(at);
            let is_time = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
            let (hour, minute) = is_time.then(|| number.split_at(2))?;
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            (hour <= 24 && minute < 60).then_some(hour % 24 * 60 + minute)
        };
        let minutes = read(at)?;
        let named = usize::from(self.is(at + 1, &["hours", "hrs"]));
        let begins =
            self.joins(at + 1).is_some_and(|other| read(other).is_some()) && self.lower(at).starts_with('0');
        (around.is_hours && (named == 1 || begins || around.is_joined))
            .then_some((vec![minutes], at + 1 + named))
    }

    /// "AM", "PM", "in the morning" here, behind an hour, and what stands behind it.
    fn half(&self, hour: u16, minute: u16, at: usize) -> Option<(Vec<u16>, usize)> {
        let of_day = |at: usize| match self.lower(at) {
            "morning" => Some((0, at + 1)),
            "afternoon" | "evening" => Some((720, at + 1)),
            _ => None,
        };
        let (offset, next) = match self.lower(at) {
            "am" => (0, at + 1),
            "pm" => (720, at + 1),
            half @ ("a" | "p") if self.is(at + 1, &["m"]) && !self.tokens[at + 1].is_apart => {
                (if half == "a" { 0 } else { 720 }, at + 2)
            }
            "in" if self.is(at + 1, &["the"]) => of_day(at + 2)?,
            "at" if self.is(at + 1, &["night"]) && hour != 12 => (if hour < 5 { 0 } else { 720 }, at + 2),
            _ => return None,
        };
        (1..=12).contains(&hour).then(|| (vec![hour % 12 * 60 + minute + offset], next))
    }

    /// Whether a number from 1 to 12 is a time though nothing but the words around it says so.
    fn is_bare_time(&self, at: usize, around: NumberContext) -> bool {
        // "1-800-555-0100", "9-1-1"
        let is_glued = |index: usize| self.tokens.get(index).is_some_and(|token| !token.is_apart);
        let is_slashed = || self.follows(at, &["/"]) && at > 1 && self.hour(at - 2).is_some();
        let is_inside = !around.is_joined && is_glued(at) && (self.follows(at, &["-", "–"]) || is_slashed());
        let counts = |index: usize| self.is(index, &UNITS);
        if is_inside || counts(at + 1) {
            return false;
        }
        if let Some(other) = self.joined_with(at) {
            let is_longer = is_glued(other + 1) && self.is(other + 1, &["-", "–"]);
            return !is_longer && !counts(other + 1);
        }
        let is_number = self.is(at + 1, &["-", "–"])
            && self
                .tokens
                .get(at + 2)
                .is_some_and(|token| token.lower.starts_with(|c: char| c.is_ascii_digit()));
        if around.is_joined {
            return !is_number;
        }
        let may_follow = self.tokens.get(at + 1).is_none_or(|next| {
            AFTER_LONE.contains(&next.lower.as_str())
                || self.days(at + 1).is_some()
                || zone_of_word(&next.lower).is_some()
                || zone_of_abbreviation(next.text).is_some()
        });
        self.follows(at, &BEFORE_LONE) && may_follow && !is_number
    }

    /// The other end of what begins here: "9 to 5", "between 9 and 5".
    fn joined_with(&self, at: usize) -> Option<usize> {
        let and = (self.follows(at, &["between"]) && self.is(at + 1, &["and"])).then_some(at + 2);
        let other = self.joins(at + 1).or(and)?;
        (self.hour(other).is_some() || self.named(other).is_some()).then_some(other)
    }
}

/// The minutes that an hour can mean which does not say its half of the day.
fn either(hour: u16, minute: u16) -> Vec<u16> {
    match hour {
        0 | 24 => vec![minute],
        1..=12 => vec![hour % 12 * 60 + minute, hour % 12 * 60 + minute + 720],
        _ => vec![hour * 60 + minute],
    }
}
