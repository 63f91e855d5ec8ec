use std::ops::Range;

/// As [`map`](super::map), with something that is kept from item to item.
pub(crate) fn map_with<T: Sync, S, R: Send>(
    items: &[T],
    start: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, &T) -> R + Sync + Send,
) -> Vec<R> {
    let mut kept = start();
    items.iter().map(|item| work(&mut kept, item)).collect()
}

/// There is none.
pub(crate) enum Pool {}

impl Pool {
    pub(crate) fn of(_threads: usize) -> Option<Self> {
        None
    }

    pub(crate) fn map_into<S, R: Send>(
        &self,
        _into: &mut Vec<R>,
        _numbers: Range<usize>,
        _least: usize,
        _start: impl Fn() -> S + Sync + Send,
        _work: impl Fn(&mut S, usize) -> R + Sync + Send,
    ) {
        match *self {}
    }
}
