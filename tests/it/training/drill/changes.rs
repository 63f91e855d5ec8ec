//! What a changed plan does to the cards: which are others, and how what has changed is asked.

use std::collections::BTreeMap;

use ivrsim::diff::diff;
use ivrsim::explore::Horizon;
use ivrsim::plan::{Plan, builtin};
use ivrsim::training::drill::Deck;

use super::{now, tell};
use crate::helpers::ally::edited;
use crate::oracles;
use crate::oracles::dice::Dice;

/// Text of the plan, and what stands there instead.
type Edits = &'static [(&'static str, &'static str)];
/// Cards that are not what they were.
type Changed = &'static [&'static str];

/// What differs between the decks of two plans: cards that are new, gone, or whose fact is another.
fn changed(old: &Plan, new: &Plan) -> Vec<String> {
    let facts = |plan: &Plan| -> BTreeMap<String, String> {
        Deck::of(plan, now()).cards().iter().map(|card| (card.id.clone(), card.fact.clone())).collect()
    };
    let (old, new) = (facts(old), facts(new));
    let mut told: Vec<String> = old
        .iter()
        .filter_map(|(id, fact)| match new.get(id) {
            None => Some(format!("- {id}")),
            Some(other) => (other != fact).then(|| id.clone()),
        })
        .collect();
    told.extend(new.keys().filter(|id| !old.contains_key(*id)).map(|id| format!("+ {id}")));
    told
}

#[test]
fn a_changed_plan_brings_back_exactly_the_cards_of_what_callers_meet_otherwise() {
    let cases: [(Edits, Changed); 7] = [
        (&[("\"Mo-Fr 08:00-18:00\"", "\"Mo-Fr 08:00-19:00\"")], &["open/commercial transactions"]),
        (&[("\"Mo-Fr 08:00-18:00\"", "\"Mo,Tu,We,Th,Fr 08:00-18:00\"")], &[]),
        (
            &[("6 = \"commercial-transactions\"", "8 = \"commercial-transactions\"")],
            &[
                "listen/commercial transactions",
                "number/commercial transactions",
                "option/commercial transactions",
                "route/commercial transactions",
            ],
        ),
        (
            &[("fax    = \"(877) 709-6084\"", "fax    = \"(877) 709-6085\"")],
            &["channel/funding ancillary documents dds/fax", "reverse/funding ancillary documents dds"],
        ),
        (
            &[("number = \"800.729.4622\"", "number = \"800.729.4623\"")],
            &[
                "number/ally insurance",
                "reverse/ally insurance",
                "route/ally insurance",
                "route/coverage questions",
                "route/insurance claims",
            ],
        ),
        (
            &[
                ("7 = \"ally-plus\"\n", ""),
                (
                    "[destinations.ally-plus]\nname   = \"Ally Plus\"\nhours  = \"cpc\"\nsource = \"Option 7 Ally Plus\"\n",
                    "",
                ),
            ],
            &[
                "- listen/ally plus",
                "- number/ally plus",
                "- open/ally plus",
                "- option/ally plus",
                "- route/ally plus",
            ],
        ),
        // Names in the file are nothing that people know.
        (&[("7 = \"ally-plus\"", "7 = \"plus\""), ("[destinations.ally-plus]", "[destinations.plus]")], &[]),
    ];
    for (edits, expected) in cases {
        let new = edited(edits);
        assert_eq!(changed(builtin(), &new), expected, "{edits:?}");
        let differs = !diff(builtin(), &new, Horizon::of(&new, 1)).is_empty();
        assert_eq!(differs, !expected.is_empty(), "{edits:?}: the cards say what callers meet");
    }
}

