//! Times as people write them: `2023-08-28 18:00`, `2023-08-28 18:00 America/Chicago`, `Saturday 10:40`, `+90m`.
//!
//! A time without an offset is read in a zone. Where the zone's clock skips it or shows it twice, it is an error that
//! offers both readings, never a silent choice.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::clock_reading::time_of_day;
use super::day_phrase::{self, NamedDays, SaidMoment};
use super::misread::misread;
use super::names::weekday_typed;
use super::timetable::compiled::Timetable;
use super::zone::{LocalTimeResolution, Zone};

/// What to say where less can be told than was asked for.
pub(crate) const KNOWN: &str = "hours are known for the years 1900 to 2199 only";

/// Why a text is not a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentError {
    /// It does not read as one.
    Unreadable {
        /// The text.
        text: String,
        /// Whether words such as `tomorrow` would have been understood.
        relative: bool,
    },
    /// It reads neither as a day nor as a time.
    NotADay(String),
    /// A date without a time of day.
    NoTime(Date),
    /// An hour that is on the clock twice a day.
    EitherHalf(Date, i8),
    /// There is no such zone.
    UnknownZone(String),
    /// The clock skips this reading.
    Gap(AmbiguousTime),
    /// The clock shows this reading twice.
    Fold(AmbiguousTime),
    /// Outside the years for which hours are known: [`Timetable::FIRST`] to [`Timetable::LAST`].
    OutOfRange,
}

/// A reading of the wall clock that means no single instant, and what it can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmbiguousTime {
    /// What was written.
    pub reading: DateTime,
    /// The zone in which it was read.
    pub zone: Zone,
    /// The earlier of the two instants.
    pub first: Timestamp,
    /// The later of the two instants.
    pub second: Timestamp,
}

/// Reads a time that needs no clock: with a date, and read in `zone` unless it names an offset or another zone.
pub fn parse(text: &str, zone: Zone) -> Result<Timestamp, MomentError> {
    read(text, zone, None).and_then(within_range)
}

/// Reads a time as [`parse`] does, or one relative to `now`: `now`, `+90m`, `18:00`, `6 PM`, `tomorrow at 9`,
/// `Saturday 10:40` (the next one, today included if the time is still to come), `next Friday noon`, `Christmas 9:00`.
pub fn parse_from(text: &str, zone: Zone, now: Timestamp) -> Result<Timestamp, MomentError> {
    parse_among(text, zone, now, &|_, _| None)
}

/// Reads a time as [`parse_from`] does, where days have more names, such as those of a company's holidays.
pub(crate) fn parse_among(
    text: &str,
    zone: Zone,
    now: Timestamp,
    named: NamedDays<'_>,
) -> Result<Timestamp, MomentError> {
    read(text, zone, Some((now, named))).and_then(within_range)
}

/// Reads a time as [`parse_from`] does, or a day (`2026-03-02`, `today`, `Saturday`), which means its first instant.
pub(crate) fn parse_day(
    text: &str,
    zone: Zone,
    now: Timestamp,
    named: NamedDays<'_>,
) -> Result<Timestamp, MomentError> {
    let day = text.trim();
    let today = zone.wall_clock(now);
    let ahead = |days: i64| today.date().checked_add(days.days()).ok();
    // A date is read from the front of a longer time, too.
    let is_whole = !day.contains([' ', 'T', 't']);
    let date =
        day.parse().ok().filter(|_| is_whole).or_else(|| days_ahead(day, Time::MAX, today).and_then(ahead));
    match date {
        Some(date) => within_range(zone.start_of(date)),
        None => match parse_among(text, zone, now, named) {
            Err(MomentError::NoTime(date)) => within_range(zone.start_of(date)),
            Err(MomentError::Unreadable { text, .. }) => Err(MomentError::NotADay(text)),
            told => told,
        },
    }
}

/// The instant, if hours are known there. Beyond that every schedule would stay as it was, without a word.
pub fn within_range(at: Timestamp) -> Result<Timestamp, MomentError> {
    if (Timetable::FIRST..=Timetable::LAST).contains(&at) { Ok(at) } else { Err(MomentError::OutOfRange) }
}

