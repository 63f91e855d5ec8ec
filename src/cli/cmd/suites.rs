//! Scenario files, and the plans that they are held against, for every command that plays them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::base::diagnostic::{Diagnostic, has_errors};
use crate::base::source::{DisplayPath, Sources, Span, Spanned};
use crate::cli::args::GlobalArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::files::load::{self, LoadError, PlanSource, ScenarioFile, scenario_files};
use crate::plan::Plan;
use crate::suite::runner::{QueuedCase, Runnable};
use crate::suite::scenario::{ParsedScenarioFile, Suite};

/// Where scenarios are looked for if nobody says where.
pub(super) const DEFAULT_FOLDER: &str = "scenarios";

/// The scenario files that were asked for.
pub(super) fn found(paths: &[PathBuf]) -> Result<Vec<ScenarioFile>, CommandFailure> {
    if !paths.is_empty() {
        return Ok(scenario_files(paths)?);
    }
    let folder = Path::new(DEFAULT_FOLDER);
    if !folder.exists() {
        return Err(CommandFailure::Usage(format!(
            "there is no folder `{DEFAULT_FOLDER}` here: name scenario files or a folder of them, as in `ivrsim test \
             my-scenarios`, or let `ivrsim init DIR` write a first one"
        )));
    }
    Ok(scenario_files(&[folder.to_owned()])?)
}

/// Where scenarios were asked for, in words.
pub(super) fn shown(paths: &[PathBuf]) -> String {
    match paths {
        [] => format!("`{DEFAULT_FOLDER}`"),
        paths => paths.iter().map(|path| format!("`{}`", DisplayPath(path))).collect::<Vec<_>>().join(", "),
    }
}

/// What is said where there is nothing to play.
pub(super) fn no_scenario(paths: &[PathBuf]) -> CommandFailure {
    CommandFailure::Usage(format!(
        "there is no scenario in {}: a scenario file has `[[scenario]]` tables; `ivrsim init DIR` writes one to start \
         from",
        shown(paths)
    ))
}

/// The plans that some cases call, each with the first suite that does.
pub(super) fn called<'q>(cases: impl IntoIterator<Item = QueuedCase<'q>>) -> Vec<Runnable<'q>> {
    let mut plans: Vec<Runnable<'_>> = Vec::new();
    for case in cases {
        if plans.iter().all(|known| !std::ptr::eq(known.plan, case.runnable().plan)) {
            plans.push(case.runnable());
        }
    }
    plans
}

/// The plan that a file is held against: the one of the command line, else the one that the file names, else the one of
/// the environment, else the one that comes with the program.
pub(super) fn wanted_plan(global: &GlobalArgs, path: &Path, draft: &ParsedScenarioFile) -> PlanSource {
    match draft.plan() {
        Some(plan) if !global.plan_is_named => {
            let folder = path.parent().unwrap_or(Path::new(""));
            PlanSource::at(load::joined(folder, Path::new(&plan.value)))
        }
        _ => global.plan_source(),
    }
}

/// A file of scenarios, held against its plan.
struct LoweredSuite {
    suite: Suite,
    draft: Arc<ParsedScenarioFile>,
    /// The position of its plan.
    plan: usize,
    /// When that plan is in force, where others follow it.
    period: Option<Period>,
}

/// When a plan is in force: from one instant on, and until another is.
#[derive(Clone, Copy, Debug)]
struct Period {
    from: Timestamp,
    to: Timestamp,
}

impl Period {
    fn has(self, at: Timestamp) -> bool {
        (self.from..self.to).contains(&at)
    }
}

/// The suites of some files, ready to be played.
pub(super) struct Suites {
    /// The files of scenarios and tables.
    pub(super) sources: Arc<Sources>,
    lowered: Vec<LoweredSuite>,
    plans: Vec<(PlanSource, Arc<Plan>)>,
}

