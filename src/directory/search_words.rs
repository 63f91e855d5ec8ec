//! A text as words to search by: taken apart as it is written, and joined as it could be.

use std::ops::Range;

use super::english::{WordWeight, root, stem, weight};

/// How many words are joined at most: `M. R. I.`
const MAX_JOINED: usize = 4;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SearchWord {
    /// In lower case.
    pub(super) text: String,
    /// What it has in common with its other forms.
    pub(super) stem: String,
    /// What it has in common with the words that it is made of.
    pub(super) root: String,
    pub(super) weight: WordWeight,
    /// Whether the word before stands for the same, as in `Title/Lien Release`.
    pub(super) is_alternative: bool,
}

impl SearchWord {
    pub(super) fn new(text: String) -> Self {
        let stem = stem(&text);
        Self { root: root(&text), weight: weight(&text, &stem), stem, text, is_alternative: false }
    }
}

/// The words of a text. Signs part words, and so does a capital letter: `SmartAuction`. A word may say whose it is.
pub(super) fn words(text: &str) -> Vec<SearchWord> {
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}');
    let mut words = Vec::new();
    for chunk in text.split_whitespace() {
        let chunk = chunk.trim_end_matches(|c: char| !c.is_alphanumeric());
        let owner = chunk.strip_suffix(['s', 'S']).and_then(|rest| rest.strip_suffix(is_apostrophe));
        let plain: String = owner.unwrap_or(chunk).chars().filter(|&c| !is_apostrophe(c)).collect();
        for (choice, alternative) in plain.split('/').enumerate() {
            let first = words.len();
            for part in alternative.split(|c: char| !c.is_alphanumeric()) {
                words.extend(humps(part).map(|part| SearchWord::new(part.to_lowercase())));
            }
            if let Some(word) = words.get_mut(first).filter(|_| choice > 0) {
                word.is_alternative = true;
            }
        }
    }
    words
}

/// The parts of a word that begin with a capital letter.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut last = rest.chars().next()?;
        let next = rest.char_indices().skip(1).find(|&(_, c)| {
            let begins = last.is_lowercase() && c.is_uppercase();
            last = c;
            begins
        });
        let (part, after) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(part)
    })
}

/// Words that stand beside each other, as one word: their places, and the word as it is written and with stems in front, for
/// a part in front may have an ending: `paying off`. `and` between them is left out, as in `F and I`.
pub(super) fn joined<'w>(words: &'w [&'w SearchWord]) -> impl Iterator<Item = (Range<usize>, String)> + 'w {
    let windows = (0..words.len()).flat_map(move |first| {
        (2..=MAX_JOINED).map(move |count| first..first + count).take_while(|window| window.end <= words.len())
    });
    windows.flat_map(move |window| {
        let parts = &words[window.clone()];
        let is_and = |word: &&&SearchWord| word.text == "and";
        let ends_so = parts.iter().take(1).chain(parts.last()).any(|word| is_and(&word));
        let told: Vec<&SearchWord> = parts.iter().filter(|word| !is_and(word)).copied().collect();
        let join = |front: fn(&SearchWord) -> &str| -> Option<String> {
            let (last, before) = told.split_last().filter(|(_, before)| !before.is_empty() && !ends_so)?;
            Some(before.iter().map(|word| front(word)).chain([last.text.as_str()]).collect())
        };
        let as_written = join(|word| &word.text);
        let by_stems = join(|word| &word.stem).filter(|word| Some(word) != as_written.as_ref());
        as_written.into_iter().chain(by_stems).map(move |word| (window.clone(), word))
    })
}

/// The first letters of a name of several words, with small words and without.
pub(super) fn initials(words: &[SearchWord]) -> Vec<String> {
    let letters = |with_fillers: bool| -> String {
        let words = words.iter().filter(|word| with_fillers || word.weight != WordWeight::Filler);
        words.filter_map(|word| word.text.chars().next()).collect()
    };
    let mut all = vec![letters(true), letters(false)];
    all.dedup();
    all.retain(|letters| letters.chars().count() >= 3);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    fn joins(text: &str) -> Vec<String> {
        let words = words(text);
        joined(&words.iter().collect::<Vec<_>>()).map(|(_, word)| word).collect()
    }

    #[test]
    fn words_are_taken_apart_at_signs_and_capitals() {
        assert_eq!(texts("F&I Rewards"), ["f", "i", "rewards"]);
        assert_eq!(texts("Title/Lien Releases?"), ["title", "lien", "releases"]);
        assert_eq!(
            texts("SmartAuction RouteOne eContract GAP"),
            ["smart", "auction", "route", "one", "e", "contract", "gap"]
        );
        assert_eq!(
            texts("the customers' and the customer\u{2019}s can't"),
            ["the", "customers", "and", "the", "customer", "cant"]
        );
        assert_eq!(texts(" ?! "), [] as [&str; 0]);
    }

    #[test]
    fn words_that_could_be_one_are_joined() {
        assert_eq!(joins("pay off"), ["payoff"]);
        assert_eq!(joins("paying off"), ["payingoff", "payoff"]);
        assert_eq!(joins("FedEx"), ["fedex", "feedex"]);
        assert_eq!(joins("e mail"), ["email"]);
        assert_eq!(joins("F and I"), ["fi"]);
        assert_eq!(joins("M.R.I."), ["mr", "mri", "ri"]);
    }

    #[test]
    fn a_name_has_initials() {
        assert_eq!(initials(&words("Power of Attorney")), ["poa"]);
        assert_eq!(initials(&words("Dealer Service Center")), ["dsc"]);
        assert_eq!(initials(&words("Bank of the West")), ["botw"]);
        assert_eq!(initials(&words("Payoffs")), [] as [&str; 0]);
    }
}
