//! How steps wait for their callers.

use jiff::SignedDuration;

use super::planting::MutantPlanter;
use crate::plan::{Destination, DigitCollection, Misstep, MisstepCounter, Step, StepId, StepKind, Waiting};
use crate::suite::mutation::mutant::Operator;

const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// One of the two ways in which a caller can miss what is asked for.
#[derive(Clone, Copy)]
enum MisstepKind {
    NoInput,
    NoMatch,
}

impl MisstepKind {
    fn word(self) -> &'static str {
        match self {
            Self::NoInput => "no-input",
            Self::NoMatch => "no-match",
        }
    }

    fn of(self, waiting: &mut Waiting) -> Option<&mut Misstep> {
        match self {
            Self::NoInput => waiting.no_input.misstep_mut(),
            Self::NoMatch => waiting.no_match.misstep_mut(),
        }
    }
}

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        let name = planting.name(id);
        if let StepKind::Destination(destination) = &step.kind {
            rings(planting, id, destination);
        }
        let Some(waiting) = step.waiting() else { continue };
        for (way, misstep) in
            [(MisstepKind::NoInput, &waiting.no_input), (MisstepKind::NoMatch, &waiting.no_match)]
        {
            let Some(misstep) = misstep.misstep() else { continue };
            let place = misstep.then.span;
            if !misstep.barge_in {
                let words = format!("{name} takes keys while it speaks after a {}", way.word());
                planted(planting, id, place, words, |waiting| {
                    if let Some(misstep) = way.of(waiting) {
                        misstep.barge_in = true;
                    }
                });
            }
            let Some(tries) = misstep.tries else {
                let is_menu = matches!(step.kind, StepKind::Menu(_));
                let usual =
                    Misstep::built_in(is_menu, matches!(way, MisstepKind::NoInput), plan.language, place);
                let words =
                    format!("{name} gives up at the 3rd {} instead of asking without end", way.word());
                planted(planting, id, place, words, |waiting| {
                    if let Some(misstep) = way.of(waiting) {
                        (misstep.tries, misstep.then) = (usual.tries, usual.then);
                    }
                });
                continue;
            };
            let others = [tries.checked_sub(1).filter(|&fewer| fewer > 0), tries.checked_add(1)];
            for other in others.into_iter().flatten() {
                let words = format!(
                    "{name} gives up at the {} {} instead of the {}",
                    nth(other),
                    way.word(),
                    nth(tries)
                );
                planted(planting, id, place, words, |waiting| {
                    if let Some(misstep) = way.of(waiting) {
                        misstep.tries = Some(other);
                    }
                });
            }
            for target in planting.elsewhere(misstep.then.target) {
                let words = format!(
                    "{name}: given up after a {}, calls go to {} instead of {}",
                    way.word(),
                    planting.target(target),
                    planting.target(misstep.then.target)
                );
                planted(planting, id, place, words, |waiting| {
                    if let Some(misstep) = way.of(waiting) {
                        misstep.then.target = target;
                    }
                });
            }
        }
        if let (Some(no_input), Some(no_match)) = (waiting.no_input.misstep(), waiting.no_match.misstep())
            && no_input.then.target != no_match.then.target
        {
            let words = format!("{name} has mixed up where no-input and no-match lead");
            planted(planting, id, no_input.then.span, words, |waiting| {
                std::mem::swap(waiting.no_input.link_mut(), waiting.no_match.link_mut());
            });
        }
        if waiting.counter != MisstepCounter::Apart && waiting.ways().count() < 2 {
            let words = format!("{name} counts silence and wrong keys apart, and anew each time");
            planted(planting, id, step.origin.span, words, |waiting| waiting.counter = MisstepCounter::Apart);
        }
        let wait = waiting.wait.checked_add(SECOND).unwrap_or(waiting.wait);
        let words = format!("{name} waits {wait:#} for its caller instead of {:#}", waiting.wait);
        planted(planting, id, step.origin.span, words, |waiting| waiting.wait = wait);
        if let Some(DigitCollection { between_digits, .. }) = step.collection() {
            let between = between_digits.checked_add(SECOND).unwrap_or(*between_digits);
            let words = format!("{name} waits {between:#} for the next digit instead of {between_digits:#}");
            planting.step(Operator::Waiting, step.origin.span, words, id, |step| {
                if let Some(collection) = step.collection_mut() {
                    collection.between_digits = between;
                }
            });
        }
    }
}

/// How long it rings before a call goes on unanswered.
fn rings(planting: &mut MutantPlanter<'_>, id: StepId, destination: &Destination) {
    let Some((rings, link)) = destination.unanswered() else { return };
    let longer = rings.checked_add(SECOND).unwrap_or(rings);
    let words = format!("{} rings {longer:#} instead of {rings:#}", planting.name(id));
    planting.step(Operator::Waiting, link.span, words, id, |step| {
        if let StepKind::Destination(Destination { follow_up: Some(follow_up), .. }) = &mut step.kind {
            follow_up.rings = longer;
        }
    });
}

/// "1st", "2nd", "3rd", "4th", "11th".
fn nth(number: u8) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn planted(
    planting: &mut MutantPlanter<'_>,
    id: StepId,
    place: crate::base::source::Span,
    words: String,
    edit: impl FnOnce(&mut Waiting),
) {
    planting.step(Operator::Waiting, place, words, id, |step| {
        if let StepKind::Menu(crate::plan::Menu { waiting, .. })
        | StepKind::Input(crate::plan::Input { waiting, .. }) = &mut step.kind
        {
            edit(waiting);
        }
    });
}

/// Prompts that can be interrupted, and those that cannot.
pub(super) fn plant_barge_in(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        let flipped = |step: &mut Step| match &mut step.kind {
            StepKind::Menu(menu) => menu.barge_in = !menu.barge_in,
            StepKind::Input(input) => input.barge_in = !input.barge_in,
            StepKind::Message(message) => message.barge_in = !message.barge_in,
            _ => {}
        };
        let barge_in = match &step.kind {
            StepKind::Menu(menu) => menu.barge_in,
            StepKind::Input(input) => input.barge_in,
            // Few messages take keys, and nobody presses any where none do.
            StepKind::Message(message) if message.barge_in => {
                let words = format!("{} takes no keys", planting.name(id));
                planting.step(Operator::BargeIn, step.origin.span, words, id, flipped);
                continue;
            }
            _ => continue,
        };
        let name = planting.name(id);
        let words = if barge_in {
            format!("{name} takes keys only when it has spoken")
        } else {
            format!("{name} takes keys while it speaks")
        };
        planting.step(Operator::BargeIn, step.origin.span, words, id, flipped);
    }
}
