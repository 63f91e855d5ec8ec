//! What a call does, on small plans: one behavior a test, in virtual time.

mod callers;
mod entries;
mod handled;
mod hours;
mod log;
mod occasions;
mod outside;
mod prompts;
mod properties;
mod reload;
mod ringing;
mod runs;
mod said_values;
mod sounds;
mod stay;
mod through;
mod trace;
mod waiting;
mod ways;

use std::sync::Arc;

use ivrsim::call::{Call, CallEvent, CallRecord, Caller, EventKind, KeySequence, OutsideAnswers};
use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::{Key, Plan};
use ivrsim::time::moment;
use jiff::{SignedDuration, Timestamp};

use crate::oracles;
use crate::oracles::garage::{NEW_YORK_2023, garage_with};

/// A Monday at noon in New York.
const NOON: &str = "2023-08-28 12:00";

/// A plan with one line, which answers at the step `start`.
fn plan(steps: &str) -> Arc<Plan> {
    plan_with("", steps)
}

/// As [`plan`], with more lines in `[plan]`.
fn plan_with(settings: &str, steps: &str) -> Arc<Plan> {
    let settings = format!("{NEW_YORK_2023}\n{settings}");
    Arc::new(oracles::plan::plan(&garage_with(&settings, "start", steps)))
}

fn number(text: &str) -> PhoneNumber {
    PhoneNumber::parse(text, Country::UnitedStates).unwrap().number
}

/// A caller as people write one; the empty text withholds the number.
fn caller(text: &str) -> Caller {
    if text.is_empty() { Caller::default() } else { Caller::parse(text, Country::UnitedStates).unwrap() }
}

/// Somebody who holds the phone: presses, waits, listens and takes notes.
struct Phone {
    call: Call<Arc<Plan>>,
    record: CallRecord,
    now: Timestamp,
}

impl Phone {
    fn dial(plan: &Arc<Plan>) -> Self {
        Self::dial_from(plan, NOON, "")
    }

    fn dial_at(plan: &Arc<Plan>, at: &str) -> Self {
        Self::dial_from(plan, at, "")
    }

    fn dial_from(plan: &Arc<Plan>, at: &str, from: &str) -> Self {
        let now = moment::parse(at, plan.zone).unwrap();
        Self::of(Call::dial(Arc::clone(plan), number("1-800-555-0100"), caller(from), now), now)
    }

    /// A call in which the outside answers so.
    fn dial_answered(plan: &Arc<Plan>, answers: &str) -> Self {
        let now = moment::parse(NOON, plan.zone).unwrap();
        let answers = OutsideAnswers::read(answers, plan).unwrap();
        let line = number("1-800-555-0100");
        Self::of(Call::dial_with(Arc::clone(plan), line, caller(""), &answers, now), now)
    }

    fn of(call: Call<Arc<Plan>>, now: Timestamp) -> Self {
        let record = CallRecord::of(&call);
        let mut phone = Self { call, record, now };
        phone.listen();
        phone
    }

    fn listen(&mut self) {
        while let Some(event) = self.call.poll_event() {
            self.record.events.push(event);
        }
    }

    /// Presses keys at this very moment.
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.chars().map(|key| Key::new(key).unwrap()) {
            self.call.handle_key(self.now, key);
            self.listen();
        }
        self
    }

    fn wait(&mut self, seconds: f64) -> &mut Self {
        let until = self.now + SignedDuration::from_secs_f64(seconds);
        while let Some(timeout) = self.call.poll_timeout().filter(|&at| at <= until) {
            self.now = timeout;
            self.call.handle_timeout(timeout);
            self.listen();
        }
        self.now = until;
        self
    }

    fn hang_up(&mut self) -> &mut Self {
        self.call.handle_hang_up(self.now);
        self.listen();
        self
    }

    /// Waits until the call has ended, for an hour at most.
    fn finish(&mut self) -> &mut Self {
        self.wait(3600.0);
        assert!(self.call.outcome().is_some(), "the call goes on: {:?}", self.call.state());
        self
    }

    /// Everything that the system said, each with the second at which it began.
    fn said(&self) -> Vec<(f64, String)> {
        let plan = self.call.plan();
        let words = |event: &CallEvent| match event.what {
            EventKind::Speaks(utterance) => {
                let words = self.record.told(plan, event).spoken(utterance).to_string();
                Some((event.at.duration_since(self.record.began).as_secs_f64(), words))
            }
            _ => None,
        };
        self.record.events.iter().filter_map(words).collect()
    }

    /// What the system said last.
    fn heard(&self) -> String {
        self.said().pop().unwrap_or_default().1
    }

    /// The words of every decision.
    fn trace(&self) -> Vec<String> {
        self.record.trace(self.call.plan()).into_iter().map(|entry| entry.text).collect()
    }

    /// How the call ended: what it came to and where.
    fn ended(&self) -> String {
        let outcome = self.call.outcome().expect("the call has ended");
        match outcome.place_key(self.call.plan()) {
            Some(place) => format!("{} at {place}", outcome.kind().word()),
            None => outcome.kind().word().to_owned(),
        }
    }

    /// The step at which the call is.
    fn at(&self) -> &str {
        let step = self.call.state().step().expect("the call goes on");
        &self.call.plan().step(step).key
    }
}

/// What a call with these keys comes to.
fn outcome(plan: &Arc<Plan>, at: &str, from: &str, keys: &str) -> String {
    let mut phone = Phone::dial_from(plan, at, from);
    let keys: KeySequence = keys.parse().unwrap();
    let now = &mut phone.record.events;
    ivrsim::call::run::watched(&mut phone.call, &keys, |_, event| now.push(event));
    phone.ended()
}
