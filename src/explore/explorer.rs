use std::rc::Rc;

use super::answer_table::AnswerTable;
use super::follow::walk;
use super::horizon::Horizon;
use super::node::Node;
use super::phone::Phone;
use super::sets::{SetId, TimeSets};
use super::walk::{Further, Observation, Walk, Work};
use crate::call::{CallEvent, Caller};
use crate::plan::{LineId, Plan, ScheduleId};
use crate::time::Zone;

/// Explores the lines of one plan, with one collection of sets for all of them.
#[derive(Debug)]
pub struct Explorer<'p> {
    plan: &'p Plan,
    horizon: Horizon,
    sets: TimeSets,
    work: Work,
    answers: Rc<AnswerTable>,
}

impl<'p> Explorer<'p> {
    /// An explorer of the calls that begin within the horizon.
    #[must_use]
    pub fn new(plan: &'p Plan, horizon: Horizon) -> Self {
        let answers = Rc::new(AnswerTable::of(plan));
        Self { plan, horizon, sets: TimeSets::new(), work: Work::default(), answers }
    }

    /// Every call that can happen on a line to a caller.
    pub fn line(&mut self, line: LineId, caller: Caller) -> Walk<Node, Vec<CallEvent>> {
        self.watch(line, caller, |_| Further::GoOn)
    }

    /// As [`Explorer::line`], with each act shown to `look`, which says whether to follow.
    pub fn watch(
        &mut self,
        line: LineId,
        caller: Caller,
        look: impl FnMut(Observation<'_, Phone<'p>>) -> Further,
    ) -> Walk<Node, Vec<CallEvent>> {
        let number = self.plan.line(line).number.value;
        let mut phone = Phone::among(self.plan, number, caller, self.horizon, &self.answers);
        let within = self.sets.add(self.horizon.instants());
        let walk = walk(&mut phone, within, &mut self.sets, look);
        let acts = phone.acts_made();
        self.work += Work { nodes: walk.nodes().count(), visits: walk.visits().len(), acts };
        walk
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// The outside answers, as acts speak of them.
    #[must_use]
    pub fn answers(&self) -> &Rc<AnswerTable> {
        &self.answers
    }

    /// The time that is looked at.
    #[must_use]
    pub fn horizon(&self) -> Horizon {
        self.horizon
    }

    /// The sets of instants that walks speak of.
    pub fn sets(&mut self) -> &mut TimeSets {
        &mut self.sets
    }

    /// When a schedule is open to a caller in `zone`.
    pub fn open_times(&mut self, schedule: ScheduleId, zone: Zone) -> SetId {
        let timetable = self.plan.schedule(schedule).schedule.in_zone(zone);
        self.sets.add(timetable.open_times(self.horizon.from, self.horizon.to))
    }

    /// What was done so far.
    #[must_use]
    pub fn work(&self) -> Work {
        self.work
    }
}
