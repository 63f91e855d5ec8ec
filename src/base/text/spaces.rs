use std::fmt::{self, Write as _};

use super::width::display_width;

/// So many spaces. What the language itself pads with ends the program where a text has more than 65,535 characters, and
/// how long a text is that somebody wrote is not for us to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spaces(pub usize);

impl Spaces {
    /// What is missing behind a text to make it so wide.
    #[must_use]
    pub fn behind(text: &str, width: usize) -> Self {
        Self(width.saturating_sub(display_width(text)))
    }
}

impl fmt::Display for Spaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.0).try_for_each(|_| f.write_char(' '))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_as_it_takes() {
        assert_eq!(format!("é{}|", Spaces::behind("é", 3)), "é  |");
        assert_eq!(format!("窓{}|", Spaces::behind("窓", 3)), "窓 |");
        assert_eq!(format!("abcd{}|", Spaces::behind("abcd", 3)), "abcd|");
        assert_eq!(Spaces(70_000).to_string().len(), 70_000);
    }
}
