//! Plans become files of phone systems: hours and calendars first, and what callers of each line come to.
//!
//! A platform says less than a plan. So before anything is written it is found what it cannot say ([`ExportLimit`]), and the plan is
//! changed to what is written instead; whoever asks for an export must agree to it. What is written is then read back by the import,
//! worked out, and compared with the changed plan by `diff`, for every line, caller, key and minute ([`ExportProof`]).
//!
//! | file | what it holds |
//! | --- | --- |
//! | `platform`, `written_file` | for which platform, how much, and what a file is |
//! | `dated_hours` | hours as a week with dated exceptions, for a span of days |
//! | `needs`, `blueprint`, `walk` | the steps of a plan with everything settled that platforms cannot work out |
//! | `limits` | what a platform cannot say, and what is written instead |
//! | `asterisk`, `connect` | platforms |
//! | `proof`, `written_plan`, `summary` | what was written, read back; the whole way, and what is told of it |

mod asterisk;
mod blueprint;
mod connect;
mod dated_hours;
mod icalendar;
mod limits;
mod needs;
mod platform;
mod proof;
mod summary;
mod walk;
mod written_file;
mod written_plan;

pub use dated_hours::ExportSpan;
pub use icalendar::{CalendarExport, calendars};
pub use limits::{ExportLimit, LimitGravity};
pub use platform::{ExportPlatform, ExportScope};
pub use proof::{HoursDifference, MenuComparison, PhoneFiles};
pub use summary::{CalendarSummary, ExportJson, ExportSummary};
pub use written_file::WrittenFile;
pub use written_plan::{Export, ExportProof, ExportRequest, check, export};
