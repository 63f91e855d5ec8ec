//! What differs between the files of two plans, edit by edit.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::failure_cause::{CausePlace, Effect, FailureCause};
use crate::base::source::{FileId, Span};
use crate::plan::Plan;

/// A longer line of a plan is told in part.
const MAX_LINE: usize = 60;

/// Lines of a plan that were other lines in an older one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlanEdit {
    /// The name of the file.
    file: String,
    /// The lines now, from 0.
    new: Range<usize>,
    /// The lines that stood there.
    old: Vec<String>,
    /// Whether the file was not there.
    is_new_file: bool,
}

/// The files of a plan, by name.
pub(super) type PlanFiles = Vec<(String, String)>;

/// The edits that make the files of a new plan out of those of an old one. Files are the same where their names end alike, or
/// where each plan has one.
pub(super) fn edits(old: &PlanFiles, new: &PlanFiles) -> Vec<PlanEdit> {
    let base = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let are_single = old.len() == 1 && new.len() == 1;
    let same = |one: &str, other: &str| are_single || base(one) == base(other);
    let mut edits = Vec::new();
    for (name, text) in new {
        let before = old.iter().find(|(other, _)| same(name, other));
        edits.extend(of_file(name, before.map(|(_, text)| text.as_str()), text));
    }
    for (name, text) in old.iter().filter(|(name, _)| new.iter().all(|(other, _)| !same(name, other))) {
        // A file that is gone stood beside the others.
        let Some((beside, _)) = new.first() else { continue };
        let folder = &beside[..beside.len() - base(beside).len()];
        edits.push(PlanEdit {
            file: format!("{folder}{}", base(name)),
            new: 0..0,
            old: lines(text).map(str::to_owned).collect(),
            is_new_file: false,
        });
    }
    edits
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n')
}

fn of_file(name: &str, old_text: Option<&str>, new: &str) -> Vec<PlanEdit> {
    let (before, now): (Vec<&str>, Vec<&str>) =
        (lines(old_text.unwrap_or("")).collect(), lines(new).collect());
    let ops = capture_diff_slices(Algorithm::Myers, &before, &now);
    let others = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edit = |op: &DiffOp| PlanEdit {
        file: name.to_owned(),
        new: op.new_range(),
        old: before[op.old_range()].iter().map(|line| (*line).to_owned()).collect(),
        is_new_file: old_text.is_none(),
    };
    others.map(edit).collect()
}

/// The files of a plan without some of its edits.
pub(super) fn without(files: &PlanFiles, taken_back: &[&PlanEdit]) -> PlanFiles {
    let mut files = files.clone();
    for edit in taken_back.iter().filter(|edit| edit.new == (0..0) && !edit.old.is_empty()) {
        if files.iter().all(|(name, _)| *name != edit.file) {
            files.push((edit.file.clone(), String::new()));
        }
    }
    for (name, text) in &mut files {
        let mut of_file: Vec<&PlanEdit> =
            taken_back.iter().copied().filter(|edit| edit.file == *name).collect();
        // From the end, so that lines keep their places; at one place, what was added goes before what was there comes back.
        of_file.sort_by_key(|edit| std::cmp::Reverse((edit.new.start, edit.new.end)));
        let mut now: Vec<String> = lines(text).map(str::to_owned).collect();
        for edit in of_file {
            if edit.new.end > now.len() {
                continue;
            }
            now.splice(edit.new.clone(), edit.old.iter().cloned());
        }
        *text = now.concat();
    }
    files.retain(|(name, text)| {
        !(text.is_empty() && taken_back.iter().any(|edit| edit.is_new_file && edit.file == *name))
    });
    files
}

