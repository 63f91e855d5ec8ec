//! What the words around a value say that it is: a fax, a key to press, the date of a document.

use jiff::civil::Date;

use crate::draft::document::cleaned;
use crate::time::written_date::{WrittenDate, written_date};

/// What a word in front of a value says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::draft) enum LabelKind {
    Phone,
    Fax,
    Email,
    Hours,
    Post,
    /// For people who type instead of speaking.
    Typing,
    Option,
    Extension,
    /// Which part of the company.
    Unit,
    /// What it is about.
    Subject,
    Note,
}

const LABELS: &[(LabelKind, &[&str])] = &[
    (
        LabelKind::Phone,
        &[
            "phone",
            "telephone",
            "tel",
            "phone number",
            "phone numbers",
            "telephone number",
            "number",
            "numbers",
            "call",
            "toll-free",
            "toll free",
            "toll-free number",
            "toll-free number/other",
            "main",
            "main number",
            "main line",
            "local",
            "voice",
            "ph",
            "direct",
            "direct line",
            "call us",
            "téléphone",
            "tél",
            "numéro",
            "sans frais",
            "office",
            "contact",
            "contact number",
            "t",
            "p",
            "phone/fax",
            "dial",
            "direct dial",
            "number to call",
        ],
    ),
    (
        LabelKind::Fax,
        &["fax", "fax number", "facsimile", "télécopieur", "téléc", "f", "fax no", "fax numbers"],
    ),
    (LabelKind::Email, &["email", "e-mail", "mail to", "courriel", "email address", "e-mail address", "e"]),
    (
        LabelKind::Hours,
        &[
            "hours",
            "hours of operation",
            "office hours",
            "business hours",
            "phone hours",
            "telephone hours",
            "open",
            "hours open",
            "availability",
            "when",
            "schedule",
            "days and hours",
            "days/hours",
            "heures",
            "heures d'ouverture",
            "horaire",
            "opening hours",
            "available",
            "times",
            "hours (all times local)",
            "counter hours",
        ],
    ),
    (
        LabelKind::Post,
        &[
            "address",
            "mailing address",
            "mail",
            "postal address",
            "adresse",
            "adresse postale",
            "mail to",
            "location",
            "send to",
        ],
    ),
    (LabelKind::Typing, &["tty", "tdd", "tty/tdd", "ats", "relay", "text telephone"]),
    (LabelKind::Option, &["option", "options", "key", "press", "menu option", "menu", "prompt"]),
    (LabelKind::Extension, &["ext", "extension", "extensions", "poste"]),
    (
        LabelKind::Unit,
        &[
            "business unit",
            "unit",
            "division",
            "region",
            "company",
            "branch",
            "faculty",
            "school",
            "group",
            "direction",
            "section",
        ],
    ),
    (
        LabelKind::Subject,
        &[
            "questions and inquiries",
            "department",
            "departments",
            "service",
            "services",
            "subject",
            "topic",
            "topics",
            "reason",
            "reason for call",
            "inquiry",
            "inquiries",
            "name",
            "team",
            "desk",
            "area",
            "for",
            "about",
            "purpose",
            "office",
            "contact",
            "store",
            "practice area",
            "need",
            "i need help with",
            "question",
            "issue",
            "program",
            "clinic",
            "agency",
            "bureau",
            "département",
            "sujet",
            "what you need",
            "line",
            "product",
            "campus",
        ],
    ),
    (LabelKind::Note, &["notes", "note", "comments", "remarks", "remarques", "details", "other"]),
];

/// What a label says, if it is one and nothing else: `Fax:`, `Hours of Operation`.
pub(in crate::draft) fn label(text: &str) -> Option<LabelKind> {
    all_labels(text).next()
}

/// All that a label can say: `Office` may be a desk or its phone.
pub(in crate::draft) fn all_labels(text: &str) -> impl Iterator<Item = LabelKind> {
    let bare = bare(text);
    LABELS.iter().filter(move |(_, words)| words.contains(&bare.as_str())).map(|(kind, _)| *kind)
}

/// Whether a label is what every office has, and so no name: `Main`, `Phone`, `Tel.`.
pub(in crate::draft) fn bare(text: &str) -> String {
    let lower = cleaned(text).to_lowercase();
    lower
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '.' | '-' | '–' | '—' | '*' | '#' | '|' | ',' | ';')
        })
        .to_owned()
}

/// The kind that words end with, right in front of a value: `Billing fax:`, `or by fax at`.
pub(in crate::draft) fn kind_before(text: &str) -> Option<(LabelKind, usize)> {
    let end =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '–' | '#' | '('));
    let lower = end.to_lowercase();
    if lower.len() != end.len() {
        return None;
    }
    let kinds = [LabelKind::Fax, LabelKind::Typing, LabelKind::Phone, LabelKind::Email];
    let words = LABELS.iter().filter(|(kind, _)| kinds.contains(kind));
    let hits = words.flat_map(|(kind, words)| words.iter().map(|word| (*kind, *word)));
    let fits = |word: &str| {
        lower
            .strip_suffix(word)
            .is_some_and(|before| word.len() > 1 && !before.ends_with(char::is_alphanumeric))
    };
    hits.filter(|(_, word)| fits(word))
        .max_by_key(|(_, word)| word.len())
        .map(|(kind, word)| (kind, end.len() - word.len()))
}

