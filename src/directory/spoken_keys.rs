//! What is done on a way as people are told it: keys, what a caller enters by its name and how it begins, and pauses in which a
//! menu goes on by itself as staying on the line.

use super::way_acts::{WayAct, WayActs};
use crate::base::Language;
use crate::base::text::filled;
use crate::call::{KeySequence, Press};
use crate::plan::{Digits, EntryPhrase, Key, LineId, Plan, StockPhrases, WayPhrases, keys_for_people};

/// A way through a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DialedWay<'p, 'k> {
    pub(crate) plan: &'p Plan,
    pub(crate) line: LineId,
    pub(crate) acts: &'k WayActs,
    /// The language that the caller is spoken to in at its end.
    pub(crate) language: Language,
    /// The language in which people are told it.
    pub(crate) told_in: Language,
}

/// A part of a way, of which people are told in one.
pub(crate) enum WayPart {
    Keys(Vec<Key>),
    /// Keys that are pressed while the call waits to be answered.
    WhileRinging(Vec<Key>),
    /// What is entered, digits that stand for it, and the key that ends it.
    Entry(EntryPhrase, Digits, Option<Key>),
    Stay,
}

impl DialedWay<'_, '_> {
    fn words(&self) -> &'static WayPhrases {
        &StockPhrases::of(self.told_in).way
    }

    /// `2, then your 8-digit account number, which begins with 1`; `2, stay on the line, then 3`.
    pub(crate) fn keys(&self) -> String {
        let mut told: Vec<String> = Vec::new();
        for part in self.parts() {
            let is_first = told.is_empty();
            let mut then = |what: String| told.push(self.then(is_first, what));
            match part {
                WayPart::Keys(keys) => then(keys_for_people(keys)),
                WayPart::WhileRinging(keys) => then(self.while_ringing(&keys_for_people(keys))),
                WayPart::Entry(entry, _, ended) => {
                    then(entry.yours(self.told_in));
                    told.extend(ended.map(|key| self.then(false, key.to_string())));
                }
                WayPart::Stay => told.push(self.words().stay.to_owned()),
            }
        }
        told.join(", ")
    }

    /// What to do behind the number: `press 2, then enter your 8-digit account number (it begins with 1)`, `stay on the line`.
    /// None: nothing.
    pub(crate) fn instruction(&self) -> Option<String> {
        let mut told: Vec<String> = Vec::new();
        for part in self.parts() {
            let is_first = told.is_empty();
            let mut then = |what: String| told.push(self.then(is_first, what));
            match part {
                WayPart::Keys(keys) => then(self.press(&keys)),
                WayPart::WhileRinging(keys) => then(self.while_ringing(&self.press(&keys))),
                WayPart::Entry(entry, _, ended) => {
                    let entry = entry.to_enter(self.told_in);
                    then(filled(self.told_in, self.words().enter, &[("entry", &entry)]));
                    told.extend(ended.map(|key| self.then(false, self.press(&[key]))));
                }
                WayPart::Stay => told.push(self.words().stay.to_owned()),
            }
        }
        (!told.is_empty()).then(|| told.join(", "))
    }

    fn then(&self, is_first: bool, what: String) -> String {
        if is_first { what } else { filled(self.told_in, self.words().then, &[("what", &what)]) }
    }

    fn while_ringing(&self, keys: &str) -> String {
        filled(self.told_in, self.words().while_ringing, &[("keys", keys)])
    }

    fn press(&self, keys: &[Key]) -> String {
        let stock = StockPhrases::of(self.told_in);
        let keys = if stock.way.one_key {
            let keys: Vec<&str> = keys.iter().map(|key| stock.key(key.index())).collect();
            keys.join(", ")
        } else {
            keys_for_people(keys.iter().copied())
        };
        filled(self.told_in, stock.way.press, &[("keys", &keys)])
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
            told.push_str(", ");
            told.push_str(&self.then(!is_entry, option));
        }
        if let Some(note) = self.language_note() {
            told.push_str(", ");
            told.push_str(&note);
        }
        told
    }

    /// On which usual answers from outside it rests: `if a counselor is on duty`. None: on none.
    pub(crate) fn condition(&self) -> Option<String> {
        self.acts.condition(self.plan, self.told_in)
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
        self.other_language().map(|language| in_words(language, self.told_in).to_owned())
    }

    /// The same as keys, marked as an option where it begins with one. None: nothing is done.
    fn as_option(&self) -> Option<String> {
        match self.acts.iter().next()? {
            WayAct::Key(_) => Some(filled(self.told_in, self.words().option, &[("keys", &self.keys())])),
            WayAct::WhileRinging(_) | WayAct::Entry(_) | WayAct::Stay => Some(self.keys()),
        }
    }

    /// What is done, part by part.
    pub(crate) fn parts(&self) -> Vec<WayPart> {
        let mut parts = Vec::new();
        for act in self.acts.iter() {
            match (act, parts.last_mut()) {
                (WayAct::Key(key), Some(WayPart::Keys(keys)))
                | (WayAct::WhileRinging(key), Some(WayPart::WhileRinging(keys))) => keys.push(key),
                (WayAct::Key(key), _) => parts.push(WayPart::Keys(vec![key])),
                (WayAct::WhileRinging(key), _) => parts.push(WayPart::WhileRinging(vec![key])),
                (WayAct::Entry(entry), _) => {
                    parts.extend(
                        entry
                            .phrase(self.plan)
                            .map(|phrase| WayPart::Entry(phrase, entry.digits, entry.ended)),
                    );
                }
                (WayAct::Stay, _) => parts.push(WayPart::Stay),
            }
        }
        parts
    }
}

/// In which language somebody is spoken to, in words of another: `in Spanish`.
pub(crate) fn in_words(language: Language, told_in: Language) -> &'static str {
    StockPhrases::of(told_in).way.in_language[language.index()]
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
