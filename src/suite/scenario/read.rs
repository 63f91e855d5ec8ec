use std::ops::Range;

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
    listed: &["scenario"],
    advice: super::moment_advice::advice,
    ..Vocabulary::PLAIN
};

/// A scenario file taken apart, before it is held against a plan.
#[derive(Debug)]
pub struct ParsedScenarioFile {
    pub(super) file: FileId,
    pub(super) plan: Option<Spanned<String>>,
    pub(super) suite: Option<raw::RawSuite>,
    pub(super) scenarios: Scenarios,
    /// The CSV files that scenarios name.
    named: Vec<raw::PlacedText>,
    /// The CSV files that have been read for it, by the names that the file gives them; none for one that could not be.
    pub(super) tables: Vec<(String, Option<FileId>)>,
    /// Whether all of the text could be read, so that what is not there is really missing.
    pub(super) is_whole: bool,
}

/// The scenarios of a file.
#[derive(Debug)]
pub(super) enum Scenarios {
    /// Each with its header.
    Read(Vec<Headed>),
    /// Where each stands in a long file. What is read of a scenario takes a hundred times as much room as what it says, so
    /// each is read when it is its turn.
    Standing(Vec<Range<usize>>),
}

/// A scenario and its header.
pub(super) type Headed = (Span, raw::RawScenario);

impl ParsedScenarioFile {
    /// Takes a file apart as far as it can be, and reports what is wrong with its shape. Of a long file that may be told by
    /// [`ParsedScenarioFile::lower`] only, or by [`ParsedScenarioFile::tell_mistakes`].
    #[must_use]
    pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Self {
        Self::in_pieces(sources, file).unwrap_or_else(|| Self::whole(sources, file, diagnostics))
    }

    /// Reports what is wrong with the shape of a file that is not held against a plan.
    pub fn tell_mistakes(&self, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
        if let Scenarios::Standing(pieces) = &self.scenarios
            && pieces.iter().any(|piece| scenarios_in(sources, self.file, piece.clone()).is_none())
        {
            drop(Self::whole(sources, self.file, diagnostics));
        }
    }

    /// A long file cut at the headers of its scenarios. None: it is none, or cannot be cut so.
    ///
    /// Where each piece is right as a file, so is the whole, and says the same: a text or a list that goes on behind a cut
    /// is wrong before it, and no piece but the first has other tables than scenarios. Whoever asks for the plan does so
    /// before the pieces are read, so that a file with another header behind the first scenario is read as a whole.
    fn in_pieces(sources: &Sources, file: FileId) -> Option<Self> {
        let text = sources.file(file).text();
        if text.len() < LONG {
            return None;
        }
        let at_once = text.starts_with("[[scenario]]").then_some(0);
        let behind_lines = text.match_indices("\n[[scenario]]").map(|(newline, _)| newline + 1);
        let cuts: Vec<usize> = at_once.into_iter().chain(behind_lines).collect();
        let first = *cuts.first()?;
        if !text[first..].lines().all(begins_no_other_table) {
            return None;
        }
        let ends = cuts.iter().skip(1).copied().chain([text.len()]);
        let pieces: Vec<Range<usize>> =
            cuts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        let mut draft = Self {
            file,
            plan: None,
            suite: None,
            scenarios: Scenarios::Read(Vec::new()),
            named: Vec::new(),
            tables: Vec::new(),
            is_whole: true,
        };
        let head = Document::parse_piece(file, text, 0..first, &VOCABULARY)?;
        let mut mistakes = Vec::new();
        for (name, value) in head.root() {
            match name.get_ref().as_ref() {
                "suite" => draft.suite(&head, name, value, &mut mistakes),
                _ => return None,
            }
        }
        for piece in pieces.iter().filter(|piece| text[(*piece).clone()].contains("cases_from")) {
            let scenarios = scenarios_in(sources, file, piece.clone())?;
            draft.named.extend(scenarios.into_iter().filter_map(|(_, scenario)| scenario.cases_from));
        }
        draft.scenarios = Scenarios::Standing(pieces);
        mistakes.is_empty().then_some(draft)
    }

