//! The words in which hours are written, English and French.

use std::ops::Range;

use jiff::civil::Weekday;

use crate::time::clock_names::{zone_of_abbreviation, zone_of_word};
use crate::time::names::{month_of_word, weekday_of_code, weekday_of_word};
use crate::time::{ScheduleZone, Zone};

/// A word of hours.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum HourToken {
    /// A day, or several that have one word; from Monday on.
    Days(u8),
    /// All days that are holidays.
    Holidays,
    /// A time of day.
    Time(SaidTime),
    /// Day and night.
    Always,
    /// Nobody is there.
    Closed,
    /// Not on those days.
    Except,
    /// From one to another.
    To,
    /// "At", where "to" may be meant.
    At,
    /// And, or a mark that stands for it.
    And,
    /// A clock.
    Zone(SaidZone),
    /// Says nothing of when.
    Filling,
    /// A month, or which day in a month: hours that do not hold every week.
    Season,
    /// Another line begins.
    Break,
    /// Something else.
    Other,
}

/// A time of day as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SaidTime {
    pub(super) hour: u16,
    pub(super) minute: u16,
    /// Whether it is after noon, where that was written.
    pub(super) half: Option<bool>,
    /// Whether it is written as clocks of 24 hours show it: `08:00`, `17 h`.
    pub(super) is_of_day: bool,
}

/// A clock as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) struct SaidZone {
    /// The clock.
    pub(in crate::draft) zone: ScheduleZone,
    /// Whether the name is that of one half of the year: EST, CDT.
    pub(in crate::draft) is_half_year: bool,
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedToken {
    pub(super) token: HourToken,
    pub(super) at: Range<usize>,
}

pub(super) const ALL_DAYS: u8 = 0b111_1111;
const WEEKDAYS: u8 = 0b001_1111;
const WEEKEND: u8 = 0b110_0000;

/// Phrases of several words, longest first where one begins like another.
const PHRASES: &[(&str, HourToken)] = &[
    ("24 hours a day, 7 days a week", HourToken::Always),
    ("24 hours a day, seven days a week", HourToken::Always),
    ("24 hours/day, 7 days/week", HourToken::Always),
    ("24 hours, 7 days a week", HourToken::Always),
    ("24 hours a day", HourToken::Always),
    ("24 heures sur 24, 7 jours sur 7", HourToken::Always),
    ("24 heures sur 24", HourToken::Always),
    ("24 h/24, 7 j/7", HourToken::Always),
    ("24 h/24", HourToken::Always),
    ("24h/24", HourToken::Always),
    ("jour et nuit", HourToken::Always),
    ("day and night", HourToken::Always),
    ("around the clock", HourToken::Always),
    ("24 hours", HourToken::Always),
    ("24 hrs", HourToken::Always),
    ("24/7", HourToken::Always),
    ("24x7", HourToken::Always),
    ("seven days a week", HourToken::Days(ALL_DAYS)),
    ("seven days", HourToken::Days(ALL_DAYS)),
    ("7 days a week", HourToken::Days(ALL_DAYS)),
    ("7 days", HourToken::Days(ALL_DAYS)),
    ("7 jours sur 7", HourToken::Days(ALL_DAYS)),
    ("tous les jours", HourToken::Days(ALL_DAYS)),
    ("every day", HourToken::Days(ALL_DAYS)),
    ("business days", HourToken::Days(WEEKDAYS)),
    ("en semaine", HourToken::Days(WEEKDAYS)),
    ("jours fériés", HourToken::Holidays),
    ("public holidays", HourToken::Holidays),
    ("federal holidays", HourToken::Holidays),
    ("bank holidays", HourToken::Holidays),
    ("hours of operation", HourToken::Filling),
    ("heures d'ouverture", HourToken::Filling),
];