impl PlanEdit {
    /// The edit as the cause of failures. `since` is the name of the revision that had the old lines.
    pub(super) fn cause(&self, plan: &Plan, since: &str) -> FailureCause {
        let file = plan.sources.iter().find(|(_, file)| file.name() == self.file);
        let place = file.map(|(id, file)| CausePlace::Plan(self.span(id, file.text())));
        let written = file.map_or(Vec::new(), |(_, file)| lines(file.text()).collect());
        let now = written.get(self.new.clone()).map_or(0, |lines| said(lines.iter().copied()).count());
        let before: Vec<&str> = said(self.old.iter().map(String::as_str)).collect();
        let title = match (&before[..], now) {
            ([], 0) => format!("an edit since {since}"),
            ([], 1) => format!("this line is new since {since}"),
            ([], count) => format!("these {count} lines are new since {since}"),
            ([line], 0) => format!("`{}` was removed here since {since}", cut(line)),
            (lines, 0) => format!("{} lines were removed here since {since}", lines.len()),
            ([line], 1) => format!("this was `{}` in {since}", cut(line)),
            _ => format!("these lines are others since {since}"),
        };
        let id = format!("{}:{}..{}", self.file, self.new.start, self.new.end);
        FailureCause { id, title, effect: Effect::ExpectsOtherwise, place }
    }

    /// The first line that says something, or the one in front of which something is gone.
    fn span(&self, file: FileId, text: &str) -> Span {
        let mut at = 0;
        let starts: Vec<(usize, &str)> = lines(text)
            .map(|line| {
                let start = at;
                at += line.len();
                (start, line)
            })
            .collect();
        let mut of_edit = starts.get(self.new.clone()).unwrap_or_default().iter();
        let first = of_edit.find(|(_, line)| says_something(line));
        let is_written = |at: &&(usize, &str)| says_something(at.1);
        let next = || starts.get(self.new.start).filter(is_written);
        let before = || starts[..self.new.start.min(starts.len())].iter().rfind(is_written);
        let line = first.or_else(next).or_else(before).or_else(|| starts.last());
        let Some((start, line)) = line else { return Span::new(file, 0..0) };
        let indent = line.len() - line.trim_start().len();
        Span::new(file, start + indent..start + indent.max(line.trim_end().len()))
    }
}

fn says_something(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

fn said<'t>(lines: impl Iterator<Item = &'t str>) -> impl Iterator<Item = &'t str> {
    lines.map(str::trim).filter(|line| says_something(line))
}

fn cut(line: &str) -> String {
    if line.chars().count() <= MAX_LINE {
        return line.to_owned();
    }
    format!("{} …", line.chars().take(MAX_LINE).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> PlanFiles {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn each_edit_can_be_taken_back_alone_and_all_together_are_the_old_plan() {
        let old = files(&[("git:HEAD:m/a.toml", "1\n2\n3\n4\n"), ("git:HEAD:m/gone.toml", "x\n")]);
        let new = files(&[("m/a.toml", "1\nzwei\n3\n"), ("m/new.toml", "y\n")]);
        let found = edits(&old, &new);
        assert_eq!(found.len(), 4, "{found:?}");
        let texts = |edits: &[&PlanEdit]| {
            let mut files = without(&new, edits);
            files.sort();
            files.iter().flat_map(|(name, text)| [name, "=", text]).collect::<String>()
        };
        assert_eq!(texts(&[&found[0]]), "m/a.toml=1\n2\n3\nm/new.toml=y\n");
        assert_eq!(texts(&[&found[1]]), "m/a.toml=1\nzwei\n3\n4\nm/new.toml=y\n");
        for (before, now) in
            [("a\n7\n\nb\n", "a\n\n\nb\n"), ("6\n7\n\nb\n", "6\n\n\nc\nb\n"), ("a\n\nb\n", "b\n\na\n")]
        {
            let now = files(&[("m", now)]);
            let found = edits(&files(&[("m", before)]), &now);
            assert_eq!(without(&now, &found.iter().collect::<Vec<_>>())[0].1, before, "{found:?}");
        }
        let all: Vec<&PlanEdit> = found.iter().collect();
        assert_eq!(texts(&all), "m/a.toml=1\n2\n3\n4\nm/gone.toml=x\n");
    }
}
