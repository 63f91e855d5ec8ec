//! Switches: cases dropped and swapped, conditions negated or with one name less.

use super::planting::MutantPlanter;
use crate::base::source::Span;
use crate::plan::{AnswerId, AnswerValue, Condition, Plan, StepId, StepKind, Switch};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        let StepKind::Switch(switch) = &step.kind else { continue };
        let name = planting.name(id);
        for (index, case) in switch.cases.iter().enumerate() {
            let number = index + 1;
            let words = format!("{name} no longer has case {number}");
            edited(planting, id, case.then.span, words, |switch| {
                switch.cases.remove(index);
            });
            if index + 1 < switch.cases.len() {
                let words = format!("cases {number} and {} of {name} are swapped", number + 1);
                edited(planting, id, case.then.span, words, |switch| switch.cases.swap(index, index + 1));
            }
            for (at, condition) in case.conditions.iter().enumerate() {
                for (what, changed) in slips(planting, condition) {
                    let words = format!("case {number} of {name} {what}");
                    edited(planting, id, case.then.span, words, |switch| {
                        switch.cases[index].conditions[at] = changed;
                    });
                }
            }
        }
    }
}

fn edited(
    planting: &mut MutantPlanter<'_>,
    id: StepId,
    place: Span,
    words: String,
    edit: impl FnOnce(&mut Switch),
) {
    planting.step(Operator::Switches, place, words, id, |step| {
        if let StepKind::Switch(switch) = &mut step.kind {
            edit(switch);
        }
    });
}

/// What can be wrong with one condition.
fn slips(planting: &MutantPlanter<'_>, condition: &Condition) -> Vec<(String, Condition)> {
    let hours = |id| &planting.plan.schedule(id).key;
    match condition {
        Condition::Open(id) => {
            vec![(format!("holds when `{}` is closed instead of open", hours(*id)), Condition::Closed(*id))]
        }
        Condition::Closed(id) => {
            vec![(format!("holds when `{}` is open instead of closed", hours(*id)), Condition::Open(*id))]
        }
        Condition::Line(all) => {
            let lost = all.iter().enumerate().map(|(index, &line)| {
                let words = format!("has lost line `{}`", planting.plan.line(line).key);
                (words, Condition::Line(others(all, index)))
            });
            lost.collect()
        }
        Condition::Caller(all) => without_one(all, Condition::Caller),
        Condition::AreaCode(all) => without_one(all, Condition::AreaCode),
        Condition::Region(all) => {
            let regions = all.iter().enumerate();
            let lost = regions.map(|(index, region)| {
                (format!("has lost {}", region.name), Condition::Region(others(all, index)))
            });
            lost.collect()
        }
        Condition::CallerZone(all) => {
            // What one clock is called otherwise goes with it: without one of the names alone, nobody fares differently.
            let zones = all.iter().enumerate();
            let zones =
                zones.filter(|(index, zone)| !all[..*index].iter().any(|known| known.is_same_clock(**zone)));
            let lost = zones.map(|(_, zone)| {
                let others = all.iter().copied().filter(|other| !other.is_same_clock(*zone)).collect();
                (format!("has lost {}", zone.name()), Condition::CallerZone(others))
            });
            lost.collect()
        }
        Condition::Entered(all) => without_one(all, Condition::Entered),
        Condition::Answer(id, wanted) => otherwise_answered(planting.plan, *id, wanted),
    }
}

/// Holds for one answer less; where it holds for one only, for another one.
fn otherwise_answered(plan: &Plan, id: AnswerId, wanted: &[AnswerValue]) -> Vec<(String, Condition)> {
    let answer = plan.answer(id);
    if let [only] = wanted {
        let others = answer.values().filter(|(value, _)| value != only);
        let instead = |(value, word): (AnswerValue, &str)| {
            let words = format!("asks whether `{}` is {word} instead of {}", answer.key, answer.word(*only));
            (words, Condition::Answer(id, vec![value]))
        };
        return others.map(instead).collect();
    }
    let lost = wanted.iter().enumerate().map(|(index, value)| {
        (format!("has lost {}", answer.word(*value)), Condition::Answer(id, others(wanted, index)))
    });
    lost.collect()
}

fn without_one<T: Clone + ToString>(
    all: &[T],
    condition: impl Fn(Vec<T>) -> Condition,
) -> Vec<(String, Condition)> {
    let lost = all.iter().enumerate();
    lost.map(|(index, one)| (format!("has lost {}", one.to_string()), condition(others(all, index))))
        .collect()
}

fn others<T: Clone>(all: &[T], without: usize) -> Vec<T> {
    let mut others = all.to_vec();
    others.remove(without);
    others
}
