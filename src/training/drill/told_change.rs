use std::sync::Arc;

use super::about::{CardSubject, ChangedFact};
use super::card::{Card, CardKind};
use super::deck::Deck;
use crate::plan::Plan;

/// A card about a change, told to whoever has the new plan alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldChange {
    /// What the card is known by.
    pub id: String,
    /// The line that it is about, by its name in the plan's files.
    pub line: Option<String>,
    /// What it is about, for people.
    pub name: String,
    /// What is asked.
    pub text: String,
    /// What was right.
    pub old: String,
    /// What is right.
    pub new: String,
    /// What might be right, and is not.
    pub others: Vec<String>,
}

impl ToldChange {
    /// The changes of a deck under the plan that it is of.
    #[must_use]
    pub fn all_of(deck: &Deck, plan: &Plan) -> Vec<Self> {
        let told = |card: &Card| {
            let CardSubject::Changed(change) = &card.about else { return None };
            Some(Self {
                id: card.id.clone(),
                line: card.line.map(|line| plan.line(line).key.clone()),
                name: card.name.clone(),
                text: change.text.clone(),
                old: change.old.clone(),
                new: change.new.clone(),
                others: change.others.clone(),
            })
        };
        deck.cards().iter().filter_map(told).collect()
    }

    /// The same cards again, which know nothing of what the plan says of itself there.
    #[must_use]
    pub fn deck(told: Vec<Self>, plan: &Plan) -> Deck {
        let card = |told: Self| Card {
            id: told.id,
            kind: CardKind::Changed,
            line: told.line.and_then(|line| plan.line_named(&line)),
            fact: ChangedFact::told(&told.old, &told.new),
            name: told.name,
            only: String::new(),
            about: CardSubject::Changed(ChangedFact {
                text: told.text,
                old: told.old,
                new: told.new,
                others: told.others,
                origins: Vec::new(),
            }),
            teams: Arc::default(),
        };
        Deck::from_cards(told.into_iter().map(card).collect())
    }
}
