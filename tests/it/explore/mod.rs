//! Every call that can happen: how they are found, told apart, and told.

mod calls;
mod entries;
mod incomplete;
mod meanwhile;
mod paths;
mod trails;
