//! Sets of instants, exact to the second.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::Timestamp;

/// A set of instants: whole seconds, kept as the spans that they form.
///
/// Nothing in this house changes within a second (see [`Timetable`](crate::time::Timetable)), so a set of seconds is exact. Copies share their
/// spans. Equal sets are equal values, whatever they were made from.
///
/// ```
/// use ivrsim::time::TimeSet;
///
/// let [six, eight, nine] = ["18:00", "20:00", "21:00"].map(|time| format!("2023-08-28T{time}:00Z").parse().unwrap());
/// let evening = TimeSet::span(six, nine);
/// let late = evening.minus(&TimeSet::span(six, eight));
/// assert_eq!(late.spans().collect::<Vec<_>>(), [(eight, nine)]);
/// assert!(late.contains(eight) && !late.contains(nine), "a span ends before its end");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeSet {
    /// Half-open, in seconds since 1970 UTC; in order, never empty, never touching.
    spans: Arc<[(i64, i64)]>,
}

impl TimeSet {
    /// From one instant to another, which is not in it; both cut to whole seconds.
    #[must_use]
    pub fn span(from: Timestamp, to: Timestamp) -> Self {
        Self::of_spans([(from, to)])
    }

    /// All that lies in one of the spans, which may come in any order and overlap.
    #[must_use]
    pub fn of_spans(spans: impl IntoIterator<Item = (Timestamp, Timestamp)>) -> Self {
        Self::of_seconds(spans.into_iter().map(|(from, to)| (from.as_second(), to.as_second())).collect())
    }

    fn of_seconds(mut spans: Vec<(i64, i64)>) -> Self {
        spans.retain(|(from, to)| from < to);
        spans.sort_unstable();
        Self { spans: merged(spans).into() }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether an instant is in it.
    #[must_use]
    pub fn contains(&self, at: Timestamp) -> bool {
        let second = at.as_second();
        let next = self.spans.partition_point(|&(from, _)| from <= second);
        next > 0 && second < self.spans[next - 1].1
    }

    /// Its first instant.
    #[must_use]
    pub fn first(&self) -> Option<Timestamp> {
        self.spans.first().map(|&(from, _)| instant(from))
    }

    /// Its spans in order: adjacent ones never touch, and the second instant of each is not in it.
    #[must_use]
    pub fn spans(&self) -> impl ExactSizeIterator<Item = (Timestamp, Timestamp)> + DoubleEndedIterator {
        self.spans.iter().map(|&(from, to)| (instant(from), instant(to)))
    }

    /// How many seconds are in it.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.spans.iter().map(|(from, to)| to - from).sum()
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (&*self.spans, &*other.spans);
        let mut both = Vec::new();
        while let (Some(&(from, to)), Some(&(their_from, their_to))) = (mine.first(), theirs.first()) {
            let (start, end) = (from.max(their_from), to.min(their_to));
            if start < end {
                both.push((start, end));
            }
            if to <= their_to {
                mine = &mine[1..];
            } else {
                theirs = &theirs[1..];
            }
        }
        Self { spans: both.into() }
    }

    /// What is in one or both.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (self.spans.iter().peekable(), other.spans.iter().peekable());
        let in_order = std::iter::from_fn(|| match (mine.peek(), theirs.peek()) {
            (Some(one), Some(two)) if two < one => theirs.next(),
            (Some(_), _) => mine.next(),
            (None, _) => theirs.next(),
        });
        Self { spans: merged(in_order.copied()).into() }
    }

    /// What is in one or more of some sets.
    #[must_use]
    pub fn union(sets: impl IntoIterator<Item = Self>) -> Self {
        let mut sets: Vec<Self> = sets.into_iter().collect();
        // Sets of many are equal more often than not.
        let mut seen = HashSet::new();
        sets.retain(|set| seen.insert(set.clone()));
        match sets.len() {
            0 | 1 => sets.pop().unwrap_or_default(),
            _ => Self::of_seconds(sets.iter().flat_map(|set| set.spans.iter().copied()).collect()),
        }
    }

    /// What is in this one and not in the other.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let mut rest = Vec::new();
        let mut theirs = &*other.spans;
        for &(mut from, to) in &*self.spans {
            while theirs.first().is_some_and(|&(_, end)| end <= from) {
                theirs = &theirs[1..];
            }
            let mut cuts = theirs;
            while let Some(&(cut, end)) = cuts.first().filter(|&&(cut, _)| cut < to) {
                if from < cut {
                    rest.push((from, cut));
                }
                from = end;
                cuts = &cuts[1..];
            }
            if from < to {
                rest.push((from, to));
            }
        }
        Self { spans: rest.into() }
    }

    /// The first second of each span, and the first one after it.
    #[must_use]
    pub fn edges(&self) -> Self {
        Self::of_seconds(self.spans.iter().flat_map(|&(from, to)| [(from, from + 1), (to, to + 1)]).collect())
    }

    /// The first second after each span.
    #[must_use]
    pub fn ends(&self) -> Self {
        Self { spans: self.spans.iter().map(|&(_, to)| (to, to + 1)).collect() }
    }
}

