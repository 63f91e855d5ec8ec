//! How people name a day of the year, read into a [`DateRule`].

use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;

use crate::time::day_phrase::known_day;
use crate::time::names::{month_name, month_of_word, weekday_of_word as weekday};
use crate::time::notation::date_rule::DateRule;
use crate::time::notation::syntax::{Placed, SyntaxError, Token, tokens};
use crate::time::written_date::{WrittenDate, written_date};

const MAX_SHIFT: i32 = 366;
const MAX_LENGTH: usize = 200;
const MAX_DEPTH: u32 = 4;
const HELP: &str = "write `July 4`, `12-25`, `2026-12-24`, `fourth Thursday of November`, \
                    `last Monday of May` or `day after ...`";

impl DateRule {
    /// Reads a day: `July 4`, `12-25`, `2026-12-24`, `fourth Thursday of November`, `last Monday of May`,
    /// `day after fourth Thursday of November`, `Monday before May 25`, `Good Friday`.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        read(text)
    }
}

impl FromStr for DateRule {
    type Err = SyntaxError;

    fn from_str(text: &str) -> Result<Self, SyntaxError> {
        Self::parse(text)
    }
}

/// Reads the name of a day.
fn read(text: &str) -> Result<DateRule, SyntaxError> {
    if text.len() > MAX_LENGTH {
        return Err(SyntaxError::new("this is too long for the name of a day", 0..text.len()).help(HELP));
    }
    let mut found = tokens(text);
    found.retain(|placed| placed.token != Token::Symbol(',') && !word(placed).eq_ignore_ascii_case("the"));
    DateReader { whole: 0..text.len() }.day(&found, MAX_DEPTH).map_err(|error| match meant(text) {
        Some(meant) if error.help.as_deref() == Some(HELP) => error.help(meant),
        _ => error,
    })
}

/// What to write instead of a day that is written in another way, or called by the name that everybody knows.
fn meant(text: &str) -> Option<String> {
    if let Some(rule) = known_day(text) {
        return Some(format!("write `{rule}`"));
    }
    let readings: Vec<String> = match written_date(text)? {
        WrittenDate::One(days) => days.iter().map(|day| format!("`{day}`")).collect(),
        WrittenDate::EachYear(days) => {
            days.iter().map(|(month, day)| format!("`{} {day}`", month_name(*month))).collect()
        }
    };
    Some(format!("write {}", readings.join(" or ")))
}

/// Reads tokens; knows the whole text to point at when there are none.
struct DateReader {
    whole: Range<usize>,
}

/// On which side of another day a day lies.
#[derive(Clone, Copy)]
enum DaySide {
    After,
    Before,
}

