//! A run for programs: one JSON object a line, an object for each event. `docs/report-json.md` describes it for readers.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::causes::sources;
use super::reporter::{ReportContext, Reporter};
use super::stamp::PlanStamp;
use crate::call::EventKind;
use crate::call::report::CallJson;
use crate::suite::cause::{CausePlace, RunCauses};
use crate::suite::runner::{PlayedCase, RunEvent, RunTally, Totals};

/// The version of the format. Fields may be added to it; if one is taken away or means something else, this grows.
pub const JSON_REPORT_VERSION: u32 = 1;

/// Writes a line for each event.
pub struct TestJson<'a, W> {
    out: W,
    scene: ReportContext<'a>,
    causes: Vec<CauseLine>,
}

/// A line of the report.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(crate) enum EventLine<'a> {
    /// The first line.
    Began {
        /// The version of this shape. It grows when a field is removed or comes to mean something else.
        version: u32,
        /// How many cases are going to be played.
        cases: usize,
        /// In how many scenarios.
        scenarios: usize,
        /// Of how many cases these were chosen, by filters or a shard.
        of: usize,
        /// Which part of a run this is, such as `2/5`.
        shard: Option<String>,
        /// When it was run.
        #[serde(skip_serializing_if = "Option::is_none")]
        at: Option<String>,
        /// The plans that are called.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        plans: Vec<PlanLine<'a>>,
    },
    /// A line for each case, once it has been played.
    Case(Box<CaseLine<'a>>),
    /// The last line. A report without it is not whole.
    Ended {
        /// Cases that kept their promise.
        passed: usize,
        /// Cases that did not.
        failed: usize,
        /// Cases that did not, as their `xfail` says.
        xfailed: usize,
        /// Cases that did, against their `xfail`.
        xpassed: usize,
        /// Cases that were left out.
        skipped: usize,
        /// Cases that were not run, because enough had failed.
        not_played: usize,
        /// How many recorded calls the cases stand for, where their scenarios say so with `stands_for`.
        #[serde(skip_serializing_if = "Option::is_none")]
        calls: Option<u64>,
        /// How many of them the cases stand for that make the run a failure.
        #[serde(skip_serializing_if = "Option::is_none")]
        failing_calls: Option<u64>,
        /// Why cases failed: each cause once, those that explain most first.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        causes: Vec<CauseLine>,
    },
}

/// What made cases fail.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CauseLine {
    /// What it is, in words.
    what: String,
    /// The file that says so: one of the plan, or of scenarios for a case that passes against its mark; null where no line
    /// does.
    file: Option<String>,
    /// The line of that file, from 1.
    line: Option<u32>,
    /// The column, from 1, in characters.
    column: Option<u32>,
    /// How many cases it explains.
    cases: usize,
    /// Their names; of a run with thousands of failures, those that were looked at closely.
    names: Vec<String>,
}

/// A plan that is called.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PlanLine<'a> {
    /// What it is called.
    name: &'a str,
    /// How the command line names it; null for the plan that comes with the program.
    path: Option<&'a str>,
    /// The first day on which it is in force.
    effective: String,
    /// The commit that was checked out, or from which it was read; null outside of a repository.
    revision: Option<&'a str>,
    /// Whether files of the plan were changed since then.
    changed: bool,
}

impl<'a> PlanLine<'a> {
    fn of(plan: &'a PlanStamp) -> Self {
        let PlanStamp { name, path, effective, revision, changed } = plan;
        let effective = effective.to_string();
        Self { name, path: path.as_deref(), effective, revision: revision.as_deref(), changed: *changed }
    }
}

/// A case that was played.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CaseLine<'a> {
    /// The name of the case.
    name: String,
    /// The name of its scenario.
    scenario: &'a str,
    /// The scenario's file.
    file: &'a str,
    /// The line of that file on which the scenario's name stands, from 1.
    line: u32,
    /// The scenario's tags.
    tags: &'a [String],
    /// `passed`, `failed`, `xfailed`, `xpassed` or `skipped`; a run with `failed` or `xpassed` has failed.
    status: &'static str,
    /// Why the file says that it is skipped or fails.
    excuse: Option<&'a str>,
    /// How long the call lasted, in virtual time.
    seconds: f64,
    /// What was expected and did not come, if anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missed: Vec<FailureLine<'a>>,
    /// The command that makes the call again; only for failures.
    #[serde(skip_serializing_if = "Option::is_none")]
    replay: Option<String>,
    /// The call, as `ivrsim call --format json` tells it; only for failures.
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<CallJson>,
}

