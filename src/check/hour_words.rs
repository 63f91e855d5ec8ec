//! The words, numbers and marks of a prompt that tells hours.

use std::ops::Range;

use crate::time::clock_names::{zone_of_abbreviation, zone_of_word};
use crate::time::names::{weekday_name, weekday_of_word};

/// A word, a number or a mark.
#[derive(Clone, Debug)]
pub(super) struct HourToken<'t> {
    pub(super) text: &'t str,
    /// In small letters.
    pub(super) lower: String,
    pub(super) place: Range<usize>,
    /// Whether a blank stands before it.
    pub(super) is_apart: bool,
}

/// Words by which a sentence says that it speaks of hours.
pub(super) const HOURS: [&str; 13] = [
    "open",
    "opens",
    "opened",
    "opening",
    "hours",
    "reopen",
    "reopens",
    "available",
    "here",
    "answered",
    "staffed",
    "answer",
    "reach",
];
/// And that it is closed.
pub(super) const CLOSED: [&str; 4] = ["closed", "closes", "close", "closing"];
/// Words that deny what follows.
pub(super) const DENIED: [&str; 14] = [
    "closed",
    "except",
    "excluding",
    "not",
    "but",
    "no",
    "excepting",
    "never",
    "aren't",
    "isn't",
    "don't",
    "aren’t",
    "isn’t",
    "don’t",
];
/// Words by which a sentence tells something else than what every week is like.
pub(super) const OCCASIONS: [&str; 28] = [
    "holiday",
    "holidays",
    "until",
    "till",
    "today",
    "tomorrow",
    "tonight",
    "summer",
    "winter",
    "season",
    "spring",
    "fall",
    "after",
    "this",
    "next",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "thanksgiving",
    "easter",
];
/// Words by which times are those until which something is to be done.
pub(super) const DEADLINES: [&str; 24] = [
    "received",
    "ordered",
    "order",
    "orders",
    "placed",
    "posted",
    "processed",
    "submitted",
    "left",
    "deposits",
    "deposit",
    "payments",
    "payment",
    "shipped",
    "shipping",
    "ship",
    "delivered",
    "delivery",
    "pickup",
    "appointment",
    "deadline",
    "returned",
    "cutoff",
    "website",
];
/// What is there around the clock though nobody is.
pub(super) const MACHINES: [&str; 42] = [
    "website",
    "site",
    "online",
    "app",
    "web",
    "internet",
    "email",
    "mail",
    "e",
    "portal",
    "automated",
    "automatic",
    "system",
    "self",
    "voicemail",
    "message",
    "messages",
    "machine",
    "machines",
    "atm",
    "atms",
    "emergency",
    "emergencies",
    "urgent",
    "roadside",
    "hotline",
    "chat",
    "kiosk",
    "kiosks",
    "nurse",
    "chatbot",
    "bot",
    "page",
    "fax",
    "www",
    "locker",
    "lockers",
    "mailbox",
    "box",
    "line",
    "within",
    "com",
];

/// Words behind which "24 hours" is a length of time.
pub(super) const BEFORE_LENGTH: [&str; 14] = [
    "within", "in", "next", "for", "every", "least", "to", "after", "of", "about", "than", "allow", "takes",
    "last",
];

/// Words, numbers and marks. `8:30` is one, and the dots of `a.m.` and of short names are left out.
pub(super) fn tokens(text: &str) -> Vec<HourToken<'_>> {
    let mut tokens: Vec<HourToken<'_>> = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut is_apart = true;
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        if c.is_whitespace() {
            is_apart = true;
            continue;
        }
        if c == '\\' {
            rest.next();
            is_apart = true;
            continue;
        }
        if c == '{' {
            while rest.next().is_some_and(|(_, inner)| inner != '}') {}
            continue;
        }
        let digit = c.is_ascii_digit();
        if c.is_alphanumeric() {
            let is_inner = |next: char| {
                if digit {
                    next.is_ascii_digit()
                } else {
                    next.is_alphabetic() || matches!(next, '\'' | '’')
                }
            };
            while let Some((at, next)) = rest.next_if(|&(_, next)| is_inner(next)) {
                end = at + next.len_utf8();
            }
            let minute =
                text.get(end + 1..end + 3).filter(|minute| minute.bytes().all(|byte| byte.is_ascii_digit()));
            // "9.30 am"
            let is_dotted = || {
                let behind = text.get(end + 3..).unwrap_or_default().trim_start().to_lowercase();
                text[end..].starts_with('.')
                    && ["am", "pm", "a.m", "p.m"].iter().any(|half| behind.starts_with(half))
            };
            if digit && minute.is_some() && (text[end..].starts_with(':') || is_dotted()) {
                (0..3).for_each(|_| end = rest.next().map_or(end, |(at, next)| at + next.len_utf8()));
            }
        }
        let word = &text[start..end];
        if c == '.' && ends_no_sentence(&tokens, &text[end..], is_apart) {
            continue;
        }
        tokens.push(HourToken { text: word, lower: word.to_lowercase(), place: start..end, is_apart });
        is_apart = false;
    }
    tokens
}

/// Whether a full stop belongs to the word before it: "Mon.", "a.m.", "St."
fn ends_no_sentence(tokens: &[HourToken<'_>], behind: &str, is_apart: bool) -> bool {
    let Some(last) = tokens.last().filter(|_| !is_apart) else { return false };
    let mut next = behind.trim_start().chars();
    let goes_on = !behind.starts_with('"')
        && next.next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == ',');
    let is_day = weekday_of_word(&last.lower).is_some_and(|day| last.lower.len() < weekday_name(day).len())
        || matches!(last.lower.as_str(), "st" | "inc" | "mr" | "dr");
    let is_letter = last.lower.chars().count() == 1 && last.lower.starts_with(char::is_alphabetic);
    let is_dotted = behind.starts_with(|c: char| c.is_alphanumeric());
    // "5 p.m. Eastern"
    let word: String =
        behind.trim_start().chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let is_told = zone_of_word(&word).is_some()
        || zone_of_abbreviation(&word.to_uppercase()).is_some()
        || weekday_of_word(&word).is_some_and(|day| word.len() >= weekday_name(day).len());
    is_day || is_dotted || is_letter && (goes_on || is_told)
}
