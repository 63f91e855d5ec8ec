//! Keys of menus: swapped, dropped, added, led elsewhere.

use super::planting::MutantPlanter;
use crate::plan::{
    Choice, Handling, Input, Key, Link, Menu, Misstep, Step, StepId, StepKind, Target, Translations, Waiting,
    WayKey,
};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        if let StepKind::Menu(menu) = &step.kind {
            swapped(planting, id, menu);
            dropped(planting, id, menu);
            retargeted(planting, id, menu);
            spoken(planting, id, menu);
            added(planting, id, menu);
        }
        handled(planting, id, step);
    }
}

fn swapped(planting: &mut MutantPlanter<'_>, id: StepId, menu: &Menu) {
    let choices: Vec<(Key, &Choice)> = menu.choices().collect();
    for (index, &(one, choice)) in choices.iter().enumerate() {
        for &(other, other_choice) in &choices[index + 1..] {
            if choice.link.target == other_choice.link.target
                && choice.say == other_choice.say
                && choice.language == other_choice.language
            {
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

/// A way that does not set the language that it should.
fn spoken(planting: &mut MutantPlanter<'_>, id: StepId, menu: &Menu) {
    for (way, choice) in menu.ways() {
        let Some(language) = choice.language else { continue };
        let words = format!(
            "{} of {} does not set the language {}",
            way_name(way),
            planting.name(id),
            language.name()
        );
        planting.menu(choice.link.span, words, id, |menu| {
            if let Some(choice) = choice_of(menu, way) {
                choice.language = None;
            }
        });
    }
}

/// Silence, or any other key: as a misstep instead of a way; at an input, led elsewhere.
fn handled(planting: &mut MutantPlanter<'_>, id: StepId, step: &Step) {
    let Some(waiting) = step.waiting() else { return };
    let is_menu = matches!(step.kind, StepKind::Menu(_));
    for (way, choice) in waiting.ways() {
        let place = choice.link.span;
        let words = format!("{} of {} is counted as a misstep", way_name(way), planting.name(id));
        let misstep = Misstep::built_in(is_menu, way == WayKey::Silence, planting.plan.language, place);
        planting.step(Operator::Keys, place, words, id, |step| {
            if let Some(handling) = handling(step, way) {
                *handling = Handling::Misstep(misstep);
            }
        });
        let here = choice.link.target;
        for target in if is_menu { Vec::new() } else { planting.elsewhere(here) } {
            let words = format!(
                "{} of {} leads to {} instead of {}",
                way_name(way),
                planting.name(id),
                planting.target(target),
                planting.target(here)
            );
            planting.step(Operator::Keys, place, words, id, |step| {
                if let Some(handling) = handling(step, way) {
                    handling.link_mut().target = target;
                }
            });
        }
    }
}

fn handling(step: &mut Step, way: WayKey) -> Option<&mut Handling> {
    match &mut step.kind {
        StepKind::Menu(Menu { waiting, .. }) | StepKind::Input(Input { waiting, .. }) => {
            handled_as(waiting, way)
        }
        _ => None,
    }
}

/// What comes of silence, or of any other key.
fn handled_as(waiting: &mut Waiting, way: WayKey) -> Option<&mut Handling> {
    match way {
        WayKey::Key(_) => None,
        WayKey::Silence => Some(&mut waiting.no_input),
        WayKey::Other => Some(&mut waiting.no_match),
    }
}

/// What a way is called: "key 1", "silence", "any other key".
pub(super) fn way_name(way: WayKey) -> String {
    match way {
        WayKey::Key(key) => format!("key {key}"),
        WayKey::Silence => "silence".to_owned(),
        WayKey::Other => "any other key".to_owned(),
    }
}

/// The choice of a way, to be changed.
pub(super) fn choice_of(menu: &mut Menu, way: WayKey) -> Option<&mut Choice> {
    if let WayKey::Key(key) = way {
        return menu.choices[key.index()].as_mut();
    }
    match handled_as(&mut menu.waiting, way)? {
        Handling::Way(choice) => Some(choice),
        Handling::Misstep(_) => None,
    }
}

/// To where the next key of the menu leads, and away.
fn retargeted(planting: &mut MutantPlanter<'_>, id: StepId, menu: &Menu) {
    let targets: Vec<Target> = menu.ways().map(|(_, choice)| choice.link.target).collect();
    for (index, (way, choice)) in menu.ways().enumerate() {
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
                "{} of {} leads to {} instead of {}",
                way_name(way),
                planting.name(id),
                planting.target(target),
                planting.target(here)
            );
            planting.menu(choice.link.span, words, id, |menu| {
                if let Some(choice) = choice_of(menu, way) {
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
