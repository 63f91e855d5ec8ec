//! From the shapes of `raw` to a [`Suite`], with everything that is wrong said on the way.

use std::collections::HashMap;
use std::ops::Range;

use super::expectation::Phrase;
use super::raw::{self, Text};
use super::{Draft, Expectation, Expected, Moment, Peer, Scenario, Suite};
use crate::call::{Caller, CallerError, Keys, OutcomeKind};
use crate::diagnostic::{Diagnostic, did_you_mean, has_errors, list};
use crate::document::OneOrMany;
use crate::moment::{self, MomentError};
use crate::number::PhoneNumber;
use crate::plan::Plan;
use crate::source::{Sources, Span, Spanned};

/// How many cases one scenario may come to: as many as one run is made for.
const MOST_CASES: usize = 1_000_000;

/// The longest name of a scenario, in characters.
const LONGEST_NAME: usize = 300;

impl Draft {
    /// Holds the scenarios against the plan. None: there are errors among the diagnostics.
    pub fn lower(&self, plan: &Plan, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<Suite> {
        let mut lower = Lower { plan, sources, diagnostics: Vec::new() };
        let mut names = HashMap::new();
        let scenarios: Vec<_> = self
            .scenarios
            .iter()
            .filter_map(|raw| {
                let name = lower.name(&raw.name);
                if let Some(name) = &name {
                    lower.check_unique(&mut names, name);
                }
                lower.scenario(name, raw)
            })
            .collect();
        let failed =
            has_errors(&lower.diagnostics) || !self.is_whole || scenarios.len() != self.scenarios.len();
        diagnostics.append(&mut lower.diagnostics);
        (!failed).then_some(Suite { file: self.file, scenarios })
    }
}

struct Lower<'a> {
    plan: &'a Plan,
    sources: &'a Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Lower<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The place of a part of a text.
    fn inside(&self, text: &Text, value: &str, part: Range<usize>) -> Span {
        text.span.inside_string(self.sources, value, part)
    }

    fn scenario(&mut self, name: Option<Spanned<String>>, raw: &raw::Scenario) -> Option<Scenario> {
        let call = self.call(&raw.call);
        let at = self.each(&raw.at, "at", Self::moment);
        let from = match &raw.from {
            Some(list) => self.each(list, "from", Self::caller),
            None => Some(vec![Peer::default()]),
        };
        let press = match &raw.press {
            Some(list) => self.each(list, "press", Self::keys),
            None => Some(vec![Keys::default()]),
        };
        let expect = raw.expect.given().and_then(|expect| self.expect(expect, raw.expect.span));
        let scenario =
            Scenario { name: name?, call: call?, at: at?, from: from?, press: press?, expect: expect? };
        let cases = [scenario.at.len(), scenario.from.len(), scenario.press.len()];
        let count = cases.into_iter().try_fold(1_usize, usize::checked_mul);
        if count.is_none_or(|count| count > MOST_CASES) {
            let [at, from, press] = cases;
            let message = format!("{at} times, {from} callers and {press} presses are too many cases");
            self.report(
                Diagnostic::error("too-many-cases", scenario.name.span, message)
                    .help(format!("one scenario can have {MOST_CASES} cases; split it")),
            );
            return None;
        }
        Some(scenario)
    }

    fn name(&mut self, text: &Text) -> Option<Spanned<String>> {
        let name = text.given()?;
        let fault = if name.trim().is_empty() {
            "the name is empty"
        } else if name.chars().any(char::is_control) {
            "the name must stand on one line, without control characters"
        } else if name.len() > LONGEST_NAME && name.chars().count() > LONGEST_NAME {
            "the name is too long for a name"
        } else {
            return Some(Spanned { value: name.clone(), span: text.span });
        };
        self.report(
            Diagnostic::error("bad-name", text.span, fault).help("say in one line what the scenario shows"),
        );
        None
    }

    fn check_unique(&mut self, names: &mut HashMap<String, Span>, name: &Spanned<String>) {
        if let Some(&first) = names.get(&name.value) {
            self.report(
                Diagnostic::error("duplicate-name", name.span, "two scenarios have the same name")
                    .label("again here")
                    .related(first, "first here")
                    .help("give one of them another name, so that a report is clear about which failed"),
            );
        } else {
            names.insert(name.value.clone(), name.span);
        }
    }

    /// Each element of a list that must have some. None: one of them cannot be used.
    fn each<T>(
        &mut self,
        list: &OneOrMany<Text>,
        key: &'static str,
        lower: impl Fn(&mut Self, &Text) -> Option<T>,
    ) -> Option<Vec<T>> {
        let texts = self.some(list, key)?;
        let lowered: Vec<Option<T>> = texts.iter().map(|text| lower(self, text)).collect();
        lowered.into_iter().collect()
    }

