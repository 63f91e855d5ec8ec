//! Which callers fare differently under two plans.

use ivrsim::call::{Call, run};
use ivrsim::diff::{BeforeAfter, Diff, Difference, DifferenceKind, Matching, diff};
use ivrsim::explore::{Horizon, Witness};
use ivrsim::plan::Plan;
use proptest::prelude::*;

use crate::helpers::ally::edited;
use crate::helpers::drawn;
use crate::oracles;
use crate::oracles::dice::Dice;
use crate::oracles::garage::garage;

fn compare(old: &Plan, new: &Plan) -> Diff {
    let diff = diff(old, new, Horizon::of(new, 1));
    assert_eq!(diff.summary.not_shown, 0, "all that differs can be shown");
    assert!(diff.summary.complete);
    for difference in diff.differences().filter(|difference| difference.kind.is_routing()) {
        let witness = difference.witness.as_ref().expect("a call shows it");
        assert!(ends_otherwise(old, new, witness), "{difference:?}");
    }
    diff
}

fn ends_otherwise(old: &Plan, new: &Plan, witness: &Witness) -> bool {
    let BeforeAfter { old: one, new: other } = BeforeAfter { old, new }.map(|plan| {
        let mut call = Call::dial(plan, witness.number, witness.caller, witness.at);
        run::to_the_end(&mut call, &witness.keys).outcome
    });
    !Matching::of(old, new).ends_alike(&one, &other)
}

/// What differs, briefly: the kind, the keys, where the call ends under each plan.
fn told(old: &Plan, new: &Plan, diff: &Diff) -> Vec<String> {
    let end = |plan: &Plan, side: &ivrsim::diff::PlanSide| match (side.outcome, side.waits_at) {
        (Some(outcome), _) => match outcome.place_key(plan) {
            Some(place) => format!("{} {place}", outcome.kind().word()),
            None => outcome.kind().word().to_owned(),
        },
        (None, Some(step)) => format!("at {}", plan.step(step).key),
        (None, None) => side.words.clone(),
    };
    let told = |difference: &Difference| {
        let number = difference.number.map_or_else(String::new, |number| number.to_string());
        let acts: Vec<String> = difference.route.acts.iter().map(ToString::to_string).collect();
        let (old, new) = (end(old, &difference.old), end(new, &difference.new));
        format!("{}: {number} [{}] {old} -> {new}", difference.kind.word(), acts.join(" "))
    };
    diff.differences().map(told).collect()
}

proptest! {
    #![proptest_config(drawn::cases(40))]

    #[test]
    fn one_edit_of_any_plan_is_found_exactly(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut dice = Dice::new(&bytes);
        let text = oracles::plan::text(&mut dice);
        let old = oracles::plan::plan(&text);
        if let Some(new) = oracles::diff::edited(&text, &mut dice) {
            oracles::diff::check(&old, &new, &mut dice);
        }
    }

    #[test]
    fn any_plan_does_not_differ_from_itself(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let plan = oracles::plan::plan(&oracles::plan::text(&mut Dice::new(&bytes)));
        prop_assert!(diff(&plan, &plan, Horizon::of(&plan, 1)).is_empty());
    }
}

#[test]
fn a_plan_does_not_differ_from_itself() {
    let plan = edited(&[]);
    let diff = compare(&plan, &plan);
    assert!(diff.is_empty(), "{:?}", told(&plan, &plan, &diff));
    assert_eq!((diff.summary.cells_differing, diff.summary.seconds_differing), (0, 0));
    assert!(diff.summary.cells > 200);
}

#[test]
fn later_closing_is_one_difference_of_ten_hours_a_week() {
    let (old, new) = (
        edited(&[]),
        edited(&[("Mo-Fr 08:00-18:00\"\nsource  = \"*CSG", "Mo-Fr 08:00-20:00\"\nsource  = \"*CSG")]),
    );
    let diff = compare(&old, &new);
    assert_eq!(
        told(&old, &new, &diff),
        ["hours: 1-855-720-2559 [6] disconnected closed -> transferred commercial-transactions"]
    );
    let met = &diff.groups[0].differences[0].met;
    assert_eq!(met.len(), 1);
    let days = met[0].when.seconds() / 7_200;
    assert_eq!(met[0].when.seconds() % 7_200, 0, "two hours a day");
    assert!((255..=262).contains(&days), "every working day of a year: {days}");
}