    /// Reads all of a file at once.
    pub(super) fn whole(sources: &Sources, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let reported = diagnostics.len();
        let document = Document::parse(file, sources.file(file).text(), &VOCABULARY, diagnostics);
        let mut draft = Self {
            file,
            plan: None,
            suite: None,
            scenarios: Scenarios::Read(Vec::new()),
            named: Vec::new(),
            tables: Vec::new(),
            is_whole: !document.has_syntax_errors(),
        };
        for (name, value) in document.top_level() {
            match name.get_ref().as_ref() {
                _ if document.is_broken(name.span()) => {}
                "suite" => draft.suite(&document, name, value, diagnostics),
                "scenario" => {
                    let scenarios = scenario_tables(&document, name, value, diagnostics);
                    let named = scenarios.iter().filter_map(|(_, scenario)| scenario.cases_from.clone());
                    draft.named.extend(named);
                    draft.scenarios = Scenarios::Read(scenarios);
                }
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
        for path in &self.named {
            let Some(written) = path.given() else { continue };
            if self.tables.iter().any(|(known, _)| known == written) {
                continue;
            }
            let file = read(written).map_err(|message| {
                let help = "the path is relative to this file";
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
}

/// Whether a line is no header, or one of a scenario.
fn begins_no_other_table(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(['[', ' ', '\t']).strip_prefix("scenario");
    !line.starts_with('[') || rest.is_some_and(|rest| rest.starts_with([']', '.', ' ', '\t']))
}

/// So long is a file that is read scenario by scenario.
const LONG: usize = 64 * 1024;

/// The scenarios of a piece of a file. None: something is wrong with it.
pub(super) fn scenarios_in(sources: &Sources, file: FileId, piece: Range<usize>) -> Option<Vec<Headed>> {
    let document = Document::parse_piece(file, sources.file(file).text(), piece, &VOCABULARY)?;
    let (mut scenarios, mut mistakes) = (Vec::new(), Vec::new());
    for (name, value) in document.root() {
        match name.get_ref().as_ref() {
            "scenario" => scenarios = scenario_tables(&document, name, value, &mut mistakes),
            _ => return None,
        }
    }
    mistakes.is_empty().then_some(scenarios)
}

fn scenario_tables<'v>(
    document: &'v Document<'v>,
    name: &TomlSpanned<DeString<'v>>,
    value: &'v TomlSpanned<DeValue<'v>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Headed> {
    let mut scenarios = Vec::new();
    let Some(tables) = value.get_ref().as_array() else {
        diagnostics.push(
            Diagnostic::error(
                "wrong-type",
                document.span(name.span()),
                "`scenario` must be a list of tables",
            )
            .help("write `[[scenario]]`, with double brackets, above each scenario"),
        );
        return scenarios;
    };
    for table in tables {
        let title = title(table.get_ref());
        let words = title.map_or("this scenario".to_owned(), |title| format!("scenario \"{title}\""));
        let span = document.first_line(table.span());
        let owner = TableOwner { words: &words, span };
        if let Some(scenario) = decode::<raw::RawScenario>(document, table, owner, diagnostics) {
            scenarios.push((span, scenario));
        }
    }
    scenarios
}

/// The name of a scenario, where it has one that can stand in a sentence.
fn title<'v>(table: &'v DeValue<'_>) -> Option<&'v str> {
    let title = table.as_table()?.get("name")?.get_ref().as_str()?;
    (!title.chars().any(breaks_line) && title.chars().count() <= 100).then_some(title)
}

fn unknown_table(span: Span, word: &str) -> Diagnostic {
    let error = Diagnostic::error("unknown-section", span, format!("a scenario file has no `{word}`"));
    match did_you_mean(word, ["scenario", "suite"]) {
        Some("scenario") => error.help("did you mean `[[scenario]]`?"),
        Some(near) => error.help(format!("did you mean `[{near}]`?")),
        None => error.help("it has `[suite]` and `[[scenario]]`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of a file, read in pieces if it can be, or as a whole; and what is said of it.
    fn read(text: &str, in_pieces: bool) -> (String, String, bool) {
        let mut sources = Sources::default();
        let file = sources.add("s.toml", text);
        let mut diagnostics = Vec::new();
        let draft = if in_pieces {
            ParsedScenarioFile::read(&sources, file, &mut diagnostics)
        } else {
            ParsedScenarioFile::whole(&sources, file, &mut diagnostics)
        };
        let are_pieces = matches!(draft.scenarios, Scenarios::Standing(_));
        let plan = format!("{:?}", draft.plan());
        let suite = draft.lower(crate::plan::builtin(), &sources, &mut diagnostics);
        (format!("{plan} {suite:?}"), format!("{diagnostics:?}"), are_pieces)
    }

    fn scenarios(count: usize) -> String {
        let one = |index: usize| {
            format!(
                "[[scenario]]\nname = \"{index}\" # {}\ncall = \"cpc\"\nat = [\"2026-03-02 10:00\", \"2026-03-03 10:00\"]\n\
                 press = \"6\"\n[scenario.expect]\noutcome = \"transferred\"\n\n",
                "-".repeat(200)
            )
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn a_long_file_says_in_pieces_what_it_says_as_a_whole() {
        let suite = "# a suite\n[suite]\nplan = \"p\"\n[suite.defaults]\nfrom = \"America/Denver\"\n\n";
        for text in
            [scenarios(300), format!("{suite}{}", scenarios(300)), scenarios(300).replace('\n', "\r\n")]
        {
            let (suite, said, are_pieces) = read(&text, true);
            assert!(are_pieces && suite.contains("Scenario {"), "{said}");
            assert!((suite, said, false) == read(&text, false), "{}", &text[..400]);
        }
        assert!(!read(&scenarios(3), true).2, "a short file is read as a whole");
    }

    #[test]
    fn what_is_wrong_with_a_long_file_is_told_of_it_as_a_whole() {
        let long = scenarios(300);
        let with = |from: &str, to: &str| long.replacen(from, to, 150);
        for text in [
            // Shapes, values, TOML.
            with("press =", "pres ="),
            with("\"cpc\"", "\"nobody\""),
            with("press = \"6\"", "press = \"6"),
            with("\"2026-03-03 10:00\"]", "\"2026-03-03 10:00\""),
            with("name = \"7\"", "name = \"8\""),
            // Headers that are text, and headers that a cut does not find.
            with("press = \"6\"", "press = \"\"\"\n[[scenario]]\n\"\"\""),
            with("press = \"6\"", "tags = [\n[[scenario]]\n]"),
            with("[[scenario]]\nname = \"9\"", "[[ scenario ]]\nname = \"9\""),
            with("[[scenario]]\nname = \"9\"", "  [[scenario]]\nname = \"9\""),
            // Tables behind the scenarios, and twice.
            format!("{long}[suite]\nplan = \"p\"\n"),
            format!("[suite]\nplan = \"p\"\n{long}[suite]\ntags = [\"x\"]\n"),
            format!("[scenario]\nname = \"x\"\n{long}"),
            format!("scenario = []\n{long}"),
            format!("{long}[suits]\n"),
            format!("{long}x"),
        ] {
            let (suite, said, _) = read(&text, true);
            let (whole, said_of_whole, _) = read(&text, false);
            let differs = (suite, said) != (whole, said_of_whole);
            assert!(!differs, "{}\n...\n{}", &text[..400], &text[text.len() - 60..]);
        }
    }
}
