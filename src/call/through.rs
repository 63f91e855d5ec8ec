//! A key that is pressed while a message is spoken, for the menu or input to which the message leads.

use std::ops::Deref;

use jiff::Timestamp;

use super::answers::KnownAnswers;
use super::engine::Call;
use super::event::{Decision, EventKind, IgnoredKeyReason};
use super::state::Phase;
use super::way::MAX_HOPS;
use crate::plan::{Digits, Key, Link, Plan, StepId, StepKind, Target};

impl<P: Deref<Target = Plan>> Call<P> {
    /// Whether a key that is pressed now is taken by a menu or input: the one at which the call is, or the one to which a message
    /// leads that takes keys for it.
    #[must_use]
    pub fn takes_key_at(&mut self, now: Timestamp) -> bool {
        if self.listens() {
            return true;
        }
        let Phase::Speaking { step, .. } = self.state.phase else { return false };
        let StepKind::Message(message) = &self.plan.step(step).kind else { return false };
        let then = message.then;
        message.barge_in && self.tried(|call| call.reach(now, step, then), |_| false).is_ok()
    }

    /// Takes a key that is pressed while a message is spoken. Gives why it changes nothing, if it does not: then the message goes
    /// on.
    pub(super) fn press_through(
        &mut self,
        now: Timestamp,
        message: StepId,
        then: Link,
        key: Key,
    ) -> Result<(), IgnoredKeyReason> {
        let first = self.events.len();
        let reached = self.tried(|call| call.reach(now, message, then), |_| true)?;
        // What was only tried was not logged.
        for event in self.events.iter().skip(first) {
            self.log(event);
        }
        self.enter(now, Phase::Listening { step: reached });
        self.take_key(now, reached, key);
        Ok(())
    }

    /// Tries something, and leaves all as it was if that fails, or is not to be kept.
    fn tried<T, E>(
        &mut self,
        what: impl FnOnce(&mut Self) -> Result<T, E>,
        keep: impl FnOnce(&T) -> bool,
    ) -> Result<T, E> {
        let (state, events) = (self.state, self.events.len());
        self.is_trying = true;
        let done = what(self);
        self.is_trying = false;
        if !done.as_ref().is_ok_and(keep) {
            self.state = state;
            self.events.truncate(events);
        }
        done
    }

    /// Goes from a message to the menu or input to which it leads at this moment, without a word: further messages are skipped,
    /// and hours are asked. What the outside must be asked for is not passed.
    fn reach(&mut self, now: Timestamp, message: StepId, then: Link) -> Result<StepId, IgnoredKeyReason> {
        let nobody = IgnoredKeyReason::NoKeysBehind(message);
        self.note(now, EventKind::BargesIn);
        self.decide(now, Decision::GoesOn(message));
        let (mut target, mut from) = (then.target, message);
        loop {
            let step = match target {
                Target::Step(step) => step,
                Target::HangUp | Target::Dropped => return Err(nobody),
                Target::Repeat => self.state.trail.last().ok_or(nobody)?,
                Target::Back => self.step_back(Some(from)).ok_or(nobody)?,
            };
            if let Some(next) = self.passes_by(now, step) {
                target = next;
                continue;
            }
            self.state.hops_since_input += 1;
            if self.state.hops_since_input > MAX_HOPS {
                return Err(nobody);
            }
            if target == Target::Repeat {
                self.decide(now, Decision::Repeats(step));
                return self.reached(step, false);
            }
            if target == Target::Back {
                self.decide(now, Decision::Back(step));
            }
            self.decide(now, Decision::Arrives(step));
            if let Some(closed) = self.closed(now, step) {
                (target, from) = (closed, step);
                continue;
            }
            let next = match &self.plan.step(step).kind {
                StepKind::Menu(_) | StepKind::Input(_) => return self.reached(step, true),
                StepKind::Message(message) => Ok((Decision::GoesOn(step), message.then.target)),
                StepKind::Switch(switch) => self.case(now, step, switch, KnownAnswers::NONE),
                StepKind::Destination(_) | StepKind::Voicemail(_) => return Err(nobody),
            };
            let (decision, next) = next.map_err(|_| nobody)?;
            if self.asks_callers_zone(step) {
                self.decide(now, Decision::CallerTime(self.caller_zone));
            }
            self.decide(now, decision);
            (target, from) = (next, step);
        }
    }

    /// A menu or input is reached whose prompt is not said. One that must be heard first takes no key.
    fn reached(&mut self, step: StepId, is_new: bool) -> Result<StepId, IgnoredKeyReason> {
        if is_new {
            self.await_caller(step);
            if let StepKind::Input(_) = self.plan.step(step).kind {
                self.state.entered = Digits::NONE;
            }
        }
        let may_interrupt = match &self.plan.step(step).kind {
            StepKind::Menu(menu) => menu.barge_in,
            StepKind::Input(input) => input.barge_in,
            _ => false,
        };
        if may_interrupt { Ok(step) } else { Err(IgnoredKeyReason::PromptFirst(step)) }
    }
}
