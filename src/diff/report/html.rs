//! Differences as one page that needs nothing else: no script and nothing that is fetched.

use std::fmt;

use super::difference_text::{DiffReport, DifferenceText, GroupText, MergedDifferences};
use super::text_diff::{ELLIPSIS, WordDiff, WordMark};
use crate::base::text::{Markup, PAGE_STYLE, PageHead};
use crate::call::page::transcript;

/// So many differences have their calls on the page.
const CALLS: usize = 500;

const MORE_STYLE: &str = include_str!("../../base/text/page/diff.css");

impl DiffReport<'_> {
    /// The page.
    #[must_use]
    pub fn html(&self) -> impl fmt::Display + '_ {
        DiffPage(self)
    }
}

struct DiffPage<'a>(&'a DiffReport<'a>);

impl fmt::Display for DiffPage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.0;
        let summary = report.summary();
        let (title, rest) =
            summary.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        let title = title.trim_end_matches('.');
        writeln!(f, "{}<h1>{}</h1>", PageHead { title, styles: &[PAGE_STYLE, MORE_STYLE] }, Markup(title))?;
        rest.iter().try_for_each(|sentence| writeln!(f, "<p>{}</p>", Markup(sentence)))?;
        writeln!(f, "<main>")?;
        let mut calls = CALLS;
        for group in &report.groups {
            self.group(f, group, &mut calls)?;
        }
        writeln!(f, "</main>\n</html>")
    }
}

impl DiffPage<'_> {
    fn group(&self, f: &mut fmt::Formatter<'_>, group: &GroupText<'_>, calls: &mut usize) -> fmt::Result {
        writeln!(f, "<section>\n<h2>{}</h2>", Markup(&group.edit.heading()))?;
        let lines = &group.edit.lines;
        if !(lines.old.is_empty() && lines.new.is_empty()) {
            writeln!(f, "<pre class=edit>")?;
            lines.old.iter().try_for_each(|line| writeln!(f, "<del>- {}</del>", Markup(line)))?;
            lines.new.iter().try_for_each(|line| writeln!(f, "<ins>+ {}</ins>", Markup(line)))?;
            writeln!(f, "</pre>")?;
        }
        for fold in &group.folds {
            self.fold(f, fold, calls)?;
        }
        writeln!(f, "</section>")
    }

    fn fold(
        &self,
        f: &mut fmt::Formatter<'_>,
        fold: &MergedDifferences<'_>,
        calls: &mut usize,
    ) -> fmt::Result {
        let told = &fold.first;
        writeln!(f, "<article>\n<p><b>{}</b>", Markup(&told.subject))?;
        if let Some(line) = told.line {
            write!(f, " <span class=dim>{}</span>", Markup(line))?;
        }
        let circumstances = told.circumstances();
        if !circumstances.is_empty() {
            write!(f, ", {}", Markup(&circumstances))?;
        }
        let (kind, ends) = (told.kind().word(), &told.ends.said);
        writeln!(f, " <span class=kind>{kind}</span></p>\n<dl class=ends>")?;
        writeln!(f, "<dt>was<dd>{}", HtmlSides { words: &ends.old, tag: "del" })?;
        writeln!(f, "<dt>becomes<dd>{}\n</dl>", HtmlSides { words: &ends.new, tag: "ins" })?;
        if let Some(others) = fold.others_said() {
            writeln!(f, "<details class=others><summary>{others}</summary><div><ul>")?;
            for told in &fold.others {
                other(f, told)?;
            }
            writeln!(f, "</ul></div></details>")?;
        }
        if *calls > 0 && told.replay.is_some() {
            *calls -= 1;
            self.calls(f, told)?;
        }
        writeln!(f, "</article>")
    }

    /// The call that shows it, as it was and as it becomes.
    fn calls(&self, f: &mut fmt::Formatter<'_>, told: &DifferenceText<'_>) -> fmt::Result {
        let (Some(witness), Some(replay)) = (&told.difference.witness, &told.replay) else { return Ok(()) };
        let at = crate::call::report::clock(witness.at, self.0.plans.new.zone);
        writeln!(f, "<details><summary>A call that shows it: {}</summary><div class=calls>", Markup(&at))?;
        for (title, plan, command) in
            [("Was", self.0.plans.old, &replay.old), ("Becomes", self.0.plans.new, &replay.new)]
        {
            let record = plan.call(witness).record;
            writeln!(f, "<div><h3>{title}</h3><code>{}</code>", Markup(command))?;
            transcript(f, plan, &record)?;
            writeln!(f, "</div>")?;
        }
        writeln!(f, "</div></details>")
    }
}

fn other(f: &mut fmt::Formatter<'_>, told: &DifferenceText<'_>) -> fmt::Result {
    write!(f, "<li><b>{}</b>", Markup(&told.subject))?;
    if let Some(line) = told.line {
        write!(f, " <span class=dim>{}</span>", Markup(line))?;
    }
    let circumstances = told.circumstances();
    if !circumstances.is_empty() {
        write!(f, ", {}", Markup(&circumstances))?;
    }
    writeln!(f)
}

/// What was or becomes, with what differs marked.
struct HtmlSides<'a> {
    words: &'a WordDiff,
    tag: &'static str,
}

impl fmt::Display for HtmlSides<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { words, tag } = self;
        words.parts().try_for_each(|(mark, text)| match mark {
            WordMark::Same => write!(f, "{}", Markup(text)),
            WordMark::Left => write!(f, "<span class=dim>{ELLIPSIS}</span>"),
            WordMark::Only => write!(f, "<{tag}>{}</{tag}>", Markup(text)),
        })
    }
}
