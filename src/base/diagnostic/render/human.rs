use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Severity, Origin, Patch, Renderer, Snippet,
};

use super::excerpt::{Excerpt, excerpts};
use super::many::{Many, folded};
use crate::base::diagnostic::report::{Diagnostic, Fix, Label, Level};
use crate::base::source::{FileId, SourceFile, Sources, Span, safe, safe_lines};
use crate::base::text::{WrappedText, display_width};

/// Diagnostics as a compiler shows them: the message, the file and line, the text underlined, and the help. Where there are
/// too many to be read, the last ones are counted.
#[derive(Clone, Copy, Debug)]
pub struct HumanDiagnostics<'a> {
    /// What to show.
    pub diagnostics: &'a [Diagnostic],
    /// The files that they speak of.
    pub sources: &'a Sources,
    /// Whether to color it.
    pub color: bool,
}

/// In fewer columns, nothing of a line of a file can be shown.
const LEAST_ROOM: usize = 20;

/// What stands beside the underlined text on its line, and what shows that the line was cut.
const BESIDES: usize = 16;

/// A shorter line underlines nothing.
const LEAST_LINE: usize = 8;

/// So many other places of one mistake are shown.
const MAX_RELATED: usize = 20;

impl fmt::Display for HumanDiagnostics<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f, None)
    }
}

impl HumanDiagnostics<'_> {
    fn renderer(&self) -> Renderer {
        if self.color { Renderer::styled() } else { Renderer::plain() }
    }

    /// A picture that is as wide as it takes, or as wide as a screen. What is said beside an underline can be too much for the
    /// room that was thought to be enough, so the lines of the file are given less until all of it fits.
    fn picture(&self, groups: &[Group<'_>], columns: Option<usize>) -> String {
        let Some(columns) = columns else { return self.renderer().render(groups) };
        let mut room = columns;
        loop {
            let picture = self.renderer().term_width(room).render(groups);
            let shown = picture.lines().filter(|line| is_excerpt(line)).map(display_width).max();
            let excess = shown.unwrap_or(0).saturating_sub(columns);
            if excess == 0 || room < excess + LEAST_ROOM {
                return picture;
            }
            room -= excess;
        }
    }

    fn show(&self, f: &mut impl fmt::Write, columns: Option<usize>) -> fmt::Result {
        let folded = folded(self.diagnostics);
        let many = Many::of(folded.iter().map(AsRef::as_ref));
        let mut listed = HashSet::new();
        for diagnostic in &many.shown {
            let helps = diagnostic.help.iter().map(|help| told_once(help, &mut listed)).collect::<Vec<_>>();
            let mut groups = vec![group(diagnostic, &helps, self.sources, columns)];
            groups.extend(diagnostic.fix.as_ref().map(|fix| repair(fix, self.sources)));
            writeln!(f, "{}\n", self.picture(&groups, columns))?;
        }
        if let Some(closing) = many.closing() {
            let counted = [Severity::NOTE.primary_title(closing).elements(nothing::<Annotation<'_>>())];
            writeln!(f, "{}\n", self.picture(&counted, columns))?;
        }
        Ok(())
    }
}

/// A help that lists all names of a kind, where the same list was told before: where to look.
fn told_once<'a>(help: &'a str, listed: &mut HashSet<&'a str>) -> Cow<'a, str> {
    match help.split_once(" are `") {
        Some((names, list)) if list.contains("`, `") && !listed.insert(help) => {
            Cow::Owned(format!("{names} are listed above"))
        }
        _ => Cow::Borrowed(help),
    }
}

/// The same on a screen of so many columns: of long lines of a file, what is around the underlined text; all else goes on
/// below, between words.
#[derive(Clone, Copy, Debug)]
pub struct FittedDiagnostics<'a> {
    /// What to show.
    pub diagnostics: HumanDiagnostics<'a>,
    /// How many columns there are. None: as many as it takes.
    pub columns: Option<usize>,
}

impl fmt::Display for FittedDiagnostics<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(columns) = self.columns else { return self.diagnostics.fmt(f) };
        let mut shown = String::new();
        self.diagnostics.show(&mut shown, Some(columns))?;
        shown.split_inclusive('\n').try_for_each(|line| {
            if is_excerpt(line) { f.write_str(line) } else { WrappedText { text: line, columns }.fmt(f) }
        })
    }
}

/// Whether a line shows a line of a file or underlines something in it: behind its number, if it has one, is a bar.
fn is_excerpt(line: &str) -> bool {
    let mut codes = line.split('\u{1b}');
    let first = codes.next().unwrap_or_default().to_owned();
    let bare = codes.fold(first, |bare, part| bare + part.split_once('m').map_or("", |(_, text)| text));
    bare.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().starts_with('|')
}