    /// The elements of a list, if it has any.
    fn some<'t>(&mut self, list: &'t OneOrMany<Text>, key: &str) -> Option<&'t [Text]> {
        if list.values.is_empty() && list.is_given {
            self.report(
                Diagnostic::error("empty-list", list.span, format!("the list `{key}` is empty"))
                    .help("write at least one into it"),
            );
        }
        (!list.values.is_empty()).then_some(list.values.as_slice())
    }

    fn call(&mut self, text: &Text) -> Option<PhoneNumber> {
        let value = text.given()?;
        if let Some(line) = self.plan.line_named(value.trim()) {
            return Some(self.plan.line(line).number.value);
        }
        match PhoneNumber::parse(value, self.plan.country) {
            Ok(dialled) if dialled.extension.is_some() => {
                self.report(
                    Diagnostic::error(
                        "extension",
                        text.span,
                        "an extension is not part of the number that is dialled",
                    )
                    .help("put its digits into `press`"),
                );
                None
            }
            Ok(dialled) => Some(dialled.number),
            Err(error) => {
                let lines = || self.plan.lines().map(|(_, line)| line.key.as_str());
                let near = did_you_mean(value, lines());
                let is_name = near.is_some() || !value.chars().any(|c| c.is_ascii_digit());
                let diagnostic = if is_name {
                    let message =
                        format!("there is no line `{}`, and this is no phone number", value.escape_debug());
                    let help = near.map_or_else(
                        || format!("the lines are {}", list(lines()).replace(" or ", " and ")),
                        |near| format!("did you mean `{near}`?"),
                    );
                    Diagnostic::error("unknown-name", text.span, message).help(help)
                } else {
                    let span = self.inside(text, value, error.at.clone());
                    Diagnostic::error("bad-number", span, error.fault.to_string())
                        .help("write a number as `1-800-555-0100`, or the name of a line")
                };
                self.report(diagnostic);
                None
            }
        }
    }

    fn moment(&mut self, text: &Text) -> Option<Moment> {
        let value = text.given()?;
        let code = match moment::parse(value, self.plan.zone) {
            Ok(instant) => return Some(Moment { written: value.trim().to_owned(), instant }),
            Err(error) => (code_of(&error), error.to_string()),
        };
        let (message, help) = match code.1.split_once(": ") {
            Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
            None => (code.1, None),
        };
        self.report(Diagnostic::error(code.0, text.span, message).maybe_help(help));
        None
    }

    fn caller(&mut self, text: &Text) -> Option<Peer> {
        let value = text.given()?;
        let diagnostic = match Caller::parse(value, self.plan.country) {
            Ok(caller) => return Some(Peer { written: value.trim().to_owned(), caller }),
            Err(CallerError::NoSuchZone(_, near)) => {
                let help = near.map_or("write one such as `America/Denver`".to_owned(), |near| {
                    format!("did you mean `{near}`?")
                });
                let message = format!("there is no time zone `{}`", value.escape_debug());
                Diagnostic::error("unknown-zone", text.span, message).help(help)
            }
            Err(CallerError::Neither(_, error)) => {
                let span = self.inside(text, value, error.at.clone());
                let message = "this caller is neither a phone number nor a time zone";
                Diagnostic::error("bad-caller", span, message)
                    .label(error.fault.to_string())
                    .help("write a number as `1-615-555-0100`, or a zone such as `America/Denver`")
            }
        };
        self.report(diagnostic);
        None
    }

    fn keys(&mut self, text: &Text) -> Option<Keys> {
        let value = text.given()?;
        match value.parse::<Keys>() {
            Ok(keys) => Some(keys),
            Err(error) => {
                let span = self.inside(text, value, error.at..error.at + error.character.len_utf8());
                let message = format!("`{}` is not a key", error.character.escape_debug());
                self.report(
                    Diagnostic::error("bad-keys", span, message)
                        .help("keys are 0 to 9, * and #, and a comma waits two seconds"),
                );
                None
            }
        }
    }

    fn expect(&mut self, raw: &raw::Expect, span: Span) -> Option<Vec<Expectation>> {
        let plan = self.plan;
        let reported = self.diagnostics.len();
        let mut expect = Vec::new();
        let mut add = |span, expected: Option<Expected>| {
            expect.extend(expected.map(|expected| Expectation { span, expected }));
        };
        let texts = [&raw.outcome, &raw.step, &raw.line, &raw.closed_by, &raw.reason];
        let mut named = texts.iter().any(|text| text.is_some());
        if let Some(text) = &raw.outcome {
            let words = || OutcomeKind::ALL.into_iter().map(OutcomeKind::word);
            let kind = self.known(text, "outcome", words, OutcomeKind::from_word);
            add(text.span, kind.map(Expected::Outcome));
        }
        if let Some(text) = &raw.step {
            let steps = || plan.steps().map(|(_, step)| step.key.as_str());
            let faxes = || plan.contacts().filter(|(_, contact)| contact.fax.is_some());
            let places = || steps().chain(faxes().map(|(_, contact)| contact.key.as_str()));
            let key = self.known(text, "step", places, |key| places().find(|&place| place == key));
            add(text.span, key.map(|key| Expected::Step(key.to_owned())));
        }
        if let Some(text) = &raw.line {
            let lines = || plan.lines().map(|(_, line)| line.key.as_str());
            add(text.span, self.known(text, "line", lines, |key| plan.line_named(key)).map(Expected::Line));
        }
        if let Some(text) = &raw.closed_by {
            let hours = || plan.schedules().map(|(_, schedule)| schedule.key.as_str());
            let schedule = self.known(text, "schedule", hours, |key| plan.schedule_named(key));
            add(text.span, schedule.map(Expected::ClosedBy));
        }
        if let Some(text) = &raw.reason {
            add(text.span, self.phrase(text).map(Expected::Reason));
        }
        for (list, key, expected) in [
            (&raw.hears, "hears", Expected::Hears as fn(Phrase) -> Expected),
            (&raw.never_hears, "never_hears", Expected::NeverHears),
        ] {
            let Some(list) = list else { continue };
            named = true;
            for text in self.some(list, key).unwrap_or_default() {
                add(text.span, self.phrase(text).map(expected));
            }
        }
        if let Some(path) = &raw.path {
            named = true;
            add(path.span, self.path(path.given().map(Vec::as_slice).unwrap_or_default(), path.span));
        }
        if !named && self.diagnostics.len() == reported {
            self.report(
                Diagnostic::error("empty-expect", span, "`expect` says nothing, so nothing can fail")
                    .help("write what must come of the call: `expect = { outcome = \"transferred\" }`"),
            );
        }
        (self.diagnostics.len() == reported && !expect.is_empty()).then_some(expect)
    }

    /// What a name of the plan, or a word of the format, stands for.
    fn known<'w, T, W: Iterator<Item = &'w str>>(
        &mut self,
        text: &Text,
        what: &str,
        words: impl Fn() -> W,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = text.given()?;
        let found = find(value);
        if found.is_none() {
            let help = did_you_mean(value, words()).map_or_else(
                || format!("there is {}", list(words()).replace(" or ", " and ")),
                |near| format!("did you mean `{near}`?"),
            );
            let message = match what {
                "outcome" => format!("no call ends as `{}`", value.escape_debug()),
                "schedule" => format!("the plan has no hours named `{}`", value.escape_debug()),
                _ => format!("the plan has no {what} named `{}`", value.escape_debug()),
            };
            self.report(Diagnostic::error("unknown-name", text.span, message).help(help));
        }
        found
    }

    fn phrase(&mut self, text: &Text) -> Option<Phrase> {
        let value = text.given()?;
        if value.trim().is_empty() {
            self.report(
                Diagnostic::error("empty-text", text.span, "this text is empty, and is found in everything")
                    .help("write some of the words"),
            );
            return None;
        }
        Some(Phrase::new(value))
    }

    fn path(&mut self, steps: &[Text], span: Span) -> Option<Expected> {
        if steps.is_empty() {
            self.report(
                Diagnostic::error("empty-list", span, "the path is empty")
                    .help("list the steps that the call comes to, or write `outcome = \"not-in-service\"`"),
            );
            return None;
        }
        let plan = self.plan;
        let words = || plan.steps().map(|(_, step)| step.key.as_str());
        let steps: Vec<_> =
            steps.iter().map(|text| self.known(text, "step", words, |key| plan.step_named(key))).collect();
        steps.into_iter().collect::<Option<Vec<_>>>().map(Expected::Path)
    }
}

fn code_of(error: &MomentError) -> &'static str {
    match error {
        MomentError::Gap(_) => "time-skipped",
        MomentError::Fold(_) => "time-twice",
        MomentError::UnknownZone(_) => "unknown-zone",
        MomentError::Unreadable { .. } | MomentError::NoTime(_) | MomentError::OutOfRange => "bad-time",
    }
}
