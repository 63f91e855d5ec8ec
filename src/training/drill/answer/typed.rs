//! What somebody typed, for whoever looks for keys, times, or yes and no in it: in the plan's language or in English.

use super::entries::told_keys;
use super::keys::{dialled, keys};
use super::names::{Likeness, likeness};
use crate::base::Language;
use crate::call::KeySequence;
use crate::directory::StepRoute;
use crate::number::Dialed;
use crate::plan::{Dialable, Plan};
use crate::training::phrases::{HeardText, HeardWord};

/// An answer as it was typed, and in the words of English.
#[derive(Clone, Debug)]
pub(in crate::training::drill) struct TypedAnswer {
    typed: String,
    heard: HeardText,
    language: Language,
    english: String,
    times: String,
}

impl TypedAnswer {
    /// An answer to a question about a plan.
    pub(in crate::training::drill) fn of(plan: &Plan, answer: &str) -> Self {
        let (typed, language) = (answer.trim().to_owned(), plan.language);
        if language == Language::English {
            let (english, times) = (typed.clone(), typed.clone());
            return Self { heard: HeardText::of(language, &typed), typed, language, english, times };
        }
        let heard = HeardText::of(language, &typed);
        let (english, times) = (heard.english(), heard.english_times());
        Self { typed, heard, language, english, times }
    }

    /// As it was typed.
    pub(in crate::training::drill) fn typed(&self) -> &str {
        &self.typed
    }

    /// In English, for whoever looks for yes or no, or for a number.
    pub(in crate::training::drill) fn english(&self) -> &str {
        &self.english
    }

    /// In English, for whoever looks for times and days.
    pub(in crate::training::drill) fn times(&self) -> &str {
        &self.times
    }

    /// The keys that it says.
    pub(in crate::training::drill) fn keys(&self) -> Option<KeySequence> {
        keys(&self.english)
    }

    /// The keys that it says of a way on which something may be entered, which people call by its name.
    pub(in crate::training::drill) fn keys_of(&self, plan: &Plan, way: &StepRoute) -> Option<KeySequence> {
        self.keys().or_else(|| told_keys(plan, self.language, way, self.heard.words()))
    }

    /// The number that it says, and the keys behind it; what is entered on one of the ways is called by its name.
    pub(in crate::training::drill) fn dialled<'w>(
        &self,
        plan: &Plan,
        ways: &(impl Iterator<Item = &'w StepRoute> + Clone),
    ) -> Option<(Dialed, KeySequence)> {
        if let Some(found) = dialled(&self.english, plan) {
            return Some(found);
        }
        let words = self.heard.words();
        (1..words.len().min(MOST_WORDS)).rev().find_map(|count| {
            let number = text_of(&words[..count]);
            let (number, keys) = dialled(&number, plan).filter(|(_, keys)| keys.presses().is_empty())?;
            let is_on = |way: &&StepRoute| plan.dial(number) == Some(Dialable::Line(way.line));
            let told = |way| told_keys(plan, self.language, way, &words[count..]);
            ways.clone()
                .filter(is_on)
                .find_map(told)
                .map(|told| (number, told))
                .filter(|_| keys.presses().is_empty())
        })
    }

    /// How well it fits a name, with the article before it or without.
    pub(in crate::training::drill) fn likeness(&self, name: &str) -> Likeness {
        let like = likeness(&self.typed, name);
        match self.heard.without_article(self.language) {
            Some(bare) if like < Likeness::Close => like.max(likeness(&bare, name)),
            _ => like,
        }
    }
}

/// Nobody needs more words to say a number.
const MOST_WORDS: usize = 30;

fn text_of(words: &[HeardWord]) -> String {
    words.iter().flat_map(|word| [word.english.as_str(), word.behind.as_str()]).collect()
}
