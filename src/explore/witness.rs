use jiff::{SignedDuration, Timestamp};

use super::act::Act;
use super::pressed_call::PressedCall;
use super::route::Route;
use crate::call::{Call, CallEvent, CallSpec, CallWatcher, Caller, Decision, EventKind};
use crate::number::PhoneNumber;
use crate::plan::Plan;
use crate::time::TimeSet;

/// A call that shows something, ready to be made again by anybody: `ivrsim call NUMBER --press KEYS --at TIME`.
#[doc(alias = "counterexample")]
pub type Witness = CallSpec;

/// A call along a route at one of some instants, whose account `confirms` accepts. Instants are tried that people like:
/// the beginning of a long span first. Prompts and pauses take time here, so that a call dialed at the very end of a
/// span may fare otherwise: then one is tried that comes to its end in time.
pub fn find_witness(
    plan: &Plan,
    number: PhoneNumber,
    caller: Caller,
    route: &Route,
    when: &TimeSet,
    mut confirms: impl FnMut(&Witness) -> bool,
) -> Option<Witness> {
    let spec = |at| CallSpec::new(number, at).with_caller(caller);
    let spans: Vec<(Timestamp, Timestamp)> = when.spans().collect();
    let hour =
        |(from, to): &&(Timestamp, Timestamp)| to.duration_since(*from) >= SignedDuration::from_hours(1);
    let longest = spans.iter().max_by_key(|(from, to)| to.duration_since(*from));
    let tried = [spans.iter().find(hour), spans.first(), longest, spans.last()];
    let mut tried: Vec<_> = tried.into_iter().flatten().copied().collect();
    tried.dedup();
    for (from, to) in tried {
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
            let mut early = SignedDuration::from_secs(i64::from(route.change.is_some()));
            for _ in 0..3 {
                let Ok(at) = decided.checked_sub(early) else { break };
                let change = route.change_before().map(|before| (before, from));
                let made = RouteCall::along(plan, spec(at), route, change);
                if confirms(&made.witness) {
                    return Some(made.witness);
                }
                let took = made.decided.duration_since(at);
                // A call that crosses a change must be where it waits in the second before.
                let needed = if change.is_some() { took + SignedDuration::from_secs(1) } else { took };
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
    let whole = |time: SignedDuration| SignedDuration::from_secs(time.as_secs()) + second;
    let mut index = 0;
    let mut most = 0;
    // Hours that change while one thing is said may keep the next from being said.
    while index <= most {
        let mut at = change.checked_sub(second).ok()?;
        // What is said before takes its time, which may depend on the time.
        for _ in 0..4 {
            let made = RouteCall::along(plan, spec(at), route, None);
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
    None
}

/// What came of a call that was made along a route, in its own time.
struct RouteCall {
    /// The call, to be made again.
    witness: Witness,
    /// When the last act was done, or the one before which hours change.
    decided: Timestamp,
    /// When the last act had been done.
    ended: Timestamp,
    spoken: Vec<SpokenInterval>,
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
    fn along(plan: &Plan, spec: CallSpec, route: &Route, change: Option<(usize, Timestamp)>) -> Self {
        let mut call = PressedCall::dial(plan, &spec, RouteWatcher::default());
        let mut decided = spec.at;
        for (index, act) in route.acts.iter().enumerate() {
            // Pauses are counted from where the call is: whoever waits anyway does not wait for the end of a prompt first.
            if let Some((_, until)) = change.filter(|&(before, _)| before == index) {
                decided = call.now();
                while call.now() < until && call.presses() < MAX_PRESSES {
                    call.pause();
                }
            }
            if *act != Act::Silence {
                call.wait_to_be_heard();
            }
            if change.is_none() {
                decided = call.now();
            }
            call.watcher().acts += 1;
            match act {
                Act::Silence => stay_silent(&mut call),
                act => call.press_all(*act),
            }
        }
        if route.change_after() == Some(route.acts.len()) {
            call.wait_to_be_heard();
        }
        let (ended, keys) = (call.now(), call.keys());
        let spoken = std::mem::take(&mut call.watcher().spoken);
        Self { witness: spec.with_keys(keys), decided, ended, spoken }
    }

    /// From when until when things were said to the caller after so many acts.
    fn spoken_after(&self, acts: usize) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        self.spoken.iter().filter(move |spoken| spoken.after == acts).map(|spoken| (spoken.from, spoken.to))
    }
}

/// Pauses until the system has noticed that nothing is pressed.
fn stay_silent(call: &mut PressedCall<'_, RouteWatcher>) {
    let noticed = call.watcher().no_inputs;
    while call.watcher().no_inputs == noticed
        && call.call().outcome().is_none()
        && call.presses() < MAX_PRESSES
    {
        call.pause();
    }
}

/// Notes what a call along a route must know to be dialed at the right time.
#[derive(Default)]
struct RouteWatcher {
    acts: usize,
    /// How often the system noticed that nothing was pressed.
    no_inputs: usize,
    /// Since when something is said to the caller, who has no say.
    speaking: Option<Timestamp>,
    spoken: Vec<SpokenInterval>,
}

impl<'p> CallWatcher<&'p Plan> for RouteWatcher {
    fn happened(&mut self, call: &Call<&'p Plan>, event: CallEvent) {
        match event.what {
            EventKind::Speaks(utterance) if !call.plan().step(utterance.step).kind.waits() => {
                self.speaking = Some(event.at);
            }
            EventKind::Decided(Decision::NoInput { .. }) => self.no_inputs += 1,
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

/// Of more things that are said one after the other the first are tried.
const MAX_SPOKEN: usize = 16;
