//! Phone numbers in running text.

use std::ops::Range;

use crate::number::{Country, Extension, NumberFault, PhoneNumber};

/// What looks like a phone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) struct FoundNumber {
    /// Its bytes in the text.
    pub(in crate::draft) at: Range<usize>,
    /// The number, or why it is none.
    pub(in crate::draft) number: Result<PhoneNumber, String>,
    /// What is dialed once it is answered.
    pub(in crate::draft) extension: Option<Extension>,
    /// Whether it is complete but for an area code, which others of the document have.
    pub(in crate::draft) is_local: bool,
}

/// Fewer digits than these are no phone number; more belong to an account.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// All of them, in their order.
pub(in crate::draft) fn numbers(text: &str, country: Country) -> Vec<FoundNumber> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = start_of_number(text, at) {
        let Some(end) = end_of_number(text, start) else {
            at = next(text, start);
            continue;
        };
        match candidate(text, start..end, country) {
            Some(number) => {
                at = number.at.end;
                found.push(number);
            }
            None => at = end,
        }
    }
    found
}

/// Where a group of digits begins, with the bracket, plus or `1-800-` in front.
fn start_of_number(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = (from..bytes.len()).find(|&at| {
        bytes[at].is_ascii_digit()
            && (at == 0
                || !(bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'$' | b'#' | b'_')))
    })?;
    let mut start = digit;
    while start > from && matches!(bytes[start - 1], b'(' | b'+' | b'[') {
        start -= 1;
    }
    Some(start)
}

fn next(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .map(char::len_utf8)
        .sum::<usize>()
        + rest.chars().take_while(|c| !c.is_ascii_digit()).map(char::len_utf8).sum::<usize>()
}

/// Whether a sign can stand between the digits of a number.
fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '[' | ']' | '·' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Where a number ends at most: behind the last digit before something that no number has, or before two signs that no number has
/// together, as in `555-0100 - 555-0101`.
fn end_of_number(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    let mut digits = 0;
    let mut between = String::new();
    for (at, c) in text[start..].char_indices() {
        let here = start + at;
        if c.is_ascii_digit() {
            let spaced_dash = between.len() > 2 && between.starts_with(' ') && between.ends_with(' ');
            let is_other = spaced_dash && digits >= *DIGITS.start();
            if is_other || digits >= *DIGITS.end() {
                break;
            }
            digits += 1;
            between.clear();
            end = here + 1;
        } else if is_between(c) || (c == '+' && digits == 0) {
            between.push(c);
            if between.chars().count() > 3 {
                break;
            }
        } else if c.is_ascii_uppercase() && is_vanity(&text[start..here], &text[here..]) {
            let word =
                text[here..].find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'));
            return Some(
                text[start..][..word.map_or(text.len() - start, |word| here + word - start)]
                    .trim_end_matches('-')
                    .len()
                    + start,
            );
        } else {
            break;
        }
    }
    (digits >= *DIGITS.start()).then_some(end)
}

/// Whether letters stand for the digits behind a toll-free code: `1-800-FLOWERS`.
fn is_vanity(before: &str, rest: &str) -> bool {
    let digits: String = before.chars().filter(char::is_ascii_digit).collect();
    let code = digits.strip_prefix('1').unwrap_or(&digits);
    let word: String =
        rest.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '-').collect();
    let keys = word.chars().filter(|c| *c != '-').count();
    before.ends_with(['-', '.', ' ']) && code.len() == 3 && code.starts_with('8') && (7..=10).contains(&keys)
}

fn candidate(text: &str, at: Range<usize>, country: Country) -> Option<FoundNumber> {
    let whole = &text[at.clone()];
    let is_marked = whole.starts_with(['+', '(']) || is_labelled(&text[..at.start]);
    let shape = shape(whole);
    if is_no_number(&text[..at.start], whole, &shape, &text[at.end..]) && !is_marked {
        return None;
    }
    // Behind the digits of one number others may stand, with a blank between them.
    for end in ends(whole) {
        if let Ok(dialled) = PhoneNumber::parse(&whole[..end], country) {
            let (extension, length) = extension(&text[at.start + end..]);
            return Some(FoundNumber {
                at: at.start..at.start + end + length,
                number: Ok(dialled.number),
                extension,
                is_local: false,
            });
        }
    }
    let looks_like_one = is_marked || shape.iter().filter(|group| **group >= 3).count() >= 2;
    if !looks_like_one {
        return None;
    }
    let error = PhoneNumber::parse(whole, country).err()?;
    let is_local = matches!(error.fault, NumberFault::Length { digits: 7 });
    Some(FoundNumber { at, number: Err(error.fault.to_string()), extension: None, is_local })
}

/// How many digits stand together, group by group.
fn shape(text: &str) -> Vec<usize> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::len).collect()
}

