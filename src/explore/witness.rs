use jiff::{SignedDuration, Timestamp};

use super::act::Act;
use super::answer_table::AnswerTable;
use super::pressed_call::{PressedCall, notices_silence};
use super::route::{Route, RouteChange};
use crate::call::{Call, CallEvent, CallSpec, CallWatcher, Caller, Decision, EventKind};
use crate::number::Dialed;
use crate::plan::{Dialable, EntryPhrase, Plan, StepId, StepKind};
use crate::time::TimeSet;

/// A call that shows something, ready to be made again by anybody: `ivrsim call NUMBER --press KEYS --at TIME`.
#[doc(alias = "counterexample")]
pub type Witness = CallSpec;

/// A call along a route at one of some instants, whose account `confirms` accepts. Instants are tried that people like:
/// the beginning of a long span first. Prompts and pauses take time here, so that a call dialed at the very end of a
/// span may fare otherwise: then one is tried that comes to its end in time.
///
/// `answers` are those of the acts on the route: of the plan, or of the two plans that it was found under.
pub fn find_witness(
    plan: &Plan,
    answers: &AnswerTable,
    (number, caller): (Dialed, Caller),
    route: &Route,
    when: &TimeSet,
    mut confirms: impl FnMut(&Witness) -> bool,
) -> Option<Witness> {
    let given = route.answers(answers);
    let spec = |at| CallSpec::new(number, at).with_caller(caller).with_answers(given.clone());
    let spans: Vec<(Timestamp, Timestamp)> = when.spans().collect();
    let hour =
        |(from, to): &&(Timestamp, Timestamp)| to.duration_since(*from) >= SignedDuration::from_hours(1);
    let longest = spans.iter().max_by_key(|(from, to)| to.duration_since(*from));
    let tried = [spans.iter().find(hour), spans.first(), longest, spans.last()];
    let mut tried: Vec<_> = tried.into_iter().flatten().copied().collect();
    tried.dedup();
    for (from, to) in tried {
        if route.changes.len() > 1 {
            if let Some(found) = interrupted_often(plan, spec, route, from, &mut confirms) {
                return Some(found);
            }
            continue;
        }
        if let Some(acts) = route.change_after() {
            let change = (acts, from);
            if let Some(found) = spoken_to(plan, spec, route, change, &mut confirms) {
                return Some(found);
            }
            continue;
        }
        let middle = from.checked_add(to.duration_since(from) / 2).unwrap_or(from);
        let middle = Timestamp::from_second(middle.as_second()).unwrap_or(from);
        let last = to.checked_sub(SignedDuration::from_secs(1)).unwrap_or(from);
        for decided in [from, middle, last] {
            // First as if the call took no time until then; then dialed as much earlier as it takes.
            let mut early = SignedDuration::from_secs(i64::from(!route.changes.is_empty()));
            for _ in 0..attempts(route) {
                let Ok(at) = decided.checked_sub(early) else { break };
                let change = route.changes.first().map(|change| (*change, from));
                let made = RouteCall::along(plan, spec(at), route, change.as_slice(), 0);
                if confirms(&made.witness) {
                    return Some(made.witness);
                }
                let needed = match (made.decided, change) {
                    (Some(decided), None) => decided.duration_since(at),
                    // A call that crosses a change must be where it waits in the second before.
                    (Some(decided), Some(_)) => decided.duration_since(at) + SignedDuration::from_secs(1),
                    (None, _) => early + whole(made.ended.duration_since(at)),
                };
                if needed == early {
                    break;
                }
                early = needed;
            }
        }
    }
    None
}

/// A call along a route in which hours change after so many acts, at an instant, while the caller is spoken to: it is
/// dialed so that the change is when one thing is said, or else the next.
fn spoken_to(
    plan: &Plan,
    spec: impl Fn(Timestamp) -> CallSpec,
    route: &Route,
    (acts, change): (usize, Timestamp),
    mut confirms: impl FnMut(&Witness) -> bool,
) -> Option<Witness> {
    let second = SignedDuration::from_secs(1);
    let mut index = 0;
    let mut most = 0;
    // Hours that change while one thing is said may keep the next from being said.
    while index <= most {
        let mut at = change.checked_sub(second).ok()?;
        // What is said before takes its time, which may depend on the time.
        for _ in 0..attempts(route) {
            let made = RouteCall::along(plan, spec(at), route, &[], 0);
            if confirms(&made.witness) {
                return Some(made.witness);
            }
            let spoken: Vec<(Timestamp, Timestamp)> = made.spoken_after(acts).collect();
            most = spoken.len().min(MAX_SPOKEN).max(most);
            let early = match spoken.get(index) {
                // In whole seconds, if it takes one.
                Some((from, to)) => whole(from.duration_since(at)).min(to.duration_since(at)),
                // Hours had changed before it could be said: the call needs more time to come there.
                None => change.duration_since(at) + whole(made.ended.duration_since(at)),
            };
            let next = change.checked_sub(early).ok()?;
            if next == at {
                break;
            }
            at = next;
        }
        index += 1;
    }
    // Of what is said for some seconds only, calls that are dialed a little earlier or later hear nothing.
    if plan.steps().all(|(_, step)| step.occasion().is_none()) {
        return None;
    }
    let near = (1..=MAX_SECONDS_NEAR).filter_map(|seconds| change.checked_sub(second * seconds).ok());
    near.map(|at| RouteCall::along(plan, spec(at), route, &[], 0).witness).find(|witness| confirms(witness))
}

