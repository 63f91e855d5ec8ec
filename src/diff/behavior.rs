//! The calls of one number under both plans.

use std::collections::{HashMap, HashSet};

use super::cause::Cause;
use super::group::CausedDifference;
use super::kind::DifferenceKind;
use super::matching::{Matching, is_same_place};
use super::model::{AffectedCallers, Difference, PlanSide};
use super::noticed::{EarlierParting, Notice, Noticed, NoticedSounds};
use super::pair::{BeforeAfter, PhonePair};
use super::shown::{WitnessProof, witness};
use super::spoken::{Sound, SpeechComparison, SpeechDifference, pace, utterances};
use crate::call::{CallEvent, Caller, Decision, EventKind, OutcomeKind};
use crate::explore::{CallerClass, Further, Horizon, Node, SetId, TimeSets, Walk, Work, callers, walk};
use crate::number::Dialed;
use crate::plan::{Dialable, Plan, StepId, StepKind};
use crate::time::TimeSet;

/// So many differences of one number are shown by calls; further ones are counted only.
const MAX_SHOWN: usize = 300;

/// What one number came to.
#[derive(Debug, Default)]
pub(super) struct LineComparison {
    pub(super) found: Vec<CausedDifference>,
    pub(super) cells: usize,
    pub(super) cells_differing: usize,
    pub(super) not_shown: usize,
    pub(super) complete: bool,
    pub(super) work: Work,
    /// When some caller is routed elsewhere.
    pub(super) when: TimeSet,
}

/// Compares the calls to one number.
pub(super) fn compare(
    plans: BeforeAfter<&Plan>,
    matching: &Matching,
    number: Dialed,
    horizon: Horizon,
    sets: &mut TimeSets,
) -> LineComparison {
    let line = |plan: &'_ Plan| match plan.dial(number) {
        Some(Dialable::Line(id)) => Some(id),
        Some(Dialable::Fax(_)) | None => None,
    };
    let lines: Vec<_> =
        [plans.old, plans.new].into_iter().filter_map(|plan| Some((plan, line(plan)?))).collect();
    let classes = callers(&lines, horizon);
    let mut compared = LineComparison { complete: true, ..LineComparison::default() };
    let all = classes.len();
    for class in classes {
        let mut one = Comparison::new(plans, matching, number, class.caller, horizon, sets);
        one.run();
        one.tell(&class, &mut compared);
    }
    for found in &mut compared.found {
        found.difference.by_all = found.difference.met.len() == all;
    }
    compared
}

/// Where a call went on in the course of an act because nobody answered in time.
fn rung_out(events: &[CallEvent]) -> Option<StepId> {
    events.iter().find_map(|event| match event.what {
        EventKind::Decided(Decision::RingsOut(step)) => Some(step),
        _ => None,
    })
}

/// One number and one class of callers.
struct Comparison<'c, 'p> {
    plans: BeforeAfter<&'p Plan>,
    matching: &'c Matching,
    horizon: Horizon,
    pair: PhonePair<'p>,
    sets: &'c mut TimeSets,
    noticed: Vec<Noticed>,
    walk: Option<Walk<BeforeAfter<Node>, BeforeAfter<Vec<CallEvent>>>>,
}

impl<'c, 'p> Comparison<'c, 'p> {
    fn new(
        plans: BeforeAfter<&'p Plan>,
        matching: &'c Matching,
        number: Dialed,
        caller: Caller,
        horizon: Horizon,
        sets: &'c mut TimeSets,
    ) -> Self {
        let pair = PhonePair::new(plans, number, caller, horizon);
        Self { plans, matching, horizon, pair, sets, noticed: Vec::new(), walk: None }
    }

    /// Walks until it is known which menus that look different are different.
    fn run(&mut self) {
        let strangers = HashSet::new();
        self.walk_past(&strangers);
        let strangers = self.strangers();
        if !strangers.is_empty() {
            self.walk_past(&strangers);
        }
    }

