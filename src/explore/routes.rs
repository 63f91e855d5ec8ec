//! Routes of a walk that share their beginnings: what is kept of each is its last act.

use std::collections::HashMap;

use super::act::Act;
use super::route::{Route, RouteChange};
use super::walk::{Machine, Observation, Visit, VisitId};

/// A route in [`Routes`]. Two are equal when the same is done, and hours change at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RouteId(u32);

/// One act more than another route has.
#[derive(Clone, Copy, Debug)]
struct Longer {
    before: RouteId,
    act: Act,
    change: Changing,
    /// The route on which the same is done and no hours change.
    undisturbed: RouteId,
    /// Whether the act is a misstep, whatever hours do.
    misstep: bool,
}

/// How often hours change around the last act of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Changing {
    /// Before it, while the caller waits.
    before: u8,
    /// In its course, while the caller is spoken to.
    meanwhile: u8,
}

impl Changing {
    const NO: Self = Self { before: 0, meanwhile: 0 };
}

/// The routes to the visits of a walk, and those that go one act further.
///
/// A chain of menus has as many routes as menus, each longer than the one before: written out, they would be as large as
/// the square of the chain.
#[derive(Debug)]
pub(super) struct Routes {
    longer: Vec<Longer>,
    ids: HashMap<(RouteId, Act, Changing), RouteId>,
    /// The routes to the visits that were asked about.
    to: HashMap<VisitId, RouteId>,
}

/// What is left of each of some routes without one of its missteps.
#[derive(Debug)]
pub(super) struct WithoutAMisstep {
    of: Vec<Vec<Less>>,
}

/// A route that lacks a misstep of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Less {
    route: RouteId,
    /// How often hours changed before the misstep, if no act has followed yet before which they can change instead.
    moved: u8,
}

impl WithoutAMisstep {
    /// What is left of a route, without each of its missteps.
    pub(super) fn of(&self, id: RouteId) -> impl Iterator<Item = RouteId> + '_ {
        self.of[id.0 as usize].iter().filter(|less| less.moved == 0).map(|less| less.route)
    }
}

/// Nothing is done after dialing.
const NOTHING: RouteId = RouteId(0);

impl Routes {
    pub(super) fn new() -> Self {
        let nothing = Longer {
            before: NOTHING,
            act: Act::Dial,
            change: Changing::NO,
            undisturbed: NOTHING,
            misstep: false,
        };
        Self { longer: vec![nothing], ids: HashMap::new(), to: HashMap::new() }
    }

    /// The way that is seen on a walk; as [`Route::seen`].
    pub(super) fn seen<M: Machine>(&mut self, seen: &Observation<'_, M>) -> RouteId {
        self.of(seen.visits, seen.visit, seen.act, seen.meanwhile)
    }

    /// The way to a visit, and one act more, in the course of which hours may change.
    fn of(&mut self, visits: &[Visit], visit: VisitId, act: Act, meanwhile: u8) -> RouteId {
        // The visits on the way whose routes are not known yet, the last one first.
        let mut ahead = vec![(visit, act, meanwhile)];
        let mut here = visit;
        let mut route = loop {
            if let Some(&known) = self.to.get(&here) {
                break known;
            }
            let Some((before, act)) = visits[here.index()].came else { break NOTHING };
            ahead.push((before, act, visits[here.index()].meanwhile));
            here = before;
        };
        for (at, act, meanwhile) in ahead.into_iter().rev() {
            self.to.entry(at).or_insert(route);
            let here = visits[at.index()];
            route = self.go_on(route, act, Changing { before: here.waited, meanwhile });
        }
        route
    }

    /// A route and one act more, in the course of which no hours change.
    pub(super) fn longer(&mut self, route: RouteId, act: Act) -> RouteId {
        self.go_on(route, act, Changing::NO)
    }

    fn go_on(&mut self, before: RouteId, act: Act, change: Changing) -> RouteId {
        if act == Act::Dial && change == Changing::NO {
            return before;
        }
        if let Some(&known) = self.ids.get(&(before, act, change)) {
            return known;
        }
        let plain = self.get(before).undisturbed;
        let id = if plain == before && change == Changing::NO {
            let id = RouteId(self.longer.len() as u32);
            self.longer.push(Longer { before, act, change, undisturbed: id, misstep: false });
            id
        } else {
            let undisturbed = self.go_on(plain, act, Changing::NO);
            let id = RouteId(self.longer.len() as u32);
            self.longer.push(Longer { before, act, change, undisturbed, misstep: false });
            id
        };
        self.ids.insert((before, act, change), id);
        id
    }

    fn get(&self, id: RouteId) -> &Longer {
        &self.longer[id.0 as usize]
    }

    /// Notes that the last act of a route is a misstep.
    pub(super) fn misses(&mut self, id: RouteId) {
        let plain = self.get(id).undisturbed;
        self.longer[plain.0 as usize].misstep = true;
    }

    /// Whether some act of a route is a misstep.
    pub(super) fn has_misstep(&self, id: RouteId) -> bool {
        self.back_from(id).any(|id| self.is_misstep(id))
    }

