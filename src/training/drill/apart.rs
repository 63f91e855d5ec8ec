//! Ids of cards: each is that of one card, and stays that of the same fact.

use std::collections::{BTreeSet, HashMap};

use super::card::Card;

/// Cards, each with what tells it apart where ids are the same.
pub(super) type Made = Vec<(Card, Apart)>;

/// What tells a card from others of the same id.
#[derive(Clone, Debug, Default)]
pub(super) struct Apart {
    /// The number or another thing that people know; may be empty.
    pub(super) by: String,
    /// The name that the id has the words of, letter for letter; may be empty.
    pub(super) name: String,
}

/// Gives cards of one id what tells them apart, so that each id is that of one card: first what people know, then the name
/// itself where several have the same words, and for the last of all their order. Where names differ, no card keeps the id that
/// they would share: what was learned under it may be about the other.
pub(super) fn told_apart(made: Made) -> Vec<Card> {
    let mut names: HashMap<String, BTreeSet<String>> = HashMap::new();
    let mut count: HashMap<String, usize> = HashMap::new();
    for (card, apart) in &made {
        *count.entry(card.id.clone()).or_default() += 1;
        names.entry(card.id.clone()).or_default().insert(apart.name.clone());
    }
    let first: Vec<(Card, Option<String>)> = made
        .into_iter()
        .map(|(mut card, Apart { by, name })| {
            let is_shared = count[&card.id] > 1;
            let name = Some(name).filter(|name| !name.is_empty() && names[&card.id].len() > 1);
            if is_shared && !by.is_empty() {
                card.id = format!("{}/{by}", card.id);
                (card, name)
            } else {
                card.id = name.into_iter().fold(card.id, |id, name| format!("{id}/{name}"));
                (card, None)
            }
        })
        .collect();
    let mut count: HashMap<String, usize> = HashMap::new();
    for (card, _) in &first {
        *count.entry(card.id.clone()).or_default() += 1;
    }
    let mut taken: HashMap<String, usize> = HashMap::new();
    first
        .into_iter()
        .map(|(mut card, name)| {
            if let Some(name) = name.filter(|_| count[&card.id] > 1) {
                card.id = format!("{}/{name}", card.id);
            }
            let before = taken.entry(card.id.clone()).or_default();
            *before += 1;
            if *before > 1 {
                card.id = format!("{}/{before}", card.id);
            }
            card
        })
        .collect()
}
