//! Whether expressions match values that are not all known, and whether times hold.

use super::expressions::{entries, texts};
use super::scope::Scope;
use super::times::{CallClock, TimeChecks};
use crate::import::flow::EntryPattern;
use crate::import::secrets::without_secrets;
use crate::import::value::{Known as _, Test, Undecided, Unknown};
use crate::plan::KeySet;
use crate::time::Zone;
use std::rc::Rc;

/// What the groups of an expression take of a value, the whole first. None: it does not match.
pub(super) fn matched(
    scope: &Scope<'_>,
    text: &str,
    expression: &str,
) -> Result<Option<Vec<String>>, Undecided> {
    let whole = || vec![text.to_owned(), text.to_owned()];
    let undecided = || {
        let asked = Test::Matches { text: text.to_owned(), pattern: expression.to_owned() };
        Ok(scope.decide(asked)?.then(whole))
    };
    if !scope.is_open(text) {
        if scope.is_open(expression) {
            return undecided();
        }
        let found = scope.program.expressions.borrow_mut().captures(expression, text);
        return match found {
            Some(found) => Ok(found),
            None => undecided(),
        };
    }
    if is_everything(expression) {
        return Ok(Some(whole()));
    }
    let mut signs = text.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return undecided() };
    let known = scope.program.unknowns.borrow().get(sign).cloned();
    match known {
        Some(Unknown::Entry { meant, .. }) => {
            let is_dialed = scope.program.dialed.contains(&sign);
            match entries(expression) {
                Some(ways) if ways.iter().any(|way| meant.both(way).as_ref() == Some(&meant)) => {
                    Ok(Some(groups(scope, text, &meant, expression)))
                }
                Some(ways) if ways.iter().all(|way| meant.both(way).is_none()) => Ok(None),
                // Numbers that are told apart are lines of their own.
                _ if is_dialed => Ok(None),
                _ => undecided().map(|found| found.map(|_| groups(scope, text, &meant, expression))),
            }
        }
        // What a secret is compared with is one as well.
        Some(Unknown::Outside { title, .. }) if without_secrets(&format!("{title}=x")).ends_with("***") => {
            let title = format!("{title} is the one that is expected");
            let sign = scope.outside(&title, &title, false);
            Ok(scope.decide(Test::Holds(sign))?.then(whole))
        }
        Some(Unknown::Caller(_) | Unknown::Outside { .. }) => {
            if is_anything(expression) {
                return Ok((!scope.equal(text, "")?).then(whole));
            }
            let Some(all) = texts(expression) else { return undecided() };
            for one in all {
                if scope.equal(text, &one)? {
                    let found = scope.program.expressions.borrow_mut().captures(expression, &one);
                    return Ok(found.flatten());
                }
            }
            Ok(None)
        }
        Some(Unknown::Clock { .. }) | None => undecided(),
    }
}

/// Whether an expression matches any text, the empty one too.
fn is_everything(expression: &str) -> bool {
    entries(expression).is_some_and(|ways| ways.iter().any(|way| way.keys.is_empty() && way.more == Some(0)))
}

/// Whether it matches any text but the empty one.
fn is_anything(expression: &str) -> bool {
    let is = |way: &EntryPattern| way.keys == [KeySet::ALL] && way.more == Some(0);
    entries(expression).is_some_and(|ways| ways.iter().any(is)) || matches!(expression, "." | ".+" | "(.+)")
}

/// What groups take of an entry of which only the form is known: all of it, or what stands behind digits that are known.
fn groups(scope: &Scope<'_>, text: &str, meant: &EntryPattern, expression: &str) -> Vec<String> {
    let bare = expression.trim_matches('/').trim_start_matches('^').trim_end_matches('$');
    let Some((before, rest)) = bare.split_once('(') else { return vec![text.to_owned()] };
    let is_one = rest.matches('(').count() == 0 && rest.ends_with(')');
    let before = before.replace('\\', "");
    if !is_one {
        return vec![text.to_owned(), scope.unknown(&format!("a part of {text}"))];
    }
    if before.is_empty() {
        return vec![text.to_owned(), text.to_owned()];
    }
    let length = before.chars().count();
    if !before.chars().all(|c| crate::plan::Key::new(c).is_some()) || length > meant.keys.len() {
        return vec![text.to_owned(), scope.unknown(&format!("a part of {text}"))];
    }
    let meant = EntryPattern { keys: meant.keys[length..].to_vec(), more: meant.more };
    let pattern = shown(&meant);
    vec![text.to_owned(), scope.sign(Unknown::Entry { pattern, meant })]
}

/// How a form is told to people.
pub(super) fn shown(meant: &EntryPattern) -> String {
    match (meant.keys.is_empty(), meant.more) {
        (true, _) => "that was entered".to_owned(),
        (false, None) => meant.text(),
        (false, Some(_)) => format!("{}…", meant.text()),
    }
}

/// Whether times hold now.
pub(super) fn holds(scope: &Scope<'_>, checks: &TimeChecks, name: &str) -> Result<bool, Undecided> {
    let reading = scope.program.reading(checks, clock(scope), name);
    match reading.rule.constant() {
        Some(holds) => Ok(holds),
        None => scope.decide(Test::Time(Rc::new(reading.rule))),
    }
}

/// On which clock a call reads times.
fn clock(scope: &Scope<'_>) -> CallClock {
    let value = |name: &str| scope.state.variables.get(name).cloned().unwrap_or_default();
    let globals = &scope.program.system.globals;
    let or_global = |name: &str| match value(name) {
        value if value.is_empty() => globals.get(name).cloned().unwrap_or_default(),
        value => value.to_string(),
    };
    if let Ok(hours) = or_global("tod_tz_offset").trim().parse::<i64>() {
        return CallClock::Offset(hours);
    }
    Zone::named(&or_global("timezone")).map_or(CallClock::Machine, CallClock::Zone)
}
