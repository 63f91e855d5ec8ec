//! Files held in memory, and places in them.
//!
//! Everything that a user wrote keeps the place where it was written, so that an error can underline it and a trace can
//! name its line. Places are small and `Copy`; the text stays in one [`Sources`].

mod shown;
mod sources;

pub(crate) use shown::unbroken;
pub use shown::{DisplayPath, LogCommandScanner, is_obeyed, one_line, safe, safe_lines};
pub use sources::{FileId, FileLine, SourceFile, Sources, Span, Spanned};
