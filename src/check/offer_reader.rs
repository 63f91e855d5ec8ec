//! Where a prompt offers keys, and which words say what they are for. See [`offers`](super::offers).

use std::ops::Range;

use super::prompt_words::{NamedKey, PromptWord, named_key, words};
use crate::plan::Key;

/// How an offer is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfferShape {
    /// "For sales, press 1."
    LabelFirst,
    /// "Press 1 for sales."
    KeyFirst,
    /// "Press 1 now.", "Choose a number from 1 to 4."
    Bare,
}

/// Keys that are offered together, by their places among the words.
#[derive(Clone, Debug)]
pub(super) struct KeyGroup {
    pub(super) keys: Vec<NamedKey>,
    /// What is to be pressed after them.
    pub(super) then: Option<Key>,
    /// What they are for.
    pub(super) label: Range<usize>,
    /// The same for each key, where as many things are named as keys.
    pub(super) parts: Vec<Range<usize>>,
    /// All that belongs to the offer; the last word is within.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) shape: OfferShape,
}

/// Keys without what they are for.
struct OfferedKeys {
    named: Vec<NamedKey>,
    next: usize,
    then: Option<Key>,
    is_range: bool,
}

impl OfferedKeys {
    /// A key that is named by one word.
    fn one(key: Key, at: usize) -> Self {
        let named = vec![NamedKey { key, at, next: at + 1 }];
        Self { named, next: at + 1, then: None, is_range: false }
    }
}

/// What stands before a verb and may say what the key is for.
#[derive(Clone, Copy)]
pub(super) struct OfferLead {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Whether it begins as such words do: "for", "to", "if".
    pub(super) has_lead: bool,
}

pub(super) struct OfferReader<'t> {
    pub(super) words: Vec<PromptWord<'t>>,
    /// Up to where the words have been used.
    pub(super) used: usize,
    /// The shape of the list that "2 for ..." or "for ..., 2" would go on.
    goes_on: Option<OfferShape>,
}

/// What people may say between what a key is for and the verb.
const FILLERS: [&str; 16] = [
    "please", "just", "simply", "then", "now", "you", "can", "may", "must", "should", "only", "also",
    "either", "or", "and", "say",
];

/// Words before "for" or "to" after which these begin nothing.
const ONWARD: [&str; 12] = [
    "you", "thanks", "welcome", "calling", "call", "waiting", "asking", "wait", "gracias", "open", "back",
    "up",
];

/// Words by which a sentence is known as one that is said out of courtesy, and tells nothing of a key.
const COURTESY: [&str; 13] = [
    "thank",
    "thanks",
    "welcome",
    "hello",
    "hi",
    "gracias",
    "merci",
    "convenience",
    "faster",
    "quicker",
    "quality",
    "training",
    "reached",
];

