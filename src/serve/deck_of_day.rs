use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::plan::Plan;
use crate::training::drill::Deck;
use crate::training::learning::StudyCard;

/// The cards of a plan on a day, which take a moment to be made.
#[derive(Debug, Default)]
pub(super) struct DeckOfDay(Mutex<Option<DatedDeck>>);

/// The number of a plan, a day, and the cards then.
type DatedDeck = (u64, Date, Arc<[StudyCard]>);

impl DeckOfDay {
    /// Whether the cards of that day and plan are made already.
    pub(super) fn has(&self, number: u64, plan: &Plan, now: Timestamp) -> bool {
        let kept = self.0.try_lock();
        let today = plan.zone.wall_clock(now).date();
        kept.is_ok_and(|kept| kept.as_ref().is_some_and(|(of, day, _)| (*of, *day) == (number, today)))
    }

    /// Those of the day of a moment, of the plan that has this number.
    pub(super) fn cards(&self, number: u64, plan: &Plan, now: Timestamp) -> Arc<[StudyCard]> {
        let today = plan.zone.wall_clock(now).date();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((of, day, cards)) if (*of, *day) == (number, today) => Arc::clone(cards),
            _ => {
                let deck = Deck::of(plan, now);
                let cards: Arc<[StudyCard]> =
                    deck.cards().iter().map(|card| StudyCard::of(card, plan)).collect();
                *kept = Some((number, today, Arc::clone(&cards)));
                cards
            }
        }
    }
}
