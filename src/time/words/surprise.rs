//! What an expression says that its author may not have meant.
//!
//! In the notation a rule after `;` applies instead of earlier ones on its days, without a word: `Dec 25 off;
//! Mo-Fr 08:00-17:00` is open on a Monday that is December 25, and `Mo 08:00-12:00; Mo 13:00-17:00` has no
//! morning.

use std::ops::Range;

use super::day_words::is_one_day;
use super::occurrences::{self, asks_for_holidays, some, special};
use crate::time::notation::expression::Expression;
use crate::time::notation::rule::{Join, Rule, State};
use crate::time::notation::syntax::{Token, tokens};

/// A rule of an expression that another one overrules, where this is hardly meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverruledRule {
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
    pub fn surprises(&self) -> Vec<OverruledRule> {
        find(self)
    }
}

fn find(expression: &Expression) -> Vec<OverruledRule> {
    let rules = expression.rules();
    let places = places(expression.text(), rules);
    let said = |index: usize| expression.text()[places[index].clone()].trim();
    let days = RuleDays::of(expression);
    let mut found = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        // Hours that never open are another mistake.
        let all_off = |last: &usize| rules[*last].state == State::Closed && rules[*last].days.is_empty();
        if rule.days.is_weekly() {
            if let Some(last) = days.replaced_on_all(index, rules).filter(|last| !all_off(last)) {
                found.push(OverruledRule {
                    message: format!("`{}` has no effect: `{}` applies instead", said(index), said(last)),
                    range: places[index].clone(),
                    help: "leave it out, or put a comma before the later times to have both".to_owned(),
                });
            }
        } else if let Some(later) = days
            .replaced_by_a_wider_rule(index, rules)
            .or_else(|| days.replaced_on_all(index, rules))
            .filter(|later| !all_off(later) && !is_same(&rules[*later], rule))
        {
            found.push(OverruledRule {
                message: format!("`{}` is overruled by the later `{}`", said(index), said(later)),
                range: places[index].clone(),
                help: "put the exception after the week: the last rule for a day wins".to_owned(),
            });
        }
    }
    found
}

/// Which rules meet on days.
struct RuleDays {
    /// The rules of days that differ in them, in order, and how many days there are.
    meetings: Vec<(Vec<usize>, u32)>,
    /// On how many days each rule holds.
    counts: Vec<u32>,
}

impl RuleDays {
    fn of(expression: &Expression) -> Self {
        let special = special(expression);
        let on_weekday = |weekday: usize| {
            let rules = expression.rules().iter().enumerate();
            rules
                .filter(move |(_, rule)| {
                    rule.days.is_weekly() && rule.days.matches(some(weekday), &|_| false)
                })
                .map(|(index, _)| index)
                .collect::<Vec<_>>()
        };
        let weekly: Vec<Vec<usize>> = (0..7).map(on_weekday).collect();
        let mut meetings: Vec<(Vec<usize>, u32)> =
            weekly.iter().map(|rules| (rules.clone(), u32::MAX / 16)).collect();
        if !special.is_empty() {
            for (dated, days) in occurrences::find(expression, &special) {
                for weekday in (0..7).filter(|&weekday| days.contents[weekday].is_some()) {
                    let mut rules = [weekly[weekday].as_slice(), &dated].concat();
                    rules.sort_unstable();
                    meetings.push((rules, days.count / 7 + 1));
                }
            }
        }
        let mut counts = vec![0; expression.rules().len()];
        for (rules, count) in &meetings {
            for &rule in rules {
                counts[rule] += *count;
            }
        }
        Self { meetings, counts }
    }

    fn with(&self, rule: usize) -> impl Iterator<Item = &[usize]> {
        self.meetings.iter().map(|(rules, _)| &rules[..]).filter(move |rules| rules.contains(&rule))
    }

    /// The last rule that applies instead of one, if some do on all its days.
    fn replaced_on_all(&self, rule: usize, rules: &[Rule]) -> Option<usize> {
        let mut last = None;
        for meeting in self.with(rule) {
            let later = meeting.iter().rfind(|later| **later > rule && replaces(&rules[**later]))?;
            last = last.max(Some(*later));
        }
        last
    }

    /// Whether a rule decides anything of some day: no later one applies instead, and what it closes was open.
    fn has_effect(&self, rule: usize, rules: &[Rule]) -> bool {
        self.with(rule).any(|meeting| {
            let is_replaced = meeting.iter().any(|&later| later > rule && replaces(&rules[later]));
            let opens = |earlier: &usize| *earlier < rule && rules[*earlier].state == State::Open;
            !is_replaced && (rules[rule].state == State::Open || meeting.iter().any(opens))
        })
    }

