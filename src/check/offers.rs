//! What a prompt in words of its own offers: "For sales, press 1", "Press 2 to hear this again, 3 for billing", "For sales or
//! service, dial 1 or 2".
//!
//! The text is read as it stands in the file, so that every word keeps its place. What is not understood is passed over:
//! a rule speaks only of offers that are clear.

use std::ops::Range;

use super::offer_reader::OfferReader;
pub(super) use super::offer_reader::OfferShape;
use super::prompt_words::{PromptWord, words};
use crate::base::source::Span;
use crate::plan::Key;

/// One key with what it is said to be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) key: Key,
    /// What the key is for, in the words that matter; empty if that is not said.
    pub(super) words: Vec<String>,
    /// The same for each thing that is named, as in "sales, service or parts".
    pub(super) things: Vec<Vec<String>>,
    /// Where the key is said.
    pub(super) key_span: Span,
    /// The whole of it, from "For" to the full stop; for a further key that is offered with another, the key.
    pub(super) span: Span,
    pub(super) shape: OfferShape,
    /// The key that is to be pressed after it, as in "press 1, followed by the pound key".
    pub(super) then: Option<Key>,
    /// Whether it is said to hold all along, and not just as one of the choices: "at any time".
    pub(super) is_aside: bool,
}

/// What staying on the line is said to be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StayOffer {
    /// The words that matter.
    pub(super) words: Vec<String>,
    /// The same for each thing that is named.
    pub(super) things: Vec<Vec<String>>,
    /// The whole of it.
    pub(super) span: Span,
}

/// What a prompt offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Offers {
    pub(super) all: Vec<Offer>,
    /// What callers are asked to stay on the line for.
    pub(super) stays: Vec<StayOffer>,
    /// Whether any key at all will do.
    pub(super) any_key: bool,
    /// Where several keys are to be pressed in a row.
    pub(super) rows: Vec<Span>,
    /// The keys whose digits stand by themselves somewhere, in whatever words.
    pub(super) digits: Vec<Key>,
}

/// Words that tell nothing of what a key is for.
const EMPTY: [&str; 55] = [
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
    "respectively",
    "when",
];

/// The offers of a text that stands at `span`. `named` gives the name of a step for `{name:STEP}`.
pub(super) fn offers(text: &str, span: Span, named: impl Fn(&str) -> Option<String>) -> Offers {
    let mut reader = OfferReader::new(text);
    let mut read = Offers { digits: digits(&reader.words), ..Offers::default() };
    let inside = |range: Range<usize>| Span {
        file: span.file,
        start: span.start + range.start as u32,
        end: span.start + range.end as u32,
    };
    let mut at = 0;
    while at < reader.words.len() {
        read.any_key |= reader.is_any_key(at);
        if let Some(row) = reader.row(at) {
            let words = &reader.words[row.clone()];
            let place =
                words.first().zip(words.last()).map(|(first, last)| first.place.start..last.place.end);
            read.rows.extend(place.map(inside));
            at = row.end;
            continue;
        }
        if let Some(stay) = reader.stay_at(at) {
            let words = &reader.words;
            let things = reader.things(&stay.label).into_iter().map(|range| said(words, range, &named));
            let things = things.filter(|words| !words.is_empty()).collect();
            let span = inside(words[stay.first].place.start..words[stay.last].place.end);
            read.stays.push(StayOffer { words: said(words, stay.label.clone(), &named), things, span });
            at = stay.last + 1;
            continue;
        }
        let Some(group) = reader.group_at(at) else {
            at += 1;
            continue;
        };
        let words = &reader.words;
        let said = |range: Range<usize>| said(words, range, &named);
        let sentence = reader.sentence(group.first, group.last);
        let is_aside = sentence.iter().any(|word| word.is("anytime"))
            || sentence.windows(2).any(|pair| pair[0].is("any") && pair[1].is("time"));
        for (index, named) in group.keys.iter().enumerate() {
            let stop = words.get(group.last + 1).filter(|next| next.is_stop() || next.is(","));
            let end = stop.map_or(words[group.last].place.end, |stop| stop.place.end);
            let whole = words[group.first].place.start..end;
            let key = words[named.at].place.clone();
            let label = group.parts.get(index).unwrap_or(&group.label);
            let things = reader.things(label).into_iter().map(said).filter(|words| !words.is_empty());
            read.all.push(Offer {
                key: named.key,
                words: said(label.clone()),
                things: things.collect(),
                key_span: inside(key.clone()),
                span: inside(if index == 0 { whole } else { key }),
                shape: group.shape,
                then: group.then,
                is_aside,
            });
        }
        at = group.last + 1;
    }
    read
}

