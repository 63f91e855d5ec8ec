//! Values, as far as they are known.

use std::collections::BTreeSet;
use std::rc::Rc;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Value {
    /// `NOT_SET`.
    Unset,
    Text(Rc<str>),
    /// As it is written.
    Number(Rc<str>),
    Truth(bool),
    /// The outside knows it: what tells it from others, and what people call it.
    Outside(Rc<str>, Rc<str>),
    /// An entry that no expression names.
    Entry,
    /// The caller's number.
    Caller,
}

/// What is known of what the outside answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fact {
    Is(Rc<str>),
    IsNot(BTreeSet<Rc<str>>),
}

/// Why an expression does not come to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Something has to be asked before.
    Undecided(Undecided),
    /// It fails when it runs: something is calculated with what is not set.
    Fails,
}

/// A question, and the answer about which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Undecided {
    pub(super) about: Rc<str>,
    pub(super) title: Rc<str>,
    pub(super) answer: Rc<str>,
    /// Where the caller's number decides: as cases of plans have it.
    pub(super) caller: Option<String>,
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// A number, without nothing behind its point.
    pub(super) fn number(number: f64) -> Self {
        let text = if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number}") };
        Self::Number(if text == "-0" { "0".into() } else { text.into() })
    }

    /// The text of what is known.
    pub(super) fn known(&self) -> Option<Rc<str>> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(Rc::clone(text)),
            Self::Truth(is) => Some(if *is { "true".into() } else { "false".into() }),
            Self::Unset | Self::Outside(..) | Self::Entry | Self::Caller => None,
        }
    }

    /// The number that it is, also as a text.
    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Text(text) | Self::Number(text) => {
                text.trim().parse().ok().filter(|number: &f64| number.is_finite())
            }
            _ => None,
        }
    }

    /// How it is spoken of within a text.
    pub(super) fn shown(&self) -> Rc<str> {
        match self {
            Self::Unset => "nothing".into(),
            Self::Text(text) | Self::Number(text) => Rc::clone(text),
            Self::Truth(is) => if *is { "true" } else { "false" }.into(),
            Self::Outside(_, title) => Rc::clone(title),
            Self::Entry => "what was entered".into(),
            Self::Caller => "the caller's number".into(),
        }
    }
}
