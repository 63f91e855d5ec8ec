//! Who calls: numbers, beginnings of numbers, and lists of them.

use super::lowering::PlanLowering;
use super::names::Namespace;
use super::values::said;
use crate::number::{NumberMatch, NumberPrefix, WITHHELD};
use crate::plan::raw::{self, Text};
use crate::plan::sections::{Section, SectionEntry};

impl<'v> PlanLowering<'v> {
    /// The lists of callers, by position; None for one that could not be read.
    pub(super) fn caller_lists(&mut self, entries: &[SectionEntry<'v>]) -> Vec<Option<Vec<NumberMatch>>> {
        let lists = entries.iter().filter(|entry| entry.section == Section::Callers);
        lists.map(|entry| self.caller_list(entry)).collect()
    }

    fn caller_list(&mut self, entry: &SectionEntry<'v>) -> Option<Vec<NumberMatch>> {
        let raw: raw::Callers = self.decode(entry, &format!("list of callers `{}`", entry.name))?;
        self.origin(entry.span, &said!(raw));
        let texts = raw.numbers.given()?;
        if texts.is_empty() {
            let help = "write at least one number, or remove the list and what asks for it";
            self.error("empty-condition", raw.numbers.span, "nobody is on this list", help);
        }
        let numbers: Vec<_> = texts.iter().map(|text| self.number_match(text)).collect();
        numbers.into_iter().collect()
    }

    /// Those of whom one must call; a list stands for all who are on it.
    pub(super) fn callers(&mut self, texts: &[Text]) -> Option<Vec<NumberMatch>> {
        let mut all = Some(Vec::new());
        for text in texts {
            let more = match text.given() {
                Some(word) if is_name(word) => self
                    .find(Namespace::Callers, text)
                    .and_then(|list| self.caller_lists.get(usize::from(list)).cloned().flatten()),
                _ => self.number_match(text).map(|number| vec![number]),
            };
            match (more, &mut all) {
                (Some(more), Some(all)) => all.extend(more),
                _ => all = None,
            }
        }
        all
    }

    fn number_match(&mut self, text: &Text) -> Option<NumberMatch> {
        let value = text.given()?.trim();
        if value == WITHHELD {
            return Some(NumberMatch::Withheld);
        }
        let Some(begins) = value.strip_suffix('*') else {
            return self.phone_number(text).map(|number| NumberMatch::Number(number.value));
        };
        let prefix = NumberPrefix::parse(begins, self.country);
        if prefix.is_none() {
            let message = format!("`{}` is not how numbers begin", value.escape_debug());
            let help = "write the first digits and a star, as in \"615*\" or \"+44*\"";
            self.error("bad-number", text.span, message, help);
        }
        prefix.map(NumberMatch::Prefix)
    }
}

/// Whether this can only be the name of a list: no digit, and not the word for callers who show no number.
fn is_name(word: &str) -> bool {
    word != WITHHELD && !word.contains('*') && !word.contains(|c: char| c.is_ascii_digit())
}
