//! A case that failed, as a compiler would show it: each expectation underlined in its file with what came instead, the
//! decision behind it, what would make it pass, the call with the point where it went wrong, and how to make it again.

use std::collections::BTreeSet;
use std::fmt;

use super::hint::hint;
use super::reporter::ReportContext;
use crate::base::diagnostic::Diagnostic;
use crate::base::diagnostic::render::{FittedDiagnostics, HumanDiagnostics};
use crate::base::text::{Paint, safe};
use crate::call::report::{CallEntry, CallHead, CallText, TraceLine};
use crate::call::{CallRecord, EventKind, Speaker, TranscriptEntry};
use crate::plan::Plan;
use crate::suite::runner::{ExpectationFailure, PlayedCase, Status, Stretch};
use crate::suite::scenario::CaseMark;

/// What was expected or got is cut on its first line beyond so many characters: it is underlined or compared below.
const WIDEST: usize = 60;

/// A prompt that is longer than this is told in full once.
pub(super) const LONG: usize = 50;

/// What there is to say of a failure below its headline.
pub(crate) struct FailureText<'a> {
    pub(crate) played: &'a PlayedCase<'a>,
    pub(crate) scene: ReportContext<'a>,
    /// Whether every decision is told, and not only those behind what was missed.
    pub(crate) with_trace: bool,
    pub(crate) paint: Paint,
}

impl fmt::Display for FailureText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { played, scene, paint, .. } = *self;
        let shown = |diagnostics: &[Diagnostic]| {
            let color = paint.is_colored();
            let diagnostics = HumanDiagnostics { diagnostics, sources: scene.sources, color };
            FittedDiagnostics { diagnostics, columns: paint.columns() }.to_string()
        };
        if played.status() == Status::XPassed {
            return f.write_str(&shown(&[unexpected(played)]));
        }
        let (plan, record) = (played.case.plan(), &played.case.record());
        let missed = played.missed(record);
        let mut explained = BTreeSet::new();
        let mistakes: Vec<Diagnostic> = missed
            .iter()
            .map(|missed| {
                let is_new = missed.event.is_some_and(|event| explained.insert(event));
                let event = missed.event.filter(|_| is_new || !missed.difference.is_empty());
                let because = event.and_then(|event| because(plan, record, event));
                let said = match missed.event.map(|event| record.events[event].what) {
                    Some(EventKind::Speaks(_)) => missed.difference.as_slice(),
                    _ => &[],
                };
                let because = because.map(|because| match said {
                    [] => because,
                    said => format!("{because}: {}", self.compared(said)),
                });
                let hint = hint(played, missed, record).filter(|_| is_new);
                mistake(missed)
                    .maybe_note(self.in_full(missed, !said.is_empty()))
                    .maybe_note(because)
                    .maybe_help(hint.map(|hint| safe(&hint).into_owned()))
            })
            .collect();
        f.write_str(&shown(&mistakes))?;
        let call = CallText { plan, record, why: false, paint };
        self.transcript(f, call, &explained)?;
        if self.with_trace {
            self.trace(f, call, &explained)?;
        }
        writeln!(f, "\n{}\n", paint.whole(format_args!("replay: {}", scene.replay(played.case))))
    }
}

