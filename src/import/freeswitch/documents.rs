//! Files with what they include, as one tree: `X-PRE-PROCESS`, global variables, fragments without a root.
//!
//! The rules are those of `preprocess` in `switch_xml.c`: it goes through files from the top, knows a variable from the line that sets
//! it on, and obeys an instruction in a comment of one line as well.

use std::collections::{BTreeMap, HashSet};

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span};
use crate::base::xml::{self, XmlElement, XmlNode};
use crate::import::included::named;

/// So deep may files include each other.
const MAX_DEPTH: usize = 20;

/// So many elements are looked at.
const MAX_ELEMENTS: usize = 500_000;

/// The longest value of a variable.
const MAX_VALUE: usize = 4_096;

/// Elements of all files, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// The elements on top, each with the folder that its file lies in.
    pub(super) roots: Vec<(String, XmlElement)>,
    pub(super) globals: BTreeMap<String, String>,
    /// Files that are named and were not given.
    pub(super) missing: Vec<(Span, String)>,
    /// Files that were given and that the document as a whole does not include.
    pub(super) left_out: Vec<String>,
}

/// Reads these files, each with what it includes.
pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<Documents, Vec<Diagnostic>> {
    let mut reader = Reader {
        sources,
        documents: Documents::default(),
        parsed: BTreeMap::new(),
        mistakes: Vec::new(),
        open: Vec::new(),
        elements: 0,
    };
    for &file in files {
        reader.parse(file);
    }
    let included: HashSet<FileId> = files.iter().flat_map(|&file| reader.included(file)).collect();
    let mut roots: Vec<FileId> = files.iter().copied().filter(|file| !included.contains(file)).collect();
    if roots.is_empty() {
        roots = files.to_vec();
    }
    // Where the document as a whole is there, what it does not include is not read.
    let is_whole = |file: &FileId| sources.file(*file).text().contains("\"freeswitch/xml\"");
    if roots.iter().any(is_whole) {
        let (whole, others): (Vec<FileId>, Vec<FileId>) = roots.into_iter().partition(is_whole);
        reader.documents.left_out =
            others.into_iter().map(|file| sources.file(file).name().to_owned()).collect();
        roots = whole;
    }
    // Variables are set by a file of their own.
    roots.sort_by_key(|&file| !sources.file(file).name().ends_with("vars.xml"));
    for file in roots {
        let nodes = reader.file(file);
        let folder = folder_of(sources.file(file).name());
        reader.documents.roots.extend(nodes.into_iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some((folder.clone(), element)),
            XmlNode::Text(_) | XmlNode::Comment(_) => None,
        }));
    }
    if reader.mistakes.is_empty() { Ok(reader.documents) } else { Err(reader.mistakes) }
}

/// The name of the folder that a file lies in.
fn folder_of(name: &str) -> String {
    let name = name.replace('\\', "/");
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.rsplit('/').next().unwrap_or_default().to_owned()
}

struct Reader<'s> {
    sources: &'s Sources,
    documents: Documents,
    parsed: BTreeMap<u32, Option<Vec<XmlNode>>>,
    mistakes: Vec<Diagnostic>,
    /// Files that are being read, the innermost last.
    open: Vec<FileId>,
    elements: usize,
}

/// An instruction to the reader of files.
struct Instruction {
    command: String,
    data: String,
    span: Span,
}

