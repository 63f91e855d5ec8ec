//! What is told to people and to programs: pure text, written by whoever asked for it.

mod call;
mod facts;
mod found;
mod hours;
mod lines;
mod opening;
mod paint;
mod safe;
mod table;
mod test_console;

pub use call::{CallBody, CallEntry, CallHead, CallJson, CallText, TraceText, clock};
pub use facts::{FactJson, FactsText};
pub use found::Found;
pub use hours::HoursReport;
pub use lines::LinesReport;
pub use paint::Paint;
pub use safe::safe;
pub use table::Table;
pub use test_console::{Detail, TestConsole};
