//! Failures by what caused them: one mistake in a plan makes many cases fail, and is to be read once.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use super::cause::{CausePlace, FailureCause};
use super::example::FailureExample;
use super::failure::FailureText;
use super::reporter::ReportContext;
use crate::base::diagnostic::Diagnostic;
use crate::base::diagnostic::render::{FittedDiagnostics, HumanDiagnostics};
use crate::base::source::{Sources, Span};
use crate::base::text::{Paint, counted, display_width, safe};
use crate::suite::runner::{PlayedCase, Status};

/// So many causes are told with an example; of the others, only what they are.
const MAX_TOLD: usize = 8;

/// Of causes that come up later than so many others no example is kept.
const MAX_KEPT: usize = 256;

/// So many scenarios are named below their cause.
const MAX_BELOW: usize = 3;

/// So many scenarios are named at the end.
const MAX_NAMED: usize = 12;

/// What stands before the names at the end.
const WORD: &str = "FAIL";

/// The failures of a run.
#[derive(Debug, Default)]
pub(super) struct FailureCauses {
    causes: Vec<CauseWithCases>,
    /// The positions of causes by their ids.
    known: HashMap<String, usize>,
    failed: FailedScenarios,
    cases: usize,
}

/// A cause and what it explains.
#[derive(Debug)]
struct CauseWithCases {
    cause: FailureCause,
    cases: usize,
    scenarios: FailedScenarios,
    example: Option<CauseExample>,
}

/// The first case of a cause, told.
#[derive(Debug)]
struct CauseExample {
    /// The files of the plan.
    plan: Arc<Sources>,
    headline: String,
    /// The same without a word of its own.
    name: String,
    short: String,
    full: String,
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

impl FailureCauses {
    /// Adds a case that failed.
    pub(super) fn add(&mut self, played: &PlayedCase<'_>, scene: ReportContext<'_>, paint: Paint) {
        let record = &played.case.record();
        let missed = &played.missed(record);
        let cause = FailureCause::of(played, record, missed);
        let is_kept = self.causes.len() < MAX_KEPT;
        let position = *self.known.entry(cause.id.clone()).or_insert_with(|| {
            let example = is_kept.then(|| CauseExample {
                plan: Arc::clone(&played.case.plan().sources),
                headline: headline(played, scene, paint),
                name: example_name(played, scene, paint),
                short: FailureExample { played, record, missed, scene, paint }.to_string(),
                full: FailureText { played, scene, with_trace: false, paint }.to_string(),
            });
            self.causes.push(CauseWithCases {
                cause,
                cases: 0,
                scenarios: FailedScenarios::default(),
                example,
            });
            self.causes.len() - 1
        });
        let cause = &mut self.causes[position];
        cause.cases += 1;
        cause.scenarios.add(played, scene);
        self.failed.add(played, scene);
        self.cases += 1;
    }

    /// Tells of all of them, that which explains most first, and takes leave of them.
    pub(super) fn tell(
        &mut self,
        out: &mut impl Write,
        scene: ReportContext<'_>,
        paint: Paint,
    ) -> io::Result<()> {
        let Self { mut causes, failed, cases, .. } = std::mem::take(self);
        causes.sort_by_key(|cause| Reverse(cause.cases));
        let (told, named) = causes.split_at(causes.len().min(MAX_TOLD));
        for cause in told {
            cause.tell(out, scene, paint, cases == 1)?;
        }
        if !named.is_empty() {
            writeln!(out, "{}", paint.bold(format_args!("{} more:", counted(named.len(), "cause"))))?;
            for cause in named.iter().take(MAX_NAMED) {
                writeln!(out, "  {}", cause.cause.told(cause.cases))?;
            }
            if named.len() > MAX_NAMED {
                writeln!(out, "  and {} more", named.len() - MAX_NAMED)?;
            }
            writeln!(out)?;
        }
        // What has been told with its name needs no list.
        if cases > 1 {
            failed.list(out, paint)?;
        }
        Ok(())
    }
}

impl CauseWithCases {
    fn tell(
        &self,
        out: &mut impl Write,
        scene: ReportContext<'_>,
        paint: Paint,
        is_alone: bool,
    ) -> io::Result<()> {
        let message = self.cause.told(self.cases);
        let Some(example) = &self.example else {
            return writeln!(out, "{}\n", paint.bad(message));
        };
        let (sources, diagnostic) = match self.cause.place {
            Some(CausePlace::Plan(span)) => (&*example.plan, Diagnostic::error("cause", span, message)),
            Some(CausePlace::Suite(span)) => (scene.sources, Diagnostic::error("cause", span, message)),
            None => (scene.sources, Diagnostic::without_place("cause", message)),
        };
        let diagnostics = HumanDiagnostics { diagnostics: &[diagnostic], sources, color: paint.is_colored() };
        write!(out, "{}", FittedDiagnostics { diagnostics, columns: paint.columns() })?;
        if is_alone {
            return write!(out, "{}\n{}", example.headline, example.full);
        }
        if self.cases > 1 {
            self.scenarios.below(out, paint)?;
            return writeln!(out, "\nfor example: {}{}", example.name, example.short);
        }
        writeln!(out, "{}{}", example.headline, example.short)
    }
}

impl FailedScenarios {
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

    /// The names with their places, as many as a screen has room for.
    fn list(&self, out: &mut impl Write, paint: Paint) -> io::Result<()> {
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
