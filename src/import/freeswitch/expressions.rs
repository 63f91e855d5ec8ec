//! Regular expressions of dialplans and menus: what they match, and what callers can press that they match.
//!
//! What is known is matched by `regex-lite`. An expression that it does not have (one that looks behind, or refers back) is not
//! understood. What callers may press is read from the syntax of the expression, as patterns of plans.

use std::collections::HashMap;

use regex_lite::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::import::flow::EntryPattern;
use crate::plan::{Key, KeySet};

/// So many alternatives are told apart.
const MAX_WAYS: usize = 64;

/// The longest entry.
const MAX_LENGTH: usize = 32;

/// What an expression takes of a text, by groups, the whole first. None: it does not match.
pub(super) type Matching = Option<Vec<String>>;

/// Expressions that were read, so that none is read twice.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    read: HashMap<String, Option<Regex>>,
}

impl Expressions {
    /// What the groups of an expression take of a text, the whole first; no groups where it does not match. None: it is not understood.
    pub(super) fn captures(&mut self, expression: &str, text: &str) -> Option<Matching> {
        let known = self.read.entry(expression.to_owned()).or_insert_with(|| {
            let (pattern, flags) = bare(expression);
            let mut builder = RegexBuilder::new(&pattern);
            builder.case_insensitive(flags.contains('i')).dot_matches_new_line(flags.contains('s'));
            builder.build().ok()
        });
        let regex = known.as_ref()?;
        Some(regex.captures(text).map(|found| {
            let groups = found.iter().map(|group| group.map_or("", |group| group.as_str()).to_owned());
            groups.collect()
        }))
    }
}

/// An expression without the slashes around it, and what stands behind them; `_NXX` of Asterisk as an expression. The rules are those
/// of `switch_regex_perform`.
fn bare(expression: &str) -> (String, String) {
    if let Some(rest) = expression.strip_prefix('/')
        && let Some((pattern, flags)) = rest.rsplit_once('/')
    {
        return (pattern.to_owned(), flags.to_owned());
    }
    if let Some(rest) = expression.strip_prefix('_') {
        let mut pattern = "^".to_owned();
        for c in rest.chars() {
            match c {
                'N' => pattern.push_str("[2-9]"),
                'X' => pattern.push_str("[0-9]"),
                'Z' => pattern.push_str("[1-9]"),
                '.' => pattern.push_str(".*"),
                c => pattern.push(c),
            }
        }
        pattern.push('$');
        return (pattern, String::new());
    }
    (expression.to_owned(), String::new())
}

/// One way through an expression: for each place the bytes that it may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Path {
    /// Whether nothing may stand before it.
    begins: bool,
    places: Vec<Vec<u8>>,
    /// Whether more may follow, whatever it is.
    is_open: bool,
    /// Whether nothing may stand behind it.
    ends: bool,
}

/// All ways through an expression. None: there are too many, or it is not understood.
fn paths(expression: &str) -> Option<Vec<Path>> {
    let (pattern, _) = bare(expression);
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).nest_limit(40).build();
    walk(&parser.parse(&pattern).ok()?)
}

fn walk(hir: &Hir) -> Option<Vec<Path>> {
    let one = |places: Vec<Vec<u8>>| Some(vec![Path { places, ..Path::default() }]);
    match hir.kind() {
        HirKind::Empty => one(Vec::new()),
        HirKind::Literal(literal) => one(literal.0.iter().map(|&byte| vec![byte]).collect()),
        HirKind::Class(class) => one(vec![bytes(class)]),
        HirKind::Look(Look::Start | Look::StartLF) => Some(vec![Path { begins: true, ..Path::default() }]),
        HirKind::Look(Look::End | Look::EndLF) => Some(vec![Path { ends: true, ..Path::default() }]),
        HirKind::Look(_) => None,
        HirKind::Capture(group) => walk(&group.sub),
        HirKind::Alternation(ways) => {
            let mut all = Vec::new();
            for way in ways {
                all.extend(walk(way)?);
            }
            (all.len() <= MAX_WAYS).then_some(all)
        }
        HirKind::Concat(parts) => {
            let mut all = vec![Path::default()];
            for part in parts {
                all = joined(&all, &walk(part)?)?;
            }
            Some(all)
        }
        HirKind::Repetition(repetition) => {
            let part = walk(&repetition.sub)?;
            let mut so_far = vec![Path::default()];
            for _ in 0..repetition.min {
                so_far = joined(&so_far, &part)?;
            }
            let Some(max) = repetition.max else {
                for path in &mut so_far {
                    path.is_open = true;
                }
                return Some(so_far);
            };
            let mut all = so_far.clone();
            for _ in repetition.min..max {
                so_far = joined(&so_far, &part)?;
                all.extend(so_far.iter().cloned());
                if all.len() > MAX_WAYS {
                    return None;
                }
            }
            Some(all)
        }
    }
}

/// Each of these behind each of those.
fn joined(before: &[Path], behind: &[Path]) -> Option<Vec<Path>> {
    let mut all = Vec::new();
    for one in before {
        for other in behind {
            // `a^b` and `a$b` match nothing.
            if (one.ends && !other.places.is_empty()) || (other.begins && !one.places.is_empty()) {
                continue;
            }
            if one.is_open && (other.is_open || !other.places.is_empty()) {
                return None;
            }
            let mut path = one.clone();
            path.places.extend(other.places.iter().cloned());
            path.begins |= other.begins;
            path.is_open |= other.is_open;
            path.ends |= other.ends;
            if path.places.len() > MAX_LENGTH {
                return None;
            }
            all.push(path);
        }
    }
    (all.len() <= MAX_WAYS).then_some(all)
}