    /// The first rule of more days than one that opens instead of it on some day. Where one holds on many days, some of
    /// them may well be meant to be others' ("Su 11:00-17:00" after "Dec 09:00-21:00"), unless none is left.
    fn replaced_by_a_wider_rule(&self, rule: usize, rules: &[Rule]) -> Option<usize> {
        if !is_of_occasions(&rules[rule]) && self.has_effect(rule, rules) {
            return None;
        }
        let opens = |later: &Rule| later.state == State::Open && replaces(later);
        let replacing = self.with(rule).filter_map(|meeting| {
            let later = |later: &&usize| {
                let wider = || self.counts[**later] > self.counts[rule];
                **later > rule && opens(&rules[**later]) && !is_same(&rules[**later], &rules[rule]) && wider()
            };
            meeting.iter().find(later).copied()
        });
        replacing.min()
    }
}

/// Whether each of a rule's days is an occasion of its own: a date, a holiday.
fn is_of_occasions(rule: &Rule) -> bool {
    asks_for_holidays(rule) || !rule.days.dates.is_empty() && rule.days.dates.iter().all(is_one_day)
}

/// Whether it makes no difference which of two rules stands.
fn is_same(one: &Rule, other: &Rule) -> bool {
    one.state == other.state && one.times == other.times
}

/// Whether a rule applies instead of all before it on its days.
fn replaces(rule: &Rule) -> bool {
    match rule.state {
        State::Open => rule.join == Join::Replace,
        State::Closed => rule.join != Join::Fallback && rule.is_whole_day(),
    }
}

/// Where each rule stands in the text; rules joined by commas share a place.
pub(super) fn places(text: &str, rules: &[Rule]) -> Vec<Range<usize>> {
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
        assert_eq!(
            messages(text),
            ["`Mo-Fr 08:00-12:00` has no effect: `Mo-Fr 13:00-17:00` applies instead"]
        );
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
        assert_eq!(messages(closed), ["`Sa 09:00-12:00` has no effect: `Sa-Su off` applies instead"]);
    }

    #[test]
    fn usual_exceptions_are_no_surprise() {
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
    fn rules_of_many_days_that_hold_on_some_of_them_are_no_surprise() {
        for text in [
            "Mo-Sa 09:00-17:00; Dec 09:00-21:00; Su 11:00-17:00",
            "2026 Mo-Fr 09:00-17:00; 2027 Mo-Fr 08:00-16:00; Fr 08:00-12:00",
            "2026 Mo-Fr 09:00-17:00; Jul Mo-Fr 08:00-12:00",
            "Jun-Aug Mo-Fr 08:00-20:00; Mo-We 08:00-12:00",
            "Mo-Fr 09:00-17:00; Sa[1] 10:00-12:00; Jul-Aug 08:00-12:00",
        ] {
            assert_eq!(messages(text), [""; 0], "{text}");
        }
        for text in [
            "Dec 25 off; Mo-Fr 09:00-17:00",
            "Dec 24-26 off; Mo-Fr 09:00-17:00",
            "Su 09:00-10:00; Dec 25 off; Su 11:00-17:00",
        ] {
            assert!(!messages(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn holidays_are_overruled_too() {
        assert_eq!(
            messages("Mo-Fr 09:00-17:00; PH off; Jul-Aug Mo-Fr 08:00-20:00"),
            ["`PH off` is overruled by the later `Jul-Aug Mo-Fr 08:00-20:00`"]
        );
        assert_eq!(
            messages("Mo 08:00-12:00; Mo off"),
            ["`Mo 08:00-12:00` has no effect: `Mo off` applies instead"]
        );
    }

    #[test]
    fn rules_that_share_no_day_overrule_nothing() {
        for text in [
            "Sa[1] 10:00-12:00; Mo-Fr 08:00-10:00",
            "Sa[1] +1 day 10:00-12:00; Mo-Sa 08:00-10:00",
            "easter 10:00-12:00; Mo-Sa 08:00-10:00",
            "Nov Th[4] off; Fr-We 08:00-10:00",
            "Dec 25 off; Jul-Aug 08:00-10:00",
            "2026 Mo off; 2027 Mo 08:00-10:00",
            "Jun-Aug Mo-Fr 09:00-16:00; Jul 4 10:00-12:00",
            "Mo-Fr 08:00-17:00; week 53 off; Dec 24 08:00-12:00",
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
