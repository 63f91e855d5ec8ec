use toml::Spanned as TomlSpanned;
use toml::de::{DeString, DeValue};

use super::raw;
use crate::base::diagnostic::{Diagnostic, breaks_line, did_you_mean, tell_unseen};
use crate::base::document::{Document, TableOwner, Vocabulary, decode};
use crate::base::source::{FileId, Sources, Span, Spanned};

/// What the shared reader says of scenario files.
static VOCABULARY: Vocabulary = Vocabulary {
    short_forms: &[],
    inner_tables: &[
        ("RawExpect", "`expect`"),
        ("RawMidCallCheck", "`expect`"),
        ("RawSeconds", "`seconds`"),
        ("RawStep", "this step"),
        ("RawRow", "this case"),
        ("RawOverride", "`override`"),
        ("RawHoliday", "this holiday"),
        ("RawDefaults", "`defaults`"),
    ],
    examples: &[
        ("name", "\"what it shows\""),
        ("call", "\"1-800-555-0100\""),
        ("at", "\"2026-03-02 10:00\""),
        ("expect", "{ outcome = \"transferred\" }"),
    ],
};

/// A scenario file taken apart, before it is held against a plan.
#[derive(Debug)]
pub struct ParsedScenarioFile {
    pub(super) file: FileId,
    pub(super) plan: Option<Spanned<String>>,
    pub(super) suite: Option<raw::RawSuite>,
    /// Each with its header.
    pub(super) scenarios: Vec<(Span, raw::RawScenario)>,
    /// The CSV files that have been read for it, by the names that the file gives them; none for one that could not be.
    pub(super) tables: Vec<(String, Option<FileId>)>,
    /// Whether all of the text could be read, so that what is not there is really missing.
    pub(super) is_whole: bool,
}

impl ParsedScenarioFile {
    /// Takes a file apart as far as it can be, and reports what is wrong with its shape.
    #[must_use]
    pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let reported = diagnostics.len();
        let document = Document::parse(file, sources.file(file).text(), &VOCABULARY, diagnostics);
        let mut draft = Self {
            file,
            plan: None,
            suite: None,
            scenarios: Vec::new(),
            tables: Vec::new(),
            is_whole: !document.has_syntax_errors(),
        };
        let mut tables: Vec<_> = document.root().iter().collect();
        tables.sort_unstable_by_key(|(name, _)| name.span().start);
        for (name, value) in tables {
            match name.get_ref().as_ref() {
                _ if document.is_broken(name.span()) => {}
                "suite" => draft.suite(&document, name, value, diagnostics),
                "scenario" => draft.scenario_tables(&document, name, value, diagnostics),
                word => diagnostics.push(unknown_table(document.span(name.span()), word)),
            }
        }
        tell_unseen(&mut diagnostics[reported..], sources);
        draft
    }

    /// The plan that the file names: a path as seen from the file.
    #[must_use]
    pub fn plan(&self) -> Option<&Spanned<String>> {
        self.plan.as_ref()
    }

    /// Reads the CSV files that the scenarios name, by whatever `read` does with a path as seen from the file: it gives
    /// the text's place among the sources, or what to tell people.
    pub fn read_tables(
        &mut self,
        diagnostics: &mut Vec<Diagnostic>,
        mut read: impl FnMut(&str) -> Result<FileId, String>,
    ) {
        for path in self.scenarios.iter().filter_map(|(_, scenario)| scenario.cases_from.as_ref()) {
            let Some(written) = path.given() else { continue };
            if self.tables.iter().any(|(known, _)| known == written) {
                continue;
            }
            let file = read(written).map_err(|message| {
                let help = "the path is read as seen from this file";
                diagnostics.push(Diagnostic::error("no-table", path.span, message).help(help));
            });
            self.tables.push((written.clone(), file.ok()));
        }
    }

    fn suite<'v>(
        &mut self,
        document: &'v Document<'v>,
        name: &TomlSpanned<DeString<'v>>,
        value: &'v TomlSpanned<DeValue<'v>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let span = document.span(name.span());
        if !value.get_ref().is_table() {
            diagnostics.push(
                Diagnostic::error("wrong-type", span, "`suite` must be a table")
                    .help("write `[suite]`, with single brackets, and `plan = \"...\"` below"),
            );
            return;
        }
        let owner = TableOwner { words: "`suite`", span };
        self.suite = decode::<raw::RawSuite>(document, value, owner, diagnostics);
        let Some(plan) = self.suite.as_ref().and_then(|suite| suite.plan.as_ref()) else { return };
        match plan.given() {
            Some(path) if path.trim().is_empty() => diagnostics.push(
                Diagnostic::error("empty-text", plan.span, "this path is empty")
                    .help("name the plan's file or folder, or remove the key"),
            ),
            Some(path) => self.plan = Some(Spanned { value: path.clone(), span: plan.span }),
            None => {}
        }
    }

    fn scenario_tables<'v>(
        &mut self,
        document: &'v Document<'v>,
        name: &TomlSpanned<DeString<'v>>,
        value: &'v TomlSpanned<DeValue<'v>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(tables) = value.get_ref().as_array() else {
            diagnostics.push(
                Diagnostic::error(
                    "wrong-type",
                    document.span(name.span()),
                    "`scenario` must be a list of tables",
                )
                .help("write `[[scenario]]`, with double brackets, above each scenario"),
            );
            return;
        };
        for table in tables {
            let title = title(table.get_ref());
            let words = title.map_or("this scenario".to_owned(), |title| format!("scenario \"{title}\""));
            let span = header(document, table.span());
            let owner = TableOwner { words: &words, span };
            if let Some(scenario) = decode::<raw::RawScenario>(document, table, owner, diagnostics) {
                self.scenarios.push((span, scenario));
            }
        }
    }
}

/// The name of a scenario, where it has one that can stand in a sentence.
fn title<'v>(table: &'v DeValue<'_>) -> Option<&'v str> {
    let title = table.as_table()?.get("name")?.get_ref().as_str()?;
    (!title.chars().any(breaks_line) && title.chars().count() <= 100).then_some(title)
}

/// The first line of a table, which is its header.
fn header(document: &Document<'_>, table: std::ops::Range<usize>) -> Span {
    let first = document.text_at(table.clone()).lines().next().unwrap_or_default();
    document.span(table.start..table.start + first.len())
}

fn unknown_table(span: Span, word: &str) -> Diagnostic {
    let error = Diagnostic::error("unknown-section", span, format!("a scenario file has no `{word}`"));
    match did_you_mean(word, ["scenario", "suite"]) {
        Some("scenario") => error.help("did you mean `[[scenario]]`?"),
        Some(near) => error.help(format!("did you mean `[{near}]`?")),
        None => error.help("it has `[suite]` and `[[scenario]]`"),
    }
}
