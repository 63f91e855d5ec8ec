use std::collections::BTreeSet;
use std::sync::Arc;

use super::queued::QueuedCase;
use super::shard::Shard;
use crate::base::source::Sources;
use crate::number::{Dialed, PhoneNumber};
use crate::plan::Plan;

/// Which cases of a run are played, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// What a case must fit. Filters of one kind are alternatives; of filters of several kinds, one of each must fit.
    pub filters: Vec<CaseFilter>,
    /// Which part of the cases that fit.
    pub shard: Option<Shard>,
    /// The seed of another order than that of the files: files change places, and cases within their file.
    pub shuffle: Option<u64>,
}

/// What a case must fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseFilter {
    /// The name of the case contains this, whatever its capitals.
    Name(String),
    /// The case, or its whole scenario, has just this name.
    Exactly(String),
    /// The scenario has this tag.
    Tag(String),
    /// The scenario dials this line, by its name in the plan or by its number.
    Line(String),
    /// The path of the scenario's file contains this.
    File(String),
    /// It is one of these: files of scenarios with names of cases.
    OneOf(Arc<BTreeSet<(String, String)>>),
}

impl CaseFilter {
    /// Reads a filter as it is typed: `tag:`, `line:` and `file:` say what is meant, anything else is part of a name.
    #[must_use]
    pub fn containing(text: &str) -> Self {
        Self::prefixed(text).unwrap_or_else(|| Self::Name(text.to_lowercase()))
    }

    /// As [`CaseFilter::containing`], but names are whole names.
    #[must_use]
    pub fn exactly(text: &str) -> Self {
        Self::prefixed(text).unwrap_or_else(|| Self::Exactly(text.to_owned()))
    }

    fn prefixed(text: &str) -> Option<Self> {
        let (kind, value) = text.split_once(':')?;
        let value = value.trim().to_owned();
        match kind {
            "tag" => Some(Self::Tag(value)),
            "line" => Some(Self::Line(value)),
            "file" => Some(Self::File(value)),
            _ => None,
        }
    }

    fn fits(&self, case: &QueuedCase<'_>, sources: &Sources) -> bool {
        match self {
            Self::Name(part) => case.name().to_string().to_lowercase().contains(part),
            Self::Exactly(name) => case.scenario.name.value == *name || case.name().to_string() == *name,
            Self::Tag(tag) => case.tags().iter().any(|own| own == tag),
            Self::Line(line) => number_of(case.suite.plan, line) == Some(case.dialled()),
            Self::OneOf(cases) => {
                let file = sources.file(case.suite.suite.file).name();
                cases.contains(&(file.to_owned(), case.name().to_string()))
            }
            Self::File(part) => sources.file(case.suite.suite.file).name().contains(part.as_str()),
        }
    }

    /// Names in part and whole names are of one kind.
    fn is_like(&self, other: &Self) -> bool {
        let kind = |filter: &Self| match filter {
            Self::Name(_) | Self::Exactly(_) => 0,
            Self::Tag(_) => 1,
            Self::Line(_) => 2,
            Self::File(_) => 3,
            Self::OneOf(_) => 4,
        };
        kind(self) == kind(other)
    }
}

fn number_of(plan: &Plan, line: &str) -> Option<Dialed> {
    match plan.line_named(line) {
        Some(line) => Some(plan.line(line).number.value),
        None => plan
            .dial_typed(line)
            .or_else(|| PhoneNumber::parse(line, plan.country).ok().map(|dialled| dialled.number.into())),
    }
}

impl Selection {
    /// Whether every case is played.
    pub(super) fn is_everything(&self) -> bool {
        self.filters.is_empty() && self.shard.is_none()
    }

    /// Whether a case is played.
    pub(super) fn wants(&self, case: &QueuedCase<'_>, sources: &Sources) -> bool {
        let fits = self.filters.iter().all(|filter| {
            self.filters.iter().any(|other| other.is_like(filter) && other.fits(case, sources))
        });
        let file = || sources.file(case.suite.suite.file).name();
        fits && self.shard.is_none_or(|shard| shard.takes(file(), case.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_says_what_is_meant() {
        assert_eq!(CaseFilter::containing("Sales at 5"), CaseFilter::Name("sales at 5".to_owned()));
        assert_eq!(CaseFilter::exactly("Sales at 5"), CaseFilter::Exactly("Sales at 5".to_owned()));
        assert_eq!(CaseFilter::exactly("tag: slow"), CaseFilter::Tag("slow".to_owned()));
        assert_eq!(CaseFilter::containing("line:cpc"), CaseFilter::Line("cpc".to_owned()));
        assert_eq!(CaseFilter::containing("file:a/b.toml"), CaseFilter::File("a/b.toml".to_owned()));
        assert_eq!(CaseFilter::containing("at 18:00"), CaseFilter::Name("at 18:00".to_owned()));
    }
}
