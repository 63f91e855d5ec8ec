//! From the shapes of [`raw`](super::raw) to a [`Suite`](super::Suite), with everything that is wrong said on the way.

mod answers;
mod expect;
mod file;
mod layer;
mod lowering;
mod overrides;
mod promises;
mod quotes;
mod readings;
mod rows;
mod scenario;
mod steps;
mod suite;
mod table;
mod values;
