//! What is told to people and to programs: pure text, written by whoever asked for it.

mod call;
mod checked;
mod diff;
mod facts;
mod failure;
mod found;
mod hint;
mod hours;
mod lines;
mod markup;
mod opening;
mod paint;
mod paths;
mod replay;
mod reporter;
mod table;
mod test_console;
mod test_github;
mod test_html;
mod test_json;
mod test_junit;
mod test_list;
mod test_tap;

pub use crate::diagnostic::render::safe;
pub use call::{CallBody, CallEntry, CallHead, CallJson, CallText, TraceText, clock};
pub use checked::{CheckJson, CheckSummary, PageText, RuleJson};
pub use diff::{DIFF_REPORT_VERSION, DiffJson, DiffReport, Named, Review, Reviewed};
pub use facts::{FactJson, FactsText};
pub use found::Found;
pub use hours::HoursReport;
pub use lines::LinesReport;
pub use paint::Paint;
pub use paths::{PathJson, PathsReport};
pub use reporter::{Reporter, Scene, Spool};
pub use table::Table;
pub use test_console::{Detail, TestConsole};
pub use test_github::TestGithub;
pub use test_html::TestHtml;
pub use test_json::{JSON_REPORT_VERSION, TestJson};
pub use test_junit::TestJunit;
pub use test_list::TestList;
pub use test_tap::TestTap;

pub(crate) use markup::Markup;
use replay::Replay;
