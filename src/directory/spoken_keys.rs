//! The keys of a way as people are told them: what a caller enters is told by its pattern or its name, and pauses in which a
//! menu goes on by itself as staying on the line. Which digits a way was found with is nobody's to learn.

use jiff::Timestamp;

use crate::base::Language;
use crate::call::{Call, CallDriver, CallRecord, CallSpec, Caller, Decision, EventKind, KeySequence, Press};
use crate::plan::{Digits, Key, LineId, Plan, StepId, StepKind, TakenEntry, keys_for_people};

/// A way through a line, for this caller at a moment at which it can be gone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DialedWay<'p, 'k> {
    pub(crate) plan: &'p Plan,
    pub(crate) line: LineId,
    pub(crate) keys: &'k KeySequence,
    pub(crate) caller: Caller,
    pub(crate) at: Timestamp,
    /// The language that the caller is spoken to in at its end.
    pub(crate) language: Language,
}

/// What a caller does on a way, one thing after the other.
enum Doing {
    Keys(Vec<Key>),
    /// What is entered, in words, and the key that ends it.
    Entry(String, Option<Key>),
    Stay,
}

/// What staying on the line is called.
const STAY: &str = "stay on the line";

impl DialedWay<'_, '_> {
    /// `2, then 4xxx`; `2, then Your Account`; `2, stay on the line, then 3`; where nothing is entered, the keys.
    pub(crate) fn keys(&self) -> String {
        self.told_in_parts().unwrap_or_else(|| self.keys.for_people())
    }

    /// What to do behind the number: `press 2, then 4xxx`, `stay on the line`. None: nothing.
    pub(crate) fn instruction(&self) -> Option<String> {
        let keys = self.keys();
        match keys.as_str() {
            "" => None,
            keys if keys.starts_with(STAY) => Some(keys.to_owned()),
            keys => Some(format!("press {keys}")),
        }
    }

    /// `option 6`, `option 2, then your 4-digit number`. None without keys, or with pauses.
    pub(crate) fn option(&self) -> Option<String> {
        let plain = option(self.keys)?;
        Some(self.as_option().unwrap_or(plain))
    }

    /// The number and the option: `1-877-357-8477, option 6`; `1-877-357-8477, stay on the line`; `1-877-357-8478, in Spanish`.
    pub(crate) fn told(&self) -> String {
        let told = match self.as_option() {
            Some(option) => format!("{}, {option}", self.plan.line(self.line).number.value),
            None => told(self.plan, self.line, self.keys),
        };
        match self.language_note() {
            Some(note) => format!("{told}, {note}"),
            None => told,
        }
    }

    /// The language that the caller is spoken to in at its end, if it is not the plan's own.
    pub(crate) fn other_language(&self) -> Option<Language> {
        Some(self.language).filter(|language| *language != self.plan.language)
    }

    /// The same in words: `in Spanish`.
    pub(crate) fn language_note(&self) -> Option<String> {
        self.other_language().map(in_words)
    }

    /// The same without the number, if anything but keys is in it.
    fn as_option(&self) -> Option<String> {
        let doings = self.doings()?;
        let keys = listed(&doings);
        Some(if let Some(Doing::Keys(_)) = doings.first() { format!("option {keys}") } else { keys })
    }

    /// The keys with what is entered and where the caller stays on the line, if there is any of both.
    fn told_in_parts(&self) -> Option<String> {
        Some(listed(&self.doings()?))
    }

    /// What is done on the way. None: nothing but keys, and pauses that are none of a stay on the line.
    fn doings(&self) -> Option<Vec<Doing>> {
        let Self { plan, line, keys, caller, at, .. } = *self;
        // Where nothing is entered and nobody stays, there is nothing to find out by a call.
        let is_more = |step: StepId| match &plan.step(step).kind {
            StepKind::Input(_) => true,
            StepKind::Menu(menu) => menu.entries.is_some() || menu.waiting.no_input.way().is_some(),
            _ => false,
        };
        if keys.presses().is_empty() || !plan.steps_of(line).into_iter().any(is_more) {
            return None;
        }
        let spec = CallSpec::to_line(plan, line, at).with_caller(caller);
        let call = Box::new(Call::dial_with(plan, spec.number, spec.caller, &spec.answers, spec.at));
        let record = CallRecord::of(&call);
        let mut driver = CallDriver::new(call, record);
        let _ = keys.presses().iter().all(|press| driver.press(*press));
        let last = driver.now();
        driver.wait_for_end();
        let (mut done, mut pressed, mut is_told) = (Vec::new(), Vec::new(), false);
        for event in &driver.watcher().events {
            match event.what {
                EventKind::Pressed(key) => pressed.push(key),
                EventKind::Decided(Decision::Accepts { step, entry }) => {
                    // A key that ended the entry is no part of it.
                    let ended = pressed.last().copied().filter(|key| self.terminator(step) == Some(*key));
                    let count = entry.len() + usize::from(ended.is_some());
                    let before = pressed.len().saturating_sub(count);
                    done.extend(pressed_keys(&pressed[..before]));
                    done.push(Doing::Entry(self.entry(step, &entry), ended));
                    pressed.clear();
                    is_told = true;
                }
                // The system waits whether more digits follow, which callers do not notice.
                EventKind::Decided(Decision::Takes { step, .. }) => {
                    is_told |= self.plan.step(step).collection().is_some();
                }
                // Of silence, only what the way asks for: behind it the call may go on in silence.
                EventKind::Decided(Decision::TakesSilence(_)) if event.at <= last => {
                    done.extend(pressed_keys(&pressed));
                    done.push(Doing::Stay);
                    pressed.clear();
                    is_told = true;
                }
                _ => {}
            }
        }
        done.extend(pressed_keys(&pressed));
        is_told.then_some(done)
    }

    fn terminator(&self, step: StepId) -> Option<Key> {
        self.plan.step(step).collection().and_then(|collection| collection.terminator)
    }

    /// What is entered: the pattern that it is of, the name of what is asked for, or how many digits that has.
    fn entry(&self, step: StepId, entry: &Digits) -> String {
        let of = self.plan.step(step);
        let Some(collection) = of.collection() else { return String::new() };
        match (collection.route(entry), &of.name) {
            (Some(TakenEntry::Route(route)), _) => route.pattern.to_string(),
            (_, Some(name)) => name.clone(),
            (_, None) => collection.length(),
        }
    }
}

/// What is done, in order: `2, then your 4-digit number`, `stay on the line, then 3`.
fn listed(doings: &[Doing]) -> String {
    let mut told: Vec<String> = Vec::new();
    for (index, doing) in doings.iter().enumerate() {
        let then = if index > 0 { "then " } else { "" };
        match doing {
            Doing::Keys(keys) => told.push(format!("{then}{}", keys_for_people(keys.iter().copied()))),
            Doing::Entry(entry, ended) => {
                told.push(format!("{then}{entry}"));
                told.extend(ended.map(|key| format!("then {key}")));
            }
            Doing::Stay => told.push(STAY.to_owned()),
        }
    }
    told.join(", ")
}

/// In which language somebody is spoken to: `in Spanish`.
pub(crate) fn in_words(language: Language) -> String {
    format!("in {}", language.name())
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

fn pressed_keys(keys: &[Key]) -> Option<Doing> {
    (!keys.is_empty()).then(|| Doing::Keys(keys.to_vec()))
}
