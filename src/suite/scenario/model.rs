//! Scenarios that can be played: every number is a number, every time an instant, every name one of the plan's.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use super::changed::OverriddenPlan;
use super::expectation::Expectation;
use super::script::ScriptStep;
use crate::base::source::{FileId, Span, Spanned};
use crate::call::{Caller, KeySequence, OutsideAnswers};
use crate::number::Dialed;
use crate::plan::Plan;

/// The scenarios of one file.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The file.
    pub file: FileId,
    /// Its scenarios, in the order of the file.
    pub scenarios: Vec<Scenario>,
}

/// Calls to make, and what must come of each.
#[derive(Clone, Debug)]
#[doc(alias = "test case")]
pub struct Scenario {
    /// The name, on one line, unique in its file.
    pub name: Spanned<String>,
    /// Words by which runs choose scenarios: the suite's, then its own.
    pub tags: Vec<String>,
    /// How many real calls each of its cases stands for, if the file says so; at least 1.
    pub stands_for: Option<u64>,
    /// The calls; at least one row. A scenario without a table has one row, without a name.
    pub rows: Vec<CaseRow>,
    /// What is done and must hold in the call, in order; empty for the short form.
    pub steps: Vec<ScriptStep>,
    /// The plan as it is in this scenario alone, if that is not the plan of the suite.
    pub(super) changed: Option<Arc<OverriddenPlan>>,
    /// How many cases the rows up to each come to, itself included.
    pub(super) counts: Vec<usize>,
}

/// Calls of a scenario that have their expectations in common. Rows that say nothing of their own share what they hold.
#[derive(Clone, Debug)]
#[doc(alias = "test case")]
pub struct CaseRow {
    /// What tells it from the other rows, if the file says so.
    pub name: Option<String>,
    /// Where it stands; the scenario's name where that has no table.
    pub span: Span,
    /// What to dial; at least one.
    pub call: Arc<[DialedNumber]>,
    /// When; at least one.
    pub at: Arc<[InstantSpec]>,
    /// Who calls; at least one, which may be nobody known.
    pub from: Arc<[CallerSpec]>,
    /// What is pressed; at least one, which may be nothing.
    pub press: Arc<[KeySequence]>,
    /// What the outside answers, where that is not the usual.
    pub answers: Arc<OutsideAnswers>,
    /// What must come of it, in the order in which it is told. Empty only where the steps say what must hold.
    pub expect: Arc<[Expectation]>,
    /// What is to be thought of a failure, as the row says or else the scenario.
    pub mark: Option<Arc<CaseMark>>,
}

/// What is to be thought of a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseMark {
    /// It is expected for now, for this reason; passing is an error.
    Fails(Spanned<String>),
    /// It is not played for now, for this reason.
    Skipped(Spanned<String>),
}

/// A number and how the file writes it.
#[derive(Clone, Debug)]
pub struct DialedNumber {
    /// As written: a number, or the name of a line.
    pub written: String,
    /// The number.
    pub number: Dialed,
}

/// An instant and how the file writes it.
#[derive(Clone, Debug)]
pub struct InstantSpec {
    /// As written.
    pub written: String,
    /// The instant.
    pub instant: Timestamp,
    /// The wall clock in the plan's zone, where what is written does not tell the date and the time.
    pub clock: Option<String>,
}

/// A caller and how the file writes it.
#[derive(Clone, Debug, Default)]
pub struct CallerSpec {
    /// As written; empty where the file names no caller.
    pub written: String,
    /// The caller.
    pub caller: Caller,
}

/// One combination of what a scenario lists: indices into the lists of a row, meaningless in another scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which row.
    pub row: u32,
    /// Which number.
    pub call: u32,
    /// Which time.
    pub at: u32,
    /// Which caller.
    pub from: u32,
    /// Which presses.
    pub press: u32,
}

impl Suite {
    /// The same with those of its cases only whose calls are made at such instants.
    #[must_use]
    pub fn with_cases_at(mut self, is_meant: impl Fn(Timestamp) -> bool) -> Self {
        for scenario in &mut self.scenarios {
            for row in &mut scenario.rows {
                row.at = row.at.iter().filter(|at| is_meant(at.instant)).cloned().collect();
            }
            scenario.rows.retain(|row| !row.at.is_empty());
            scenario.counts = scenario
                .rows
                .iter()
                .scan(0, |total, row| {
                    *total += row.count().unwrap_or_default();
                    Some(*total)
                })
                .collect();
        }
        self.scenarios.retain(|scenario| !scenario.rows.is_empty());
        self
    }

    /// Whether a case of it is a call at such an instant.
    pub fn has_case_at(&self, is_meant: impl Fn(Timestamp) -> bool) -> bool {
        let mut rows = self.scenarios.iter().flat_map(|scenario| &scenario.rows);
        rows.any(|row| row.at.iter().any(|at| is_meant(at.instant)))
    }
}

impl CaseRow {
    /// How many cases there are. None: more than can be counted.
    pub(super) fn count(&self) -> Option<usize> {
        let lists = [self.call.len(), self.at.len(), self.from.len(), self.press.len()];
        lists.into_iter().try_fold(1_usize, usize::checked_mul)
    }
}

