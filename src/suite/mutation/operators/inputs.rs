//! Inputs: how many digits, what ends an entry, entries with a way of their own.

use super::planting::MutantPlanter;
use crate::base::source::Span;
use crate::plan::{Digits, Input, Key, StepId, StepKind};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        let StepKind::Input(input) = &step.kind else { continue };
        let (name, place) = (planting.name(id), step.origin.span);
        let (fewest, most) = (input.fewest, input.most);
        for fewer in [fewest.saturating_sub(1), fewest.saturating_add(1)] {
            if fewer != fewest && fewer > 0 && fewer <= most {
                let words = format!("{name} takes {fewer} digits or more instead of {fewest}");
                edited(planting, id, place, words, |input| input.fewest = fewer);
            }
        }
        for more in [most.saturating_sub(1), most.saturating_add(1)] {
            if more >= fewest.max(1) && usize::from(more) <= Digits::MAX {
                let words = format!("{name} takes {more} digits at most instead of {most}");
                edited(planting, id, place, words, |input| input.most = more);
            }
        }
        match input.terminator {
            Some(key) => {
                let words = format!("{name} is not ended by key {key}");
                edited(planting, id, place, words, |input| input.terminator = None);
            }
            None => {
                if let Some(pound) = Key::new('#') {
                    let words = format!("{name} is ended by key {pound}");
                    edited(planting, id, place, words, |input| input.terminator = Some(pound));
                }
            }
        }
        for (index, (pattern, link)) in input.routes.iter().enumerate() {
            let words = format!("{name} no longer has entry {pattern}");
            edited(planting, id, link.span, words, |input| {
                input.routes.remove(index);
            });
        }
        if let Some(then) = input.then {
            let words = format!("{name} accepts no entries except its routes");
            edited(planting, id, then.span, words, |input| input.then = None);
        }
    }
}

fn edited(
    planting: &mut MutantPlanter<'_>,
    id: StepId,
    place: Span,
    words: String,
    edit: impl FnOnce(&mut Input),
) {
    planting.step(Operator::Inputs, place, words, id, |step| {
        if let StepKind::Input(input) = &mut step.kind {
            edit(input);
        }
    });
}
