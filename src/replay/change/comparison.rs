//! Each question that recorded calls put to two plans is answered once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::model::{ChangeCause, ReplayChange};
use super::pair_ends::PairEnds;
use crate::call::{CallSpec, Caller};
use crate::diff::report::{CauseEdit, PlanName};
use crate::diff::{BeforeAfter, Diff, Difference, Matching, PhonePair, diff_of};
use crate::explore::{CallerClass, Horizon, ReplayCommand, Witness};
use crate::number::{Dialed, PhoneNumber};
use crate::plan::{Condition, LineId, Plan, StepKind};
use crate::replay::clocks::{RecordClock, ShownInstants};
use crate::replay::join::{RecordedCall, RecordedCalls};
use crate::replay::judge::{CallFinding, KnownEntry, PlanJudge, PlanJudges, Question};
use crate::replay::privacy::CallerMask;
use crate::replay::records::RecordIntake;
use crate::replay::survey::{Bounds, CallPlace, range_around};

/// What is asked of two plans.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct PairQuestion {
    versions: (usize, usize),
    old: Question,
    /// None: the new plan has no such number.
    new: Option<Question>,
}

/// What is answered.
#[derive(Clone, Debug)]
struct PairAnswer {
    is_certain: bool,
    is_possible: bool,
    is_complete: bool,
    /// The edits that matter, by position.
    causes: Vec<usize>,
}

/// Two plans that are in force at a time, compared.
struct ComparedPlans<'p> {
    plans: BeforeAfter<&'p Plan>,
    matching: Matching,
    diff: Diff,
    /// Which cause of the report each group is.
    causes: Vec<usize>,
}

/// What is counted of a cause.
struct CauseTally {
    cause: ChangeCause,
    hours: HashSet<i64>,
}

/// Compares what recorded calls come to under an old plan, which is believed to be in force, and under a new one.
#[must_use]
pub fn compare_calls(
    plans: BeforeAfter<&Arc<Plan>>,
    names: &BeforeAfter<PlanName>,
    intake: &RecordIntake,
    calls: &RecordedCalls,
    clock: &RecordClock,
    mask: CallerMask,
) -> ReplayChange {
    let range = range_around(plans.old, calls);
    let mut judges = plans.map(|plan| PlanJudges::new(plan, calls, &intake.names, &intake.rules, range));
    let mut comparison = Comparison {
        names,
        range,
        mask,
        compared: HashMap::new(),
        phones: HashMap::new(),
        answers: HashMap::new(),
        causes: Vec::new(),
        numbers: called_numbers(&judges),
    };
    let mut change = ReplayChange {
        calls: Bounds::default(),
        hours: Bounds::default(),
        closed: Bounds::default(),
        causes: Vec::new(),
        without_cause: 0,
        is_complete: true,
        questions: 0,
    };
    let mut hours: BTreeMap<i64, bool> = BTreeMap::new();
    for call in &calls.calls {
        let at = if call.is_on_clock {
            clock.shown(i64::from(call.seconds))
        } else {
            ShownInstants::Once(i64::from(call.seconds))
        };
        let Some(first) = at.first() else { continue };
        let closed = judges.new.judge(call, at);
        if let CallFinding::Line { version, verdict } = closed {
            let ends = &judges.new.verdict(version, verdict).ends;
            change.closed.count(ends.is_surely_closed(), ends.is_perhaps_closed());
        }
        let mut answers = vec![comparison.answer(&mut judges, call, first)];
        if let ShownInstants::Twice(_, second) = at {
            answers.push(comparison.answer(&mut judges, call, second));
        }
        let answers: Vec<Arc<PairAnswer>> = answers.into_iter().flatten().collect();
        let Some(answer) = answers.first() else { continue };
        let is_certain = answers.iter().all(|answer| answer.is_certain);
        let is_possible = answers.iter().any(|answer| answer.is_possible);
        change.is_complete &= answer.is_complete;
        change.calls.count(is_certain, is_possible);
        if !is_possible {
            continue;
        }
        let hour = first.div_euclid(3_600);
        *hours.entry(hour).or_default() |= is_certain;
        let mut causes: Vec<usize> =
            answers.iter().flat_map(|answer| answer.causes.iter().copied()).collect();
        causes.sort_unstable();
        causes.dedup();
        change.without_cause += u64::from(causes.is_empty());
        let place = || CallPlace {
            at: Timestamp::from_second(first).ok(),
            file: call.file,
            row: call.row,
            caller: comparison.mask.of(call.caller),
        };
        let is_only = causes.len() == 1;
        for cause in causes {
            let tally = &mut comparison.causes[cause];
            if tally.cause.calls.is_none() {
                tally.cause.first = place();
            }
            tally.cause.calls.count(is_certain && is_only, true);
            tally.hours.insert(hour);
        }
    }
    change.hours = Bounds {
        least: hours.values().filter(|is_certain| **is_certain).count() as u64,
        most: hours.len() as u64,
    };
    change.questions = comparison.answers.len();
    let told = comparison.causes.into_iter().filter(|tally| !tally.cause.calls.is_none());
    change.causes =
        told.map(|tally| ChangeCause { hours: tally.hours.len() as u64, ..tally.cause }).collect();
    change.causes.sort_by_key(|cause| std::cmp::Reverse(cause.calls.most));
    change
}