fn bytes(class: &Class) -> Vec<u8> {
    match class {
        Class::Bytes(class) => class.ranges().iter().flat_map(|range| range.start()..=range.end()).collect(),
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            let plain = ranges.filter(|range| range.start().is_ascii());
            plain.flat_map(|range| range.start() as u8..=(range.end() as u32).min(127) as u8).collect()
        }
    }
}

/// What callers can press that an expression matches. None: it cannot be told in patterns of plans.
pub(super) fn entries(expression: &str) -> Option<Vec<EntryPattern>> {
    let mut found: Vec<EntryPattern> = Vec::new();
    for path in paths(expression)? {
        // Anything may stand before what has no beginning.
        if !path.begins && !path.places.is_empty() {
            return None;
        }
        let places = path
            .places
            .iter()
            .map(|bytes| bytes.iter().filter_map(|&byte| Key::new(char::from(byte))).collect::<KeySet>());
        let keys: Vec<KeySet> = places.collect();
        let more = (path.is_open || !path.ends).then_some(0);
        let pattern = EntryPattern { keys, more };
        if !pattern.keys.iter().any(|keys| keys.is_empty()) && !found.contains(&pattern) {
            found.push(pattern);
        }
    }
    Some(found)
}

/// All texts that an expression matches, where they are few. None: they are not, or cannot be told.
pub(super) fn texts(expression: &str) -> Option<Vec<String>> {
    const MAX_TEXTS: usize = 12;
    let mut found: Vec<String> = Vec::new();
    for path in paths(expression)? {
        if !path.begins || !path.ends || path.is_open {
            return None;
        }
        let mut all = vec![String::new()];
        for place in &path.places {
            let longer = all
                .iter()
                .flat_map(|text| place.iter().map(move |&byte| format!("{text}{}", char::from(byte))));
            all = longer.take(MAX_TEXTS + 1).collect();
            if all.len() > MAX_TEXTS {
                return None;
            }
        }
        found.extend(all);
        if found.len() > MAX_TEXTS {
            return None;
        }
    }
    let mut known = std::collections::HashSet::new();
    found.retain(|text| known.insert(text.clone()));
    Some(found)
}

/// What an expression says that matches only numbers which begin so: `^212` or `^\+1212`.
pub(super) fn beginning(expression: &str) -> Option<String> {
    let mut found = paths(expression)?;
    let path = found.pop().filter(|path| found.is_empty() && path.begins && (path.is_open || !path.ends))?;
    path.places.iter().map(|place| (place.len() == 1).then(|| char::from(place[0]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(expression: &str) -> Option<Vec<String>> {
        let more = |pattern: &EntryPattern| pattern.more.map_or_else(String::new, |more| format!("+{more}"));
        Some(entries(expression)?.iter().map(|one| format!("{}{}", one.text(), more(one))).collect())
    }

    #[test]
    fn what_can_be_pressed_is_read_from_expressions() {
        let some = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(told("/^(10[01][0-9])$/"), some(&["10[01]x"]));
        assert_eq!(told("^(\\d{3,4})$"), some(&["xxx", "xxxx"]));
        assert_eq!(told("^\\*(\\d)$|^#$"), some(&["*x", "#"]));
        assert_eq!(told("^9(\\d+)$"), some(&["9x+0"]));
        assert_eq!(told("^(.*)$"), some(&["+0"]));
        assert_eq!(told("^011"), some(&["011+0"]));
        assert_eq!(told("_1NX"), some(&["1[2-9]x"]));
        assert_eq!(told("555"), None, "anything may stand before it");
        assert_eq!(told("^operator$"), some(&[]), "no phone has these keys");
        assert_eq!(told("^(?!9)\\d+$"), None);
        assert_eq!(told("^(\\d+)x(\\d+)$"), None);
    }

    #[test]
    fn few_texts_are_told_one_by_one() {
        assert_eq!(texts("^(888|8888)$").unwrap(), ["888", "8888"]);
        assert_eq!(texts("^\\+?1?5551212$").unwrap(), ["5551212", "15551212", "+5551212", "+15551212"]);
        assert_eq!(texts("^true$").unwrap(), ["true"]);
        assert_eq!(texts("^(10[01][0-9])$"), None);
        assert_eq!(texts("5551212"), None);
        assert_eq!(beginning("^\\+?1212").as_deref(), None);
        assert_eq!(beginning("^212").as_deref(), Some("212"));
        assert_eq!(beginning("^212(\\d*)$").as_deref(), Some("212"));
        assert_eq!(beginning("^212$"), None);
    }

    #[test]
    fn groups_are_taken_from_what_matches() {
        let mut expressions = Expressions::default();
        let mut groups = |expression: &str, text: &str| expressions.captures(expression, text);
        assert_eq!(groups("^(\\d)(\\d*)$", "123").unwrap().unwrap(), ["123", "1", "23"]);
        assert_eq!(groups("/^abc$/i", "ABC").unwrap().unwrap(), ["ABC"]);
        assert_eq!(groups("^1$", "2"), Some(None));
        assert_eq!(groups("", "x").unwrap().unwrap(), [""]);
        assert_eq!(groups("^(?=1)", "1"), None);
    }
}
