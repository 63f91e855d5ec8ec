//! Scenarios as text: the file that a person would have written.
//!
//! What programs write into scenario files (a recorded call, a generated suite) is put together here as values and written
//! in one way: tidy as `ivrsim fmt` leaves it, and read back as what was meant, whatever characters names are made of.
//!
//! ```
//! use ivrsim::suite::scenario::written::{CallsDraft, ExpectDraft, ScenarioDraft, SuiteDraft};
//! use ivrsim::call::OutcomeKind;
//!
//! let at = vec!["2023-08-28 08:00".to_owned(), "2023-08-28 19:59:59".to_owned()];
//! let calls = CallsDraft {
//!     call: Some("1-855-720-2559".to_owned()),
//!     at,
//!     press: vec!["7".to_owned()],
//!     expect: ExpectDraft { outcome: Some(OutcomeKind::Transferred), ..ExpectDraft::default() },
//!     ..CallsDraft::default()
//! };
//! let scenario = ScenarioDraft { name: "Key 7 answers".to_owned(), calls, ..ScenarioDraft::default() };
//! let suite = SuiteDraft { plan: Some("../menus".to_owned()), scenarios: vec![scenario], ..SuiteDraft::default() };
//! assert_eq!(suite.to_string(), r#"[suite]
//! plan = "../menus"
//!
//! [[scenario]]
//! name   = "Key 7 answers"
//! call   = "1-855-720-2559"
//! at     = ["2023-08-28 08:00", "2023-08-28 19:59:59"]
//! press  = "7"
//! expect = { outcome = "transferred" }
//! "#);
//! ```

use std::fmt::{self, Write as _};

use jiff::{SignedDuration, Timestamp};

use crate::base::diagnostic::breaks_line;
use crate::base::source::safe;
use crate::base::tidy::{self, quoted};
use crate::call::{CallRecord, Caller, OutcomeKind, OutsideAnswers};
use crate::plan::Plan;
use crate::time::Zone;
use crate::time::moment::{self, rfc3339};

/// The longest name of a scenario that a reader takes, in characters.
pub(super) const LONGEST_NAME: usize = 300;

/// A scenario file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuiteDraft {
    /// What the comment on top of the file says, line by line.
    pub about: Vec<String>,
    /// The path of the plan as the file names it. None: the plan of the command line.
    pub plan: Option<String>,
    /// The scenarios, in order. Readers want each to have a name of its own.
    pub scenarios: Vec<ScenarioDraft>,
}

/// A scenario of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioDraft {
    /// What the comment says that stands above it and those that follow.
    pub heading: Option<String>,
    /// What it holds, in one line.
    pub name: String,
    /// The calls, or what those of all rows have in common.
    pub calls: CallsDraft,
    /// How many real calls each case stands for.
    pub stands_for: Option<u64>,
    /// Rows, each a case or several.
    pub rows: Vec<RowDraft>,
}

/// A row of a scenario: what is different from the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowDraft {
    /// What tells it from other rows.
    pub name: Option<String>,
    /// What it says.
    pub calls: CallsDraft,
}

/// Calls to make, and what must come of them. What is empty is not written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallsDraft {
    /// What to dial.
    pub call: Option<String>,
    /// When, as [`time`] writes it.
    pub at: Vec<String>,
    /// Who calls, as [`caller`] writes it.
    pub from: Vec<String>,
    /// What to press; an empty text is a caller who presses nothing.
    pub press: Vec<String>,
    /// What the outside answers, where that is not the usual.
    pub answers: OutsideAnswers,
    /// What must come of it.
    pub expect: ExpectDraft,
}

/// What must come of a call, of what programs promise. What is empty is not written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExpectDraft {
    /// How it ends.
    pub outcome: Option<OutcomeKind>,
    /// The line that answers.
    pub line: Option<String>,
    /// Where it ends: a step, or the contact whose fax answers.
    pub step: Option<String>,
    /// The hours that sent it there.
    pub closed_by: Option<String>,
    /// All steps that it comes to.
    pub path: Vec<String>,
    /// Steps that it comes to, among others.
    pub passes: Vec<String>,
    /// What the system says, in this order.
    pub hears: Vec<String>,
    /// What the system never says.
    pub never_hears: Vec<String>,
    /// How long it lasts, at least and at most; written to the millisecond.
    pub seconds: Option<(SignedDuration, SignedDuration)>,
    /// How often nothing was pressed in time.
    pub no_inputs: Option<u32>,
    /// How often something was pressed that a step does not take.
    pub no_matches: Option<u32>,
}

