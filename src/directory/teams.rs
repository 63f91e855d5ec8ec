//! Who the teams of a plan are, by which doors they are reached and when: found by making the calls.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use super::desk_hours::{Found, YEAR, YearSchedules, regular};
use super::names::slug;
use super::only::{Only, whose};
use super::reached::{CallProbe, EveryCaller, OpenDestination, elsewhere};
use super::team::{DeskPlace, Door, Team};
use crate::base::Language;
use crate::base::text::filled;
use crate::call::{CallRecord, Caller};
use crate::explore;
use crate::plan::{LineId, Plan, StepId, StepKind, StockPhrases, Target};
use crate::time::{TimeSet, Zone};

/// The teams of a plan, and which of them each line leads to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Teams {
    all: Vec<Team>,
    behind: Vec<Vec<usize>>,
    told_in: Language,
}

impl Deref for Teams {
    type Target = [Team];

    fn deref(&self) -> &[Team] {
        &self.all
    }
}

impl Teams {
    /// All teams of a plan that somebody can reach, in the plan's order, and whether every call was tried. Whom a caller of
    /// whom nothing is known reaches is told as that caller finds it; else certain callers do, and it is told which. Hours and places have the words of a language.
    pub(crate) fn of(plan: &Plan, told_in: Language) -> (Self, bool) {
        let regular = regular(plan);
        let mut calls = EveryCaller::of(&regular, YEAR);
        let mut search = TeamSearch::of(plan);
        for (line, _) in plan.lines() {
            let [unknown, elsewhere] = calls.opened(line);
            for opened in unknown {
                search.here(line, opened);
            }
            for opened in &elsewhere {
                search.elsewhere(line, opened);
            }
        }
        let clocks = [calls.unknown.clock(), calls.elsewhere.clock()];
        search.found.iter_mut().for_each(|team| team.clocks = clocks);
        let are_all = search.by_certain_callers(&regular);
        let mut weekly = YearSchedules::new(&regular, told_in);
        let reached = search.found.into_iter().filter(|team| !team.doors.is_empty());
        let teams = reached.map(|team| team.with_hours(&regular, &mut weekly)).collect();
        (Self::new(plan, teams, told_in), calls.is_complete() && are_all)
    }

    fn new(plan: &Plan, all: Vec<Team>, told_in: Language) -> Self {
        let mut behind = vec![Vec::new(); plan.lines().len()];
        for (index, team) in all.iter().enumerate() {
            team.lines().iter().for_each(|line| behind[line.index()].push(index));
        }
        Self { all, behind, told_in }
    }

    /// The language in which people are told of them.
    pub(crate) fn told_in(&self) -> Language {
        self.told_in
    }

    /// The teams that a line leads to, by their places among all.
    pub(crate) fn behind(&self, line: LineId) -> &[usize] {
        self.behind.get(line.index()).map_or(&[], Vec::as_slice)
    }
}

/// All teams, while their doors are being looked for, line by line.
struct TeamSearch {
    found: Vec<Looked>,
    by_step: HashMap<StepId, usize>,
}

/// A team whose doors are being looked for.
struct Looked {
    name: String,
    steps: Vec<StepId>,
    /// In the order of the lines.
    doors: Vec<Door>,
    /// When it is reached by a caller on another clock, by line and destination, in the order of the lines.
    elsewhere: Vec<(LineId, StepId, TimeSet)>,
    only: Option<Only>,
    /// The clocks of both callers.
    clocks: [Zone; 2],
}

/// So many kinds of callers are tried on a line.
const MAX_CLASSES: usize = 200;

impl TeamSearch {
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

    fn here(&mut self, line: LineId, OpenDestination { step, keys, acts, when, language }: OpenDestination) {
        let Some(team) = self.team(step) else { return };
        // Of one destination, all is known.
        let to = if team.steps.len() > 1 { vec![(step, when.clone())] } else { Vec::new() };
        let mut of_line = team.doors.iter_mut().rev().take_while(|door| door.line == line);
        match of_line.find(|door| door.keys == keys && door.language == language) {
            Some(door) => {
                door.when = door.when.or(&when);
                door.to.extend(to);
            }
            None => team.doors.push(Door { line, keys, acts, when, to, language }),
        }
    }

    fn elsewhere(&mut self, line: LineId, OpenDestination { step, when, .. }: &OpenDestination) {
        let Some(team) = self.team(*step) else { return };
        let mut of_line = team.elsewhere.iter_mut().rev().take_while(|(known, ..)| *known == line);
        match of_line.find(|(_, to, _)| to == step) {
            Some((.., known)) => *known = known.or(when),
            None => team.elsewhere.push((line, *step, when.clone())),
        }
    }

