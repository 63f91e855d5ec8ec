//! Pictures of a plan.

mod tree;

pub use tree::Tree;
