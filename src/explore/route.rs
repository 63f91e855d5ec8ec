use super::act::Act;
use super::answer_table::AnswerTable;
use super::walk::{Machine, Observation, Visit, VisitId};
use crate::call::OutsideAnswers;

/// The acts of a call, and where on the way hours change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// What the caller does, without the dialing.
    pub acts: Vec<Act>,
    /// Where hours change, in the order in which they do. Nowhere: they need not.
    pub changes: Vec<RouteChange>,
}

/// Where in a call hours change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RouteChange {
    /// Before the act at this position: the caller waits until they have.
    Before(usize),
    /// After so many acts, of which the dialing is none, while the caller is spoken to and has no say yet.
    After(usize),
}

impl Route {
    /// The way to a visit, and one act more, in the course of which no hours change.
    #[must_use]
    pub fn of(visits: &[Visit], visit: VisitId, act: Act) -> Self {
        Self::through(visits, visit, act, 0)
    }

    /// The way that is seen on a walk.
    #[must_use]
    pub fn seen<M: Machine>(seen: &Observation<'_, M>) -> Self {
        Self::through(seen.visits, seen.visit, seen.act, seen.meanwhile)
    }

    /// The way to a visit, and one act more, in the course of which hours may change.
    pub(crate) fn through(visits: &[Visit], visit: VisitId, act: Act, meanwhile: u8) -> Self {
        let mut acts = vec![act];
        // How many acts there are from each change on, the last first, and whether it is in the course of the first of them.
        let mut changes = vec![(1, true); usize::from(meanwhile)];
        let mut here = visits[visit.index()];
        loop {
            changes.extend((0..here.waited).map(|_| (acts.len(), false)));
            let Some((before, act)) = here.came else { break };
            acts.push(act);
            changes.extend((0..here.meanwhile).map(|_| (acts.len(), true)));
            here = visits[before.index()];
        }
        let length = acts.len();
        acts.reverse();
        let dials = usize::from(acts.first() == Some(&Act::Dial));
        acts.drain(..dials);
        let changes = changes.into_iter().rev().map(|(from, meanwhile)| {
            let at = length - from;
            if meanwhile { RouteChange::After(at + 1 - dials) } else { RouteChange::Before(at - dials) }
        });
        Self { acts, changes: changes.collect() }
    }

    /// What the outside answers on it, for a call that is to be made.
    #[must_use]
    pub fn answers(&self, table: &AnswerTable) -> OutsideAnswers {
        table.given(self.acts.iter().filter_map(|act| act.given()))
    }

    /// Before which act the caller waits until hours have changed for the first time.
    #[must_use]
    pub fn change_before(&self) -> Option<usize> {
        match self.changes.first()? {
            RouteChange::Before(act) => Some(*act),
            RouteChange::After(_) => None,
        }
    }

    /// After how many acts hours change for the first time, while the caller is spoken to.
    #[must_use]
    pub fn change_after(&self) -> Option<usize> {
        match self.changes.first()? {
            RouteChange::After(acts) => Some(*acts),
            RouteChange::Before(_) => None,
        }
    }
}
