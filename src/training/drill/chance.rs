//! Choices that look like chance and are not: the same seed gives the same question.

use crate::base::hash::fingerprint;

/// A sequence of choices that a seed decides.
#[derive(Clone, Debug)]
pub(super) struct ChoiceSequence(u64);

impl ChoiceSequence {
    /// Choices for one seed and one card, so that the cards of a session differ under one seed.
    pub(super) fn new(seed: u64, card: &str) -> Self {
        Self(seed ^ fingerprint(card.bytes()))
    }

    /// The next number, by `SplitMix64` (Steele, Lea and Flood, 2014).
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 where there is none.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }

    /// A number of days ahead, from 1 to `most`.
    pub(super) fn ahead(&mut self, most: u8) -> i64 {
        1 + (self.number() % u64::from(most.max(1))).cast_signed()
    }

    /// One of these; none of none.
    pub(super) fn one_of<'t, T>(&mut self, options: &'t [T]) -> Option<&'t T> {
        options.get(self.below(options.len()))
    }

    /// Puts them into another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_sequence_and_cards_differ() {
        let throws = |seed, card| {
            let mut chance = ChoiceSequence::new(seed, card);
            (0..8).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7, "number/gap"), throws(7, "number/gap"));
        assert_ne!(throws(7, "number/gap"), throws(7, "number/title"));
        assert_ne!(throws(7, "number/gap"), throws(8, "number/gap"));
        assert_eq!(ChoiceSequence::new(1, "").one_of::<u8>(&[]), None);
    }
}
