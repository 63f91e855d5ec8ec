//! Work on all cores, its results in the order of the work, whatever the number of threads. Without the feature `threads`
//! the calling thread does all of it.

#[cfg(not(feature = "threads"))]
mod alone;
#[cfg(feature = "threads")]
mod pool;

#[cfg(not(feature = "threads"))]
pub(crate) use alone::{Pool, map_with};
#[cfg(feature = "threads")]
pub(crate) use pool::{Pool, map_with};

/// What `work` makes of each item, in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    map_with(items, || (), |(), item| work(item))
}
