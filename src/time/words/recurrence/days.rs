//! A stretch of time as days of a wall clock.

use std::collections::HashMap;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::time::timetable::local::{Segment, segments};
use crate::time::timetable::time_set::TimeSet;
use crate::time::zone::Zone;

pub(super) const DAY: i64 = 86_400;

/// The instants of one day that share an offset: a day has one such piece, or two when the clock changes.
#[derive(Clone, Debug)]
pub(super) struct DayPiece {
    /// Days since 1970-01-01.
    pub(super) day: i64,
    pub(super) instants: Range<i64>,
    /// What to take off an instant for the second of its day.
    pub(super) midnight: i64,
}

impl DayPiece {
    /// The seconds of its day at which the clock stands in it.
    pub(super) fn clock(&self) -> (i64, i64) {
        (self.instants.start - self.midnight, self.instants.end - self.midnight)
    }

    /// Some spans of the clock, cut to this piece.
    pub(super) fn cut(&self, spans: impl Iterator<Item = (i64, i64)>) -> impl Iterator<Item = (i64, i64)> {
        let (first, end) = self.clock();
        spans.map(move |(from, to)| (from.max(first), to.min(end))).filter(|(from, to)| from < to)
    }
}

/// The pieces between two instants, in order of time.
pub(super) fn pieces(zone: Zone, from: i64, to: i64) -> Vec<DayPiece> {
    let mut pieces = Vec::new();
    for Segment { instants, offset } in segments(zone, from, to) {
        let mut start = instants.start;
        while start < instants.end {
            let day = (start + offset).div_euclid(DAY);
            let midnight = day * DAY - offset;
            let end = instants.end.min(midnight + DAY);
            pieces.push(DayPiece { day, instants: start..end, midnight });
            start = end;
        }
    }
    pieces
}

/// The weekday of a day since 1970, counted from Monday. 1970-01-01 was a Thursday.
pub(super) fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

/// The date of a day since 1970.
pub(super) fn date(day: i64) -> Date {
    Timestamp::from_second(day * DAY).map_or(Date::MAX, |midnight| Offset::UTC.to_datetime(midnight).date())
}

/// What one day holds, as an index: equal contents have equal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct DayContent(usize);

/// A set of times day by day, between two instants.
#[derive(Debug)]
pub(super) struct DailyTimes {
    /// The first day, since 1970.
    first: i64,
    /// By day.
    pieces: Vec<(DayPiece, Range<usize>)>,
    /// The pieces of each day. A day that the clock leaves out has none.
    of_day: Vec<Range<usize>>,
    /// What each usual day holds: one of 24 hours that lies wholly between the two instants.
    usual: Vec<Option<DayContent>>,
    contents: Vec<Range<usize>>,
    /// In seconds of the day.
    spans: Vec<(i64, i64)>,
}

impl DailyTimes {
    /// The days of a set that lies between two instants.
    pub(super) fn of(set: &TimeSet, zone: Zone, from: i64, to: i64) -> Self {
        let mut spans = Vec::new();
        let mut rest = set.spans().map(|(from, to)| (from.as_second(), to.as_second())).peekable();
        let mut held: Vec<(DayPiece, Range<usize>)> = Vec::new();
        for piece in pieces(zone, from, to) {
            let first = spans.len();
            while let Some(&(from, to)) = rest.peek().filter(|(from, _)| *from < piece.instants.end) {
                let (from, end) = (from.max(piece.instants.start), to.min(piece.instants.end));
                spans.push((from - piece.midnight, end - piece.midnight));
                if to > piece.instants.end {
                    break;
                }
                rest.next();
            }
            held.push((piece, first..spans.len()));
        }
        // A clock that is put back at midnight comes to the same day twice.
        held.sort_by_key(|(piece, _)| piece.day);
        let mut days = Self {
            first: held.first().map_or(0, |(piece, _)| piece.day),
            pieces: held,
            of_day: Vec::new(),
            usual: Vec::new(),
            contents: Vec::new(),
            spans,
        };
        days.sort_into_days();
        days
    }

    fn sort_into_days(&mut self) {
        let last = self.pieces.last().map_or(self.first - 1, |(piece, _)| piece.day);
        let mut next = 0;
        for day in self.first..=last {
            let count = self.pieces[next..].iter().take_while(|(piece, _)| piece.day == day).count();
            self.of_day.push(next..next + count);
            next += count;
        }
        let mut known: HashMap<&[(i64, i64)], DayContent> = HashMap::new();
        for pieces in &self.of_day {
            let whole = match &self.pieces[pieces.clone()] {
                [(piece, spans)] if piece.clock() == (0, DAY) => Some(spans),
                _ => None,
            };
            self.usual.push(whole.map(|spans| {
                *known.entry(&self.spans[spans.clone()]).or_insert_with(|| {
                    self.contents.push(spans.clone());
                    DayContent(self.contents.len() - 1)
                })
            }));
        }
    }

    /// How many days there are.
    pub(super) fn len(&self) -> usize {
        self.of_day.len()
    }

    /// The day of this index, since 1970.
    pub(super) fn number(&self, day: usize) -> i64 {
        self.first + day.cast_signed() as i64
    }

    /// The weekday of the day of this index, counted from Monday.
    pub(super) fn weekday(&self, day: usize) -> usize {
        weekday(self.number(day))
    }

    /// What a usual day holds.
    pub(super) fn usual(&self, day: usize) -> Option<DayContent> {
        self.usual[day]
    }

    /// What an unusual day holds, as if it were a usual one.
    pub(super) fn as_usual(&mut self, day: usize) -> DayContent {
        let first = self.spans.len();
        for piece in self.of_day[day].clone() {
            self.spans.extend_from_within(self.pieces[piece].1.clone());
        }
        self.spans[first..].sort_unstable();
        self.add(first)
    }

    /// Nothing, and the whole day.
    pub(super) fn extremes(&mut self) -> [DayContent; 2] {
        let nothing = self.add(self.spans.len());
        self.spans.push((0, DAY));
        [nothing, self.add(self.spans.len() - 1)]
    }

    fn add(&mut self, first: usize) -> DayContent {
        let spans = first..self.spans.len();
        let equal =
            self.contents.iter().position(|known| self.spans[known.clone()] == self.spans[spans.clone()]);
        DayContent(equal.unwrap_or_else(|| {
            self.contents.push(spans);
            self.contents.len() - 1
        }))
    }

    /// The spans of a content, in seconds of the day.
    pub(super) fn spans(&self, content: DayContent) -> &[(i64, i64)] {
        &self.spans[self.contents[content.0].clone()]
    }

    /// Whether a day holds just this, as far as it lies between the two instants and its clock goes.
    pub(super) fn fits(&self, day: usize, content: DayContent) -> bool {
        match self.usual[day] {
            Some(usual) => usual == content,
            None => self.pieces[self.of_day[day].clone()].iter().all(|(piece, spans)| {
                piece.cut(self.spans(content).iter().copied()).eq(self.spans[spans.clone()].iter().copied())
            }),
        }
    }
}
