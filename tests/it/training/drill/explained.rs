//! Why an answer is right, in a sentence for learners; and callers of whom they are asked.

use ivrsim::plan::builtin;
use ivrsim::training::drill::{CardKind, Deck};

use super::now;
use crate::oracles;

#[test]
fn why_is_a_sentence_without_files_ids_and_timestamps() {
    let deck = Deck::of(builtin(), now());
    for card in deck.cards() {
        for seed in 0..6 {
            let Some(question) = card.ask(builtin(), seed, now()) else { continue };
            let why = question.explained();
            assert!(why.contains(", because ") && why.ends_with('.') && !why.ends_with(".."), "{why}");
            assert!(why.starts_with(|c: char| c.is_uppercase() || c.is_numeric()), "{why}");
            for word in [".toml", "`", "America/", "00:00", "\n"] {
                assert!(!why.contains(word), "{why}");
            }
        }
    }
    let why = |id: &str, seed| deck.card(id).unwrap().ask(builtin(), seed, now()).unwrap().explained();
    let option =
        (0..9).map(|seed| why("option/ally plus", seed)).find(|why| why.starts_with("Option 7, because"));
    assert_eq!(
        option.as_deref(),
        Some("Option 7, because it leads from 1-855-720-2559 (Contract Processing Center) to Ally Plus.")
    );
}

const COMPANY: &str = r#"
[plan]
name = "Company"
effective = 2023-01-01
timezone = "America/New_York"
[hours.day]
open = "Mo-Fr 09:00-17:00"
ZONE
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "sales"
[destinations.sales]
name = "Sales"
hours = "day"
closed = "hang-up"
topics = ["prices", "orders", "returns"]
"#;

#[test]
fn callers_are_where_their_clocks_matter() {
    for (zone, places) in [
        ("", &[][..]),
        ("timezone = \"America/Chicago\"", &["New York", "Chicago"]),
        ("timezone = \"America/Anchorage\"", &["New York", "Anchorage"]),
        ("timezone = \"caller\"", &["New York", "Chicago", "Denver", "Los Angeles"]),
    ] {
        let plan = oracles::plan::plan(&COMPANY.replace("ZONE", zone));
        let deck = Deck::of(&plan, now());
        let mut seen = std::collections::BTreeSet::new();
        for card in deck.cards().iter().filter(|card| card.kind == CardKind::Route) {
            for seed in 0..40 {
                let text = card.ask(&plan, seed, now()).unwrap().text;
                let place = text.split_once(" in ").map(|(_, place)| place.split('.').next().unwrap());
                // Where there is one clock, nobody is told of a place.
                assert_eq!(place.is_some(), !zone.is_empty(), "{text}");
                seen.extend(place.map(str::to_owned));
            }
        }
        let mut expected: Vec<&str> = places.to_vec();
        expected.sort_unstable();
        assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{zone}");
    }
}

#[test]
fn a_few_letters_that_are_no_name_are_a_slip() {
    let deck = Deck::of(builtin(), now());
    let card = deck.card("reverse/contract processing center").unwrap();
    let question =
        (0..20).filter_map(|seed| card.ask(builtin(), seed, now())).find(|one| one.choices.is_empty());
    let question = question.unwrap();
    for slip in ["8", "ws", "w", "s", "kx", "zq", "??", "12"] {
        assert!(!question.is_answered_by(slip), "{slip}");
    }
    for answer in ["cpc", "contract processing", "SmartAuction", "pancakes", "CP", "dsc"] {
        assert!(question.is_answered_by(answer), "{answer}");
    }
}
