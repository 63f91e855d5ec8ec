//! A run of scenarios for people: nothing about what passed, everything about what failed.

use std::fmt;
use std::io::{self, Write};

use jiff::Timestamp;

use super::{CallText, Paint, Reporter, Scene, safe};
use crate::call::{Decision, Record, What};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::Human;
use crate::plan::Plan;
use crate::runner::{Event, Missed, Played, Runnable, Status, Tally, Totals};
use crate::scenario::Mark;
use crate::source::Sources;

/// Which cases are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Those that failed.
    #[default]
    Failures,
    /// All of them, with their transcripts.
    Everything,
}

/// Writes what a run tells, as it comes.
pub struct TestConsole<'a, W> {
    /// Where to.
    pub out: W,
    /// The scenario files.
    pub sources: &'a Sources,
    /// How a plan is named on a command line that replays a case; none for the plan that needs no name.
    pub plan_path: &'a dyn Fn(Runnable<'_>) -> Option<String>,
    /// Which cases are told.
    pub detail: Detail,
    /// Colors.
    pub paint: Paint,
}

impl<W: Write> TestConsole<'_, W> {
    fn began(&mut self, totals: Totals) -> io::Result<()> {
        match totals {
            Totals { cases: 0, shard: Some(shard), .. } => {
                writeln!(self.out, "part {shard} has no case; the other parts have all of them")
            }
            _ => Ok(()),
        }
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let wanted = self.detail == Detail::Everything;
        match played.status() {
            Status::Failed | Status::XPassed => self.failed(played),
            Status::Passed if wanted => self.shown(played),
            // What is known to fail is not to be forgotten.
            Status::XFailed => self.named(played),
            Status::Skipped if wanted => self.named(played),
            Status::Passed | Status::Skipped => Ok(()),
        }
    }

    fn headline(&mut self, played: &Played<'_>) -> io::Result<()> {
        let paint = self.paint;
        let word = match played.status() {
            Status::Passed => paint.good("pass"),
            Status::Failed => paint.bad("FAIL"),
            Status::XFailed => paint.note("xfail"),
            Status::XPassed => paint.bad("XPASS"),
            Status::Skipped => paint.note("skip"),
        };
        let name = played.case.name().to_string();
        let place = played.case.place(self.sources);
        let place = format!("{}:{}", safe(place.file), place.line);
        writeln!(self.out, "{word} {} {}", paint.bold(safe(&name)), paint.dim(place))?;
        match played.excuse() {
            Some(excuse) => writeln!(self.out, "  {}", paint.note(safe(excuse))),
            None => Ok(()),
        }
    }

    /// A case of which there is nothing to tell but why its file excuses it.
    fn named(&mut self, played: &Played<'_>) -> io::Result<()> {
        self.headline(played)?;
        writeln!(self.out)
    }

    fn shown(&mut self, played: &Played<'_>) -> io::Result<()> {
        self.headline(played)?;
        let record = played.case.record();
        let call = CallText { plan: played.case.plan(), record: &record, why: false, paint: self.paint };
        writeln!(self.out, "\n{}", Indented(&call))
    }

    fn failed(&mut self, played: &Played<'_>) -> io::Result<()> {
        let plan = played.case.plan();
        self.headline(played)?;
        let record = played.case.record();
        let mut missed: Vec<Diagnostic> = played.missed(&record).into_iter().map(told).collect();
        if played.status() == Status::XPassed {
            let span = match played.case.scenario.mark(played.case.case) {
                Some(Mark::Fails(reason) | Mark::Skipped(reason)) => reason.span,
                None => played.case.scenario.name.span,
            };
            let passes = Diagnostic::error("xpassed", span, "expected to fail, and passes");
            missed.push(passes.help("remove `xfail`: the promise is kept"));
            let shown = Human { diagnostics: &missed, sources: self.sources, color: self.paint.is_colored() };
            return write!(self.out, "\n{shown}");
        }
        if let Some(last) = missed.pop() {
            missed.push(last.maybe_help(closed(plan, &record)));
        }
        let shown = Human { diagnostics: &missed, sources: self.sources, color: self.paint.is_colored() };
        write!(self.out, "\n{shown}")?;
        let call = CallText { plan, record: &record, why: true, paint: self.paint };
        writeln!(self.out, "{}", Indented(&call))?;
        let scene = Scene { sources: self.sources, plan_path: self.plan_path };
        let replay = scene.replay(played.case);
        writeln!(self.out, "replay: {replay}\n")
    }

    fn ended(&mut self, tally: Tally) -> io::Result<()> {
        if tally.is_failure() {
            writeln!(self.out, "{}", self.paint.bad(tally))
        } else {
            writeln!(self.out, "{}", self.paint.good(tally))
        }
    }
}

impl<W: Write> Reporter for TestConsole<'_, W> {
    fn tell(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Began(totals) => self.began(totals),
            Event::Played(played) => self.played(&played),
            Event::Ended(tally) => self.ended(tally),
        }
    }
}

/// An expectation that was missed, as a mistake underlined in its file.
fn told(Missed { span, expected, got, .. }: Missed) -> Diagnostic {
    let message = format!("expected {expected}, got {got}");
    Diagnostic::error("missed", span, safe(&message).to_string())
}

/// Which closed hours decided the call, and from when to when they are closed: what would make it another outcome.
fn closed(plan: &Plan, record: &Record) -> Option<String> {
    let (at, decision, step, schedule) = record.events.iter().rev().find_map(|event| match event.what {
        What::Decided(decision @ Decision::Closed(step, schedule)) => {
            Some((event.at, decision, step, schedule))
        }
        _ => None,
    })?;
    let named = plan.schedule(schedule);
    let timetable = named.schedule.in_zone(record.caller_zone.zone);
    let zone = timetable.zone();
    let clock = |at: Timestamp| zone.wall_clock(at).strftime("%a %Y-%m-%d %H:%M:%S").to_string();
    let span = timetable.span_at(at);
    let ways = match (span.from.map(clock), span.to.map(clock)) {
        (Some(from), Some(to)) => format!("closed at {from} and opens at {to}"),
        (Some(from), None) => format!("closed at {from} and does not open again"),
        (None, Some(to)) => format!("does not open before {to}"),
        (None, None) => "never opens".to_owned(),
    };
    let place =
        decision.span(plan).map(|span| format!(" ({})", plan.sources.place(span))).unwrap_or_default();
    let (hours, step) = (&named.key, &plan.step(step).key);
    let told = format!("`{hours}`, the hours of `{step}`{place}, {ways} {}", zone.name());
    Some(safe(&told).into_owned())
}

/// Text moved to the right, line by line.
struct Indented<'a>(&'a dyn fmt::Display);

impl fmt::Display for Indented<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.to_string().lines() {
            writeln!(f, "{}{line}", if line.is_empty() { "" } else { "  " })?;
        }
        Ok(())
    }
}