/// Reads a time; with a moment to count from and names of days, also as people say it.
fn read(text: &str, zone: Zone, from: Option<(Timestamp, NamedDays<'_>)>) -> Result<Timestamp, MomentError> {
    let told = read_plain(text, zone, from.map(|(now, _)| now));
    let (Err(MomentError::Unreadable { .. }), Some((now, named))) = (&told, from) else { return told };
    let (text, zone) = with_zone(text.trim(), zone)?;
    match day_phrase::said(text, zone.wall_clock(now), named) {
        Some(SaidMoment::At(reading)) => resolve(reading, zone),
        Some(SaidMoment::Day(date)) => Err(MomentError::NoTime(date)),
        Some(SaidMoment::EitherHalf(date, hour)) => Err(MomentError::EitherHalf(date, hour)),
        None => told,
    }
}

/// A time without the zone at its end, and the zone in which it is read.
fn with_zone(text: &str, zone: Zone) -> Result<(&str, Zone), MomentError> {
    match text.rsplit_once(' ') {
        Some((before, name)) if name.contains('/') || name == "UTC" => {
            let named = Zone::named(name).ok_or_else(|| MomentError::UnknownZone(name.to_owned()))?;
            Ok((before.trim_end(), named))
        }
        _ => Ok((text, zone)),
    }
}

fn read_plain(text: &str, zone: Zone, now: Option<Timestamp>) -> Result<Timestamp, MomentError> {
    let text = text.trim();
    let unreadable = || MomentError::Unreadable { text: text.to_owned(), relative: now.is_some() };
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant);
    }
    let (text, zone) = with_zone(text, zone)?;
    if let Some(now) = now {
        if text.eq_ignore_ascii_case("now") {
            return Ok(now);
        }
        if let Some(duration) = text.strip_prefix('+').or_else(|| text.strip_prefix("in ")) {
            let duration: SignedDuration = duration.trim().parse().map_err(|_| unreadable())?;
            return now.checked_add(duration).map_err(|_| MomentError::OutOfRange);
        }
    }
    let (first, rest) = match text.split_once([' ', 'T', 't']) {
        Some((first, rest)) if first.parse::<Date>().is_ok() => (first, Some(rest.trim())),
        _ => match text.split_once(' ') {
            Some((first, rest)) if time_of_day(text).is_none() => (first, Some(rest.trim())),
            _ => (text, None),
        },
    };
    let today = now.map(|now| zone.wall_clock(now));
    match (first.parse::<Date>(), rest, today) {
        (Ok(date), Some(time), _) => {
            let time = time_of_day(time).ok_or_else(unreadable)?;
            resolve(date.to_datetime(time), zone)
        }
        (Ok(date), None, _) => Err(MomentError::NoTime(date)),
        (Err(_), Some(time), Some(today)) => {
            let time = time_of_day(time).ok_or_else(unreadable)?;
            let ahead = days_ahead(first, time, today).ok_or_else(unreadable)?;
            let date = today.date().checked_add(ahead.days()).map_err(|_| MomentError::OutOfRange)?;
            resolve(date.to_datetime(time), zone)
        }
        (Err(_), None, Some(today)) => {
            let time = time_of_day(text).ok_or_else(unreadable)?;
            resolve(today.date().to_datetime(time), zone)
        }
        (Err(_), _, None) => Err(unreadable()),
    }
}

/// How many days after today the word means, with this time of day.
fn days_ahead(word: &str, time: Time, today: DateTime) -> Option<i64> {
    match &*word.to_ascii_lowercase() {
        "today" => return Some(0),
        "tomorrow" => return Some(1),
        "yesterday" => return Some(-1),
        _ => {}
    }
    let ahead = i64::from(today.weekday().until(weekday_typed(word)?));
    Some(if ahead == 0 && time <= today.time() { 7 } else { ahead })
}

fn resolve(reading: DateTime, zone: Zone) -> Result<Timestamp, MomentError> {
    let choice =
        |a: Timestamp, b: Timestamp| AmbiguousTime { reading, zone, first: a.min(b), second: a.max(b) };
    match zone.resolve(reading) {
        LocalTimeResolution::Once(instant) => Ok(instant),
        LocalTimeResolution::Gap { before, after } => Err(MomentError::Gap(choice(before, after))),
        LocalTimeResolution::Fold { earlier, later } => Err(MomentError::Fold(choice(earlier, later))),
    }
}

