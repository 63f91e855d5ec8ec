//! What knows nothing about phones: files in memory, mistakes in them, TOML and XML read, TOML written, text set for people.

pub mod source;
pub mod diagnostic;
pub(crate) mod document;
pub mod tidy;
pub(crate) mod figures;
pub(crate) mod hash;
mod language;
pub(crate) mod shared;
pub mod text;
pub(crate) mod threads;
pub(crate) mod xml;

pub use language::{Language, UnknownLanguage};
