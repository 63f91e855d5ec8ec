//! A schedule in a zone, compiled to the instants at which it changes.
//!
//! Time is cut into chunks of 2^25 seconds (about 388 days), each compiled when it is first asked about. A
//! chunk keeps its changes in order, and for every 2^16 seconds (about 18 hours) how many came before: an
//! answer is a shift, two loads and a scan of the few changes of those hours.

use std::iter;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::day_rules::DayRules;
use super::local::openings;
use crate::time::zone::{ScheduleZone, Zone};

/// A schedule in a zone: answers to when it is open, for every instant.
///
/// Days from 1900 to 2199 are decided one by one. Nothing changes any more outside of that range
/// ([`Timetable::FIRST`] to [`Timetable::LAST`]): the answer is that of its nearest second.
#[derive(Debug)]
pub struct Timetable {
    pub(in crate::time) rules: Arc<DayRules>,
    zone: Zone,
    in_callers_zone: bool,
    is_constant: bool,
    chunks: Box<[OnceLock<Chunk>]>,
}

/// A stretch of time in which a schedule is all open or all closed, and before and after which it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSpan {
    /// When it began; `None` if it did not change before.
    pub from: Option<Timestamp>,
    /// When it ends, itself excluded; `None` if it does not change any more.
    pub to: Option<Timestamp>,
    /// Whether it is open.
    pub open: bool,
}

/// The changes of 2^25 seconds.
#[derive(Debug)]
struct Chunk {
    /// Whether it is open in the second before the chunk.
    open_before: bool,
    /// When it opens or closes, in seconds from the chunk's start, in order.
    changes: Box<[u32]>,
    /// For each bucket, how many changes lie before it; empty if there are none.
    index: Box<[u32]>,
}

const CHUNK_BITS: u32 = 25;
const BUCKET_BITS: u32 = 16;
/// 1900-01-01T00:00:00Z and 2200-01-01T00:00:00Z, in seconds.
const FIRST: i64 = -2_208_988_800;
const END: i64 = 7_258_118_400;
const FIRST_CHUNK: i64 = FIRST >> CHUNK_BITS;
const CHUNKS: usize = number_of(END - 1) + 1;
/// What comes every year, or every leap year, has come in so many chunks.
const CHUNKS_OF_A_LEAP_DAY: usize = 8;

impl Timetable {
    /// The first second that is decided by its day: the beginning of 1900, UTC.
    pub const FIRST: Timestamp = Timestamp::constant(FIRST, 0);
    /// The last one: the end of 2199, UTC.
    pub const LAST: Timestamp = Timestamp::constant(END - 1, 0);
    /// The first second after that, of which no hours are known.
    pub const END: Timestamp = Timestamp::constant(END, 0);

    pub(in crate::time) fn new(rules: Arc<DayRules>, zone: Zone, read_in: ScheduleZone) -> Self {
        let in_callers_zone = read_in == ScheduleZone::Caller;
        let is_constant = rules.is_constant();
        let chunks = (0..CHUNKS).map(|_| OnceLock::new()).collect();
        Self { rules, zone, in_callers_zone, is_constant, chunks }
    }

    /// The zone that it is in.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Whether the zone is the caller's: then it need not be said.
    #[must_use]
    pub fn is_in_callers_zone(&self) -> bool {
        self.in_callers_zone
    }

    /// Whether both follow from the same rules in the same zone, so that all that can be asked has the same answer.
    pub(in crate::time) fn is_alike(&self, other: &Self) -> bool {
        (self.zone, self.in_callers_zone) == (other.zone, other.in_callers_zone) && self.rules == other.rules
    }

