//! Recorded calls under two plans: which fare differently, because of which edit, with a call of each.
//!
//! A call is made under both at once, act by act (`pair_ends`), as comparisons of plans do; what a comparison of the plans says of the
//! edits behind tells why (`comparison`).

mod comparison;
mod model;
mod pair_ends;

pub use comparison::compare_calls;
pub use model::{ChangeCause, ReplayChange};
