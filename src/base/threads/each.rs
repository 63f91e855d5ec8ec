#[cfg(not(feature = "threads"))]
use super::alone::map_with;
#[cfg(feature = "threads")]
use super::pool::map_with;

/// What `work` makes of each item, in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    map_with(items, || (), |(), item| work(item))
}
