//! SARIF, the format in which code hosts take the findings of analyzers: version 2.1.0 of the OASIS standard.
//!
//! Of its objects we write those that are required and those that GitHub and others show: rules with their pages, places,
//! related places, fixes, and what was allowed as suppressed.

use serde::Serialize;

use super::checkout::is_absolute;
use crate::base::diagnostic::report::{Diagnostic, Fix, Label, Level};
use crate::base::source::{SourceFile, Sources, Span};

/// What there is to say of a kind of finding.
#[derive(Clone, Debug)]
pub struct RuleCard {
    /// The stable name.
    pub code: &'static str,
    /// The level where nobody has set another.
    pub level: Level,
    /// In one line.
    pub summary: &'static str,
    /// In Markdown.
    pub page: String,
}

/// A finding that the plan allows.
#[derive(Clone, Copy, Debug)]
pub struct Suppressed<'a> {
    /// The finding.
    pub diagnostic: &'a Diagnostic,
    /// Why it is allowed.
    pub reason: &'a str,
}

/// A log of one run.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifLog<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'a>; 1],
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<SarifRule<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRule<'a> {
    id: &'static str,
    short_description: SarifText<'a>,
    help: SarifPage<'a>,
    default_configuration: Configuration,
}

#[derive(Clone, Debug, Serialize)]
struct SarifText<'a> {
    text: &'a str,
}

#[derive(Clone, Debug, Serialize)]
struct SarifPage<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Clone, Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: SarifMessage,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct SarifMessage {
    text: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<SarifText<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: SarifRegion,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// What stands for the top of the repository, wherever a reader has it. GitHub's documentation names it so.
const TOP: &str = "%SRCROOT%";

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: SarifText<'a>,
    artifact_changes: Vec<SarifChange<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: SarifRegion,
    inserted_content: SarifText<'a>,
}

#[derive(Clone, Debug, Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
}

impl<'a> SarifLog<'a> {
    /// The log of a run that knows these rules and found these things.
    #[must_use]
    pub fn new(
        rules: &'a [RuleCard],
        diagnostics: &'a [Diagnostic],
        suppressed: impl IntoIterator<Item = Suppressed<'a>>,
        sources: &'a Sources,
    ) -> Self {
        let result = |diagnostic| finding(diagnostic, rules, sources);
        let allowed = suppressed.into_iter().map(|allowed| SarifResult {
            suppressions: vec![Suppression { kind: "inSource", justification: allowed.reason }],
            ..result(allowed.diagnostic)
        });
        let results = diagnostics.iter().map(result).chain(allowed).collect();
        let rules = rules.iter().map(|rule| SarifRule {
            id: rule.code,
            short_description: SarifText { text: rule.summary },
            help: SarifPage { text: rule.summary, markdown: &rule.page },
            default_configuration: Configuration { level: rule.level.word() },
        });
        let driver =
            Driver { name: "ivrsim", semantic_version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
        Self {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [SarifRun { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
        }
    }
}

fn finding<'a>(diagnostic: &'a Diagnostic, rules: &[RuleCard], sources: &'a Sources) -> SarifResult<'a> {
    let told = [&diagnostic.message].into_iter().chain(&diagnostic.help);
    SarifResult {
        rule_id: diagnostic.code,
        rule_index: rules.iter().position(|rule| rule.code == diagnostic.code),
        level: diagnostic.level.word(),
        message: SarifMessage { text: told.map(String::as_str).collect::<Vec<_>>().join("\n") },
        locations: diagnostic.primary.iter().map(|label| location(label, sources)).collect(),
        related_locations: diagnostic.related.iter().map(|label| location(label, sources)).collect(),
        fixes: diagnostic.fix.iter().map(|fix| repair(fix, sources)).collect(),
        suppressions: Vec::new(),
    }
}

fn location<'a>(label: &'a Label, sources: &Sources) -> Location<'a> {
    let file = sources.file(label.span.file);
    Location {
        physical_location: PhysicalLocation {
            artifact_location: artifact(file),
            region: region(label.span, file),
        },
        message: (!label.text.is_empty()).then_some(SarifText { text: &label.text }),
    }
}

fn region(span: Span, file: &SourceFile) -> SarifRegion {
    let ((start_line, start_column), (end_line, end_column)) =
        (file.line_column(span.start), file.line_column(span.end));
    SarifRegion { start_line, start_column, end_line, end_column }
}

fn repair<'a>(fix: &'a Fix, sources: &Sources) -> SarifFix<'a> {
    let mut files: Vec<_> = fix.edits.iter().map(|edit| edit.span.file).collect();
    files.sort_unstable();
    files.dedup();
    let changes = files.into_iter().map(|id| {
        let file = sources.file(id);
        let edits = fix.edits.iter().filter(|edit| edit.span.file == id);
        let replacement = |edit: &'a crate::base::diagnostic::report::Edit| Replacement {
            deleted_region: region(edit.span, file),
            inserted_content: SarifText { text: &edit.text },
        };
        SarifChange { artifact_location: artifact(file), replacements: edits.map(replacement).collect() }
    });
    SarifFix { description: SarifText { text: &fix.message }, artifact_changes: changes.collect() }
}