#[test]
fn a_renaming_is_no_difference() {
    let old = edited(&[]);
    let renamed = [
        ("6 = \"commercial-transactions\"", "6 = \"commercial\""),
        ("[destinations.commercial-transactions]", "[destinations.commercial]"),
    ];
    let new = edited(&renamed);
    assert_eq!(told(&old, &new, &compare(&old, &new)), [""; 0]);
}

#[test]
fn a_key_that_leads_elsewhere_is_told_with_both_ends() {
    let (old, new) = (edited(&[]), edited(&[("7 = \"ally-plus\"", "7 = \"customer-interview\"")]));
    assert_eq!(
        told(&old, &new, &compare(&old, &new)),
        ["destination: 1-855-720-2559 [7] transferred ally-plus -> transferred customer-interview"]
    );
}

#[test]
fn new_and_removed_options_and_lines_are_told_as_such() {
    let old = edited(&[]);
    let new = edited(&[
        ("7 = \"ally-plus\"", "8 = \"ally-plus\""),
        ("number = \"855.223.2559\"", "number = \"855.223.2550\""),
    ]);
    let told_once = told(&old, &new, &compare(&old, &new));
    assert_eq!(
        told_once,
        [
            "new-line: 1-855-223-2550 [] not-in-service -> transferred smartcash",
            "removed-line: 1-855-223-2559 [] transferred smartcash -> not-in-service",
            "new-option: 1-855-720-2559 [8] at cpc-main -> transferred ally-plus",
            "removed-option: 1-855-720-2559 [7] transferred ally-plus -> at cpc-main",
        ]
    );
}

#[test]
fn differences_mirror_when_the_plans_change_places() {
    let old = edited(&[]);
    let new = edited(&[
        ("7 = \"ally-plus\"", "8 = \"ally-plus\""),
        ("Mo-Fr 08:00-18:00\"\nsource  = \"*CSG", "Mo-Fr 09:00-18:00\"\nsource  = \"*CSG"),
    ]);
    let horizon = Horizon::of(&new, 1);
    let sorted = |diff: &Diff, mirrored: bool| {
        let kind = |kind: DifferenceKind| if mirrored { kind.mirrored() } else { kind };
        let mut told: Vec<_> = diff
            .differences()
            .map(|one| {
                (
                    kind(one.kind),
                    one.number,
                    format!("{:?}", one.route),
                    one.met.iter().map(|met| met.when.seconds()).sum::<i64>(),
                )
            })
            .collect();
        told.sort();
        told
    };
    assert_eq!(sorted(&diff(&old, &new, horizon), false), sorted(&diff(&new, &old, horizon), true));
}

#[test]
fn other_words_and_other_waits_are_told_apart_from_other_ways() {
    let old = edited(&[]);
    let new = edited(&[("Thank you for calling the {name}. {options}", "Welcome to the {name}. {options}")]);
    let diff = compare(&old, &new);
    assert!(diff.differences().all(|difference| difference.kind == DifferenceKind::Wording));
    assert_eq!(told(&old, &new, &diff), ["wording: 1-855-720-2559 [] at cpc-main -> at cpc-main"]);

    let new = edited(&[("wait     = \"5s\"", "wait     = \"7s\"")]);
    let diff = compare(&old, &new);
    assert!(
        !diff.is_empty() && diff.differences().all(|difference| difference.kind == DifferenceKind::Timing)
    );

    let new = edited(&[("= 2023-08-28\ntimezone", "= 2023-08-28\ncall_limit = \"10m\"\ntimezone")]);
    let told_once = told(&old, &new, &compare(&old, &new));
    assert_eq!(told_once, ["timing:  [] ends calls after 30m -> ends calls after 10m"]);

    let new = edited(&[("(866) 509-8454\"\nsource = \"RouteOne", "(866) 509-8455\"\nsource = \"RouteOne")]);
    let kinds: Vec<DifferenceKind> =
        compare(&old, &new).differences().map(|difference| difference.kind).collect();
    assert_eq!(kinds, [DifferenceKind::NewLine, DifferenceKind::RemovedLine, DifferenceKind::Contact]);
}

/// Texts of the plan, and what stands there instead.
type Edits = &'static [(&'static str, &'static str)];

