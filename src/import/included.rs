//! Which files others name, so that whoever reads a disk can look for them.

use crate::base::source::{FileId, Sources};

/// The paths that a file includes, as it writes them.
#[must_use]
pub fn wanted(sources: &Sources, file: FileId) -> Vec<String> {
    let lines = sources.file(file).text().lines();
    let paths = lines.filter_map(|line| {
        let rest = line.trim_start().strip_prefix('#')?;
        let rest = rest.strip_prefix("include").or_else(|| rest.strip_prefix("tryinclude"))?;
        let path = rest.strip_prefix(|c: char| c.is_whitespace())?.split(';').next()?;
        let path = path.trim().trim_matches(|c| matches!(c, '"' | '<' | '>' | '\''));
        (!path.is_empty()).then(|| path.to_owned())
    });
    paths.collect()
}
