//! What is told of callers: never a number.

use std::fmt;
use std::hash::Hasher as _;

use siphasher::sip128::{Hasher128 as _, SipHasher24};

/// How callers are told apart in a report.
#[derive(Clone, Copy, Debug)]
pub struct CallerMask {
    key: [u64; 2],
    /// Whether the last two digits are told instead.
    shows_last_two: bool,
}

/// A caller as a report tells of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaskedCaller {
    /// The number was withheld.
    Withheld,
    /// A number that tells callers apart within one report.
    Hashed(u32),
    /// The last two digits.
    LastTwo(u8),
}

impl CallerMask {
    /// A mask whose key are the records themselves: a report of the same records is the same, and whoever has the report alone cannot
    /// try numbers against it.
    #[must_use]
    pub fn of_records(prints: impl IntoIterator<Item = u64>) -> Self {
        // Whatever the order of the files.
        let fold = |(sum, mix): (u64, u64), print: u64| {
            (
                sum.wrapping_add(print),
                mix ^ print.rotate_left((print % 63) as u32).wrapping_mul(0x9e37_79b9_7f4a_7c15),
            )
        };
        let (sum, mix) = prints.into_iter().fold((0, 0), fold);
        Self { key: [sum, mix], shows_last_two: false }
    }

    /// A mask whose key is a secret of its owner: the same caller looks alike in all reports that are made with it.
    #[must_use]
    pub fn of_secret(secret: &str) -> Self {
        let mut hasher = SipHasher24::new_with_keys(0x6d61_736b, 0x7361_6c74);
        hasher.write(secret.as_bytes());
        let key = hasher.finish128();
        Self { key: [key.h1, key.h2], shows_last_two: false }
    }

    /// The same that tells the last two digits instead.
    #[must_use]
    pub fn with_last_two(self) -> Self {
        Self { shows_last_two: true, ..self }
    }

    /// What is told of a caller with these digits; 0 stands for none.
    #[must_use]
    pub fn of(&self, digits: u64) -> MaskedCaller {
        match digits {
            0 => MaskedCaller::Withheld,
            digits if self.shows_last_two => MaskedCaller::LastTwo((digits % 100) as u8),
            digits => MaskedCaller::Hashed(self.keyed(digits) as u32 & 0x00ff_ffff),
        }
    }

    /// A number that nobody can guess from the digits without the key.
    pub(crate) fn keyed(&self, digits: u64) -> u64 {
        let mut hasher = SipHasher24::new_with_keys(self.key[0], self.key[1]);
        hasher.write_u64(digits);
        hasher.finish128().h1
    }
}

impl fmt::Display for MaskedCaller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Withheld => f.write_str("withheld"),
            Self::Hashed(hash) => write!(f, "caller {hash:06x}"),
            Self::LastTwo(digits) => write!(f, "a number that ends in {digits:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_looks_alike_in_reports_of_the_same_records_only() {
        let (one, two) = (CallerMask::of_records([1, 2, 3]), CallerMask::of_records([3, 1, 2]));
        assert_eq!(one.of(16_155_550_100), two.of(16_155_550_100));
        assert_ne!(one.of(16_155_550_100), CallerMask::of_records([1, 2]).of(16_155_550_100));
        assert_ne!(one.of(16_155_550_100), one.of(16_155_550_101));
        assert_eq!(one.of(0).to_string(), "withheld");
        assert_eq!(one.with_last_two().of(16_155_550_107).to_string(), "a number that ends in 07");
    }
}
