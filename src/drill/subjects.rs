//! What is asked for, and of whom: equal words, and words that are about something like it.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use super::team::{Team, folded};
use crate::plan::{Plan, Target};

/// Words that people ask with, each with the places where it is handled.
#[derive(Clone, Debug, Default)]
pub(super) struct Subjects {
    /// In the order in which they were added.
    entries: Vec<Entry>,
    by_text: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
    /// Made when it is first asked for, and anew after something was added.
    by_rarest: OnceCell<HashMap<String, Vec<usize>>>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// As it was written first.
    text: String,
    words: BTreeSet<String>,
    places: Vec<usize>,
}

impl Subjects {
    /// Notes that this is asked for there. Texts without a letter or figure are nothing that anybody asks for.
    pub(super) fn add(&mut self, text: &str, place: usize) {
        let same = folded(text);
        if same.is_empty() {
            return;
        }
        self.by_rarest.take();
        let entry = *self.by_text.entry(same.clone()).or_insert_with(|| {
            let words: BTreeSet<String> = same.split(' ').map(str::to_owned).collect();
            for word in &words {
                self.by_word.entry(word.clone()).or_default().push(self.entries.len());
            }
            self.entries.push(Entry { text: text.to_owned(), words, places: Vec::new() });
            self.entries.len() - 1
        });
        let places = &mut self.entries[entry].places;
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// All texts, each once.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.text.as_str())
    }

    /// Where exactly this is handled.
    pub(super) fn same(&self, text: &str) -> Vec<usize> {
        self.by_text.get(&folded(text)).map(|&entry| self.entries[entry].places.clone()).unwrap_or_default()
    }

    /// Where something like it is handled: all words of the one are words of the other.
    pub(super) fn near(&self, text: &str) -> Vec<usize> {
        let (same, words) = (self.same(text), folded(text));
        let words: BTreeSet<String> = words.split(' ').map(str::to_owned).collect();
        // Every entry that has all of these words has the rarest of them.
        let wider = self.rarest(&words).filter(|&entry| words.is_subset(&self.entries[entry].words));
        let narrower = words
            .iter()
            .flat_map(|word| self.by_rarest().get(word).into_iter().flatten().copied())
            .filter(|&entry| self.entries[entry].words.is_subset(&words));
        let related = wider.chain(narrower).map(|entry| &self.entries[entry]);
        let places: BTreeSet<usize> = related.flat_map(|entry| entry.places.iter().copied()).collect();
        places.into_iter().filter(|place| !same.contains(place)).collect()
    }

    /// The entries that have the rarest of these words; none where one of them is in no entry.
    fn rarest<'s>(&'s self, words: &BTreeSet<String>) -> impl Iterator<Item = usize> + use<'s> {
        let of_word = |word: &String| self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        words.iter().map(of_word).min_by_key(|entries| entries.len()).unwrap_or_default().iter().copied()
    }

    /// The entries by the rarest of their words, so that a word that all of them have brings none of them together.
    fn by_rarest(&self) -> &HashMap<String, Vec<usize>> {
        self.by_rarest.get_or_init(|| {
            let mut by_rarest: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, entry) in self.entries.iter().enumerate() {
                if let Some(word) = entry.words.iter().min_by_key(|word| self.by_word[*word].len()) {
                    by_rarest.entry(word.clone()).or_default().push(index);
                }
            }
            by_rarest
        })
    }
}

/// What a team is asked for: its name, the topics of its destinations, and of the lines that it answers itself.
pub(super) fn subjects(plan: &Plan, team: &Team) -> Vec<String> {
    let mut subjects = vec![team.name.clone()];
    for &step in &team.steps {
        subjects.extend(plan.step(step).topics.iter().cloned());
    }
    for line in team.lines() {
        if team.steps.iter().any(|&step| plan.line(line).answer.target == Target::Step(step)) {
            subjects.extend(plan.line(line).topics.iter().cloned());
        }
    }
    subjects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_near_are_found_as_if_every_two_were_compared() {
        let texts = ["a", "a b", "b", "a b c", "c d", "d", "a d", "e", "common a", "common b", "common"];
        let mut subjects = Subjects::default();
        texts.iter().enumerate().for_each(|(place, text)| subjects.add(text, place));
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        for asked in texts.into_iter().chain(["b a d", "x", "common a b", "x a"]) {
            let is_near =
                |text: &str| words(text).is_subset(&words(asked)) || words(asked).is_subset(&words(text));
            let near = |place: &usize| texts[*place] != asked && is_near(texts[*place]);
            let expected: Vec<usize> = (0..texts.len()).filter(near).collect();
            assert_eq!(subjects.near(asked), expected, "{asked}");
        }
    }

    #[test]
    fn the_same_words_are_told_from_words_about_something_like_it() {
        let mut subjects = Subjects::default();
        subjects.add("Held Offerings", 0);
        subjects.add("Retail Held Offerings", 1);
        subjects.add("held offerings!", 2);
        subjects.add("GAP", 3);
        subjects.add("—", 4);
        assert_eq!(subjects.same("HELD OFFERINGS"), [0, 2]);
        assert_eq!(subjects.near("Held Offerings"), [1]);
        assert_eq!(subjects.near("questions regarding held offerings"), [0, 2]);
        assert_eq!(subjects.near("power of attorney"), [] as [usize; 0]);
        assert_eq!(subjects.texts().collect::<Vec<_>>(), ["Held Offerings", "Retail Held Offerings", "GAP"]);
    }
}
