//! What must come of a call.

use std::sync::Arc;

use super::promises::ExpectKeys;

use jiff::SignedDuration;

use super::lowering::ScenarioLowering;
use crate::base::diagnostic::{Diagnostic, list};
use crate::base::document::{OneOrMany, Placed};
use crate::base::source::Span;
use crate::call::OutcomeKind;
use crate::plan::{StepId, StepKind};
use crate::suite::scenario::expectation::{Expectation, ExpectationKind};
use crate::suite::scenario::folded_text::FoldedText;
use crate::suite::scenario::phrase::Phrase;
use crate::suite::scenario::raw::{self, PlacedText};

/// So many phrases or steps can be listed under one key.
const MAX_LISTED: usize = 500;

/// A count of missteps as an expectation.
type Counted = fn(u32) -> ExpectationKind;

impl ScenarioLowering<'_> {
    pub(super) fn expect(&mut self, raw: &raw::RawExpect, span: Span) -> Option<ExpectKeys> {
        let reported = self.diagnostics.len();
        let mut promises = ExpectKeys::default();
        self.expect_end(raw, &mut promises);
        self.expect_words(raw, &mut promises);
        self.expect_way(raw, &mut promises);
        self.expect_numbers(raw, &mut promises);
        if promises.list.is_empty() && self.diagnostics.len() == reported && !self.is_mistaken(span) {
            self.report(
                Diagnostic::error("empty-expect", span, "`expect` is empty, so nothing can fail")
                    .help("write what the call must come to: `expect = { outcome = \"transferred\" }`"),
            );
        }
        (self.diagnostics.len() == reported && !promises.list.is_empty()).then_some(promises)
    }

    /// Where and how the call ends.
    fn expect_end(&mut self, raw: &raw::RawExpect, promises: &mut ExpectKeys) {
        let plan = self.plan;
        if let Some(text) = &raw.outcome {
            let words = || OutcomeKind::ALL.into_iter().map(OutcomeKind::word);
            let kind = self.known(text, "outcome", words, OutcomeKind::from_word);
            promises.add("outcome", text.span, kind.map(ExpectationKind::Outcome));
        }
        if let Some(text) = &raw.step {
            let steps = || plan.steps().map(|(_, step)| step.key.as_str());
            let faxes = || plan.contacts().filter(|(_, contact)| contact.fax.is_some());
            let places = || steps().chain(faxes().map(|(_, contact)| contact.key.as_str()));
            let key = self.known(text, "step", places, |key| places().find(|&place| place == key));
            promises.add("step", text.span, key.map(|key| ExpectationKind::Step(key.to_owned())));
        }
        if let Some(text) = &raw.destination {
            let destination = self.destination(text);
            promises.add("destination", text.span, destination.map(ExpectationKind::Destination));
        }
        if let Some(text) = &raw.line {
            let lines = || plan.lines().map(|(_, line)| line.key.as_str());
            let line = self.known(text, "line", lines, |key| plan.line_named(key));
            promises.add("line", text.span, line.map(ExpectationKind::Line));
        }
        if let Some(text) = &raw.closed_by {
            let schedule = self.schedule_named(text);
            promises.add("closed_by", text.span, schedule.map(ExpectationKind::ClosedBy));
        }
        if let Some(text) = &raw.reason {
            let phrase = self.phrase(text);
            promises.add("reason", text.span, phrase.map(ExpectationKind::Reason));
        }
        if let Some(text) = &raw.next_open {
            let moment = self.moment(text);
            promises.add(
                "next_open",
                text.span,
                moment.map(|moment| ExpectationKind::NextOpen(moment.instant)),
            );
        }
    }

    /// A destination by its key, or by the name that people use where only one has it.
    fn destination(&mut self, text: &PlacedText) -> Option<StepId> {
        let value = text.given()?;
        if let Some(&known) = self.readings.destinations.get(value) {
            return Some(known);
        }
        let found = self.destination_named(text, value);
        if let Some(found) = found {
            self.readings.destinations.insert(value.clone(), found);
        }
        found
    }

    fn destination_named(&mut self, text: &PlacedText, value: &str) -> Option<StepId> {
        let plan = self.plan;
        let destinations = || plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Destination(_)));
        if let Some((id, _)) = destinations().find(|(_, step)| step.key == value) {
            return Some(id);
        }
        let wanted = FoldedText::of(value);
        let is_named =
            |name: &Option<String>| name.as_ref().is_some_and(|name| FoldedText::of(name) == wanted);
        let named: Vec<_> = destinations().filter(|(_, step)| is_named(&step.name)).collect();
        let diagnostic = match named.as_slice() {
            [(id, _)] => return Some(*id),
            [] => {
                let words = destinations()
                    .flat_map(|(_, step)| [Some(step.key.as_str()), step.name.as_deref()])
                    .flatten();
                let keys = || destinations().map(|(_, step)| step.key.as_str());
                let help = self.suggestion(value, words).unwrap_or_else(|| {
                    format!("the destinations are {}", list(keys()).replace(" or ", " and "))
                });
                let message = format!("the plan has no destination named `{}`", value.escape_debug());
                Diagnostic::error("unknown-name", text.span, message).help(help)
            }
            several => {
                let keys = list(several.iter().map(|(_, step)| step.key.as_str()));
                let message = format!("{} destinations have this name", several.len());
                Diagnostic::error("ambiguous-name", text.span, message).help(format!("write {keys}"))
            }
        };
        self.report(diagnostic);
        None
    }

    /// What is heard.
    fn expect_words(&mut self, raw: &raw::RawExpect, promises: &mut ExpectKeys) {
        if let Some(list) = &raw.hears {
            let texts = self.listed(list, "hears");
            let phrases: Option<Vec<_>> =
                texts.iter().map(|text| self.phrase(text)).collect::<Vec<_>>().into_iter().collect();
            let phrases: Arc<[Phrase]> = phrases.unwrap_or_default().into();
            for (position, (_, text)) in phrases.iter().zip(texts).enumerate() {
                let expected = match &*phrases {
                    [only] => ExpectationKind::Hears(only.clone()),
                    _ => ExpectationKind::HearsAfter(Arc::clone(&phrases), position),
                };
                promises.add("hears", text.span, Some(expected));
            }
        }
        for (list, key, expected) in [
            (
                &raw.hears_in_any_order,
                "hears_in_any_order",
                ExpectationKind::Hears as fn(Phrase) -> ExpectationKind,
            ),
            (&raw.never_hears, "never_hears", ExpectationKind::NeverHears),
        ] {
            let Some(list) = list else { continue };
            for text in self.listed(list, key) {
                let phrase = self.phrase(text);
                promises.add(key, text.span, phrase.map(expected));
            }
        }
    }

    /// Which steps the call comes to.
    fn expect_way(&mut self, raw: &raw::RawExpect, promises: &mut ExpectKeys) {
        if let Some(path) = &raw.path {
            let path_given = path.given().map(Vec::as_slice).unwrap_or_default();
            let expected = self.path(path_given, path.span);
            promises.add("path", path.span, expected);
        }
        for (list, key, expected) in [
            (&raw.passes, "passes", ExpectationKind::Passes as fn(StepId) -> ExpectationKind),
            (&raw.never_passes, "never_passes", ExpectationKind::NeverPasses),
        ] {
            let Some(list): &Option<OneOrMany<PlacedText>> = list else { continue };
            for text in self.listed(list, key) {
                let step = self.step_named(text);
                promises.add(key, text.span, step.map(expected));
            }
        }
    }

    /// The elements of a list, which must have some, and no more than can be looked at for every call.
    pub(super) fn listed<'t>(&mut self, list: &'t OneOrMany<PlacedText>, key: &str) -> &'t [PlacedText] {
        let texts = self.some(list, key).unwrap_or_default();
        if texts.len() <= MAX_LISTED {
            return texts;
        }
        let message = format!("the list `{key}` has {} elements; the limit is {MAX_LISTED}", texts.len());
        self.report(
            Diagnostic::error("too-many-entries", list.span, message)
                .help("split the scenario into several, one for each thing that it shows"),
        );
        &[]
    }

    fn path(&mut self, steps: &[PlacedText], span: Span) -> Option<ExpectationKind> {
        if steps.is_empty() {
            self.report(
                Diagnostic::error("empty-list", span, "the path is empty")
                    .help("list the steps that the call comes to, or write `outcome = \"not-in-service\"`"),
            );
            return None;
        }
        if steps.len() > MAX_LISTED {
            let message = format!("the path has {} steps; the limit is {MAX_LISTED}", steps.len());
            self.report(
                Diagnostic::error("too-many-entries", span, message)
                    .help("name the steps that matter in `passes`"),
            );
            return None;
        }
        let steps: Vec<_> = steps.iter().map(|text| self.step_named(text)).collect();
        steps.into_iter().collect::<Option<Vec<_>>>().map(ExpectationKind::Path)
    }

    /// How long it takes, and how often the caller did not do what was asked for.
    fn expect_numbers(&mut self, raw: &raw::RawExpect, promises: &mut ExpectKeys) {
        if let Some(seconds) = &raw.seconds
            && let Some(bounds) = seconds.given()
        {
            self.seconds(bounds, seconds.span, promises);
        }
        for (count, key, expected) in [
            (&raw.no_inputs, "no_inputs", ExpectationKind::NoInputs as Counted),
            (&raw.no_matches, "no_matches", ExpectationKind::NoMatches),
        ] {
            let Some(count) = count else { continue };
            let Some(&given) = count.given() else { continue };
            let number = u32::try_from(given).ok();
            if number.is_none() {
                let message = format!("`{key}` cannot be {given}");
                self.report(Diagnostic::error("bad-count", count.span, message).help("write 0 or more"));
            }
            promises.add(key, count.span, number.map(expected));
        }
    }

    fn seconds(&mut self, bounds: &raw::RawSeconds, span: Span, promises: &mut ExpectKeys) {
        let reported = self.diagnostics.len();
        let mut bound = |bound: &Option<Placed<f64>>| {
            let placed = bound.as_ref()?;
            let given = *placed.given()?;
            let time = SignedDuration::try_from_secs_f64(given).ok().filter(|time| !time.is_negative());
            if time.is_none() {
                let message = "this is not a number of seconds";
                self.report(Diagnostic::error("bad-count", placed.span, message).help("write 0 or more"));
            }
            time.map(|time| (placed.span, time))
        };
        let (min, max) = (bound(&bounds.min), bound(&bounds.max));
        let is_empty = bounds.min.is_none() && bounds.max.is_none();
        if is_empty {
            let help = "write `seconds = { max = 20 }`, or `min`, or both";
            self.report(Diagnostic::error("empty-expect", span, "`seconds` has no bounds").help(help));
        }
        if let (Some((first, min)), Some((last, max))) = (min, max)
            && max < min
        {
            let message = "the upper bound is below the lower one";
            self.report(
                Diagnostic::error("bad-count", last, message)
                    .related(first, "the lower bound")
                    .help("swap `min` and `max`"),
            );
        }
        if self.diagnostics.len() == reported {
            promises.list.extend(
                [min.map(|bound| (bound, true)), max.map(|bound| (bound, false))].into_iter().flatten().map(
                    |((span, time), is_least)| {
                        let expected = if is_least {
                            ExpectationKind::LastsAtLeast(time)
                        } else {
                            ExpectationKind::LastsAtMost(time)
                        };
                        ("seconds", Expectation { span, expected })
                    },
                ),
            );
        }
    }
}
