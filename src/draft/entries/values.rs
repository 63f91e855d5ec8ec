//! What the parts of a text are values of.

use super::scan::{Part, PlacedPart};
use crate::draft::words::digits::FoundNumber;
use crate::draft::words::hours::FoundWeek;
use crate::draft::words::labels::{self, LabelKind};
use crate::draft::words::post::FoundPost;

/// A number with what is said of it.
#[derive(Clone, Debug)]
pub(super) struct NumberValue {
    pub(super) found: FoundNumber,
    pub(super) kind: LabelKind,
    /// What it is called, where its text says so.
    pub(super) name: Option<String>,
    /// The keys to press once it is answered, and what is behind them.
    pub(super) option: Option<(String, String)>,
}

/// What a text holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) numbers: Vec<NumberValue>,
    /// Weeks, each with the words in front that name it.
    pub(super) weeks: Vec<(Option<String>, FoundWeek)>,
    /// Addresses of electronic mail, with their names.
    pub(super) emails: Vec<(Option<String>, String)>,
    pub(super) posts: Vec<FoundPost>,
    /// Words that belong to no value.
    pub(super) words: Vec<String>,
}

impl Values {
    /// Sorts the parts of a text. `kind` is what a number without a word of its own is here.
    pub(super) fn of(parts: Vec<PlacedPart>, text: &str, kind: LabelKind) -> Self {
        let mut values = Self::default();
        let first_value = parts.iter().position(|placed| !matches!(placed.part, Part::Words(_)));
        let names_behind = first_value == Some(0) && names_stand_behind(&parts, text);
        // Words that were read and may name what follows, with where they end.
        let mut pending: Option<(String, usize)> = None;
        for placed in parts {
            let at = placed.at.clone();
            match placed.part {
                Part::Words(words) => {
                    let words = values.behind_number(words, text, at.start, names_behind);
                    if let Some((before, _)) = pending.take() {
                        values.words.push(before);
                    }
                    pending = words.map(|words| (words, at.end));
                }
                Part::Number(found) => {
                    let mut of_number = (kind, None);
                    if let Some((words, _)) = pending.take() {
                        of_number = named(&words, kind);
                    }
                    let (kind, name) = of_number;
                    values.numbers.push(NumberValue { found, kind, name, option: None });
                }
                Part::Week(week) => {
                    let name = pending.take().map(|(words, _)| words).filter(|words| !is_label(words));
                    values.weeks.push((name, week));
                }
                Part::Email(address) => {
                    let name = pending.take().and_then(|(words, _)| named(&words, LabelKind::Email).1);
                    values.emails.push((name, address));
                }
                Part::Post(post) => {
                    if let Some((words, _)) = pending.take()
                        && !is_label(&words)
                    {
                        values.words.push(words);
                    }
                    values.posts.push(post);
                }
            }
        }
        if let Some((words, _)) = pending {
            values.words.push(words);
        }
        values.words.retain(|words| !is_label(words));
        values
    }

    /// Words right behind a number on its line may say which key to press, that it is a fax, or what it is called. The rest of them.
    fn behind_number(&mut self, words: String, text: &str, at: usize, names_behind: bool) -> Option<String> {
        let Some(last) = self.numbers.last_mut() else { return Some(words) };
        let between = text.get(last.found.at.end..at).unwrap_or("\n");
        if between.contains('\n') || between.len() > 4 {
            return Some(words);
        }
        let bare = words.trim_matches(['(', ')', ' ']);
        let keyed = bare.strip_prefix("then ").or_else(|| bare.strip_prefix("and ")).unwrap_or(bare).trim();
        if last.option.is_none()
            && let Some(option) = labels::option(keyed, false)
        {
            last.option = Some(option);
            return None;
        }
        match labels::label(bare) {
            Some(kind @ (LabelKind::Fax | LabelKind::Typing)) => {
                last.kind = kind;
                None
            }
            _ if names_behind && last.name.is_none() => {
                last.name = Some(bare.to_owned());
                None
            }
            _ => Some(words),
        }
    }

    /// Numbers that people call.
    pub(super) fn voices(&self) -> impl Iterator<Item = &NumberValue> {
        self.numbers.iter().filter(|number| number.kind == LabelKind::Phone)
    }

    /// Whether there is nothing but words.
    pub(super) fn is_words(&self) -> bool {
        self.numbers.is_empty() && self.weeks.is_empty() && self.emails.is_empty() && self.posts.is_empty()
    }

    /// Adds what another text holds.
    pub(super) fn append(&mut self, mut other: Self) {
        self.numbers.append(&mut other.numbers);
        self.weeks.append(&mut other.weeks);
        self.emails.append(&mut other.emails);
        self.posts.append(&mut other.posts);
        self.words.append(&mut other.words);
    }
}

/// What words in front of a number say that it is, and what they call it.
fn named(words: &str, kind: LabelKind) -> (LabelKind, Option<String>) {
    let of = |kind: LabelKind| match kind {
        LabelKind::Fax | LabelKind::Typing => kind,
        _ => LabelKind::Phone,
    };
    let unless_label = |words: &str| {
        let words = super::scan::trimmed(words);
        let is_name = words.chars().any(char::is_alphanumeric) && !is_label(words) && !is_joint(words);
        is_name.then(|| words.to_owned())
    };
    if kind == LabelKind::Email {
        let name = labels::kind_before(words).map_or(words, |(_, at)| &words[..at]);
        return (kind, unless_label(name));
    }
    match labels::kind_before(words) {
        Some((found, at)) => (of(found), unless_label(&words[..at])),
        None if is_label(words) => (kind, None),
        None => (kind, unless_label(words)),
    }
}

/// Whether words name nothing, as those in front of any value.
pub(super) fn is_label(words: &str) -> bool {
    labels::all_labels(words).any(|kind| kind != LabelKind::Subject && kind != LabelKind::Unit)
}

/// Words that join values: `or`.
fn is_joint(words: &str) -> bool {
    let bare = labels::bare(words);
    matches!(
        bare.rsplit(' ').next().unwrap_or_default(),
        "or" | "and" | "ou" | "et" | "to" | "at" | "on" | "by" | "us" | "via"
    )
}

/// Whether each number has its name behind it: `555-0100 (Billing)`.
fn names_stand_behind(parts: &[PlacedPart], text: &str) -> bool {
    let numbers = parts.iter().filter(|placed| matches!(placed.part, Part::Number(_))).count();
    let behind = parts.windows(2).filter(|pair| {
        matches!((&pair[0].part, &pair[1].part), (Part::Number(_), Part::Words(_)))
            && text
                .get(pair[0].at.end..pair[1].at.start)
                .is_some_and(|between| !between.contains('\n') && between.len() <= 4)
    });
    numbers > 0 && behind.count() == numbers
}
