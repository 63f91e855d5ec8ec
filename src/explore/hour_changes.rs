use jiff::{SignedDuration, Timestamp};

use crate::time::TimeSet;

const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// When some hours change, and how many of these changes one call can live to see.
///
/// A call may last from one change to the next only where they lie closer together than the longest call: with calls that end
/// after half an hour, where some hours change at 5 PM and others at 5:15.
#[derive(Clone, Debug)]
pub struct HourChanges {
    /// The first second after each change, in order.
    instants: Vec<Timestamp>,
    longest_call: SignedDuration,
}

impl HourChanges {
    /// The changes at some seconds, for calls that last no longer than this.
    pub(crate) fn at(seconds: &TimeSet, longest_call: SignedDuration) -> Self {
        let seconds = seconds.spans().flat_map(|(from, to)| {
            std::iter::successors(Some(from), |at| Some(*at + SECOND)).take_while(move |at| *at < to)
        });
        Self { instants: seconds.collect(), longest_call }
    }

    /// The most changes that one call can live to see.
    #[must_use]
    pub fn most_in_one_call(&self) -> usize {
        let mut first = 0;
        let mut most = 0;
        for (last, at) in self.instants.iter().enumerate() {
            while at.duration_since(self.instants[first]) >= self.longest_call {
                first += 1;
            }
            most = most.max(last + 1 - first);
        }
        most
    }

    /// For calls that go on at some instants: those at which hours change next, while they still last.
    #[must_use]
    pub fn next(&self, when: &TimeSet) -> TimeSet {
        let next = when.spans().flat_map(|(from, end)| {
            let [inside, behind] =
                [from, end - SECOND].map(|second| self.instants.partition_point(|&at| at <= second));
            let last = self.instants.get(behind).filter(|at| at.duration_since(end) < self.longest_call);
            self.instants[inside..behind].iter().chain(last).copied()
        });
        TimeSet::of_spans(next.map(|at| (at, at + SECOND)))
    }

    /// The change before an instant.
    #[must_use]
    pub fn before(&self, at: Timestamp) -> Option<Timestamp> {
        let next = self.instants.partition_point(|&change| change < at);
        next.checked_sub(1).map(|last| self.instants[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    fn changes(minutes: &[i64]) -> HourChanges {
        let seconds = TimeSet::of_spans(minutes.iter().map(|&at| (minute(at), minute(at) + SECOND)));
        HourChanges::at(&seconds, SignedDuration::from_mins(30))
    }

    #[test]
    fn a_call_sees_the_changes_that_lie_closer_together_than_it_can_last() {
        assert_eq!(changes(&[]).most_in_one_call(), 0);
        assert_eq!(changes(&[0, 30, 60, 90]).most_in_one_call(), 1);
        assert_eq!(changes(&[0, 30, 59, 90]).most_in_one_call(), 2);
        assert_eq!(changes(&[0, 10, 20, 30, 40]).most_in_one_call(), 3);
    }

    #[test]
    fn the_next_change_is_one_that_the_call_lives_to_see() {
        let changes = changes(&[0, 15, 60]);
        let just_after = |at: i64| TimeSet::span(minute(at), minute(at) + SECOND);
        assert_eq!(changes.next(&just_after(0)), just_after(15));
        assert_eq!(changes.next(&just_after(15)), TimeSet::default());
        assert_eq!(changes.before(minute(15)), Some(minute(0)));
        assert_eq!(changes.before(minute(0)), None);
    }
}
