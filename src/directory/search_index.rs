//! What a plan has words for, by word.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::english::WordWeight;
use super::search_words::{SearchWord, initials, joined, words};
use super::word_likeness::{SAME, slips};
use crate::plan::{Contact, ContactId, Line, Plan, StepId, StepKind, Target};

/// How much a name counts, of 10.
const NAME: u32 = 10;
const CHANNEL: u32 = 9;
const TOPIC: u32 = 9;
const OFFER: u32 = 9;
const UNIT: u32 = 6;
const RESTRICTION: u32 = 5;
const NOTE: u32 = 3;

/// Something that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchSubject {
    /// Where a call can be put through, or a menu to choose from.
    Step(StepId),
    /// A fax number, an e-mail or postal address.
    Contact(ContactId),
}

/// A text of a plan that can answer a request.
#[derive(Debug)]
pub(super) struct SearchField<'p> {
    /// Which subject it is of, by its place among them.
    pub(super) subject: usize,
    pub(super) text: &'p str,
    /// How much it counts, of 10.
    pub(super) weight: u32,
    /// The words that tell, by their places: what an answer should be about.
    pub(super) telling: u64,
    /// Whether it is the name of a channel other than the phone, as `fax`.
    pub(super) is_channel: bool,
}

/// A subject, and what matters of it as a whole.
#[derive(Debug)]
pub(super) struct SearchEntry {
    pub(super) subject: SearchSubject,
    /// Whether it is reached by other ways than the phone only, which people ask for as such.
    pub(super) is_written_to: bool,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// The field, by its place.
    pub(super) field: usize,
    /// The words of the field that it covers, by their places.
    pub(super) covers: u64,
}

/// A word of a plan, or several that can be written as one.
#[derive(Debug)]
pub(super) struct KnownWord {
    word: SearchWord,
    /// Whether it stands in the plan as it is, and is not joined of several.
    is_written: bool,
    pub(super) postings: Vec<Posting>,
}

/// The words of a plan.
#[derive(Debug, Default)]
pub(super) struct SearchIndex<'p> {
    pub(super) subjects: Vec<SearchEntry>,
    pub(super) fields: Vec<SearchField<'p>>,
    pub(super) words: Vec<KnownWord>,
    by_text: HashMap<String, usize>,
}

impl<'p> SearchIndex<'p> {
    /// Everything in the plan that can be asked for.
    pub(super) fn of(plan: &'p Plan) -> Self {
        let mut index = Self::default();
        let mut lines: BTreeMap<StepId, Vec<&'p Line>> = BTreeMap::new();
        for (id, line) in plan.lines() {
            if let Target::Step(step) = plan.answer_of(id) {
                lines.entry(step).or_default().push(line);
            }
        }
        let mut offers: BTreeMap<StepId, Vec<&'p str>> = BTreeMap::new();
        for (_, step) in plan.steps() {
            let StepKind::Menu(menu) = &step.kind else { continue };
            for (_, choice) in menu.ways() {
                if let (Target::Step(step), Some(say)) = (choice.link.target, &choice.say) {
                    offers.entry(step).or_default().push(say);
                }
            }
        }
        for (id, step) in plan.steps() {
            // A message that a key offers answers what is asked, though nobody picks up.
            let is_asked_for = match &step.kind {
                StepKind::Menu(_) => true,
                StepKind::Message(_) => step.name.is_some() || offers.contains_key(&id),
                _ => step.name.is_some(),
            };
            if !is_asked_for {
                continue;
            }
            index.subjects.push(SearchEntry { subject: SearchSubject::Step(id), is_written_to: false });
            index.add_about(step.name.as_deref(), &step.topics, step.unit.as_deref());
            for line in lines.get(&id).into_iter().flatten() {
                index.add_about(Some(&line.name), &line.topics, line.unit.as_deref());
            }
            for offer in offers.get(&id).into_iter().flatten() {
                index.add(offer, OFFER);
            }
        }
        for (id, contact) in plan.contacts() {
            let is_written_to = contact.phone.is_none();
            index.subjects.push(SearchEntry { subject: SearchSubject::Contact(id), is_written_to });
            index.add_contact(contact);
        }
        index
    }

    fn add_about(&mut self, name: Option<&'p str>, topics: &'p [String], unit: Option<&'p str>) {
        self.add_all(name, NAME);
        self.add_all(topics.iter().map(String::as_str), TOPIC);
        self.add_all(unit, UNIT);
    }

    fn add_contact(&mut self, contact: &'p Contact) {
        self.add_about(Some(&contact.name), &contact.topics, contact.unit.as_deref());
        let Contact { only_for, note, fax, email, post, .. } = contact;
        self.add_all(note.as_deref(), NOTE);
        self.add_all(only_for.iter().chain(post).chain(email).map(String::as_str), RESTRICTION);
        let channels = [
            (fax.is_some(), &["fax"][..]),
            (email.is_some(), &["email"]),
            (!post.is_empty(), &["mail", "post", "address", "zip", "letter"]),
        ];
        for text in channels.into_iter().filter(|(there, _)| *there).flat_map(|(_, texts)| texts) {
            self.add(text, CHANNEL);
            if let Some(field) = self.fields.last_mut() {
                field.is_channel = true;
            }
        }
    }

