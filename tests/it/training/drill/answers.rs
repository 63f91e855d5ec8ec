//! How answers are judged, whichever way they are put.

use std::fmt::Write as _;

use ivrsim::plan::Plan;
use ivrsim::training::drill::{Deck, Question};

use super::now;
use crate::oracles;

const DESK: &str = r#"
[plan]
name = "Desk"
effective = 2023-01-01
timezone = "America/New_York"
[hours.desk]
open = "Mo-Fr 09:00-17:30"
[hours.others]
open = "Mo-Fr 09:00-17:30"
timezone = "America/Denver"
[lines.main]
number = "1-800-555-0100"
name = "Example"
answer = "main"
[menus.main]
say = "For other things, press 1. For the desk, press 2."
[menus.main.keys]
1 = "others"
2 = "desk"
[destinations.others]
name = "Other Things"
hours = "others"
closed = "hang-up"
[destinations.desk]
name = "Front Desk"
hours = "desk"
closed = "hang-up"
"#;

/// The question of a card in which these words are, typed.
fn asked<'p>(plan: &'p Plan, deck: &Deck, id: &str, words: &[&str]) -> Question<'p> {
    let card = deck.card(id).unwrap_or_else(|| panic!("{id}"));
    (0..2_000)
        .filter_map(|seed| card.ask(plan, seed, now()))
        .find(|question| {
            question.choices.is_empty() && words.iter().all(|words| question.text.contains(words))
        })
        .unwrap_or_else(|| panic!("{id} asks for {words:?}"))
}

#[test]
fn answers_are_understood_as_people_put_them() {
    let plan = oracles::plan::plan(DESK);
    let deck = Deck::of(&plan, now());
    let text = include_str!("../../../cases/drill/answers.txt");
    let mut question = None;
    let mut wrong = String::new();
    let mut count = 0;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        if let Some(name) = line.strip_prefix('[') {
            question = Some(match name.trim_end_matches(']') {
                "day" => asked(&plan, &deck, "open/front desk", &["open and close on a Wednesday"]),
                "until" => asked(&plan, &deck, "open/front desk", &["Until when", "in Denver"]),
                "number" => asked(&plan, &deck, "number/front desk", &[]),
                "option" => asked(&plan, &deck, "option/front desk", &["Which option"]),
                other => panic!("{other}"),
            });
            continue;
        }
        let (verdict, answer) = line.split_once(' ').expect("a verdict and an answer");
        let judgement = question.as_ref().expect("a question comes first").judge(answer.trim_start());
        count += 1;
        if judgement.score.word() != verdict {
            let _ = writeln!(wrong, "{line} (judged {}: {})", judgement.score.word(), judgement.note);
        }
    }
    assert!(count > 100 && wrong.is_empty(), "{wrong}");
}