/// A call along a route in which hours change more than once, the last time at an instant: it is dialed so that the first
/// change comes where it must, and its caller waits for the others.
fn interrupted_often(
    plan: &Plan,
    spec: impl Fn(Timestamp) -> CallSpec,
    route: &Route,
    last: Timestamp,
    mut confirms: impl FnMut(&Witness) -> bool,
) -> Option<Witness> {
    let second = SignedDuration::from_secs(1);
    let earlier = changes_before(plan, &spec(last), last);
    for first in earlier.windows(route.changes.len() - 1).rev() {
        let instants = first.iter().copied().chain([last]);
        let changes: Vec<(RouteChange, Timestamp)> = route.changes.iter().copied().zip(instants).collect();
        let change = first.first()?;
        for pauses in 0..=MAX_PAUSES {
            let mut at = change.checked_sub(second).ok()?;
            for _ in 0..attempts(route) {
                let made = RouteCall::along(plan, spec(at), route, &changes, pauses);
                if confirms(&made.witness) {
                    return Some(made.witness);
                }
                let early = match route.change_after().map(|acts| made.spoken_after(acts).next()) {
                    Some(Some((from, to))) => (from.duration_since(at) + second).min(to.duration_since(at)),
                    Some(None) => made.ended.duration_since(at) + second,
                    None => match made.decided {
                        Some(decided) => decided.duration_since(at) + second,
                        None => change.duration_since(at) + whole(made.ended.duration_since(at)),
                    },
                };
                let next = change.checked_sub(SignedDuration::from_secs(early.as_secs())).ok()?;
                if next == at {
                    break;
                }
                at = next;
            }
        }
    }
    None
}

/// What each act of a route enters, in words, in a call that is dialed at an instant at which it can be gone. None: nothing, or no
/// step waits for it, as where the route is gone only while hours change.
pub(crate) fn entries_along(plan: &Plan, spec: &CallSpec, route: &Route) -> Vec<Option<EntryPhrase>> {
    let RouteCall { steps, switched, .. } = RouteCall::along(plan, spec.clone(), route, &[], 0);
    let is_entry = |act: &Act| matches!(act, Act::Entry(_));
    let mut phrases = Vec::new();
    for (index, (act, step)) in route.acts.iter().zip(&steps).enumerate() {
        let behind = route.acts[index + 1..].iter().position(is_entry);
        let next = behind.map_or(route.acts.len(), |behind| index + 1 + behind);
        phrases.push(match (act, step) {
            (Act::Entry(digits), Some(step)) => EntryPhrase::of(plan.step(*step), digits).map(|phrase| {
                // What switches ask of it until something else is entered.
                let asked = switched.iter().filter(|(at, ..)| (index..next).contains(at));
                asked.fold(phrase, |phrase, (_, switch, case)| match &plan.step(*switch).kind {
                    StepKind::Switch(switch) => phrase.asked_by(switch, *case, digits),
                    _ => phrase,
                })
            }),
            _ => None,
        });
    }
    phrases
}

/// So many whole seconds, and one more.
fn whole(time: SignedDuration) -> SignedDuration {
    SignedDuration::from_secs(time.as_secs() + 1)
}

/// How often a call is dialed earlier, until it comes to where it must be in time: as long as hours change too soon, each
/// attempt may come no more than one act further than the one before.
fn attempts(route: &Route) -> usize {
    4 + route.acts.len()
}

/// When the hours of a line change in a call that is still going on at an instant, in order.
fn changes_before(plan: &Plan, spec: &CallSpec, last: Timestamp) -> Vec<Timestamp> {
    let Some(Dialable::Line(line)) = plan.dial(spec.number) else { return Vec::new() };
    let Ok(from) = last.checked_sub(plan.call_limit) else { return Vec::new() };
    let zone = spec.caller.zone_under(plan).zone;
    let edges = plan.schedules_of(line).into_iter().map(|id| {
        let timetable = plan.schedule(id).schedule.in_zone(zone);
        timetable.open_times(from, last).edges().and(&TimeSet::span(from, last))
    });
    let changes = TimeSet::union(edges);
    changes.spans().map(|(at, _)| at).filter(|at| *at > from).collect()
}

/// What came of a call that was made along a route, in its own time.
struct RouteCall {
    /// The call, to be made again.
    witness: Witness,
    /// When the last act was done, or the caller began to wait for hours to change. None: they had changed before that.
    decided: Option<Timestamp>,
    /// When the last act had been done.
    ended: Timestamp,
    spoken: Vec<SpokenInterval>,
    /// At which step each act was done.
    steps: Vec<Option<StepId>>,
    /// What switches have decided, each with the act in whose course it did.
    switched: Vec<(usize, StepId, Option<usize>)>,
}

