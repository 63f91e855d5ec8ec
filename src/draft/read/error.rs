//! Why a document cannot be read.

/// Why a document cannot be read, in words for whoever named it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnreadDocument {
    /// There is no text in it.
    #[error("there is no text in it")]
    NoText,
    /// It is an image, or pages of images.
    #[error(
        "it is an image, and words cannot be read in images: export the directory as text, or run it through text recognition first"
    )]
    Image,
    /// A PDF whose pages have no text.
    #[error(
        "its pages are images without text, as scanners make them: run it through text recognition first, or export the directory from where it was written"
    )]
    Scan,
    /// It is of a kind that is not read.
    #[error("{0}")]
    Kind(String),
    /// It is longer than any directory.
    #[error("it has {0}, more than a directory has: name a file with the directory alone")]
    TooLong(String),
    /// It is broken.
    #[error("it is damaged: {0}")]
    Damaged(String),
}