impl ExpectDraft {
    /// How and where a call ended, and what sent it there.
    #[must_use]
    pub fn of(plan: &Plan, call: &CallRecord) -> Self {
        let outcome = call.outcome();
        let key = |key: Option<&str>| key.map(str::to_owned);
        let closed_by = outcome.and_then(|outcome| outcome.closed_by(plan));
        Self {
            outcome: outcome.map(|outcome| outcome.kind()),
            line: call.line.map(|line| plan.line(line).key.clone()),
            step: key(outcome.and_then(|outcome| outcome.place_key(plan))),
            closed_by: closed_by.map(|schedule| plan.schedule(schedule).key.clone()),
            ..Self::default()
        }
    }

    /// Each key with its value as TOML.
    fn entries(&self) -> Vec<(&'static str, String)> {
        let mut entries = Vec::new();
        let mut one = |key, value: Option<String>| entries.extend(value.map(|value| (key, value)));
        one("outcome", self.outcome.map(|kind| quoted(kind.word())));
        for (key, value) in [("line", &self.line), ("step", &self.step), ("closed_by", &self.closed_by)] {
            one(key, value.as_deref().map(quoted));
        }
        one("path", (!self.path.is_empty()).then(|| list(&self.path)));
        one("passes", one_or_many(&self.passes));
        one("hears", one_or_many(&self.hears));
        one("never_hears", one_or_many(&self.never_hears));
        one("seconds", self.seconds.map(seconds));
        one("no_inputs", self.no_inputs.map(|count| count.to_string()));
        one("no_matches", self.no_matches.map(|count| count.to_string()));
        entries
    }
}

impl CallsDraft {
    fn write(&self, out: &mut String) -> fmt::Result {
        let call = self.call.as_deref().map(quoted);
        let lists = [&self.at, &self.from, &self.press].map(|texts| one_or_many(texts));
        for (key, value) in ["call", "at", "from", "press"].into_iter().zip([call].into_iter().chain(lists)) {
            if let Some(value) = value {
                writeln!(out, "{key} = {value}")?;
            }
        }
        if !self.answers.is_empty() {
            writeln!(out, "answers = {}", answers(&self.answers))?;
        }
        let entries = self.expect.entries();
        if entries.is_empty() {
            return Ok(());
        }
        let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        writeln!(out, "expect = {{ {} }}", entries.join(", "))
    }
}

impl fmt::Display for SuiteDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        for line in &self.about {
            comment(&mut out, line)?;
        }
        if let Some(plan) = &self.plan {
            writeln!(out, "\n[suite]\nplan = {}", quoted(plan))?;
        }
        for scenario in &self.scenarios {
            if let Some(heading) = &scenario.heading {
                out.push('\n');
                comment(&mut out, heading)?;
            }
            writeln!(out, "\n[[scenario]]\nname = {}", quoted(&name(&scenario.name)))?;
            scenario.calls.write(&mut out)?;
            if let Some(count) = scenario.stands_for {
                writeln!(out, "stands_for = {count}")?;
            }
            for row in &scenario.rows {
                writeln!(out, "\n[[scenario.case]]")?;
                if let Some(given) = &row.name {
                    writeln!(out, "name = {}", quoted(&name(given)))?;
                }
                row.calls.write(&mut out)?;
            }
        }
        // What is written here is TOML, so there is always a tidy text.
        f.write_str(&tidy::formatted("", &out).unwrap_or(out))
    }
}

/// A text as a name can be written: on one line, and not longer than readers take it.
#[must_use]
pub fn name(text: &str) -> String {
    let mut name = one_line(text);
    if name.is_empty() {
        name.push_str("unnamed");
    }
    if let Some((cut, _)) = name.char_indices().nth(LONGEST_NAME) {
        name.truncate(cut);
    }
    name
}

/// An instant as people write it, on a clock; without the zone where that is the plan's own. Readings that the clock skips
/// or repeats, and fractions of seconds, are written with an offset. Whoever reads it under the plan gets the same instant.
#[must_use]
pub fn time(at: Timestamp, clock: Zone, plan_zone: Zone) -> String {
    let reading = clock.wall_clock(at);
    let format = if reading.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    let mut written = reading.strftime(format).to_string();
    if clock != plan_zone {
        let _ = write!(written, " {}", clock.name());
    }
    if moment::parse(&written, plan_zone) == Ok(at) { written } else { rfc3339(at, clock).to_string() }
}

/// A caller as `from` takes one. None: one of whom nothing is known.
#[must_use]
pub fn caller(caller: Caller) -> Option<String> {
    match caller {
        Caller { number: Some(number), .. } => Some(number.to_string()),
        Caller { number: None, zone } => zone.map(|zone| zone.name().to_owned()),
    }
}