impl Scenario {
    /// How many cases there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.counts.last().copied().unwrap_or_default()
    }

    /// The case at a position below [`Scenario::count`]: rows change slowest, then numbers, times, callers, and presses
    /// fastest.
    #[must_use]
    pub fn case(&self, position: usize) -> Case {
        let row = self.counts.partition_point(|&count| count <= position);
        let before = row.checked_sub(1).map_or(0, |row| self.counts[row]);
        let CaseRow { at, from, press, .. } = &self.rows[row];
        let mut rest = position - before;
        let mut next = |length: usize| {
            let index = rest % length;
            rest /= length;
            index as u32
        };
        let (press, from, at) = (next(press.len()), next(from.len()), next(at.len()));
        Case { row: row as u32, call: rest as u32, at, from, press }
    }

    /// The row of a case.
    #[must_use]
    pub fn row(&self, case: Case) -> &CaseRow {
        &self.rows[case.row as usize]
    }

    /// Where the file speaks of the case.
    #[must_use]
    pub fn place(&self, case: Case) -> Span {
        self.row(case).span
    }

    /// What the case dials.
    #[must_use]
    pub fn dial(&self, case: Case) -> &DialedNumber {
        &self.row(case).call[case.call as usize]
    }

    /// When the case calls.
    #[must_use]
    pub fn moment(&self, case: Case) -> &InstantSpec {
        &self.row(case).at[case.at as usize]
    }

    /// Who calls.
    #[must_use]
    pub fn caller(&self, case: Case) -> &CallerSpec {
        &self.row(case).from[case.from as usize]
    }

    /// What is pressed; nothing where the scenario has steps.
    #[must_use]
    pub fn keys(&self, case: Case) -> &KeySequence {
        &self.row(case).press[case.press as usize]
    }

    /// What the outside answers, where that is not the usual.
    #[must_use]
    pub fn answers(&self, case: Case) -> &OutsideAnswers {
        &self.row(case).answers
    }

    /// What must come of the call.
    #[must_use]
    pub fn expect(&self, case: Case) -> &[Expectation] {
        &self.row(case).expect
    }

    /// What is to be thought of a failure.
    #[must_use]
    pub fn mark(&self, case: Case) -> Option<&CaseMark> {
        self.row(case).mark.as_deref()
    }

    /// The plan that is called: the suite's, or what the scenario's override makes of it. Names and ids are the same.
    #[must_use]
    pub fn plan<'a>(&'a self, suite: &'a Plan) -> &'a Plan {
        self.changed.as_ref().map_or(suite, |changed| &changed.plan)
    }

    /// What the scenario's override makes of another plan with the same names and ids. None: it has no override.
    #[must_use]
    pub fn override_of(&self, plan: &Plan) -> Option<Plan> {
        self.changed.as_ref().map(|changed| changed.changes.made_to(plan))
    }

    /// Whether two scenarios of a suite have the same override, or neither has one.
    #[must_use]
    pub fn overrides_alike(&self, other: &Self) -> bool {
        match (&self.changed, &other.changed) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether `ivrsim call` can make the calls of the scenario: it knows no steps and no overrides.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.steps.is_empty() && self.changed.is_none()
    }

    /// The scenario's name and, in brackets, what tells the case from its others.
    #[must_use]
    pub fn case_name(&self, case: Case) -> CaseName<'_> {
        CaseName { scenario: self, case }
    }
}

impl fmt::Display for InstantSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)?;
        self.clock.as_ref().map_or(Ok(()), |clock| write!(f, " ({clock})"))
    }
}

/// The name of a case: `Closed at night [at 2023-08-28 18:00, press 6]`.
#[derive(Clone, Copy, Debug)]
pub struct CaseName<'a> {
    scenario: &'a Scenario,
    case: Case,
}

impl fmt::Display for CaseName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scenario, case } = *self;
        f.write_str(&scenario.name.value)?;
        let mut before = " [";
        let mut said = |f: &mut fmt::Formatter<'_>, what: &str, value: &dyn fmt::Display| {
            write!(f, "{before}{what}{value}")?;
            before = ", ";
            Ok(())
        };
        let row = scenario.row(case);
        let has_rows = scenario.rows.len() > 1;
        match &row.name {
            Some(name) => said(f, "", name)?,
            None if has_rows => said(f, "case ", &(case.row + 1))?,
            None => {}
        }
        if row.call.len() > 1 {
            said(f, "call ", &scenario.dial(case).written)?;
        }
        if row.at.len() > 1 {
            said(f, "at ", scenario.moment(case))?;
        }
        if row.from.len() > 1 {
            said(f, "from ", &scenario.caller(case).written)?;
        }
        if row.press.len() > 1 {
            let keys = scenario.keys(case);
            if keys.presses().is_empty() {
                said(f, "press ", &"nothing")?;
            } else {
                said(f, "press ", keys)?;
            }
        }
        if before == " [" { Ok(()) } else { f.write_str("]") }
    }
}