/// An instant as RFC 3339 with the offset of a zone's clock: `2023-08-28T18:00:00-04:00`.
///
/// RFC 3339 knows no seconds of an offset, as clocks had them before zones. The offset is then cut to its minutes and the
/// time of day told by that, so that the instant stays the same.
#[must_use]
pub fn rfc3339(at: Timestamp, zone: Zone) -> impl fmt::Display {
    let offset = zone.rules().to_offset(at);
    let minutes = Offset::from_seconds(offset.seconds() / 60 * 60).unwrap_or(offset);
    at.display_with_offset(minutes)
}

impl MomentError {
    /// What is wrong.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Unreadable { text, .. } | Self::NotADay(text) if let Some((what, _)) = misread(text) => {
                format!("{text:?} is not a time: {what}")
            }
            Self::Unreadable { text, .. } => format!("{text:?} is not a time"),
            Self::NotADay(text) => format!(
                "{text:?} is neither a day such as `2023-08-28` or `Saturday` nor a time such as `2023-08-28 18:00`"
            ),
            Self::NoTime(date) => format!("{date} has no time of day"),
            Self::EitherHalf(date, hour) => {
                format!("{hour} o'clock on {date} can be in the morning or in the afternoon")
            }
            Self::UnknownZone(name) => format!("there is no time zone {name:?}"),
            Self::Gap(choice) => format!(
                "{} does not exist in {}, where the clocks go forward past it",
                choice.shown(),
                choice.zone.name()
            ),
            Self::Fold(choice) => {
                format!("{} occurs twice in {}, where the clocks go back", choice.shown(), choice.zone.name())
            }
            Self::OutOfRange => {
                "this time is outside the years 1900 to 2199, for which hours are known".to_owned()
            }
        }
    }

    /// What to write instead, where that can be said.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unreadable { text, .. } | Self::NotADay(text) if let Some((_, help)) = misread(text) => {
                help
            }
            Self::Unreadable { relative, .. } => {
                let more =
                    ", or as `18:00`, `tomorrow 9:00`, `next Friday noon`, `Christmas 10:00` or `+90m`";
                Some(format!("write it as `2023-08-28 18:00`{}", if *relative { more } else { "" }))
            }
            Self::NoTime(date) => Some(format!("write it as `{date} 18:00`")),
            Self::EitherHalf(date, hour) => Some(format!("write `{date} {hour} AM` or `{date} {hour} PM`")),
            Self::UnknownZone(_) => Some("write one such as `America/Chicago`".to_owned()),
            Self::Gap(choice) | Self::Fold(choice) => Some(format!(
                "write {} or {}",
                rfc3339(choice.first, choice.zone),
                rfc3339(choice.second, choice.zone)
            )),
            Self::NotADay(_) | Self::OutOfRange => None,
        }
    }
}

/// What is wrong, and what to write instead.
impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what())?;
        self.help().map_or(Ok(()), |help| write!(f, ": {help}"))
    }
}

impl std::error::Error for MomentError {}

