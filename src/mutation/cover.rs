use rayon::prelude::*;

use super::{Catching, Fate, Tried};
use crate::plan::Plan;

/// As few scenarios as one finds by always taking the one that notices most of what is left: together they notice all
/// survivors. In the order of the survivors.
#[must_use]
pub fn cover<'t>(original: &Plan, tried: &'t [Tried<'_, '_>]) -> Vec<&'t Catching> {
    let survivors: Vec<(&'t Catching, &'t Plan)> = tried
        .iter()
        .filter_map(|tried| match &tried.fate {
            Fate::Survived(survivor) => Some((&survivor.catching, &survivor.plan)),
            _ => None,
        })
        .collect();
    let notices: Vec<Vec<usize>> = survivors
        .par_iter()
        .map(|(catching, _)| {
            let suite = catching.suite(original);
            let noticed = survivors.iter().enumerate().filter(|(_, (_, plan))| {
                suite.as_ref().is_some_and(|suite| super::catching::fails(suite, plan))
            });
            noticed.map(|(index, _)| index).collect()
        })
        .collect();
    let mut left = vec![true; survivors.len()];
    let mut taken = Vec::new();
    loop {
        let gain = |index: usize| notices[index].iter().filter(|&&noticed| left[noticed]).count();
        // Of equals the first, so that the file follows the plan.
        let best = (0..survivors.len()).max_by_key(|&index| (gain(index), std::cmp::Reverse(index)));
        let Some(best) = best.filter(|&best| gain(best) > 0) else { break };
        notices[best].iter().for_each(|&noticed| left[noticed] = false);
        taken.push(best);
    }
    taken.sort_unstable();
    taken.into_iter().map(|index| survivors[index].0).collect()
}
