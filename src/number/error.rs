use std::fmt;
use std::ops::Range;

use super::country::Country;
use super::extension::Extension;
use crate::base::text::counted;

/// Why a text is not a phone number, and which part of it is to blame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct NumberError {
    /// What is wrong.
    pub fault: NumberFault,
    /// The bytes of the text that it is about.
    pub at: Range<usize>,
}

/// What can be wrong with a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// No digit at all.
    Empty,
    /// A character or word that no spelling of a number has.
    NotPartOfANumber,
    /// A `+` after a digit.
    PlusInside,
    /// Letters in front of or inside the area code, or in a number of another country.
    Letters,
    /// A letter that looks like a digit, beside a digit.
    LetterForDigit {
        /// The letter written: `O`, `o`, `I` or `l`.
        letter: char,
        /// The digit that it looks like: 0 or 1.
        digit: u8,
    },
    /// A North American number without ten digits.
    Length {
        /// How many it has, country code included.
        digits: usize,
    },
    /// A number of another country without 7 to 15 digits.
    ForeignLength {
        /// How many it has, country code included.
        digits: usize,
    },
    /// A number without a country code that does not have the digits of its country.
    NationalLength {
        /// How many it has, without the trunk prefix.
        digits: usize,
        /// The country in whose way it was read.
        country: Country,
    },
    /// A country code beginning with 0.
    CountryCode,
    /// An area code beginning with 0 or 1.
    AreaCodeStart(u8),
    /// An area code with 9 in the middle.
    AreaCodeNine,
    /// An area code ending in 11.
    AreaCodeService(u16),
    /// An exchange, the three digits after the area code, beginning with 0 or 1.
    ExchangeStart(u8),
    /// An exchange ending in 11, in a number that is not toll-free.
    ExchangeService(u16),
    /// An extension that is not one to [`Extension::MAX_DIGITS`] digits.
    Extension,
}

impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no phone number here"),
            Self::NotPartOfANumber => f.write_str("this is not part of a phone number"),
            Self::PlusInside => f.write_str("a + can only come at the beginning of a number"),
            Self::Letters => f.write_str(
                "letters can stand for digits only after the area code of a North American number, \
                 as in 1-800-FLOWERS",
            ),
            Self::LetterForDigit { letter, digit } => {
                write!(f, "this is the letter {letter}; did you mean the digit {digit}?")
            }
            Self::Length { digits: 7 } => {
                f.write_str("7 digits: the area code is missing, a North American number has 10")
            }
            Self::Length { digits: 10 } => f.write_str(
                "9 digits after the 1 in front: a North American number has 10 there, so one is missing",
            ),
            Self::Length { digits } => write!(
                f,
                "{}: a North American number has 10, or 11 with the 1 in front; begin the number of another country with +",
                counted(*digits, "digit"),
            ),
            Self::ForeignLength { digits } => {
                write!(f, "{}: a number has 7 to 15, including its country code", counted(*digits, "digit"))
            }
            Self::NationalLength { digits, country } => {
                let Some(form) = country.national_form() else {
                    return f.write_str("the wrong number of digits");
                };
                let lengths = form.lengths.iter().map(|(fewest, most)| match most - fewest {
                    0 => fewest.to_string(),
                    1 => format!("{fewest} or {most}"),
                    _ => format!("{fewest} to {most}"),
                });
                let lengths = lengths.collect::<Vec<_>>().join(" or ");
                write!(f, "{}: a number of {} has {lengths}", counted(*digits, "digit"), country.code())?;
                if !form.trunk.is_empty() {
                    write!(f, " behind the {} in front", form.trunk)?;
                }
                f.write_str("; begin the number of another country with +")
            }
            Self::CountryCode => f.write_str("a country code cannot start with 0"),
            Self::AreaCodeStart(digit) => write!(f, "an area code cannot start with {digit}"),
            Self::AreaCodeNine => f.write_str("the middle digit of an area code cannot be 9"),
            Self::AreaCodeService(code) => write!(f, "{code} is a service number, not an area code"),
            Self::ExchangeStart(digit) => {
                write!(f, "the three digits after an area code cannot start with {digit}")
            }
            Self::ExchangeService(code) => {
                write!(f, "{code} cannot follow an area code that is not toll-free")
            }
            Self::Extension => write!(f, "an extension is 1 to {} digits", Extension::MAX_DIGITS),
        }
    }
}
