//! What is told to people and to programs: pure text, written by whoever asked for it.

mod call;
mod facts;
mod failure;
mod found;
mod hint;
mod hours;
mod lines;
mod markup;
mod opening;
mod paint;
mod replay;
mod reporter;
mod safe;
mod table;
mod test_console;
mod test_github;
mod test_html;
mod test_json;
mod test_junit;
mod test_list;
mod test_tap;
mod training;

pub use call::{CallBody, CallEntry, CallHead, CallJson, CallText, TraceText, clock};
pub use facts::{FactJson, FactsText};
pub use found::Found;
pub use hours::HoursReport;
pub use lines::LinesReport;
pub use paint::Paint;
pub use reporter::{Reporter, Scene, Spool};
pub use safe::safe;
pub use table::Table;
pub use test_console::{Detail, TestConsole};
pub use test_github::TestGithub;
pub use test_html::TestHtml;
pub use test_json::{JSON_REPORT_VERSION, TestJson};
pub use test_junit::TestJunit;
pub use test_list::TestList;
pub use test_tap::TestTap;
pub use training::TrainingReport;

use replay::Replay;
