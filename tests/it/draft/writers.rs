//! One directory in each format, as people's programs write it.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use ivrsim::draft::DocumentFormat;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::case::{Block, CaseRow};

/// A way to set a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Plain text with tabs between cells.
    Tabs,
    /// Plain text in columns of blanks.
    Columns,
    Markdown,
    Html,
    Csv,
    Docx,
}

impl Setting {
    pub(super) const ALL: [Self; 6] =
        [Self::Tabs, Self::Columns, Self::Markdown, Self::Html, Self::Csv, Self::Docx];

    pub(super) fn format(self) -> DocumentFormat {
        match self {
            Self::Tabs | Self::Columns => DocumentFormat::Text,
            Self::Markdown => DocumentFormat::Markdown,
            Self::Html => DocumentFormat::Html,
            Self::Csv => DocumentFormat::Csv,
            Self::Docx => DocumentFormat::Docx,
        }
    }

    pub(super) fn bytes(self, blocks: &[Block]) -> Vec<u8> {
        match self {
            Self::Tabs => text(blocks, tabs).into_bytes(),
            Self::Columns => text(blocks, columns).into_bytes(),
            Self::Markdown => markdown(blocks).into_bytes(),
            Self::Html => html(blocks).into_bytes(),
            Self::Csv => csv(blocks),
            Self::Docx => docx(blocks),
        }
    }
}

fn text(blocks: &[Block], table: impl Fn(&[CaseRow]) -> String) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(1, text) => {
                writeln!(out, "{text}\n{}\n", "=".repeat(text.chars().count())).unwrap();
            }
            Block::Heading(_, text) => {
                writeln!(out, "{text}\n{}\n", "-".repeat(text.chars().count())).unwrap();
            }
            Block::Paragraph(lines) => writeln!(out, "{}\n", lines.join("\n")).unwrap(),
            Block::List(items) => {
                for item in items {
                    writeln!(out, "- {item}").unwrap();
                }
                out.push('\n');
            }
            Block::Table(rows) => writeln!(out, "{}", table(rows)).unwrap(),
        }
    }
    out
}

fn lines_of(cell: Option<&Vec<String>>) -> &[String] {
    cell.map_or(&[], Vec::as_slice)
}

fn tabs(rows: &[CaseRow]) -> String {
    let row = |row: &CaseRow| {
        row.cells.iter().map(|cell| lines_of(cell.as_ref()).join("<br>")).collect::<Vec<_>>().join("\t")
    };
    rows.iter().map(|one| row(one) + "\n").collect()
}

fn columns(rows: &[CaseRow]) -> String {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let width = |at: usize| {
        let lines = rows.iter().filter_map(|row| row.cells.get(at)).flat_map(|cell| lines_of(cell.as_ref()));
        lines.map(|line| line.chars().count()).max().unwrap_or(0) + 3
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let height = row.cells.iter().map(|cell| lines_of(cell.as_ref()).len()).max().unwrap_or(0);
        for line in 0..height {
            let mut text = String::new();
            for (cell, width) in row.cells.iter().zip(&widths) {
                let words = lines_of(cell.as_ref()).get(line).map_or("", String::as_str);
                text.push_str(words);
                text.extend(std::iter::repeat_n(' ', width - words.chars().count()));
            }
            writeln!(out, "{}", text.trim_end()).unwrap();
        }
    }
    out
}

fn markdown(blocks: &[Block]) -> String {
    let escaped = |text: &str| text.replace('*', "\\*").replace('|', "\\|");
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                writeln!(out, "{} {text}\n", "#".repeat(usize::from(*level))).unwrap();
            }
            Block::Paragraph(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
                writeln!(out, "{}\n", lines.join("\n")).unwrap();
            }
            Block::List(items) => {
                for item in items {
                    writeln!(out, "- {}", escaped(item)).unwrap();
                }
                out.push('\n');
            }
            Block::Table(rows) => {
                let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
                let line = |row: &CaseRow| {
                    let cells = (0..count).map(|at| {
                        row.cells
                            .get(at)
                            .map_or(String::new(), |cell| escaped(&lines_of(cell.as_ref()).join("<br>")))
                    });
                    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
                };
                let header = rows.first().filter(|row| row.is_header);
                out.push_str(&header.map_or_else(|| format!("|{}\n", " |".repeat(count)), line));
                writeln!(out, "|{}", "---|".repeat(count)).unwrap();
                for row in rows.iter().skip(usize::from(header.is_some())) {
                    out.push_str(&line(row));
                }
                out.push('\n');
            }
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How many rows below a cell go on with it.
fn goes_on(rows: &[CaseRow], row: usize, cell: usize) -> usize {
    rows[row + 1..].iter().take_while(|below| below.cells.get(cell).is_some_and(Option::is_none)).count()
}

