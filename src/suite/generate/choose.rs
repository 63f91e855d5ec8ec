use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::cover::{Chosen, cover};
use super::moments::Edges;
use super::present::ExistingCoverage;
use super::scenario_text::{ChosenCall, scenarios};
use super::scope::GenerateScope;
use super::ways::{WayCall, ways};
use super::weighed::{CallSearch, Weighed};
use crate::base::threads;
use crate::explore::{Horizon, Witness};
use crate::plan::{LineId, Plan};
use crate::suite::coverage::{Cell, Cells, CoverageGoal, Universe};
use crate::suite::scenario::written;

/// Scenarios that show what was asked for.
#[derive(Clone, Debug)]
pub struct GeneratedScenarios {
    /// The scenarios, line by line in the order of the plan.
    pub scenarios: Vec<written::ScenarioDraft>,
    /// How many calls they make.
    pub calls: usize,
    /// Whether digits are entered in them that stand for all that an input takes.
    pub has_examples: bool,
    /// As many are needed at least of the calls that were weighed, whichever are chosen.
    pub at_least: usize,
    /// How many calls were weighed.
    pub weighed: usize,
    /// How many cells or ways they cover that were not covered before.
    pub covers: usize,
    /// How many there are, those that were covered before among them.
    pub of: usize,
    /// Whether every call was looked at; see [`Walk::complete`](crate::explore::Walk::complete).
    pub complete: bool,
}

/// Chooses calls, as few as it can, that cover what is in the scope and not present. `progress` is told, from any thread,
/// how much of how much has been done.
#[must_use]
pub fn generate(
    plan: &Plan,
    horizon: Horizon,
    scope: GenerateScope,
    present: &ExistingCoverage,
    progress: impl Fn(usize, usize) + Sync,
) -> GeneratedScenarios {
    match scope {
        GenerateScope::Paths => of_ways(plan, horizon, present, progress),
        GenerateScope::All | GenerateScope::Keys | GenerateScope::Hours => {
            of_cells(plan, horizon, scope, present, progress)
        }
    }
}

fn of_cells(
    plan: &Plan,
    horizon: Horizon,
    scope: GenerateScope,
    present: &ExistingCoverage,
    progress: impl Fn(usize, usize) + Sync,
) -> GeneratedScenarios {
    // Half of the work is to find what there is, the other half to look for calls.
    let lines = plan.lines().len();
    let universe = Universe::watched(plan, horizon, |done, _| progress(done, 2 * lines));
    let mut of = 0;
    let mut wanted: HashMap<&Cell, u32> = HashMap::new();
    let mut goals: BTreeMap<LineId, Vec<(&Cell, &CoverageGoal)>> = BTreeMap::new();
    for (cell, goal) in universe.goals().filter(|(cell, _)| scope.has(cell)) {
        of += 1;
        if !present.has(cell) {
            wanted.insert(cell, wanted.len() as u32);
            goals.entry(goal.line).or_default().push((cell, goal));
        }
    }
    let edges = Edges::new(plan, horizon);
    let done = AtomicUsize::new(lines);
    let goals: Vec<(LineId, Vec<(&Cell, &CoverageGoal)>)> = goals.into_iter().collect();
    let looked: Vec<(Vec<Weighed>, usize)> = threads::map(&goals, |(line, goals)| {
        let found = CallSearch::on(plan, *line, horizon, &wanted, &edges).look(goals);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, 2 * lines);
        found
    });
    let made = looked.iter().map(|(_, made)| made).sum();
    let mut weighed: Vec<Weighed> = looked.into_iter().flat_map(|(weighed, _)| weighed).collect();
    weighed.sort_by(|a, b| a.rank.cmp(&b.rank));
    let sets: Vec<Vec<u32>> = weighed.iter_mut().map(|weighed| std::mem::take(&mut weighed.shows)).collect();
    let chosen = without_awkward(wanted.len(), &sets, &weighed);
    let calls = |index: &usize| (weighed[*index].line, &weighed[*index].call);
    let complete = universe.is_complete();
    told(plan, horizon, &chosen, calls, Counts { weighed: made, covers: wanted.len(), of, complete })
}

