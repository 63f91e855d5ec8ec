//! One scenario: its name, its rows, and what is to be thought of a failure.

use std::collections::HashMap;
use std::sync::Arc;

use super::layer::{Layer, LayerValue};
use super::lowering::ScenarioLowering;
use super::promises::ExpectKeys;
use super::rows::LoweredRow;
use crate::base::diagnostic::{Diagnostic, breaks_line};
use crate::base::document::Placed;
use crate::base::source::{Span, Spanned};
use crate::call::{KeySequence, OutsideAnswers};
use crate::suite::scenario::expectation::Expectation;
use crate::suite::scenario::model::{CallerSpec, CaseRow, Scenario};
use crate::suite::scenario::raw::{self, PlacedText};
use crate::suite::scenario::script::{Action, ScriptStep};
use crate::suite::scenario::written::LONGEST_NAME;

/// How many cases one scenario may come to: as many as one run is made for.
const MAX_CASES: usize = 1_000_000;

impl ScenarioLowering<'_> {
    pub(super) fn scenario(
        &mut self,
        name: Option<Spanned<String>>,
        raw: &raw::RawScenario,
        header: Span,
    ) -> Option<Scenario> {
        let reported = self.diagnostics.len();
        let own = self.layer(&raw.into());
        let steps = raw.steps.as_ref().map(|steps| self.steps(steps));
        let rows = self.rows(raw, name.as_ref().map_or(header, |name| name.span));
        let mut tags = self.tags.clone();
        if let Some(list) = &raw.tags {
            tags.extend(self.tag_list(list));
        }
        let mark = self.mark(raw.xfail.as_ref(), raw.skip.as_ref());
        let stands_for = raw.stands_for.as_ref().and_then(|placed| self.stands_for(placed));
        let changed = raw
            .r#override
            .as_ref()
            .and_then(|placed| placed.given().and_then(|changes| self.changed_plan(changes, placed.span)));
        self.check_press(raw, rows.as_deref());
        let (steps, mut rows) = (steps.map_or(Some(Vec::new()), |steps| steps), rows?);
        for row in &mut rows {
            row.mark = row.mark.take().or_else(|| mark.clone());
        }
        let rows = self.merged(raw, header, &own, steps.as_deref(), rows)?;
        let name = name?;
        let counts = self.counts(&name, &rows)?;
        let is_good = self.diagnostics.len() == reported;
        let scenario = Scenario { name, tags, stands_for, rows, steps: steps?, changed, counts };
        is_good.then_some(scenario)
    }

    /// How many real calls a case stands for.
    fn stands_for(&mut self, placed: &Placed<i64>) -> Option<u64> {
        let given = *placed.given()?;
        let count = u64::try_from(given).ok().filter(|count| *count > 0);
        if count.is_none() {
            let message = format!("`stands_for` cannot be {given}");
            self.report(
                Diagnostic::error("bad-count", placed.span, message).help("write 1 or more, or leave it out"),
            );
        }
        count
    }

    pub(super) fn name(&mut self, text: &PlacedText) -> Option<Spanned<String>> {
        let name = text.given()?;
        let fault = if name.trim().is_empty() {
            "the name is empty"
        } else if name.chars().any(breaks_line) {
            "the name must be on one line, without control characters"
        } else if name.len() > LONGEST_NAME && name.chars().count() > LONGEST_NAME {
            "the name is too long for a name"
        } else {
            return Some(Spanned { value: name.clone(), span: text.span });
        };
        self.report(
            Diagnostic::error("bad-name", text.span, fault).help("write in one line what the scenario shows"),
        );
        None
    }

    pub(super) fn check_unique(
        &mut self,
        names: &mut HashMap<String, Span>,
        name: &Spanned<String>,
        what: &str,
    ) {
        if let Some(&first) = names.get(&name.value) {
            self.report(
                Diagnostic::error("duplicate-name", name.span, format!("two {what} have the same name"))
                    .label("again here")
                    .related(first, "first here")
                    .help("give one of them another name, so that a report shows which one failed"),
            );
        } else {
            names.insert(name.value.clone(), name.span);
        }
    }

    /// The rows of the scenario, in the file and beside it; one that says nothing where there are none. None: some
    /// cannot be used.
    fn rows(&mut self, raw: &raw::RawScenario, span: Span) -> Option<Vec<LoweredRow>> {
        if raw.case.is_none() && raw.cases_from.is_none() {
            return Some(vec![LoweredRow { name: None, span, layer: Layer::SILENT, mark: None }]);
        }
        let mut rows = Vec::new();
        let mut is_whole = true;
        if let Some(tables) = &raw.case {
            let list = tables.given().map(Vec::as_slice).unwrap_or_default();
            if list.is_empty() && tables.given().is_some() {
                let help = "write `[[scenario.case]]` above each row";
                self.report(
                    Diagnostic::error("empty-list", tables.span, "the list `case` is empty").help(help),
                );
            }
            is_whole &= !list.is_empty() && list.iter().all(|row| row.given().is_some());
            let given = list.iter().filter_map(|row| Some((row.span, row.given()?)));
            rows.extend(given.map(|(span, row)| self.row(row, span)));
        }
        if let Some(path) = &raw.cases_from {
            let table = self.table_named(path);
            is_whole &= table.is_some();
            rows.extend(table.into_iter().flatten());
        }
        let mut names = HashMap::new();
        for row in &rows {
            if let Some(name) = &row.name {
                self.check_unique(&mut names, name, "cases of this scenario");
            }
        }
        is_whole.then_some(rows)
    }

    fn table_named(&mut self, path: &PlacedText) -> Option<Vec<LoweredRow>> {
        let written = path.given()?;
        let Some((_, file)) = self.tables.iter().find(|(name, _)| name == written) else {
            let message = format!("`{}` has not been read", written.escape_debug());
            self.report(Diagnostic::error("no-table", path.span, message));
            return None;
        };
        self.table((*file)?)
    }

    /// Keys and steps are two ways to say the same thing.
    fn check_press(&mut self, raw: &raw::RawScenario, rows: Option<&[LoweredRow]>) {
        let Some(steps) = &raw.steps else { return };
        let from_rows = raw.case.as_ref().and_then(Placed::given).into_iter().flatten();
        let in_rows = from_rows.filter_map(|row| row.given()?.press.as_ref());
        let mut places: Vec<Span> = raw.press.iter().chain(in_rows).map(|press| press.span).collect();
        if places.is_empty() && rows.is_some_and(|rows| rows.iter().any(|row| !row.layer.press.is_nothing()))
        {
            places.extend(raw.cases_from.as_ref().map(|path| path.span));
        }
        for span in places {
            self.report(
                Diagnostic::error("press-and-steps", span, "a scenario with `steps` presses keys there")
                    .related(steps.span, "the steps")
                    .help("write a step `{ press = \"...\" }`, or remove the steps"),
            );
        }
    }

    /// The rows with what the scenario and the suite say where they say nothing. `steps` is none where they have a
    /// mistake.
    fn merged(
        &mut self,
        raw: &raw::RawScenario,
        header: Span,
        own: &Layer,
        steps: Option<&[ScriptStep]>,
        rows: Vec<LoweredRow>,
    ) -> Option<Vec<CaseRow>> {
        let nobody: Arc<[CallerSpec]> = [CallerSpec::default()].into();
        let nothing: Arc<[KeySequence]> = [KeySequence::default()].into();
        let has_steps = raw.steps.is_some();
        let promises = steps.is_none_or(|steps| {
            let is_promise = |step: &ScriptStep| matches!(step.action, Action::Hear(_) | Action::Expect(_));
            steps.iter().any(is_promise)
        });
        let base = own.expect.over(&self.defaults.expect);
        let shared: Option<Arc<[Expectation]>> = base.this().map(ExpectKeys::expectations);
        let mut lacks: [(&'static str, Vec<Span>); 3] =
            [("call", vec![]), ("at", vec![]), ("expect", vec![])];
        let known_answers = own.answers.over(&self.defaults.answers);
        let as_usual: Arc<OutsideAnswers> = Arc::default();
        let count = rows.len();
        let mut merged = Vec::with_capacity(count);
        for LoweredRow { name, span, layer, mark } in rows {
            let defaults = &self.defaults;
            let call = layer.call.or(&own.call).or(&defaults.call);
            let at = layer.at.or(&own.at).or(&defaults.at);
            let from = layer.from.or(&own.from).or(&defaults.from);
            let press = layer.press.or(&own.press).or(&defaults.press);
            let answers = layer.answers.over(&known_answers);
            let expect = match &layer.expect {
                LayerValue::Nothing => match &base {
                    LayerValue::Nothing if promises => Some(Arc::default()),
                    _ => shared.clone(),
                },
                said => said.over(&base).this().map(ExpectKeys::expectations),
            };
            let promises_nothing = layer.expect.is_nothing() && base.is_nothing() && !promises;
            let missing = [call.is_nothing(), at.is_nothing(), promises_nothing];
            for ((_, rows), is_missing) in lacks.iter_mut().zip(missing) {
                rows.extend(is_missing.then_some(span));
            }
            let from = if from.is_nothing() { Some(&nobody) } else { from.this() };
            let press = if press.is_nothing() || has_steps { Some(&nothing) } else { press.this() };
            let answers = if answers.is_nothing() { Some(&as_usual) } else { answers.this() };
            if let (Some(call), Some(at), Some(from), Some(press), Some(answers), Some(expect)) =
                (call.this(), at.this(), from, press, answers, expect)
            {
                let (call, at, from) = (Arc::clone(call), Arc::clone(at), Arc::clone(from));
                let name = name.map(|name| name.value);
                merged.push(Some(CaseRow {
                    name,
                    span,
                    call,
                    at,
                    from,
                    press: Arc::clone(press),
                    answers: Arc::clone(answers),
                    expect,
                    mark,
                }));
            } else {
                merged.push(None);
            }
        }
        // In a file with syntax errors, what seems to be missing may only be hidden by one.
        if self.is_whole {
            let has_table = raw.case.is_some() || raw.cases_from.is_some();
            for (key, rows) in lacks {
                if self.is_misspelled(header, key) {
                    continue;
                }
                let rows: Vec<Span> = rows.into_iter().filter(|&row| !self.is_misspelled(row, key)).collect();
                match rows.as_slice() {
                    [] => {}
                    _ if !has_table => self.missing(raw, header, key),
                    [first, ..] if rows.len() == count && count > 1 => {
                        self.missing_in_row(key, *first, Some(header));
                    }
                    rows => rows.iter().for_each(|&row| self.missing_in_row(key, row, None)),
                }
            }
        }
        merged.into_iter().collect()
    }

    /// As the reader says it of keys that no default can stand in for.
    fn missing(&mut self, raw: &raw::RawScenario, header: Span, key: &str) {
        let words = raw.name.given().filter(|name| is_short(name));
        let words = words.map_or("this scenario".to_owned(), |name| format!("scenario \"{name}\""));
        self.report(
            Diagnostic::error("missing-key", header, format!("{words} has no `{key}`"))
                .label(format!("`{key}` is missing"))
                .help(format!("write `{key} = {}`", example(key))),
        );
    }

    /// The same of a row. With the header of the scenario: no other row has it either.
    fn missing_in_row(&mut self, key: &str, row: Span, of_all: Option<Span>) {
        let text = self.sources.file(row.file).text().get(row.range()).unwrap_or_default();
        let first = text.lines().next().unwrap_or_default().trim_end();
        let place = Span { end: row.start + first.len() as u32, ..row };
        let message = match of_all {
            None => format!("this case has no `{key}`, and neither has its scenario"),
            Some(_) => format!("neither this case nor any other of its scenario has `{key}`"),
        };
        let missing = Diagnostic::error("missing-key", place, message).label(format!("`{key}` is missing"));
        let missing = match of_all {
            Some(header) => missing.related(header, "the scenario, which could say it for all"),
            None => missing,
        };
        let help = match key {
            "expect" => {
                "write what the call must come to, such as `outcome`, in the row or the scenario".to_owned()
            }
            _ => {
                format!("write it in the row, or `{key} = {}` in the scenario for all rows", example(key))
            }
        };
        self.report(missing.help(help));
    }

    /// How many cases there are up to the end of each row.
    fn counts(&mut self, name: &Spanned<String>, rows: &[CaseRow]) -> Option<Vec<usize>> {
        let mut counts = Vec::with_capacity(rows.len());
        let mut total = 0_usize;
        for row in rows {
            let sum = row.count().and_then(|count| total.checked_add(count)).filter(|&sum| sum <= MAX_CASES);
            let Some(sum) = sum else {
                let CaseRow { call, at, from, press, .. } = row;
                let sizes = [call.len(), at.len(), from.len(), press.len()].map(|size| size.to_string());
                let message = format!(
                    "numbers, times, callers and keys multiply to too many cases: {}",
                    sizes.join(" × ")
                );
                let help = format!("a scenario can have at most {MAX_CASES} cases; split it");
                self.report(Diagnostic::error("too-many-cases", name.span, message).help(help));
                return None;
            };
            total = sum;
            counts.push(total);
        }
        Some(counts)
    }
}

/// What can be written under a key.
fn example(key: &str) -> &'static str {
    match key {
        "call" => "\"1-800-555-0100\"",
        "at" => "\"2026-03-02 10:00\"",
        _ => "{ outcome = \"transferred\" }",
    }
}

/// Whether a name can stand in a sentence.
fn is_short(name: &str) -> bool {
    !name.chars().any(breaks_line) && name.chars().count() <= 100
}
