//! What a file is about, told from the headers of its tables, before anybody reads it.

/// The first part of each line that looks like the header of a table.
pub(super) fn headers(text: &str) -> impl Iterator<Item = &str> {
    let headers = text.lines().filter_map(|line| line.trim_start().strip_prefix('['));
    headers
        .map(|header| header.trim_start_matches('[').split([']', '.', '#']).next().unwrap_or_default().trim())
}
