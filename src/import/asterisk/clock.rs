//! What `STRFTIME` says of now, and when that is something: a date, a time of day, a weekday, in the zone that it names.

use jiff::civil::Date;

use super::expression::ordered;
use crate::import::time_rule::{MONTHS, TimeProduct, TimeRule};
use crate::time::Zone;

/// The first and the last day that are told apart, where a comparison has no end.
const FIRST_DAY: &str = "1970 Jan 01";
const LAST_DAY: &str = "2199 Dec 31";

/// What a format tells of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ClockFormat {
    /// Year, month and day.
    Date,
    Year,
    MonthDay,
    Month,
    Day,
    /// Hour and minute.
    Time,
    Hour,
    /// Monday is 1, Sunday 7.
    WeekdayFromMonday,
    /// Sunday is 0.
    WeekdayFromSunday,
    /// `Mon`.
    ShortName,
    /// `Monday`.
    LongName,
}

impl ClockFormat {
    /// What a format tells, if it is one of those that are understood. Signs between the parts do not matter but in what they give.
    pub(super) fn of(format: &str) -> Option<Self> {
        let parts: String = format.split('%').skip(1).filter_map(|part| part.chars().next()).collect();
        Some(match parts.as_str() {
            "Ymd" | "F" => Self::Date,
            "Y" => Self::Year,
            "md" => Self::MonthDay,
            "m" => Self::Month,
            "d" => Self::Day,
            "HM" | "R" => Self::Time,
            "H" => Self::Hour,
            "u" => Self::WeekdayFromMonday,
            "w" => Self::WeekdayFromSunday,
            "a" => Self::ShortName,
            "A" => Self::LongName,
            _ => return None,
        })
    }

    /// When what it tells stands so to a text. None: never. `sign` is that of an expression.
    pub(super) fn rule(self, format: &str, zone: Option<&str>, sign: &str, text: &str) -> Option<TimeRule> {
        let is = |told: &str| match sign {
            "=" | "==" => told == text || ordered(told, "=", text),
            sign => ordered(told, sign, text),
        };
        let open = match self {
            Self::Date => dates(format, sign, text)?,
            Self::Year => years(sign, text)?,
            Self::MonthDay => month_days(|month, day| is(&told(format, month, day))),
            Self::Month => {
                let months = (0..12)
                    .filter(|month| is(&format!("{:02}", month + 1)))
                    .fold(0, |all, month| all | 1 << month);
                TimeProduct { months, ..TimeProduct::always() }.notation()
            }
            Self::Day => {
                let days =
                    (0..31).filter(|day| is(&format!("{:02}", day + 1))).fold(0, |all, day| all | 1 << day);
                TimeProduct { days, ..TimeProduct::always() }.notation()
            }
            Self::Time | Self::Hour => {
                let minutes: Vec<bool> = (0..1440)
                    .map(|minute| {
                        let (hour, minute) = (format!("{:02}", minute / 60), format!("{:02}", minute % 60));
                        is(&format.replace("%R", "%H:%M").replace("%H", &hour).replace("%M", &minute))
                    })
                    .collect();
                TimeProduct::always().with_minutes(&minutes).notation()
            }
            Self::WeekdayFromMonday | Self::WeekdayFromSunday | Self::ShortName | Self::LongName => {
                let weekdays =
                    (0..7_u8).filter(|day| is(&self.weekday(*day))).fold(0, |all, day| all | 1 << day);
                TimeProduct { weekdays, ..TimeProduct::always() }.notation()
            }
        };
        let timezone = zone.map(|zone| Zone::named(zone).map_or(Zone::UTC, |zone| zone).name().to_owned());
        (open != "off").then_some(TimeRule { open, timezone, name: String::new(), odd_minutes: None })
    }

    /// A weekday, from Monday, as it is told.
    fn weekday(self, day: u8) -> String {
        const NAMES: [&str; 7] =
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let name = NAMES[usize::from(day)];
        match self {
            Self::WeekdayFromSunday => ((day + 1) % 7).to_string(),
            Self::ShortName => name[..3].to_owned(),
            Self::LongName => name.to_owned(),
            _ => (day + 1).to_string(),
        }
    }
}

fn told(format: &str, month: usize, day: u32) -> String {
    format.replace("%m", &format!("{:02}", month + 1)).replace("%d", &format!("{:02}", day + 1))
}