    /// Walks everywhere but behind menus that are known to be strangers to each other.
    fn walk_past(&mut self, strangers: &HashSet<BeforeAfter<Node>>) {
        let mut ears = SpeechComparison::new(self.horizon);
        let mut noticed = Vec::new();
        let mut known = NoticedSounds::default();
        let mut parted: HashMap<BeforeAfter<Node>, EarlierParting> = HashMap::new();
        let (plans, matching) = (self.plans, self.matching);
        let within = self.sets.add(self.horizon.instants());
        let walk = walk(&mut self.pair, within, self.sets, |seen| {
            let to = seen.to;
            let before = parted.get(&seen.from).copied().unwrap_or_default();
            let since = before.behind(plans, &seen);
            if !since.is_none() {
                parted.entry(to).or_insert(since);
            }
            if ends_otherwise(matching, to) || strangers.contains(&to) {
                noticed.push(Noticed::of(&seen, Notice::Routing, seen.when, before));
                return Further::Stop;
            }
            let events = seen.step.heard.as_ref().map(|events| &**events);
            for (sound, when) in ears.compare(seen.machine, events, seen.is_crossing(), seen.when, seen.sets)
            {
                known.note(Notice::Sound(sound), &seen, when, before, &mut noticed);
            }
            if let (Some(old), Some(new)) = (to.old.step(), to.new.step())
                && pace(&plans.old.step(old).kind, &plans.new.step(new).kind).is_some()
            {
                known.note(Notice::Pace(BeforeAfter { old, new }), &seen, seen.when, before, &mut noticed);
            }
            // Messages that come one after the other are told apart by their place.
            for (old, new) in messages(plans.old, events.old).zip(messages(plans.new, events.new)) {
                if pace(&plans.old.step(old).kind, &plans.new.step(new).kind).is_some() {
                    known.note(
                        Notice::Pace(BeforeAfter { old, new }),
                        &seen,
                        seen.when,
                        before,
                        &mut noticed,
                    );
                }
            }
            if let (Some(old), Some(new)) = (rung_out(events.old), rung_out(events.new))
                && pace(&plans.old.step(old).kind, &plans.new.step(new).kind).is_some()
            {
                known.note(Notice::Pace(BeforeAfter { old, new }), &seen, seen.when, before, &mut noticed);
            }
            Further::GoOn
        });
        for notice in &mut noticed {
            notice.when = known.when(notice, self.sets);
        }
        self.noticed = noticed;
        self.walk = Some(walk);
    }

    /// Pairs of menus that do not look alike, and behind which calls fare otherwise.
    fn strangers(&self) -> HashSet<BeforeAfter<Node>> {
        let Some(walk) = &self.walk else { return HashSet::new() };
        let differing = self.noticed.iter().filter(|noticed| noticed.what == Notice::Routing);
        let mut reached: HashSet<BeforeAfter<Node>> = differing.map(|noticed| noticed.from).collect();
        let mut before: HashMap<BeforeAfter<Node>, Vec<BeforeAfter<Node>>> = HashMap::new();
        for (from, to) in walk.links() {
            before.entry(*to).or_default().push(*from);
        }
        let mut queue: Vec<BeforeAfter<Node>> = reached.iter().copied().collect();
        while let Some(node) = queue.pop() {
            for from in before.get(&node).into_iter().flatten() {
                if reached.insert(*from) {
                    queue.push(*from);
                }
            }
        }
        reached.retain(|node| match (node.old.step(), node.new.step()) {
            (Some(old), Some(new)) => !is_same_place((self.plans.old, old), (self.plans.new, new)),
            _ => false,
        });
        reached
    }

