//! Times of day as people say and write them: `8`, `5.30 pm`, `17h30`, `half past five`, `noon`.

use jiff::civil::{Date, Time};

use crate::base::figures::{number, with_plain_figures};

/// A reading of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClockReading {
    time: Time,
    /// Whether nothing says which half of the day is meant: `8`, `8:30`.
    either_half: bool,
}

/// Half of a day: false before noon, true from noon on.
pub(crate) type IsAfternoon = bool;

/// How words that can be read in two ways are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AmbiguityRule {
    /// Whether two figures behind an hour are its minutes, as in `5 30`.
    pub(crate) joins: bool,
    /// Whether `ten to six` is one time.
    pub(crate) counts_down: bool,
}

impl ClockReading {
    fn new(hour: i8, minute: i8, second: i8, either_half: bool) -> Option<Self> {
        let time = Time::new(hour, minute, second, 0).ok()?;
        let either_half = either_half && (1..=12).contains(&hour);
        Some(Self { time, either_half })
    }

    /// Whether it can mean this time.
    pub(crate) fn is(self, time: Time) -> bool {
        self.time == time
            || self.either_half
                && (self.time.hour() % 12, self.time.minute(), self.time.second())
                    == (time.hour() % 12, time.minute(), time.second())
    }

    /// In this half of the day. None if it cannot be: `13 am`.
    pub(crate) fn in_half(self, half: IsAfternoon) -> Option<Self> {
        let hour = self.time.hour();
        let hour = match (half, hour) {
            (true, 1..=11) => hour + 12,
            (false, 12) => 0,
            (true, 12..) | (false, 0..=11) => hour,
            _ => return None,
        };
        Self::new(hour, self.time.minute(), self.time.second(), false)
    }

    pub(crate) fn tells_no_half(self) -> bool {
        self.either_half
    }

    /// So many minutes later.
    fn later(self, minutes: i16) -> Option<Self> {
        let at = i16::from(self.time.hour()) * 60 + i16::from(self.time.minute()) + minutes;
        let at = at.rem_euclid(24 * 60);
        Self::new((at / 60) as i8, (at % 60) as i8, 0, self.either_half).map(|clock| Self {
            // Five to one is in either half, though its hour is 12.
            either_half: self.either_half,
            ..clock
        })
    }
}

/// The time of day that all of a text tells, where nothing is open: `18:00`, `18:00:30`, `6 PM`, `6:30pm`, `noon`, `half past
/// five pm`. Figures alone may be anything, and a day of which the clock shows 24:00 has ended.
pub(crate) fn time_of_day(text: &str) -> Option<Time> {
    let plain = plain(text.trim());
    let words = words(&plain);
    let (clock, count) = clock(&words, AmbiguityRule { joins: false, counts_down: false })?;
    let is_figures = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_told = plain.contains(':') || !clock.tells_no_half() && !words.iter().all(is_figures);
    (count == words.len() && is_told && !plain.starts_with("24")).then_some(clock.time)
}

/// The times that an hour alone may mean, such as `9`: before noon and after it, or only one of them, such as `14`.
pub(crate) fn whole_hour(text: &str) -> Option<[Option<Time>; 2]> {
    let hour: i8 = text.trim().parse().ok()?;
    let at = |hour: i8| Time::new(hour, 0, 0, 0).ok();
    match hour {
        1..=11 => Some([at(hour), at(hour + 12)]),
        0 | 12..=23 => Some([at(hour), None]),
        _ => None,
    }
}

/// A text in small letters and plain figures, with one spelling of `am` and `pm`.
pub(crate) fn plain(text: &str) -> String {
    with_plain_figures(&text.to_lowercase())
        .replace('\u{2019}', "'")
        .replace("a. m.", "am")
        .replace("p. m.", "pm")
        .replace("a.m", "am")
        .replace("p.m", "pm")
}

/// The words of a text. Dates and the names of zones, which are written with what elsewhere parts words, are one word each.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let is_between = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | '(' | ')' | '!' | '?' | '*' | '"' | '\u{201c}' | '\u{201d}')
    };
    let bare = |word: &'_ str| -> (usize, usize) {
        let trimmed = word.trim_matches(['.', '\'', ':']);
        let start = word.find(trimmed).unwrap_or(0);
        (start, start + trimmed.len())
    };
    let mut words = Vec::new();
    for chunk in text.split(is_between) {
        let is_name = chunk.contains('/') && chunk.contains(char::is_alphabetic);
        let is_whole = is_name || chunk.parse::<Date>().is_ok();
        let parts: Vec<&str> = if is_whole {
            vec![chunk]
        } else {
            chunk.split(|c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2192}')).collect()
        };
        for part in parts {
            let (from, to) = bare(part);
            words.extend(Some(&part[from..to]).filter(|word| !word.is_empty()));
        }
    }
    words
}