/// Mistakes that people make when they edit the Ally plan: what it is, the edit, and what kind of difference it must make.
const MISTAKES: &[(&str, Edits, &[DifferenceKind])] = &[
    (
        "two keys swapped",
        &[
            ("4 = \"retail-held-offerings\"", "5 = \"retail-held-offerings\""),
            ("\n5 = \"lease-held-offerings\"", "\n4 = \"lease-held-offerings\""),
        ],
        &[DifferenceKind::Destination],
    ),
    ("a key dropped", &[("7 = \"ally-plus\"\n", "")], &[DifferenceKind::RemovedOption]),
    (
        "a key added",
        &[("7 = \"ally-plus\"\n", "7 = \"ally-plus\"\n1 = \"ally-plus\"\n")],
        &[DifferenceKind::NewOption],
    ),
    ("a key that hangs up", &[("7 = \"ally-plus\"\n", "7 = \"hang-up\"\n")], &[DifferenceKind::Outcome]),
    (
        "closing a minute early",
        &[(
            "open   = \"Mo-Fr 08:00-20:00\"\nsource = \"Monday",
            "open   = \"Mo-Fr 08:00-19:59\"\nsource = \"Monday",
        )],
        &[DifferenceKind::Hours],
    ),
    (
        "opening an hour late",
        &[("open   = \"Mo-Fr 09:00-18:00\"", "open   = \"Mo-Fr 10:00-18:00\"")],
        &[DifferenceKind::Hours],
    ),
    (
        "a day forgotten",
        &[("open   = \"Mo-Fr 09:00-18:00\"", "open   = \"Mo-Th 09:00-18:00\"")],
        &[DifferenceKind::Hours],
    ),
    (
        "Saturday forgotten",
        &[("Mo-Fr 08:00-23:00; Sa 08:00-22:00", "Mo-Fr 08:00-23:00")],
        &[DifferenceKind::Hours],
    ),
    (
        "hours in another zone",
        &[(
            "open   = \"Mo-Fr 09:00-18:00\"",
            "open   = \"Mo-Fr 09:00-18:00\"\ntimezone = \"America/Chicago\"",
        )],
        &[DifferenceKind::Hours],
    ),
    (
        "the caller's time taken for Eastern",
        &[("timezone = \"caller\"", "timezone = \"America/New_York\"")],
        &[DifferenceKind::Hours],
    ),
    (
        "hours taken from another team",
        &[("hours   = \"csg\"", "hours   = \"cpc\"")],
        &[DifferenceKind::Hours],
    ),
    ("a destination without hours", &[("hours   = \"fi-rewards\"\n", "")], &[DifferenceKind::Hours]),
    (
        "a holiday that nobody announced",
        &[
            ("open   = \"Mo-Fr 09:00-18:00\"", "calendars = [\"new\"]\nopen   = \"Mo-Fr 09:00-18:00\""),
            (
                "[messages.goodbye]",
                "[calendars.new]\ndays = [{ name = \"Inventory\", on = \"January 5\" }]\n[messages.goodbye]",
            ),
        ],
        &[DifferenceKind::Hours],
    ),
    (
        "patience for one silence less",
        &[(
            "no_input = { say = \"We did not hear a choice.\", tries = 3",
            "no_input = { say = \"We did not hear a choice.\", tries = 2",
        )],
        &[DifferenceKind::Destination, DifferenceKind::Outcome],
    ),
    (
        "a number with a digit wrong",
        &[("number = \"888.919.2559\"", "number = \"888.919.2558\"")],
        &[DifferenceKind::NewLine, DifferenceKind::RemovedLine],
    ),
    (
        "a line that is answered by another team",
        &[("answer = \"fi-rewards\"", "answer = \"dsc\"")],
        &[DifferenceKind::Outcome],
    ),
    ("a message of other words", &[("{name} is closed.", "{name} has closed.")], &[DifferenceKind::Wording]),
    (
        "a team of another name",
        &[("name   = \"Ally Plus\"", "name   = \"Ally Pluss\"")],
        &[DifferenceKind::Wording],
    ),
    ("a shorter wait", &[("wait     = \"5s\"", "wait     = \"3s\"")], &[DifferenceKind::Timing]),
    (
        "the ZIP code of all other couriers for FedEx",
        &[("Memphis, TN 38153\"]\nonly_for", "Memphis, TN 38118\"]\nonly_for")],
        &[DifferenceKind::Contact],
    ),
    (
        "an e-mail address with a slip",
        &[("email  = \"CPCHelds@ally.com\"", "email  = \"CPCHeld@ally.com\"")],
        &[DifferenceKind::Contact],
    ),
];

#[test]
fn every_kind_of_mistake_in_the_ally_plan_is_found() {
    let old = edited(&[]);
    for (mistake, edits, kinds) in MISTAKES {
        let new = edited(edits);
        let diff = compare(&old, &new);
        let told = told(&old, &new, &diff);
        let gravest = diff.differences().map(|difference| difference.kind).min();
        assert!(gravest.is_some_and(|kind| kinds.contains(&kind)), "{mistake}: {told:?}");
    }
}

