//! The reality check: what records say that no call under the plan can have done.

use std::collections::HashMap;

use super::model::{CallPlace, Drift, DriftKind, NamedCount};
use crate::plan::Plan;
use crate::replay::join::{RecordedCall, RecordedCalls};
use crate::replay::judge::{CallFinding, Contradiction, PlanJudges, Proof, VerdictId, plain};
use crate::replay::records::{NameId, RecordNames};

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct RealityCheck {
    /// Whether the records name a step of the plan anywhere: then a queue that it does not name is one that it has not.
    names_steps: bool,
    kinds: HashMap<(u16, VerdictId), DriftKind>,
    drifts: HashMap<DriftKind, Drift>,
    unmapped: HashMap<NameId, NamedCount>,
    /// Calls of which the records settle something that the plan could contradict.
    pub(crate) settled: u64,
    /// Of these, those that it explains.
    pub(crate) explained: u64,
}

impl RealityCheck {
    /// Of some records under some plans.
    pub(crate) fn new(judges: &PlanJudges<'_>) -> Self {
        let names = |version: u16| judges.version(version).proofs.iter().any(|proofs| proofs.names_steps);
        let names_steps = (0..judges.count() as u16).any(names);
        Self { names_steps, ..Self::default() }
    }

    /// Looks at a call.
    pub(crate) fn look(
        &mut self,
        judges: &mut PlanJudges<'_>,
        calls: &RecordedCalls,
        names: &RecordNames,
        call: &RecordedCall,
        finding: CallFinding,
        place: impl Fn() -> CallPlace,
    ) {
        match finding {
            CallFinding::Line { version, verdict } => {
                let found = judges.verdict(version, verdict);
                let (is_settled, is_explained) = (found.is_settled, found.is_explained);
                self.settled += u64::from(is_settled);
                self.explained += u64::from(is_settled && is_explained);
                if !is_explained {
                    let kind = self.kinds.entry((version, verdict));
                    let kind = kind.or_insert_with(|| contradiction(judges, version, verdict)).clone();
                    self.drift(kind, place());
                }
                self.unknown(judges, names, call, version, place);
            }
            CallFinding::NotInPlan { is_dialed } => {
                let entry = calls.entries[call.entry as usize];
                let number = if is_dialed {
                    names.text(entry.dialed).to_owned()
                } else {
                    masked(names.text(entry.extension))
                };
                self.drift(DriftKind::NumberNotInPlan { number }, place());
            }
            CallFinding::Never => self.drift(DriftKind::SkippedTime, place()),
            CallFinding::Fax | CallFinding::Unknown => {}
        }
    }

    fn unknown(
        &mut self,
        judges: &PlanJudges<'_>,
        names: &RecordNames,
        call: &RecordedCall,
        version: u16,
        place: impl Fn() -> CallPlace,
    ) {
        let proofs = &judges.version(version).proofs[call.evidence as usize];
        if proofs.unknown_queues.is_empty() && proofs.unknown_places.is_empty() {
            return;
        }
        let (queues, places) = (proofs.unknown_queues.clone(), proofs.unknown_places.clone());
        for queue in queues {
            let name = names.text(queue).to_owned();
            if self.names_steps {
                self.drift(DriftKind::QueueNotInPlan { queue: name }, place());
            } else {
                self.unmapped(queue, name, &place);
            }
        }
        for unknown in places {
            self.unmapped(unknown, names.text(unknown).to_owned(), &place);
        }
    }

    fn unmapped(&mut self, id: NameId, name: String, place: impl Fn() -> CallPlace) {
        let known = self.unmapped.entry(id).or_insert_with(|| NamedCount { name, calls: 0, first: place() });
        known.calls += 1;
    }

    fn drift(&mut self, kind: DriftKind, place: CallPlace) {
        if let Some(known) = self.drifts.get_mut(&kind) {
            known.calls += 1;
            known.last = place;
        } else {
            let drift = Drift { kind: kind.clone(), calls: 1, first: place.clone(), last: place };
            self.drifts.insert(kind, drift);
        }
    }

    /// What was found, the most frequent first.
    pub(crate) fn drifts(&mut self) -> Vec<Drift> {
        let mut drifts: Vec<Drift> = std::mem::take(&mut self.drifts).into_values().collect();
        let order = |drift: &Drift| {
            (std::cmp::Reverse(drift.calls), drift.first.file, drift.first.row, drift.kind.word())
        };
        drifts.sort_by_key(order);
        drifts
    }

    /// Places of the records that the plan does not name, the most frequent first.
    pub(crate) fn unmapped_places(&mut self) -> Vec<NamedCount> {
        let mut all: Vec<NamedCount> = std::mem::take(&mut self.unmapped).into_values().collect();
        all.sort_by(|one, two| two.calls.cmp(&one.calls).then_with(|| one.name.cmp(&two.name)));
        all
    }
}

/// What is told of a number that somebody may have dialed out: its beginning and its last two digits.
fn masked(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        0..7 => digits,
        length => format!("+{}...{}", &digits[..4], &digits[length - 2..]),
    }
}

fn contradiction(judges: &mut PlanJudges<'_>, version: u16, id: VerdictId) -> DriftKind {
    let found = judges.version_mut(version).contradiction(id);
    let judge = judges.version(version);
    let plan = judge.plan();
    let line = plan.line(judge.verdict(id).line).name.clone();
    match found {
        Contradiction::Closed { proof, door } => DriftKind::ReachedWhileClosed {
            line,
            place: told(plan, judge.proof(id, proof)),
            schedule: plan.schedule(door.schedule).key.clone(),
        },
        Contradiction::Never { proof } => {
            DriftKind::NeverReached { line, place: told(plan, judge.proof(id, proof)) }
        }
        Contradiction::Together => DriftKind::Contradictory { line },
    }
}

/// What a call is said to have reached.
fn told(plan: &Plan, proof: &Proof) -> String {
    match proof {
        Proof::Came(steps) => {
            let name = |step: &crate::plan::StepId| {
                let step = plan.step(*step);
                step.name.clone().unwrap_or_else(|| step.key.clone())
            };
            let mut names: Vec<String> = steps.iter().map(name).collect();
            names.dedup_by(|one, two| plain(one) == plain(two));
            match &*names {
                [name] => name.clone(),
                _ => "anybody".to_owned(),
            }
        }
        Proof::Pressed(step, digits) => format!("{} behind {}", digits, plan.step(*step).key),
    }
}
