//! `ivrsim check`: its rules, its pages, its repairs, and what it costs.

mod anything;
mod command;
mod examples;
mod levels;
mod mistakes;
mod overrides;
mod pages;
mod planted;
mod prompts;
mod taken_over;

use std::fs;
use std::path::Path;

use ivrsim::base::diagnostic::Diagnostic;
use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::base::source::Sources;
use ivrsim::check::{CheckReport, CheckSubject, Levels, check};
use ivrsim::plan::{ParsedPlan, Plan, PlanLimits, read};
use ivrsim::suite::scenario::ParsedScenarioFile;
use jiff::Timestamp;

/// Monday, March 2, 2026, 10 AM in New York.
pub(crate) fn today() -> Timestamp {
    "2026-03-02T15:00:00Z".parse().unwrap()
}

/// A file among the examples of a rule, if it has one of this name.
fn example(code: &str, name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/examples").join(code);
    fs::read_to_string(folder.join(name)).ok().map(|text| text.replace("\r\n", "\n"))
}

/// A plan's files with its scenarios, read and checked.
pub(crate) struct Checked {
    pub(crate) plan: Plan,
    pub(crate) sources: Sources,
    pub(crate) report: CheckReport,
}

/// Reads and checks a plan of several files. The error is what the reader says.
pub(crate) fn checked(files: &[(String, String)], scenarios: Option<&str>) -> Result<Checked, String> {
    let files_word = files.first().map(|(name, _)| name.clone());
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let ParsedPlan { plan, diagnostics, sources } = read(files, &PlanLimits::STANDARD);
    let mut sources = Sources::clone(&sources);
    let Some(plan) = plan else {
        return Err(
            HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string()
        );
    };
    let mut told = Vec::new();
    if let Some(text) = scenarios {
        let file = sources.add("scenarios.toml", text);
        let _ = ParsedScenarioFile::read(&sources, file, &mut told).lower(&plan, &sources, &mut told);
    }
    let plan_word = files_word.as_deref();
    let subject =
        CheckSubject { plan_word, told: &diagnostics, scenarios: &told, ..CheckSubject::new(&plan, today()) };
    let report = check(&subject, &Levels::of(&plan));
    Ok(Checked { plan, sources, report })
}

/// The findings as people see them.
pub(crate) fn shown(findings: &[Diagnostic], sources: &Sources) -> String {
    HumanDiagnostics { diagnostics: findings, sources, color: false }.to_string()
}

/// A plan of one file, checked.
///
/// # Panics
///
/// If the reader refuses it.
pub(crate) fn checked_text(text: &str) -> Checked {
    checked(&[("plan.toml".to_owned(), text.to_owned())], None)
        .unwrap_or_else(|said| panic!("{text}\n{said}"))
}
