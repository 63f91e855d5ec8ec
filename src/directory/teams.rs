use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use super::names::slug;
use super::reached::{EveryCaller, OpenDestination};
use super::team::{Door, Said, Team, TeamHours, YEAR, regular};
use crate::base::hash::fingerprint;
use crate::plan::{LineId, Plan, ScheduleId, StepId, StepKind, Target};
use crate::time::{ScheduleZone, TimeSet, Zone};

/// The teams of a plan, and which of them each line leads to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Teams {
    all: Vec<Team>,
    behind: Vec<Vec<usize>>,
}

impl Deref for Teams {
    type Target = [Team];

    fn deref(&self) -> &[Team] {
        &self.all
    }
}

impl Teams {
    /// All teams of a plan that a caller of whom nothing is known can reach, in the plan's order. And whether every call was
    /// tried.
    pub(crate) fn of(plan: &Plan) -> (Self, bool) {
        let regular = regular(plan);
        let mut calls = EveryCaller::of(&regular, YEAR);
        let mut found: Vec<Found> = Vec::new();
        let mut by_name: HashMap<&str, usize> = HashMap::new();
        let mut by_step: HashMap<StepId, usize> = HashMap::new();
        for (id, step) in plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Destination(_))) {
            let Some(name) = step.name.as_deref() else { continue };
            let known = *by_name.entry(name).or_insert_with(|| {
                found.push(Found { name: name.to_owned(), ..Found::default() });
                found.len() - 1
            });
            found[known].steps.push(id);
            by_step.insert(id, known);
        }
        for (line, _) in plan.lines() {
            let [unknown, elsewhere] = calls.opened(line);
            for OpenDestination { step, keys, when } in unknown {
                let Some(team) = by_step.get(&step).map(|&team| &mut found[team]) else { continue };
                team.open.push(when.clone());
                // Of one destination, all is known.
                let to = if team.steps.len() > 1 { vec![(step, when.clone())] } else { Vec::new() };
                let mut of_line = team.doors.iter_mut().rev().take_while(|door| door.line == line);
                match of_line.find(|door| door.keys == keys) {
                    Some(door) => {
                        door.when = door.when.or(&when);
                        door.to.extend(to);
                    }
                    None => team.doors.push(Door { line, keys, when, to }),
                }
            }
            for OpenDestination { step, when, .. } in elsewhere {
                if let Some(team) = by_step.get(&step).map(|&team| &mut found[team]) {
                    team.open_elsewhere.push(when);
                }
            }
        }
        let reached = found.into_iter().filter(|team| !team.doors.is_empty());
        let mut hours = Weekly::new(&regular, calls.elsewhere.clock());
        let teams = Self::new(plan, reached.map(|team| team.with_hours(&mut hours)).collect());
        (teams, calls.is_complete())
    }

    fn new(plan: &Plan, all: Vec<Team>) -> Self {
        let mut behind = vec![Vec::new(); plan.lines().len()];
        for (index, team) in all.iter().enumerate() {
            team.lines().iter().for_each(|line| behind[line.index()].push(index));
        }
        Self { all, behind }
    }

    /// The teams that a line leads to, by their places among all.
    pub(crate) fn behind(&self, line: LineId) -> &[usize] {
        self.behind.get(line.index()).map_or(&[], Vec::as_slice)
    }
}

/// A team whose doors are being looked for.
#[derive(Default)]
struct Found {
    name: String,
    steps: Vec<StepId>,
    doors: Vec<Door>,
    /// When it can be reached by a caller of whom nothing is known.
    open: Vec<TimeSet>,
    /// When it can be reached by a caller on a clock of their own.
    open_elsewhere: Vec<TimeSet>,
}

/// When the schedules of a plan are open in the year in which hours are compared, each found once.
struct Weekly<'p> {
    regular: &'p Plan,
    elsewhere: Zone,
    /// By schedule: for a caller of whom nothing is known, and for one on a clock of their own.
    open: HashMap<ScheduleId, [TimeSet; 2]>,
    said: Arc<Said>,
}

impl<'p> Weekly<'p> {
    fn new(regular: &'p Plan, elsewhere: Zone) -> Self {
        Self { regular, elsewhere, open: HashMap::new(), said: Arc::default() }
    }

    /// The schedule that is open at these times, among those that calls of a line can meet.
    fn schedule(&mut self, line: LineId, times: [&TimeSet; 2]) -> Option<ScheduleId> {
        let Self { regular, elsewhere, open, .. } = self;
        regular.schedules_of(line).into_iter().find(|&id| {
            let known = open.entry(id).or_insert_with(|| {
                let schedule = &regular.schedule(id).schedule;
                [regular.unknown_caller_zone, *elsewhere]
                    .map(|zone| schedule.in_zone(zone).open_times(YEAR.from, YEAR.to))
            });
            [&known[0], &known[1]] == times
        })
    }
}

impl Found {
    fn with_hours(self, weekly: &mut Weekly<'_>) -> Team {
        let Self { name, steps, doors, open, open_elsewhere } = self;
        let [open, open_elsewhere] = [open, open_elsewhere].map(TimeSet::union);
        let mut lines: Vec<LineId> = doors.iter().map(|door| door.line).collect();
        lines.dedup();
        let schedule = lines.iter().find_map(|&line| weekly.schedule(line, [&open, &open_elsewhere]));
        let regular = weekly.regular;
        let (spoken, zone) = match schedule {
            Some(id) => {
                let schedule = &regular.schedule(id).schedule;
                (Some(schedule.spoken().to_owned()), schedule.zone())
            }
            None if open == open_elsewhere => {
                (Some(weekly.said.words(regular, &open).to_string()), ScheduleZone::Fixed(regular.zone))
            }
            None => (None, ScheduleZone::Caller),
        };
        let both = [&open, &open_elsewhere];
        let seconds = both.into_iter().flat_map(|open| open.spans().flat_map(|(from, to)| [from, to]));
        let print = fingerprint(seconds.flat_map(|at| at.as_second().to_be_bytes()));
        let hours = TeamHours { spoken, zone, schedule, open, print };
        let handled = if steps.len() > 1 { handled(regular, &steps, &lines) } else { HashMap::new() };
        Team { name, steps, doors, hours, handled: Arc::new(handled), said: Arc::clone(&weekly.said) }
    }
}

/// Which of some destinations handle what is asked for in which words, as the destinations say, or the lines that they answer
/// themselves.
fn handled(plan: &Plan, steps: &[StepId], lines: &[LineId]) -> HashMap<String, Vec<StepId>> {
    let mut handled: HashMap<String, BTreeSet<StepId>> = HashMap::new();
    let mut note = |topics: &[String], step: StepId| {
        for topic in topics {
            handled.entry(slug(topic)).or_default().insert(step);
        }
    };
    for &step in steps {
        note(&plan.step(step).topics, step);
    }
    for line in lines.iter().map(|&line| plan.line(line)) {
        if let Target::Step(step) = line.answer.target
            && steps.binary_search(&step).is_ok()
        {
            note(&line.topics, step);
        }
    }
    handled.into_iter().map(|(words, steps)| (words, steps.into_iter().collect())).collect()
}
