//! What is dialed to reach a line: a number, another dial string, or nothing that anybody dials.

use std::fmt;

use super::format::in_a_cell as number_in_a_cell;
use super::phone_number::PhoneNumber;

/// What is dialed to reach a line.
///
/// ```
/// use ivrsim::number::{DialText, Dialed, PhoneNumber};
///
/// let number = Dialed::from(PhoneNumber::from_e164(1_855_720_2559).unwrap());
/// let extension = Dialed::Code(DialText::new("6000").unwrap());
/// assert_eq!(number.to_string(), "1-855-720-2559");
/// assert_eq!(extension.to_string(), "extension 6000");
/// assert_eq!(extension.typed().to_string(), "6000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias("DNIS", "DDI", "extension", "entry point"))]
pub enum Dialed {
    /// A phone number.
    Number(PhoneNumber),
    /// A dial string that is no phone number, such as an extension.
    Code(DialText),
    /// Nothing: other systems lead calls there. It is known by the name that people use for the line.
    Name(DialText),
}

/// A short text. It is kept in place, so that it is free to copy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DialText {
    /// Unused bytes are 0, so that equal texts compare equal and are sorted as texts are.
    bytes: [u8; Self::MAX],
}

impl DialText {
    /// The most bytes.
    pub const MAX: usize = 63;

    /// The text. None: there is none, it is too long, or it has a byte 0.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > Self::MAX || text.contains('\0') {
            return None;
        }
        let mut bytes = [0; Self::MAX];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self { bytes })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let length = self.bytes.iter().position(|&byte| byte == 0).unwrap_or(Self::MAX);
        std::str::from_utf8(&self.bytes[..length]).unwrap_or_default()
    }

    /// Whether people would call it an extension: nothing but digits.
    fn is_extension(&self) -> bool {
        self.as_str().bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl fmt::Debug for DialText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for DialText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<PhoneNumber> for Dialed {
    fn from(number: PhoneNumber) -> Self {
        Self::Number(number)
    }
}

impl PartialEq<PhoneNumber> for Dialed {
    fn eq(&self, number: &PhoneNumber) -> bool {
        *self == Self::Number(*number)
    }
}

impl Dialed {
    /// The phone number, if it is one.
    #[must_use]
    pub const fn number(self) -> Option<PhoneNumber> {
        match self {
            Self::Number(number) => Some(number),
            Self::Code(_) | Self::Name(_) => None,
        }
    }

    /// Whether there is something to dial.
    #[must_use]
    pub const fn is_dialable(self) -> bool {
        !matches!(self, Self::Name(_))
    }

    /// As people type it where they are asked what to call: `1-855-720-2559`, `6000`, `Front desk`.
    #[must_use]
    pub const fn typed(self) -> TypedDial {
        TypedDial(self)
    }

    /// As machines write it: `+18557202559`, `6000`, `Front desk`.
    #[must_use]
    pub const fn e164(self) -> MachineDial {
        MachineDial(self)
    }

    /// For a cell of a spreadsheet.
    pub(crate) fn in_a_cell(self) -> String {
        match self {
            Self::Number(number) => number_in_a_cell(number),
            // Whoever sets the cell sees to it that none is taken for a formula.
            Self::Code(_) | Self::Name(_) => self.to_string(),
        }
    }
}

/// As people say it: `1-855-720-2559`, `extension 6000`; where nothing is dialed, the line's name.
impl fmt::Display for Dialed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Code(code) if code.is_extension() => write!(f, "extension {code}"),
            Self::Code(code) | Self::Name(code) => code.fmt(f),
        }
    }
}

/// Shows what is dialed as people type it; from [`Dialed::typed`].
#[derive(Clone, Copy, Debug)]
pub struct TypedDial(Dialed);

impl fmt::Display for TypedDial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Dialed::Number(number) => number.fmt(f),
            Dialed::Code(code) | Dialed::Name(code) => code.fmt(f),
        }
    }
}

/// Shows what is dialed as machines write it; from [`Dialed::e164`].
#[derive(Clone, Copy, Debug)]
pub struct MachineDial(Dialed);

impl fmt::Display for MachineDial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Dialed::Number(number) => number.e164().fmt(f),
            Dialed::Code(code) | Dialed::Name(code) => code.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_whole_or_not_at_all() {
        let longest = "9".repeat(DialText::MAX);
        for text in ["6000", "*98", "s", "sip:desk@example.com", "Caf\u{e9} on the corner", &longest] {
            assert_eq!(DialText::new(text).unwrap().as_str(), text);
        }
        for text in ["", "a\0b", &"9".repeat(DialText::MAX + 1)] {
            assert_eq!(DialText::new(text), None, "{text:?}");
        }
    }

    #[test]
    fn codes_are_sorted_as_texts_are() {
        let mut codes = ["60", "6000", "*98", "7", "600"].map(|text| DialText::new(text).unwrap());
        codes.sort_unstable();
        assert_eq!(codes.map(|code| code.to_string()), ["*98", "60", "600", "6000", "7"]);
    }

    #[test]
    fn a_code_and_a_name_of_the_same_letters_are_not_the_same() {
        let code = DialText::new("main").unwrap();
        assert_ne!(Dialed::Code(code), Dialed::Name(code));
        assert_eq!(Dialed::Code(code).to_string(), "main");
    }
}
