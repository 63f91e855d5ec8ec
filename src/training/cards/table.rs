//! Cards for other programs: a table for spreadsheets, and a text that Anki imports.

use std::fmt;
use std::io::{self, Write};

use super::deck::{CardsReport, PaperCard, told};
use crate::base::text::{Table, XmlText, one_line};
use crate::training::phrases::LessonPhrases;

const HEADINGS: [&str; 6] = ["front", "back", "line", "kind", "tags", "id"];

impl CardsReport<'_> {
    /// A row for each card, as RFC 4180 has it. No cell is taken for a formula.
    pub fn csv(&self, out: impl Write) -> io::Result<()> {
        let mut table = Table::of_texts(HEADINGS);
        for card in &self.cards {
            let line = card.group.line().map_or("", |line| &self.plan.line(line).name);
            table.row([
                &*card.sides.front,
                &back(self.words, card),
                line,
                card.kind.word(),
                &self.tags(card),
                &card.id,
            ]);
        }
        table.csv(out)
    }

    /// A text that Anki (2.1.54 and later) imports as notes of its type Basic. The guid of a note is made of the plan's
    /// name and the card's id, so that a newer deck updates the notes of an older one and no others. The keys above the
    /// notes are those of Anki's manual, "Importing, Text Files, File Headers".
    #[must_use]
    pub fn anki(&self) -> impl fmt::Display + '_ {
        Anki(self)
    }

    fn tags(&self, card: &PaperCard) -> String {
        let mut tags = format!("ivrsim kind::{}", card.kind.word());
        for &line in &card.sides.lines {
            tags.push_str(" line::");
            tags.push_str(&slug(&self.plan.line(line).name));
        }
        tags
    }
}

/// What is right, with what else there is to know, a line each.
fn back(words: &LessonPhrases, card: &PaperCard) -> String {
    let mut lines = Vec::new();
    for answer in &card.sides.answers {
        let detail = answer.detail.as_ref().map(|detail| format!(" ({detail})")).unwrap_or_default();
        lines.push(format!("{}{detail}", told(words, answer)));
    }
    lines.extend(card.sides.notes.iter().cloned());
    lines.extend(card.sources().map(|words| format!("“{words}”")));
    lines.join("\n")
}

struct Anki<'a>(&'a CardsReport<'a>);

impl fmt::Display for Anki<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.0;
        // Two colons would make a deck within a deck, and the others Anki does not like in the name of a deck.
        let deck = one_line(&report.plan.name).replace(['<', '>', '"'], " ").replace("::", ":");
        writeln!(f, "#separator:tab\n#html:true\n#notetype:Basic\n#deck:{}", deck.trim())?;
        writeln!(f, "#guid column:1\n#tags column:4\n#columns:guid\tFront\tBack\tTags")?;
        let plan = slug(&report.plan.name);
        for card in &report.cards {
            let front = AnkiField(&card.sides.front);
            write!(f, "{plan}/{}\t{front}\t", one_word(&card.id))?;
            let mut gap = "";
            for answer in &card.sides.answers {
                write!(f, "{gap}")?;
                if let Some(who) = &answer.who {
                    write!(f, "{}", AnkiField(&report.words.label(who, "")))?;
                }
                write!(f, "<b>{}</b>", AnkiField(&answer.what))?;
                if let Some(detail) = &answer.detail {
                    write!(f, "<br>{}", AnkiField(detail))?;
                }
                gap = "<br>";
            }
            for note in &card.sides.notes {
                write!(f, "<br><br>{}", AnkiField(note))?;
            }
            for words in card.sources() {
                write!(f, "<br><br><small>“{}”</small>", AnkiField(&words))?;
            }
            writeln!(f, "\t{}", report.tags(card))?;
        }
        Ok(())
    }
}

/// A text as HTML on one line, in which Anki finds no sound, no formula and no quotation mark.
struct AnkiField<'a>(&'a str);

impl fmt::Display for AnkiField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = XmlText(self.0).to_string();
        f.write_str(&text.replace("&#10;", "<br>").replace('[', "&#91;").replace('\\', "&#92;"))
    }
}

/// A name as a tag: letters and figures, and hyphens for the rest.
fn slug(name: &str) -> String {
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "-".to_owned() } else { words.join("-") }
}

/// An id in a cell that nothing ends before its time; ids are letters, figures, spaces and slashes, except where values
/// of contacts tell two of them apart.
fn one_word(id: &str) -> String {
    one_line(id).replace('"', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_field_ends_it_or_plays_or_runs() {
        let hostile = "a\tb\n\"c\" [sound:x.mp3] [latex]\\input{x}[/latex] \\(x\\) <script>";
        let told = AnkiField(hostile).to_string();
        assert!(!told.contains(['\t', '\n', '"', '[', '\\']), "{told}");
        assert!(!told.contains("<script"), "{told}");
    }

    #[test]
    fn tags_have_no_spaces() {
        assert_eq!(slug("Dealer Products & Services (DP&S)"), "Dealer-Products-Services-DP-S");
        assert_eq!(slug("::\t—"), "-");
    }
}
