use jiff::{SignedDuration, Timestamp};

use super::act::Act;
use super::route::Route;
use crate::call::{Call, CallSpec, Caller, Decision, EventKind, KeySequence, Phase, Press};
use crate::number::PhoneNumber;
use crate::plan::{Key, Plan, StepKind};
use crate::time::TimeSet;

/// A call that shows something, ready to be made again by anybody: `ivrsim call NUMBER --press KEYS --at TIME`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "counterexample")]
pub struct Witness {
    /// The number to dial.
    pub number: PhoneNumber,
    /// Who calls.
    pub caller: Caller,
    /// When to dial.
    pub at: Timestamp,
    /// What to press.
    pub keys: KeySequence,
}

impl Witness {
    /// The call, to be made again.
    #[must_use]
    pub fn spec(&self) -> CallSpec {
        CallSpec { number: self.number, caller: self.caller, at: self.at, keys: self.keys.clone() }
    }

    /// A call along a route at one of some instants, whose account `confirms` accepts. Instants are tried that people like:
    /// the beginning of a long span first. Prompts and pauses take time here, so that a call dialed at the very end of a
    /// span may fare otherwise: then one is tried that comes to its end in time.
    pub fn find(
        plan: &Plan,
        number: PhoneNumber,
        caller: Caller,
        route: &Route,
        when: &TimeSet,
        mut confirms: impl FnMut(&Self) -> bool,
    ) -> Option<Self> {
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
                if let Some(found) = Self::spoken_to(plan, number, caller, route, change, &mut confirms) {
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
                    let drive = RouteDriver::along(plan, number, caller, at, route, change);
                    let witness = Self { number, caller, at, keys: KeySequence::from(drive.presses.clone()) };
                    if confirms(&witness) {
                        return Some(witness);
                    }
                    let took = drive.decided.duration_since(at);
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
}

impl Witness {
    /// A call along a route in which hours change after so many acts, at an instant, while the caller is spoken to: it is
    /// dialed so that the change is when one thing is said, or else the next.
    fn spoken_to(
        plan: &Plan,
        number: PhoneNumber,
        caller: Caller,
        route: &Route,
        (acts, change): (usize, Timestamp),
        mut confirms: impl FnMut(&Self) -> bool,
    ) -> Option<Self> {
        let second = SignedDuration::from_secs(1);
        let whole = |time: SignedDuration| SignedDuration::from_secs(time.as_secs()) + second;
        let mut index = 0;
        let mut most = 0;
        // Hours that change while one thing is said may keep the next from being said.
        while index <= most {
            let mut at = change.checked_sub(second).ok()?;
            // What is said before takes its time, which may depend on the time.
            for _ in 0..4 {
                let drive = RouteDriver::along(plan, number, caller, at, route, None);
                let spoken: Vec<(Timestamp, Timestamp)> = drive.spoken_after(acts).collect();
                let witness = Self { number, caller, at, keys: KeySequence::from(drive.presses.clone()) };
                if confirms(&witness) {
                    return Some(witness);
                }
                most = spoken.len().min(MAX_SPOKEN).max(most);
                let early = match spoken.get(index) {
                    // In whole seconds, if it takes one.
                    Some((from, to)) => whole(from.duration_since(at)).min(to.duration_since(at)),
                    // Hours had changed before it could be said: the call needs more time to come there.
                    None => change.duration_since(at) + whole(drive.now.duration_since(at)),
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
}

/// A call that is made along a route, in its own time.
struct RouteDriver<'p> {
    call: Call<&'p Plan>,
    now: Timestamp,
    presses: Vec<Press>,
    /// When the last act was done, or the one before which hours change.
    decided: Timestamp,
    /// When something was said to the caller, who had no say: after how many acts, from when and until when.
    spoken: Vec<(usize, Timestamp, Timestamp)>,
    acts: usize,
}

impl<'p> RouteDriver<'p> {
    fn along(
        plan: &'p Plan,
        number: PhoneNumber,
        caller: Caller,
        at: Timestamp,
        route: &Route,
        change: Option<(usize, Timestamp)>,
    ) -> Self {
        let call = Call::dial(plan, number, caller, at);
        let mut drive = Self { call, now: at, presses: Vec::new(), decided: at, spoken: Vec::new(), acts: 0 };
        for (index, act) in route.acts.iter().enumerate() {
            // Pauses are counted from where the call is: whoever waits anyway does not wait for the end of a prompt first.
            if let Some((_, until)) = change.filter(|&(before, _)| before == index) {
                drive.decided = drive.now;
                while drive.now < until && drive.presses.len() < MAX_PRESSES {
                    drive.pause();
                }
            }
            if *act != Act::Silence {
                drive.wait_to_be_heard();
            }
            if change.is_none() {
                drive.decided = drive.now;
            }
            drive.acts += 1;
            drive.act(*act);
        }
        if route.change_after() == Some(route.acts.len()) {
            drive.wait_to_be_heard();
        }
        // Whoever has nothing left to press waits anyway.
        let waits = drive.presses.iter().rev().take_while(|press| **press == Press::Pause).count();
        drive.presses.truncate(drive.presses.len() - waits);
        drive
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Dial => {}
            Act::Key(key) | Act::OtherKey(key) => self.press(key),
            Act::Silence => self.stay_silent(),
            Act::Entry(digits) => {
                digits.keys().for_each(|key| self.press(key));
                let Phase::Collecting { step } = self.call.state().phase else { return };
                let terminator = match &self.call.plan().step(step).kind {
                    StepKind::Input(input) => input.terminator,
                    _ => None,
                };
                if let Some(key) = terminator {
                    self.press(key);
                }
                while matches!(self.call.state().phase, Phase::Collecting { .. }) {
                    self.pause();
                }
            }
        }
    }

    fn press(&mut self, key: Key) {
        self.call.handle_key(self.now, key);
        self.presses.push(Press::Key(key));
    }

    /// Pauses until the system has noticed that nothing is pressed.
    fn stay_silent(&mut self) {
        let mut noticed = false;
        while !noticed && self.call.outcome().is_none() && self.presses.len() < MAX_PRESSES {
            self.call.skip_events();
            self.pause();
            while let Some(event) = self.call.poll_event() {
                noticed |= matches!(event.what, EventKind::Decided(Decision::NoInput { .. }));
            }
        }
    }

    fn pause(&mut self) {
        let until = self.now.checked_add(KeySequence::PAUSE).unwrap_or(Timestamp::MAX);
        while self.pass_time(until) {}
        self.now = until;
        self.presses.push(Press::Pause);
    }

    fn wait_to_be_heard(&mut self) {
        while !self.call.listens() && self.pass_time(Timestamp::MAX) {}
    }

    fn pass_time(&mut self, until: Timestamp) -> bool {
        let state = self.call.state();
        let is_spoken_to = matches!(state.phase, Phase::Speaking { .. }) && !state.waits(self.call.plan());
        let from = self.call.phase_began();
        let Some(at) = self.call.elapse(until) else { return false };
        if is_spoken_to {
            self.spoken.push((self.acts, from, at));
        }
        self.now = at;
        true
    }

    /// From when until when things were said to the caller after so many acts.
    fn spoken_after(&self, acts: usize) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        self.spoken.iter().filter(move |(after, ..)| *after == acts).map(|&(_, from, to)| (from, to))
    }
}

/// A route with more presses and pauses than this is no call that anybody makes.
const MAX_PRESSES: usize = 400;

/// Of more things that are said one after the other the first are tried.
const MAX_SPOKEN: usize = 16;
