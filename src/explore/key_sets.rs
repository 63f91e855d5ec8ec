//! Sets of entries of one length, by the keys that each place may have; and a search for one that is in none of others.

use crate::plan::{Digits, Key, KeySet, Pattern};

/// All entries of one length that have one of some keys at each place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct KeySets(Box<[KeySet]>);

/// Nothing was found, and not everything was tried: that would have taken too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SearchTooLarge;

impl KeySets {
    /// Those with keys of one kind at every place.
    pub(super) fn all(length: usize, keys: KeySet) -> Self {
        Self(vec![keys; length].into())
    }

    /// Those that a pattern means.
    pub(super) fn of(pattern: &Pattern) -> Self {
        Self(pattern.places().into())
    }

    /// At how many places keys are chosen.
    pub(super) fn places(&self) -> usize {
        self.0.len()
    }

    /// What such entries begin with.
    pub(super) fn beginning(&self, places: usize) -> Self {
        Self(self.0[..places.min(self.0.len())].into())
    }

    /// Entries of so many keys that begin like these, whatever comes behind.
    pub(super) fn followed(&self, places: usize) -> Self {
        let mut keys = self.0.to_vec();
        keys.resize(places, KeySet::ALL);
        Self(keys.into())
    }

    /// Those that are not in the other, in parts that have nothing in common.
    pub(super) fn minus(&self, other: &Self) -> Vec<Self> {
        if !self.meets(other) {
            return vec![self.clone()];
        }
        let mut parts = Vec::new();
        let mut rest = self.0.clone();
        for (place, &theirs) in other.0.iter().enumerate() {
            let outside = rest[place].minus(theirs);
            if !outside.is_empty() {
                let mut part = rest.clone();
                part[place] = outside;
                parts.push(Self(part));
            }
            rest[place] = rest[place].and(theirs);
        }
        parts
    }

    /// Those that are in both. None: there are none.
    pub(super) fn common(&self, other: &Self) -> Option<Self> {
        self.meets(other)
            .then(|| Self(self.0.iter().zip(&other.0).map(|(mine, theirs)| mine.and(*theirs)).collect()))
    }

    /// Whether some entry is in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, theirs)| !mine.and(*theirs).is_empty())
    }

    /// Whether an entry, of the same length, is one of them.
    pub(super) fn holds(&self, entry: &Digits) -> bool {
        self.0.iter().zip(entry.keys()).all(|(keys, key)| keys.contains(key))
    }

    /// The entry, where there is only one.
    pub(super) fn single(&self) -> Option<Digits> {
        self.0.iter().map(|keys| keys.single()).collect()
    }
}

impl FromIterator<KeySet> for KeySets {
    fn from_iter<I: IntoIterator<Item = KeySet>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}

/// The entry among some that is in none of others and has at each place the key that stands first in `taste`, as far as can
/// be. `left` is how much may be tried.
pub(super) fn entry_outside(
    within: &KeySets,
    others: &[&KeySets],
    taste: &[[Key; Key::COUNT]],
    left: &mut usize,
) -> Result<Option<Digits>, SearchTooLarge> {
    spend(left, others.len())?;
    let others: Vec<&KeySets> = others.iter().copied().filter(|other| other.meets(within)).collect();
    spend(left, others.len() * within.0.len() / 4)?;
    // Behind this place, whatever is chosen is in the set.
    let open_until = |other: &&KeySets| {
        let is_open = |(mine, theirs): (&KeySet, &KeySet)| !mine.minus(*theirs).is_empty();
        within.0.iter().zip(&other.0).rposition(is_open).map_or(0, |place| place + 1)
    };
    let open_until = others.iter().map(open_until).collect();
    let mut search = KeySearch { within, others, open_until, taste, left, chosen: Vec::new() };
    let alive: Vec<usize> = (0..search.others.len()).collect();
    Ok(search.goes_on(&alive)?.then(|| search.chosen.into_iter().collect()))
}

