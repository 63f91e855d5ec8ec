//! Files that say how records are to be read: `[records]`.

mod raw;
mod read;

pub use read::record_rules;
