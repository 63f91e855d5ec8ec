//! Differences that somebody has looked at and agreed to, as a file.

use std::fmt::{self, Write as _};

use serde::Deserialize;

use crate::base::diagnostic::{Diagnostic, did_you_mean, has_errors};
use crate::base::document::{Document, Placed, TableOwner, Vocabulary, decode};
use crate::base::source::{FileId, Sources};
use crate::base::tidy;
use crate::diff::kind::DifferenceKind;

/// A list of differences that are expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewedList {
    entries: Vec<ReviewEntry>,
}

/// One difference, and why it is right.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ReviewEntry {
    kind: String,
    number: Option<String>,
    contact: Option<String>,
    keys: String,
    from: String,
    to: String,
    when: String,
    reason: Option<String>,
}

/// The same, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: ReviewText,
    number: Option<ReviewText>,
    contact: Option<ReviewText>,
    keys: Option<ReviewText>,
    from: ReviewText,
    to: ReviewText,
    when: Option<ReviewText>,
    reason: Option<ReviewText>,
}

type ReviewText = Placed<String>;

/// What the shared reader says of lists of differences.
static VOCABULARY: Vocabulary = Vocabulary {
    short_forms: &[],
    inner_tables: &[("Written", "this difference")],
    examples: &[("kind", "\"hours\""), ("from", "\"Sales\""), ("to", "\"Service\"")],
    listed: &["expected"],
    ..Vocabulary::PLAIN
};

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
    /// Reads a list; else all that is wrong with it.
    pub fn read(sources: &Sources, file: FileId) -> Result<Self, Vec<Diagnostic>> {
        let mut mistakes = Vec::new();
        let document = Document::parse(file, sources.file(file).text(), &VOCABULARY, &mut mistakes);
        let mut entries = Vec::new();
        for (name, value) in document.top_level() {
            let span = document.span(name.span());
            match (name.get_ref().as_ref(), value.get_ref().as_array()) {
                _ if document.is_broken(name.span()) => {}
                ("expected", Some(differences)) => {
                    for difference in differences {
                        let span = document.first_line(difference.span());
                        let owner = TableOwner { words: "this difference", span };
                        let written = decode::<Written>(&document, difference, owner, &mut mistakes);
                        entries.extend(written.and_then(|written| entry(&written, &mut mistakes)));
                    }
                }
                ("expected", None) => mistakes.push(
                    Diagnostic::error("wrong-type", span, "`expected` must be a list of tables")
                        .help("write `[[expected]]`, with double brackets, above each difference"),
                ),
                (word, _) => mistakes.push(
                    Diagnostic::error(
                        "expected-differences",
                        span,
                        format!("a list of expected differences has no `{}`", word.escape_debug()),
                    )
                    .help("`ivrsim diff OLD NEW --write-expect FILE` writes such a list"),
                ),
            }
        }
        if has_errors(&mistakes) { Err(mistakes) } else { Ok(Self { entries }) }
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

/// What is written, if its kind is one. What else is wrong has been said.
fn entry(written: &Written, mistakes: &mut Vec<Diagnostic>) -> Option<ReviewEntry> {
    let text = |text: &Option<ReviewText>| text.as_ref().and_then(|text| text.given().cloned());
    let kind = written.kind.given()?;
    if DifferenceKind::ALL.iter().all(|known| known.word() != kind) {
        let message = format!("`{}` is not a kind of difference", kind.escape_debug());
        let mistake = Diagnostic::error("expected-differences", written.kind.span, message);
        mistakes.push(match did_you_mean(kind, DifferenceKind::ALL.into_iter().map(DifferenceKind::word)) {
            Some(near) => mistake.help(format!("did you mean `{near}`?")),
            None => mistake
                .help(format!("the kinds are {}", DifferenceKind::ALL.map(DifferenceKind::word).join(", "))),
        });
        return None;
    }
    Some(ReviewEntry {
        kind: kind.clone(),
        number: text(&written.number),
        contact: text(&written.contact),
        keys: text(&written.keys).unwrap_or_default(),
        from: written.from.given()?.clone(),
        to: written.to.given()?.clone(),
        when: text(&written.when).unwrap_or_default(),
        reason: text(&written.reason),
    })
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
