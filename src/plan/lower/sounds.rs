//! Recordings, and the words of those that somebody has written down.

use std::collections::HashMap;

use super::lowering::PlanLowering;
use super::prompts::PromptPlace;
use super::values::TextKind;
use crate::base::diagnostic::Diagnostic;
use crate::base::document::Placed;
use crate::base::source::Span;
use crate::plan::prompt::{Prompt, PromptPart};
use crate::plan::raw::{self, Text, Wording};
use crate::plan::sections::SectionEntry;
use crate::plan::translations::Translations;

/// What a step says of one of its prompts.
pub(super) struct WrittenPrompt<'r> {
    pub(super) say: Option<&'r Wording>,
    pub(super) sound: Option<&'r Text>,
    pub(super) seconds: Option<&'r Placed<f64>>,
}

/// A prompt that cannot be spoken, which has been reported.
pub(super) struct Unspeakable;

/// What a raw table says of its own prompt. Every one that speaks has these three keys.
macro_rules! written_prompt {
    ($raw:expr) => {
        $crate::plan::lower::sounds::WrittenPrompt {
            say: $raw.say.as_ref(),
            sound: $raw.sound.as_ref(),
            seconds: $raw.say_seconds.as_ref(),
        }
    };
}
pub(super) use written_prompt;

impl<'v> PlanLowering<'v> {
    /// The words of recordings, by path.
    pub(super) fn sounds(&mut self, entry: Option<&SectionEntry<'v>>) -> HashMap<String, Text> {
        let Some(raw) = entry.and_then(|entry| self.decode::<raw::Sounds>(entry, "the sounds")) else {
            return HashMap::new();
        };
        let mut words = HashMap::new();
        for (sound, text) in raw.0.0 {
            if let Some(path) = self.sound(&sound) {
                words.insert(path, text);
            }
        }
        words
    }

    /// The prompt of a step that must have one. None: there is none that can be spoken, which has been reported.
    pub(super) fn own_prompt(
        &mut self,
        entry: &SectionEntry<'v>,
        written: &WrittenPrompt<'_>,
        spoken: PromptPlace,
    ) -> Option<Prompt> {
        if written.say.is_none() && written.sound.is_none() {
            // Where the key was misspelled, that is told.
            let slip = ["did you mean `say`?", "did you mean `sound`?"];
            let is_slip = |told: &Diagnostic| told.help.iter().any(|help| slip.contains(&help.as_str()));
            if self.is_whole && !self.diagnostics.iter().any(is_slip) {
                let message = format!("{} `{}` has no `say`", entry.section.word(), entry.name);
                self.diagnostics.push(
                    Diagnostic::error("missing-key", entry.span, message)
                        .label("`say` is missing")
                        .help("write `say = \"what the caller hears\"`"),
                );
            }
            return None;
        }
        self.any_prompt(written, spoken).ok().flatten()
    }

    /// A prompt, if there is one. The error: it cannot be spoken, which has been reported.
    pub(super) fn any_prompt(
        &mut self,
        written: &WrittenPrompt<'_>,
        spoken: PromptPlace,
    ) -> Result<Option<Prompt>, Unspeakable> {
        let WrittenPrompt { say, sound, seconds } = *written;
        let Some(sound) = sound else {
            if let (None, Some(seconds)) = (say, seconds) {
                let help = "write `say`, or remove `say_seconds`";
                self.error("seconds-without-say", seconds.span, "nothing is spoken here", help);
            }
            return say.map(|say| self.prompt(say, seconds, spoken).ok_or(Unspeakable)).transpose();
        };
        let path = self.sound(sound).ok_or(Unspeakable)?;
        let of_table = || self.sound_words.get(&path).cloned();
        let mut prompt = match (say, say.is_none().then(of_table).flatten()) {
            (Some(words), _) => self.prompt(words, seconds, spoken),
            (None, Some(words)) => {
                let words = Wording { span: words.span, one: Some(words), entries: None };
                self.prompt(&words, seconds, spoken)
            }
            (None, None) => self.wordless(sound.span, seconds),
        }
        .ok_or(Unspeakable)?;
        prompt.sound = Some(path.into());
        Ok(Some(prompt))
    }

    fn wordless(&mut self, span: Span, seconds: Option<&Placed<f64>>) -> Option<Prompt> {
        let Some(seconds) = seconds else {
            let message = "neither the words of this recording are known nor how long it takes";
            let help = "write `say_seconds = 12`, or the words as `say`";
            self.error("sound-without-seconds", span, message, help);
            return None;
        };
        let seconds = self.seconds(seconds)?;
        let pieces = vec![PromptPart::Recording];
        let translations = Translations::default();
        Some(Prompt { pieces, translations, seconds: Some(seconds), sound: None, span })
    }

    /// The path of a recording.
    fn sound(&mut self, text: &Text) -> Option<String> {
        let path = self.text(text, TextKind::Name)?;
        let is_part = |part: &str| !part.is_empty() && part != "." && part != "..";
        if path.contains(['\\', ':']) || !path.split('/').all(is_part) {
            let message = format!("`{}` is not the path of a recording", path.escape_debug());
            let help = "write it as seen from the folder of recordings, as in \"custom/main.wav\"";
            self.error("bad-sound", text.span, message, help);
            return None;
        }
        Some(path)
    }
}
