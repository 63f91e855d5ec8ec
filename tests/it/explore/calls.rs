//! Every call that can happen, found by making the calls.

use std::fmt::Write as _;

use ivrsim::call::{ArrivalCause, Call, Caller, Outcome, run};
use ivrsim::explore::{
    Act, AnswerTable, Explorer, Further, Horizon, Node, Route, RouteChange, TimeSets, Walk, Witness, callers,
    find_witness,
};
use ivrsim::plan::{Key, Plan};
use ivrsim::time::{TimeSet, Zone};
use proptest::prelude::*;

use super::plan;
use crate::helpers::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::{explore, plan as plans};

fn line(plan: &Plan, key: &str) -> ivrsim::plan::LineId {
    plan.line_named(key).expect("the plan has this line")
}

/// Where the calls of a walk end, each with the instants.
fn ends<H>(walk: &Walk<Node, H>, explorer: &mut Explorer<'_>) -> Vec<(Outcome, TimeSet)> {
    let ends = walk.nodes().filter_map(|(node, when)| Some((node.outcome()?, when)));
    ends.map(|(outcome, when)| (outcome, explorer.sets().get(when).clone())).collect()
}

const GATED: &str = r#"
[hours.day]
open = "Mo-Fr 08:00-20:00"
[hours.short]
open = "Mo-Fr 08:00-18:00"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "menu"
[menus.menu]
hours = "day"
closed = "closed"
say = "Hello. {options}"
keys = { 1 = "sales", 2 = "menu" }
[messages.closed]
say = "We are closed."
then = "hang-up"
[destinations.sales]
name = "Sales"
hours = "short"
closed = "closed"
"#;

#[test]
fn a_destination_is_reached_exactly_while_both_hours_are_open() {
    let plan = plan(GATED);
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 2));
    let walk = explorer.line(line(&plan, "main"), Caller::default());
    let (day, short) = (plan.schedule_named("day").unwrap(), plan.schedule_named("short").unwrap());
    let [day, short] = [day, short].map(|id| explorer.open_times(id, plan.zone));
    let both = explorer.sets().and(day, short);
    let both = explorer.sets().get(both).clone();
    let sales = plan.step_named("sales").unwrap();
    let reached = ends(&walk, &mut explorer).into_iter().find(|(outcome, _)| {
        outcome.place == ivrsim::call::EndPlace::Step(sales) && outcome.because.is_none()
    });
    assert_eq!(reached.map(|(_, when)| when), Some(both));
    assert!(walk.complete);
}

#[test]
fn a_call_that_is_in_the_menu_when_hours_change_is_gone_on_from_there() {
    let plan = plan(&GATED.replace("hours = \"short\"", "hours = \"day\""));
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let sales = plan.step_named("sales").unwrap();
    let mut crossing = Vec::new();
    explorer.watch(line(&plan, "main"), Caller::default(), |seen| {
        let closed_sales = Some(ArrivalCause::Closed(sales));
        if seen.step.to.outcome().is_some_and(|outcome| outcome.because == closed_sales) {
            assert!(
                seen.visits[seen.visit.index()].is_crossing(),
                "while calls take no time sales is open as the menu is"
            );
            crossing.push((seen.sets.get(seen.when).clone(), Route::seen(&seen)));
        }
        Further::GoOn
    });
    let (when, route) = &crossing[0];
    let closing = plan.schedule(plan.schedule_named("day").unwrap()).schedule.in_zone(Zone::UTC);
    let closes = closing.open_times(explorer.horizon().from, explorer.horizon().to).ends();
    assert_eq!(when, &closes, "each closing, and no other second");
    assert_eq!(
        (&*route.acts, &*route.changes),
        (&[Act::Key(Key::new('1').unwrap())][..], &[RouteChange::Before(0)][..])
    );

    let number = plan.line(line(&plan, "main")).number.value;
    let ends = |witness: &Witness| {
        let mut call = Call::dial(&plan, witness.number, witness.caller, witness.at);
        run::to_the_end(&mut call, &witness.keys).outcome.because == Some(ArrivalCause::Closed(sales))
    };
    let witness =
        find_witness(&plan, &AnswerTable::of(&plan), (number, Caller::default()), route, when, ends)
            .expect("it can be shown");
    assert_eq!(witness.keys.to_string(), ",1", "wait until it has closed, then press");
}

#[test]
fn every_visit_of_the_ally_lines_can_be_shown_by_a_call() {
    let plan = ivrsim::plan::builtin();
    let mut explorer = Explorer::new(plan, Horizon::of(plan, 1));
    let mut shown = 0;
    for (id, of) in plan.lines() {
        for class in callers(&[(plan, id)], explorer.horizon()) {
            let mut routes = Vec::new();
            explorer.watch(id, class.caller, |seen| {
                if let Some(outcome) = seen.step.to.outcome() {
                    let route = Route::seen(&seen);
                    routes.push((outcome, route, seen.sets.get(seen.when).clone()));
                }
                Further::GoOn
            });
            for (outcome, route, when) in routes {
                let ends = |witness: &Witness| {
                    let mut call = Call::dial(plan, witness.number, witness.caller, witness.at);
                    run::to_the_end(&mut call, &witness.keys).outcome == outcome
                };
                let witness = find_witness(
                    plan,
                    &AnswerTable::of(plan),
                    (of.number.value, class.caller),
                    &route,
                    &when,
                    ends,
                );
                assert!(witness.is_some(), "{}: {route:?} comes to {outcome:?}", of.key);
                shown += 1;
            }
        }
    }
    assert!(shown > 100, "{shown} ends of calls");
}

