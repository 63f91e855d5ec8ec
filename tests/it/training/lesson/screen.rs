//! What is on a screen after all that was written to it.

/// As much of a terminal as a line editor uses.
#[derive(Debug, Default)]
pub(super) struct Screen {
    rows: Vec<Vec<char>>,
    row: usize,
    column: usize,
}

impl Screen {
    /// The screen after this was written.
    pub(super) fn of(written: &[u8]) -> Self {
        let mut screen = Self::default();
        let text = String::from_utf8_lossy(written);
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '\r' => screen.column = 0,
                '\n' => screen.row += 1,
                '\u{7}' => {}
                '\u{8}' => screen.column = screen.column.saturating_sub(1),
                '\u{1b}' => {
                    assert_eq!(chars.next(), Some('['), "{text:?}");
                    let mut number = String::new();
                    let end = loop {
                        match chars.next().expect("a sequence has an end") {
                            c @ ('0'..='9' | ';' | '?') => number.push(c),
                            c => break c,
                        }
                    };
                    screen.obey(end, number.parse().unwrap_or(0), &number);
                }
                c => screen.put(c),
            }
        }
        screen
    }

    fn put(&mut self, c: char) {
        let (row, column) = (self.row, self.column);
        self.rows.resize(self.rows.len().max(row + 1), Vec::new());
        let line = &mut self.rows[row];
        line.resize(line.len().max(column + 1), ' ');
        line[column] = c;
        self.column += 1;
    }

    fn obey(&mut self, end: char, count: usize, number: &str) {
        match end {
            'A' => self.row -= count.max(1).min(self.row),
            'C' => self.column += count.max(1),
            'K' => {
                assert_eq!(count, 0);
                if let Some(line) = self.rows.get_mut(self.row) {
                    line.truncate(self.column);
                }
            }
            'J' => {
                assert_eq!((count, self.column), (0, 0));
                self.rows.truncate(self.row);
            }
            // Colors; whether pasted text is marked, and whether to show what is written at once.
            'm' => {}
            'h' | 'l' => assert!(["?2004", "?2026"].contains(&number), "{number}"),
            end => panic!("nobody taught this screen {number:?} {end:?}"),
        }
    }

    /// What is to be read, line by line.
    pub(super) fn text(&self) -> String {
        let line = |row: &Vec<char>| row.iter().collect::<String>().trim_end().to_owned();
        self.rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
