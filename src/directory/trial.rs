use std::rc::Rc;

use jiff::Timestamp;

use super::times::Asked;
use crate::call::{
    ArrivalCause, Call, CallMemory, CallState, Caller, EndPlace, KeySequence, Outcome, Phase, Press, Trail,
};
use crate::explore::{Act, Acts, EntryPreference};
use crate::plan::{Key, LineId, Plan, StepId, StepKind};

/// A call that is being tried: where it is, and what brought it there.
#[derive(Clone)]
pub(super) struct Trial<'p> {
    plan: &'p Plan,
    call: Call<&'p Plan>,
    now: Timestamp,
    /// What was pressed.
    pub(super) keys: Vec<Press>,
    /// The hours that it has asked about.
    pub(super) asked: Vec<Asked>,
}

/// What is pressed at one step: a key, or an entry.
pub(super) type Pressed = Rc<[Key]>;

impl<'p> Trial<'p> {
    /// Dials, and presses what is pressed at one step after the other, each as soon as the call listens.
    pub(super) fn along(choices: &Choices<'p>, caller: Caller, at: Timestamp, way: &[Pressed]) -> Self {
        let plan = choices.plan;
        let call = Call::dial(plan, plan.line(choices.line).number.value, caller, at);
        let mut trial = Self { plan, call, now: at, keys: Vec::new(), asked: Vec::new() };
        for pressed in way {
            trial.settle(|_, _| {});
            trial.press(pressed);
        }
        trial
    }

    /// When it was dialed.
    pub(super) fn began(&self) -> Timestamp {
        self.call.began()
    }

    /// Goes on until the call listens, or is over. Shows the steps to which it comes.
    pub(super) fn settle(&mut self, mut look: impl FnMut(StepId, &[Asked])) {
        self.look(&mut look);
        while !self.call.listens() && self.pass_time(Timestamp::MAX) {
            self.look(&mut look);
        }
    }

    /// Stays silent to the end. Shows the steps to which it comes.
    pub(super) fn stay_silent(&mut self, mut look: impl FnMut(StepId, &[Asked])) {
        while self.pass_time(Timestamp::MAX) {
            self.look(&mut look);
        }
    }

    /// The step at which it listens, and all that matters of how it is there.
    pub(super) fn rest(&self, choices: &Choices<'_>) -> Option<(StepId, CallState)> {
        let step = self.call.state().step().filter(|_| self.call.listens())?;
        // The way here matters to `back` only, and that leads to where the search has been. With it, menus that lead
        // to each other would be tried in every order.
        let resting = choices.memory.resting(choices.plan, self.call.state());
        Some((step, CallState { trail: Trail::EMPTY, ..resting }))
    }

    /// Presses keys. An entry that none of them completes is complete when the system has waited for another digit: pauses
    /// until then.
    pub(super) fn press(&mut self, keys: &[Key]) {
        for &key in keys {
            self.call.handle_key(self.now, key);
            self.keys.push(Press::Key(key));
        }
        while matches!(self.call.state().phase, Phase::Collecting { .. }) {
            let until = self.now.checked_add(KeySequence::PAUSE).unwrap_or(Timestamp::MAX);
            while self.pass_time(until) {}
            self.now = until;
            self.keys.push(Press::Pause);
        }
    }

    /// The keys that were needed: whoever has pressed the last one waits anyway.
    pub(super) fn keys_needed(&self) -> &[Press] {
        let pauses = self.keys.iter().rev().take_while(|press| **press == Press::Pause).count();
        &self.keys[..self.keys.len() - pauses]
    }

    /// Lets the next timeout happen if it is due by `until`. Gives whether it did.
    fn pass_time(&mut self, until: Timestamp) -> bool {
        let Some(at) = self.call.elapse(until) else { return false };
        self.now = at;
        true
    }

    fn look(&mut self, look: &mut impl FnMut(StepId, &[Asked])) {
        let plan = self.plan;
        while let Some(event) = self.call.poll_event() {
            self.asked.extend(event.asked(plan).map(|id| (id, event.at)));
        }
        let here = match self.call.settled() {
            // Where the system hangs up on whoever comes while it is closed, the call ends there, but nobody is reached.
            Some(Outcome { place: EndPlace::Step(step), because, .. }) => {
                Some(step).filter(|step| because != Some(ArrivalCause::Closed(*step)))
            }
            Some(_) => None,
            None => self.call.state().step(),
        };
        if let Some(step) = here {
            look(step, &self.asked);
        }
    }
}

/// What can be pressed on one line.
pub(super) struct Choices<'p> {
    pub(super) plan: &'p Plan,
    pub(super) line: LineId,
    memory: CallMemory,
    acts: Acts,
}

impl<'p> Choices<'p> {
    pub(super) fn on(plan: &'p Plan, line: LineId) -> Self {
        Self { plan, line, memory: CallMemory::of(plan, line), acts: Acts::chosen_by(EntryPreference::Zeros) }
    }

    /// What a caller can press at a step that leads on: each wired key, or an entry for each way that entries can go.
    pub(super) fn at(&self, step: StepId) -> Vec<Pressed> {
        let acts = self.acts.on(self.plan, &self.memory, step);
        let leads_on = |act: &Act| match (act, &self.plan.step(step).kind) {
            (Act::Key(key), _) => Some([*key].into()),
            (Act::Entry(digits), StepKind::Input(input)) => {
                input.route(digits)?;
                let ends = input.terminator.filter(|_| digits.len() < usize::from(input.most));
                Some(digits.keys().chain(ends).collect())
            }
            _ => None,
        };
        acts.iter().filter_map(leads_on).collect()
    }

    /// Whether all that can be pressed was told wherever it was asked.
    pub(super) fn are_complete(&self) -> bool {
        self.acts.are_complete()
    }
}
