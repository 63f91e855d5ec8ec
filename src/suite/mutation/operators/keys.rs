//! Keys of menus: swapped, dropped, added, led elsewhere.

use super::planting::MutantPlanter;
use crate::plan::{Choice, Key, Link, Menu, StepId, StepKind, Target, Translations};

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        if let StepKind::Menu(menu) = &step.kind {
            swapped(planting, id, menu);
            dropped(planting, id, menu);
            retargeted(planting, id, menu);
            added(planting, id, menu);
        }
    }
}

fn swapped(planting: &mut MutantPlanter<'_>, id: StepId, menu: &Menu) {
    let choices: Vec<(Key, &Choice)> = menu.choices().collect();
    for (index, &(one, choice)) in choices.iter().enumerate() {
        for &(other, other_choice) in &choices[index + 1..] {
            if choice.link.target == other_choice.link.target && choice.say == other_choice.say {
                continue;
            }
            let words = format!("keys {one} and {other} of {} are swapped", planting.name(id));
            planting.menu(choice.link.span, words, id, |menu| {
                menu.choices.swap(one.index(), other.index());
            });
        }
    }
}

fn dropped(planting: &mut MutantPlanter<'_>, id: StepId, menu: &Menu) {
    for (key, choice) in menu.choices() {
        let words = format!("key {key} of {} does nothing", planting.name(id));
        planting.menu(choice.link.span, words, id, |menu| {
            menu.choices[key.index()] = None;
            menu.offered.retain(|&offered| offered != key);
        });
    }
}

/// To where the next key of the menu leads, and away.
fn retargeted(planting: &mut MutantPlanter<'_>, id: StepId, menu: &Menu) {
    let targets: Vec<Target> = menu.choices().map(|(_, choice)| choice.link.target).collect();
    for (index, (key, choice)) in menu.choices().enumerate() {
        let here = choice.link.target;
        let next = targets[index..].iter().chain(&targets).copied().find(|&target| target != here);
        let mut elsewhere = planting.elsewhere(here);
        if let Some(next) = next {
            elsewhere[0] = next;
            elsewhere.extend((here != Target::HangUp && next != Target::HangUp).then_some(Target::HangUp));
        }
        elsewhere.dedup();
        for target in elsewhere {
            let words = format!(
                "key {key} of {} leads to {} instead of {}",
                planting.name(id),
                planting.target(target),
                planting.target(here)
            );
            planting.menu(choice.link.span, words, id, |menu| {
                if let Some(choice) = &mut menu.choices[key.index()] {
                    choice.link.target = target;
                }
            });
        }
    }
}

/// To where the first key of the menu leads.
fn added(planting: &mut MutantPlanter<'_>, id: StepId, menu: &Menu) {
    let Some((_, first)) = menu.choices().next() else { return };
    let target = first.link.target;
    for key in Key::ALL.into_iter().filter(|&key| menu.choice(key).is_none()) {
        let place = planting.plan.step(id).origin.span;
        let words = format!(
            "key {key} of {} leads to {} instead of nowhere",
            planting.name(id),
            planting.target(target)
        );
        let origin = first.origin.clone();
        planting.menu(place, words, id, |menu| {
            let link = Link { target, span: place };
            menu.choices[key.index()] = Some(Choice {
                link,
                say: None,
                translated_say: Translations::default(),
                language: None,
                origin,
            });
            menu.offered.push(key);
        });
    }
}
