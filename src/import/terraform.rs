//! Terraform: the blocks of a file, with values as far as they stand there.

use super::data::{Data, DataValue};
use super::json;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span};

/// So deep blocks may stand in each other.
const MAX_DEPTH: usize = 40;

/// A block: `resource "aws_connect_queue" "main" { … }`.
#[derive(Clone, Debug)]
pub(super) struct TerraformBlock {
    pub(super) kind: String,
    pub(super) labels: Vec<String>,
    pub(super) body: Data,
}

/// The blocks of a file. What is not understood is passed over: the language has more than data.
pub(super) fn read(file: FileId, text: &str) -> Vec<TerraformBlock> {
    let mut reader = Reader { file, text, at: 0, depth: 0, passed: None };
    let mut blocks = Vec::new();
    while reader.at < text.len() {
        reader.blank();
        let before = reader.at;
        if let Some((kind, Entry::Block(labels, body))) = reader.entry() {
            blocks.push(TerraformBlock { kind, labels, body });
        }
        if reader.at == before {
            reader.skip_char();
        }
    }
    blocks
}

/// What a template makes of `${ jsonencode({ … }) }`. None: the text is no such template.
pub(super) fn template(file: FileId, text: &str) -> Option<Result<Data, Box<Diagnostic>>> {
    let at = text.len() - text.trim_start().len();
    let rest = text[at..].strip_prefix("${")?;
    let rest = rest.strip_prefix('~').unwrap_or(rest).trim_start();
    if !rest.starts_with("jsonencode") {
        return None;
    }
    let from = text.len() - rest.len();
    let mut reader = Reader { file, text, at: from, depth: 0, passed: None };
    let value = reader.value();
    if let Some(passed) = reader.passed {
        let end = text[passed..].chars().next().map_or(passed, |c| passed + c.len_utf8());
        let message = "this template is not valid: it is not understood from here on";
        return Some(Err(told(file, passed..end, message)));
    }
    reader.blank();
    let rest = reader.rest();
    if !rest.starts_with('}') && !rest.starts_with("~}") {
        return Some(Err(told(
            file,
            from..from + "jsonencode".len(),
            "this template is not valid: what begins here does not end",
        )));
    }
    Some(Ok(value))
}

fn told(file: FileId, range: std::ops::Range<usize>, message: &str) -> Box<Diagnostic> {
    let told = Diagnostic::error("bad-template", Span::new(file, range), message);
    Box::new(told.help("a file that is cut off, or that Terraform refuses, cannot be read"))
}

enum Entry {
    Value(Data),
    Block(Vec<String>, Data),
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    depth: usize,
    /// The first place that was not understood.
    passed: Option<usize>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_char(&mut self) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    fn span(&self, from: usize) -> Span {
        Span::new(self.file, from..self.at)
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\r']).len();
    }

    /// Passes spaces, ends of lines and comments.
    fn blank(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let rest = self.rest();
            if rest.starts_with('#') || rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    fn word(&mut self) -> Option<String> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        let word = rest[..end].to_owned();
        self.at += end;
        (!word.is_empty()).then_some(word)
    }

    /// A line with a value, or a block.
    fn entry(&mut self) -> Option<(String, Entry)> {
        let key = if self.rest().starts_with('"') { self.quoted() } else { self.word()? };
        self.spaces();
        let mut labels = Vec::new();
        loop {
            let rest = self.rest();
            if rest.starts_with('"') {
                labels.push(self.quoted());
                self.spaces();
            } else if rest.starts_with('{') {
                let from = self.at;
                let entries = self.body();
                let body = Data { span: self.span(from), value: DataValue::Table(entries) };
                return Some((key, Entry::Block(labels, body)));
            } else if rest.starts_with(['=', ':']) && !rest.starts_with("==") {
                self.at += 1;
                self.at += usize::from(self.rest().starts_with('>'));
                self.spaces();
                return Some((key, Entry::Value(self.value())));
            } else {
                return None;
            }
        }
    }

