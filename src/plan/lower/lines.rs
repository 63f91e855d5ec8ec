//! Lines, and everything that can be dialed.

use std::collections::hash_map::Entry as Slot;

use super::lowering::PlanLowering;
use super::values::{TextKind, said};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Spanned;
use crate::number::PhoneNumber;
use crate::plan::ids::{ContactId, LineId};
use crate::plan::model::{Contact, Dialable, Line};
use crate::plan::raw;
use crate::plan::sections::{Section, SectionEntry};

impl<'v> PlanLowering<'v> {
    pub(super) fn lines(&mut self, entries: &[SectionEntry<'v>]) -> Vec<Option<Line>> {
        let lines = entries.iter().filter(|entry| entry.section == Section::Lines);
        lines.map(|entry| self.line(entry)).collect()
    }

    fn line(&mut self, entry: &SectionEntry<'v>) -> Option<Line> {
        let raw: raw::Line = self.decode(entry, &format!("line `{}`", entry.name))?;
        let number = self.phone_number(&raw.number);
        if let Some(number) = number {
            self.claim(number);
        }
        let name = self.text(&raw.name, TextKind::Name);
        let answer = self.link(&raw.answer);
        let answer = answer.filter(|_| self.require_step_name(&raw.answer));
        let unit = self.name(raw.unit.as_ref());
        let topics = self.names(&raw.topics);
        let origin = self.origin(entry.span, &said!(raw));
        Some(Line {
            key: entry.name.to_owned(),
            name: name?,
            number: number?,
            unit,
            topics,
            answer: answer?,
            origin,
        })
    }

    /// Takes a number for what can be dialed. One that is taken already is reported, whatever its spelling, and also
    /// where the rest of the line or contact cannot be used.
    pub(super) fn claim(&mut self, number: Spanned<PhoneNumber>) {
        match self.numbers.entry(number.value) {
            Slot::Vacant(free) => {
                free.insert(number.span);
            }
            Slot::Occupied(taken) => {
                let first = *taken.get();
                let message = format!("the number {} is used twice", number.value);
                self.diagnostics.push(
                    Diagnostic::error("duplicate-number", number.span, message)
                        .label("again here")
                        .related(first, "first here")
                        .help("a number can belong to only one line or contact, however it is spelled"),
                );
            }
        }
    }
}

/// Everything that can be dialed, sorted by number.
pub(super) fn dialable(lines: &[Option<Line>], contacts: &[Option<Contact>]) -> Vec<(PhoneNumber, Dialable)> {
    let lines = lines.iter().enumerate().filter_map(|(index, line)| {
        Some((line.as_ref()?.number.value, Dialable::Line(LineId(index as u16))))
    });
    let faxes = contacts.iter().enumerate().filter_map(|(index, contact)| {
        Some((contact.as_ref()?.fax?.value, Dialable::Fax(ContactId(index as u16))))
    });
    let mut dialable: Vec<_> = lines.chain(faxes).collect();
    dialable.sort_unstable_by_key(|&(number, _)| number);
    dialable
}
