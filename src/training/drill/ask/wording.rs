//! The words of questions that do not speak of a moment: a learner is asked with them, and so are printed cards.

use crate::directory::names::folded;
use crate::directory::spoken_keys::DialedWay;
use crate::number::{Dialed, PhoneNumber};
use crate::plan::Contact;
use crate::training::drill::about::Channel;
use crate::training::phrases::LessonPhrases;

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

pub(in crate::training::drill) fn number(words: &LessonPhrases, team: &str, behind: BehindNumber) -> String {
    let also = match behind {
        BehindNumber::Nothing => "",
        BehindNumber::Option => words.ask.option_too,
        BehindNumber::Entry => words.ask.entry_too,
    };
    words.fill(words.ask.which_number, &[("team", team), ("also", also)])
}

pub(in crate::training::drill) fn line_for(words: &LessonPhrases, asked: &str) -> String {
    words.fill(words.ask.number_for, &[("words", asked)])
}

pub(in crate::training::drill) fn option(
    words: &LessonPhrases,
    number: Dialed,
    line: &str,
    team: &str,
    behind: BehindNumber,
) -> String {
    let question = match behind {
        BehindNumber::Nothing | BehindNumber::Option => words.ask.which_option,
        BehindNumber::Entry => words.ask.what_entered,
    };
    let question = words.fill(question, &[("team", team)]);
    let sentence = if number.is_dialable() { words.ask.have_dialed } else { words.ask.have_called };
    words.fill(sentence, &[("number", &number.to_string()), ("line", line), ("question", &question)])
}

pub(in crate::training::drill) fn hours(words: &LessonPhrases, team: &str) -> String {
    words.fill(words.ask.which_hours, &[("team", team)])
}

pub(in crate::training::drill) fn whose(words: &LessonPhrases, number: Dialed) -> String {
    words.fill(words.ask.whose_number, &[("number", &number.to_string())])
}

pub(in crate::training::drill) fn whose_fax(words: &LessonPhrases, number: PhoneNumber) -> String {
    words.fill(words.ask.whose_fax, &[("number", &number.to_string())])
}

pub(in crate::training::drill) fn channel(
    words: &LessonPhrases,
    contact: &Contact,
    channel: Channel,
) -> String {
    let sentence = match channel {
        Channel::Phone => words.ask.which_phone,
        Channel::Fax => words.ask.which_fax,
        Channel::Email => words.ask.which_email,
        Channel::Post => words.ask.which_address,
    };
    words.fill(sentence, &[("name", &contact.name), ("addressee", &addressee(words, contact))])
}

/// A contact with what it may be used for, unless its name says that already.
pub(in crate::training::drill) fn addressee(words: &LessonPhrases, contact: &Contact) -> String {
    let only = contact.only_for.as_ref().filter(|only| !folded(&contact.name).contains(&folded(only)));
    match only {
        Some(only) => words.fill(words.ask.addressee_for, &[("name", &contact.name), ("only", only)]),
        None => words.fill(words.ask.addressee, &[("name", &contact.name)]),
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
