//! Documents of word processors: Office Open XML, of which the text, its tables and what they are laid out with is read.

use std::io::{Cursor, Read as _};

use roxmltree::Node;
use zip::ZipArchive;

use super::builder::{DocumentBuilder, NewCell};
use super::error::UnreadDocument;
use super::spans::RowSpans;
use super::xml::{attribute, child, is, parsed};
use crate::draft::document::{Document, RowKind};

/// Bytes of the text of a document, unpacked.
const MAX_XML: usize = 8 * 1024 * 1024;
/// Files in one document.
const MAX_FILES: usize = 10_000;

/// Reads a document.
pub(super) fn read(name: &str, number: u16, bytes: &[u8]) -> Result<Document, UnreadDocument> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| UnreadDocument::Damaged(error.to_string()))?;
    if archive.len() > MAX_FILES {
        return Err(UnreadDocument::TooLong(format!("more than {MAX_FILES} files in it")));
    }
    let Some(text) = part(&mut archive, "word/document.xml")? else {
        let has = |name: &str| archive.file_names().flatten().any(|file| file.starts_with(name));
        let kind = match (has("xl/"), has("ppt/")) {
            (true, _) => "it is a workbook: save the sheet with the directory as CSV",
            (_, true) => "it is a presentation: save its text as a document",
            _ => "it is an archive, and no document of a word processor",
        };
        return Err(UnreadDocument::Kind(kind.to_owned()));
    };
    let footnotes = part(&mut archive, "word/footnotes.xml")?;
    let xml = parsed(&text, false)?;
    let Some(body) = xml.descendants().find(|node| is(*node, "body")) else {
        return Err(UnreadDocument::Damaged("it has no body".to_owned()));
    };
    let mut reader = WordReader { builder: DocumentBuilder::new(name, number), page: 1, in_tabs: false };
    reader.builder.knows(true, true);
    reader.builder.page(1)?;
    for block in blocks(body) {
        if is(block, "tbl") { reader.table(block)? } else { reader.paragraph(block)? }
    }
    reader.end_tabs();
    if let Some(text) = footnotes {
        let xml = parsed(&text, false)?;
        for note in xml.descendants().filter(|node| is(*node, "footnote")) {
            let Some(mark) = attribute(note, "id").and_then(raised) else { continue };
            reader.builder.gap();
            let words: Vec<String> =
                note.descendants().filter(|node| is(*node, "p")).map(|node| text_of(node).0).collect();
            reader.builder.text(RowKind::Text, &format!("{mark} {}", words.join(" ").trim()))?;
        }
    }
    reader.builder.done()
}

/// The text of a file in the archive. None: there is no such file.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, UnreadDocument> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let file = archive.by_name(name).map_err(|error| UnreadDocument::Damaged(error.to_string()))?;
    let mut bytes = Vec::new();
    let read = file.take(MAX_XML as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > MAX_XML {
        return Err(UnreadDocument::TooLong(format!("more than {MAX_XML} bytes of text")));
    }
    read.map_err(|error| UnreadDocument::Damaged(error.to_string()))?;
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| UnreadDocument::Damaged("its text is not in UTF-8".to_owned()))
}

/// Paragraphs and tables of a body, also those in what only frames them.
fn blocks<'d, 'i>(body: Node<'d, 'i>) -> Vec<Node<'d, 'i>> {
    let mut found = Vec::new();
    let mut open: Vec<Node<'d, 'i>> = body.children().rev().collect();
    while let Some(node) = open.pop() {
        if is(node, "p") || is(node, "tbl") {
            found.push(node);
        } else if node.is_element() && !is(node, "del") && !is(node, "moveFrom") {
            let children: Vec<Node<'d, 'i>> = node.children().collect();
            open.extend(children.into_iter().rev());
        }
    }
    found
}

/// A figure as it is raised in front of a footnote. Word's own separators have none.
fn raised(id: &str) -> Option<char> {
    match id {
        "1" => Some('¹'),
        "2" => Some('²'),
        "3" => Some('³'),
        "4" => Some('⁴'),
        _ => None,
    }
}

