//! What is asked for, and of whom: equal words, and words that are about something like it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::names::{folded, plain, slug};
use super::team::Team;
use crate::plan::{Plan, Target};

/// Words that people ask with, each with the places where it is handled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subjects {
    /// In the order in which they were first added.
    entries: Vec<SubjectEntry>,
    by_text: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
    /// How names look that are not the same and look alike.
    look_alikes: HashSet<String>,
    /// Made when it is first asked for, and anew after something was added.
    by_rarest: OnceCell<HashMap<String, Vec<usize>>>,
}

/// What is asked for, and where.
#[derive(Clone, Debug, Default)]
pub(crate) struct SubjectPlace(Vec<(String, usize)>);

impl SubjectPlace {
    /// Notes that this is asked for there.
    pub(crate) fn add(&mut self, text: &str, place: usize) {
        self.0.push((text.to_owned(), place));
    }

    /// All of it, where these are the names among it.
    pub(crate) fn subjects<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Subjects {
        let mut subjects = Subjects::default();
        let mut looks: HashMap<String, &str> = HashMap::new();
        for name in names {
            if *looks.entry(looks_of(name)).or_insert(name) != name {
                subjects.look_alikes.insert(looks_of(name));
            }
        }
        // The same words with other signs are the same subject, unless it is handled elsewhere.
        let mut alike: HashMap<String, BTreeMap<String, BTreeSet<usize>>> = HashMap::new();
        for (text, place) in &self.0 {
            alike.entry(slug(text)).or_default().entry(subjects.key(text)).or_default().insert(*place);
        }
        for (text, place) in &self.0 {
            let places = &alike[&slug(text)];
            let is_one = places.values().all(|all| Some(all) == places.values().next());
            subjects.add(text, if is_one { places.keys().next() } else { None }, *place);
        }
        subjects
    }
}

/// How a text looks, without the signs that only end a sentence.
fn looks_of(text: &str) -> String {
    let looks = plain(text);
    let bare = looks.trim_matches(['.', ',', ';', ':', '!', '?', '"', '\'', ' ', '\u{201c}', '\u{201d}']);
    if bare.is_empty() { looks } else { bare.to_owned() }
}

#[derive(Clone, Debug)]
struct SubjectEntry {
    /// As it was written first.
    text: String,
    words: BTreeSet<String>,
    places: Vec<usize>,
}

impl Subjects {
    /// What tells a text from others: how it looks; letter for letter, where names look alike.
    fn key(&self, text: &str) -> String {
        let looks = looks_of(text);
        if self.look_alikes.contains(&looks) { text.to_owned() } else { looks }
    }

    /// Notes that this is asked for there, perhaps by another key than its own.
    fn add(&mut self, text: &str, key: Option<&String>, place: usize) {
        self.by_rarest.take();
        let own = self.key(text);
        let one = self.by_text.get(key.unwrap_or(&own)).copied();
        let entry = one.unwrap_or_else(|| {
            let words = words_of(text);
            for word in &words {
                self.by_word.entry(word.clone()).or_default().push(self.entries.len());
            }
            self.entries.push(SubjectEntry { text: text.to_owned(), words, places: Vec::new() });
            self.entries.len() - 1
        });
        self.by_text.extend(key.cloned().into_iter().chain([own]).map(|key| (key, entry)));
        let places = &mut self.entries[entry].places;
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// All texts, each once.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.text.as_str())
    }

    /// Where exactly this is handled.
    pub(crate) fn same(&self, text: &str) -> Vec<usize> {
        let entry = self.by_text.get(&self.key(text));
        entry.map(|&entry| self.entries[entry].places.clone()).unwrap_or_default()
    }

