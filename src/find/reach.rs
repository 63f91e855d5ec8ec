use std::collections::{HashMap, HashSet, VecDeque};

use jiff::Timestamp;

use crate::call::{Because, Call, Caller, Event, Keys, Outcome, Phase, Place, Press, State, Trail};
use crate::plan::{Input, Key, LineId, Pattern, Plan, StepId, StepKind};

/// How many keys deep a way may be. People do not remember longer ones.
const MOST_KEYS: usize = 24;
/// How many calls are tried for one line at one moment.
const MOST_CALLS: usize = 20_000;
/// How many calls are tried in one search, whatever the number of lines and moments: about a second's worth.
const MOST_CALLS_IN_ALL: usize = 500_000;
/// How many openings and closings are looked at for a moment at which a way exists.
const MOST_CHANGES: usize = 1_000;

/// Which steps a caller can come to on one line at one moment, each by the fewest keys.
struct Reach {
    ways: HashMap<StepId, Found>,
}

struct Found {
    keys: Vec<Press>,
    until: Option<Timestamp>,
    /// Whether the caller has to stay silent until the system gives up waiting.
    waits: bool,
}

/// A call that is being tried: where it is, and what brought it there.
#[derive(Clone)]
struct Trial<'p> {
    call: Call<&'p Plan>,
    now: Timestamp,
    until: Option<Timestamp>,
    keys: Vec<Press>,
}

/// How to come to a step: the number, the keys, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The line to dial.
    pub line: LineId,
    /// The keys to press.
    pub keys: Keys,
    /// When to dial: the moment that was asked about, or the next one at which a way opens.
    pub at: Timestamp,
    /// Until when this way stays as it is, as far as the hours that it depends on say.
    pub until: Option<Timestamp>,
}

impl Reach {
    /// Makes the calls that can be made on a line at one moment, with keys pressed at once; then those that take
    /// silence, for steps that no key leads to.
    fn of(plan: &Plan, line: LineId, caller: Caller, at: Timestamp, calls_left: &mut usize) -> Self {
        let mut reach = Self { ways: HashMap::new() };
        let mut seen = HashSet::new();
        let mut silent = Vec::new();
        let call = Call::dial(plan, plan.line(line).number.value, caller, at);
        let mut queue = VecDeque::from([Trial { call, now: at, until: None, keys: Vec::new() }]);
        let mut calls = 0;
        while let Some(mut trial) = queue.pop_front() {
            calls += 1;
            *calls_left = calls_left.saturating_sub(1);
            reach.note(&mut trial, false);
            while !trial.call.listens() && trial.pass_time(Timestamp::MAX) {
                reach.note(&mut trial, false);
            }
            let listening = trial.call.state().step().filter(|_| trial.call.listens());
            // The way here matters to `back` only, and that leads to where the search has been. With it, menus that lead
            // to each other would be tried in every order.
            let state = State { trail: Trail::EMPTY, ..*trial.call.state() };
            let Some(step) = listening.filter(|_| seen.insert(state)) else { continue };
            if calls > MOST_CALLS || *calls_left == 0 || trial.keys.len() >= MOST_KEYS {
                continue;
            }
            for entry in entries(&plan.step(step).kind) {
                let mut next = trial.clone();
                for key in entry {
                    next.press(key);
                }
                next.complete_entry();
                queue.push_back(next);
            }
            silent.push(trial);
        }
        for mut trial in silent {
            while trial.pass_time(Timestamp::MAX) {
                reach.note(&mut trial, true);
            }
        }
        reach
    }

    /// Notes where the call is, and the hours on which that depended.
    fn note(&mut self, trial: &mut Trial<'_>, waits: bool) {
        trial.look_at_hours();
        let here = match trial.call.settled() {
            // Where the system hangs up on whoever comes while it is closed, the call ends there, but nobody is reached.
            Some(Outcome { place: Place::Step(step), because, .. }) => {
                Some(step).filter(|step| because != Some(Because::Closed(*step)))
            }
            Some(_) => None,
            None => trial.call.state().step(),
        };
        if let Some(step) = here {
            let keys = || {
                // Whoever has pressed the last key waits anyway.
                let pauses = trial.keys.iter().rev().take_while(|press| **press == Press::Pause).count();
                trial.keys[..trial.keys.len() - pauses].to_vec()
            };
            let until = trial.until;
            self.ways.entry(step).or_insert_with(|| Found { keys: keys(), until, waits });
        }
    }
}

