//! Files out of memory: whole or not at all.
//!
//! A file is written beside its place under another name, flushed to the disk and then renamed, so that whoever reads it
//! finds either the old text or the new one, also after a crash in the middle. What is no file, a device or a pipe, is
//! written to, once all of it is there. Who may replace what is told in docs/files.md.
//!
//! A file that somebody else may have changed meanwhile is replaced by way of what was read of it ([`rewrite`],
//! [`Pending::keep_over`]): it is compared in the last moment before the renaming, and left alone if it says something else by
//! then.

mod beside;
mod error;
mod pending;
mod place;
mod write;

pub use beside::scratch;
pub use error::{NamedStream, SaveError};
pub use pending::{Pending, is_stream, spool};
pub use place::{folder, standing};
pub use write::{FileRewrite, all_new, new, private, replace, rewrite};

#[cfg(test)]
mod tests;
