//! Times that are said by date.

use crate::time::timetable::time_set::TimeSet;

use super::days::DAY;
use super::model::Recurrence;

/// At most so many days lie between two that are said as one run of days.
const MAX_BETWEEN: i64 = 7;

/// What is said of one date, or of a run of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DatePhrase {
    /// The first and the last day, since 1970.
    pub(super) first: i64,
    pub(super) last: i64,
    /// On how many of the days there is something to say.
    pub(super) days: i64,
    /// Instants, in seconds since 1970 UTC: what is meant of the one date; none for all of it.
    pub(super) times: Vec<(i64, i64)>,
}

/// Spans that are being put into phrases.
pub(super) struct DatePhrases<'a> {
    said: &'a Recurrence,
    /// Those that have not been said.
    rest: Vec<(i64, i64)>,
    /// What should be: a date of which all is meant needs no times, and days without any need no mention.
    expected: Vec<(i64, i64)>,
}

impl<'a> DatePhrases<'a> {
    pub(super) fn of(said: &'a Recurrence, set: &TimeSet, expected: &TimeSet) -> Self {
        let mut rest = seconds(set);
        rest.reverse();
        Self { said, rest, expected: seconds(expected) }
    }

    /// How many spans have not been said.
    pub(super) fn rest(&self) -> usize {
        self.rest.len()
    }

    fn day(&self, second: i64) -> i64 {
        self.said.clock(second).div_euclid(DAY)
    }

    /// What is said of the next date, or of some whole days, and until when it goes on.
    fn one(&mut self) -> Option<(DatePhrase, i64)> {
        let (from, to) = self.rest.pop()?;
        let (clock, end) = (self.said.clock(from), self.said.clock(to));
        let day = clock.div_euclid(DAY);
        if clock % DAY == 0 && end % DAY == 0 && end > clock {
            let last = end / DAY - 1;
            return Some((DatePhrase { first: day, last, days: last - day + 1, times: Vec::new() }, to));
        }
        let mut times = vec![(from, to)];
        while let Some(&next) = self.rest.last().filter(|(from, _)| self.day(*from) == day) {
            times.push(next);
            self.rest.pop();
        }
        let end = times.last().map_or(to, |(_, to)| *to);
        if self.is_all_of(day, &times) {
            times.clear();
        }
        Some((DatePhrase { first: day, last: day, days: 1, times }, end))
    }

    /// Whether these are all that is expected to begin on a day, and none is so long that the day would not tell.
    fn is_all_of(&self, day: i64, times: &[(i64, i64)]) -> bool {
        let first = self.expected.partition_point(|span| *span < times[0]);
        let (before, from) = self.expected.split_at(first);
        let begins_then = |span: Option<&(i64, i64)>| span.is_some_and(|(from, _)| self.day(*from) == day);
        from.starts_with(times)
            && times.iter().all(|(from, to)| to - from <= DAY)
            && !begins_then(before.last())
            && !begins_then(from.get(times.len()))
    }

    /// Whether anything is expected between two instants.
    fn is_expected(&self, from: i64, to: i64) -> bool {
        let next = self.expected.partition_point(|(_, end)| *end <= from);
        self.expected.get(next).is_some_and(|(begins, _)| *begins < to)
    }
}

impl Iterator for DatePhrases<'_> {
    type Item = DatePhrase;

    fn next(&mut self) -> Option<DatePhrase> {
        let (mut phrase, mut end) = self.one()?;
        while phrase.times.is_empty()
            && !self.expected.is_empty()
            && let Some(&(from, _)) = self.rest.last()
            && self.day(from) - phrase.last <= MAX_BETWEEN
            && !self.is_expected(end, from)
        {
            let (next, its_end) = self.one()?;
            if !next.times.is_empty() {
                // It is said by itself.
                self.rest.extend(next.times.into_iter().rev());
                break;
            }
            (phrase.last, end) = (next.last, its_end);
            phrase.days += next.days;
        }
        Some(phrase)
    }
}

fn seconds(set: &TimeSet) -> Vec<(i64, i64)> {
    set.spans().map(|(from, to)| (from.as_second(), to.as_second())).collect()
}
