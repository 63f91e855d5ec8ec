//! What holds for the questions of every plan.

use ivrsim::plan::builtin;
use ivrsim::training::drill::Deck;
use proptest::prelude::*;

use super::{now, own};
use crate::helpers::drawn;
use crate::oracles;
use crate::oracles::dice::Dice;

proptest! {
    #![proptest_config(drawn::cases(32))]

    #[test]
    fn drills_of_any_plan_are_fair(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut dice = Dice::new(&bytes);
        let plan = oracles::plan::plan(&oracles::plan::text(&mut dice));
        oracles::drill::check(&plan, now(), &mut dice);
    }

    #[test]
    fn a_broken_file_of_questions_is_told_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 1..60)) {
        let mut dice = Dice::new(&bytes);
        let mut text = own::OWN.to_owned();
        while !dice.are_used_up() {
            oracles::mutation::change(&mut text, &mut dice);
        }
        let (deck, told) = own::own(&text);
        prop_assert!(deck.is_some() || !told.is_empty(), "{text}");
    }

    #[test]
    fn one_edit_changes_no_card_of_what_callers_meet_as_before(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut dice = Dice::new(&bytes);
        let text = oracles::plan::text(&mut dice);
        if let Some(new) = oracles::diff::edited(&text, &mut dice) {
            oracles::drill::check_change(&oracles::plan::plan(&text), &new, now(), &mut dice);
        }
    }
}

#[test]
fn every_card_of_the_directory_can_be_asked_under_any_seed() {
    let deck = Deck::of(builtin(), now());
    for card in deck.cards() {
        for seed in 0..6 {
            assert!(card.ask(builtin(), seed, now()).is_some(), "{} under {seed}", card.id);
            oracles::drill::check_card(builtin(), card, seed, now(), &mut Dice::new(&[]));
        }
    }
}