#[test]
fn what_holds_for_callers_of_one_place_only_is_not_told_to_all() {
    let plan = oracles::plan::plan(
        r#"
[plan]
name = "Garage"
effective = 2026-01-01
timezone = "America/New_York"
[hours]
day = { open = "Mo-Fr 08:00-17:00", timezone = "caller" }
evening = { open = "Mo-Fr 17:00-20:00", timezone = "caller" }
[lines.day]
number = "1-800-555-0100"
name = "Day"
answer = "desk"
[lines.evening]
number = "1-800-555-0199"
name = "Evening"
answer = "late"
[destinations.desk]
name = "Garage"
hours = "day"
closed = "hang-up"
[destinations.late]
name = "Garage"
hours = "evening"
closed = "hang-up"
"#,
    );
    let deck = Deck::of(&plan, now());
    let sides = deck.card("number/garage").unwrap().sides(&plan).unwrap();
    // Of all together nothing can be said, of each by itself that it is every caller's own time.
    let is_local = |hours: &Option<String>| hours.as_ref().is_some_and(|hours| hours.ends_with("local time"));
    assert!(sides.answers.iter().all(|answer| is_local(&answer.detail)), "{:?}", sides.answers);
    assert!(deck.directory(&plan).listed.iter().all(|listed| is_local(&listed.hours)));
    let text = DAY_AND_EVENING_AT_ONE_DESK;
    let plan = oracles::plan::plan(text);
    let deck = Deck::of(&plan, now());
    let sides = deck.card("number/garage").unwrap().sides(&plan).unwrap();
    assert!(sides.answers.iter().all(|answer| answer.detail.is_none()), "{:?}", sides.answers);
    assert!(deck.directory(&plan).listed.iter().all(|listed| listed.hours.is_none()));
}

/// One number that two schedules lead to, each on the caller's clock: no schedule says when somebody is there.
const DAY_AND_EVENING_AT_ONE_DESK: &str = r#"
[plan]
name = "Garage"
effective = 2026-01-01
timezone = "America/New_York"
[hours]
day = { open = "Mo-Fr 08:00-17:00", timezone = "caller" }
evening = { open = "Mo-Fr 18:00-20:00", timezone = "caller" }
[lines.day]
number = "1-800-555-0100"
name = "Day"
answer = "by-time"
[switches.by-time]
cases = [{ open = "day", then = "desk" }, { open = "evening", then = "desk" }]
otherwise = "hang-up"
[destinations.desk]
name = "Garage"
"#;

#[test]
fn hours_that_are_said_on_another_clock_are_the_same_fact() {
    // Two lines share the day, so that no schedule says when the desk is there, and the plan's clock has to.
    let plan = |zone: &str| {
        let text = format!(
            r#"
[plan]
name = "Garage"
effective = 2026-01-01
timezone = "{zone}"
[hours]
early = {{ open = "Mo-Fr 06:00-12:00", timezone = "America/New_York" }}
late = {{ open = "Mo-Fr 12:00-20:00", timezone = "America/New_York" }}
[switches.by-time]
cases = [{{ open = "early", then = "desk" }}, {{ open = "late", then = "desk" }}]
otherwise = "hang-up"
[lines.desk]
number = "1-800-555-0100"
name = "Garage"
answer = "by-time"
[destinations.desk]
name = "Garage"
"#
        );
        oracles::plan::plan(&text)
    };
    let (eastern, central) = (plan("America/New_York"), plan("America/Chicago"));
    assert!(diff(&eastern, &central, Horizon::since(now(), 2, eastern.zone)).is_empty());
    assert_eq!(changed(&eastern, &central), [] as [String; 0]);
    let said = |plan: &Plan| Deck::of(plan, now()).card("open/garage").unwrap().sides(plan).unwrap();
    assert_eq!(said(&eastern).answers[0].what, "Monday to Friday, 6 AM to 8 PM Eastern");
    assert_eq!(said(&central).answers[0].what, "Monday to Friday, 5 AM to 7 PM Central");
}

#[test]
fn what_has_changed_is_asked_with_what_was_right_before_among_the_choices() {
    let new = edited(&[
        ("\"Mo-Fr 08:00-18:00\"", "\"Mo-Fr 08:00-19:00\""),
        ("fax    = \"(877) 709-6084\"", "fax    = \"(877) 709-6085\""),
        ("7 = \"ally-plus\"", "8 = \"ally-plus\""),
    ]);
    let deck = Deck::changes(builtin(), &new, &diff(builtin(), &new, Horizon::of(&new, 1)));
    let mut told = String::new();
    for card in deck.cards() {
        let question = card.ask(&new, 0, now()).expect("a change can be asked");
        tell(&mut told, &card.id, &question);
        oracles::drill::check_card(&new, card, 0, now(), &mut Dice::new(&[]));
    }
    insta::assert_snapshot!("what_has_changed", told);
}