    /// What stands in braces.
    fn body(&mut self) -> Vec<(String, Data)> {
        self.until('}', |reader| {
            let (key, Entry::Value(value) | Entry::Block(_, value)) = reader.entry()?;
            Some((key, value))
        })
    }

    /// What stands between a bracket, which is next, and the one that closes it.
    fn until<T>(&mut self, close: char, read: impl Fn(&mut Self) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        self.at += 1;
        self.depth += 1;
        while self.depth < MAX_DEPTH {
            self.blank();
            let rest = self.rest();
            if rest.is_empty() {
                break;
            }
            if rest.starts_with(close) {
                self.at += 1;
                break;
            }
            let before = self.at;
            found.extend(read(self));
            if self.at == before {
                if !self.rest().starts_with(',') {
                    self.passed.get_or_insert(before);
                }
                self.skip_char();
            }
        }
        self.depth -= 1;
        found
    }

    fn value(&mut self) -> Data {
        let from = self.at;
        let value = self.simple();
        self.spaces();
        let value = match value {
            // What is put together of several values stays as it is written.
            Some(value)
                if self.rest().is_empty()
                    || self.rest().starts_with(['\n', ',', '}', ']', ')', '#', '/']) =>
            {
                value
            }
            _ => {
                self.expression();
                DataValue::Text(format!("${{{}}}", self.text[from..self.at].trim()))
            }
        };
        Data { span: self.span(from), value }
    }

