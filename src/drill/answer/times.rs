//! Times as learners type them: `8`, `8 am`, `20:00`, `8pm Eastern`, `Monday at 9:30`, `8-5`.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Timestamp, ToSpan as _};

use crate::hours::Zone;
use crate::moment::time_of_day;

/// The times and days that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) day: Option<Day>,
    pub(crate) clocks: Vec<Clock>,
    /// The zone that was named, if one was.
    pub(crate) zone: Option<Zone>,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    Ahead(i64),
    Weekday(Weekday),
}

/// A reading of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    time: Time,
    /// Whether nothing says which half of the day is meant: `8`, `8:30`.
    either_half: bool,
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZONES: [(&[&str], &str); 4] = [
    (&["et", "est", "edt", "eastern"], "America/New_York"),
    (&["ct", "cst", "cdt", "central"], "America/Chicago"),
    (&["mt", "mst", "mdt", "mountain"], "America/Denver"),
    (&["pt", "pst", "pdt", "pacific"], "America/Los_Angeles"),
];
/// Longer answers are no time.
const LONGEST: usize = 200;

impl Times {
    /// Reads a text. `asked` is the clock that the question names; an answer may name it again.
    pub(crate) fn read(text: &str, asked: Zone) -> Self {
        let mut times = Self::default();
        if text.len() > LONGEST {
            return times;
        }
        let text = text
            .to_lowercase()
            .replace(&asked.spoken().to_lowercase(), " ")
            .replace("a.m.", "am")
            .replace("p.m.", "pm");
        let is_between =
            |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—' | '(' | ')' | '!' | '*');
        let words: Vec<&str> = text
            .split(is_between)
            .map(|word| word.trim_matches(['.', '\'', '"', ':']))
            .filter(|word| !word.is_empty())
            .collect();
        let mut rest = words.iter().copied().peekable();
        while let Some(word) = rest.next() {
            let half = rest.next_if(|next| matches!(*next, "am" | "pm"));
            if half.is_none() && is_month(word) {
                // "January 4": the 4 is no time.
                rest.next_if(|next| next.chars().all(|c| c.is_ascii_digit()));
            } else if let Some(clock) = Clock::read(&format!("{word}{}", half.unwrap_or_default())) {
                times.clocks.push(clock);
            } else if let Some(day) = Day::read(word) {
                times.day = times.day.or(Some(day));
            } else if let Some((_, zone)) = ZONES.iter().find(|(names, _)| names.contains(&word)) {
                times.zone = times.zone.or(Zone::named(zone));
            }
        }
        times
    }
}

/// Whether a text names a time or a day at all.
pub(crate) fn names_time(text: &str) -> bool {
    let times = Times::read(text, Zone::UTC);
    !times.clocks.is_empty() || times.day.is_some()
}

fn is_month(word: &str) -> bool {
    word.len() >= 3
        && word.chars().all(char::is_alphabetic)
        && MONTHS.iter().any(|month| word.starts_with(month))
        && !WEEKDAYS.iter().any(|weekday| weekday.starts_with(word))
}

impl Clock {
    fn read(word: &str) -> Option<Self> {
        let exact = |time| Some(Self { time, either_half: false });
        if matches!(word, "24" | "24:00" | "2400") {
            return exact(Time::MIN);
        }
        let told_half = word.ends_with('m') || word.starts_with('0');
        let time = time_of_day(word).or_else(|| {
            let is_hour = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
            Time::new(word.parse().ok().filter(|_| is_hour)?, 0, 0, 0).ok()
        })?;
        let either_half =
            !told_half && word != "noon" && word != "midnight" && (1..=12).contains(&time.hour());
        Some(Self { time, either_half })
    }

    /// Whether it can mean this time.
    pub(crate) fn is(self, time: Time) -> bool {
        self.time == time
            || self.either_half
                && (self.time.hour() % 12, self.time.minute(), self.time.second())
                    == (time.hour() % 12, time.minute(), time.second())
    }
}

impl Day {
    fn read(word: &str) -> Option<Self> {
        match word {
            "today" | "tonight" => return Some(Self::Ahead(0)),
            "tomorrow" => return Some(Self::Ahead(1)),
            _ => {}
        }
        let singular = word.strip_suffix('s').filter(|stem| stem.len() > 4).unwrap_or(word);
        let named = WEEKDAYS.iter().position(|name| singular.len() >= 2 && name.starts_with(singular))?;
        Weekday::from_monday_zero_offset(named as i8).ok().map(Self::Weekday)
    }

    fn is(self, date: Date, today: Date) -> bool {
        match self {
            Self::Ahead(days) => today.checked_add(days.days()).is_ok_and(|then| then == date),
            Self::Weekday(weekday) => date.weekday() == weekday,
        }
    }
}

/// How an answer fits a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fit {
    /// Whether the time of day is right.
    pub(crate) time: bool,
    /// Whether the day is right; None if none was named.
    pub(crate) day: Option<bool>,
}

impl Times {
    /// How this fits a moment, said at another one on a clock; "today" may be that of either clock.
    pub(crate) fn fit(&self, at: Timestamp, now: Timestamp, asked: Zone, caller: Zone) -> Fit {
        let clock = self.zone.unwrap_or(asked);
        let there: DateTime = clock.wall_clock(at);
        let today = [clock, caller].map(|clock| clock.wall_clock(now).date());
        let time = matches!(self.clocks[..], [only] if only.is(there.time()));
        // Midnight is the end of one day and the beginning of the next.
        let before = there.date().yesterday().ok().filter(|_| there.time() == Time::MIN);
        let is_day = |day: Day| {
            let dates = [Some(there.date()), before].into_iter().flatten();
            dates.into_iter().any(|date| today.iter().any(|&today| day.is(date, today)))
        };
        Fit { time, day: self.day.map(is_day) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eastern() -> Zone {
        Zone::named("America/New_York").unwrap()
    }

    fn is(text: &str, hour: i8, minute: i8) -> bool {
        let times = Times::read(text, eastern());
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
    fn a_range_is_two_times() {
        for text in ["8-5", "8 am - 5 pm", "08:00–17:00", "8 to 5", "Monday to Friday, 8 AM to 5 PM Eastern"]
        {
            let times = Times::read(text, eastern());
            let [from, to] = times.clocks[..] else { panic!("{text}: {times:?}") };
            assert!(from.is(Time::constant(8, 0, 0, 0)) && to.is(Time::constant(17, 0, 0, 0)), "{text}");
        }
    }

    #[test]
    fn a_day_or_a_zone_that_is_named_counts() {
        // A Monday, 17:30 in New York; it opens on Tuesday at 9.
        let (now, at) = ("2023-08-28T21:30:00Z".parse().unwrap(), "2023-08-29T13:00:00Z".parse().unwrap());
        let fit = |text: &str| {
            let Fit { time, day } = Times::read(text, eastern()).fit(at, now, eastern(), eastern());
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
