//! FSRS, by `rs-fsrs`: this file alone knows the crate, and chrono for it.

use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp};
use rs_fsrs::{Card, FSRS, Parameters, Rating, Seed};

use super::answer::Grade;

/// A card is asked again when it is remembered with this probability.
pub const WANTED_RECALL: f64 = 0.9;

/// No card rests longer than this many days: a directory that nobody has asked about for a year is not known.
pub const LONGEST: i32 = 365;

/// The weights of FSRS-5 that `rs-fsrs` 1.2.1 takes by itself, fitted by its authors to the reviews of many people. They
/// are written out because the crate's own way to them reads the clock.
const WEIGHTS: [f64; 19] = [
    0.4072, 1.1829, 3.1262, 15.4722, 7.2102, 0.5316, 1.0651, 0.0234, 1.616, 0.1544, 1.0824, 1.9813, 0.0953,
    0.2975, 2.2042, 0.2407, 2.9466, 0.5034, 0.6567,
];

/// The least and the greatest stability, in days, that anything here works with.
const STABILITY: (f64, f64) = (0.01, 36_500.0);

/// What a learner remembers of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CardMemory {
    /// How far it is learned.
    pub state: LearningStage,
    /// After so many days it is remembered with probability [`WANTED_RECALL`].
    pub stability: f64,
    /// How hard the card is for the learner, 1 to 10.
    pub difficulty: f64,
    /// When to ask again.
    pub due: Timestamp,
    /// When it was last asked.
    pub last: Timestamp,
    /// How often it was asked.
    pub reps: u32,
    /// How often it was forgotten after it had been learned.
    pub lapses: u32,
}

/// How far a card is learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LearningStage {
    /// Being learned, in steps of minutes.
    Learning,
    /// Learned: asked again after days.
    Review,
    /// Forgotten, and being learned again in steps of minutes.
    Relearning,
}

impl LearningStage {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Learning, Self::Review, Self::Relearning];

    /// The word for it in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Learning => "learning",
            Self::Review => "review",
            Self::Relearning => "relearning",
        }
    }
}

impl CardMemory {
    /// What is remembered of a card that was shown and not asked yet. It holds as what was told behind an answer that nobody knew;
    /// how hard the card is, it tells nothing of. It is to be asked in a minute.
    #[must_use]
    pub fn shown(now: Timestamp) -> Self {
        let told = Self::next(None, Grade::Again, now);
        let difficulty = Self::next(None, Grade::Good, now).difficulty;
        Self { difficulty, reps: 0, ..told }
    }

    /// What is remembered after an answer of this grade: `before` is none for a card that was never asked.
    ///
    /// A clock that was set back does not undo what was learned: `now` counts as no earlier than the last answer. What
    /// comes from a file may be any number and is brought into range.
    #[must_use]
    pub fn next(before: Option<&Self>, grade: Grade, now: Timestamp) -> Self {
        let now = before.map_or(now, |before| now.max(before.last));
        let learned = before.is_some_and(|before| before.state == LearningStage::Review);
        let rating = match grade {
            Grade::Again => Rating::Again,
            Grade::Hard => Rating::Hard,
            Grade::Good => Rating::Good,
            // Quick and right the first times may be luck, and luck must not buy weeks.
            Grade::Easy if !learned => Rating::Good,
            Grade::Easy => Rating::Easy,
        };
        let card = FSRS::new(parameters()).next(card(before, now), instant(now), rating).card;
        let days = SignedDuration::from_hours(24) * LONGEST;
        let latest = now.checked_add(days).unwrap_or(Timestamp::MAX);
        Self {
            state: match card.state {
                rs_fsrs::State::New | rs_fsrs::State::Learning => LearningStage::Learning,
                rs_fsrs::State::Review => LearningStage::Review,
                rs_fsrs::State::Relearning => LearningStage::Relearning,
            },
            stability: within(card.stability, STABILITY),
            difficulty: within(card.difficulty, (1.0, 10.0)),
            due: timestamp(card.due).clamp(now, latest),
            last: now,
            reps: u32::try_from(card.reps).unwrap_or(u32::MAX),
            lapses: u32::try_from(card.lapses).unwrap_or(u32::MAX),
        }
    }

    /// The probability, 0 to 1, that it is remembered now.
    #[must_use]
    pub fn recall(&self, now: Timestamp) -> f64 {
        let days = now.duration_since(self.last).as_secs_f64().max(0.0) / 86_400.0;
        Parameters::forgetting_curve(days, within(self.stability, STABILITY))
    }

    /// Whether it is time to ask again.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.due <= now
    }
}

/// Without the crate's scattering of due days: the same answers give the same days, on every machine.
fn parameters() -> Parameters {
    Parameters {
        request_retention: WANTED_RECALL,
        maximum_interval: LONGEST,
        w: WEIGHTS,
        decay: Parameters::DECAY,
        factor: Parameters::FACTOR,
        enable_short_term: true,
        enable_fuzz: false,
        seed: Seed::Empty,
    }
}

