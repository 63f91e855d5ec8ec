//! Questions of a company's own, in a TOML file, checked against the plan.
//!
//! A question has a name, and either words and the answers to accept, or a request at a moment and who handles it:
//!
//! ```toml
//! [[question]]
//! name   = "FedEx in the morning"
//! ask    = "Which ZIP code brings a FedEx package there before 4:30 AM?"
//! accept = ["38153"]
//! wrong  = ["38118"]
//!
//! [[question]]
//! name    = "GAP on a Saturday"
//! request = "a refund of GAP"
//! at      = "2023-09-02 10:40"
//! from    = "America/Denver"
//! right   = "dsc"
//! ```

mod raw;
mod read;
mod schema;

pub use read::own_questions;
pub use schema::questions_schema;
