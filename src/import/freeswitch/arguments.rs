//! Arguments of applications, apart.

/// Arguments apart at blanks that no single quotes hold.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut is_word) = (false, false);
    for c in text.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                is_word = true;
            }
            ' ' | '\t' | '\n' | '\r' if !quoted => {
                if is_word {
                    all.push(std::mem::take(&mut word));
                }
                is_word = false;
            }
            c => {
                word.push(c);
                is_word = true;
            }
        }
    }
    if is_word {
        all.push(word);
    }
    all
}

/// What stands before and behind the bracket that closes, where a text begins with one: `{a=b}rest`.
pub(super) fn bracketed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix(open)?;
    let mut depth = 1;
    for (at, c) in inner.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some((&inner[..at], &inner[at + close.len_utf8()..]));
            }
        }
    }
    None
}
