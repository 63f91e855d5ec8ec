//! The hours of steps: forgotten, or somebody else's.

use super::planting::MutantPlanter;
use crate::plan::ScheduleId;
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    let schedules: Vec<ScheduleId> = plan.schedules().map(|(id, _)| id).collect();
    for (id, step) in plan.steps() {
        let Some(gate) = step.gate.filter(|gate| gate.occasion.is_none()) else { continue };
        let name = planting.name(id);
        let hours = &plan.schedule(gate.schedule).key;
        let words = format!("{name} answers at all hours instead of those of `{hours}`");
        planting.step(Operator::Gates, gate.span, words, id, |step| step.gate = None);
        let next = schedules.iter().copied().find(|&other| other > gate.schedule);
        let next = next.or(schedules.first().copied()).filter(|&other| other != gate.schedule);
        if let Some(other) = next {
            let words = format!("{name} keeps the hours `{}` instead of `{hours}`", plan.schedule(other).key);
            planting.step(Operator::Gates, gate.span, words, id, |step| {
                if let Some(gate) = &mut step.gate {
                    gate.schedule = other;
                }
            });
        }
    }
}
