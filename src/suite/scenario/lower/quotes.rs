//! Whether the quotes of a CSV file close, and close cells.

use std::ops::Range;

/// A quote that says something else than was meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Where it is: bytes of the text.
    pub(super) place: Range<usize>,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

/// Looks at the quotes of a text as the reader of CSV files does: a cell is in quotes if a quote is the first of it, a quote
/// in it is written twice, and anywhere else quotes are signs like others.
pub(super) fn closed(text: &str) -> Result<(), Wrong> {
    let bytes = text.as_bytes();
    let end_of_cell = |from: usize| {
        let rest = &bytes[from..];
        from + rest.iter().position(|byte| matches!(byte, b',' | b'\r' | b'\n')).unwrap_or(rest.len())
    };
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at = end_of_cell(at) + 1;
            continue;
        }
        let Some(after) = behind_quotes(bytes, at) else {
            let line = text[at..].lines().next().map_or(0, str::len);
            return Err(Wrong {
                place: at..at + line,
                message: "this quote is not closed",
                help: "add a quote at the end of the cell, or remove the one at its beginning",
            });
        };
        let end = end_of_cell(after);
        if !text[after..end].trim().is_empty() {
            return Err(Wrong {
                place: at..end,
                message: "this cell continues after its quotes",
                help: "put the whole cell in quotes; write a quote inside it twice: `\"\"`",
            });
        }
        at = end + 1;
    }
    Ok(())
}

/// Where what begins with a quote at this place has been closed.
fn behind_quotes(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += bytes[at..].iter().position(|&byte| byte == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_hold_whole_cells_are_right() {
        for text in [
            "",
            "\"",
            "a,b\n",
            "\"a\",\"b, c\"\r\n\"\",x",
            "\"two\nlines\",\"say \"\"x\"\"\"",
            "5\" pipe,a \"b\" c\n",
            "\"a\" ,b",
        ] {
            assert_eq!(closed(text).is_ok(), text != "\"", "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told_at_its_place() {
        let wrong = closed("call,at\nmain,\"2026\nside,x\n").unwrap_err();
        assert_eq!((wrong.place, wrong.message), (13..18, "this quote is not closed"));
        assert_eq!(closed("x,\"a\"\"\n").unwrap_err().place, 2..6);
    }

    #[test]
    fn a_cell_that_goes_on_behind_its_quotes_is_told_at_its_place() {
        let wrong = closed("call\n\"main\"x,y\n").unwrap_err();
        assert_eq!((wrong.place, wrong.message), (5..12, "this cell continues after its quotes"));
    }
}
