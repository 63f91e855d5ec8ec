//! Readers of pictures, written from the descriptions of the formats and not from our writers. Each panics at what the
//! format does not allow.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An SVG file.
#[derive(Debug, Default)]
pub(super) struct Svg {
    /// The texts of all `title` elements.
    pub(super) titles: Vec<String>,
    /// The texts of all `text` elements.
    pub(super) texts: Vec<String>,
    /// What boxes and notes cover: left, top, right, bottom.
    pub(super) covered: Vec<[i32; 4]>,
}

const ELEMENTS: &[&str] = &["svg", "title", "style", "rect", "path", "g", "a", "text", "tspan"];
const ATTRIBUTES: &[&str] = &[
    "xmlns",
    "class",
    "width",
    "height",
    "viewBox",
    "x",
    "y",
    "rx",
    "d",
    "id",
    "href",
    "text-anchor",
    "fill-opacity",
];

impl Svg {
    pub(super) fn read(xml: &str) -> Self {
        let mut svg = Self::default();
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let (mut ids, mut links) = (Vec::new(), Vec::new());
        let mut open: Vec<(String, String)> = Vec::new();
        loop {
            let (start, is_empty) = match reader.read_event().unwrap() {
                Event::Start(start) => (start, false),
                Event::Empty(start) => (start, true),
                Event::Eof => break,
                Event::End(_) => {
                    open.pop().unwrap();
                    continue;
                }
                Event::Text(text) => {
                    svg.said(&open, &text);
                    continue;
                }
                Event::GeneralRef(name) => {
                    svg.said(&open, &entity(&name));
                    continue;
                }
                other => panic!("{other:?} has no place in a picture"),
            };
            let (name, given) = element(&start);
            ids.extend(given.get("id").cloned());
            links.extend(given.get("href").map(|link| link.strip_prefix('#').unwrap().to_owned()));
            match name.as_str() {
                "title" => svg.titles.push(String::new()),
                "text" => svg.texts.push(String::new()),
                _ => {}
            }
            let class = given.get("class").cloned().unwrap_or_default();
            let in_note = open.last().is_some_and(|(_, class)| class.starts_with("note"))
                || open.last().is_some_and(|(name, _)| name == "a");
            if class == "box" && !given.contains_key("fill-opacity") || name == "rect" && in_note {
                svg.covered.push(given.get("d").map_or_else(|| rectangle(&given), |path| bounds(path)));
            }
            if !is_empty {
                open.push((name, class));
            }
        }
        assert!(open.is_empty());
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "no id is given twice");
        assert!(links.iter().all(|link| ids.contains(link)), "{links:?} lead to {ids:?}");
        svg
    }

    fn said(&mut self, open: &[(String, String)], said: &str) {
        let list = match open.last().map(|(name, _)| name.as_str()) {
            Some("title") => &mut self.titles,
            Some("text" | "tspan") => &mut self.texts,
            Some("style") => return,
            _ => {
                assert!(said.trim().is_empty(), "{said:?} stands outside of a text");
                return;
            }
        };
        list.last_mut().unwrap().push_str(said);
    }
}

fn element(start: &BytesStart<'_>) -> (String, BTreeMap<String, String>) {
    let name = start.name().as_ref().to_owned();
    assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
    let mut given = BTreeMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.unwrap();
        let key = attribute.key.as_ref().to_owned();
        assert!(ATTRIBUTES.contains(&key.as_str()), "{key} of <{name}>");
        given.insert(key, attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned());
    }
    (name, given)
}

fn entity(name: &str) -> String {
    match name {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        _ => {
            let number = name.strip_prefix('#').unwrap_or_else(|| panic!("&{name};")).parse().unwrap();
            char::from_u32(number).unwrap().to_string()
        }
    }
}

fn rectangle(given: &BTreeMap<String, String>) -> [i32; 4] {
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| given[name].parse::<i32>().unwrap());
    [x, y, x + width, y + height]
}

/// What a path of absolute lines covers.
fn bounds(path: &str) -> [i32; 4] {
    let (mut xs, mut ys) = (Vec::new(), Vec::new());
    let mut rest = path.strip_suffix('Z').expect("an outline is closed");
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1);
        let numbers: Vec<i32> = rest[1..end].split(' ').map(|number| number.parse().unwrap()).collect();
        rest = &rest[end..];
        match (command, numbers.as_slice()) {
            ('M' | 'L', [x, y]) => {
                xs.push(*x);
                ys.push(*y);
            }
            ('H', [x]) => xs.push(*x),
            ('V', [y]) => ys.push(*y),
            other => panic!("{other:?} in {path}"),
        }
    }
    let ends = |all: &[i32]| (*all.iter().min().unwrap(), *all.iter().max().unwrap());
    let ((left, right), (top, bottom)) = (ends(&xs), ends(&ys));
    [left, top, right, bottom]
}

/// A graph: the labels of its nodes by name, and its edges with their labels.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Graph {
    pub(super) nodes: BTreeMap<String, String>,
    pub(super) edges: Vec<(String, String, String)>,
}

