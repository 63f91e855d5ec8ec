//! What calls do, as far as rules ask: gathered in one look at every call that can happen.
//!
//! Calls are made by `explore`; nothing here reads from the plan what a call does. For every node of an exploration two
//! questions are answered as sets of instants: when can a caller who stands here still get out well, and when does a
//! caller who does nothing get out at all. Both are the smallest solution of the same equations, found backwards from the
//! ends of calls, so that a circle in which a caller can go round for ever answers "never".

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};

use super::context::Context;
use crate::call::{Call, Caller, Decision, Event, Part, Reason, Utterance, What, run};
use crate::explore::{
    Act, Explorer, Further, Horizon, Node, Route, SetId, TimeSets, VisitId, Walk, Witness, Work, callers,
};
use crate::hours::TimeSet;
use crate::moment::rfc3339;
use crate::plan::{Condition, LineId, Piece, Plan, StepId, StepKind};
use crate::source::Span;

/// What all calls of a plan come to, as far as rules ask.
pub(super) struct Behavior {
    /// What was done for it.
    pub(super) work: Work,
    /// Whether every call was seen. Where not, nothing is said of what never happens.
    pub(super) is_complete: bool,
    /// The steps to which some call comes.
    pub(super) reached: Vec<bool>,
    /// The steps whose hours some call has found open.
    pub(super) found_open: Vec<bool>,
    /// The steps whose hours some call has found closed.
    pub(super) found_closed: Vec<bool>,
    /// Menus and inputs from which, at some time, no keys lead to a good end, with a call that shows it.
    pub(super) trapped: BTreeMap<StepId, Shown>,
    /// Menus that answer at a time at which all that they offer is closed.
    pub(super) idle: BTreeMap<StepId, Shown>,
    /// Menus and inputs at which a silent caller goes round for ever.
    pub(super) endless: BTreeMap<StepId, Shown>,
    /// Prompts with a placeholder that has nothing to say in some call.
    pub(super) holes: BTreeMap<Span, (StepId, &'static str, Shown)>,
}

/// A call that shows something.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The first instant of the first span, and the end of that span.
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
    witness: Option<Witness>,
}

/// What an act at a node led to, at some instants.
struct Edge {
    from: Node,
    act: Act,
    to: Node,
    when: SetId,
    /// Whether hours had changed since dialling; such instants are single seconds.
    crossing: bool,
    /// Whether a closed step sent the call on.
    is_closed: bool,
    /// Whether the call came to some step.
    arrives: bool,
}

/// A time that is shorter hardly matters to anybody.
const WORTH_TELLING: SignedDuration = SignedDuration::from_mins(10);

impl Behavior {
    /// Makes every call of the plan that can begin in the time that matters.
    pub(super) fn of(context: &Context<'_>) -> Self {
        let plan = context.plan;
        let (from, to) = context.horizon();
        let horizon = Horizon { from, to };
        let no = || vec![false; plan.steps().len()];
        let mut behavior = Self {
            work: Work::default(),
            is_complete: true,
            reached: no(),
            found_open: no(),
            found_closed: no(),
            trapped: BTreeMap::new(),
            idle: BTreeMap::new(),
            endless: BTreeMap::new(),
            holes: BTreeMap::new(),
        };
        let mut explorer = Explorer::new(plan, horizon);
        for (line, _) in plan.lines() {
            for caller in who_calls(plan, line, horizon) {
                behavior.line(&mut explorer, line, caller);
            }
        }
        behavior.work = explorer.work();
        behavior
    }

    fn line(&mut self, explorer: &mut Explorer<'_>, line: LineId, caller: Caller) {
        let plan = explorer.plan();
        let mut edges = Vec::new();
        let mut holes: Vec<(Span, StepId, &str, VisitId, Act, SetId)> = Vec::new();
        let walk = explorer.watch(line, caller, |seen| {
            let events = &seen.step.heard;
            self.note(events);
            for (span, step, word) in holes_in(plan, events) {
                if !self.holes.contains_key(&span) && !holes.iter().any(|(known, ..)| *known == span) {
                    holes.push((span, step, word, seen.visit, seen.act, seen.when));
                }
            }
            let decided = |wanted: fn(&Decision) -> bool| {
                events.iter().any(|event| matches!(&event.what, What::Decided(decision) if wanted(decision)))
            };
            edges.push(Edge {
                from: seen.from,
                act: seen.act,
                to: seen.step.to,
                when: seen.when,
                crossing: seen.visits[seen.visit.index()].crossing,
                is_closed: decided(|decision| matches!(decision, Decision::Closed(..))),
                arrives: decided(|decision| matches!(decision, Decision::Arrives(_))),
            });
            Further::GoOn
        });
        self.is_complete &= walk.complete;
        let call = Calls { plan, line, caller, walk: &walk, begins: explorer.horizon().from };
        for (span, step, word, visit, act, when) in holes {
            let shown = call.shown(
                visit,
                act,
                when,
                explorer.sets(),
                |what| matches!(what, What::Speaks(utterance) if utterance.step == step),
            );
            self.holes.extend(shown.map(|shown| (span, (step, word, shown))));
        }
        if walk.complete {
            let all = explorer.horizon().instants();
            let sets = explorer.sets();
            let all = sets.add(all);
            let good =
                reaching(&edges, all, sets, |edge| match edge.to.outcome().map(|outcome| outcome.reason) {
                    Some(Reason::HungUp) => !edge.act.is_misstep(),
                    Some(Reason::PutThrough | Reason::TakesMessage) => true,
                    _ => false,
                });
            call.never(&good, sets, &mut self.trapped);
            let silent: Vec<Edge> = edges.extract_if(.., |edge| edge.act == Act::Silence).collect();
            let ends = reaching(&silent, all, sets, |edge| edge.to.outcome().is_some());
            call.never(&ends, sets, &mut self.endless);
            call.idle(&edges, sets, &mut self.idle);
        }
    }

