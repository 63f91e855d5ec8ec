//! Readings that a clock shows twice, told apart by the name of their offset.

use std::fmt::Write as _;

use jiff::Timestamp;

use crate::time::zone::{LocalTimeResolution, Zone};

impl Zone {
    /// The name of the offset at an instant, "EDT", where the clock shows this reading twice and the name tells which is
    /// meant; "UTC+10:30" where the offset has no name.
    ///
    /// ```
    /// use ivrsim::time::Zone;
    ///
    /// let eastern = Zone::named("America/New_York").unwrap();
    /// let named = |at: &str| eastern.told_apart(at.parse().unwrap());
    /// assert_eq!(named("2026-11-01T05:30:00Z").as_deref(), Some("EDT"));
    /// assert_eq!(named("2026-11-01T06:30:00Z").as_deref(), Some("EST"));
    /// assert_eq!(named("2026-11-01T07:30:00Z"), None);
    /// ```
    #[must_use]
    pub fn told_apart(self, at: Timestamp) -> Option<String> {
        let LocalTimeResolution::Fold { .. } = self.resolve(self.wall_clock(at)) else { return None };
        let info = self.rules().to_offset_info(at);
        let name = info.abbreviation();
        if name.chars().all(|letter| letter.is_ascii_alphabetic()) {
            return Some(name.to_owned());
        }
        let seconds = info.offset().seconds();
        let (sign, length) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
        let mut name = format!("UTC{sign}{:02}:{:02}", length / 3_600, length / 60 % 60);
        if length % 60 != 0 {
            let _ = write!(name, ":{:02}", length % 60);
        }
        Some(name)
    }

    /// The wall clock at an instant in a format, with the name of its offset where it shows that time twice:
    /// "01:30 EST".
    #[must_use]
    pub fn shows(self, at: Timestamp, format: &str) -> String {
        let clock = self.wall_clock(at).strftime(format).to_string();
        self.told_apart(at).map_or(clock.clone(), |name| format!("{clock} {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_without_a_name_are_told_by_their_hours() {
        let lord_howe = Zone::named("Australia/Lord_Howe").unwrap();
        let shows = |at: &str| lord_howe.shows(at.parse().unwrap(), "%H:%M");
        assert_eq!(shows("2026-04-04T14:45:00Z"), "01:45 UTC+11:00");
        assert_eq!(shows("2026-04-04T15:15:00Z"), "01:45 UTC+10:30");
        assert_eq!(shows("2026-04-04T15:45:00Z"), "02:15");
    }
}
