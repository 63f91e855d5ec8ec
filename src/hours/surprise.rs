//! What an expression says that its author may not have meant.
//!
//! In the notation a rule after `;` stands instead of earlier ones on its days, without a word: `Dec 25 off;
//! Mo-Fr 08:00-17:00` is open on a Monday that is December 25, and `Mo 08:00-12:00; Mo 13:00-17:00` has no
//! morning. Whether two rules name the same days is seen by looking at days.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::expression::Expression;
use super::rule::{Dates, EVERY_DAY, Join, Rule, State, Weekdays};
use super::syntax::{Token, tokens};

/// A rule of an expression that another one overrules, where this is hardly meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surprise {
    /// What happens.
    pub message: String,
    /// The bytes of the expression's text that hold the overruled rule.
    pub range: Range<usize>,
    /// What to do if it is not meant.
    pub help: String,
}

impl Expression {
    /// What the expression says that its author may not have meant.
    #[must_use]
    pub fn surprises(&self) -> Vec<Surprise> {
        find(self)
    }
}

fn find(expression: &Expression) -> Vec<Surprise> {
    let rules = expression.rules();
    let places = places(expression.text(), rules);
    let said = |index: usize| expression.text()[places[index].clone()].trim();
    let mut found = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let (message, help) = match overruled(rule, &rules[index + 1..]) {
            Some((later, true)) => (
                format!("`{}` has no effect: `{}` stands instead", said(index), said(index + 1 + later)),
                "leave it out, or put a comma before the later times to have both",
            ),
            Some((later, false)) => (
                format!("`{}` is overruled by the later `{}`", said(index), said(index + 1 + later)),
                "put the exception after the week: the last rule for a day stands",
            ),
            None => continue,
        };
        found.push(Surprise { message, range: places[index].clone(), help: help.to_owned() });
    }
    found
}

/// The later rule that takes days from this one where that is hardly meant, and whether this is a rule of the week of which
/// no day is left.
///
/// A narrower rule behind a wider one is an exception, as it should be. A wider one behind a narrower one makes an exception
/// vain, on the days that both name.
fn overruled(rule: &Rule, later: &[Rule]) -> Option<(usize, bool)> {
    let takes = |other: &Rule| {
        let is_whole = other.state == State::Open || other.is_whole_day();
        let is_same = other.state == rule.state && other.times == rule.times;
        other.join == Join::Replace && is_whole && !is_same && !names_holidays(other) && meet(rule, other)
    };
    let later: Vec<(usize, &Rule)> = later.iter().enumerate().filter(|(_, other)| takes(other)).collect();
    if rule.days.is_weekly() {
        // What closes all week is another mistake.
        let weekly = later.iter().filter(|(_, other)| {
            other.days.is_weekly() && (other.state == State::Open || weekdays(other) != EVERY_DAY)
        });
        let rest = weekly.clone().fold(weekdays(rule), |rest, (_, other)| rest & !weekdays(other));
        return weekly.last().filter(|_| rest == 0).map(|(index, _)| (*index, true));
    }
    if names_holidays(rule) {
        // Which days they are is not known here, but they are few.
        let weekly = |other: &&(usize, &Rule)| other.1.state == State::Open && other.1.days.is_weekly();
        return later.iter().find(weekly).map(|(index, _)| (*index, false));
    }
    if later.is_empty() {
        return None;
    }
    let (mut own, mut left) = (0, 0);
    let mut others = vec![(0, 0); later.len()];
    for day in days(rule, &later) {
        let holds = rule.days.matches(day, &|_| false);
        let mut is_taken = false;
        for ((all, shared), (_, other)) in others.iter_mut().zip(&later) {
            let matches = other.days.matches(day, &|_| false);
            *all += u32::from(matches);
            *shared += u32::from(matches && holds);
            is_taken |= matches;
        }
        own += u32::from(holds);
        left += u32::from(holds && !is_taken);
    }
    let wider = later
        .iter()
        .zip(&others)
        .find(|((_, other), (all, shared))| *shared > 0 && *all > own && other.state == State::Open);
    let none_left =
        later.iter().zip(&others).rev().find(|(_, (_, shared))| own > 0 && left == 0 && *shared > 0);
    wider.or(none_left).map(|((index, _), _)| (*index, false))
}

