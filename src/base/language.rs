use std::str::FromStr;

/// A language that callers are spoken to in: one of which the stock sentences, the hours and the days are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// As it is spoken in the United States.
    #[default]
    English,
    /// As it is spoken in the United States.
    Spanish,
    /// As it is spoken in Canada.
    French,
}

impl Language {
    /// How many there are.
    pub const COUNT: usize = 3;

    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [Self::English, Self::Spanish, Self::French];

    /// Its code of ISO 639-1, as plans and pages write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
        }
    }

    /// Its English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
            Self::French => "French",
        }
    }

    /// Its place in [`Language::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a code: `es`.
    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

/// A code that is none of those of [`Language::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the languages are `en` (English), `es` (Spanish) and `fr` (French)")]
pub struct UnknownLanguage;
