//! The texts of records that come again and again, each kept once.

use std::collections::HashMap;

/// A text of a [`RecordNames`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(u32);

/// Texts of records: numbers that were dialed, queues, contexts. Each is kept once, and no more of them than a hostile file may fill
/// memory with.
#[derive(Clone, Debug)]
pub struct RecordNames {
    texts: Vec<Box<str>>,
    ids: HashMap<Box<str>, NameId>,
    limit: usize,
}

/// So many texts are told apart. A company has some hundreds of numbers, queues and contexts.
const MAX_NAMES: usize = 200_000;

/// Longer texts are cut: no system gives its parts such names.
const MAX_NAME_BYTES: usize = 120;

impl NameId {
    /// No text.
    pub const NONE: Self = Self(0);
    /// One of those that are not told apart any more.
    pub const OTHER: Self = Self(1);

    /// Whether there is a text.
    #[must_use]
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }

    /// The position in the list.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Default for RecordNames {
    fn default() -> Self {
        Self::with_limit(MAX_NAMES)
    }
}

impl RecordNames {
    /// No texts yet, and never more than so many.
    #[must_use]
    pub fn with_limit(limit: usize) -> Self {
        Self { texts: vec!["".into(), "(others)".into()], ids: HashMap::new(), limit }
    }

    /// Keeps a text.
    pub fn add(&mut self, text: &str) -> NameId {
        if text.is_empty() {
            return NameId::NONE;
        }
        let text = &text[..text.floor_char_boundary(MAX_NAME_BYTES)];
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        if self.ids.len() >= self.limit {
            return NameId::OTHER;
        }
        let id = NameId(self.texts.len() as u32);
        self.texts.push(text.into());
        self.ids.insert(text.into(), id);
        id
    }

    /// The text.
    #[must_use]
    pub fn text(&self, id: NameId) -> &str {
        &self.texts[id.index()]
    }

    /// All texts in the order in which they came, those of [`NameId::NONE`] and [`NameId::OTHER`] first.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    /// Keeps all texts of another list. Gives what each of its ids is here.
    pub(crate) fn absorb(&mut self, other: &Self) -> Vec<NameId> {
        let mut ids = vec![NameId::NONE, NameId::OTHER];
        ids.extend(other.texts.iter().skip(2).map(|text| self.add(text)));
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once_and_no_more_than_are_allowed() {
        let mut names = RecordNames::with_limit(2);
        let (one, two) = (names.add("one"), names.add("two"));
        assert_eq!((names.add("one"), names.add("three"), names.add("")), (one, NameId::OTHER, NameId::NONE));
        assert_eq!(names.text(two), "two");
    }

    #[test]
    fn lists_are_joined_by_what_they_say() {
        let (mut all, mut part) = (RecordNames::default(), RecordNames::default());
        let known = all.add("b");
        let (a, b) = (part.add("a"), part.add("b"));
        let ids = all.absorb(&part);
        assert_eq!(ids[b.index()], known);
        assert_eq!(all.text(ids[a.index()]), "a");
        assert_eq!((ids[0], ids[1]), (NameId::NONE, NameId::OTHER));
    }

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let mut names = RecordNames::default();
        let id = names.add(&"é".repeat(100));
        assert!(names.text(id).len() <= MAX_NAME_BYTES);
    }
}