/// The keys whose digits stand by themselves, and are no time, no part of a number and no count of something.
fn digits(words: &[PromptWord<'_>]) -> Vec<Key> {
    let counted = [
        "am", "pm", "a", "p", "o'clock", "day", "days", "hour", "hours", "minute", "minutes", "week",
        "weeks", "business", "years", "percent", "to", "through", "until", "times",
    ];
    let is_digit =
        |word: &PromptWord<'_>| word.text.len() == 1 && word.text.bytes().all(|byte| byte.is_ascii_digit());
    let lone = (0..words.len()).filter(|&at| {
        let next = words.get(at + 1);
        is_digit(&words[at])
            && !next.is_some_and(|next| next.is_any(&counted) || next.is(":") || is_digit(next))
            && !(at > 0
                && (is_digit(&words[at - 1]) || words[at - 1].is_any(&["to", "through", "until", ":", "-"])))
    });
    lone.filter_map(|at| words[at].key()).collect()
}

/// Whether a text says the name of any key, or something to do with one.
pub(super) fn names_a_key(text: &str) -> bool {
    words(text).iter().any(|word| word.key().is_some() || word.is_verb())
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

/// The words of a place that matter, as they are spoken.
fn said(
    words: &[PromptWord<'_>],
    range: Range<usize>,
    named: &impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let said: Vec<String> = words[range].iter().filter_map(|word| spoken(word.text, named)).collect();
    significant(&said.join(" "))
}

/// What a word stands for when it is spoken.
fn spoken(word: &str, named: &impl Fn(&str) -> Option<String>) -> Option<String> {
    match word.strip_prefix('{') {
        None => Some(word.to_owned()),
        Some(inner) => named(inner.trim_end_matches('}').strip_prefix("name:")?.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Sources;

    fn read(text: &str) -> Vec<String> {
        let file = Sources::default().add("a.toml", "");
        let name = |step: &str| (step == "desk").then(|| "Front Desk".to_owned());
        let offers = offers(text, Span::new(file, 0..text.len()), name);
        let shown = |offer: &Offer| {
            let order = match offer.shape {
                OfferShape::KeyFirst => " (key first)",
                OfferShape::LabelFirst => "",
                OfferShape::Bare => " (bare)",
            };
            format!("{} {}{order} | {}", offer.key, offer.words.join(" "), &text[offer.span.range()])
        };
        offers.all.iter().map(shown).collect()
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
            (
                "For {name:desk}, press the star key.",
                &["* front desk | For {name:desk}, press the star key."],
            ),
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
    fn what_callers_are_asked_to_stay_for_is_read() {
        let file = Sources::default().add("a.toml", "");
        for (text, expected) in [
            ("For everything else, please stay on the line.", Some("everything else")),
            ("For billing, press 1. For sales, stay on the line.", Some("sale")),
            ("Press 1 for billing, or stay on the line to speak with an agent.", Some("agent")),
            ("Stay on the line and somebody will be with you.", None),
            ("For sales, do not stay on the line.", None),
        ] {
            let read = offers(text, Span::new(file, 0..text.len()), |_| None);
            let words = read.stays.first().map(|stay| stay.words.join(" "));
            assert_eq!(words.as_deref(), expected, "{text}");
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
