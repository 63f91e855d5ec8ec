//! What calls do, as far as rules ask: gathered in one look at every call that can happen.
//!
//! Calls are made by `explore`; nothing here reads from the plan what a call does. For every node of an exploration two
//! questions are answered as sets of instants: when can a caller who stands here still get out well, and when does a
//! caller who does nothing get out at all. Both are the smallest solution of the same equations, found backwards from the
//! ends of calls, so that a circle in which a caller can go round for ever answers "never".

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use super::call_graph::{CallEdge, CallGraph, CallerAct};
use super::subject::CheckSubject;
use crate::base::source::Span;
use crate::call::{Call, CallEvent, Caller, Decision, EndReason, EventKind, PromptKind, Utterance, run};
use crate::explore::{
    AnswerTable, Explorer, Further, Horizon, Node, ReplayCommand, Route, SetId, TimeSets, Walk, Witness,
    Work, callers, example_entries, find_witness,
};
use crate::plan::{Condition, LineId, Plan, PromptPart, StepId, StepKind};
use crate::time::TimeSet;

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
    pub(super) trapped: BTreeMap<StepId, ExampleCall>,
    /// Menus that answer at a time at which all that they offer is closed.
    pub(super) idle: BTreeMap<StepId, ExampleCall>,
    /// Menus and inputs at which a silent caller goes round for ever.
    pub(super) endless: BTreeMap<StepId, ExampleCall>,
    /// Menus and inputs from which a caller who does nothing comes to people or a mailbox at some time.
    pub(super) silence_serves: Vec<bool>,
    /// Prompts with a placeholder that has nothing to say in some call.
    pub(super) holes: BTreeMap<Span, (StepId, &'static str, ExampleCall)>,
}

/// A call that shows something.
#[derive(Clone, Debug)]
pub(super) struct ExampleCall {
    /// When it is so, as people say it, on the plan's clock.
    pub(super) when: String,
    witness: Option<Witness>,
}

/// A time that is shorter hardly matters to anybody.
const WORTH_TELLING: SignedDuration = SignedDuration::from_mins(10);

impl Behavior {
    /// Makes every call of the plan that can begin in the time that matters.
    pub(super) fn of(plan: &Plan, horizon: Horizon) -> Self {
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
            silence_serves: no(),
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
        let mut ways = CallGraph::default();
        let mut holes: Vec<(Span, StepId, &str, Route, SetId)> = Vec::new();
        let walk = explorer.watch(line, caller, |seen| {
            let events = &seen.step.heard;
            self.note(events);
            for (span, step, word) in holes_in(plan, events) {
                if !self.holes.contains_key(&span) && !holes.iter().any(|(known, ..)| *known == span) {
                    holes.push((span, step, word, Route::seen(&seen), seen.when));
                }
            }
            let decided = |wanted: fn(&Decision) -> bool| {
                events
                    .iter()
                    .any(|event| matches!(&event.what, EventKind::Decided(decision) if wanted(decision)))
            };
            let is_closed = decided(|decision| matches!(decision, Decision::Closed { .. }));
            let arrives = decided(|decision| matches!(decision, Decision::Arrives(_)));
            let (from, to) = (seen.from, seen.to);
            let ends = to.outcome().map(|outcome| outcome.reason);
            ways.add(from, to, |from, to| CallEdge {
                from,
                to,
                when: seen.when,
                ends,
                done: seen.act.into(),
                crossing: seen.is_crossing(),
                is_closed,
                serves: match ends {
                    Some(end) if is_service(end) => true,
                    Some(EndReason::HungUp) => arrives && !is_closed,
                    Some(_) => false,
                    None => seen.to.step() != seen.from.step(),
                },
            });
            Further::GoOn
        });
        self.is_complete &= walk.complete;
        let answers = Rc::clone(explorer.answers());
        let horizon = explorer.horizon();
        let call = CallerCalls { plan, line, caller, walk: &walk, answers: &answers, horizon };
        for (span, step, word, route, when) in holes {
            let shown = call.shown(
                &route,
                when,
                explorer.sets(),
                |what| matches!(what, EventKind::Speaks(utterance) if utterance.step == step),
            );
            self.holes.extend(shown.map(|shown| (span, (step, word, shown))));
        }
        if walk.complete {
            let all = explorer.horizon().instants();
            let sets = explorer.sets();
            let all = sets.add(all);
            let is_good = |way: &CallEdge| match way.ends {
                Some(EndReason::HungUp) => !matches!(way.done, CallerAct::Silence | CallerAct::OtherKey),
                end => end.is_some_and(is_service),
            };
            let good = ways.reaching(all, sets, |_| true, is_good);
            call.never(|node| good[ways.id(node)], sets, &mut self.trapped);
            // What the outside answers after a silence is a part of it.
            let silence = |way: &CallEdge| matches!(way.done, CallerAct::Silence | CallerAct::Answer);
            let ends = ways.reaching(all, sets, silence, |way| way.ends.is_some());
            call.never(|node| ends[ways.id(node)], sets, &mut self.endless);
            let people = |way: &CallEdge| way.ends.is_some_and(is_service);
            let served = ways.reaching(all, sets, silence, |way| silence(way) && people(way));
            for visit in walk.visits() {
                let node = walk.node(visit);
                if let Some(step) = node.step().filter(|_| served[ways.id(node)] != TimeSets::NONE) {
                    self.silence_serves[step.index()] = true;
                }
            }
            let key = |way: &CallEdge| way.done == CallerAct::Key && !way.crossing;
            let serving = ways.united(sets, |way| key(way) && way.serves);
            let closed = ways.united(sets, |way| key(way) && way.is_closed);
            // A menu of which nothing is ever closed is open for nothing, or for what it says.
            let is_closed = |node: &Node| closed[ways.id(node)] != TimeSets::NONE;
            let known = |node: &Node| if is_closed(node) { serving[ways.id(node)] } else { all };
            call.never(known, sets, &mut self.idle);
        }
    }

