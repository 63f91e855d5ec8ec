//! Text behind a `;`.

use crate::base::text::one_line;

/// The longest comment, in characters.
const MAX_COMMENT: usize = 160;

/// A text as a comment: on one line, and with nothing in it that ends one or begins a block of them.
pub(super) fn comment(text: &str) -> String {
    let text: String = one_line(text).to_string().chars().take(MAX_COMMENT).collect();
    text.replace(";--", "; --").replace("--;", "-- ;").trim().to_owned()
}
