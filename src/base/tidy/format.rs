use std::sync::Arc;

use super::{layout, tree};
use crate::base::diagnostic::{Diagnostic, tell_unseen};
use crate::base::document::{Document, Vocabulary};
use crate::base::source::Sources;

/// Whatever the tables mean, what is wrong with the TOML itself is told in the same words.
static VOCABULARY: Vocabulary = Vocabulary::PLAIN;

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
