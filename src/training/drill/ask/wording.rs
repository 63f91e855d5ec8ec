//! The words of questions that do not speak of a moment: a learner is asked with them, and so are printed cards.

use crate::directory::names::folded;
use crate::directory::spoken_keys::DialedWay;
use crate::number::{Dialed, PhoneNumber};
use crate::plan::Contact;
use crate::training::drill::about::Channel;

/// What is done behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::training::drill) enum BehindNumber {
    Nothing,
    /// Keys are pressed.
    Option,
    /// Something is entered.
    Entry,
}

impl BehindNumber {
    /// What is done on these ways at most.
    pub(in crate::training::drill) fn of<'a>(ways: impl Iterator<Item = DialedWay<'a, 'a>>) -> Self {
        let each = ways.map(|way| match way.instruction() {
            None => Self::Nothing,
            Some(_) if way.has_entry() => Self::Entry,
            Some(_) => Self::Option,
        });
        each.max().unwrap_or(Self::Nothing)
    }
}

pub(in crate::training::drill) fn number(team: &str, behind: BehindNumber) -> String {
    let also = match behind {
        BehindNumber::Nothing => "",
        BehindNumber::Option => " Give the option as well.",
        BehindNumber::Entry => " Say what to press and enter as well.",
    };
    format!("Which number do you dial for {team}?{also}")
}

pub(in crate::training::drill) fn line_for(words: &str) -> String {
    format!("Which number do you dial for “{words}”?")
}

pub(in crate::training::drill) fn option(
    number: Dialed,
    line: &str,
    team: &str,
    behind: BehindNumber,
) -> String {
    let asked = match behind {
        BehindNumber::Nothing | BehindNumber::Option => format!("Which option is {team}?"),
        BehindNumber::Entry => format!("What do you press and enter for {team}?"),
    };
    if !number.is_dialable() {
        return format!("You have called {line}. {asked}");
    }
    format!("You have dialed {number} ({line}). {asked}")
}

pub(in crate::training::drill) fn hours(team: &str) -> String {
    format!("What are the hours of {team}?")
}

pub(in crate::training::drill) fn whose(number: Dialed) -> String {
    format!("Somebody wants to know what {number} is for. Whose number is it?")
}

pub(in crate::training::drill) fn whose_fax(number: PhoneNumber) -> String {
    format!("What is sent to the fax number {number}?")
}

pub(in crate::training::drill) fn channel(contact: &Contact, channel: Channel) -> String {
    let name = &contact.name;
    match channel {
        Channel::Phone => format!("Which number do you call for “{name}”?"),
        Channel::Fax => format!("Which fax number is for “{name}”?"),
        Channel::Email => format!("Which e-mail address is for “{name}”?"),
        Channel::Post => format!("{}: which address is right?", addressee(contact)),
    }
}

/// A contact with what it may be used for, unless its name says that already.
pub(in crate::training::drill) fn addressee(contact: &Contact) -> String {
    match &contact.only_for {
        Some(only_for) if !folded(&contact.name).contains(&folded(only_for)) => {
            format!("“{}” (for {only_for})", contact.name)
        }
        _ => format!("“{}”", contact.name),
    }
}

/// What the question about a channel asks for.
pub(in crate::training::drill) fn value(contact: &Contact, channel: Channel) -> String {
    match channel {
        Channel::Phone => contact.phone.map(|number| number.value.to_string()),
        Channel::Fax => contact.fax.map(|number| number.value.to_string()),
        Channel::Email => contact.email.clone(),
        Channel::Post => Some(contact.post.join(", ")),
    }
    .unwrap_or_default()
}
