//! Who the teams of a plan are, by which doors they are reached and when: found by making the calls.

use std::collections::HashMap;

use super::desk_hours::{Found, YEAR, regular};
use super::only::{Only, whose};
use super::reached::{Callers, ELSEWHERE, OpenDestination};
use super::team::{Door, Team, told};
use crate::call::{CallRecord, Caller};
use crate::explore;
use crate::plan::{LineId, Plan, StepId, StepKind};
use crate::time::{TimeSet, Zone};

/// All teams of a plan that somebody can reach, in the plan's order. Whom a caller of whom nothing is known reaches is told
/// as that caller finds it; else certain callers do, and it is told which.
pub(crate) fn teams(plan: &Plan, calls: &mut Callers) -> Vec<Team> {
    let regular = regular(plan);
    let mut search = Search::of(plan);
    for (line, _) in plan.lines() {
        for opened in calls.unknown.opened(&regular, line, YEAR) {
            search.here(line, opened);
        }
        for opened in calls.elsewhere.opened(&regular, line, YEAR) {
            search.elsewhere(line, &opened);
        }
    }
    let clocks = [calls.unknown.clock(plan), calls.elsewhere.clock(plan)];
    search.found.iter_mut().for_each(|team| team.clocks = clocks);
    search.by_certain_callers(&regular, calls);
    let reached = search.found.into_iter().filter(|team| !team.doors.is_empty());
    reached.map(|team| team.with_hours(&regular)).collect()
}

/// All teams, while their doors are being looked for.
struct Search {
    found: Vec<Looked>,
    by_step: HashMap<StepId, usize>,
}

/// A team whose doors are being looked for.
struct Looked {
    name: String,
    steps: Vec<StepId>,
    doors: Vec<Door>,
    /// When it is reached by a caller on another clock, by line and destination.
    elsewhere: Vec<(LineId, StepId, TimeSet)>,
    only: Option<Only>,
    /// The clocks of both callers.
    clocks: [Zone; 2],
}

/// So many kinds of callers are tried on a line.
const MAX_CLASSES: usize = 200;

impl Search {
    fn of(plan: &Plan) -> Self {
        let mut found: Vec<Looked> = Vec::new();
        let mut by_name: HashMap<&str, usize> = HashMap::new();
        let mut by_step: HashMap<StepId, usize> = HashMap::new();
        for (id, step) in plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Destination(_))) {
            let Some(name) = step.name.as_deref() else { continue };
            let known = *by_name.entry(name).or_insert_with(|| {
                found.push(Looked {
                    name: name.to_owned(),
                    steps: Vec::new(),
                    doors: Vec::new(),
                    elsewhere: Vec::new(),
                    only: None,
                    clocks: [plan.zone; 2],
                });
                found.len() - 1
            });
            found[known].steps.push(id);
            by_step.insert(id, known);
        }
        Self { found, by_step }
    }

    fn team(&mut self, step: StepId) -> Option<&mut Looked> {
        self.by_step.get(&step).map(|&team| &mut self.found[team])
    }

    fn here(&mut self, line: LineId, OpenDestination { step, keys, when }: OpenDestination) {
        let Some(team) = self.team(step) else { return };
        // Of one destination, all is known.
        let to = if team.steps.len() > 1 { vec![(step, when.clone())] } else { Vec::new() };
        match team.doors.iter_mut().find(|door| door.line == line && door.keys == keys) {
            Some(door) => {
                door.when = door.when.or(&when);
                door.to.extend(to);
            }
            None => team.doors.push(Door { line, keys, when, to }),
        }
    }

    fn elsewhere(&mut self, line: LineId, OpenDestination { step, when, .. }: &OpenDestination) {
        let Some(team) = self.team(*step) else { return };
        match team.elsewhere.iter_mut().find(|(known, to, _)| (*known, *to) == (line, *step)) {
            Some((.., known)) => *known = known.or(when),
            None => team.elsewhere.push((line, *step, when.clone())),
        }
    }

    /// Looks for callers who reach those whom nobody has reached so far.
    fn by_certain_callers(&mut self, regular: &Plan, calls: &mut Callers) {
        let missing: Vec<StepId> = self
            .found
            .iter()
            .filter(|team| team.doors.is_empty())
            .flat_map(|team| team.steps.clone())
            .collect();
        let leads = |line: &LineId| regular.steps_of(*line).iter().any(|step| missing.contains(step));
        let lines: Vec<LineId> =
            regular.lines().map(|(line, _)| line).filter(|line| !missing.is_empty() && leads(line)).collect();
        // The second is on another clock, if there is one.
        let mut others: HashMap<usize, Caller> = HashMap::new();
        for &line in &lines {
            let classes = explore::callers(&[(regular, line)], YEAR);
            calls.is_whole &= classes.len() <= MAX_CLASSES;
            for class in classes.into_iter().take(MAX_CLASSES) {
                for opened in calls.of(class.caller).opened(regular, line, YEAR) {
                    if missing.contains(&opened.step) {
                        self.reaches(regular, line, class.caller, &opened, &mut others);
                    }
                }
            }
        }
        for index in 0..self.found.len() {
            let Some(Only { caller, .. }) = self.found[index].only.clone() else { continue };
            let far =
                others.get(&index).copied().unwrap_or(Caller { zone: Zone::named(ELSEWHERE), ..caller });
            let is_of_team = |search: &Self, step| search.by_step.get(&step) == Some(&index);
            for &line in &lines {
                for opened in calls.of(caller).opened(regular, line, YEAR) {
                    if is_of_team(self, opened.step) {
                        self.here(line, opened);
                    }
                }
                for opened in calls.of(far).opened(regular, line, YEAR) {
                    if is_of_team(self, opened.step) {
                        self.elsewhere(line, &opened);
                    }
                }
            }
            let [here, elsewhere] = [caller, far].map(|caller| caller.zone_under(regular).zone);
            let team = &mut self.found[index];
            team.clocks = [here, elsewhere];
            // They are on one clock, all of them.
            if team.elsewhere.is_empty() {
                team.clocks = [here; 2];
                let doors = std::mem::take(&mut team.doors);
                for door in &doors {
                    let to = if door.to.is_empty() {
                        vec![(team.steps[0], door.when.clone())]
                    } else {
                        door.to.clone()
                    };
                    team.elsewhere.extend(to.into_iter().map(|(step, when)| (door.line, step, when)));
                }
                team.doors = doors;
            }
        }
    }

    /// Notes that a caller reaches people whom others do not.
    fn reaches(
        &mut self,
        plan: &Plan,
        line: LineId,
        caller: Caller,
        opened: &OpenDestination,
        others: &mut HashMap<usize, Caller>,
    ) {
        let (Some(&index), Some(at)) = (self.by_step.get(&opened.step), opened.when.first()) else { return };
        let (record, _) = CallRecord::make(plan, plan.line(line).number.value, caller, at, &opened.keys);
        let told = whose(plan, &record);
        match &mut self.found[index].only {
            None => self.found[index].only = Some(Only { caller, kinds: vec![told] }),
            Some(known) => {
                if !known.kinds.contains(&told) {
                    known.kinds.push(told);
                }
                let [one, other] = [known.caller, caller].map(|caller| caller.zone_under(plan).zone);
                if !one.is_same_clock(other) {
                    others.entry(index).or_insert(caller);
                }
            }
        }
    }
}

