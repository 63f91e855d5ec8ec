//! XML read into a tree that owns its text, with the place of each element.
//!
//! Files of other programs are read as those programs read them, and some are less strict than XML is: a file may hold several
//! elements side by side, comments stand inside of tags and hold two hyphens, an ampersand stands for itself. None of that is a
//! mistake here. What no program can read is: it is told with its place.

use super::diagnostic::Diagnostic;
use super::source::{FileId, Span};

/// So deep may elements lie in each other.
const MAX_DEPTH: usize = 200;

/// So many elements, texts and attributes a file may have.
const MAX_NODES: u32 = 1_000_000;

/// A sign of one byte that XML allows and no file has: it stands for an ampersand that begins no entity.
const AMPERSAND: char = '\u{7f}';

/// A part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum XmlNode {
    Element(XmlElement),
    Text(String),
    Comment(XmlComment),
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct XmlComment {
    /// What stands between its signs.
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct XmlElement {
    /// Its name without a prefix.
    pub(crate) name: String,
    /// In the order in which they are written.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<XmlNode>,
    /// Where its first tag stands.
    pub(crate) span: Span,
}

impl XmlElement {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements right below it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        elements(&self.children)
    }

    /// Those of a name.
    pub(crate) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first of a name.
    pub(crate) fn first(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// All texts in it, one behind the other.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for node in &self.children {
            match node {
                XmlNode::Text(part) => text.push_str(part),
                XmlNode::Element(element) => text.push_str(&element.text()),
                XmlNode::Comment(_) => {}
            }
        }
        text
    }
}

/// The elements among nodes.
pub(crate) fn elements(nodes: &[XmlNode]) -> impl Iterator<Item = &XmlElement> {
    nodes.iter().filter_map(|node| match node {
        XmlNode::Element(element) => Some(element),
        XmlNode::Text(_) | XmlNode::Comment(_) => None,
    })
}

/// Reads a file, or a part of one that has no single root.
pub(crate) fn read(file: FileId, text: &str) -> Result<Vec<XmlNode>, Box<Diagnostic>> {
    const ROOT: &str = "<_>";
    let (blanked, comments) = without_comments(file, text);
    let prepared = prepared(&blanked);
    let (whole, shift) = if prepared.is_alone {
        (prepared.text, 0)
    } else {
        (format!("{ROOT}{}</_>", prepared.text), ROOT.len())
    };
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let mistake = |at: usize, why: String| {
        let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let end = text[at..].char_indices().nth(1).map_or(text.len(), |(next, _)| at + next);
        Box::new(
            Diagnostic::error("invalid-xml", Span::new(file, at..end), "this is not valid XML").label(why),
        )
    };
    if let Some(at) = too_deep(&whole) {
        return Err(mistake(at.saturating_sub(shift), "it has too many levels".to_owned()));
    }
    let document = roxmltree::Document::parse_with_options(&whole, options).map_err(|error| {
        let told = error.to_string();
        let position = error.pos();
        let line = whole.lines().take(position.row.saturating_sub(1) as usize).map(|line| line.len() + 1);
        let start: usize = line.sum();
        let column = whole.get(start..).map_or(0, |rest| {
            rest.char_indices().nth(position.col.saturating_sub(1) as usize).map_or(rest.len(), |(at, _)| at)
        });
        let why = told.rsplit_once(" at ").map_or(told.as_str(), |(why, _)| why).to_owned();
        mistake((start + column).saturating_sub(shift), why)
    })?;
    let mut building = Building { file, text, shift, comments: &comments };
    let root = document.root_element();
    Ok(match shift {
        0 => vec![XmlNode::Element(building.element(root))],
        _ => building.children(root),
    })
}

struct Building<'t> {
    file: FileId,
    text: &'t str,
    shift: usize,
    comments: &'t [XmlComment],
}

