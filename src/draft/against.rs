//! A later edition of a directory beside the plan that was made of an earlier one: what is still there keeps its names.

use super::written::KnownNames;
use crate::number::{Dialed, PhoneNumber};
use crate::plan::{Link, Plan, StepKind, Target};

/// The names that a plan gives to what a later edition may have, too: lines by their numbers, teams by number and key, contacts by
/// what they are written to.
#[must_use]
pub fn known_names(plan: &Plan) -> KnownNames {
    let mut known = KnownNames::default();
    for (_, line) in plan.lines() {
        let dialed = std::iter::once(&line.number).chain(&line.more_numbers);
        let number = |dialed: Dialed| match dialed {
            Dialed::Number(number) => Some(number),
            Dialed::Code(_) | Dialed::Name(_) => None,
        };
        let numbers: Vec<PhoneNumber> = dialed.filter_map(|dialed| number(dialed.value)).collect();
        known.spoken.insert(format!("lines.{}", line.key), line.name.clone());
        for number in numbers {
            known.lines.insert(number, line.key.clone());
            let Some(step) = step_of(plan, &line.answer) else { continue };
            name_step(&mut known, plan, step);
            known.answers.insert(number, step.key.clone());
            let StepKind::Menu(menu) = &step.kind else { continue };
            let keys = menu.offered.iter().filter_map(|key| Some((key.to_string(), menu.choice(*key)?.link)));
            let entries = menu.entries.iter().flat_map(|entries| &entries.routes);
            let entries = entries.map(|route| (route.pattern.to_string(), route.choice.link));
            for (keys, link) in keys.chain(entries) {
                if let Some(behind) = step_of(plan, &link) {
                    name_step(&mut known, plan, behind);
                    known.keyed.insert((number, keys), behind.key.clone());
                }
            }
        }
    }
    for (_, contact) in plan.contacts() {
        let fax = contact.fax.as_ref().map(|fax| fax.value.to_string());
        let post = contact.post.join("\n");
        for key in [fax, contact.email.clone(), (!post.is_empty()).then_some(post)].into_iter().flatten() {
            known.contacts.insert(key, contact.key.clone());
        }
        known.spoken.insert(format!("contacts.{}", contact.key), contact.name.clone());
    }
    known
}

fn step_of<'p>(plan: &'p Plan, link: &Link) -> Option<&'p crate::plan::Step> {
    match link.target {
        Target::Step(step) => Some(plan.step(step)),
        _ => None,
    }
}

fn name_step(known: &mut KnownNames, plan: &Plan, step: &crate::plan::Step) {
    if let Some(name) = &step.name {
        known.spoken.insert(format!("destinations.{}", step.key), name.clone());
    }
    if let Some(gate) = step.gate {
        known.hours.insert(step.key.clone(), plan.schedule(gate.schedule).key.clone());
    }
}
