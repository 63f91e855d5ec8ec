//! Values, as far as they are known.

use std::collections::BTreeSet;
use std::rc::Rc;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Value {
    /// There is none.
    Nil,
    Text(Rc<str>),
    /// The outside knows it.
    Outside(OutsideValue),
    /// An entry of several digits that no condition names: which conditions hold for it.
    Entry(BTreeSet<Rc<str>>),
    /// The caller's number.
    Caller,
    /// The number that was dialed, where that is not known.
    Called,
    /// What a clock shows.
    Now(ShownTime),
}

/// A value that the outside knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OutsideValue {
    /// Which widget or variable it is of: what is known of it is forgotten together.
    pub(super) key: Rc<str>,
    /// What tells it from others.
    pub(super) about: Rc<str>,
    /// What people call it.
    pub(super) title: Rc<str>,
}

/// The time of the call, as a clock writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ShownTime {
    /// None: the platform's own, which is UTC.
    pub(super) zone: Option<Rc<str>>,
    /// As `strftime` has it.
    pub(super) format: Rc<str>,
}

/// What is known of what the outside answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fact {
    Is(Rc<str>),
    IsNot(BTreeSet<Rc<str>>),
}

/// Something that has to be asked before it can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Undecided {
    pub(super) value: OutsideValue,
    pub(super) answer: Rc<str>,
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// How it is spoken of within a text.
    pub(super) fn shown(&self) -> Rc<str> {
        match self {
            Self::Nil => "".into(),
            Self::Text(text) => Rc::clone(text),
            Self::Outside(value) => Rc::clone(&value.title),
            Self::Entry(_) => "what was entered".into(),
            Self::Caller => "the caller's number".into(),
            Self::Called => "the number that was dialed".into(),
            Self::Now(_) => "the time".into(),
        }
    }

    /// The text, where it is known.
    pub(super) fn known(&self) -> Option<Rc<str>> {
        match self {
            Self::Nil => Some("".into()),
            Self::Text(text) => Some(Rc::clone(text)),
            _ => None,
        }
    }
}
