use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::order::line_by_line;
use crate::plan::Plan;
use crate::training::drill::{Card, Deck, Question};
use crate::training::learning::StudyCard;

/// What there is to learn of a plan, in the order in which it is met. Whoever asks it names the plan that it was made of.
#[derive(Clone, Debug)]
pub struct StudyCourse {
    cards: Vec<Card>,
    /// The same cards as memory knows them.
    study_cards: Vec<StudyCard>,
    /// Which are shown before they are asked, each with its group.
    groups: Vec<(usize, usize)>,
}

/// A card of a course that is asked: in which way and about which moment, these decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedCard {
    /// Which card of the course.
    pub index: usize,
    /// What decides the way.
    pub seed: u64,
    /// When it is asked.
    pub at: Timestamp,
}

impl StudyCourse {
    /// Everything that a deck of the plan holds, line by line. The changes of a plan come first, if there are cards for them.
    #[must_use]
    pub fn of(plan: &Plan, deck: &Deck, changes: Option<&Deck>) -> Self {
        let changes = changes.into_iter().flat_map(Deck::cards).cloned();
        let cards: Vec<Card> = changes.chain(line_by_line(deck.cards(), plan)).collect();
        let study_cards = cards.iter().map(|card| StudyCard::of(card, plan)).collect();
        let groups = groups(&cards, plan);
        Self { cards, study_cards, groups }
    }

    /// The cards that ask.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The same cards as memory knows them.
    #[must_use]
    pub fn study_cards(&self) -> &[StudyCard] {
        &self.study_cards
    }

    /// The question of a card; none where nothing certain can be asked at that time.
    #[must_use]
    pub fn question<'p>(&self, plan: &'p Plan, asked: AskedCard) -> Option<Question<'p>> {
        self.cards[asked.index].ask(plan, asked.seed, asked.at)
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.groups.iter().copied()
    }
}

/// Which cards are shown before they are asked, each with its group: those of one heading.
fn groups(cards: &[Card], plan: &Plan) -> Vec<(usize, usize)> {
    let mut known: HashMap<String, usize> = HashMap::new();
    // Of whom it was shown what they handle, the number was shown as well.
    let handling: HashSet<String> = cards.iter().filter_map(|card| card.handling(plan)).collect();
    let is_shown = |card: &Card| card.reached().is_some_and(|team| handling.contains(team));
    let introduction = |(index, card): (usize, &Card)| {
        Some((index, card.introduction(plan).filter(|_| !is_shown(card))?.heading))
    };
    let headings: Vec<(usize, String)> = cards.iter().enumerate().filter_map(introduction).collect();
    let group = |(index, heading)| {
        let next = known.len();
        (index, *known.entry(heading).or_insert(next))
    };
    headings.into_iter().map(group).collect()
}
