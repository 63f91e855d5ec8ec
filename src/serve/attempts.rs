use std::collections::HashMap;
use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

/// So many wrong passwords an address may say in one [`WINDOW`].
pub const MAX_ATTEMPTS: u32 = 10;

/// So many all addresses together may.
pub const MAX_ATTEMPTS_OF_ALL: u32 = 200;

/// How long wrong passwords count.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// Wrong passwords of late, so that nobody guesses many.
#[derive(Clone, Debug, Default)]
pub struct LoginAttempts {
    since: Timestamp,
    of: HashMap<IpAddr, u32>,
    all: u32,
}

impl LoginAttempts {
    /// Whether an address may say another password now.
    pub fn may_try(&mut self, address: IpAddr, now: Timestamp) -> bool {
        // A clock that was put back must not shut people out.
        if now < self.since || now.duration_since(self.since) >= WINDOW {
            *self = Self { since: now, ..Self::default() };
        }
        self.all < MAX_ATTEMPTS_OF_ALL && self.of.get(&address).is_none_or(|&wrong| wrong < MAX_ATTEMPTS)
    }

    /// Counts a wrong one. No more addresses are kept than passwords were tried.
    pub fn count(&mut self, address: IpAddr) {
        self.all += 1;
        *self.of.entry(address).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_are_few_and_others_are_not_shut_out() {
        let (guesser, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let now = Timestamp::UNIX_EPOCH;
        let mut attempts = LoginAttempts::default();
        let tried = (0..1_000).filter(|_| {
            let may = attempts.may_try(guesser, now);
            if may {
                attempts.count(guesser);
            }
            may
        });
        assert_eq!(tried.count(), MAX_ATTEMPTS as usize);
        assert!(
            attempts.may_try(other, now) && !attempts.may_try(guesser, now + SignedDuration::from_secs(59))
        );
        assert!(attempts.may_try(guesser, now + WINDOW));
    }

    #[test]
    fn many_addresses_guess_no_more_than_all_may() {
        let mut attempts = LoginAttempts::default();
        let now = Timestamp::UNIX_EPOCH;
        for address in 0..10_000_u32 {
            let address = IpAddr::from(address.to_be_bytes());
            if attempts.may_try(address, now) {
                attempts.count(address);
            }
        }
        assert_eq!(attempts.of.len(), MAX_ATTEMPTS_OF_ALL as usize);
    }
}
