//! The days of the year that a holiday falls on, as people name them.

use std::fmt;

use jiff::civil::{Date, Weekday};

use super::easter::easter;
use super::rule::shift;
use crate::time::names::{month_name, weekday_name};

/// Which day a holiday falls on, once or in every year.
///
/// ```
/// use ivrsim::time::DateRule;
/// use jiff::civil::date;
///
/// let friday = DateRule::parse("day after fourth Thursday of November")?;
/// assert!(friday.dates_in(2026).eq([date(2026, 11, 27)]));
/// # Ok::<(), ivrsim::time::SyntaxError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DateRule {
    /// One day only.
    Single(Date),
    /// A day of every year; February 29 is a day of leap years only.
    Yearly {
        /// 1 to 12.
        month: i8,
        /// 1 to 31; exists in the month, in leap years at least.
        day: i8,
    },
    /// The first to fifth such weekday of a month (years without a fifth have no such day), or the last one.
    NthWeekday {
        /// 1 to 5, or -1 for the last.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
        /// 1 to 12.
        month: i8,
    },
    /// Easter Sunday.
    Easter,
    /// So many days after another day; before it, if negative.
    Shifted {
        /// The other day.
        rule: Box<DateRule>,
        /// At most 366 either way.
        days: i32,
    },
    /// The last such weekday before another day (the Monday before May 25).
    WeekdayBefore {
        /// The weekday.
        weekday: Weekday,
        /// The other day.
        rule: Box<DateRule>,
    },
    /// The first such weekday after another day.
    WeekdayAfter {
        /// The weekday.
        weekday: Weekday,
        /// The other day.
        rule: Box<DateRule>,
    },
}

impl DateRule {
    /// The days of a year that the rule names: none or one, in rare cases of shifting two.
    pub fn dates_in(&self, year: i16) -> impl Iterator<Item = Date> {
        let reach = i16::try_from(self.reach() / 365 + 1).unwrap_or(i16::MAX);
        let years = year.saturating_sub(reach)..=year.saturating_add(reach);
        years.filter_map(|counted| self.counted_in(counted)).filter(move |date| date.year() == year)
    }

    /// How far from its own year the rule can lead, in days.
    fn reach(&self) -> i32 {
        match self {
            Self::Shifted { rule, days } => days.abs() + rule.reach(),
            Self::WeekdayBefore { rule, .. } | Self::WeekdayAfter { rule, .. } => 7 + rule.reach(),
            _ => 0,
        }
    }

    /// The day that is counted from this year, though a shift may lead into another.
    fn counted_in(&self, year: i16) -> Option<Date> {
        match self {
            Self::Single(date) => (date.year() == year).then_some(*date),
            Self::Yearly { month, day } => Date::new(year, *month, *day).ok(),
            Self::NthWeekday { nth, weekday, month } => {
                Date::new(year, *month, 1).ok()?.nth_weekday_of_month(*nth, *weekday).ok()
            }
            Self::Easter => easter(year),
            Self::Shifted { rule, days } => shift(rule.counted_in(year)?, *days),
            Self::WeekdayBefore { weekday, rule } => rule.counted_in(year)?.nth_weekday(-1, *weekday).ok(),
            Self::WeekdayAfter { weekday, rule } => rule.counted_in(year)?.nth_weekday(1, *weekday).ok(),
        }
    }
}

impl fmt::Display for DateRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(date) => write!(f, "{} {}, {}", month_name(date.month()), date.day(), date.year()),
            Self::Yearly { month, day } => write!(f, "{} {day}", month_name(*month)),
            Self::NthWeekday { nth, weekday, month } => {
                let nth = match nth {
                    1 => "first",
                    2 => "second",
                    3 => "third",
                    4 => "fourth",
                    5 => "fifth",
                    _ => "last",
                };
                write!(f, "{nth} {} of {}", weekday_name(*weekday), month_name(*month))
            }
            Self::Easter => f.write_str("Easter"),
            Self::Shifted { rule, days: 1 } => write!(f, "day after {rule}"),
            Self::Shifted { rule, days: -1 } => write!(f, "day before {rule}"),
            Self::Shifted { rule, days: days @ 0.. } => write!(f, "{days} days after {rule}"),
            Self::Shifted { rule, days } => write!(f, "{} days before {rule}", days.abs()),
            Self::WeekdayBefore { weekday, rule } => write!(f, "{} before {rule}", weekday_name(*weekday)),
            Self::WeekdayAfter { weekday, rule } => write!(f, "{} after {rule}", weekday_name(*weekday)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn dates(text: &str, years: std::ops::RangeInclusive<i16>) -> Vec<Date> {
        let rule = DateRule::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        years.flat_map(|year| rule.dates_in(year).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn days_are_read_as_people_name_them() {
        for (text, expected) in [
            ("July 4", date(2026, 7, 4)),
            ("4 July", date(2026, 7, 4)),
            ("the 4th of July", date(2026, 7, 4)),
            ("Dec 25th", date(2026, 12, 25)),
            ("12-25", date(2026, 12, 25)),
            ("2026-12-24", date(2026, 12, 24)),
            ("December 24, 2026", date(2026, 12, 24)),
            ("fourth Thursday of November", date(2026, 11, 26)),
            ("4th Thursday of November", date(2026, 11, 26)),
            ("last Monday of May", date(2026, 5, 25)),
            ("first Monday in September", date(2026, 9, 7)),
            ("day after fourth Thursday of November", date(2026, 11, 27)),
            ("2 days before 12-25", date(2026, 12, 23)),
            ("Monday before May 25", date(2026, 5, 18)),
            ("Easter", date(2026, 4, 5)),
            ("Good Friday", date(2026, 4, 3)),
            ("Easter Monday", date(2026, 4, 6)),
        ] {
            assert_eq!(dates(text, 2026..=2026), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_read_is_said_so_that_it_reads_the_same() {
        for text in
            ["July 4", "last Monday of May", "day after fourth Thursday of November", "Monday before May 25"]
        {
            assert_eq!(DateRule::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn february_29_is_a_day_of_leap_years() {
        assert_eq!(dates("Feb 29", 1899..=1905), [date(1904, 2, 29)]);
        assert_eq!(dates("Feb 29", 2000..=2003), [date(2000, 2, 29)]);
        assert_eq!(dates("Feb 29", 2097..=2103), []);
    }

    #[test]
    fn a_shift_leads_across_the_end_of_the_year() {
        assert_eq!(dates("day before January 1", 2026..=2026), [date(2026, 12, 31)]);
        assert_eq!(dates("day after 2026-12-31", 2026..=2027), [date(2027, 1, 1)]);
    }
}
