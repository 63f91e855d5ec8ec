//! Sets of entries of one length, by the keys that each place may have; and a search for one that is in none of others.

use crate::plan::{Digits, Key, Pattern};

/// Some keys: a bit for each, by [`Key::index`].
pub(super) type KeyMask = u16;

/// Every key.
pub(super) const ANY: KeyMask = (1 << Key::COUNT) - 1;

/// The keys `0` to `9`.
pub(super) const DIGITS: KeyMask = (1 << 10) - 1;

/// This key alone.
pub(super) fn only(key: Key) -> KeyMask {
    1 << key.index()
}

/// All entries of one length that have one of some keys at each place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeySets(Box<[KeyMask]>);

/// Nothing was found, and not everything was tried: that would have taken too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SearchTooLarge;

impl KeySets {
    /// Those with keys of one kind at every place.
    pub(super) fn all(length: usize, keys: KeyMask) -> Self {
        Self(vec![keys; length].into())
    }

    /// The keys that a pattern asks for, place by place.
    pub(super) fn of(pattern: &Pattern) -> impl ExactSizeIterator<Item = KeyMask> + '_ {
        (0..pattern.len()).map(|place| pattern.key_at(place).map_or(DIGITS, only))
    }

    /// Those that are in both. None: there are none.
    pub(super) fn common(&self, other: &Self) -> Option<Self> {
        self.meets(other)
            .then(|| Self(self.0.iter().zip(&other.0).map(|(mine, theirs)| mine & theirs).collect()))
    }

    /// Whether some entry is in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, theirs)| mine & theirs != 0)
    }

    /// Whether an entry, of the same length, is one of them.
    pub(super) fn holds(&self, entry: &Digits) -> bool {
        self.0.iter().zip(entry.keys()).all(|(keys, key)| keys & only(key) != 0)
    }

    /// The entry, where there is only one.
    pub(super) fn single(&self) -> Option<Digits> {
        let is_single = self.0.iter().all(|keys| keys.is_power_of_two());
        let key = |keys: &KeyMask| Key::ALL.into_iter().find(|key| only(*key) == *keys);
        is_single.then(|| digits(self.0.iter().filter_map(key)))
    }
}

impl FromIterator<KeyMask> for KeySets {
    fn from_iter<I: IntoIterator<Item = KeyMask>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}

/// The entry of these keys.
pub(super) fn digits(keys: impl IntoIterator<Item = Key>) -> Digits {
    let mut digits = Digits::NONE;
    keys.into_iter().for_each(|key| digits.push(key));
    digits
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
        let is_open = |(mine, theirs): (&KeyMask, &KeyMask)| mine & !theirs != 0;
        within.0.iter().zip(&other.0).rposition(is_open).map_or(0, |place| place + 1)
    };
    let open_until = others.iter().map(open_until).collect();
    let mut search = KeySearch { within, others, open_until, taste, left, chosen: Vec::new() };
    let alive: Vec<usize> = (0..search.others.len()).collect();
    Ok(search.goes_on(&alive)?.then(|| digits(search.chosen)))
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
        for key in self.taste[place].into_iter().filter(|key| keys & only(*key) != 0) {
            spend(self.left, alive.len() + 1)?;
            let next: Vec<usize> =
                alive.iter().copied().filter(|&other| self.others[other].0[place] & only(key) != 0).collect();
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
        KeySets::of(&Pattern::parse(text).unwrap()).collect()
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
    fn a_search_that_takes_too_much_says_so() {
        let others: Vec<KeySets> = (0..50).map(|number| sets(&format!("{number:02}"))).collect();
        let others: Vec<&KeySets> = others.iter().collect();
        let taste = vec![Key::ALL; 2];
        assert_eq!(entry_outside(&sets("xx"), &others, &taste, &mut 60), Err(SearchTooLarge));
    }
}
