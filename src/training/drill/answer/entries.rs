//! Ways that people tell by what is entered, and not by its digits: `1, then my account number`.

use super::keys::keys;
use super::names::{Likeness, likeness};
use crate::base::Language;
use crate::call::{KeySequence, Press};
use crate::directory::StepRoute;
use crate::directory::spoken_keys::WayPart;
use crate::plan::{Digits, EntryPhrase, Key, Plan};
use crate::training::phrases::HeardWord;

/// The keys that some words tell, where what a way enters is called by its name: its digits stand for it. None if some of the
/// words are neither keys nor the name of what is entered next.
pub(super) fn told_keys(
    plan: &Plan,
    language: Language,
    way: &StepRoute,
    words: &[HeardWord],
) -> Option<KeySequence> {
    let mut reading = WayReading::new(plan, language, way);
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let next = words.peek().map(|next| next.english.to_lowercase());
        reading.read(word, next.as_deref().unwrap_or_default())?;
        if word.behind.contains([',', ';', '.', '(', ')', ':', '\u{2192}', '>']) {
            reading.end_part()?;
        }
    }
    reading.end_part()?;
    reading.end_entry(None);
    (!reading.presses.is_empty()).then(|| KeySequence::from(reading.presses))
}

/// An entry of a way that was not told yet, or was told last.
struct WayEntryPart {
    phrase: EntryPhrase,
    digits: Digits,
    ended: Option<Key>,
}

/// What was read so far.
struct WayReading {
    language: Language,
    /// What is entered on the way, the next first.
    ahead: std::collections::VecDeque<WayEntryPart>,
    /// What was told last.
    last: Option<EntryPhrase>,
    /// The key that ends it, until it is pressed.
    ends: Option<Key>,
    presses: Vec<Press>,
    /// Words that may be the name of what is entered.
    name: Vec<HeardWord>,
    clause: Clause,
    /// The digits that were told in it.
    said: Vec<String>,
}

/// What is said of an entry: "which begins with 1".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clause {
    None,
    Begins,
    Ends,
}

/// What brings one thing after another.
const BETWEEN: [&str; 18] = [
    "then",
    "and",
    "&",
    "press",
    "pressing",
    "push",
    "hit",
    "choose",
    "select",
    "option",
    "followed by",
    "followed",
    "by",
    "next",
    "finally",
    "key",
    "keys",
    "opt",
];
/// What says nothing beside the name of what is entered.
const FILLERS: [&str; 52] = [
    "your", "my", "the", "a", "an", "his", "her", "their", "our", "any", "other", "in", "of", "for",
    "caller", "callers", "caller's", "s", "own", "digit", "digits", "enter", "entering", "type", "dial", "i",
    "you", "it", "is", "which", "that", "while", "rings", "ringing", "with", "to", "up", "or", "de", "del",
    "du", "des", "un", "une", "una", "la", "l", "d", "que", "qui", "as", "x",
];
/// What an entry is called where nobody needs its name.
const GENERIC: [&str; 7] = ["number", "code", "entry", "id", "pin", "extension", "ext"];
/// How people say that they press nothing.
const WAITS: [&str; 3] = ["stay", "wait", "hold"];

impl WayReading {
    fn new(plan: &Plan, language: Language, way: &StepRoute) -> Self {
        let entry = |part| match part {
            WayPart::Entry(phrase, digits, ended) => Some(WayEntryPart { phrase, digits, ended }),
            WayPart::Keys(_) | WayPart::WhileRinging(_) | WayPart::Stay => None,
        };
        let ahead = way.dialed(plan, language).parts().into_iter().filter_map(entry).collect();
        let (presses, name) = (Vec::new(), Vec::new());
        Self {
            language,
            ahead,
            last: None,
            ends: None,
            presses,
            name,
            clause: Clause::None,
            said: Vec::new(),
        }
    }

