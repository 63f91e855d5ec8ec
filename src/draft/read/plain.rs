//! Plain text: tabs or several blanks are columns, an empty line parts what belongs together.

use super::builder::{DocumentBuilder, NewCell};
use super::columns::{self, LinePart, PartedLine};
use super::error::UnreadDocument;
use crate::draft::document::{Document, RowKind};

/// Reads a text.
pub(super) fn read(name: &str, number: u16, text: &str) -> Result<Document, UnreadDocument> {
    let mut builder = DocumentBuilder::new(name, number);
    let has_pages = text.contains('\u{c}');
    let mut block: Vec<(u32, &str)> = Vec::new();
    let mut page = 1;
    if has_pages {
        builder.page(page)?;
    }
    for (number, line) in (1..).zip(text.split('\n')) {
        for (at, part) in line.split('\u{c}').enumerate() {
            if at > 0 {
                put(&mut builder, &block)?;
                block.clear();
                page += 1;
                builder.page(page)?;
            }
            if part.trim().is_empty() {
                // A line of tabs alone is an empty row, and parts nothing but lines of text.
                put(&mut builder, &block)?;
                block.clear();
            } else {
                block.push((number, part));
            }
        }
    }
    put(&mut builder, &block)?;
    builder.done()
}

/// Puts lines without an empty one between them.
pub(super) fn put(builder: &mut DocumentBuilder, block: &[(u32, &str)]) -> Result<(), UnreadDocument> {
    builder.gap();
    let mut rest = block;
    while let Some(&(number, line)) = rest.first() {
        let tabbed = rest.iter().take_while(|(_, line)| has_tabs(line)).count();
        if tabbed > 0 {
            table(builder, &rest[..tabbed])?;
            rest = &rest[tabbed..];
            continue;
        }
        if let Some(level) = rest.get(1).and_then(|(_, next)| underline(next)) {
            builder.line(number);
            builder.gap();
            builder.text(RowKind::Heading(level), line)?;
            builder.gap();
            rest = &rest[2..];
            continue;
        }
        // Whether a table begins here is told by its first lines.
        let mut parted = parted_lines(rest, SAMPLE);
        if parted.len() == SAMPLE && columns::rows(&parted, 1.0).is_some() {
            parted = parted_lines(rest, usize::MAX);
        }
        // The first and the last line of a table have columns.
        let first = parted.iter().take_while(|line| line.parts.len() < 2).count();
        let mut last = parted.iter().rposition(|line| line.parts.len() > 1).map_or(0, |at| at + 1);
        // What stands below a later column goes on with it.
        let second = parted.first().and_then(|line| line.parts.get(1)).map(|part| part.from);
        while let (Some(line), Some(second)) = (parted.get(last), second)
            && line.parts.iter().all(|part| part.from + 1.0 >= second)
        {
            last += 1;
        }
        let rows = if first == 0 { columns::rows(&parted[..last], 1.0) } else { None };
        if let Some(rows) = rows {
            builder.table();
            for (number, cells) in rows {
                builder.line(number);
                builder.row(false, cells)?;
            }
            builder.table_end();
            rest = &rest[last..];
            continue;
        }
        builder.line(number);
        let starred = is_starred(block, block.len() - rest.len()).then(|| line.trim_start()[1..].trim());
        match bullet(line).or(starred.map(|text| (1, text))) {
            Some((depth, text)) => builder.text(RowKind::Item(depth), text)?,
            None => match parted.first().map(|line| line.parts.as_slice()) {
                Some([label, values @ ..]) if !values.is_empty() => {
                    let cells =
                        std::iter::once(label).chain(values).map(|part| NewCell::text(part.text.as_str()));
                    builder.row(false, cells.take(super::builder::MAX_CELLS).collect())?;
                }
                _ => builder.text(RowKind::Text, line)?,
            },
        }
        rest = &rest[1..];
    }
    Ok(())
}

/// So many lines tell whether a table begins.
const SAMPLE: usize = 100;

/// Lines with their parts, up to one that is no row of a table; a line without columns in front is looked at alone.
fn parted_lines(rest: &[(u32, &str)], most: usize) -> Vec<PartedLine> {
    let is_row = |line: &str| !has_tabs(line) && bullet(line).is_none() && underline(line).is_none();
    let lines = rest.iter().take_while(|(_, line)| is_row(line));
    let mut parted = lines.map(|&(number, line)| PartedLine { number, parts: parts(line) });
    let mut found: Vec<PartedLine> = parted.next().into_iter().collect();
    if found.first().is_some_and(|line| line.parts.len() > 1) {
        found.extend(parted.take(most.saturating_sub(1)));
    }
    found
}

fn has_tabs(line: &str) -> bool {
    line.trim_start().contains('\t')
}

fn table(builder: &mut DocumentBuilder, lines: &[(u32, &str)]) -> Result<(), UnreadDocument> {
    builder.table();
    for (number, line) in lines {
        builder.line(*number);
        builder.row(false, line.split('\t').map(NewCell::text).collect())?;
    }
    builder.table_end();
    Ok(())
}

