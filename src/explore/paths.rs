use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use super::act::Act;
use super::answer_table::AnswerTable;
use super::explorer::Explorer;
use super::node::Node;
use super::route::Route;
use super::routes::{RouteId, Routes};
use super::sets::{SetId, TimeSets};
use super::walk::{Further, Walk};
use super::witness::{Witness, find_witness};
use crate::call::{CallEvent, Caller, Decision, EventKind, Outcome, OutcomeKind};
use crate::plan::{Digits, Key, LineId, StepId};

/// A way through a line: what a caller does, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// What the caller does after dialing.
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
pub enum PathFilter {
    /// Those of a caller who knows the menus: no key that is not offered, no silence, no waiting for hours to change.
    Straight,
    /// Also what comes of missteps, and of hours that change during the call, where they make a difference: what ends as if
    /// they had not been made, or hours had not changed, is left out.
    All,
}

/// The ways through a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Each of them, in the order of their keys.
    pub all: Vec<Path>,
    /// Whether these are all; see [`Walk::complete`](super::Walk::complete). Where the outside is asked again and again, only some
    /// thousands of combinations are told.
    pub complete: bool,
}

/// So many ways are told on from where the outside is asked that was come to before. Ten questions in a row, each of which leads to the
/// next, have a thousand, and twenty a million: whoever reads them wants the first, on which most is as usual.
const MAX_ASKED_AGAIN: usize = 5_000;

/// A way whose acts are not written out.
struct PathDraft {
    route: RouteId,
    end: PathEnd,
    when: SetId,
}

/// The ways that were found, each with its end once.
#[derive(Default)]
struct PathDrafts {
    known: HashMap<(RouteId, PathEnd), usize>,
    paths: Vec<PathDraft>,
    /// How many ways on were told once more.
    told_again: usize,
}

impl PathDrafts {
    fn add(&mut self, route: RouteId, end: PathEnd, when: SetId, sets: &mut TimeSets) {
        if let Some(&index) = self.known.get(&(route, end)) {
            let path = &mut self.paths[index];
            path.when = sets.or(path.when, when);
        } else {
            self.known.insert((route, end), self.paths.len());
            self.paths.push(PathDraft { route, end, when });
        }
    }

    /// The ways on from where the outside is asked, told once more, those with few answers first: what it is asked has no name by
    /// which a way could refer to another.
    fn go_on(
        &mut self,
        walk: &Walk<Node, Vec<CallEvent>>,
        routes: &mut Routes,
        from: (RouteId, Node, SetId),
        answers: &AnswerTable,
        sets: &mut TimeSets,
    ) {
        let (route, node, when) = from;
        let mut ahead = VecDeque::from([(route, node, when, vec![node])]);
        while let Some((route, node, when, passed)) = ahead.pop_front() {
            if self.told_again > MAX_ASKED_AGAIN {
                return;
            }
            for (act, steps) in walk.done_at(&node) {
                if node.asks_to_say() && !act.given().is_some_and(|given| answers.is_usual(given)) {
                    continue;
                }
                let route = routes.longer(route, act);
                for step in steps {
                    let when = sets.and(when, step.when);
                    if when == TimeSets::NONE {
                        continue;
                    }
                    let end = match (step.to, step.to.step(), step.to.asked()) {
                        (Node::Over(outcome), ..) => PathEnd::Over(outcome),
                        (to, None, Some(_)) if !passed.contains(&to) => {
                            let passed = passed.iter().copied().chain([to]).collect();
                            ahead.push_back((route, to, when, passed));
                            continue;
                        }
                        (_, Some(step), _) | (_, None, Some((step, _))) => PathEnd::Again(step),
                        _ => continue,
                    };
                    self.told_again += 1;
                    self.add(route, end, when, sets);
                }
            }
        }
    }
}

