//! How the recording of a prompt is called: as its step is in the plan's files, which are before those who record.

use crate::base::Language;
use crate::call::PromptKind;
use crate::page::SpokenPrompt;
use crate::plan::{Plan, Prompt, PromptPart, Step, StepId};

/// What stands behind the name of a step.
fn part(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Prompt => "",
        PromptKind::Again => ".again",
        PromptKind::NoInput => ".no-input",
        PromptKind::NoMatch => ".no-match",
    }
}

/// What the recording of a step's prompt is called, without the ending: `main`, `main.no-input`, `main.es` where that is another
/// language than the plan's.
pub(super) fn own_name(plan: &Plan, step: &str, kind: PromptKind, language: Language) -> String {
    let language = Some(language).filter(|language| *language != plan.language);
    let language = language.map(|language| format!(".{}", language.code())).unwrap_or_default();
    format!("{step}{}{language}", part(kind))
}

/// Under which names a recording is looked for, the best first, without the ending: one that is for this subject or line alone,
/// that of the step, and those of steps that say the same words.
pub(super) fn recording_names(plan: &Plan, spoken: &SpokenPrompt) -> Vec<String> {
    let (utterance, kind) = (spoken.utterance, spoken.utterance.part);
    let step = plan.step(utterance.step);
    let subject = Some(utterance.subject).filter(|subject| *subject != utterance.step);
    let subject = subject.map(|subject| plan.step(subject).key.as_str());
    let line = spoken.line.map(|line| plan.line(line).key.as_str());
    let name = |step: &str| own_name(plan, step, kind, utterance.language);
    let narrower = subject.into_iter().chain(line).map(|narrower| name(&format!("{}.{narrower}", step.key)));
    let prompt = utterance.prompt(plan);
    let sound = prompt.and_then(sound_name);
    let mut names: Vec<String> = sound.into_iter().chain(narrower).chain([name(&step.key)]).collect();
    let pieces = utterance.pieces(plan);
    let is_wordless = prompt.is_some_and(Prompt::is_wordless);
    if !pieces.is_empty() && !is_wordless && is_the_same_everywhere(pieces) {
        let says_it =
            |other: &&Step| kind.of(other).is_some_and(|said| said.pieces_in(utterance.language) == pieces);
        let others = plan.steps().map(|(_, other)| other).filter(|other| other.key != step.key);
        names.extend(others.filter(says_it).map(|other| name(&other.key)));
    }
    names
}

/// The recording that the plan names for a prompt, without the ending.
pub(super) fn sound_name(prompt: &Prompt) -> Option<String> {
    let sound = prompt.sound.as_deref()?;
    let stem = sound.strip_suffix(".wav").or_else(|| sound.strip_suffix(".WAV"));
    Some(stem.unwrap_or(sound).to_owned())
}

/// Whether its words do not depend on where and of whom it is said.
pub(super) fn is_the_same_everywhere(pieces: &[PromptPart]) -> bool {
    let is_same = |piece: &PromptPart| {
        matches!(
            piece,
            PromptPart::Text(_) | PromptPart::NameOf(_) | PromptPart::HoursOf(_) | PromptPart::NumberOf(_)
        )
    };
    pieces.iter().all(is_same)
}

/// The step whose prompt a recording of this name is, if there is one. The other way round than [`recording_names`].
pub(super) fn step_of_name(plan: &Plan, name: &str) -> Option<StepId> {
    let translated = Language::ALL.into_iter().filter(|language| *language != plan.language);
    let translated = translated.filter_map(|language| name.strip_suffix(language.code())?.strip_suffix('.'));
    let spellings = std::iter::once(name).chain(translated);
    spellings.flat_map(|name| PromptKind::ALL.map(|kind| name.strip_suffix(part(kind)))).flatten().find_map(
        |name| {
            let narrowed = name.match_indices('.').find_map(|(at, _)| {
                let narrower = &name[at + 1..];
                let is_known = plan.step_named(narrower).is_some() || plan.line_named(narrower).is_some();
                plan.step_named(&name[..at]).filter(|_| is_known)
            });
            plan.step_named(name).or(narrowed)
        },
    )
}
