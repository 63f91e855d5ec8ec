//! Scenario files whose expectations say what calls came to.
//!
//! Only the keys that failed are touched; comments, order and everything else stay as they are. A file that was in the
//! one style stays in it.

use std::ops::Range;

use toml_edit::{Array, Document, Item, TableLike, Value};

use super::blessed::BlessedExpectation;
use super::model::Suite;
use super::play::Player;
use crate::base::source::{Span, Spanned};
use crate::base::tidy;
use crate::plan::Plan;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlessResult {
    /// The text, with every expectation rewritten that can be.
    pub text: String,
    /// How many expectations were rewritten.
    pub rewritten: usize,
    /// The expectations that stay as they are, each with the reason.
    pub left: Vec<Spanned<&'static str>>,
}

/// Rewrites the expectations of a suite that its calls do not meet. `text` is the file that the suite was read from.
#[must_use]
pub fn bless(text: &str, suite: &Suite, plan: &Plan) -> BlessResult {
    let mut blessing = BlessResult { text: text.to_owned(), rewritten: 0, left: Vec::new() };
    let mut changes = Vec::new();
    for span in missed(suite, plan, &mut blessing.left) {
        if span.file != suite.file {
            let value = "only you can rewrite it: it is in a CSV file";
            blessing.left.push(Spanned { value, span });
            continue;
        }
        match agreed(suite, plan, span) {
            BlessedExpectation::Unclear(reason) => blessing.left.push(Spanned { value: reason, span }),
            blessed => changes.push((span, blessed)),
        }
    }
    let Ok(document) = Document::parse(text) else { return blessing };
    let places: Vec<_> = changes.iter().map(|(span, _)| place(document.as_table(), &span.range())).collect();
    let mut document = document.into_mut();
    for ((span, blessed), place) in changes.into_iter().zip(places) {
        let done = place.is_some_and(|place| rewrite(document.as_table_mut(), &place, blessed));
        if done {
            blessing.rewritten += 1;
        } else {
            blessing.left.push(Spanned { value: "nothing would be left to expect", span });
        }
    }
    if blessing.rewritten > 0 {
        let mut written = document.to_string();
        if text.contains("\r\n") {
            // The editor of TOML ends every line in its own way.
            written = written.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        let was_tidy = tidy::formatted("", text).is_ok_and(|tidy| tidy == text);
        blessing.text = if was_tidy { tidy::formatted("", &written).unwrap_or(written) } else { written };
    }
    blessing
}

/// Where the expectations stand that some case misses, in the order of the file. What is missed at a step on the way
/// stays as it is: it is a script, and only people know how it should go on.
fn missed(suite: &Suite, plan: &Plan, left: &mut Vec<Spanned<&'static str>>) -> Vec<Span> {
    let mut player = Player::default();
    let mut missed = Vec::new();
    for scenario in &suite.scenarios {
        for case in (0..scenario.count()).map(|position| scenario.case(position)) {
            let verdict = player.play(plan, scenario, case);
            if !verdict.is_failure() {
                continue;
            }
            missed.extend(verdict.missed().map(|position| scenario.expect(case)[position].span));
            let value = "only you can say how the steps should continue";
            left.extend(verdict.on_the_way().iter().map(|missed| Spanned { value, span: missed.span }));
        }
    }
    missed.sort_unstable();
    missed.dedup();
    missed
}

/// What the expectation that stands here would have to say to be met by every case that it is about: those of its row, or
/// of the whole file where it is a default. Cases that are skipped or known to fail have no say.
fn agreed(suite: &Suite, plan: &Plan, span: Span) -> BlessedExpectation {
    let mut agreed = None;
    for scenario in &suite.scenarios {
        for case in (0..scenario.count()).map(|position| scenario.case(position)) {
            if scenario.mark(case).is_some() {
                continue;
            }
            let here = scenario.expect(case).iter().find(|expectation| expectation.span == span);
            let Some(expectation) = here else { continue };
            let record = scenario.record(plan, case);
            let blessed = expectation.expected.blessed(scenario.plan(plan), &record);
            if *agreed.get_or_insert_with(|| blessed.clone()) != blessed {
                return BlessedExpectation::Unclear(
                    "its cases now end differently: write one scenario for each",
                );
            }
        }
    }
    agreed.unwrap_or(BlessedExpectation::Absent)
}

/// A part of the way from the top of a file to a value.
enum PathSegment {
    Key(String),
    Index(usize),
}

/// The way to the key of an `expect` whose value stands at this range.
fn place(table: &dyn TableLike, wanted: &Range<usize>) -> Option<Vec<PathSegment>> {
    let in_row = |index: usize, row: &dyn TableLike| {
        let mut way = place(row, wanted)?;
        way.insert(0, PathSegment::Index(index));
        Some(way)
    };
    for (key, item) in table.iter() {
        let is_here = || item.span().is_some_and(|span| span.start <= wanted.start && wanted.end <= span.end);
        let inner = match item {
            Item::ArrayOfTables(rows) => rows.iter().enumerate().find_map(|(index, row)| in_row(index, row)),
            Item::Value(Value::Array(rows)) => {
                let mut rows = rows.iter().enumerate();
                let found = rows.find_map(|(index, row)| in_row(index, row.as_inline_table()?));
                found.or_else(|| is_here().then(Vec::new))
            }
            item => match item.as_table_like() {
                Some(table) => place(table, wanted),
                None => is_here().then(Vec::new),
            },
        };
        if let Some(mut way) = inner {
            way.insert(0, PathSegment::Key(key.to_owned()));
            return Some(way);
        }
    }
    None
}

/// Rewrites the value at the end of a way, or takes its key away. False: that would leave nothing to expect, or the value
/// is not one of an `expect`.
fn rewrite(top: &mut dyn TableLike, way: &[PathSegment], blessed: BlessedExpectation) -> bool {
    let [before @ .., PathSegment::Key(expect), PathSegment::Key(key)] = way else { return false };
    let Some(table) = table_at(top, before) else { return false };
    let Some(table) = table.get_mut(expect).filter(|_| expect == "expect").and_then(Item::as_table_like_mut)
    else {
        return false;
    };
    let mut value = match blessed {
        BlessedExpectation::Text(text) => Value::from(text),
        BlessedExpectation::Texts(texts) => Value::from(Array::from_iter(texts)),
        BlessedExpectation::Absent if table.len() > 1 => return table.remove(key).is_some(),
        BlessedExpectation::Absent | BlessedExpectation::Unclear(_) => return false,
    };
    let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) else { return false };
    // The white space around a value, and the comment behind it.
    *value.decor_mut() = old.decor().clone();
    *old = value;
    true
}

fn table_at<'t>(mut table: &'t mut dyn TableLike, mut way: &[PathSegment]) -> Option<&'t mut dyn TableLike> {
    loop {
        match way {
            [] => return Some(table),
            [PathSegment::Key(key), PathSegment::Index(index), rest @ ..] => {
                table = match table.get_mut(key)? {
                    Item::ArrayOfTables(rows) => rows.get_mut(*index)?,
                    item => item.as_array_mut()?.get_mut(*index)?.as_inline_table_mut()?,
                };
                way = rest;
            }
            [PathSegment::Key(key), rest @ ..] => {
                table = table.get_mut(key)?.as_table_like_mut()?;
                way = rest;
            }
            [PathSegment::Index(_), ..] => return None,
        }
    }
}