impl Hash for TimeSet {
    /// Sets of hundreds of spans are looked up again and again, so only some of their spans are looked at. Sets that
    /// differ in one place differ in all spans behind it, by their position.
    fn hash<H: Hasher>(&self, state: &mut H) {
        const LOOKED_AT: usize = 8;
        state.write_usize(self.spans.len());
        for (from, to) in self.spans.iter().step_by(self.spans.len() / LOOKED_AT + 1).chain(self.spans.last())
        {
            state.write_i64(*from);
            state.write_i64(*to);
        }
    }
}

/// Joins spans that touch. They come in order and none is empty.
fn merged(spans: impl IntoIterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (from, to) in spans {
        match merged.last_mut() {
            Some((_, end)) if *end >= from => *end = to.max(*end),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// Spans come from instants, or lie a second behind one: the ends of time are where they stay.
fn instant(second: i64) -> Timestamp {
    let held = second.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(held).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(spans: &[(i64, i64)]) -> TimeSet {
        TimeSet::of_seconds(spans.to_vec())
    }

    fn members(set: &TimeSet) -> Vec<i64> {
        (0..40).filter(|&second| set.contains(instant(second))).collect()
    }

    proptest! {
        #[test]
        fn sets_of_instants_behave_as_sets_of_their_seconds(
            a in prop::collection::vec((0_i64..40, 0_i64..40), 0..6),
            b in prop::collection::vec((0_i64..40, 0_i64..40), 0..6),
        ) {
            let (a, b) = (set(&a), set(&b));
            let (ma, mb) = (members(&a), members(&b));
            let expect = |keep: &dyn Fn(bool, bool) -> bool| -> Vec<i64> {
                (0..40).filter(|second| keep(ma.contains(second), mb.contains(second))).collect()
            };
            prop_assert_eq!(members(&a.and(&b)), expect(&|a, b| a && b));
            prop_assert_eq!(members(&a.or(&b)), expect(&|a, b| a || b));
            prop_assert_eq!(members(&a.minus(&b)), expect(&|a, b| a && !b));
            let all = [a.clone(), b.clone(), b.minus(&a), a.clone()];
            prop_assert_eq!(TimeSet::union(all), a.or(&b));
            prop_assert_eq!(TimeSet::union([]), TimeSet::default());
            // Equal sets are equal values: no two spans touch, none is empty.
            prop_assert_eq!(a.minus(&b).or(&a.and(&b)), a.clone());
            prop_assert_eq!(usize::try_from(a.seconds()), Ok(ma.len()));
            prop_assert_eq!(a.first().map(Timestamp::as_second), ma.first().copied());
        }
    }

    #[test]
    fn the_ends_of_a_set_are_the_first_seconds_outside_it() {
        assert_eq!(set(&[(1, 3), (5, 6)]).ends(), set(&[(3, 4), (6, 7)]));
        assert_eq!(set(&[(1, 3), (8, 9)]).edges(), set(&[(1, 2), (3, 4), (8, 10)]));
    }

    #[test]
    fn the_ends_of_time_are_no_way_out() {
        let last = TimeSet::span(Timestamp::MIN, Timestamp::MAX).ends();
        assert_eq!(last.spans().next_back().map(|(_, to)| to.as_second()), Some(Timestamp::MAX.as_second()));
    }
}
