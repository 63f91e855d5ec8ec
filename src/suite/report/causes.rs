//! Failures by what caused them: one mistake in a plan makes many cases fail, and is to be read once.

use std::collections::HashMap;
use std::io::{self, Write};

use super::example::FailureExample;
use super::failure::FailureText;
use super::reporter::ReportContext;
use crate::base::diagnostic::Diagnostic;
use crate::base::diagnostic::render::{FittedDiagnostics, HumanDiagnostics};
use crate::base::source::{FileLine, Sources, Span};
use crate::base::text::{Paint, counted, display_width, one_line, safe};
use crate::suite::cause::{CauseCases, CausePlace, RunCauses};
use crate::suite::runner::{PlayedCase, Status};

/// So many causes are told with an example; of the others, only what they are.
const MAX_TOLD: usize = 8;

/// So many scenarios are named below their cause.
const MAX_BELOW: usize = 3;

/// So many scenarios are named at the end.
const MAX_NAMED: usize = 12;

/// What stands before the names at the end.
const WORD: &str = "FAIL";

/// The failures of a run, by what caused them.
pub(super) struct CausesText<'a> {
    pub(super) causes: &'a RunCauses<'a>,
    pub(super) scene: ReportContext<'a>,
    pub(super) paint: Paint,
}

/// Scenarios with cases that failed, in the order of the run. As many are named as anybody reads; all are counted.
#[derive(Debug, Default)]
struct FailedScenarios {
    known: HashMap<Span, usize>,
    named: Vec<FailedScenario>,
}

#[derive(Debug)]
struct FailedScenario {
    /// `file:line`.
    place: String,
    name: String,
    /// The name of its first case that failed.
    case: String,
    cases: usize,
}

impl CausesText<'_> {
    /// Tells of all of them, that which explains most first.
    pub(super) fn tell(&self, out: &mut impl Write) -> io::Result<()> {
        let Self { causes, paint, .. } = *self;
        let told = causes.all().take(MAX_TOLD);
        told.into_iter().try_for_each(|cause| self.cause(out, cause))?;
        let left = causes.all().len().saturating_sub(MAX_TOLD);
        if left > 0 {
            writeln!(out, "{}", paint.bold(format_args!("{} more:", counted(left, "cause"))))?;
            for cause in causes.all().skip(MAX_TOLD).take(MAX_NAMED) {
                writeln!(out, "  {}", cause.cause.told(cause.count))?;
            }
            if left > MAX_NAMED {
                writeln!(out, "  and {} more", left - MAX_NAMED)?;
            }
            writeln!(out)?;
        }
        // What has been told with its name needs no list.
        if causes.count() > 1 {
            let looked_at = causes.failed().len();
            let list = FailedScenarios::of(causes.failed(), self.scene);
            list.list(out, paint, causes.count() - looked_at)?;
        }
        Ok(())
    }

    fn cause(&self, out: &mut impl Write, cause: &CauseCases) -> io::Result<()> {
        let Self { causes, scene, paint } = *self;
        let Some(first) = causes.cases(cause).next() else {
            return writeln!(out, "{}\n", paint.bad(cause.cause.told(cause.count)));
        };
        let diagnostic = diagnostic(cause);
        let sources = sources(cause, &first, scene);
        let diagnostics = HumanDiagnostics { diagnostics: &[diagnostic], sources, color: paint.is_colored() };
        write!(out, "{}", FittedDiagnostics { diagnostics, columns: paint.columns() })?;
        let played = &first;
        if causes.count() == 1 {
            let full = FailureText { played, scene, with_trace: false, paint };
            return write!(out, "{}\n{full}", headline(played, scene, paint));
        }
        let record = &played.case.record();
        let short =
            FailureExample { played, record, missed: &played.missed(record), scene, paint }.to_string();
        if cause.count > 1 {
            FailedScenarios::of(causes.cases(cause), scene).below(out, paint)?;
            return writeln!(out, "\nfor example: {}{short}", example_name(played, scene, paint));
        }
        writeln!(out, "{}{short}", headline(played, scene, paint))
    }
}

/// A cause as a mistake in a file.
pub(super) fn diagnostic(cause: &CauseCases) -> Diagnostic {
    let message = cause.cause.told(cause.count);
    match cause.cause.place {
        Some(CausePlace::Plan(span) | CausePlace::Suite(span)) => Diagnostic::error("cause", span, message),
        None => Diagnostic::without_place("cause", message),
    }
}

/// Where a cause is written, as `file:line`; `played` is one of its cases.
pub(super) fn place_of<'s>(
    cause: &CauseCases,
    played: &PlayedCase<'s>,
    scene: ReportContext<'s>,
) -> Option<FileLine<'s>> {
    let (CausePlace::Plan(span) | CausePlace::Suite(span)) = cause.cause.place?;
    Some(sources(cause, played, scene).place(span))
}