impl Suites {
    /// Reads these files, and each of the plans that they call once; and says what of them cannot be played, and why.
    pub(super) fn load(
        context: &CommandContext,
        global: &GlobalArgs,
        files: Vec<ScenarioFile>,
    ) -> (Self, Option<CommandFailure>) {
        let mut sources = Sources::default();
        let mut diagnostics = Vec::new();
        let mut drafts = Vec::with_capacity(files.len());
        for ScenarioFile { path, name, text } in files {
            let file = sources.add(name, text);
            let draft = load::draft_within(global.reach(), &mut sources, &path, file, &mut diagnostics);
            drafts.push((path, Arc::new(draft)));
        }
        let mut plans = Plans::default();
        let mut lowered = Vec::new();
        for (path, draft) in drafts {
            let named_by = draft.plan().filter(|_| !global.plan_is_named);
            let wanted = wanted_plan(global, &path, &draft);
            if let (Some(named), Some(plan)) = (named_by, wanted.path())
                && let Err(error) = global.reach().allows_plan(&path, plan)
            {
                diagnostics.push(no_plan(named.span, &error));
                draft.tell_mistakes(&sources, &mut diagnostics);
                continue;
            }
            let Some(first) = plans.load(context, wanted, named_by, &mut diagnostics) else {
                draft.tell_mistakes(&sources, &mut diagnostics);
                continue;
            };
            let count = 1 + plans.loaded[first].1.later().len();
            if count == 1 {
                let suite = draft.lower(&plans.loaded[first].1, &sources, &mut diagnostics);
                lowered.extend(suite.map(|suite| LoweredSuite { suite, draft, plan: first, period: None }));
                continue;
            }
            lowered.extend(by_day(
                &draft,
                &plans.loaded[first..first + count],
                first,
                &sources,
                &mut diagnostics,
            ));
        }
        diagnostics.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|primary| primary.span));
        let sources = Arc::new(sources);
        let mut failures = plans.failures;
        if has_errors(&diagnostics) {
            failures.push(CommandFailure::Mistakes(diagnostics, Arc::clone(&sources)));
        }
        let failure = (!failures.is_empty()).then_some(CommandFailure::Several(failures));
        (Self { sources, lowered, plans: plans.loaded }, failure)
    }

    /// Whether no file could be read.
    pub(super) fn is_empty(&self) -> bool {
        self.lowered.is_empty()
    }

    /// The suites with their plans, in the order of the files.
    pub(super) fn runnables(&self) -> Vec<Runnable<'_>> {
        let plan = |lowered: &LoweredSuite| &*self.plans[lowered.plan].1;
        self.lowered.iter().map(|lowered| Runnable { suite: &lowered.suite, plan: plan(lowered) }).collect()
    }

    /// The plans, in the order in which the files name them, each with where it comes from.
    pub(super) fn plans(&self) -> &[(PlanSource, Arc<Plan>)] {
        &self.plans
    }

    /// The plan of a suite, with where it comes from.
    pub(super) fn plan(&self, runnable: Runnable<'_>) -> Option<&(PlanSource, Arc<Plan>)> {
        self.plans.iter().find(|(_, plan)| std::ptr::eq(Arc::as_ptr(plan), runnable.plan))
    }

    /// The suites of the files that call a plan, held against another one. A file that does not fit it is left out.
    pub(super) fn held_against(&self, called: &Plan, other: &Plan) -> Vec<Suite> {
        let of_plan = self
            .lowered
            .iter()
            .filter(|lowered| std::ptr::eq(Arc::as_ptr(&self.plans[lowered.plan].1), called));
        of_plan
            .filter_map(|lowered| {
                let mut mistakes = Vec::new();
                let mut suite = lowered.draft.lower(other, &self.sources, &mut mistakes)?;
                if let Some(period) = lowered.period {
                    suite = suite.with_cases_at(|at| period.has(at));
                }
                (!has_errors(&mistakes)).then_some(suite)
            })
            .collect()
    }

    /// How the command line names the plan of a suite. None: the one that comes with the program.
    pub(super) fn plan_path(&self, runnable: Runnable<'_>) -> Option<String> {
        let (source, _) = self.plan(runnable)?;
        source.written()
    }
}

