//! Values, as far as they are known.

use std::collections::BTreeSet;
use std::rc::Rc;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Value {
    /// It is not set.
    Unset,
    /// A text, a number or a truth, as text.
    Text(Rc<str>),
    /// The outside knows it: what tells it from others, and what people call it.
    Outside(Rc<str>, Rc<str>),
    /// An entry that no expression names.
    Entry,
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
    pub(super) about: Rc<str>,
    pub(super) title: Rc<str>,
    pub(super) answer: Rc<str>,
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn truth(is: bool) -> Self {
        Self::text(if is { "true" } else { "false" })
    }

    /// The text, where it is known.
    pub(super) fn known(&self) -> Option<Rc<str>> {
        match self {
            Self::Unset => Some("".into()),
            Self::Text(text) => Some(Rc::clone(text)),
            Self::Outside(..) | Self::Entry => None,
        }
    }

    /// How it is spoken of within a text.
    pub(super) fn shown(&self) -> Rc<str> {
        match self {
            Self::Unset => "".into(),
            Self::Text(text) => Rc::clone(text),
            Self::Outside(_, title) => Rc::clone(title),
            Self::Entry => "what was entered".into(),
        }
    }
}
