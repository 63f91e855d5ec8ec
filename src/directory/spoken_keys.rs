//! What is done on a way as people are told it: keys, what a caller enters by its name and how it begins, and pauses in which a
//! menu goes on by itself as staying on the line.

use super::way_acts::{WayAct, WayActs};
use crate::base::Language;
use crate::call::{KeySequence, Press};
use crate::plan::{EntryPhrase, Key, LineId, Plan, keys_for_people};

/// A way through a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DialedWay<'p, 'k> {
    pub(crate) plan: &'p Plan,
    pub(crate) line: LineId,
    pub(crate) acts: &'k WayActs,
    /// The language that the caller is spoken to in at its end.
    pub(crate) language: Language,
}

/// A part of a way, of which people are told in one.
enum WayPart {
    Keys(Vec<Key>),
    /// What is entered, and the key that ends it.
    Entry(EntryPhrase, Option<Key>),
    Stay,
}

/// What staying on the line is called.
const STAY: &str = "stay on the line";

impl DialedWay<'_, '_> {
    /// `2, then your 8-digit account number, which begins with 1`; `2, stay on the line, then 3`.
    pub(crate) fn keys(&self) -> String {
        let mut told: Vec<String> = Vec::new();
        for part in self.parts() {
            let then = if told.is_empty() { "" } else { "then " };
            match part {
                WayPart::Keys(keys) => told.push(format!("{then}{}", keys_for_people(keys))),
                WayPart::Entry(entry, ended) => {
                    told.push(format!("{then}{}", entry.yours()));
                    told.extend(ended.map(|key| format!("then {key}")));
                }
                WayPart::Stay => told.push(STAY.to_owned()),
            }
        }
        told.join(", ")
    }

    /// What to do behind the number: `press 2, then enter your 8-digit account number (it begins with 1)`, `stay on the line`.
    /// None: nothing.
    pub(crate) fn instruction(&self) -> Option<String> {
        let mut told: Vec<String> = Vec::new();
        for part in self.parts() {
            let then = if told.is_empty() { "" } else { "then " };
            match part {
                WayPart::Keys(keys) => told.push(format!("{then}press {}", keys_for_people(keys))),
                WayPart::Entry(entry, ended) => {
                    told.push(format!("{then}enter {}", entry.to_enter()));
                    told.extend(ended.map(|key| format!("then press {key}")));
                }
                WayPart::Stay => told.push(STAY.to_owned()),
            }
        }
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// `option 6`, `option 2, then your 8-digit account number`. None without keys, or where the caller stays on the line.
    pub(crate) fn option(&self) -> Option<String> {
        let stays = self.acts.iter().any(|act| act == WayAct::Stay);
        if stays { None } else { self.as_option() }
    }

    /// The number and the option: `1-877-357-8477, option 6`; `1-877-357-8477, then your account number`;
    /// `1-877-357-8477, stay on the line`; `1-877-357-8478, in Spanish`.
    pub(crate) fn told(&self) -> String {
        let mut told = self.plan.line(self.line).number.value.to_string();
        if let Some(option) = self.as_option() {
            let is_entry = matches!(self.acts.iter().next(), Some(WayAct::Entry(_)));
            told.push_str(if is_entry { ", then " } else { ", " });
            told.push_str(&option);
        }
        if let Some(note) = self.language_note() {
            told.push_str(", ");
            told.push_str(&note);
        }
        told
    }

    /// On which usual answers from outside it rests: `if a counselor is on duty`. None: on none.
    pub(crate) fn condition(&self) -> Option<String> {
        self.acts.condition(self.plan)
    }

    /// Whether something is entered, and not only pressed.
    pub(crate) fn has_entry(&self) -> bool {
        self.acts.iter().any(|act| matches!(act, WayAct::Entry(_)))
    }

    /// The language that the caller is spoken to in at its end, if it is not the plan's own.
    pub(crate) fn other_language(&self) -> Option<Language> {
        Some(self.language).filter(|language| *language != self.plan.language)
    }

    /// The same in words: `in Spanish`.
    pub(crate) fn language_note(&self) -> Option<String> {
        self.other_language().map(in_words)
    }

    /// The same as keys, marked as an option where it begins with one. None: nothing is done.
    fn as_option(&self) -> Option<String> {
        match self.acts.iter().next()? {
            WayAct::Key(_) => Some(format!("option {}", self.keys())),
            WayAct::Entry(_) | WayAct::Stay => Some(self.keys()),
        }
    }

    fn parts(&self) -> Vec<WayPart> {
        let mut parts = Vec::new();
        for act in self.acts.iter() {
            match act {
                WayAct::Key(key) => match parts.last_mut() {
                    Some(WayPart::Keys(keys)) => keys.push(key),
                    _ => parts.push(WayPart::Keys(vec![key])),
                },
                WayAct::Entry(entry) => {
                    parts.extend(entry.phrase(self.plan).map(|phrase| WayPart::Entry(phrase, entry.ended)));
                }
                WayAct::Stay => parts.push(WayPart::Stay),
            }
        }
        parts
    }
}

/// In which language somebody is spoken to: `in Spanish`.
pub(crate) fn in_words(language: Language) -> String {
    format!("in {}", language.name())
}

/// A number and its keys as a fact, with the digits that stand for others: `1-877-357-8477, option 6`.
pub(super) fn told(plan: &Plan, line: LineId, keys: &KeySequence) -> String {
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
