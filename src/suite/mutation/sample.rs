use super::mutant::Mutant;
use crate::base::hash::Hash;

/// So many of some mutants, in their order: those with the lowest hash of what they are. So a change of the plan changes the
/// sample in the mutants that it adds or takes away, and `seed` chooses other ones.
#[must_use]
pub fn sample(mutants: Vec<Mutant>, count: usize, seed: u64) -> Vec<Mutant> {
    if mutants.len() <= count {
        return mutants;
    }
    let hash = |mutant: &Mutant| Hash::seeded(seed).with(mutant.operator).with(&mutant.words).value();
    let mut order: Vec<usize> = (0..mutants.len()).collect();
    order.sort_by_cached_key(|&index| (hash(&mutants[index]), index));
    let mut is_chosen = vec![false; mutants.len()];
    order.into_iter().take(count).for_each(|index| is_chosen[index] = true);
    mutants.into_iter().zip(is_chosen).filter_map(|(mutant, is_chosen)| is_chosen.then_some(mutant)).collect()
}
