//! Scenarios from life: the calls that together show most of a month, each with how many it stands for.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;

use super::clocks::{RecordClock, ShownInstants};
use super::join::RecordedCalls;
use super::judge::{CallFinding, PlanJudge, PlanJudges, Proof, VerdictId};
use super::records::RecordIntake;
use super::survey::range_around;
use super::thousands::Thousands;
use crate::call::{CallSpec, KeySequence, OutcomeKind, Press};
use crate::explore::{Act, Machine as _, Node, Phone};
use crate::plan::Plan;
use crate::suite::scenario::written::{self, CallsDraft, ExpectDraft, ScenarioDraft, SuiteDraft};

/// Scenarios that stand for recorded calls.
#[derive(Clone, Debug)]
pub struct LifeScenarios {
    /// The file.
    pub suite: SuiteDraft,
    /// How many recorded calls its scenarios stand for.
    pub calls: u64,
    /// Of how many.
    pub of: u64,
}

/// Calls that fare alike.
struct AlikeCalls {
    count: u64,
    first: i64,
}

/// More ways are not looked at for a call that has done what the records say.
const MAX_WAYS: usize = 5_000;

/// The calls that stand for most of the recorded ones, at most so many. `plan` is what the file calls the plan.
///
/// Calls stand for each other where nothing that the plan asks tells them apart: they are of one line, its hours answer the same, its
/// callers are treated alike, and the records settle the same of them. Where they settle nothing, the scenario is a caller who presses
/// nothing.
#[must_use]
pub fn life_scenarios(
    plan: &Arc<Plan>,
    intake: &RecordIntake,
    calls: &RecordedCalls,
    clock: &RecordClock,
    most: usize,
    plan_name: Option<String>,
) -> LifeScenarios {
    let mut judges = PlanJudges::new(plan, calls, &intake.names, &intake.rules, range_around(plan, calls));
    let mut alike: HashMap<(u16, VerdictId), AlikeCalls> = HashMap::new();
    let mut of = 0;
    for call in &calls.calls {
        let seconds = i64::from(call.seconds);
        let at = if call.is_on_clock { clock.shown(seconds) } else { ShownInstants::Once(seconds) };
        let (CallFinding::Line { version, verdict }, Some(first)) = (judges.judge(call, at), at.first())
        else {
            continue;
        };
        of += 1;
        let known = alike.entry((version, verdict)).or_insert(AlikeCalls { count: 0, first });
        known.count += 1;
    }
    let mut order: Vec<((u16, VerdictId), AlikeCalls)> = alike.into_iter().collect();
    order.sort_unstable_by_key(|(id, calls)| (std::cmp::Reverse(calls.count), calls.first, *id));
    let mut names = HashSet::new();
    let mut told =
        LifeScenarios { suite: SuiteDraft { plan: plan_name, ..SuiteDraft::default() }, calls: 0, of };
    for ((version, verdict), calls) in order {
        if told.suite.scenarios.len() >= most {
            break;
        }
        let Some(mut scenario) = scenario(judges.version(version), verdict, calls.first) else { continue };
        let first_name = scenario.name.clone();
        let mut number = 2;
        while !names.insert(scenario.name.clone()) {
            scenario.name = format!("{first_name}, {number}");
            number += 1;
        }
        scenario.stands_for = Some(calls.count);
        told.calls += calls.count;
        told.suite.scenarios.push(scenario);
    }
    told.suite.about = vec![
        "Calls of last month, made from its records by `ivrsim replay --scenarios`.".to_owned(),
        format!("Together they stand for {} of {} calls.", Thousands(told.calls), Thousands(told.of)),
    ];
    told
}

/// A call that fares as those of a verdict do. None: no call of its own time does.
fn scenario(judge: &PlanJudge<'_>, id: VerdictId, at: i64) -> Option<ScenarioDraft> {
    let plan = judge.plan();
    let verdict = judge.verdict(id);
    let at = Timestamp::from_second(at).ok()?;
    let caller = judge.class(verdict.line, verdict.class).shown?;
    let number = plan.line(verdict.line).number.value;
    let proofs = judge.proofs.get(verdict.evidence as usize).map_or(&[][..], |proofs| &proofs.all);
    let spec = CallSpec::new(number, at).with_caller(caller);
    let horizon =
        crate::explore::Horizon { from: at, to: at.checked_add(jiff::SignedDuration::from_hours(24)).ok()? };
    let mut phone = Phone::new(plan, number, caller, horizon);
    let ways = if proofs.is_empty() { vec![KeySequence::default()] } else { ways(&mut phone, at, proofs) };
    let made = ways.into_iter().find_map(|keys| {
        let spec = spec.clone().with_keys(keys);
        let made = plan.call(&spec);
        let is_shown = proofs.iter().all(|proof| proof.is_shown(&made.record.events));
        is_shown.then_some((spec, made))
    });
    let (spec, made) = made?;
    let expect = ExpectDraft { line: None, ..ExpectDraft::of(plan, &made.record) };
    let line = &plan.line(verdict.line).name;
    let keys = spec.keys.to_string();
    let pressed = if keys.is_empty() { String::new() } else { format!(", {keys}") };
    let place = made.outcome.place_name(plan).unwrap_or_default();
    let end = match made.outcome.kind() {
        OutcomeKind::Transferred | OutcomeKind::Voicemail if !place.is_empty() => place.to_owned(),
        kind => made.outcome.closed_by(plan).map_or_else(|| kind.word().to_owned(), |_| "closed".to_owned()),
    };
    let calls = CallsDraft {
        call: Some(number.typed().to_string()),
        at: vec![written::time(at, plan.zone, plan.zone)],
        from: written::caller(caller).into_iter().collect(),
        press: if keys.is_empty() { Vec::new() } else { vec![keys] },
        answers: spec.answers,
        expect,
    };
    let name = written::name(&format!("{line}{pressed}: {end}"));
    Some(ScenarioDraft { name, calls, ..ScenarioDraft::default() })
}

/// What a caller can press so that a call has done what the proofs say, the shortest first.
fn ways(phone: &mut Phone<'_>, at: Timestamp, proofs: &[Proof]) -> Vec<KeySequence> {
    let mut open: VecDeque<(Node, u8, Vec<Press>)> = VecDeque::from([(Node::OnHook, 0, Vec::new())]);
    let mut seen = HashSet::new();
    let mut found: Vec<KeySequence> = Vec::new();
    while let Some((node, shown, pressed)) = open.pop_front() {
        if shown.count_ones() as usize == proofs.len() {
            let keys = KeySequence::from(pressed);
            if !found.contains(&keys) {
                found.push(keys);
            }
            if found.len() >= 8 {
                break;
            }
            continue;
        }
        if seen.len() > MAX_WAYS {
            break;
        }
        for act in phone.acts(&node) {
            let mut keys = pressed.clone();
            match act {
                Act::Dial => {}
                Act::Key(key) => keys.push(Press::Key(key)),
                Act::Entry(digits) => keys.extend(digits.keys().map(Press::Key)),
                // What the outside usually answers.
                Act::Answer(_) if phone.is_usual(act) => {}
                // Whoever presses nothing or another key is none of those who know the way.
                _ => continue,
            }
            let (to, events) = phone.act_at(node, act, at);
            let shown = proofs.iter().enumerate().fold(shown, |shown, (index, proof)| {
                if proof.is_shown(&events) { shown | 1 << index } else { shown }
            });
            if seen.insert((to, shown)) {
                open.push_back((to, shown, keys));
            }
        }
    }
    found
}
