use std::fmt;

use super::paint::Painted;

/// Rows in columns, as wide as they need to be.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Vec<Painted<String>>>,
}

impl Table {
    /// A table with these headings.
    #[must_use]
    pub fn new(headings: impl IntoIterator<Item = Painted<String>>) -> Self {
        Self { rows: vec![headings.into_iter().collect()] }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Painted<String>>) {
        self.rows.push(cells.into_iter().collect());
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column| self.rows.iter().filter_map(|row| row.get(column)).map(Painted::width).max();
        (0..columns).map(|column| width(column).unwrap_or(0)).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for row in &self.rows {
            for (index, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                if index + 1 < row.len() {
                    write!(f, "{cell:<width$}  ")?;
                } else {
                    writeln!(f, "{cell}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Paint;

    #[test]
    fn columns_are_as_wide_as_their_text_whatever_its_color() {
        let plain = Paint::new(false);
        let mut table = Table::new(["name", "open"].map(|heading| plain.plain(heading)));
        table.row([Paint::new(true).good("Größe".to_owned()), plain.plain("yes")]);
        assert_eq!(table.to_string(), "name   open\n\u{1b}[32mGröße\u{1b}[0m  yes\n");
    }
}
