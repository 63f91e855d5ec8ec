use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::secret::Secret;
use super::secret_map::SecretMap;
use crate::training::learning::Learner;

/// How long a seat is kept after it was last used.
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_hours(12);

/// So many sit at once; who was away longest goes first.
pub(super) const MAX_SEATS: usize = 4096;

/// Who sits where: each page that somebody learns at has a seat, which is known to that page alone.
#[derive(Debug, Default)]
pub(super) struct Seats {
    all: Mutex<SeatsInUse>,
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct SeatsInUse {
    seats: SecretMap<Seat>,
    /// How often any was used.
    uses: u64,
}

#[derive(Debug)]
struct Seat {
    learner: Learner,
    used: Timestamp,
    /// Its last use among all: clocks are put back, and many use theirs in one moment.
    use_number: u64,
    /// What was kept last, so that what is sent again is not kept twice.
    last: Option<SentMark>,
}

/// What tells one thing that was sent from another: a hash that nobody outside can compute, and how long it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SentMark(u64, usize);

impl Seats {
    /// A seat for somebody.
    pub(super) fn take(&self, learner: Learner, now: Timestamp) -> Result<Secret, getrandom::Error> {
        let mut all = self.held();
        let SeatsInUse { seats, uses } = &mut *all;
        *uses += 1;
        seats.make_room(MAX_SEATS, |seat| now.duration_since(seat.used) < PATIENCE, |seat| seat.use_number);
        seats.add(Seat { learner, used: now, use_number: *uses, last: None })
    }

    /// Who has a seat.
    pub(super) fn learner(&self, said: &str, now: Timestamp) -> Option<Learner> {
        let mut all = self.held();
        let SeatsInUse { seats, uses } = &mut *all;
        let seat = seats.get_mut(said)?;
        *uses += 1;
        (seat.used, seat.use_number) = (now, *uses);
        Some(seat.learner.clone())
    }

    /// What tells something that was sent from all else. It names the seat that it was sent from.
    pub(super) fn mark(&self, sent: &[u8]) -> SentMark {
        SentMark(self.hasher.hash_one(sent), sent.len())
    }

    /// Whether this is what was kept last.
    pub(super) fn is_last(&self, said: &str, sent: SentMark) -> bool {
        self.held().seats.get(said).is_some_and(|seat| seat.last == Some(sent))
    }

    /// Notes what was kept last.
    pub(super) fn note(&self, said: &str, sent: SentMark) {
        if let Some(seat) = self.held().seats.get_mut(said) {
            seat.last = Some(sent);
        }
    }

    /// Nothing that holds them can fail halfway.
    fn held(&self) -> MutexGuard<'_, SeatsInUse> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learner(id: i64) -> Learner {
        Learner { id, name: format!("learner {id}") }
    }

    #[test]
    fn a_seat_is_kept_for_those_who_use_it() {
        let (seats, now) = (Seats::default(), Timestamp::UNIX_EPOCH);
        let ann = seats.take(learner(1), now).unwrap();
        let bob = seats.take(learner(2), now).unwrap();
        assert_eq!(seats.learner(ann.told(), now), Some(learner(1)));
        assert_eq!((seats.learner("", now), seats.learner("x", now)), (None, None));
        let (sent, other) = (seats.mark(b"x"), seats.mark(b"y"));
        seats.note(bob.told(), sent);
        assert!(seats.is_last(bob.told(), sent) && !seats.is_last(bob.told(), other));
        assert!(!seats.is_last(ann.told(), sent));
        let later = now + SignedDuration::from_hours(11);
        assert_eq!(seats.learner(bob.told(), later), Some(learner(2)));
        seats.take(learner(3), later + SignedDuration::from_hours(2)).unwrap();
        assert_eq!(
            (seats.learner(ann.told(), later), seats.learner(bob.told(), later)),
            (None, Some(learner(2)))
        );
    }

    #[test]
    fn who_was_away_longest_goes_first() {
        let (seats, now) = (Seats::default(), Timestamp::UNIX_EPOCH);
        let ann = seats.take(learner(1), now).unwrap();
        let bob = seats.take(learner(2), now).unwrap();
        seats.learner(ann.told(), now).unwrap();
        (2..MAX_SEATS).for_each(|_| drop(seats.take(learner(3), now).unwrap()));
        seats.take(learner(4), now).unwrap();
        assert_eq!(
            (seats.learner(ann.told(), now), seats.learner(bob.told(), now)),
            (Some(learner(1)), None)
        );
    }
}
