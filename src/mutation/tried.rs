use super::{Catching, Mutant, Operator};
use crate::diff::Diff;
use crate::plan::Plan;
use crate::runner::Queued;

/// A mutant and what came of it.
#[derive(Debug)]
pub struct Tried<'m, 'q> {
    /// The mutant.
    pub mutant: &'m Mutant,
    /// What came of it.
    pub fate: Fate<'q>,
}

/// What came of a mutant.
#[derive(Debug)]
pub enum Fate<'q> {
    /// This case failed.
    Killed(Queued<'q>),
    /// No case failed, though calls fare otherwise.
    Survived(Box<Survivor>),
    /// No call of the horizon fares otherwise.
    Equivalent,
    /// No case failed, and whether some call fares otherwise cannot be told: a line has more ways than can be walked, or a
    /// difference was found that no call shows.
    Undecided,
}

/// A mistake that a suite does not notice.
#[derive(Debug)]
pub struct Survivor {
    /// The plan with the mistake.
    pub plan: Plan,
    /// What callers would have met.
    pub diff: Diff,
    /// A scenario that notices it. None: no call that was tried shows it in words that scenarios have.
    pub catching: Option<Catching>,
}

/// How many mutants came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Some case failed.
    pub killed: usize,
    /// No case failed, though calls fare otherwise.
    pub survived: usize,
    /// No call can notice.
    pub equivalent: usize,
    /// Nobody knows.
    pub undecided: usize,
}

impl Tally {
    /// Of some mutants.
    #[must_use]
    pub fn of<'a, 'm: 'a, 'q: 'a>(tried: impl IntoIterator<Item = &'a Tried<'m, 'q>>) -> Self {
        let mut tally = Self::default();
        for one in tried {
            match one.fate {
                Fate::Killed(_) => tally.killed += 1,
                Fate::Survived(_) => tally.survived += 1,
                Fate::Equivalent => tally.equivalent += 1,
                Fate::Undecided => tally.undecided += 1,
            }
        }
        tally
    }

    /// Of the mutants of one operator.
    #[must_use]
    pub fn of_operator(tried: &[Tried<'_, '_>], operator: Operator) -> Self {
        Self::of(tried.iter().filter(|one| one.mutant.operator == operator))
    }

    /// How many there were.
    #[must_use]
    pub fn all(self) -> usize {
        self.killed + self.survived + self.equivalent + self.undecided
    }

    /// How many of those that some call can notice are noticed, in percent. With nothing to notice, all is noticed.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of mutants are far below the precision of a float"
    )]
    pub fn score(self) -> f64 {
        match self.killed + self.survived {
            0 => 100.0,
            of => self.killed as f64 * 100.0 / of as f64,
        }
    }
}
