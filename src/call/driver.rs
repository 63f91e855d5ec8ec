//! Calls in virtual time: the one loop by which everybody lets a call go on.

use std::ops::{Deref, DerefMut};

use jiff::{SignedDuration, Timestamp};

use super::engine::Call;
use super::event::CallEvent;
use super::keys::{KeySequence, Press};
use super::record::CallRecord;
use crate::plan::{AnswerId, AnswerValue, Key, Plan};

/// A call, and what time it is in it: no clock and no sleeping, the next instant at once.
///
/// A driver keeps the driving contract of [`crate::call`] for those who only want to say what the caller does: what is due
/// happens at its own instant, and the watcher is told of it before anything else happens. `C` is how the call is held:
/// borrowed for a batch, in a box for a call of one's own.
#[derive(Clone, Debug)]
pub struct CallDriver<C, W> {
    call: C,
    now: Timestamp,
    watcher: W,
}

/// Who is told what happens in a call that is driven, and says how far it is of interest.
pub trait CallWatcher<P: Deref<Target = Plan>> {
    /// Something happened.
    fn happened(&mut self, call: &Call<P>, event: CallEvent);

    /// The caller has done something, or what was due has happened: looks at all events of it, unless the watcher leaves
    /// them where they are.
    fn look(&mut self, call: &mut Call<P>) {
        while let Some(event) = call.poll_event() {
            self.happened(call, event);
        }
    }

    /// Whether nothing more needs to happen: for most, when the call has ended.
    fn is_content(&self, call: &Call<P>) -> bool {
        call.outcome().is_some()
    }
}

impl<P, F> CallWatcher<P> for F
where
    P: Deref<Target = Plan>,
    F: FnMut(&Call<P>, CallEvent),
{
    fn happened(&mut self, call: &Call<P>, event: CallEvent) {
        self(call, event);
    }
}

impl<P: Deref<Target = Plan>> CallWatcher<P> for CallRecord {
    fn happened(&mut self, _: &Call<P>, event: CallEvent) {
        self.events.push(event);
    }
}

impl<P, C, W> CallDriver<C, W>
where
    P: Deref<Target = Plan>,
    C: DerefMut<Target = Call<P>>,
    W: CallWatcher<P>,
{
    /// Takes up a call that has just been dialed; what that led to is told at once.
    #[must_use]
    pub fn new(call: C, watcher: W) -> Self {
        let mut driver = Self { now: call.began(), call, watcher };
        driver.look();
        driver
    }

    /// The call.
    #[must_use]
    pub fn call(&self) -> &Call<P> {
        &self.call
    }

    /// What time it is for the caller, whose clock goes on after the end of the call.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Who is told what happens.
    #[must_use]
    pub fn watcher(&self) -> &W {
        &self.watcher
    }

    /// Who is told what happens, to be changed.
    pub fn watcher_mut(&mut self) -> &mut W {
        &mut self.watcher
    }

    /// Leaves the call as it is.
    #[must_use]
    pub fn into_watcher(self) -> W {
        self.watcher
    }

    /// Whether nothing more happens that is of interest.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.watcher.is_content(&self.call)
    }

    // -- time passes

    /// Lets the next thing happen that happens by itself, if it is due by `until`. Gives whether it did.
    pub fn pass(&mut self, until: Timestamp) -> bool {
        if self.is_over() {
            return false;
        }
        let Some(at) = self.call.elapse(until) else { return false };
        self.now = at;
        self.look();
        true
    }

    /// Lets time pass until something holds, or the call is over. Gives whether it holds.
    pub fn pass_until(&mut self, mut holds: impl FnMut(&Call<P>, &mut W) -> bool) -> bool {
        loop {
            if holds(&self.call, &mut self.watcher) {
                return true;
            }
            if !self.pass(Timestamp::MAX) {
                return false;
            }
        }
    }

    /// Lets everything happen that is due by `until`. It is that late then, and never earlier than it was.
    pub fn wait_until(&mut self, until: Timestamp) {
        while self.pass(until) {}
        self.now = self.now.max(until);
    }

    /// Does nothing for so long.
    pub fn wait(&mut self, time: SignedDuration) {
        self.wait_until(self.now.checked_add(time).unwrap_or(Timestamp::MAX));
    }

    /// Waits until the call takes a key. Gives whether it does: it may end before.
    pub fn wait_to_be_heard(&mut self) -> bool {
        self.pass_until(|call, _| call.listens())
    }

    /// Waits until the call takes a key, be it for what lies behind the message that is spoken. Gives whether it does.
    pub fn wait_to_be_taken(&mut self) -> bool {
        while !self.call.takes_key_at(self.now) {
            if !self.pass(Timestamp::MAX) {
                return false;
            }
        }
        true
    }

    /// Stays on the line until the call is over.
    pub fn wait_for_end(&mut self) {
        while self.pass(Timestamp::MAX) {}
    }

    // -- the caller does something

    /// Presses a key now, whether or not the call takes it.
    pub fn press_now(&mut self, key: Key) {
        self.call.handle_key(self.now, key);
        self.look();
    }

    /// Does what a caller does who presses keys as soon as the call takes them. Gives whether the call still was there for
    /// it.
    pub fn press(&mut self, press: Press) -> bool {
        match press {
            Press::Key(key) => {
                let is_heard = self.wait_to_be_heard();
                if is_heard {
                    self.press_now(key);
                }
                is_heard
            }
            Press::Pause => {
                self.pause();
                !self.is_over()
            }
        }
    }

    /// Does nothing for as long as a comma waits.
    pub fn pause(&mut self) {
        self.wait(KeySequence::PAUSE);
    }

    /// From now on the outside answers so.
    pub fn set_answer(&mut self, answer: AnswerId, value: AnswerValue) {
        self.call.set_answer(answer, value);
    }

    /// Hangs up.
    pub fn hang_up(&mut self) {
        self.call.handle_hang_up(self.now);
        self.look();
    }

    /// Goes on with the same call under an edited plan; see [`Call::under`]. False, and nothing has changed: it cannot.
    pub fn go_on_under(&mut self, plan: P) -> bool
    where
        P: Clone,
    {
        match self.call.clone().under(plan) {
            Ok(call) => {
                *self.call = call;
                true
            }
            Err(_) => false,
        }
    }

    fn look(&mut self) {
        self.watcher.look(&mut self.call);
    }
}
