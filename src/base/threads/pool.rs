use std::ops::Range;

use rayon::prelude::*;

/// As [`map`](super::map), with something that is kept from item to item; each part of the items begins with a new one.
pub(crate) fn map_with<T: Sync, S, R: Send>(
    items: &[T],
    start: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, &T) -> R + Sync + Send,
) -> Vec<R> {
    items.par_iter().map_init(start, work).collect()
}

/// Threads of one's own.
pub(crate) struct Pool(rayon::ThreadPool);

impl Pool {
    /// So many threads, or for 0 as many as there are processors. None: none can be started here.
    pub(crate) fn of(threads: usize) -> Option<Self> {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok().map(Self)
    }

    /// As [`map_with`], of numbers and into a vector that is there already; each part has at least `least` numbers.
    pub(crate) fn map_into<S, R: Send>(
        &self,
        into: &mut Vec<R>,
        numbers: Range<usize>,
        least: usize,
        start: impl Fn() -> S + Sync + Send,
        work: impl Fn(&mut S, usize) -> R + Sync + Send,
    ) {
        let numbers = numbers.into_par_iter().with_min_len(least);
        self.0.install(|| numbers.map_init(start, work).collect_into_vec(into));
    }
}
