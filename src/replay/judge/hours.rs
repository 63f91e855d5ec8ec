//! What the hours of a line say, as a few numbers: calls at times at which all hours answer the same fare the same.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::plan::{LineId, Plan};
use crate::time::Zone;

/// When the hours of a line answer alike, on the clock of its callers.
#[derive(Debug)]
pub(crate) struct LineHours {
    /// From when on which of the answers holds, in order; the first from the beginning of what is known.
    stretches: Vec<(i64, u32)>,
    /// What follows each other in one call, by the numbers of the answers.
    successions: HashMap<Box<[u32]>, u32>,
}

/// What the hours answer in the course of a call: equal numbers, equal answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct HoursId(u32);

/// A call in which hours change more often than this is followed up to there only.
const MAX_CHANGES: usize = 12;

impl LineHours {
    /// The hours that a line asks, between two instants in seconds since 1970.
    pub(crate) fn of(plan: &Plan, line: LineId, zone: Zone, from: i64, to: i64) -> Self {
        let instant = |second: i64| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
        let schedules = plan.schedules_of(line);
        let mut changes = Vec::new();
        let mut answers = vec![0_u64; schedules.len().div_ceil(64).max(1)];
        for (index, id) in schedules.iter().enumerate() {
            let timetable = plan.schedule(*id).schedule.in_zone(zone);
            if timetable.is_open(instant(from)) {
                answers[index / 64] ^= 1 << (index % 64);
            }
            let edges = timetable.open_times(instant(from), instant(to));
            let edges = edges.spans().flat_map(|(from, to)| [from.as_second(), to.as_second()]);
            changes.extend(edges.filter(|at| *at > from && *at < to).map(|at| (at, index)));
        }
        changes.sort_unstable();
        let mut known: HashMap<Vec<u64>, u32> = HashMap::new();
        let mut number = |answers: &Vec<u64>| {
            let next = known.len() as u32;
            *known.entry(answers.clone()).or_insert(next)
        };
        let mut stretches = vec![(i64::MIN, number(&answers))];
        for group in changes.chunk_by(|one, two| one.0 == two.0) {
            for (_, index) in group {
                answers[index / 64] ^= 1 << (index % 64);
            }
            stretches.push((group[0].0, number(&answers)));
        }
        Self { stretches, successions: HashMap::new() }
    }

    /// What the hours answer in a call that begins at an instant and lasts so many seconds.
    pub(crate) fn during(&mut self, at: i64, seconds: i64) -> HoursId {
        let (first, last) = self.range(at, seconds);
        if first == last {
            return HoursId(self.stretches[first].1 << 1);
        }
        let succession: Box<[u32]> = self.stretches[first..=last].iter().map(|stretch| stretch.1).collect();
        let next = self.successions.len() as u32;
        HoursId(*self.successions.entry(succession).or_insert(next) << 1 | 1)
    }

    /// The instant at which such a call begins, and those at which hours change in its course.
    pub(crate) fn instants(&self, at: i64, seconds: i64) -> Vec<Timestamp> {
        let (first, last) = self.range(at, seconds);
        let changes = self.stretches[first + 1..=last].iter().map(|stretch| stretch.0);
        let instants = std::iter::once(at).chain(changes);
        instants.map(|second| Timestamp::from_second(second).unwrap_or(Timestamp::MAX)).collect()
    }

    /// A moment for each of the answers that hours give together.
    pub(crate) fn moments(&self) -> impl Iterator<Item = Timestamp> {
        let mut seen = Vec::new();
        let next = |index: usize| self.stretches.get(index + 1).map(|stretch| stretch.0);
        self.stretches.iter().enumerate().filter_map(move |(index, &(from, answers))| {
            if seen.contains(&answers) {
                return None;
            }
            seen.push(answers);
            let at = if from == i64::MIN { next(index).map_or(0, |next| next - 1) } else { from };
            Timestamp::from_second(at).ok()
        })
    }

    fn range(&self, at: i64, seconds: i64) -> (usize, usize) {
        let last_until = |at: i64| self.stretches.partition_point(|&(from, _)| from <= at).max(1) - 1;
        let first = last_until(at);
        let until = at.saturating_add(seconds);
        match self.stretches.get(first + 1) {
            Some(&(next, _)) if next <= until => (first, last_until(until).min(first + MAX_CHANGES)),
            _ => (first, first),
        }
    }
}
