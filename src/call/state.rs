use std::hash::{Hash, Hasher};

use super::answers::KnownAnswers;
use super::arrival_cause::ArrivalCause;
use super::outcome::Outcome;
use super::prompt_kind::PromptKind;
use crate::base::Language;
use crate::plan::{AnswerId, Digits, KeptEntries, MisstepCounter, Plan, StepId, StepKind};

/// Everything on which the rest of a call depends, apart from the clock, the line and the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallState {
    /// What is going on.
    pub phase: Phase,
    /// How often the caller pressed nothing at this step, since it was come to or last answered; where both are counted together,
    /// also how often the wrong thing.
    pub no_inputs: u8,
    /// How often the caller pressed what this step does not take; where it is counted apart from silence.
    pub no_matches: u8,
    /// What the counters that steps share have come to, by their position in [`Plan::counters`].
    pub counters: [u8; MisstepCounter::MAX_SHARED],
    /// How many steps the call has been led through since the caller last had a say.
    pub hops_since_input: u16,
    /// The menus and inputs on the way here, for `back`.
    pub trail: Trail,
    /// What sent the call here, if not the caller's own choice.
    pub because: Option<ArrivalCause>,
    /// What the caller has entered, at this input or at the last one.
    pub entered: Digits,
    /// What the caller has entered at the inputs whose entries some prompt says.
    pub kept: KeptEntries,
    /// What the outside has answered of what the prompts of this step say, by the position among [`Plan::said_answers`].
    pub said: KnownAnswers,
    /// The language that the caller is spoken to in.
    pub language: Language,
}

/// What is going on in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// A prompt is being spoken.
    Speaking {
        /// Whose prompt.
        step: StepId,
        /// Which of its prompts.
        part: PromptKind,
    },
    /// The prompt has ended and the caller has not pressed anything yet.
    Listening {
        /// Who listens.
        step: StepId,
    },
    /// The caller has entered a part of what is asked for.
    Collecting {
        /// Who collects.
        step: StepId,
    },
    /// The call cannot go on before the outside has answered. Only where that is left open: see
    /// [`Call::leave_answers_open`](super::Call::leave_answers_open).
    Asking {
        /// The step that asks.
        step: StepId,
        /// The prompt that says it. None: a switch goes by it, or it is what becomes of a transfer.
        say: Option<PromptKind>,
        /// What it asks.
        answer: AnswerId,
        /// What it has been answered so far.
        known: KnownAnswers,
    },
    /// It rings at a destination, and nobody answers.
    Ringing {
        /// The destination.
        step: StepId,
    },
    /// The call is over.
    Ended(Outcome),
}

/// The menus and inputs that a call has come through, each once: coming to one again forgets what lay behind it, as
/// with a breadcrumb trail. That keeps the number of states finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trail {
    length: u8,
    steps: [Option<StepId>; Self::MAX],
}

impl Trail {
    /// How deep it goes. Beyond that the oldest is forgotten; no menu is that deep for a person.
    pub const MAX: usize = 8;

    /// Nothing yet.
    pub const EMPTY: Self = Self { length: 0, steps: [None; Self::MAX] };

    fn steps(&self) -> &[Option<StepId>] {
        &self.steps[..usize::from(self.length)]
    }

    /// The latest menu or input.
    #[must_use]
    pub fn last(&self) -> Option<StepId> {
        self.steps().last().copied().flatten()
    }

    /// All menus and inputs, the oldest first.
    pub(super) fn all(&self) -> impl Iterator<Item = StepId> {
        self.steps().iter().copied().flatten()
    }

    /// The last so many alone.
    pub(super) fn latest(&self, count: usize) -> Self {
        let mut latest = Self::EMPTY;
        let from = usize::from(self.length).saturating_sub(count);
        self.steps()[from..].iter().copied().flatten().for_each(|step| latest.arrive(step));
        latest
    }

    /// Notes that the call has come to `step`.
    pub fn arrive(&mut self, step: StepId) {
        if let Some(seen) = self.steps().iter().position(|&there| there == Some(step)) {
            self.truncate(seen);
        }
        if usize::from(self.length) == Self::MAX {
            self.steps.rotate_left(1);
            self.length -= 1;
        }
        self.steps[usize::from(self.length)] = Some(step);
        self.length += 1;
    }