impl Trial<'_> {
    fn press(&mut self, key: Key) {
        self.call.handle_key(self.now, key);
        self.keys.push(Press::Key(key));
    }

    /// Lets the next timeout happen if it is due by `until`. Gives whether it did.
    fn pass_time(&mut self, until: Timestamp) -> bool {
        let Some(at) = self.call.elapse(until) else { return false };
        self.now = at;
        true
    }

    /// An entry that no key completes is complete when the system has waited for another digit: pauses until then.
    fn complete_entry(&mut self) {
        while matches!(self.call.state().phase, Phase::Collecting { .. }) {
            let until = self.now.checked_add(Keys::PAUSE).unwrap_or(Timestamp::MAX);
            while self.pass_time(until) {}
            self.now = until;
            self.keys.push(Press::Pause);
        }
    }

    /// Narrows the time for which this goes as it goes now, by the hours that the call has asked about.
    fn look_at_hours(&mut self) {
        let events: Vec<Event> = std::iter::from_fn(|| self.call.poll_event()).collect();
        let plan = self.call.plan();
        let zone = self.call.caller_zone().zone;
        for event in events {
            let changes = event
                .asked(plan)
                .filter_map(|id| plan.schedule(id).schedule.in_zone(zone).next_change(event.at));
            self.until = changes.chain(self.until).min();
        }
    }
}

/// What a caller can press at a step that leads on: each wired key, or an entry for each way that entries can go.
fn entries(kind: &StepKind) -> Vec<Vec<Key>> {
    match kind {
        StepKind::Menu(menu) => menu.choices().map(|(key, _)| vec![key]).collect(),
        StepKind::Input(input) => {
            let routes = input.routes.iter().map(|(pattern, _)| example(input, pattern));
            let other = input.then.and_then(|_| Pattern::parse(&"x".repeat(usize::from(input.fewest))).ok());
            routes.chain(other.map(|pattern| example(input, &pattern))).collect()
        }
        StepKind::Switch(_) | StepKind::Message(_) | StepKind::Destination(_) | StepKind::Voicemail(_) => {
            Vec::new()
        }
    }
}

/// An entry that the pattern means, complete.
fn example(input: &Input, pattern: &Pattern) -> Vec<Key> {
    let mut keys = pattern.example();
    if keys.len() < usize::from(input.most) {
        keys.extend(input.terminator);
    }
    keys
}

/// Every step that a caller can come to on a line at one moment, in the plan's order, each with the fewest keys that lead
/// there.
#[must_use]
pub fn ways(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> Vec<(StepId, Keys)> {
    let mut calls_left = MOST_CALLS;
    let reach = Reach::of(plan, line, caller, at, &mut calls_left);
    let mut ways: Vec<(StepId, Keys)> =
        reach.ways.into_iter().map(|(step, found)| (step, Keys::from(found.keys))).collect();
    ways.sort_unstable_by_key(|(step, _)| *step);
    ways
}

/// The way to one of the wanted steps that can be taken first: now, or else at the next opening that leads there (or
/// closing: a night desk takes calls when the day's is closed). Of several at the same moment, the one with the fewest
/// keys, and one that takes silence only where there is no other.
#[must_use]
pub fn first_way(
    plan: &Plan,
    lines: &[LineId],
    wanted: &[StepId],
    caller: Caller,
    now: Timestamp,
) -> Option<Way> {
    let lines: Vec<LineId> = lines
        .iter()
        .copied()
        .filter(|&line| plan.steps_of(line).iter().any(|step| wanted.contains(step)))
        .collect();
    let zone = caller.zone_under(plan).zone;
    let mut at = now;
    let mut calls_left = MOST_CALLS_IN_ALL;
    for _ in 0..MOST_CHANGES {
        if calls_left == 0 {
            return None;
        }
        let ways = lines.iter().flat_map(|&line| {
            let mut reach = Reach::of(plan, line, caller, at, &mut calls_left);
            let found: Vec<Found> = wanted.iter().filter_map(|step| reach.ways.remove(step)).collect();
            found.into_iter().map(move |found| (line, found))
        });
        if let Some((line, best)) = ways.min_by_key(|(_, found)| (found.waits, found.keys.len())) {
            return Some(Way { line, keys: Keys::from(best.keys), at, until: best.until });
        }
        let schedules = lines.iter().flat_map(|&line| plan.schedules_of(line));
        at = schedules
            .filter_map(|schedule| plan.schedule(schedule).schedule.in_zone(zone).next_change(at))
            .min()?;
    }
    None
}
