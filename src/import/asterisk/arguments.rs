//! Arguments of applications, apart.

/// What stands before the bracket that closes, and what stands behind it.
pub(super) fn enclosed(text: &str, open: char, close: char) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return (&text[..at], &text[at + close.len_utf8()..]);
            }
        }
    }
    (text, "")
}

/// Arguments apart: at each comma that no bracket and no quotation marks hold.
pub(super) fn arguments(text: &str) -> Vec<String> {
    let separator = if text.contains(',') || !text.contains('|') { ',' } else { '|' };
    let mut all = vec![String::new()];
    let (mut depth, mut quoted) = (0_i32, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|next| matches!(next, ',' | '|' | '"' | '\\')) => {
                all.last_mut().unwrap_or(&mut String::new()).extend(chars.next());
                continue;
            }
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            c if c == separator && depth <= 0 && !quoted => {
                all.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = all.last_mut() {
            last.push(c);
        }
    }
    all
}

/// The two ways behind a question mark, apart at the colon that no bracket holds.
pub(super) fn ways(text: &str) -> Vec<String> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ':' if depth <= 0 => return vec![text[..at].to_owned(), text[at + 1..].to_owned()],
            _ => {}
        }
    }
    vec![text.to_owned()]
}

/// What a sub-routine gets: the arguments of `Macro(name,a,b)` or `Gosub(context,extension,priority(a,b))`.
pub(super) fn handed_over(application: &str, given: &str) -> Vec<String> {
    if application.starts_with("macro") && application != "macroif" {
        return arguments(given).into_iter().skip(1).collect();
    }
    match given.split_once('(') {
        Some((_, inner)) => arguments(inner.rfind(')').map_or(inner, |end| &inner[..end])),
        None => Vec::new(),
    }
}
