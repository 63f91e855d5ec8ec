//! Calls in virtual time: no clock, no sleeping, the next instant at once.

use std::ops::Deref;

use jiff::Timestamp;

use super::engine::Call;
use super::event::CallEvent;
use super::keys::{KeySequence, Press};
use super::outcome::Outcome;
use crate::plan::Plan;

/// What became of a call and of the keys that it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// How it ended.
    pub outcome: Outcome,
    /// When it ended.
    pub ended: Timestamp,
    /// How many of the presses were made before it ended.
    pub pressed: usize,
}

/// Presses the keys as soon as the call listens, then waits until the system ends the call.
///
/// Pressing takes no time, so a menu that takes a key at once decides at the very instant at which it is reached. A pause
/// is two seconds from where the call is then. Keys that are left when the call ends are not pressed.
pub fn to_the_end<P: Deref<Target = Plan>>(call: &mut Call<P>, keys: &KeySequence) -> Run {
    watched(call, keys, |_, _| {})
}

/// As [`to_the_end`], with each event shown to `watch` in order, also those of the dialing if they are still there.
pub fn watched<P: Deref<Target = Plan>>(
    call: &mut Call<P>,
    keys: &KeySequence,
    mut watch: impl FnMut(&Call<P>, CallEvent),
) -> Run {
    let drain = |call: &mut Call<P>| {
        while let Some(event) = call.poll_event() {
            watch(call, event);
        }
    };
    Walk { now: call.began(), call, end: Call::outcome, after: drain }.through(keys)
}

/// As [`to_the_end`], but only until the outcome no longer depends on time. What happened until then can still be
/// polled: everything that the system begins to say, and every decision but the last message's to go on.
pub fn until_settled<P: Deref<Target = Plan>>(call: &mut Call<P>, keys: &KeySequence) -> Outcome {
    Walk { now: call.began(), call, end: Call::settled, after: |_: &mut Call<P>| {} }.through(keys).outcome
}

/// Only what the call comes to, for batches: words are never put together and time is let pass only where the outcome
/// depends on it.
pub fn decide<P: Deref<Target = Plan>>(call: &mut Call<P>, keys: &KeySequence) -> Outcome {
    let outcome = until_settled(call, keys);
    call.skip_events();
    outcome
}

/// A call on its way to where `end` knows its outcome. `after` is told each time that something has happened.
struct Walk<'c, P, E, A> {
    call: &'c mut Call<P>,
    now: Timestamp,
    end: E,
    after: A,
}

impl<P, E, A> Walk<'_, P, E, A>
where
    P: Deref<Target = Plan>,
    E: Fn(&Call<P>) -> Option<Outcome>,
    A: FnMut(&mut Call<P>),
{
    fn through(mut self, keys: &KeySequence) -> Run {
        (self.after)(self.call);
        let pressed = keys.presses().iter().take_while(|press| self.press(**press)).count();
        while self.pass(Timestamp::MAX) {}
        match (self.end)(self.call) {
            Some(outcome) => Run { outcome, ended: self.now, pressed },
            // A call without a timeout has ended: see the driving contract.
            None => unreachable!("a call that waits for nothing has not ended"),
        }
    }

    /// Does one thing. Gives whether the call still was there for it.
    fn press(&mut self, press: Press) -> bool {
        match press {
            Press::Key(key) => {
                while !self.call.listens() && self.pass(Timestamp::MAX) {}
                if !self.call.listens() {
                    return false;
                }
                self.call.handle_key(self.now, key);
                (self.after)(self.call);
            }
            Press::Pause => {
                let until = self.now.checked_add(KeySequence::PAUSE).unwrap_or(Timestamp::MAX);
                while self.pass(until) {}
                if (self.end)(self.call).is_some() {
                    return false;
                }
                self.now = until;
            }
        }
        true
    }

    /// Lets the next timeout happen if it is due by `until`. Gives whether it did.
    fn pass(&mut self, until: Timestamp) -> bool {
        if (self.end)(self.call).is_some() {
            return false;
        }
        let Some(at) = self.call.elapse(until) else { return false };
        self.now = at;
        (self.after)(self.call);
        true
    }
}
