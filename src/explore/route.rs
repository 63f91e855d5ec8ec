use super::act::Act;
use super::walk::{Machine, Observation, Visit, VisitId};

/// The acts of a call, and where on the way hours change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// What the caller does, without the dialling.
    pub acts: Vec<Act>,
    /// Where hours change. None: they need not.
    pub change: Option<RouteChange>,
}

/// Where in a call hours change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RouteChange {
    /// Before the act at this position: the caller waits until they have.
    Before(usize),
    /// After so many acts, of which the dialling is none, while the caller is spoken to and has no say yet.
    After(usize),
}

impl Route {
    /// The way to a visit, and one act more, in the course of which no hours change.
    #[must_use]
    pub fn of(visits: &[Visit], visit: VisitId, act: Act) -> Self {
        Self::through(visits, visit, act, false)
    }

    /// The way that is seen on a walk.
    #[must_use]
    pub fn seen<M: Machine>(seen: &Observation<'_, M>) -> Self {
        Self::through(seen.visits, seen.visit, seen.act, seen.meanwhile)
    }

    /// The way to a visit, and one act more, in the course of which hours may change.
    pub(crate) fn through(visits: &[Visit], visit: VisitId, act: Act, meanwhile: bool) -> Self {
        let mut acts = vec![act];
        // How many acts there are from the change on, and whether it is in the course of the first of them.
        let mut change = meanwhile.then_some((1, true));
        let mut here = visits[visit.index()];
        loop {
            if here.crossing {
                change = Some((acts.len(), false));
            }
            let Some((before, act)) = here.came else { break };
            acts.push(act);
            if here.meanwhile {
                change = Some((acts.len(), true));
            }
            here = visits[before.index()];
        }
        let from_front = change.map(|(from, meanwhile)| (acts.len() - from, meanwhile));
        acts.reverse();
        let dials = usize::from(acts.first() == Some(&Act::Dial));
        acts.drain(..dials);
        let change = from_front.map(|(at, meanwhile)| {
            if meanwhile { RouteChange::After(at + 1 - dials) } else { RouteChange::Before(at - dials) }
        });
        Self { acts, change }
    }

    /// Before which act the caller waits until hours have changed.
    #[must_use]
    pub fn change_before(&self) -> Option<usize> {
        match self.change? {
            RouteChange::Before(act) => Some(act),
            RouteChange::After(_) => None,
        }
    }

    /// After how many acts hours change while the caller is spoken to.
    #[must_use]
    pub fn change_after(&self) -> Option<usize> {
        match self.change? {
            RouteChange::After(acts) => Some(acts),
            RouteChange::Before(_) => None,
        }
    }
}
