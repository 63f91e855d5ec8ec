//! The clocks by which prompts tell times: "Eastern", "ET", "in Chicago", "on the West Coast", "your local time".

use std::ops::Range;

use super::told_days::Reader;
use crate::time::Zone;
use crate::time::clock_names::{zone_of_abbreviation, zone_of_place, zone_of_word};

/// Whose clock a time is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Of(Zone),
    /// "your local time"
    Callers,
    /// That of a place which is not known.
    Unknown,
}

/// The clocks that one time may be told by, each with all that must hold; no clock at all is that of the hours themselves.
pub(super) type ClockReadings = Vec<Vec<Clock>>;

/// What may stand between a time and its clock.
const BEFORE_CLOCK: [&str; 21] = [
    "am",
    "pm",
    "m",
    "noon",
    "midnight",
    "o'clock",
    "o’clock",
    "morning",
    "afternoon",
    "evening",
    "night",
    "hours",
    "hrs",
    "sharp",
    "time",
    "times",
    "all",
    "are",
    "week",
    "(",
    "/",
];
/// Words that make a name of what else is a clock: "Central Avenue".
const NAMES: [&str; 16] = [
    "avenue",
    "street",
    "road",
    "boulevard",
    "office",
    "offices",
    "branch",
    "branches",
    "department",
    "team",
    "desk",
    "campus",
    "bank",
    "hospital",
    "region",
    "view",
];

