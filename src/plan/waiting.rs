//! What happens while a step waits for its caller, who presses nothing, or something that it does not take.

use std::fmt;

use jiff::SignedDuration;

use super::defaults;
use super::key::Key;
use super::link::{Link, Target};
use super::origin::Origin;
use super::prompt::{Prompt, PromptPart, PromptTranslation};
use super::stock::StockPhrases;
use super::translations::Translations;
use crate::base::Language;
use crate::base::source::Span;

/// What happens at a step that waits for the caller.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// How long the caller may stay silent after the prompt has ended.
    #[doc(alias = "response timeout")]
    pub wait: SignedDuration,
    /// What is said instead of the prompt when the step asks again. None: the prompt.
    #[doc(alias("greet-short", "reprompt"))]
    pub again: Option<Prompt>,
    /// How missteps are counted.
    pub counter: MisstepCounter,
    /// Where that is written, if the plan says it.
    pub counter_span: Option<Span>,
    /// The caller pressed nothing in time.
    #[doc(alias = "timeout")]
    pub no_input: Handling,
    /// The caller pressed what the step does not take.
    #[doc(alias = "invalid")]
    pub no_match: Handling,
}

/// What comes of silence, or of what a step does not take.
#[derive(Clone, Debug)]
pub enum Handling {
    /// It is a way, as a key is: the first silence, or the first other key, leads on, and nothing is counted.
    Way(Box<Choice>),
    /// It is a misstep: the step asks again, and gives up in the end.
    Misstep(Misstep),
}

/// What happens when the caller does not do what a step asks for.
#[derive(Clone, Debug)]
pub struct Misstep {
    /// What is said before the step asks again; may be nothing.
    pub say: Prompt,
    /// At which time the system gives up, from 1 to [`Misstep::MAX_TRIES`]. None: it asks again without end, and counts nothing.
    #[doc(alias("max attempts", "max retries", "loop count"))]
    pub tries: Option<u8>,
    /// Where that is written, if the plan says it.
    pub tries_span: Option<Span>,
    /// Where the call goes when it gives up; where it never does, it is asked again.
    pub then: Link,
    /// Whether what is said of it can be interrupted, where the prompt can.
    pub barge_in: bool,
}

/// How missteps are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MisstepCounter {
    /// Silence and wrong keys each for itself, anew whenever the call comes to the step.
    #[default]
    Apart,
    /// Both in one, anew whenever the call comes to the step.
    Together,
    /// Both in one that other steps have as well, from the beginning of the call to its end. Its position in
    /// [`Plan::counters`](super::Plan::counters).
    Shared(u8),
}

impl MisstepCounter {
    /// How many counters the steps of a plan may share.
    pub const MAX_SHARED: usize = 4;
}

/// What a key does; or silence, or any other key.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Where it leads.
    pub link: Link,
    /// How it is offered, where that is not the target's name.
    pub say: Option<String>,
    /// The same in other languages.
    pub translated_say: Translations<String>,
    /// The language that the caller is spoken to in from here on, if it is settled here.
    pub language: Option<Language>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What a caller does to take a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WayKey {
    /// Presses this key.
    Key(Key),
    /// Stays on the line and presses nothing.
    Silence,
    /// Presses any other key, or enters what is not taken otherwise.
    Other,
}

/// As the plan's files write it.
impl fmt::Display for WayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => key.fmt(f),
            Self::Silence => f.write_str("silence"),
            Self::Other => f.write_str("other"),
        }
    }
}

impl Waiting {
    /// Silence and any other key, as far as they are ways.
    pub fn ways(&self) -> impl Iterator<Item = (WayKey, &Choice)> {
        let silence = self.no_input.way().map(|way| (WayKey::Silence, way));
        let other = self.no_match.way().map(|way| (WayKey::Other, way));
        silence.into_iter().chain(other)
    }

    /// Where silence and what is not taken lead in the end.
    #[must_use]
    pub fn links(&self) -> [Link; 2] {
        [self.no_input.link(), self.no_match.link()]
    }

    /// What is said of missteps, and when the step asks again.
    pub fn prompts(&self) -> impl Iterator<Item = &Prompt> {
        [&self.no_input, &self.no_match].into_iter().filter_map(Handling::say).chain(&self.again)
    }
}

impl Misstep {
    /// The most tries.
    pub const MAX_TRIES: u8 = 20;

    /// What happens at silence, or at what is not taken, where a plan says nothing.
    pub(crate) fn built_in(is_menu: bool, is_silence: bool, own: Language, span: Span) -> Self {
        let say = |language: Language| {
            let stock = StockPhrases::of(language);
            let said = match (is_menu, is_silence) {
                (true, true) => stock.menu_no_input,
                (true, false) => stock.menu_no_match,
                (false, true) => stock.input_no_input,
                (false, false) => stock.input_no_match,
            };
            vec![PromptPart::Text(said.to_owned())]
        };
        let others = Language::ALL.into_iter().filter(|language| *language != own);
        let translation = |language| PromptTranslation { pieces: say(language), span };
        let translations = others.map(|language| (language, translation(language))).collect();
        let say = Prompt { translations, pieces: say(own), seconds: None, sound: None, span };
        let then = Link { target: Target::HangUp, span };
        Self { say, tries: Some(defaults::TRIES), tries_span: None, then, barge_in: true }
    }
}

impl Handling {
    /// Where it leads: at once, or when the step gives up.
    #[must_use]
    pub fn link(&self) -> Link {
        match self {
            Self::Way(way) => way.link,
            Self::Misstep(misstep) => misstep.then,
        }
    }

    /// The same, to be changed.
    pub fn link_mut(&mut self) -> &mut Link {
        match self {
            Self::Way(way) => &mut way.link,
            Self::Misstep(misstep) => &mut misstep.then,
        }
    }

    /// The way, if it is one.
    #[must_use]
    pub fn way(&self) -> Option<&Choice> {
        match self {
            Self::Way(way) => Some(way),
            Self::Misstep(_) => None,
        }
    }

    /// The misstep, if it is one.
    #[must_use]
    pub fn misstep(&self) -> Option<&Misstep> {
        match self {
            Self::Way(_) => None,
            Self::Misstep(misstep) => Some(misstep),
        }
    }

    /// The same, to be changed.
    pub fn misstep_mut(&mut self) -> Option<&mut Misstep> {
        match self {
            Self::Way(_) => None,
            Self::Misstep(misstep) => Some(misstep),
        }
    }

    /// What is said of it before the step asks again.
    #[must_use]
    pub fn say(&self) -> Option<&Prompt> {
        self.misstep().map(|misstep| &misstep.say)
    }
}