impl AmbiguousTime {
    fn shown(&self) -> impl fmt::Display {
        self.reading.strftime("%Y-%m-%d %H:%M")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eastern() -> Zone {
        Zone::named("America/New_York").unwrap()
    }

    fn at(text: &str) -> String {
        match parse(text, eastern()) {
            Ok(instant) => instant.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_time_is_read_in_the_zone_unless_it_names_another() {
        assert_eq!(at("2023-08-28 18:00"), "2023-08-28T22:00:00Z");
        assert_eq!(at("2023-08-28T18:00:30"), "2023-08-28T22:00:30Z");
        assert_eq!(at("2023-08-28 6:15 pm"), "2023-08-28T22:15:00Z");
        assert_eq!(at("2023-08-28 18:00 America/Chicago"), "2023-08-28T23:00:00Z");
        assert_eq!(at("2023-08-28T18:00:00+02:00"), "2023-08-28T16:00:00Z");
        assert_eq!(at("2023-08-28T18:00:00Z"), "2023-08-28T18:00:00Z");
    }

    #[test]
    fn a_reading_that_the_clock_skips_or_repeats_offers_both() {
        insta::assert_snapshot!(at("2026-03-08 02:30"), @"2026-03-08 02:30 does not exist in America/New_York, where the clocks go forward past it: write 2026-03-08T01:30:00-05:00 or 2026-03-08T03:30:00-04:00");
        insta::assert_snapshot!(at("2026-11-01 01:30"), @"2026-11-01 01:30 occurs twice in America/New_York, where the clocks go back: write 2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00");
    }

    #[test]
    fn a_day_means_its_first_instant() {
        let now: Timestamp = "2026-03-07T15:00:00Z".parse().unwrap();
        let day = |text: &str| parse_day(text, eastern(), now, &|_, _| None).map(|at| at.to_string());
        assert_eq!(day("2026-03-09").unwrap(), "2026-03-09T04:00:00Z");
        assert_eq!(day("Saturday").unwrap(), "2026-03-07T05:00:00Z", "today is a Saturday");
        assert_eq!(day("tomorrow").unwrap(), "2026-03-08T05:00:00Z");
        assert_eq!(day("2026-03-09 10:00").unwrap(), "2026-03-09T14:00:00Z");
        assert_eq!(day("2201-01-01"), Err(MomentError::OutOfRange));
        assert!(day("someday").is_err());
    }

    #[test]
    fn what_is_no_time_says_how_to_write_one() {
        for text in
            ["", "2023-08-28", "18:00", "2023-02-30 10:00", "2023-08-28 25:00", "2023-08-28 10:00 Mars/Base"]
        {
            assert!(parse(text, eastern()).is_err(), "{text}");
        }
        assert!(at("2023-08-28").contains("2023-08-28 18:00"));
        assert!(at("2023-08-28 10:00 Mars/Base").contains("Mars/Base"));
    }

    #[test]
    fn a_time_at_which_no_hours_are_known_is_no_time() {
        for text in ["9999-12-31 23:59", "2200-01-01 00:00", "1899-12-31 12:00", "0001-01-01T00:00:00Z"] {
            assert_eq!(parse(text, eastern()), Err(MomentError::OutOfRange), "{text}");
        }
        assert_eq!(parse_from("+9999999h", eastern(), Timestamp::UNIX_EPOCH), Err(MomentError::OutOfRange));
        assert_eq!(at("2199-12-31 18:59:59"), "2199-12-31T23:59:59Z");
        assert_eq!(at("1900-01-01 12:00"), "1900-01-01T17:00:00Z");
    }

    #[test]
    fn an_instant_is_told_exactly_even_where_the_clock_was_off_by_seconds() {
        let st_johns = Zone::named("America/St_Johns").unwrap();
        let at: Timestamp = "1935-03-29T03:30:52Z".parse().unwrap();
        let told = rfc3339(at, st_johns).to_string();
        assert_eq!(told, "1935-03-29T00:00:52-03:30");
        assert_eq!(told.parse::<Timestamp>().unwrap(), at);
    }

    #[test]
    fn words_count_from_now() {
        // A Monday, 17:30 in New York.
        let now: Timestamp = "2023-08-28T21:30:00Z".parse().unwrap();
        let from_now = |text: &str| parse_from(text, eastern(), now).unwrap().to_string();
        assert_eq!(from_now("now"), "2023-08-28T21:30:00Z");
        assert_eq!(from_now("+90m"), "2023-08-28T23:00:00Z");
        assert_eq!(from_now("18:00"), "2023-08-28T22:00:00Z");
        assert_eq!(from_now("6 PM"), "2023-08-28T22:00:00Z");
        assert_eq!(from_now("tomorrow 9:00"), "2023-08-29T13:00:00Z");
        assert_eq!(from_now("Sat 10:40 America/Denver"), "2023-09-02T16:40:00Z");
        assert_eq!(from_now("Monday 18:00"), "2023-08-28T22:00:00Z");
        assert_eq!(from_now("monday noon"), "2023-09-04T16:00:00Z");
        assert_eq!(from_now("in 2 hours"), "2023-08-28T23:30:00Z");
        assert_eq!(from_now("tomorrow at 9 America/Denver"), "2023-08-29T15:00:00Z");
        assert_eq!(from_now("Christmas at noon"), "2023-12-25T17:00:00Z");
        let told = |text: &str| parse_from(text, eastern(), now).unwrap_err().to_string();
        assert_eq!(told("next friday"), "2023-09-01 has no time of day: write it as `2023-09-01 18:00`");
        assert!(told("tomorrow at 3").ends_with("write `2023-08-29 3 AM` or `2023-08-29 3 PM`"));
        assert!(told("someday 9:00").contains("`next Friday noon`"));
    }
}
