//! A directory on paper becomes a plan: every fact with the words that it was read from and where they stand, and what is not
//! certain as a question.
//!
//! Documents of all formats become rows of cells ([`Document`]); what single words say is told by their shape (`words`); rows become
//! entries and contacts, and these a directory in order (`entries`), which is written as a plan (`written`). No reader knows a company: what
//! counts is how directories are laid out.
//!
//! Nothing is guessed silently. What can be read in two ways is a [`Question`] with its choices; the first of them is taken until
//! somebody answers, and the plan says so where it stands.
//!
//! ```
//! use ivrsim::draft::{DocumentFormat, DraftRequest, draft, read};
//!
//! let text = "Acme Support\n\nEffective March 1, 2026\n\nBilling  518-555-0142  Mon-Fri 8 am - 5 pm ET\n";
//! let document = read("acme.txt", 0, DocumentFormat::Text, text.as_bytes())?;
//! let made = draft(&[document], &DraftRequest::of_day("2026-03-02".parse()?));
//! assert!(made.files[1].text.contains("open   = \"Mo-Fr 08:00-17:00\""));
//! assert_eq!(made.open().count(), 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod document;
mod words;
mod read;
mod question;
mod entries;
mod written;
mod make;
mod against;
mod answers;
mod report;

pub use against::known_names;
pub use answers::{AnswerList, answers_text};
pub use document::{Cell, CellLine, Document, Place, Row, RowKind};
pub use make::{Draft, DraftRequest, draft};
pub use question::{Choice, Expected, Question};
pub use read::{DocumentFormat, UnreadDocument, read};
pub use report::{DraftJson, draft_text, place_of};
pub use written::{DraftFact, DraftFile, FactKind, KnownNames};