    /// Looks for callers who reach those whom nobody has reached so far. Tells whether every call was tried.
    fn by_certain_callers(&mut self, regular: &Plan) -> bool {
        let missing = self.found.iter().filter(|team| team.doors.is_empty());
        let missing: HashSet<StepId> = missing.flat_map(|team| team.steps.iter().copied()).collect();
        if missing.is_empty() {
            return true;
        }
        let mut are_all = true;
        let mut lines: Vec<(LineId, BTreeSet<usize>)> = Vec::new();
        // The second is on another clock, if there is one.
        let mut others: HashMap<usize, Caller> = HashMap::new();
        for (line, _) in regular.lines() {
            let behind = regular.steps_of(line).into_iter().filter(|step| missing.contains(step));
            let behind: BTreeSet<usize> = behind.map(|step| self.by_step[&step]).collect();
            if behind.is_empty() {
                continue;
            }
            let classes = explore::callers(&[(regular, line)], YEAR);
            are_all &= classes.len() <= MAX_CLASSES;
            for class in classes.into_iter().take(MAX_CLASSES) {
                let mut calls = CallProbe::of(regular, class.caller, YEAR);
                for (step, record) in calls.put_through(line) {
                    if missing.contains(&step) {
                        self.reaches(regular, step, &record, &mut others);
                    }
                }
                are_all &= calls.complete;
            }
            lines.push((line, behind));
        }
        for (line, behind) in lines {
            are_all &= self.over_line(regular, line, &behind, &others);
        }
        for index in 0..self.found.len() {
            let Some([caller, far]) = self.certain(index, &others) else { continue };
            let [here, elsewhere] = [caller, far].map(|caller| caller.zone_under(regular).zone);
            let team = &mut self.found[index];
            team.clocks = [here, elsewhere];
            team.elsewhere.sort_by_key(|(line, ..)| *line);
            // They are on one clock, all of them.
            if team.elsewhere.is_empty() {
                team.clocks = [here; 2];
                for door in &team.doors {
                    let to = if door.to.is_empty() {
                        vec![(team.steps[0], door.when.clone())]
                    } else {
                        door.to.clone()
                    };
                    team.elsewhere.extend(to.into_iter().map(|(step, when)| (door.line, step, when)));
                }
            }
        }
        are_all
    }

    /// A caller who reaches a team that others do not, and one of those on another clock.
    fn certain(&self, team: usize, others: &HashMap<usize, Caller>) -> Option<[Caller; 2]> {
        let caller = self.found[team].only.as_ref()?.caller;
        Some([caller, others.get(&team).copied().unwrap_or(elsewhere(caller))])
    }

    /// Notes by which doors of a line such callers reach these teams. Tells whether every call was tried.
    fn over_line(
        &mut self,
        regular: &Plan,
        line: LineId,
        teams: &BTreeSet<usize>,
        others: &HashMap<usize, Caller>,
    ) -> bool {
        let certain: HashMap<usize, [Caller; 2]> =
            teams.iter().filter_map(|&team| Some((team, self.certain(team, others)?))).collect();
        let callers: HashSet<Caller> = certain.values().flatten().copied().collect();
        let mut are_all = true;
        for caller in callers {
            let mut calls = CallProbe::of(regular, caller, YEAR);
            for opened in calls.opened(line) {
                let team = self.by_step.get(&opened.step);
                let Some([here, far]) = team.and_then(|team| certain.get(team)) else { continue };
                if *far == caller {
                    self.elsewhere(line, &opened);
                }
                if *here == caller {
                    self.here(line, opened);
                }
            }
            are_all &= calls.complete;
        }
        are_all
    }

