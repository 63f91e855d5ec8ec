//! Calls in virtual time: no clock, no sleeping, the next instant at once.

use std::ops::Deref;

use jiff::Timestamp;

use super::{Call, Event, Keys, Outcome, Press};
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
pub fn to_the_end<P: Deref<Target = Plan>>(call: &mut Call<P>, keys: &Keys) -> Run {
    watched(call, keys, |_, _| {})
}

/// As [`to_the_end`], with each event shown to `watch` in order, also those of the dialling if they are still there.
pub fn watched<P: Deref<Target = Plan>>(
    call: &mut Call<P>,
    keys: &Keys,
    mut watch: impl FnMut(&Call<P>, Event),
) -> Run {
    let mut now = call.began();
    let mut pressed = 0;
    drain(call, &mut watch);
    for press in keys.presses() {
        match press {
            Press::Key(key) => {
                while !call.listens() && step(call, &mut now, Timestamp::MAX, &mut watch) {}
                if !call.listens() {
                    break;
                }
                call.handle_key(now, *key);
                drain(call, &mut watch);
            }
            Press::Pause => {
                let until = now.checked_add(Keys::PAUSE).unwrap_or(Timestamp::MAX);
                while step(call, &mut now, until, &mut watch) {}
                if call.outcome().is_some() {
                    break;
                }
                now = until;
            }
        }
        pressed += 1;
    }
    while step(call, &mut now, Timestamp::MAX, &mut watch) {}
    match call.outcome() {
        Some(outcome) => Run { outcome, ended: now, pressed },
        // A call without a timeout has ended: see the driving contract.
        None => unreachable!("a call that waits for nothing has not ended"),
    }
}

/// Lets the next timeout happen if it is due by `until`. Gives whether it did.
fn step<P: Deref<Target = Plan>>(
    call: &mut Call<P>,
    now: &mut Timestamp,
    until: Timestamp,
    watch: &mut impl FnMut(&Call<P>, Event),
) -> bool {
    match call.poll_timeout().filter(|&at| at <= until) {
        Some(at) => {
            *now = at;
            call.handle_timeout(at);
            drain(call, watch);
            true
        }
        None => false,
    }
}

fn drain<P: Deref<Target = Plan>>(call: &mut Call<P>, watch: &mut impl FnMut(&Call<P>, Event)) {
    while let Some(event) = call.poll_event() {
        watch(call, event);
    }
}

/// Only what the call comes to, for batches: words are never put together and time is let pass only where the outcome
/// depends on it.
pub fn decide<P: Deref<Target = Plan>>(call: &mut Call<P>, keys: &Keys) -> Outcome {
    let mut now = call.began();
    for press in keys.presses() {
        match press {
            Press::Key(key) => {
                while !call.listens() && skip(call, &mut now, Timestamp::MAX) {}
                if !call.listens() {
                    break;
                }
                call.handle_key(now, *key);
            }
            Press::Pause => {
                let until = now.checked_add(Keys::PAUSE).unwrap_or(Timestamp::MAX);
                while skip(call, &mut now, until) {}
                now = until;
            }
        }
    }
    while skip(call, &mut now, Timestamp::MAX) {}
    call.skip_events();
    match call.settled() {
        Some(outcome) => outcome,
        None => unreachable!("a call that waits for nothing is settled"),
    }
}

/// As [`step`], for a call whose outcome is still open.
fn skip<P: Deref<Target = Plan>>(call: &mut Call<P>, now: &mut Timestamp, until: Timestamp) -> bool {
    if call.settled().is_some() {
        return false;
    }
    step(call, now, until, &mut |_, _| {})
}
