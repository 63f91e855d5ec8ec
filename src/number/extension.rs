//! What is dialed after a call is answered.

use std::fmt;

/// The digits behind `ext.`: what a caller keys once the call is answered. Zeros at the front count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extension {
    /// ASCII digits, then zero bytes.
    digits: [u8; Self::MAX_DIGITS],
}

impl Extension {
    /// The most digits that an extension can have.
    pub const MAX_DIGITS: usize = 8;

    /// The extension with these digits: one to [`MAX_DIGITS`](Self::MAX_DIGITS) of `0` to `9`.
    #[must_use]
    pub fn new(digits: &str) -> Option<Self> {
        let fits =
            (1..=Self::MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| {
            let mut padded = [0; Self::MAX_DIGITS];
            padded[..digits.len()].copy_from_slice(digits.as_bytes());
            Self { digits: padded }
        })
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.digits.iter().position(|&digit| digit == 0).unwrap_or(Self::MAX_DIGITS);
        str::from_utf8(&self.digits[..end]).unwrap_or_default()
    }
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Extension({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_front_count() {
        assert_ne!(Extension::new("012"), Extension::new("12"));
        assert_eq!(Extension::new("012").map(|extension| extension.to_string()).as_deref(), Some("012"));
    }

    #[test]
    fn only_digits_and_not_too_many() {
        assert!(Extension::new("12345678").is_some_and(|extension| extension.as_str() == "12345678"));
        for text in ["", "123456789", "1a", "１２", "-1"] {
            assert_eq!(Extension::new(text), None, "{text}");
        }
    }
}