    /// A text, a list, a table, a number, a call of a function that only writes another form.
    fn simple(&mut self) -> Option<DataValue> {
        let rest = self.rest();
        match rest.bytes().next()? {
            b'"' => Some(DataValue::Text(self.quoted())),
            b'<' if rest.starts_with("<<") => self.heredoc(),
            b'{' => Some(DataValue::Table(self.body())),
            b'[' => Some(DataValue::List(self.list())),
            b'0'..=b'9' | b'-' => {
                let end = rest
                    .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))
                    .unwrap_or(rest.len());
                let number = rest[..end].to_owned();
                self.at += end;
                Some(DataValue::Number(number))
            }
            _ => {
                let word = self.word()?;
                match word.as_str() {
                    "true" => return Some(DataValue::Bool(true)),
                    "false" => return Some(DataValue::Bool(false)),
                    "null" => return Some(DataValue::Null),
                    "jsonencode" | "templatefile" | "file" if self.rest().starts_with('(') => {}
                    _ => return None,
                }
                self.at += 1;
                self.blank();
                let inner = self.value();
                self.close();
                match word.as_str() {
                    "jsonencode" => Some(inner.value),
                    _ => Some(DataValue::Table(vec![("#file".to_owned(), inner)])),
                }
            }
        }
    }

    /// Passes all up to the bracket that ends a call, and that.
    fn close(&mut self) {
        loop {
            self.blank();
            let rest = self.rest();
            if rest.is_empty() || rest.starts_with(['}', ']']) {
                return;
            }
            if rest.starts_with(')') {
                self.at += 1;
                return;
            }
            let before = self.at;
            self.expression();
            if self.at == before {
                self.skip_char();
            }
        }
    }

    fn list(&mut self) -> Vec<Data> {
        // A comma is passed by as what is no value.
        self.until(']', |reader| (!reader.rest().starts_with(',')).then(|| reader.value()))
    }

    /// Passes the rest of an expression: to the end of the line, a comma or a bracket that belongs to what is around it.
    fn expression(&mut self) {
        let mut depth = 0_usize;
        while let Some(c) = self.rest().chars().next() {
            match c {
                '"' => {
                    self.quoted();
                    continue;
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' | ',' | '\n' if depth == 0 => return,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            self.at += c.len_utf8();
        }
    }

    /// A text in quotes; what is put into it in `${…}` stays as it is written.
    fn quoted(&mut self) -> String {
        let mut text = String::new();
        self.at += 1;
        let mut braces = 0_usize;
        while let Some(c) = self.rest().chars().next() {
            self.at += c.len_utf8();
            match c {
                '"' if braces == 0 => break,
                '\n' => break,
                '$' if self.rest().starts_with('{') => {
                    braces += 1;
                    self.at += 1;
                    text.push_str("${");
                }
                '{' if braces > 0 => {
                    braces += 1;
                    text.push(c);
                }
                '}' if braces > 0 => {
                    braces -= 1;
                    text.push(c);
                }
                '\\' if braces == 0 => {
                    let escaped = self.rest().chars().next();
                    self.skip_char();
                    match escaped {
                        Some('n') => text.push('\n'),
                        Some('t') => text.push('\t'),
                        Some('r') | None => {}
                        Some(c) => text.push(c),
                    }
                }
                c => text.push(c),
            }
        }
        text
    }

    /// `<<EOF` to a line that says only `EOF`: as JSON, where it is that.
    fn heredoc(&mut self) -> Option<DataValue> {
        self.at += 2;
        self.at += usize::from(self.rest().starts_with('-'));
        let end = self.word()?;
        self.at += self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
        let from = self.at;
        let mut to = self.text.len();
        let mut line_start = from;
        for line in self.text[from..].split_inclusive('\n') {
            if line.trim() == end {
                to = line_start;
                self.at = line_start + line.trim_end_matches('\n').len();
                break;
            }
            line_start += line.len();
        }
        if to == self.text.len() {
            self.at = to;
        }
        let inner = &self.text[from..to];
        if inner.trim_start().starts_with('{')
            && let Ok(mut values) = json::read_from(self.file, from, inner)
            && values.len() == 1
        {
            return values.pop().map(|data| data.value);
        }
        Some(DataValue::Text(inner.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_keep_values_references_and_what_stands_in_texts() {
        let text = "# comment\nresource \"aws_connect_queue\" \"main\" {\n  name = \"Main ${var.x[\"a\"]}\" // here\n  hours_of_operation_id = aws_connect_hours_of_operation.day.id\n  config {\n    day = \"MONDAY\"\n    start_time {\n      hours = 8\n    }\n  }\n  config {\n    day = \"TUESDAY\"\n  }\n  list = [1, \"b\", var.c]\n  content = <<EOF\n  {\"Actions\": []}\n  EOF\n  more = jsonencode({ a = 1, \"b\" : true })\n  file = templatefile(\"${path.module}/x.json\", {\n    a = 1\n  })\n}\n";
        let blocks = read(FileId(0), text);
        let [TerraformBlock { kind, labels, body }] = blocks.as_slice() else { panic!("{blocks:#?}") };
        assert_eq!(
            (kind.as_str(), labels.as_slice()),
            ("resource", &["aws_connect_queue".to_owned(), "main".to_owned()][..])
        );
        assert_eq!(body.text_at("name").unwrap(), "Main ${var.x[\"a\"]}");
        assert_eq!(
            body.text_at("hours_of_operation_id").unwrap(),
            "${aws_connect_hours_of_operation.day.id}"
        );
        assert_eq!(
            body.all("config").filter_map(|one| one.text_at("day")).collect::<Vec<_>>(),
            ["MONDAY", "TUESDAY"]
        );
        assert_eq!(body.get("config").unwrap().get("start_time").unwrap().text_at("hours").unwrap(), "8");
        assert_eq!(body.get("list").unwrap().items().len(), 3);
        assert!(body.get("content").unwrap().get("Actions").is_some());
        assert_eq!(body.get("more").unwrap().text_at("b").unwrap(), "true");
        assert_eq!(body.get("file").unwrap().text_at("#file").unwrap(), "${path.module}/x.json");
    }

    #[test]
    fn no_text_is_too_much_for_it() {
        for text in [
            "resource \"a\" {",
            "a = <<X\n",
            "a = [[[[",
            "{{{{",
            "x = \"${\"",
            "a = jsonencode(",
            &"{a=".repeat(200),
        ] {
            let _ = read(FileId(0), text).len();
        }
    }
}
