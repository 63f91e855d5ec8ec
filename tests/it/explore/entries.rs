//! Entries that stand for others, and the analyses that rest on them.

use std::fmt::Write as _;

use ivrsim::call::Caller;
use ivrsim::diff::diff;
use ivrsim::directory::ways;
use ivrsim::explore::{Act, Explorer, Horizon, Machine as _, Node, Phone};
use ivrsim::plan::{Plan, StepKind};
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::entries::{Asking, check, check_pair};
use crate::oracles::garage::{UTC, garage_with};
use crate::oracles::plan::plan;

const TEAMS: &str = r#"
[destinations.a]
name = "A"
[destinations.b]
name = "B"
"#;

fn input(settings: &str, routes: impl IntoIterator<Item = (String, &'static str)>) -> Plan {
    let mut text =
        format!("{TEAMS}[inputs.in]\nsay = \"Your number, please.\"\n{settings}\n[inputs.in.routes]\n");
    for (pattern, to) in routes {
        let _ = writeln!(text, "\"{pattern}\" = \"{to}\"");
    }
    plan(&garage_with(UTC, "in", &text))
}

/// The entries that a walk tries.
fn tried(plan: &Plan) -> Vec<String> {
    let horizon = Horizon::of(plan, 1);
    let number = plan.lines().next().unwrap().1.number.value;
    let mut phone = Phone::new(plan, number, Caller::default(), horizon);
    let (node, _) = phone.act_at(Node::OnHook, Act::Dial, horizon.from);
    let entries = phone.acts(&node).into_iter().filter(|act| matches!(act, Act::Entry(_)));
    entries.map(|entry| entry.to_string()).collect()
}

fn doubles() -> impl Iterator<Item = (String, &'static str)> {
    (0..10).map(|digit| (format!("{digit}{digit}"), "b"))
}

#[test]
fn another_way_for_all_other_numbers_is_a_difference_though_routes_ask_for_every_digit() {
    let [old, new] = ["a", "b"].map(|then| input(&format!("digits = 2\nthen = \"{then}\""), doubles()));
    let found = diff(&old, &new, Horizon::of(&new, 1));
    assert!(found.differences().any(|one| one.kind.is_routing()), "{found:?}");
    let (line, _) = old.lines().next().unwrap();
    let reached = ways(&old, line, Caller::default(), Horizon::of(&old, 1).from);
    let a = old.step_named("a").unwrap();
    assert!(reached.iter().any(|(step, _)| *step == a), "{reached:?}");
    assert_eq!(crate::oracles::check::unreachable(&old), <[String; 0]>::default());
}

#[test]
fn an_entry_stands_for_each_route_and_for_what_no_route_takes() {
    let plan = input("min_digits = 2\nmax_digits = 3\nthen = \"a\"", doubles());
    let tried = tried(&plan);
    assert_eq!(tried.len(), 1 + 10 + 1, "all others, each route, what is refused: {tried:?}");
    assert_eq!((&*tried[0], &*tried[11]), ("01", "0"));
}

#[test]
fn a_route_that_earlier_ones_leave_nothing_of_has_no_entry() {
    let routes = (0..10).map(|digit| (format!("{digit}x"), "b")).chain([("xx".to_owned(), "a")]);
    let plan = input("digits = 2", routes);
    assert_eq!(tried(&plan).len(), 10 + 1, "one for each digit, and one that is too short");
}

#[test]
fn the_key_that_ends_an_entry_is_refused_where_nothing_else_is() {
    let plan = input("digits = 1\nterminator = \"#\"\nthen = \"a\"", [("*".to_owned(), "b")]);
    assert_eq!(tried(&plan), ["1", "*", "#"]);
}

#[test]
fn entries_are_told_apart_by_what_a_switch_behind_another_menu_asks() {
    let text = format!(
        "{TEAMS}[inputs.in]\nsay = \"Your number, please.\"\ndigits = 2\nthen = \"menu\"\n\
         [menus.menu]\nsay = \"Press 1.\"\nkeys = {{ 1 = \"sw\", 2 = \"again\" }}\n\
         [inputs.again]\nsay = \"Another.\"\ndigits = 1\nthen = \"sw\"\n\
         [switches.sw]\ncases = [{{ entered = [\"1x\", \"x1\"], then = \"a\" }}, \
         {{ entered = [\"7\"], then = \"b\" }}]\notherwise = \"hang-up\"\n"
    );
    let plan = plan(&garage_with(UTC, "in", &text));
    assert_eq!(tried(&plan).len(), 2 + 1, "like one of the case, like none, and refused: {:?}", tried(&plan));
    assert_eq!(crate::oracles::check::unreachable(&plan), <[String; 0]>::default());
}

/// How much a walk of a plan has to do.
fn work(plan: &Plan) -> ivrsim::explore::Work {
    let mut explorer = Explorer::new(plan, Horizon::of(plan, 1));
    let (line, _) = plan.lines().next().unwrap();
    assert!(explorer.line(line, Caller::default()).complete);
    explorer.work()
}

#[test]
fn work_grows_with_the_number_of_routes_and_not_with_their_pairs() {
    let wild = |count: usize| {
        let routes: std::collections::BTreeMap<String, &str> = (0..count)
            .map(|number| {
                let digit =
                    |place: usize| char::from(b'0' + (number / 10_usize.pow(place as u32) % 10) as u8);
                let keys: String = (0..8)
                    .map(|place| if place % 3 == number % 3 { 'x' } else { digit(place % 3) })
                    .collect();
                (keys, "a")
            })
            .collect();
        input("digits = 8\nthen = \"b\"", routes)
    };
    for count in [200, 900] {
        let plan = wild(count);
        let StepKind::Input(of) = &plan.step(plan.step_named("in").unwrap()).kind else { panic!("an input") };
        let work = work(&plan);
        assert!(work.nodes <= 20, "what was entered is forgotten where nothing asks for it: {work:?}");
        assert!(work.acts <= (of.entry.routes.len() + 4) * work.nodes, "{work:?}");
    }
}

#[test]
fn a_directory_of_ten_thousand_extensions_is_walked_whole() {
    let routes = (0..10_000).map(|number| (format!("{number:05}"), if number % 7 == 0 { "a" } else { "b" }));
    let plan = input("digits = 5\nthen = \"b\"", routes);
    assert_eq!(tried(&plan).len(), 10_000 + 2);
}

/// A plan whose entries are too many to be told apart: a switch for each place asks for a digit there, behind a menu each, so
/// that every combination is different.
pub(super) fn too_many() -> String {
    let mut text =
        format!("{TEAMS}[inputs.in]\nsay = \"Your number, please.\"\ndigits = 20\nthen = \"s0\"\n");
    for place in 0..20 {
        let pattern: String = (0..20).map(|at| if at == place { '1' } else { 'x' }).collect();
        let next = if place == 19 { "a".to_owned() } else { format!("m{}", place + 1) };
        let _ = write!(
            text,
            "[switches.s{place}]\ncases = [{{ entered = [\"{pattern}\"], then = \"b\" }}]\notherwise = \"{next}\"\n"
        );
        if place > 0 {
            let _ = write!(text, "[menus.m{place}]\nsay = \"Press 1.\"\nkeys = {{ 1 = \"s{place}\" }}\n");
        }
    }
    garage_with(UTC, "in", &text)
}

#[test]
fn entries_that_are_too_many_to_be_told_apart_are_no_complete_walk() {
    let plan = plan(&too_many());
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let (line, _) = plan.lines().next().unwrap();
    assert!(!explorer.line(line, Caller::default()).complete);
}

proptest! {
    #![proptest_config(drawn::cases(64))]

    #[test]
    fn entries_of_any_routes_are_those_of_every_call(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&Asking::drawn(&mut Dice::new(&bytes)));
    }

    #[test]
    fn where_nothing_differs_every_entry_fares_alike(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut dice = Dice::new(&bytes);
        let old = Asking::drawn(&mut dice);
        check_pair(&old, &old.edited(&mut dice));
    }
}