    /// Where something like it is handled: all words of the one are words of the other.
    pub(crate) fn near(&self, text: &str) -> Vec<usize> {
        let (same, words) = (self.same(text), words_of(text));
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

/// What has a word in common with some texts: all that can be the same as one of them, or near to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Related(HashSet<String>);

impl Related {
    pub(crate) fn to<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        Self(texts.into_iter().flat_map(words_of).collect())
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        !self.0.is_empty() && words_of(text).iter().any(|word| self.0.contains(word))
    }
}

fn words_of(text: &str) -> BTreeSet<String> {
    let words = folded(text);
    if words.is_empty() {
        BTreeSet::from([plain(text)])
    } else {
        words.split(' ').map(str::to_owned).collect()
    }
}

/// What a team is asked for: its name, the topics of its destinations, and of the lines that it answers itself.
pub(crate) fn subjects(plan: &Plan, team: &Team) -> Vec<String> {
    let mut subjects = vec![team.name.clone()];
    for &step in &team.steps {
        subjects.extend(plan.step(step).topics.iter().cloned());
    }
    for line in team.lines() {
        // Destinations stand in the order of the plan.
        if let Target::Step(step) = plan.answer_of(line)
            && team.steps.binary_search(&step).is_ok()
        {
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
        let mut all = SubjectPlace::default();
        texts.iter().enumerate().for_each(|(place, text)| all.add(text, place));
        let subjects = all.subjects([]);
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
    fn what_is_left_out_has_nothing_to_do_with_what_is_asked_for() {
        let texts = [
            "title",
            "Title!",
            "title release",
            "release",
            "payoff",
            "pay off",
            "Home Care+",
            "home care",
            "+",
            "\u{1f600}",
        ];
        for asked in [&["title"][..], &["home care", "pay"], &["release of a title"], &["+"], &[]] {
            let related = Related::to(asked.iter().copied());
            let (mut all, mut some) = (SubjectPlace::default(), SubjectPlace::default());
            for (place, text) in texts.into_iter().enumerate() {
                all.add(text, place);
                if related.has(text) {
                    some.add(text, place);
                }
            }
            let (all, some) = (all.subjects(["Home Care+"]), some.subjects(["Home Care+"]));
            for words in asked {
                assert_eq!(
                    (all.same(words), all.near(words)),
                    (some.same(words), some.near(words)),
                    "{words}"
                );
            }
            assert!(some.texts().count() < all.texts().count(), "{asked:?}");
        }
    }

    #[test]
    fn the_same_words_are_told_from_words_about_something_like_it() {
        let mut asked = SubjectPlace::default();
        for (text, place) in [
            ("Held Offerings", 0),
            ("Retail Held Offerings", 1),
            ("held offerings!", 2),
            ("GAP", 3),
            ("title/lien", 4),
            ("title lien", 4),
        ] {
            asked.add(text, place);
        }
        let subjects = asked.subjects([]);
        assert_eq!(subjects.same("HELD OFFERINGS"), [0, 2]);
        assert_eq!(subjects.near("Held Offerings"), [1]);
        assert_eq!(subjects.near("questions regarding held offerings"), [0, 2]);
        assert_eq!(subjects.near("power of attorney"), [] as [usize; 0]);
        assert_eq!(
            subjects.texts().collect::<Vec<_>>(),
            ["Held Offerings", "Retail Held Offerings", "GAP", "title/lien"]
        );
        assert_eq!((subjects.same("Title-Lien"), subjects.same("title lien")), (vec![], vec![4]));
    }

    #[test]
    fn names_that_differ_in_anything_are_asked_for_apart() {
        let names = ["Home Care", "Home Care+", "HOME CARE", "\u{1f600}", "\u{1f601}"];
        let mut asked = SubjectPlace::default();
        for (place, name) in names.iter().enumerate() {
            asked.add(name, place);
        }
        asked.add("home care", 9);
        let subjects = asked.subjects(names);
        for (place, name) in names.iter().enumerate() {
            assert_eq!(subjects.same(name), [place], "{name}");
        }
        assert_eq!(subjects.near("Home Care"), [1, 2, 9]);
        assert_eq!(subjects.near("\u{1f600}"), [] as [usize; 0]);
    }
}
