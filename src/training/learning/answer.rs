use std::time::Duration;

use crate::training::drill::AnswerScore;

/// How an answer was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerJudgment {
    /// Wrong, or none was given.
    Wrong,
    /// A part of it is right.
    Partly,
    /// Right.
    Right,
}

impl AnswerJudgment {
    /// All of them, from worst to best.
    pub const ALL: [Self; 3] = [Self::Wrong, Self::Partly, Self::Right];

    /// The word for it in files and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Partly => "partly",
            Self::Right => "right",
        }
    }

    /// Of two points, how many it is worth in an exam.
    #[must_use]
    pub fn points(self) -> u32 {
        match self {
            Self::Wrong => 0,
            Self::Partly => 1,
            Self::Right => 2,
        }
    }
}

impl From<AnswerScore> for AnswerJudgment {
    fn from(score: AnswerScore) -> Self {
        match score {
            AnswerScore::Wrong => Self::Wrong,
            AnswerScore::Partly => Self::Partly,
            AnswerScore::Right => Self::Right,
        }
    }
}

/// An answer to a card. What was typed is not kept: only what decides when to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerRecord {
    /// How it was judged.
    pub judged: AnswerJudgment,
    /// How many hints were asked for.
    pub hints: u32,
    /// How long it took, from the question to the answer.
    pub took: Duration,
    /// Below this time an answer is quick: what somebody needs who does not have to think.
    pub quick: Duration,
}

/// How well a fact was remembered: the four grades of FSRS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Not at all.
    Again,
    /// With effort.
    Hard,
    /// Well.
    Good,
    /// At once.
    Easy,
}

impl Grade {
    /// The grade of an answer.
    ///
    /// A hint costs a grade, a second one tells too much to have been remembered, and who needed one for half of the
    /// answer did not know it. Speed only ever lifts what is right without help: nobody is graded down for thinking.
    #[must_use]
    pub fn of(answer: &AnswerRecord) -> Self {
        match (answer.judged, answer.hints) {
            (AnswerJudgment::Wrong, _) | (AnswerJudgment::Partly, 1..) | (AnswerJudgment::Right, 2..) => {
                Self::Again
            }
            (AnswerJudgment::Partly, 0) | (AnswerJudgment::Right, 1) => Self::Hard,
            (AnswerJudgment::Right, 0) if answer.took < answer.quick => Self::Easy,
            (AnswerJudgment::Right, 0) => Self::Good,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(judged: AnswerJudgment, hints: u32, seconds: u64) -> Grade {
        let (took, quick) = (Duration::from_secs(seconds), Duration::from_secs(4));
        Grade::of(&AnswerRecord { judged, hints, took, quick })
    }

    #[test]
    fn hints_cost() {
        assert_eq!(grade(AnswerJudgment::Right, 0, 10), Grade::Good);
        assert_eq!(grade(AnswerJudgment::Right, 1, 10), Grade::Hard);
        assert_eq!(grade(AnswerJudgment::Right, 2, 10), Grade::Again);
        assert_eq!(grade(AnswerJudgment::Partly, 0, 10), Grade::Hard);
        assert_eq!(grade(AnswerJudgment::Partly, 1, 10), Grade::Again);
    }

    #[test]
    fn speed_counts_a_little_and_never_against_accuracy() {
        assert_eq!(grade(AnswerJudgment::Right, 0, 3), Grade::Easy);
        assert_eq!(
            grade(AnswerJudgment::Right, 0, 3600),
            Grade::Good,
            "right is right, however long it took"
        );
        for quick in [0, 3] {
            assert_eq!(grade(AnswerJudgment::Wrong, 0, quick), Grade::Again);
            assert_eq!(grade(AnswerJudgment::Partly, 0, quick), Grade::Hard);
            assert_eq!(grade(AnswerJudgment::Right, 1, quick), Grade::Hard, "a hint is not outrun");
        }
    }
}