    /// Adds what was noticed and can be shown.
    fn tell(mut self, class: &CallerClass, compared: &mut LineComparison) {
        let Some(walk) = self.walk.take() else { return };
        compared.complete &= walk.complete;
        let acts = self.pair.phones.old.acts_made() + self.pair.phones.new.acts_made();
        compared.work += Work { nodes: walk.nodes().count(), visits: walk.visits().len(), acts };
        compared.cells += walk.acts_at_nodes();
        let noticed = std::mem::take(&mut self.noticed);
        let routing = noticed.iter().filter(|noticed| noticed.what == Notice::Routing);
        let cells: HashSet<_> =
            routing.clone().map(|noticed| (noticed.from, noticed.route.acts.last())).collect();
        compared.cells_differing += cells.len();
        let menus: HashSet<_> = routing.map(|noticed| steps(noticed.from)).collect();
        let mut news = self.newest(noticed);
        self.one_for_a_line(&mut news);
        for noticed in news {
            // That a menu offers what it now has is no news beside the new key.
            if let Notice::Sound(Sound { heard: SpeechDifference::OtherOptions, said }) = noticed.what
                && menus.contains(&said.map(|said| said.map(|said| said.step)))
            {
                continue;
            }
            // Nobody reads so many of one number, and each costs calls.
            if compared.found.len() >= MAX_SHOWN {
                compared.not_shown += 1;
                continue;
            }
            match self.found(&noticed, class) {
                Some(found) => {
                    if found.difference.kind.is_routing() {
                        compared.when = compared.when.or(self.sets.get(noticed.when));
                    }
                    CausedDifference::add(&mut compared.found, found);
                }
                // Whether a caller can stay from one change of hours to the next is left to calls.
                None if noticed.what != Notice::Routing
                    && (noticed.route.changes.len() > 1 || self.matching.is_retold()) => {}
                None => compared.not_shown += 1,
            }
        }
    }

    /// Leaves out what is told already: the same key of the same menu after a misstep or on a longer way, and what a change
    /// of hours during a call does where the same cause routes calls that no change interrupts.
    fn newest(&mut self, noticed: Vec<Noticed>) -> Vec<Noticed> {
        let mut told: HashMap<_, SetId> = HashMap::new();
        let uninterrupted = noticed.iter().filter(|noticed| noticed.route.changes.is_empty());
        let causes: HashSet<Cause> = uninterrupted
            .filter(|noticed| noticed.what == Notice::Routing)
            .map(|noticed| noticed.cause(self.plans))
            .collect();
        let mut news = Vec::new();
        for mut noticed in noticed {
            if let Notice::Sound(_) = noticed.what {
                let parting = noticed.parting(self.plans);
                if parting.is_real && causes.contains(&noticed.cause(self.plans)) {
                    continue;
                }
            }
            if noticed.what == Notice::Routing {
                let cause = noticed.cause(self.plans);
                if !noticed.route.changes.is_empty() && causes.contains(&cause) {
                    continue;
                }
                let cell = (steps(noticed.from), noticed.route.acts.last().copied(), cause);
                let known = told.entry(cell).or_insert(TimeSets::NONE);
                noticed.when = self.sets.minus(noticed.when, *known);
                *known = self.sets.or(*known, noticed.when);
            }
            if noticed.when != TimeSets::NONE {
                news.push(noticed);
            }
        }
        news
    }

    /// A number that only one plan answers is one difference at all times, whatever answers when: shown by calls that get
    /// somewhere, where there are such calls.
    fn one_for_a_line(&mut self, news: &mut Vec<Noticed>) {
        let is_line = |noticed: &Noticed| {
            matches!(
                noticed.parting(self.plans).kind(),
                Some(DifferenceKind::NewLine | DifferenceKind::RemovedLine)
            )
        };
        let arrives = |node: Node| {
            node.outcome().is_none_or(|outcome| {
                !matches!(
                    outcome.kind(),
                    OutcomeKind::Disconnected | OutcomeKind::Dropped | OutcomeKind::NotInService
                )
            })
        };
        let lines: Vec<usize> = (0..news.len()).filter(|&index| is_line(&news[index])).collect();
        let best =
            lines.iter().copied().find(|&index| arrives(news[index].to.old) || arrives(news[index].to.new));
        if let Some(best) = best.or(lines.first().copied()) {
            let when = lines
                .iter()
                .map(|&index| news[index].when)
                .fold(TimeSets::NONE, |one, other| self.sets.or(one, other));
            news[best].when = when;
            let mut at = 0;
            news.retain(|_| {
                at += 1;
                at - 1 == best || !lines.contains(&(at - 1))
            });
        }
    }

