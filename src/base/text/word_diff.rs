use std::borrow::Borrow;
use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of what was expected and of what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// As expected.
    Same(String),
    /// Expected, and not there.
    Missing(String),
    /// There, and not expected.
    Extra(String),
    /// More that is not compared.
    Cut,
}

/// Two texts word by word, or two lists name by name, as one text with what is missing and what is new in it.
pub(crate) fn word_diff<T: Borrow<str> + Hash + Ord>(wanted: &[T], came: &[T]) -> Vec<Stretch> {
    let ops = capture_diff_slices(Algorithm::Myers, wanted, came);
    ops.iter().flat_map(|op| stretches(op, wanted, came)).collect()
}

/// The stretches that one step of a comparison makes.
pub(crate) fn stretches<T: Borrow<str>>(
    op: &DiffOp,
    wanted: &[T],
    came: &[T],
) -> impl Iterator<Item = Stretch> + use<T> {
    let join = |words: &[T]| words.iter().map(T::borrow).collect::<Vec<&str>>().join(" ");
    let (missing, extra) = (join(&wanted[op.old_range()]), join(&came[op.new_range()]));
    let (first, second) = match op {
        DiffOp::Equal { .. } => (Stretch::Same(extra), None),
        _ => (Stretch::Missing(missing), Some(Stretch::Extra(extra))),
    };
    let says = |stretch: &Stretch| match stretch {
        Stretch::Same(text) | Stretch::Missing(text) | Stretch::Extra(text) => !text.is_empty(),
        Stretch::Cut => true,
    };
    [Some(first), second].into_iter().flatten().filter(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All lists of at most so many of the letters a and b.
    fn lists(most: usize) -> Vec<Vec<&'static str>> {
        let mut all = vec![Vec::new()];
        let mut from = 0;
        for _ in 0..most {
            let to = all.len();
            for at in from..to {
                for letter in ["a", "b"] {
                    let mut longer: Vec<&str> = all[at].clone();
                    longer.push(letter);
                    all.push(longer);
                }
            }
            from = to;
        }
        all
    }

    /// Whoever finds a place by a comparison (an edit that is taken back, what was said near to what was expected) trusts that
    /// also what is gone says where; the library did not always.
    #[test]
    fn each_step_of_a_comparison_begins_where_the_one_before_it_ended() {
        let lists = lists(5);
        for (wanted, came) in lists.iter().flat_map(|wanted| lists.iter().map(move |came| (wanted, came))) {
            let ops = capture_diff_slices(Algorithm::Myers, wanted, came);
            let mut at = (0, 0);
            for op in &ops {
                assert_eq!((op.old_range().start, op.new_range().start), at, "{wanted:?} {came:?} {ops:?}");
                at = (op.old_range().end, op.new_range().end);
            }
            assert_eq!(at, (wanted.len(), came.len()), "{wanted:?} {came:?} {ops:?}");
        }
    }

    #[test]
    fn what_both_have_stands_once() {
        let words = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
        let [same, missing, extra, rest] =
            &word_diff(&words("press 3 for sales"), &words("press 4 for sales"))[..]
        else {
            panic!("four stretches");
        };
        assert_eq!(
            (same, rest),
            (&Stretch::Same("press".to_owned()), &Stretch::Same("for sales".to_owned()))
        );
        assert_eq!((missing, extra), (&Stretch::Missing("3".to_owned()), &Stretch::Extra("4".to_owned())));
        assert_eq!(word_diff::<&str>(&[], &[]), []);
    }
}