/// The doors of a line that lead to the same people, and to whom.
struct Desk {
    line: LineId,
    steps: Vec<StepId>,
    doors: Vec<Door>,
}

impl Looked {
    fn with_hours(self, regular: &Plan) -> Team {
        let desks = self.desks();
        let whole = self.found(|_, _| true, &self.doors);
        let of_desk = |desk: &Desk| {
            self.found(|line, step| line == desk.line && desk.steps.contains(&step), &desk.doors)
        };
        let found: Vec<Found> = desks.iter().map(of_desk).collect();
        // Whoever is there at other times is asked for apart.
        let differ = found.iter().any(|found| *found != whole);
        let places: Vec<String> = desks.iter().map(|desk| desk.place(regular, &desks)).collect();
        let Self { name, steps, doors, only, clocks, .. } = self;
        let part = |((desk, found), at): ((Desk, Found), String)| Team {
            name: name.clone(),
            at: Some(at),
            hours: found.hours(regular, [desk.line], clocks),
            steps: desk.steps,
            doors: desk.doors,
            parts: Vec::new(),
            only: only.clone(),
        };
        let parts = desks.into_iter().zip(found).zip(places).filter(|_| differ).map(part).collect();
        let hours = whole.hours(regular, doors.iter().map(|door| door.line), clocks);
        Team { name, at: None, steps, doors, hours, parts, only }
    }

    /// When those behind some doors are reached.
    fn found(&self, is_there: impl Fn(LineId, StepId) -> bool, doors: &[Door]) -> Found {
        let none = TimeSet::default;
        let elsewhere = self.elsewhere.iter().filter(|(line, step, _)| is_there(*line, *step));
        Found {
            here: doors.iter().fold(none(), |open, door| open.or(&door.when)),
            elsewhere: elsewhere.fold(none(), |open, (.., when)| open.or(when)),
        }
    }

    /// The doors, those together that lead from one line to the same people.
    fn desks(&self) -> Vec<Desk> {
        let mut desks: Vec<Desk> = Vec::new();
        for door in &self.doors {
            let steps = if door.to.is_empty() {
                self.steps.clone()
            } else {
                door.to.iter().map(|(step, _)| *step).collect()
            };
            let mut desk = Desk { line: door.line, steps, doors: vec![door.clone()] };
            let (same, rest): (Vec<Desk>, Vec<Desk>) = desks.into_iter().partition(|known| {
                known.line == desk.line && known.steps.iter().any(|step| desk.steps.contains(step))
            });
            for known in same.into_iter().rev() {
                desk.steps.extend(known.steps);
                desk.doors.splice(0..0, known.doors);
            }
            desk.steps.sort_unstable();
            desk.steps.dedup();
            desks = rest;
            desks.push(desk);
        }
        desks
    }
}

impl Desk {
    /// What tells it from the others: its number, with its options where others have the same number.
    fn place(&self, plan: &Plan, all: &[Self]) -> String {
        if all.iter().filter(|other| other.line == self.line).count() == 1 {
            return plan.line(self.line).number.value.to_string();
        }
        let doors: Vec<String> = self.doors.iter().map(|door| told(plan, door.line, &door.keys)).collect();
        doors.join(" or ")
    }
}
