use std::borrow::Cow;

use super::safe_lines;

/// A text that no spreadsheet takes for a formula: what begins like one is led by an apostrophe, as OWASP's page on CSV
/// injection advises. Spaces in front and the wide forms of the signs count, because some programs overlook them.
pub(super) fn inert(text: &str) -> Cow<'_, str> {
    let begins =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    let first = text.chars().find(|c| *c != ' ');
    if first.is_some_and(begins) { Cow::Owned(format!("'{}", safe_lines(text))) } else { safe_lines(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_taken_for_a_formula() {
        for formula in ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"] {
            assert!(inert(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(inert("Ann = Bob"), "Ann = Bob");
        assert_eq!(inert(""), "");
        assert_eq!(inert("a\u{1b}[2J"), "a\\u{1b}[2J");
    }
}
