//! The values that a step sees, as far as they are known.

use std::cell::RefCell;
use std::rc::Rc;

use super::clock::ClockFormat;
use super::dialplan::Dialplan;
use super::state::{Place, State};
use crate::import::time_rule::TimeRule;
use crate::import::value::{Known, Test, Undecided, Unknown, Unknowns, is_sign};

/// What a step sees: the values of its call.
pub(super) struct Scope<'a> {
    pub(super) plan: &'a Dialplan,
    pub(super) state: &'a State,
    pub(super) unknowns: &'a RefCell<Unknowns>,
    /// Names of variables that the dialplan sets somewhere.
    pub(super) is_set: &'a dyn Fn(&str) -> bool,
}

impl Known for Scope<'_> {
    fn decide(&self, test: Test) -> Result<bool, Undecided> {
        if let Some(by_clock) = self.by_clock(&test) {
            return match by_clock {
                ByClock::While(rule) => self.decide(Test::Time(rule)),
                ByClock::Never => Ok(false),
            };
        }
        for is in [true, false] {
            if self.state.facts.contains(&(test.clone(), is)) {
                return Ok(is);
            }
        }
        if let Test::Is { sign, .. } = &test {
            // Whoever is one text is no other.
            let is_other = |(known, is): &(Test, bool)| {
                *is && matches!(known, Test::Is { sign: other, .. } if other == sign)
            };
            if self.state.facts.iter().any(is_other) {
                return Ok(false);
            }
        }
        Err(Undecided(test))
    }

    fn unknown(&self, how: &str) -> String {
        let title = self.unknowns.borrow().shown(how);
        let question = title.clone();
        self.unknowns.borrow_mut().sign(Unknown::Outside { question, title, is_opaque: true }).to_string()
    }

    fn pattern_of(&self, text: &str) -> Option<String> {
        let mut signs = text.chars();
        let (sign, None) = (signs.next()?, signs.next()) else { return None };
        match self.unknowns.borrow().get(sign)? {
            Unknown::Entry { pattern, .. } => Some(pattern.clone()),
            _ => None,
        }
    }
}

impl Scope<'_> {
    /// The hours in which a test of what the clock says holds; [`ByClock::Never`] where there are none.
    fn by_clock(&self, test: &Test) -> Option<ByClock> {
        let (clock, sign, value) = match test {
            Test::Is { sign, text } => (*sign, "=", text),
            Test::Compares { left, sign, right } if !self.is_open(right) => {
                (alone(left)?, sign.as_str(), right)
            }
            Test::Compares { left, sign, right } if !self.is_open(left) => {
                (alone(right)?, turned(sign)?, left)
            }
            _ => return None,
        };
        let known = self.unknowns.borrow().get(clock).cloned();
        let Some(Unknown::Clock { zone, format }) = known else { return None };
        let rule = ClockFormat::of(&format)?.rule(&format, zone.as_deref(), sign, value);
        Some(rule.map_or(ByClock::Never, |rule| ByClock::While(rule.into())))
    }

    /// The value of a variable.
    pub(super) fn variable(&self, name: &str) -> String {
        let name = name.trim_start_matches('_');
        if let Some(value) = self.state.variables.get(name) {
            return value.to_string();
        }
        let Place::Step { context, extension, priority } = &self.state.at else { return String::new() };
        match name {
            "EXTEN" => return extension.to_string(),
            "CONTEXT" => return context.to_string(),
            "PRIORITY" => return priority.to_string(),
            _ => {}
        }
        if let Some(value) = self.plan.globals.get(name) {
            return value.clone();
        }
        let is_outside = matches!(
            name,
            "HANGUPCAUSE"
                | "CHANNEL"
                | "UNIQUEID"
                | "EPOCH"
                | "DB_RESULT"
                | "DATETIME"
                | "SYSTEMSTATUS"
                | "AVAILSTATUS"
        );
        if is_outside || (self.state.program_ran && !(self.is_set)(name)) {
            return self.outside(name, name, false);
        }
        String::new()
    }

    /// What the outside answers to this question.
    pub(super) fn outside(&self, question: &str, title: &str, is_opaque: bool) -> String {
        let (question, title) = (self.unknowns.borrow().shown(question), self.unknowns.borrow().shown(title));
        self.unknowns.borrow_mut().sign(Unknown::Outside { question, title, is_opaque }).to_string()
    }

    /// A part of a value: from a place on, so long; both may count from the end.
    pub(super) fn cut(&self, value: &str, part: &str) -> String {
        let (from, length) = part.split_once(':').map_or((part, None), |(from, length)| (from, Some(length)));
        let from: i64 = from.trim().parse().unwrap_or(0);
        let length: Option<i64> = length.and_then(|length| length.trim().parse().ok());
        let mut signs = value.chars();
        if let (Some(sign), None) = (signs.next(), signs.next())
            && is_sign(sign)
        {
            return self.cut_unknown(sign, from, length);
        }
        if self.is_open(value) {
            return self.unknown(&format!("{value}:{part}"));
        }
        let chars: Vec<char> = value.chars().collect();
        let count = chars.len();
        let size = |number: i64| usize::try_from(number.unsigned_abs()).unwrap_or(count);
        let place = |at: i64| if at < 0 { count.saturating_sub(size(at)) } else { size(at).min(count) };
        let start = place(from);
        let end = match length {
            None => count,
            Some(length) if length < 0 => place(length).max(start),
            Some(length) => start.saturating_add(size(length)).min(count),
        };
        chars[start..end].iter().collect()
    }

    fn cut_unknown(&self, sign: char, from: i64, length: Option<i64>) -> String {
        let known = self.unknowns.borrow().get(sign).cloned();
        let whole = |unknown| self.unknowns.borrow_mut().sign(unknown).to_string();
        match known {
            Some(Unknown::Caller(None)) if from == 0 && length.is_some_and(|length| length > 0) => {
                whole(Unknown::Caller(length.and_then(|length| usize::try_from(length).ok())))
            }
            Some(_) if from == 0 && length.is_none() => sign.to_string(),
            _ => {
                let length = length.map(|length| format!(":{length}")).unwrap_or_default();
                self.unknown(&format!("{sign}:{from}{length}"))
            }
        }
    }
}

/// When a test of what the clock says holds.
enum ByClock {
    While(Rc<TimeRule>),
    Never,
}

/// The one sign that a text is.
fn alone(text: &str) -> Option<char> {
    let mut signs = text.chars();
    signs.next().filter(|sign| is_sign(*sign) && signs.next().is_none())
}

/// A comparison seen from the other side.
fn turned(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => return None,
    })
}
