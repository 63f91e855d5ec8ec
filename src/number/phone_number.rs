//! The number itself.

use super::area_code::AreaCode;
use super::locality::Locality;

/// A phone number in its one canonical form.
///
/// Ordered by its digits, country code first. Eight bytes, free to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(u64);

impl PhoneNumber {
    /// The number with these digits of E.164, country code first, without the `+`.
    ///
    /// `None` unless there are 7 to 15 digits, and, under country code 1, an area code and an exchange of the
    /// form that the North American plan allows.
    ///
    /// ```
    /// use ivrsim::number::PhoneNumber;
    ///
    /// const LINE: PhoneNumber = PhoneNumber::from_e164(1_855_720_2559).unwrap();
    /// assert_eq!(LINE.to_string(), "1-855-720-2559");
    /// assert_eq!(PhoneNumber::from_e164(1_055_720_2559), None);
    /// ```
    #[must_use]
    pub const fn from_e164(digits: u64) -> Option<Self> {
        if digits < 1_000_000 || digits > 999_999_999_999_999 {
            return None;
        }
        let number = Self(digits);
        // Country code 1 is the only one that begins with 1.
        if number.first_digit() == 1 {
            if digits / 10_000_000_000 != 1 || number.area_code().is_none() {
                return None;
            }
            let (_, exchange, _) = number.parts();
            if exchange < 200 || (is_service(exchange) && !number.is_toll_free()) {
                return None;
            }
        }
        Some(number)
    }

    /// The digits of E.164 as one number, country code first.
    #[must_use]
    pub const fn digits(self) -> u64 {
        self.0
    }

    /// Whether this is a number of the North American plan: the United States, Canada, and most of
    /// the Caribbean.
    #[must_use]
    pub const fn is_nanp(self) -> bool {
        self.0 / 10_000_000_000 == 1
    }

    /// The area code, of a North American number.
    #[must_use]
    pub const fn area_code(self) -> Option<AreaCode> {
        if self.is_nanp() { AreaCode::new(self.parts().0) } else { None }
    }

    /// Whether callers in North America pay nothing for it.
    #[must_use]
    pub const fn is_toll_free(self) -> bool {
        matches!(self.area_code(), Some(code) if code.is_toll_free())
    }

    /// Area code, exchange and line of a North American number.
    pub(super) const fn parts(self) -> (u16, u16, u16) {
        ((self.0 / 10_000_000 % 1000) as u16, (self.0 / 10_000 % 1000) as u16, (self.0 % 10_000) as u16)
    }

    const fn first_digit(self) -> u64 {
        let mut digits = self.0;
        while digits >= 10 {
            digits /= 10;
        }
        digits
    }
}

/// Whether three digits end in 11 and so are a service's number (411, 911), which no exchange in a place can
/// be.
///
/// Toll-free numbers have no exchange that a switch could confuse with a service: 1-800-411 is in use.
pub(super) const fn is_service(digits: u16) -> bool {
    digits % 100 == 11
}

impl PhoneNumber {
    /// Where this number is, as far as its area code tells.
    ///
    /// ```
    /// use ivrsim::number::{Country, Locality, PhoneNumber};
    ///
    /// let nashville = PhoneNumber::parse("615-555-0100", Country::UnitedStates)?.number;
    /// assert_eq!(nashville.locality().to_string(), "Tennessee (America/Chicago)");
    ///
    /// let chattanooga = PhoneNumber::parse("423-555-0100", Country::UnitedStates)?.number;
    /// assert_eq!(chattanooga.locality().zone(), None); // Eastern or Central: the number does not tell.
    /// # Ok::<(), ivrsim::number::NumberError>(())
    /// ```
    #[must_use]
    pub fn locality(self) -> Locality {
        self.area_code().map_or(Locality::Foreign, AreaCode::locality)
    }
}

#[cfg(test)]
#[expect(clippy::inconsistent_digit_grouping, reason = "digits are grouped as in phone numbers")]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_countries_are_taken_by_length_alone() {
        assert!(PhoneNumber::from_e164(44_20_7946_0000).is_some_and(|number| !number.is_nanp()));
        assert!(
            PhoneNumber::from_e164(290_1234).is_some(),
            "Saint Helena has seven digits with its country code"
        );
        assert_eq!(PhoneNumber::from_e164(123_456), None);
        assert_eq!(PhoneNumber::from_e164(4_420_794_600_001_234), None, "sixteen digits");
    }

    #[test]
    fn a_number_under_country_code_1_has_an_area_code_and_an_exchange() {
        for digits in [1_855_720_2559, 1_615_555_0100, 1_800_411_7246] {
            assert!(PhoneNumber::from_e164(digits).is_some(), "{digits}");
        }
        for digits in
            [1_155_720_2559, 1_911_720_2559, 1_295_720_2559, 1_615_155_0100, 1_615_911_0100, 1_615_555_010]
        {
            assert_eq!(PhoneNumber::from_e164(digits), None, "{digits}");
        }
    }

    #[test]
    fn ten_digits_that_begin_with_1_are_not_foreign() {
        assert_eq!(PhoneNumber::from_e164(1_234_567), None);
        assert_eq!(PhoneNumber::from_e164(123_456_789_012), None);
    }

    #[test]
    fn its_area_code_tells_toll_free() {
        let number = PhoneNumber::from_e164(1_855_720_2559).expect("a number");
        assert!(number.is_toll_free() && number.is_nanp());
        assert_eq!(number.area_code().map(AreaCode::digits), Some(855));
        assert_eq!(PhoneNumber::from_e164(44_800_123_4567).and_then(PhoneNumber::area_code), None);
    }
}
