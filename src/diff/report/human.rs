//! Differences for people at a terminal.

use std::fmt;

use super::difference_text::{DiffReport, GroupText, MergedDifferences};
use super::text_diff::{ELLIPSIS, WordDiff, WordMark};
use crate::base::text::{Paint, safe};

impl DiffReport<'_> {
    /// The text for a terminal: what causes differences, who meets them, and the sum at the end, where it is seen first.
    #[must_use]
    pub fn human(&self, paint: Paint) -> impl fmt::Display + '_ {
        DiffHuman { report: self, paint }
    }
}

struct DiffHuman<'a> {
    report: &'a DiffReport<'a>,
    paint: Paint,
}

impl fmt::Display for DiffHuman<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in &self.report.groups {
            self.group(f, group)?;
            writeln!(f)?;
        }
        let mut summary = self.report.summary().into_iter();
        if let Some(first) = summary.next() {
            writeln!(f, "{}", self.paint.bold(safe(&first)))?;
        }
        summary.try_for_each(|sentence| writeln!(f, "{}", safe(&sentence)))?;
        match self.report.other_plan() {
            Some(plan) => writeln!(f, "To hear a call under the old plan, replay it with {plan}."),
            None => Ok(()),
        }
    }
}

impl DiffHuman<'_> {
    fn group(&self, f: &mut fmt::Formatter<'_>, group: &GroupText<'_>) -> fmt::Result {
        let paint = self.paint;
        writeln!(f, "{}", paint.bold(safe(&group.edit.heading())))?;
        for line in &group.edit.lines.old {
            writeln!(f, "{}", paint.whole(paint.bad(format_args!("- {}", safe(line)))))?;
        }
        for line in &group.edit.lines.new {
            writeln!(f, "{}", paint.whole(paint.good(format_args!("+ {}", safe(line)))))?;
        }
        let (shown, left) = group.shown(self.report.all);
        for fold in shown {
            self.fold(f, fold)?;
        }
        if left > 0 {
            writeln!(
                f,
                "  {}",
                paint.dim(format_args!("… and {left} more with this cause; --all lists them"))
            )?;
        }
        Ok(())
    }

    fn fold(&self, f: &mut fmt::Formatter<'_>, fold: &MergedDifferences<'_>) -> fmt::Result {
        let (paint, first) = (self.paint, &fold.first);
        write!(f, "  {}", paint.bold(safe(&first.subject)))?;
        let done = first.what_is_done();
        if !done.is_empty() {
            write!(f, ", {}", safe(&done))?;
        }
        writeln!(f, ":")?;
        // Several kinds of callers have a line each.
        for (index, when) in first.when.iter().enumerate() {
            let label = if index == 0 { "when" } else { "" };
            writeln!(f, "    {label:<7}  {}", safe(&when.said()))?;
        }
        write!(f, "    was      ")?;
        self.words(f, &first.ends.said.old, false)?;
        write!(f, "\n    becomes  ")?;
        self.words(f, &first.ends.said.new, true)?;
        writeln!(f)?;
        if let Some(replay) = &first.replay {
            writeln!(f, "    {}", paint.whole(paint.dim(format_args!("replay   {}", replay.new))))?;
        }
        if let Some(others) = fold.others_said() {
            writeln!(f, "    {}", paint.dim(format_args!("{others}; --all lists them")))?;
        }
        Ok(())
    }

    fn words(&self, f: &mut fmt::Formatter<'_>, words: &WordDiff, is_new: bool) -> fmt::Result {
        words.parts().try_for_each(|(mark, text)| match mark {
            WordMark::Left => write!(f, "{}", self.paint.dim(ELLIPSIS)),
            WordMark::Same => write!(f, "{}", safe(text)),
            WordMark::Only if is_new => write!(f, "{}", self.paint.good(safe(text))),
            WordMark::Only => write!(f, "{}", self.paint.bad(safe(text))),
        })
    }
}
