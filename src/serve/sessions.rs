use jiff::{SignedDuration, Timestamp};

use super::role::Role;
use super::secret::Secret;
use super::secret_map::SecretMap;

/// How long somebody stays signed in.
pub const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// So many are signed in at once; the first to come are the first to go.
pub const MAX_SESSIONS: usize = 4096;

/// Those who are signed in.
#[derive(Debug, Default)]
pub struct SignedIn {
    all: SecretMap<Session>,
    /// How often somebody has signed in.
    count: u64,
}

#[derive(Debug)]
struct Session {
    role: Role,
    until: Timestamp,
    /// Who came when.
    number: u64,
}

impl SignedIn {
    /// Signs somebody in, who is known by this from now on.
    pub fn add(&mut self, role: Role, now: Timestamp) -> Result<Secret, getrandom::Error> {
        self.all.make_room(MAX_SESSIONS, |session| session.until > now, |session| session.number);
        self.count += 1;
        let until = now.checked_add(SESSION).unwrap_or(Timestamp::MAX);
        self.all.add(Session { role, until, number: self.count })
    }

    /// Who somebody is.
    #[must_use]
    pub fn role(&self, said: &str, now: Timestamp) -> Option<Role> {
        self.all.get(said).filter(|session| session.until > now).map(|session| session.role)
    }

    /// Signs somebody out.
    pub fn remove(&mut self, said: &str) {
        self.all.remove(said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_stay_signed_in_for_a_day_of_work() {
        let now = Timestamp::UNIX_EPOCH;
        let mut all = SignedIn::default();
        let ann = all.add(Role::Learner, now).unwrap();
        let eve = all.add(Role::Trainer, now).unwrap();
        assert_eq!(all.role(ann.told(), now), Some(Role::Learner));
        assert_eq!(all.role(eve.told(), now + SignedDuration::from_hours(11)), Some(Role::Trainer));
        assert_eq!(all.role(eve.told(), now + SESSION), None);
        assert_eq!(all.role("", now), None);
        all.remove(ann.told());
        assert_eq!((all.role(ann.told(), now), all.role(eve.told(), now)), (None, Some(Role::Trainer)));
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for() {
        let now = Timestamp::UNIX_EPOCH;
        let mut all = SignedIn::default();
        let first = all.add(Role::Trainer, now).unwrap();
        for _ in 0..MAX_SESSIONS {
            all.add(Role::Learner, now).unwrap();
        }
        assert_eq!((all.all.len(), all.role(first.told(), now)), (MAX_SESSIONS, None));
    }
}
