//! Times as phone systems write them into records.

use jiff::civil::DateTime;
use jiff::fmt::{rfc2822, strtime};
use jiff::{Timestamp, tz};

/// A time of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordTime {
    /// An instant, in seconds since 1970 UTC.
    Instant(i64),
    /// What a clock has shown, in seconds since 1970 as if it were a clock of UTC. Whose clock it is the record does not say.
    Clock(i64),
}

/// The earliest and the latest second that a record can be of: the years in which phone systems have kept any.
const YEARS: std::ops::Range<i64> = 0..4_102_444_800;

impl RecordTime {
    /// Reads a time in any form that systems write: `2026-03-01 08:00:00`, RFC 3339 with an offset or `Z`, RFC 2822, seconds or
    /// milliseconds since 1970.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let time = plain_clock(text).map(Self::Clock).or_else(|| any_time(text))?;
        YEARS.contains(&time.seconds()).then_some(time)
    }

    /// Reads a time in a form that somebody gives, as `%d.%m.%Y %H:%M:%S`.
    #[must_use]
    pub fn parse_as(form: &str, text: &str) -> Option<Self> {
        let parsed = strtime::parse(form, text.trim()).ok()?;
        let time = match parsed.to_timestamp() {
            Ok(at) => Self::Instant(at.as_second()),
            Err(_) => Self::Clock(clock_seconds(parsed.to_datetime().ok()?)?),
        };
        YEARS.contains(&time.seconds()).then_some(time)
    }

    /// The seconds, whatever they are counted on.
    #[must_use]
    pub fn seconds(self) -> i64 {
        match self {
            Self::Instant(seconds) | Self::Clock(seconds) => seconds,
        }
    }
}

/// What a clock of UTC would count at this reading.
fn clock_seconds(reading: DateTime) -> Option<i64> {
    reading.to_zoned(tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_second())
}

/// `2026-03-01 08:00:00`, the form of nearly all records: read digit by digit, because there are millions.
fn plain_clock(text: &str) -> Option<i64> {
    let bytes: &[u8; 19] = text.as_bytes().try_into().ok()?;
    let number = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_i64, |sum, byte| match byte {
            b'0'..=b'9' => Some(sum * 10 + i64::from(byte - b'0')),
            _ => None,
        })
    };
    if [bytes[4], bytes[7], bytes[13], bytes[16]] != *b"--::" || !matches!(bytes[10], b' ' | b'T') {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let date = jiff::civil::Date::new(year as i16, month as i8, day as i8).ok()?;
    // A leap second is the last one of its minute, as on nearly all clocks.
    (hour < 24 && minute < 60 && second <= 60).then_some(())?;
    let days = i64::from(date.day_of_year()) - 1 + days_before(year);
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second.min(59))
}

/// Days from the beginning of 1970 to that of a year after Christ.
fn days_before(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400 - 719_162
}

fn any_time(text: &str) -> Option<RecordTime> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return since_1970(text).map(RecordTime::Instant);
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(RecordTime::Instant(at.as_second()));
    }
    if let Some(clock) = text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")) {
        return clock.trim().parse().ok().and_then(clock_seconds).map(RecordTime::Instant);
    }
    if let Ok(reading) = text.parse::<DateTime>() {
        return clock_seconds(reading).map(RecordTime::Clock);
    }
    rfc2822::parse(text).ok().map(|zoned| RecordTime::Instant(zoned.timestamp().as_second()))
}

/// Seconds, perhaps with a part of one, or milliseconds or microseconds without a point.
fn since_1970(text: &str) -> Option<i64> {
    let (whole, _) = text.split_once('.').unwrap_or((text, ""));
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9 | 10 => Some(number),
        13 => Some(number / 1_000),
        16 => Some(number / 1_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_read_as_systems_write_them() {
        let noon = 1_772_366_400;
        assert_eq!(RecordTime::parse("2026-03-01 12:00:00"), Some(RecordTime::Clock(noon)));
        assert_eq!(RecordTime::parse("2026-03-01 12:00"), Some(RecordTime::Clock(noon)));
        for instant in [
            "2026-03-01T12:00:00Z",
            "2026-03-01T06:00:00.123-06:00",
            "Sun, 01 Mar 2026 12:00:00 +0000",
            "2026-03-01 12:00:00 UTC",
            "1772366400",
            "1772366400.25",
            "1772366400250",
        ] {
            assert_eq!(RecordTime::parse(instant), Some(RecordTime::Instant(noon)), "{instant}");
        }
        for nothing in ["", "noon", "2026-02-30 12:00:00", "2026-03-01 25:00:00", "03/01/2026 12:00", "12"] {
            assert_eq!(RecordTime::parse(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_form_that_is_given_is_kept_to() {
        let read = |text| RecordTime::parse_as("%d.%m.%Y %H:%M:%S", text);
        assert_eq!(read("01.03.2026 12:00:00"), Some(RecordTime::Clock(1_772_366_400)));
        assert_eq!(read("2026-03-01 12:00:00"), None);
        assert_eq!(
            RecordTime::parse_as("%Y-%m-%d %H:%M %z", "2026-03-01 13:00 +0100"),
            Some(RecordTime::Instant(1_772_366_400))
        );
    }

    proptest! {
        #[test]
        fn the_short_way_reads_as_the_long_one(seconds in 0_i64..4_102_444_800) {
            let at = Timestamp::from_second(seconds).unwrap().to_zoned(tz::TimeZone::UTC).datetime();
            let text = at.strftime("%Y-%m-%d %H:%M:%S").to_string();
            prop_assert_eq!(plain_clock(&text), Some(seconds));
            prop_assert_eq!(any_time(&text), Some(RecordTime::Clock(seconds)));
        }
    }
}
