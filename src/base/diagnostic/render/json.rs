use schemars::JsonSchema;
use serde::Serialize;

use crate::base::diagnostic::report::{Diagnostic, Fix, Label};
use crate::base::source::{Sources, Span};

/// A finding, or a mistake in a file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct DiagnosticJson<'a> {
    /// `error`, `warning` or `note`.
    level: &'static str,
    /// The rule; `ivrsim explain RULE` tells more.
    code: &'static str,
    /// What is wrong, in one sentence.
    message: &'a str,
    /// Where, if there is a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<SpanJson<'a>>,
    /// Other places that take part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<SpanJson<'a>>,
    /// What to do, a sentence each.
    help: &'a [String],
    /// What `--fix` does, if it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson<'a>>,
}

/// A place in a file. The end is where the next character stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct SpanJson<'a> {
    /// The file.
    file: &'a str,
    /// The line, from 1.
    line: u32,
    /// The column, from 1, in characters.
    column: u32,
    /// The line of the end.
    end_line: u32,
    /// The column of the end.
    end_column: u32,
    /// Where it begins and ends, in bytes from 0.
    bytes: [u32; 2],
    /// What is said beside the underline.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<&'a str>,
}

/// A repair.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct FixJson<'a> {
    /// What it does.
    message: &'a str,
    /// The changes that it makes.
    edits: Vec<EditJson<'a>>,
}

/// A change of a file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct EditJson<'a> {
    /// What is replaced.
    place: SpanJson<'a>,
    /// What is to stand there.
    text: &'a str,
}

impl<'a> DiagnosticJson<'a> {
    /// The diagnostic with its places in these files.
    #[must_use]
    pub fn of(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Self {
        let labeled = |label: &'a Label| SpanJson {
            says: (!label.text.is_empty()).then_some(label.text.as_str()),
            ..place(label.span, sources)
        };
        Self {
            level: diagnostic.level.word(),
            code: diagnostic.code,
            message: &diagnostic.message,
            place: diagnostic.primary.as_ref().map(labeled),
            related: diagnostic.related.iter().map(labeled).collect(),
            help: &diagnostic.help,
            fix: diagnostic.fix.as_ref().map(|fix| repair(fix, sources)),
        }
    }
}

fn place(span: Span, sources: &Sources) -> SpanJson<'_> {
    let file = sources.file(span.file);
    let ((line, column), (end_line, end_column)) = (file.line_column(span.start), file.line_column(span.end));
    let bytes = [span.start, span.end];
    SpanJson { file: file.name(), line, column, end_line, end_column, bytes, says: None }
}

fn repair<'a>(fix: &'a Fix, sources: &'a Sources) -> FixJson<'a> {
    let edits = fix.edits.iter().map(|edit| EditJson { place: place(edit.span, sources), text: &edit.text });
    FixJson { message: &fix.message, edits: edits.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_reads_what_and_where_and_the_repair() {
        let mut sources = Sources::default();
        let file = sources.add("plan.toml", "é = \"17:59\"\n");
        let span = Span::new(file, 6..11);
        let diagnostic = Diagnostic::warning("odd-minute", span, "closes a minute early")
            .label("here")
            .fix(Fix::at(span, "write `18:00`", "18:00"));
        let json = serde_json::to_value(DiagnosticJson::of(&diagnostic, &sources)).unwrap();
        let place = serde_json::json!({
            "file": "plan.toml", "line": 1, "column": 6, "end_line": 1, "end_column": 11, "bytes": [6, 11],
        });
        assert_eq!((&json["level"], &json["code"]), (&"warning".into(), &"odd-minute".into()));
        assert_eq!(json["fix"]["edits"][0], serde_json::json!({ "place": place, "text": "18:00" }));
        assert_eq!((&json["place"]["says"], &json["place"]["bytes"]), (&"here".into(), &place["bytes"]));
        assert!(json.get("related").is_none(), "what there is nothing of is left out: {json}");
    }
}
