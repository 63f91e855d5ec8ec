//! How steps are told: their words without secrets, and the comments beside them.

use crate::base::xml::XmlNode;
use crate::import::secrets::without_secrets;

/// What an action says, without secrets.
pub(super) fn action_words(application: &str, data: &str) -> String {
    if data.trim().is_empty() {
        return without_secrets(application);
    }
    without_secrets(&format!("{application}({})", data.trim()))
}

/// The comment that stands behind an element on its line.
pub(super) fn comment_behind(nodes: &[XmlNode]) -> Option<String> {
    for node in nodes {
        match node {
            XmlNode::Text(text) if text.trim().is_empty() && !text.contains('\n') => {}
            XmlNode::Comment(comment) => {
                let text = comment.text.trim();
                let is_name = (2..=40).contains(&text.chars().count())
                    && text.chars().any(char::is_alphabetic)
                    && !text.contains(['<', '>', '=', '{', '(', '|']);
                return is_name.then(|| text.to_owned());
            }
            XmlNode::Text(_) | XmlNode::Element(_) => return None,
        }
    }
    None
}