/// A group needs an element type even when it stays empty.
fn nothing<'a, T: Clone>() -> std::iter::Empty<Snippet<'a, T>> {
    std::iter::empty()
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    helps: &'a [Cow<'a, str>],
    sources: &'a Sources,
    columns: Option<usize>,
) -> Group<'a> {
    let severity = match diagnostic.level {
        Level::Error => Severity::ERROR,
        Level::Warning => Severity::WARNING,
        Level::Note => Severity::NOTE,
    };
    let mut group = severity
        .primary_title(safe_lines(&diagnostic.message))
        .id(diagnostic.code)
        .elements(nothing::<Annotation<'_>>());
    let primary = diagnostic.primary.iter().map(|label| (AnnotationKind::Primary, label));
    let related = diagnostic.related.iter().take(MAX_RELATED).map(|label| (AnnotationKind::Context, label));
    let labels: Vec<(AnnotationKind, &Label)> = primary.chain(related).collect();
    for id in files(labels.iter().map(|(_, label)| label.span)) {
        let of_file = labels.iter().filter(|(_, label)| label.span.file == id);
        group = places(group, sources.file(id), &of_file.copied().collect::<Vec<_>>(), columns);
    }
    if diagnostic.related.len() > MAX_RELATED {
        let more = diagnostic.related.len() - MAX_RELATED;
        let told = if more == 1 {
            "1 more place is involved".to_owned()
        } else {
            format!("{more} more places are involved")
        };
        group = group.element(Severity::NOTE.message(told));
    }
    for note in &diagnostic.notes {
        group = group.element(Severity::NOTE.message(note.as_str()));
    }
    for help in helps {
        group = group.element(Severity::HELP.message(safe_lines(help)));
    }
    group
}

/// The files of some places, in the order of the places.
fn files(spans: impl Iterator<Item = Span>) -> Vec<FileId> {
    let mut files = Vec::new();
    for span in spans {
        if !files.contains(&span.file) {
            files.push(span.file);
        }
    }
    files
}

/// The lines of a file with what is said of some places in them.
fn places<'a>(
    mut group: Group<'a>,
    file: &'a SourceFile,
    labels: &[(AnnotationKind, &'a Label)],
    columns: Option<usize>,
) -> Group<'a> {
    let spans: Vec<Span> = labels.iter().map(|(_, label)| label.span).collect();
    let fits =
        |text: &str| columns.is_none_or(|columns| display_width(text) + BESIDES + LEAST_LINE <= columns);
    for excerpt in excerpts(file, &spans) {
        let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.line as usize);
        for (index, place) in &excerpt.places {
            let (kind, label) = labels[*index];
            let text = safe_lines(&label.text);
            let room = columns.map(|columns| columns.saturating_sub(BESIDES + display_width(&text)));
            let underline =
                kind.span(underlined(excerpt.text, place.clone(), room.map(|room| room.max(LEAST_LINE))));
            let is_bare = text.is_empty() && kind == AnnotationKind::Primary || !fits(&text);
            snippet = snippet.annotation(if is_bare { underline } else { underline.label(text) });
        }
        group = located(group, file, &excerpt, snippet);
    }
    // What has no room beside its underline is said below.
    for (_, label) in labels {
        let text = safe_lines(&label.text);
        if !fits(&text) {
            group = group.element(Severity::NOTE.message(text));
        }
    }
    group
}

/// What of a place is underlined where there is so much room: what is longer, at its beginning.
fn underlined(text: &str, place: Range<usize>, room: Option<usize>) -> Range<usize> {
    let (Some(room), Some(written)) = (room, text.get(place.clone())) else { return place };
    let line = written.lines().next().unwrap_or_default();
    let mut width = 0;
    let end = line.char_indices().find(|(_, c)| {
        width += display_width(c.encode_utf8(&mut [0; 4]));
        width > room
    });
    end.map_or(place.clone(), |(at, _)| place.start..place.start + at)
}

