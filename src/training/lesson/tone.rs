//! How a text is said.

use crate::base::text::Paint;

/// How a text is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextTone {
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Note,
}

impl TextTone {
    pub(super) fn paint(self, paint: Paint, text: &str) -> String {
        match self {
            // Nothing is nothing, whatever its color.
            _ if text.is_empty() => String::new(),
            Self::Plain => text.to_owned(),
            Self::Strong => paint.bold(text).to_string(),
            Self::Faint => paint.dim(text).to_string(),
            Self::Good => paint.good(text).to_string(),
            Self::Bad => paint.bad(text).to_string(),
            Self::Note => paint.note(text).to_string(),
        }
    }
}
