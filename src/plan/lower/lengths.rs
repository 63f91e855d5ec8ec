//! How long prompts are when they are spoken. A short text with many placeholders can be a long one for callers.

use std::collections::HashSet;

use super::lowering::PlanLowering;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Span;
use crate::plan::hours::NamedSchedule;
use crate::plan::ids::StepId;
use crate::plan::link::Target;
use crate::plan::model::{Step, StepKind};
use crate::plan::prompt::{Prompt, PromptPart};
use crate::plan::said::spoken_values;
use crate::plan::spoken_values::{KeptEntries, SpokenValues};
use crate::plan::waiting::Choice;

/// What is said of an option beside its words: "For , press 1."
const AROUND_AN_OPTION: usize = 14;

/// What an option takes that has no words of its own.
const STANDING_OPTION: usize = 30;

/// What stands for a number, an entry or the next opening, or for a name that is known only in a call.
const SOME_WORDS: usize = 40;

impl PlanLowering<'_> {
    /// Reports the prompts that are too long when their placeholders are filled in. Those of the defaults are spoken at many
    /// steps, and reported once.
    pub(super) fn check_lengths(&mut self, steps: &[Option<Step>], schedules: &[Option<NamedSchedule>]) {
        let mut told: HashSet<Span> = HashSet::new();
        // Reasons are names, and so is how values are said.
        let longest_name = self.limits.name_characters;
        for step in steps.iter().flatten() {
            for prompt in step.prompts() {
                let length = Length { steps, schedules, step, longest_name }.of(prompt);
                let limit = self.limits.prompt_characters;
                if length > limit && told.insert(prompt.span) {
                    let message = format!(
                        "with its placeholders filled in, this prompt has {length} characters; the limit is {limit}"
                    );
                    self.diagnostics.push(
                        Diagnostic::error("text-too-long", prompt.span, message)
                            .help("write each placeholder once"),
                    );
                }
            }
        }
    }

    /// What prompts say of calls. Reports a prompt that says an entry for which a call has no room, and steps that say more
    /// answers than it keeps apart.
    pub(super) fn spoken_values(&mut self, steps: &[Option<Step>]) -> SpokenValues {
        let (spoken, lost) = spoken_values(steps.iter().map(Option::as_ref));
        for (id, answers) in &spoken.answers {
            if let Some(step) = &steps[id.index()] {
                self.check_asked(step.origin.span, step.kind.word(), answers.len());
            }
        }
        if let Some(prompt) = lost {
            let most = KeptEntries::MAX_KEYS;
            let message = format!("prompts say entries of more than {most} digits together");
            let help = format!(
                "a call keeps {most} digits of all inputs that some prompt says with `{{entry.NAME}}`: \
                 say fewer of them, or give those inputs `digits` or a lower `max_digits`"
            );
            self.error("too-many-entries", prompt.span, message, help);
        }
        spoken
    }
}

/// What a step's prompts are filled in with.
struct Length<'a> {
    steps: &'a [Option<Step>],
    schedules: &'a [Option<NamedSchedule>],
    step: &'a Step,
    longest_name: usize,
}

impl Length<'_> {
    fn of(&self, prompt: &Prompt) -> usize {
        let length = |pieces: &[PromptPart]| match pieces {
            // Few prompts have so many pieces that they must be measured.
            [PromptPart::Text(_)] => 0,
            _ => pieces.iter().map(|piece| self.of_piece(piece)).sum(),
        };
        prompt.wordings().map(length).max().unwrap_or_default()
    }

    fn of_piece(&self, piece: &PromptPart) -> usize {
        match piece {
            PromptPart::Text(text) => text.chars().count(),
            PromptPart::Name => self.step.name.as_ref().map_or(SOME_WORDS, |name| name.chars().count()),
            PromptPart::NameOf(step) => self.name(*step),
            PromptPart::Options => self.options(),
            PromptPart::HoursOf(schedule) => self
                .schedules
                .get(schedule.index())
                .and_then(Option::as_ref)
                .map_or(0, |named| named.schedule.spoken().chars().count()),
            PromptPart::Hours => {
                let gate = self.step.gate.map(|gate| PromptPart::HoursOf(gate.schedule));
                gate.map_or(SOME_WORDS, |hours| self.of_piece(&hours))
            }
            PromptPart::NextOpen
            | PromptPart::NextOpenOf(_)
            | PromptPart::Number
            | PromptPart::NumberOf(_)
            | PromptPart::Entered
            | PromptPart::EntryOf(_)
            | PromptPart::Recording => SOME_WORDS,
            PromptPart::Reason | PromptPart::ReasonOf(_) | PromptPart::Answer(_) => self.longest_name,
            PromptPart::OptionalSentence(_) | PromptPart::OptionalSentenceEnd => 0,
        }
    }

    fn name(&self, step: StepId) -> usize {
        let step = self.steps.get(step.index()).and_then(Option::as_ref);
        let name = step.map(|step| step.name.as_ref().unwrap_or(&step.key));
        name.map_or(SOME_WORDS, |name| name.chars().count())
    }

    fn options(&self) -> usize {
        let length = |choice: &Choice| match (&choice.say, choice.link.target) {
            (Some(words), _) => words.chars().count() + AROUND_AN_OPTION,
            (None, Target::Step(step)) => self.name(step) + AROUND_AN_OPTION,
            (None, Target::HangUp | Target::Dropped | Target::Repeat | Target::Back) => STANDING_OPTION,
        };
        match &self.step.kind {
            StepKind::Menu(menu) => menu.ways().map(|(_, choice)| length(choice)).sum(),
            StepKind::Destination(destination) => destination.keys().map(|(_, choice)| length(choice)).sum(),
            _ => 0,
        }
    }
}