fn card(memory: Option<&CardMemory>, now: Timestamp) -> Card {
    let Some(memory) = memory else {
        return Card { due: instant(now), last_review: instant(now), ..Card::default() };
    };
    // One less than the greatest, because the crate adds one.
    let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX).min(i32::MAX - 1);
    Card {
        due: instant(memory.due),
        stability: within(memory.stability, STABILITY),
        difficulty: within(memory.difficulty, (1.0, 10.0)),
        elapsed_days: 0,
        scheduled_days: 0,
        reps: count(memory.reps),
        lapses: count(memory.lapses),
        state: match memory.state {
            LearningStage::Learning => rs_fsrs::State::Learning,
            LearningStage::Review => rs_fsrs::State::Review,
            LearningStage::Relearning => rs_fsrs::State::Relearning,
        },
        last_review: instant(memory.last),
    }
}

/// A number between the bounds; the lower one for what is no number.
fn within(number: f64, (least, greatest): (f64, f64)) -> f64 {
    if number.is_nan() { least } else { number.clamp(least, greatest) }
}

fn instant(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.as_millisecond()).unwrap_or_default()
}

fn timestamp(at: DateTime<Utc>) -> Timestamp {
    Timestamp::from_millisecond(at.timestamp_millis()).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        "2023-08-28T14:00:00Z".parse().unwrap()
    }

    /// Answers the card whenever it is due, and tells how many minutes it then rests.
    fn minutes(grades: &[Grade]) -> Vec<i64> {
        let (mut memory, mut now) = (None, start());
        let rest = |grade: &Grade| {
            let next = CardMemory::next(memory.as_ref(), *grade, now);
            let rest = next.due.duration_since(now).as_mins();
            (memory, now) = (Some(next), next.due);
            rest
        };
        grades.iter().map(rest).collect()
    }

    #[test]
    fn what_is_known_rests_longer_each_time() {
        use Grade::{Again, Good};
        let days = minutes(&[Good; 6]);
        assert_eq!(days[0], 10, "seen once, asked again in the same session");
        assert!(days[1..].is_sorted() && days[1] >= 24 * 60, "{days:?}");
        let lapsed = minutes(&[Good, Good, Good, Again, Good]);
        assert_eq!(lapsed[3], 5, "forgotten: asked again at once");
        assert!(lapsed[4] < lapsed[2], "and rests less than before: {lapsed:?}");
    }

    #[test]
    fn luck_at_first_sight_buys_no_weeks() {
        assert_eq!(minutes(&[Grade::Easy, Grade::Easy]), minutes(&[Grade::Good, Grade::Good]));
        let known = [Grade::Good, Grade::Good, Grade::Good];
        let quick = [Grade::Good, Grade::Good, Grade::Easy];
        assert!(minutes(&quick)[2] > minutes(&known)[2]);
    }

    #[test]
    fn nothing_rests_longer_than_a_year() {
        let days = minutes(&[Grade::Good; 30]);
        assert_eq!(days.last(), Some(&(i64::from(LONGEST) * 24 * 60)));
    }

    #[test]
    fn recall_falls_to_what_is_wanted_when_it_is_due() {
        let learned = CardMemory::next(None, Grade::Good, start());
        let known = CardMemory::next(Some(&learned), Grade::Good, learned.due);
        assert!((known.recall(known.last) - 1.0).abs() < 1e-9);
        assert!((known.recall(known.due) - WANTED_RECALL).abs() < 0.02, "{}", known.recall(known.due));
        let year = known.due.checked_add(SignedDuration::from_hours(24 * 365)).unwrap();
        assert!(known.recall(year) < 0.5);
    }

    #[test]
    fn a_clock_that_was_set_back_and_numbers_from_a_broken_file_do_no_harm() {
        let broken = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -3.0, 1e300];
        for number in broken {
            for state in LearningStage::ALL {
                for (due, last) in [(Timestamp::MIN, Timestamp::MIN), (start(), start())] {
                    let memory = CardMemory {
                        state,
                        stability: number,
                        difficulty: number,
                        due,
                        last,
                        reps: u32::MAX,
                        lapses: u32::MAX,
                    };
                    let now = start().checked_sub(SignedDuration::from_hours(48)).unwrap();
                    for grade in [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy] {
                        let next = CardMemory::next(Some(&memory), grade, now);
                        assert!(next.stability.is_finite() && next.difficulty.is_finite(), "{next:?}");
                        assert!(next.last >= memory.last && next.due >= next.last, "{next:?}");
                        assert!((0.0..=1.0).contains(&next.recall(now)), "{next:?}");
                    }
                }
            }
        }
    }
}