/// Dates that stand so to another, which is written in this format.
fn dates(format: &str, sign: &str, text: &str) -> Option<String> {
    let format = format.replace("%F", "%Y-%m-%d");
    let date = Date::strptime(&format, text).ok()?;
    // Only what is one number is compared as one.
    if !matches!(sign, "=" | "==") && !format.chars().all(|c| matches!(c, '%' | 'Y' | 'm' | 'd')) {
        return None;
    }
    Some(match sign {
        "=" | "==" => format!("{} 00:00-24:00", day(date)),
        ">=" => format!("{}-{LAST_DAY} 00:00-24:00", day(date)),
        ">" => format!("{}-{LAST_DAY} 00:00-24:00", day(date.tomorrow().ok()?)),
        "<=" => format!("{FIRST_DAY}-{} 00:00-24:00", day(date)),
        "<" => format!("{FIRST_DAY}-{} 00:00-24:00", day(date.yesterday().ok()?)),
        _ => return None,
    })
}

fn years(sign: &str, text: &str) -> Option<String> {
    let year: i16 = text.trim().parse().ok().filter(|year| (1971..2199).contains(year))?;
    Some(match sign {
        "=" | "==" => format!("{year} Jan 01-{year} Dec 31 00:00-24:00"),
        ">=" => format!("{year} Jan 01-{LAST_DAY} 00:00-24:00"),
        ">" => format!("{} Jan 01-{LAST_DAY} 00:00-24:00", year + 1),
        "<=" => format!("{FIRST_DAY}-{year} Dec 31 00:00-24:00"),
        "<" => format!("{FIRST_DAY}-{} Dec 31 00:00-24:00", year - 1),
        _ => return None,
    })
}

fn day(date: Date) -> String {
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{} {month} {:02}", date.year(), date.day())
}

/// Days of months, month by month.
fn month_days(is: impl Fn(usize, u32) -> bool) -> String {
    let months = (0..12).filter_map(|month| {
        let days = (0..31).filter(|day| is(month, *day)).fold(0, |all, day| all | 1 << day);
        let product = TimeProduct { days, months: 1 << month, ..TimeProduct::always() };
        let open = product.notation();
        (open != "off").then_some(open)
    });
    let months: Vec<String> = months.collect();
    if months.is_empty() { "off".to_owned() } else { months.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(format: &str, sign: &str, text: &str) -> Option<String> {
        let rule = ClockFormat::of(format)?.rule(format, Some("America/Denver"), sign, text)?;
        assert_eq!(rule.timezone.as_deref(), Some("America/Denver"));
        Some(rule.open)
    }

    #[test]
    fn what_the_clock_tells_is_hours() {
        for (format, sign, text, expected) in [
            ("%Y%m%d", "=", "20261225", "2026 Dec 25 00:00-24:00"),
            ("%Y-%m-%d", "=", "2026-12-25", "2026 Dec 25 00:00-24:00"),
            ("%F", "=", "2026-12-25", "2026 Dec 25 00:00-24:00"),
            ("%Y%m%d", ">=", "20260501", "2026 May 01-2199 Dec 31 00:00-24:00"),
            ("%Y%m%d", "<", "20260501", "1970 Jan 01-2026 Apr 30 00:00-24:00"),
            ("%Y", "=", "2026", "2026 Jan 01-2026 Dec 31 00:00-24:00"),
            ("%m%d", "=", "1225", "Dec 25 00:00-24:00"),
            ("%m/%d", "=", "12/25", "Dec 25 00:00-24:00"),
            ("%m%d", ">=", "1224", "Dec 24-31 00:00-24:00"),
            ("%H%M", "<", "0830", "Mo-Su 00:00-08:30"),
            ("%H:%M", "=", "08:30", "Mo-Su 08:30-08:31"),
            ("%H", ">=", "17", "Mo-Su 17:00-24:00"),
            ("%u", "<", "6", "Mo-Fr 00:00-24:00"),
            ("%w", "=", "0", "Su 00:00-24:00"),
            ("%a", "=", "Sat", "Sa 00:00-24:00"),
            ("%A", "=", "Saturday", "Sa 00:00-24:00"),
        ] {
            assert_eq!(open(format, sign, text).as_deref(), Some(expected), "{format} {sign} {text}");
        }
        for (format, sign, text) in [("%Y%m%d", "=", "20261301"), ("%u", "=", "8"), ("%c", "=", "x")] {
            assert_eq!(open(format, sign, text), None, "{format} {sign} {text}");
        }
    }
}
