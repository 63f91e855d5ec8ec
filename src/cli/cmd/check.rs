use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::suites::DEFAULT_FOLDER;
use super::{ask, check_fix};
use crate::base::diagnostic::render::{
    FittedDiagnostics, GithubAnnotations, HumanDiagnostics, RuleCard, SarifLog, ShortDiagnostics, Suppressed,
};
use crate::base::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::base::source::Sources;

use crate::check::report::{CheckJson, CheckSummary};
use crate::check::{
    CheckReport, CheckSubject, Levels, Rule, catalogue, check, file_mistake_named, mended, page, rule_named,
};
use crate::cli::args::{CheckArgs, CheckFormat, GlobalArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::explore::incomplete::INCOMPLETE;
use crate::files::load::{self, FileReach, PlanSource, scenario_files};
use crate::plan::{ParsedPlan, Plan, RuleSetting};

pub(super) fn run(
    context: &mut CommandContext,
    global: &GlobalArgs,
    args: &CheckArgs,
) -> Result<ExitStatus, CommandFailure> {
    let source = match &args.path {
        Some(path) => PlanSource::named(path, &global.plan_source()),
        None => global.plan_source(),
    };
    denied(args)?;
    let ParsedPlan { plan, diagnostics, sources } = context.reading(&source)?;
    let Some(plan) = plan else {
        return unreadable(context, args.format, diagnostics, sources);
    };
    let word = source.word();
    let plan_word = word.as_deref();
    let now = match &args.at {
        Some(day) => ask::since("--at", day, &plan, context.now)?,
        None => context.now,
    };
    let plan = Arc::new(plan).in_force(now);
    let levels = levels(args, &plan)?;
    if args.fix {
        if !matches!(source, PlanSource::Path(_)) {
            return Err(cannot_change());
        }
        let mended = mended(&plan.sources, &levels, now);
        if !check_fix::write(context, mended, &plan.sources, args.yes)? {
            return Ok(ExitStatus::Failed);
        }
        let ParsedPlan { plan, diagnostics, sources } = load::plan(&source)?;
        return match plan {
            Some(plan) => tell(
                context,
                args,
                &CheckSubject { plan_word, told: &diagnostics, ..CheckSubject::new(&plan, now) },
                &levels,
                global.reach(),
            ),
            None => unreadable(context, args.format, diagnostics, sources),
        };
    }
    let subject = CheckSubject { plan_word, told: &diagnostics, ..CheckSubject::new(&plan, now) };
    tell(context, args, &subject, &levels, global.reach())
}

fn cannot_change() -> CommandFailure {
    CommandFailure::Usage(
        "only a plan on disk can be changed, not the directory that comes with ivrsim or a revision: name one, \
         as in \
         `ivrsim check my-menus --fix`"
            .to_owned(),
    )
}

/// Checks the plan together with its scenarios, and says what is found.
fn tell(
    context: &mut CommandContext,
    args: &CheckArgs,
    subject: &CheckSubject<'_>,
    levels: &Levels,
    reach: FileReach,
) -> Result<ExitStatus, CommandFailure> {
    let (sources, scenarios) = scenarios(subject.plan, &args.scenarios, reach)?;
    let mut report = check(&CheckSubject { scenarios: &scenarios, ..*subject }, levels);
    for later in subject.plan.later() {
        add_later(&mut report, subject, later, levels);
    }
    show(context, args.format, &report, &sources, subject.plan_word)?;
    let denied = denied(args)?;
    let fails = report.findings.iter().any(|finding| finding.level >= denied);
    if report.incomplete && args.format != CheckFormat::Text {
        writeln!(context.errors(), "{INCOMPLETE}")?;
    }
    Ok(if fails { ExitStatus::Failed } else { ExitStatus::of_look(!report.incomplete) })
}

/// Adds what a plan has to say that comes into force later, but for what is found in the plans before.
fn add_later(report: &mut CheckReport, subject: &CheckSubject<'_>, later: &Plan, levels: &Levels) {
    /// What is said of a whole plan, and was said of the first.
    const TOLD_ONCE: [&str; 3] = ["future-plan", "old-plan", "unused-allowance"];
    let begins = later.zone.start_of(later.effective);
    let word = subject.plan_word.map(|word| format!("{word}@{}", later.effective));
    let now = subject.now.max(begins);
    let found = check(&CheckSubject { plan_word: word.as_deref(), ..CheckSubject::new(later, now) }, levels);
    for finding in found.findings {
        let is_known = report.findings.iter().any(|known| known.says_the_same_as(&finding));
        if !is_known && !TOLD_ONCE.contains(&finding.code) {
            let when = format!("in the plan that is in force from {} on", later.effective);
            report.findings.push(finding.related(later.origin.span, when));
        }
    }
    report.findings.sort_by_key(|finding| finding.primary.as_ref().map(|label| label.span));
    report.incomplete |= found.incomplete;
}

fn show(
    context: &mut CommandContext,
    format: CheckFormat,
    report: &CheckReport,
    sources: &Sources,
    plan: Option<&str>,
) -> Result<(), CommandFailure> {
    let diagnostics = report.findings.as_slice();
    match format {
        CheckFormat::Text => {
            let diagnostics = HumanDiagnostics { diagnostics, sources, color: context.color };
            write!(context.out, "{}", FittedDiagnostics { diagnostics, columns: context.columns })?;
            let rules = catalogue().len();
            context.show(|paint| format!("{}\n", CheckSummary { report, rules, plan, paint }))?;
        }
        CheckFormat::Short => write!(context.out, "{}", ShortDiagnostics { diagnostics, sources })?,
        CheckFormat::Github => {
            let sources = &hosted(sources);
            write!(context.out.exact(), "{}", GithubAnnotations { diagnostics, sources })?;
        }
        CheckFormat::Json => context.json(&CheckJson::of(report, sources))?,
        CheckFormat::Sarif => {
            let allowed = report
                .allowed
                .iter()
                .map(|allowed| Suppressed { diagnostic: &allowed.diagnostic, reason: &allowed.reason });
            let rules = cards();
            let sources = hosted(sources);
            context.json(&SarifLog::new(&rules, diagnostics, allowed, &sources))?;
        }
    }
    Ok(())
}

/// The files under the names by which code hosts know them.
fn hosted(sources: &Sources) -> Sources {
    let checkout = CommandContext::checkout();
    sources.renamed(|name| checkout.path(name).into_owned())
}

/// A plan with mistakes cannot be checked. Programs that wait for findings are told the mistakes as such.
fn unreadable(
    context: &mut CommandContext,
    format: CheckFormat,
    diagnostics: Vec<Diagnostic>,
    sources: Arc<Sources>,
) -> Result<ExitStatus, CommandFailure> {
    if format == CheckFormat::Text {
        return Err(CommandFailure::Mistakes(diagnostics, sources));
    }
    let report = CheckReport { findings: diagnostics, incomplete: true, ..CheckReport::default() };
    show(context, format, &report, &sources, None)?;
    Ok(ExitStatus::CannotRun)
}

fn cards() -> Vec<RuleCard> {
    let card = |rule: &Rule| RuleCard {
        code: rule.code,
        level: rule.level,
        summary: rule.summary,
        page: page(rule),
    };
    catalogue().iter().map(card).collect()
}

/// From which level on findings make the exit code 1: the mildest that was named.
fn denied(args: &CheckArgs) -> Result<Level, CommandFailure> {
    for word in &args.deny {
        if Level::named(word).is_none() {
            rule(word).map_err(|failure| level_meant(word).unwrap_or(failure))?;
        }
    }
    Ok(args.deny.iter().filter_map(|word| Level::named(word)).min().unwrap_or(Level::Warning))
}

/// What to say of a word that is nearly a level.
fn level_meant(word: &str) -> Option<CommandFailure> {
    let levels = [Level::Error, Level::Warning, Level::Note].map(Level::word);
    let lower = word.to_lowercase();
    let short = levels
        .into_iter()
        .find(|level| lower.len() > 2 && (level.starts_with(&lower) || lower.starts_with(level)));
    let meant = short.or_else(|| did_you_mean(&lower, levels))?;
    Some(CommandFailure::Usage(format!(
        "--deny: {word:?} is neither a rule nor a level: did you mean `{meant}`? The levels are `error`, `warning` and `note`"
    )))
}

/// The levels that the plan sets, and over them those of the command line.
fn levels(args: &CheckArgs, plan: &Plan) -> Result<Levels, CommandFailure> {
    let mut levels = Levels::of(plan);
    let rules = args.deny.iter().filter(|word| Level::named(word).is_none());
    let named = rules.map(|word| (word, RuleSetting::Level(Level::Error)));
    let named = named
        .chain(args.warn.iter().map(|word| (word, RuleSetting::Level(Level::Warning))))
        .chain(args.note.iter().map(|word| (word, RuleSetting::Level(Level::Note))))
        .chain(args.allow.iter().map(|word| (word, RuleSetting::Allow)));
    for (word, setting) in named {
        levels.set(rule(word)?, setting);
    }
    Ok(levels)
}

/// The rule of this name, or what was probably meant.
fn rule(word: &str) -> Result<&'static Rule, CommandFailure> {
    rule_named(word).ok_or_else(|| {
        let near = did_you_mean(word, catalogue().iter().map(|rule| rule.code));
        let help = match near {
            _ if file_mistake_named(word).is_some() => {
                "it is a mistake that keeps a file from being used, and has no level".to_owned()
            }
            Some(near) => format!("did you mean `{near}`?"),
            None => "`ivrsim explain` lists the rules".to_owned(),
        };
        CommandFailure::Usage(format!("there is no rule {word:?}: {help}"))
    })
}

