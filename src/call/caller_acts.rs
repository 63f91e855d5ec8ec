//! What the caller does: choices, entries, silence.

use std::ops::Deref;

use jiff::Timestamp;

use super::arrival_cause::ArrivalCause;
use super::engine::Call;
use super::event::Decision;
use super::prompt_kind::PromptKind;
use super::state::Phase;
use crate::base::Language;
use crate::plan::{Digits, Key, Link, MisstepCounter, Plan, StepId, StepKind, TakenEntry};

impl<P: Deref<Target = Plan>> Call<P> {
    pub(super) fn take_choice(
        &mut self,
        now: Timestamp,
        step: StepId,
        key: Key,
        choice: Option<(Link, Option<Language>)>,
    ) {
        if let Some(way) = choice {
            return self.take(now, step, way, Decision::Takes { step, key });
        }
        self.take_other(now, step, key.into(), |attempt, max_attempts| Decision::NoMatch {
            step,
            key,
            attempt,
            max_attempts,
        });
    }

    /// Goes the way that the caller has taken, in the language that it sets.
    pub(super) fn take(
        &mut self,
        now: Timestamp,
        step: StepId,
        way: (Link, Option<Language>),
        decision: Decision,
    ) {
        self.caller_has_a_say();
        self.follow(now, step, way, decision);
    }

    fn follow(
        &mut self,
        now: Timestamp,
        step: StepId,
        (link, language): (Link, Option<Language>),
        decision: Decision,
    ) {
        self.decide(now, decision);
        if let Some(language) = language {
            self.speak_in(now, language);
        }
        self.go(now, link.target, Some(step));
    }

    /// From here on the caller is spoken to in a language.
    pub(super) fn speak_in(&mut self, now: Timestamp, language: Language) {
        if std::mem::replace(&mut self.state.language, language) != language {
            self.decide(now, Decision::SetsLanguage(language));
        }
    }

    /// Takes a key where several can be entered, and completes the entry where that is the last.
    pub(super) fn take_digit(&mut self, now: Timestamp, step: StepId, key: Key) {
        let at = self.plan.step(step);
        let Some(collection) = at.collection() else { return };
        let mut entry = match self.state.phase {
            Phase::Collecting { .. } => self.state.entered,
            _ => Digits::NONE,
        };
        let is_first = entry.is_empty();
        if collection.terminator == Some(key) && !(is_first && collection.takes_terminator()) {
            self.state.entered = entry;
            return self.complete_entry(now, step);
        }
        entry.push(key);
        let is_complete = collection.is_complete(&entry, || at.taken(&entry).is_some());
        self.state.entered = entry;
        if is_complete || collection.terminator == Some(key) {
            self.complete_entry(now, step);
        } else {
            self.enter(now, Phase::Collecting { step });
        }
    }

    pub(super) fn complete_entry(&mut self, now: Timestamp, step: StepId) {
        let entry = self.state.entered;
        let at = self.plan.step(step);
        if let Some(taken) = at.taken(&entry) {
            let decision = match taken {
                TakenEntry::Key(key, _) => Decision::Takes { step, key },
                TakenEntry::Route(_) | TakenEntry::Other(_) => Decision::Accepts { step, entry },
            };
            let way = (taken.link(), taken.language());
            self.keep_entry(step, entry);
            return self.take(now, step, way, decision);
        }
        let is_menu = matches!(at.kind, StepKind::Menu(_));
        let key = entry.single().filter(|_| is_menu);
        self.take_other(now, step, entry, |attempt, max_attempts| match key {
            Some(key) => Decision::NoMatch { step, key, attempt, max_attempts },
            None => Decision::EntryNoMatch { step, entry, attempt, max_attempts },
        });
    }

    /// Keeps an entry that leads on, if some prompt says it later.
    fn keep_entry(&mut self, step: StepId, entry: Digits) {
        if let Some(input) = self.plan.kept_input(step) {
            self.state.kept.keep(input, entry);
        }
    }

    /// What is not taken otherwise leads on, as a key does, where that is a way; elsewhere it is a misstep.
    fn take_other(
        &mut self,
        now: Timestamp,
        step: StepId,
        entry: Digits,
        misstep: impl FnOnce(u8, Option<u8>) -> Decision,
    ) {
        let way = self.plan.step(step).waiting().and_then(|waiting| waiting.no_match.way());
        match way.map(|way| (way.link, way.language)) {
            Some(way) => {
                self.keep_entry(step, entry);
                self.take(now, step, way, Decision::TakesOther { step, entry });
            }
            None => self.misstep(now, step, PromptKind::NoMatch, misstep),
        }
    }

    pub(super) fn no_input(&mut self, now: Timestamp, step: StepId) {
        let silence = self.plan.step(step).waiting().and_then(|waiting| waiting.no_input.way());
        if let Some(way) = silence.map(|way| (way.link, way.language)) {
            // Whoever says nothing for ever is led in circles, if the plan does: that is counted as everywhere.
            let hops = self.state.hops_since_input;
            self.caller_has_a_say();
            self.state.hops_since_input = hops;
            return self.follow(now, step, way, Decision::TakesSilence(step));
        }
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
        decision: impl FnOnce(u8, Option<u8>) -> Decision,
    ) {
        let Some(waiting) = self.plan.step(step).waiting() else { return };
        let (handling, because) = match part {
            PromptKind::NoInput => (&waiting.no_input, ArrivalCause::NoInput),
            PromptKind::NoMatch | PromptKind::Prompt | PromptKind::Again => {
                (&waiting.no_match, ArrivalCause::NoMatch)
            }
        };
        let Some(misstep) = handling.misstep() else { return };
        let Some(tries) = misstep.tries else {
            self.decide(now, decision(0, None));
            return self.speak(now, step, part);
        };
        // Of those that have one counter, one may give up later than the other: there is no need to count further than the last.
        let (then, most) = (misstep.then, self.plan.most_tries(waiting).max(tries));
        // A caller who is asked again after the last try has none left: how often that was makes no difference.
        let (counter, most) = match waiting.counter {
            MisstepCounter::Apart if part == PromptKind::NoInput => (&mut self.state.no_inputs, tries),
            MisstepCounter::Apart => (&mut self.state.no_matches, tries),
            MisstepCounter::Together => (&mut self.state.no_inputs, most),
            MisstepCounter::Shared(counter) => (&mut self.state.counters[usize::from(counter)], most),
        };
        *counter = counter.saturating_add(1).min(most);
        let count = *counter;
        self.decide(now, decision(count, Some(tries)));
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
