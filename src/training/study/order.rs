//! In which order a course meets the facts of a deck.

use std::collections::HashSet;

use crate::plan::{LineId, Plan};
use crate::training::drill::{Card, CardKind};

/// Line by line, first who is behind each number and what they handle: with that a request is routed. Everything else follows,
/// the kinds by turns, so that a lesson has something of everything; plain facts come before what needs several of them. Each
/// kind is in the order of the plan but begins elsewhere in it, so that no question tells the answer to the next one.
pub(super) fn line_by_line(cards: &[Card], plan: &Plan) -> Vec<Card> {
    // Whoever routes what people handle has shown to know their number.
    let handling: HashSet<String> = cards.iter().filter_map(|card| card.handling(plan)).collect();
    let place = |card: &Card| -> Option<usize> {
        let is_first = match card.kind {
            CardKind::Number => card.reached().is_none_or(|team| !handling.contains(team)),
            CardKind::Route => true,
            _ => false,
        };
        let introduction = card.introduction(plan).filter(|_| is_first)?;
        // What several numbers answer for is met when they are known.
        Some(introduction.line.map_or(usize::MAX, LineId::index))
    };
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for card in cards {
        match place(card) {
            Some(place) => first.push((place, card.kind != CardKind::Number, card.clone())),
            None => others.push(card),
        }
    }
    first.sort_by_key(|(place, is_request, _)| (*place, *is_request));
    let own = others.iter().filter(|card| card.kind == CardKind::Own).map(|card| (*card).clone());
    let first = first.into_iter().map(|(.., card)| card);
    own.chain(first).chain(by_turns(&others)).collect()
}

fn by_turns(cards: &[&Card]) -> Vec<Card> {
    const EASY_FIRST: [CardKind; 7] = [
        CardKind::Number,
        CardKind::Open,
        CardKind::Option,
        CardKind::Reverse,
        CardKind::Channel,
        CardKind::Listen,
        CardKind::Route,
    ];
    let mut placed: Vec<(usize, usize, Card)> = Vec::new();
    for (place, kind) in EASY_FIRST.into_iter().enumerate() {
        let mut of_kind: Vec<&Card> = cards.iter().filter(|card| card.kind == kind).copied().collect();
        let first = of_kind.len() * place / EASY_FIRST.len();
        of_kind.rotate_left(first);
        placed.extend(of_kind.into_iter().enumerate().map(|(turn, card)| (turn, place, card.clone())));
    }
    placed.sort_by_key(|(turn, place, _)| (*turn, *place));
    placed.into_iter().map(|(_, _, card)| card).collect()
}
