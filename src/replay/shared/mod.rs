//! Records that can be shared: the same calls, and nothing by which somebody could be known.
//!
//! Only the columns that a replay reads are written, in the format in which they were; all others are left empty. Numbers are replaced by
//! others of the same area, the same for the same, so that what depends on where a caller is stays as it was. Numbers that the plan
//! names stay, or the replay would be another one. Names of agents become hashes, unless the plan names them.

mod files;
mod rewrite;
mod shared_text;
mod stand_in;

pub use files::share_records;
pub use rewrite::SharedCount;
