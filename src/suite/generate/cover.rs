use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Sets that were chosen so that together they hold everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The positions of the sets, in order. None of them can be left out.
    pub sets: Vec<usize>,
    /// As many are needed at least, whichever of the sets are chosen.
    pub at_least: usize,
}

/// Chooses few of some sets of things, numbered from 0, so that everything is in one that any of them has. Of sets that are
/// worth the same, the one that stands first is chosen.
///
/// Sets are taken by how much they add. That is at most 1 + 1/2 + ... + 1/n times as many as the best choice takes, n being
/// the size of the largest set (Johnson 1974, Lovász 1975, Chvátal 1979), and what has become idle is then put back.
///
/// The bound is the better of two. Things of which no two are in one set need a set each. And by the theorem above, the
/// best choice takes at least what the first choice took, divided by that sum.
#[must_use]
pub fn cover(things: usize, sets: &[Vec<u32>]) -> Chosen {
    let taken = greedy(things, sets);
    let largest = sets.iter().map(Vec::len).max().unwrap_or(0);
    let at_least = apart(things, sets).max(quotient(taken.len(), largest));
    Chosen { sets: without_idle(things, sets, taken), at_least }
}

/// The positions in the order in which they were taken.
fn greedy(things: usize, sets: &[Vec<u32>]) -> Vec<usize> {
    let mut has = vec![false; things];
    // What a set adds only becomes less, so that most need not be counted again.
    let mut heap: BinaryHeap<(usize, Reverse<usize>)> =
        sets.iter().enumerate().map(|(index, set)| (set.len(), Reverse(index))).collect();
    let mut taken = Vec::new();
    while let Some((promised, Reverse(index))) = heap.pop() {
        let adds = sets[index].iter().filter(|&&thing| !has[thing as usize]).count();
        if adds == 0 {
            continue;
        }
        if adds < promised {
            heap.push((adds, Reverse(index)));
            continue;
        }
        sets[index].iter().for_each(|&thing| has[thing as usize] = true);
        taken.push(index);
    }
    taken
}

/// Without those that have nothing of their own; what people like least goes first.
fn without_idle(things: usize, sets: &[Vec<u32>], mut taken: Vec<usize>) -> Vec<usize> {
    let mut count = vec![0_u32; things];
    for &index in &taken {
        sets[index].iter().for_each(|&thing| count[thing as usize] += 1);
    }
    taken.sort_unstable();
    let mut kept = Vec::with_capacity(taken.len());
    for &index in taken.iter().rev() {
        if sets[index].iter().all(|&thing| count[thing as usize] > 1) {
            sets[index].iter().for_each(|&thing| count[thing as usize] -= 1);
        } else {
            kept.push(index);
        }
    }
    kept.reverse();
    kept
}

/// How many things were found of which no two are in one set; those that are in the fewest sets are tried first.
fn apart(things: usize, sets: &[Vec<u32>]) -> usize {
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); things];
    for (index, set) in sets.iter().enumerate() {
        for &thing in set {
            holders[thing as usize].push(index as u32);
        }
    }
    let mut order: Vec<usize> = (0..things).filter(|&thing| !holders[thing].is_empty()).collect();
    order.sort_by_key(|&thing| holders[thing].len());
    let mut used = vec![false; sets.len()];
    let mut apart = 0;
    for thing in order {
        if holders[thing].iter().all(|&set| !used[set as usize]) {
            holders[thing].iter().for_each(|&set| used[set as usize] = true);
            apart += 1;
        }
    }
    apart
}

/// A count divided by 1 + 1/2 + ... + 1/n, rounded up, but never to more than it is.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are far below the precision of a float, and a quotient of counts is a small positive number"
)]
fn quotient(count: usize, largest: usize) -> usize {
    let sum: f64 = (1..=largest.max(1)).map(|n| 1.0 / n as f64).sum();
    // What rounding errors of the sum could add is taken away, so that the bound stays one.
    (count as f64 / sum - 1e-6).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_first_is_preferred_and_what_is_idle_put_back() {
        // The large set is taken first, and is idle once the others had to be taken.
        let sets = [vec![0, 1], vec![2, 3], vec![1, 2, 4], vec![4, 5], vec![0, 1]];
        let chosen = cover(6, &sets);
        assert_eq!(chosen, Chosen { sets: vec![0, 1, 3], at_least: 3 });
    }

    #[test]
    fn nothing_needs_nothing() {
        assert_eq!(cover(0, &[]), Chosen { sets: vec![], at_least: 0 });
        assert_eq!(cover(3, &[vec![]]), Chosen { sets: vec![], at_least: 0 });
    }
}