    fn note(&mut self, events: &[Event]) {
        for event in events {
            match event.what {
                What::Decided(Decision::Arrives(step)) => self.reached[step.index()] = true,
                What::Decided(Decision::Open(step, _)) => self.found_open[step.index()] = true,
                What::Decided(Decision::Closed(step, _)) => self.found_closed[step.index()] = true,
                _ => {}
            }
        }
    }
}

/// Callers of each kind that the line treats otherwise. Those who differ by their clock only come to the same steps, if at
/// other times: the one whose zone is not known calls for all of them.
fn who_calls(plan: &Plan, line: LineId, horizon: Horizon) -> Vec<Caller> {
    let asks = |condition: &Condition| {
        !matches!(condition, Condition::Open(_) | Condition::Closed(_) | Condition::Entered(_))
    };
    let asks_caller = plan.steps_of(line).into_iter().any(|step| match &plan.step(step).kind {
        StepKind::Switch(switch) => switch.cases.iter().flat_map(|case| &case.conditions).any(asks),
        _ => false,
    });
    if asks_caller {
        callers(&[(plan, line)], horizon).into_iter().map(|class| class.caller).collect()
    } else {
        vec![Caller::default()]
    }
}

/// The prompts among these events that leave a hole where a placeholder stands.
fn holes_in(plan: &Plan, events: &[Event]) -> Vec<(Span, StepId, &'static str)> {
    let spoken = events.iter().filter_map(|event| match event.what {
        What::Speaks(utterance) => Some(utterance),
        _ => None,
    });
    let hole = |utterance: Utterance| {
        let prompt = utterance.prompt(plan)?;
        let word = prompt.pieces.iter().find_map(|piece| match piece {
            Piece::Hours if utterance.hours.is_none() => Some("{hours}"),
            Piece::NextOpen if utterance.hours.is_none() => Some("{next_open}"),
            Piece::Entered if utterance.entered.is_empty() && utterance.part == Part::Prompt => {
                Some("{entered}")
            }
            _ => None,
        });
        Some((prompt.span, utterance.step, word?))
    };
    spoken.filter_map(hole).collect()
}

/// For each node the instants at which some acts lead from it to an end that counts.
fn reaching(
    edges: &[Edge],
    all: SetId,
    sets: &mut TimeSets,
    counts: impl Fn(&Edge) -> bool,
) -> HashMap<Node, SetId> {
    let mut into: HashMap<Node, Vec<&Edge>> = HashMap::new();
    let mut reached: HashMap<Node, SetId> = HashMap::new();
    let mut waiting: Vec<Node> = Vec::new();
    let mut widen = |node: Node, more: SetId, sets: &mut TimeSets, waiting: &mut Vec<Node>| {
        let known = reached.entry(node).or_insert(TimeSets::NONE);
        if *known == all || more == TimeSets::NONE {
            return *known;
        }
        let both = sets.or(*known, more);
        if both != *known {
            *known = both;
            waiting.push(node);
        }
        both
    };
    for edge in edges {
        into.entry(edge.to).or_default().push(edge);
        if counts(edge) {
            widen(edge.from, edge.when, sets, &mut waiting);
        }
    }
    while let Some(node) = waiting.pop() {
        let here = widen(node, TimeSets::NONE, sets, &mut waiting);
        for edge in into.get(&node).into_iter().flatten() {
            let more = sets.and(edge.when, here);
            widen(edge.from, more, sets, &mut waiting);
        }
    }
    reached
}

/// The calls of one caller on one line.
struct Calls<'a> {
    plan: &'a Plan,
    line: LineId,
    caller: Caller,
    walk: &'a Walk<Node, Vec<Event>>,
    /// When the looking begins.
    begins: Timestamp,
}