    /// Forgets the latest.
    pub fn leave(&mut self) {
        if self.length > 0 {
            self.truncate(usize::from(self.length) - 1);
        }
    }

    /// Keeps the first so many. What is cut off is cleared, so that equal trails compare equal.
    fn truncate(&mut self, length: usize) {
        self.steps[length..].fill(None);
        self.length = length as u8;
    }
}

/// Explorations look states up all the time, and most trails are short: what lies behind their end is none of them.
impl Hash for Trail {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u8(self.length);
        self.steps().iter().flatten().for_each(|step| step.hash(state));
    }
}

impl CallState {
    /// The same state in another plan, where `moved` tells each step's id there. None: the call cannot go on there.
    pub(super) fn under(&self, moved: impl Fn(StepId) -> Option<StepId>) -> Option<Self> {
        let phase = match self.phase {
            Phase::Speaking { step, part } => Phase::Speaking { step: moved(step)?, part },
            Phase::Listening { step } => Phase::Listening { step: moved(step)? },
            Phase::Collecting { step } => Phase::Collecting { step: moved(step)? },
            Phase::Ringing { step } => Phase::Ringing { step: moved(step)? },
            Phase::Asking { .. } | Phase::Ended(_) => return None,
        };
        let because = match self.because {
            Some(ArrivalCause::Closed(step)) => moved(step).map(ArrivalCause::Closed),
            Some(ArrivalCause::Transfer { step, result }) => {
                moved(step).map(|step| ArrivalCause::Transfer { step, result })
            }
            other => other,
        };
        let mut trail = Trail::EMPTY;
        self.trail
            .steps()
            .iter()
            .flatten()
            .filter_map(|&step| moved(step))
            .for_each(|step| trail.arrive(step));
        Some(Self { phase, trail, because, ..*self })
    }

    /// Whether the caller has a say: the call is at a menu or input, whether that still speaks or listens already; or it rings where
    /// keys are taken meanwhile.
    #[must_use]
    pub fn waits(&self, plan: &Plan) -> bool {
        self.rings_with_keys(plan) || self.step().is_some_and(|step| plan.step(step).kind.waits())
    }

    /// Whether it rings where keys are taken meanwhile.
    #[must_use]
    pub fn rings_with_keys(&self, plan: &Plan) -> bool {
        match self.phase {
            Phase::Ringing { step } => match &plan.step(step).kind {
                StepKind::Destination(destination) => destination.keys().next().is_some(),
                _ => false,
            },
            _ => false,
        }
    }

    /// The step that the call is at, unless it is over.
    #[must_use]
    pub fn step(&self) -> Option<StepId> {
        match self.phase {
            Phase::Speaking { step, .. }
            | Phase::Listening { step }
            | Phase::Collecting { step }
            | Phase::Asking { step, .. }
            | Phase::Ringing { step } => Some(step),
            Phase::Ended(_) => None,
        }
    }

    /// How the call ended, if it has.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self.phase {
            Phase::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::StepId;

    fn trail(steps: impl IntoIterator<Item = u16>) -> Trail {
        let mut trail = Trail::EMPTY;
        steps.into_iter().for_each(|step| trail.arrive(StepId::for_tests(step)));
        trail
    }

    #[test]
    fn coming_back_to_a_menu_forgets_the_way_there_and_back() {
        assert_eq!(trail([1, 2, 3, 2]), trail([1, 2]));
        assert_eq!(trail([1, 2, 1]), trail([1]));
    }

    #[test]
    fn a_deep_trail_forgets_its_beginning() {
        let most = Trail::MAX as u16;
        assert_eq!(trail(0..=most), trail(1..=most));
    }

    #[test]
    fn leaving_goes_one_menu_back_and_an_empty_trail_stays_empty() {
        let mut walked = trail([1, 2]);
        walked.leave();
        assert_eq!(walked, trail([1]));
        walked.leave();
        walked.leave();
        assert_eq!((walked, walked.last()), (Trail::EMPTY, None));
    }
}