/// The lines as they are after the repair.
fn repair<'a>(fix: &'a Fix, sources: &'a Sources) -> Group<'a> {
    let message = safe_lines(&fix.message);
    let mut group = Severity::HELP.secondary_title(message).elements(nothing::<Annotation<'_>>());
    let mut ids = files(fix.edits.iter().map(|edit| edit.span));
    ids.sort_unstable();
    for id in ids {
        let file = sources.file(id);
        let edits: Vec<_> = fix.edits.iter().filter(|edit| edit.span.file == id).collect();
        let spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
        for excerpt in excerpts(file, &spans) {
            let patches = excerpt
                .places
                .iter()
                .map(|(index, place)| Patch::new(place.clone(), edits[*index].text.as_str()));
            let snippet = Snippet::source(excerpt.text).line_start(excerpt.line as usize).patches(patches);
            group = located(group, file, &excerpt, snippet);
        }
    }
    group
}

/// Lines below the name of their file. Where a line is cut, its columns are not those of the file, which is told instead.
fn located<'a, T: Clone>(
    group: Group<'a>,
    file: &'a SourceFile,
    excerpt: &Excerpt<'a>,
    snippet: Snippet<'a, T>,
) -> Group<'a>
where
    annotate_snippets::Element<'a>: From<Snippet<'a, T>>,
{
    match excerpt.column {
        None => group.element(snippet.path(safe(file.name()))),
        Some(column) => {
            let origin = Origin::path(safe(file.name())).line(excerpt.line as usize);
            group.element(origin.char_column(column as usize)).element(snippet)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_far_inside_a_line_is_named_by_the_column_of_its_file() {
        let text = "first = 1\nx = [".to_owned() + &"\"é\", ".repeat(20_000) + "oops]\n";
        let at = text.find("oops").unwrap();
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.as_str());
        let diagnostic = Diagnostic::error("syntax", Span::new(file, at..at + 4), "text must be in quotes")
            .label("here")
            .fix(Fix::at(Span::new(file, at..at + 4), "write `\"oops\"`", "\"oops\""));
        let told =
            HumanDiagnostics { diagnostics: &[diagnostic], sources: &sources, color: false }.to_string();
        assert!(told.contains("a.toml:2:100006\n"), "{told}");
        assert!(told.contains("^^^^ here") && told.len() < 3_000, "{} {told}", told.len());
    }

    #[test]
    fn what_is_said_beside_an_underline_fits_on_the_screen_as_well() {
        let text = format!(
            "say = \"{}\"\n1 = \"\u{304a}\u{96fb}\u{8a71}\"\t# nobody\n",
            "Thank you for waiting. ".repeat(12)
        );
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.as_str());
        let (key, end) = (text.find("1 =").unwrap(), text.find("\n1").unwrap());
        let diagnostic =
            Diagnostic::error("unoffered-key", Span::new(file, key..key + 1), "key 1 is never offered")
                .label("this is what nobody hears of, however long the line is")
                .related(
                    Span::new(file, 6..end),
                    "the prompt offers other keys, and says nothing of this one",
                );
        for columns in [60, 80, 120] {
            let diagnostics = HumanDiagnostics {
                diagnostics: std::slice::from_ref(&diagnostic),
                sources: &sources,
                color: false,
            };
            let told = FittedDiagnostics { diagnostics, columns: Some(columns) }.to_string();
            let widest = told.lines().map(display_width).max().unwrap();
            assert!(widest <= columns, "{columns}: {told}");
            let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains("says nothing of this one") && words.contains("however long"), "{told}");
            assert!(told.contains("Thank") && told.contains("----"), "{told}");
        }
    }

    #[test]
    fn a_list_of_names_is_told_once() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "one two");
        let of = |at: std::ops::Range<usize>, help: &str| {
            Diagnostic::error("unknown-name", Span::new(file, at), "there is no such step").help(help)
        };
        let list = "the steps are `a`, `b` and `c`";
        let all =
            [of(0..3, list), of(4..7, list), of(0..3, "did you mean `a`?"), of(4..7, "did you mean `a`?")];
        let told = HumanDiagnostics { diagnostics: &all, sources: &sources, color: false }.to_string();
        assert_eq!(told.matches(list).count(), 1, "{told}");
        assert_eq!(told.matches("help: the steps are listed above").count(), 1, "{told}");
        assert_eq!(told.matches("did you mean `a`?").count(), 2, "{told}");
    }

    #[test]
    fn what_is_drawn_of_a_file_grows_with_its_mistakes_alone() {
        let drawn = |lines: usize| {
            let text = "a = 1\n".repeat(lines);
            let mut sources = Sources::default();
            let file = sources.add("a.toml", text.as_str());
            let at = text.len() / 12 * 6;
            let last = Span::new(file, text.len() - 6..text.len() - 5);
            let diagnostic = Diagnostic::error("duplicate-key", Span::new(file, at..at + 1), "again")
                .related(last, "here")
                .related(Span::new(file, 0..1), "first here");
            let labels = diagnostic.primary.iter().chain(&diagnostic.related);
            let spans: Vec<Span> = labels.map(|label| label.span).collect();
            excerpts(sources.file(file), &spans).iter().map(|excerpt| excerpt.text.len()).sum::<usize>()
        };
        assert_eq!(drawn(1_000), drawn(200_000));
    }

    #[test]
    fn both_places_of_a_duplicate_are_shown_across_files() {
        let mut sources = Sources::default();
        let first = sources.add("a.toml", "[menus.main]\n");
        let second = sources.add("b.toml", "\n[messages.main]\n");
        let diagnostic =
            Diagnostic::error("duplicate-name", Span::new(second, 11..15), "the name `main` is used twice")
                .label("again here")
                .related(Span::new(first, 7..11), "first here")
                .help("give one of them another name");
        let text =
            HumanDiagnostics { diagnostics: &[diagnostic], sources: &sources, color: false }.to_string();
        insta::assert_snapshot!(text.trim_end(), @r"
        error[duplicate-name]: the name `main` is used twice
         --> b.toml:2:11
          |
        2 | [messages.main]
          |           ^^^^ again here
          |
         ::: a.toml:1:8
          |
        1 | [menus.main]
          |        ---- first here
          |
          = help: give one of them another name
        ");
    }
}
