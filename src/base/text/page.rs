use std::fmt;

use super::markup::Markup;

/// How every page looks.
pub(crate) const PAGE_STYLE: &str = include_str!("page/style.css");

/// The beginning of an HTML page that needs nothing else: no script must run, and nothing is fetched.
pub(crate) struct PageHead<'a> {
    /// What stands in the window's title.
    pub(crate) title: &'a str,
    /// Style sheets, one after the other.
    pub(crate) styles: &'a [&'a str],
}

impl fmt::Display for PageHead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = Markup(self.title);
        write!(
            f,
            "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n"
        )?;
        self.styles.iter().try_for_each(|style| f.write_str(style))?;
        writeln!(f, "</style>")
    }
}
