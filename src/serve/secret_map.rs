use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher as _, RandomState};

use super::secret::Secret;

/// What is known by secrets, found at once however much there is. It is looked for by a hash that nobody outside can compute, and
/// then compared as secrets are, so that the time tells nothing of how much of a guess is right.
#[derive(Debug)]
pub(super) struct SecretMap<T> {
    hasher: RandomState,
    all: HashMap<u64, (Secret, T)>,
}

impl<T> Default for SecretMap<T> {
    fn default() -> Self {
        Self { hasher: RandomState::new(), all: HashMap::new() }
    }
}

impl<T> SecretMap<T> {
    /// Keeps something, and gives the secret by which it is known.
    pub(super) fn add(&mut self, value: T) -> Result<Secret, getrandom::Error> {
        loop {
            let secret = Secret::drawn()?;
            // Two of one hash are as likely as a guess.
            if let Entry::Vacant(place) = self.all.entry(self.hasher.hash_one(secret.told())) {
                place.insert((secret.clone(), value));
                return Ok(secret);
            }
        }
    }

    /// What is known by what somebody says.
    pub(super) fn get(&self, said: &str) -> Option<&T> {
        let (secret, value) = self.all.get(&self.hasher.hash_one(said))?;
        secret.is(said).then_some(value)
    }

    /// The same, to change it.
    pub(super) fn get_mut(&mut self, said: &str) -> Option<&mut T> {
        let (secret, value) = self.all.get_mut(&self.hasher.hash_one(said))?;
        secret.is(said).then_some(value)
    }

    /// Forgets what is known by what somebody says.
    pub(super) fn remove(&mut self, said: &str) {
        if self.get(said).is_some() {
            self.all.remove(&self.hasher.hash_one(said));
        }
    }

    /// Makes room for one more among so many: forgets whatever is not to be kept, and where that is not enough, the one that is least by
    /// an order.
    pub(super) fn make_room<K: Ord>(
        &mut self,
        most: usize,
        keeps: impl Fn(&T) -> bool,
        order: impl Fn(&T) -> K,
    ) {
        self.all.retain(|_, (_, value)| keeps(value));
        if self.all.len() >= most
            && let Some(&place) =
                self.all.iter().min_by_key(|(_, (_, value))| order(value)).map(|(place, _)| place)
        {
            self.all.remove(&place);
        }
    }

    /// How much there is.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_known_by_their_own_secrets_alone() {
        let mut map = SecretMap::default();
        let (one, other) = (map.add(1).unwrap(), map.add(2).unwrap());
        assert_eq!((map.get(one.told()), map.get(other.told())), (Some(&1), Some(&2)));
        assert_eq!((map.get(""), map.get(&one.told()[1..])), (None, None));
        map.remove("x");
        map.remove(one.told());
        assert_eq!((map.get(one.told()), map.get(other.told()), map.len()), (None, Some(&2), 1));
    }

    #[test]
    fn room_is_made_of_what_is_not_kept_and_then_of_the_least() {
        let mut map = SecretMap::default();
        let all: Vec<Secret> = (0..10).map(|value| map.add(value).unwrap()).collect();
        map.make_room(10, |&value| value != 5, |&value| value);
        assert_eq!((map.len(), map.get(all[5].told())), (9, None));
        map.make_room(9, |_| true, |&value| value);
        assert_eq!((map.len(), map.get(all[0].told())), (8, None));
    }
}
