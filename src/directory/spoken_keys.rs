//! The keys of a way as people are told them: what a caller enters is told by its pattern or its name. Which digits a way was
//! found with is nobody's to learn.

use jiff::Timestamp;

use crate::call::{CallSpec, Caller, Decision, EventKind, KeySequence, Press};
use crate::plan::{Digits, Key, LineId, Plan, StepId, StepKind, keys_for_people};

/// A way through a line, for this caller at a moment at which it can be gone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DialedWay<'p, 'k> {
    pub(crate) plan: &'p Plan,
    pub(crate) line: LineId,
    pub(crate) keys: &'k KeySequence,
    pub(crate) caller: Caller,
    pub(crate) at: Timestamp,
}

impl DialedWay<'_, '_> {
    /// `2, then 4xxx`; `2, then Your Account`; where nothing is entered, the keys.
    pub(crate) fn keys(&self) -> String {
        self.with_entries().unwrap_or_else(|| self.keys.for_people())
    }

    /// `option 6`, `option 2, then 4xxx`. None without keys, or with pauses.
    pub(crate) fn option(&self) -> Option<String> {
        let plain = option(self.keys)?;
        Some(self.with_entries().map_or(plain, |keys| format!("option {keys}")))
    }

    /// The number and the option: `1-877-357-8477, option 6`.
    pub(crate) fn told(&self) -> String {
        match self.option() {
            Some(option) => format!("{}, {option}", self.plan.line(self.line).number.value),
            None => told(self.plan, self.line, self.keys),
        }
    }

    /// The keys with what is entered, if anything is.
    fn with_entries(&self) -> Option<String> {
        let Self { plan, line, keys, caller, at } = *self;
        // Without an input there is nothing to find out by a call.
        let is_input = |step: StepId| matches!(plan.step(step).kind, StepKind::Input(_));
        if keys.presses().is_empty() || !plan.steps_of(line).into_iter().any(is_input) {
            return None;
        }
        let call = CallSpec::to_line(plan, line, at).with_caller(caller).with_keys(keys.clone());
        let (mut told, mut pressed, mut is_entered) = (Vec::new(), Vec::new(), false);
        for event in &plan.call(&call).record.events {
            match event.what {
                EventKind::Pressed(key) => pressed.push(key),
                EventKind::Decided(Decision::Accepts { step, entry }) => {
                    // A key that ended the entry is no part of it.
                    let ended = pressed.last().copied().filter(|key| self.terminator(step) == Some(*key));
                    let count = entry.len() + usize::from(ended.is_some());
                    let before = pressed.len().saturating_sub(count);
                    told.extend(spoken(&pressed[..before]));
                    told.push(format!("then {}", self.entry(step, &entry)));
                    told.extend(ended.map(|key| key.character().to_string()));
                    pressed.clear();
                    is_entered = true;
                }
                _ => {}
            }
        }
        told.extend(spoken(&pressed));
        is_entered.then(|| told.join(", "))
    }

    fn terminator(&self, step: StepId) -> Option<Key> {
        match &self.plan.step(step).kind {
            StepKind::Input(input) => input.terminator,
            _ => None,
        }
    }

    /// What is entered: the pattern that it is of, the name of what is asked for, or how many digits that has.
    fn entry(&self, step: StepId, entry: &Digits) -> String {
        let of = self.plan.step(step);
        let StepKind::Input(input) = &of.kind else { return String::new() };
        if let Some((pattern, _)) = input.routes.iter().find(|(pattern, _)| pattern.matches(entry)) {
            return pattern.to_string();
        }
        match (&of.name, input.fewest, input.most) {
            (Some(name), ..) => name.clone(),
            (None, fewest, most) if fewest == most => format!("{most} digits"),
            (None, fewest, most) => format!("{fewest} to {most} digits"),
        }
    }
}

/// A number and keys as people say them: `1-877-357-8477, option 6`.
pub(crate) fn told(plan: &Plan, line: LineId, keys: &KeySequence) -> String {
    let number = plan.line(line).number.value;
    match option(keys) {
        Some(option) => format!("{number}, {option}"),
        None if keys.presses().is_empty() => number.to_string(),
        None => format!("{number}, keys {}", keys.for_people()),
    }
}

/// Keys without pauses, as people say them: `option 6`, `option 1, 2`. None if there are none, or pauses.
pub(crate) fn option(keys: &KeySequence) -> Option<String> {
    let presses = keys.presses();
    let is_option = !presses.is_empty() && presses.iter().all(|press| matches!(press, Press::Key(_)));
    is_option.then(|| format!("option {}", keys.for_people()))
}

fn spoken(keys: &[Key]) -> Option<String> {
    (!keys.is_empty()).then(|| keys_for_people(keys.iter().copied()))
}
