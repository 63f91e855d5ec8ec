use std::collections::HashMap;

use crate::base::source::Span;
use crate::plan::{HoursParts, Menu, Plan, PlanChange, ScheduleId, Step, StepId, StepKind, Target};
use crate::suite::mutation::mutant::{Mutant, Operator};

/// Mistakes on their way into a plan.
pub(super) struct MutantPlanter<'p> {
    pub(super) plan: &'p Plan,
    pub(super) found: Vec<Mutant>,
    /// The steps of each kind, in order.
    kinds: HashMap<&'static str, Vec<StepId>>,
}

impl<'p> MutantPlanter<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let mut kinds: HashMap<&'static str, Vec<StepId>> = HashMap::new();
        for (id, step) in plan.steps() {
            kinds.entry(step.kind.word()).or_default().push(id);
        }
        Self { plan, found: Vec::new(), kinds }
    }

    pub(super) fn add(&mut self, operator: Operator, place: Span, words: String, changes: Vec<PlanChange>) {
        self.found.push(Mutant { operator, place, words, changes });
    }

    /// A mistake in one step.
    pub(super) fn step(
        &mut self,
        operator: Operator,
        place: Span,
        words: String,
        id: StepId,
        edit: impl FnOnce(&mut Step),
    ) {
        let mut step = self.plan.step(id).clone();
        edit(&mut step);
        self.add(operator, place, words, vec![PlanChange::Step(id, Box::new(step))]);
    }

    /// A mistake in the keys of one menu.
    pub(super) fn menu(&mut self, place: Span, words: String, id: StepId, edit: impl FnOnce(&mut Menu)) {
        self.in_menu(Operator::Keys, place, words, id, edit);
    }

    /// A mistake in what one menu says of its keys.
    pub(super) fn menu_says(&mut self, place: Span, words: String, id: StepId, edit: impl FnOnce(&mut Menu)) {
        self.in_menu(Operator::Prompts, place, words, id, edit);
    }

    fn in_menu(
        &mut self,
        operator: Operator,
        place: Span,
        words: String,
        id: StepId,
        edit: impl FnOnce(&mut Menu),
    ) {
        self.step(operator, place, words, id, |step| {
            if let StepKind::Menu(menu) = &mut step.kind {
                edit(menu);
            }
        });
    }

    /// A mistake in some hours.
    pub(super) fn hours(
        &mut self,
        operator: Operator,
        place: Span,
        words: String,
        id: ScheduleId,
        edit: impl FnOnce(&mut HoursParts),
    ) {
        let mut hours = HoursParts::of(&self.plan.schedule(id).schedule);
        edit(&mut hours);
        self.add(operator, place, words, vec![PlanChange::Hours(id, Box::new(hours))]);
    }

    /// The name of a step in the files, in quotes.
    pub(super) fn name(&self, id: StepId) -> String {
        format!("`{}`", self.plan.step(id).key)
    }

    /// The name of a target in the files, in quotes.
    pub(super) fn target(&self, target: Target) -> String {
        format!("`{}`", self.plan.target_key(target))
    }

    /// Where a call may be sent by mistake instead: the next step of the same kind, if there is another, and away.
    pub(super) fn elsewhere(&self, target: Target) -> Vec<Target> {
        match target {
            Target::Step(id) => {
                self.neighbor(id).map(Target::Step).into_iter().chain([Target::HangUp]).collect()
            }
            Target::HangUp => vec![Target::Repeat],
            Target::Dropped | Target::Repeat | Target::Back => vec![Target::HangUp],
        }
    }

    /// The next step of the same kind, or the first after the last. None: there is no other.
    pub(super) fn neighbor(&self, id: StepId) -> Option<StepId> {
        let alike = self.kinds.get(self.plan.step(id).kind.word())?;
        let next = alike.partition_point(|&other| other <= id);
        alike.get(next).or(alike.first()).copied().filter(|&other| other != id)
    }
}
