//! What a prompt says of hours in words of its own: times, days and clocks, a sentence at a time.
//!
//! Times that people say in pairs are read without "AM" too ("Monday to Friday, 8 to 5"), and may then be in either half of
//! the day. Numbers that are no times are passed over.

use std::ops::Range;

use super::hour_words::{BEFORE_LENGTH, CLOSED, DEADLINES, DENIED, HOURS, MACHINES, OCCASIONS, tokens};
pub(super) use super::told_clocks::Clock;
use super::told_clocks::ClockReadings;
use super::told_days::{EVERY_DAY, Reader};
use super::told_times::NumberContext;

/// A sentence that speaks of times or days.
#[derive(Clone, Debug, Default)]
pub(super) struct HoursSentence {
    pub(super) times: Vec<SpokenTime>,
    /// The days that are named.
    pub(super) days: Vec<Days>,
    /// The days of every week on which it says that it is closed.
    pub(super) closed: Vec<Days>,
    /// Where it says that it is open around the clock, and on which days.
    pub(super) always: Option<(Range<usize>, Option<u8>)>,
    /// Whether it says that it speaks of hours: "open", "hours".
    pub(super) is_about_hours: bool,
    pub(super) about: About,
    /// Whether its times are those by which something is to be done, and not hours.
    pub(super) is_deadline: bool,
}

/// What days a sentence is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum About {
    /// All weeks, and when it is open.
    #[default]
    Weeks,
    /// When it is not open as well.
    Closings,
    /// Single days, or a part of the year.
    Occasions,
}

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SpokenTime {
    /// The minutes since midnight that can be meant, below 1440.
    pub(super) minutes: Vec<u16>,
    pub(super) place: Range<usize>,
    pub(super) change: TimeRole,
    /// By which clocks it may be told.
    pub(super) clocks: ClockReadings,
}

/// What a time is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeRole {
    Opening,
    Closing,
    Either,
}

/// Weekdays that are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// A bit for each, from Monday on.
    pub(super) mask: u8,
    pub(super) place: Range<usize>,
    /// How many times stand before them.
    times_before: usize,
}

impl HoursSentence {
    /// The days that a time can be meant for: those named before it, and those named behind.
    pub(super) fn days_of(&self, time: usize) -> [Option<u8>; 2] {
        let before = self.days.iter().rev().find(|days| days.times_before <= time);
        let behind = self.days.iter().find(|days| days.times_before > time);
        [before, behind].map(|named| named.map(|days| days.mask))
    }

    /// All weekdays that are named.
    pub(super) fn all_days(&self) -> u8 {
        self.days.iter().fold(0, |all, days| all | days.mask)
    }

    fn is_empty(&self) -> bool {
        self.times.is_empty() && self.days.is_empty() && self.closed.is_empty() && self.always.is_none()
    }
}

