//! What a check has found, in sum and for programs, and what its rules are.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::mistakes::{FileMistake, file_mistake_named};
use super::rule::Rule;
use super::run::CheckReport;
use crate::base::diagnostic::Level;
use crate::base::diagnostic::render::DiagnosticJson;
use crate::base::source::{Sources, safe};
use crate::base::text::{Paint, counted};
use crate::check::{page, rule_named};
use crate::explore::incomplete::INCOMPLETE;

/// The last line of a check.
#[derive(Clone, Copy, Debug)]
pub struct CheckSummary<'a> {
    /// What was found.
    pub report: &'a CheckReport,
    /// How many rules there are.
    pub rules: usize,
    /// How people name the plan that was checked. None: the one that comes with the program.
    pub plan: Option<&'a str>,
    /// Colors.
    pub paint: Paint,
}

impl fmt::Display for CheckSummary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report, rules, plan, paint } = *self;
        let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
        let told = [Level::Error, Level::Warning, Level::Note].into_iter().filter_map(|level| {
            let count = count(level);
            (count > 0).then(|| counted(count, level.word()))
        });
        let told = told.collect::<Vec<_>>().join(", ");
        let plan = plan.map_or("the plan that comes with ivrsim".into(), safe);
        let allowed = match report.allowed.len() {
            0 => String::new(),
            allowed => format!(", {} allowed", counted(allowed, "finding")),
        };
        if told.is_empty() {
            let told = format!("No findings in {plan}");
            let told = if report.incomplete { paint.bad(told) } else { paint.good(told) };
            write!(f, "{told} ({rules} rules checked{allowed})")?;
        } else {
            write!(f, "{}{allowed}", paint.bold(format!("{told} in {plan}")))?;
        }
        let repairs = report.findings.iter().filter(|finding| finding.fix.is_some()).count();
        if repairs > 0 {
            write!(f, "; `--fix` repairs {repairs}")?;
        }
        if let Some(first) = report.findings.iter().find(|finding| is_explained(finding.code)) {
            write!(f, "; `ivrsim explain {}` says more", first.code)?;
        }
        if report.incomplete { write!(f, "\n{}", paint.bad(INCOMPLETE)) } else { Ok(()) }
    }
}

/// A check.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CheckJson<'a> {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    pub version: u32,
    /// What is wrong, by file and place.
    pub findings: Vec<DiagnosticJson<'a>>,
    /// What would be wrong if the plan did not allow it.
    pub allowed: Vec<AllowedJson<'a>>,
    /// Whether every call was looked at. If not, there may be more to find, and the exit code is 2 where nothing was found.
    pub complete: bool,
}

/// A finding that the plan allows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AllowedJson<'a> {
    /// The finding.
    pub finding: DiagnosticJson<'a>,
    /// Why it is right as it is.
    pub reason: &'a str,
}

impl<'a> CheckJson<'a> {
    /// The report with its places in these files.
    #[must_use]
    pub fn of(report: &'a CheckReport, sources: &'a Sources) -> Self {
        let allowed = report.allowed.iter().map(|allowed| AllowedJson {
            finding: DiagnosticJson::of(&allowed.diagnostic, sources),
            reason: &allowed.reason,
        });
        Self {
            version: 1,
            findings: report.findings.iter().map(|finding| DiagnosticJson::of(finding, sources)).collect(),
            allowed: allowed.collect(),
            complete: !report.incomplete,
        }
    }
}

/// Whether there is a page about a code.
#[must_use]
pub fn is_explained(code: &str) -> bool {
    rule_named(code).is_some() || file_mistake_named(code).is_some()
}

/// A rule, or a mistake that keeps a file from being used.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RuleJson {
    /// The stable name.
    pub code: &'static str,
    /// `rule` or `mistake`. Rules have levels that a plan can set; mistakes are mended.
    pub kind: &'static str,
    /// How bad its findings are where nobody says otherwise.
    pub level: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its page, in Markdown.
    pub page: String,
}

impl From<&Rule> for RuleJson {
    fn from(rule: &Rule) -> Self {
        let (level, page) = (rule.level.word(), page(rule));
        Self { code: rule.code, kind: "rule", level, summary: rule.summary, page }
    }
}

impl From<FileMistake> for RuleJson {
    fn from(mistake: FileMistake) -> Self {
        let (level, summary) = (Level::Error.word(), mistake.summary());
        Self { code: mistake.code, kind: "mistake", level, summary, page: mistake.page() }
    }
}
