use std::borrow::Cow;

/// A text from a file, made safe for a terminal: control characters, which could move the cursor, recolor the screen or
/// turn the direction of writing, are shown as what they are instead of being obeyed.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if obeyed(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Whether a terminal would do something else than show it.
fn obeyed(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(safe("a\u{1b}[2Jb\u{202e}c\r"), "a\\u{1b}[2Jb\\u{202e}c\\u{d}");
        assert_eq!(safe("a\u{61c}b\u{2067}"), "a\\u{61c}b\\u{2067}");
        assert_eq!(format!("{:<6}|", safe("é\u{7}")), "é\\u{7}|");
        assert_eq!(format!("{:<3}|", safe("é")), "é  |");
    }
}
