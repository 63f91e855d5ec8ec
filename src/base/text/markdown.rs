use std::fmt::{self, Write as _};

use crate::base::source::one_line;

/// A text that is no markup, whoever it mentions.
pub(crate) struct MarkdownText<'a>(pub(crate) &'a str);

impl fmt::Display for MarkdownText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = one_line(self.0);
        let mut before = ' ';
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                // Only what has the form of an entity is one.
                '&' if is_entity(rest.clone()) => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!' => write!(f, "\\{c}")?,
                // Nobody is called and no issue is linked because of a name in a plan.
                '@' if !before.is_alphanumeric() => f.write_str("@&#8203;")?,
                '#' if rest.peek().is_some_and(char::is_ascii_digit) => f.write_str("#&#8203;")?,
                ':' if rest.peek() == Some(&'/') => f.write_str(":&#8203;")?,
                c => f.write_char(c)?,
            }
            before = c;
        }
        Ok(())
    }
}

/// Whether what follows an ampersand makes it an entity: `amp;`, `#8203;`.
fn is_entity(rest: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.skip_while(|c| c.is_ascii_alphanumeric() || *c == '#');
    rest.next() == Some(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_taken_for_markup() {
        let hostile = "a|b `c` *d* _e_ [f](http://x) <b> & &lt; @ally a@b #12\n# g \u{1b}[2J ![h] ~~i~~";
        assert_eq!(
            MarkdownText(hostile).to_string(),
            "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](http:&#8203;//x) &lt;b&gt; & &amp;lt; @&#8203;ally a@b #&#8203;12 # g \
             \\\\u{1b}\\[2J \\!\\[h\\] \\~\\~i\\~\\~"
        );
    }
}