/// The file's name as a reference of RFC 3986.
fn artifact(file: &SourceFile) -> ArtifactLocation {
    use std::fmt::Write as _;
    let is_absolute = is_absolute(file.name());
    let mut uri = String::with_capacity(file.name().len());
    if is_absolute {
        uri.push_str(if file.name().starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in file.name().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing into a string cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    ArtifactLocation { uri, uri_base_id: (!is_absolute).then_some(TOP) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_outside_of_the_repository_has_an_address_of_its_own() {
        let mut sources = Sources::default();
        let (unix, windows) = (sources.add("/a b/plan.toml", ""), sources.add("C:/a/plan.toml", ""));
        let told = |id| serde_json::to_value(artifact(sources.file(id))).unwrap();
        assert_eq!(told(unix), serde_json::json!({ "uri": "file:///a%20b/plan.toml" }));
        assert_eq!(told(windows), serde_json::json!({ "uri": "file:///C%3A/a/plan.toml" }));
    }

    #[test]
    fn a_log_names_rules_places_repairs_and_what_is_allowed() {
        let mut sources = Sources::default();
        let file = sources.add("my plan/a%.toml", "x\né = \"17:59\"\n");
        let span = Span::new(file, 8..13);
        let found = Diagnostic::warning("odd-minute", span, "closes a minute early")
            .label("here")
            .related(Span::new(file, 0..1), "because of this")
            .help("write `18:00`")
            .fix(Fix::at(span, "write `18:00`", "18:00"));
        let rules = [RuleCard {
            code: "odd-minute",
            level: Level::Warning,
            summary: "An edge a minute off",
            page: "# odd-minute".to_owned(),
        }];
        let allowed = Suppressed { diagnostic: &found, reason: "the document says so" };
        let log = SarifLog::new(&rules, std::slice::from_ref(&found), [allowed], &sources);
        let log = serde_json::to_value(&log).unwrap();
        let at = |path: &str| log.pointer(path).unwrap_or_else(|| panic!("{path}: {log:#}")).clone();
        assert_eq!(at("/version"), "2.1.0");
        assert_eq!(at("/runs/0/tool/driver/rules/0/id"), "odd-minute");
        assert_eq!(at("/runs/0/results/0/ruleIndex"), 0);
        assert_eq!(at("/runs/0/results/0/message/text"), "closes a minute early\nwrite `18:00`");
        let place = "/runs/0/results/0/locations/0/physicalLocation";
        assert_eq!(at(&format!("{place}/artifactLocation/uri")), "my%20plan/a%25.toml");
        assert_eq!(at(&format!("{place}/artifactLocation/uriBaseId")), "%SRCROOT%");
        let region = serde_json::json!({ "startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11 });
        assert_eq!(at(&format!("{place}/region")), region, "columns are characters, not bytes");
        let repair = "/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0";
        assert_eq!(at(&format!("{repair}/deletedRegion")), region);
        assert_eq!(at(&format!("{repair}/insertedContent/text")), "18:00");
        assert!(log.pointer("/runs/0/results/0/suppressions").is_none());
        assert_eq!(at("/runs/0/results/1/suppressions/0/justification"), "the document says so");
    }
}