/// Whether two rules can name the same day, as far as that is seen without looking at days.
fn meet(one: &Rule, other: &Rule) -> bool {
    let every_year = |rule: &Rule| {
        let ranges = rule.days.dates.iter().map(|dates| match dates {
            Dates::EveryYear { from, to } if from <= to => Some((*from, *to)),
            _ => None,
        });
        ranges.collect::<Option<Vec<_>>>().filter(|ranges| !ranges.is_empty())
    };
    let dates_meet = match (every_year(one), every_year(other)) {
        (Some(one), Some(other)) => one.iter().any(|a| other.iter().any(|b| a.0 <= b.1 && b.0 <= a.1)),
        _ => true,
    };
    dates_meet && weekdays(one) & weekdays(other) != 0
}

/// Days enough to tell how often rules hold: a year of each kind, those that begin on each weekday, with and without
/// February 29; and the years that the rules name.
fn days(rule: &Rule, later: &[(usize, &Rule)]) -> impl Iterator<Item = Date> {
    const KINDS: Range<i16> = 2001..2029;
    let mut years: BTreeSet<i16> = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for year in KINDS {
        let first = Date::constant(year, 1, 1);
        if kinds.insert((first.weekday().to_monday_zero_offset(), first.in_leap_year())) {
            years.insert(year);
        }
    }
    for rule in later.iter().map(|(_, rule)| *rule).chain([rule]) {
        for named in &rule.days.years {
            let last = named.to.min(named.from.saturating_add(MOST_YEARS));
            years.extend((named.from..=last).filter_map(|year| i16::try_from(year).ok()));
        }
        for dates in &rule.days.dates {
            match dates {
                Dates::Once { from, to } => {
                    let last = to.year().min(from.year().saturating_add(MOST_YEARS as i16));
                    years.extend(from.year()..=last);
                }
                Dates::Moving { from, to } => years.extend(from.year.into_iter().chain(to.year)),
                Dates::EveryYear { .. } => {}
            }
        }
    }
    years.into_iter().filter_map(|year| Date::new(year, 1, 1).ok()).flat_map(|first| {
        std::iter::successors(Some(first), |day| day.tomorrow().ok())
            .take(usize::from(first.days_in_year().unsigned_abs()))
    })
}

/// How many years of a range that a rule names are looked at.
const MOST_YEARS: i32 = 10;

/// Whether it depends on holidays which days a rule holds on.
fn names_holidays(rule: &Rule) -> bool {
    rule.days.weekdays.iter().any(|days| matches!(days, Weekdays::Holiday { .. }))
}

/// The weekdays that a rule can hold on, as a mask.
fn weekdays(rule: &Rule) -> u8 {
    rule.days.weekdays.iter().fold(0, |mask, days| match days {
        Weekdays::Every { mask: more } | Weekdays::Nth { mask: more, shift: 0, .. } => mask | more,
        Weekdays::Nth { .. } | Weekdays::Holiday { .. } => EVERY_DAY,
    }) | if rule.days.weekdays.is_empty() { EVERY_DAY } else { 0 }
}