/// Where the number may end, the whole of it first: behind each group of digits.
fn ends(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_end = |&at: &usize| {
        bytes.get(at - 1).is_some_and(u8::is_ascii_alphanumeric) && (at == bytes.len() || bytes[at] == b' ')
    };
    (1..=bytes.len()).rev().filter(is_end).collect()
}

/// Whether a label in front says that a number follows.
fn is_labelled(before: &str) -> bool {
    const LABELS: [&str; 12] = [
        "phone",
        "tel",
        "call",
        "fax",
        "dial",
        "téléphone",
        "tél",
        "télécopieur",
        "number",
        "mobile",
        "cell",
        "tty",
    ];
    let end = before.trim_end_matches([' ', ':', '.', '#']).to_lowercase();
    LABELS.iter().any(|label| end.ends_with(label))
}

/// Dates, postal codes, years and box numbers have digits, too.
fn is_no_number(before: &str, whole: &str, shape: &[usize], behind: &str) -> bool {
    let before = before.trim_end_matches([' ', '.', '#', ':']).to_lowercase();
    let is_boxed = ["box", "boîte", "suite", "room", "account", "no", "zip", "id", "case", "cp", "po"]
        .iter()
        .any(|word| before.ends_with(word));
    let is_postal = matches!(shape, [5] | [5, 4]);
    let is_date = matches!(shape, [4, 2, 2] | [1 | 2, 1 | 2, 4] | [4, 4]);
    let is_one = shape.len() == 1 && !matches!(shape, [10 | 11]);
    // A street's number and what follows it are no phone number: `4054 1200`.
    let is_spaced_only = !whole.contains(|c: char| is_between(c) && c != ' ') && shape.len() < 3;
    is_boxed
        || is_postal
        || is_date
        || is_one
        || (is_spaced_only && shape.len() > 1)
        || behind.starts_with('%')
}

/// The extension behind a number, and how many bytes it takes.
fn extension(rest: &str) -> (Option<Extension>, usize) {
    const WORDS: [&str; 6] = ["extension", "poste", "extn", "ext", "x", "#"];
    let start = rest.trim_start_matches([' ', ',', ';', '(']);
    let lower: String = start.chars().take(24).collect::<String>().to_lowercase();
    let Some(word) = WORDS.iter().find(|word| lower.starts_with(**word)) else { return (None, 0) };
    // Lower case can be longer than what it was made of, but not in these words.
    let Some(behind) = start.get(word.len()..) else { return (None, 0) };
    let digits = behind.trim_start_matches(['.', ' ', ':', '#', '-']);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let Some(extension) = Extension::new(&digits[..length]) else { return (None, 0) };
    let mut used = rest.len() - digits.len() + length;
    if rest[..used].contains('(') && rest[used..].starts_with(')') {
        used += 1;
    }
    (Some(extension), used)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let tell = |found: FoundNumber| match found.number {
            Ok(number) => match found.extension {
                Some(extension) => format!("{number} x{extension}"),
                None => number.to_string(),
            },
            Err(_) => format!("? {}", &text[found.at]),
        };
        numbers(text, Country::UnitedStates).into_iter().map(tell).collect()
    }

    #[test]
    fn numbers_are_found_in_any_spelling() {
        assert_eq!(
            told("Central: 800.697.3337 Northeast: 800.257.5023"),
            ["1-800-697-3337", "1-800-257-5023"]
        );
        assert_eq!(told("Fax: (877)709-6084, or 1 (866) 509 8454"), ["1-877-709-6084", "1-866-509-8454"]);
        assert_eq!(told("call 1-800-FLOWERS today or +1 518 555 0142"), ["1-800-356-9377", "1-518-555-0142"]);
        assert_eq!(told("518-555-0100 - 518-555-0101"), ["1-518-555-0100", "1-518-555-0101"]);
        assert_eq!(told("518-555-0100 / 518-555-0101"), ["1-518-555-0100", "1-518-555-0101"]);
        assert_eq!(
            told("518-555-0100 ext. 12, 518-555-0101 (x7) 5185550102"),
            ["1-518-555-0100 x12", "1-518-555-0101 x7", "1-518-555-0102"]
        );
        assert_eq!(told("514 555-0143, poste 204"), ["1-514-555-0143 x204"]);
    }

    #[test]
    fn what_is_nearly_a_number_is_told_and_nothing_else_is() {
        assert_eq!(told("call 555-0142"), ["? 555-0142"]);
        assert_eq!(told("518-555-014 or (518) 555-01422"), ["? 518-555-014", "? (518) 555-01422"]);
        for text in [
            "Memphis, TN 38153-1234",
            "P.O. Box 9001951",
            "August 28, 2023",
            "2023-08-28",
            "08/28/2023 8:00 - 17:00",
            "4054 Willow Lake Blvd",
            "Mon-Fri 8 am - 11pm",
            "24/7",
            "$1,000,000.00",
            "Suite 2070 4054",
            "",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
