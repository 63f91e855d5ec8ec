use std::fmt::{self, Write as _};

use maud::{Markup, html};

use crate::base::source::safe_lines;

/// A text in XML, between tags or in a quoted attribute. What a terminal would obey, and what XML cannot hold, is shown as
/// what it is; white space keeps its meaning in attributes, too. Pages of HTML are [`Page`](super::Page)s.
pub(crate) struct XmlText<'a>(pub(crate) &'a str);

impl fmt::Display for XmlText<'_> {
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

/// A sentence of ours on a page: what stands between backquotes is code.
pub(crate) fn with_code(sentence: &str) -> Markup {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some((before, (code, after))) =
        rest.split_once('`').and_then(|(before, rest)| Some((before, rest.split_once('`')?)))
    {
        parts.push((before, code));
        rest = after;
    }
    html! {
        @for (before, code) in parts { (before) code.name { (code) } }
        (rest)
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
            XmlText(hostile).to_string(),
            "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;\\u{1b}\\u{202e}\\u{0}\u{fffd}&#10;"
        );
    }

    #[test]
    fn names_in_sentences_are_code_on_a_page() {
        let told = with_code("`a<b` is closed: hours `office`, `open").into_string();
        assert_eq!(
            told,
            "<code class=\"name\">a&lt;b</code> is closed: hours <code class=\"name\">office</code>, `open"
        );
    }

    #[test]
    fn nothing_in_a_text_ends_what_holds_it() {
        let told = Verbatim("a ]]> & <b>\n\u{0}\u{fffe}").to_string();
        assert_eq!(told, "<![CDATA[a ]]]]><![CDATA[> & <b>\n\\u{0}\u{fffd}]]>");
    }
}
