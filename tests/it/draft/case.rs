//! A directory written once, to be set in each format, with the facts that it holds.
//!
//! `= text` is a heading, `== text` one below it, `- text` an entry of a list, `| a | b` a row, `! a | b` a header; ` // ` parts lines of a
//! cell, `^` is a cell that goes on from above. Below `%%` stand the facts, a line each.

/// A part of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading(u8, String),
    Paragraph(Vec<String>),
    List(Vec<String>),
    Table(Vec<CaseRow>),
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CaseRow {
    pub(super) is_header: bool,
    /// Each cell by its lines. None: it goes on from above.
    pub(super) cells: Vec<Option<Vec<String>>>,
}

/// A directory with its facts.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) blocks: Vec<Block>,
    /// What is in it, in order.
    pub(super) facts: Vec<String>,
}

impl Case {
    pub(super) fn parse(name: &str, text: &str) -> Self {
        let (body, facts) = text.split_once("\n%%\n").unwrap_or((text, ""));
        let facts = facts.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        Self { name: name.to_owned(), blocks: blocks(body), facts }
    }
}

fn blocks(body: &str) -> Vec<Block> {
    let mut found = Vec::new();
    for group in body.split("\n\n") {
        let lines: Vec<&str> = group.lines().filter(|line| !line.trim().is_empty()).collect();
        let mut rest = &lines[..];
        while let Some(first) = rest.first() {
            let count = |marks: &[&str]| {
                rest.iter().take_while(|line| marks.iter().any(|mark| line.starts_with(mark))).count()
            };
            if let Some(text) = first.strip_prefix("== ") {
                found.push(Block::Heading(2, text.to_owned()));
                rest = &rest[1..];
            } else if let Some(text) = first.strip_prefix("= ") {
                found.push(Block::Heading(1, text.to_owned()));
                rest = &rest[1..];
            } else if first.starts_with("- ") {
                let used = count(&["- "]);
                found.push(Block::List(rest[..used].iter().map(|line| line[2..].to_owned()).collect()));
                rest = &rest[used..];
            } else if first.starts_with("| ") || first.starts_with("! ") {
                let used = count(&["| ", "! "]);
                found.push(Block::Table(rest[..used].iter().map(|line| row(line)).collect()));
                rest = &rest[used..];
            } else {
                let used = rest
                    .iter()
                    .take_while(|line| !line.starts_with(['=', '|', '!']) && !line.starts_with("- "))
                    .count()
                    .max(1);
                found.push(Block::Paragraph(rest[..used].iter().map(|line| (*line).to_owned()).collect()));
                rest = &rest[used..];
            }
        }
    }
    found
}

fn row(line: &str) -> CaseRow {
    let is_header = line.starts_with('!');
    let cell = |cell: &str| {
        let cell = cell.trim();
        let lines =
            || cell.split(" // ").map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        (cell != "^").then(lines)
    };
    CaseRow { is_header, cells: line[1..].split(" |").map(cell).collect() }
}
