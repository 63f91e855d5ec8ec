use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;

use super::plan_lessons::LessonSource;
use super::snapshot::PlanSnapshot;
use crate::training::drill::Deck;
use crate::training::learning::StudyCard;

/// The cards of a plan on a day, which take a moment to be made.
#[derive(Debug, Default)]
pub(super) struct DeckOfDay(Mutex<Option<DatedDeck>>);

#[derive(Clone, Debug)]
struct DatedDeck {
    /// The number of the plan.
    plan: u64,
    day: Date,
    cards: Arc<[StudyCard]>,
    /// So many of them are not about changes.
    lasting: usize,
}

impl DeckOfDay {
    /// Whether the cards of that day and plan are made already.
    pub(super) fn has(&self, plan: &PlanSnapshot, now: Timestamp) -> bool {
        self.0.try_lock().is_ok_and(|kept| kept.as_ref().is_some_and(|kept| kept.is_of(plan, now)))
    }

    /// All that is asked on the day of a moment: own questions and what has changed, too.
    pub(super) fn cards(
        &self,
        plan: &PlanSnapshot,
        now: Timestamp,
        source: &LessonSource,
    ) -> Arc<[StudyCard]> {
        self.deck(plan, now, source).cards
    }

    /// What a report counts: what there is to know of the plan, and own questions.
    pub(super) fn of_report(
        &self,
        plan: &PlanSnapshot,
        now: Timestamp,
        source: &LessonSource,
    ) -> Vec<StudyCard> {
        let deck = self.deck(plan, now, source);
        deck.cards[..deck.lasting].to_vec()
    }

    fn deck(&self, plan: &PlanSnapshot, now: Timestamp, source: &LessonSource) -> DatedDeck {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(deck) = kept.as_ref().filter(|kept| kept.is_of(plan, now)) {
            return deck.clone();
        }
        let lessons = source.of(plan);
        let (deck, of) = (Deck::of(&plan.plan, now), &plan.plan);
        let lasting = [Some(&deck), lessons.own.as_ref()].into_iter().flatten().flat_map(Deck::cards);
        let mut cards: Vec<StudyCard> = lasting.map(|card| StudyCard::of(card, of)).collect();
        let lasting = cards.len();
        cards.extend(lessons.changes.iter().flat_map(Deck::cards).map(|card| StudyCard::of(card, of)));
        let day = of.zone.wall_clock(now).date();
        let deck = DatedDeck { plan: plan.number, day, cards: cards.into(), lasting };
        *kept = Some(deck.clone());
        deck
    }
}

impl DatedDeck {
    fn is_of(&self, plan: &PlanSnapshot, now: Timestamp) -> bool {
        (self.plan, self.day) == (plan.number, plan.plan.zone.wall_clock(now).date())
    }
}