    fn note(&mut self, events: &[CallEvent]) {
        for event in events {
            match event.what {
                EventKind::Decided(Decision::Arrives(step)) => self.reached[step.index()] = true,
                EventKind::Decided(Decision::Open { step, .. }) => self.found_open[step.index()] = true,
                EventKind::Decided(Decision::Closed { step, .. }) => self.found_closed[step.index()] = true,
                _ => {}
            }
        }
    }
}

/// Callers of each kind that the line treats otherwise. Those who differ by their clock only come to the same steps, if at
/// other times: the one whose zone is not known calls for all of them.
fn who_calls(plan: &Plan, line: LineId, horizon: Horizon) -> Vec<Caller> {
    let asks = |condition: &Condition| {
        !matches!(
            condition,
            Condition::Open(_)
                | Condition::Closed(_)
                | Condition::Line(_)
                | Condition::Entered(_)
                | Condition::Answer(..)
        )
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

/// Whether callers whose calls end so are served: they speak to people, or people will hear of them.
fn is_service(end: EndReason) -> bool {
    matches!(end, EndReason::PutThrough | EndReason::TakesMessage | EndReason::CallsBack)
}

/// The prompts among these events that leave a hole where a placeholder stands.
fn holes_in(plan: &Plan, events: &[CallEvent]) -> Vec<(Span, StepId, &'static str)> {
    let spoken = events.iter().filter_map(|event| match event.what {
        EventKind::Speaks(utterance) => Some(utterance),
        _ => None,
    });
    let hole = |utterance: Utterance| {
        let prompt = utterance.prompt(plan)?;
        let word = utterance.pieces(plan).iter().find_map(|piece| match piece {
            PromptPart::Hours if utterance.hours.is_none() => Some("{hours}"),
            PromptPart::NextOpen if utterance.hours.is_none() => Some("{next_open}"),
            PromptPart::Entered if utterance.entered.is_empty() && utterance.part == PromptKind::Prompt => {
                Some("{entered}")
            }
            _ => None,
        });
        Some((prompt.span, utterance.step, word?))
    };
    spoken.filter_map(hole).collect()
}

/// The calls of one caller on one line.
struct CallerCalls<'a> {
    plan: &'a Plan,
    line: LineId,
    caller: Caller,
    walk: &'a Walk<Node, Vec<CallEvent>>,
    answers: &'a AnswerTable,
    /// The time that is looked at.
    horizon: Horizon,
}

impl CallerCalls<'_> {
    /// The menus and inputs that wait at instants that are not among those known of their nodes.
    fn never(
        &self,
        known: impl Fn(&Node) -> SetId,
        sets: &mut TimeSets,
        found: &mut BTreeMap<StepId, ExampleCall>,
    ) {
        for visit in self.walk.visits().iter().filter(|visit| !visit.is_crossing()) {
            let node = self.walk.node(visit);
            let (Some(step), Some((before, act))) = (node.step(), visit.came) else { continue };
            if !found.contains_key(&step) {
                let rest = sets.minus(visit.when, known(node));
                let route = Route::of(self.walk.visits(), before, act);
                found.extend(self.shown(&route, rest, sets, comes_to(step)).map(|shown| (step, shown)));
            }
        }
    }

    /// A call along a route, at one of these instants, in which something happens that `shows` what it is for. None: there are no instants worth telling.
    fn shown(
        &self,
        route: &Route,
        when: SetId,
        sets: &TimeSets,
        shows: impl Fn(EventKind) -> bool,
    ) -> Option<ExampleCall> {
        let worth = |(from, to): &(Timestamp, Timestamp)| to.duration_since(*from) >= WORTH_TELLING;
        let mut spans = sets.get(when).spans().filter(worth);
        let first = spans.next()?;
        // What holds when the looking begins has begun before, nobody knows when; the next one is whole.
        let (from, to) = if first.0 == self.horizon.from { spans.next().unwrap_or(first) } else { first };
        let number = self.plan.line(self.line).number.value;
        let span = TimeSet::span(from, to);
        let witness = find_witness(self.plan, self.answers, (number, self.caller), route, &span, |witness| {
            let mut call = Call::dial_with(self.plan, number, self.caller, &witness.answers, witness.at);
            let mut is_shown = false;
            run::watched(&mut call, &witness.keys, |_, event| is_shown |= shows(event.what));
            is_shown
        });
        let Horizon { from, to } = self.horizon;
        let said = sets.get(when).occasions(from, to, self.plan.zone).to_string();
        Some(ExampleCall { when: said, witness })
    }
}

/// Whether this is a call coming to a step.
fn comes_to(step: StepId) -> impl Fn(EventKind) -> bool {
    move |what| matches!(what, EventKind::Decided(Decision::Arrives(to)) if to == step)
}

impl ExampleCall {
    /// The command that makes the call.
    pub(super) fn command(&self, subject: &CheckSubject<'_>) -> Option<String> {
        let witness = self.witness.as_ref()?;
        let CheckSubject { plan, plan_word, .. } = *subject;
        let examples = example_entries(plan, &plan.call(witness).record);
        let with = if examples.is_empty() {
            String::new()
        } else {
            format!(", for example with {}", examples.join(" and "))
        };
        let command = ReplayCommand { witness, plans: &[plan], plan: plan_word };
        Some(format!("make the call{with}: `{command}`"))
    }
}
