//! A text in lines, with what findings speak of underlined in them.

use maud::{Markup, html};

use super::reading::finding_key;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{FileId, SourceFile, Sources, is_obeyed, safe, safe_lines};

/// Words of one finding at the end of its line are no longer than so many characters.
const MAX_ASIDE: usize = 160;

/// A file's text, as an editor shows it below what is typed.
pub struct UnderlinedText<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// Which of them.
    pub file: FileId,
    /// What is wrong with any of them.
    pub findings: &'a [Diagnostic],
}

/// A stretch of a line that some findings speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Underline<'a> {
    start: usize,
    end: usize,
    finding: &'a Diagnostic,
}

/// Whether a browser shows a text as it is and gives it back as it was: nothing in it is obeyed or left out. What is not can be
/// looked at, and edited elsewhere.
#[must_use]
pub fn is_editable(text: &str) -> bool {
    let is_plain =
        |c: char| matches!(c, '\t' | '\n') || !(is_obeyed(c) || matches!(c, '\u{fffe}' | '\u{ffff}'));
    let lines = if has_crlf(text) { text.replace("\r\n", "\n") } else { text.to_owned() };
    lines.chars().all(is_plain)
}

/// Whether all lines of a text end as they do on Windows. Browsers give them back without.
#[must_use]
pub fn has_crlf(text: &str) -> bool {
    let ends = text.matches('\n').count();
    ends > 0 && text.matches("\r\n").count() == ends
}

impl UnderlinedText<'_> {
    /// The lines. All of a text that can be edited stands in them, sign by sign.
    #[must_use]
    pub fn html(&self) -> Markup {
        let file = self.sources.file(self.file);
        let underlines = self.underlines(file);
        let (mut start, text) = (0, file.text());
        let is_editable = is_editable(text);
        let lines = text.split('\n').map(|line| {
            let from = start;
            start += line.len() + 1;
            (from, line.strip_suffix('\r').unwrap_or(line))
        });
        html! {
            @for (from, line) in lines {
                @let here: Vec<&Underline<'_>> = underlines
                    .iter()
                    .filter(|one| one.start >= from && one.start <= from + line.len())
                    .collect();
                @let level = here.iter().map(|one| one.finding.level).max();
                span class={ "text-line" @if let Some(level) = level { " has-" (level.word()) } } {
                    @for (piece, level) in pieces(line, from, &here) {
                        @let piece = if is_editable { piece.into() } else { safe_lines(piece) };
                        @match level {
                            Some(level) => mark class=(level.word()) { (piece) }
                            None => (piece)
                        }
                    }
                    @if let Some(worst) = here.iter().max_by_key(|one| one.finding.level) {
                        span.aside data-told=(aside(worst.finding)) data-key=(finding_key(worst.finding, self.sources)) {}
                    }
                    "\n"
                }
            }
        }
    }

    /// What is to be underlined, in no order. Of what goes over lines, the first line.
    fn underlines(&self, file: &SourceFile) -> Vec<Underline<'_>> {
        let text = file.text();
        let mut underlines = Vec::new();
        for finding in self.findings {
            let Some(span) = finding.primary.as_ref().map(|primary| primary.span) else { continue };
            if span.file != self.file || text.get(span.range()).is_none() {
                continue;
            }
            let start = span.range().start;
            let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            let end = span.range().end.min(line_end);
            // What has no length is shown as the sign before it.
            let before = || text[..start].char_indices().next_back().filter(|(_, c)| *c != '\n');
            let (start, end) =
                if end > start { (start, end) } else { (before().map_or(start, |(at, _)| at), start) };
            underlines.push(Underline { start, end, finding });
        }
        underlines
    }
}

/// A line cut where underlines begin and end, each piece with the worst of what is underlined there.
fn pieces<'t>(line: &'t str, from: usize, here: &[&Underline<'_>]) -> Vec<(&'t str, Option<Level>)> {
    let bound = |at: usize| at.saturating_sub(from).min(line.len());
    let mut cuts: Vec<usize> = here.iter().flat_map(|one| [bound(one.start), bound(one.end)]).collect();
    cuts.extend([0, line.len()]);
    cuts.retain(|&cut| line.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let (start, end) = (cut[0], cut[1]);
        let over = here.iter().filter(|one| bound(one.start) <= start && bound(one.end) >= end);
        (&line[start..end], over.map(|one| one.finding.level).max())
    };
    cuts.windows(2).map(piece).collect()
}

/// What is said at the end of a line.
fn aside(finding: &Diagnostic) -> String {
    let told = safe(&finding.message).into_owned();
    match told.char_indices().nth(MAX_ASIDE) {
        Some((end, _)) => format!("{}…", &told[..end]),
        None => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Span;

    fn shown(text: &str, findings: &[(usize, usize, Level)]) -> String {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text);
        let finding = |&(from, to, level): &(usize, usize, Level)| {
            let span = Span::new(file, from..to);
            Diagnostic { level, ..Diagnostic::note("x", span, "wrong") }
        };
        let findings: Vec<Diagnostic> = findings.iter().map(finding).collect();
        let html = UnderlinedText { sources: &sources, file, findings: &findings }.html().into_string();
        // Keys tell nothing here.
        html.split(" data-key=\"")
            .map(|part| part.split_once("\"></span>").map_or(part, |(_, rest)| rest))
            .collect::<Vec<_>>()
            .join("/>")
    }

    #[test]
    fn a_line_shows_what_is_wrong_where_it_is_and_says_so_at_its_end() {
        assert_eq!(
            shown("a = 1\nb = <2>\n", &[(10, 13, Level::Warning)]),
            "<span class=\"text-line\">a = 1\n</span><span class=\"text-line has-warning\">b = \
             <mark class=\"warning\">&lt;2&gt;</mark><span class=\"aside\" data-told=\"wrong\"/>\n</span>\
             <span class=\"text-line\">\n</span>"
        );
    }

    #[test]
    fn where_findings_overlap_the_worst_is_shown() {
        let told = shown("abcdef", &[(0, 4, Level::Note), (2, 6, Level::Error)]);
        let expected =
            "<mark class=\"note\">ab</mark><mark class=\"error\">cd</mark><mark class=\"error\">ef</mark>";
        assert!(told.contains(expected), "{told}");
    }

    #[test]
    fn what_has_no_length_and_what_goes_over_lines_is_seen() {
        assert!(shown("ab\ncd", &[(2, 2, Level::Error)]).contains("a<mark class=\"error\">b</mark>"));
        let told = shown("[x\ny]", &[(0, 5, Level::Error)]);
        assert!(
            told.contains("<mark class=\"error\">[x</mark>") && !told.contains("<mark class=\"error\">y"),
            "{told}"
        );
        // At the very beginning there is no sign before it.
        assert!(!shown("\nb", &[(0, 0, Level::Error)]).contains("<mark"));
    }

    #[test]
    fn all_of_a_text_stands_in_its_lines() {
        for text in ["", "\n", "a\n\nb", "é\tx\n##[error]\n", "a\r\nb\r\n"] {
            assert!(is_editable(text), "{text:?}");
            let html = shown(text, &[]);
            let bare = html.replace("<span class=\"text-line\">", "").replace("</span>", "");
            assert_eq!(bare, format!("{}\n", text.replace('\r', "")));
        }
        for text in ["a\u{202e}b", "\u{1b}[2J", "a\rb", "a\r\nb\n", "\u{ffff}", "\0"] {
            assert!(!is_editable(text), "{text:?}");
            assert!(!shown(text, &[]).contains(['\u{202e}', '\u{1b}', '\r', '\0']));
        }
    }
}