/// A file held against plans that follow each other: each of its calls against the one that is in force on its day.
fn by_day(
    draft: &Arc<ParsedScenarioFile>,
    plans: &[(PlanSource, Arc<Plan>)],
    first: usize,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<LoweredSuite> {
    let begins = |index: usize| match index {
        0 => Timestamp::MIN,
        index => plans.get(index).map_or(Timestamp::MAX, |(_, plan)| plan.zone.start_of(plan.effective)),
    };
    let mut found: Vec<(Period, Option<Suite>, Vec<Diagnostic>)> = Vec::new();
    for (index, (_, plan)) in plans.iter().enumerate() {
        let mut told = Vec::new();
        let suite = draft.lower(plan, sources, &mut told);
        found.push((Period { from: begins(index), to: begins(index + 1) }, suite, told));
    }
    let whole: Vec<&Suite> = found
        .iter()
        .filter(|(.., told)| !has_errors(told))
        .filter_map(|(_, suite, _)| suite.as_ref())
        .collect();
    let is_called: Vec<bool> = found
        .iter()
        .map(|(period, ..)| {
            whole.is_empty() || whole.iter().any(|suite| suite.has_case_at(|at| period.has(at)))
        })
        .collect();
    let mut lowered = Vec::new();
    for (index, (period, suite, told)) in found.into_iter().enumerate() {
        // A plan under which nothing is called has nothing to say of the file.
        if !is_called[index] {
            continue;
        }
        let day = plans[index].1.effective;
        for mistake in told {
            if !diagnostics.iter().any(|known| known.says_the_same_as(&mistake)) {
                let mistake = mistake.help(format!(
                    "this is so under the plan that is in force from {day} on; promises that hold under one plan only belong in \
                     a file of their own, with that day behind the plan, as in `plan = \"../menus@{day}\"`"
                ));
                diagnostics.push(mistake);
            }
        }
        let suite = suite.map(|suite| suite.with_cases_at(|at| period.has(at)));
        if let Some(suite) = suite.filter(|suite| !suite.scenarios.is_empty()) {
            let (draft, plan) = (Arc::clone(draft), first + index);
            lowered.push(LoweredSuite { suite, draft, plan, period: Some(period) });
        }
    }
    lowered
}

/// The plan that a file names cannot be read.
fn no_plan(span: Span, error: &LoadError) -> Diagnostic {
    Diagnostic::error("no-plan", span, error.to_string()).help("the path is relative to this file")
}

/// The plans of a run, each read once however many files call it.
#[derive(Default)]
struct Plans {
    /// Each with how it is named.
    loaded: Vec<(PlanSource, Arc<Plan>)>,
    /// Those that cannot be used, which has been reported.
    broken: Vec<PlanSource>,
    /// Why they cannot.
    failures: Vec<CommandFailure>,
}

impl Plans {
    /// The position of the plan among those that are loaded. A file that names what cannot be read is told so.
    fn load(
        &mut self,
        context: &CommandContext,
        source: PlanSource,
        named_by: Option<&Spanned<String>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        if let Some(index) = self.loaded.iter().position(|(known, _)| *known == source) {
            return Some(index);
        }
        let is_known = self.broken.contains(&source);
        // A plan that a file names needs no word.
        let unsaid = named_by.and_then(|_| context.plan_note.take());
        let read = context.timeline(&source);
        if unsaid.is_some() {
            context.plan_note.set(unsaid);
        }
        match read {
            Ok(plan) => {
                let first = self.loaded.len();
                let later = plan.later().iter().map(|later| {
                    let source = PlanSource::Dated(Box::new(source.clone()), later.effective);
                    (source, Arc::clone(later))
                });
                let later: Vec<_> = later.collect();
                self.loaded.push((source, plan));
                self.loaded.extend(later);
                return Some(first);
            }
            Err(CommandFailure::Load(error)) if named_by.is_some() => {
                let span = named_by.map(|plan| plan.span);
                diagnostics.extend(span.map(|span| no_plan(span, &error)));
            }
            Err(failure) if !is_known => self.failures.push(failure),
            Err(_) => {}
        }
        if !is_known {
            self.broken.push(source);
        }
        None
    }
}
