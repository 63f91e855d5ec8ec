//! Work on all cores, its results in the order of the work, whatever the number of threads. Without the feature `threads`
//! the calling thread does all of it.

#[cfg(not(feature = "threads"))]
mod alone;
mod each;
#[cfg(feature = "threads")]
mod pool;

#[cfg(not(feature = "threads"))]
pub(crate) use alone::{Pool, map_with};
pub(crate) use each::map;
#[cfg(feature = "threads")]
pub(crate) use pool::{Pool, map_with};
