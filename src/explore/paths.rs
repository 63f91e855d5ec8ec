use std::collections::{HashMap, HashSet};

use super::{Act, Explorer, Further, Node, Route, SetId, TimeSets};
use crate::call::{Caller, Decision, Event, Outcome, OutcomeKind, What};
use crate::plan::{Key, LineId, StepId};

/// A way through a line: what a caller does, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// What the caller does after dialling.
    pub route: Route,
    /// What comes of it.
    pub end: PathEnd,
    /// All instants at which it does.
    pub when: SetId,
    /// Whether there is silence in it, or something that the system does not take.
    pub misstep: bool,
}

/// Where a way through a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathEnd {
    /// The call is over.
    Over(Outcome),
    /// At a menu or input from which the ways on are told already, under a way with fewer acts.
    Again(StepId),
}

/// Which ways are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// Those of a caller who knows the menus: no key that is not offered, no silence, no waiting for hours to change.
    Straight,
    /// Also what comes of missteps, and of hours that change during the call, where they make a difference: what ends as if
    /// they had not been made, or hours had not changed, is left out.
    All,
}

impl Explorer<'_> {
    /// All ways through a line for a caller, in the order of their keys.
    ///
    /// There are finitely many: from a place to which several ways lead, the ways on are told once, under the shortest.
    pub fn paths(&mut self, line: LineId, caller: Caller, ways: Ways) -> Vec<Path> {
        let mut known: HashMap<(Route, PathEnd), usize> = HashMap::new();
        let mut paths: Vec<Path> = Vec::new();
        // The acts up to one that was a misstep.
        let mut missteps: HashSet<Vec<Act>> = HashSet::new();
        // The ways on which calls go on, and when.
        let mut ways_on: HashMap<(Route, StepId), SetId> = HashMap::new();
        let mut come_to: HashMap<Node, SetId> = HashMap::new();
        self.watch(line, caller, |seen| {
            let crossing = seen.visits[seen.visit.index()].crossing;
            let misses = seen.act.is_misstep() || seen.step.heard.iter().any(is_refusal);
            if ways == Ways::Straight && (crossing || misses) {
                return Further::Stop;
            }
            if misses {
                missteps.insert(Route::of(seen.visits, seen.visit, seen.act).acts);
            }
            let end = match seen.step.to {
                Node::Over(outcome) => PathEnd::Over(outcome),
                to => {
                    // As the walk does: what was not seen there before is followed, and told behind it.
                    let before = come_to.entry(to).or_insert(TimeSets::NONE);
                    let new = seen.sets.minus(seen.when, *before);
                    *before = seen.sets.or(*before, new);
                    match to.step() {
                        // Whoever is asked once more is where he was.
                        Some(_) if misses && to.step() == seen.from.step() => return Further::GoOn,
                        Some(step) if new == TimeSets::NONE => PathEnd::Again(step),
                        Some(step) => {
                            let route = Route::of(seen.visits, seen.visit, seen.act);
                            let when = ways_on.entry((route, step)).or_insert(TimeSets::NONE);
                            *when = seen.sets.or(*when, new);
                            return Further::GoOn;
                        }
                        None => return Further::GoOn,
                    }
                }
            };
            let route = Route::of(seen.visits, seen.visit, seen.act);
            if let Some(&index) = known.get(&(route.clone(), end)) {
                let path: &mut Path = &mut paths[index];
                path.when = seen.sets.or(path.when, seen.when);
            } else {
                known.insert((route.clone(), end), paths.len());
                paths.push(Path { route, end, when: seen.when, misstep: false });
            }
            Further::GoOn
        });
        let changes_nothing = |path: &Path, sets: &mut TimeSets| {
            // Hours that change are told where they lead the call elsewhere.
            let undisturbed = Route { change_before: None, ..path.route.clone() };
            if path.route.change_before.is_some() && known.contains_key(&(undisturbed, path.end)) {
                return true;
            }
            without_a_misstep(&path.route, &missteps).any(|route| {
                let passed = match path.end {
                    PathEnd::Again(step) => ways_on.get(&(route.clone(), step)).copied(),
                    PathEnd::Over(_) => None,
                };
                let told = known.get(&(route, path.end)).map(|&other| paths[other].when);
                told.into_iter().chain(passed).any(|when| sets.minus(path.when, when) == TimeSets::NONE)
            })
        };
        let idle: Vec<bool> = paths.iter().map(|path| changes_nothing(path, self.sets())).collect();
        for path in &mut paths {
            path.misstep = missteps_of(&path.route, &missteps).next().is_some();
        }
        let mut idle = idle.into_iter();
        paths.retain(|_| !idle.next().unwrap_or(false));
        paths.sort_by_cached_key(|path| (place_of_route(&path.route), place_of_end(path.end)));
        paths
    }
}

/// Whether the system does not take what the caller did.
fn is_refusal(event: &Event) -> bool {
    matches!(event.what, What::Decided(Decision::WrongKey(..) | Decision::WrongEntry(..)))
}

/// The acts of a route that were missteps, by position.
fn missteps_of<'r>(route: &'r Route, missteps: &'r HashSet<Vec<Act>>) -> impl Iterator<Item = usize> + 'r {
    (0..route.acts.len()).filter(|&index| missteps.contains(&route.acts[..=index]))
}

/// The same route with one misstep less, for each of them.
fn without_a_misstep<'r>(
    route: &'r Route,
    missteps: &'r HashSet<Vec<Act>>,
) -> impl Iterator<Item = Route> + 'r {
    missteps_of(route, missteps).map(|index| {
        let mut shorter = route.clone();
        shorter.acts.remove(index);
        shorter.change_before = route.change_before.map(|before| before - usize::from(before > index));
        shorter
    })
}

/// Routes are told as a reader goes through the keys of a phone.
fn place_of_route(route: &Route) -> (Vec<(usize, String)>, Option<usize>) {
    let place = |act: &Act| match act {
        Act::Dial => (0, String::new()),
        Act::Key(key) => (1 + Key::ALL.iter().position(|other| other == key).unwrap_or(0), String::new()),
        Act::Entry(digits) => (20, digits.to_string()),
        Act::OtherKey(_) => (21, String::new()),
        Act::Silence => (22, String::new()),
    };
    (route.acts.iter().map(place).collect(), route.change_before)
}

/// Of one route, people come first.
fn place_of_end(end: PathEnd) -> Option<OutcomeKind> {
    match end {
        PathEnd::Over(outcome) => Some(outcome.kind()),
        PathEnd::Again(_) => None,
    }
}
