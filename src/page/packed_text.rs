//! Bytes as text that stands within a page: 13 bits in two signs, and now and then 14, which is a twelfth less than base64 takes.

use std::fmt;

/// How many signs there are. The square of it is above the values of 13 bits.
const SIGNS: u32 = 93;

/// How many more pairs of signs there are than values of 13 bits: so many of these are told with the bit behind them, as themselves
/// if that is a zero, and by a pair of the rest if it is a one.
const SPARE: u32 = SIGNS * SIGNS - (1 << 13);

/// Bytes, written as text of which nothing ends the element that it stands in: signs of ASCII from `!` on, without `<`. The first
/// bit of a byte is its highest; what is missing at the end is zeros. `bytesOf` in `front/engine.js` reads it.
pub(super) struct PackedText<'a>(pub(super) &'a [u8]);

impl fmt::Display for PackedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut held, mut bits) = (0_u32, 0_u32);
        // At once, because a formatter takes as long for a sign as for a line.
        let mut text = String::with_capacity(self.0.len() * 16 / 13 + 2);
        let mut add = |value: u32| text.extend([sign(value / SIGNS), sign(value % SIGNS)]);
        for byte in self.0 {
            held = held << 8 | u32::from(*byte);
            bits += 8;
            if bits >= 14 {
                let value = held >> (bits - 13);
                let is_longer = value < SPARE;
                bits -= 13 + u32::from(is_longer);
                add(if is_longer { value + ((held >> bits & 1) << 13) } else { value });
                held &= (1 << bits) - 1;
            }
        }
        if bits > 0 {
            add(held << (13 - bits));
        }
        f.write_str(&text)
    }
}

/// The sign of a value below [`SIGNS`].
fn sign(value: u32) -> char {
    let sign = b'!' + value as u8;
    char::from(if sign < b'<' { sign } else { sign + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<u8> {
        let value = |sign: u8| u32::from(sign - b'!' - u8::from(sign > b'<'));
        let bits = text.as_bytes().chunks(2).flat_map(|two| {
            let pair = value(two[0]) * SIGNS + value(two[1]);
            let (value, count) = match pair % (1 << 13) {
                few if few < SPARE => (few << 1 | pair >> 13, 14),
                value => (value, 13),
            };
            (0..count).rev().map(move |bit| value >> bit & 1)
        });
        let bits: Vec<_> = bits.collect();
        bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | *bit as u8)).collect()
    }

    proptest! {
        #[test]
        fn text_of_bytes_gives_them_back_with_at_most_a_zero_behind(bytes: Vec<u8>) {
            let text = PackedText(&bytes).to_string();
            prop_assert!(text.bytes().all(|sign| (b'!'..=b'~').contains(&sign) && sign != b'<'));
            let found = read(&text);
            prop_assert!(found.starts_with(&bytes));
            prop_assert!(found[bytes.len()..].iter().all(|byte| *byte == 0) && found.len() <= bytes.len() + 1);
        }
    }
}
