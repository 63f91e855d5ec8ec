use super::planting::MutantPlanter;
use super::{
    announcements, exceptions, gates, hours, inputs, keys, numbers, prompts, settings, switches, targets,
    waiting,
};
use crate::plan::Plan;
use crate::suite::mutation::mutant::{Mutant, Operator};

/// Every mistake that the wanted operators plant in a plan, in the order of the operators and of the plan's files.
#[must_use]
pub fn mutants(plan: &Plan, wanted: impl Fn(Operator) -> bool) -> Vec<Mutant> {
    let mut planting = MutantPlanter::new(plan);
    for operator in Operator::ALL.into_iter().filter(|&operator| wanted(operator)) {
        match operator {
            Operator::Keys => keys::plant(&mut planting),
            Operator::Targets => targets::plant(&mut planting),
            Operator::Gates => gates::plant(&mut planting),
            Operator::Switches => switches::plant(&mut planting),
            Operator::Waiting => waiting::plant(&mut planting),
            Operator::BargeIn => waiting::plant_barge_in(&mut planting),
            Operator::Inputs => inputs::plant(&mut planting),
            Operator::Prompts => prompts::plant(&mut planting),
            Operator::Voicemails => prompts::plant_voicemails(&mut planting),
            Operator::Numbers => numbers::plant(&mut planting),
            Operator::Times => hours::plant_times(&mut planting),
            Operator::Days => hours::plant_days(&mut planting),
            Operator::Zones => hours::plant_zones(&mut planting),
            Operator::Exceptions => {
                exceptions::plant(&mut planting);
                announcements::plant(&mut planting);
            }
            Operator::Settings => settings::plant(&mut planting),
        }
    }
    planting.found
}