/// Something that was said to the caller, who had no say.
#[derive(Clone, Copy)]
struct SpokenInterval {
    /// After how many acts.
    after: usize,
    from: Timestamp,
    to: Timestamp,
}

impl RouteCall {
    /// Makes the acts, and waits before them until the instants of the changes. Before an act in the course of which hours
    /// change again, the caller waits some pauses more.
    fn along(
        plan: &Plan,
        spec: CallSpec,
        route: &Route,
        changes: &[(RouteChange, Timestamp)],
        pauses: usize,
    ) -> Self {
        let mut call = PressedCall::dial(plan, &spec, RouteWatcher::default());
        let mut decided = None;
        let mut done = spec.at;
        let mut steps = Vec::new();
        for (index, act) in route.acts.iter().enumerate() {
            // Pauses are counted from where the call is: whoever waits anyway does not wait for the end of a prompt first.
            for &(_, until) in changes.iter().filter(|(change, _)| *change == RouteChange::Before(index)) {
                let mut waits_since = call.waits().then(|| call.now());
                while call.now() < until && call.presses() < MAX_PRESSES {
                    call.pause();
                    if waits_since.is_none() && call.waits() && call.now() < until {
                        waits_since = Some(call.now());
                    }
                }
                decided.get_or_insert(waits_since);
            }
            if changes.iter().skip(1).any(|(change, _)| *change == RouteChange::After(index + 1)) {
                (0..pauses).for_each(|_| call.pause());
            }
            // What the outside answers was given before the call.
            if act.given().is_some() {
                steps.push(None);
                continue;
            }
            if !act.is_silence() {
                call.wait_to_be_heard();
            }
            done = call.now();
            steps.push(call.call().state().step().filter(|_| call.waits()));
            match act {
                Act::Silence | Act::Stay => stay_silent(&mut call),
                act => {
                    call.watcher().acts += 1;
                    call.watcher().act = index;
                    let _ = call.press_all(*act);
                }
            }
        }
        if route.changes.contains(&RouteChange::After(route.acts.len())) {
            call.wait_to_be_heard();
        }
        let (ended, keys) = (call.now(), call.keys());
        let RouteWatcher { spoken, switched, .. } = std::mem::take(call.watcher());
        let (witness, decided) = (spec.with_keys(keys), decided.unwrap_or(Some(done)));
        Self { witness, decided, ended, spoken, steps, switched }
    }

    /// From when until when things were said to the caller after so many acts.
    fn spoken_after(&self, acts: usize) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        self.spoken.iter().filter(move |spoken| spoken.after == acts).map(|spoken| (spoken.from, spoken.to))
    }
}

/// Pauses until the system has noticed that nothing is pressed.
fn stay_silent(call: &mut PressedCall<'_, RouteWatcher>) {
    call.watcher().is_silent = true;
    while call.watcher().is_silent && call.call().outcome().is_none() && call.presses() < MAX_PRESSES {
        call.pause();
    }
}

/// Notes what a call along a route must know to be dialed at the right time.
#[derive(Default)]
struct RouteWatcher {
    acts: usize,
    /// Whether the next act is one of silence, which is done when the system notices: what is said before is said after the act
    /// before.
    is_silent: bool,
    /// Since when something is said to the caller, who has no say.
    speaking: Option<Timestamp>,
    spoken: Vec<SpokenInterval>,
    /// Which act is the latest that presses something.
    act: usize,
    switched: Vec<(usize, StepId, Option<usize>)>,
}

impl<'p> CallWatcher<&'p Plan> for RouteWatcher {
    fn happened(&mut self, call: &Call<&'p Plan>, event: CallEvent) {
        match event.what {
            EventKind::Speaks(utterance) if !call.plan().step(utterance.step).kind.waits() => {
                self.speaking = Some(event.at);
            }
            EventKind::Decided(Decision::Case { step, case }) => {
                self.switched.push((self.act, step, Some(usize::from(case))));
            }
            EventKind::Decided(Decision::Otherwise(step)) => self.switched.push((self.act, step, None)),
            _ if notices_silence(call.plan(), event) => {
                self.acts += usize::from(self.is_silent);
                self.is_silent = false;
            }
            EventKind::Decided(Decision::GoesOn(_)) | EventKind::Ended(_) => {
                let spoken = self.speaking.take();
                self.spoken.extend(spoken.map(|from| SpokenInterval {
                    after: self.acts,
                    from,
                    to: event.at,
                }));
            }
            _ => {}
        }
    }
}

/// A route with more presses and pauses than this is no call that anybody makes.
const MAX_PRESSES: usize = 400;

/// So long a caller waits, in pauses, for a moment at which hours change while something is said.
const MAX_PAUSES: usize = 30;

/// Of more things that are said one after the other the first are tried.
const MAX_SPOKEN: usize = 16;
/// How many seconds before a change a call is tried, each, that may hear what is said at some times only.
const MAX_SECONDS_NEAR: i32 = 30;
