//! Documents of each format as rows of cells.

mod builder;
mod columns;
mod decode;
#[cfg(feature = "documents")]
mod docx;
mod error;
mod format;
#[cfg(feature = "documents")]
mod html;
mod left_over;
#[cfg(feature = "documents")]
mod markdown;
mod pdf;
mod plain;
mod sheet;
#[cfg(feature = "documents")]
mod spans;
mod xml;

pub use error::UnreadDocument;
pub use format::{DocumentFormat, read};
