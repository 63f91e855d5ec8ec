//! What conditions can ask, and what comes of it for texts that are known.

use super::clock_text as clock;

/// What is asked, with what is denied taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    Equal,
    AnyOf,
    Has,
    Begins,
    Fits,
    Less,
    More,
    Blank,
    BeforeTime,
    AfterTime,
    BeforeDate,
    AfterDate,
    OnDay,
    /// An operator that is not known.
    Unknown,
}

/// An operator of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Operator {
    pub(super) asks: Asks,
    /// Whether it holds where the answer is no.
    pub(super) denies: bool,
}

impl Operator {
    pub(super) fn of(word: &str) -> Self {
        let (asks, denies) = match word {
            "equal_to" => (Asks::Equal, false),
            "not_equal_to" => (Asks::Equal, true),
            "matches_any_of" => (Asks::AnyOf, false),
            "does_not_match_any_of" => (Asks::AnyOf, true),
            "contains" => (Asks::Has, false),
            "does_not_contain" => (Asks::Has, true),
            "starts_with" => (Asks::Begins, false),
            "does_not_start_with" => (Asks::Begins, true),
            "regex" => (Asks::Fits, false),
            "less_than" => (Asks::Less, false),
            "greater_than" => (Asks::More, false),
            "is_blank" => (Asks::Blank, false),
            "is_not_blank" => (Asks::Blank, true),
            "is_before_time" => (Asks::BeforeTime, false),
            "is_after_time" => (Asks::AfterTime, false),
            "is_before_date" => (Asks::BeforeDate, false),
            "is_after_date" => (Asks::AfterDate, false),
            "is_day_of_week" => (Asks::OnDay, false),
            _ => (Asks::Unknown, false),
        };
        Self { asks, denies }
    }
}

/// What tells a condition on an entry from others.
pub(super) fn atom(asks: Asks, wanted: &str) -> String {
    format!("{} {}", words(asks), wanted.trim())
}

pub(super) fn words(asks: Asks) -> &'static str {
    match asks {
        Asks::Equal => "is",
        Asks::AnyOf => "is one of",
        Asks::Has => "contains",
        Asks::Begins => "begins with",
        Asks::Fits => "fits",
        Asks::Less => "is less than",
        Asks::More => "is more than",
        Asks::Blank => "is blank",
        Asks::BeforeTime | Asks::BeforeDate => "is before",
        Asks::AfterTime | Asks::AfterDate => "is after",
        Asks::OnDay => "is on",
        Asks::Unknown => "is what is wanted:",
    }
}

/// Texts are compared without case and without white space around them.
pub(super) fn same(left: &str, right: &str) -> bool {
    left.trim().to_lowercase() == right.trim().to_lowercase()
}

/// Two texts compared. None: it cannot be told here.
pub(super) fn compared(text: &str, asks: Asks, wanted: &str) -> Option<bool> {
    let numbers = || Some((text.trim().parse::<f64>().ok()?, wanted.trim().parse::<f64>().ok()?));
    let lower = |text: &str| text.trim().to_lowercase();
    match asks {
        Asks::Equal => Some(same(text, wanted)),
        Asks::AnyOf => Some(wanted.split(',').any(|part| same(text, part))),
        Asks::Has => Some(lower(text).contains(&lower(wanted))),
        Asks::Begins => Some(lower(text).starts_with(&lower(wanted))),
        Asks::Fits => regex_lite::Regex::new(wanted).ok().map(|regex| regex.is_match(text)),
        Asks::Less => Some(numbers().is_some_and(|(left, right)| left < right)),
        Asks::More => Some(numbers().is_some_and(|(left, right)| left > right)),
        Asks::Blank => Some(text.trim().is_empty()),
        Asks::BeforeTime | Asks::AfterTime => {
            let (time, wanted) = (clock::minute(text)?, clock::minute(wanted)?);
            Some(if asks == Asks::BeforeTime { time < wanted } else { time > wanted })
        }
        Asks::BeforeDate | Asks::AfterDate => {
            let (date, wanted) = (clock::date(text)?, clock::date(wanted)?);
            Some(if asks == Asks::BeforeDate { date < wanted } else { date > wanted })
        }
        Asks::OnDay => Some(wanted.split(',').any(|part| same(text, part))),
        Asks::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_without_case_and_white_space() {
        assert_eq!(compared(" 3 ", Asks::Less, "4"), Some(true));
        assert_eq!(compared("OPEN", Asks::Equal, "open "), Some(true));
        assert_eq!(compared("b", Asks::AnyOf, "a, B"), Some(true));
        assert_eq!(compared("12", Asks::Has, "1"), Some(true));
        assert_eq!(compared("x", Asks::Less, "4"), Some(false));
        assert_eq!(compared("5", Asks::Fits, "^[1-4]$"), Some(false));
        assert_eq!(compared("", Asks::Blank, ""), Some(true));
        assert_eq!(compared("x", Asks::Fits, "(?=a)"), None);
        assert_eq!(compared("09:30", Asks::BeforeTime, "10:00"), Some(true));
        assert_eq!(compared("2026-12-25", Asks::AfterDate, "2026-12-24"), Some(true));
    }
}
