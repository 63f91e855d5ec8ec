//! Whole calls in virtual time, from dialing on: keys are pressed, then the caller waits.

use std::ops::Deref;

use jiff::Timestamp;

use super::driver::{CallDriver, CallWatcher};
use super::engine::Call;
use super::event::CallEvent;
use super::keys::KeySequence;
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
    watch: impl FnMut(&Call<P>, CallEvent),
) -> Run {
    let mut driver = CallDriver::new(call, watch);
    let pressed = press_all(&mut driver, keys);
    match (driver.call().outcome(), driver.call().ended()) {
        (Some(outcome), Some(ended)) => Run { outcome, ended, pressed },
        _ => never_ends(),
    }
}

/// As [`to_the_end`], but only until the outcome no longer depends on time. What happened until then can still be
/// polled: everything that the system begins to say, and every decision but the last message's to go on.
pub fn until_settled<P: Deref<Target = Plan>>(call: &mut Call<P>, keys: &KeySequence) -> Outcome {
    let mut driver = CallDriver::new(call, OutcomeWatcher);
    press_all(&mut driver, keys);
    driver.call().settled().unwrap_or_else(|| never_ends())
}

/// Only what the call comes to, for batches: words are never put together and time is let pass only where the outcome
/// depends on it.
pub fn decide<P: Deref<Target = Plan>>(call: &mut Call<P>, keys: &KeySequence) -> Outcome {
    let outcome = until_settled(call, keys);
    call.skip_events();
    outcome
}

/// Somebody who asks for the outcome only: leaves all events where they are.
struct OutcomeWatcher;

impl<P: Deref<Target = Plan>> CallWatcher<P> for OutcomeWatcher {
    fn happened(&mut self, _: &Call<P>, _: CallEvent) {}

    fn look(&mut self, _: &mut Call<P>) {}

    fn is_content(&self, call: &Call<P>) -> bool {
        call.settled().is_some()
    }
}

/// Presses keys, then waits until the call is over. Gives how many presses were made.
fn press_all<P, W>(driver: &mut CallDriver<&mut Call<P>, W>, keys: &KeySequence) -> usize
where
    P: Deref<Target = Plan>,
    W: CallWatcher<P>,
{
    let pressed = keys.presses().iter().take_while(|press| driver.press(**press)).count();
    driver.wait_for_end();
    pressed
}

/// A call without a timeout has ended: see the driving contract.
fn never_ends() -> ! {
    unreachable!("a call that waits for nothing has not ended")
}
