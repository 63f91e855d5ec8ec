//! What holds for every text that might be a phone number.

use ivrsim::number::{Country, PhoneNumber};

/// Reads the text in each country; what is read is shown, and read again as the same.
///
/// # Panics
///
/// If it is not.
pub fn check(text: &str) {
    for country in [Country::UnitedStates, Country::Canada] {
        match PhoneNumber::parse(text, country) {
            Ok(read) => {
                for shown in [read.number.to_string(), read.number.e164().to_string()] {
                    let again = PhoneNumber::parse(&shown, country);
                    assert_eq!(
                        again.map(|again| again.number),
                        Ok(read.number),
                        "{text:?} shown as {shown:?}"
                    );
                }
                let _ = read.number.locality();
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}
