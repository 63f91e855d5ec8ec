//! What is asked for but not routed.

use super::lowering::PlanLowering;
use super::values::{TextKind, said};
use crate::base::document::Placed;
use crate::base::source::Spanned;
use crate::plan::model::Contact;
use crate::plan::raw;
use crate::plan::sections::{Section, SectionEntry};

impl<'v> PlanLowering<'v> {
    pub(super) fn contacts(&mut self, entries: &[SectionEntry<'v>]) -> Vec<Option<Contact>> {
        let contacts = entries.iter().filter(|entry| entry.section == Section::Contacts);
        contacts.map(|entry| self.contact(entry)).collect()
    }

    fn contact(&mut self, entry: &SectionEntry<'v>) -> Option<Contact> {
        let raw: raw::Contact = self.decode(entry, &format!("contact `{}`", entry.name))?;
        let ways = [raw.phone.is_some(), raw.fax.is_some(), raw.email.is_some(), raw.post.is_some()];
        if !ways.contains(&true) && self.is_whole {
            let message = format!("contact `{}` cannot be reached", entry.name);
            self.error("empty-contact", entry.span, message, "write `phone`, `fax`, `email` or `post`");
        }
        let name = self.text(&raw.name, TextKind::Name);
        let phone = raw.phone.as_ref().and_then(|phone| self.phone_number(phone));
        let fax = raw.fax.as_ref().and_then(|fax| self.phone_number(fax));
        if let Some(number) = fax {
            self.claim(Spanned { value: number.value.into(), span: number.span });
        }
        let email = raw.email.as_ref().and_then(|email| self.email(email));
        let post = raw.post.iter().filter_map(Placed::given).flatten();
        let post = post.filter_map(|line| self.text(line, TextKind::Name)).collect();
        let only_for = raw.only_for.as_ref().and_then(|text| self.text(text, TextKind::Prose));
        let note = raw.note.as_ref().and_then(|text| self.text(text, TextKind::Prose));
        let unit = self.name(raw.unit.as_ref());
        let topics = self.names(&raw.topics);
        let origin = self.origin(entry.span, &said!(raw));
        let key = entry.name.to_owned();
        Some(Contact { key, name: name?, unit, topics, phone, fax, email, post, only_for, note, origin })
    }
}
