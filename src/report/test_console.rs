//! A run of scenarios for people: nothing about what passed, everything about what failed.

use std::fmt;
use std::io::{self, Write};

use super::{CallText, Paint, safe};
use crate::call::{Caller, Keys};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::Human;
use crate::moment::rfc3339;
use crate::plan::Plan;
use crate::runner::{Event, Runnable, Tally};
use crate::scenario::{Case, Mark, Missed, Scenario, Verdict, VerdictKind};
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
    /// Tells one event.
    pub fn tell(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Played { suite, scenario, case, verdict } => match (verdict.kind(), self.detail) {
                (VerdictKind::Failed, _) => self.failed(suite, scenario, case, verdict),
                (VerdictKind::XPassed, _) => self.passed_unexpectedly(scenario, case),
                (VerdictKind::XFailed, _) => self.marked("xfail", scenario, case),
                (VerdictKind::Skipped, Detail::Everything) => self.marked("skip", scenario, case),
                (VerdictKind::Passed, Detail::Everything) => self.passed(suite.plan, scenario, case),
                (VerdictKind::Passed | VerdictKind::Skipped, Detail::Failures) => Ok(()),
            },
            Event::Ended(tally) => self.ended(tally),
        }
    }

    fn headline(&mut self, word: impl fmt::Display, scenario: &Scenario, case: Case) -> io::Result<()> {
        let name = scenario.case_name(case).to_string();
        let place = self.sources.place(scenario.place(case));
        let place = format!("{}:{}", safe(place.file), place.line);
        writeln!(self.out, "{word} {} {}", self.paint.bold(safe(&name)), self.paint.dim(place))
    }

    fn passed(&mut self, plan: &Plan, scenario: &Scenario, case: Case) -> io::Result<()> {
        self.headline(self.paint.good("pass"), scenario, case)?;
        let record = scenario.record(plan, case);
        let call = CallText { plan: scenario.plan(plan), record: &record, why: false, paint: self.paint };
        writeln!(self.out, "\n{}", Indented(&call))
    }

    /// A case whose scenario says why it is not held against its promise.
    fn marked(&mut self, word: &'static str, scenario: &Scenario, case: Case) -> io::Result<()> {
        self.headline(self.paint.dim(word), scenario, case)?;
        match &scenario.mark {
            Some(Mark::Fails(reason) | Mark::Skipped(reason)) => {
                writeln!(self.out, "  {}\n", safe(&reason.value))
            }
            None => Ok(()),
        }
    }

    fn passed_unexpectedly(&mut self, scenario: &Scenario, case: Case) -> io::Result<()> {
        self.headline(self.paint.bad("XPASS"), scenario, case)?;
        let Some(Mark::Fails(reason)) = &scenario.mark else { return Ok(()) };
        let message = "expected to fail, and passes";
        let passes =
            Diagnostic::error("xpassed", reason.span, message).help("remove `xfail`: the promise is kept");
        let shown = Human { diagnostics: &[passes], sources: self.sources, color: self.paint.is_colored() };
        write!(self.out, "\n{shown}")
    }

    fn failed(
        &mut self,
        suite: Runnable<'_>,
        scenario: &Scenario,
        case: Case,
        verdict: &Verdict,
    ) -> io::Result<()> {
        let plan = scenario.plan(suite.plan);
        self.headline(self.paint.bad("FAIL"), scenario, case)?;
        let record = scenario.record(suite.plan, case);
        let missed: Vec<Diagnostic> =
            verdict.told(suite.plan, scenario, case, &record).iter().map(shown).collect();
        let shown = Human { diagnostics: &missed, sources: self.sources, color: self.paint.is_colored() };
        write!(self.out, "\n{shown}")?;
        let call = CallText { plan, record: &record, why: true, paint: self.paint };
        writeln!(self.out, "{}", Indented(&call))?;
        if scenario.is_plain() {
            let replay = Replay { plan, plan_path: (self.plan_path)(suite), scenario, case };
            writeln!(self.out, "replay: {replay}\n")?;
        }
        Ok(())
    }

    fn ended(&mut self, tally: Tally) -> io::Result<()> {
        if tally.failures() > 0 {
            writeln!(self.out, "{}", self.paint.bad(tally))
        } else {
            writeln!(self.out, "{}", self.paint.good(tally))
        }
    }
}

/// What was missed, as a mistake underlined in its file.
fn shown(missed: &Missed) -> Diagnostic {
    let message = format!("expected {}, got {}", missed.expected, missed.got);
    Diagnostic::error("missed", missed.span, safe(&message).to_string())
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

/// The command that makes the call of one case again.
struct Replay<'a> {
    plan: &'a Plan,
    plan_path: Option<String>,
    scenario: &'a Scenario,
    case: Case,
}

impl fmt::Display for Replay<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, scenario, case, .. } = *self;
        f.write_str("ivrsim")?;
        if let Some(path) = &self.plan_path {
            write!(f, " --plan {}", Quoted(path))?;
        }
        // Numbers and keys are written from what was read, not as they stand in the file: they are plain then.
        write!(f, " call {}", Quoted(&scenario.dial(case).number.to_string()))?;
        let moment = scenario.moment(case);
        let is_plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | ':' | '+' | '/' | '_' | '.');
        if moment.written.chars().all(is_plain) && moment.written.starts_with(|c: char| c.is_ascii_digit()) {
            write!(f, " --at {}", Quoted(&moment.written))?;
        } else {
            write!(f, " --at {}", Quoted(&rfc3339(moment.instant, plan.zone).to_string()))?;
        }
        match scenario.caller(case).caller {
            Caller { zone: Some(zone), .. } => write!(f, " --from {}", Quoted(zone.name()))?,
            Caller { number: Some(number), .. } => write!(f, " --from {}", Quoted(&number.to_string()))?,
            Caller { number: None, zone: None } => {}
        }
        let keys: &Keys = scenario.keys(case);
        if !keys.presses().is_empty() {
            write!(f, " --press {}", Quoted(&keys.to_string()))?;
        }
        f.write_str(" --why")
    }
}

/// A word of a shell command, in quotes where a shell would otherwise take it apart.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '+' | ',');
        if !self.0.is_empty() && self.0.chars().all(is_plain) {
            return f.write_str(self.0);
        }
        write!(f, "'{}'", safe(&self.0.replace('\'', r"'\''")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        let quoted = |text| Quoted(text).to_string();
        assert_eq!(quoted("America/Denver"), "America/Denver");
        assert_eq!(quoted("2023-08-28 18:00"), "'2023-08-28 18:00'");
        assert_eq!(quoted("*6#"), "'*6#'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
