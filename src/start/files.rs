//! All files of a folder that is begun.

use std::borrow::Cow;

use jiff::Timestamp;

use super::answers::{Answers, CiHost};
use super::layout::PlanLayout;
use super::plan_text::{Allowed, plan_text, table_at};
use super::promises::scenarios_text;
use crate::check::{CheckSubject, Levels, check};
use crate::plan::{self, Plan, PlanLimits, read};
use crate::suite::scenario;

/// So often a plan is made again with what its check has found. Each time more is allowed, and there are few rules.
const MAX_ROUNDS: usize = 8;

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartFile {
    /// Where it goes, below the folder.
    pub path: &'static str,
    /// What it says.
    pub text: Cow<'static, str>,
}

impl StartFile {
    fn new(path: &'static str, text: impl Into<Cow<'static, str>>) -> Self {
        Self { path, text: text.into() }
    }
}

/// A small plan to start from, with scenarios.
#[must_use]
pub fn example() -> Vec<StartFile> {
    let mut files = vec![
        StartFile::new("menus/plan.toml", include_str!("example/plan.toml")),
        StartFile::new("scenarios/first.toml", include_str!("example/scenarios.toml")),
    ];
    files.extend(for_editors());
    files
}

/// The files that are made of these answers. If no plan can be made of them, says why.
pub fn files(answers: &Answers, now: Timestamp) -> Result<Vec<StartFile>, String> {
    let layout = PlanLayout::of(answers);
    let today = answers.zone.wall_clock(now).date();
    let mut allowed = Allowed::new();
    for _ in 0..MAX_ROUNDS {
        let text = plan_text(answers, &layout, today, &allowed);
        let plan = plan_of(&text)?;
        let before = allowed.len();
        for (table, rule) in findings(&plan, &text, now) {
            allowed.insert((table, rule));
        }
        if allowed.len() == before {
            let scenarios = scenarios_text(answers, &layout, &plan, now);
            let mut files = vec![
                StartFile::new("menus/plan.toml", text),
                StartFile::new("scenarios/first.toml", scenarios),
            ];
            files.extend(for_editors());
            files.extend(for_ci(answers.ci));
            return Ok(files);
        }
    }
    Err("no plan that a check is content with can be made of this".to_owned())
}

fn plan_of(text: &str) -> Result<Plan, String> {
    let reading = read([("menus/plan.toml", text.to_owned())], &PlanLimits::STANDARD);
    let said = reading.diagnostics.first().map(|mistake| match mistake.help.first() {
        Some(help) => format!("{}; {help}", mistake.message),
        None => mistake.message.clone(),
    });
    match (reading.plan, said) {
        (Some(plan), None) => Ok(plan),
        (_, said) => Err(said.unwrap_or_else(|| "no plan can be made of this".to_owned())),
    }
}

/// What a check finds, by the table in which it can be allowed.
fn findings(plan: &Plan, text: &str, now: Timestamp) -> Vec<(String, &'static str)> {
    let report = check(&CheckSubject::new(plan, now), &Levels::of(plan));
    let place = |span: crate::base::source::Span| table_at(text, span.range().start);
    report
        .findings
        .into_iter()
        .filter_map(|finding| Some((place(finding.primary.as_ref()?.span)?, finding.code)))
        .collect()
}

/// The descriptions of both formats, to which the first lines of the files lead editors.
fn for_editors() -> [StartFile; 2] {
    [
        StartFile::new("schema/plan.schema.json", plan::schema()),
        StartFile::new("schema/scenario.schema.json", scenario::schema()),
    ]
}

fn for_ci(host: CiHost) -> Option<StartFile> {
    // The files that the guide shows.
    let file = match host {
        CiHost::GitHub => StartFile::new(
            ".github/workflows/menus.yml",
            include_str!("../../docs/guide/examples/ci/github.yml"),
        ),
        CiHost::GitLab => {
            StartFile::new(".gitlab-ci.yml", include_str!("../../docs/guide/examples/ci/gitlab.yml"))
        }
        CiHost::Jenkins => {
            StartFile::new("Jenkinsfile", include_str!("../../docs/guide/examples/ci/Jenkinsfile"))
        }
        CiHost::None => return None,
    };
    Some(file)
}
