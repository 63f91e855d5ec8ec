//! What a prompt in words of its own offers: "For sales, press 1", "Press 2 to hear this again, 3 for billing".
//!
//! The text is read as it stands in the file, so that every word keeps its place. What is not understood is passed over:
//! a rule speaks only of offers that are clear.

use std::ops::Range;

use crate::plan::Key;
use crate::source::Span;

/// One key with what it is said to be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) key: Key,
    /// What the key is for, in the words that matter; empty if that is not said.
    pub(super) words: Vec<String>,
    /// Where the key is said.
    pub(super) key_span: Span,
    /// The whole of it, from "For" to the full stop.
    pub(super) span: Span,
    /// Whether the key is named before what it is for.
    pub(super) is_key_first: bool,
}

/// What a caller is asked to do with a key.
const VERBS: [&str; 6] = ["press", "dial", "push", "touch", "hit", "select"];

/// What may stand between the verb and the key.
const BETWEEN: [&str; 7] = ["the", "number", "key", "or", "say", "on", "digit"];

const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// Words that tell nothing of what a key is for.
const EMPTY: [&str; 53] = [
    "a",
    "an",
    "the",
    "of",
    "and",
    "or",
    "to",
    "for",
    "with",
    "our",
    "your",
    "you",
    "us",
    "we",
    "in",
    "on",
    "at",
    "is",
    "are",
    "it",
    "this",
    "that",
    "please",
    "now",
    "about",
    "any",
    "all",
    "other",
    "if",
    "want",
    "would",
    "like",
    "wish",
    "speak",
    "talk",
    "reach",
    "get",
    "call",
    "calls",
    "calling",
    "connect",
    "connected",
    "someone",
    "somebody",
    "team",
    "department",
    "dept",
    "press",
    "question",
    "questions",
    "by",
    "have",
    "need",
];

#[derive(Clone, Debug)]
struct Word<'t> {
    text: &'t str,
    place: Range<usize>,
}

/// Whether one word ends a sentence, with what stands around it.
fn is_stop(word: &str) -> bool {
    matches!(word, "." | ";" | "!" | "?" | ":")
}

/// The offers of a text that stands at `span`. `named` gives the name of a step for `{name:STEP}`.
pub(super) fn offers(text: &str, span: Span, named: impl Fn(&str) -> Option<String>) -> Vec<Offer> {
    let words = words(text);
    let mut offers: Vec<Offer> = Vec::new();
    // Up to where the words have been used, and the offer that "2 for ..." would go on.
    let (mut used, mut goes_on) = (0, false);
    let mut at = 0;
    while at < words.len() {
        let word = words[at].text.to_ascii_lowercase();
        if is_stop(&word) {
            goes_on = false;
        }
        let is_verb = VERBS.contains(&word.as_str());
        let key_at = if is_verb {
            (at + 1..words.len())
                .find(|&next| !BETWEEN.contains(&words[next].text.to_ascii_lowercase().as_str()))
        } else {
            Some(at).filter(|_| goes_on)
        };
        let found = key_at.and_then(|key_at| Some((key_at, key(words[key_at].text)?)));
        let Some((key_at, key)) = found else {
            at += 1;
            continue;
        };
        let leads = |index: usize| words.get(index).is_some_and(|word| is_for(word.text));
        let sentence =
            (used..at).rev().find(|&index| is_stop(words[index].text)).map_or(used, |stop| stop + 1);
        let begins = |index: usize| index == sentence || words[index - 1].text == ",";
        let before = (sentence..at).rev().find(|&index| leads(index) && begins(index));
        let before = before.or_else(|| (sentence..at).find(|&index| leads(index))).filter(|_| is_verb);
        // "If you need X, press 1": what stands before is what it is for, even without "for".
        let before = before
            .or_else(|| (is_verb && !leads(key_at + 1)).then_some(sentence).filter(|start| start + 1 < at));
        let (label, first, last, is_key_first) = match before {
            Some(start) => (start..at, start, key_at, false),
            None if leads(key_at + 1) => {
                let end = end_of_label(&words, key_at + 1);
                (key_at + 1..end, at, end - 1, true)
            }
            None => {
                at = key_at + 1;
                continue;
            }
        };
        let stop = words.get(last + 1).filter(|next| is_stop(next.text) || next.text == ",");
        let end = stop.map_or(words[last].place.end, |stop| stop.place.end);
        let inside = |range: Range<usize>| Span {
            file: span.file,
            start: span.start + range.start as u32,
            end: span.start + range.end as u32,
        };
        let said: Vec<String> = words[label].iter().filter_map(|word| spoken(word.text, &named)).collect();
        offers.push(Offer {
            key,
            words: significant(&said.join(" ")),
            key_span: inside(words[key_at].place.clone()),
            span: inside(words[first].place.start..end),
            is_key_first,
        });
        (used, goes_on, at) = (last + 1, is_key_first, last + 1);
    }
    offers
}

