/// Words to be spoken. What is the same is spoken once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct SpokenWords {
    /// As people read them.
    pub(in crate::serve) text: String,
    /// How fast.
    pub(in crate::serve) words_per_minute: u16,
}
