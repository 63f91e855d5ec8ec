//! Asking the outside: switches that depend on it, and what becomes of a transfer.

use std::ops::Deref;

use jiff::Timestamp;

use super::answers::{AnswerSource, KnownAnswers, OutsideAnswers};
use super::arrival_cause::ArrivalCause;
use super::engine::Call;
use super::event::Decision;
use super::outcome::{EndPlace, EndReason};
use super::state::Phase;
use crate::plan::{
    AnswerId, AnswerValue, Condition, Destination, FollowUp, Plan, StepId, StepKind, Switch, Target,
    TransferResult,
};

impl<P: Deref<Target = Plan>> Call<P> {
    /// What the call asks of the outside. None: it asks nothing.
    #[must_use]
    pub fn asked(&self) -> Option<AnswerId> {
        match self.state.phase {
            Phase::Asking { answer, .. } => Some(answer),
            _ => None,
        }
    }

    /// The outside answers what the call asks; see [`Call::asked`]. Only a call whose answers are left open ever asks, and any
    /// other answer changes nothing.
    pub fn handle_answer(&mut self, now: Timestamp, answer: AnswerId, value: AnswerValue) {
        let Phase::Asking { step, say, answer: asked, mut known } = self.state.phase else { return };
        if answer != asked {
            return;
        }
        self.decide(now, Decision::Asked { step, answer, value });
        if let Some(part) = say {
            let mut said = self.plan.said_answers(step).iter();
            if let Some(position) = said.position(|said| *said == answer) {
                known.set(position, value);
            }
            return self.speak_knowing(now, step, part, known);
        }
        let next = match &self.plan.step(step).kind {
            StepKind::Switch(switch) => {
                note(&mut known, switch, answer, value);
                self.switch(now, step, known)
            }
            _ => self.transferred(now, step, value),
        };
        if let Some(target) = next {
            self.go(now, target, Some(step));
        }
    }

    /// Leaves all that the outside answers to whoever drives the call, from the next dialing on: the call then stops at
    /// [`Call::asked`], with no timeout, until [`Call::handle_answer`].
    pub fn leave_answers_open(&mut self) {
        self.answers = AnswerSource::open();
    }

    /// What the outside answers from the next dialing on.
    pub fn give_answers(&mut self, answers: &OutsideAnswers) {
        self.answers = AnswerSource::of(answers, &self.plan);
    }

    /// From now on the outside answers so.
    pub fn set_answer(&mut self, answer: AnswerId, value: AnswerValue) {
        self.answers.set(answer, value);
    }

    /// Takes the way of a switch. None: the call stops to ask.
    pub(super) fn switch(&mut self, now: Timestamp, step: StepId, mut known: KnownAnswers) -> Option<Target> {
        loop {
            let StepKind::Switch(switch) = &self.plan.step(step).kind else { return None };
            match self.case(now, step, switch, known) {
                Ok((decision, target)) => {
                    if self.asks_callers_zone(step) {
                        self.decide(now, Decision::CallerTime(self.caller_zone));
                    }
                    self.decide(now, decision);
                    return Some(target);
                }
                Err(answer) => {
                    let Some(value) = self.answers.ask(answer, &self.plan) else {
                        self.enter(now, Phase::Asking { step, say: None, answer, known });
                        return None;
                    };
                    note(&mut known, switch, answer, value);
                    self.decide(now, Decision::Asked { step, answer, value });
                }
            }
        }
    }

    /// The way of a switch, as far as what the outside answers is known: or what must be asked first.
    pub(super) fn case(
        &self,
        now: Timestamp,
        id: StepId,
        switch: &Switch,
        known: KnownAnswers,
    ) -> Result<(Decision, Target), AnswerId> {
        for (position, case) in switch.cases.iter().enumerate() {
            let mut holds = true;
            for condition in &case.conditions {
                holds = match condition {
                    Condition::Answer(answer, wanted) => {
                        wanted.contains(&known_value(known, switch, *answer).ok_or(*answer)?)
                    }
                    condition => self.holds(now, condition),
                };
                if !holds {
                    break;
                }
            }
            if holds {
                return Ok((Decision::Case { step: id, case: position as u16 }, case.then.target));
            }
        }
        Ok((Decision::Otherwise(id), switch.otherwise.target))
    }

    /// The caller has heard what a destination says, and is put through. Gives where the call goes at once, if it does.
    pub(super) fn transfer(&mut self, now: Timestamp, step: StepId) -> Option<Target> {
        let Some(answer) = self.follow_up(step).map(|follow_up| follow_up.answer) else {
            let is_callback = matches!(
                self.plan.step(step).kind,
                StepKind::Destination(Destination { calls_back: true, .. })
            );
            let reason = if is_callback { EndReason::CallsBack } else { EndReason::PutThrough };
            self.end(now, reason, EndPlace::Step(step));
            return None;
        };
        let Some(value) = self.answers.ask(answer, &self.plan) else {
            self.enter(now, Phase::Asking { step, say: None, answer, known: KnownAnswers::NONE });
            return None;
        };
        self.decide(now, Decision::Asked { step, answer, value });
        self.transferred(now, step, value)
    }

    /// What becomes of a transfer is known.
    fn transferred(&mut self, now: Timestamp, step: StepId, value: AnswerValue) -> Option<Target> {
        let result = TransferResult::of(value);
        match self.follow_up(step).and_then(|follow_up| follow_up.way(result)) {
            None => {
                self.end(now, EndReason::PutThrough, EndPlace::Step(step));
                None
            }
            Some(_) if result == TransferResult::Unanswered => {
                self.enter(now, Phase::Ringing { step });
                None
            }
            Some(link) => {
                self.state.because = Some(ArrivalCause::Transfer { step, result });
                Some(link.target)
            }
        }
    }

    /// It has rung long enough.
    pub(super) fn rings_out(&mut self, now: Timestamp, step: StepId) {
        let result = TransferResult::Unanswered;
        let StepKind::Destination(destination) = &self.plan.step(step).kind else { return };
        let Some(link) = destination.way(result) else { return };
        self.decide(now, Decision::RingsOut(step));
        self.state.because = Some(ArrivalCause::Transfer { step, result });
        self.go(now, link.target, Some(step));
    }

    pub(super) fn follow_up(&self, step: StepId) -> Option<&FollowUp> {
        match &self.plan.step(step).kind {
            StepKind::Destination(destination) => destination.follow_up.as_deref(),
            _ => None,
        }
    }
}

fn known_value(known: KnownAnswers, switch: &Switch, answer: AnswerId) -> Option<AnswerValue> {
    known.get(switch.answers().iter().position(|other| *other == answer)?)
}

fn note(known: &mut KnownAnswers, switch: &Switch, answer: AnswerId, value: AnswerValue) {
    if let Some(position) = switch.answers().iter().position(|other| *other == answer) {
        known.set(position, value);
    }
}