impl DateReader {
    fn refuse(&self, message: impl Into<String>, about: &[Placed<'_>]) -> SyntaxError {
        let range = match about {
            [first, .., last] => first.range.start..last.range.end,
            [only] => only.range.clone(),
            [] => self.whole.clone(),
        };
        SyntaxError::new(message, range)
    }

    fn day(&self, found: &[Placed<'_>], depth: u32) -> Result<DateRule, SyntaxError> {
        let relation =
            found.iter().position(|p| ["after", "before"].contains(&&*word(p).to_ascii_lowercase()));
        let Some(at) = relation else { return self.absolute(found) };
        if depth == 0 {
            return Err(self.refuse("too many `after` and `before` in one day", found).help(HELP));
        }
        let side =
            if word(&found[at]).eq_ignore_ascii_case("after") { DaySide::After } else { DaySide::Before };
        let rule = self.day(&found[at + 1..], depth - 1)?;
        self.relative(&found[..at], side, rule)
    }

    fn relative(&self, left: &[Placed<'_>], side: DaySide, rule: DateRule) -> Result<DateRule, SyntaxError> {
        let rule = Box::new(rule);
        let days = match left {
            [day] if word(day).eq_ignore_ascii_case("day") => 1,
            [day] => {
                let weekday = weekday(word(day)).ok_or_else(|| self.unclear(left))?;
                return Ok(match side {
                    DaySide::After => DateRule::WeekdayAfter { weekday, rule },
                    DaySide::Before => DateRule::WeekdayBefore { weekday, rule },
                });
            }
            [count, days] if ["day", "days"].contains(&&*word(days).to_ascii_lowercase()) => number(count)
                .filter(|days| (1..=MAX_SHIFT).contains(days))
                .ok_or_else(|| self.refuse("this is not a number of days up to 366", left))?,
            _ => return Err(self.unclear(left)),
        };
        let days = match side {
            DaySide::After => days,
            DaySide::Before => -days,
        };
        Ok(DateRule::Shifted { rule, days })
    }

    fn unclear(&self, left: &[Placed<'_>]) -> SyntaxError {
        self.refuse("this does not say which day", left).help("write `day after ...` or `2 days before ...`")
    }

    fn absolute(&self, found: &[Placed<'_>]) -> Result<DateRule, SyntaxError> {
        let lower: Vec<String> = found.iter().map(|placed| word(placed).to_ascii_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        let from_easter = |days| Ok(DateRule::Shifted { rule: Box::new(DateRule::Easter), days });
        match lower[..] {
            ["easter"] | ["easter", "sunday"] => return Ok(DateRule::Easter),
            ["easter", "monday"] => return from_easter(1),
            ["good", "friday"] => return from_easter(-2),
            _ => {}
        }
        match found {
            [y, h1, m, h2, d] if is_hyphen(h1) && is_hyphen(h2) => {
                self.single(found, number(y), number(m), number(d))
            }
            [m, h, d] if is_hyphen(h) && number(m).is_some() => self.yearly(found, number(m), number(d)),
            [rest @ .., of, last] if ["of", "in"].contains(&word(of)) && month(word(last)).is_some() => {
                let (nth, weekday_token) = match rest {
                    [n] if number(n).is_some() => return self.yearly(found, month(word(last)), number(n)),
                    [n, suffix] if number(n).is_some() && is_ordinal_suffix(suffix) => {
                        return self.yearly(found, month(word(last)), number(n));
                    }
                    [nth, weekday] => (ordinal(word(nth)), weekday),
                    [n, suffix, weekday] if is_ordinal_suffix(suffix) => {
                        (number(n).filter(|n| *n <= 5), weekday)
                    }
                    _ => return Err(self.unknown(found)),
                };
                match (nth.filter(|nth| *nth != 0), weekday(word(weekday_token)), month(word(last))) {
                    (Some(nth), Some(weekday), Some(month)) => {
                        Ok(DateRule::NthWeekday { nth: nth as i8, weekday, month: month as i8 })
                    }
                    (None, ..) => Err(self
                        .refuse("this is not a place in a month", &rest[..rest.len() - 1])
                        .help("write `first` to `fifth`, or `last`")),
                    _ => Err(self
                        .refuse("this is not a weekday", std::slice::from_ref(weekday_token))
                        .help("write `Monday` to `Sunday`")),
                }
            }
            [m, d, rest @ ..] if month(word(m)).is_some() && number(d).is_some() => {
                self.day_of_month(found, month(word(m)), number(d), rest)
            }
            [d, m, rest @ ..] if number(d).is_some() && month(word(m)).is_some() => {
                self.day_of_month(found, month(word(m)), number(d), rest)
            }
            _ => Err(self.unknown(found)),
        }
    }

    fn unknown(&self, found: &[Placed<'_>]) -> SyntaxError {
        self.refuse("this day cannot be understood", found).help(HELP)
    }

    fn day_of_month(
        &self,
        found: &[Placed<'_>],
        month: Option<i32>,
        day: Option<i32>,
        rest: &[Placed<'_>],
    ) -> Result<DateRule, SyntaxError> {
        match rest {
            [] => self.yearly(found, month, day),
            [suffix] if is_ordinal_suffix(suffix) => self.yearly(found, month, day),
            [year] if number(year).is_some() => self.single(found, number(year), month, day),
            [suffix, year] if is_ordinal_suffix(suffix) => self.single(found, number(year), month, day),
            _ => Err(self.unknown(found)),
        }
    }

    fn yearly(
        &self,
        found: &[Placed<'_>],
        month: Option<i32>,
        day: Option<i32>,
    ) -> Result<DateRule, SyntaxError> {
        // February 29 exists in some years, of which 2000 is one.
        date(Some(2000), month, day)
            .map(|date| DateRule::Yearly { month: date.month(), day: date.day() })
            .ok_or_else(|| {
                self.refuse("there is no such day in any year", found).help("check it in a calendar")
            })
    }

    fn single(
        &self,
        found: &[Placed<'_>],
        year: Option<i32>,
        month: Option<i32>,
        day: Option<i32>,
    ) -> Result<DateRule, SyntaxError> {
        date(year.filter(|year| *year >= 1000), month, day)
            .map(DateRule::Single)
            .ok_or_else(|| self.refuse("there is no such day", found).help("check it in a calendar"))
    }
}

fn date(year: Option<i32>, month: Option<i32>, day: Option<i32>) -> Option<Date> {
    Date::new(year?.try_into().ok()?, month?.try_into().ok()?, day?.try_into().ok()?).ok()
}

fn word<'a>(placed: &Placed<'a>) -> &'a str {
    match placed.token {
        Token::Word(word) => word,
        _ => "",
    }
}

fn number(placed: &Placed<'_>) -> Option<i32> {
    match placed.token {
        Token::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn is_hyphen(placed: &Placed<'_>) -> bool {
    placed.token == Token::Symbol('-')
}

fn is_ordinal_suffix(placed: &Placed<'_>) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|suffix| word(placed).eq_ignore_ascii_case(suffix))
}

fn ordinal(word: &str) -> Option<i32> {
    let names = [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("last", -1)];
    names.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, nth)| *nth)
}

fn month(word: &str) -> Option<i32> {
    month_of_word(word).map(i32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_day_is_refused_where_it_stands() {
        for (text, range, message) in [
            ("Feb 30", 0..6, "there is no such day in any year"),
            ("2026-02-29", 0..10, "there is no such day"),
            ("sixth Monday of May", 0..5, "this is not a place in a month"),
            ("first Maiday of May", 6..12, "this is not a weekday"),
            ("week after May 1", 0..4, "this does not say which day"),
            ("someday", 0..7, "this day cannot be understood"),
            ("", 0..0, "this day cannot be understood"),
        ] {
            let error = DateRule::parse(text).unwrap_err();
            assert_eq!((error.range, &*error.message), (range, message), "{text}");
        }
        assert!(DateRule::parse(&"day after ".repeat(19)).is_err());
    }

    #[test]
    fn a_day_written_in_another_way_is_answered_with_the_text_to_write() {
        for (text, help) in [
            ("Thanksgiving", "write `fourth Thursday of November`"),
            ("New Year's Eve", "write `December 31`"),
            ("12/25", "write `December 25`"),
            ("12/24/2026", "write `2026-12-24`"),
            ("3/4", "write `March 4` or `April 3`"),
            ("Dec. 24", "write `December 24`"),
            ("someday", HELP),
        ] {
            assert_eq!(DateRule::parse(text).unwrap_err().help.as_deref(), Some(help), "{text}");
        }
    }
}