fn spend(left: &mut usize, steps: usize) -> Result<(), SearchTooLarge> {
    *left = left.checked_sub(steps).ok_or(SearchTooLarge)?;
    Ok(())
}

struct KeySearch<'a> {
    within: &'a KeySets,
    others: Vec<&'a KeySets>,
    /// Behind how many places each of them has every entry that is left.
    open_until: Vec<usize>,
    taste: &'a [[Key; Key::COUNT]],
    left: &'a mut usize,
    chosen: Vec<Key>,
}

impl KeySearch<'_> {
    /// Chooses keys from the next place on; `alive` are the sets that what was chosen is in so far.
    fn goes_on(&mut self, alive: &[usize]) -> Result<bool, SearchTooLarge> {
        let place = self.chosen.len();
        if alive.iter().any(|&other| self.open_until[other] <= place) {
            return Ok(false);
        }
        let Some(&keys) = self.within.0.get(place) else { return Ok(true) };
        let mut failed: Vec<Vec<usize>> = Vec::new();
        for key in self.taste[place].into_iter().filter(|key| keys.contains(*key)) {
            spend(self.left, alive.len() + 1)?;
            let next: Vec<usize> =
                alive.iter().copied().filter(|&other| self.others[other].0[place].contains(key)).collect();
            // With these and more in the way it goes no better.
            if failed.iter().any(|failed| is_subset(failed, &next)) {
                continue;
            }
            self.chosen.push(key);
            if self.goes_on(&next)? {
                return Ok(true);
            }
            self.chosen.pop();
            failed.push(next);
        }
        Ok(false)
    }
}

/// Whether all of some numbers in order are among others in order.
fn is_subset(some: &[usize], others: &[usize]) -> bool {
    let mut others = others.iter();
    some.iter().all(|one| others.any(|other| other == one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(text: &str) -> KeySets {
        KeySets::of(&Pattern::parse(text).unwrap())
    }

    fn outside(within: &str, others: &[&str]) -> Option<String> {
        let others: Vec<KeySets> = others.iter().map(|text| sets(text)).collect();
        let others: Vec<&KeySets> = others.iter().collect();
        let taste = vec![Key::ALL; within.len()];
        let found = entry_outside(&sets(within), &others, &taste, &mut 1_000_000).unwrap();
        found.map(|entry| entry.to_string())
    }

    #[test]
    fn an_entry_is_found_though_every_digit_is_asked_for_at_every_place() {
        let doubles = ["00", "11", "22", "33", "44", "55", "66", "77", "88", "99"];
        assert_eq!(outside("xx", &doubles).as_deref(), Some("12"));
        assert_eq!(outside("xx", &["0x", "1x", "2x", "3x", "4x", "5x", "6x", "7x", "8x", "9x"]), None);
        assert_eq!(outside("1x", &["x1", "x2", "13"]).as_deref(), Some("14"));
    }

    #[test]
    fn what_is_left_of_some_entries_without_others_is_each_of_them_once() {
        let parts = sets("[1-3]xx").minus(&sets("[2-5]5[0-4]"));
        for entry in (0..1000).map(|number| format!("{number:03}")) {
            let entry: Digits = entry.chars().filter_map(Key::new).collect();
            let is_left = sets("[1-3]xx").holds(&entry) && !sets("[2-5]5[0-4]").holds(&entry);
            let found = parts.iter().filter(|part| part.holds(&entry)).count();
            assert_eq!(found, usize::from(is_left), "{entry}");
        }
        assert_eq!(sets("1x").minus(&sets("2x")), [sets("1x")]);
        assert_eq!(sets("1x").minus(&sets("xx")), []);
    }

    #[test]
    fn a_search_that_takes_too_much_says_so() {
        let others: Vec<KeySets> = (0..50).map(|number| sets(&format!("{number:02}"))).collect();
        let others: Vec<&KeySets> = others.iter().collect();
        let taste = vec![Key::ALL; 2];
        assert_eq!(entry_outside(&sets("xx"), &others, &taste, &mut 60), Err(SearchTooLarge));
    }
}
