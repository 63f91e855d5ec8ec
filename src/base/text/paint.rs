use std::fmt;

use anstyle::{AnsiColor, Style};

use super::wrap::broken;

/// Colors where they are wanted, and nothing where they are not.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    color: bool,
}

impl Paint {
    /// Colors, or none.
    #[must_use]
    pub fn new(color: bool) -> Self {
        Self { color }
    }

    /// Whether colors are used.
    #[must_use]
    pub fn is_colored(self) -> bool {
        self.color
    }

    /// As it is.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Painted<String> {
        self.paint(Style::new(), text.into())
    }

    /// What stands out.
    pub fn bold<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.paint(Style::new().bold(), text)
    }

    /// What matters less.
    pub fn dim<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.paint(Style::new().dimmed(), text)
    }

    /// What is well: open, put through, passed.
    pub fn good<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    /// What is not: closed, failed.
    pub fn bad<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.paint(AnsiColor::Red.on_default(), text)
    }

    /// What is neither.
    pub fn note<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.paint(AnsiColor::Yellow.on_default(), text)
    }

    /// What the caller did.
    pub fn caller<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.paint(AnsiColor::Cyan.on_default().bold(), text)
    }

    fn paint<T: fmt::Display>(self, style: Style, text: T) -> Painted<T> {
        Painted { style: if self.color { style } else { Style::new() }, text }
    }
}

/// A text in its color.
#[derive(Clone, Copy, Debug)]
pub struct Painted<T> {
    style: Style,
    text: T,
}

impl Painted<String> {
    /// How many characters it shows.
    #[must_use]
    pub fn width(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it says nothing, which tables tell with a dash.
    pub(crate) fn says_nothing(&self) -> bool {
        matches!(self.text.as_str(), "" | "-")
    }

    /// How many characters its longest word shows.
    pub(crate) fn longest_word(&self) -> usize {
        self.text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0)
    }

    /// The same on as many lines as it takes.
    pub(crate) fn broken(&self, width: usize) -> Vec<Self> {
        broken(&self.text, width).into_iter().map(|text| Self { style: self.style, text }).collect()
    }
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Padding belongs to the text alone: escape codes have no width.
        write!(f, "{}", self.style)?;
        self.text.fmt(f)?;
        write!(f, "{:#}", self.style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colors_the_text_stays_as_it_is() {
        let paint = Paint::new(false);
        assert_eq!(format!("{:>5}|", paint.good("open")), " open|");
    }

    #[test]
    fn with_colors_the_padding_counts_only_the_text() {
        let shown = format!("{:>5}|", Paint::new(true).good("open"));
        assert_eq!(shown, "\u{1b}[32m open\u{1b}[0m|");
    }
}