/// Something that was expected and did not come.
#[derive(Serialize, JsonSchema)]
struct FailureLine<'a> {
    /// The file that expects it.
    file: &'a str,
    /// The line of that file, from 1.
    line: u32,
    /// The column, from 1, in characters.
    column: u32,
    /// What was expected, in words.
    expected: String,
    /// What came instead, in words.
    got: String,
}

impl<'a, W: Write> TestJson<'a, W> {
    /// Writes to `out` what happens in a run that speaks of this.
    pub fn new(out: W, scene: ReportContext<'a>) -> Self {
        Self { out, scene, causes: Vec::new() }
    }

    fn case(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let (case, status) = (played.case, played.status());
        let sources = self.scene.sources;
        let place = case.place(sources);
        let mut line = CaseLine {
            name: case.name().to_string(),
            scenario: &case.scenario.name.value,
            file: place.file,
            line: place.line,
            tags: case.tags(),
            status: status.word(),
            excuse: played.excuse(),
            seconds: played.lasted().as_secs_f64(),
            missed: Vec::new(),
            replay: None,
            call: None,
        };
        if status.is_failure() {
            let record = case.record();
            line.missed.extend(played.missed(&record).into_iter().map(|missed| {
                let file = sources.file(missed.span.file);
                let (line, column) = file.line_column(missed.span.start);
                FailureLine { file: file.name(), line, column, expected: missed.expected, got: missed.got }
            }));
            line.replay = Some(self.scene.replay(case).to_string());
            let pressed =
                record.events.iter().filter(|event| matches!(event.what, EventKind::Pressed(_))).count();
            line.call = Some(CallJson::new(case.plan(), &record, pressed));
        }
        write(&mut self.out, &EventLine::Case(Box::new(line)))
    }
}

impl<W: Write> Reporter for TestJson<'_, W> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Began(Totals { cases, scenarios, of, shard }) => {
                let shard = shard.map(|shard| shard.to_string());
                let version = JSON_REPORT_VERSION;
                let at = self.scene.stamp.map(|stamp| stamp.at.to_string());
                let plans = self.scene.stamp.map_or(&[][..], |stamp| &stamp.plans);
                let plans = plans.iter().map(PlanLine::of).collect();
                write(&mut self.out, &EventLine::Began { version, cases, scenarios, of, shard, at, plans })
            }
            RunEvent::Played(played) => self.case(&played),
            RunEvent::Ended(RunTally {
                scenarios: _,
                passed,
                failed,
                xfailed,
                xpassed,
                skipped,
                not_played,
                calls,
                failing_calls,
            }) => {
                let causes = std::mem::take(&mut self.causes);
                let is_weighed = calls > 0;
                let (calls, failing_calls) =
                    (is_weighed.then_some(calls), is_weighed.then_some(failing_calls));
                let ended = EventLine::Ended {
                    passed,
                    failed,
                    xfailed,
                    xpassed,
                    skipped,
                    not_played,
                    calls,
                    failing_calls,
                    causes,
                };
                write(&mut self.out, &ended)?;
                self.out.flush()
            }
        }
    }

    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        self.causes.extend(causes.all().map(|cause| {
            let first = causes.cases(cause).next();
            let place = first.and_then(|first| {
                let (CausePlace::Plan(span) | CausePlace::Suite(span)) = cause.cause.place?;
                let file = sources(cause, &first, self.scene).file(span.file);
                Some((file.name().to_owned(), file.line_column(span.start)))
            });
            CauseLine {
                what: cause.cause.title.clone(),
                line: place.as_ref().map(|(_, (line, _))| *line),
                column: place.as_ref().map(|(_, (_, column))| *column),
                file: place.map(|(file, _)| file),
                cases: cause.count,
                names: causes.cases(cause).map(|played| played.case.name().to_string()).collect(),
            }
        }));
        Ok(())
    }
}

fn write(out: &mut impl Write, line: &EventLine<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}
