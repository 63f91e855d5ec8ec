//! Markdown, with the tables and footnotes that code hosts read.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::{DocumentBuilder, NewCell};
use super::error::UnreadDocument;
use crate::draft::document::{Document, RowKind};

/// Reads a text.
pub(super) fn read(name: &str, number: u16, text: &str) -> Result<Document, UnreadDocument> {
    let mut builder = DocumentBuilder::new(name, number);
    builder.knows(true, false);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut reader = MarkdownReader {
        builder,
        text: String::new(),
        lists: Vec::new(),
        row: Vec::new(),
        in_table: false,
        depth: 0,
    };
    let (mut at, mut line) = (0, 1);
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        // Footnotes are told where they stand, so that places may go back; those are found from the beginning.
        if place.start < at {
            (at, line) = (0, 1);
        }
        line += text.get(at..place.start).map_or(0, |passed| passed.matches('\n').count()) as u32;
        at = place.start;
        reader.event(event, line)?;
    }
    reader.builder.done()
}

struct MarkdownReader {
    builder: DocumentBuilder,
    text: String,
    /// Where each list that counts is.
    lists: Vec<Option<u64>>,
    row: Vec<NewCell>,
    in_table: bool,
    depth: usize,
}

/// More lists in lists than these are none that people read.
const MAX_DEPTH: usize = 64;

impl MarkdownReader {
    fn event(&mut self, event: Event<'_>, line: u32) -> Result<(), UnreadDocument> {
        match event {
            Event::Start(tag) => self.start(&tag, line)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::FootnoteReference(label) => self.text.push(mark(&label)),
            Event::Rule => {
                self.flush(RowKind::Text)?;
                self.builder.gap();
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>, line: u32) -> Result<(), UnreadDocument> {
        self.builder.line(line);
        match tag {
            Tag::Heading { .. }
            | Tag::Paragraph
            | Tag::HtmlBlock
            | Tag::CodeBlock(_)
            | Tag::BlockQuote(_) => {
                let is_listed = !self.lists.is_empty();
                if !is_listed {
                    self.flush(RowKind::Text)?;
                    self.builder.gap();
                }
            }
            Tag::List(first) => {
                self.flush_item()?;
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(UnreadDocument::TooLong("lists in lists without an end".to_owned()));
                }
                if self.lists.is_empty() {
                    self.builder.gap();
                }
                self.lists.push(*first);
            }
            Tag::Item => {
                self.flush_item()?;
                if let Some(Some(count)) = self.lists.last_mut() {
                    self.text = format!("{count}. ");
                    *count += 1;
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.flush(RowKind::Text)?;
                self.builder.gap();
                self.text = format!("{} ", mark(label));
            }
            Tag::Table(_) => {
                self.builder.table();
                self.in_table = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), UnreadDocument> {
        match tag {
            TagEnd::Heading(level) => {
                self.flush(RowKind::Heading(number(level)))?;
                self.builder.gap();
            }
            TagEnd::Paragraph if self.lists.is_empty() => self.flush(RowKind::Text)?,
            TagEnd::Paragraph => self.text.push('\n'),
            TagEnd::HtmlBlock | TagEnd::CodeBlock | TagEnd::FootnoteDefinition => {
                self.flush(RowKind::Text)?;
            }
            TagEnd::Item => self.flush_item()?,
            TagEnd::List(_) => {
                self.lists.pop();
                self.depth = self.depth.saturating_sub(1);
                if self.lists.is_empty() {
                    self.builder.gap();
                }
            }
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.text);
                self.row.push(NewCell::text(text));
            }
            TagEnd::TableHead => {
                let row = std::mem::take(&mut self.row);
                // A table of this format must have a header, which is left empty where there is none.
                self.builder.row(true, row)?;
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                self.builder.row(false, row)?;
            }
            TagEnd::Table => {
                self.in_table = false;
                self.builder.table_end();
            }
            _ => {}
        }
        Ok(())
    }

    fn flush_item(&mut self) -> Result<(), UnreadDocument> {
        let depth = self.lists.len().clamp(1, 9) as u8;
        self.flush(RowKind::Item(depth))
    }

    fn flush(&mut self, kind: RowKind) -> Result<(), UnreadDocument> {
        if self.in_table {
            return Ok(());
        }
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() { Ok(()) } else { self.builder.text(kind, &text) }
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// A label of a footnote as a raised figure.
fn mark(label: &str) -> char {
    match label {
        "2" => '²',
        "3" => '³',
        "4" => '⁴',
        _ => '¹',
    }
}
