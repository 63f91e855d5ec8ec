use jiff::Timestamp;

use super::act::Act;
use crate::call::{
    Call, CallDriver, CallEvent, CallSpec, CallWatcher, Decision, EventKind, KeySequence, Phase, Press,
};
use crate::plan::{Digits, Key, Plan, StepKind};

/// A call in which the acts of a caller are done in the call's own time, and what is pressed for them: whoever presses the
/// same makes the same call.
#[derive(Clone)]
pub(crate) struct PressedCall<'p, W> {
    driver: CallDriver<Box<Call<&'p Plan>>, W>,
    presses: Vec<Press>,
    /// How many of them are pauses of a caller who stays on the line, and how often that is done.
    stayed: usize,
    stays: usize,
    /// Up to which press the latest stay goes.
    stayed_until: usize,
}

impl<'p, W: CallWatcher<&'p Plan>> PressedCall<'p, W> {
    /// Dials. The keys of the call are left to the acts.
    pub(crate) fn dial(plan: &'p Plan, spec: &CallSpec, watcher: W) -> Self {
        let call = Box::new(Call::dial_with(plan, spec.number, spec.caller, &spec.answers, spec.at));
        Self {
            driver: CallDriver::new(call, watcher),
            presses: Vec::new(),
            stayed: 0,
            stays: 0,
            stayed_until: 0,
        }
    }

    /// The call.
    pub(crate) fn call(&self) -> &Call<&'p Plan> {
        self.driver.call()
    }

    /// What time it is for the caller.
    pub(crate) fn now(&self) -> Timestamp {
        self.driver.now()
    }

    /// Whether the call is at its caller: it waits for something to be pressed, or says what can be.
    pub(crate) fn waits(&self) -> bool {
        let call = self.call();
        call.outcome().is_none() && call.state().waits(call.plan())
    }

    /// Who is told what happens.
    pub(crate) fn watcher(&mut self) -> &mut W {
        self.driver.watcher_mut()
    }

    /// How many keys and pauses there were so far.
    pub(crate) fn presses(&self) -> usize {
        self.presses.len()
    }

    /// How much the caller has to do: as many keys and pauses, where a stay on the line is one.
    pub(crate) fn effort(&self) -> usize {
        self.presses.len() - self.stayed + self.stays
    }

    /// The keys and pauses so far, without the pauses at the end: whoever has nothing left to press waits anyway. Those of a
    /// stay on the line are a part of the way.
    pub(crate) fn keys(&self) -> KeySequence {
        let behind = &self.presses[self.stayed_until..];
        let waits = behind.iter().rev().take_while(|press| **press == Press::Pause).count();
        KeySequence::from(self.presses[..self.presses.len() - waits].to_vec())
    }

    /// Waits until the call takes a key. Gives whether it does.
    pub(crate) fn wait_to_be_heard(&mut self) -> bool {
        self.driver.wait_to_be_heard()
    }

    /// Stays on the line until the call is over.
    pub(crate) fn wait_for_end(&mut self) {
        self.driver.wait_for_end();
    }

    /// Presses what an act is made of, now: a stay on the line, of pauses. Silence is made of nothing, nor is what the outside
    /// answers. Gives the key that ended an entry, if one did.
    pub(crate) fn press_all(&mut self, act: Act) -> Option<Key> {
        match act {
            Act::Dial | Act::Silence | Act::Answer(_) => {}
            Act::Stay => self.stay(),
            Act::Key(key) | Act::OtherKey(key) | Act::AnyOther(key) => {
                self.press(key);
                self.let_complete();
            }
            Act::Entry(digits) => return self.enter(digits),
        }
        None
    }

    /// Who is told what happens, to be asked.
    pub(crate) fn heard(&self) -> &W {
        self.driver.watcher()
    }

    /// Enters digits and completes the entry: by its key, or else by pauses until the system has waited long enough.
    fn enter(&mut self, digits: Digits) -> Option<Key> {
        digits.keys().for_each(|key| self.press(key));
        let ends = self.call().completing_key();
        if let Some(key) = ends {
            self.press(key);
        }
        self.let_complete();
        ends
    }

    /// Presses nothing more of an entry, until the system takes it.
    fn let_complete(&mut self) {
        while matches!(self.call().state().phase, Phase::Collecting { .. }) {
            self.pause();
        }
    }

    /// Pauses until the system has noticed that nothing is pressed.
    fn stay(&mut self) {
        let call = Box::new(self.call().clone());
        let mut ahead = CallDriver::new(call, SilenceWatcher::default());
        ahead.pass_until(|_, watcher| watcher.is_noticed);
        let until = ahead.now();
        while self.now() < until {
            self.pause();
            self.stayed += 1;
        }
        self.stays += 1;
        self.stayed_until = self.presses.len();
    }

    fn press(&mut self, key: Key) {
        self.driver.press_now(key);
        self.presses.push(Press::Key(key));
    }

    /// Does nothing for as long as a comma waits.
    pub(crate) fn pause(&mut self) {
        self.driver.pause();
        self.presses.push(Press::Pause);
    }
}

/// Whether the system notices that nothing is pressed where something could be.
pub(super) fn notices_silence(plan: &Plan, event: CallEvent) -> bool {
    match event.what {
        EventKind::Decided(Decision::NoInput { .. } | Decision::TakesSilence(_)) => true,
        EventKind::Decided(Decision::RingsOut(step)) => match &plan.step(step).kind {
            StepKind::Destination(destination) => destination.keys().next().is_some(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the system has noticed that nothing is pressed.
#[derive(Default)]
struct SilenceWatcher {
    is_noticed: bool,
}

impl<'p> CallWatcher<&'p Plan> for SilenceWatcher {
    fn happened(&mut self, call: &Call<&'p Plan>, event: CallEvent) {
        self.is_noticed |= notices_silence(call.plan(), event);
    }
}
