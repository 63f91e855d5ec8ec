//! Text of iCalendar (RFC 5545): lines that end in both signs and are folded before the 76th byte, and marks before what has a meaning.

/// The most bytes of a line without its end.
const MAX_LINE: usize = 75;

/// A file that is being written.
#[derive(Debug, Default)]
pub(super) struct CalendarText(String);

impl CalendarText {
    /// Adds a property whose value is written already.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        let mut room = MAX_LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = MAX_LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Adds a property with a text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let mut value = String::new();
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => value.extend(['\\', c]),
                '\n' => value.push_str("\\n"),
                c if c.is_control() => {}
                c => value.push(c),
            }
        }
        self.raw(name, &value);
    }

    /// The file.
    pub(super) fn text_of(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_by_bytes_and_texts_keep_their_signs() {
        let mut text = CalendarText::default();
        text.text("SUMMARY", &format!("Fête, {}", "é".repeat(60)));
        let text = text.text_of();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= MAX_LINE), "{lines:?}");
        assert!(
            lines[0].starts_with("SUMMARY:Fête\\, é") && lines[1].starts_with(" é") && text.ends_with("\r\n")
        );
    }
}