    fn read(&mut self, word: &HeardWord, next: &str) -> Option<()> {
        let english = word.english.to_lowercase();
        let first = english.split(' ').next().unwrap_or_default();
        match first {
            "begins" | "begin" | "beginning" | "starts" | "start" | "starting" => {
                self.end_part()?;
                self.clause = Clause::Begins;
                return Some(());
            }
            "ends" | "end" | "ending" => {
                self.end_part()?;
                self.clause = Clause::Ends;
                return Some(());
            }
            _ => {}
        }
        if BETWEEN.contains(&english.as_str()) {
            return self.end_part();
        }
        // An 8-digit number, one of 4 to 10 digits.
        let is_length = next.starts_with("digit") || next == "to";
        if let Some(keys) = keys(&english) {
            let is_counted = is_length && self.clause == Clause::None && !self.ahead.is_empty();
            return if is_counted { Some(()) } else { self.press(&keys) };
        }
        // "With", and "or" between beginnings.
        if self.clause == Clause::None {
            self.name.push(word.clone());
        }
        Some(())
    }

    /// Keys are pressed, or are how an entry begins.
    fn press(&mut self, keys: &KeySequence) -> Option<()> {
        let told: String =
            keys.presses().iter().filter_map(|press| press.key()).map(Key::character).collect();
        match (self.clause, &self.last) {
            (Clause::None, _) | (_, None) => {
                self.end_part()?;
                let first = keys.presses().first().and_then(|press| press.key());
                self.end_entry(first);
                self.presses.extend(keys.presses());
                Some(())
            }
            (Clause::Begins | Clause::Ends, Some(_)) => {
                self.said.push(told);
                Some(())
            }
        }
    }

    /// What was told of one thing is over: it was the name of what is entered next, or said nothing.
    fn end_part(&mut self) -> Option<()> {
        self.end_clause()?;
        let name = std::mem::take(&mut self.name);
        let says = |word: &HeardWord| {
            let english = word.english.to_lowercase();
            !english.split(' ').all(|word| FILLERS.contains(&word))
        };
        let telling: Vec<&HeardWord> = name.iter().filter(|word| says(word)).collect();
        if telling.is_empty() {
            return Some(());
        }
        let is_word = |words: &[&str]| {
            let is = |word: &&HeardWord| words.contains(&word.english.split(' ').next().unwrap_or_default());
            telling.iter().any(is)
        };
        if is_word(&WAITS) {
            self.end_entry(None);
            self.presses.push(Press::Pause);
            return Some(());
        }
        let entry = self.ahead.pop_front()?;
        let typed: Vec<&str> = telling.iter().map(|word| word.typed.as_str()).collect();
        let is_named = match entry.phrase.name(self.language) {
            Some(name) => {
                let generic =
                    telling.iter().all(|word| GENERIC.contains(&word.english.to_lowercase().as_str()));
                generic || likeness(&typed.join(" "), name) >= Likeness::Part
            }
            None => is_word(&GENERIC),
        };
        if !is_named {
            return None;
        }
        self.end_entry(None);
        self.presses.extend(entry.digits.keys().map(Press::Key));
        self.last = Some(entry.phrase);
        self.ends = entry.ended;
        Some(())
    }

    /// What was said of an entry is over: one of its beginnings, or of its ends, must be that of the way.
    fn end_clause(&mut self) -> Option<()> {
        let (said, clause) =
            (std::mem::take(&mut self.said), std::mem::replace(&mut self.clause, Clause::None));
        let is_at_end = clause == Clause::Ends;
        let is_true = |said: &String| self.last.as_ref().is_none_or(|entry| entry.has(said, is_at_end));
        (said.is_empty() || said.iter().any(is_true)).then_some(())
    }

    /// Presses the key that ends the latest entry, unless that is what is pressed next anyway.
    fn end_entry(&mut self, next: Option<Key>) {
        let ends = self.ends.take().filter(|key| next != Some(*key));
        self.presses.extend(ends.map(Press::Key));
    }
}