impl Reader<'_> {
    fn parse(&mut self, file: FileId) {
        if self.parsed.contains_key(&file.0) {
            return;
        }
        let nodes = match xml::read(file, self.sources.file(file).text()) {
            Ok(nodes) => Some(nodes),
            Err(mistake) => {
                self.mistakes.push(*mistake);
                None
            }
        };
        self.parsed.insert(file.0, nodes);
    }

    /// The files that a file includes, itself excluded.
    fn included(&self, file: FileId) -> Vec<FileId> {
        let Some(Some(nodes)) = self.parsed.get(&file.0) else { return Vec::new() };
        let mut found = Vec::new();
        let mut open: Vec<&XmlNode> = nodes.iter().collect();
        while let Some(node) = open.pop() {
            if let Some(instruction) = instruction(node).filter(|one| one.command == "include") {
                let paths = named(self.sources, file, bare_path(&instruction.data));
                found.extend(paths.into_iter().filter(|other| *other != file));
            }
            if let XmlNode::Element(element) = node {
                open.extend(&element.children);
            }
        }
        found
    }

    /// What a file holds, with what it includes in place.
    fn file(&mut self, file: FileId) -> Vec<XmlNode> {
        self.parse(file);
        let Some(nodes) = self.parsed.get(&file.0).cloned().flatten() else { return Vec::new() };
        self.open.push(file);
        let nodes = self.nodes(nodes, file);
        self.open.pop();
        nodes
    }

    fn nodes(&mut self, nodes: Vec<XmlNode>, file: FileId) -> Vec<XmlNode> {
        let mut out = Vec::new();
        for node in nodes {
            if let Some(instruction) = instruction(&node) {
                out.extend(self.obey(&instruction, file));
                continue;
            }
            match node {
                XmlNode::Element(mut element) => {
                    self.elements += 1;
                    if self.elements > MAX_ELEMENTS {
                        if self.elements == MAX_ELEMENTS + 1 {
                            let message = "these files have more elements than any phone system";
                            self.mistakes.push(Diagnostic::error("too-large", element.span, message));
                        }
                        return out;
                    }
                    for (_, value) in &mut element.attributes {
                        *value = self.with_globals(value);
                    }
                    let children = std::mem::take(&mut element.children);
                    element.children = self.nodes(children, file);
                    // It stands around fragments for the sake of editors.
                    if element.name == "include" {
                        out.append(&mut element.children);
                    } else {
                        out.push(XmlNode::Element(element));
                    }
                }
                XmlNode::Text(text) => out.push(XmlNode::Text(self.with_globals(&text))),
                comment @ XmlNode::Comment(_) => out.push(comment),
            }
        }
        out
    }

    fn obey(&mut self, instruction: &Instruction, file: FileId) -> Vec<XmlNode> {
        match instruction.command.as_str() {
            "set" => {
                if let Some((name, value)) = instruction.data.split_once('=') {
                    let value = self.with_globals(value.trim_start());
                    self.documents.globals.insert(name.trim_end().to_owned(), value);
                }
                Vec::new()
            }
            "include" => {
                let path = self.with_globals(&instruction.data);
                let found = named(self.sources, file, bare_path(&path));
                if found.is_empty() && !path.contains('*') {
                    self.documents.missing.push((instruction.span, path));
                }
                let mut nodes = Vec::new();
                for found in found {
                    if self.open.contains(&found) || self.open.len() >= MAX_DEPTH {
                        let message = format!("`{}` includes itself", self.sources.file(found).name());
                        self.mistakes
                            .push(Diagnostic::error("include-loop", instruction.span, message).help(
                                "remove one of the instructions by which the files include each other",
                            ));
                        continue;
                    }
                    nodes.extend(self.file(found));
                }
                nodes
            }
            _ => Vec::new(),
        }
    }

    /// A text with global variables put in: `$${domain}`.
    fn with_globals(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("$${") {
            let Some(end) = rest[at..].find('}') else { break };
            out.push_str(&rest[..at]);
            if let Some(value) = self.documents.globals.get(&rest[at + 3..at + end]) {
                out.push_str(value);
            }
            rest = &rest[at + end + 1..];
            if out.len() > MAX_VALUE {
                break;
            }
        }
        out.push_str(rest);
        out
    }
}

/// A path without the variable for the folder of all files.
fn bare_path(path: &str) -> &str {
    path.rsplit_once("}/").map_or(path, |(_, path)| path)
}

/// The instruction that a node is, or a comment of one line that holds one.
fn instruction(node: &XmlNode) -> Option<Instruction> {
    let of = |element: &XmlElement, span: Span| {
        let is = element.name.eq_ignore_ascii_case("x-pre-process");
        is.then(|| Instruction {
            command: element.attribute("cmd").unwrap_or_default().to_ascii_lowercase(),
            data: element.attribute("data").unwrap_or_default().to_owned(),
            span,
        })
    };
    match node {
        XmlNode::Element(element) => of(element, element.span),
        XmlNode::Comment(comment) if !comment.text.contains('\n') => {
            let lower = comment.text.to_ascii_lowercase();
            let from = lower.find("<x-pre-process")?;
            let end = from + lower[from..].find("/>")? + 2;
            let inner = xml::read(comment.span.file, &comment.text[from..end]).ok()?;
            let element = xml::elements(&inner).next()?;
            of(element, comment.span)
        }
        XmlNode::Comment(_) | XmlNode::Text(_) => None,
    }
}
