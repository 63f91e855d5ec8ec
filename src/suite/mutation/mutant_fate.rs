use super::catching::CatchingScenario;
use super::mutant::{Mutant, Operator};
use crate::diff::Diff;
use crate::plan::Plan;
use crate::suite::runner::QueuedCase;

/// A mutant and what came of it.
#[derive(Debug)]
pub struct Tried<'m, 'q> {
    /// The mutant.
    pub mutant: &'m Mutant,
    /// What came of it.
    pub fate: MutantFate<'q>,
    /// How many real calls those cases stand for that meet the place where it was planted, as far as their scenarios say.
    pub calls: u64,
}

/// What came of a mutant.
#[derive(Debug)]
pub enum MutantFate<'q> {
    /// This case failed.
    Killed(QueuedCase<'q>),
    /// No case failed, though calls fare otherwise.
    Survived(Box<Survivor>),
    /// No call of the horizon fares otherwise.
    Equivalent,
    /// No case failed, and nobody knows whether one could.
    Undecided(UnknownReason),
}

/// Why it is not known whether a suite could notice a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// A line has more ways than can be walked, or a difference was found that no call shows.
    NotShown,
    /// Calls fare otherwise, but none was found that can be told from the original's in the words of scenarios.
    NotTold,
}

impl UnknownReason {
    /// The words for it.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::NotShown => "not every call that may show it could be made",
            Self::NotTold => "calls change, but no scenario was found that shows it",
        }
    }
}

/// A mistake that a suite does not notice.
#[derive(Debug)]
pub struct Survivor {
    /// The plan with the mistake.
    pub plan: Plan,
    /// What callers would have met.
    pub diff: Diff,
    /// A scenario that notices it.
    pub catching: CatchingScenario,
}

/// How many mutants came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MutationTally {
    /// Some case failed.
    pub killed: usize,
    /// No case failed, though calls fare otherwise.
    pub survived: usize,
    /// No call can notice.
    pub equivalent: usize,
    /// Nobody knows.
    pub undecided: usize,
    /// How many real calls meet the mutants that some case notices, each counted for every mutant.
    pub killed_calls: u64,
    /// How many meet those that no case notices.
    pub survived_calls: u64,
}

impl MutationTally {
    /// Of some mutants.
    #[must_use]
    pub fn of<'a, 'm: 'a, 'q: 'a>(tried: impl IntoIterator<Item = &'a Tried<'m, 'q>>) -> Self {
        let mut tally = Self::default();
        for one in tried {
            match one.fate {
                MutantFate::Killed(_) => {
                    tally.killed += 1;
                    tally.killed_calls += one.calls;
                }
                MutantFate::Survived(_) => {
                    tally.survived += 1;
                    tally.survived_calls += one.calls;
                }
                MutantFate::Equivalent => tally.equivalent += 1,
                MutantFate::Undecided(_) => tally.undecided += 1,
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

    /// How many of all nobody knows, in percent.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of mutants are far below the precision of a float"
    )]
    pub fn undecided_percent(self) -> f64 {
        match self.all() {
            0 => 0.0,
            all => self.undecided as f64 * 100.0 / all as f64,
        }
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

    /// The same where each mutant counts as often as real calls meet it. None: no scenario says which real calls it stands for.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a percentage")]
    pub fn weighed_score(self) -> Option<f64> {
        match self.killed_calls + self.survived_calls {
            0 => None,
            of => Some(self.killed_calls as f64 * 100.0 / of as f64),
        }
    }
}
