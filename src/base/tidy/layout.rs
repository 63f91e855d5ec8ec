use super::tree::{Brackets, Item, ItemKind, Value};
use crate::base::text::display_width;

/// Lists that would go over this column are put on several lines. Counted as a terminal shows it.
const WIDTH: usize = 120;

/// What is wider than so many characters has nothing aligned with it: the others would stand far outside every screen.
const MAX_ALIGNED: usize = 1_000;

/// How far the elements of a list stand behind the line on which it begins.
const INDENT: usize = 4;

/// What stands before a comment behind a value.
const BEFORE_COMMENT: usize = 4;

/// Writes the lines of a file.
pub(super) fn write(items: &[Item<'_>], newline: &str) -> String {
    let mut lines = LayoutLines { out: String::new(), newline };
    let blank = blank_lines(items);
    let mut start = 0;
    while start < items.len() {
        // Keys without a blank line between them are one block.
        let is_entry = |index: usize| !matches!(items[index].what, ItemKind::Header { .. });
        let mut end = start + 1;
        while is_entry(start) && end < items.len() && is_entry(end) && !blank[end] {
            end += 1;
        }
        if blank[start] {
            lines.end();
        }
        lines.block(&items[start..end]);
        start = end;
    }
    lines.out
}

/// Before which lines of a file a blank one stands: before each header, or before the comment that stands right on top
/// of it; elsewhere where there was one, except below a header.
fn blank_lines(items: &[Item<'_>]) -> Vec<bool> {
    let mut blank: Vec<bool> = items.iter().map(|item| item.after_blank).collect();
    for index in 0..items.len() {
        if index > 0 && matches!(items[index - 1].what, ItemKind::Header { .. }) {
            blank[index] = false;
        }
    }
    for index in (0..items.len()).filter(|&index| matches!(items[index].what, ItemKind::Header { .. })) {
        let mut top = index;
        while top > 0 && !items[top].after_blank && matches!(items[top - 1].what, ItemKind::Comment(_)) {
            top -= 1;
        }
        blank[top] = true;
    }
    if let Some(first) = blank.first_mut() {
        *first = false;
    }
    blank
}

struct LayoutLines<'n> {
    out: String,
    newline: &'n str,
}

impl LayoutLines<'_> {
    fn end(&mut self) {
        self.out.push_str(self.newline);
    }

    /// Lines whose `=` and comments are aligned.
    fn block(&mut self, items: &[Item<'_>]) {
        let keys = items.iter().filter_map(|item| match &item.what {
            ItemKind::Entry { key: Some(key), .. } => Some(length(key)),
            _ => None,
        });
        let widest = keys.filter(|&length| length <= MAX_ALIGNED).max().unwrap_or(0);
        let written = items.iter().map(|item| match &item.what {
            ItemKind::Comment(text) => ((*text).to_owned(), None),
            ItemKind::Header { written, comment } => (written.clone(), *comment),
            ItemKind::Entry { key, value, comment } => {
                let key = key.as_deref().unwrap_or_default();
                // Not by a format's width: that ends the program where a key has more than 65,535 characters.
                let mut text = key.to_owned();
                push_spaces(&mut text, widest.saturating_sub(length(key)));
                text.push_str(" = ");
                push(&mut text, value, 0, 0, self.newline);
                (text, *comment)
            }
        });
        let written: Vec<_> = written.collect();
        self.commented(&written, |_| false);
    }

    /// Lines, each with the comment behind it. Comments on lines that follow each other stand below each other.
    fn commented(&mut self, lines: &[(String, Option<&str>)], is_after_blank: impl Fn(usize) -> bool) {
        let mut column = 0;
        for (index, (text, comment)) in lines.iter().enumerate() {
            if index == 0 || is_after_blank(index) || lines[index - 1].1.is_none() {
                let run = lines[index..].iter().take_while(|(_, comment)| comment.is_some());
                let widths = run.map(|(text, _)| last_line(text)).filter(|&width| width <= MAX_ALIGNED);
                let widest = widths.max().unwrap_or(0);
                column = widest + BEFORE_COMMENT;
            }
            if is_after_blank(index) {
                self.end();
            }
            self.out.push_str(text);
            if let Some(comment) = comment {
                push_spaces(&mut self.out, column.saturating_sub(last_line(text)).max(BEFORE_COMMENT));
                self.out.push_str(comment);
            }
            self.end();
        }
    }
}

/// Appends a value. Its further lines stand at the column `indent`; `behind` is how much must have room behind it.
fn push(out: &mut String, value: &Value<'_>, indent: usize, behind: usize, newline: &str) {
    match value {
        Value::Plain(text) => out.push_str(text),
        Value::List(list) => {
            let room = WIDTH.saturating_sub(last_line(out) + behind);
            match flat(value) {
                Some(flat) if length(&flat) <= room || list.items.is_empty() => out.push_str(&flat),
                _ => push_broken(out, ['[', ']'], list, indent, newline),
            }
        }
        Value::Table(table) if table.is_broken => push_broken(out, ['{', '}'], table, indent, newline),
        Value::Table(table) if table.items.is_empty() => out.push_str("{}"),
        Value::Table(table) => push_table(out, table, indent, behind, newline),
    }
}

/// A value on one line. None: something in it must stand on several.
fn flat(value: &Value<'_>) -> Option<String> {
    let (brackets, [open, close]) = match value {
        Value::Plain(text) => return Some((*text).to_owned()),
        Value::List(list) => (list, ["[", "]"]),
        Value::Table(table) if table.items.is_empty() => (table, ["{", "}"]),
        Value::Table(table) => (table, ["{ ", " }"]),
    };
    if brackets.is_broken {
        return None;
    }
    let mut out = open.to_owned();
    for (index, item) in brackets.items.iter().enumerate() {
        let ItemKind::Entry { key, value, .. } = &item.what else { return None };
        if index > 0 {
            out.push_str(", ");
        }
        if let Some(key) = key {
            out.push_str(key);
            out.push_str(" = ");
        }
        out.push_str(&flat(value)?);
    }
    out.push_str(close);
    Some(out)
}

/// Each element on a line of its own.
fn push_broken(
    out: &mut String,
    [open, close]: [char; 2],
    brackets: &Brackets<'_>,
    indent: usize,
    newline: &str,
) {
    let inner = indent + INDENT;
    let written = brackets.items.iter().map(|item| {
        let mut text = String::new();
        push_spaces(&mut text, inner);
        match &item.what {
            ItemKind::Comment(comment) => text.push_str(comment),
            // Brackets hold no headers.
            ItemKind::Header { .. } => {}
            ItemKind::Entry { key, value, comment } => {
                if let Some(key) = key {
                    text.push_str(key);
                    text.push_str(" = ");
                }
                push(&mut text, value, inner, 1, newline);
                text.push(',');
                return (text, *comment);
            }
        }
        (text, None)
    });
    let written: Vec<_> = written.collect();
    let mut lines = LayoutLines { out: String::new(), newline };
    lines.commented(&written, |index| index > 0 && brackets.items[index].after_blank);
    out.push(open);
    out.push_str(newline);
    out.push_str(&lines.out);
    push_spaces(out, indent);
    out.push(close);
}

/// So many lists of a table give way one by one; where that is not enough, all of them do.
const MAX_YIELDS: usize = 20;

/// A table on one line, except for those of its lists that have no room there: the longest gives way first.
fn push_table(out: &mut String, table: &Brackets<'_>, indent: usize, behind: usize, newline: &str) {
    let begun = out.len();
    let mut given_way: Vec<usize> = Vec::new();
    loop {
        let widest = push_entries(out, table, indent, newline, &given_way);
        let fits = fits(out, begun, behind);
        match widest {
            Some((index, _)) if !fits && given_way.len() < MAX_YIELDS => given_way.push(index),
            Some(_) if !fits => given_way = (0..table.items.len()).collect(),
            _ => return,
        }
        out.truncate(begun);
    }
}

/// The entries of a table, of which these have their lists on several lines. Gives the longest list that is on one, and
/// its length.
fn push_entries(
    out: &mut String,
    table: &Brackets<'_>,
    indent: usize,
    newline: &str,
    given_way: &[usize],
) -> Option<(usize, usize)> {
    let mut widest: Option<(usize, usize)> = None;
    out.push_str("{ ");
    for (index, item) in table.items.iter().enumerate() {
        let ItemKind::Entry { key, value, .. } = &item.what else { continue };
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(key.as_deref().unwrap_or_default());
        out.push_str(" = ");
        let is_broken = || given_way.len() == table.items.len() || given_way.contains(&index);
        match (value, flat(value)) {
            (Value::List(list), _) if !list.items.is_empty() && is_broken() => {
                push_broken(out, ['[', ']'], list, indent, newline);
            }
            (Value::List(list), Some(flat)) => {
                let length = length(&flat);
                if !list.items.is_empty() && widest.is_none_or(|(_, widest)| length > widest) {
                    widest = Some((index, length));
                }
                out.push_str(&flat);
            }
            _ => push(out, value, indent, 0, newline),
        }
    }
    out.push_str(" }");
    widest
}

/// Whether what was written from `begun` on has room: in its first line behind what stood there before, and in its last
/// one with what comes behind.
fn fits(text: &str, begun: usize, behind: usize) -> bool {
    let first = text[..begun].rfind('\n').map_or(0, |newline| newline + 1);
    last_line(text) + behind <= WIDTH && text[first..].lines().all(|line| length(line) <= WIDTH)
}

fn push_spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

fn length(text: &str) -> usize {
    display_width(text)
}

/// The length of the last line of a text.
fn last_line(text: &str) -> usize {
    length(text.rsplit('\n').next().unwrap_or_default())
}
