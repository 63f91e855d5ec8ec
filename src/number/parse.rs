//! From any usual spelling to the number it means.

use super::error::{NumberError, NumberFault};

use super::area_code::AreaCode;
use super::country::Country;
use super::country_table::NationalForm;
use super::extension::Extension;
use super::phone_number::{PhoneNumber, is_service};
use super::scan::{KeypadKey, Scan};

/// What a spelling means: a number, and what to dial once it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DialString {
    /// The number.
    pub number: PhoneNumber,
    /// The extension, if one was written.
    pub extension: Option<Extension>,
}

impl PhoneNumber {
    /// The number that a text spells, and its extension.
    ///
    /// Understands what directories, letterheads, contact lists and web pages use: digits with spaces, dots,
    /// hyphens, slashes, brackets and their Unicode cousins between them; a leading `1`, `+1` or
    /// international prefix (`011`, `00`); `tel:` links (RFC 3966) with `ext` and `phone-context`; letters
    /// after the area code, of which those past the tenth digit count for nothing, as on a telephone; and
    /// extensions behind `x`, `ext.`, `extension`, `#` or a comma.
    ///
    /// # Errors
    /// If the text is not one number, the first fault from the left; a North American number must have the
    /// form that its plan allows, whether or not it is in service.
    ///
    /// ```
    /// use ivrsim::number::{Country, PhoneNumber};
    ///
    /// let flowers = PhoneNumber::parse("1 800 FLOWERS", Country::UnitedStates)?;
    /// assert_eq!(flowers.number.to_string(), "1-800-356-9377");
    ///
    /// let error = PhoneNumber::parse("155-720-2559", Country::UnitedStates).unwrap_err();
    /// assert_eq!(error.to_string(), "an area code cannot start with 1");
    /// assert_eq!(error.at, 0..3);
    /// # Ok::<(), ivrsim::number::NumberError>(())
    /// ```
    pub fn parse(text: &str, country: Country) -> Result<DialString, NumberError> {
        let scan = Scan::of(text, country)?;
        let number = match country.national_form() {
            _ if scan.is_foreign() => foreign(&scan.keys)?,
            Some(form) if !scan.is_international() => national(&scan.keys, form, country)?,
            Some(_) | None => north_american(&scan.keys)?,
        };
        Ok(DialString { number, extension: scan.extension })
    }
}

fn foreign(keys: &[KeypadKey]) -> Result<PhoneNumber, NumberError> {
    if matches!(keys, [KeypadKey { digit: 0, .. }, ..]) {
        return Err(blame(NumberFault::CountryCode, &keys[..1]));
    }
    let length = blame(NumberFault::ForeignLength { digits: keys.len() }, keys);
    if keys.len() > 15 {
        return Err(length);
    }
    PhoneNumber::from_e164(value(keys)).ok_or(length)
}

/// A number as it is dialed inside a country, with its trunk prefix or without.
fn national(keys: &[KeypadKey], form: &NationalForm, country: Country) -> Result<PhoneNumber, NumberError> {
    let fits = |keys: &[KeypadKey]| {
        form.lengths
            .iter()
            .any(|&(fewest, most)| (usize::from(fewest)..=usize::from(most)).contains(&keys.len()))
    };
    let trunk: Vec<u8> = form.trunk.bytes().map(|digit| digit - b'0').collect();
    let has_trunk = !trunk.is_empty()
        && keys.len() > trunk.len()
        && keys.iter().map(|key| key.digit).take(trunk.len()).eq(trunk.iter().copied());
    let behind = if has_trunk { &keys[trunk.len()..] } else { keys };
    // Where 8 is dialed first, numbers can begin with 8, too.
    let own = if fits(behind) { behind } else { keys };
    let length = blame(NumberFault::NationalLength { digits: behind.len(), country }, keys);
    if !fits(own) {
        return Err(length);
    }
    let code = own.len() as u32;
    PhoneNumber::from_e164(u64::from(form.code) * 10_u64.pow(code) + value(own)).ok_or(length)
}

fn north_american(keys: &[KeypadKey]) -> Result<PhoneNumber, NumberError> {
    let length = blame(NumberFault::Length { digits: keys.len() }, keys);
    let national = match keys {
        [KeypadKey { digit: 1, .. }, national @ ..] if keys.len() == 11 => national,
        // No area code begins with 1, so it is the one in front, unless it is written as one of three.
        [one @ KeypadKey { digit: 1, .. }, second, third, fourth, ..]
            if keys.len() == 10
                && !(one.is_beside(second) && second.is_beside(third) && !third.is_beside(fourth)) =>
        {
            return Err(length);
        }
        _ if keys.len() == 10 => keys,
        _ => return Err(length),
    };
    let (area, exchange) = (&national[..3], &national[3..6]);
    if let Some(fault) = area_fault(value(area) as u16) {
        return Err(blame(fault, area));
    }
    let toll_free = AreaCode::new(value(area) as u16).is_some_and(AreaCode::is_toll_free);
    if let Some(fault) = exchange_fault(value(exchange) as u16, toll_free) {
        return Err(blame(fault, exchange));
    }
    PhoneNumber::from_e164(10_000_000_000 + value(national)).ok_or(length)
}

