use std::fmt::Write as _;

use jiff::Timestamp;

use super::catalogue::catalogue;
use super::levels::Levels;
use super::rule::Rule;
use super::run::check;
use super::subject::CheckSubject;
use crate::base::diagnostic::render::HumanDiagnostics;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Sources;
use crate::plan::{PlanLimits, read};
use crate::suite::scenario::ParsedScenarioFile;

/// The day on which the examples are checked: Monday, March 2, 2026, 10 AM in New York.
const TODAY: Timestamp = Timestamp::constant(1_772_463_600, 0);

/// The page of a rule, in Markdown. What it shows of an example is what the check says of it.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let Rule { code, level, summary, why, mend, examples, .. } = rule;
    let mut page = format!("# {code}\n\n{summary}.\n\nLevel: {}.\n\n## Why\n\n{why}\n\n", level.word());
    let shown = shown(code, examples.fails, examples.scenarios);
    let _ = write!(page, "## Example\n\n```toml\n{}```\n\n", examples.fails);
    if let Some(scenarios) = examples.scenarios {
        let _ = write!(page, "With the scenario\n\n```toml\n{scenarios}```\n\n");
    }
    let _ = write!(page, "`ivrsim check` says:\n\n```text\n{}\n```\n\n", shown.trim_end());
    let _ = write!(page, "## What to do\n\n{mend}\n\nThis is right:\n\n```toml\n{}```\n\n", examples.passes);
    let _ = write!(page, "## If it is intended\n\n{}", allowing(rule));
    let chapter = chapter(code);
    let _ = write!(
        page,
        "\n## More\n\nSee [the guide](../guide/{chapter}.md), or run `ivrsim guide {chapter}`.\n"
    );
    page
}

/// The page that lists all rules, in Markdown.
#[must_use]
pub fn index() -> String {
    let mut index = String::from(
        "# What `ivrsim check` looks for\n\nEach rule has a page, which `ivrsim explain CODE` shows as well. An \
         error is wrong for every caller it affects,\na warning is probably not intended, and a note is worth a \
         look.\n\n",
    );
    for (level, title) in [(Level::Error, "Errors"), (Level::Warning, "Warnings"), (Level::Note, "Notes")] {
        let _ = write!(index, "## {title}\n\n| rule | what it finds |\n| --- | --- |\n");
        for rule in catalogue().iter().filter(|rule| rule.level == level) {
            let _ = writeln!(index, "| [{0}]({0}.md) | {1} |", rule.code, rule.summary);
        }
        index.push('\n');
    }
    index.truncate(index.trim_end().len());
    index.push('\n');
    index
}

/// The chapter of the guide that speaks of what a rule is about.
fn chapter(code: &str) -> &'static str {
    match code {
        "always-open"
        | "clock-change-while-open"
        | "hours-told-wrong"
        | "never-open"
        | "odd-minute"
        | "overlapping-hours"
        | "sliver-of-hours"
        | "unused-hours" => "hours",
        "dropped-call" | "lost-transfer" | "unused-answer" => "transfers",
        "untranslated-words" | "unused-language" => "languages",
        "half-day-on-closed-day" | "holiday-without-effect" => "holidays",
        "announcement-told-wrong" | "past-announcement" | "unheard-announcement" => "announcements",
        "night-before-goes-on"
        | "overruled-hours"
        | "override-shuts-always-open"
        | "override-without-effect"
        | "past-override" => "exceptions",
        "unknown-caller-zone" => "callers",
        "case-without-condition"
        | "key-leads-back-here"
        | "keys-out-of-order"
        | "menu-open-when-all-closed"
        | "no-keys"
        | "no-line"
        | "no-person"
        | "no-way-out"
        | "number-listed-twice"
        | "toll-free-expected"
        | "trapped-caller"
        | "unreachable-step"
        | "unwired-key" => "menus",
        "silent-loop" | "stay-on-line" => "silence",
        "empty-placeholder"
        | "key-before-action"
        | "left-over-text"
        | "long-prompt"
        | "placeholder-misfit"
        | "sounds-alike"
        | "spoken-id"
        | "too-many-choices"
        | "unoffered-key"
        | "wrong-key-in-prompt" => "words",
        "shadowed-route" => "extensions",
        "entry-never-made" | "key-after-entry" => "inputs",
        "contact-without-channel" | "synonym-without-effect" => "voicemail",
        "unsourced-fact" | "old-plan" | "future-plan" => "sources",
        "stale-scenario" => "scenarios",
        _ => "checking",
    }
}

/// How a finding of the rule is allowed.
fn allowing(rule: &Rule) -> String {
    if !rule.is_allowed_in_place() {
        return format!(
            "It cannot be allowed in one place, only for the whole plan:\n\n```toml\n[check]\nlevels.{} = \"allow\"\n```\n",
            rule.code
        );
    }
    format!(
        "Allow it in the table where it is found, and write the reason:\n\n```toml\nallow.{0} = \"why it is right as it is\"\n```\n\n\
         or, for the whole plan, set its level to `error`, `warning`, `note` or `allow`:\n\n```toml\n[check]\nlevels.{0} = \
         \"allow\"\n```\n",
        rule.code
    )
}

/// The file that an example is said to stand in.
const EXAMPLE: &str = "plan.toml";

/// What the check says of an example.
fn shown(code: &str, plan: &str, scenarios: Option<&str>) -> String {
    let (reading, sources, told) = example(plan, scenarios);
    let Some(plan) = reading.plan else {
        return HumanDiagnostics { diagnostics: &reading.diagnostics, sources: &sources, color: false }
            .to_string();
    };
    let subject = CheckSubject {
        plan_word: Some(EXAMPLE),
        told: &reading.diagnostics,
        scenarios: &told,
        ..CheckSubject::new(&plan, TODAY)
    };
    let mut report = check(&subject, &Levels::of(&plan));
    report.findings.retain(|finding| finding.code == code);
    HumanDiagnostics { diagnostics: &report.findings, sources: &sources, color: false }.to_string()
}

/// Reads an example, with what its scenarios say.
fn example(plan: &str, scenarios: Option<&str>) -> (crate::plan::ParsedPlan, Sources, Vec<Diagnostic>) {
    let reading = read([(EXAMPLE, plan)], &PlanLimits::STANDARD);
    let mut sources = Sources::clone(&reading.sources);
    let mut told = Vec::new();
    if let (Some(text), Some(plan)) = (scenarios, &reading.plan) {
        let file = sources.add("scenarios.toml", text);
        let _ = ParsedScenarioFile::read(&sources, file, &mut told).lower(plan, &sources, &mut told);
    }
    (reading, sources, told)
}
