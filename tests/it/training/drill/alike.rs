//! Teams whose names are alike: each is asked about, and only who reaches it is right.

use std::collections::HashMap;
use std::fmt::Write as _;

use ivrsim::call::CallSpec;
use ivrsim::diff::diff;
use ivrsim::explore::Horizon;
use ivrsim::plan::{Plan, StepId};
use ivrsim::training::drill::{AnswerForm, AnswerScore, Deck};
use jiff::Timestamp;
use proptest::prelude::*;

use super::now;
use crate::helpers::drawn;
use crate::oracles;
use crate::oracles::garage::{NEW_YORK_2023, garage_with};

/// A plan of one line whose keys from 1 on lead to teams of these names, that of each asked for by a topic as well.
fn plan(names: &[&str]) -> Plan {
    oracles::plan::plan(&text(names))
}

fn text(names: &[&str]) -> String {
    let mut text = garage_with(
        NEW_YORK_2023,
        "main",
        r#"
[hours.day]
open = "Mo-Fr 08:00-20:00"
[menus.main]
say = "Welcome. {options}"
[menus.main.keys]
"#,
    );
    for index in 0..names.len() {
        let _ = writeln!(text, "{} = \"team-{index}\"", index + 1);
    }
    for (index, name) in names.iter().enumerate() {
        let name = toml_edit::Value::from(*name);
        let _ = writeln!(
            text,
            "[destinations.team-{index}]\nname = {name}\nhours = \"day\"\nclosed = \"hang-up\"\ntopics = [\"request {index}\"]"
        );
    }
    text
}

/// Names that differ in as little as names can.
const NAMES: [&str; 44] = [
    "Home Care",
    "Home Care+",
    "HOME CARE",
    "home care",
    "Home  Care",
    "Home-Care",
    "Home Care!",
    "Home Care #2",
    "Homecare",
    "Hôme Care",
    "Home Caré",
    "Нome Care",
    "Home Саre",
    "C",
    "C++",
    "C#",
    "C+",
    "c",
    ".NET",
    "NET",
    "q",
    "help",
    "why",
    "Q+",
    "24/7 Care",
    "24-7 Care",
    "24 8 Care",
    "Team 2",
    "Team II",
    "Team Two",
    "Team 3",
    "8",
    "8 AM",
    "noon",
    "1",
    "#1",
    "*",
    "+",
    "++",
    "😀",
    "😁",
    "closed",
    "yes",
    "“Home Care”",
];

/// Where it ends to dial the line, press these keys and be put through.
fn reached(plan: &Plan, keys: &str, at: Timestamp) -> Option<StepId> {
    let (_, line) = plan.lines().next()?;
    let record = plan.call(&CallSpec::new(line.number.value, at).with_keys(keys.parse().ok()?)).record;
    record.path().last().filter(|_| record.outcome().is_some())
}

fn name(plan: &Plan, step: StepId) -> &str {
    plan.step(step).name.as_deref().unwrap_or_default()
}

