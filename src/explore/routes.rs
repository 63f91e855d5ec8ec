//! Routes of a walk that share their beginnings: what is kept of each is its last act.

use std::collections::HashMap;

use super::act::Act;
use super::walk::{Visit, VisitId};
use super::witness::Route;

/// A route in [`Routes`]. Two are equal when the same is done, and hours change before the same act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct RouteId(u32);

/// One act more than another route has.
#[derive(Clone, Copy, Debug)]
struct Longer {
    before: RouteId,
    act: Act,
    /// Whether hours change before the act.
    change: bool,
    /// The route on which the same is done and no hours change.
    undisturbed: RouteId,
    /// Whether the act is a misstep, whatever hours do.
    misstep: bool,
}

/// The routes to the visits of a walk, and those that go one act further.
///
/// A chain of menus has as many routes as menus, each longer than the one before: written out, they would be as large as
/// the square of the chain.
#[derive(Debug)]
pub(super) struct Routes {
    longer: Vec<Longer>,
    ids: HashMap<(RouteId, Act, bool), RouteId>,
    /// The routes to the visits that were asked about.
    to: HashMap<VisitId, RouteId>,
}

/// Nothing is done after dialling.
const NOTHING: RouteId = RouteId(0);

impl Routes {
    pub(super) fn new() -> Self {
        let nothing =
            Longer { before: NOTHING, act: Act::Dial, change: false, undisturbed: NOTHING, misstep: false };
        Self { longer: vec![nothing], ids: HashMap::new(), to: HashMap::new() }
    }

    /// The way to a visit, and one act more; as [`Route::of`].
    pub(super) fn of(&mut self, visits: &[Visit], visit: VisitId, act: Act) -> RouteId {
        // The visits on the way whose routes are not known yet, the last one first.
        let mut ahead = vec![(visit, act)];
        let mut here = visit;
        let mut route = loop {
            if let Some(&known) = self.to.get(&here) {
                break known;
            }
            let Some((before, act)) = visits[here.index()].came else { break NOTHING };
            ahead.push((before, act));
            here = before;
        };
        for (at, act) in ahead.into_iter().rev() {
            self.to.entry(at).or_insert(route);
            let here = visits[at.index()];
            let changes =
                here.crossing && !here.came.is_some_and(|(before, _)| visits[before.index()].crossing);
            if act != Act::Dial {
                route = self.go_on(route, act, changes);
            }
        }
        route
    }

    fn go_on(&mut self, before: RouteId, act: Act, change: bool) -> RouteId {
        if let Some(&known) = self.ids.get(&(before, act, change)) {
            return known;
        }
        let plain = self.get(before).undisturbed;
        let id = if plain == before && !change {
            let id = RouteId(self.longer.len() as u32);
            self.longer.push(Longer { before, act, change, undisturbed: id, misstep: false });
            id
        } else {
            let undisturbed = self.go_on(plain, act, false);
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

    /// The same route with one misstep less, for each of them; of those routes that were asked about.
    pub(super) fn without_a_misstep(&self, id: RouteId) -> Vec<RouteId> {
        let mut behind: Vec<(Act, bool)> = Vec::new();
        let mut shorter = Vec::new();
        for id in self.back_from(id) {
            let Longer { before, act, change, .. } = *self.get(id);
            if self.is_misstep(id) {
                let mut route = Some(before);
                // What changed before the misstep changes before the act that follows.
                let mut moved = change;
                for &(act, change) in behind.iter().rev() {
                    let change = change || std::mem::take(&mut moved);
                    route = route.and_then(|route| self.ids.get(&(route, act, change)).copied());
                }
                shorter.extend(route.filter(|_| !moved));
            }
            behind.push((act, change));
        }
        shorter
    }

    /// The route written out.
    pub(super) fn written(&self, id: RouteId) -> Route {
        let mut acts: Vec<Act> = Vec::new();
        let mut behind_change = None;
        for id in self.back_from(id) {
            let Longer { act, change, .. } = *self.get(id);
            acts.push(act);
            if change {
                behind_change = Some(acts.len());
            }
        }
        acts.reverse();
        Route { change_before: behind_change.map(|behind| acts.len() - behind), acts }
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
