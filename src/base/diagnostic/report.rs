use crate::base::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is worth a look.
    Note,
    /// It works, but probably not as meant.
    Warning,
    /// It cannot be used as it stands.
    Error,
}

impl Level {
    /// All of them, the mildest first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// The code of what is said of a file that is not read and could be missed.
pub const UNREAD_FILE: &str = "unread-file";

/// A place with what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said beside the underline; may be empty.
    pub text: String,
}

/// One mistake: what, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// A stable name for this kind of mistake, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The place to look at. None where there is no text to show, as for a file that is missing.
    pub primary: Option<Label>,
    /// Other places that take part, such as the first of two equal names.
    pub related: Vec<Label>,
    /// What else there is to know; may have several lines, and styles of its own.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Vec<String>,
    /// The one repair that makes sense, where a program can make it.
    pub fix: Option<Fix>,
}

/// A repair of what a diagnostic is about. Afterwards the diagnostic is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "write `18:00`".
    pub message: String,
    /// What changes, apart from each other.
    pub edits: Vec<Edit>,
}

/// A piece of a file with the text that is to stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The piece; may be empty, to insert something.
    pub span: Span,
    /// What stands there then.
    pub text: String,
}

impl Fix {
    /// A repair in one place.
    #[must_use]
    pub fn at(span: Span, message: impl Into<String>, text: impl Into<String>) -> Self {
        Self { message: message.into(), edits: vec![Edit { span, text: text.into() }] }
    }
}

impl Diagnostic {
    /// An error at `span`.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Error, code, Some(span), message.into())
    }

    /// A warning at `span`.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, code, Some(span), message.into())
    }

    /// A note at `span`.
    #[must_use]
    pub fn note(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Note, code, Some(span), message.into())
    }

    /// An error that has no place in a text.
    #[must_use]
    pub fn without_place(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Error, code, None, message.into())
    }

    fn new(level: Level, code: &'static str, span: Option<Span>, message: String) -> Self {
        let primary = span.map(|span| Label { span, text: String::new() });
        Self {
            level,
            code,
            message,
            primary,
            related: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
            fix: None,
        }
    }

    /// Says something beside the underline.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Points at another place that takes part.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Says what else there is to know, where there is something.
    #[must_use]
    pub fn maybe_note(mut self, text: Option<impl Into<String>>) -> Self {
        self.notes.extend(text.map(Into::into));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Says what to do, where there is something to say.
    #[must_use]
    pub fn maybe_help(self, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }
}

impl Diagnostic {
    /// Whether another one says the same of the same place, whatever it says beside it.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let place = |told: &Self| told.primary.as_ref().map(|label| label.span);
        (self.code, place(self), &self.message) == (other.code, place(other), &other.message)
    }

    /// Offers a repair that a program can make.
    #[must_use]
    pub fn fix(self, fix: Fix) -> Self {
        Self { fix: Some(fix), ..self }
    }

    /// Offers a repair, where there is one.
    #[must_use]
    pub fn maybe_fix(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }
}

/// Whether any of them makes the text unusable.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
}