/// The text of a paragraph, and whether a page ends in it.
fn text_of(paragraph: Node<'_, '_>) -> (String, u32) {
    let mut text = String::new();
    let mut pages = 0;
    for node in paragraph.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "t" => text.push_str(node.text().unwrap_or_default()),
            "tab" if node.parent().is_some_and(|parent| is(parent, "r")) => text.push('\t'),
            "br" if attribute(node, "type") == Some("page") => pages += 1,
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            "footnoteReference" => text.extend(attribute(node, "id").and_then(raised)),
            _ => {}
        }
    }
    (text, pages)
}

/// What a paragraph is by its style.
fn kind_of(paragraph: Node<'_, '_>) -> RowKind {
    let Some(properties) = child(paragraph, "pPr") else { return RowKind::Text };
    let style = child(properties, "pStyle")
        .and_then(|style| attribute(style, "val"))
        .unwrap_or_default()
        .to_lowercase();
    let level = ["heading", "titre", "überschrift", "berschrift"]
        .iter()
        .find_map(|word| style.strip_prefix(word))
        .and_then(|level| level.trim().parse::<u8>().ok());
    if let Some(level) = level {
        return RowKind::Heading(level.clamp(1, 9));
    }
    if matches!(&*style, "title" | "titre" | "subtitle") {
        return RowKind::Heading(1);
    }
    let depth = child(properties, "numPr").map(|list| {
        let level = child(list, "ilvl")
            .and_then(|level| attribute(level, "val"))
            .and_then(|level| level.parse::<u8>().ok());
        level.unwrap_or(0).min(8) + 1
    });
    depth.map_or(RowKind::Text, RowKind::Item)
}

struct WordReader {
    builder: DocumentBuilder,
    page: u32,
    /// Whether the paragraphs at hand are rows of columns with tabs between them.
    in_tabs: bool,
}

impl WordReader {
    fn paragraph(&mut self, paragraph: Node<'_, '_>) -> Result<(), UnreadDocument> {
        let (text, pages) = text_of(paragraph);
        let kind = kind_of(paragraph);
        if text.trim().is_empty() {
            self.end_tabs();
            self.builder.gap();
        } else if text.trim().contains('\t') {
            if !self.in_tabs {
                self.builder.table();
                self.in_tabs = true;
            }
            self.builder.row(false, text.split('\t').map(NewCell::text).collect())?;
        } else {
            self.end_tabs();
            if matches!(kind, RowKind::Heading(_)) {
                self.builder.gap();
            }
            self.builder.text(kind, &text)?;
            if matches!(kind, RowKind::Heading(_)) {
                self.builder.gap();
            }
        }
        for _ in 0..pages {
            self.end_tabs();
            self.page += 1;
            self.builder.page(self.page)?;
        }
        Ok(())
    }

    fn end_tabs(&mut self) {
        if std::mem::take(&mut self.in_tabs) {
            self.builder.table_end();
        }
    }

    fn table(&mut self, table: Node<'_, '_>) -> Result<(), UnreadDocument> {
        self.end_tabs();
        self.builder.table();
        for row in table.children().filter(|node| is(*node, "tr")) {
            let is_header =
                child(row, "trPr").and_then(|properties| child(properties, "tblHeader")).is_some();
            let mut spans = RowSpans::default();
            let mut cells = Vec::new();
            for cell in row.children().filter(|node| is(*node, "tc")) {
                let properties = child(cell, "tcPr");
                let columns = properties
                    .and_then(|properties| child(properties, "gridSpan"))
                    .and_then(|span| attribute(span, "val"))
                    .and_then(|span| span.parse::<usize>().ok());
                let merge = properties.and_then(|properties| child(properties, "vMerge"));
                let goes_on =
                    merge.is_some_and(|merge| attribute(merge, "val").is_none_or(|val| val == "continue"));
                let paragraphs = cell.descendants().filter(|node| is(*node, "p"));
                let lines = paragraphs.map(|node| {
                    (matches!(kind_of(node), RowKind::Item(_)), text_of(node).0.replace('\t', " "))
                });
                let lines: Vec<(bool, String)> = lines.filter(|(_, text)| !text.trim().is_empty()).collect();
                let new = NewCell { lines, goes_on, is_full: false };
                spans.put(&mut cells, new, columns.unwrap_or(1), 1);
            }
            self.builder.row(is_header, spans.end(cells))?;
        }
        self.builder.table_end();
        Ok(())
    }
}
