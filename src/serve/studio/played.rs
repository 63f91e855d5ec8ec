//! The scenarios of the plan, played as it is now: the failing ones first, by what makes them fail.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use maud::html;

use super::compared::YEARS;
use super::play::play_address;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{Sources, safe};
use crate::base::text::{Page, counted, with_code};
use crate::explore::Horizon;
use crate::files::load::{self, FileReach, ScenarioFile};
use crate::files::watch::absolute;
use crate::plan::Plan;
use crate::suite::cause::RunFailures;
use crate::suite::coverage::{Cell, Cells, Covered, Universe};
use crate::suite::report::{CoverageReport, FailurePart, ReportContext};
use crate::suite::runner::{JobCount, Queue, RunLimits, RunTally, Runnable, run};
use crate::suite::scenario::Suite;

/// Scenario files that call one plan.
#[derive(Debug, Default)]
pub struct StudioScenarios {
    sources: Arc<Sources>,
    suites: Vec<Suite>,
    /// What is wrong with the files.
    mistakes: Vec<Diagnostic>,
    /// How many files call other plans.
    others: usize,
    /// Why none could be read.
    trouble: Option<String>,
}

/// What became of them.
pub struct PlayedScenarios {
    /// How many passed and failed.
    pub tally: RunTally,
    /// The part of the page.
    pub part: String,
}

impl StudioScenarios {
    /// Reads the scenarios of these files and folders that call the plan at `plan_path`, or name no plan.
    #[must_use]
    pub fn load(paths: &[PathBuf], plan: &Plan, plan_path: Option<&Path>) -> Self {
        match load::scenario_files(paths) {
            Ok(files) => Self::of(files, plan, plan_path),
            Err(error) => Self { trouble: Some(error.to_string()), ..Self::default() },
        }
    }

    fn of(files: Vec<ScenarioFile>, plan: &Plan, plan_path: Option<&Path>) -> Self {
        let (mut sources, mut read) = (Sources::default(), Self::default());
        for ScenarioFile { path, name, text } in files {
            let file = sources.add(name, text);
            let mut told = Vec::new();
            let draft = load::draft_within(FileReach::Near, &mut sources, &path, file, &mut told);
            let folder = path.parent().unwrap_or(Path::new(""));
            let named = draft.plan().map(|named| load::joined(folder, Path::new(&named.value)));
            if named.is_some_and(|named| plan_path.is_none_or(|own| !is_same_place(&named, own))) {
                read.others += 1;
                continue;
            }
            read.suites.extend(draft.lower(plan, &sources, &mut told));
            read.mistakes.append(&mut told);
        }
        Self { sources: Arc::new(sources), ..read }
    }

    /// How many mistakes keep scenarios from being played.
    #[must_use]
    pub fn mistakes(&self) -> usize {
        self.mistakes.iter().filter(|mistake| mistake.level == Level::Error).count()
    }

    /// Plays all of them under the plan that they were read for.
    #[must_use]
    pub fn played(&self, plan: &Plan, plan_word: Option<&str>) -> PlayedScenarios {
        let runnables = self.runnables(plan);
        let queue = Queue::all(&runnables);
        let name = |_: Runnable<'_>| plan_word.map(str::to_owned);
        let scene = ReportContext { sources: &self.sources, plan_path: &name, stamp: None };
        let mut failures = RunFailures::default();
        let tally = run(&queue, JobCount::Processors, RunLimits::default(), |event| {
            failures.tell(event);
            Ok::<(), Infallible>(())
        });
        let Ok(tally) = tally;
        let causes = &failures.explained(&queue, None);
        let is_empty = self.suites.iter().all(|suite| suite.scenarios.is_empty());
        let part = Page::part(&html! {
            @if let Some(trouble) = &self.trouble { p.bad { (trouble) } }
            @else if is_empty && self.mistakes.is_empty() {
                p { "No scenario calls this plan yet. In the phone, " b { "Copy as scenario" } " makes one of any call; "
                    code.name { "ivrsim generate" } " writes a first set." }
            } @else {
                p class=(if tally.is_failure() { "bad" } else { "good" }) { (tally) "." }
            }
            @for mistake in &self.mistakes {
                p.mistake {
                    span class={ "word " (mistake.level.word()) } { (mistake.level.word()) } " "
                    @if let Some(primary) = &mistake.primary { (safe(&self.sources.place(primary.span).to_string())) " " }
                    (with_code(&mistake.message))
                }
            }
            (FailurePart { causes, scene, play: &play_address }.html())
            @if self.others > 0 { p.dim { (counted(self.others, "file")) " with scenarios of other plans left out" } }
        });
        PlayedScenarios { tally, part }
    }

    /// What the scenarios cover of the plan.
    pub fn covered<T>(&self, plan: &Plan, tell: impl FnOnce(&Covered<'_>) -> T) -> T {
        let horizon = Horizon::of(plan, YEARS);
        let universe = Universe::of(plan, horizon);
        let mut covered = Covered::new(&universe);
        let mut cells = Cells::new(plan, horizon);
        let runnables = self.runnables(plan);
        for case in Queue::all(&runnables).cases() {
            let mut shown = cells.of(&case.record());
            // Under hours that a scenario makes up, a call shows nothing of the plan's own.
            if !std::ptr::eq(case.plan(), plan) {
                shown.retain(|cell| !matches!(cell, Cell::Hours(..)));
            }
            covered.add(shown);
        }
        tell(&covered)
    }

    fn runnables<'a>(&'a self, plan: &'a Plan) -> Vec<Runnable<'a>> {
        self.suites.iter().map(|suite| Runnable { suite, plan }).collect()
    }
}

/// How much of the plan is checked, and what is not.
#[must_use]
pub fn coverage_part(plan: &Plan, covered: &Covered<'_>, plan_word: Option<&str>) -> String {
    let report = CoverageReport::new(plan, covered, plan_word.map(str::to_owned));
    Page::part(&report.html_part(&play_address))
}

/// Whether two paths lead to the same plan: a folder, or the only file in it.
fn is_same_place(one: &Path, other: &Path) -> bool {
    let files =
        |path: &Path| -> Vec<PathBuf> { load::plan_files(path).iter().map(|file| absolute(file)).collect() };
    absolute(one) == absolute(other) || !files(other).is_empty() && files(one) == files(other)
}
