use std::fmt::{self, Write as _};

use crate::base::source::safe_lines;

/// A text in XML or HTML, between tags or in a quoted attribute. What a terminal would obey, and what XML cannot hold, is
/// shown as what it is; white space keeps its meaning in attributes, too.
pub(crate) struct Markup<'a>(pub(crate) &'a str);

impl fmt::Display for Markup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in safe_lines(self.0).chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' => f.write_str("&#10;")?,
                // No character of XML 1.0 (section 2.2), although Unicode has a place for it.
                '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A sentence of ours between tags of HTML: what stands between backquotes is code.
pub(crate) struct MarkupWithCode<'a>(pub(crate) &'a str);

impl fmt::Display for MarkupWithCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((before, (code, after))) =
            rest.split_once('`').and_then(|(before, rest)| Some((before, rest.split_once('`')?)))
        {
            write!(f, "{}<code class=name>{}</code>", Markup(before), Markup(code))?;
            rest = after;
        }
        Markup(rest).fmt(f)
    }
}

/// A text between tags of XML, without escapes, so that people can read the file as it is. Some readers lose what is
/// escaped there, quotation marks above all.
pub(crate) struct Verbatim<'a>(pub(crate) &'a str);

impl fmt::Display for Verbatim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What would end the section is cut in two.
        let text = safe_lines(self.0)
            .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
            .replace("]]>", "]]]]><![CDATA[>");
        write!(f, "<![CDATA[{text}]]>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_markup() {
        let hostile = "<script>alert(\"1\" & '2')</script>\u{1b}\u{202e}\u{0}\u{ffff}\n";
        assert_eq!(
            Markup(hostile).to_string(),
            "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;\\u{1b}\\u{202e}\\u{0}\u{fffd}&#10;"
        );
    }

    #[test]
    fn names_in_sentences_are_code_on_a_page() {
        let told = MarkupWithCode("`a<b` is closed: hours `office`, `open").to_string();
        assert_eq!(
            told,
            "<code class=name>a&lt;b</code> is closed: hours <code class=name>office</code>, `open"
        );
    }

    #[test]
    fn nothing_in_a_text_ends_what_holds_it() {
        let told = Verbatim("a ]]> & <b>\n\u{0}\u{fffe}").to_string();
        assert_eq!(told, "<![CDATA[a ]]]]><![CDATA[> & <b>\n\\u{0}\u{fffd}]]>");
    }
}
