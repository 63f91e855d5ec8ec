//! How the recording of a prompt is called: as its step is in the plan's files, which are before those who record.

use crate::call::PromptKind;
use crate::page::SpokenPrompt;
use crate::plan::{Plan, Prompt, PromptPart, Step, StepId};

/// All that a step can say.
pub(super) const KINDS: [PromptKind; 3] = [PromptKind::Prompt, PromptKind::NoInput, PromptKind::NoMatch];

/// What stands behind the name of a step.
fn part(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Prompt => "",
        PromptKind::NoInput => ".no-input",
        PromptKind::NoMatch => ".no-match",
    }
}

/// What the recording of a step's prompt is called, without the ending.
pub(super) fn own_name(step: &str, kind: PromptKind) -> String {
    format!("{step}{}", part(kind))
}

/// Under which names a recording is looked for, the best first, without the ending: one that is for this subject or line alone,
/// that of the step, and those of steps that say the same words.
pub(super) fn recording_names(plan: &Plan, spoken: &SpokenPrompt) -> Vec<String> {
    let (utterance, kind) = (spoken.utterance, spoken.utterance.part);
    let step = plan.step(utterance.step);
    let subject = Some(utterance.subject).filter(|subject| *subject != utterance.step);
    let subject = subject.map(|subject| plan.step(subject).key.as_str());
    let line = spoken.line.map(|line| plan.line(line).key.as_str());
    let narrower =
        subject.into_iter().chain(line).map(|narrower| format!("{}.{narrower}{}", step.key, part(kind)));
    let mut names: Vec<String> = narrower.chain([own_name(&step.key, kind)]).collect();
    if let Some(prompt) = utterance.prompt(plan).filter(|prompt| is_the_same_everywhere(prompt)) {
        let says_it = |other: &&Step| said(other, kind).is_some_and(|said| said.pieces == prompt.pieces);
        let others = plan.steps().map(|(_, other)| other).filter(|other| other.key != step.key);
        names.extend(others.filter(says_it).map(|other| own_name(&other.key, kind)));
    }
    names
}

/// What a step says.
pub(super) fn said(step: &Step, kind: PromptKind) -> Option<&Prompt> {
    match kind {
        PromptKind::Prompt => step.prompt(),
        PromptKind::NoInput => step.waiting().map(|waiting| &waiting.no_input.say),
        PromptKind::NoMatch => step.waiting().map(|waiting| &waiting.no_match.say),
    }
}

/// Whether its words do not depend on where and of whom it is said.
pub(super) fn is_the_same_everywhere(prompt: &Prompt) -> bool {
    let is_same = |piece: &PromptPart| {
        matches!(
            piece,
            PromptPart::Text(_) | PromptPart::NameOf(_) | PromptPart::HoursOf(_) | PromptPart::NumberOf(_)
        )
    };
    prompt.pieces.iter().all(is_same)
}

/// The step whose prompt a recording of this name is, if there is one. The other way round than [`recording_names`].
pub(super) fn step_of_name(plan: &Plan, name: &str) -> Option<StepId> {
    KINDS.into_iter().filter_map(|kind| name.strip_suffix(part(kind))).find_map(|name| {
        let narrowed = name.match_indices('.').find_map(|(at, _)| {
            let narrower = &name[at + 1..];
            let is_known = plan.step_named(narrower).is_some() || plan.line_named(narrower).is_some();
            plan.step_named(&name[..at]).filter(|_| is_known)
        });
        plan.step_named(name).or(narrowed)
    })
}
