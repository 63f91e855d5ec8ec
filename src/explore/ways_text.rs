use std::fmt;

use crate::base::text::{Paint, Painted, Spaces, Table};

/// Keys, where they lead, and when, on a screen: a table if that fits, and else each way with its times behind it or below
/// it.
pub(super) struct Ways<'a> {
    pub(super) rows: &'a [[Painted<String>; 3]],
    pub(super) columns: usize,
}

/// Between two columns.
const GAP: usize = 2;

/// Keys that take a larger part of the screen than this have a line for themselves.
const MOST_FOR_KEYS: usize = 3;

/// How far in the ways are then.
const INDENT: usize = 4;

impl fmt::Display for Ways<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, columns } = *self;
        let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
        if width(0) + width(1) + width(2) + 2 * GAP <= columns {
            let mut table = Table::default();
            for row in rows {
                table.row(row.clone());
            }
            return write!(f, "{}", table.text(Paint::new(false), None));
        }
        let is_beside = width(0) + GAP <= columns / MOST_FOR_KEYS;
        let indent = if is_beside { width(0) + GAP } else { INDENT };
        for [keys, end, when] in rows {
            if is_beside {
                write!(f, "{keys}{}", Spaces(indent - keys.width()))?;
            } else {
                if keys.width() > GAP {
                    writeln!(f, "{keys}")?;
                }
                write!(f, "{}", Spaces(indent))?;
            }
            if indent + end.width() + GAP + when.width() <= columns {
                writeln!(f, "{end}{}{when}", Spaces(GAP))?;
                continue;
            }
            for (index, line) in end.broken(columns.saturating_sub(indent + GAP)).into_iter().enumerate() {
                writeln!(f, "{}{line}", Spaces(if index == 0 { 0 } else { indent + GAP }))?;
            }
            for line in when.broken(columns.saturating_sub(indent + GAP)) {
                writeln!(f, "{}{line}", Spaces(indent + GAP))?;
            }
        }
        Ok(())
    }
}
