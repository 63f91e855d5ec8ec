//! What an expression says that its author may not have meant.
//!
//! In the notation a rule after `;` stands instead of earlier ones on its days, without a word: `Dec 25 off;
//! Mo-Fr 08:00-17:00` is open on a Monday that is December 25, and `Mo 08:00-12:00; Mo 13:00-17:00` has no
//! morning.

use std::ops::Range;

use super::expression::Expression;
use super::rule::{EVERY_DAY, Join, Rule, State, Weekdays};
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
        let later = || (index + 1..rules.len()).filter(|later| overrules_weekly(&rules[*later]));
        let own = weekdays(rule);
        if rule.days.is_weekly() {
            let rest = later().fold(own, |rest, later| rest & !weekdays(&rules[later]));
            if rest == 0
                && let Some(last) = later().next_back()
            {
                found.push(Surprise {
                    message: format!("`{}` has no effect: `{}` stands instead", said(index), said(last)),
                    range: places[index].clone(),
                    help: "leave it out, or put a comma before the later times to have both".to_owned(),
                });
            }
        } else if let Some(later) = later().find(|later| weekdays(&rules[*later]) & own != 0) {
            found.push(Surprise {
                message: format!("`{}` is overruled by the later `{}`", said(index), said(later)),
                range: places[index].clone(),
                help: "put the exception after the week: the last rule for a day stands".to_owned(),
            });
        }
    }
    found
}

/// Whether a rule stands instead of all before it on its weekdays, every week.
fn overrules_weekly(rule: &Rule) -> bool {
    rule.join == Join::Replace && rule.state == State::Open && rule.days.is_weekly()
}

/// The weekdays that a rule can hold on, as a mask.
fn weekdays(rule: &Rule) -> u8 {
    rule.days.weekdays.iter().fold(0, |mask, days| match days {
        Weekdays::Every { mask: more } => mask | more,
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
