//! Which destinations calls are put through to, and when.

use std::collections::HashMap;

use jiff::Timestamp;

use super::reach::steps;
use crate::call::{CallRecord, CallSpec, Caller, Decision, EndPlace, EndReason, EventKind, KeySequence};
use crate::explore::{Horizon, time_classes};
use crate::plan::{LineId, Plan, StepId};
use crate::time::{TimeSet, Zone};

/// The calls of one caller. What they meet depends on the time only by which of the line's schedules are open, so that one
/// call stands for those of all years, with holidays and without.
pub(crate) struct CallProbe {
    caller: Caller,
    /// The destinations that a line leads to and the keys, by which of its schedules are open.
    made: HashMap<(LineId, Vec<bool>), Leads>,
    /// Whether every call was tried.
    pub(crate) complete: bool,
}

/// The calls by which it is found out what holds for every caller.
pub(crate) struct Callers {
    /// Of a caller of whom nothing is known.
    pub(crate) unknown: CallProbe,
    /// Of a caller on a clock of their own.
    pub(crate) elsewhere: CallProbe,
    /// Of callers who reach whom these do not.
    others: Vec<CallProbe>,
    /// Whether all kinds of callers were tried.
    pub(super) is_whole: bool,
}

/// A clock that no plan is likely to be written for: hours that are the caller's own differ there.
pub(super) const ELSEWHERE: &str = "Pacific/Honolulu";

impl Default for Callers {
    fn default() -> Self {
        let elsewhere = Caller { number: None, zone: Zone::named(ELSEWHERE) };
        Self {
            unknown: CallProbe::of(Caller::default()),
            elsewhere: CallProbe::of(elsewhere),
            others: Vec::new(),
            is_whole: true,
        }
    }
}

impl Callers {
    /// The calls of one caller.
    pub(crate) fn of(&mut self, caller: Caller) -> &mut CallProbe {
        if caller == self.unknown.caller {
            return &mut self.unknown;
        }
        let known = self.others.iter().position(|calls| calls.caller == caller);
        let known = known.unwrap_or_else(|| {
            self.others.push(CallProbe::of(caller));
            self.others.len() - 1
        });
        &mut self.others[known]
    }

    /// Whether every call was tried.
    pub(crate) fn are_complete(&self) -> bool {
        let all = [&self.unknown, &self.elsewhere].into_iter().chain(&self.others);
        self.is_whole && all.into_iter().all(|calls| calls.complete)
    }
}

type Leads = Vec<(StepId, KeySequence)>;

/// A destination that calls are put through to.
pub(crate) struct OpenDestination {
    pub(crate) step: StepId,
    /// The keys that lead there.
    pub(crate) keys: KeySequence,
    /// When they do.
    pub(crate) when: TimeSet,
}

impl CallProbe {
    /// No calls yet.
    fn of(caller: Caller) -> Self {
        Self { caller, made: HashMap::new(), complete: true }
    }

    /// The caller's clock.
    pub(crate) fn clock(&self, plan: &Plan) -> Zone {
        self.caller.zone_under(plan).zone
    }

    /// What a line leads to over a horizon, under a plan that differs from those asked about before in its hours only.
    pub(crate) fn opened(&mut self, plan: &Plan, line: LineId, horizon: Horizon) -> Vec<OpenDestination> {
        let caller = self.caller;
        let zone = self.clock(plan);
        let mut opened = Vec::new();
        for class in time_classes(plan, &plan.schedules_of(line), zone, horizon) {
            let Some(at) = class.when.first() else { continue };
            let leads = self.made.entry((line, class.open)).or_insert_with(|| {
                let ways = steps(plan, line, caller, at);
                self.complete &= ways.complete;
                let ways = ways.all.into_iter();
                ways.filter(|(step, keys)| reached(plan, line, caller, at, keys) == Some(*step)).collect()
            });
            let leads = leads.iter().cloned();
            opened.extend(leads.map(|(step, keys)| OpenDestination { step, keys, when: class.when.clone() }));
        }
        opened
    }
}

/// The destination that a call is put through to, if no key was pressed in vain.
pub(crate) fn reached(
    plan: &Plan,
    line: LineId,
    caller: Caller,
    at: Timestamp,
    keys: &KeySequence,
) -> Option<StepId> {
    let record =
        plan.call(&CallSpec::to_line(plan, line, at).with_caller(caller).with_keys(keys.clone())).record;
    put_through(&record).filter(|_| !in_vain(&record))
}

/// The destination that a call was put through to.
pub(crate) fn put_through(record: &CallRecord) -> Option<StepId> {
    let outcome = record.outcome()?;
    match outcome.place {
        EndPlace::Step(step) if outcome.reason == EndReason::PutThrough => Some(step),
        _ => None,
    }
}

/// Whether a key was pressed in vain: no harm in a call, but no option that anybody would name.
pub(crate) fn in_vain(record: &CallRecord) -> bool {
    let is_refused =
        |what| matches!(what, EventKind::Decided(Decision::NoMatch { .. } | Decision::EntryNoMatch { .. }));
    record.events.iter().any(|event| is_refused(event.what))
}
