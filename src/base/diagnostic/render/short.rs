use std::fmt;

use crate::base::diagnostic::report::Diagnostic;
use crate::base::source::{Sources, one_line, safe};

/// Diagnostics as lines that editors and `grep` understand: `file:line:column: level[code]: message`.
#[derive(Clone, Copy, Debug)]
pub struct ShortDiagnostics<'a> {
    /// What to show.
    pub diagnostics: &'a [Diagnostic],
    /// The files that they speak of.
    pub sources: &'a Sources,
}

impl fmt::Display for ShortDiagnostics<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostics.iter().try_for_each(|diagnostic| {
            if let Some(primary) = &diagnostic.primary {
                let file = self.sources.file(primary.span.file);
                let (line, column) = file.line_column(primary.span.start);
                write!(f, "{}:{line}:{column}: ", safe(file.name()))?;
            }
            writeln!(f, "{}[{}]: {}", diagnostic.level.word(), diagnostic.code, one_line(&diagnostic.message))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Span;

    #[test]
    fn a_diagnostic_is_one_line_whatever_it_says() {
        let mut sources = Sources::default();
        let file = sources.add("plan.toml", "\nabc\n");
        let diagnostics = [
            Diagnostic::note("some-rule", Span::new(file, 2..3), "one\ntwo \u{1b}[2J"),
            Diagnostic::without_place("missing-plan", "no plan"),
        ];
        assert_eq!(
            ShortDiagnostics { diagnostics: &diagnostics, sources: &sources }.to_string(),
            "plan.toml:2:2: note[some-rule]: one two \\u{1b}[2J\nerror[missing-plan]: no plan\n"
        );
    }
}
