//! What is entered: how many digits, what ends an entry, entries with a way of their own.

use super::planting::MutantPlanter;
use crate::base::source::Span;
use crate::plan::{DigitCollection, Digits, EntryCompletion, Key, StepId, StepKind};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        let Some(collection) = step.collection() else { continue };
        let (name, place) = (planting.name(id), step.origin.span);
        if let StepKind::Input(_) = &step.kind {
            lengths(planting, id, collection);
        }
        for (index, route) in collection.routes.iter().enumerate() {
            let words = format!("{name} no longer has entry {}", route.pattern);
            edited(planting, id, route.choice.link.span, words, |collection| {
                collection.routes.remove(index);
            });
            if let Some(language) = route.choice.language {
                let words = format!(
                    "entry {} of {name} does not set the language {}",
                    route.pattern,
                    language.name()
                );
                edited(planting, id, route.choice.link.span, words, |collection| {
                    collection.routes[index].choice.language = None;
                });
            }
        }
        if let Some(then) = collection.then {
            let words = format!("{name} accepts no entries except its routes");
            edited(planting, id, then.span, words, |collection| collection.then = None);
        }
        for (completion, word) in EntryCompletion::ALL {
            let mut mistaken = collection.clone();
            mistaken.completion = completion;
            if mistaken.completion_in_effect() != collection.completion_in_effect() {
                let words = format!(
                    "{name} completes entries by `{word}` instead of `{}`",
                    collection.completion.word()
                );
                edited(planting, id, place, words, |collection| collection.completion = completion);
            }
        }
    }
}

/// How many digits, and what ends them.
fn lengths(planting: &mut MutantPlanter<'_>, id: StepId, collection: &DigitCollection) {
    let (name, place) = (planting.name(id), planting.plan.step(id).origin.span);
    let (fewest, most) = (collection.fewest, collection.most);
    for fewer in [fewest.saturating_sub(1), fewest.saturating_add(1)] {
        if fewer != fewest && fewer > 0 && fewer <= most {
            let words = format!("{name} takes {fewer} digits or more instead of {fewest}");
            edited(planting, id, place, words, |collection| collection.fewest = fewer);
        }
    }
    for more in [most.saturating_sub(1), most.saturating_add(1)] {
        if more >= fewest.max(1) && usize::from(more) <= Digits::MAX {
            let words = format!("{name} takes {more} digits at most instead of {most}");
            edited(planting, id, place, words, |collection| collection.most = more);
        }
    }
    match collection.terminator {
        Some(key) => {
            let words = format!("{name} is not ended by key {key}");
            edited(planting, id, place, words, |collection| collection.terminator = None);
        }
        None => {
            if let Some(pound) = Key::new('#') {
                let words = format!("{name} is ended by key {pound}");
                edited(planting, id, place, words, |collection| collection.terminator = Some(pound));
            }
        }
    }
}

fn edited(
    planting: &mut MutantPlanter<'_>,
    id: StepId,
    place: Span,
    words: String,
    edit: impl FnOnce(&mut DigitCollection),
) {
    planting.step(Operator::Inputs, place, words, id, |step| {
        if let Some(collection) = step.collection_mut() {
            edit(collection);
        }
    });
}