/// Whether a text says the name of any key, or something to do with one.
pub(super) fn names_a_key(text: &str) -> bool {
    words(text).iter().any(|word| {
        let is_mark = matches!(word.text, "*" | "#");
        is_mark || key(word.text).is_some() || VERBS.contains(&word.text.to_ascii_lowercase().as_str())
    })
}

/// The words of a text that tell what it is about: in small letters, without plurals and without the words of every
/// menu.
pub(super) fn significant(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '&').map(str::to_lowercase);
    let told = words.filter(|word| !word.is_empty() && word != "&" && !EMPTY.contains(&word.as_str()));
    told.map(|word| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word,
    })
    .collect()
}

/// What a word stands for when it is spoken.
fn spoken(word: &str, named: &impl Fn(&str) -> Option<String>) -> Option<String> {
    match word.strip_prefix('{') {
        None => Some(word.to_owned()),
        Some(inner) => named(inner.trim_end_matches('}').strip_prefix("name:")?.trim()),
    }
}

/// Where "for sales and service" ends: at a comma, a full stop, or where the next key is offered.
fn end_of_label(words: &[Word<'_>], start: usize) -> usize {
    let ends = |index: &usize| {
        let word = words[*index].text;
        let next = words.get(index + 1).map_or("", |next| next.text);
        let begins_next = VERBS.contains(&next.to_ascii_lowercase().as_str())
            || (key(next).is_some() && words.get(index + 2).is_some_and(|after| is_for(after.text)));
        is_stop(word)
            || word == ","
            || VERBS.contains(&word.to_ascii_lowercase().as_str())
            || is_and(word) && begins_next
    };
    (start + 1..words.len()).find(ends).unwrap_or(words.len())
}

fn is_for(word: &str) -> bool {
    word.eq_ignore_ascii_case("for") || word.eq_ignore_ascii_case("to")
}

fn is_and(word: &str) -> bool {
    word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("or")
}

/// The key that a word names.
fn key(word: &str) -> Option<Key> {
    let mut characters = word.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => return Key::new(only),
        (None, _) => return None,
        _ => {}
    }
    let word = word.to_ascii_lowercase();
    let digit =
        DIGITS.iter().position(|digit| *digit == word).and_then(|digit| char::from_digit(digit as u32, 10));
    match word.as_str() {
        "star" | "asterisk" => Key::new('*'),
        "pound" | "hash" => Key::new('#'),
        _ => digit.and_then(Key::new),
    }
}

/// Words, placeholders and marks, with their places.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&');
        let mut end = start + c.len_utf8();
        if c == '{' {
            end = text[start..].find('}').map_or(end, |length| start + length + 1);
            while rest.next_if(|&(at, _)| at < end).is_some() {}
        } else if is_inner(c) && c != '\'' {
            while let Some((at, next)) = rest.next_if(|&(_, next)| is_inner(next)) {
                end = at + next.len_utf8();
            }
        } else if !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '*' | '#') {
            continue;
        }
        words.push(Word { text: &text[start..end], place: start..end });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn read(text: &str) -> Vec<String> {
        let file = Sources::default().add("a.toml", "");
        let name = |step: &str| (step == "desk").then(|| "Front Desk".to_owned());
        let offers = offers(text, Span::new(file, 0..text.len()), name);
        let shown = |offer: &Offer| {
            let order = if offer.is_key_first { " (key first)" } else { "" };
            format!("{} {}{order} | {}", offer.key, offer.words.join(" "), &text[offer.span.range()])
        };
        offers.iter().map(shown).collect()
    }

    #[test]
    fn offers_are_read_as_people_write_them() {
        for (text, expected) in [
            (
                "Welcome. For sales, press 1. For customer service, press two.",
                &["1 sale | For sales, press 1.", "2 customer service | For customer service, press two."][..],
            ),
            (
                "For sales press 1 for billing press 2",
                &["1 sale | For sales press 1", "2 billing | for billing press 2"],
            ),
            (
                "Press 1 for sales, 2 for billing, or 0 to speak with an operator.",
                &[
                    "1 sale (key first) | Press 1 for sales,",
                    "2 billing (key first) | 2 for billing,",
                    "0 operator (key first) | 0 to speak with an operator.",
                ],
            ),
            (
                "Press 1 for sales and press 2 for parts.",
                &["1 sale (key first) | Press 1 for sales", "2 part (key first) | press 2 for parts."],
            ),
            (
                "If you have a question about titles, press 4.",
                &["4 title | If you have a question about titles, press 4."],
            ),
            ("For {name:desk}, press the star key.", &["* front desk | For {name:desk}, press the star"]),
            (
                "To hear this again, press or say nine.",
                &["9 hear again | To hear this again, press or say nine."],
            ),
            ("Thank you for calling. Please press any key. We are open 8 to 5.", &[]),
            ("", &[]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in [
            "{",
            "}",
            "press",
            "press press",
            "press {",
            "for press 1",
            "é for 1 press 2 to",
            "1 for",
            "press 1 for",
        ] {
            let _ = read(text);
        }
    }
}
