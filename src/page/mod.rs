//! The phone in a browser: what a page asks, and what it is answered.
//!
//! A page holds the library itself, compiled for browsers, so that there is one semantics: its script draws, and asks.
//! Question and answer are texts of JSON. Times are milliseconds since 1970, as scripts count them. A call is its number,
//! its caller and what was pressed when: it is made anew for every answer, which takes a tenth of a millisecond, so that
//! going back in it is asking about an earlier moment.
//!
//! ```
//! use ivrsim::page::PageEngine;
//!
//! let plan = r#"
//!     [plan]
//!     name = "Garage"
//!     effective = 2026-01-05
//!     timezone = "America/New_York"
//!     [lines.main]
//!     number = "1-800-555-0100"
//!     name = "Garage"
//!     answer = "desk"
//!     [destinations.desk]
//!     name = "Front Desk"
//! "#;
//! let engine = PageEngine::read([("plan.toml", plan)]).unwrap();
//! let answer = engine.answer(r#"{"ask": "call", "number": "1-800-555-0100", "at": 1767700800000, "acts": []}"#);
//! assert!(answer.contains("You are put through to Front Desk."));
//! ```

mod call_view;
mod condition_words;
mod engine;
#[cfg(any(feature = "cli", feature = "serve"))]
mod file;
mod found_view;
mod jumps;
mod line_view;
mod made_call;
#[cfg(any(feature = "cli", feature = "serve"))]
mod packed_text;
mod reason;
mod request;
mod scenario_text;
#[cfg(feature = "serve")]
mod spoken;
#[cfg(feature = "learning")]
mod study;
mod week_view;

pub use engine::PageEngine;
#[cfg(any(feature = "cli", feature = "serve"))]
pub use file::{PageFile, SCRIPT, SERVED_SCRIPT, STYLE, ServedPage};
#[cfg(feature = "serve")]
#[doc(hidden)]
pub use spoken::SpokenPrompt;
#[cfg(feature = "learning")]
#[doc(hidden)]
pub use study::{PageChanges, PageStudy};