impl Explorer<'_> {
    /// All ways through a line for a caller, in the order of their keys.
    ///
    /// There are finitely many: from a place to which several ways lead, the ways on are told once, under the shortest.
    pub fn paths(&mut self, line: LineId, caller: Caller, ways: PathFilter) -> Paths {
        let mut routes = Routes::new();
        let mut drafts = PathDrafts::default();
        // Ways to where the outside is asked that was come to before.
        let mut asked_again: Vec<(RouteId, Node, SetId)> = Vec::new();
        // The ways on which calls go on, and when.
        let mut ways_on: HashMap<(RouteId, StepId), SetId> = HashMap::new();
        let mut come_to: HashMap<Node, SetId> = HashMap::new();
        let answers = Rc::clone(self.answers());
        let walk = self.watch(line, caller, |seen| {
            let crossing = seen.is_crossing();
            let misses = seen.act.is_misstep() || seen.step.heard.iter().any(is_refusal);
            if ways == PathFilter::Straight && (crossing || misses) {
                return Further::Stop;
            }
            // What is merely said leads no other way.
            if seen.from.asks_to_say() && !seen.act.given().is_some_and(|given| answers.is_usual(given)) {
                return Further::Stop;
            }
            let route = routes.seen(&seen);
            if misses {
                routes.misses(route);
            }
            let end = match seen.to {
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
                            let when = ways_on.entry((route, step)).or_insert(TimeSets::NONE);
                            *when = seen.sets.or(*when, new);
                            return Further::GoOn;
                        }
                        None => {
                            let again = seen.sets.minus(seen.when, new);
                            if to.asked().is_some() && again != TimeSets::NONE {
                                asked_again.push((route, to, again));
                            }
                            return Further::GoOn;
                        }
                    }
                }
            };
            drafts.add(route, end, seen.when, seen.sets);
            Further::GoOn
        });
        for (route, node, when) in asked_again {
            drafts.go_on(&walk, &mut routes, (route, node, when), &answers, self.sets());
        }
        let is_complete = walk.complete && drafts.told_again <= MAX_ASKED_AGAIN;
        let PathDrafts { known, paths, .. } = drafts;
        let without_a_misstep = routes.without_a_misstep();
        let changes_nothing = |path: &PathDraft, sets: &mut TimeSets| {
            // Hours that change are told where they lead the call elsewhere.
            if routes.undisturbed(path.route).is_some_and(|route| known.contains_key(&(route, path.end))) {
                return true;
            }
            without_a_misstep.of(path.route).any(|route| {
                let passed = match path.end {
                    PathEnd::Again(step) => ways_on.get(&(route, step)).copied(),
                    PathEnd::Over(_) => None,
                };
                let told = known.get(&(route, path.end)).map(|&other| paths[other].when);
                told.into_iter().chain(passed).any(|when| sets.minus(path.when, when) == TimeSets::NONE)
            })
        };
        let told = paths.iter().filter(|path| !changes_nothing(path, self.sets()));
        let written = |path: &PathDraft| Path {
            route: routes.written(path.route),
            end: path.end,
            when: path.when,
            misstep: routes.has_misstep(path.route),
        };
        let mut all: Vec<Path> = told.map(written).collect();
        // Whether callers can wait so long as from one change to the next is left to calls.
        all.retain(|path| path.route.changes.len() < 2 || self.is_a_call(line, caller, path));
        let answers = Rc::clone(self.answers());
        all.sort_by(|a, b| {
            by_keys(&answers, &a.route, &b.route).then_with(|| place_of_end(a.end).cmp(&place_of_end(b.end)))
        });
        Paths { all, complete: is_complete }
    }
}

impl Explorer<'_> {
    /// Whether some call goes a way to its end.
    fn is_a_call(&mut self, line: LineId, caller: Caller, path: &Path) -> bool {
        let plan = self.plan();
        let ends = |witness: &Witness| match path.end {
            PathEnd::Over(outcome) => plan.decide(witness) == outcome,
            PathEnd::Again(step) => {
                let arrives = EventKind::Decided(Decision::Arrives(step));
                plan.call(witness).record.events.iter().any(|event| event.what == arrives)
            }
        };
        let number = plan.line(line).number.value;
        let answers = Rc::clone(self.answers());
        let when = self.sets().get(path.when);
        find_witness(plan, &answers, (number, caller), &path.route, when, ends).is_some()
    }
}

/// Whether the system does not take what the caller did.
fn is_refusal(event: &CallEvent) -> bool {
    matches!(event.what, EventKind::Decided(Decision::NoMatch { .. } | Decision::EntryNoMatch { .. }))
}

/// Routes are told as a reader goes through the keys of a phone.
fn by_keys(answers: &AnswerTable, a: &Route, b: &Route) -> Ordering {
    let place = |act: &Act| match act {
        Act::Dial => 0,
        Act::Key(key) => 1 + Key::ALL.iter().position(|other| other == key).unwrap_or(0),
        Act::Entry(_) => 20,
        Act::Stay => 21,
        Act::AnyOther(_) => 22,
        Act::OtherKey(_) => 23,
        Act::Silence => 24,
        Act::Answer(_) => 25,
    };
    let entry = |act: &Act| match act {
        Act::Entry(digits) => *digits,
        _ => Digits::NONE,
    };
    // What is usual goes first.
    let given = |act: &Act| act.given().map(|given| (!answers.is_usual(given), given));
    let acts = a.acts.iter().zip(&b.acts).map(|(a, b)| {
        let keys = |act| entry(act).keys().map(Key::character);
        place(a).cmp(&place(b)).then_with(|| keys(a).cmp(keys(b))).then_with(|| given(a).cmp(&given(b)))
    });
    let first = acts.into_iter().find(|order| order.is_ne());
    first.unwrap_or_else(|| a.acts.len().cmp(&b.acts.len())).then_with(|| a.changes.cmp(&b.changes))
}

/// Of one route, people come first.
fn place_of_end(end: PathEnd) -> Option<OutcomeKind> {
    match end {
        PathEnd::Over(outcome) => Some(outcome.kind()),
        PathEnd::Again(_) => None,
    }
}
