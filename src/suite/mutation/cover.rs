use super::catching::CatchingScenario;
use super::mutant_fate::{MutantFate, Tried};
use crate::base::threads;
use crate::plan::Plan;
use crate::suite::generate;

/// Few scenarios ([`generate::cover`]) that together notice all survivors, in the order of the survivors.
#[must_use]
pub fn cover<'t>(original: &Plan, tried: &'t [Tried<'_, '_>]) -> Vec<&'t CatchingScenario> {
    let survivors: Vec<(&'t CatchingScenario, &'t Plan)> = tried
        .iter()
        .filter_map(|tried| match &tried.fate {
            MutantFate::Survived(survivor) => Some((&survivor.catching, &survivor.plan)),
            _ => None,
        })
        .collect();
    let notices: Vec<Vec<u32>> = threads::map(&survivors, |(catching, _)| {
        let suite = catching.suite(original);
        let noticed = (0..)
            .zip(&survivors)
            .filter(|(_, (_, plan))| suite.as_ref().is_some_and(|suite| super::catching::fails(suite, plan)));
        noticed.map(|(index, _)| index).collect()
    });
    generate::cover(survivors.len(), &notices).sets.into_iter().map(|index| survivors[index].0).collect()
}