/// What the scenarios of this plan have to say when they are held against it, and all files that this speaks of.
fn scenarios(
    plan: &Plan,
    paths: &[PathBuf],
    reach: FileReach,
) -> Result<(Sources, Vec<Diagnostic>), CommandFailure> {
    let mut sources = Sources::clone(&plan.sources);
    let default = [PathBuf::from(DEFAULT_FOLDER)];
    let paths = match paths {
        [] if default[0].is_dir() => &default,
        paths => paths,
    };
    let mut told = Vec::new();
    let mut known: Vec<(PathBuf, bool)> = Vec::new();
    for file in scenario_files(paths)? {
        let id = sources.add(file.name, file.text);
        let mut read = Vec::new();
        let draft = load::draft_within(reach, &mut sources, &file.path, id, &mut read);
        let folder = file.path.parent().unwrap_or(Path::new(""));
        let named = draft.plan().map(|named| load::joined(folder, Path::new(&named.value)));
        // A plan out of reach is another one, whatever it says.
        let is_near = |named: &PathBuf| reach.allows_plan(&file.path, named).is_ok();
        if named.is_none_or(|named| is_near(&named) && is_of(plan, named, &mut known)) {
            let _ = draft.lower(plan, &sources, &mut read);
            told.append(&mut read);
        }
    }
    Ok((sources, told))
}

/// Whether the plan at this path is the one that is checked: the same files with the same texts.
fn is_of(plan: &Plan, path: PathBuf, known: &mut Vec<(PathBuf, bool)>) -> bool {
    if let Some((_, same)) = known.iter().find(|(other, _)| *other == path) {
        return *same;
    }
    let other = load::plan(&PlanSource::Path(path.clone()));
    let texts =
        |sources: &Sources| sources.iter().map(|(_, file)| file.text().to_owned()).collect::<Vec<_>>();
    let same = other.is_ok_and(|other| texts(&other.sources) == texts(&plan.sources));
    known.push((path, same));
    same
}
