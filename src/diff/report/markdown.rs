//! Differences for a comment on a change: the sum first, the rest to be opened.

use std::fmt::{self, Write as _};

use super::difference_text::{DiffReport, GroupText, MergedDifferences};
use super::text_diff::{ELLIPSIS, WordDiff, WordMark};
use crate::base::text::markdown::MarkdownText;
use crate::base::text::{XmlText, counted, one_line};

/// A comment on GitHub takes 65,536 characters; this leaves room for what others write around it.
const MAX_BYTES: usize = 60_000;

/// Causes behind these stay closed.
const OPEN: usize = 3;

impl DiffReport<'_> {
    /// Markdown as GitHub and GitLab render it, short enough for one comment.
    #[must_use]
    pub fn markdown(&self) -> impl fmt::Display + '_ {
        MarkdownPage(self)
    }
}

struct MarkdownPage<'a>(&'a DiffReport<'a>);

impl fmt::Display for MarkdownPage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.0;
        let mut summary = report.summary().into_iter();
        if let Some(first) = summary.next() {
            writeln!(f, "### {}\n", MarkdownText(first.trim_end_matches('.')))?;
        }
        let rest: Vec<String> = summary.map(|sentence| MarkdownText(&sentence).to_string()).collect();
        if !rest.is_empty() {
            writeln!(f, "{}\n", rest.join("\\\n"))?;
        }
        let mut written = 0;
        let mut groups = report.groups.iter().enumerate();
        for (index, group) in groups.by_ref() {
            let text = CauseSection { report, group, open: index < OPEN }.to_string();
            if written + text.len() > MAX_BYTES {
                let left: usize = group.count() + groups.map(|(_, group)| group.count()).sum::<usize>();
                let causes = counted(report.groups.len() - index, "more cause");
                writeln!(f, "… and {left} more, of {causes}; `ivrsim diff` lists them.\n")?;
                break;
            }
            written += text.len();
            f.write_str(&text)?;
        }
        match report.other_plan() {
            Some(plan) => writeln!(f, "To hear a call under the old plan, replay it with {}.", Code(&plan)),
            None => Ok(()),
        }
    }
}

/// The differences of one cause.
struct CauseSection<'a> {
    report: &'a DiffReport<'a>,
    group: &'a GroupText<'a>,
    open: bool,
}

impl fmt::Display for CauseSection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report, group, open } = self;
        let Some(first) = group.folds.first().map(|fold| &fold.first) else { return Ok(()) };
        let mut title = first.subject.clone();
        if !first.told_acts.is_empty() {
            write!(title, ", {}", first.told_acts)?;
        }
        let more = match group.count() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        let open = if *open { " open" } else { "" };
        let (kind, title) = (first.kind().word(), html(&title));
        writeln!(f, "<details{open}><summary><b>{title}</b>{more} ({kind})</summary>\n")?;
        writeln!(f, "{}\n", Code(&group.edit.heading()))?;
        lines(f, group)?;
        let (shown, left) = group.shown(report.all);
        for fold in shown {
            sentence(f, fold)?;
        }
        if left > 0 {
            writeln!(f, "- … and {left} more with this cause")?;
        }
        writeln!(f, "\n</details>\n")
    }
}

/// The edit as a text diff, in a fence that its text cannot end.
fn lines(f: &mut fmt::Formatter<'_>, group: &GroupText<'_>) -> fmt::Result {
    let edit = &group.edit.lines;
    if edit.old.is_empty() && edit.new.is_empty() {
        return Ok(());
    }
    let longest = edit.old.iter().chain(&edit.new).map(|line| backticks(line)).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    writeln!(f, "{fence}diff")?;
    for (sign, lines) in [('-', &edit.old), ('+', &edit.new)] {
        lines.iter().try_for_each(|line| writeln!(f, "{sign} {}", one_line(line)))?;
    }
    writeln!(f, "{fence}\n")
}

fn sentence(f: &mut fmt::Formatter<'_>, fold: &MergedDifferences<'_>) -> fmt::Result {
    let told = &fold.first;
    write!(f, "- **{}**", MarkdownText(&told.subject))?;
    let circumstances = told.circumstances();
    if !circumstances.is_empty() {
        write!(f, ", {}", MarkdownText(&circumstances))?;
    }
    write!(
        f,
        ": was {}, becomes {}",
        MarkdownSides(&told.ends.said.old),
        MarkdownSides(&told.ends.said.new)
    )?;
    if let Some(others) = fold.others_said() {
        write!(f, " ({others})")?;
    }
    writeln!(f, ".")?;
    match &told.replay {
        Some(replay) => writeln!(f, "  Replay: {}", Code(&replay.new)),
        None => Ok(()),
    }
}

/// What was or becomes: all of it stands out, or the words that differ.
struct MarkdownSides<'a>(&'a WordDiff);

impl fmt::Display for MarkdownSides<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_whole = self.0.parts().all(|(mark, _)| mark == WordMark::Only);
        let sign = if is_whole { "*" } else { "**" };
        if self.0.parts().all(|(_, text)| text.trim().is_empty()) {
            return f.write_str("*nothing*");
        }
        if !is_whole {
            f.write_str("“")?;
        }
        for (mark, text) in self.0.parts() {
            match mark {
                WordMark::Left => f.write_str(ELLIPSIS)?,
                WordMark::Only if !text.trim().is_empty() => {
                    // A sign beside white space is no emphasis.
                    let (before, behind) = (text.len() - text.trim_start().len(), text.trim_end().len());
                    let (head, tail) = (&text[..before], &text[behind..]);
                    write!(f, "{head}{sign}{}{sign}{tail}", MarkdownText(&text[before..behind]))?;
                }
                WordMark::Same | WordMark::Only => write!(f, "{}", MarkdownText(text))?,
            }
        }
        if is_whole { Ok(()) } else { f.write_str("”") }
    }
}

/// A text between tags.
fn html(text: &str) -> String {
    XmlText(&one_line(text)).to_string().replace('@', "@&#8203;").replace(['*', '_', '`', '['], "")
}

/// A text as code, between more backticks than it has.
struct Code<'a>(&'a str);

impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = one_line(self.0);
        let quotes = "`".repeat(backticks(&text) + 1);
        let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        write!(f, "{quotes}{space}{text}{space}{quotes}")
    }
}

/// The longest run of backticks.
fn backticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_ended_by_its_text() {
        assert_eq!(Code("a").to_string(), "`a`");
        assert_eq!(Code("a``b").to_string(), "```a``b```");
        assert_eq!(Code("`a").to_string(), "`` `a ``");
    }
}
