//! Web pages. The tokens are those of the standard; of their tree only what lays out a directory is looked at: blocks, headings,
//! lists, tables.

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

use super::builder::{DocumentBuilder, MAX_CELLS, NewCell};
use super::error::UnreadDocument;
use super::spans::RowSpans;
use crate::draft::document::{Document, RowKind};

/// What is not shown.
const UNSEEN: [&str; 7] = ["script", "style", "template", "noscript", "title", "select", "svg"];
/// What begins on a line of its own.
const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
    "html",
    "head",
];

/// Reads a page.
pub(super) fn read(name: &str, number: u16, text: &str) -> Result<Document, UnreadDocument> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = PageReader::new(name, number);
    page.builder.knows(true, true);
    let mut counted = LineCount { text, at: 0, line: 1 };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                page.line = counted.line_of(tag.span.start);
                page.start(&tag)?;
            }
            Token::EndTag(tag) => page.end(&words(&tag.name))?,
            Token::String(text) => {
                if page.unseen.is_none() {
                    page.text(&String::from_utf8_lossy(&text.value));
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.block()?;
    page.table_end()?;
    page.builder.done()
}

fn words(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Counts lines as places come, which only grow.
struct LineCount<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl LineCount<'_> {
    fn line_of(&mut self, at: usize) -> u32 {
        let at = at.clamp(self.at, self.text.len());
        self.line += self.text.get(self.at..at).map_or(0, |passed| passed.matches('\n').count()) as u32;
        self.at = at;
        self.line
    }
}

struct PageReader {
    builder: DocumentBuilder,
    /// The text of the block at hand.
    text: String,
    kind: RowKind,
    line: u32,
    /// What is not shown and still open.
    unseen: Option<String>,
    /// How many lists are open, and where each that counts is.
    lists: Vec<Option<u32>>,
    /// Tables that are open; only the first is one of rows.
    tables: usize,
    in_head: bool,
    row: Vec<NewCell>,
    cell: Option<CellReader>,
    spans: RowSpans,
    has_data: bool,
    in_sup: bool,
    mail: Option<(String, usize)>,
}

#[derive(Default)]
struct CellReader {
    lines: Vec<(bool, String)>,
    is_item: bool,
    columns: usize,
    rows: usize,
}

impl PageReader {
    fn new(name: &str, number: u16) -> Self {
        Self {
            builder: DocumentBuilder::new(name, number),
            text: String::new(),
            kind: RowKind::Text,
            line: 1,
            unseen: None,
            lists: Vec::new(),
            tables: 0,
            in_head: false,
            row: Vec::new(),
            cell: None,
            spans: RowSpans::default(),
            has_data: false,
            in_sup: false,
            mail: None,
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_sup {
            // A figure that is raised leads to a footnote.
            self.text.extend(text.chars().map(|c| match c {
                '1' => '¹',
                '2' => '²',
                '3' => '³',
                '4' => '⁴',
                c => c,
            }));
            return;
        }
        // Line ends of the file are blanks.
        self.text.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    }

    fn start(&mut self, tag: &StartTag<usize>) -> Result<(), UnreadDocument> {
        let name = words(&tag.name);
        if self.unseen.is_some() {
            return Ok(());
        }
        if UNSEEN.contains(&name.as_str()) {
            if !tag.self_closing {
                self.unseen = Some(name);
            }
            return Ok(());
        }
        let number = |key: &str| {
            let value = tag
                .attributes
                .get(key.as_bytes())
                .map(|value| String::from_utf8_lossy(&value.value).trim().to_owned());
            value.and_then(|value| value.parse::<usize>().ok()).unwrap_or(1).clamp(1, MAX_CELLS)
        };
        match &*name {
            "br" => self.text.push('\n'),
            "sup" => self.in_sup = true,
            "a" => {
                let target = tag
                    .attributes
                    .get(&b"href"[..])
                    .map(|value| String::from_utf8_lossy(&value.value).into_owned());
                let mail = target.and_then(|target| {
                    target
                        .strip_prefix("mailto:")
                        .map(|rest| rest.split('?').next().unwrap_or(rest).to_owned())
                });
                self.mail = mail.map(|mail| (mail, self.text.len()));
            }
            "table" => {
                self.block()?;
                self.tables += 1;
                if self.tables == 1 {
                    self.builder.table();
                    self.spans = RowSpans::default();
                }
            }
            "thead" => self.in_head = true,
            "tbody" | "tfoot" => self.in_head = false,
            "tr" if self.tables == 1 => self.row_end()?,
            "td" | "th" if self.tables == 1 => {
                self.cell_end()?;
                self.has_data |= name == "td";
                self.cell = Some(CellReader {
                    columns: number("colspan"),
                    rows: number("rowspan"),
                    ..CellReader::default()
                });
            }
            "td" | "th" | "tr" => self.block()?,
            "li" => {
                self.block()?;
                if let Some(Some(count)) = self.lists.last_mut() {
                    self.text = format!("{count}. ");
                    *count += 1;
                }
                match &mut self.cell {
                    Some(cell) => cell.is_item = true,
                    None => self.kind = RowKind::Item(self.lists.len().clamp(1, 9) as u8),
                }
            }
            "ul" | "ol" => {
                self.block()?;
                self.gap();
                self.lists.push((name == "ol").then_some(1));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" => {
                self.block()?;
                self.gap();
                let level = name.strip_prefix('h').and_then(|level| level.parse().ok()).unwrap_or(6);
                self.kind = RowKind::Heading(level);
            }
            _ if BLOCKS.contains(&name.as_str()) => {
                self.block()?;
                self.gap();
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), UnreadDocument> {
        if let Some(unseen) = &self.unseen {
            if unseen == name {
                self.unseen = None;
            }
            return Ok(());
        }
        match name {
            "sup" => self.in_sup = false,
            "a" => {
                if let Some((mail, from)) = self.mail.take()
                    && !self.text.get(from..).is_some_and(|text| text.contains('@'))
                {
                    self.text.push(' ');
                    self.text.push_str(&mail);
                }
            }
            "table" => {
                if self.tables == 1 {
                    self.table_end()?;
                } else {
                    self.block()?;
                    self.tables = self.tables.saturating_sub(1);
                }
            }
            "thead" => {
                self.row_end()?;
                self.in_head = false;
            }
            "tr" if self.tables == 1 => self.row_end()?,
            "td" | "th" if self.tables == 1 => self.cell_end()?,
            "ul" | "ol" => {
                self.block()?;
                self.lists.pop();
                self.gap();
            }
            "li" | "td" | "th" | "tr" => self.block()?,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" => {
                self.block()?;
                self.gap();
            }
            _ if BLOCKS.contains(&name) => {
                self.block()?;
                self.gap();
            }
            _ => {}
        }
        Ok(())
    }

    /// What comes belongs to something new, unless it is in a cell.
    fn gap(&mut self) {
        if self.tables == 0 {
            self.builder.gap();
        }
    }

    /// Ends the block at hand.
    fn block(&mut self) -> Result<(), UnreadDocument> {
        let text = std::mem::take(&mut self.text);
        let kind = std::mem::replace(&mut self.kind, RowKind::Text);
        if let Some(cell) = &mut self.cell {
            if !text.trim().is_empty() {
                cell.lines.push((cell.is_item, text));
            }
            cell.is_item = false;
        } else if !text.trim().is_empty() {
            self.builder.line(self.line);
            self.builder.text(kind, &text)?;
        }
        Ok(())
    }

    fn cell_end(&mut self) -> Result<(), UnreadDocument> {
        self.block()?;
        let Some(cell) = self.cell.take() else { return Ok(()) };
        if self.row.is_empty() {
            self.builder.line(self.line);
        }
        self.spans.put(
            &mut self.row,
            NewCell { lines: cell.lines, ..NewCell::default() },
            cell.columns,
            cell.rows,
        );
        Ok(())
    }

    fn row_end(&mut self) -> Result<(), UnreadDocument> {
        self.cell_end()?;
        let row = self.spans.end(std::mem::take(&mut self.row));
        let is_header = self.in_head || !self.has_data;
        self.has_data = false;
        if row.is_empty() { Ok(()) } else { self.builder.row(is_header, row) }
    }

    fn table_end(&mut self) -> Result<(), UnreadDocument> {
        if self.tables > 0 {
            self.row_end()?;
            self.builder.table_end();
        }
        self.tables = 0;
        self.in_head = false;
        Ok(())
    }
}
