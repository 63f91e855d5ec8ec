use std::collections::BTreeMap;

use jiff::Timestamp;

use super::levels::Levels;
use super::run::check;
use super::subject::CheckSubject;
use crate::base::diagnostic::{Diagnostic, Edit};
use crate::base::source::{FileId, Sources, Span};
use crate::plan::{ParsedPlan, PlanLimits, read};

/// How often a mended plan is checked again: a repair can wait for another one in the same place.
const ROUNDS: usize = 8;

/// A file with repairs made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairedFile {
    /// Which file.
    pub file: FileId,
    /// Its new text.
    pub text: String,
}

/// The files that these findings can repair, with all repairs made that do not stand in each other's way. What is left can
/// be repaired once the plan has been read again.
#[must_use]
pub fn fixed(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<RepairedFile> {
    let mut edits: BTreeMap<Span, &Edit> = BTreeMap::new();
    for fix in diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
        // A repair is made as a whole or not at all, and once.
        if !fix.edits.iter().any(|edit| collides(edit, &edits)) {
            edits.extend(fix.edits.iter().map(|edit| (edit.span, edit)));
        }
    }
    let mut files: BTreeMap<FileId, String> = BTreeMap::new();
    for edit in edits.into_values().rev() {
        let file = edit.span.file;
        let text = files.entry(file).or_insert_with(|| sources.file(file).text().to_owned());
        text.replace_range(edit.span.range(), &edit.text);
    }
    files.into_iter().map(|(file, text)| RepairedFile { file, text }).collect()
}

/// Whether an edit touches what another one changes.
fn collides(edit: &Edit, edits: &BTreeMap<Span, &Edit>) -> bool {
    let span = edit.span;
    let before = edits.range(..span).next_back();
    let behind = edits.range(span..).next();
    before.is_some_and(|(other, _)| other.file == span.file && other.end > span.start)
        || behind
            .is_some_and(|(other, _)| other.file == span.file && (other.start < span.end || *other == span))
}

/// The files of a plan that a check can repair, with all repairs made, again and again until nothing is left that has one.
/// A repair after which the plan could not be read any more is not made.
#[must_use]
pub fn mended(sources: &Sources, levels: &Levels, now: Timestamp) -> Vec<RepairedFile> {
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let ParsedPlan { plan: Some(plan), diagnostics, .. } = reread(sources, &texts) else { break };
        let report = check(&CheckSubject { told: &diagnostics, ..CheckSubject::new(&plan, now) }, levels);
        let repairs = fixed(&report.findings, &plan.sources);
        let mut more = texts.clone();
        more.extend(repairs.into_iter().map(|fixed| (fixed.file, fixed.text)));
        if more == texts || reread(sources, &more).plan.is_none() {
            break;
        }
        texts = more;
    }
    texts.into_iter().map(|(file, text)| RepairedFile { file, text }).collect()
}

/// The plan with some of its files changed.
fn reread(sources: &Sources, texts: &BTreeMap<FileId, String>) -> ParsedPlan {
    let files = sources.iter().map(|(id, file)| {
        let text = texts.get(&id).map_or(file.text(), String::as_str);
        (file.name().to_owned(), text.to_owned())
    });
    read(files, &PlanLimits::STANDARD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Fix;

    #[test]
    fn repairs_that_stand_in_each_others_way_wait_for_the_next_time() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "one two three");
        let at = |from: usize, to: usize, text: &str| {
            let span = Span::new(file, from..to);
            Diagnostic::note("x", span, "x").fix(Fix::at(span, "x", text))
        };
        let findings = [at(4, 7, "2"), at(4, 7, "2"), at(0, 5, "no"), at(8, 13, "3")];
        assert_eq!(fixed(&findings, &sources), [RepairedFile { file, text: "one 2 3".to_owned() }]);
    }
}
