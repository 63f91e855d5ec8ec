use std::collections::{HashMap, HashSet, VecDeque};

use jiff::Timestamp;

use crate::call::{
    ArrivalCause, Call, CallEvent, CallMemory, CallSpec, CallState, CallWatcher, Caller, EndPlace,
    KeySequence, Outcome, Trail,
};
use crate::explore::{Act, Acts, EntryPreference, PressedCall};
use crate::plan::{LineId, Plan, StepId, StepKind};
use crate::time::Timetable;

/// How many keys deep a way may be. People do not remember longer ones.
const MAX_KEYS: usize = 24;
/// How many calls are tried for one line at one moment.
const MAX_CALLS: usize = 20_000;
/// How many calls are tried in one search, whatever the number of lines and moments: about a second's worth.
const MAX_CALLS_IN_ALL: usize = 500_000;
/// How many openings and closings are looked at for a moment at which a way exists.
const MAX_CHANGES: usize = 1_000;

/// Which steps a caller can come to on one line at one moment, each by the fewest keys.
struct StepSearch {
    ways: HashMap<StepId, StepSearchNode>,
    /// Whether every call was tried.
    complete: bool,
}

struct StepSearchNode {
    keys: KeySequence,
    until: Option<Timestamp>,
    /// Whether the caller has to stay silent until the system gives up waiting.
    waits: bool,
}

/// A call that is being tried, and where it has come to since it was last taken up.
type Trial<'p> = PressedCall<'p, StepsOnWay>;

/// The steps that a call has come to since somebody looked.
#[derive(Clone, Default)]
struct StepsOnWay {
    steps: Vec<(StepId, Option<Timestamp>)>,
    /// Until when all of that goes as it went, by the hours that the call has asked about.
    until: Option<Timestamp>,
}

impl<'p> CallWatcher<&'p Plan> for StepsOnWay {
    fn happened(&mut self, call: &Call<&'p Plan>, event: CallEvent) {
        let zone = call.caller_zone().zone;
        let timetable = |id| call.plan().schedule(id).schedule.in_zone(zone);
        let changes = event.asked(call.plan()).filter_map(|id| timetable(id).next_change(event.at));
        self.until = changes.chain(self.until).min();
    }

    fn look(&mut self, call: &mut Call<&'p Plan>) {
        while let Some(event) = call.poll_event() {
            self.happened(call, event);
        }
        let here = match call.settled() {
            // Where the system hangs up on whoever comes while it is closed, the call ends there, but nobody is reached.
            Some(Outcome { place: EndPlace::Step(step), because, .. }) => {
                Some(step).filter(|step| because != Some(ArrivalCause::Closed(*step)))
            }
            Some(_) => None,
            None => call.state().step(),
        };
        self.steps.extend(here.map(|step| (step, self.until)));
    }
}

/// How to come to a step: the number, the keys, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRoute {
    /// The line to dial.
    pub line: LineId,
    /// The keys to press.
    pub keys: KeySequence,
    /// When to dial: the moment that was asked about, or the next one at which a way opens.
    pub at: Timestamp,
    /// Until when this way stays as it is, as far as the hours that it depends on say.
    pub until: Option<Timestamp>,
}

impl StepSearch {
    /// Makes the calls that can be made on a line at one moment, with keys pressed at once; then those that take
    /// silence, for steps that no key leads to.
    fn of(choices: &Choices<'_>, caller: Caller, at: Timestamp, calls_left: &mut usize) -> Self {
        let Choices { plan, line, .. } = *choices;
        let mut reach = Self { ways: HashMap::new(), complete: true };
        let mut seen = HashSet::new();
        let mut silent = Vec::new();
        let spec = CallSpec::to_line(plan, line, at).with_caller(caller);
        let mut queue = VecDeque::from([Trial::dial(plan, &spec, StepsOnWay::default())]);
        let mut calls = 0;
        while let Some(mut trial) = queue.pop_front() {
            calls += 1;
            *calls_left = calls_left.saturating_sub(1);
            let is_heard = trial.wait_to_be_heard();
            reach.note(&mut trial, false);
            // The way here matters to `back` only, and that leads to where the search has been. With it, menus that lead
            // to each other would be tried in every order.
            let resting = choices.memory.resting(plan, trial.call().state());
            let state = CallState { trail: Trail::EMPTY, ..resting };
            let listening = trial.call().state().step().filter(|_| is_heard);
            let Some(step) = listening.filter(|_| seen.insert(state)) else { continue };
            let acts = choices.at(step);
            if calls > MAX_CALLS || *calls_left == 0 || trial.presses() >= MAX_KEYS {
                reach.complete &= acts.is_empty();
                continue;
            }
            for act in acts {
                let mut next = trial.clone();
                next.press_all(act);
                queue.push_back(next);
            }
            silent.push(trial);
        }
        reach.complete &= choices.acts.are_complete();
        for mut trial in silent {
            trial.wait_for_end();
            reach.note(&mut trial, true);
        }
        reach
    }

    /// Notes where the call has come to, and the hours on which that depended.
    fn note(&mut self, trial: &mut Trial<'_>, waits: bool) {
        let keys = trial.keys();
        for (step, until) in trial.watcher().steps.drain(..) {
            let keys = || keys.clone();
            self.ways.entry(step).or_insert_with(|| StepSearchNode { keys: keys(), until, waits });
        }
    }
}