    /// Notes by a call that its caller reaches people whom others do not.
    fn reaches(
        &mut self,
        plan: &Plan,
        step: StepId,
        record: &CallRecord,
        others: &mut HashMap<usize, Caller>,
    ) {
        let Some(&index) = self.by_step.get(&step) else { return };
        let (caller, told) = (record.caller, whose(plan, record));
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
struct LineDesk {
    line: LineId,
    steps: Vec<StepId>,
    doors: Vec<Door>,
    /// What tells it from the others: its number, with its options where others have the same number.
    place: DeskPlace,
}

impl Looked {
    fn with_hours(self, regular: &Plan, weekly: &mut YearSchedules<'_>) -> Team {
        let desks = self.desks(regular, weekly.told_in());
        let found = self.found(&desks);
        let whole = Found {
            here: TimeSet::union(self.doors.iter().map(|door| door.when.clone())),
            elsewhere: TimeSet::union(self.elsewhere.iter().map(|(.., when)| when.clone())),
        };
        // Whoever is there at other times is asked for apart.
        let differ = found.iter().any(|found| *found != whole);
        let Self { name, steps, doors, only, clocks, .. } = self;
        let part = |(desk, found): (LineDesk, Found)| Team {
            name: name.clone(),
            at: Some(desk.place),
            hours: weekly.hours(found, [desk.line], clocks),
            handled: handled(regular, &desk.steps, &[desk.line]),
            steps: desk.steps,
            doors: desk.doors,
            parts: Vec::new(),
            only: only.clone(),
        };
        let parts = desks.into_iter().zip(found).filter(|_| differ).map(part).collect();
        let mut lines: Vec<LineId> = doors.iter().map(|door| door.line).collect();
        lines.dedup();
        let hours = weekly.hours(whole, lines.iter().copied(), clocks);
        let handled = handled(regular, &steps, &lines);
        Team { name, at: None, steps, doors, hours, parts, only, handled }
    }

    /// When those of each desk are reached.
    fn found(&self, desks: &[LineDesk]) -> Vec<Found> {
        let of_line = self.elsewhere.chunk_by(|(one, ..), (other, ..)| one == other);
        let elsewhere: HashMap<LineId, &[(LineId, StepId, TimeSet)]> =
            of_line.map(|of_line| (of_line[0].0, of_line)).collect();
        let of_desk = |desk: &LineDesk| {
            let of_line = elsewhere.get(&desk.line).copied().unwrap_or_default().iter();
            let theirs = of_line.filter(|(_, step, _)| desk.steps.contains(step));
            Found {
                here: TimeSet::union(desk.doors.iter().map(|door| door.when.clone())),
                elsewhere: TimeSet::union(theirs.map(|(.., when)| when.clone())),
            }
        };
        desks.iter().map(of_desk).collect()
    }

    /// The doors, those together that lead from one line to the same people.
    fn desks(&self, plan: &Plan, told_in: Language) -> Vec<LineDesk> {
        let mut all = Vec::new();
        for of_line in self.doors.chunk_by(|one, other| one.line == other.line) {
            let mut desks: Vec<LineDesk> = Vec::new();
            for door in of_line {
                let steps = if door.to.is_empty() {
                    self.steps.clone()
                } else {
                    door.to.iter().map(|(step, _)| *step).collect()
                };
                let mut desk = LineDesk {
                    line: door.line,
                    steps,
                    doors: vec![door.clone()],
                    place: DeskPlace::default(),
                };
                let (same, rest): (Vec<LineDesk>, Vec<LineDesk>) = desks
                    .into_iter()
                    .partition(|known| known.steps.iter().any(|step| desk.steps.contains(step)));
                for known in same.into_iter().rev() {
                    desk.steps.extend(known.steps);
                    desk.doors.splice(0..0, known.doors);
                }
                desk.steps.sort_unstable();
                desk.steps.dedup();
                desks = rest;
                desks.push(desk);
            }
            let is_only = desks.len() == 1;
            for mut desk in desks {
                let place = |language| {
                    if is_only {
                        return plan.line(desk.line).number.value.to_string();
                    }
                    let doors: Vec<String> =
                        desk.doors.iter().map(|door| door.way(plan, language).told()).collect();
                    doors.join(&format!(" {} ", StockPhrases::of(language).entry.or))
                };
                let [fact, told] = [Language::English, told_in].map(place);
                let at = StockPhrases::of(told_in).way.at;
                desk.place = DeskPlace { behind_name: filled(told_in, at, &[("place", &told)]), fact, told };
                all.push(desk);
            }
        }
        all
    }
}

/// Which of several destinations handle what is asked for in which words, as the destinations say, or the lines that they
/// answer themselves.
fn handled(plan: &Plan, steps: &[StepId], lines: &[LineId]) -> Arc<HashMap<String, Vec<StepId>>> {
    if steps.len() < 2 {
        return Arc::default();
    }
    let mut handled: HashMap<String, BTreeSet<StepId>> = HashMap::new();
    let mut note = |topics: &[String], step: StepId| {
        for topic in topics {
            handled.entry(slug(topic)).or_default().insert(step);
        }
    };
    for &step in steps {
        note(&plan.step(step).topics, step);
    }
    for &line in lines {
        if let Target::Step(step) = plan.answer_of(line)
            && steps.binary_search(&step).is_ok()
        {
            note(&plan.line(line).topics, step);
        }
    }
    Arc::new(handled.into_iter().map(|(words, steps)| (words, steps.into_iter().collect())).collect())
}
