//! A number as people write it, as machines write it, and as it is spoken.

use std::fmt::{self, Write as _};

use super::parse::DialString;
use super::phone_number::PhoneNumber;

/// As people write it: `1-855-720-2559`, the way the numbers of North America are printed for callers from
/// all over it; the numbers of other countries as E.164.
impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_nanp() {
            let (area, exchange, line) = self.parts();
            write!(f, "1-{area:03}-{exchange:03}-{line:04}")
        } else {
            self.e164().fmt(f)
        }
    }
}

/// As people write it, extension last: `1-800-697-3337 ext. 12`.
impl fmt::Display for DialString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)?;
        self.extension.map_or(Ok(()), |extension| write!(f, " ext. {extension}"))
    }
}

impl PhoneNumber {
    /// As machines write it: `+18557202559`.
    #[must_use]
    pub const fn e164(self) -> E164 {
        E164(self)
    }

    /// As it is spoken, digit by digit with pauses where people make them: `1 8 5 5, 7 2 0, 2 5 5 9`.
    #[must_use]
    pub const fn spoken(self) -> SpokenNumber {
        SpokenNumber(self)
    }
}

/// Shows a number in E.164 form; from [`PhoneNumber::e164`].
#[derive(Clone, Copy, Debug)]
pub struct E164(PhoneNumber);

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0.digits())
    }
}

/// Shows a number digit by digit; from [`PhoneNumber::spoken`].
#[derive(Clone, Copy, Debug)]
pub struct SpokenNumber(PhoneNumber);

impl fmt::Display for SpokenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.digits().ilog10() + 1;
        for place in (0..count).rev() {
            // A pause before the last four digits, and before each three above them that have three more in
            // front.
            let pause = place == 3 || (place > 3 && (place - 3) % 3 == 0 && count - 1 - place >= 3);
            let before = if place + 1 == count {
                ""
            } else if pause {
                ", "
            } else {
                " "
            };
            f.write_str(before)?;
            let digit = self.0.digits() / 10_u64.pow(place) % 10;
            f.write_char(char::from(b'0' + digit as u8))?;
        }
        Ok(())
    }
}

/// A number in a cell: `1-855-720-2559`, and of other countries the digits, country code first. A `+` in front would be a
/// formula.
pub(crate) fn in_a_cell(number: PhoneNumber) -> String {
    if number.is_nanp() { number.to_string() } else { number.digits().to_string() }
}

#[cfg(test)]
#[expect(clippy::inconsistent_digit_grouping, reason = "digits are grouped as in phone numbers")]
mod tests {
    use super::*;
    use crate::number::{Country, Extension};

    fn number(digits: u64) -> PhoneNumber {
        PhoneNumber::from_e164(digits).expect("a number")
    }

    #[test]
    fn north_american_numbers_are_written_with_hyphens() {
        assert_eq!(number(1_855_720_2559).to_string(), "1-855-720-2559");
        assert_eq!(number(1_615_555_0100).to_string(), "1-615-555-0100");
    }

    #[test]
    fn other_numbers_are_written_as_e164() {
        assert_eq!(number(44_20_7946_0000).to_string(), "+442079460000");
    }

    #[test]
    fn e164_has_no_punctuation() {
        assert_eq!(number(1_855_720_2559).e164().to_string(), "+18557202559");
    }

    #[test]
    fn digits_are_spoken_in_groups() {
        assert_eq!(number(1_855_720_2559).spoken().to_string(), "1 8 5 5, 7 2 0, 2 5 5 9");
        assert_eq!(number(44_20_7946_0000).spoken().to_string(), "4 4 2 0 7, 9 4 6, 0 0 0 0");
        assert_eq!(number(290_1234).spoken().to_string(), "2 9 0, 1 2 3 4");
    }

    #[test]
    fn an_extension_is_written_last() {
        let dialled = DialString { number: number(1_800_697_3337), extension: Extension::new("012") };
        assert_eq!(dialled.to_string(), "1-800-697-3337 ext. 012");
        assert_eq!(PhoneNumber::parse(&dialled.to_string(), Country::Canada), Ok(dialled));
    }

    #[test]
    fn numbers_are_no_formulas_and_no_texts_with_an_apostrophe() {
        assert_eq!(in_a_cell(number(18_557_202_559)), "1-855-720-2559");
        assert_eq!(in_a_cell(number(442_079_460_000)), "442079460000");
    }
}
