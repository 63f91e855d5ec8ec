//! Callers by their numbers: one, all that begin alike, or none that is shown.

use std::fmt;

use super::country::Country;
use super::phone_number::PhoneNumber;

/// What the number of a caller can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberMatch {
    /// This number.
    Number(PhoneNumber),
    /// Any that begins so.
    Prefix(NumberPrefix),
    /// The caller shows none.
    #[doc(alias("anonymous", "private", "blocked"))]
    Withheld,
}

/// The first digits of a number, country code first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumberPrefix {
    digits: u64,
    length: u8,
}

/// The word for callers who show no number.
pub const WITHHELD: &str = "withheld";

impl NumberMatch {
    /// Whether it is the number of this caller.
    #[must_use]
    pub fn matches(&self, number: Option<PhoneNumber>) -> bool {
        match (self, number) {
            (Self::Number(known), Some(number)) => *known == number,
            (Self::Prefix(prefix), Some(number)) => prefix.begins(number),
            (Self::Withheld, None) => true,
            (Self::Number(_) | Self::Prefix(_), None) | (Self::Withheld, Some(_)) => false,
        }
    }

    /// Numbers of whom one is meant and the other, if there is one, is beside it.
    pub(crate) fn samples(&self) -> impl Iterator<Item = PhoneNumber> {
        let (one, other) = match self {
            Self::Number(number) => (Some(*number), None),
            Self::Prefix(prefix) => (prefix.example(), prefix.beside()),
            Self::Withheld => (None, None),
        };
        one.into_iter().chain(other)
    }
}

impl NumberPrefix {
    /// The most digits: a number has one more, or would be one.
    const MAX: u8 = 14;

    /// Reads the digits as people write the beginning of a number: with `+` and the country code, or as it is dialed in a
    /// country. None: there are none, too many, or something else.
    #[must_use]
    pub fn parse(text: &str, country: Country) -> Option<Self> {
        let text = text.trim();
        let (is_international, text) = text.strip_prefix('+').map_or((false, text), |text| (true, text));
        let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '(' | ')');
        let digits: String = text.chars().filter(|&c| !is_between(c)).collect();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = if is_international {
            digits
        } else if let Some(form) = country.national_form() {
            let national = digits.strip_prefix(form.trunk).unwrap_or(&digits);
            format!("{}{national}", form.code)
        } else {
            // No area code begins with 1.
            if digits.starts_with('1') { digits } else { format!("1{digits}") }
        };
        if digits.starts_with('0') || digits.len() > usize::from(Self::MAX) {
            return None;
        }
        Some(Self { digits: digits.parse().ok()?, length: digits.len() as u8 })
    }

    /// Whether a number begins so.
    #[must_use]
    pub fn begins(self, number: PhoneNumber) -> bool {
        let digits = number.digits();
        let count = digits.ilog10() as u8 + 1;
        count >= self.length && digits / 10_u64.pow(u32::from(count - self.length)) == self.digits
    }

    /// A number that begins so. None: none has the form of one.
    fn example(self) -> Option<PhoneNumber> {
        Self::filled(self.digits, self.length)
    }

    /// A number that begins so but for the last digit.
    fn beside(self) -> Option<PhoneNumber> {
        let (rest, last) = (self.digits / 10 * 10, self.digits % 10);
        let mut others = (1..10).map(|step| (last + step) % 10).filter(|&digit| rest + digit > 0);
        others.find_map(|digit| Self::filled(rest + digit, self.length))
    }

    fn filled(digits: u64, length: u8) -> Option<PhoneNumber> {
        let length = u32::from(length);
        let is_american = digits / 10_u64.pow(length - 1) == 1;
        // 202-555-0100 is kept free for such uses; in other countries, any digits will do.
        let fill: u64 = if is_american { 12_025_550_100 } else { 10_000_000_000 };
        let all = length.max(11);
        let missing = 10_u64.pow(all - length);
        let filled = digits * missing + if all == 11 { fill % missing } else { 0 };
        PhoneNumber::from_e164(filled)
    }
}

/// As people write it: `615-555-0100`, `+44…`, `withheld`.
impl fmt::Display for NumberMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Prefix(prefix) => prefix.fmt(f),
            Self::Withheld => f.write_str(WITHHELD),
        }
    }
}

impl fmt::Display for NumberPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}\u{2026}", self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(text: &str, country: &str) -> Option<String> {
        NumberPrefix::parse(text, country.parse().unwrap()).map(|prefix| prefix.to_string())
    }

    #[test]
    fn beginnings_are_read_as_numbers_are() {
        assert_eq!(prefix("615", "US").as_deref(), Some("+1615\u{2026}"));
        assert_eq!(prefix("1-615-555", "US").as_deref(), Some("+1615555\u{2026}"));
        assert_eq!(prefix("(615) 555", "CA").as_deref(), Some("+1615555\u{2026}"));
        assert_eq!(prefix("+44 20", "US").as_deref(), Some("+4420\u{2026}"));
        assert_eq!(prefix("020", "GB").as_deref(), Some("+4420\u{2026}"));
        assert_eq!(prefix("20", "GB").as_deref(), Some("+4420\u{2026}"));
        for nothing in ["", "+", "x", "+0", "615a", "123456789012345"] {
            assert_eq!(prefix(nothing, "US"), None, "{nothing}");
        }
    }

    #[test]
    fn samples_are_within_and_beside() {
        for text in ["615", "1", "1-615-555", "+44", "+442079460000", "+4", "1-800-555-010"] {
            let prefix = NumberPrefix::parse(text, Country::UnitedStates).unwrap();
            let is_meant: Vec<bool> =
                NumberMatch::Prefix(prefix).samples().map(|number| prefix.begins(number)).collect();
            assert_eq!(is_meant.first(), Some(&true), "{text}");
            assert!(is_meant.len() < 2 || !is_meant[1], "{text}");
        }
    }
}