impl Calls<'_> {
    /// The steps that wait at instants that are in none of these sets.
    fn never(
        &self,
        sets_of: &HashMap<Node, SetId>,
        sets: &mut TimeSets,
        found: &mut BTreeMap<StepId, Shown>,
    ) {
        for visit in self.walk.visits().iter().filter(|visit| !visit.crossing) {
            let node = self.walk.node(visit);
            let (Some(step), Some((before, act))) = (node.step(), visit.came) else { continue };
            if found.contains_key(&step) {
                continue;
            }
            let known = sets_of.get(node).copied().unwrap_or(TimeSets::NONE);
            let rest = sets.minus(visit.when, known);
            found.extend(self.shown(before, act, rest, sets, comes_to(step)).map(|shown| (step, shown)));
        }
    }

    /// The menus that wait while every step behind their keys is closed.
    fn idle(&self, edges: &[Edge], sets: &mut TimeSets, found: &mut BTreeMap<StepId, Shown>) {
        let mut alive: HashMap<Node, SetId> = HashMap::new();
        let mut is_closed: HashMap<Node, bool> = HashMap::new();
        for edge in edges.iter().filter(|edge| matches!(edge.act, Act::Key(_)) && !edge.crossing) {
            let serves = match edge.to.outcome().map(|outcome| outcome.reason) {
                Some(Reason::PutThrough | Reason::TakesMessage) => true,
                Some(Reason::HungUp) => edge.arrives && !edge.is_closed,
                Some(_) => false,
                None => edge.to.step() != edge.from.step(),
            };
            *is_closed.entry(edge.from).or_default() |= edge.is_closed;
            if serves {
                let known = alive.entry(edge.from).or_insert(TimeSets::NONE);
                *known = sets.or(*known, edge.when);
            }
        }
        let closes = |node: &Node| is_closed.get(node).copied().unwrap_or_default();
        for visit in self.walk.visits().iter().filter(|visit| !visit.crossing) {
            let node = self.walk.node(visit);
            let (Some(step), Some((before, act))) = (node.step(), visit.came) else { continue };
            if closes(node) && !found.contains_key(&step) {
                let known = alive.get(node).copied().unwrap_or(TimeSets::NONE);
                let rest = sets.minus(visit.when, known);
                found.extend(self.shown(before, act, rest, sets, comes_to(step)).map(|shown| (step, shown)));
            }
        }
    }

    /// A call that does an act at a visit, at one of these instants, in which something happens that `shows` what it is
    /// for. None: there are no instants worth telling.
    fn shown(
        &self,
        visit: VisitId,
        act: Act,
        when: SetId,
        sets: &TimeSets,
        shows: impl Fn(What) -> bool,
    ) -> Option<Shown> {
        let worth = |(from, to): &(Timestamp, Timestamp)| to.duration_since(*from) >= WORTH_TELLING;
        let mut spans = sets.get(when).spans().filter(worth);
        let first = spans.next()?;
        // What holds when the looking begins has begun before, nobody knows when; the next one is whole.
        let (from, to) = if first.0 == self.begins { spans.next().unwrap_or(first) } else { first };
        let route = Route::of(self.walk.visits(), visit, act);
        let number = self.plan.line(self.line).number.value;
        let when = TimeSet::span(from, to);
        let witness = Witness::find(self.plan, number, self.caller, &route, &when, |witness| {
            let mut call = Call::dial(self.plan, number, self.caller, witness.at);
            let mut is_shown = false;
            run::watched(&mut call, &witness.keys, |_, event| is_shown |= shows(event.what));
            is_shown
        });
        Some(Shown { from, to, witness })
    }
}

/// Whether this is a call coming to a step.
fn comes_to(step: StepId) -> impl Fn(What) -> bool {
    move |what| matches!(what, What::Decided(Decision::Arrives(to)) if to == step)
}

impl Shown {
    /// The command that makes the call.
    pub(super) fn command(&self, plan: &Plan) -> Option<String> {
        let Witness { number, caller, at, keys } = self.witness.as_ref()?;
        let press = if keys.presses().is_empty() { String::new() } else { format!(" --press '{keys}'") };
        let from = match (caller.zone, caller.number) {
            (Some(zone), _) => format!(" --from {}", zone.name()),
            (None, Some(number)) => format!(" --from {number}"),
            (None, None) => String::new(),
        };
        let at = rfc3339(*at, plan.zone);
        Some(format!("make the call: `ivrsim call {number} --at {at}{press}{from}`"))
    }

    /// Since when it is so, and until when, on the plan's clock.
    pub(super) fn when(&self, plan: &Plan) -> String {
        let (from, to) = (plan.zone.wall_clock(self.from), plan.zone.wall_clock(self.to));
        let until =
            if from.date() == to.date() { to.strftime("%H:%M") } else { to.strftime("%a %Y-%m-%d %H:%M") };
        format!("from {} to {until}", from.strftime("%a %Y-%m-%d %H:%M"))
    }
}