impl<'t> OfferReader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { words: words(text), used: 0, goes_on: None }
    }

    /// The keys that are offered at a word, with what they are for.
    pub(super) fn group_at(&mut self, at: usize) -> Option<KeyGroup> {
        let word = &self.words[at];
        if word.is_any(&[".", "!", "?"]) {
            self.goes_on = None;
        }
        let found = if (word.is_verb() || word.is_weak_verb()) && !self.is_denied(at) {
            self.after_verb(at)
        } else {
            self.item(at).or_else(|| self.item_label_first(at))
        };
        let group = found?;
        self.used = group.last + 1;
        if group.shape != OfferShape::Bare {
            self.goes_on = Some(group.shape);
        }
        Some(group)
    }

    /// "press any key", "press any other key"
    pub(super) fn is_any_key(&self, at: usize) -> bool {
        let is_key = |index: usize| self.is_word(index, &["key", "keys", "button", "number", "digit"]);
        self.words[at].is_verb() && self.is_word(at + 1, &["any"]) && (is_key(at + 2) || is_key(at + 3))
    }

    /// Several keys in a row, as in "press 12" or "press star 9". What is dialed is a number, and none.
    pub(super) fn row(&self, at: usize) -> Option<Range<usize>> {
        let word = &self.words[at];
        let dials = ["dial", "dialing", "dialling", "marque", "marca", "composez"];
        if !word.is_verb() || word.is_any(&dials) || self.is_denied(at) {
            return None;
        }
        let skipped = ["the", "number", "or", "say", "option", "el", "le", "sur"];
        let start = (at + 1..self.words.len()).find(|&index| !self.is_word(index, &skipped))?;
        let text = self.words[start].text;
        if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()) && self.is_boundary(start + 1) {
            return Some(start..start + 1);
        }
        let first = named_key(&self.words, start)?;
        let second = named_key(&self.words, first.next).filter(|second| second.at == first.next)?;
        let is_number = self.words.get(second.next).is_some_and(|word| word.key().is_some());
        (self.is_boundary(second.next) && !is_number).then_some(first.at..second.next)
    }

    /// The words of the sentence around a place.
    pub(super) fn sentence(&self, first: usize, last: usize) -> &[PromptWord<'t>] {
        let is_end = |index: &usize| self.is_word(*index, &[".", ";", "!", "?"]);
        let start = (0..first).rev().find(is_end).map_or(0, |end| end + 1);
        let end = (last..self.words.len()).find(is_end).unwrap_or(self.words.len());
        &self.words[start..end]
    }

    pub(super) fn is_word(&self, at: usize, list: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| word.is_any(list))
    }

    pub(super) fn is_lead(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(PromptWord::is_lead)
    }

    fn is_mark(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(PromptWord::is_mark)
    }

    fn is_number(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.key().is_some() || word.is_large_number())
    }

    /// Whether words about a key can end before this one.
    fn is_boundary(&self, at: usize) -> bool {
        let further = ["now", "respectively", "followed", "then", "is", "please", "anytime", "at", "on"];
        self.words.get(at).is_none_or(|word| {
            word.is_mark() || word.is_lead() || word.is_and() || word.is_verb() || word.is_any(&further)
        })
    }

    pub(super) fn is_denied(&self, at: usize) -> bool {
        let before = &self.words[at.saturating_sub(3)..at];
        before.iter().any(|word| word.is_any(&["not", "don't", "don’t", "never", "without", "cannot"]))
    }

    /// Whether a part of a sentence begins here.
    fn begins(&self, at: usize) -> bool {
        at == self.used
            || at == 0
            || self.is_mark(at - 1)
            || self.is_word(
                at - 1,
                &["or", "and", "otherwise", "please", "also", "now", "but", "y", "ou", "oder"],
            )
            || self.words[at].text.starts_with(char::is_uppercase)
    }

    fn after_verb(&self, at: usize) -> Option<KeyGroup> {
        let word = &self.words[at];
        let before = self.before(at);
        let keys = self.keys(at + 1, before.is_some())?;
        let is_sure = word.is_verb()
            || self.is_boundary(keys.next)
                && (before.is_some_and(|before| before.has_lead)
                    || self.is_lead(keys.next) && (!word.is("number") || self.begins(at))
                    || word.is_any(&["enter", "select", "choose"]));
        if !is_sure {
            return None;
        }
        let behind = self.behind(&keys);
        // "For sales, press 1 to go on" says first what it is for. "For faster service, press 1 for sales" does not.
        // "By pressing 1 you reach sales" is not what it stands behind.
        let is_done = word.lower.ends_with("ing");
        let before = before.filter(|before| before.has_lead || !is_done && behind.is_none());
        let before = before.filter(|_| behind.is_none() || !self.is_for_list(&keys));
        Some(match (before, behind) {
            (Some(before), _) => {
                self.with(keys, before.first..before.end, before.first, OfferShape::LabelFirst)
            }
            (None, Some(label)) => self.with(keys, label, at, OfferShape::KeyFirst),
            (None, None) => self.with(keys, at..at, at, OfferShape::Bare),
        })
    }

    /// Whether "for" stands behind the key, and what it is for ends before the next key is named.
    fn is_for_list(&self, keys: &OfferedKeys) -> bool {
        self.is_word(keys.next, &["for"]) && {
            let end = self.end_of_label(keys.next);
            !self.words.get(end).is_some_and(PromptWord::is_verb)
                && !self.words.get(end + 1).is_some_and(PromptWord::is_verb)
                && !self.words.get(end + 2).is_some_and(PromptWord::is_verb)
        }
    }

    fn with(&self, keys: OfferedKeys, label: Range<usize>, first: usize, shape: OfferShape) -> KeyGroup {
        let end = keys.next - 1;
        let last = if shape == OfferShape::KeyFirst { label.end - 1 } else { end };
        let parts = self.parts(&label, keys.named.len());
        let shape = if keys.is_range { OfferShape::Bare } else { shape };
        KeyGroup { keys: keys.named, then: keys.then, label, parts, first, last: last.max(end), shape }
    }

    /// What stands before the verb, in the same sentence and behind what was used.
    pub(super) fn before(&self, at: usize) -> Option<OfferLead> {
        let mut end = at;
        let mut wants_lead = false;
        while end > self.used {
            let word = &self.words[end - 1];
            let is_dots = word.is(".") && end - 1 > self.used && self.words[end - 2].is(".");
            if word.is_any(&["!", "?"]) || word.is(".") && !is_dots && !self.words[end].is(".") {
                return None;
            }
            wants_lead |= word.is_any(&[";", ":", "—", "–", "-", ".", "("]);
            if !word.is_mark() && !word.is_any(&FILLERS) {
                break;
            }
            end -= 1;
        }
        let stop = (self.used..end).rev().find(|&index| self.words[index].is_stop());
        let start = stop.map_or(self.used, |stop| stop + 1);
        let mut leads = (start..end).rev().filter(|&index| self.is_lead(index));
        let mut first = leads.clone().find(|&index| self.begins(index));
        // "To reach sales, or for service, press 1."
        while let Some(lead) = first.filter(|&lead| lead > start && self.words[lead - 1].is_and()) {
            match (start..lead).rev().find(|&index| self.is_lead(index) && self.begins(index)) {
                Some(earlier) => first = Some(earlier),
                None => break,
            }
        }
        let onward = |index: usize| index > start && self.is_word(index - 1, &ONWARD);
        let first = first.or_else(|| leads.find(|&index| !onward(index)));
        let has_lead = first.is_some();
        let first = first.unwrap_or(start);
        let is_courtesy = self.words[first..end].iter().any(|word| word.is_any(&COURTESY));
        let is_told = first < end && !is_courtesy && (has_lead || !wants_lead || self.is_name(first..end));
        is_told.then_some(OfferLead { first, end, has_lead })
    }

    /// Whether these few words may be a name, as in "Sales: press 1".
    fn is_name(&self, range: Range<usize>) -> bool {
        range.len() <= 3 && !self.words[range].iter().any(|word| word.is_any(&["menu", "options", "choices"]))
    }

    /// The words behind the keys that say what they are for.
    fn behind(&self, keys: &OfferedKeys) -> Option<Range<usize>> {
        let mut start = keys.next;
        while self.is_word(start, &["now", "please"]) {
            start += 1;
        }
        if self.is_lead(start) {
            return Some(start..self.end_of_label(start));
        }
        // "Press 1, for sales." and "Press 1: sales."
        if !self.is_word(start, &[",", ":", "—", "–", "-"]) {
            return None;
        }
        let is_comma = self.is_word(start, &[","]);
        let begins = start + 1;
        let word = self.words.get(begins).filter(|word| !word.is_mark() && !word.is_verb())?;
        let end = self.end_of_label(begins);
        let next = self.words.get(end).is_some_and(|word| word.is(","))
            && (end + 1..end + 3).any(|index| self.words.get(index).is_some_and(PromptWord::is_verb))
            || self.words.get(end).is_some_and(PromptWord::is_verb);
        (!next && if is_comma { word.is("for") } else { word.key().is_none() && end - begins <= 4 })
            .then_some(begins..end)
    }

    /// Where "for sales and service" ends: at a comma, a full stop, or where the next key is offered.
    pub(super) fn end_of_label(&self, start: usize) -> usize {
        let ends = |index: &usize| {
            let word = &self.words[*index];
            // "for sales or 2 for parts", "for sales or option two for parts"
            let is_key = || named_key(&self.words, index + 1).is_some_and(|named| self.is_lead(named.next));
            let begins_next = self.words.get(index + 1).is_some_and(|next| next.is_verb() || is_key());
            word.is_mark() || word.is_verb() || word.is_and() && begins_next
        };
        (start + 1..self.words.len()).find(ends).unwrap_or(self.words.len())
    }

    /// The keys that are named from a word on. `is_labelled`: what they are for has been said before.
    fn keys(&self, start: usize, is_labelled: bool) -> Option<OfferedKeys> {
        if let Some(range) = self.range(start) {
            return Some(range);
        }
        let first = named_key(&self.words, start).filter(|first| !self.is_number(first.next))?;
        let mut next = first.next;
        let mut keys = vec![first];
        let mut then = None;
        loop {
            let comma = usize::from(self.is_word(next, &[","]));
            let and = usize::from(self.words.get(next + comma).is_some_and(PromptWord::is_and));
            let behind = next + comma + and;
            if self.is_word(behind, &["then", "followed", "finish", "finishing", "end", "ending"]) {
                let by = behind + 1 + usize::from(self.is_word(behind + 1, &["by", "with"]));
                if let Some(named) = named_key(&self.words, by) {
                    (then, next) = (Some(named.key), named.next);
                }
                break;
            }
            let skipped = usize::from(self.is_word(behind, &["please", "just"]));
            let Some(named) = named_key(&self.words, behind + skipped).filter(|_| comma + and > 0) else {
                break;
            };
            let is_again = named.at > behind + skipped && self.words[behind + skipped].is_verb();
            let is_own = self.is_lead(named.next) && (is_labelled || is_again);
            if is_own || self.is_number(named.next) || !self.is_boundary(named.next) {
                break;
            }
            if self.is_word(next + comma, &["and"]) && named.key.character() == '#' {
                (then, next) = (Some(named.key), named.next);
                break;
            }
            keys.push(named);
            next = named.next;
        }
        Some(OfferedKeys { named: keys, next, then, is_range: false })
    }

    /// "1 through 4", "from 1 to 4", "between 1 and 4", "1-4"
    fn range(&self, start: usize) -> Option<OfferedKeys> {
        let skipped = ["the", "number", "numbers", "key", "keys", "option", "options", "from", "a", "any"];
        let mut at = start;
        let mut is_between = false;
        while self.is_word(at, &skipped) || self.is_word(at, &["between"]) {
            is_between |= self.is_word(at, &["between"]);
            at += 1;
        }
        let word = self.words.get(at)?;
        let (from, to, next) = if let [from, b'-', to] = word.text.as_bytes() {
            (Key::new(char::from(*from))?, Key::new(char::from(*to))?, at + 1)
        } else {
            let first = named_key(&self.words, at).filter(|first| first.at == at)?;
            let joins = ["through", "thru", "to", "till", "until", "–", "-", "—", "a", "bis"];
            let is_range =
                self.is_word(first.next, &joins) || is_between && self.is_word(first.next, &["and"]);
            let last = named_key(&self.words, first.next + 1).filter(|_| is_range)?;
            (first.key, last.key, last.next)
        };
        let digit = |key: Key| key.character().to_digit(10);
        let (from, to) = (digit(from)?, digit(to)?);
        if from >= to || !self.is_boundary(next) {
            return None;
        }
        let digits = (from..=to).filter_map(|digit| char::from_digit(digit, 10).and_then(Key::new));
        let keys = digits.map(|key| NamedKey { key, at, next }).collect();
        Some(OfferedKeys { named: keys, next, then: None, is_range: true })
    }

    /// "2 for billing", in a list of such.
    fn item(&self, at: usize) -> Option<KeyGroup> {
        let key = self.words[at].key()?;
        let is_item = |index: usize| {
            self.words[index].key().is_some()
                && self.is_lead(index + 1)
                && !self.is_number(index + 2)
                && (index == 0 || self.begins(index))
        };
        let is_list = || (at..self.words.len()).filter(|&index| is_item(index)).count() > 1;
        if !is_item(at) || self.goes_on != Some(OfferShape::KeyFirst) && !is_list() {
            return None;
        }
        let keys = OfferedKeys::one(key, at);
        Some(self.with(keys, at + 1..self.end_of_label(at + 1), at, OfferShape::KeyFirst))
    }

    /// "for billing, 2" or "for billing 2", in a list of such.
    fn item_label_first(&self, at: usize) -> Option<KeyGroup> {
        let key = self.words[at].key()?;
        let ends = self.words.get(at + 1).is_none_or(|word| word.is_mark() || word.is_and());
        if self.goes_on != Some(OfferShape::LabelFirst) || !ends || at == 0 {
            return None;
        }
        let end = at - usize::from(self.is_word(at - 1, &[","]));
        let mark = (self.used..end).rev().find(|&index| self.is_mark(index));
        let start = mark.map_or(self.used, |mark| mark + 1);
        let first = start + usize::from(self.words.get(start).is_some_and(PromptWord::is_and));
        let label = self.words.get(first..end).filter(|label| (2..=7).contains(&label.len()))?;
        let is_other = label.iter().any(|word| {
            let others = ["suite", "floor", "room", "unit", "at", "until", "is", "are", "open", "within"];
            word.key().is_some() || word.is_large_number() || word.is_any(&others)
        });
        if is_other || !self.is_lead(first) {
            return None;
        }
        let keys = OfferedKeys::one(key, at);
        Some(self.with(keys, first..end, first, OfferShape::LabelFirst))
    }

    /// "sales, service or parts" in as many parts as there are keys; nothing if there are not as many.
    fn parts(&self, label: &Range<usize>, keys: usize) -> Vec<Range<usize>> {
        let parts = self.things(label);
        if keys > 1 && parts.len() == keys { parts } else { Vec::new() }
    }

    /// The things that are named one after the other, as in "sales, service or parts".
    pub(super) fn things(&self, label: &Range<usize>) -> Vec<Range<usize>> {
        let mut things = Vec::new();
        let mut start = label.start;
        for index in label.clone() {
            let word = &self.words[index];
            if word.is_and() || word.is(",") {
                things.extend((start < index).then_some(start..index));
                start = index + 1;
            }
        }
        things.extend((start < label.end).then_some(start..label.end));
        things
    }
}
