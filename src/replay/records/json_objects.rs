//! Records in JSON, one after the other: an array, a line each, or without anything between them, as streams write them.

use std::ops::Range;

/// Finds the records in a text that comes in parts. Where a record breaks off, the next one is found.
#[derive(Debug, Default)]
pub(crate) struct JsonSplitter {
    /// What is open: `{` or `[`. Whatever stands in a list of a name that holds records is a record.
    open: Vec<u8>,
    /// How many of what is open is around records.
    around: usize,
    is_in_text: bool,
    is_escaped: bool,
    /// What came before, blanks left out.
    before: u8,
    /// Where the record begins that is being read.
    start: Option<usize>,
    /// The name that stands before a value, as far as it may be one around records.
    name: Vec<u8>,
    /// How far was looked.
    at: usize,
}

/// What was found in a part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum JsonPiece {
    /// A record.
    Record(Range<usize>),
    /// One that breaks off.
    Torn,
}

/// Lists in which records stand, by their names: those of Twilio's pages of calls and of Amazon Connect's answers.
const LISTS: [&[u8]; 5] = [b"calls", b"Contacts", b"ContactTraceRecords", b"ContactRecords", b"records"];

/// What is nested deeper is no record.
const MAX_DEPTH: usize = 64;

impl JsonSplitter {
    /// Looks at what has come since the last time. Places are those in `bytes`, which must begin with what [`consumed`] has left.
    ///
    /// [`consumed`]: JsonSplitter::consumed
    pub(crate) fn look(&mut self, bytes: &[u8], pieces: &mut Vec<JsonPiece>) {
        while self.at < bytes.len() {
            let byte = bytes[self.at];
            self.step(byte, pieces);
            self.at += 1;
        }
    }

    /// From where on the bytes are needed again: they may be cut there.
    pub(crate) fn consumed(&mut self) -> usize {
        let keep = self.start.unwrap_or(self.at);
        self.at -= keep;
        self.start = self.start.map(|_| 0);
        keep
    }

    /// Gives up the record that is being read.
    pub(crate) fn give_up(&mut self) -> bool {
        let was_open = self.start.take().is_some();
        self.open.truncate(self.around);
        self.is_in_text = false;
        self.is_escaped = false;
        was_open
    }

    fn step(&mut self, byte: u8, pieces: &mut Vec<JsonPiece>) {
        if self.is_in_text {
            return self.step_in_text(byte, pieces);
        }
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => return,
            b'"' => {
                self.is_in_text = true;
                self.name.clear();
            }
            b'{' => self.opens(pieces),
            b'[' => {
                // A list around everything, or one with a name that holds records.
                let is_around = match self.open.len() - self.around {
                    0 => true,
                    1 => self.before == b':' && LISTS.contains(&&*self.name),
                    _ => false,
                };
                self.open.push(b'[');
                if is_around {
                    self.around = self.open.len();
                    self.start = None;
                }
            }
            b'}' | b']' => {
                self.open.pop();
                if self.open.len() == self.around
                    && let Some(start) = self.start.take()
                {
                    pieces.push(JsonPiece::Record(start..self.at + 1));
                }
                self.around = self.around.min(self.open.len());
            }
            _ => {}
        }
        if self.open.len() > MAX_DEPTH && self.give_up() {
            pieces.push(JsonPiece::Torn);
        }
        self.before = byte;
    }

    fn opens(&mut self, pieces: &mut Vec<JsonPiece>) {
        let is_in_record = self.open.len() > self.around;
        // Within a record, an object stands behind a name, or in a list.
        let is_value = match self.open.last() {
            Some(b'[') => matches!(self.before, b'[' | b','),
            _ => self.before == b':',
        };
        if is_in_record && !is_value && self.give_up() {
            pieces.push(JsonPiece::Torn);
        }
        if self.open.len() == self.around {
            self.start = Some(self.at);
        }
        self.open.push(b'{');
    }

    fn step_in_text(&mut self, byte: u8, pieces: &mut Vec<JsonPiece>) {
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' => self.is_escaped = true,
            b'"' => {
                self.is_in_text = false;
                self.before = b'"';
            }
            // No text of JSON has more than one line.
            b'\n' => {
                if self.give_up() {
                    pieces.push(JsonPiece::Torn);
                }
                self.is_in_text = false;
                self.before = b'\n';
            }
            byte if self.name.len() < 20 => self.name.push(byte),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str, part: usize) -> Vec<String> {
        let mut splitter = JsonSplitter::default();
        let (mut bytes, mut found) = (Vec::new(), Vec::new());
        for chunk in text.as_bytes().chunks(part.max(1)) {
            bytes.extend_from_slice(chunk);
            let mut pieces = Vec::new();
            splitter.look(&bytes, &mut pieces);
            found.extend(pieces.into_iter().map(|piece| match piece {
                JsonPiece::Record(range) => String::from_utf8(bytes[range].to_vec()).unwrap(),
                JsonPiece::Torn => "torn".to_owned(),
            }));
            bytes.drain(..splitter.consumed());
        }
        if splitter.give_up() {
            found.push("torn".to_owned());
        }
        found
    }

    #[test]
    fn records_come_in_every_arrangement() {
        let (a, b) = (r#"{"a":1,"b":{"c":[{"d":"}"}]}}"#, r#"{"a":"\"{"}"#);
        for text in [
            format!("{a}{b}"),
            format!("{a}\n{b}\n"),
            format!("[{a},\n {b}]"),
            format!(r#"{{"page":0,"calls":[{a},{b}],"uri":"/x"}}"#),
            format!(r#"{{"page":0,"calls":[{a}]}}{{"page":1,"calls":[{b}]}}"#),
        ] {
            for part in [1, 7, 1000] {
                assert_eq!(split(&text, part), [a, b], "{text}");
            }
        }
    }

    #[test]
    fn a_record_that_breaks_off_takes_no_other_with_it() {
        let b = r#"{"a":2}"#;
        assert_eq!(split(&format!("{{\"a\":\"x\n{b}\n"), 100), ["torn", b]);
        assert_eq!(split(&format!("{{\"a\":1,\n{b}\n{b}"), 100), ["torn", b, b]);
        assert_eq!(split(&format!("{{\"a\":{{\"c\":3\n{b}\n{b}"), 100), ["torn", b, b]);
        assert_eq!(split(&format!("{b}{{\"a\""), 100), [b, "torn"]);
    }

    proptest! {
        #[test]
        fn any_text_is_split_the_same_whatever_its_parts(text in "[\\[\\]{}:,\"a\n\\\\ ]{0,60}", part in 1_usize..9) {
            prop_assert_eq!(split(&text, part), split(&text, 1000));
        }
    }
}
