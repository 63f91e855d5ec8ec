use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::base::Language;
use crate::base::source::safe_lines;

/// How every page looks.
pub(crate) const PAGE_STYLE: &str = include_str!("page/style.css");

/// How tables with headings look.
pub(crate) const TABLE_STYLE: &str = include_str!("page/table.css");

/// A page of HTML that needs nothing else: no script must run, and nothing is fetched.
pub(crate) struct Page<'a> {
    /// What stands in the window's title.
    pub(crate) title: &'a str,
    /// Style sheets, one after the other.
    pub(crate) styles: &'a [&'a str],
    /// What its words are.
    pub(crate) language: Language,
}

impl Page<'_> {
    /// What a page ends with.
    pub(crate) const END: &'static str = "</body></html>\n";

    /// The whole page.
    pub(crate) fn with(&self, body: &Markup) -> String {
        self.begin() + &Self::part(body) + Self::END
    }

    /// What a page begins with that is written piece by piece.
    pub(crate) fn begin(&self) -> String {
        let styles = self.styles.concat();
        let head = html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (self.title) }
            }
        };
        // A style sheet is no text, and nothing in it is escaped.
        let style = format!("<style>\n{styles}</style></head>");
        let head = Self::part(&head).replacen("</head>", &style, 1);
        format!("{}\n<html lang=\"{}\">{head}<body>\n", DOCTYPE.0, self.language.code())
    }

    /// A piece of it. No text in it is markup, because [`html!`] escapes what it is given; and what a terminal would obey, or
    /// no page may hold, is shown as what it is.
    pub(crate) fn part(markup: &Markup) -> String {
        let PreEscaped(markup) = markup;
        safe_lines(markup).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_on_a_page_is_more_than_text() {
        let hostile = "</title><script>x</script>\u{1b}[2J\u{202e}\u{ffff}\"&";
        let page = Page { title: hostile, styles: &["p > q {}\n"], language: Language::English };
        let told = page.with(&html! { p title=(hostile) { (hostile) } });
        let shown = "&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;\\u{1b}[2J\\u{202e}\u{fffd}&quot;&amp;";
        assert_eq!(told.matches(shown).count(), 3, "{told}");
        assert!(told.contains("<style>\np > q {}\n</style></head><body>"), "{told}");
        assert!(
            told.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && told.ends_with("</p></body></html>\n")
        );
    }
}
