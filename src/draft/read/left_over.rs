//! Marks of other formats that were left over in a text: tags of web pages, breaks.

/// How a line of a cell begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineStart {
    /// As a line of its own.
    Line,
    /// As an entry of a list.
    Item,
    /// As a list whose entries are not told apart.
    List,
}

/// Tags that begin another line. Others are left out where they stand.
const BREAKS: [&str; 8] = ["br", "p", "div", "li", "ul", "ol", "tr", "td"];
/// Tags without a meaning for lines.
const OTHERS: [&str; 12] =
    ["b", "i", "u", "em", "strong", "span", "font", "a", "sup", "sub", "table", "small"];
/// The longest tag that is looked for.
const MAX_TAG: usize = 200;

/// The lines of a text, without tags.
pub(super) fn lines_of(text: &str) -> Vec<(LineStart, &str)> {
    let mut lines = Vec::new();
    let mut start = LineStart::Line;
    let mut begin = 0;
    let mut at = 0;
    let mut push = |start: &mut LineStart, line: std::ops::Range<usize>| {
        if !text[line.clone()].trim().is_empty() {
            lines.push((*start, &text[line]));
            *start = LineStart::Line;
        }
    };
    while let Some(found) = text[at..].find(['<', '\n']) {
        let here = at + found;
        let (end, next) = if text.as_bytes()[here] == b'\n' {
            (here + 1, Some(LineStart::Line))
        } else if let Some((name, length)) = tag(&text[here..]) {
            let next = match name {
                "li" => LineStart::Item,
                "ul" | "ol" => LineStart::List,
                _ => LineStart::Line,
            };
            (here + length, (BREAKS.contains(&name)).then_some(next))
        } else {
            at = here + 1;
            continue;
        };
        push(&mut start, begin..here);
        match next {
            // `<ul><li>`: the entries are told apart.
            Some(next) if start == LineStart::Line || next == LineStart::Item => start = next,
            _ => {}
        }
        begin = end;
        at = end;
    }
    push(&mut start, begin..text.len());
    lines
}

/// The tag that a text begins with: its name, and its length.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    let end = text.bytes().take(MAX_TAG).position(|b| b == b'>')?;
    let inner = text[1..end].trim_start_matches('/');
    let length = inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len());
    let name = &inner[..length];
    let known = BREAKS.into_iter().chain(OTHERS).find(|known| name.eq_ignore_ascii_case(known))?;
    let is_closing = text[1..end].starts_with('/');
    // What ends a list begins no entry of it.
    Some((if is_closing && matches!(known, "li" | "ul" | "ol") { "p" } else { known }, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_were_left_over_part_lines_and_are_not_read() {
        let of =
            |text| lines_of(text).into_iter().map(|(start, line)| (start, line.trim())).collect::<Vec<_>>();
        assert_eq!(
            of("Proceeds <ul style=\"x\"> Statement Funding"),
            [(LineStart::Line, "Proceeds"), (LineStart::List, "Statement Funding")]
        );
        assert_eq!(
            of("A<ul><li>one</li><li>two</ul>B"),
            [
                (LineStart::Line, "A"),
                (LineStart::Item, "one"),
                (LineStart::Item, "two"),
                (LineStart::Line, "B")
            ]
        );
        assert_eq!(of("a < b <bob> 3\nc"), [(LineStart::Line, "a < b <bob> 3"), (LineStart::Line, "c")]);
        assert_eq!(of("<b>x</b>"), [(LineStart::Line, "x")]);
    }
}
