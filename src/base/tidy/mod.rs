//! TOML in the one style of plans and scenarios.
//!
//! Only white space changes, and the comma behind the last element of a list: words, their order and comments stay, so
//! that the text still means the same. Text that has been formatted is not changed again.
//!
//! - One blank line stands before each table and the comment on top of it, never more than one anywhere.
//! - The `=` of keys that follow each other without a blank line stand below each other. So do comments behind values.
//! - A list stands on one line where that has room, unless its first element was put on a line of its own.
//! - A table in braces stays on one line, as readers of TOML 1.0 want it; where it is too long, its longest lists give
//!   way first.
//!
//! ```
//! let text = "[lines.main]\nnumber=\"1-800-555-0100\" # toll-free\nname = \"Acme\"\n";
//! let tidy = "[lines.main]\nnumber = \"1-800-555-0100\"    # toll-free\nname   = \"Acme\"\n";
//! assert_eq!(ivrsim::base::tidy::formatted("plan.toml", text).unwrap(), tidy);
//! ```

mod layout;
mod quoted;
mod tree;

use std::sync::Arc;

pub use quoted::quoted;

use super::diagnostic::{Diagnostic, tell_unseen};
use super::document::{Document, Vocabulary};
use super::source::Sources;

/// Whatever the tables mean, what is wrong with the TOML itself is told in the same words.
static VOCABULARY: Vocabulary = Vocabulary { short_forms: &[], inner_tables: &[], examples: &[] };

/// The text in the house style. A text that is no TOML is left alone, with what is wrong with it; `name` is how the
/// diagnostics call the file.
pub fn formatted(name: &str, text: &str) -> Result<String, (Vec<Diagnostic>, Arc<Sources>)> {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let file = sources.add(name, text);
    Document::parse(file, sources.file(file).text(), &VOCABULARY, &mut diagnostics);
    if !diagnostics.is_empty() {
        tell_unseen(&mut diagnostics, &sources);
        return Err((diagnostics, Arc::new(sources)));
    }
    Ok(layout::write(&tree::read(text), newline(text)))
}

/// What ends the lines of a text: what ends the first of them.
fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}
