//! What scenarios check of a plan, and what they do not.

use std::path::Path;

use ivrsim::base::source::Sources;
use ivrsim::call::CallRecord;
use ivrsim::explore::{Horizon, Witness};
use ivrsim::files::load;
use ivrsim::plan::Plan;
use ivrsim::suite::coverage::{Cell, Cells, Covered, Universe};
use ivrsim::suite::runner::{Queue, Runnable};
use ivrsim::suite::scenario::Suite;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles;
use crate::oracles::dice::Dice;

fn made(plan: &Plan, witness: &Witness) -> CallRecord {
    plan.call(witness).record
}

#[test]
fn the_call_of_each_cell_covers_it() {
    let plan = ivrsim::plan::builtin();
    let horizon = Horizon::of(plan, 1);
    let universe = Universe::of(plan, horizon);
    let mut cells = Cells::new(plan, horizon);
    for (cell, goal) in universe.goals() {
        assert!(cells.of(&made(plan, &goal.witness)).contains(cell), "{}: {goal:?}", cell.told(plan));
    }
    // Every step, every key, and of each of the 15 schedules its edges.
    assert!(plan.steps().all(|(id, _)| universe.goal(&Cell::Step(id)).is_some()));
    assert!(universe.goals().len() > 200, "{}", universe.goals().len());
}

/// The cells that no case of the shipped suite covers, but for the files that `leave_out` names.
fn missing(plan: &Plan, leave_out: &str) -> Vec<String> {
    let horizon = Horizon::of(plan, 2);
    let universe = Universe::of(plan, horizon);
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = load::scenario_files(&[root.join("scenarios/ally")]).expect("they are there");
    let suites: Vec<Suite> = files
        .into_iter()
        .filter(|file| !file.path.ends_with(leave_out))
        .filter_map(|file| {
            let id = sources.add(file.name, file.text);
            let draft = load::draft(&mut sources, &file.path, id, &mut diagnostics);
            draft.lower(plan, &sources, &mut diagnostics)
        })
        .collect();
    let runnables: Vec<Runnable<'_>> = suites.iter().map(|suite| Runnable { plan, suite }).collect();
    let mut cells = Cells::new(plan, horizon);
    let mut covered = Covered::new(&universe);
    for case in Queue::all(&runnables).cases().filter(|case| std::ptr::eq(case.plan(), plan)) {
        covered.add(cells.of(&case.record()));
    }
    let missing = covered.cells().filter(|(.., calls)| *calls == 0);
    missing.map(|(cell, ..)| cell.told(plan).to_string()).collect()
}

#[test]
fn the_shipped_suite_shows_all_that_calls_can_show() {
    assert_eq!(missing(ivrsim::plan::builtin(), "none"), [""; 0]);
}

#[test]
fn a_suite_with_a_hole_is_told_of_exactly_that_hole() {
    let missing = missing(ivrsim::plan::builtin(), "ally/5-consumer-accounts.toml");
    assert!(missing.iter().all(|cell| cell.contains("dsc") || cell.contains("csc")), "{missing:#?}");
    assert!(missing.contains(&"a call to `dsc` when `dsc` closes at 18:30".to_owned()), "{missing:#?}");
    assert!(missing.contains(&"`dsc` while it is open".to_owned()), "{missing:#?}");
}

proptest! {
    #![proptest_config(drawn::cases(16))]

    #[test]
    fn the_call_of_each_cell_of_any_plan_covers_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let plan = oracles::plan::plan(&oracles::plan::text(&mut Dice::new(&bytes)));
        let horizon = Horizon::of(&plan, 1);
        let universe = Universe::of(&plan, horizon);
        let mut cells = Cells::new(&plan, horizon);
        for (cell, goal) in universe.goals() {
            prop_assert!(cells.of(&made(&plan, &goal.witness)).contains(cell), "{}", cell.told(&plan));
        }
    }
}