    /// The same route with no hours that change; None if none do.
    pub(super) fn undisturbed(&self, id: RouteId) -> Option<RouteId> {
        Some(self.get(id).undisturbed).filter(|plain| *plain != id)
    }

    /// For each route, by its number, the same with one misstep less; of those routes that were asked about. Each is told
    /// once, however many of the missteps leave it.
    ///
    /// They are found from those of the route that is one act shorter: looked for in every route anew, the missteps of a chain
    /// would take the time of its cube.
    pub(super) fn without_a_misstep(&self) -> WithoutAMisstep {
        let mut of: Vec<Vec<Less>> = Vec::with_capacity(self.longer.len());
        // A route has a higher number than its beginnings.
        for (index, &Longer { before, act, change, .. }) in self.longer.iter().enumerate() {
            let id = RouteId(index as u32);
            if id == NOTHING {
                of.push(Vec::new());
                continue;
            }
            let longer = |less: &Less| {
                // What changed before the misstep changes before the act that follows.
                let change = Changing { before: change.before + less.moved, ..change };
                let route = *self.ids.get(&(less.route, act, change))?;
                Some(Less { route, moved: 0 })
            };
            let mut here: Vec<Less> = of[before.0 as usize].iter().filter_map(longer).collect();
            // Where hours change in the course of a misstep, no route without it has that.
            if self.is_misstep(id) && change.meanwhile == 0 {
                here.push(Less { route: before, moved: change.before });
            }
            here.sort_unstable();
            here.dedup();
            of.push(here);
        }
        WithoutAMisstep { of }
    }

    /// The route written out.
    pub(super) fn written(&self, id: RouteId) -> Route {
        let mut acts: Vec<Act> = Vec::new();
        // How many acts there are behind the one around which they change.
        let mut changes = Vec::new();
        for id in self.back_from(id) {
            let longer = *self.get(id);
            changes.push((longer.change, acts.len()));
            if longer.act != Act::Dial {
                acts.push(longer.act);
            }
        }
        acts.reverse();
        let changes = changes.into_iter().rev().flat_map(|(change, behind)| {
            let after = acts.len() - behind;
            let before = (0..change.before).map(move |_| RouteChange::Before(after - 1));
            before.chain((0..change.meanwhile).map(move |_| RouteChange::After(after)))
        });
        Route { changes: changes.collect(), acts }
    }

    fn is_misstep(&self, id: RouteId) -> bool {
        let plain = self.get(id).undisturbed;
        self.get(plain).misstep
    }

    /// The route and its beginnings, the longest first.
    fn back_from(&self, id: RouteId) -> impl Iterator<Item = RouteId> + '_ {
        std::iter::successors(Some(id), |id| Some(self.get(*id).before)).take_while(|id| *id != NOTHING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Key;

    /// Routes in which every act but a key is a misstep.
    fn gone(ways: &[Vec<(Act, Changing)>]) -> (Routes, Vec<RouteId>) {
        let mut routes = Routes::new();
        let mut all = Vec::new();
        for way in ways {
            let mut route = NOTHING;
            for &(act, change) in way {
                route = routes.go_on(route, act, change);
                if act.is_misstep() {
                    routes.misses(route);
                }
            }
            all.push(route);
        }
        (routes, all)
    }

    #[test]
    fn a_route_without_a_misstep_is_each_that_lacks_one_and_was_gone() {
        let (yes, no) = (Act::Key(Key::ALL[0]), Act::OtherKey(Key::ALL[1]));
        let (no_change, before) = (Changing::NO, Changing { before: 1, meanwhile: 0 });
        let meanwhile = Changing { before: 0, meanwhile: 1 };
        let plain = |acts: &[Act]| acts.iter().map(|&act| (act, no_change)).collect::<Vec<_>>();
        let ways = [
            plain(&[yes, no, Act::Silence, yes]),
            plain(&[yes, no, yes]),
            plain(&[yes, Act::Silence, yes]),
            // Hours change before the silence, and without it before the key behind it.
            vec![(yes, no_change), (Act::Silence, before), (yes, no_change)],
            vec![(yes, no_change), (yes, before)],
            // Nothing is left before which they could.
            vec![(yes, no_change), (Act::Silence, before)],
            // Nor is the silence in which they do.
            vec![(yes, no_change), (Act::Silence, meanwhile), (yes, no_change)],
        ];
        let (routes, ids) = gone(&ways);
        let less = routes.without_a_misstep();
        let of = |way: usize| less.of(ids[way]).collect::<Vec<_>>();
        let mut both = [ids[1], ids[2]];
        both.sort_unstable();
        assert_eq!(of(0), both);
        assert_eq!(of(3), [ids[4]]);
        assert_eq!(of(4), []);
        assert_eq!(of(5), []);
        assert_eq!(of(6), []);
    }

    #[test]
    fn what_is_kept_of_routes_without_a_misstep_grows_with_the_routes() {
        // Of silence after silence it is the same route whichever is left out.
        let kept = |length: usize| {
            let less = gone(&[vec![(Act::Silence, Changing::NO); length]]).0.without_a_misstep();
            less.of.iter().map(Vec::len).sum::<usize>()
        };
        assert_eq!([kept(10), kept(1000)], [10, 1000]);
    }
}