fn html(blocks: &[Block]) -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html><head><title>Directory</title><style>p { margin: 8px }</style></head><body>\n",
    );
    for block in blocks {
        match block {
            Block::Heading(level, text) => writeln!(out, "<h{level}>{}</h{level}>", escaped(text)).unwrap(),
            Block::Paragraph(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
                writeln!(out, "<p>{}</p>", lines.join("<br>\n")).unwrap();
            }
            Block::List(items) => {
                let items =
                    items.iter().map(|item| format!("<li>{}\n", escaped(item))).collect::<Vec<_>>().concat();
                writeln!(out, "<ul>{items}</ul>").unwrap();
            }
            Block::Table(rows) => {
                out.push_str("<table>\n");
                for (at, row) in rows.iter().enumerate() {
                    out.push_str("<tr>");
                    for (place, cell) in row.cells.iter().enumerate() {
                        let Some(lines) = cell else { continue };
                        let name = if row.is_header { "th" } else { "td" };
                        let below = goes_on(rows, at, place);
                        let span =
                            if below > 0 { format!(" rowspan=\"{}\"", below + 1) } else { String::new() };
                        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
                        write!(out, "<{name}{span}>{}</{name}>", lines.join("<br>")).unwrap();
                    }
                    out.push_str("</tr>\n");
                }
                out.push_str("</table>\n");
            }
        }
    }
    out + "</body></html>\n"
}

fn csv(blocks: &[Block]) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(_, text) => writeln!(out, "{}\n", quoted(text)).unwrap(),
            Block::Paragraph(lines) => {
                for line in lines {
                    writeln!(out, "{}", quoted(line)).unwrap();
                }
                out.push('\n');
            }
            Block::List(items) => {
                for item in items {
                    writeln!(out, "{}", quoted(&format!("- {item}"))).unwrap();
                }
                out.push('\n');
            }
            Block::Table(rows) => {
                for row in rows {
                    let cells: Vec<String> =
                        row.cells.iter().map(|cell| quoted(&lines_of(cell.as_ref()).join("\n"))).collect();
                    writeln!(out, "{}", cells.join(",")).unwrap();
                }
                out.push('\n');
            }
        }
    }
    out.into_bytes()
}

fn run(text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:r>{}</w:r>", lines.join("<w:br/>"))
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{style}</w:pPr>{}</w:p>\n", run(text))
}

/// The body of a document of a word processor.
fn word_body(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                out.push_str(&paragraph(&format!("<w:pStyle w:val=\"Heading{level}\"/>"), text));
            }
            Block::Paragraph(lines) => {
                for line in lines {
                    out.push_str(&paragraph("", line));
                }
                out.push_str("<w:p/>");
            }
            Block::List(items) => {
                for item in items {
                    out.push_str(&paragraph(
                        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
                        item,
                    ));
                }
                out.push_str("<w:p/>");
            }
            Block::Table(rows) => {
                out.push_str("<w:tbl>");
                for (at, row) in rows.iter().enumerate() {
                    out.push_str("<w:tr>");
                    if row.is_header {
                        out.push_str("<w:trPr><w:tblHeader/></w:trPr>");
                    }
                    for (place, cell) in row.cells.iter().enumerate() {
                        let merge = match cell {
                            None => "<w:vMerge/>",
                            Some(_) if goes_on(rows, at, place) > 0 => "<w:vMerge w:val=\"restart\"/>",
                            Some(_) => "",
                        };
                        let lines: String =
                            lines_of(cell.as_ref()).iter().map(|line| paragraph("", line)).collect();
                        let lines = if lines.is_empty() { "<w:p/>".to_owned() } else { lines };
                        write!(out, "<w:tc><w:tcPr>{merge}</w:tcPr>{lines}</w:tc>").unwrap();
                    }
                    out.push_str("</w:tr>");
                }
                out.push_str("</w:tbl><w:p/>");
            }
        }
    }
    out
}

/// An archive of a word processor with this body.
pub(super) fn archive(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &xml)])
}

/// An archive of these files.
pub(super) fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(blocks: &[Block]) -> Vec<u8> {
    archive(&word_body(blocks))
}