impl FailureText<'_> {
    /// All of what the first line cuts, unless it is compared; side by side, one above the other.
    fn in_full(&self, missed: &ExpectationFailure, is_compared: bool) -> Option<String> {
        let ExpectationFailure { expected, got, difference, .. } = missed;
        if is_compared || (cut(expected) == *expected && cut(got) == *got) {
            return None;
        }
        if difference.is_empty() {
            return Some(format!("expected {}\n     got {}", safe(expected), safe(got)));
        }
        Some(format!("compared: {}", self.compared(difference)))
    }

    fn compared<'c>(&self, stretches: &'c [Stretch]) -> TextComparison<'c> {
        TextComparison { stretches, paint: self.paint }
    }

    /// What was heard and pressed. Lines of a point at which it went wrong begin with a mark.
    fn transcript(
        &self,
        f: &mut fmt::Formatter<'_>,
        call: CallText<'_>,
        marked: &BTreeSet<usize>,
    ) -> fmt::Result {
        write!(f, "{}", Indented(&CallHead(call)))?;
        let record = call.record;
        // Where a decision went wrong, what is heard next is what should have been something else.
        let marked: BTreeSet<usize> = marked.iter().map(|&event| record.told_before(event)).collect();
        let entries = record.transcript(call.plan);
        for (position, entry) in entries.iter().enumerate() {
            let is_again =
                |before: &&TranscriptEntry| before.speaker == Speaker::System && before.text == entry.text;
            let again = entry.speaker == Speaker::System
                && entries[..position].iter().any(|before| is_again(&before));
            let short = (again && entry.text.chars().count() > LONG).then(|| TranscriptEntry {
                text: format!("{} (as before)", cut_at(&entry.text, LONG)),
                ..entry.clone()
            });
            let shown = CallEntry { call, entry: short.as_ref().unwrap_or(entry) };
            self.line(f, marked.contains(&position), &shown)?;
        }
        Ok(())
    }

    fn trace(&self, f: &mut fmt::Formatter<'_>, call: CallText<'_>, marked: &BTreeSet<usize>) -> fmt::Result {
        let CallText { plan, record, paint, .. } = call;
        writeln!(f, "\n  {}", paint.bold("Why"))?;
        let decided =
            record.events.iter().enumerate().filter(|(_, event)| matches!(event.what, EventKind::Decided(_)));
        for ((event, _), entry) in decided.zip(record.trace(plan)) {
            let line = TraceLine { plan, began: record.began, entry: &entry, paint };
            self.line(f, marked.contains(&event), &line)?;
        }
        Ok(())
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, is_marked: bool, line: &dyn fmt::Display) -> fmt::Result {
        if is_marked { write!(f, "{} {line}", self.paint.bad(">")) } else { write!(f, "  {line}") }
    }
}

/// An expectation that was missed, as a mistake underlined in its file.
fn mistake(missed: &ExpectationFailure) -> Diagnostic {
    let ExpectationFailure { span, expected, got, .. } = missed;
    let message = format!("expected {}, got {}", cut(expected), cut(got));
    Diagnostic::error("missed", *span, safe(&message).into_owned())
}

/// A case that was expected to fail.
fn unexpected(played: &PlayedCase<'_>) -> Diagnostic {
    let span = match played.case.scenario.mark(played.case.case) {
        Some(CaseMark::Fails(reason) | CaseMark::Skipped(reason)) => reason.span,
        None => played.case.scenario.name.span,
    };
    Diagnostic::error("xpassed", span, "expected to fail, but passes")
        .help("remove `xfail`: the case passes now")
}

/// What the plan says at this point of the call, and where.
fn because(plan: &Plan, record: &CallRecord, event: usize) -> Option<String> {
    let event = &record.events[event];
    let (told, span) = match event.what {
        EventKind::Decided(decision) => (record.told(plan, event).to_string(), decision.span(plan)),
        EventKind::Speaks(utterance) => {
            let told = format!("in the prompt of `{}`", plan.step(utterance.step).key);
            (told, Some(utterance.prompt(plan)?.span))
        }
        EventKind::BargesIn | EventKind::Pressed(_) | EventKind::Ended(_) => return None,
    };
    let place = span.map(|span| format!(" ({})", plan.sources.place(span))).unwrap_or_default();
    Some(safe(&format!("{told}{place}")).into_owned())
}

pub(super) fn cut(text: &str) -> String {
    cut_at(text, WIDEST)
}

/// The beginning of a text that is too long, up to the end of a word.
pub(super) fn cut_at(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
    let end = text[..end].rfind(' ').filter(|&space| space > 0).unwrap_or(end);
    // A quotation that is cut short ends all the same.
    let quote = if text[..end].matches('"').count() % 2 == 1 { "\"" } else { "" };
    format!("{} …{quote}", &text[..end])
}

/// Two texts in one: `[-expected-]` and `{+got+}`.
struct TextComparison<'a> {
    stretches: &'a [Stretch],
    paint: Paint,
}

impl fmt::Display for TextComparison<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, stretch) in self.stretches.iter().enumerate() {
            if position > 0 {
                f.write_str(" ")?;
            }
            match stretch {
                Stretch::Same(text) => f.write_str(&safe(text))?,
                Stretch::Missing(text) => {
                    write!(f, "{}", self.paint.bad(format_args!("[-{}-]", safe(text))))?;
                }
                Stretch::Extra(text) => {
                    write!(f, "{}", self.paint.good(format_args!("{{+{}+}}", safe(text))))?;
                }
                Stretch::Cut => f.write_str("…")?,
            }
        }
        Ok(())
    }
}

/// Text moved to the right, line by line.
pub(crate) struct Indented<'a>(pub(crate) &'a dyn fmt::Display);

impl fmt::Display for Indented<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.to_string().lines() {
            writeln!(f, "{}{line}", if line.is_empty() { "" } else { "  " })?;
        }
        Ok(())
    }
}
