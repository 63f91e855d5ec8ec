//! Which fax number, e-mail or postal address.

use super::{Asking, wording};
use crate::directory::names::folded;
use crate::plan::{Contact, ContactId};
use crate::training::drill::about::Channel;
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    pub(super) fn channel(&mut self, id: ContactId, channel: Channel) -> Option<Question<'p>> {
        let contact = self.plan.contact(id);
        if self.one_in(4)
            && let Some(question) = self.which_channel(contact, channel)
        {
            return Some(question);
        }
        match channel {
            Channel::Phone => Some(self.contact_number(contact, contact.phone?.value, channel)),
            Channel::Fax => Some(self.contact_number(contact, contact.fax?.value, channel)),
            Channel::Email => self.email(contact),
            Channel::Post => Some(self.post(contact)),
        }
    }

    fn others(&self, contact: &Contact) -> impl Iterator<Item = &'p Contact> + use<'p> {
        let key = contact.key.clone();
        self.plan.contacts().map(|(_, other)| other).filter(move |other| other.key != key)
    }

    /// Fax, e-mail or post, where there is one of them only.
    fn which_channel(&mut self, contact: &'p Contact, channel: Channel) -> Option<Question<'p>> {
        const WAYS: [(Channel, &str, &[&str]); 3] = [
            (Channel::Fax, "by fax", &["fax", "by fax"]),
            (Channel::Email, "by e-mail", &["e-mail", "email", "by e-mail", "by email"]),
            (Channel::Post, "by post", &["post", "by post", "mail", "by mail", "letter"]),
        ];
        let kept = [
            contact.fax.is_some(),
            contact.email.is_some(),
            !contact.post.is_empty(),
            contact.phone.is_some(),
        ];
        let is_alone = self.others(contact).all(|other| folded(&other.name) != folded(&contact.name));
        let says_it = folded(&contact.name)
            .split(' ')
            .any(|word| matches!(word, "fax" | "mail" | "email" | "post" | "courier" | "couriers" | "fedex"));
        if kept.into_iter().filter(|kept| *kept).count() != 1 || !is_alone || says_it {
            return None;
        }
        let (_, right, names) = WAYS.into_iter().find(|(way, ..)| *way == channel)?;
        let list = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let others = WAYS.into_iter().filter(|(way, ..)| *way != channel);
        let wrong: Vec<String> = others.clone().map(|(_, other, _)| other.to_owned()).collect();
        let others: Vec<String> = others.flat_map(|(.., names)| list(names)).collect();
        let text = format!("How do you reach “{}”?", contact.name);
        let why = format!("{}: {right}, {}.", contact.name, wording::value(contact, channel));
        let meaning = Meaning::Name { right: list(names), others };
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![right.to_owned()], why)
            .because(format!("that is the only way to reach “{}”", contact.name))
            .sources([&contact.origin]);
        Some(question.choosing(wrong, &mut self.chance))
    }

    fn contact_number(
        &mut self,
        contact: &'p Contact,
        number: crate::number::PhoneNumber,
        channel: Channel,
    ) -> Question<'p> {
        let text = wording::channel(contact, channel);
        let why = format!("{}: {number}.", contact.name);
        let begin: String = number.to_string().chars().take(5).collect();
        let meaning = Meaning::Number { right: vec![number.into()], near: Vec::new() };
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Number, text, meaning)
            .right(vec![number.to_string()], with_note(why, contact))
            .because(listed(contact))
            .sources([&contact.origin])
            .hint(format!("It begins with {begin}."));
        if !self.one_in(2) {
            return question;
        }
        let near = self.others(contact).flat_map(|other| other.fax.into_iter().chain(other.phone));
        let lines = self.plan.lines().map(|(_, line)| line.number.value).filter(|line| line.is_dialable());
        let wrong = near.map(|number| number.value.to_string()).chain(lines.map(|line| line.to_string()));
        let wrong: Vec<String> = wrong.collect();
        question.choosing(wrong, &mut self.chance)
    }

    fn email(&mut self, contact: &'p Contact) -> Option<Question<'p>> {
        let email = contact.email.clone()?;
        let text = wording::channel(contact, Channel::Email);
        let why = with_note(format!("{}: {email}.", contact.name), contact);
        let begin: String = email.chars().take(2).collect();
        let others: Vec<String> = self.others(contact).filter_map(|other| other.email.clone()).collect();
        let question = Question::new(
            CardKind::Channel,
            self.plan,
            AnswerForm::Text,
            text,
            Meaning::Exactly(email.clone()),
        )
        .right(vec![email], why)
        .because(listed(contact))
        .sources([&contact.origin])
        .hint(format!("It begins with {begin}."));
        Some(if self.one_in(2) { question.choosing(others, &mut self.chance) } else { question })
    }

    fn post(&mut self, contact: &'p Contact) -> Question<'p> {
        let address = contact.post.join(", ");
        let zip_code = zip_code(contact);
        let others: Vec<&Contact> = self.others(contact).filter(|other| !other.post.is_empty()).collect();
        let why = with_note(format!("{}: {address}.", contact.name), contact);
        let form = self.chance.below(3);
        if let (0, Some(only_for)) = (form, &contact.only_for)
            && let Some(question) = self.who_uses(contact, only_for, &others, why.clone())
        {
            return question;
        }
        let what = wording::addressee(contact);
        if let (1, Some(code)) = (form, &zip_code) {
            let text = format!("{what}: which ZIP code goes in the address?");
            let question = Question::new(
                CardKind::Channel,
                self.plan,
                AnswerForm::Text,
                text,
                Meaning::Zip(code.clone()),
            )
            .right(vec![code.clone()], why)
            .because(format!("the address is {address}"))
            .sources([&contact.origin])
            .hint(format!("It begins with {}.", code.chars().take(2).collect::<String>()));
            return question;
        }
        let text = wording::channel(contact, Channel::Post);
        let wrong: Vec<String> = others.iter().map(|other| other.post.join(", ")).collect();
        let others = wrong.iter().filter(|wrong| **wrong != address).cloned().collect();
        let same = || Meaning::Same { right: address.clone(), others };
        let meaning = zip_code.map_or_else(same, Meaning::Zip);
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![address], why)
            .because(listed(contact))
            .sources([&contact.origin]);
        question.choosing(wrong, &mut self.chance)
    }

    /// The other way round: for whom a ZIP code is.
    fn who_uses(
        &mut self,
        contact: &'p Contact,
        only_for: &str,
        others: &[&Contact],
        why: String,
    ) -> Option<Question<'p>> {
        let code = zip_code(contact)?;
        let wrong: Vec<String> = others
            .iter()
            .filter(|other| zip_code(other).is_some_and(|other| other != code))
            .filter_map(|other| other.only_for.clone())
            .collect();
        let street = contact.post.last()?.replace(&code, "");
        let text = format!("Who delivers to ZIP code {code} ({})?", street.trim());
        let meaning = Meaning::Name { right: vec![only_for.to_owned()], others: wrong.clone() };
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![only_for.to_owned()], why)
            .because(format!("{code} is only for these"))
            .sources([&contact.origin])
            .choosing(wrong, &mut self.chance);
        Some(question).filter(|question| !question.choices.is_empty())
    }
}

/// The ZIP code of a postal address: the last word of it that has five figures or more.
fn zip_code(contact: &Contact) -> Option<String> {
    let mut words = contact.post.iter().rev().flat_map(|line| line.split_whitespace().rev());
    let is_code = |word: &&str| {
        word.chars().filter(char::is_ascii_digit).count() >= 5
            && word.chars().all(|c| c.is_ascii_digit() || c == '-')
    };
    words.find(is_code).map(str::to_owned)
}

fn listed(contact: &Contact) -> String {
    format!("that is what the directory lists for {}", wording::addressee(contact))
}

fn with_note(why: String, contact: &Contact) -> String {
    match &contact.note {
        Some(note) => format!("{why} {note}"),
        None => why,
    }
}
