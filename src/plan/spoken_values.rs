//! What prompts say of a call: entries that were made before, and what the outside answers.

use super::ids::{AnswerId, StepId};
use super::key::Digits;

/// An input whose entry is kept until the end of the call, because a prompt says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptInput {
    /// The input.
    pub step: StepId,
    /// How many keys the inputs before it take.
    first: u8,
    /// How many keys it takes at most.
    most: u8,
}

/// What was entered at the inputs of [`Plan::kept_inputs`](super::Plan::kept_inputs), the last entry of each that led on. Side by
/// side in one number, so that the state of a call stays small, also where nothing is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeptEntries {
    packed: u128,
}

/// What is kept of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptEntry {
    /// These digits.
    Known(Digits),
    /// That there was an entry, and not which: prompts alone ask for it, and to whoever follows all ways of a call they are the
    /// same.
    Some,
}

/// In the place of an entry that is not told: no key is packed so.
const SOME: u128 = 13;

impl KeptEntries {
    /// How many keys all inputs together may take whose entries are kept.
    pub const MAX_KEYS: usize = Digits::MAX;

    /// Nothing.
    pub const NONE: Self = Self { packed: 0 };

    /// What is kept of an input. None: the call did not come by, or nothing was entered.
    #[must_use]
    pub fn get(self, input: KeptInput) -> Option<KeptEntry> {
        match (self.packed & input.mask()) >> input.shift() {
            0 => None,
            SOME => Some(KeptEntry::Some),
            packed => Some(KeptEntry::Known(Digits { packed })),
        }
    }

    /// Keeps an entry in the place of the one before. Of one that is too long, as another plan may have taken it, the end is kept.
    pub(crate) fn keep(&mut self, input: KeptInput, entry: Digits) {
        self.forget(input);
        self.packed |= (entry.packed << input.shift()) & input.mask();
    }

    /// Keeps that there was an entry, if there was one.
    pub(crate) fn blur(&mut self, input: KeptInput) {
        if self.packed & input.mask() != 0 {
            self.forget(input);
            self.packed |= SOME << input.shift();
        }
    }

    /// Keeps nothing of an input.
    pub(crate) fn forget(&mut self, input: KeptInput) {
        self.packed &= !input.mask();
    }
}

impl KeptInput {
    /// Behind the keys of those before it.
    pub(super) fn behind(before: &[Self], step: StepId, most: u8) -> Option<Self> {
        let first = before.last().map_or(0, |last| last.first + last.most);
        let fits = usize::from(first) + usize::from(most) <= KeptEntries::MAX_KEYS;
        fits.then_some(Self { step, first, most })
    }

    fn shift(self) -> u32 {
        4 * u32::from(self.first)
    }

    fn mask(self) -> u128 {
        let keys = u32::from(self.most).min(u128::BITS / 4);
        let all = if keys == u128::BITS / 4 { u128::MAX } else { (1 << (4 * keys)) - 1 };
        all << self.shift()
    }
}

/// What prompts say of calls: the inputs whose entries are said, and of each step the outside answers.
#[derive(Debug, Default)]
pub(super) struct SpokenValues {
    pub(super) inputs: Vec<KeptInput>,
    /// By step; those that say none are left out.
    pub(super) answers: Vec<(StepId, Vec<AnswerId>)>,
}

impl SpokenValues {
    /// The outside answers that the prompts of a step say.
    pub(super) fn answers_of(&self, step: StepId) -> &[AnswerId] {
        // Most plans say none at all.
        match self.answers.binary_search_by_key(&step, |(step, _)| *step) {
            Ok(found) => &self.answers[found].1,
            Err(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Key;

    fn digits(text: &str) -> Digits {
        text.chars().filter_map(Key::new).collect()
    }

    fn inputs() -> [KeptInput; 3] {
        let input = |step, first, most| KeptInput { step: StepId::for_tests(step), first, most };
        [input(0, 0, 4), input(1, 4, 20), input(2, 24, 8)]
    }

    #[test]
    fn each_entry_is_kept_for_itself() {
        let [one, two, three] = inputs();
        let mut kept = KeptEntries::NONE;
        kept.keep(two, digits("0012*#"));
        assert_eq!(kept.get(one), None);
        kept.keep(one, digits("4711"));
        kept.keep(three, digits("98765432"));
        kept.keep(one, digits("08"));
        let known = |text| Some(KeptEntry::Known(digits(text)));
        assert_eq!([one, two, three].map(|input| kept.get(input)), ["08", "0012*#", "98765432"].map(known));
        kept.forget(two);
        assert_eq!([one, two, three].map(|input| kept.get(input).is_some()), [true, false, true]);
    }

    #[test]
    fn of_a_blurred_entry_only_that_there_was_one_is_left() {
        let [one, two, _] = inputs();
        let blurred = |text: &str| {
            let mut kept = KeptEntries::NONE;
            kept.keep(two, digits(text));
            kept.blur(one);
            kept.blur(two);
            kept
        };
        assert_eq!(blurred("1"), blurred("0012"));
        assert_eq!((blurred("1").get(one), blurred("1").get(two)), (None, Some(KeptEntry::Some)));
    }

    #[test]
    fn one_input_may_take_all_the_room() {
        let all = KeptInput { step: StepId::for_tests(0), first: 0, most: Digits::MAX as u8 };
        let entry = digits(&"9".repeat(Digits::MAX));
        let mut kept = KeptEntries::NONE;
        kept.keep(all, entry);
        assert_eq!(kept.get(all), Some(KeptEntry::Known(entry)));
    }
}
