use crate::base::Language;

/// Words to be spoken. What is the same is spoken once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct SpokenWords {
    /// As people read them.
    pub(in crate::serve) text: String,
    /// In which language.
    pub(in crate::serve) language: Language,
    /// How fast.
    pub(in crate::serve) words_per_minute: u16,
}
