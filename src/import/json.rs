//! JSON with the place of each value, as it stands in files, in texts of other files, and in templates.

use super::data::{Data, DataValue};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span};

/// So deep values may stand in each other.
const MAX_DEPTH: usize = 96;

/// The values of a file, one behind the other, as some tools write lists.
pub(super) fn read(file: FileId, text: &str) -> Result<Vec<Data>, Box<Diagnostic>> {
    Reader { text, at: 0, place: Place::File(file), depth: 0 }.all()
}

/// The values of a text that stands within a file.
pub(super) fn read_within(span: Span, text: &str) -> Result<Vec<Data>, Box<Diagnostic>> {
    Reader { text, at: 0, place: Place::Within(span), depth: 0 }.all()
}

/// The same for a text that stands as it is from a byte of a file on.
pub(super) fn read_from(file: FileId, from: usize, text: &str) -> Result<Vec<Data>, Box<Diagnostic>> {
    Reader { text, at: 0, place: Place::From(file, from), depth: 0 }.all()
}

#[derive(Clone, Copy)]
enum Place {
    File(FileId),
    From(FileId, usize),
    Within(Span),
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    place: Place,
    depth: usize,
}

impl Reader<'_> {
    fn all(&mut self) -> Result<Vec<Data>, Box<Diagnostic>> {
        let mut values = Vec::new();
        // Some tools put a sign of the byte order in front.
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        loop {
            self.blank();
            if self.at >= self.text.len() {
                return Ok(values);
            }
            values.push(self.value()?);
        }
    }

    fn span(&self, from: usize, to: usize) -> Span {
        match self.place {
            Place::File(file) => Span::new(file, from..to),
            Place::From(file, first) => Span::new(file, first + from..first + to),
            Place::Within(span) => span,
        }
    }

    fn error(&self, from: usize, message: &str) -> Box<Diagnostic> {
        let end = self.text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
        Box::new(
            Diagnostic::error("bad-json", self.span(from, end), format!("this is not valid JSON: {message}"))
                .help("export it again from the phone system; a file that is cut off cannot be read"),
        )
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        loop {
            while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.at += 1;
            }
            // What a template does: `%{ if x }`.
            if self.text[self.at..].starts_with("%{") {
                self.at = self.braced(self.at + 1);
            } else {
                return;
            }
        }
    }

    /// Where what stands in braces from here on ends.
    fn braced(&self, from: usize) -> usize {
        let mut depth = 0_usize;
        for (at, byte) in self.text.bytes().enumerate().skip(from) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth <= 1 => return at + 1,
                b'}' => depth -= 1,
                _ => {}
            }
        }
        self.text.len()
    }

    fn value(&mut self) -> Result<Data, Box<Diagnostic>> {
        self.blank();
        let from = self.at;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(from, "it has too many levels"));
        }
        let value = match self.peek() {
            None => return Err(self.error(from, "it ends where a value is expected")),
            Some(b'"') => DataValue::Text(self.string()?),
            Some(b'{') => DataValue::Table(self.table()?),
            Some(b'[') => DataValue::List(self.list()?),
            // A value that a template puts in.
            Some(b'$') if self.text[from..].starts_with("${") => {
                self.at = self.braced(from + 1);
                DataValue::Text(self.text[from..self.at].to_owned())
            }
            Some(_) => self.word(from)?,
        };
        self.depth -= 1;
        Ok(Data { span: self.span(from, self.at), value })
    }

    fn word(&mut self, from: usize) -> Result<DataValue, Box<Diagnostic>> {
        while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        match &self.text[from..self.at] {
            "true" => Ok(DataValue::Bool(true)),
            "false" => Ok(DataValue::Bool(false)),
            "null" => Ok(DataValue::Null),
            number if number.parse::<f64>().is_ok_and(f64::is_finite) => {
                Ok(DataValue::Number(number.to_owned()))
            }
            _ => Err(self.error(from, "a value is expected here")),
        }
    }

    fn table(&mut self) -> Result<Vec<(String, Data)>, Box<Diagnostic>> {
        let opened = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.blank();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return Ok(entries);
                }
                Some(b',') if !entries.is_empty() => self.at += 1,
                Some(b'"') => {
                    let key = self.string()?;
                    self.blank();
                    if self.peek() != Some(b':') {
                        return Err(self.error(self.at, "a `:` is expected here"));
                    }
                    self.at += 1;
                    entries.push((key, self.value()?));
                    self.blank();
                    if !matches!(self.peek(), Some(b',' | b'}')) {
                        return Err(self.closed(opened));
                    }
                }
                _ => return Err(self.closed(opened)),
            }
        }
    }

    fn list(&mut self) -> Result<Vec<Data>, Box<Diagnostic>> {
        let opened = self.at;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blank();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return Ok(items);
                }
                Some(b',') if !items.is_empty() => self.at += 1,
                None => return Err(self.closed(opened)),
                Some(_) => {
                    items.push(self.value()?);
                    self.blank();
                    if !matches!(self.peek(), Some(b',' | b']')) {
                        return Err(self.closed(opened));
                    }
                }
            }
        }
    }

    fn closed(&self, opened: usize) -> Box<Diagnostic> {
        if self.at >= self.text.len() {
            return self.error(opened, "what begins here does not end");
        }
        self.error(self.at, "a `,` or the end is expected here")
    }

    fn string(&mut self) -> Result<String, Box<Diagnostic>> {
        let opened = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(end) = rest.find(['"', '\\']) else {
                return Err(self.error(opened, "what begins here does not end"));
            };
            text.push_str(&rest[..end]);
            // What a template puts in may have quotes of its own: `"${queues["care"]}"`.
            if text.ends_with('[')
                && text.rfind("${") > text.rfind('}')
                && let Some(close) = rest[end + 1..].find("\"]")
            {
                let behind = end + close + 3;
                text.push_str(&rest[end..behind]);
                self.at += behind;
                continue;
            }
            self.at += end + 1;
            if rest.as_bytes()[end] == b'"' {
                return Ok(text);
            }
            let escape = self.at - 1;
            let Some(c) = self.text[self.at..].chars().next() else {
                return Err(self.error(opened, "what begins here does not end"));
            };
            self.at += c.len_utf8();
            match c {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'r' => text.push('\r'),
                'b' | 'f' => text.push(' '),
                'u' => text.push(self.unicode(escape)?),
                '"' | '\\' | '/' => text.push(c),
                _ => return Err(self.error(escape, "there is no such escape")),
            }
        }
    }

    fn unicode(&mut self, escape: usize) -> Result<char, Box<Diagnostic>> {
        let mut unit = || -> Option<u32> {
            let code = u32::from_str_radix(self.text.get(self.at..self.at + 4)?, 16).ok()?;
            self.at += 4;
            Some(code)
        };
        let Some(first) = unit() else { return Err(self.error(escape, "there is no such escape")) };
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        if !self.text[self.at..].starts_with("\\u") {
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        let before = self.at;
        self.at += 2;
        let second = self.text.get(self.at..self.at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match second {
            Some(second) if (0xdc00..0xe000).contains(&second) => {
                self.at += 4;
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            _ => {
                self.at = before;
                Ok(char::REPLACEMENT_CHARACTER)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places_and_templates_their_signs() {
        let text =
            "{\"a\": [1, \"x\\u00e4\\n\"], \"b\": ${jsonencode(b)}, \"c\": {\"d\": true}} %{ endif }\n\"z\"";
        let values = read(FileId(0), text).unwrap();
        let table = &values[0];
        assert_eq!(table.get("a").unwrap().items()[1].text(), Some("xä\n"));
        assert_eq!(table.text_at("b").unwrap(), "${jsonencode(b)}");
        assert_eq!(&text[table.get("c").unwrap().span.range()], "{\"d\": true}");
        assert_eq!(values[1].text(), Some("z"));
        let indexed = read(FileId(0), "{\"a\": \"${b[\"c\"]}\", \"d\": \"[\"}").unwrap();
        assert_eq!(indexed[0].text_at("a").unwrap(), "${b[\"c\"]}");
        assert_eq!(indexed[0].text_at("d").unwrap(), "[");
    }

    #[test]
    fn what_is_not_valid_is_told_with_its_place() {
        for (text, at, said) in [
            ("{\"a\": [1, 2", 6, "does not end"),
            ("{\"a\" 1}", 5, "a `:` is expected"),
            ("[1 2]", 3, "a `,` or the end"),
            ("[\"a]", 1, "does not end"),
            ("[nonsense]", 1, "a value is expected"),
        ] {
            let told = read(FileId(0), text).unwrap_err();
            assert!(told.message.contains(said), "{text}: {}", told.message);
            assert_eq!(told.primary.as_ref().unwrap().span.start, at, "{text}");
        }
        assert!(read(FileId(0), &"[".repeat(5_000)).is_err());
    }
}
