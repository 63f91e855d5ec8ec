//! The address at which the phone of the page plays a call.

use std::fmt::Write as _;

use crate::diff::BeforeAfter;
use crate::explore::Witness;

/// The address of a call: `/#call=%2B18557202559&at=2026-03-02T15%3A00%3A00Z&keys=6`.
#[must_use]
pub fn play_address(witness: &Witness) -> String {
    format!("/{}", fragment(witness))
}

/// The addresses of a call under the plan as it was and as it is.
#[must_use]
pub fn play_addresses(witness: &Witness) -> BeforeAfter<String> {
    BeforeAfter { old: format!("/studio/before{}", fragment(witness)), new: play_address(witness) }
}

fn fragment(witness: &Witness) -> String {
    let number = encoded(&witness.number.e164().to_string());
    let mut address = format!("#call={number}&at={}", encoded(&witness.at.to_string()));
    let from = match (witness.caller.zone, witness.caller.number) {
        (Some(zone), _) => Some(zone.name().to_owned()),
        (None, number) => number.map(|number| number.e164().to_string()),
    };
    if let Some(from) = from {
        // Writing to memory cannot fail.
        let _ = write!(address, "&from={}", encoded(&from));
    }
    if !witness.keys.presses().is_empty() {
        let _ = write!(address, "&keys={}", encoded(&witness.keys.to_string()));
    }
    if !witness.answers.is_empty() {
        let _ = write!(address, "&answers={}", encoded(&witness.answers.to_string()));
    }
    address
}

/// What stands for itself in an address, and everything else by its bytes.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::{Caller, OutsideAnswers};
    use crate::number::PhoneNumber;
    use crate::plan::builtin;

    #[test]
    fn a_call_is_an_address_with_nothing_in_it_that_means_something_else() {
        let country = builtin().country;
        let number = PhoneNumber::parse("1-855-720-2559", country).unwrap().number;
        let witness = Witness {
            number: number.into(),
            caller: Caller::parse("America/Denver", country).unwrap(),
            at: "2026-03-02T15:00:00Z".parse().unwrap(),
            keys: "6,*#".parse().unwrap(),
            answers: OutsideAnswers::default().and("staffed", "no"),
        };
        let address = play_address(&witness);
        let expected = "/#call=%2B18557202559&at=2026-03-02T15%3A00%3A00Z&from=America%2FDenver&keys=6%2C%2A%23&answers=staffed%3Dno";
        assert_eq!(address, expected);
        let both = play_addresses(&witness);
        assert_eq!((both.old, both.new), (format!("/studio/before{}", &expected[1..]), expected.to_owned()));
    }
}