fn area_fault(code: u16) -> Option<NumberFault> {
    match code {
        0..200 => Some(NumberFault::AreaCodeStart((code / 100) as u8)),
        _ if is_service(code) => Some(NumberFault::AreaCodeService(code)),
        _ if code / 10 % 10 == 9 => Some(NumberFault::AreaCodeNine),
        _ => None,
    }
}

fn exchange_fault(code: u16, toll_free: bool) -> Option<NumberFault> {
    match code {
        0..200 => Some(NumberFault::ExchangeStart((code / 100) as u8)),
        _ if is_service(code) && !toll_free => Some(NumberFault::ExchangeService(code)),
        _ => None,
    }
}

/// The keys as one number; at most 15 of them.
fn value(keys: &[KeypadKey]) -> u64 {
    keys.iter().fold(0, |value, key| value * 10 + u64::from(key.digit))
}

/// An error about these keys. The keys of a `tel:` link's context stand behind the others, so look for both
/// ends.
fn blame(fault: NumberFault, keys: &[KeypadKey]) -> NumberError {
    let start = keys.iter().map(|key| key.at.start).min().unwrap_or(0);
    let end = keys.iter().map(|key| key.at.end).max().unwrap_or(0);
    NumberError { fault, at: start..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<DialString, NumberError> {
        PhoneNumber::parse(text, Country::UnitedStates)
    }

    fn number(text: &str) -> String {
        parse(text).map_or_else(|error| format!("{text}: {error}"), |dialled| dialled.to_string())
    }

    fn fault(text: &str) -> (String, &str) {
        let error = parse(text).expect_err(text);
        (error.to_string(), &text[error.at])
    }

    #[test]
    fn spellings_of_the_directory() {
        assert_eq!(number("1-855-720-2559"), "1-855-720-2559");
        assert_eq!(number("855.689.9434"), "1-855-689-9434");
        assert_eq!(number("(877)709-6084"), "1-877-709-6084");
        assert_eq!(number("(866) 509-8454"), "1-866-509-8454");
    }

    #[test]
    fn spellings_of_contact_lists_and_web_pages() {
        for text in [
            "+18557202559",
            "tel:+1-855-720-2559",
            "TEL: 855 720 2559",
            "tel:720-2559;phone-context=+1855",
            "tel:855-720-2559;phone-context=example.com",
            "011 1 855 720 2559",
            "001 855 720 2559",
            "(+1) 855/720-2559",
            "８５５‑７２０‑２５５９",
            "\u{202a}+1 (855) 720\u{2011}2559\u{202c}",
            "1 855 720 2559",
            "[855] 720 – 2559",
            " 1.855.720.2559 ",
        ] {
            assert_eq!(number(text), "1-855-720-2559");
        }
    }

    #[test]
    fn letters_stand_for_digits_after_the_area_code() {
        assert_eq!(number("1 800 FLOWERS"), "1-800-356-9377");
        assert_eq!(number("1-800-GO-FEDEX"), "1-800-463-3339");
        assert_eq!(number("1-800-4-X-RAYS-2"), "1-800-497-2972");
        assert_eq!(number("1-800-FEDEX-12"), "1-800-333-3912");
    }

    #[test]
    fn letters_past_the_tenth_digit_count_for_nothing() {
        assert_eq!(number("1-800-CONTACTS"), "1-800-266-8228");
        assert_eq!(number("1-800-MATTRESS x12"), "1-800-628-8737 ext. 12");
        assert_eq!(number("1-800-MATTRESSx12"), "1-800-628-8737 ext. 12");
        assert_eq!(number("1-800-REDFEDEX"), "1-800-733-3333");
    }

    #[test]
    fn extensions() {
        for text in [
            "800-697-3337 x12",
            "800-697-3337x12",
            "800-697-3337 ext. 12",
            "800-697-3337 Ext 12",
            "800-697-3337 (ext. 12)",
            "800-697-3337, extension 12",
            "800-697-3337,12",
            "800-697-3337,,12",
            "800-697-3337 #12",
            "800-697-3337;12",
            "tel:+1-800-697-3337;ext=12",
            "tel:+1-800-697-3337;isub=7;ext=12",
        ] {
            assert_eq!(number(text), "1-800-697-3337 ext. 12", "{text}");
        }
    }

    #[test]
    fn other_countries_in_their_international_form() {
        assert_eq!(number("+44 20 7946 0000"), "+442079460000");
        assert_eq!(number("+44 (0)20 7946 0000 x7"), "+442079460000 ext. 7");
        assert_eq!(number("011 44 20 7946 0000"), "+442079460000");
        assert_eq!(number("0049 30 1234567"), "+49301234567");
    }

    #[test]
    fn each_fault_is_named_and_pointed_at() {
        let about = |message: &str, part| (message.to_owned(), part);
        assert_eq!(fault("155-720-2559"), about("an area code cannot start with 1", "155"));
        assert_eq!(fault("1-(055)-720-2559"), about("an area code cannot start with 0", "055"));
        assert_eq!(fault("295 720 2559"), about("the middle digit of an area code cannot be 9", "295"));
        assert_eq!(fault("911-720-2559"), about("911 is a service number, not an area code", "911"));
        assert_eq!(
            fault("615 155-0100"),
            about("the three digits after an area code cannot start with 1", "155")
        );
        assert_eq!(
            fault("615 911-0100"),
            about("911 cannot follow an area code that is not toll-free", "911")
        );
        assert_eq!(
            fault("720-2559"),
            about("7 digits: the area code is missing, a North American number has 10", "720-2559")
        );
        assert_eq!(fault("+44 123").0, "5 digits: a number has 7 to 15, including its country code");
        assert_eq!(fault("+0 123 456 7890"), about("a country code cannot start with 0", "0"));
        assert_eq!(fault("855+720+2559"), about("a + can only come at the beginning of a number", "+"));
        assert_eq!(fault("855-720-2559 ext."), about("an extension is 1 to 8 digits", "ext."));
        assert_eq!(fault("855-720-2559 x123456789"), about("an extension is 1 to 8 digits", "x123456789"));
        assert_eq!(fault(" "), about("there is no phone number here", " "));
    }

    #[test]
    fn eight_digits_are_too_few_and_twelve_too_many() {
        let eight = NumberError { fault: NumberFault::Length { digits: 8 }, at: 0..9 };
        assert_eq!(parse("8557-2025"), Err(eight));
        assert!(fault("44 20 7946 0000").0.starts_with("12 digits: a North American number has 10"));
    }

    #[test]
    fn words_around_a_number_are_not_swallowed() {
        let not_part = "this is not part of a phone number".to_owned();
        assert_eq!(fault("877.357.8477 Option 6"), (not_part.clone(), "Option 6"));
        assert_eq!(fault("855-720-2559 or 855-689-9434"), (not_part.clone(), "or 855-689-9434"));
        assert_eq!(fault("855*720*2559"), (not_part, "*"));
        assert!(fault("call me").0.starts_with("letters can stand for digits only after the area code"));
        assert_eq!(
            fault("697-3337 x12").0,
            "7 digits: the area code is missing, a North American number has 10"
        );
    }

    #[test]
    fn a_letter_that_looks_like_a_digit_is_not_taken_for_its_key() {
        assert_eq!(
            fault("615-555-O100"),
            ("this is the letter O; did you mean the digit 0?".to_owned(), "O")
        );
        assert_eq!(
            fault("615-555-01OO"),
            ("this is the letter O; did you mean the digit 0?".to_owned(), "O")
        );
        assert_eq!(
            fault("615-555-0l00"),
            ("this is the letter l; did you mean the digit 1?".to_owned(), "l")
        );
        assert_eq!(number("1-800-GO4-HELP"), "1-800-464-4357");
        assert_eq!(number("1-800-OIL-5000"), "1-800-645-5000");
    }

    #[test]
    fn toll_free_exchanges_can_look_like_services() {
        assert_eq!(number("1-800-411-7246"), "1-800-411-7246");
    }

    #[test]
    fn fictional_numbers_are_numbers() {
        assert_eq!(number("615-555-0100"), "1-615-555-0100");
    }

    #[test]
    fn national_numbers_of_other_countries() {
        let national = |country: &str, text: &str| {
            let country: Country = country.parse().unwrap();
            PhoneNumber::parse(text, country).map_or_else(
                |error| format!("{} ({})", error, &text[error.at.clone()]),
                |dialled| dialled.to_string(),
            )
        };
        assert_eq!(national("GB", "020 7946 0000"), "+442079460000");
        assert_eq!(
            national("GB", "0113 496 0000"),
            "+441134960000",
            "0113 is Leeds, and not the way out of America"
        );
        assert_eq!(national("GB", "2079460000"), "+442079460000", "as contact lists have it");
        assert_eq!(national("GB", "(020) 7946 0000 ext. 12"), "+442079460000 ext. 12");
        assert_eq!(national("GB", "+1 800 555 0100"), "1-800-555-0100");
        assert_eq!(national("GB", "00 1 800 555 0100"), "1-800-555-0100");
        assert_eq!(national("DE", "030/1234567"), "+49301234567");
        assert_eq!(national("IT", "06 698 12345"), "+390669812345", "the zero belongs to the number");
        assert_eq!(national("RU", "8 800 555-35-35"), "+78005553535");
        assert_eq!(national("RU", "800 555-35-35"), "+78005553535", "the 8 is not the one in front");
        assert_eq!(national("HU", "06 1 234 5678"), "+3612345678");
        assert_eq!(national("AU", "0011 44 20 7946 0000"), "+442079460000");
        assert_eq!(national("JM", "876-555-0100"), "1-876-555-0100");
        assert_eq!(
            national("FR", "01 23 45 67"),
            "7 digits: a number of FR has 9 behind the 0 in front; begin the number of another country with + \
             (01 23 45 67)"
        );
        assert_eq!(
            national("GB", "0800 FLOWERS"),
            "letters can stand for digits only after the area code of a North American number, as in \
             1-800-FLOWERS (F)"
        );
    }
}