/// Outside answers as a table of TOML.
fn answers(answers: &OutsideAnswers) -> String {
    let entries = answers
        .iter()
        .filter_map(|(answer, values)| Some(format!("{} = {}", key_of_toml(answer), one_or_many(values)?)));
    format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// A key that has other signs than a bare one may have stands in quotes.
fn key_of_toml(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if key.chars().all(is_bare) { key.to_owned() } else { quoted(key) }
}

fn comment(out: &mut String, text: &str) -> fmt::Result {
    let text = one_line(text);
    if text.is_empty() { writeln!(out, "#") } else { writeln!(out, "# {}", safe(&text)) }
}

/// A text without line breaks and other control characters.
fn one_line(text: &str) -> String {
    let spaced = text.replace(breaks_line, " ");
    spaced.trim().to_owned()
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// Bounds in seconds. Rounded so that what lies between them still does.
fn seconds((least, most): (SignedDuration, SignedDuration)) -> String {
    let milliseconds = |time: SignedDuration| time.as_millis();
    let up = i128::from(most.subsec_nanos() % 1_000_000 > 0);
    let written = |milliseconds: i128| {
        let decimals = format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000);
        decimals.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    format!("{{ min = {}, max = {} }}", written(milliseconds(least)), written(milliseconds(most) + up))
}

fn one_or_many(texts: &[String]) -> Option<String> {
    match texts {
        [] => None,
        [one] => Some(quoted(one)),
        many => Some(list(many)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Sources;
    use crate::suite::scenario::ParsedScenarioFile;

    #[test]
    fn a_suite_is_read_back_as_what_was_meant_and_is_tidy() {
        let hostile = "a \"name\"\n[[scenario]] \u{1b}[31m 'x' \\ \u{202e}";
        let expect = ExpectDraft { outcome: Some(OutcomeKind::Disconnected), ..ExpectDraft::default() };
        let row = |named: &str, press: &str| RowDraft {
            name: Some(named.to_owned()),
            calls: CallsDraft { press: vec![press.to_owned()], ..CallsDraft::default() },
        };
        let suite = SuiteDraft {
            about: vec!["Made by hand\nplan = \"elsewhere\"".to_owned(), String::new(), hostile.to_owned()],
            plan: Some("it's \"here\"\\menus".to_owned()),
            scenarios: vec![ScenarioDraft {
                heading: Some(hostile.to_owned()),
                name: hostile.to_owned(),
                calls: CallsDraft {
                    call: Some("1-855-720-2559".to_owned()),
                    at: vec!["2023-08-28 20:00".to_owned(); 9],
                    from: vec!["America/Denver".to_owned(), "America/Chicago".to_owned()],
                    press: Vec::new(),
                    answers: OutsideAnswers::default(),
                    expect,
                },
                stands_for: Some(12),
                rows: vec![row(hostile, ""), row(&"x".repeat(400), "3")],
            }],
        };
        let text = suite.to_string();
        assert_eq!(tidy::formatted("made.toml", &text).ok().as_ref(), Some(&text), "tidy already");
        let (mut sources, mut mistakes) = (Sources::default(), Vec::new());
        let file = sources.add("made.toml", text.as_str());
        let draft = ParsedScenarioFile::read(&sources, file, &mut mistakes);
        assert_eq!(draft.plan().map(|plan| &plan.value), suite.plan.as_ref());
        let read = draft.lower(crate::plan::builtin(), &sources, &mut mistakes);
        let read = read.unwrap_or_else(|| panic!("{mistakes:?}\n{text}"));
        let [scenario] = &*read.scenarios else { panic!("{text}") };
        assert_eq!(scenario.name.value, name(hostile));
        assert_eq!((scenario.count(), scenario.stands_for), (2 * 9 * 2, Some(12)));
        assert_eq!(scenario.rows[1].name.as_ref().map(String::len), Some(LONGEST_NAME));
    }

    #[test]
    fn an_instant_is_written_as_people_do_where_that_means_it_alone() {
        let zone = |name| Zone::named(name).unwrap();
        let (eastern, denver) = (zone("America/New_York"), zone("America/Denver"));
        let written = |at: &str, clock| time(at.parse().unwrap(), clock, eastern);
        assert_eq!(written("2023-08-28T22:00:00Z", eastern), "2023-08-28 18:00");
        assert_eq!(written("2023-08-28T21:59:59Z", denver), "2023-08-28 15:59:59 America/Denver");
        assert_eq!(written("2026-11-01T05:30:00Z", eastern), "2026-11-01T01:30:00-04:00", "it comes twice");
        assert_eq!(written("2023-08-28T22:00:00.5Z", eastern), "2023-08-28T18:00:00.5-04:00");
    }
}
