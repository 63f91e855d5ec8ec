use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::role::Role;
use super::secret::Secret;

/// How long somebody stays signed in.
pub const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// So many are signed in at once; the first to come are the first to go.
pub const MAX_SESSIONS: usize = 4096;

/// Those who are signed in.
#[derive(Debug, Default)]
pub struct SignedIn {
    all: VecDeque<Session>,
}

#[derive(Debug)]
struct Session {
    secret: Secret,
    role: Role,
    until: Timestamp,
}

impl SignedIn {
    /// Signs somebody in, who is known by this from now on.
    pub fn add(&mut self, role: Role, now: Timestamp) -> Result<Secret, getrandom::Error> {
        let secret = Secret::drawn()?;
        self.all.retain(|session| session.until > now);
        if self.all.len() >= MAX_SESSIONS {
            self.all.pop_front();
        }
        let until = now.checked_add(SESSION).unwrap_or(Timestamp::MAX);
        self.all.push_back(Session { secret: secret.clone(), role, until });
        Ok(secret)
    }

    /// Who somebody is. All are looked at, so that the time tells nothing.
    #[must_use]
    pub fn role(&self, said: &str, now: Timestamp) -> Option<Role> {
        let own = |session: &&Session| session.secret.is(said) && session.until > now;
        self.all.iter().filter(own).fold(None, |_, session| Some(session.role))
    }

    /// Signs somebody out.
    pub fn remove(&mut self, said: &str) {
        self.all.retain(|session| !session.secret.is(said));
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