/// Where each rule stands in the text; rules joined by commas share a place.
fn places(text: &str, rules: &[Rule]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let found = tokens(text);
    for (index, placed) in found.iter().enumerate() {
        let bar = |at: usize| found.get(at).is_some_and(|placed| placed.token == Token::Symbol('|'));
        let length = match placed.token {
            Token::Symbol(';') => 1,
            Token::Symbol('|') if bar(index + 1) => 2,
            _ => continue,
        };
        pieces.push(start..placed.range.start);
        start = placed.range.start + length;
    }
    pieces.push(start..text.len());
    let mut piece = 0;
    let place = |(index, rule): (usize, &Rule)| {
        piece += usize::from(index > 0 && rule.join != Join::Add);
        pieces.get(piece).cloned().unwrap_or(0..text.len())
    };
    let trimmed = |range: Range<usize>| {
        let piece = &text[range.clone()];
        let end = range.start + piece.trim_end().len();
        end - piece.trim().len()..end
    };
    rules.iter().enumerate().map(place).map(trimmed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let surprises = Expression::parse(text).unwrap().surprises();
        surprises.into_iter().map(|surprise| surprise.message).collect()
    }

    #[test]
    fn an_exception_before_the_week_is_a_surprise() {
        let overruled = ["`Dec 25 off` is overruled by the later `Mo-Fr 08:00-17:00`"];
        assert_eq!(messages("Dec 25 off; Mo-Fr 08:00-17:00"), overruled);
        assert_eq!(
            messages("PH off; Mo-Fr 08:00-17:00"),
            ["`PH off` is overruled by the later `Mo-Fr 08:00-17:00`"]
        );
        assert_eq!(messages("Jul Sa off; Mo-Fr 08:00-17:00"), [""; 0]);
    }

    #[test]
    fn a_rule_that_is_replaced_on_all_its_days_is_a_surprise() {
        let text = "Mo-Fr 08:00-12:00; Mo-Fr 13:00-17:00";
        assert_eq!(messages(text), ["`Mo-Fr 08:00-12:00` has no effect: `Mo-Fr 13:00-17:00` stands instead"]);
        assert_eq!(Expression::parse(text).unwrap().surprises()[0].range, 0..17);
        assert_eq!(messages("Su off; Mo-Su 08:00-12:00").len(), 1);
    }

    #[test]
    fn rules_of_dates_and_of_some_weeks_are_overruled_by_wider_ones() {
        for (text, early, late) in [
            (
                "Mo-Su 09:00-17:00; Jul 4 off; Jul-Aug Mo-Su 08:00-20:00",
                "Jul 4 off",
                "Jul-Aug Mo-Su 08:00-20:00",
            ),
            ("Dec 24 08:00-12:00; Mo-Fr 08:00-17:00", "Dec 24 08:00-12:00", "Mo-Fr 08:00-17:00"),
            ("Sa[1] 10:00-12:00; Sa 08:00-10:00", "Sa[1] 10:00-12:00", "Sa 08:00-10:00"),
            ("Mo[1] off; Mo-Fr 08:00-10:00", "Mo[1] off", "Mo-Fr 08:00-10:00"),
            (
                "Jul-Aug Mo-Fr 08:00-14:00; Mo-Fr 08:00-17:00",
                "Jul-Aug Mo-Fr 08:00-14:00",
                "Mo-Fr 08:00-17:00",
            ),
            ("easter off; Mar-Apr 09:00-17:00", "easter off", "Mar-Apr 09:00-17:00"),
            ("2027 Jul 4 off; Jul 09:00-17:00", "2027 Jul 4 off", "Jul 09:00-17:00"),
            ("Dec 24 08:00-12:00; Dec 24 off", "Dec 24 08:00-12:00", "Dec 24 off"),
            ("week 1-53/2 Fr off; Mo-Fr 08:00-17:00", "week 1-53/2 Fr off", "Mo-Fr 08:00-17:00"),
        ] {
            assert_eq!(messages(text), [format!("`{early}` is overruled by the later `{late}`")], "{text}");
        }
        let closed = "Sa 09:00-12:00; Mo-Fr 08:00-17:00; Sa-Su off";
        assert_eq!(messages(closed), ["`Sa 09:00-12:00` has no effect: `Sa-Su off` stands instead"]);
    }

    #[test]
    fn rules_that_share_no_day_do_not_overrule_each_other() {
        for text in [
            "Sa[1] 10:00-12:00; Mo-Fr 08:00-10:00",
            "Su[-1] 10:00-12:00; Mo-Sa 08:00-10:00",
            "Sa[1] 10:00-12:00; Sa[3] 09:00-11:00; Mo-Fr 08:00-10:00",
            "Dec 25 off; Jul-Aug Mo-Su 08:00-20:00",
            "easter off; Mo-Fr 08:00-17:00",
            "easter off; Jul-Aug 09:00-17:00",
            "2027 Jul 4 off; Mo-Sa 09:00-17:00",
            "Jul-Aug Sa 09:00-12:00; Mo-Fr 08:00-17:00",
            "Jun-Aug Mo-Fr 09:00-16:00; Aug Mo-Fr 10:00-15:00",
            "Mo-Fr 08:00-17:00; Dec 24-31 09:00-12:00; Dec 25 off; Sa-Su off",
            "week 1-53/2 Sa 09:00-12:00; Mo-Fr 08:00-17:00",
        ] {
            assert_eq!(messages(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn usual_hours_with_exceptions_are_none() {
        for text in [
            "Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off",
            "Mo-Su 08:00-20:00; Su 10:00-14:00; Dec 25 off \"a; b || c\"",
            "Mo-Fr 08:00-12:00, Mo-Fr 13:00-17:00",
            "Mo-Fr 08:00-17:00; Jun-Aug Mo-Fr 09:00-16:00 || Sa 09:00-12:00",
        ] {
            assert_eq!(messages(text), [""; 0], "{text}");
        }
    }
}
