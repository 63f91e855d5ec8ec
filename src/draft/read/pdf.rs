//! What `pdftotext -bbox-layout` writes of a PDF: each word with its place on the page.

use roxmltree::Node;

use super::builder::{DocumentBuilder, NewCell};
use super::columns::{self, LinePart, PartedLine};
use super::error::UnreadDocument;
use super::xml::{attribute, is, parsed};
use crate::draft::document::{Document, RowKind};

/// A word on a page, in points from its upper left corner.
#[derive(Clone, Debug)]
struct PageWord {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    text: String,
}

/// A line of words.
#[derive(Clone, Debug)]
struct PageLine {
    top: f32,
    bottom: f32,
    parts: Vec<LinePart>,
}

/// Reads the layout of a PDF.
pub(super) fn read(name: &str, number: u16, text: &str) -> Result<Document, UnreadDocument> {
    let xml = parsed(text, true)?;
    let mut builder = DocumentBuilder::new(name, number);
    let mut has_words = false;
    for (page, node) in (1..).zip(xml.descendants().filter(|node| is(*node, "page"))) {
        builder.page(page)?;
        let words: Vec<PageWord> =
            node.descendants().filter(|node| is(*node, "word")).filter_map(word).collect();
        has_words |= !words.is_empty();
        put(&mut builder, &lines(words))?;
    }
    if !has_words {
        return Err(UnreadDocument::Scan);
    }
    builder.done()
}

fn word(node: Node<'_, '_>) -> Option<PageWord> {
    let number = |name: &str| attribute(node, name)?.parse::<f32>().ok().filter(|number| number.is_finite());
    let text = node.text()?.trim().to_owned();
    (!text.is_empty()).then_some(PageWord {
        left: number("xMin")?,
        right: number("xMax")?,
        top: number("yMin")?,
        bottom: number("yMax")?,
        text,
    })
}

/// Words beside each other are a line; room for more than a letter parts it.
fn lines(mut words: Vec<PageWord>) -> Vec<PageLine> {
    words.sort_by(|one, other| (one.top + one.bottom).total_cmp(&(other.top + other.bottom)));
    let mut lines: Vec<Vec<PageWord>> = Vec::new();
    for word in words {
        let middle = f32::midpoint(word.top, word.bottom);
        match lines.last_mut() {
            Some(line) if line.iter().any(|other| other.top < middle && middle < other.bottom) => {
                line.push(word);
            }
            _ => lines.push(vec![word]),
        }
    }
    lines.into_iter().map(line).collect()
}

fn line(mut words: Vec<PageWord>) -> PageLine {
    words.sort_by(|one, other| one.left.total_cmp(&other.left));
    let top = words.iter().map(|word| word.top).fold(f32::INFINITY, f32::min);
    let bottom = words.iter().map(|word| word.bottom).fold(0.0, f32::max);
    let height = (bottom - top).max(1.0);
    let mut parts: Vec<LinePart> = Vec::new();
    for word in words {
        match parts.last_mut() {
            Some(part) if word.left - part.to < height * 0.9 => {
                part.text.push(' ');
                part.text.push_str(&word.text);
                part.to = word.right;
            }
            _ => parts.push(LinePart { from: word.left, to: word.right, text: word.text }),
        }
    }
    PageLine { top, bottom, parts }
}

fn put(builder: &mut DocumentBuilder, lines: &[PageLine]) -> Result<(), UnreadDocument> {
    let mut rest = lines;
    while let Some(first) = rest.first() {
        // What is parted by more than half a line belongs to something new, unless it is in columns.
        let is_wide = first.parts.len() > 1;
        let mut length = 1;
        while let Some(next) = rest.get(length) {
            let before = &rest[length - 1];
            let room = (next.top - before.bottom) / (before.bottom - before.top).max(1.0);
            let goes_on = if is_wide {
                room < 2.0 && (next.parts.len() > 1 || is_below(next, rest[0].parts.as_slice()))
            } else {
                room < 0.6 && next.parts.len() == 1
            };
            if !goes_on {
                break;
            }
            length += 1;
        }
        let (block, after) = rest.split_at(length);
        rest = after;
        let parted: Vec<PartedLine> =
            block.iter().map(|line| PartedLine { number: 0, parts: line.parts.clone() }).collect();
        if let Some(rows) = columns::rows(&parted, 6.0) {
            builder.table();
            for (_, cells) in rows {
                builder.row(false, cells)?;
            }
            builder.table_end();
            continue;
        }
        builder.gap();
        for line in block {
            match &line.parts[..] {
                [only] => builder.text(RowKind::Text, &only.text)?,
                parts => builder
                    .row(false, parts.iter().map(|part| NewCell::text(part.text.as_str())).collect())?,
            }
        }
    }
    Ok(())
}

/// Whether the only part of a line stands below one that is not the first of a row.
fn is_below(line: &PageLine, above: &[LinePart]) -> bool {
    let [only] = &line.parts[..] else { return false };
    above.iter().skip(1).any(|part| (part.from - only.from).abs() < 6.0)
}