impl Reader<'_> {
    /// Whether what stands here follows a time, or days that do.
    fn is_behind_a_time(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.is(before, &BEFORE_CLOCK)
            || self.hour(before).is_some()
            || self.days(before).is_some()
            || self.short_clock(before).is_some()
            || zone_of_word(self.lower(before)).is_some()
            || self.is(before, &[",", "-", "–", "—", "and", "or", "us", "in", "by", "on", "the"])
                && self.is_behind_a_time(before)
    }

    /// In capitals, so that it is no word.
    fn short_clock(&self, at: usize) -> Option<Zone> {
        zone_of_abbreviation(self.tokens.get(at)?.text)
    }

    /// The clock that is named here, and what stands behind it. `has_time`: a time was told before.
    pub(super) fn clock(&self, at: usize, has_time: bool) -> Option<(Clock, usize)> {
        let is_behind = has_time && self.is_behind_a_time(at);
        self.tokens.get(at)?;
        // "Pacific: 6 AM to 2 PM"
        let leads = |next: usize| {
            self.begins(at) && (self.is(next, &[":", "-", "–", "—"]) || self.hour(next).is_some())
        };
        self.callers_clock(at, is_behind)
            .or_else(|| self.short(at, is_behind, leads))
            .or_else(|| self.regional(at, is_behind, leads))
            .or_else(|| self.clock_of_a_place(at, has_time, is_behind))
    }

    fn callers_clock(&self, at: usize, is_behind: bool) -> Option<(Clock, usize)> {
        let local =
            |at: usize| at + usize::from(self.is(at, &["own"])) + usize::from(self.is(at, &["local"]));
        if self.is(at, &["your"]) && self.is(local(at + 1), &["time"]) {
            return Some((Clock::Callers, local(at + 1) + 1));
        }
        // "local time in Chicago" and "our local time" are other clocks.
        let is_elsewhere = self.follows(at, &["our"]) || self.is(at + 2, &["in", "at"]);
        (is_behind && self.says(at, &["local", "time"]) && !is_elsewhere).then_some((Clock::Callers, at + 2))
    }

    fn short(&self, at: usize, is_behind: bool, leads: impl Fn(usize) -> bool) -> Option<(Clock, usize)> {
        let is_time = self.is(at + 1, &["time"]);
        let exact = self.short_clock(at).filter(|_| is_behind || is_time || leads(at + 1));
        // "9 am to 5 pm est"
        let low = || {
            let directly = is_behind && !self.follows(at, &["and", "or", ",", "in", "by", "on", "the"]);
            zone_of_abbreviation(&self.lower(at).to_uppercase()).filter(|_| directly)
        };
        let zone = exact.or_else(low)?;
        Some((Clock::Of(zone), at + 1 + usize::from(is_time)))
    }

    fn regional(&self, at: usize, is_behind: bool, leads: impl Fn(usize) -> bool) -> Option<(Clock, usize)> {
        if self.says(at, &["central", "european"]) {
            let next = (at + 2..at + 5).find(|&next| !self.is(next, &["standard", "summer", "time"]));
            return Some((Clock::Of(Zone::named("Europe/Berlin")?), next.unwrap_or(at + 5)));
        }
        let zone = zone_of_word(self.lower(at))?;
        let next = at + 1 + usize::from(self.is(at + 1, &["standard", "daylight"]));
        let is_time = self.is(next, &["time", "times"]);
        let is_told = is_time || is_behind && !self.is(next, &NAMES) || leads(next);
        is_told.then_some((Clock::Of(zone), next + usize::from(is_time)))
    }

    /// "Denver time", "in New York", "on the West Coast", "(Chicago)"
    fn clock_of_a_place(&self, at: usize, has_time: bool, is_behind: bool) -> Option<(Clock, usize)> {
        let told = |next: usize| {
            let local = usize::from(self.is(next, &["local", "standard", "daylight"]));
            self.is(next + local, &["time"]).then_some(next + local + 1)
        };
        if let Some((zone, next)) = self.named_place(at) {
            let is_enclosed = has_time && self.follows(at, &["("]) && self.is(next, &[")"]);
            return told(next).or(is_enclosed.then_some(next)).map(|next| (Clock::Of(zone), next));
        }
        let leads = self.begins(at);
        if self.is(at, &["in", "on", "for"]) && (has_time || leads) {
            let skipped = usize::from(self.is(at + 1, &["the", "our"]));
            let (zone, next) = self.named_place(at + 1 + skipped)?;
            let people =
                usize::from(self.is(next, &["callers", "customers", "clients", "members", "patients"]));
            return Some((Clock::Of(zone), told(next).unwrap_or(next + people)));
        }
        let is_name = self.tokens[at].text.starts_with(char::is_uppercase) && self.lower(at).len() > 2;
        let next = told(at + 1).filter(|_| is_behind && is_name)?;
        Some((Clock::Unknown, next))
    }

    fn named_place(&self, at: usize) -> Option<(Zone, usize)> {
        let is_name = self.tokens.get(at)?.text.starts_with(char::is_uppercase);
        (1..=3).rev().find_map(|length| {
            let words = self.tokens.get(at..at + length)?;
            let name = words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
            let known = zone_of_place(&name).filter(|_| is_name || name.contains("coast"));
            let zone = known.or_else(|| {
                let city = |zone: &Zone| {
                    let named = zone.name().rsplit_once('/');
                    named.is_some_and(|(_, city)| city.replace('_', " ").eq_ignore_ascii_case(&name))
                };
                Zone::all().filter(|_| is_name).find(city)
            });
            Some((zone?, at + length))
        })
    }

    /// The clocks of each pair of times, by the tokens of the pairs and of the clocks.
    pub(super) fn readings(
        &self,
        pairs: &[Range<usize>],
        clocks: &[(Range<usize>, Clock)],
    ) -> Vec<ClockReadings> {
        let Some((first, last)) = pairs.first().zip(pairs.last()) else { return Vec::new() };
        let between = |from: usize, to: usize| -> Vec<Clock> {
            let within = clocks.iter().filter(|(place, _)| place.start >= from && place.end <= to);
            within.map(|(_, clock)| *clock).collect()
        };
        let end = self.tokens.len();
        let starts = |index: usize| pairs.get(index).map_or(end, |pair| pair.start);
        let leading = between(0, first.start);
        // "Eastern time, 9 to 5, Pacific time, 6 to 2"
        if !leading.is_empty() && between(last.end, end).is_empty() {
            let mut named = leading;
            let before = (0..pairs.len()).map(|index| {
                let own =
                    if index == 0 { Vec::new() } else { between(pairs[index - 1].end, pairs[index].start) };
                if !own.is_empty() {
                    named = own;
                }
                vec![named.clone()]
            });
            return before.collect();
        }
        let mut behind: Vec<Vec<Clock>> =
            (0..pairs.len()).map(|index| between(pairs[index].end, starts(index + 1))).collect();
        // "9 to 5 Eastern, in Chicago 8 to 4"
        for index in 1..pairs.len() {
            let leads =
                clocks.iter().any(|(place, _)| place.end <= starts(index) && starts(index) <= place.end + 1);
            if leads && behind[index].is_empty() && behind[index - 1].len() > 1 {
                behind[index] = behind[index - 1].pop().into_iter().collect();
            }
        }
        let one = |index: usize| {
            if !behind[index].is_empty() {
                return vec![behind[index].clone()];
            }
            let mut readings = vec![Vec::new()];
            readings.extend(Some(leading.clone()).filter(|leading| !leading.is_empty()));
            let named = |index: &usize| !behind[*index].is_empty();
            // "9 AM to 5 PM (6 AM to 2 PM Pacific)": what is told anew is on another clock.
            let apart = |from: usize, to: usize| (from..to).any(|at| self.is(at, &["(", "/", "or"]));
            if let Some(next) = (index + 1..pairs.len()).find(named)
                && !apart(pairs[index].end, pairs[next].start)
            {
                readings.push(behind[next].clone());
            }
            if let Some(before) = (0..index).rev().find(named)
                && (pairs[before].end..pairs[index].start)
                    .chain(pairs[index].end..starts(index + 1))
                    .any(|at| self.days(at).is_some())
            {
                readings.push(behind[before].clone());
            }
            readings
        };
        (0..pairs.len()).map(one).collect()
    }
}