/// The sentences of a text that speak of times or days.
pub(super) fn sentences(text: &str) -> Vec<HoursSentence> {
    let tokens = tokens(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in 0..=tokens.len() {
        let is_end = tokens.get(end).is_none_or(|token| matches!(token.text, "." | "!" | "?" | ";"));
        if is_end {
            sentences.push(Reader { tokens: &tokens[start..end] }.read());
            start = end + 1;
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// What the words before a time say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Neither open nor closed.
    Plain,
    Open,
    Closed,
}

/// From when until when.
struct Pair {
    /// The minutes that each can mean, with its place.
    ends: [(Vec<u16>, Range<usize>); 2],
    /// A clock that is named behind the first.
    clock: Option<Clock>,
    next: usize,
}

impl Reader<'_> {
    fn read(&self) -> HoursSentence {
        let has = |list: &[&str]| self.tokens.iter().any(|token| list.contains(&token.lower.as_str()));
        let is_occasion = has(&OCCASIONS);
        let mut sentence = HoursSentence {
            is_about_hours: has(&HOURS),
            about: match () {
                () if is_occasion => About::Occasions,
                () if has(&DENIED) || has(&CLOSED) => About::Closings,
                () => About::Weeks,
            },
            is_deadline: has(&DEADLINES),
            ..HoursSentence::default()
        };
        let is_hours = sentence.is_about_hours
            || has(&["closed", "close", "closes", "between"])
            || (0..self.tokens.len()).any(|at| self.days(at).is_some());
        // What is there around the clock though nobody is does not say that somebody is.
        let asks_us = has(&["us", "we", "we're", "we’re"]);
        let is_of_people = !has(&MACHINES) && (asks_us || sentence.is_about_hours && !has(&["call"]));
        let (mut at, mut denied, mut mood) = (0, false, Mood::Plain);
        let (mut pairs, mut clocks): (Vec<Range<usize>>, Vec<_>) = (Vec::new(), Vec::new());
        // For each time, the pair that it belongs to.
        let mut pair_of = Vec::new();
        while at < self.tokens.len() {
            (denied, mood) = self.mood(at, denied, mood);
            if let Some((days, next)) = self.always(at).filter(|_| !denied) {
                sentence.always = sentence.always.or(is_of_people.then(|| (self.place(at, next), days)));
                at = next;
            } else if let Some((mask, next)) = self.days(at) {
                let place = self.place(at, next);
                let days = Days { mask, place, times_before: sentence.times.len() };
                if !denied {
                    sentence.days.push(days);
                } else if self.is_of_every_week(at, next, is_occasion) {
                    sentence.closed.push(days);
                }
                at = next;
            } else if let Some(Pair { ends, clock, next }) = self.pair(at, is_hours) {
                let changes = match (mood, denied) {
                    (Mood::Closed, _) | (_, true) => [TimeRole::Either; 2],
                    _ => [TimeRole::Opening, TimeRole::Closing],
                };
                for ((minutes, place), change) in ends.into_iter().zip(changes) {
                    pair_of.push(pairs.len());
                    sentence.times.push(SpokenTime { minutes, place, change, clocks: Vec::new() });
                }
                pairs.push(at..next);
                clocks.extend(clock.map(|clock| (next..next, clock)));
                at = next;
            } else if let Some((minutes, next)) = self.lone(at, is_hours) {
                let change = self.change(at, denied, mood);
                pair_of.push(pairs.len());
                sentence.times.push(SpokenTime {
                    minutes,
                    place: self.place(at, next),
                    change,
                    clocks: Vec::new(),
                });
                pairs.push(at..next);
                at = next;
            } else if let Some((clock, next)) = self.clock(at, !sentence.times.is_empty()) {
                clocks.push((at..next, clock));
                at = next;
            } else {
                at += 1;
            }
        }
        let readings = self.readings(&pairs, &clocks);
        for (time, pair) in sentence.times.iter_mut().zip(pair_of) {
            time.clocks.clone_from(&readings[pair]);
        }
        // "Every day except Sundays"
        let closed = sentence.closed.iter().fold(0, |all, days| all | days.mask);
        sentence
            .days
            .iter_mut()
            .filter(|days| days.mask & !closed != 0)
            .for_each(|days| days.mask &= !closed);
        sentence
    }

    /// Whether what follows a word is denied, and whether it tells when it is open or closed.
    fn mood(&self, at: usize, denied: bool, mood: Mood) -> (bool, Mood) {
        let is_not =
            self.follows(at, &["not", "never", "aren't", "isn't", "don't", "aren’t", "isn’t", "don’t", "no"]);
        match () {
            () if self.is(at, &HOURS) && is_not => (true, Mood::Closed),
            () if self.is(at, &HOURS) => (false, Mood::Open),
            () if self.is(at, &CLOSED) => (denied || self.is(at, &DENIED), Mood::Closed),
            () => (denied || self.is(at, &DENIED), mood),
        }
    }

    fn place(&self, at: usize, next: usize) -> Range<usize> {
        self.tokens[at].place.start..self.tokens[next - 1].place.end
    }

    /// Two times, from when until when: "9 AM to 5 PM", "between 9 and 5".
    fn pair(&self, at: usize, is_hours: bool) -> Option<Pair> {
        let (first, behind) = self.time(at, NumberContext { is_hours, is_joined: false })?;
        let and = (self.follows(at, &["between"]) && self.is(behind, &["and"])).then_some(behind + 1);
        // "9 AM Eastern to 5 PM Eastern"
        let named =
            || self.clock(behind, true).and_then(|(clock, next)| Some((Some(clock), self.joins(next)?)));
        // "9 AM ET/8 AM CT to 5 PM ET/4 PM CT"
        let named = || if self.follows(at, &["/"]) { None } else { named() };
        let (clock, joined) = self.joins(behind).or(and).map(|joined| (None, joined)).or_else(named)?;
        let (last, next) = self.time(joined, NumberContext { is_hours, is_joined: true })?;
        let ends = [(first, self.place(at, behind)), (last, self.place(joined, next))];
        Some(Pair { ends, clock, next })
    }

    fn lone(&self, at: usize, is_hours: bool) -> Option<(Vec<u16>, usize)> {
        let is_asked = self.follows(at, &["after", "until", "before"])
            && self.tokens[..at].iter().any(|token| matches!(token.lower.as_str(), "call" | "try"));
        self.time(at, NumberContext { is_hours: is_hours || is_asked, is_joined: false })
    }

    /// What a time that stands for itself is said to be.
    fn change(&self, at: usize, denied: bool, mood: Mood) -> TimeRole {
        let asks = || self.tokens[..at].iter().any(|token| matches!(token.lower.as_str(), "call" | "try"));
        let before = usize::from(self.follows(at, &["at", "promptly"]));
        let opens = ["open", "opens", "reopen", "reopens", "opening"];
        match at.checked_sub(1 + before).map_or("", |before| self.lower(before)) {
            word if opens.contains(&word) && !denied => TimeRole::Opening,
            "close" | "closes" if !denied => TimeRole::Closing,
            "until" | "till" | "til" if mood == Mood::Open && !denied => TimeRole::Closing,
            "until" | "till" | "til" if mood == Mood::Closed => TimeRole::Opening,
            "after" if mood == Mood::Closed => TimeRole::Closing,
            "after" if !denied && (mood == Mood::Open || asks()) => TimeRole::Opening,
            "before" if mood == Mood::Plain && !denied && asks() => TimeRole::Closing,
            _ => TimeRole::Either,
        }
    }

    /// Whether days on which it is closed are those of every week, all day: not "closed on Friday, July 4" and not "closed on
    /// Fridays from noon".
    fn is_of_every_week(&self, at: usize, next: usize, is_occasion: bool) -> bool {
        let goes_on = [
            "from", "until", "till", "after", "before", "at", "between", "for", "during", "in", "through",
            "to",
        ];
        let narrowed = [
            "first",
            "second",
            "third",
            "fourth",
            "last",
            "some",
            "other",
            "alternate",
            "following",
            "until",
            "till",
        ];
        let skipped = usize::from(self.is(next, &[","]));
        let has_times =
            self.time(next + skipped, NumberContext { is_hours: true, is_joined: false }).is_some();
        let is_many = self.is_every_week(at, next) || self.joins(at + 1).is_some() && !is_occasion;
        is_many && !has_times && !self.is(next, &goes_on) && !self.follows(at, &narrowed)
    }

    /// "24 hours a day", "24/7", "around the clock", "day and night" here, with the days that it says and what stands behind
    /// it.
    fn always(&self, at: usize) -> Option<(Option<u8>, usize)> {
        let (is_of_week, next) = match self.lower(at) {
            "24" if self.is(at + 1, &["/", "-", "–"]) && self.is(at + 2, &["7"]) => (true, at + 3),
            "twenty" if self.says(at, &["twenty", "-", "four", "-", "seven"]) => (true, at + 5),
            "twenty" if self.says(at, &["twenty", "-", "four", "seven"]) => (true, at + 4),
            "twenty" if self.says(at, &["twenty", "four", "seven"]) => (true, at + 3),
            "24" => (false, self.whole_day(at + 1, at)?),
            "twenty" if self.says(at, &["twenty", "-", "four"]) => (false, self.whole_day(at + 3, at)?),
            "twenty" if self.says(at, &["twenty", "four"]) => (false, self.whole_day(at + 2, at)?),
            "around" | "round" => {
                let mut words = (at + 1..at + 5).filter(|&at| !self.is(at, &["-"]));
                let (the, clock) = words.next().zip(words.next())?;
                (self.is(the, &["the"]) && self.is(clock, &["clock"])).then_some((false, clock + 1))?
            }
            "day" | "night" if self.is(at + 1, &["and", "or"]) && self.is(at + 2, &["day", "night"]) => {
                (false, at + 3)
            }
            "all" if self.says(at, &["all", "day", "and", "all", "night"]) => (false, at + 5),
            "all" if self.says(at, &["all", "day", "every", "day"]) => (true, at + 4),
            "all" if self.says(at, &["all", "day", ",", "every", "day"]) => (true, at + 5),
            "always" if self.is(at + 1, &["open"]) => (true, at + 2),
            _ => return None,
        };
        let comma = next + usize::from(self.is(next, &[","]));
        let and = comma + usize::from(self.is(comma, &["and", "on"]));
        Some(match self.days(and) {
            Some((days, next)) => (Some(days), next),
            None => (is_of_week.then_some(EVERY_DAY), next),
        })
    }

    /// "hours a day" behind "24": not "within 24 hours".
    fn whole_day(&self, hours: usize, number: usize) -> Option<usize> {
        let dash = usize::from(self.is(hours, &["-"]));
        let unit = hours + dash;
        if !self.is(unit, &["hours", "hour", "hrs", "hr"]) || self.follows(number, &BEFORE_LENGTH) {
            return None;
        }
        let next = match self.lower(unit + 1) {
            "a" | "per" | "each" | "every" if self.is(unit + 2, &["day"]) => unit + 3,
            "daily" => unit + 2,
            // "We are open 24 hours."
            "" | "," | ")" | "(" | "on" | "and" | "every" => unit + 1,
            _ if self.days(unit + 1).is_some() => unit + 1,
            _ => return None,
        };
        let is_told = self.is(unit + 1, &["a", "per", "each", "daily"])
            || self
                .follows(number, &["open", "available", "here", "hours", "are", "staffed", "answered", ","]);
        is_told.then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence as its times are read: the minute, what changes then, and on how many readings of the clock.
    fn read(text: &str) -> Vec<(u16, TimeRole)> {
        let times = sentences(text).into_iter().flat_map(|sentence| sentence.times);
        times.map(|time| (time.minutes[time.minutes.len() - 1], time.change)).collect()
    }

    #[test]
    fn times_are_read_in_all_the_ways_in_which_people_say_them() {
        use TimeRole::{Closing, Either, Opening};
        for (text, expected) in [
            ("We are open 9-5.", &[(1260, Opening), (1020, Closing)][..]),
            ("We are open nine-to-five.", &[(1260, Opening), (1020, Closing)]),
            ("Open 09:00-17:00.", &[(1260, Opening), (1020, Closing)]),
            ("Our hours are 0900-1700.", &[(540, Opening), (1020, Closing)]),
            ("Our hours are 9.30am to 5.30pm.", &[(570, Opening), (1050, Closing)]),
            ("We are open from half past eight to a quarter to five.", &[(1230, Opening), (1005, Closing)]),
            ("We are open until 5.", &[(1020, Closing)]),
            ("We are closed until 9.", &[(1260, Opening)]),
            ("We are open from 9 AM to 12 noon.", &[(540, Opening), (720, Closing)]),
            ("We close at half past five.", &[(1050, Closing)]),
            ("Please call back after 9 AM.", &[(540, Opening)]),
            ("Please call between 9 and 5.", &[(1260, Opening), (1020, Closing)]),
            ("It is after 5 PM.", &[(1020, Either)]),
            ("We are closed from 5 PM to 9 AM.", &[(1020, Either), (540, Either)]),
            ("We are open at 4 locations.", &[]),
            ("Our hours have changed after 5 years.", &[]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
