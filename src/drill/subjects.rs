//! What is asked for, and of whom: equal words, and words that are about something like it.

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
        let sharing: BTreeSet<usize> =
            words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        let related = sharing
            .into_iter()
            .map(|entry| &self.entries[entry])
            .filter(|entry| entry.words.is_subset(&words) || words.is_subset(&entry.words));
        let places: BTreeSet<usize> = related.flat_map(|entry| entry.places.iter().copied()).collect();
        places.into_iter().filter(|place| !same.contains(place)).collect()
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
