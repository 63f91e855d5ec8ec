//! Annotations of GitHub Actions: lines of the log that its pages show beside the lines of a file.

use std::fmt;

use crate::base::diagnostic::report::{Diagnostic, Level};
use crate::base::source::{Sources, safe_lines};

/// Diagnostics as annotations, a line each.
#[derive(Clone, Copy, Debug)]
pub struct GithubAnnotations<'a> {
    /// What to show.
    pub diagnostics: &'a [Diagnostic],
    /// The files that they speak of.
    pub sources: &'a Sources,
}

impl fmt::Display for GithubAnnotations<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostics.iter().try_for_each(|diagnostic| {
            let command = match diagnostic.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "notice",
            };
            write!(f, "::{command} ")?;
            if let Some(primary) = &diagnostic.primary {
                let file = self.sources.file(primary.span.file);
                let (line, column) = file.line_column(primary.span.start);
                let (last_line, last_column) = file.line_column(primary.span.end);
                write!(f, "file={},line={line}", CommandProperty(file.name()))?;
                // A column means something only within one line there.
                if last_line == line {
                    write!(f, ",col={column},endColumn={last_column},")?;
                } else {
                    write!(f, ",endLine={last_line},")?;
                }
            }
            let told = [diagnostic.message.as_str()];
            let told = told.into_iter().chain(diagnostic.help.iter().map(String::as_str));
            let text = told.collect::<Vec<_>>().join("\n");
            writeln!(f, "title={}::{}", CommandProperty(diagnostic.code), CommandData(&text))
        })
    }
}

/// The text behind `::`. What GitHub escapes is in the toolkit's `command.ts`: `%`, CR and LF.
#[derive(Clone, Copy, Debug)]
pub struct CommandData<'a>(pub &'a str);

impl fmt::Display for CommandData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe_lines(self.0).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
    }
}

/// The value of a property: as [`CommandData`], and `:` and `,`, which end it.
#[derive(Clone, Copy, Debug)]
pub struct CommandProperty<'a>(pub &'a str);

impl fmt::Display for CommandProperty<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&CommandData(self.0).to_string().replace(':', "%3A").replace(',', "%2C"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Span;

    #[test]
    fn nothing_in_a_text_ends_a_property_or_the_line() {
        assert_eq!(CommandProperty("a:b,c%\n::error::").to_string(), "a%3Ab%2Cc%25%0A%3A\\u{3a}error%3A%3A");
        assert_eq!(CommandData("at 18:00, 100%\nnext").to_string(), "at 18:00, 100%25%0Anext");
    }

    #[test]
    fn an_annotation_names_the_place_and_the_rule() {
        let mut sources = Sources::default();
        let file = sources.add("my,plan.toml", "[hours.x]\nopen = \"off\"\n");
        let diagnostics =
            [Diagnostic::warning("never-open", Span::new(file, 17..22), "hours `x` never open").help("ask")];
        assert_eq!(
            GithubAnnotations { diagnostics: &diagnostics, sources: &sources }.to_string(),
            "::warning file=my%2Cplan.toml,line=2,col=8,endColumn=13,title=never-open::hours `x` never open%0Aask\n"
        );
    }
}