/// What can be pressed on one line.
struct Choices<'p> {
    plan: &'p Plan,
    line: LineId,
    memory: CallMemory,
    acts: Acts,
}

impl<'p> Choices<'p> {
    fn on(plan: &'p Plan, line: LineId) -> Self {
        Self { plan, line, memory: CallMemory::of(plan, line), acts: Acts::chosen_by(EntryPreference::Zeros) }
    }

    /// What a caller can do at a step that leads on: each wired key, or an entry for each way that entries can go.
    fn at(&self, step: StepId) -> Vec<Act> {
        let acts = self.acts.on(self.plan, &self.memory, step);
        let leads_on = |act: &Act| match (act, &self.plan.step(step).kind) {
            (Act::Key(_), _) => true,
            (Act::Entry(digits), StepKind::Input(input)) => input.route(digits).is_some(),
            _ => false,
        };
        acts.iter().copied().filter(leads_on).collect()
    }
}

/// The steps that a caller can come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReachableSteps {
    /// In the plan's order, each with the fewest keys that lead there.
    pub all: Vec<(StepId, KeySequence)>,
    /// Whether these are all: people do not press more than two dozen keys, and not every call of a tangle is tried.
    pub complete: bool,
}

/// Every step that a caller can come to on a line at one moment, in the plan's order, each with the fewest keys that lead
/// there; see [`steps`].
#[must_use]
pub fn ways(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> Vec<(StepId, KeySequence)> {
    steps(plan, line, caller, at).all
}

/// Every step that a caller can come to on a line at one moment.
#[must_use]
pub fn steps(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> ReachableSteps {
    let mut calls_left = MAX_CALLS;
    let StepSearch { ways, complete } = StepSearch::of(&Choices::on(plan, line), caller, at, &mut calls_left);
    let mut all: Vec<(StepId, KeySequence)> =
        ways.into_iter().map(|(step, found)| (step, found.keys)).collect();
    all.sort_unstable_by_key(|(step, _)| *step);
    ReachableSteps { all, complete }
}

/// The way that can be taken first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstRoute {
    /// The way. None: none was found.
    pub way: Option<StepRoute>,
    /// Whether there is no other that can be taken earlier.
    pub complete: bool,
    /// Whether none was found only because hours are known no further: they go on, and a way may open then.
    pub goes_on: bool,
}

impl FirstRoute {
    /// No way, though there may be one.
    fn not_found() -> Self {
        Self { way: None, complete: false, goes_on: false }
    }

    /// Where what is known of hours ends, if no way was found because of that.
    #[must_use]
    pub fn known_until(&self) -> Option<Timestamp> {
        self.goes_on.then_some(Timetable::END)
    }
}

/// The way to one of the wanted steps that can be taken first; see [`first`].
#[must_use]
pub fn first_way(
    plan: &Plan,
    lines: &[LineId],
    wanted: &[StepId],
    caller: Caller,
    now: Timestamp,
) -> Option<StepRoute> {
    first(plan, lines, wanted, caller, now).way
}

/// The way to one of the wanted steps that can be taken first: now, or else at the next opening that leads there (or
/// closing: a night desk takes calls when the day's is closed). Of several at the same moment, the one with the fewest
/// keys, and one that takes silence only where there is no other.
#[must_use]
pub fn first(plan: &Plan, lines: &[LineId], wanted: &[StepId], caller: Caller, now: Timestamp) -> FirstRoute {
    let leads = |line: &LineId| plan.steps_of(*line).iter().any(|step| wanted.contains(step));
    let lines: Vec<Choices<'_>> =
        lines.iter().copied().filter(leads).map(|line| Choices::on(plan, line)).collect();
    let zone = caller.zone_under(plan).zone;
    let mut at = now;
    let mut calls_left = MAX_CALLS_IN_ALL;
    let mut complete = true;
    for _ in 0..MAX_CHANGES {
        if calls_left == 0 {
            return FirstRoute::not_found();
        }
        let mut are_all = true;
        let mut found: Vec<(LineId, StepSearchNode)> = Vec::new();
        for choices in &lines {
            let mut reach = StepSearch::of(choices, caller, at, &mut calls_left);
            are_all &= reach.complete;
            found.extend(wanted.iter().filter_map(|step| Some((choices.line, reach.ways.remove(step)?))));
        }
        if let Some((line, best)) =
            found.into_iter().min_by_key(|(_, found)| (found.waits, found.keys.presses().len()))
        {
            let way = StepRoute { line, keys: best.keys, at, until: best.until };
            return FirstRoute { way: Some(way), complete, goes_on: false };
        }
        complete &= are_all;
        let schedules = lines.iter().flat_map(|choices| plan.schedules_of(choices.line));
        let mut timetables = schedules.map(|id| plan.schedule(id).schedule.in_zone(zone));
        match timetables.clone().filter_map(|timetable| timetable.next_change(at)).min() {
            Some(change) => at = change,
            None => return FirstRoute { way: None, complete, goes_on: timetables.any(Timetable::goes_on) },
        }
    }
    FirstRoute::not_found()
}
