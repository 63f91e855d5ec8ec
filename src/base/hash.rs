//! Order that is the same on every machine and does not follow the alphabet.

use std::fmt;

/// A hash of text that is the same on every machine and in every version: FNV-1a in 64 bits (Fowler, Noll and Vo), with
/// the last mixing step of Appleby's third Murmur hash, without which the low bits of short texts are alike.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash(u64);

impl Hash {
    /// A hash that begins with a number, so that each number gives another order of the same texts.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(fingerprint(seed.to_le_bytes()))
    }

    /// Adds a text and its end, so that `ab`, `c` is another thing than `a`, `bc`.
    pub(crate) fn with(mut self, text: impl fmt::Display) -> Self {
        // Writing to a number cannot fail.
        let _ = fmt::Write::write_fmt(&mut self, format_args!("{text}"));
        self.byte(0xff);
        self
    }

    /// The hash of what was added.
    pub(crate) fn value(self) -> u64 {
        let mut value = self.0;
        value = (value ^ (value >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        value = (value ^ (value >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        value ^ (value >> 33)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = mixed(self.0, byte);
    }
}

impl fmt::Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| self.byte(byte));
        Ok(())
    }
}

/// FNV-1a: a number that tells texts apart, the same on every machine and in every version.
pub(crate) fn fingerprint(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, mixed)
}

/// A step of FNV-1a.
fn mixed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_what_they_were() {
        assert_eq!(fingerprint("a".bytes()), 0xAF63_DC4C_8601_EC8C, "the published value of FNV-1a");
    }

    #[test]
    fn a_hash_stays_what_it_is() {
        // Machines of one CI run may have different versions for a while; they must cut the same shards.
        assert_eq!(Hash::seeded(0).with("a.toml").with("x").value(), 0x80ef_053c_e1ca_0eb6);
    }

    #[test]
    fn where_a_text_ends_and_the_seed_make_a_difference() {
        let of = |seed, a, b| Hash::seeded(seed).with(a).with(b).value();
        assert_ne!(of(0, "ab", "c"), of(0, "a", "bc"));
        assert_ne!(of(0, "a", "b"), of(1, "a", "b"));
    }
}
