//! TOML in the one style of plans and scenarios.
//!
//! Only white space changes, and the comma behind the last element of a list: words, their order and comments stay, so
//! that the text still means the same. Text that has been formatted is not changed again.
//!
//! - One blank line stands before each table and the comment on top of it, never more than one anywhere.
//! - The `=` of keys that follow each other without a blank line stand below each other. So do comments behind values.
//! - A list stands on one line where that has room, unless its first element was put on a line of its own.
//! - A table in braces stays on one line, as readers of TOML 1.0 want it; where it is too long, its longest lists give
//!   way first.
//!
//! ```
//! let text = "[lines.main]\nnumber=\"1-800-555-0100\" # toll-free\nname = \"Acme\"\n";
//! let tidy = "[lines.main]\nnumber = \"1-800-555-0100\"    # toll-free\nname   = \"Acme\"\n";
//! assert_eq!(ivrsim::base::tidy::formatted("plan.toml", text).unwrap(), tidy);
//! ```

mod format;
mod layout;
mod quoted;
mod tree;

pub use format::formatted;
pub use quoted::quoted;
