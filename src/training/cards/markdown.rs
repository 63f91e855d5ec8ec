use std::fmt;

use super::deck::{CardsReport, PaperCard, told};
use super::reference::{channels, only_for};
use crate::base::text::markdown::MarkdownText;
use crate::training::phrases::LessonPhrases;

impl CardsReport<'_> {
    /// Markdown: the quick reference as tables, then question and answer by line.
    #[must_use]
    pub fn markdown(&self) -> impl fmt::Display + '_ {
        CardsMarkdown(self)
    }
}

struct CardsMarkdown<'a>(&'a CardsReport<'a>);

impl fmt::Display for CardsMarkdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.0;
        let in_force = report.words.fill(report.words.card.in_force, &[("date", &report.effective())]);
        writeln!(f, "# {}\n\n{in_force}\n", MarkdownText(&report.plan.name))?;
        self.reference(f)?;
        writeln!(f, "\n## {}", report.words.card.cards)?;
        for (group, first, cards) in report.groups() {
            write!(f, "\n### {}", MarkdownText(group.title(report.plan)))?;
            if let Some(line) = group.line() {
                let number = report.plan.line(line).dialed();
                if !number.is_empty() {
                    write!(f, ", {}", MarkdownText(&number))?;
                }
            }
            writeln!(f, "\n")?;
            for (number, card) in (first..).zip(cards) {
                side_by_side(f, report.words, number, card)?;
            }
        }
        Ok(())
    }
}

impl CardsMarkdown<'_> {
    fn reference(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reference = &self.0.reference;
        let phrases = self.0.words;
        let words = &phrases.card;
        let heads =
            [words.head_number, words.head_option, words.head_who, words.hours].map(str::to_lowercase);
        writeln!(f, "## {}\n\n| {} |\n| --- | --- | --- | --- |", words.reference, heads.join(" | "))?;
        for listed in &reference.lines {
            let (line, mut number) = (listed.line, MarkdownText(&listed.line.dialed()).to_string());
            if listed.has_options() {
                writeln!(f, "| {number} | | **{}**{} | |", MarkdownText(&line.name), behind(&listed.topics))?;
                number.clear();
            }
            for entry in &listed.entries {
                let mut name = format!("{}", MarkdownText(&entry.name));
                if !listed.has_options() {
                    name = format!("**{}**", MarkdownText(&line.name));
                    if entry.name != line.name {
                        name = format!("{name}, {}", MarkdownText(&entry.name));
                    }
                }
                let number = std::mem::take(&mut number);
                let otherwise = entry.otherwise.as_ref();
                let otherwise = otherwise.map(|end| {
                    format!("; {}", MarkdownText(&phrases.fill(words.otherwise, &[("end", end)])))
                });
                let otherwise = otherwise.unwrap_or_default();
                let (keys, hours) = (MarkdownText(&entry.keys), MarkdownText(&entry.hours));
                writeln!(
                    f,
                    "| {number} | {keys} | {name}{} | {hours}{otherwise} |",
                    behind(&entry.topics_told(phrases))
                )?;
            }
        }
        if let Some(usual) = &reference.usual {
            writeln!(f, "\n{}", MarkdownText(&phrases.fill(words.outside, &[("end", usual)])))?;
        }
        if !reference.days.is_empty() {
            let heads = [words.days, words.hours].map(str::to_lowercase);
            writeln!(f, "\n| {} |\n| --- | --- |", heads.join(" | "))?;
            for days in &reference.days {
                let (names, told) = (days.names.join(", "), days.told.join("; "));
                writeln!(f, "| {} | {} |", MarkdownText(&names), MarkdownText(&told))?;
            }
        }
        if reference.contacts.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n| {} | | {} |\n| --- | --- | --- |", words.head_for, words.head_where)?;
        for contact in &reference.contacts {
            let mut name =
                format!("**{}**{}", MarkdownText(&contact.name), within(&only_for(phrases, contact)));
            for (word, value) in channels(phrases, contact) {
                let note = contact.note.as_ref().filter(|_| !name.is_empty());
                let note = note.map(|note| format!(" ({})", MarkdownText(note))).unwrap_or_default();
                writeln!(f, "| {name} | {word} | {}{note} |", MarkdownText(&value))?;
                name.clear();
            }
        }
        Ok(())
    }
}

/// Topics behind a name.
fn behind(topics: &str) -> String {
    if topics.is_empty() { String::new() } else { format!(": {}", MarkdownText(topics)) }
}

/// What a name is meant for.
fn within(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" ({})", MarkdownText(words)) }
}

fn side_by_side(
    f: &mut fmt::Formatter<'_>,
    words: &LessonPhrases,
    number: usize,
    card: &PaperCard,
) -> fmt::Result {
    let sides = &card.sides;
    let head = format!("{number}. ");
    writeln!(f, "{head}**{}**", MarkdownText(&sides.front))?;
    // What belongs to an item stands below its text, whatever the width of its number.
    let indent = " ".repeat(head.len());
    for answer in &sides.answers {
        write!(f, "{indent}- {}", MarkdownText(&told(words, answer)))?;
        match &answer.detail {
            Some(detail) => writeln!(f, " ({})", MarkdownText(detail))?,
            None => writeln!(f)?,
        }
    }
    for note in &sides.notes {
        writeln!(f, "{indent}- {}", MarkdownText(note))?;
    }
    let sources: Vec<String> = card.sources().map(|words| format!("*“{}”*", MarkdownText(&words))).collect();
    if sources.is_empty() { Ok(()) } else { writeln!(f, "{indent}- {}", sources.join("; ")) }
}