/// All tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<PlacedToken> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (token, length) = if first == '\n' {
            (Some(HourToken::Break), 1)
        } else if first.is_whitespace() {
            (None, first.len_utf8())
        } else if let Some((token, length)) = phrase(rest) {
            (Some(token), length)
        } else if first.is_ascii_digit() {
            let (token, length) = figures(rest);
            (Some(token), length)
        } else if first.is_alphabetic() {
            let (token, length) = clock_behind_time(&found, rest).unwrap_or_else(|| word(rest));
            (Some(token), length)
        } else {
            (Some(mark(first)), first.len_utf8())
        };
        if let Some(token) = token {
            found.push(PlacedToken { token, at: at..at + length });
        }
        at += length;
    }
    found
}

/// `5 PM Eastern`: behind a time, the word alone is a clock.
fn clock_behind_time(before: &[PlacedToken], rest: &str) -> Option<(HourToken, usize)> {
    let last = before.iter().rfind(|placed| placed.token != HourToken::Filling)?;
    if !matches!(last.token, HourToken::Time(_)) || zone_word(rest).is_some() {
        return None;
    }
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let zone = zone_of_word(&rest[..length].to_lowercase())?;
    Some((HourToken::Zone(SaidZone { zone: ScheduleZone::Fixed(zone), is_half_year: false }), length))
}

fn phrase(rest: &str) -> Option<(HourToken, usize)> {
    PHRASES.iter().find_map(|(phrase, token)| {
        let head = rest.get(..phrase.len())?;
        let is_it =
            head.to_lowercase() == *phrase && !rest[phrase.len()..].starts_with(char::is_alphanumeric);
        is_it.then(|| (token.clone(), phrase.len()))
    })
}

fn mark(c: char) -> HourToken {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' => HourToken::To,
        ',' | '&' | ';' | '/' | '+' => HourToken::And,
        ':' | '.' | '(' | ')' | '*' | '|' | '•' => HourToken::Filling,
        _ => HourToken::Other,
    }
}

/// A time that begins with a digit: `8`, `8:30`, `8.30 a.m.`, `0830`, `8 h 30`, `17h`.
fn figures(rest: &str) -> (HourToken, usize) {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let nothing = (HourToken::Other, digits);
    let number = |text: &str| text.parse::<u16>().unwrap_or(u16::MAX);
    let mut time = SaidTime {
        hour: number(&rest[..digits]),
        minute: 0,
        half: None,
        is_of_day: digits == 2 && rest.starts_with('0'),
    };
    let mut used = digits;
    if digits >= 3 {
        if digits > 4 {
            return nothing;
        }
        (time.hour, time.minute) = (time.hour / 100, time.hour % 100);
        time.is_of_day = digits == 4;
    } else if let Some(minutes) = rest[used..].strip_prefix([':', '.']).and_then(two_digits) {
        time.minute = minutes;
        used += 3;
    } else if let Some((minutes, length)) = french(&rest[used..]) {
        time.minute = minutes;
        time.is_of_day = true;
        used += length;
    }
    if let Some((half, length)) = half(&rest[used..]) {
        time.half = Some(half);
        used += length;
    } else if rest[used..].starts_with(char::is_alphanumeric) && !rest[used..].starts_with(['t', 'u']) {
        return nothing;
    }
    if digits >= 3 && time.half.is_none() && !(digits == 4 && time.minute.is_multiple_of(5)) {
        return nothing;
    }
    let fits = match time.half {
        Some(_) => (1..=12).contains(&time.hour) || (time.hour > 12 && time.hour < 24),
        None => time.hour <= 24,
    };
    if time.minute > 59 || !fits { nothing } else { (HourToken::Time(time), used) }
}

