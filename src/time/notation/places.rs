//! Where a text of hours speaks of times and of days, for those who change a part of it and leave the rest as written.

use std::ops::Range;

use jiff::civil::Weekday;

use super::syntax::{Placed, Token, tokens};
use crate::time::names::{weekday_code, weekday_of_code};

/// A part of a text of hours that reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursPlace {
    /// What stands there.
    pub what: HoursPart,
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The bytes of the rule that it belongs to: `Sa 09:00-13:00` of `Mo-Fr 08:00-20:00; Sa 09:00-13:00`.
    pub rule: Range<usize>,
}

/// What stands at a place of a text of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursPart {
    /// An opening begins so many minutes after midnight.
    Opens(u32),
    /// An opening ends so many minutes after the midnight on which it began; more than 24 hours is the day after.
    Closes(u32),
    /// It holds from one weekday to another, or on one alone.
    Days(Weekday, Weekday),
    /// One rule of several.
    Rule,
}

/// The places of a text, in its order.
#[must_use]
pub fn places(text: &str) -> Vec<HoursPlace> {
    let tokens = tokens(text);
    let rules: Vec<&[Placed<'_>]> =
        tokens.split(|placed| placed.token == Token::Symbol(';')).filter(|rule| !rule.is_empty()).collect();
    let mut found = Vec::new();
    for rule in &rules {
        let whole = rule[0].range.start..rule[rule.len() - 1].range.end;
        let mut place = |what, range| found.push(HoursPlace { what, range, rule: whole.clone() });
        if rules.len() > 1 {
            place(HoursPart::Rule, whole.clone());
        }
        let mut rest = *rule;
        while let [first, behind @ ..] = rest {
            rest = behind;
            let range_to = match behind {
                [dash, last, ..] if dash.token == Token::Symbol('-') => Some(last),
                _ => None,
            };
            match (first.token, range_to.map(|last| last.token)) {
                (Token::Time(from, minute), Some(Token::Time(to, last_minute))) => {
                    place(HoursPart::Opens(minutes(from, minute)), first.range.clone());
                    let last = behind[1].range.clone();
                    place(HoursPart::Closes(minutes(to, last_minute)), last);
                    rest = &behind[2..];
                }
                (Token::Word(word), last) => {
                    let Some(from) = weekday_of_code(word) else { continue };
                    match last {
                        Some(Token::Word(word)) => {
                            let Some(to) = weekday_of_code(word) else { continue };
                            place(HoursPart::Days(from, to), first.range.start..behind[1].range.end);
                            rest = &behind[2..];
                        }
                        _ => place(HoursPart::Days(from, from), first.range.clone()),
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// A weekday in the notation: `Mo`.
#[must_use]
pub fn day_code(day: Weekday) -> &'static str {
    weekday_code(day)
}

fn minutes(hours: u16, minutes: u16) -> u32 {
    u32::from(hours) * 60 + u32::from(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let told = |place: HoursPlace| match place.what {
            HoursPart::Opens(at) => format!("opens {at} {}", &text[place.range]),
            HoursPart::Closes(at) => format!("closes {at} {}", &text[place.range]),
            HoursPart::Days(from, to) => {
                format!("{} to {}: {}", day_code(from), day_code(to), &text[place.range])
            }
            HoursPart::Rule => format!("rule {}", &text[place.range]),
        };
        places(text).into_iter().map(told).collect()
    }

    #[test]
    fn times_and_days_are_found_where_they_stand() {
        assert_eq!(
            told("Mo-Fr 08:00-12:00, 13:00-26:00; sa off"),
            [
                "rule Mo-Fr 08:00-12:00, 13:00-26:00",
                "Mo to Fr: Mo-Fr",
                "opens 480 08:00",
                "closes 720 12:00",
                "opens 780 13:00",
                "closes 1560 26:00",
                "rule sa off",
                "Sa to Sa: sa",
            ]
        );
    }

    #[test]
    fn what_is_no_day_and_no_time_is_left_alone() {
        assert_eq!(told("24/7"), [""; 0]);
        assert_eq!(told("PH off; \"Mo-Fr 08:00-09:00\""), ["rule PH off", "rule \"Mo-Fr 08:00-09:00\""]);
        assert_eq!(told("99999:00-1:1").len(), 0);
    }
}
