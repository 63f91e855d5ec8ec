//! YAML with the place of each value.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Stretch};

use super::data::{Data, DataValue};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span};

/// So deep values may stand in each other.
const MAX_DEPTH: usize = 96;

/// So many values a file has at most, with those that are written once and meant several times.
const MAX_VALUES: usize = 2_000_000;

/// The documents of a file.
pub(super) fn read(file: FileId, text: &str) -> Result<Vec<Data>, Box<Diagnostic>> {
    let bytes = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let parser = Parser::new_from_str(text);
    let mut reader = Reader { file, text, bytes, parser, anchors: HashMap::new(), count: 0, depth: 0 };
    let mut documents = Vec::new();
    while let Some((event, stretch)) = reader.next()? {
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            Event::StreamEnd => break,
            event => documents.push(reader.value(event, stretch)?),
        }
    }
    Ok(documents)
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    /// Where each character begins.
    bytes: Vec<u32>,
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    /// Values that are meant again.
    anchors: HashMap<usize, (Data, usize)>,
    count: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<Option<(Event<'t>, Stretch)>, Box<Diagnostic>> {
        match self.parser.next() {
            None => Ok(None),
            Some(Ok(found)) => Ok(Some(found)),
            Some(Err(error)) => {
                let at = self.byte(error.marker().index());
                Err(self.error(at, error.info()))
            }
        }
    }

    fn byte(&self, index: usize) -> usize {
        self.bytes.get(index).map_or(self.text.len(), |at| *at as usize)
    }

    fn error(&self, at: usize, message: &str) -> Box<Diagnostic> {
        let end = self.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let span = Span::new(self.file, at..end);
        Box::new(
            Diagnostic::error("bad-yaml", span, format!("this is not valid YAML: {message}"))
                .help("export it again from the phone system; a file that is cut off cannot be read"),
        )
    }

    fn value(&mut self, event: Event<'t>, stretch: Stretch) -> Result<Data, Box<Diagnostic>> {
        let from = self.byte(stretch.start.index());
        self.count += 1;
        if self.count > MAX_VALUES {
            return Err(self.error(from, "it has too many values"));
        }
        let before = self.count;
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let to = self.byte(stretch.end.index()).max(from);
                let value = scalar(&text, style);
                let data = Data { span: Span::new(self.file, from..to), value };
                self.keep(anchor, &data, before);
                Ok(data)
            }
            Event::Alias(anchor) => {
                let Some((data, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(self.error(from, "this is a name for nothing that stands before it"));
                };
                self.count += size;
                Ok(data)
            }
            Event::SequenceStart(anchor, _) => {
                self.enter(from)?;
                let mut items = Vec::new();
                let to = loop {
                    match self.next()? {
                        Some((Event::SequenceEnd, stretch)) => break self.byte(stretch.end.index()),
                        Some((event, stretch)) => items.push(self.value(event, stretch)?),
                        None => return Err(self.error(from, "what begins here does not end")),
                    }
                };
                self.depth -= 1;
                let data = Data { span: self.trimmed(from, to), value: DataValue::List(items) };
                self.keep(anchor, &data, before);
                Ok(data)
            }
            Event::MappingStart(anchor, _) => {
                self.enter(from)?;
                let mut entries = Vec::new();
                let mut is_placeholder = false;
                let to = loop {
                    match self.next()? {
                        Some((Event::MappingEnd, stretch)) => break self.byte(stretch.end.index()),
                        Some((event, stretch)) => {
                            is_placeholder |= matches!(event, Event::MappingStart(..)) && entries.is_empty();
                            let key = self.value(event, stretch)?;
                            let Some((event, stretch)) = self.next()? else {
                                return Err(self.error(from, "what begins here does not end"));
                            };
                            let value = self.value(event, stretch)?;
                            entries.push((key.plain().unwrap_or_default(), value));
                        }
                        None => return Err(self.error(from, "what begins here does not end")),
                    }
                };
                self.depth -= 1;
                let span = self.trimmed(from, to);
                // `{{name}}` without quotes is a value that a tool puts in.
                let value = if is_placeholder {
                    DataValue::Text(self.text[span.range()].trim().to_owned())
                } else {
                    DataValue::Table(entries)
                };
                let data = Data { span, value };
                self.keep(anchor, &data, before);
                Ok(data)
            }
            _ => Err(self.error(from, "a value is expected here")),
        }
    }

    fn enter(&mut self, from: usize) -> Result<(), Box<Diagnostic>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(self.error(from, "it has too many levels")) } else { Ok(()) }
    }

    fn keep(&mut self, anchor: usize, data: &Data, before: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, (data.clone(), self.count - before + 1));
        }
    }

    /// A place without the white space at its end.
    fn trimmed(&self, from: usize, to: usize) -> Span {
        let to = to.max(from);
        let to = from + self.text[from..to].trim_end().len();
        Span::new(self.file, from..to)
    }
}

fn scalar(text: &str, style: ScalarStyle) -> DataValue {
    if style != ScalarStyle::Plain {
        return DataValue::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => DataValue::Null,
        "true" | "True" | "TRUE" => DataValue::Bool(true),
        "false" | "False" | "FALSE" => DataValue::Bool(false),
        number
            if number.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                && number.parse::<f64>().is_ok_and(f64::is_finite) =>
        {
            DataValue::Number(number.to_owned())
        }
        text => DataValue::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places() {
        let text =
            "é:\n  list:\n    - one: 1\n    - 'two': \"x\\ny\"\n  on: true\n  none:\n  in: {{greeting}}\n";
        let documents = read(FileId(0), text).unwrap();
        let inner = documents[0].get("é").unwrap();
        let list = inner.get("list").unwrap().items();
        assert_eq!(list[0].text_at("one").unwrap(), "1");
        assert_eq!(list[1].text_at("two").unwrap(), "x\ny");
        assert_eq!(&text[list[0].span.range()], "one: 1");
        assert_eq!(inner.text_at("on").unwrap(), "true");
        assert!(matches!(inner.get("none").unwrap().value, DataValue::Null));
        assert_eq!(inner.text_at("in").unwrap(), "{{greeting}}");
        let again = read(FileId(0), "a: &x [1, 2]\nb: *x\n").unwrap();
        assert_eq!(again[0].get("b").unwrap().items().len(), 2);
    }

    #[test]
    fn what_is_not_valid_is_told_with_its_place() {
        for text in ["a: [1, 2", "a: 'x", "\tb: 1\n- c", "a: b: c", "a: *nothing"] {
            let told = read(FileId(0), text).unwrap_err();
            assert!(told.message.contains("not valid YAML"), "{text}: {}", told.message);
        }
        assert!(read(FileId(0), &"[".repeat(5_000)).is_err());
        let laughs = (1..40).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
            format!("{text}a{at}: &a{at} [*a{}, *a{}]\n", at - 1, at - 1)
        });
        assert!(read(FileId(0), &laughs).is_err());
    }
}
