//! How text is set: colors, tables, lines of a width, pages, cells that no spreadsheet takes for a formula.
//!
//! What comes from files is hostile until one of these has set it for its medium.

mod capital;
mod cell;
mod counted;
mod fold;
mod folded_lines;
mod inert;
mod length;
pub(crate) mod markdown;
mod markup;
mod page;
mod page_text;
mod paint;
mod percent;
mod sentences;
mod filled;
pub(crate) mod sheet;
mod spaces;
mod table;
mod table_html;
mod table_text;
mod tone;
mod typed;
mod width;
mod word_diff;
mod wrap;

pub use crate::base::source::{one_line, safe, safe_lines};
pub(crate) use capital::capital;
pub use cell::Cell;
pub(crate) use counted::{counted, counted_as};
pub(crate) use filled::filled;
#[cfg(test)]
pub(crate) use filled::places;
pub use fold::WrappedText;
pub use folded_lines::FoldedLines;
pub(crate) use length::exact_length;
#[cfg(feature = "lessons")]
pub(crate) use length::short_length;
pub(crate) use markup::{Verbatim, XmlText, with_code};
pub(crate) use page::{PAGE_STYLE, Page, TABLE_STYLE};
pub use page_text::PageText;
pub use paint::Paint;
pub(crate) use paint::Painted;
pub(crate) use percent::Percent;
pub(crate) use sentences::{is_whole_sentence, sentences};
pub use spaces::Spaces;
pub use table::{Column, Table};
pub use tone::Tone;
pub use typed::{MAX_TYPED, TooLong, typed};
pub use width::display_width;
pub use word_diff::Stretch;
pub(crate) use word_diff::{stretches, word_diff};
pub use wrap::wrapped;
