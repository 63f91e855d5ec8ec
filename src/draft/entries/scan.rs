//! A text taken apart into values and the words between them.

use std::ops::Range;

use regex_lite::Regex;

use crate::draft::words::digits::{self, FoundNumber};
use crate::draft::words::hours::{self, FoundWeek};
use crate::draft::words::post::{FoundPost, PostFinder};
use crate::number::Country;

/// A part of a text.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Number(FoundNumber),
    Email(String),
    Post(FoundPost),
    Week(FoundWeek),
    /// Words between values, without marks at their ends.
    Words(String),
}

/// A part and where it stands.
#[derive(Clone, Debug)]
pub(super) struct PlacedPart {
    pub(super) part: Part,
    pub(super) at: Range<usize>,
}

/// Takes texts apart.
#[derive(Debug)]
pub(super) struct Scanner {
    email: Regex,
    link: Regex,
    posts: PostFinder,
    country: Country,
}

impl Scanner {
    /// None if the expressions that it looks with are none, which a test holds.
    pub(super) fn new(country: Country) -> Option<Self> {
        Some(Self {
            email: Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+").ok()?,
            link: Regex::new(r"(?:https?://|www\.)[^\s<>]+").ok()?,
            posts: PostFinder::new()?,
            country,
        })
    }

    /// All parts of a text in their order. Lines are parted by line ends.
    pub(super) fn parts(&self, text: &str) -> Vec<PlacedPart> {
        let mut found: Vec<PlacedPart> = Vec::new();
        let mut masked = text.to_owned();
        if text.contains('@') {
            for hit in self.email.find_iter(text) {
                let address = hit.as_str().trim_end_matches('.');
                let at = hit.start()..hit.start() + address.len();
                found.push(PlacedPart { part: Part::Email(address.to_owned()), at });
            }
        }
        for part in &found {
            mask(&mut masked, &part.at);
        }
        for hit in self.link.find_iter(text) {
            mask(&mut masked, &hit.range());
        }
        if masked.contains(|c: char| c.is_ascii_digit()) {
            for number in digits::numbers(&masked, self.country) {
                let at = number.at.clone();
                found.push(PlacedPart { part: Part::Number(number), at });
            }
            for part in &found {
                mask(&mut masked, &part.at);
            }
            let from = |at: usize| masked[..at].rfind('\u{1}').map_or(0, |at| at + 1);
            let posts = self.posts.find(&masked, from);
            for post in posts {
                mask(&mut masked, &post.at);
                let at = post.at.clone();
                found.push(PlacedPart { part: Part::Post(post), at });
            }
        }
        for week in hours::weeks(&masked) {
            let at = week.at.clone();
            mask(&mut masked, &at);
            found.push(PlacedPart { part: Part::Week(week), at });
        }
        let mut at = 0;
        for piece in masked.split(['\u{1}', '\n']) {
            let words = trimmed(piece);
            if words.chars().any(char::is_alphanumeric) {
                let start = at + (words.as_ptr() as usize - piece.as_ptr() as usize);
                found
                    .push(PlacedPart { part: Part::Words(words.to_owned()), at: start..start + words.len() });
            }
            at += piece.len() + 1;
        }
        found.sort_by_key(|part| part.at.start);
        found
    }
}

/// Words without the marks that part them from values.
pub(super) fn trimmed(words: &str) -> &str {
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | ';' | ',' | '|' | '-' | '–' | '—' | '/' | '•' | '·' | '.' | '>' | '<' | '…' | '='
            )
    };
    let words = words.trim_matches(marks);
    // A bracket belongs to its other half.
    let words = if words.contains('(') { words } else { words.trim_end_matches(')').trim_matches(marks) };
    if words.contains(')') { words } else { words.trim_matches('(').trim_matches(marks) }
}

/// Puts signs that belong to nothing in the place of what was found.
fn mask(text: &mut String, at: &Range<usize>) {
    text.replace_range(at.clone(), &"\u{1}".repeat(at.len()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_values_and_the_words_between_them() {
        let scanner = Scanner::new(Country::UnitedStates).unwrap();
        let told = |text: &str| -> Vec<String> {
            let tell = |placed: PlacedPart| match placed.part {
                Part::Number(found) => format!("n {}", &text[found.at]),
                Part::Email(address) => format!("e {address}"),
                Part::Post(post) => format!("p {}", post.lines.join("/")),
                Part::Week(week) => format!("h {}", week.notation),
                Part::Words(words) => format!("w {words}"),
            };
            scanner.parts(text).into_iter().map(tell).collect()
        };
        assert_eq!(
            told("Central: 800.697.3337 Northeast: 800.257.5023"),
            ["w Central", "n 800.697.3337", "w Northeast", "n 800.257.5023"]
        );
        assert_eq!(
            told("888.925.2559 Ally Payment Processing P.O. Box 9001951 Louisville, KY 40290-1951"),
            ["n 888.925.2559", "p Ally Payment Processing/P.O. Box 9001951/Louisville, KY 40290-1951"]
        );
        assert_eq!(told("Email: CPCHelds@ally.com."), ["w Email", "e CPCHelds@ally.com"]);
        assert_eq!(
            told("Billing (518) 555-0101, Mon-Fri 8 am - 5 pm; see https://x.test/8-5"),
            ["w Billing", "n (518) 555-0101", "h Mo-Fr 08:00-17:00", "w see"]
        );
        assert_eq!(told("Dealer Products & Services (DP&S)"), ["w Dealer Products & Services (DP&S)"]);
    }
}
