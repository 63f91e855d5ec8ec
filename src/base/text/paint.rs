use std::fmt::{self, Write as _};

use super::tone::Tone;
use super::width::display_width;
use super::wrap::broken;

/// Stands in a line that stays whole on any screen. It is no sign that quoted text can have ([`safe`](super::safe)).
pub(super) const WHOLE: char = '\u{2}';

/// Colors where they are wanted, and nothing where they are not.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    color: bool,
    marks_whole: bool,
    columns: Option<usize>,
}

impl Paint {
    /// Colors, or none.
    #[must_use]
    pub fn new(color: bool) -> Self {
        Self { color, marks_whole: false, columns: None }
    }

    /// The same for a text that [`WrappedText`](super::WrappedText) sets.
    #[must_use]
    pub fn marking_whole(self) -> Self {
        Self { marks_whole: true, ..self }
    }

    /// The same for a screen of so many columns, on which [`WrappedText`](super::WrappedText) sets it.
    #[must_use]
    pub fn within(self, columns: Option<usize>) -> Self {
        Self { marks_whole: self.marks_whole || columns.is_some(), columns, ..self }
    }

    /// How many columns the screen has, if it is one.
    #[must_use]
    pub fn columns(self) -> Option<usize> {
        self.columns
    }

    /// What people copy: a command to run, a line of a file. Its line stays whole on any screen.
    pub fn whole<T: fmt::Display>(self, text: T) -> impl fmt::Display {
        let mark = self.marks_whole.then_some(WHOLE);
        fmt::from_fn(move |f| {
            mark.map_or(Ok(()), |mark| f.write_char(mark))?;
            text.fmt(f)
        })
    }

    /// Whether colors are used.
    #[must_use]
    pub fn is_colored(self) -> bool {
        self.color
    }

    /// As it is.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Painted<String> {
        self.toned(Tone::Plain, text.into())
    }

    /// What stands out.
    pub fn bold<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.toned(Tone::Bold, text)
    }

    /// What matters less.
    pub fn dim<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.toned(Tone::Dim, text)
    }

    /// What is well: open, put through, passed.
    pub fn good<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.toned(Tone::Good, text)
    }

    /// What is not: closed, failed.
    pub fn bad<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.toned(Tone::Bad, text)
    }

    /// What is neither.
    pub fn note<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.toned(Tone::Note, text)
    }

    /// What the caller did.
    pub fn caller<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.toned(Tone::Caller, text)
    }

    /// In the color of a tone.
    pub fn toned<T: fmt::Display>(self, tone: Tone, text: T) -> Painted<T> {
        Painted { tone: if self.color { tone } else { Tone::Plain }, text }
    }
}

/// A text in its color.
#[derive(Clone, Copy, Debug)]
pub struct Painted<T> {
    pub(super) tone: Tone,
    pub(super) text: T,
}

impl Painted<String> {
    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        display_width(&self.text)
    }

    /// How many columns its longest word takes.
    pub(crate) fn longest_word(&self) -> usize {
        self.text.split(' ').map(display_width).max().unwrap_or(0)
    }

    /// The same on as many lines as it takes.
    pub(crate) fn broken(&self, width: usize) -> Vec<Self> {
        broken(&self.text, width).into_iter().map(|text| Self { tone: self.tone, text }).collect()
    }
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Padding belongs to the text alone: escape codes have no width.
        let style = self.tone.style();
        write!(f, "{style}")?;
        self.text.fmt(f)?;
        write!(f, "{style:#}")
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