    fn found(&mut self, noticed: &Noticed, class: &CallerClass) -> Option<CausedDifference> {
        let when = self.sets.get(noticed.when).clone();
        let proof = match noticed.what {
            Notice::Routing => WitnessProof::Ends,
            Notice::Sound(Sound { heard: SpeechDifference::OtherPace, .. }) | Notice::Pace(_) => {
                WitnessProof::Times
            }
            Notice::Sound(_) => WitnessProof::Words,
        };
        let witness =
            witness(&mut self.pair, self.matching, &noticed.route, &when, noticed.to, proof, self.sets);
        // How a step waits is said in words: a call along the way need not show it, as where nobody presses a key early.
        if witness.is_none() && !matches!(noticed.what, Notice::Pace(_)) {
            return None;
        }
        let parting = noticed.parting(self.plans);
        let kind = match noticed.what {
            Notice::Routing => parting.kind().unwrap_or_else(|| routed(noticed.to)),
            Notice::Sound(Sound { heard: SpeechDifference::OtherPace, .. }) | Notice::Pace(_) => {
                DifferenceKind::Timing
            }
            Notice::Sound(_) => DifferenceKind::Wording,
        };
        let cause = match noticed.what {
            Notice::Routing => noticed.cause(self.plans),
            Notice::Sound(sound) => noticed.sound_cause(self.plans, sound),
            Notice::Pace(steps) => {
                let BeforeAfter { old, new } =
                    self.plans.zip(steps).map(|(plan, step)| Some(plan.step(step).origin.span));
                Cause { old, new }
            }
        };
        let words = match noticed.what {
            Notice::Pace(BeforeAfter { old, new }) => {
                pace(&self.plans.old.step(old).kind, &self.plans.new.step(new).kind).unwrap_or_default()
            }
            _ => BeforeAfter::default(),
        };
        let side =
            |((node, events), (decided, words)): ((Node, Vec<CallEvent>), (Option<CallEvent>, String))| {
                PlanSide {
                    outcome: node.outcome(),
                    waits_at: node.step(),
                    events,
                    decided,
                    contact: None,
                    words,
                }
            };
        let BeforeAfter { old, new } =
            noticed.to.zip(noticed.events.clone()).zip(parting.decided.zip(words)).map(side);
        let told = match noticed.what {
            Notice::Sound(Sound { heard: SpeechDifference::OtherHours(_), .. }) => Some(cause),
            _ => None,
        };
        let met = vec![AffectedCallers { by: class.clone(), when }];
        let number = Some(self.pair.phones.old.call().dialled());
        let route = noticed.route.clone();
        let difference = Difference { kind, number, met, by_all: false, route, old, new, witness };
        Some(CausedDifference { cause, difference, only_tells_hours: told.is_some() })
    }
}

/// The messages that are said, in order.
fn messages<'e>(plan: &'e Plan, events: &'e [CallEvent]) -> impl Iterator<Item = StepId> + 'e {
    let spoken = utterances(events).map(|(_, utterance)| utterance.step);
    spoken.filter(|step| matches!(plan.step(*step).kind, StepKind::Message(_)))
}

/// Whether calls at these nodes have parted for good: one has ended and the other goes on, or they have ended otherwise.
fn ends_otherwise(matching: &Matching, to: BeforeAfter<Node>) -> bool {
    match (to.old.outcome(), to.new.outcome()) {
        (Some(old), Some(new)) => !matching.ends_alike(&old, &new),
        (None, None) => false,
        // Where one call still asks the outside, it is not known yet.
        _ => to.old.asked().is_none() && to.new.asked().is_none(),
    }
}

/// The kind of a difference whose decisions do not tell.
fn routed(to: BeforeAfter<Node>) -> DifferenceKind {
    match (to.old.outcome(), to.new.outcome()) {
        (Some(old), Some(new)) if old.kind() != new.kind() => DifferenceKind::Outcome,
        _ => DifferenceKind::Destination,
    }
}

fn steps(nodes: BeforeAfter<Node>) -> BeforeAfter<Option<StepId>> {
    nodes.map(|node| node.step())
}
