//! Differences that somebody has looked at and agreed to, as a file.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources, Span};
use crate::base::tidy;
use crate::diff::kind::DifferenceKind;

/// A list of differences that are expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewedList {
    entries: Vec<ReviewEntry>,
}

/// The file, as it is written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewFile {
    #[serde(default)]
    expected: Vec<ReviewEntry>,
}

/// One difference, and why it is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewEntry {
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    keys: String,
    from: String,
    to: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    when: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl ReviewEntry {
    fn write(&self, text: &mut String) {
        let Self { kind, number, contact, keys, from, to, when, reason } = self;
        let unless_empty = |text: &'_ str| (!text.is_empty()).then_some(text.to_owned());
        let lines = [
            ("kind", Some(kind.clone())),
            ("number", number.clone()),
            ("contact", contact.clone()),
            ("keys", unless_empty(keys)),
            ("from", Some(from.clone())),
            ("to", Some(to.clone())),
            ("when", unless_empty(when)),
            ("reason", reason.clone()),
        ];
        text.push_str("\n[[expected]]\n");
        for (key, value) in lines {
            // Writing to memory cannot fail.
            let _ = value.map(|value| writeln!(text, "{key} = {}", tidy::quoted(&value)));
        }
    }
}

/// What makes a difference this one and no other: nothing that changes from one day to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DifferenceIdentity {
    pub(crate) kind: String,
    pub(crate) number: Option<String>,
    pub(crate) contact: Option<String>,
    pub(crate) keys: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) when: String,
}

/// What became of a list of expected differences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// How many of them are there.
    pub met: usize,
    /// Those that are not, in words.
    pub gone: Vec<String>,
}

/// A review that goes on: what nothing has been found for yet.
pub(crate) struct ReviewInProgress {
    met: usize,
    rest: Vec<ReviewEntry>,
}

impl ReviewedList {
    /// Reads a list.
    pub fn read(sources: &Sources, file: FileId) -> Result<Self, Box<Diagnostic>> {
        let text = sources.file(file).text();
        let ReviewFile { expected } = toml::from_str(text).map_err(|error| {
            let span = Span::new(file, error.span().unwrap_or_default());
            let mistake = Diagnostic::error("expected-differences", span, error.message().to_owned());
            Box::new(mistake.help("`ivrsim diff OLD NEW --write-expect FILE` writes such a list"))
        })?;
        for entry in &expected {
            if DifferenceKind::ALL.iter().all(|kind| kind.word() != entry.kind) {
                return Err(Box::new(unknown_kind(text, file, &entry.kind)));
            }
        }
        Ok(Self { entries: expected })
    }

    /// All differences of a report. The reasons of an older list are kept.
    pub(crate) fn of(differences: impl Iterator<Item = DifferenceIdentity>, older: &Self) -> Self {
        let entry = |identity: DifferenceIdentity| {
            let known = older.entries.iter().find(|entry| entry.is(&identity));
            let reason = known.and_then(|entry| entry.reason.clone());
            let DifferenceIdentity { kind, number, contact, keys, from, to, when } = identity;
            ReviewEntry { kind, number, contact, keys, from, to, when, reason }
        };
        Self { entries: differences.map(entry).collect() }
    }

    /// How many differences are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is expected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The list as a file.
    #[must_use]
    pub fn text(&self) -> String {
        let head = "# Expected differences. `ivrsim diff OLD NEW --expect` with this file fails only on others.\n\
                    # You can add a `reason` to each.\n";
        let mut text = head.to_owned();
        self.entries.iter().for_each(|entry| entry.write(&mut text));
        tidy::formatted("expected.toml", &text).unwrap_or(text)
    }

    pub(crate) fn begin(&self) -> ReviewInProgress {
        ReviewInProgress { met: 0, rest: self.entries.clone() }
    }
}

fn unknown_kind(text: &str, file: FileId, word: &str) -> Diagnostic {
    let at = text.find(word).unwrap_or_default();
    let span = Span::new(file, at..at + word.len());
    let mistake =
        Diagnostic::error("expected-differences", span, format!("`{word}` is not a kind of difference"));
    match did_you_mean(word, DifferenceKind::ALL.into_iter().map(DifferenceKind::word)) {
        Some(near) => mistake.help(format!("did you mean `{near}`?")),
        None => mistake
            .help(format!("the kinds are {}", DifferenceKind::ALL.map(DifferenceKind::word).join(", "))),
    }
}

impl ReviewInProgress {
    /// Whether a difference is expected. Each entry stands for one.
    pub(crate) fn takes(&mut self, found: &DifferenceIdentity) -> bool {
        let place = self.rest.iter().position(|entry| entry.is(found));
        if let Some(place) = place {
            self.rest.remove(place);
            self.met += 1;
        }
        place.is_some()
    }

    pub(crate) fn ended(self) -> Review {
        Review { met: self.met, gone: self.rest.iter().map(ReviewEntry::to_string).collect() }
    }
}

impl ReviewEntry {
    fn is(&self, found: &DifferenceIdentity) -> bool {
        let DifferenceIdentity { kind, number, contact, keys, from, to, when } = found;
        (&self.kind, &self.number, &self.contact) == (kind, number, contact)
            && (&self.keys, &self.from, &self.to, &self.when) == (keys, from, to, when)
    }
}

/// "hours: 1-855-720-2559, key 6, Monday to Friday 18:00 to 20:00 Eastern: closed → Commercial Transactions".
impl fmt::Display for ReviewEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, number, contact, keys, from, to, when, .. } = self;
        write!(f, "{kind}")?;
        let contact = contact.as_ref().map(|name| format!("contact {name}"));
        let parts = [number.as_ref(), contact.as_ref(), Some(keys), Some(when)];
        for (index, part) in parts.into_iter().flatten().filter(|part| !part.is_empty()).enumerate() {
            write!(f, "{} {part}", if index == 0 { ":" } else { "," })?;
        }
        write!(f, ": {from} → {to}")
    }
}
