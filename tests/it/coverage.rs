//! What scenarios check of a plan, and what they do not.

use std::collections::BTreeSet;
use std::path::Path;

use ivrsim::call::Record;
use ivrsim::coverage::{Cell, Cells, Universe};
use ivrsim::explore::Horizon;
use ivrsim::load;
use ivrsim::runner::{Queue, Runnable};
use ivrsim::scenario::Suite;
use ivrsim::source::Sources;

#[test]
fn the_call_of_each_cell_covers_it() {
    let plan = load::ally();
    let horizon = Horizon::of(plan, 1);
    let universe = Universe::of(plan, horizon);
    let mut cells = Cells::new(plan, horizon);
    for (cell, goal) in universe.goals() {
        let witness = &goal.witness;
        let (call, _) = Record::make(plan, witness.number, witness.caller, witness.at, &witness.keys);
        assert!(cells.of(&call).contains(cell), "{}: {witness:?}", cell.told(plan));
    }
    // Every step, every key, and of each of the 15 schedules its edges.
    assert!(plan.steps().all(|(id, _)| universe.goal(&Cell::Step(id)).is_some()));
    assert!(universe.goals().len() > 200, "{}", universe.goals().len());
}

#[test]
fn the_ally_suite_covers() {
    let plan = load::ally();
    let horizon = Horizon::of(plan, 1);
    let universe = Universe::of(plan, horizon);
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suites: Vec<Suite> = load::scenario_files(&[root.join("scenarios")])
        .unwrap()
        .into_iter()
        .filter_map(|file| {
            let id = sources.add(file.name, file.text);
            let draft = load::draft(&mut sources, &file.path, id, &mut diagnostics);
            draft.lower(plan, &sources, &mut diagnostics)
        })
        .collect();
    let runnables: Vec<Runnable<'_>> = suites.iter().map(|suite| Runnable { plan, suite }).collect();
    let mut cells = Cells::new(plan, horizon);
    let mut covered = BTreeSet::new();
    for case in Queue::all(&runnables).cases() {
        if std::ptr::eq(case.plan(), plan) {
            covered.extend(cells.of(&case.record()));
        }
    }
    let missing: Vec<String> = universe
        .goals()
        .filter(|(cell, _)| !covered.contains(*cell))
        .map(|(cell, _)| cell.told(plan).to_string())
        .collect();
    eprintln!("{} of {}", missing.len(), universe.goals().len());
    eprintln!("{missing:#?}");
}
