use std::time::Duration;

use jiff::Timestamp;

use super::answer::{AnswerJudgment, AnswerRecord, Grade};
use super::card::StudyCard;
use super::memory::{CardMemory, LearningStage};

/// Everything that is kept of one learner and one card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardProgress {
    /// What is remembered.
    pub memory: CardMemory,
    /// What was right when it was last asked, as [`StudyCard::fact`] tells it.
    pub fact: String,
    /// When it was first met: shown, or asked.
    pub first: Timestamp,
    /// When it was first learned: when it needed no more steps of minutes, and more than one answer was given.
    pub learned: Option<Timestamp>,
    /// How many answers were not right.
    pub missed: u32,
    /// The time that the answers took, all in all.
    pub spent: Duration,
}

/// How a learner and a card of the plan stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardStanding {
    /// Learned, and not due.
    Known,
    /// Learned, and it is time to ask again.
    Due,
    /// Being learned, or learned again after it was forgotten.
    Learning,
    /// Known as it was: what is right has changed since it was last asked.
    Changed,
    /// Never asked.
    New,
}

impl CardStanding {
    /// How a card stands.
    #[must_use]
    pub fn of(card: &StudyCard, progress: Option<&CardProgress>, now: Timestamp) -> Self {
        progress
            .map_or(Self::New, |progress| Self::with(&progress.memory, card.is_still(&progress.fact), now))
    }

    /// How a card stands that was asked before, and whose fact is still what it was, or not.
    pub(super) fn with(memory: &CardMemory, same_fact: bool, now: Timestamp) -> Self {
        match memory.state {
            _ if !same_fact => Self::Changed,
            // Whoever was shown it a minute ago does not know it yet.
            _ if memory.reps < LEAST_ANSWERS => Self::Learning,
            LearningStage::Review if memory.is_due(now) => Self::Due,
            LearningStage::Review => Self::Known,
            LearningStage::Learning | LearningStage::Relearning => Self::Learning,
        }
    }

    /// The word for it in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Due => "due",
            Self::Learning => "learning",
            Self::Changed => "changed",
            Self::New => "new",
        }
    }
}

/// After fewer answers nothing is learned.
const LEAST_ANSWERS: u32 = 2;

impl CardProgress {
    /// A card that was shown and not asked yet.
    #[must_use]
    pub fn shown(card: &StudyCard, now: Timestamp) -> Self {
        Self {
            memory: CardMemory::shown(now),
            fact: card.fact.clone(),
            first: now,
            learned: None,
            missed: 0,
            spent: Duration::ZERO,
        }
    }

    /// Whether it was shown and never asked.
    #[must_use]
    pub fn is_only_shown(&self) -> bool {
        self.memory.reps == 0
    }

    /// Whether the card was learned once, and is still what it was then.
    #[must_use]
    pub fn is_learned(&self, card: &StudyCard) -> bool {
        self.learned.is_some() && card.is_still(&self.fact)
    }

    /// After an answer to a card, the first one if there is no progress `before`.
    ///
    /// What has changed since is no fact forgotten: an answer that is wrong now was right before, so the memory starts
    /// afresh. Whoever knows the change already goes on from where they were.
    #[must_use]
    pub fn after(before: Option<&Self>, card: &StudyCard, answer: &AnswerRecord, now: Timestamp) -> Self {
        let grade = Grade::of(answer);
        let changed = before.is_some_and(|before| !card.is_still(&before.fact));
        let kept = before.map(|before| &before.memory).filter(|_| !changed || grade > Grade::Again);
        let mut memory = CardMemory::next(kept, grade, now);
        memory.reps = before.map_or(0, |before| before.memory.reps).saturating_add(1);
        memory.lapses = memory.lapses.max(before.map_or(0, |before| before.memory.lapses));
        let learned = before.and_then(|before| before.learned);
        let is_learned = memory.state == LearningStage::Review && memory.reps >= LEAST_ANSWERS;
        Self {
            memory,
            fact: card.fact.clone(),
            first: before.map_or(now, |before| before.first),
            learned: learned.or_else(|| is_learned.then_some(now)),
            missed: before
                .map_or(0, |before| before.missed)
                .saturating_add(u32::from(answer.judged != AnswerJudgment::Right)),
            spent: before.map_or(Duration::ZERO, |before| before.spent).saturating_add(answer.took),
        }
    }

    /// Whether the card is to be asked now: it is time, or its fact has changed.
    #[must_use]
    pub fn is_due(&self, card: &StudyCard, now: Timestamp) -> bool {
        !card.is_still(&self.fact) || self.memory.is_due(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    fn card(fact: &str) -> StudyCard {
        let own = str::to_owned;
        StudyCard {
            id: own("number/gap"),
            kind: own("number"),
            line: None,
            fact: own(fact),
            name: own("GAP"),
        }
    }

    fn answer(judged: AnswerJudgment) -> AnswerRecord {
        AnswerRecord { judged, hints: 0, took: Duration::from_secs(9), quick: Duration::from_secs(4) }
    }

    /// Learned well: answered right four times, whenever it was due.
    fn known() -> CardProgress {
        let mut now: Timestamp = "2023-08-28T14:00:00Z".parse().unwrap();
        let mut progress = None;
        for _ in 0..4 {
            let next =
                CardProgress::after(progress.as_ref(), &card("one"), &answer(AnswerJudgment::Right), now);
            now = next.memory.due;
            progress = Some(next);
        }
        progress.unwrap()
    }

    #[test]
    fn a_changed_fact_is_due_and_not_forgotten() {
        let progress = known();
        let now = progress.memory.last.checked_add(SignedDuration::from_hours(1)).unwrap();
        assert_eq!(CardStanding::of(&card("one"), Some(&progress), now), CardStanding::Known);
        assert!(!progress.is_due(&card("one"), now));
        assert_eq!(CardStanding::of(&card("two"), Some(&progress), now), CardStanding::Changed);
        assert!(progress.is_due(&card("two"), now));

        let knew = CardProgress::after(Some(&progress), &card("two"), &answer(AnswerJudgment::Right), now);
        assert!(knew.memory.stability >= progress.memory.stability, "who knows the change goes on");
        assert_eq!(CardStanding::of(&card("two"), Some(&knew), now), CardStanding::Known);

        let missed = CardProgress::after(Some(&progress), &card("two"), &answer(AnswerJudgment::Wrong), now);
        assert_eq!(
            (missed.memory.state, missed.memory.lapses),
            (LearningStage::Learning, 0),
            "nothing was forgotten"
        );
        assert_eq!((missed.memory.reps, missed.missed, missed.first), (5, 1, progress.first));
    }

    #[test]
    fn time_and_misses_add_up() {
        let progress = known();
        assert_eq!((progress.spent, progress.missed), (Duration::from_secs(36), 0));
        assert_eq!(progress.learned.map(|at| at > progress.first), Some(true), "the second right answer");
        let now = progress.memory.due;
        assert_eq!(CardStanding::of(&card("one"), Some(&progress), now), CardStanding::Due);
        let lapsed = CardProgress::after(Some(&progress), &card("one"), &answer(AnswerJudgment::Wrong), now);
        assert_eq!(CardStanding::of(&card("one"), Some(&lapsed), now), CardStanding::Learning);
        assert_eq!((lapsed.memory.lapses, lapsed.learned), (1, progress.learned));
        assert_eq!(CardStanding::of(&card("one"), None, now), CardStanding::New);
    }
}
