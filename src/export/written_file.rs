//! A file that is written.

use serde_json::Value;

/// A file that an export makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it goes, below the folder.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl WrittenFile {
    /// A value as JSON that people can read.
    pub(super) fn json(path: String, value: &Value) -> Self {
        // A value of texts, numbers and lists can always be written.
        let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
        text.push('\n');
        Self { path, text }
    }
}
