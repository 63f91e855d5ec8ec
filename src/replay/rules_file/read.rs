//! A file that says how records are to be read.

use super::raw::{PlacedText, RawRecords};
use crate::base::diagnostic::{Diagnostic, did_you_mean, has_errors};
use crate::base::document::{Document, Placed, TableEntries, TableOwner, Vocabulary, decode};
use crate::base::source::{FileId, Sources};
use crate::replay::records::{ColumnPlace, LeaveOut, RecordColumn, RecordRules};

/// What the shared reader says of such files.
static VOCABULARY: Vocabulary = Vocabulary {
    examples: &[
        ("delimiter", "\";\""),
        ("time", "\"%d.%m.%Y %H:%M:%S\""),
        ("leave_out", "[\"from=615-555-0199\"]"),
    ],
    ..Vocabulary::PLAIN
};

/// Reads a file of rules. An error is everything that is wrong with it.
pub fn record_rules(sources: &Sources, file: FileId) -> Result<RecordRules, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let mut rules = RecordRules::default();
    let document = Document::parse(file, sources.file(file).text(), &VOCABULARY, &mut diagnostics);
    for (name, value) in document.top_level() {
        let span = document.span(name.span());
        match name.get_ref().as_ref() {
            _ if document.is_broken(name.span()) => {}
            "records" => {
                let owner = TableOwner { words: "`records`", span: document.first_line(value.span()) };
                if let Some(raw) = decode::<RawRecords>(&document, value, owner, &mut diagnostics) {
                    lower(&raw, &mut rules, &mut diagnostics);
                }
            }
            word => {
                let message =
                    format!("`{}` does not belong in a file of rules for records", word.escape_debug());
                let error = Diagnostic::error("unknown-section", span, message);
                diagnostics.push(error.help(
                    "it has `[records]`, `[records.columns]`, `[records.lines]` and `[records.places]`",
                ));
            }
        }
    }
    if has_errors(&diagnostics) { Err(diagnostics) } else { Ok(rules) }
}

fn lower(raw: &RawRecords, rules: &mut RecordRules, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(text) = &raw.delimiter
        && let Some(given) = text.given()
    {
        match given.as_bytes() {
            [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'"' => {
                rules.delimiter = Some(*byte);
            }
            _ => diagnostics.push(
                Diagnostic::error("bad-delimiter", text.span, "this cannot stand between columns")
                    .help("write one sign, such as `\";\"` or `\"\\t\"`"),
            ),
        }
    }
    rules.time = raw.time.as_ref().and_then(|text| text.given().cloned());
    for (key, place) in pairs(raw.columns.as_ref()) {
        let (Some(word), Some(place)) = (key.given(), place.given()) else { continue };
        if let Some(column) = RecordColumn::from_word(word) {
            rules.columns.push((column, ColumnPlace::parse(place)));
            continue;
        }
        let words = RecordColumn::ALL.map(RecordColumn::word);
        let message = format!("nothing called `{}` is read of records", word.escape_debug());
        let help = match did_you_mean(word, words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the columns are {}", words.join(", ")),
        };
        diagnostics.push(Diagnostic::error("unknown-column", key.span, message).help(help));
    }
    if let Some(columns) = &raw.columns
        && !rules.columns.is_empty()
        && !rules.columns.iter().any(|(column, _)| *column == RecordColumn::Start)
    {
        let error = Diagnostic::error("missing-column", columns.span, "no column says when calls came in");
        diagnostics.push(error.help("name the column of `start`"));
    }
    let given = |entries: Option<&Placed<TableEntries<PlacedText>>>| -> Vec<(String, String)> {
        let pairs = pairs(entries);
        pairs.filter_map(|(key, text)| Some((key.given()?.clone(), text.given()?.clone()))).collect()
    };
    rules.lines = given(raw.lines.as_ref());
    rules.places = given(raw.places.as_ref());
    for text in raw.leave_out.iter().flat_map(|texts| &texts.values) {
        let Some(rule) = text.given() else { continue };
        match LeaveOut::parse(rule) {
            Some(rule) => rules.leave_out.push(rule),
            None => diagnostics.push(
                Diagnostic::error("bad-rule", text.span, "this does not say which calls to leave out")
                    .help("write a column and what it says, such as `\"context=from-internal*\"`"),
            ),
        }
    }
}

fn pairs(
    entries: Option<&Placed<TableEntries<PlacedText>>>,
) -> impl Iterator<Item = (&PlacedText, &PlacedText)> {
    let entries = entries.and_then(Placed::given).map_or(&[][..], |entries| &entries.0);
    entries.iter().map(|(key, text)| (key, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<RecordRules, Vec<String>> {
        let mut sources = Sources::default();
        let file = sources.add("records.toml", text);
        record_rules(&sources, file)
            .map_err(|mistakes| mistakes.iter().map(|mistake| mistake.code.to_owned()).collect())
    }

    #[test]
    fn rules_are_read() {
        let rules = read(
            "[records]\ndelimiter = \";\"\ntime = \"%d.%m.%Y %H:%M\"\nleave_out = \"from=615-555-0199\"\n\
             [records.columns]\nstart = \"Begin\"\nfrom = \"3\"\n[records.lines]\n\"ivr\" = \"main\"\n[records.places]\n500 = \"sales\"\n",
        )
        .expect("rules");
        assert_eq!(rules.delimiter, Some(b';'));
        assert_eq!(rules.columns[1], (RecordColumn::From, ColumnPlace::At(2)));
        assert_eq!(rules.places, [("500".to_owned(), "sales".to_owned())]);
        assert_eq!(rules.leave_out.len(), 1);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let told = read(
            "[records]\ndelimiter = \"ab\"\nleave_out = [\"x\"]\ncolor = 1\n[records.columns]\nfrmo = \"1\"\nto = \"2\"\n[other]\n",
        );
        let told = told.expect_err("mistakes");
        for code in ["bad-delimiter", "bad-rule", "unknown-column", "missing-column", "unknown-section"] {
            assert!(told.iter().any(|known| known == code), "{code}: {told:?}");
        }
    }
}
