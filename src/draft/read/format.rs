//! Which format a document has, and its reader.

use super::decode;
use super::error::UnreadDocument;
#[cfg(feature = "documents")]
use super::{docx, html, markdown};
use super::{pdf, plain, sheet};
use crate::draft::document::Document;

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentFormat {
    /// Plain text.
    Text,
    /// A table of commas, semicolons or tabs.
    Csv,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A document of a word processor, Office Open XML.
    Docx,
    /// What `pdftotext -bbox-layout` writes of a PDF.
    PdfLayout,
}

/// Bytes of a document. Directories have some hundred kilobytes.
pub(super) const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Bytes of one that is text from the beginning.
const MAX_TEXT: usize = 4 * 1024 * 1024;

impl DocumentFormat {
    /// The format of a file by its first bytes, and where they leave that open by its name.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, UnreadDocument> {
        let kind = |text: &str| Err(UnreadDocument::Kind(text.to_owned()));
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match bytes {
            [b'P', b'K', 3, 4, ..] => return Ok(Self::Docx),
            [b'%', b'P', b'D', b'F', ..] => {
                return kind("it is a PDF, of which `pdftotext -bbox-layout` must make text first");
            }
            [0x89, b'P', b'N', b'G', ..]
            | [0xff, 0xd8, 0xff, ..]
            | [b'G', b'I', b'F', b'8', ..]
            | [b'I', b'I', b'*', 0, ..]
            | [b'M', b'M', 0, b'*', ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                return Err(UnreadDocument::Image);
            }
            [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                return kind("it is a file of an old Word or Excel: save it as docx or CSV");
            }
            [b'{', b'\\', b'r', b't', b'f', ..] => {
                return kind("it is rich text: save it as docx or as plain text");
            }
            _ => {}
        }
        Ok(match &*ending {
            "csv" | "tsv" => Self::Csv,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ if looks_like_html(bytes) => Self::Html,
            _ => Self::Text,
        })
    }
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Reads a document. `number` is its place among those that are read together.
pub fn read(
    name: &str,
    number: u16,
    format: DocumentFormat,
    bytes: &[u8],
) -> Result<Document, UnreadDocument> {
    if bytes.len() > MAX_BYTES {
        return Err(UnreadDocument::TooLong(format!("more than {MAX_BYTES} bytes")));
    }
    let text = || {
        let text = decode::text(bytes)?;
        if text.len() > MAX_TEXT {
            return Err(UnreadDocument::TooLong(format!("more than {MAX_TEXT} bytes of text")));
        }
        Ok(text)
    };
    match format {
        DocumentFormat::Text => plain::read(name, number, &text()?),
        DocumentFormat::Csv => sheet::read(name, number, &text()?),
        DocumentFormat::PdfLayout => pdf::read(name, number, &text()?),
        #[cfg(feature = "documents")]
        DocumentFormat::Markdown => markdown::read(name, number, &text()?),
        #[cfg(feature = "documents")]
        DocumentFormat::Html => html::read(name, number, &text()?),
        #[cfg(feature = "documents")]
        DocumentFormat::Docx => docx::read(name, number, bytes),
        #[cfg(not(feature = "documents"))]
        DocumentFormat::Markdown | DocumentFormat::Html | DocumentFormat::Docx => {
            Err(UnreadDocument::Kind("this program was built without readers of such documents".to_owned()))
        }
    }
}