/// The level of a heading that a line of `=` or `-` stands below.
fn underline(line: &str) -> Option<u8> {
    let line = line.trim();
    let level = if line.starts_with('=') { 1 } else { 2 };
    let is_drawn = line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'));
    is_drawn.then_some(level)
}

/// The depth and the text of an entry of a list.
pub(super) fn bullet(line: &str) -> Option<(u8, &str)> {
    let inner = line.trim_start();
    let rest = inner.strip_prefix(['-', '•', '·', '▪', '◦', '–', '+', '\u{f0b7}'])?;
    let text = rest.strip_prefix(' ').map(str::trim)?;
    let depth = (line.len() - inner.len()) / 2 + 1;
    (!text.is_empty()).then_some((depth.min(9) as u8, text))
}

/// Whether a star begins an entry of a list: one that stands alone leads to a footnote.
fn is_starred(lines: &[(u32, &str)], at: usize) -> bool {
    let has_star =
        |line: Option<&(u32, &str)>| line.is_some_and(|(_, line)| line.trim_start().starts_with("* "));
    has_star(lines.get(at))
        && (has_star(lines.get(at + 1))
            || at.checked_sub(1).is_some_and(|before| has_star(lines.get(before))))
}

/// The parts of a line: what two blanks or a row of dots stand between.
fn parts(line: &str) -> Vec<LinePart> {
    let mut parts: Vec<LinePart> = Vec::new();
    let mut column = 0_u16;
    let mut run = 0;
    let mut dots = 0;
    for c in line.chars() {
        // Behind so many signs nothing stands below each other.
        column = column.saturating_add(1);
        match c {
            ' ' | '\u{a0}' => run += 1,
            '.' | '…' | '_' => {
                dots += if c == '…' { 3 } else { 1 };
                if dots < 3 {
                    append(&mut parts, c, column, run);
                    run = 0;
                } else {
                    if dots == 3 && c != '…' {
                        // The first two were taken for a part of the words.
                        if let Some(part) = parts.last_mut() {
                            let kept = part.text.trim_end_matches(['.', '_']).trim_end().len();
                            part.text.truncate(kept);
                        }
                    }
                    run = 2;
                }
            }
            _ => {
                append(&mut parts, c, column, run);
                run = 0;
                dots = 0;
            }
        }
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn append(parts: &mut Vec<LinePart>, c: char, column: u16, run: u32) {
    let at = f32::from(column);
    match parts.last_mut() {
        // Some put two blanks behind a sentence.
        Some(part) if run < 2 || (run == 2 && part.text.ends_with(['.', '!', '?'])) => {
            part.text.extend(std::iter::repeat_n(' ', run as usize));
            part.text.push(c);
            part.to = at;
        }
        _ => parts.push(LinePart { from: at, to: at, text: c.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let document = read("x.txt", 0, text).unwrap();
        let cell = |cell: &crate::draft::document::Cell| {
            cell.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("/")
        };
        document
            .rows
            .iter()
            .map(|row| format!("{:?} {}", row.kind, row.cells.iter().map(cell).collect::<Vec<_>>().join("|")))
            .collect()
    }

    #[test]
    fn columns_are_told_by_tabs_by_blanks_and_by_dots() {
        let cells = "Cells { is_header: false }";
        assert_eq!(told("A\tB\nC\t"), [format!("{cells} A|B"), format!("{cells} C|")]);
        assert_eq!(
            told(
                "Desk       Phone      Hours\nBilling    555-0100   Mon-Fri 9-5\n                      Sat 9-1\n"
            ),
            [format!("{cells} Desk|Phone|Hours"), format!("{cells} Billing|555-0100|Mon-Fri 9-5/Sat 9-1")]
        );
        assert_eq!(told("Front desk ..... 555-0100"), [format!("{cells} Front desk|555-0100")]);
        assert_eq!(told("We are here.  Call us."), ["Text We are here. Call us."]);
    }

    #[test]
    fn lists_headings_and_pages_are_kept() {
        assert_eq!(told("Title\n=====\n- one\n  - two"), ["Heading(1) Title", "Item(1) one", "Item(2) two"]);
        let document = read("x.txt", 0, "a\n\u{c}b").unwrap();
        assert_eq!(document.rows.iter().map(|row| row.place.page).collect::<Vec<_>>(), [1, 2]);
        assert_ne!(document.rows[0].group, document.rows[1].group);
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert!(matches!(read("x.txt", 0, &"a\n".repeat(30_000)), Err(UnreadDocument::TooLong(_))));
        assert!(matches!(read("x.txt", 0, &"a\u{c}".repeat(300)), Err(UnreadDocument::TooLong(_))));
        assert!(matches!(read("x.txt", 0, &"a".repeat(100_000)), Err(UnreadDocument::TooLong(_))));
        assert!(matches!(read("x.txt", 0, " \n\t\n"), Err(UnreadDocument::NoText)));
    }
}
