//! Going from step to step: links, hours, switches, back.

use std::ops::Deref;

use jiff::Timestamp;

use super::answers::KnownAnswers;
use super::arrival_cause::ArrivalCause;
use super::engine::Call;
use super::event::Decision;
use super::outcome::{EndPlace, EndReason};
use super::prompt_kind::PromptKind;
use crate::plan::{Condition, Digits, Plan, Prompt, ScheduleId, StepId, StepKind, Target};
use crate::time::ScheduleZone;

/// Through how many steps a call may be led without the caller ever having a say. Real plans need a handful.
pub(super) const MAX_HOPS: u16 = 200;

impl<P: Deref<Target = Plan>> Call<P> {
    /// Goes to a target from `from`, through everything that takes no time, until something is said or the call ends.
    pub(super) fn go(&mut self, now: Timestamp, mut target: Target, mut from: Option<StepId>) {
        loop {
            let step = match target {
                Target::Step(step) => Some(step),
                Target::HangUp | Target::Dropped => {
                    let reason =
                        if target == Target::Dropped { EndReason::Dropped } else { EndReason::HungUp };
                    return self.end(now, reason, from.map_or(EndPlace::Nowhere, EndPlace::Step));
                }
                // Of a message, a switch or a closed step, too: what is asked again is what was asked last.
                Target::Repeat => self.state.trail.last(),
                Target::Back => self.step_back(from),
            };
            let Some(step) = step else {
                if let Some(from) = from {
                    self.decide(now, Decision::NothingBefore(from));
                }
                return self.end(now, EndReason::Loop, from.map_or(EndPlace::Nowhere, EndPlace::Step));
            };
            if let Some(next) = self.passes_by(now, step) {
                target = next;
                continue;
            }
            self.state.hops_since_input += 1;
            if self.state.hops_since_input > MAX_HOPS {
                self.decide(now, Decision::Loops(step));
                return self.end(now, EndReason::Loop, EndPlace::Step(step));
            }
            match target {
                Target::Repeat => {
                    self.decide(now, Decision::Repeats(step));
                    if from != Some(step) {
                        self.state.said = KnownAnswers::NONE;
                    }
                    return self.speak(now, step, PromptKind::Prompt);
                }
                Target::Back => self.decide(now, Decision::Back(step)),
                Target::Step(_) | Target::HangUp | Target::Dropped => {}
            }
            self.decide(now, Decision::Arrives(step));
            match self.arrive(now, step) {
                Some(next) => (target, from) = (next, Some(step)),
                None => return,
            }
        }
    }

    /// What is there at some times only is passed by at all others, as if it were not in the plan. Gives where to.
    pub(super) fn passes_by(&mut self, now: Timestamp, step: StepId) -> Option<Target> {
        let gate = self.plan.step(step).gate.filter(|gate| gate.occasion.is_some())?;
        if self.is_open(now, gate.schedule) {
            return None;
        }
        self.decide(now, Decision::Passes { step, schedule: gate.schedule });
        Some(gate.closed.target)
    }

    /// Where a step sends a call that comes to it while it is closed. None: it is not closed.
    pub(super) fn closed(&mut self, now: Timestamp, step: StepId) -> Option<Target> {
        let gate = self.plan.step(step).gate?;
        if self.is_open(now, gate.schedule) {
            self.decide(now, Decision::Open { step, schedule: gate.schedule });
            return None;
        }
        self.decide(now, Decision::Closed { step, schedule: gate.schedule });
        self.state.because = Some(ArrivalCause::Closed(step));
        Some(gate.closed.target)
    }

    /// Comes to a step. Gives where the call goes at once, if it does not stay.
    pub(super) fn arrive(&mut self, now: Timestamp, id: StepId) -> Option<Target> {
        if let Some(closed) = self.closed(now, id) {
            return Some(closed);
        }
        self.state.said = KnownAnswers::NONE;
        let step = self.plan.step(id);
        let quiet = step.prompt().is_none_or(Prompt::is_empty);
        match &step.kind {
            StepKind::Menu(_) => {
                self.await_caller(id);
                self.speak(now, id, PromptKind::Prompt);
            }
            StepKind::Input(_) => {
                self.await_caller(id);
                self.state.entered = Digits::NONE;
                self.speak(now, id, PromptKind::Prompt);
            }
            StepKind::Switch(_) => return self.switch(now, id, KnownAnswers::NONE),
            StepKind::Message(message) if quiet => {
                let then = message.then.target;
                self.decide(now, Decision::GoesOn(id));
                return Some(then);
            }
            StepKind::Destination(_) if quiet => return self.transfer(now, id),
            StepKind::Voicemail(_) if quiet => self.end(now, EndReason::TakesMessage, EndPlace::Step(id)),
            StepKind::Message(_) | StepKind::Destination(_) | StepKind::Voicemail(_) => {
                self.speak(now, id, PromptKind::Prompt);
            }
        }
        None
    }

    pub(super) fn await_caller(&mut self, step: StepId) {
        self.state.trail.arrive(step);
        self.state.no_inputs = 0;
        self.state.no_matches = 0;
    }

    /// The menu or input before this place. A menu is the last of its own trail; a message after it is not on it.
    pub(super) fn step_back(&mut self, from: Option<StepId>) -> Option<StepId> {
        let here = self.state.trail.last()?;
        if from == Some(here) {
            self.state.trail.leave();
        }
        Some(self.state.trail.last().unwrap_or(here))
    }

    /// Whether the way that a switch takes may depend on where the caller is.
    pub(super) fn asks_callers_zone(&self, id: StepId) -> bool {
        let StepKind::Switch(switch) = &self.plan.step(id).kind else { return false };
        switch.cases.iter().flat_map(|case| &case.conditions).any(|condition| match condition {
            Condition::CallerZone(_) => true,
            Condition::Open(id) | Condition::Closed(id) => {
                self.plan.schedule(*id).schedule.zone() == ScheduleZone::Caller
            }
            Condition::Line(_)
            | Condition::Caller(_)
            | Condition::AreaCode(_)
            | Condition::Region(_)
            | Condition::Entered(_)
            | Condition::Answer(..) => false,
        })
    }

    pub(super) fn holds(&self, now: Timestamp, condition: &Condition) -> bool {
        match condition {
            Condition::Open(schedule) => self.open_now(now, *schedule),
            Condition::Closed(schedule) => !self.open_now(now, *schedule),
            Condition::Entered(patterns) => {
                patterns.iter().any(|pattern| pattern.matches(&self.state.entered))
            }
            Condition::Line(lines) => self.line.is_some_and(|line| lines.contains(&line)),
            Condition::Caller(_)
            | Condition::AreaCode(_)
            | Condition::Region(_)
            | Condition::CallerZone(_) => self.caller.meets(condition, self.caller_zone.zone),
            // Whoever decides a switch asks for these first.
            Condition::Answer(..) => false,
        }
    }

    pub(super) fn open_now(&self, now: Timestamp, schedule: ScheduleId) -> bool {
        self.plan.schedule(schedule).schedule.in_zone(self.caller_zone.zone).is_open(now)
    }

    pub(super) fn is_open(&mut self, now: Timestamp, schedule: ScheduleId) -> bool {
        if self.plan.schedule(schedule).schedule.zone() == ScheduleZone::Caller {
            self.decide(now, Decision::CallerTime(self.caller_zone));
        }
        self.open_now(now, schedule)
    }
}
