//! Numbers that stand for others: the same for the same, in the same area, and nobody's by intention.

use crate::number::PhoneNumber;
use crate::replay::privacy::CallerMask;

/// Gives each number another one of its area, the same each time, and none to two.
pub(crate) struct StandIns<'k> {
    mask: CallerMask,
    /// Numbers that stay as they are: those that a plan names.
    kept: &'k dyn Fn(PhoneNumber) -> bool,
}

/// So many digits of numbers outside of North America stay: the country and the area.
const KEPT_DIGITS: u32 = 4;

/// Rounds of the permutation.
const ROUNDS: u64 = 6;

impl<'k> StandIns<'k> {
    /// With the key of a mask.
    pub(crate) fn new(mask: CallerMask, kept: &'k dyn Fn(PhoneNumber) -> bool) -> Self {
        Self { mask, kept }
    }

    /// Whether a number stays as it is.
    pub(crate) fn keeps(&self, number: PhoneNumber) -> bool {
        (self.kept)(number)
    }

    /// The number that stands for one.
    pub(crate) fn of(&self, number: PhoneNumber) -> PhoneNumber {
        if self.keeps(number) {
            return number;
        }
        let digits = number.digits();
        let count = digits.checked_ilog10().unwrap_or(0) + 1;
        let kept = if number.is_nanp() { KEPT_DIGITS } else { KEPT_DIGITS.min(count - 1) };
        let size = 10_u64.pow(count - kept);
        let (area, mut rest) = (digits / size, digits % size);
        // A permutation of all numbers of the area, walked until it comes to one that can be a number and that no plan names. So no
        // two have the same stand-in.
        loop {
            rest = self.permuted(rest, size, area);
            let found = PhoneNumber::from_e164(area * size + rest);
            if let Some(found) = found.filter(|found| !self.keeps(*found)) {
                return found;
            }
        }
    }

    /// A permutation of the numbers below `size`: a Feistel network over the next even number of bits, walked until it is below.
    fn permuted(&self, value: u64, size: u64, area: u64) -> u64 {
        let bits = (u64::BITS - size.leading_zeros()).next_multiple_of(2);
        let half = bits / 2;
        let low = (1 << half) - 1;
        let mut value = value;
        loop {
            let (mut left, mut right) = (value >> half, value & low);
            for round in 0..ROUNDS {
                let mixed = self.mask.keyed(right ^ (round << 40) ^ (area << 44));
                (left, right) = (right, left ^ (mixed & low));
            }
            value = left << half | right;
            if value < size {
                return value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_number_has_a_stand_in_of_its_own_in_its_area() {
        let line = PhoneNumber::from_e164(16_155_550_100).expect("a number");
        let kept = |number: PhoneNumber| number == line;
        let stand_ins = StandIns::new(CallerMask::of_secret("x"), &kept);
        assert_eq!(stand_ins.of(line), line);
        let mut seen = HashSet::new();
        for digits in (16_155_550_000..16_155_553_000).chain(442_079_460_000..442_079_461_000) {
            let number = PhoneNumber::from_e164(digits).expect("a number");
            let other = stand_ins.of(number);
            assert_eq!(other, stand_ins.of(number));
            assert_eq!(other.area_code(), number.area_code());
            assert_eq!(other.digits().to_string().len(), digits.to_string().len());
            assert!(seen.insert(other), "{other} stands for two");
        }
        assert!(
            seen.iter().filter(|number| (16_155_550_000..16_155_553_000).contains(&number.digits())).count()
                < 30
        );
    }
}