/// The keys of an option and the words behind them: `Option 3 Customer Interview`, `Press 2 for billing`, `2 - Sales`.
pub(in crate::draft) fn option(text: &str, is_list: bool) -> Option<(String, String)> {
    const WORDS: [&str; 12] = [
        "option #",
        "option",
        "opt.",
        "opt",
        "press",
        "key",
        "choose",
        "select",
        "dial",
        "appuyez sur le",
        "faites le",
        "touche",
    ];
    let text = text.trim();
    let lower = text.to_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word));
    let rest = match word {
        Some(word) => text.get(word.len()..)?.trim_start_matches([' ', ':', '#']),
        None if is_list => text,
        None => return None,
    };
    let length = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#')).count();
    let keys = &rest[..length];
    let behind = &rest[length..];
    let is_listed = word.is_some()
        || behind.starts_with(['-', '.', ')', ':', '=', '–'])
        || behind.starts_with(" - ")
        || behind.starts_with(" – ");
    if keys.is_empty() || keys.len() > 4 || !is_listed || behind.starts_with(char::is_alphanumeric) {
        return None;
    }
    // `2 - 5 pm` is no option.
    let name = behind.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '.' | ')' | '=' | '>' | ',')
    });
    if word.is_none() && !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let lower_name = name.to_lowercase();
    let for_words = ["for ", "pour ", "to reach ", "if you are calling about "];
    let skip = for_words.iter().find(|words| lower_name.starts_with(**words)).map_or(0, |words| words.len());
    Some((keys.to_owned(), name.get(skip..).unwrap_or(name).trim().to_owned()))
}

/// The date from which a document holds, with the words that say so.
pub(in crate::draft) fn effective(text: &str) -> Option<Vec<Date>> {
    const WORDS: [&str; 14] = [
        "effective date",
        "effective",
        "in effect from",
        "in force from",
        "valid from",
        "as of",
        "starting",
        "beginning",
        "en vigueur à compter du",
        "en vigueur le",
        "en vigueur",
        "updated",
        "revised",
        "last updated",
    ];
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let (at, word) = WORDS
        .iter()
        .filter_map(|word| Some((lower.find(word)?, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))?;
    let rest = text[at + word.len()..].trim_start_matches([':', ' ', '-']);
    let words: Vec<&str> = rest.split_whitespace().take(4).collect();
    // The longest beginning that is a date.
    (1..=words.len()).rev().find_map(|count| {
        let part = words[..count].join(" ");
        let part = french_month(part.trim_end_matches(['.', ',', ';', ')']));
        match written_date(&part)? {
            WrittenDate::One(days) => Some(days),
            WrittenDate::EachYear(_) => None,
        }
    })
}

/// A date with the name of its month in English.
fn french_month(text: &str) -> String {
    const MONTHS: [(&str, &str); 12] = [
        ("janvier", "January"),
        ("février", "February"),
        ("mars", "March"),
        ("avril", "April"),
        ("mai", "May"),
        ("juin", "June"),
        ("juillet", "July"),
        ("août", "August"),
        ("septembre", "September"),
        ("octobre", "October"),
        ("novembre", "November"),
        ("décembre", "December"),
    ];
    let words = text.split(' ').map(|word| {
        let lower = word.to_lowercase();
        match MONTHS.iter().find(|(french, _)| *french == lower) {
            Some((_, english)) => (*english).to_owned(),
            None if lower == "1er" => "1".to_owned(),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_what_stands_behind_them() {
        assert_eq!(label("Fax:"), Some(LabelKind::Fax));
        assert_eq!(label("Hours of Operation"), Some(LabelKind::Hours));
        assert_eq!(label("Billing"), None);
        assert_eq!(kind_before("Billing fax: "), Some((LabelKind::Fax, 8)));
        assert_eq!(kind_before("Fax "), Some((LabelKind::Fax, 0)));
        assert_eq!(kind_before("Telefax is dear "), None);
    }

    #[test]
    fn options_are_keys_with_names() {
        let of = |text| option(text, false);
        let pair = |keys: &str, name: &str| Some((keys.to_owned(), name.to_owned()));
        assert_eq!(of("Option 3 Customer Interview"), pair("3", "Customer Interview"));
        assert_eq!(of("Press 2 for billing"), pair("2", "billing"));
        assert_eq!(of("Option 6"), pair("6", ""));
        assert_eq!(of("Optional extras"), None);
        assert_eq!(option("2 - Sales", true), pair("2", "Sales"));
        assert_eq!(option("2 - 5 pm", true), None);
        assert_eq!(option("24 hours", true), None);
    }

    #[test]
    fn the_date_of_a_document_is_read_in_its_words() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(effective("Effective August 28, 2023"), Some(vec![date("2023-08-28")]));
        assert_eq!(effective("Phone list, effective 1 March 2026."), Some(vec![date("2026-03-01")]));
        assert_eq!(effective("En vigueur le 1er octobre 2026"), Some(vec![date("2026-10-01")]));
        assert_eq!(effective("effective immediately"), None);
        assert_eq!(effective("Effective 03/04/2026").map(|days| days.len()), Some(2));
    }
}
