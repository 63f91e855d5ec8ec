//! Calls that show a difference, made under both plans before anything is said about it.

use std::collections::VecDeque;
use std::rc::Rc;

use jiff::Timestamp;

use super::matching::Matching;
use super::pair::{BeforeAfter, PhonePair};
use super::spoken::utterances;
use crate::call::{CallEvent, CallRecord};
use crate::explore::{Act, Machine as _, Node, Phone, Route, SetId, TimeSets, Witness, find_witness};
use crate::number::Dialed;
use crate::plan::Plan;
use crate::time::TimeSet;

/// What a call must show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WitnessProof {
    /// That it ends otherwise.
    Ends,
    /// That something else is said.
    Words,
    /// That something happens at another time.
    Times,
}

/// How many ways on are tried, and how many acts deep, from where calls have parted to where they end.
const MAX_TRIED: usize = 400;
const DEEPEST: usize = 6;
/// How many ends are made into calls before a difference is given up.
const MAX_CALLS: usize = 12;
/// At how many instants, at which hours answer otherwise, ways on are tried.
const MAX_TIMES: usize = 8;

/// A call along the route, or along the route and a little further, that shows it.
pub(super) fn witness(
    pair: &mut PhonePair<'_>,
    matching: &Matching,
    route: &Route,
    when: &TimeSet,
    to: BeforeAfter<Node>,
    proof: WitnessProof,
    sets: &mut TimeSets,
) -> Option<Witness> {
    let plans = pair.phones.as_ref().map(Phone::plan);
    let (number, caller) = (pair.phones.old.call().dialled(), pair.phones.old.call().caller());
    let shows = |witness: &Witness| shows(plans, matching, witness, proof);
    // Keys and times are worked out under the plan whose call goes on for longer.
    let leading = if to.old.outcome().is_none() { plans.old } else { plans.new };
    let answers = Rc::clone(pair.phones.old.answers());
    let find = |route: &Route, when: &TimeSet| {
        let other = if std::ptr::eq(leading, plans.old) { plans.new } else { plans.old };
        find_witness(leading, &answers, (number, caller), route, when, shows)
            .or_else(|| find_witness(other, &answers, (number, caller), route, when, shows))
    };
    if let Some(found) = find(route, when) {
        return Some(found);
    }
    // Where all ways on end alike at one time, they may not at another.
    let mut left = sets.add(when.clone());
    for _ in 0..MAX_TIMES {
        let at = sets.first(left)?;
        let OnwardTargets { ways, alike } = ways_on(pair, matching, to, at, left, sets);
        for (more, when) in ways.into_iter().take(MAX_CALLS) {
            let mut longer = route.clone();
            longer.acts.extend(more);
            if let Some(found) = find(&longer, sets.get(when)) {
                return Some(found);
            }
        }
        left = sets.minus(left, alike);
    }
    None
}

/// Where calls go on to.
struct OnwardTargets {
    /// What to do until they have ended otherwise, and the instants at which that does it; fewest acts first.
    ways: Vec<(Vec<Act>, SetId)>,
    /// The instants at which everything that was tried does the same.
    alike: SetId,
}

/// What a caller can do from where calls are, at an instant among some.
fn ways_on(
    pair: &mut PhonePair<'_>,
    matching: &Matching,
    from: BeforeAfter<Node>,
    at: Timestamp,
    within: SetId,
    sets: &mut TimeSets,
) -> OnwardTargets {
    let mut onward = OnwardTargets { ways: Vec::new(), alike: within };
    let mut queue = VecDeque::from([(from, Vec::new(), within)]);
    let mut tried = 0;
    while let Some((node, done, when)) = queue.pop_front() {
        if let BeforeAfter { old: Node::Over(old), new: Node::Over(new) } = node {
            if !matching.ends_alike(&old, &new) {
                onward.ways.push((done, when));
            }
            continue;
        }
        if done.len() >= DEEPEST || tried > MAX_TRIED || onward.ways.len() >= MAX_CALLS {
            continue;
        }
        for &act in pair.acts_left(&node).iter() {
            tried += 1;
            let step = pair.act(node, act, at, sets);
            onward.alike = sets.and(onward.alike, step.when);
            let mut done = done.clone();
            done.push(act);
            queue.push_back((step.to, done, sets.and(when, step.when)));
        }
    }
    onward
}

/// Whether a call fares under the two plans as it must.
fn shows(plans: BeforeAfter<&Plan>, matching: &Matching, witness: &Witness, proof: WitnessProof) -> bool {
    let made = plans.map(|plan| plan.call(witness).record);
    match proof {
        WitnessProof::Ends => match (made.old.outcome(), made.new.outcome()) {
            (Some(old), Some(new)) => !matching.ends_alike(&old, &new),
            _ => false,
        },
        WitnessProof::Words => {
            let words = |(plan, record): (&Plan, &CallRecord)| -> Vec<String> {
                utterances(&record.events)
                    .map(|(event, utterance)| record.told(plan, &event).spoken(utterance).to_string())
                    .collect()
            };
            let BeforeAfter { old, new } = plans.zip(made.as_ref()).map(words);
            old != new
        }
        WitnessProof::Times => {
            let times = |record: &CallRecord| -> Vec<Timestamp> {
                record.events.iter().map(|event: &CallEvent| event.at).collect()
            };
            let BeforeAfter { old, new } = made.as_ref().map(times);
            old != new
        }
    }
}

/// The number as people would dial it under either plan.
pub(super) fn numbers(plans: BeforeAfter<&Plan>) -> Vec<Dialed> {
    let mut numbers: Vec<Dialed> =
        plans.old.numbers().iter().chain(plans.new.numbers()).map(|&(number, _)| number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
