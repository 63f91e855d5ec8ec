//! YAML with the place of each value.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Stretch, StrInput};

use super::data::{Data, DataValue};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span};

/// So deep values may stand in each other: a decision in a decision is five levels deeper.
const MAX_DEPTH: usize = 200;

/// So much all values of a file may weigh, with those that are written once and meant several times.
const MAX_WEIGHT: usize = 4_000_000;

/// So many bytes of text weigh as much as a value.
const BYTES_OF_VALUE: usize = 64;

/// The documents of a file.
pub(super) fn read(file: FileId, text: &str) -> Result<Vec<Data>, Box<Diagnostic>> {
    let places = (!text.is_ascii())
        .then(|| text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect());
    let parser = Parser::new_from_str(text);
    let mut reader = Reader { file, text, places, parser, anchors: HashMap::new(), weight: 0, depth: 0 };
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
    /// Where each character begins. None: each is a byte.
    places: Option<Vec<u32>>,
    parser: Parser<'t, StrInput<'t>>,
    /// Values that are meant again, with what they weigh.
    anchors: HashMap<usize, (Data, usize)>,
    weight: usize,
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

    /// What follows within a value that began somewhere.
    fn next_within(&mut self, from: usize) -> Result<(Event<'t>, Stretch), Box<Diagnostic>> {
        match self.next()? {
            Some((Event::StreamEnd | Event::DocumentEnd, _)) | None => {
                Err(self.error(from, "what begins here does not end"))
            }
            Some(found) => Ok(found),
        }
    }

    fn byte(&self, index: usize) -> usize {
        match &self.places {
            Some(places) => places.get(index).map_or(self.text.len(), |at| *at as usize),
            None => index.min(self.text.len()),
        }
    }

    fn error(&self, at: usize, message: &str) -> Box<Diagnostic> {
        let end = self.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let span = Span::new(self.file, at..end);
        Box::new(
            Diagnostic::error("bad-yaml", span, format!("this is not valid YAML: {message}"))
                .help("export it again from the phone system; a file that is cut off cannot be read"),
        )
    }

    fn weigh(&mut self, weight: usize, from: usize) -> Result<(), Box<Diagnostic>> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight > MAX_WEIGHT { Err(self.error(from, "it has too many values")) } else { Ok(()) }
    }

    fn value(&mut self, event: Event<'t>, stretch: Stretch) -> Result<Data, Box<Diagnostic>> {
        let from = self.byte(stretch.start.index());
        let before = self.weight;
        self.weigh(1, from)?;
        let (anchor, data) = match event {
            Event::Scalar(text, style, anchor, _) => {
                self.weigh(text.len() / BYTES_OF_VALUE, from)?;
                let to = self.byte(stretch.end.index()).max(from);
                (anchor, Data { span: Span::new(self.file, from..to), value: scalar(&text, style) })
            }
            Event::Alias(anchor) => {
                let Some(weight) = self.anchors.get(&anchor).map(|(_, weight)| *weight) else {
                    return Err(self.error(from, "this is a name for nothing that stands before it"));
                };
                // Weighed before it is copied, so that what grows from line to line never does.
                self.weigh(weight, from)?;
                return Ok(self.anchors[&anchor].0.clone());
            }
            Event::SequenceStart(anchor, _) => (anchor, self.sequence(from)?),
            Event::MappingStart(anchor, _) => (anchor, self.mapping(from)?),
            _ => return Err(self.error(from, "a value is expected here")),
        };
        if anchor > 0 {
            let weight = self.weight - before;
            self.weigh(weight, from)?;
            self.anchors.insert(anchor, (data.clone(), weight));
        }
        Ok(data)
    }

    fn sequence(&mut self, from: usize) -> Result<Data, Box<Diagnostic>> {
        self.enter(from)?;
        let mut items = Vec::new();
        let to = loop {
            match self.next_within(from)? {
                (Event::SequenceEnd, stretch) => break self.byte(stretch.end.index()),
                (event, stretch) => items.push(self.value(event, stretch)?),
            }
        };
        self.depth -= 1;
        Ok(Data { span: self.trimmed(from, to), value: DataValue::List(items) })
    }

    fn mapping(&mut self, from: usize) -> Result<Data, Box<Diagnostic>> {
        self.enter(from)?;
        let mut entries = Vec::new();
        let mut is_placeholder = false;
        let to = loop {
            match self.next_within(from)? {
                (Event::MappingEnd, stretch) => break self.byte(stretch.end.index()),
                (event, stretch) => {
                    is_placeholder |= matches!(event, Event::MappingStart(..)) && entries.is_empty();
                    let key = self.value(event, stretch)?;
                    let (event, stretch) = self.next_within(from)?;
                    let value = self.value(event, stretch)?;
                    entries.push((key.plain().unwrap_or_default(), value));
                }
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
        Ok(Data { span, value })
    }

    fn enter(&mut self, from: usize) -> Result<(), Box<Diagnostic>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(self.error(from, "it has too many levels")) } else { Ok(()) }
    }

    /// A place without the white space at its end.
    fn trimmed(&self, from: usize, to: usize) -> Span {
        let to = from + self.text[from..to.max(from)].trim_end().len();
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
    }

    #[test]
    fn what_grows_without_end_is_refused_before_it_does() {
        for deep in ["[".repeat(50_000), "{a: ".repeat(50_000), "- ".repeat(50_000)] {
            let told = read(FileId(0), &deep).unwrap_err();
            assert!(told.message.contains("not valid YAML"), "{}", told.message);
        }
        let grown = |first: &str| {
            (1..60).fold(format!("a0: &a0 {first}\n"), |text, at| {
                format!("{text}a{at}: &a{at} [*a{}, *a{}]\n", at - 1, at - 1)
            })
        };
        assert!(read(FileId(0), &grown("[x, x]")).is_err());
        assert!(read(FileId(0), &grown(&"x".repeat(1_000_000))).is_err());
    }
}
