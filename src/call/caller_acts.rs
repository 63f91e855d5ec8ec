//! What the caller does: choices, entries, silence.

use std::ops::Deref;

use jiff::Timestamp;

use super::arrival_cause::ArrivalCause;
use super::engine::Call;
use super::event::Decision;
use super::prompt_kind::PromptKind;
use super::state::Phase;
use crate::base::Language;
use crate::plan::{Digits, Input, Key, Link, Plan, StepId, StepKind};

impl<P: Deref<Target = Plan>> Call<P> {
    pub(super) fn take_choice(
        &mut self,
        now: Timestamp,
        step: StepId,
        key: Key,
        choice: Option<(Link, Option<Language>)>,
    ) {
        match choice {
            Some((link, language)) => {
                self.caller_has_a_say();
                self.decide(now, Decision::Takes { step, key });
                if let Some(language) = language {
                    self.speak_in(now, language);
                }
                self.go(now, link.target, Some(step));
            }
            None => self.misstep(now, step, PromptKind::NoMatch, |count, tries| Decision::NoMatch {
                step,
                key,
                attempt: count,
                max_attempts: tries,
            }),
        }
    }

    /// From here on the caller is spoken to in a language.
    pub(super) fn speak_in(&mut self, now: Timestamp, language: Language) {
        if std::mem::replace(&mut self.state.language, language) != language {
            self.decide(now, Decision::SetsLanguage(language));
        }
    }

    pub(super) fn take_digit(&mut self, now: Timestamp, step: StepId, key: Key) {
        let StepKind::Input(Input { terminator, most, .. }) = &self.plan.step(step).kind else { return };
        let (terminator, most) = (*terminator, usize::from(*most));
        if !matches!(self.state.phase, Phase::Collecting { .. }) {
            self.state.entered = Digits::NONE;
        }
        if terminator == Some(key) {
            return self.complete_entry(now, step);
        }
        self.state.entered.push(key);
        if self.state.entered.len() >= most {
            self.complete_entry(now, step);
        } else {
            self.enter(now, Phase::Collecting { step });
        }
    }

    pub(super) fn complete_entry(&mut self, now: Timestamp, step: StepId) {
        let StepKind::Input(input) = &self.plan.step(step).kind else { return };
        let entry = self.state.entered;
        match input.route(&entry) {
            Some(link) => {
                self.caller_has_a_say();
                self.decide(now, Decision::Accepts { step, entry });
                self.go(now, link.target, Some(step));
            }
            None => self.misstep(now, step, PromptKind::NoMatch, |count, tries| Decision::EntryNoMatch {
                step,
                entry,
                attempt: count,
                max_attempts: tries,
            }),
        }
    }

    pub(super) fn no_input(&mut self, now: Timestamp, step: StepId) {
        self.misstep(now, step, PromptKind::NoInput, |count, tries| Decision::NoInput {
            step,
            attempt: count,
            max_attempts: tries,
        });
    }

    /// The caller did not do what was asked for: says so and asks again, or gives up.
    pub(super) fn misstep(
        &mut self,
        now: Timestamp,
        step: StepId,
        part: PromptKind,
        decision: impl FnOnce(u8, u8) -> Decision,
    ) {
        let Some(waiting) = self.plan.step(step).waiting() else { return };
        let (misstep, counter, because) = match part {
            PromptKind::NoInput => (&waiting.no_input, &mut self.state.no_inputs, ArrivalCause::NoInput),
            PromptKind::NoMatch | PromptKind::Prompt => {
                (&waiting.no_match, &mut self.state.no_matches, ArrivalCause::NoMatch)
            }
        };
        let (tries, then) = (misstep.tries, misstep.then);
        // A caller who is asked again after the last try has none left: how often that was makes no difference.
        *counter = counter.saturating_add(1).min(tries);
        let count = *counter;
        self.decide(now, decision(count, tries));
        if count >= tries {
            self.decide(now, Decision::GivesUp { step, part });
            self.state.because = Some(because);
            self.go(now, then.target, Some(step));
        } else {
            self.speak(now, step, part);
        }
    }

    /// From here on the call is where the caller wanted it.
    pub(super) fn caller_has_a_say(&mut self) {
        self.state.because = None;
        self.state.hops_since_input = 0;
        self.state.no_inputs = 0;
        self.state.no_matches = 0;
    }
}
