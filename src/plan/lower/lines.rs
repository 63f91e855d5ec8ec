//! Lines, and everything that can be dialed.

use std::collections::hash_map::Entry as Slot;

use super::lowering::PlanLowering;
use super::values::said;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Spanned;
use crate::number::{DialText, Dialed, PhoneNumber};
use crate::plan::ids::{ContactId, LineId};
use crate::plan::model::{Contact, Dialable, Line};
use crate::plan::raw::{self, Text};
use crate::plan::sections::{Section, SectionEntry};

impl<'v> PlanLowering<'v> {
    pub(super) fn lines(&mut self, entries: &[SectionEntry<'v>]) -> Vec<Option<Line>> {
        let lines = entries.iter().filter(|entry| entry.section == Section::Lines);
        lines.map(|entry| self.line(entry)).collect()
    }

    fn line(&mut self, entry: &SectionEntry<'v>) -> Option<Line> {
        let raw: raw::Line = self.decode(entry, &format!("line `{}`", entry.name))?;
        let name = self.worded_name(Some(&raw.name));
        let language = match &raw.language {
            Some(code) => self.language_code(code),
            None => Some(self.language),
        };
        let numbers = self.numbers(&raw, name.as_ref().map(|name| name.own.as_str()));
        for number in numbers.iter().flatten() {
            self.claim(*number);
        }
        let answer = self.link(&raw.answer);
        let answer = answer.filter(|_| self.require_step_name(&raw.answer));
        let unit = self.name(raw.unit.as_ref());
        let topics = self.names(&raw.topics);
        let origin = self.origin(entry.span, &said!(raw));
        let name = name?;
        let mut numbers = numbers?.into_iter();
        Some(Line {
            key: entry.name.to_owned(),
            name: name.own,
            translated_names: name.others,
            language: language?,
            number: numbers.next()?,
            more_numbers: numbers.collect(),
            unit,
            topics,
            answer: answer?,
            origin,
        })
    }

    /// All that is dialed to reach a line: its numbers, then its dial strings; its name where it has neither.
    fn numbers(&mut self, raw: &raw::Line, name: Option<&str>) -> Option<Vec<Spanned<Dialed>>> {
        let mut numbers = Some(Vec::new());
        let given = [raw.number.as_ref(), raw.dial.as_ref()];
        for (list, is_code) in given.into_iter().zip([false, true]) {
            let Some(list) = list else { continue };
            if list.is_given && list.values.is_empty() {
                let help =
                    "write what is dialed, or leave the key out: a line with neither is known by its name";
                self.error("empty-text", list.span, "this list is empty", help);
            }
            if list.values.is_empty() {
                numbers = None;
            }
            for text in &list.values {
                let number = if is_code {
                    self.dial_string(text)
                } else {
                    self.phone_number(text)
                        .map(|Spanned { value, span }| Spanned { value: value.into(), span })
                };
                match (number, &mut numbers) {
                    (Some(number), Some(numbers)) => numbers.push(number),
                    _ => numbers = None,
                }
            }
        }
        let mut numbers = numbers?;
        if numbers.is_empty() {
            let (name, span) = (name?, raw.name.span);
            let Some(text) = DialText::new(name) else {
                let message = format!(
                    "a line without a number is known by its name, and this one has more than {} characters",
                    DialText::MAX
                );
                self.error("text-too-long", span, message, "use fewer words, or write `number` or `dial`");
                return None;
            };
            numbers.push(Spanned { value: Dialed::Name(text), span });
        }
        Some(numbers)
    }

    /// What is dialed that is no phone number.
    fn dial_string(&mut self, text: &Text) -> Option<Spanned<Dialed>> {
        let value = text.given()?;
        let code = DialText::new(value).filter(|_| value.bytes().all(|byte| byte.is_ascii_graphic()));
        let Some(code) = code else {
            let message = format!("`{}` is nothing that is dialed", value.escape_debug());
            let help = format!(
                "write up to {} letters, digits and signs without spaces, as in \"6000\" or \"*98\"",
                DialText::MAX
            );
            self.error("bad-dial", text.span, message, help);
            return None;
        };
        if PhoneNumber::parse(value, self.country).is_ok() {
            let help = "write it as `number`, so that it is the same however it is spelled";
            self.error("bad-dial", text.span, "this is a phone number", help);
            return None;
        }
        Some(Spanned { value: Dialed::Code(code), span: text.span })
    }

    /// Takes a number for what can be dialed. One that is taken already is reported, whatever its spelling, and also
    /// where the rest of the line or contact cannot be used.
    pub(super) fn claim(&mut self, number: Spanned<Dialed>) {
        match self.numbers.entry(number.value) {
            Slot::Vacant(free) => {
                free.insert(number.span);
            }
            Slot::Occupied(taken) => {
                let first = *taken.get();
                let (message, help) = match number.value {
                    Dialed::Number(number) => (
                        format!("the number {number} is used twice"),
                        "a number can belong to only one line or contact, however it is spelled",
                    ),
                    code @ Dialed::Code(_) => {
                        (format!("{code} is used twice"), "what is dialed can belong to only one line")
                    }
                    Dialed::Name(name) => (
                        format!("two lines without a number are called `{name}`"),
                        "give one of them another name, or write `number` or `dial`",
                    ),
                };
                self.diagnostics.push(
                    Diagnostic::error("duplicate-number", number.span, message)
                        .label("again here")
                        .related(first, "first here")
                        .help(help),
                );
            }
        }
    }
}

/// Everything that can be dialed, sorted by number.
pub(super) fn dialable(lines: &[Option<Line>], contacts: &[Option<Contact>]) -> Vec<(Dialed, Dialable)> {
    let lines = lines.iter().enumerate().flat_map(|(index, line)| {
        let id = LineId(index as u16);
        line.iter().flat_map(Line::numbers).map(move |number| (number.value, Dialable::Line(id)))
    });
    let faxes = contacts.iter().enumerate().filter_map(|(index, contact)| {
        Some((contact.as_ref()?.fax?.value.into(), Dialable::Fax(ContactId(index as u16))))
    });
    let mut dialable: Vec<_> = lines.chain(faxes).collect();
    dialable.sort_unstable_by_key(|&(number, _)| number);
    dialable
}