/// All numbers that were dialed and that one of the plans has.
fn called_numbers(judges: &BeforeAfter<PlanJudges<'_>>) -> Vec<Dialed> {
    let mut numbers = Vec::new();
    for judges in [&judges.old, &judges.new] {
        for version in 0..judges.count() as u16 {
            let judge = judges.version(version);
            let lines = judge.entries.iter().filter_map(|entry| match entry {
                KnownEntry::Line(line) => Some(judge.plan().line(*line).number.value),
                _ => None,
            });
            numbers.extend(lines);
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The versions of both plans, a line, and what tells its callers apart.
type PhoneKey = ((usize, usize), LineId, u16, Option<u16>);

struct Comparison<'p, 'n> {
    names: &'n BeforeAfter<PlanName>,
    range: (i64, i64),
    mask: CallerMask,
    compared: HashMap<(usize, usize), ComparedPlans<'p>>,
    phones: HashMap<PhoneKey, PhonePair<'p>>,
    answers: HashMap<PairQuestion, Arc<PairAnswer>>,
    causes: Vec<CauseTally>,
    numbers: Vec<Dialed>,
}

impl<'p> Comparison<'p, '_> {
    /// What becomes of a call at an instant. None: neither plan has the number.
    fn answer(
        &mut self,
        judges: &mut BeforeAfter<PlanJudges<'p>>,
        call: &RecordedCall,
        at: i64,
    ) -> Option<Arc<PairAnswer>> {
        let versions = (judges.old.version_at(at), judges.new.version_at(at));
        let caller = PhoneNumber::from_e164(call.caller);
        let new_judge = judges.new.version_mut(versions.1 as u16);
        let new = match new_judge.entry(call) {
            KnownEntry::Line(line) => {
                let seconds = new_judge.length(call);
                Some(new_judge.question(line, caller, at, seconds, 0))
            }
            _ => None,
        };
        let old_judge = judges.old.version_mut(versions.0 as u16);
        let seconds = old_judge.length(call);
        let KnownEntry::Line(line) = old_judge.entry(call) else {
            // A number that only the new plan has: whoever dialed it is answered now.
            let answer =
                PairAnswer { is_certain: true, is_possible: true, is_complete: true, causes: Vec::new() };
            return new.map(|_| Arc::new(answer));
        };
        let old = old_judge.question(line, caller, at, seconds, call.evidence);
        let question = PairQuestion { versions, old, new };
        if let Some(known) = self.answers.get(&question) {
            return Some(Arc::clone(known));
        }
        let (old_judge, new_judge) =
            (judges.old.version(versions.0 as u16), judges.new.version(versions.1 as u16));
        let answer = Arc::new(self.work_out(question, old_judge, new_judge, at, seconds));
        self.answers.insert(question, Arc::clone(&answer));
        Some(answer)
    }

    fn work_out(
        &mut self,
        question: PairQuestion,
        old: &PlanJudge<'p>,
        new: &PlanJudge<'p>,
        at: i64,
        seconds: i64,
    ) -> PairAnswer {
        let PairQuestion { versions, old: asked, new: asked_new } = question;
        let plans = BeforeAfter { old: old.plan(), new: new.plan() };
        self.compare(versions, plans);
        let caller = old.class(asked.line, asked.class);
        let number = plans.old.line(asked.line).number.value;
        let mut instants = old.instants(asked, at, seconds);
        if let Some(asked) = asked_new {
            instants.extend(new.instants(asked, at, seconds));
        }
        instants.sort_unstable();
        instants.dedup();
        let horizon = self.horizon();
        let key = (versions, asked.line, asked.class, asked_new.map(|asked| asked.class));
        let phones =
            self.phones.entry(key).or_insert_with(|| PhonePair::new(plans, number, caller.real, horizon));
        let Some(compared) = self.compared.get(&versions) else { unreachable!("the plans were compared") };
        let proofs = old.proofs.get(asked.evidence as usize).map_or(&[][..], |proofs| &proofs.all);
        let mut ends = PairEnds::of(phones, &compared.matching, &instants, proofs);
        if !ends.some_alike && !ends.some_differ {
            // The records contradict the plan; what its callers do is open.
            ends = PairEnds::of(phones, &compared.matching, &instants, &[]);
        }
        // Where hours change meanwhile, it is not known how far each of the two calls has come by then.
        let is_certain = ends.some_differ && !ends.some_alike && ends.is_complete && instants.len() == 1;
        let is_possible = ends.some_differ || !ends.is_complete;
        let causes =
            if is_possible { self.matter(versions, number, caller.real, &instants) } else { Vec::new() };
        let answer = PairAnswer { is_certain, is_possible, is_complete: ends.is_complete, causes };
        for &cause in &answer.causes {
            if self.causes[cause].cause.replay.is_none() {
                let shown = caller.shown;
                self.causes[cause].cause.replay = self.shown(versions, cause, number, shown, &instants);
            }
        }
        answer
    }

    fn horizon(&self) -> Horizon {
        let instant = |second: i64| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
        Horizon { from: instant(self.range.0), to: instant(self.range.1) }
    }

    /// Compares two plans, once.
    fn compare(&mut self, versions: (usize, usize), plans: BeforeAfter<&'p Plan>) {
        if self.compared.contains_key(&versions) {
            return;
        }
        let diff = diff_of(plans.old, plans.new, self.horizon(), &self.numbers);
        let mut causes = Vec::new();
        for group in &diff.groups {
            let Some(first) = group.differences.first() else { continue };
            let edit = CauseEdit::of(plans, group.cause, first);
            let (place, BeforeAfter { old, new }) = (edit.heading(), edit.lines.clone());
            let known = self.causes.iter().position(|known| {
                known.cause.place == place && known.cause.old == old && known.cause.new == new
            });
            causes.push(known.unwrap_or_else(|| {
                let first = CallPlace { at: None, file: 0, row: 0, caller: self.mask.of(0) };
                let calls = Bounds::default();
                let cause = ChangeCause { place, old, new, calls, hours: 0, first, replay: None };
                self.causes.push(CauseTally { cause, hours: HashSet::new() });
                self.causes.len() - 1
            }));
        }
        let matching = Matching::of(plans.old, plans.new);
        self.compared.insert(versions, ComparedPlans { plans, matching, diff, causes });
    }

    /// The edits that matter to a call.
    fn matter(
        &self,
        versions: (usize, usize),
        number: Dialed,
        caller: Caller,
        instants: &[Timestamp],
    ) -> Vec<usize> {
        let Some(compared) = self.compared.get(&versions) else { return Vec::new() };
        let mut causes: Vec<usize> = compared
            .diff
            .groups
            .iter()
            .zip(&compared.causes)
            .filter(|(group, _)| {
                group
                    .differences
                    .iter()
                    .any(|difference| compared.concerns(difference, number, caller, instants))
            })
            .map(|(_, cause)| *cause)
            .collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }

    /// Commands that make a call that shows an edit: at the time of the recorded call if it shows there.
    fn shown(
        &self,
        versions: (usize, usize),
        cause: usize,
        number: Dialed,
        caller: Option<Caller>,
        instants: &[Timestamp],
    ) -> Option<(String, String)> {
        let compared = self.compared.get(&versions)?;
        let groups = compared.diff.groups.iter().zip(&compared.causes);
        let differences = groups.filter(|(_, of)| **of == cause).flat_map(|(group, _)| &group.differences);
        let witness = differences
            .filter(|difference| difference.kind.is_routing() && difference.number == Some(number))
            .find_map(|difference| difference.witness.clone())?;
        let recorded = caller.and_then(|caller| {
            let at = *instants.first()?;
            let spec = CallSpec::new(number, at)
                .with_caller(caller)
                .with_keys(witness.keys.clone())
                .with_answers(witness.answers.clone());
            let old = compared.plans.old.decide(&spec);
            let new = compared.plans.new.decide(&spec);
            (!compared.matching.ends_alike(&old, &new)).then(|| Witness { caller, at, ..witness.clone() })
        });
        let witness = recorded.unwrap_or(witness);
        let command = |plan: &Plan, name: &PlanName| {
            let witness = Witness { answers: witness.answers.known_to(plan), ..witness.clone() };
            let plans = [compared.plans.old, compared.plans.new];
            ReplayCommand { witness: &witness, plans: &plans, plan: name.plan.as_deref() }.to_string()
        };
        Some((command(compared.plans.old, &self.names.old), command(compared.plans.new, &self.names.new)))
    }
}

impl ComparedPlans<'_> {
    /// Whether a difference concerns a call that somebody makes at these instants.
    fn concerns(
        &self,
        difference: &Difference,
        number: Dialed,
        caller: Caller,
        instants: &[Timestamp],
    ) -> bool {
        difference.kind.is_routing()
            && difference.number == Some(number)
            && difference.met.iter().any(|met| {
                instants.iter().any(|at| met.when.contains(*at))
                    && (difference.by_all || self.is_among(&met.by, caller))
            })
    }

    /// Whether a caller is one of a class, as far as the plans can tell.
    fn is_among(&self, class: &CallerClass, caller: Caller) -> bool {
        [self.plans.old, self.plans.new].iter().all(|plan| {
            let (zone, of_class) = (caller.zone_under(plan).zone, class.caller.zone_under(plan).zone);
            let is_clock = class.zones.is_empty()
                || of_class.is_same_clock(zone)
                || class.zones.iter().any(|known| known.is_same_clock(zone));
            let alike = |condition: &Condition| {
                matches!(condition, Condition::CallerZone(_))
                    || caller.meets(condition, zone) == class.caller.meets(condition, of_class)
            };
            let mut switches = plan.steps().filter_map(|(_, step)| match &step.kind {
                StepKind::Switch(switch) => Some(switch),
                _ => None,
            });
            is_clock
                && switches.all(|switch| switch.cases.iter().flat_map(|case| &case.conditions).all(alike))
        })
    }
}