impl Building<'_> {
    fn element(&mut self, node: roxmltree::Node<'_, '_>) -> XmlElement {
        let start = node.range().start.saturating_sub(self.shift);
        let attributes = node.attributes().map(|one| (one.name().to_owned(), restored(one.value())));
        XmlElement {
            name: node.tag_name().name().to_owned(),
            attributes: attributes.collect(),
            span: Span::new(self.file, start..tag_end(self.text, start)),
            children: self.children(node),
        }
    }

    /// What is in an element, with the comments between.
    fn children(&mut self, node: roxmltree::Node<'_, '_>) -> Vec<XmlNode> {
        let mut children = Vec::new();
        for child in node.children() {
            self.comments_before(child.range().start.saturating_sub(self.shift), &mut children);
            if child.is_element() {
                children.push(XmlNode::Element(self.element(child)));
            } else if let Some(text) = child.text().filter(|_| child.is_text()) {
                let mut at = child.range().start.saturating_sub(self.shift);
                let end = child.range().end.saturating_sub(self.shift).min(self.text.len());
                // Between comments there is white space, which is the same in the file.
                while let Some((comment, rest)) = self.comments.split_first()
                    && text.trim().is_empty()
                    && (comment.span.start as usize) < end
                {
                    let before = self.text.get(at..comment.span.start as usize).unwrap_or_default();
                    children.push(XmlNode::Text(before.to_owned()));
                    children.push(XmlNode::Comment(comment.clone()));
                    at = comment.span.end as usize;
                    self.comments = rest;
                }
                let is_cut = text.trim().is_empty() && at > child.range().start.saturating_sub(self.shift);
                let rest = if is_cut { self.text.get(at..end).unwrap_or_default() } else { text };
                children.push(XmlNode::Text(restored(rest)));
            }
        }
        self.comments_before(node.range().end.saturating_sub(self.shift), &mut children);
        children
    }

    fn comments_before(&mut self, end: usize, children: &mut Vec<XmlNode>) {
        while let Some((comment, rest)) = self.comments.split_first() {
            if comment.span.start as usize >= end {
                break;
            }
            children.push(XmlNode::Comment(comment.clone()));
            self.comments = rest;
        }
    }
}

/// Where a tag ends that begins here.
fn tag_end(text: &str, start: usize) -> usize {
    let mut quoted = None;
    for (at, byte) in text.as_bytes().iter().enumerate().skip(start) {
        match (quoted, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quoted = Some(*byte),
            (Some(quote), byte) if quote == *byte => quoted = None,
            _ => {}
        }
    }
    text.len()
}

fn restored(text: &str) -> String {
    text.replace(AMPERSAND, "&")
}

/// The text with blanks where its comments stand, and these.
fn without_comments(file: FileId, text: &str) -> (String, Vec<XmlComment>) {
    let mut out = String::with_capacity(text.len());
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("<!") {
        let from = at + found;
        out.push_str(&text[at..from]);
        let rest = &text[from..];
        if rest.starts_with("<![CDATA[") {
            let end = rest.find("]]>").map_or(text.len(), |end| from + end + 3);
            out.push_str(&text[from..end]);
            at = end;
        } else if let Some(behind) = rest.strip_prefix("<!--") {
            let (inner, end) = match behind.find("-->") {
                Some(end) => (&behind[..end], from + 4 + end + 3),
                None => (behind, text.len()),
            };
            comments.push(XmlComment { text: inner.to_owned(), span: Span::new(file, from..end) });
            blank(&text[from..end], &mut out);
            at = end;
        } else {
            out.push_str("<!");
            at = from + 2;
        }
    }
    out.push_str(&text[at..]);
    (out, comments)
}

/// As many bytes of blanks, with the ends of lines where they are.
fn blank(text: &str, out: &mut String) {
    out.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

struct Prepared {
    text: String,
    /// Whether it is a whole document that declares entities of its own.
    is_alone: bool,
}

/// The text without what only a whole document may begin with, and with ampersands that are ones.
fn prepared(text: &str) -> Prepared {
    let mut out = String::with_capacity(text.len());
    let mut at = text.len() - text.trim_start().len();
    out.push_str(&text[..at]);
    if text[at..].starts_with("<?xml") && !text[at..].starts_with("<?xml-") {
        let end = text[at..].find("?>").map_or(text.len(), |end| at + end + 2);
        blank(&text[at..end], &mut out);
        at = end;
    }
    let head = text[at..].find("<!DOCTYPE").filter(|found| {
        // In front of it stands nothing but instructions.
        text[at..at + found].split('<').skip(1).all(|tag| tag.starts_with('?'))
    });
    if let Some(found) = head {
        let from = at + found;
        let close = text[from..].find('>').map_or(text.len(), |end| from + end + 1);
        if text[from..close].contains('[') {
            return Prepared { text: format!("{out}{}", &text[at..]), is_alone: true };
        }
        out.push_str(&text[at..from]);
        blank(&text[from..close], &mut out);
        at = close;
    }
    let mut rest = &text[at..];
    let mut in_data = false;
    while let Some(found) = rest.find(['&', '<', ']']) {
        out.push_str(&rest[..found]);
        rest = &rest[found..];
        let sign = rest.as_bytes()[0];
        match sign {
            b'<' => in_data |= rest.starts_with("<![CDATA["),
            b']' => in_data &= !rest.starts_with("]]>"),
            _ => {}
        }
        let is_own = sign == b'&' && !in_data && !begins_entity(&rest[1..]);
        out.push(if is_own { AMPERSAND } else { char::from(sign) });
        rest = &rest[1..];
    }
    out.push_str(rest);
    Prepared { text: out, is_alone: false }
}

/// Whether an entity that XML itself knows goes on here.
fn begins_entity(rest: &str) -> bool {
    let Some(end) = rest.bytes().take(12).position(|byte| byte == b';') else { return false };
    let name = &rest[..end];
    let is_number =
        |digits: &str, is: fn(&char) -> bool| !digits.is_empty() && digits.chars().all(|c| is(&c));
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix('x') {
            Some(hex) => is_number(hex, char::is_ascii_hexdigit),
            None => is_number(number, char::is_ascii_digit),
        },
        None => matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"),
    }
}