/// A plan of one line whose calls come to an input first.
fn with_input(input: &str) -> Plan {
    let rest = format!(
        "[hours.office]\nopen = \"Mo-Fr 09:00-17:00\"\n\
         [inputs.account]\nsay = \"Enter your number.\"\nthen = \"desk\"\n{input}\n\
         [destinations.desk]\nname = \"Desk\"\nhours = \"office\"\nclosed = \"box\"\n\
         [voicemails.box]\nname = \"Box\"\nsay = \"Speak.\"\n"
    );
    oracles::plan::plan(&garage("account", &rest))
}

#[test]
fn another_key_that_ends_an_entry_is_found_and_so_is_none() {
    let old = with_input("min_digits = 2\nmax_digits = 6\nterminator = \"#\"");
    for end in ["terminator = \"*\"", ""] {
        let new = with_input(&format!("min_digits = 2\nmax_digits = 6\n{end}"));
        let diff = compare(&old, &new);
        let told = told(&old, &new, &diff);
        assert!(
            told.iter().any(|told| told.contains("#] transferred desk -> at account")),
            "{end}: {told:?}"
        );
    }
}

#[test]
fn waits_that_no_plain_call_shows_are_told_in_words() {
    let old = with_input("min_digits = 2\nmax_digits = 6\nterminator = \"#\"");
    for (wait, words) in [
        ("between_digits = \"1s\"", "waits 1s for the next digit"),
        ("barge_in = false", "takes keys only when it has spoken"),
    ] {
        let new = with_input(&format!("min_digits = 2\nmax_digits = 6\nterminator = \"#\"\n{wait}"));
        let diff = compare(&old, &new);
        assert!(diff.differences().any(|difference| difference.new.words == words), "{wait}: {diff:?}");
    }
}

#[test]
fn a_message_that_takes_keys_is_told_apart_from_one_that_takes_none() {
    let greeting = |barge_in: &str| {
        let rest = format!(
            "[messages.hello]\nsay = \"Welcome.\"\nthen = \"menu\"\n{barge_in}\n\
             [menus.menu]\nsay = \"For desk, press 1.\"\nkeys = {{ 1 = \"desk\" }}\n[destinations.desk]\nname = \"Desk\"\n"
        );
        oracles::plan::plan(&garage("hello", &rest))
    };
    let (old, new) = (greeting(""), greeting("barge_in = true"));
    let diff = compare(&old, &new);
    let words: Vec<_> =
        diff.differences().map(|difference| (&*difference.old.words, &*difference.new.words)).collect();
    assert_eq!(words, [("takes no keys", "takes keys for what comes behind it")]);
}

#[test]
fn what_ends_alike_at_night_is_shown_by_day() {
    let plan = |key: &str| {
        let rest = format!(
            r#"
            [hours.day]
            open = "Mo-Fr 08:00-18:00"
            [menus.main]
            say = "Hello."
            no_input = {{ say = "Again.", tries = 2, then = "desk" }}
            no_match = {{ say = "Again.", tries = 2, then = "desk" }}
            [menus.main.keys]
            1 = "{key}"
            2 = "workshop"
            [destinations.desk]
            name = "Desk"
            [destinations.workshop]
            name = "Workshop"
            hours = "day"
            closed = "desk"
            "#
        );
        oracles::plan::plan(&garage("main", &rest))
    };
    let (old, new) = (plan("desk"), plan("repeat"));
    let diff = compare(&old, &new);
    let [difference] = &diff.differences().collect::<Vec<_>>()[..] else { panic!("one key does otherwise") };
    assert_eq!(difference.witness.as_ref().unwrap().keys.to_string(), "12", "whoever presses 1 can go on");
}

#[test]
fn a_new_line_is_new_at_all_times_to_all_callers() {
    let old = with_input("digits = 4");
    let text = "\n[lines.other]\nnumber = \"1-800-555-0101\"\nname = \"O\"\nanswer = \"desk\"";
    let new = with_input(&format!("digits = 4{text}"));
    let diff = compare(&old, &new);
    assert_eq!(told(&old, &new, &diff), ["new-line: 1-800-555-0101 [] not-in-service -> voicemail box"]);
    let horizon = diff.horizon;
    assert_eq!(diff.summary.seconds_differing, horizon.to.duration_since(horizon.from).as_secs());
}