/// As [`cover()`], with awkward calls only on lines where they save some, or where nothing else shows what they do.
fn without_awkward(things: usize, sets: &[Vec<u32>], weighed: &[Weighed]) -> Chosen {
    let all = cover(things, sets);
    let mut shown = vec![false; things];
    for (set, _) in sets.iter().zip(weighed).filter(|(_, weighed)| !weighed.is_awkward) {
        for &thing in set {
            shown[thing as usize] = true;
        }
    }
    let cover_with = |may_be: &dyn Fn(LineId) -> bool| {
        let allowed = |(set, weighed): (&Vec<u32>, &Weighed)| {
            let is_needed = set.iter().any(|&thing| !shown[thing as usize]);
            if !weighed.is_awkward || is_needed || may_be(weighed.line) { set.clone() } else { Vec::new() }
        };
        let allowed: Vec<Vec<u32>> = sets.iter().zip(weighed).map(allowed).collect();
        cover(things, &allowed).sets
    };
    let count = |sets: &[usize]| {
        let mut counts: HashMap<LineId, usize> = HashMap::new();
        for &set in sets {
            *counts.entry(weighed[set].line).or_default() += 1;
        }
        counts
    };
    let (fewest, plain) = (count(&all.sets), count(&cover_with(&|_| false)));
    let saves = |line: LineId| fewest.get(&line) < plain.get(&line);
    let sets = cover_with(&saves);
    if sets.len() <= all.sets.len() { Chosen { sets, ..all } } else { all }
}

fn of_ways(
    plan: &Plan,
    horizon: Horizon,
    present: &ExistingCoverage,
    progress: impl Fn(usize, usize) + Sync,
) -> GeneratedScenarios {
    let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
    let done = AtomicUsize::new(0);
    let found: Vec<(Vec<WayCall>, bool)> = threads::map(&lines, |&line| {
        let found = ways(plan, line, horizon);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, lines.len());
        found
    });
    let complete = found.iter().all(|(_, complete)| *complete);
    let all: Vec<WayCall> = found.into_iter().flat_map(|(found, _)| found).collect();
    let wanted: Vec<&WayCall> = all.iter().filter(|gone| !present.has_way(&gone.way)).collect();
    let numbers: HashMap<_, u32> = wanted.iter().zip(0..).map(|(gone, number)| (&gone.way, number)).collect();
    let sets: Vec<Vec<u32>> = wanted
        .iter()
        .map(|gone| gone.whole.beginnings().filter_map(|way| numbers.get(&way).copied()).collect())
        .collect();
    let chosen = cover(wanted.len(), &sets);
    let calls = |index: &usize| (wanted[*index].way.line, &wanted[*index].call);
    let counts = Counts { weighed: all.len(), covers: wanted.len(), of: all.len(), complete };
    told(plan, horizon, &chosen, calls, counts)
}

/// What was counted on the way.
#[derive(Clone, Copy)]
struct Counts {
    weighed: usize,
    covers: usize,
    of: usize,
    complete: bool,
}

fn told<'c>(
    plan: &Plan,
    horizon: Horizon,
    chosen: &Chosen,
    call: impl Fn(&usize) -> (LineId, &'c Witness),
    counts: Counts,
) -> GeneratedScenarios {
    let mut cells = Cells::new(plan, horizon);
    let mut made = |index| {
        let (line, witness) = call(index);
        ChosenCall::made(plan, &mut cells, line, witness)
    };
    let told: Vec<ChosenCall> = chosen.sets.iter().map(&mut made).collect();
    let Counts { weighed, covers, of, complete } = counts;
    GeneratedScenarios {
        calls: told.len(),
        has_examples: told.iter().any(ChosenCall::has_examples),
        scenarios: scenarios(plan, told),
        at_least: chosen.at_least,
        weighed,
        covers,
        of,
        complete,
    }
}
