use std::fmt::Write as _;

use crate::base::source::{LogCommandScanner, is_obeyed};

/// A text as a value of TOML, on one line, in letters that nothing obeys.
#[must_use]
pub fn quoted(text: &str) -> String {
    if !text.contains(|c| c == '\n' || is_obeyed(c)) && !text.contains("##") {
        return toml::Value::from(text).to_string();
    }
    let mut quoted = String::from("\"");
    let mut command = LogCommandScanner::default();
    for c in text.chars() {
        let is_command = command.is_made_by(c, None);
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_obeyed(c) || is_command => {
                // Writing to memory cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_was_and_obeyed_by_nobody() {
        assert_eq!(quoted("a \"b\""), "'a \"b\"'");
        for text in ["a\n::b::\u{1b}[2J\\\"'\t\u{202e}\u{2028}##[error]", "##vso[x]", "plain", ""] {
            let quoted = quoted(text);
            assert!(!quoted.contains(|c| c == '\n' || is_obeyed(c)), "{quoted}");
            assert!(!quoted.contains("##[") && !quoted.contains("##vso["), "{quoted}");
            let read: toml::Table = toml::from_str(&format!("x = {quoted}")).unwrap();
            assert_eq!(read["x"].as_str(), Some(text), "{quoted}");
        }
    }
}