    /// Whether it is open at an instant.
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        let (chunk, offset) = self.place(second(at));
        chunk.is_open_after(chunk.changes_until(offset))
    }

    /// The longest span around an instant in which it stays open, or stays closed.
    #[must_use]
    pub fn span_at(&self, at: Timestamp) -> OpenSpan {
        let at = second(at);
        let (chunk, offset) = self.place(at);
        let passed = chunk.changes_until(offset);
        OpenSpan { from: self.last_change(at), to: self.change_after(at), open: chunk.is_open_after(passed) }
    }

    /// The next instant, later than this one, at which it opens or closes.
    #[must_use]
    pub fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        self.change_after(second(at))
    }

    /// The next instant, later than this one, at which it opens. If it is open now, that is after it has
    /// closed.
    #[must_use]
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        let change = self.next_change(at)?;
        if self.is_open(change) { Some(change) } else { self.next_change(change) }
    }

    /// Whether it opens and closes up to the end of what is known. Then it will after that as well, though nobody knows when:
    /// that no change is found does not mean that it stays as it is.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let last = CHUNKS - CHUNKS_OF_A_LEAP_DAY..CHUNKS;
        !self.is_constant && last.into_iter().any(|number| !self.chunk(number).changes.is_empty())
    }

    /// The spans between two instants: adjacent, by turns open and closed, the first from `from` and the last
    /// to `to` exactly. None if `to` is not after `from`.
    pub fn spans(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = OpenSpan> {
        let mut start = (from < to).then_some(from);
        iter::from_fn(move || {
            let from = start.take()?;
            let end = self.next_change(from).filter(|end| *end < to);
            start = end;
            Some(OpenSpan { from: Some(from), to: Some(end.unwrap_or(to)), open: self.is_open(from) })
        })
    }

    /// The chunk of a second, and how far into it that is.
    #[inline]
    fn place(&self, second: i64) -> (&Chunk, u32) {
        let second = second.clamp(FIRST, END - 1);
        let offset = second & ((1 << CHUNK_BITS) - 1);
        (self.chunk(number_of(second)), offset.cast_unsigned() as u32)
    }

    #[inline]
    fn chunk(&self, number: usize) -> &Chunk {
        self.chunks[number].get_or_init(|| self.compile(number))
    }

    fn change_after(&self, at: i64) -> Option<Timestamp> {
        if self.is_constant || at >= END {
            return None;
        }
        let at = at.max(FIRST);
        let (chunk, offset) = self.place(at);
        if let Some(change) = chunk.changes.get(chunk.changes_until(offset)) {
            return instant(start_of(number_of(at)) + i64::from(*change));
        }
        (number_of(at) + 1..CHUNKS).find_map(|number| {
            let first = self.chunk(number).changes.first()?;
            instant(start_of(number) + i64::from(*first))
        })
    }

    fn last_change(&self, at: i64) -> Option<Timestamp> {
        if self.is_constant || at < FIRST {
            return None;
        }
        let at = at.min(END - 1);
        let (chunk, offset) = self.place(at);
        if let Some(change) = chunk.changes[..chunk.changes_until(offset)].last() {
            return instant(start_of(number_of(at)) + i64::from(*change));
        }
        (0..number_of(at)).rev().find_map(|number| {
            let last = self.chunk(number).changes.last()?;
            instant(start_of(number) + i64::from(*last))
        })
    }

    fn compile(&self, number: usize) -> Chunk {
        let start = start_of(number);
        // One second more tells the state before the chunk; nothing changes before the first second or after
        // the last.
        let from = (start - 1).max(FIRST);
        let to = (start + (1 << CHUNK_BITS)).min(END);
        let spans = openings(&self.rules, self.zone, from, to);
        let open_before = spans.first().is_some_and(|span| span.start == from);
        let edges = spans.iter().flat_map(|span| [span.start, span.end]);
        let changes = edges
            .filter(|edge| from < *edge && *edge < to)
            .map(|edge| (edge - start).cast_unsigned() as u32)
            .collect();
        Chunk::new(open_before, changes)
    }
}

impl Chunk {
    fn new(open_before: bool, changes: Box<[u32]>) -> Self {
        let mut index = Vec::new();
        if !changes.is_empty() {
            let mut passed = 0;
            for bucket in 0..1_u32 << (CHUNK_BITS - BUCKET_BITS) {
                while changes.get(passed).is_some_and(|change| change >> BUCKET_BITS < bucket) {
                    passed += 1;
                }
                index.push(passed as u32);
            }
        }
        Self { open_before, changes, index: index.into() }
    }

    /// How many changes lie at or before an offset.
    #[inline]
    fn changes_until(&self, offset: u32) -> usize {
        let Some(passed) = self.index.get((offset >> BUCKET_BITS) as usize) else { return 0 };
        let mut passed = *passed as usize;
        while self.changes.get(passed).is_some_and(|change| *change <= offset) {
            passed += 1;
        }
        passed
    }

    #[inline]
    fn is_open_after(&self, changes: usize) -> bool {
        self.open_before ^ (changes % 2 == 1)
    }
}

/// The second that an instant lies in. Schedules change at whole seconds only.
#[inline]
fn second(at: Timestamp) -> i64 {
    // jiff cuts off toward 1970; the second that an instant before it lies in began earlier.
    at.as_second() - i64::from(at.subsec_nanosecond() < 0)
}

fn instant(second: i64) -> Option<Timestamp> {
    Timestamp::from_second(second).ok()
}

const fn number_of(second: i64) -> usize {
    ((second >> CHUNK_BITS) - FIRST_CHUNK).cast_unsigned() as usize
}

const fn start_of(number: usize) -> i64 {
    (number.cast_signed() as i64 + FIRST_CHUNK) << CHUNK_BITS
}
