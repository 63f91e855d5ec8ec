//! What causes differences: the lines of the plans' files, or else the decisions that they lead to.

use super::named_exception::{self, NamedException};
use super::sides;
use crate::base::source::{FileLine, Span};
use crate::diff::cause::Cause;
use crate::diff::kind::DifferenceKind;
use crate::diff::model::Difference;
use crate::diff::pair::BeforeAfter;
use crate::plan::Plan;

/// So many lines of a file are shown.
const MAX_LINES: usize = 6;

/// Longer lines are cut: a line of a file is as long as its writer likes.
const MAX_CHARACTERS: usize = 240;

/// The cause of a group of differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CauseEdit<'p> {
    /// Where the plans say so.
    pub(crate) places: BeforeAfter<Option<FileLine<'p>>>,
    /// What they say there; where that is the same, or not about the same thing, what is decided there.
    pub(crate) lines: BeforeAfter<Vec<String>>,
    /// Whether the lines are those of the files.
    pub(crate) is_text: bool,
    /// What it is about, if that can stand behind several places of the plans: hours, a holiday, a wait.
    pub(crate) about: Option<String>,
}

impl<'p> CauseEdit<'p> {
    /// The edit behind differences, of which `first` is one.
    pub(crate) fn of(plans: BeforeAfter<&'p Plan>, cause: Cause, first: &Difference) -> Self {
        let spans = BeforeAfter { old: cause.old, new: cause.new };
        // That a key was not taken is said where the plan speaks of wrong keys, which is not what was edited.
        // Hours are shown where they are written, for all that asks them.
        let hours = named_exception::rewritten(plans, first).filter(|_| first.kind == DifferenceKind::Hours);
        let about = hours.map(|spans| format!("{spans:?}"));
        let spans = match first.kind {
            DifferenceKind::NewOption | DifferenceKind::NewLine if spans.new.is_some() => {
                BeforeAfter { old: None, ..spans }
            }
            DifferenceKind::RemovedOption | DifferenceKind::RemovedLine if spans.old.is_some() => {
                BeforeAfter { new: None, ..spans }
            }
            _ => hours.map_or(spans, |hours| hours.map(Some)),
        };
        let places = plans.zip(spans).map(|(plan, span)| span.map(|span| plan.sources.place(span)));
        let written = plans.zip(spans).map(|(plan, span)| span.map(|span| written(plan, span)));
        let text = written.as_ref().map(|lines| lines.clone().unwrap_or_default());
        let is_text = match (&written.old, &written.new) {
            (Some(old), Some(new)) => old != new && subject(old) == subject(new),
            (None, None) => false,
            _ => true,
        };
        if is_text {
            return Self { places, lines: text, is_text, about };
        }
        if let Some(NamedException { spans, lines, names }) = named_exception::of(plans, first) {
            let about = Some(format!("{spans:?} {names:?}"));
            let place = |(plan, span): (&'p Plan, Option<Span>)| span.map(|span| plan.sources.place(span));
            return Self { places: plans.zip(spans).map(place), lines, is_text, about };
        }
        let sides = BeforeAfter { old: &first.old, new: &first.new };
        let decided = |(plan, side)| sides::decided(plan, first, side).into_iter().collect();
        let lines: BeforeAfter<Vec<String>> = plans.zip(sides).map(decided);
        let lines =
            if lines.old == lines.new || !first.kind.is_routing() { BeforeAfter::default() } else { lines };
        // Waits are written once for many menus.
        let is_pace = first.kind == DifferenceKind::Timing && !first.new.words.is_empty();
        let about = is_pace.then(|| format!("{} {}", first.old.words, first.new.words));
        Self { places, lines, is_text, about }
    }

    /// The places as people name them: "plan.toml:12", "old.toml:12 → new.toml:14", "old.toml:12, which is gone".
    pub(crate) fn heading(&self) -> String {
        match (self.places.old, self.places.new) {
            (None, None) => "the plans as a whole".to_owned(),
            (Some(old), None) => format!("{old} (old)"),
            (None, Some(new)) => new.to_string(),
            (Some(old), Some(new)) if (bare(old.file), old.line) == (bare(new.file), new.line) => {
                new.to_string()
            }
            (Some(old), Some(new)) if bare(old.file) == bare(new.file) => {
                format!("{}:{} → {}", new.file, old.line, new.line)
            }
            (Some(old), Some(new)) => format!("{old} → {new}"),
        }
    }
}

/// The name of a file without the revision from which it was read.
fn bare(file: &str) -> &str {
    match file.strip_prefix("git:").and_then(|rest| rest.split_once(':')) {
        Some((_, path)) => path,
        None => file,
    }
}

/// The lines of a file on which something stands, without the white space before all of them.
fn written(plan: &Plan, span: Span) -> Vec<String> {
    let file = plan.sources.file(span.file);
    let first = file.line_column(span.start).0;
    let last = file.line_column(span.end.saturating_sub(1).max(span.start)).0;
    let lines = file.text().lines().skip(first as usize - 1).take((last - first) as usize + 1);
    let mut lines: Vec<String> = lines.map(cut).collect();
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES - 1);
        lines.push("…".to_owned());
    }
    if let [only] = &mut lines[..] {
        *only = only.trim().to_owned();
    }
    lines
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// What a line is about: the key before `=`, or the table that it begins.
fn subject(lines: &[String]) -> String {
    let first = lines.first().map_or("", |line| line.trim());
    match first.split_once('=') {
        // Both say how often a step asks.
        Some((key, _)) if key.trim() == "unlimited" => "tries".to_owned(),
        Some((key, _)) if !first.starts_with('[') => key.trim().to_owned(),
        _ => first.split('.').next().unwrap_or_default().to_owned(),
    }
}
