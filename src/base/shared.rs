//! What is worked out once, whoever asks first, and shared by all threads.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Values by what they are made for. A value is made without holding up whoever asks for others; two who ask for one at
/// once may both make it, and share the first.
#[derive(Debug)]
pub(crate) struct OnceMap<K, V: ?Sized>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V: ?Sized> Default for OnceMap<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: ?Sized> OnceMap<K, V> {
    /// The value of a key, made if nobody has asked for it before.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> Arc<V>) -> Arc<V> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known().get(&key) {
            return Arc::clone(value);
        }
        let new = make();
        Arc::clone(known().entry(key).or_insert(new))
    }

    /// How many values were made and kept.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_for_whoever_asks_first() {
        let shared: OnceMap<u8, str> = OnceMap::default();
        assert_eq!(&*shared.get(1, || "one".into()), "one");
        assert_eq!(&*shared.get(1, || unreachable!("it is known")), "one");
        assert_eq!((&*shared.get(2, || "two".into()), shared.len()), ("two", 2));
    }
}
