//! Records of calls, as phone systems write them, become legs.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `column`, `time_text`, `rules` | what a record says, whatever a system calls it; its times; how it is to be read |
//! | `names`, `leg` | what is kept of it, small, because there are millions |
//! | `format` | which system has written a file, told by its first rows |
//! | `row` | what a record says becomes a leg |
//! | `csv_rows`, `json_objects`, `json_row` | the two ways in which systems write records |
//! | `intake` | files, read part by part |
//!
//! # A further system
//!
//! One with columns and headings needs its headings in [`RecordColumn::of_heading`]; one without, an arm in `format`. One with JSON
//! needs a shape in `json_row`. All of them end in the same texts by column, and `row` makes a leg of these.

mod column;
mod csv_rows;
mod format;
mod intake;
mod json_objects;
mod json_row;
mod leg;
mod names;
mod part_reading;
mod row;
mod row_trouble;
mod rules;
mod time_text;

pub use column::RecordColumn;
pub(crate) use format::CsvLayout;
pub use format::RecordFormat;
pub use intake::{RecordFile, RecordIntake, TroubleCount};
pub(crate) use json_objects::{JsonPiece, JsonSplitter};
pub(crate) use json_row::json_format;
pub use leg::{Leg, LegSide, ReachedPlace};
pub use names::{NameId, RecordNames};
pub(crate) use row::text_print;
pub use row_trouble::RowTrouble;
pub use rules::{ColumnPlace, LeaveOut, RecordRules};
pub use time_text::RecordTime;