impl Graph {
    /// Reads a flowchart of Mermaid. The lines of a label are joined by spaces.
    pub(super) fn of_mermaid(text: &str) -> Self {
        let mut graph = Self::default();
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("flowchart LR"));
        for line in lines.map(str::trim) {
            if ["classDef ", "class ", "linkStyle "].iter().any(|word| line.starts_with(word)) {
                assert!(!line.contains('"'));
                continue;
            }
            let name_ends = line.find(|c: char| !c.is_ascii_alphanumeric()).unwrap();
            let (name, rest) = line.split_at(name_ends);
            if let Some(rest) = rest.strip_prefix(" -->").or_else(|| rest.strip_prefix(" -.->")) {
                let (label, to) = match rest.strip_prefix("|\"") {
                    Some(rest) => rest.split_once("\"| ").unwrap(),
                    None => ("", rest.trim_start()),
                };
                graph.edges.push((name.to_owned(), to.to_owned(), of_entities(label)));
                continue;
            }
            let [open, label, close] = rest.split('"').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let (close, class) = close.split_once(":::").unwrap();
            let pairs =
                [("([", "])"), ("(", ")"), ("[/", "/]"), ("{{", "}}"), (">", "]"), ("[", "]"), ("[[", "]]")];
            assert!(pairs.contains(&(open, close)), "{line}");
            assert!(class.chars().all(|c| c.is_ascii_lowercase()), "{line}");
            let known = graph.nodes.insert(name.to_owned(), of_entities(&label.replace("<br>", " ")));
            assert_eq!(known, None, "a node is there once");
        }
        graph.assert_edges_have_ends();
        graph
    }

    /// Reads a graph in the DOT language. The lines of a label are joined by spaces.
    pub(super) fn of_dot(text: &str) -> Self {
        let mut graph = Self::default();
        let mut tokens = dot_tokens(text).into_iter().peekable();
        assert_eq!(tokens.next(), Some(Token::Word("digraph".to_owned())));
        assert!(matches!(tokens.next(), Some(Token::Text(_))));
        assert_eq!(tokens.next(), Some(Token::Sign('{')));
        loop {
            let name = match tokens.next().unwrap() {
                Token::Word(name) => name,
                Token::Sign('}') => break,
                other => panic!("{other:?}"),
            };
            let to = tokens.next_if_eq(&Token::Sign('>')).map(|_| match tokens.next() {
                Some(Token::Word(name)) => name,
                other => panic!("{other:?}"),
            });
            assert_eq!(tokens.next(), Some(Token::Sign('[')));
            let mut label = String::new();
            loop {
                let Some(Token::Word(key)) = tokens.next() else { panic!("a key of {name}") };
                assert_eq!(tokens.next(), Some(Token::Sign('=')));
                match (key.as_str(), tokens.next().unwrap()) {
                    ("label", Token::Text(text)) => label = text,
                    (_, Token::Text(_) | Token::Word(_)) => {}
                    other => panic!("{other:?}"),
                }
                match tokens.next().unwrap() {
                    Token::Sign(',') => {}
                    Token::Sign(']') => break,
                    other => panic!("{other:?}"),
                }
            }
            match to {
                Some(to) => graph.edges.push((name, to, label)),
                None if ["graph", "node", "edge"].contains(&name.as_str()) => {}
                None => assert_eq!(graph.nodes.insert(name, label), None, "a node is there once"),
            }
        }
        assert_eq!(tokens.next(), None);
        graph.assert_edges_have_ends();
        graph
    }

    /// The same with labels in which no space is left.
    pub(super) fn without_spaces(&self) -> Self {
        let nodes = self.nodes.iter().map(|(name, label)| (name.clone(), label.replace(' ', "")));
        Self { nodes: nodes.collect(), edges: self.edges.clone() }
    }

    fn assert_edges_have_ends(&self) {
        for (from, to, _) in &self.edges {
            assert!(self.nodes.contains_key(from) && self.nodes.contains_key(to), "{from} to {to}");
        }
    }
}

/// A text between quotes, in which nothing but letters, digits and a few signs stand for themselves.
fn of_entities(text: &str) -> String {
    let mut read = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '#' {
            let (number, after) = rest.split_once(';').unwrap();
            read.push(char::from_u32(number.parse().unwrap()).unwrap());
            rest = after;
        } else {
            assert!(c.is_alphanumeric() || " ,().-:".contains(c), "{c:?} in {text:?}");
            read.push(c);
        }
    }
    read
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

fn dot_tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            c if c.is_whitespace() => {}
            '"' => {
                let mut read = String::new();
                loop {
                    match rest.next().expect("a string ends") {
                        '"' => break,
                        '\\' => match rest.next().unwrap() {
                            'n' => read.push(' '),
                            c @ ('"' | '\\') => read.push(c),
                            other => panic!("\\{other}"),
                        },
                        '\n' => panic!("a string goes on in another line"),
                        c => read.push(c),
                    }
                }
                tokens.push(Token::Text(read.replace("&amp;", "&")));
            }
            '-' => {
                assert_eq!(rest.next(), Some('>'));
                tokens.push(Token::Sign('>'));
            }
            '{' | '}' | '[' | ']' | '=' | ',' => tokens.push(Token::Sign(c)),
            c => {
                assert!(c.is_ascii_alphanumeric(), "{c:?}");
                let mut word = c.to_string();
                while let Some(c) = rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '.') {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    tokens
}
