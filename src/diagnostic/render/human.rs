use std::borrow::Cow;
use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level as Severity, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Fix, Level};
use crate::source::{Sources, Span, safe, safe_lines};

/// Diagnostics as a compiler shows them: the message, the file and line, the text underlined, and the help.
#[derive(Clone, Copy, Debug)]
pub struct Human<'a> {
    /// What to show.
    pub diagnostics: &'a [Diagnostic],
    /// The files that they speak of.
    pub sources: &'a Sources,
    /// Whether to color it.
    pub color: bool,
}

impl fmt::Display for Human<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        for diagnostic in self.diagnostics {
            let mut groups = vec![group(diagnostic, self.sources)];
            groups.extend(diagnostic.fix.as_ref().map(|fix| repair(fix, self.sources)));
            writeln!(f, "{}\n", renderer.render(&groups))?;
        }
        Ok(())
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let severity = match diagnostic.level {
        Level::Error => Severity::ERROR,
        Level::Warning => Severity::WARNING,
        Level::Note => Severity::NOTE,
    };
    let mut group = severity.primary_title(safe_lines(&diagnostic.message)).id(diagnostic.code).elements(
        // A group needs an element type even when it stays empty.
        std::iter::empty::<Snippet<'a, annotate_snippets::Annotation<'a>>>(),
    );
    if let Some(primary) = &diagnostic.primary {
        group = group.element(snippet(diagnostic, primary.span, sources));
        let elsewhere = diagnostic.related.iter().filter(|label| label.span.file != primary.span.file);
        for label in elsewhere {
            let file = sources.file(label.span.file);
            group = group.element(
                Snippet::source(file.text())
                    .path(safe(file.name()))
                    .annotation(AnnotationKind::Context.span(label.span.range()).label(safe_lines(&label.text))),
            );
        }
    }
    for note in &diagnostic.notes {
        group = group.element(Severity::NOTE.message(note.as_str()));
    }
    for help in &diagnostic.help {
        group = group.element(Severity::HELP.message(safe_lines(help)));
    }
    group
}

/// The lines as they are after the repair.
fn repair<'a>(fix: &'a Fix, sources: &'a Sources) -> Group<'a> {
    let message = safe_lines(&fix.message);
    let mut group = Severity::HELP
        .secondary_title(message)
        .elements(std::iter::empty::<Snippet<'a, annotate_snippets::Annotation<'a>>>());
    let mut files: Vec<_> = fix.edits.iter().map(|edit| edit.span.file).collect();
    files.sort_unstable();
    files.dedup();
    for id in files {
        let file = sources.file(id);
        let edits = fix.edits.iter().filter(|edit| edit.span.file == id);
        let patches = edits.map(|edit| Patch::new(edit.span.range(), edit.text.as_str()));
        group = group.element(Snippet::source(file.text()).path(safe(file.name())).patches(patches));
    }
    group
}

fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    primary: Span,
    sources: &'a Sources,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = sources.file(primary.file);
    let label = diagnostic.primary.as_ref().map_or(Cow::Borrowed(""), |label| safe_lines(&label.text));
    let mut snippet = Snippet::source(file.text()).path(safe(file.name()));
    let underline = AnnotationKind::Primary.span(primary.range());
    snippet = snippet.annotation(if label.is_empty() { underline } else { underline.label(label) });
    for related in diagnostic.related.iter().filter(|label| label.span.file == primary.file) {
        snippet = snippet
            .annotation(AnnotationKind::Context.span(related.span.range()).label(safe_lines(&related.text)));
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let text = Human { diagnostics: &[diagnostic], sources: &sources, color: false }.to_string();
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