/// The time that some words begin with, and how many of them say it.
pub(crate) fn clock(words: &[&str], how: AmbiguityRule) -> Option<(ClockReading, usize)> {
    let (clock, count) = by_words(words, how).or_else(|| hour(words, how))?;
    let rest = &words[count..];
    match half(rest) {
        Some((half, more)) => Some((clock.in_half(half)?, count + more)),
        None => Some((clock, count)),
    }
}

/// `noon`, `half past five`, `quarter to six`, `ten minutes past nine`.
fn by_words(words: &[&str], how: AmbiguityRule) -> Option<(ClockReading, usize)> {
    let exact = |hour, count| Some((ClockReading::new(hour, 0, 0, false)?, count));
    match words {
        ["noon" | "midday" | "12noon", ..] => return exact(12, 1),
        ["12" | "twelve", "noon" | "midday", ..] => return exact(12, 2),
        ["midnight" | "midnite" | "12midnight", ..] => return exact(0, 1),
        ["12" | "twelve", "midnight" | "midnite", ..] => return exact(0, 2),
        ["half", "past" | "after", ..] => return minutes_from(&words[2..], 30, 2),
        ["half", ..] => return minutes_from(&words[1..], 30, 1),
        ["a", "quarter", ..] => {
            return by_words(&words[1..], how).map(|(clock, count)| (clock, count + 1));
        }
        _ => {}
    }
    let (minutes, count, is_told) = if words.first() == Some(&"quarter") {
        (15, 1, true)
    } else {
        let (minutes, count) = number(words).or_else(|| figures(words.first()?))?;
        let is_told = matches!(words.get(count), Some(&("minutes" | "minute" | "min" | "mins")));
        (minutes, count + usize::from(is_told), is_told)
    };
    let (is_before, is_range_too) = match *words.get(count)? {
        "past" | "after" => (false, false),
        "of" | "before" => (true, false),
        "to" | "til" | "till" => (true, true),
        _ => return None,
    };
    // “15 to 6” is a range, “15 past 6” nothing but a time.
    let is_usual =
        if is_range_too { how.counts_down && matches!(minutes, 5 | 10 | 20 | 25) } else { minutes % 5 == 0 };
    if !(1..60).contains(&minutes) || !(is_told || is_usual) {
        return None;
    }
    let minutes = i16::from(minutes);
    minutes_from(&words[count + 1..], if is_before { -minutes } else { minutes }, count + 1)
}

/// The hour that the words begin with, so many minutes later. `before`: how many words stood before them.
fn minutes_from(words: &[&str], minutes: i16, before: usize) -> Option<(ClockReading, usize)> {
    let (clock, count) = match words {
        ["noon" | "midday", ..] => (ClockReading::new(12, 0, 0, false)?, 1),
        ["midnight", ..] => (ClockReading::new(0, 0, 0, false)?, 1),
        _ => hour(words, AmbiguityRule { joins: false, counts_down: false })?,
    };
    (clock.time.minute() == 0).then_some((clock.later(minutes)?, before + count))
}

/// `8`, `8:30`, `17h30`, `1730`, `five`, `five thirty`, `5 o'clock`, with or without half of the day written to it.
fn hour(words: &[&str], how: AmbiguityRule) -> Option<(ClockReading, usize)> {
    let first = *words.first()?;
    let (first_clock, mut count, is_bare) = match number(words) {
        Some((value, count)) if value < 24 => (ClockReading::new(value, 0, 0, value > 0)?, count, true),
        Some(_) => return None,
        None => {
            let is_bare = first.len() <= 2 && first.bytes().all(|b| b.is_ascii_digit());
            (written(first)?, 1, is_bare)
        }
    };
    let mut clock = first_clock;
    if is_bare
        && how.joins
        && let Some((minute, more)) = minute(&words[count..])
    {
        let is_afternoon = clock.time.hour() > 12 || first.starts_with('0');
        clock = ClockReading::new(clock.time.hour(), minute, 0, !is_afternoon)?;
        count += more;
    } else if is_bare && words.get(count) == Some(&"hundred") {
        clock = ClockReading::new(clock.time.hour(), 0, 0, false)?;
        count += 1;
    }
    while matches!(words.get(count), Some(&("o'clock" | "oclock" | "hrs" | "hours" | "sharp" | "exactly"))) {
        count += 1;
    }
    Some((clock, count))
}

