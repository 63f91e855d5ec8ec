//! What must hold whatever the input, shared by the property tests and the fuzz targets.
//!
//! Inputs are made from [`dice`]: bytes that a property test shrinks and a fuzzer mutates. An oracle panics where
//! something does not hold.

pub mod calendar;
pub mod call;
pub mod chains;
pub mod check;
pub mod dice;
pub mod dialplan;
pub mod dialplan_calls;
pub mod diff;
pub mod draft;
pub mod drill;
pub mod entries;
pub mod explore;
pub mod garage;
pub mod generate;
pub mod hours;
pub mod mangled;
pub mod mistakes;
pub mod mutation;
pub mod number;
pub mod occasions;
pub mod plan;
pub mod reading;
pub mod records;
pub mod scenario;
pub mod spoken;
pub mod tidy;
pub mod trails;
pub mod words;
