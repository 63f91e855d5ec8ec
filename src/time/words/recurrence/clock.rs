//! Times of day as they are written.

use std::fmt;

use super::days::DAY;

/// A time of day, in seconds: "08:00", "20:00:30". The end of the day is 24:00; what lies behind it is the next day's.
pub(super) struct ClockTime(pub(super) i64);

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = if self.0 == DAY { DAY } else { self.0 % DAY };
        write!(f, "{:02}:{:02}", second / 3_600, second / 60 % 60)?;
        if second % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", second % 60) }
    }
}

/// A span of a day: "08:00 to 12:00", "at 20:00" or, where the word has been said, "20:00".
pub(super) struct DaySpan {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) bare: bool,
}

impl fmt::Display for DaySpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, bare } = *self;
        match to - from {
            1 if bare => write!(f, "{}", ClockTime(from)),
            1 => write!(f, "at {}", ClockTime(from)),
            _ => write!(f, "{} to {}", ClockTime(from), ClockTime(to)),
        }
    }
}
