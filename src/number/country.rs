//! How numbers without a country code are read.

use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::country_table::{COUNTRIES, NationalForm};

/// The country whose way of dialing numbers without a country code are read in.
///
/// A number keeps its international form, however it was written:
///
/// ```
/// use ivrsim::number::{Country, PhoneNumber};
///
/// let britain: Country = "GB".parse()?;
/// assert_eq!(PhoneNumber::parse("(020) 7946 0000", britain).unwrap().number.to_string(), "+442079460000");
/// # Ok::<(), ivrsim::number::UnknownCountry>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Country {
    /// `US`
    #[default]
    UnitedStates,
    /// `CA`
    Canada,
    /// Another one; from its code.
    Other(OtherCountry),
}

/// A country other than the United States and Canada.
#[derive(Clone, Copy, Debug)]
pub struct OtherCountry(&'static NationalForm);

impl PartialEq for OtherCountry {
    fn eq(&self, other: &Self) -> bool {
        self.0.iso == other.0.iso
    }
}

impl Eq for OtherCountry {}

impl Hash for OtherCountry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iso.hash(state);
    }
}

impl Country {
    /// All countries whose numbers can be read without a country code.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = COUNTRIES.iter().map(|form| Self::Other(OtherCountry(form)));
        [Self::UnitedStates, Self::Canada].into_iter().chain(others)
    }

    /// The code of ISO 3166-1.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnitedStates => "US",
            Self::Canada => "CA",
            Self::Other(OtherCountry(form)) => form.iso,
        }
    }

    /// Whether its numbers are those of the North American plan.
    #[must_use]
    pub const fn is_north_american(self) -> bool {
        match self {
            Self::UnitedStates | Self::Canada => true,
            Self::Other(OtherCountry(form)) => form.code == 1,
        }
    }

    /// How numbers are dialed inside it, where that is not as in North America.
    pub(super) fn national_form(self) -> Option<&'static NationalForm> {
        match self {
            Self::Other(OtherCountry(form)) if form.code != 1 => Some(form),
            _ => None,
        }
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(code: &str) -> Result<Self, UnknownCountry> {
        Self::all().find(|country| country.code() == code).ok_or(UnknownCountry)
    }
}

/// A country code that is none of [`Country::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write the two letters of the country, as in US, CA or GB; the numbers of any country can be written with + and its country code"
)]
pub struct UnknownCountry;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_named_by_their_codes_each_once() {
        let codes: Vec<&str> = Country::all().map(Country::code).collect();
        assert!(codes[2..].is_sorted_by(|a, b| a < b), "{codes:?}");
        for country in Country::all() {
            assert_eq!(country.code().parse(), Ok(country));
        }
        for unknown in ["", "gb", "UK", "XX", "USA"] {
            assert_eq!(unknown.parse::<Country>(), Err(UnknownCountry), "{unknown}");
        }
    }

    #[test]
    fn every_row_can_be_a_number() {
        for form in COUNTRIES {
            let code = form.code.to_string().len() as u8;
            assert!(!form.lengths.is_empty(), "{}", form.iso);
            for &(fewest, most) in form.lengths {
                assert!(fewest <= most && code + fewest >= 7 && code + most <= 15, "{}", form.iso);
            }
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            assert!(digits(form.trunk) && digits(form.international), "{}", form.iso);
        }
    }

    #[test]
    fn countries_of_the_north_american_plan_are_read_as_it_is() {
        let jamaica: Country = "JM".parse().unwrap();
        assert!(jamaica.is_north_american() && jamaica.national_form().is_none());
    }
}
