//! Promises about calls, kept as files: scenarios, runs of them, what they cover, those that are missing, and whether they would
//! notice a mistake.

pub mod scenario;
pub mod runner;
pub mod coverage;
pub mod generate;
pub mod mutation;
pub mod cause;
pub mod report;
