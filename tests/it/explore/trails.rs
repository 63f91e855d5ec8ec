//! Menus that lead to each other and back.

use std::fmt::Write as _;

use ivrsim::call::{Caller, OutcomeKind};
use ivrsim::explore::{Explorer, Horizon, PathEnd, PathFilter, Work};
use ivrsim::plan::Plan;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::garage::{UTC, garage_with};
use crate::oracles::plan::plan;
use crate::oracles::trails;

/// The beginning of a plan whose calls come to `m0`.
fn head() -> String {
    garage_with(UTC, "m0", "[destinations.team]\nname = \"Team\"")
}

/// Menus that lead to each other, of which so many lead back, and a team some menus deeper.
fn tangle(menus: usize, backs: usize, deeper: usize) -> Plan {
    let mut text = head();
    for menu in 0..menus {
        let _ = write!(text, "[menus.m{menu}]\nsay = \"Well?\"\n[menus.m{menu}.keys]\n");
        for (key, to) in (0..menus).filter(|&to| to != menu).enumerate() {
            let _ = writeln!(text, "{key} = \"m{to}\"");
        }
        if menu >= menus - backs {
            text.push_str("\"*\" = \"back\"\n");
        }
        if menu == menus / 2 {
            text.push_str("\"#\" = \"deep0\"\n");
        }
    }
    for menu in 0..deeper {
        let next = if menu + 1 == deeper { "team".to_owned() } else { format!("deep{}", menu + 1) };
        let _ =
            write!(text, "[menus.deep{menu}]\nsay = \"Press 1.\"\nkeys = {{ 1 = \"{next}\", 2 = \"m0\" }}\n");
    }
    plan(&text)
}

/// A chain of menus, each of which leads to the next and back.
fn chain(menus: usize) -> Plan {
    let mut text = head();
    for menu in 0..menus {
        let next = if menu + 1 == menus { "team".to_owned() } else { format!("m{}", menu + 1) };
        let _ =
            write!(text, "[menus.m{menu}]\nsay = \"Press 1.\"\nkeys = {{ 1 = \"{next}\", 9 = \"back\" }}\n");
    }
    plan(&text)
}

/// What a walk has to do, and whether it was whole and came to the team.
fn walked(plan: &Plan) -> (Work, bool, bool) {
    let mut explorer = Explorer::new(plan, Horizon::of(plan, 1));
    let (line, _) = plan.lines().next().unwrap();
    let walk = explorer.line(line, Caller::default());
    let transferred = |outcome: ivrsim::call::Outcome| outcome.kind() == OutcomeKind::Transferred;
    let is_found = walk.nodes().any(|(node, _)| node.outcome().is_some_and(transferred));
    (explorer.work(), walk.complete, is_found)
}

#[test]
fn ten_menus_that_lead_to_each_other_are_walked_whole_whichever_lead_back() {
    for backs in [1, 2, 10] {
        let (work, is_complete, is_found) = walked(&tangle(10, backs, 6));
        assert!(is_complete && is_found, "{backs} lead back: {work:?}");
        assert!(work.nodes < 6_000, "{backs} lead back: {work:?}");
    }
}

#[test]
fn all_ways_through_ten_menus_that_lead_to_each_other_are_told() {
    let plan = tangle(10, 1, 6);
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let (line, _) = plan.lines().next().unwrap();
    let paths = explorer.paths(line, Caller::default(), PathFilter::Straight);
    let team = |end| matches!(end, PathEnd::Over(outcome) if outcome.kind() == OutcomeKind::Transferred);
    assert!(paths.complete && paths.all.iter().any(|path| team(path.end)), "{} ways", paths.all.len());
}

#[test]
fn a_chain_of_menus_that_lead_back_costs_no_more_than_its_length() {
    let [(short, ..), (long, ..)] = [50, 200].map(|menus| walked(&chain(menus)));
    assert!(long.acts < short.acts * 5, "{short:?} {long:?}");
}

#[test]
fn a_menu_that_leads_back_leads_to_each_menu_before_it() {
    let plan = tangle(4, 1, 1);
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let (line, _) = plan.lines().next().unwrap();
    let last = plan.step_named("m3").unwrap();
    let star = ivrsim::explore::Act::Key(ivrsim::plan::Key::new('*').unwrap());
    let mut back = Vec::new();
    explorer.watch(line, Caller::default(), |seen| {
        if seen.act == star && seen.from.step() == Some(last) {
            back.extend(seen.step.to.step().map(|step| plan.step(step).key.clone()));
        }
        ivrsim::explore::Further::GoOn
    });
    back.sort();
    back.dedup();
    assert_eq!(back, ["m0", "m1", "m2"]);
}

proptest! {
    #![proptest_config(drawn::cases(96))]

    #[test]
    fn a_walk_comes_to_all_that_one_with_the_whole_way_in_mind_comes_to(
        bytes in prop::collection::vec(any::<u8>(), 0..300)
    ) {
        trails::check(&trails::text(&mut Dice::new(&bytes)));
    }
}
