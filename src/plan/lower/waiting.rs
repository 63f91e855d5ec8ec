//! What happens while a step waits for the caller, and what holds where it does not say.

use std::ops::RangeInclusive;

use jiff::SignedDuration;

use super::lowering::PlanLowering;
use super::prompts::PromptPlace;
use super::values::said;
use crate::base::Language;
use crate::base::source::Span;
use crate::plan::defaults;
use crate::plan::link::{Link, Target};
use crate::plan::model::{Misstep, Waiting};
use crate::plan::origin::Origin;
use crate::plan::prompt::{Prompt, PromptPart, PromptTranslation};
use crate::plan::raw::{self, Text};
use crate::plan::sections::SectionEntry;
use crate::plan::stock::StockPhrases;

/// How long a step may wait.
const WAITS: RangeInclusive<SignedDuration> = SignedDuration::from_secs(1)..=SignedDuration::from_mins(5);

/// What the plan says of all steps.
#[derive(Default)]
pub(super) struct WaitDefaults {
    pub(super) closed: Option<Link>,
    /// Whether the plan says where closed calls go, understandable or not.
    pub(super) closed_is_given: bool,
    pub(super) between_digits: Option<SignedDuration>,
    pub(super) origin: Option<Origin>,
    wait: Option<SignedDuration>,
    no_input: Partial,
    no_match: Partial,
}

/// A misstep as far as it is given.
#[derive(Clone, Default)]
struct Partial {
    say: Option<Prompt>,
    tries: Option<u8>,
    then: Option<Link>,
}

/// What a step says of its own waiting.
pub(super) struct StepWaits<'r> {
    pub(super) wait: Option<&'r Text>,
    pub(super) no_input: Option<&'r raw::Misstep>,
    pub(super) no_match: Option<&'r raw::Misstep>,
    pub(super) spoken: PromptPlace,
}

impl<'v> PlanLowering<'v> {
    pub(super) fn defaults(&mut self, entry: Option<&SectionEntry<'v>>) -> WaitDefaults {
        let Some(entry) = entry else { return WaitDefaults::default() };
        let Some(raw) = self.decode::<raw::Defaults>(entry, "the defaults") else {
            return WaitDefaults::default();
        };
        let origin = self.origin(entry.span, &said!(raw));
        WaitDefaults {
            origin: Some(origin),
            closed: raw.closed.as_ref().and_then(|closed| self.link(closed)),
            closed_is_given: raw.closed.is_some(),
            between_digits: self.wait(raw.between_digits.as_ref()),
            wait: self.wait(raw.wait.as_ref()),
            no_input: self.partial(raw.no_input.as_ref(), PromptPlace::Anywhere),
            no_match: self.partial(raw.no_match.as_ref(), PromptPlace::Anywhere),
        }
    }

    /// A time to wait, if one is given.
    pub(super) fn wait(&mut self, text: Option<&Text>) -> Option<SignedDuration> {
        self.duration(text?, &WAITS)
    }

    fn partial(&mut self, raw: Option<&raw::Misstep>, spoken: PromptPlace) -> Partial {
        let Some(raw) = raw else { return Partial::default() };
        Partial {
            say: raw.say.as_ref().and_then(|say| self.prompt(say, None, spoken)),
            tries: raw
                .tries
                .as_ref()
                .and_then(|tries| self.whole("tries", tries, 1..=20))
                .map(|tries| tries as u8),
            then: raw.then.as_ref().and_then(|then| self.link(then)),
        }
    }

    /// How the step at `span` waits: by what it says itself, else by the plan's defaults, else as everywhere.
    pub(super) fn waiting(&mut self, span: Span, own: &StepWaits<'_>, defaults: &WaitDefaults) -> Waiting {
        let is_menu = own.spoken == PromptPlace::AtMenu;
        let [no_input_say, no_match_say]: [fn(&StockPhrases) -> &'static str; 2] = if is_menu {
            [|stock| stock.menu_no_input, |stock| stock.menu_no_match]
        } else {
            [|stock| stock.input_no_input, |stock| stock.input_no_match]
        };
        let stock = |say: fn(&StockPhrases) -> &'static str| {
            let others = Language::ALL.into_iter().filter(|language| *language != self.language);
            let said = |language| vec![PromptPart::Text(say(StockPhrases::of(language)).to_owned())];
            let translation = |language| PromptTranslation { pieces: said(language), span };
            let translations = others.map(|language| (language, translation(language))).collect();
            Prompt { translations, pieces: said(self.language), seconds: None, span }
        };
        let [no_input_say, no_match_say] = [no_input_say, no_match_say].map(stock);
        let wait = self.wait(own.wait).or(defaults.wait).unwrap_or(defaults::WAIT);
        let no_input = self.partial(own.no_input, own.spoken);
        let no_match = self.partial(own.no_match, own.spoken);
        Waiting {
            wait,
            no_input: no_input.or(&defaults.no_input).or_built_in(no_input_say, span),
            no_match: no_match.or(&defaults.no_match).or_built_in(no_match_say, span),
        }
    }
}

impl Partial {
    fn or(self, defaults: &Self) -> Self {
        Self {
            say: self.say.or_else(|| defaults.say.clone()),
            tries: self.tries.or(defaults.tries),
            then: self.then.or(defaults.then),
        }
    }

    fn or_built_in(self, say: Prompt, span: Span) -> Misstep {
        Misstep {
            say: self.say.unwrap_or(say),
            tries: self.tries.unwrap_or(defaults::TRIES),
            then: self.then.unwrap_or(Link { target: Target::HangUp, span }),
        }
    }
}