/// Each team has its cards; and of all answers that lead to one of the teams, those to the one that is asked about are right.
fn check(names: &[&str]) {
    let plan = plan(names);
    let deck = Deck::of(&plan, now());
    let mut ids: HashMap<&str, &str> = HashMap::new();
    for card in deck.cards() {
        assert_eq!(ids.insert(&card.id, &card.name), None, "{}", card.id);
    }
    // A Monday at noon.
    let at: Timestamp = "2023-09-04T16:00:00Z".parse().unwrap();
    let unlike: Vec<&str> = names
        .iter()
        .enumerate()
        .filter(|(at, name)| !names[..*at].contains(name))
        .map(|(_, name)| *name)
        .collect();
    for asked in unlike {
        for about in ["The number of", "The option for", "The hours of", "Who handles"] {
            let wanted = format!("{about} {asked}");
            let cards: Vec<_> = deck.cards().iter().filter(|card| card.name == wanted).collect();
            let [card] = cards[..] else { panic!("{wanted:?} in {names:?}: {}", cards.len()) };
            for seed in 0..8 {
                let Some(question) = card.ask(&plan, seed, now()) else { panic!("{wanted:?} under {seed}") };
                for (key, _) in names.iter().enumerate().map(|(at, name)| (at + 1, name)) {
                    let right =
                        reached(&plan, &key.to_string(), at).map(|step| name(&plan, step)) == Some(asked);
                    let answers = match question.form {
                        AnswerForm::Keys => vec![key.to_string(), format!("option {key}")],
                        AnswerForm::Choice if about != "The number of" => Vec::new(),
                        AnswerForm::Number | AnswerForm::Choice | AnswerForm::Call(_) => {
                            vec![format!("1-800-555-0100, option {key}")]
                        }
                        _ => Vec::new(),
                    };
                    for answer in answers {
                        let judged = question.judge(&answer);
                        // Nobody is there at some of the moments, and who is to be called is only partly right.
                        let is_closed = matches!(question.form, AnswerForm::Call(_))
                            && judged.right[0].starts_with("closed");
                        let is_right = judged.score == AnswerScore::Right;
                        assert!(
                            is_right == right || is_closed && !is_right,
                            "{answer} to {}: {judged:?}",
                            question.text
                        );
                    }
                }
                // Who is named by the very name is right, and nobody else.
                if question.text.contains("Whom do you get") {
                    // A letter that is shown beside a choice means the choice.
                    let is_letter = |name: &&&str| {
                        matches!(name.trim().trim_end_matches(['.', ' ', '/']).as_bytes(), [letter] if letter.to_ascii_lowercase() < b'a' + question.choices.len() as u8)
                            && !question.choices.iter().any(|choice| choice == *name)
                    };
                    for other in names.iter().filter(|name| !is_letter(name)) {
                        let judged = question.judge(other);
                        assert_eq!(
                            judged.score == AnswerScore::Right,
                            *other == asked,
                            "{other:?} to {} ({asked:?}): {judged:?}",
                            question.text
                        );
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(drawn::cases(48))]

    #[test]
    fn what_is_judged_right_reaches_the_team_that_was_asked_for(
        names in prop::collection::vec(prop_oneof![
            4 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned),
            1 => "[a-c+#&./ é2😀]{1,6}",
        ], 2..7)
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.trim().is_empty()).collect();
        if !names.is_empty() {
            check(&names);
        }
    }
}

#[test]
fn names_that_differ_in_a_sign_are_two_teams() {
    for names in [["Home Care", "Home Care+"], ["C++", "C#"], ["A.B", "A&B"], ["😀", "😁"], ["IT", "It"]]
    {
        check(&names);
    }
}

#[test]
fn ids_stay_unless_names_have_the_same_words_and_then_depend_on_no_order() {
    let ids = |names: &[&str]| -> Vec<String> {
        let mut ids: Vec<String> = Deck::of(&plan(names), now())
            .cards()
            .iter()
            .map(|card| card.id.clone())
            .filter(|id| !id.contains("request"))
            .collect();
        ids.sort();
        ids
    };
    let one = ids(&["Home Care+", "Sales"]);
    for id in ["number/home care", "option/home care", "open/home care", "route/home care", "number/sales"] {
        assert!(one.iter().any(|known| known == id), "{id}: {one:?}");
    }
    let two = ids(&["Home Care", "Home Care+", "Sales"]);
    assert_eq!(two, ids(&["Home Care+", "Sales", "Home Care"]));
    // What a learner remembers under the id that both would have may be about the other one.
    assert!(!two.iter().any(|id| id == "number/home care" || id == "open/home care"), "{two:?}");
    for id in [
        "number/home care/1-800-555-0100/Home Care",
        "number/home care/1-800-555-0100/Home Care+",
        "number/sales",
    ] {
        assert!(two.iter().any(|known| known == id), "{id}: {two:?}");
    }
}

#[test]
fn teams_of_one_name_are_one_and_who_asks_for_what_one_of_them_does_means_that_one() {
    let plan = plan(&["Care", "Care"]);
    let deck = Deck::of(&plan, now());
    for (id, right) in [
        ("route/request 0", [true, false]),
        ("route/request 1", [false, true]),
        ("number/care", [true, true]),
    ] {
        let card = deck.card(id).expect(id);
        for seed in 0..8 {
            let question = card.ask(&plan, seed, now()).expect(id);
            for (key, right) in [1, 2].iter().zip(right) {
                let judged = question.judge(&format!("1-800-555-0100, option {key}"));
                let is_closed = judged.right[0].starts_with("closed");
                assert!(
                    (judged.score == AnswerScore::Right) == right
                        || is_closed && judged.score < AnswerScore::Right,
                    "{key} to {}: {judged:?}",
                    question.text
                );
            }
        }
    }
}

#[test]
fn a_change_from_one_sign_to_another_is_asked() {
    let old = text(&["C++", "C#"]);
    let new = oracles::plan::plan(&old.replace("1 = \"team-0\"", "1 = \"team-1\""));
    let old = oracles::plan::plan(&old);
    let changes = Deck::changes(&old, &new, &diff(&old, &new, Horizon::of(&new, 1)));
    let card = changes.cards().first().expect("callers are put through to others");
    let question = card.ask(&new, 1, now()).expect("it can be asked");
    assert!(question.choices.iter().any(|choice| choice.contains("C++")), "{:?}", question.choices);
    assert_eq!(question.judge("The caller is put through to C++.").score, AnswerScore::Wrong);
    assert_eq!(question.judge("The caller is put through to C#.").score, AnswerScore::Right);
}