/// Where more elements lie in each other than any file of people has. Known before it is parsed, so that no parser has to be deep.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let from = at + found;
        let rest = &text[from..];
        if rest.starts_with("<![CDATA[") {
            at = rest.find("]]>").map_or(text.len(), |end| from + end + 3);
            continue;
        }
        if rest.starts_with("<?") || rest.starts_with("<!") {
            at = from + 2;
            continue;
        }
        let end = tag_end(text, from);
        if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !text[from..end].ends_with("/>") {
            depth += 1;
            if depth > MAX_DEPTH {
                return Some(from);
            }
        }
        at = end.max(from + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn parsed(text: &str) -> Vec<XmlNode> {
        read(FileId(0), text).unwrap_or_else(|mistake| panic!("{mistake:#?}"))
    }

    #[test]
    fn parts_of_files_are_read_with_the_places_of_their_elements() {
        let text = "<?xml version=\"1.0\"?>\n<!-- a -- b -->\n<one x=\"1\"/>\n<two y='a && b &amp; c' <!-- odd --> >é<three/></two>\n";
        let nodes = parsed(text);
        let found: Vec<&XmlElement> = elements(&nodes).collect();
        assert_eq!((found[0].name.as_str(), found[0].attribute("x")), ("one", Some("1")));
        assert_eq!(&text[found[0].span.range()], "<one x=\"1\"/>");
        assert_eq!(found[1].attribute("y"), Some("a && b & c"));
        assert!(text[found[1].span.range()].starts_with("<two y="));
        assert_eq!(&text[found[1].first("three").unwrap().span.range()], "<three/>");
        assert_eq!(found[1].text(), "é");
        assert!(nodes.iter().any(|node| matches!(node, XmlNode::Comment(one) if one.text == " a -- b ")));
    }

    #[test]
    fn a_whole_document_may_name_its_type_and_hold_data_as_it_is() {
        let nodes = parsed(
            "<!DOCTYPE vxml PUBLIC \"-//W3C//DTD\" \"http://example.com/vxml.dtd\">\n<vxml><script><![CDATA[ a < b && c <!-- d --> ]]></script></vxml>",
        );
        assert_eq!(elements(&nodes).next().unwrap().text(), " a < b && c <!-- d --> ");
        let own = parsed("<!DOCTYPE a [<!ENTITY who \"Anna\">]>\n<a>&who;</a>");
        assert_eq!(elements(&own).next().unwrap().text(), "Anna");
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        let told = |text: &str| read(FileId(0), text).unwrap_err();
        let cut = told("<a>\n<b></a>\n");
        assert_eq!((cut.code, cut.message.as_str()), ("invalid-xml", "this is not valid XML"));
        assert!(cut.primary.is_some_and(|primary| primary.span.start >= 4));
        for text in ["<a", "<a></b>", "<a x=1/>", "<a>&#0;</a>", "</a>"] {
            assert_eq!(told(text).code, "invalid-xml", "{text}");
        }
    }

    #[test]
    fn bombs_and_wells_are_refused() {
        let deep = "<a>".repeat(50_000);
        assert!(format!("{:?}", read(FileId(0), &deep).unwrap_err()).contains("too many levels"));
        let mut bomb = "<!DOCTYPE a [<!ENTITY e0 \"xxxxxxxxxx\">".to_owned();
        for at in 1..12 {
            write!(bomb, "<!ENTITY e{at} \"{}\">", format!("&e{};", at - 1).repeat(10)).unwrap();
        }
        bomb.push_str("]><a>&e11;</a>");
        assert_eq!(read(FileId(0), &bomb).unwrap_err().code, "invalid-xml");
        let circle = "<!DOCTYPE a [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><a>&a;</a>";
        assert_eq!(read(FileId(0), circle).unwrap_err().code, "invalid-xml");
    }
}
