use anstyle::{AnsiColor, Style};

/// What is meant by a color, whatever shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// What stands out.
    Bold,
    /// What matters less.
    Dim,
    /// What is well: open, put through, passed.
    Good,
    /// What is not: closed, failed.
    Bad,
    /// What is neither.
    Note,
    /// What the caller did.
    Caller,
}

impl Tone {
    /// On a terminal.
    pub(super) fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Bold => Style::new().bold(),
            Self::Dim => Style::new().dimmed(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Note => AnsiColor::Yellow.on_default(),
            Self::Caller => AnsiColor::Cyan.on_default().bold(),
        }
    }

    /// The class of what has it on a page, as the style sheets name them.
    pub(super) fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Bold => Some("bold"),
            Self::Dim => Some("dim"),
            Self::Good => Some("passed"),
            Self::Bad => Some("failed"),
            Self::Note => Some("note"),
            Self::Caller => Some("caller"),
        }
    }
}