#[test]
fn callers_are_told_apart_by_their_clock_only_where_the_line_asks_for_it() {
    let plan = ivrsim::plan::builtin();
    let horizon = Horizon::of(plan, 2);
    assert_eq!(callers(&[(plan, line(plan, "cpc"))], horizon).len(), 1);
    let classes = callers(&[(plan, line(plan, "dealer-products"))], horizon);
    for zone in ivrsim::number::zones() {
        let of_clock =
            classes.iter().flat_map(|class| &class.zones).filter(|known| known.is_same_clock(zone));
        assert_eq!(of_clock.count(), 1, "the clock of {zone} is in one class, under one name");
    }
    let own = Zone::named("America/New_York").unwrap();
    assert!(classes[0].zones.contains(&own), "{:?}", classes[0].zones);
    assert!(classes.len() > 8, "{} classes", classes.len());
}

#[test]
fn menus_that_lead_to_each_other_are_a_circle_of_few_nodes() {
    let mut menus = String::new();
    for menu in 0..8 {
        let _ =
            write!(menus, "[menus.m{menu}]\nsay = \"{{options}}\"\n[menus.m{menu}.keys]\n9 = \"hang-up\"\n");
        for key in 0..8 {
            let _ = writeln!(menus, "{key} = \"m{key}\"");
        }
    }
    let plan = plan(&format!("[lines.a]\nnumber = \"800-555-0100\"\nname = \"A\"\nanswer = \"m0\"\n{menus}"));
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let walk = explorer.line(line(&plan, "a"), Caller::default());
    // Each menu with up to two silences and two wrong keys behind it, and ends.
    assert!(walk.nodes().count() <= 8 * 9 + 1 + 8 * 3, "{}", walk.nodes().count());
}

#[test]
fn whoever_is_asked_again_and_again_is_where_they_were() {
    let plan = plan(
        "[lines.a]\nnumber = \"800-555-0100\"\nname = \"A\"\nanswer = \"menu\"\n\
         [destinations.desk]\nname = \"Desk\"\n\
         [menus.menu]\nsay = \"One.\"\nno_input = { say = \"Again.\", tries = 2, then = \"moment\" }\n\
         no_match = { tries = 2, then = \"moment\" }\nkeys = { 1 = \"desk\" }\n\
         [messages.moment]\nsay = \"One moment.\"\nthen = \"repeat\"\n",
    );
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let walk = explorer.line(line(&plan, "a"), Caller::default());
    // None, one and two silences, as many wrong keys, and why the menu is asked again.
    let waiting = walk.nodes().filter(|(node, _)| matches!(node, Node::Waiting(_))).count();
    assert!(walk.complete && waiting <= 3 * 3 * 3, "{waiting}");
}

#[test]
fn sets_are_kept_once() {
    let mut sets = TimeSets::new();
    let [noon, one, two] =
        ["12", "13", "14"].map(|hour| format!("2026-01-01T{hour}:00:00Z").parse().unwrap());
    let (first, both) = (sets.add(TimeSet::span(noon, one)), sets.add(TimeSet::span(noon, two)));
    let second = sets.minus(both, first);
    assert_eq!(sets.or(first, second), both);
    assert_eq!(sets.and(first, second), TimeSets::NONE);
}

proptest! {
    // Each walks a year of openings.
    #![proptest_config(drawn::cases(64))]

    #[test]
    fn calls_on_any_plan_fare_as_explored(bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
        let mut dice = Dice::new(&bytes);
        explore::check(&plans::plan(&plans::text(&mut dice)), &mut dice);
    }

    #[test]
    fn calls_on_the_directory_fare_as_explored(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        explore::check(ivrsim::plan::builtin(), &mut Dice::new(&bytes));
    }
}

#[test]
fn ten_times_the_plan_is_ten_times_the_work() {
    let work = |times: usize| {
        let text: String = (0..times)
            .map(|copy| {
                // The names of a copy end in its number, and so does its telephone number.
                let text = GATED.replace("0100", &format!("{:04}", 100 + copy));
                ["main", "menu", "closed", "sales", "day", "short"].iter().fold(text, |text, name| {
                    let text = text.replace(&format!(".{name}]"), &format!(".{name}{copy}]"));
                    text.replace(&format!("\"{name}\""), &format!("\"{name}{copy}\""))
                })
            })
            .collect();
        let plan = plan(&text);
        let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
        for (line, _) in plan.lines() {
            explorer.line(line, Caller::default());
        }
        explorer.work()
    };
    let (one, ten) = (work(1), work(10));
    assert_eq!((ten.nodes, ten.visits, ten.acts), (one.nodes * 10, one.visits * 10, one.acts * 10));
}
