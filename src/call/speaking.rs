//! Speaking, and the deadlines that follow from it.

use std::ops::Deref;

use jiff::{SignedDuration, Timestamp};

use super::answers::KnownAnswers;
use super::arrival_cause::ArrivalCause;
use super::engine::{Call, Timer};
use super::event::{Decision, EventKind, Utterance};
use super::outcome::{EndPlace, EndReason};
use super::prompt_kind::PromptKind;
use super::spoken::SpokenText;
use super::state::{CallState, Phase};
use crate::plan::{Plan, Prompt, StepId, StepKind};

impl<P: Deref<Target = Plan>> Call<P> {
    pub(super) fn speak(&mut self, now: Timestamp, step: StepId, part: PromptKind) {
        let is_here = self.state.step() == Some(step);
        self.speak_knowing(now, step, part, if is_here { self.state.said } else { KnownAnswers::NONE });
    }

    /// Says a prompt, once the outside has answered all that the step says. While the call stays there, that stays so.
    pub(super) fn speak_knowing(
        &mut self,
        now: Timestamp,
        step: StepId,
        part: PromptKind,
        mut known: KnownAnswers,
    ) {
        let mut utterance = self.utterance(step, part);
        if utterance.prompt(&self.plan).is_none_or(Prompt::is_empty) {
            return match part {
                PromptKind::Prompt | PromptKind::Again => self.prompt_ended(now, step),
                PromptKind::NoInput | PromptKind::NoMatch => self.ask_again(now, step),
            };
        }
        for position in 0..self.plan.said_answers(step).len() {
            if known.get(position).is_some() {
                continue;
            }
            let answer = self.plan.said_answers(step)[position];
            let Some(value) = self.answers.ask(answer, &self.plan) else {
                return self.enter(now, Phase::Asking { step, say: Some(part), answer, known });
            };
            self.decide(now, Decision::Asked { step, answer, value });
            known.set(position, value);
        }
        utterance.answers = known;
        self.note(now, EventKind::Speaks(utterance));
        self.enter(now, Phase::Speaking { step, part });
        self.state.said = known;
    }

    /// Says the prompt of a step again, or what it says instead.
    pub(super) fn ask_again(&mut self, now: Timestamp, step: StepId) {
        let has_words = self.plan.step(step).waiting().is_some_and(|waiting| waiting.again.is_some());
        self.speak(now, step, if has_words { PromptKind::Again } else { PromptKind::Prompt });
    }

    /// A step with a name of its own speaks of itself by name, but may have to speak of another's hours: a mailbox has
    /// none, and says those that sent the call to it.
    pub(super) fn utterance(&self, step: StepId, part: PromptKind) -> Utterance {
        let closed = match self.state.because {
            Some(ArrivalCause::Closed(closed)) => Some(closed),
            _ => None,
        };
        let subject = closed.filter(|_| self.plan.step(step).name.is_none()).unwrap_or(step);
        let gate = |step: StepId| self.plan.step(step).gate.filter(|gate| gate.occasion.is_none());
        let hours = gate(subject).or_else(|| closed.and_then(gate)).map(|gate| gate.schedule);
        let CallState { entered, kept, said, language, .. } = self.state;
        Utterance { step, part, subject, hours, entered, kept, answers: said, language }
    }

    pub(super) fn prompt_ended(&mut self, now: Timestamp, id: StepId) {
        match &self.plan.step(id).kind {
            StepKind::Menu(_) | StepKind::Input(_) => self.enter(now, Phase::Listening { step: id }),
            StepKind::Message(message) => {
                self.state.said = KnownAnswers::NONE;
                let then = message.then;
                self.decide(now, Decision::GoesOn(id));
                self.go(now, then.target, Some(id));
            }
            StepKind::Destination(_) => {
                self.state.said = KnownAnswers::NONE;
                if let Some(target) = self.transfer(now, id) {
                    self.go(now, target, Some(id));
                }
            }
            StepKind::Voicemail(_) => self.end(now, EndReason::TakesMessage, EndPlace::Step(id)),
            StepKind::Switch(_) => {}
        }
    }

    pub(super) fn next_timer(&self) -> Option<(Timestamp, Timer)> {
        let (after, timer) = match self.state.phase {
            Phase::Asking { .. } | Phase::Ended(_) => return None,
            Phase::Ringing { step } => {
                let rings = self.follow_up(step).map_or(SignedDuration::ZERO, |follow_up| follow_up.rings);
                (rings, Timer::RingsOut)
            }
            Phase::Speaking { step, part } => (self.speaking_time(step, part), Timer::PromptEnds),
            Phase::Listening { step } => {
                let wait =
                    self.plan.step(step).waiting().map_or(SignedDuration::ZERO, |waiting| waiting.wait);
                (wait, Timer::NoInput)
            }
            Phase::Collecting { step } => {
                let collection = self.plan.step(step).collection();
                let between = collection.map_or(SignedDuration::ZERO, |collection| collection.between_digits);
                (between, Timer::EntryComplete)
            }
        };
        let deadline = later(self.timers.phase, after);
        let limit = later(self.timers.dialled, self.plan.call_limit);
        // At the end of time nothing comes any more, not even the end of a call that asks for ever.
        let is_cut_off = limit < deadline || deadline == Timestamp::MAX;
        if is_cut_off && self.settled().is_none() {
            Some((limit, Timer::CallLimit))
        } else {
            Some((deadline, timer))
        }
    }

    pub(super) fn speaking_time(&self, step: StepId, part: PromptKind) -> SignedDuration {
        self.spoken(self.utterance(step, part), self.timers.phase).duration()
    }

    /// The words of an utterance that began at `at`.
    pub fn spoken(&self, utterance: Utterance, at: Timestamp) -> SpokenText<'_> {
        SpokenText {
            plan: &self.plan,
            line: self.line,
            dialled: self.dialled,
            caller_zone: self.caller_zone.zone,
            utterance,
            at,
        }
    }
}

/// `at` plus `after`, held at the end of time.
fn later(at: Timestamp, after: SignedDuration) -> Timestamp {
    at.checked_add(after).unwrap_or(Timestamp::MAX)
}
