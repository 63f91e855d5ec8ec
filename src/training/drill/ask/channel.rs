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

    fn listed(&self, contact: &Contact) -> String {
        let addressee = wording::addressee(self.words, contact);
        self.fill(self.words.ask.listed_for, &[("addressee", &addressee)])
    }

    fn others(&self, contact: &Contact) -> impl Iterator<Item = &'p Contact> + use<'p> {
        let key = contact.key.clone();
        self.plan.contacts().map(|(_, other)| other).filter(move |other| other.key != key)
    }

    /// Fax, e-mail or post, where there is one of them only.
    fn which_channel(&mut self, contact: &'p Contact, channel: Channel) -> Option<Question<'p>> {
        const NAMES: [(Channel, &[&str]); 3] = [
            (Channel::Fax, &["fax", "by fax"]),
            (Channel::Email, &["e-mail", "email", "by e-mail", "by email"]),
            (Channel::Post, &["post", "by post", "mail", "by mail", "letter"]),
        ];
        let words = self.words;
        let own = [
            [words.ask.by_fax, words.card.fax],
            [words.ask.by_email, words.card.email],
            [words.ask.by_post, words.card.post],
        ];
        // English is understood as well.
        let ways = NAMES.into_iter().zip(own).map(|((way, names), own)| {
            let names: Vec<String> = own.iter().chain(names).map(|&name| name.to_owned()).collect();
            (way, own[0], names)
        });
        let ways: Vec<(Channel, &str, Vec<String>)> = ways.collect();
        let kept = [
            contact.fax.is_some(),
            contact.email.is_some(),
            !contact.post.is_empty(),
            contact.phone.is_some(),
        ];
        let is_alone = self.others(contact).all(|other| folded(&other.name) != folded(&contact.name));
        let says_it = folded(&contact.name).split(' ').any(|word| words.channels.contains(&word));
        if kept.into_iter().filter(|kept| *kept).count() != 1 || !is_alone || says_it {
            return None;
        }
        let (right_ways, others): (Vec<_>, Vec<_>) = ways.into_iter().partition(|(way, ..)| *way == channel);
        let (_, right, names) = right_ways.into_iter().next()?;
        let wrong: Vec<String> = others.iter().map(|(_, other, _)| (*other).to_owned()).collect();
        let others: Vec<String> = others.into_iter().flat_map(|(.., names)| names).collect();
        let text = self.fill(words.ask.how_reached, &[("name", &contact.name)]);
        let told = format!("{right}, {}", wording::value(contact, channel));
        let why = format!("{}.", words.label(&contact.name, &told));
        let because = self.fill(words.ask.only_way, &[("name", &contact.name)]);
        let meaning = Meaning::Name { right: names, others };
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![right.to_owned()], why)
            .because(because)
            .sources([&contact.origin]);
        Some(question.choosing(wrong, &mut self.chance))
    }

    fn contact_number(
        &mut self,
        contact: &'p Contact,
        number: crate::number::PhoneNumber,
        channel: Channel,
    ) -> Question<'p> {
        let text = wording::channel(self.words, contact, channel);
        let why = format!("{}.", self.words.label(&contact.name, &number.to_string()));
        let begin: String = number.to_string().chars().take(5).collect();
        let meaning = Meaning::Number { right: vec![number.into()], near: Vec::new() };
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Number, text, meaning)
            .right(vec![number.to_string()], with_note(why, contact))
            .because(self.listed(contact))
            .sources([&contact.origin])
            .hint(self.fill(self.words.ask.begins_with, &[("begin", &begin)]));
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
        let text = wording::channel(self.words, contact, Channel::Email);
        let why = with_note(format!("{}.", self.words.label(&contact.name, &email)), contact);
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
        .because(self.listed(contact))
        .sources([&contact.origin])
        .hint(self.fill(self.words.ask.begins_with, &[("begin", &begin)]));
        Some(if self.one_in(2) { question.choosing(others, &mut self.chance) } else { question })
    }

    fn post(&mut self, contact: &'p Contact) -> Question<'p> {
        let address = contact.post.join(", ");
        let zip_code = zip_code(contact);
        let others: Vec<&Contact> = self.others(contact).filter(|other| !other.post.is_empty()).collect();
        let why = with_note(format!("{}.", self.words.label(&contact.name, &address)), contact);
        let form = self.chance.below(3);
        if let (0, Some(only_for)) = (form, &contact.only_for)
            && let Some(question) = self.who_uses(contact, only_for, &others, why.clone())
        {
            return question;
        }
        let what = wording::addressee(self.words, contact);
        if let (1, Some(code)) = (form, &zip_code) {
            let text = self.fill(self.words.ask.which_zip, &[("addressee", &what)]);
            let question =
                Question::new(
                    CardKind::Channel,
                    self.plan,
                    AnswerForm::Text,
                    text,
                    Meaning::Zip(code.clone()),
                )
                .right(vec![code.clone()], why)
                .because(self.fill(self.words.ask.address_is, &[("address", &address)]))
                .sources([&contact.origin])
                .hint(self.fill(
                    self.words.ask.begins_with,
                    &[("begin", &code.chars().take(2).collect::<String>())],
                ));
            return question;
        }
        let text = wording::channel(self.words, contact, Channel::Post);
        let wrong: Vec<String> = others.iter().map(|other| other.post.join(", ")).collect();
        let others = wrong.iter().filter(|wrong| **wrong != address).cloned().collect();
        let same = || Meaning::Same { right: address.clone(), others };
        let meaning = zip_code.map_or_else(same, Meaning::Zip);
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![address], why)
            .because(self.listed(contact))
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
        let values = [("code", code.as_str()), ("street", street.trim())];
        let text = self.fill(self.words.ask.who_delivers, &values);
        let meaning = Meaning::Name { right: vec![only_for.to_owned()], others: wrong.clone() };
        let question = Question::new(CardKind::Channel, self.plan, AnswerForm::Text, text, meaning)
            .right(vec![only_for.to_owned()], why)
            .because(self.fill(self.words.ask.only_for_these, &values))
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

fn with_note(why: String, contact: &Contact) -> String {
    match &contact.note {
        Some(note) => format!("{why} {note}"),
        None => why,
    }
}
