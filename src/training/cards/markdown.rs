use std::fmt;

use super::deck::{CardsReport, PaperCard, told};
use super::reference::{channels, only_for};
use crate::base::text::markdown::Text;

impl CardsReport<'_> {
    /// Markdown: the quick reference as tables, then question and answer by line.
    #[must_use]
    pub fn markdown(&self) -> impl fmt::Display + '_ {
        Page(self)
    }
}

struct Page<'a>(&'a CardsReport<'a>);

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.0;
        writeln!(f, "# {}\n\nIn force from {}.\n", Text(&report.plan.name), report.effective())?;
        self.reference(f)?;
        writeln!(f, "\n## Cards")?;
        for (group, first, cards) in report.groups() {
            write!(f, "\n### {}", Text(group.title(report.plan)))?;
            if let Some(line) = group.line() {
                write!(f, ", {}", report.plan.line(line).number.value)?;
            }
            writeln!(f, "\n")?;
            for (number, card) in (first..).zip(cards) {
                side_by_side(f, number, card)?;
            }
        }
        Ok(())
    }
}

impl Page<'_> {
    fn reference(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reference = &self.0.reference;
        writeln!(f, "## Quick reference\n\n| number | option | who | hours |\n| --- | --- | --- | --- |")?;
        for listed in &reference.lines {
            let (line, mut number) = (listed.line, listed.line.number.value.to_string());
            if listed.has_options() {
                writeln!(f, "| {number} | | **{}**{} | |", Text(&line.name), behind(&listed.topics))?;
                number.clear();
            }
            for entry in &listed.entries {
                let mut name = format!("{}", Text(&entry.name));
                if !listed.has_options() {
                    name = format!("**{}**", Text(&line.name));
                    if entry.name != line.name {
                        name = format!("{name}, {}", Text(&entry.name));
                    }
                }
                let number = std::mem::take(&mut number);
                let otherwise = entry.otherwise.as_ref();
                let otherwise = otherwise.map(|end| format!("; otherwise {}", Text(end))).unwrap_or_default();
                let (keys, hours) = (Text(&entry.keys), Text(&entry.hours));
                writeln!(
                    f,
                    "| {number} | {keys} | {name}{} | {hours}{otherwise} |",
                    behind(&entry.topics_told())
                )?;
            }
        }
        if let Some(usual) = &reference.usual {
            writeln!(f, "\nOutside these hours: {}.", Text(usual))?;
        }
        if reference.contacts.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n| for | | where |\n| --- | --- | --- |")?;
        for contact in &reference.contacts {
            let mut name = format!("**{}**{}", Text(&contact.name), within(&only_for(contact)));
            for (word, value) in channels(contact) {
                let note = contact.note.as_ref().filter(|_| !name.is_empty());
                let note = note.map(|note| format!(" ({})", Text(note))).unwrap_or_default();
                writeln!(f, "| {name} | {word} | {}{note} |", Text(&value))?;
                name.clear();
            }
        }
        Ok(())
    }
}

/// Topics behind a name.
fn behind(topics: &str) -> String {
    if topics.is_empty() { String::new() } else { format!(": {}", Text(topics)) }
}

/// What a name is meant for.
fn within(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" ({})", Text(words)) }
}

fn side_by_side(f: &mut fmt::Formatter<'_>, number: usize, card: &PaperCard) -> fmt::Result {
    let sides = &card.sides;
    let head = format!("{number}. ");
    writeln!(f, "{head}**{}**", Text(&sides.front))?;
    // What belongs to an item stands below its text, whatever the width of its number.
    let indent = " ".repeat(head.len());
    for answer in &sides.answers {
        write!(f, "{indent}- {}", Text(&told(answer)))?;
        match &answer.detail {
            Some(detail) => writeln!(f, " ({})", Text(detail))?,
            None => writeln!(f)?,
        }
    }
    for note in &sides.notes {
        writeln!(f, "{indent}- {}", Text(note))?;
    }
    let sources: Vec<String> =
        card.sources().map(|(words, place)| format!("*“{}”* ({})", Text(&words), Text(place))).collect();
    if sources.is_empty() { Ok(()) } else { writeln!(f, "{indent}- {}", sources.join("; ")) }
}