/// A cause and where it is, on one line: "hours `office` (menus/plan.toml:5)".
pub(super) fn told_with_place(
    cause: &CauseCases,
    played: &PlayedCase<'_>,
    scene: ReportContext<'_>,
) -> String {
    let place = place_of(cause, played, scene);
    let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
    format!("{}{place}", one_line(&cause.cause.title))
}

/// The files that the place of a cause is in; `played` is one of its cases.
pub(super) fn sources<'s>(
    cause: &CauseCases,
    played: &PlayedCase<'s>,
    scene: ReportContext<'s>,
) -> &'s Sources {
    match cause.cause.place {
        Some(CausePlace::Plan(_)) => &played.case.plan().sources,
        Some(CausePlace::Suite(_)) | None => scene.sources,
    }
}

impl FailedScenarios {
    fn of<'p>(cases: impl Iterator<Item = PlayedCase<'p>>, scene: ReportContext<'_>) -> Self {
        let mut scenarios = Self::default();
        cases.for_each(|played| scenarios.add(&played, scene));
        scenarios
    }

    fn add(&mut self, played: &PlayedCase<'_>, scene: ReportContext<'_>) {
        let scenario = played.case.scenario;
        let next = self.known.len();
        let position = *self.known.entry(scenario.name.span).or_insert(next);
        if let Some(failed) = self.named.get_mut(position) {
            failed.cases += 1;
        } else if position < MAX_NAMED {
            self.named.push(FailedScenario {
                place: played.case.place(scene.sources).to_string(),
                name: scenario.name.value.clone(),
                case: played.case.name().to_string(),
                cases: 1,
            });
        }
    }

    /// The names, a few.
    fn below(&self, out: &mut impl Write, paint: Paint) -> io::Result<()> {
        let most = if self.known.len() == MAX_BELOW + 1 { MAX_BELOW + 1 } else { MAX_BELOW };
        for failed in self.named.iter().take(most) {
            writeln!(out, "  {}", failed.told(paint.columns().map(|columns| columns.saturating_sub(2))))?;
        }
        if self.known.len() > most {
            let more = counted(self.known.len() - most, "more scenario");
            writeln!(out, "  and {more}")?;
        }
        Ok(())
    }

    /// The names with their places, as many as a screen has room for; `beyond` cases are not among them.
    fn list(&self, out: &mut impl Write, paint: Paint, beyond: usize) -> io::Result<()> {
        for failed in &self.named {
            // A row for each: on a narrow screen the place makes way for the name.
            let room = paint.columns().map(|columns| columns.saturating_sub(WORD.len() + 1));
            let told = failed.told(room);
            let with_place = display_width(&told) + 1 + display_width(&failed.place);
            let place = if room.is_none_or(|room| with_place <= room) { &failed.place } else { "" };
            let gap = if place.is_empty() { "" } else { " " };
            writeln!(out, "{} {told}{gap}{}", paint.bad(WORD), paint.dim(place))?;
        }
        if self.known.len() > self.named.len() {
            let more = self.known.len() - self.named.len();
            let rest = if more == 1 { "scenario" } else { "scenarios" };
            writeln!(out, "and {more} more {rest}: `ivrsim test --rerun-failed --list` names all cases")?;
        }
        if beyond > 0 {
            let more = counted(beyond, "more case");
            writeln!(out, "and {more}: `ivrsim test --rerun-failed --list` names them")?;
        }
        writeln!(out)
    }
}

impl FailedScenario {
    /// Its name, and how many cases there are, in so many columns.
    fn told(&self, room: Option<usize>) -> String {
        let count = if self.cases == 1 { String::new() } else { format!(" ({} cases)", self.cases) };
        let mut name = safe(if self.cases == 1 { &self.case } else { &self.name }).into_owned();
        let Some(room) = room else { return name + &count };
        if display_width(&name) + count.len() > room {
            while !name.is_empty() && display_width(&name) + count.len() + 1 > room {
                name.pop();
            }
            name.truncate(name.trim_end().len());
            name.push('…');
        }
        name + &count
    }
}

fn example_name(played: &PlayedCase<'_>, scene: ReportContext<'_>, paint: Paint) -> String {
    let name = played.case.name().to_string();
    let place = paint.dim(played.case.place(scene.sources));
    format!("{} {place}\n", paint.bold(safe(&name)))
}

/// The name of a case that failed, and where it stands.
pub(super) fn headline(played: &PlayedCase<'_>, scene: ReportContext<'_>, paint: Paint) -> String {
    let word = match played.status() {
        Status::Passed => paint.good("pass"),
        Status::Failed => paint.bad("FAIL"),
        Status::XFailed => paint.note("xfail"),
        Status::XPassed => paint.bad("XPASS"),
        Status::Skipped => paint.note("skip"),
    };
    let mut told = format!("{word} {}", example_name(played, scene, paint));
    if let Some(excuse) = played.excuse() {
        told.extend(["  ", &paint.note(safe(excuse)).to_string(), "\n"]);
    }
    told
}
