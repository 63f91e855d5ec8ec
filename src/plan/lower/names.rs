use std::collections::HashMap;

use crate::base::source::Span;
use crate::plan::sections::Section;

/// What shares one set of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    Steps,
    Hours,
    Calendars,
    Overrides,
    Announcements,
    Lines,
    Contacts,
    Answers,
    Callers,
}

impl Namespace {
    pub(super) const COUNT: usize = 9;

    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Steps,
        Self::Hours,
        Self::Calendars,
        Self::Overrides,
        Self::Announcements,
        Self::Lines,
        Self::Contacts,
        Self::Answers,
        Self::Callers,
    ];

    /// None for the sections that are one table.
    pub(super) fn of(section: Section) -> Option<Self> {
        match section {
            Section::Plan | Section::Defaults | Section::Check | Section::Synonyms | Section::Sounds => None,
            Section::Hours => Some(Self::Hours),
            Section::Calendars => Some(Self::Calendars),
            Section::Overrides => Some(Self::Overrides),
            Section::Announcements => Some(Self::Announcements),
            Section::Lines => Some(Self::Lines),
            Section::Contacts => Some(Self::Contacts),
            Section::Answers => Some(Self::Answers),
            Section::Callers => Some(Self::Callers),
            _ => Some(Self::Steps),
        }
    }

    /// One of them, with its article.
    pub(super) fn one(self) -> &'static str {
        match self {
            Self::Steps => "a step",
            Self::Hours => "opening hours",
            Self::Calendars => "a calendar",
            Self::Overrides => "an override",
            Self::Announcements => "an announcement",
            Self::Lines => "a line",
            Self::Contacts => "a contact",
            Self::Answers => "an outside answer",
            Self::Callers => "a list of callers",
        }
    }

    /// All of them.
    pub(super) fn many(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Hours => "hours",
            Self::Calendars => "calendars",
            Self::Overrides => "overrides",
            Self::Announcements => "announcements",
            Self::Lines => "lines",
            Self::Contacts => "contacts",
            Self::Answers => "outside answers",
            Self::Callers => "lists of callers",
        }
    }
}

/// A name that the plan gives to something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) index: u16,
    pub(super) span: Span,
    pub(super) section: Section,
    /// Whether it is a step at which callers enter digits: an input, or a menu with entries.
    pub(super) takes_entries: bool,
}

/// Every name of the plan. Those of entries that turn out broken are here too, so that nothing else breaks with them.
#[derive(Debug, Default)]
pub(super) struct Names<'v> {
    pub(super) spaces: [HashMap<&'v str, Declared>; Namespace::COUNT],
    /// In the order of the files.
    pub(super) in_order: [Vec<&'v str>; Namespace::COUNT],
}

impl<'v> Names<'v> {
    /// The position of this name among those of its space.
    pub(super) fn position(&self, space: Namespace, name: &str) -> Option<u16> {
        self.spaces[space as usize].get(name).map(|declared| declared.index)
    }

    /// How many there are.
    pub(super) fn count(&self, space: Namespace) -> usize {
        self.in_order[space as usize].len()
    }

    pub(super) fn all(&self, space: Namespace) -> impl Iterator<Item = &'v str> + use<'v, '_> {
        self.in_order[space as usize].iter().copied()
    }

    /// What else has this name.
    pub(super) fn elsewhere(&self, name: &str) -> Option<(Namespace, Declared)> {
        Namespace::ALL.into_iter().find_map(|space| Some((space, *self.spaces[space as usize].get(name)?)))
    }
}
