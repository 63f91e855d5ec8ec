//! Counts that are not known exactly, and hold what is true.

use std::fmt;
use std::ops::AddAssign;

use crate::replay::thousands::Thousands;

/// So many at least, and so many at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bounds {
    /// What is certain.
    pub least: u64,
    /// What is possible.
    pub most: u64,
}

impl Bounds {
    /// Counts something that is certain, or only possible, or neither.
    pub fn count(&mut self, is_certain: bool, is_possible: bool) {
        self.least += u64::from(is_certain);
        self.most += u64::from(is_certain || is_possible);
    }

    /// Whether nothing is possible.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.most == 0
    }

    /// Whether it is one number.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.least == self.most
    }

    /// Whether a number lies between them.
    #[must_use]
    pub fn hold(self, number: u64) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

impl AddAssign for Bounds {
    fn add_assign(&mut self, other: Self) {
        self.least += other.least;
        self.most += other.most;
    }
}

/// "120 to 340", or one number.
impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_exact() {
            write!(f, "{}", Thousands(self.least))
        } else {
            write!(f, "{} to {}", Thousands(self.least), Thousands(self.most))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_as_people_read_them() {
        assert_eq!(Bounds { least: 120, most: 5_012 }.to_string(), "120 to 5,012");
        assert_eq!(Bounds { least: 1_234_567, most: 1_234_567 }.to_string(), "1,234,567");
        assert_eq!(Bounds::default().to_string(), "0");
    }

    #[test]
    fn what_is_certain_is_possible() {
        let mut bounds = Bounds::default();
        bounds.count(true, false);
        bounds.count(false, true);
        bounds.count(false, false);
        assert_eq!(bounds, Bounds { least: 1, most: 2 });
        assert!(bounds.hold(2) && !bounds.hold(0));
    }
}