fn two_digits(rest: &str) -> Option<u16> {
    let digits = rest.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    (!rest[2..].starts_with(|c: char| c.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// `h 30`, `h`, ` heures`: minutes, and how many bytes.
fn french(rest: &str) -> Option<(u16, usize)> {
    let inner = rest.trim_start_matches(' ');
    let blanks = rest.len() - inner.len();
    let behind = inner.strip_prefix(['h', 'H'])?;
    let unit = if behind.starts_with("eures") {
        "heures".len()
    } else if behind.starts_with(char::is_alphabetic) {
        return None;
    } else {
        1
    };
    let behind = &inner[unit..];
    let minutes = behind.trim_start_matches(' ');
    match two_digits(minutes) {
        Some(value) => Some((value, blanks + unit + (behind.len() - minutes.len()) + 2)),
        None => Some((0, blanks + unit)),
    }
}

/// `am`, ` p.m.`, `AM`: whether it is after noon, and how many bytes.
fn half(rest: &str) -> Option<(bool, usize)> {
    let inner = rest.trim_start_matches(' ');
    let blanks = rest.len() - inner.len();
    for form in ["a.m.", "p.m.", "a. m.", "p. m.", "a.m", "p.m", "am", "pm", "a", "p"] {
        let Some(head) = inner.get(..form.len()) else { continue };
        let behind = &inner[form.len()..];
        // A letter alone stands close to its time.
        let is_alone = form.len() > 1 || blanks == 0;
        if head.eq_ignore_ascii_case(form) && is_alone && !behind.starts_with(char::is_alphanumeric) {
            return Some((form.starts_with('p'), blanks + form.len()));
        }
    }
    None
}

fn word(rest: &str) -> (HourToken, usize) {
    let length =
        rest.find(|c: char| !(c.is_alphabetic() || c == '\'' || c == '\u{2019}')).unwrap_or(rest.len());
    let word = &rest[..length];
    let lower = word.to_lowercase();
    let time = |hour, half| HourToken::Time(SaidTime { hour, minute: 0, half, is_of_day: false });
    if let Some(zone) = zone_word(rest) {
        return zone;
    }
    let token = match &*lower {
        "to" | "through" | "thru" | "until" | "till" | "til" | "au" | "à" | "jusqu'à" => HourToken::To,
        "at" => HourToken::At,
        "and" | "et" | "then" | "plus" => HourToken::And,
        "closed" | "fermé" | "fermée" | "off" => HourToken::Closed,
        "daily" | "everyday" => HourToken::Days(ALL_DAYS),
        "weekdays" | "weekday" | "workdays" => HourToken::Days(WEEKDAYS),
        "weekends" | "weekend" => HourToken::Days(WEEKEND),
        "holidays" | "holiday" | "fériés" => HourToken::Holidays,
        "noon" | "midday" | "midi" => time(12, Some(true)),
        "midnight" | "minuit" => time(24, None),
        "open" | "hours" | "hour" | "from" | "is" | "are" | "we" | "on" | "the" | "de" | "du" | "le"
        | "les" | "heures" | "horaire" | "ouvert" | "between" | "office" | "each" | "every" => {
            HourToken::Filling
        }
        "first" | "second" | "third" | "fourth" | "last" | "summer" | "winter" | "été" | "hiver" => {
            HourToken::Season
        }
        "except" | "sauf" => HourToken::Except,
        _ => match weekday(word, &lower) {
            Some(day) => HourToken::Days(1 << day.to_monday_zero_offset()),
            None if word.len() >= 3 && month_of_word(word).is_some() => HourToken::Season,
            None => HourToken::Other,
        },
    };
    (token, length)
}

fn weekday(word: &str, lower: &str) -> Option<Weekday> {
    const FRENCH: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    const LETTERS: [(&str, Weekday); 6] = [
        ("M", Weekday::Monday),
        ("T", Weekday::Tuesday),
        ("W", Weekday::Wednesday),
        ("Th", Weekday::Thursday),
        ("F", Weekday::Friday),
        ("R", Weekday::Thursday),
    ];
    let french = FRENCH.iter().position(|day| {
        let singular = lower.strip_suffix('s').unwrap_or(lower);
        *day == singular || (lower.len() == 3 && day.starts_with(lower) && !matches!(lower, "mar" | "sam"))
    });
    let letter = LETTERS.iter().find(|(letter, _)| *letter == word).map(|(_, day)| *day);
    let french = french.and_then(|at| Weekday::from_monday_zero_offset(at as i8).ok());
    letter
        .or_else(|| weekday_of_word(word))
        .or_else(|| weekday_of_code(word).filter(|_| word.len() == 2 && word.starts_with(char::is_uppercase)))
        .or(french)
}

/// `ET`, `Eastern Time`, `Local Time`, `(HE)`: a clock, and how many bytes.
fn zone_word(rest: &str) -> Option<(HourToken, usize)> {
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = &rest[..length];
    let lower = word.to_lowercase();
    // "Time", "Standard Time", "heure" belong to it.
    let tail = |from: usize, among: &[&str]| {
        let mut end = from;
        let mut is_half_year = false;
        loop {
            let inner = rest[end..].trim_start_matches(' ');
            let length = inner.find(|c: char| !c.is_alphabetic()).unwrap_or(inner.len());
            let next = inner[..length].to_lowercase();
            if !among.contains(&next.as_str()) {
                return (end, is_half_year);
            }
            is_half_year |= matches!(&*next, "standard" | "daylight");
            end = rest.len() - inner.len() + length;
        }
    };
    let token = |zone, is_half_year, end| Some((HourToken::Zone(SaidZone { zone, is_half_year }), end));
    if lower == "local" {
        let (end, _) = tail(length, &["time"]);
        return if end > length { token(ScheduleZone::Caller, false, end) } else { None };
    }
    if lower == "heure" {
        let (end, _) = tail(length, &["de", "l", "est", "avancée", "normale"]);
        return if rest[..end].to_lowercase().ends_with("est") {
            token(fixed("America/New_York")?, false, end)
        } else {
            None
        };
    }
    if lower.len() > 2
        && let Some(zone) = zone_of_word(&lower)
    {
        let (end, is_half_year) = tail(length, &["time", "standard", "daylight", "prevailing"]);
        // "Central" alone may be a region, unless a clock was just read.
        return if end > length { token(ScheduleZone::Fixed(zone), is_half_year, end) } else { None };
    }
    if !word.chars().all(char::is_uppercase) {
        return None;
    }
    if let "HE" | "HNE" | "HAE" = word {
        return token(fixed("America/New_York")?, word.len() == 3, length);
    }
    let zone = zone_of_abbreviation(word).filter(|_| word.len() >= 2)?;
    let is_half_year = word.len() >= 3 && zone != Zone::UTC && (word.ends_with("ST") || word.ends_with("DT"));
    token(ScheduleZone::Fixed(zone), is_half_year, length)
}

fn fixed(name: &str) -> Option<ScheduleZone> {
    Zone::named(name).map(ScheduleZone::Fixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, hour, minute, half) in [
            ("8 am", 8, 0, Some(false)),
            ("11pm", 11, 0, Some(true)),
            ("8:30 a.m.", 8, 30, Some(false)),
            ("4.30 PM", 4, 30, Some(true)),
            ("8 h 30", 8, 30, None),
            ("17h", 17, 0, None),
            ("0830", 8, 30, None),
            ("9a", 9, 0, Some(false)),
        ] {
            let found = tokens(text);
            let [PlacedToken { token: HourToken::Time(time), at }] = &found[..] else {
                panic!("{text}: {found:?}")
            };
            assert_eq!(
                (time.hour, time.minute, time.half, at.end),
                (hour, minute, half, text.len()),
                "{text}"
            );
        }
        for text in ["2023", "38153", "8:75", "25", "100"] {
            assert!(!matches!(tokens(text)[0].token, HourToken::Time(_)), "{text}");
        }
    }

    #[test]
    fn clocks_are_read_with_what_belongs_to_them() {
        for (text, zone, is_half_year) in [
            ("ET", Some("America/New_York"), false),
            ("CST", Some("America/Chicago"), true),
            ("Pacific Standard Time", Some("America/Los_Angeles"), true),
            ("Mountain time", Some("America/Denver"), false),
            ("Local Time", None, false),
            ("HE", Some("America/New_York"), false),
            ("heure de l", None, false),
        ] {
            let found = tokens(text);
            match (&found[0].token, zone) {
                (HourToken::Zone(said), Some(zone)) => {
                    assert_eq!(
                        (said.zone, said.is_half_year),
                        (fixed(zone).unwrap(), is_half_year),
                        "{text}"
                    );
                }
                (HourToken::Zone(said), None) => assert_eq!(said.zone, ScheduleZone::Caller),
                (other, _) => assert_eq!(*other, HourToken::Other, "{text}"),
            }
        }
        assert!(!matches!(tokens("Central: 800")[0].token, HourToken::Zone(_)));
    }
}