    /// Adds texts of the subject that was added last.
    fn add_all(&mut self, texts: impl IntoIterator<Item = &'p str>, weight: u32) {
        for text in texts {
            self.add(text, weight);
        }
    }

    /// Adds a text of the subject that was added last.
    fn add(&mut self, text: &'p str, weight: u32) {
        let field = self.fields.len();
        let words = words(text);
        // Words that stand for the same share a place.
        let places: Vec<u32> = words
            .iter()
            .scan(0, |next, word| {
                *next += u32::from(!word.is_alternative);
                Some(*next)
            })
            .collect();
        let bit = |word: usize| 1_u64.checked_shl(places[word]).unwrap_or(0);
        let telling = |wanted: &dyn Fn(WordWeight) -> bool| {
            let places = words.iter().enumerate().filter(|(_, word)| wanted(word.weight));
            places.fold(0, |all, (place, _)| all | bit(place))
        };
        let telling = match telling(&|weight| weight == WordWeight::Telling) {
            0 => telling(&|_| true),
            some => some,
        };
        let subject = self.subjects.len().saturating_sub(1);
        self.fields.push(SearchField { subject, text, weight, telling, is_channel: false });
        let together: Vec<&SearchWord> = words.iter().collect();
        for (places, word) in joined(&together) {
            self.note(
                SearchWord::new(word),
                false,
                Posting { field, covers: places.map(bit).fold(0, |all, bit| all | bit) },
            );
        }
        for letters in initials(&words) {
            self.note(SearchWord::new(letters), false, Posting { field, covers: telling });
        }
        for (place, word) in words.into_iter().enumerate() {
            self.note(word, true, Posting { field, covers: bit(place) });
        }
    }

    fn note(&mut self, word: SearchWord, is_written: bool, posting: Posting) {
        let known = *self.by_text.entry(word.text.clone()).or_insert_with(|| {
            self.words.push(KnownWord { word, is_written: false, postings: Vec::new() });
            self.words.len() - 1
        });
        self.words[known].is_written |= is_written;
        self.words[known].postings.push(posting);
    }

    /// The words that are the same in some form, or begin so, or are made of it: each with how alike they are, from 1 to
    /// [`SAME`].
    pub(super) fn alike(&self, asked: &SearchWord) -> Vec<(usize, u32)> {
        let length = asked.stem.chars().count();
        let likeness = |known: &KnownWord| {
            let SearchWord { text, stem, root, .. } = &known.word;
            if *text == asked.text {
                SAME
            } else if *stem == asked.stem {
                95
            } else if !known.is_written {
                0
            } else if *root == asked.root && root.len() >= 3 {
                92
            } else if length >= 3 && text.starts_with(&*asked.stem) {
                // The beginning of a word may be its short form, or any other word.
                if length >= 5 { 80 } else { 65 }
            } else {
                0
            }
        };
        self.liked(likeness)
    }

    /// Whether one text has all of these words, in some form.
    pub(super) fn has(&self, words: &[SearchWord]) -> bool {
        let fields = |word: &SearchWord| -> HashSet<usize> {
            let known = self.words.iter().filter(|known| known.word.stem == word.stem);
            known.flat_map(|known| known.postings.iter().map(|posting| posting.field)).collect()
        };
        let of_all = words.iter().map(fields).reduce(|all, of_word| &all & &of_word);
        of_all.is_some_and(|fields| !fields.is_empty())
    }

    /// The words that are the same but for slips of the finger.
    pub(super) fn nearly_alike(&self, asked: &SearchWord) -> Vec<(usize, u32)> {
        let first = |text: &str| text.chars().next();
        let likeness = |known: &KnownWord| {
            let word = &known.word;
            let is_turned = first(&word.text) == asked.text.chars().nth(1);
            if !known.is_written || first(&word.text) != first(&asked.text) && !is_turned {
                return 0;
            }
            let texts = slips(&asked.text, &word.text);
            let stems = slips(&asked.stem, &word.stem);
            texts.into_iter().chain(stems).min().map_or(0, |slips| 75 - 10 * slips)
        };
        self.liked(likeness)
    }

    fn liked(&self, likeness: impl Fn(&KnownWord) -> u32) -> Vec<(usize, u32)> {
        let all = self.words.iter().enumerate().map(|(place, known)| (place, likeness(known)));
        all.filter(|&(_, likeness)| likeness > 0).collect()
    }

    /// Joined words that stand in the plan, joined or not.
    pub(super) fn same(&self, joined: &SearchWord) -> Vec<(usize, u32)> {
        self.liked(|known| match &known.word {
            word if word.text == joined.text => SAME,
            word if word.stem == joined.stem => 95,
            _ => 0,
        })
    }
}
