//! What a record settles of a call's way, as a plan knows it.

use std::sync::Arc;

use super::entry::plain;
use crate::call::{CallEvent, Decision, EventKind};
use crate::plan::{Plan, StepId, StepKind};
use crate::replay::join::Evidence;
use crate::replay::records::{NameId, ReachedPlace, RecordNames, RecordRules};

/// Something that a call must have done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Proof {
    /// It came to one of these steps, and was not turned away there.
    Came(Arc<[StepId]>),
    /// These digits were pressed at this step.
    Pressed(StepId, Box<str>),
}

/// All that records settle of a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proofs {
    /// What it must have done.
    pub(crate) all: Vec<Proof>,
    /// Queues that the plan does not name.
    pub(crate) unknown_queues: Vec<NameId>,
    /// Other places that the plan does not name.
    pub(crate) unknown_places: Vec<NameId>,
    /// Whether one of the proofs names a step of the plan.
    pub(crate) names_steps: bool,
}

impl Proofs {
    /// What some evidence settles.
    pub(crate) fn of(plan: &Plan, evidence: &[Evidence], names: &RecordNames, rules: &RecordRules) -> Self {
        let mut proofs = Self::default();
        for one in evidence {
            proofs.reached(plan, *one, names, rules);
            proofs.pressed(plan, *one, names);
        }
        let mut kept: Vec<Proof> = Vec::new();
        for proof in std::mem::take(&mut proofs.all) {
            if !kept.contains(&proof) {
                kept.push(proof);
            }
        }
        kept.truncate(MAX_PROOFS);
        proofs.all = kept;
        proofs
    }

    fn reached(&mut self, plan: &Plan, one: Evidence, names: &RecordNames, rules: &RecordRules) {
        let name = names.text(one.reached);
        let is_voicemail = one.reached_as == ReachedPlace::Voicemail;
        let is_kind = |kind: &StepKind| match kind {
            StepKind::Destination(_) => !is_voicemail,
            StepKind::Voicemail(_) => is_voicemail,
            _ => false,
        };
        if one.reached_as == ReachedPlace::Unknown {
            return;
        }
        let found = steps_called(plan, name, rules, is_kind);
        if found.is_empty() {
            match one.reached_as {
                ReachedPlace::Queue if !name.is_empty() => self.unknown_queues.push(one.reached),
                _ if !name.is_empty() => self.unknown_places.push(one.reached),
                _ => {}
            }
            // Who was put through came to people, whatever they are called.
            let any: Vec<StepId> =
                plan.steps().filter(|(_, step)| is_kind(&step.kind)).map(|(id, _)| id).collect();
            // A plan that knows no mailboxes leaves them to its destinations.
            if !any.is_empty() {
                self.all.push(Proof::Came(any.into()));
            }
        } else {
            self.names_steps = true;
            self.all.push(Proof::Came(found.into()));
        }
    }

    /// The last extension, where it is what was pressed at a step of the plan that has the name of its context.
    fn pressed(&mut self, plan: &Plan, one: Evidence, names: &RecordNames) {
        let (context, extension) = (names.text(one.context), names.text(one.extension));
        let is_keys =
            |text: &str| !text.is_empty() && text.chars().all(|c| crate::plan::Key::new(c).is_some());
        if context.is_empty() || !is_keys(extension) {
            return;
        }
        let wanted = plain(context);
        let step = plan.steps().find(|(_, step)| plain(&step.key) == wanted && step.kind.waits());
        let Some((id, step)) = step else { return };
        let digits: Option<crate::plan::Digits> = digits(extension);
        if digits.is_some_and(|digits| step.taken(&digits).is_some()) {
            self.names_steps = true;
            self.all.push(Proof::Pressed(id, extension.into()));
        }
    }
}

/// So many things at most are asked of a call: its way is followed once for each set of those that it has done.
const MAX_PROOFS: usize = 6;

fn digits(text: &str) -> Option<crate::plan::Digits> {
    let mut digits = crate::plan::Digits::NONE;
    for key in text.chars() {
        digits.push(crate::plan::Key::new(key)?);
    }
    Some(digits)
}

/// The steps of some kind that have a name, in the files or for people, or that the rules give for it.
fn steps_called(
    plan: &Plan,
    name: &str,
    rules: &RecordRules,
    is_kind: impl Fn(&StepKind) -> bool,
) -> Vec<StepId> {
    if name.is_empty() {
        return Vec::new();
    }
    let given = rules.places.iter().find(|(of, _)| of == name).map(|(_, step)| &**step);
    let wanted = plain(given.unwrap_or(name));
    let of_kind = || plan.steps().filter(|(_, step)| is_kind(&step.kind));
    let by_key: Vec<StepId> =
        of_kind().filter(|(_, step)| plain(&step.key) == wanted).map(|(id, _)| id).collect();
    let by_name =
        of_kind().filter(|(_, step)| step.name.as_deref().is_some_and(|name| plain(name) == wanted));
    // All desks of one name are one team.
    let mut found = by_key;
    found.extend(by_name.map(|(id, _)| id));
    found.sort_unstable();
    found.dedup();
    found
}

impl Proof {
    /// Whether events of a call show it.
    pub(crate) fn is_shown(&self, events: &[CallEvent]) -> bool {
        match self {
            Self::Came(steps) => events.iter().enumerate().any(|(index, event)| match event.what {
                EventKind::Decided(Decision::Arrives(step)) if steps.contains(&step) => {
                    !is_turned_away(step, &events[index + 1..])
                }
                _ => false,
            }),
            Self::Pressed(step, digits) => events.iter().any(|event| match event.what {
                EventKind::Decided(Decision::Takes { step: at, key }) => {
                    at == *step && digits.len() == 1 && digits.starts_with(key.character())
                }
                EventKind::Decided(Decision::Accepts { step: at, entry }) => {
                    at == *step && entry.keys().map(crate::plan::Key::character).eq(digits.chars())
                }
                _ => false,
            }),
        }
    }
}

/// Whether the step's own hours send the call elsewhere.
fn is_turned_away(step: StepId, after: &[CallEvent]) -> bool {
    let decided = after.iter().find_map(|event| match event.what {
        EventKind::Decided(Decision::Open { step: at, .. }) if at == step => Some(false),
        EventKind::Decided(Decision::Closed { step: at, .. } | Decision::Passes { step: at, .. })
            if at == step =>
        {
            Some(true)
        }
        EventKind::Decided(Decision::Arrives(_)) => Some(false),
        _ => None,
    });
    decided.unwrap_or(false)
}
