//! XML that other programs write, within limits.

use roxmltree::{Document, Node, ParsingOptions};

use super::error::UnreadDocument;

/// Elements and texts of one document.
const MAX_NODES: u32 = 400_000;
/// Elements in elements.
const MAX_DEPTH: usize = 200;

/// Reads a text as XML. Entities of its own are refused, and elements in elements without an end.
pub(super) fn parsed(text: &str, has_type: bool) -> Result<Document<'_>, UnreadDocument> {
    let mut depth = 0_usize;
    let mut deepest = 0;
    // A look at the tags alone, before anything is built of them.
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            None | Some(b'!' | b'?') => {}
            Some(_) => {
                let end = bytes[at..].iter().position(|byte| *byte == b'>').map_or(at, |end| at + end);
                if end == 0 || bytes[end - 1] != b'/' {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
        }
        if deepest > MAX_DEPTH {
            return Err(UnreadDocument::Damaged("elements stand in elements without an end".to_owned()));
        }
    }
    let options = ParsingOptions { allow_dtd: has_type, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            UnreadDocument::TooLong(format!("more than {MAX_NODES} parts"))
        }
        other => UnreadDocument::Damaged(other.to_string()),
    })
}

/// An attribute, whatever its namespace.
pub(super) fn attribute<'d>(node: Node<'d, '_>, name: &str) -> Option<&'d str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The first child of this name.
#[cfg(feature = "documents")]
pub(super) fn child<'d, 'i>(node: Node<'d, 'i>, name: &str) -> Option<Node<'d, 'i>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// Whether an element has this name.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}
