use std::borrow::Cow;

use crate::base::source::safe_lines;

/// A text that no spreadsheet takes for a formula: what begins like one is led by an apostrophe, as OWASP's page on CSV
/// injection advises. What stands in front without being seen does not count, because some programs overlook it: spaces
/// of any kind, control characters, and marks without a width. So do the wide and small forms of the signs.
///
/// A phone number of another country, a `+` and digits alone, is written without its `+` instead: it is a number in every
/// spreadsheet then, and one for every program.
pub(crate) fn inert(text: &str) -> Cow<'_, str> {
    if let Some(digits) = text.strip_prefix('+')
        && (7..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Cow::Borrowed(digits);
    }
    let is_control = text.starts_with(['\t', '\r', '\n', '\u{b}', '\u{c}']);
    let first = text.chars().find(|&c| !is_overlooked(c));
    if is_control || first.is_some_and(begins_formula) {
        Cow::Owned(format!("'{}", safe_lines(text)))
    } else {
        safe_lines(text)
    }
}

/// Whether a program may read what follows as if this were not there.
fn is_overlooked(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '"' | '\''
        )
}

/// The signs with which formulas begin, in all their widths.
fn begins_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '\u{2212}'
            | '\u{fe62}'
            | '\u{fe63}'
            | '\u{fe66}'
            | '\u{fe6b}'
            | '\u{ff0b}'
            | '\u{ff0d}'
            | '\u{ff1d}'
            | '\u{ff20}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_taken_for_a_formula() {
        for formula in [
            "=cmd|'/C calc'!A0",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\tx",
            "  =1",
            " =1+1",
            "＝1+1",
            "＋1",
            "－1",
            "＠1",
            "﹦1",
            "﹢1",
            "﹣1",
            "﹫1",
            "−1",
            "\u{a0}=1",
            "\u{3000}=1",
            "\u{feff}=1",
            "\u{200b}=1",
            "\u{202e}=1",
            "\u{2066}=1",
            "\u{1}=1",
            "\"=1",
            "'=1",
            "+1234567x",
            "+12345678901234567",
        ] {
            assert!(inert(formula).starts_with('\''), "{formula:?}");
        }
        for text in ["Ann = Bob", "", "1-855-720-2559", "'tis", "\"quoted\" - so", "café"] {
            assert_eq!(inert(text), text);
        }
        assert_eq!(inert("a\u{1b}[2J"), "a\\u{1b}[2J");
    }

    #[test]
    fn a_number_of_another_country_is_its_digits() {
        assert_eq!(inert("+442079460000"), "442079460000");
    }
}
