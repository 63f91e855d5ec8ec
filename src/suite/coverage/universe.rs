use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::SignedDuration;

use super::cell::Cell;
use super::cells::{Cells, of_class};
use super::special::{Special, Specials};
use crate::base::threads;
use crate::call::{CallEvent, Caller};
use crate::explore::{Explorer, Further, Horizon, Route, Witness, find_witness};
use crate::plan::{LineId, Plan, ScheduleId};
use crate::time::{TimeSet, Zone};

/// Everything that calls can cover, each with a call that does.
#[derive(Debug)]
pub struct Universe {
    goals: BTreeMap<Cell, CoverageGoal>,
    complete: bool,
}

/// A cell that a call can cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageGoal {
    /// A call that covers it.
    pub witness: Witness,
    /// The line that is called.
    pub line: LineId,
}

/// A way on which a cell was met, before there is a call for it.
struct CellRoute {
    caller: Caller,
    route: Route,
    when: TimeSet,
}

impl Universe {
    /// What the calls of a plan can cover within a horizon.
    #[must_use]
    pub fn of(plan: &Plan, horizon: Horizon) -> Self {
        Self::watched(plan, horizon, |_, _| {})
    }

    /// As [`Universe::of`]; tells `progress`, from any thread, how many of how many lines have been looked at.
    #[must_use]
    pub fn watched(plan: &Plan, horizon: Horizon, progress: impl Fn(usize, usize) + Sync) -> Self {
        let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
        let done = AtomicUsize::new(0);
        let specials = Specials::new(plan, horizon);
        let of_line = |&line: &LineId| {
            let found = of_line(plan, line, horizon, &specials);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, lines.len());
            found
        };
        let found: Vec<(BTreeMap<Cell, CoverageGoal>, bool)> = threads::map(&lines, of_line);
        let complete = found.iter().all(|(_, complete)| *complete);
        let mut goals = BTreeMap::new();
        for (cell, goal) in found.into_iter().flat_map(|(goals, _)| goals) {
            goals.entry(cell).or_insert(goal);
        }
        Self { goals, complete }
    }

    /// Whether every call was looked at; see [`Walk::complete`](crate::explore::Walk::complete).
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// All cells in order, each with a call.
    #[must_use]
    pub fn goals(&self) -> impl ExactSizeIterator<Item = (&Cell, &CoverageGoal)> {
        self.goals.iter()
    }

    /// The call that covers a cell. None: no call can.
    #[must_use]
    pub fn goal(&self, cell: &Cell) -> Option<&CoverageGoal> {
        self.goals.get(cell)
    }
}

/// What the calls of one line can cover, and whether every call was looked at.
fn of_line(
    plan: &Plan,
    line: LineId,
    horizon: Horizon,
    specials: &Specials<'_>,
) -> (BTreeMap<Cell, CoverageGoal>, bool) {
    let mut cells = Cells::new(plan, horizon);
    let mut met: BTreeMap<Cell, Vec<CellRoute>> = BTreeMap::new();
    let mut explorer = Explorer::new(plan, horizon);
    let classes = cells.classes(line).to_vec();
    let mut complete = true;
    // By the clock on which the schedule is read: for most, all callers have the same.
    let mut edges: HashMap<(ScheduleId, Zone), Arc<[Special]>> = HashMap::new();
    for class in &classes {
        let zone = class.caller.zone_under(plan).zone;
        let walk = explorer.watch(line, class.caller, |seen| {
            let when = seen.sets.get(seen.when).clone();
            let mut note = |cell: Cell, when: TimeSet| {
                let known = met.entry(cell).or_default();
                // A few ways are kept, because a call takes time and may miss a moment on one of them.
                if known.len() < 4 {
                    known.push(CellRoute { caller: class.caller, route: Route::seen(&seen), when });
                }
            };
            for cell in cells.of_events(Some(line), zone, &seen.step.heard) {
                if !matches!(cell, Cell::Hours(..)) {
                    note(cell, when.clone());
                }
            }
            if classes.len() > 1 {
                note(of_class(line, class), when.clone());
            }
            if seen.is_crossing() {
                return Further::GoOn;
            }
            for schedule in asked(plan, &seen.step.heard) {
                let clock = plan.schedule(schedule).schedule.in_zone(zone).zone();
                let special = edges.entry((schedule, clock)).or_insert_with(|| specials.of(schedule, clock));
                for (at, moment) in special.iter().filter(|(at, _)| when.contains(*at)) {
                    let cell = Cell::Hours(line, schedule, moment.clone());
                    note(cell, TimeSet::span(*at, *at + SignedDuration::from_secs(1)));
                }
            }
            Further::GoOn
        });
        complete &= walk.complete;
    }
    let number = plan.line(line).number.value;
    let mut goals = BTreeMap::new();
    for (cell, ways) in met {
        let witness = ways.into_iter().find_map(|CellRoute { caller, route, when }| {
            let mut covers = |witness: &Witness| {
                let call = plan.call(witness).record;
                cells.of(&call).contains(&cell)
            };
            find_witness(plan, explorer.answers(), (number, caller), &route, &when, &mut covers)
        });
        if let Some(witness) = witness {
            goals.insert(cell, CoverageGoal { witness, line });
        }
    }
    (goals, complete)
}

/// The schedules that a call asks about.
fn asked(plan: &Plan, events: &[CallEvent]) -> Vec<ScheduleId> {
    let mut schedules: Vec<ScheduleId> = events.iter().flat_map(|event| event.asked(plan)).collect();
    schedules.sort_unstable();
    schedules.dedup();
    schedules
}