/// Minutes behind an hour: `thirty`, `30`, `oh five`.
fn minute(words: &[&str]) -> Option<(i8, usize)> {
    let found = match words {
        ["oh" | "o" | "zero", ones, ..] => {
            number(&[ones]).filter(|(value, _)| *value < 10).map(|(value, _)| (value, 2))
        }
        [word, ..] if word.len() == 2 => figures(word),
        _ => number(words).filter(|(value, _)| *value >= 10),
    };
    found.filter(|(value, _)| *value < 60)
}

fn figures(word: &str) -> Option<(i8, usize)> {
    let is_short = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    is_short.then(|| word.parse().ok()).flatten().map(|value| (value, 1))
}

/// A time in one word of figures.
fn written(word: &str) -> Option<ClockReading> {
    const SUFFIXES: [(&str, Option<IsAfternoon>); 9] = [
        ("am", Some(false)),
        ("pm", Some(true)),
        ("a", Some(false)),
        ("p", Some(true)),
        ("hrs", None),
        ("hr", None),
        ("uhr", None),
        ("h", None),
        ("", None),
    ];
    if matches!(word, "24" | "24:00" | "2400" | "24h" | "24h00") {
        return ClockReading::new(0, 0, 0, false);
    }
    let found = SUFFIXES.iter().find_map(|(suffix, half)| Some((word.strip_suffix(suffix)?, suffix, half)));
    let (figures, suffix, half) = found?;
    let is_figure = |c: char| c.is_ascii_digit();
    if !figures.starts_with(is_figure) || !figures.ends_with(is_figure) {
        return None;
    }
    let parts: Vec<&str> = figures.split([':', '.', 'h']).collect();
    let is_short = |part: &&str| !part.is_empty() && part.len() <= 2 && part.chars().all(is_figure);
    let value = |part: &str| part.parse::<i8>().ok();
    let (hour, minute, second) = match parts[..] {
        // 830, 0830, 1730.
        [all] if (3..=4).contains(&all.len()) && all.chars().all(is_figure) => {
            let (hour, minute) = all.split_at(all.len() - 2);
            (value(hour)?, value(minute)?, 0)
        }
        [hour] if is_short(&hour) => (value(hour)?, 0, 0),
        [hour, minute] if is_short(&hour) && minute.len() == 2 && is_short(&minute) => {
            (value(hour)?, value(minute)?, 0)
        }
        [hour, minute, second] if is_short(&hour) && is_short(&minute) && is_short(&second) => {
            (value(hour)?, value(minute)?, value(second)?)
        }
        _ => return None,
    };
    let tells_half = figures.starts_with('0') || (*suffix == "h" || figures.contains('h')) && hour > 12;
    let clock = ClockReading::new(hour, minute, second, !tells_half)?;
    match half {
        Some(half) => clock.in_half(*half),
        None => Some(clock),
    }
}

/// Which half of the day the words begin to tell, and how many of them do: `pm`, `in the morning`, `at night`.
pub(crate) fn half(words: &[&str]) -> Option<(IsAfternoon, usize)> {
    let before = words.iter().take_while(|word| matches!(**word, "in" | "the" | "at" | "this")).count();
    match *words.get(before)? {
        "am" if before == 0 => Some((false, 1)),
        "pm" if before == 0 => Some((true, 1)),
        "morning" => Some((false, before + 1)),
        "afternoon" | "evening" | "night" => Some((true, before + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_says_which_half_it_is_in() {
        let told = |text| time_of_day(text).map(|time| time.to_string()).unwrap_or_default();
        for (text, time) in [
            ("18:00", "18:00:00"),
            ("18:00:30", "18:00:30"),
            ("9:05", "09:05:00"),
            ("6 PM", "18:00:00"),
            ("6:30pm", "18:30:00"),
            ("6 p.m.", "18:00:00"),
            ("12 am", "00:00:00"),
            ("noon", "12:00:00"),
            ("midnight", "00:00:00"),
            ("half past five pm", "17:30:00"),
            ("five in the afternoon", "17:00:00"),
            ("17h30", "17:30:00"),
        ] {
            assert_eq!(told(text), time, "{text}");
        }
        for text in [
            "",
            "6",
            "17",
            "1730",
            "2023",
            "five",
            "half past five",
            "8.30",
            "24:00",
            "25:00",
            "13 am",
            "9:00 to 10:00",
            "monday noon",
            "10:60",
        ] {
            assert_eq!(told(text), "", "{text}");
        }
    }
}
