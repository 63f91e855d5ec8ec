//! What happens while a step waits for the caller, and what holds where it does not say.

use std::ops::RangeInclusive;

use jiff::SignedDuration;

use super::lowering::PlanLowering;
use super::prompts::PromptPlace;
use super::sounds::{WrittenPrompt, written_prompt};
use super::values::{TextKind, said};
use crate::base::diagnostic::Diagnostic;
use crate::base::document::Placed;
use crate::base::source::Span;
use crate::plan::defaults;
use crate::plan::link::{Link, Target};
use crate::plan::origin::Origin;
use crate::plan::prompt::Prompt;
use crate::plan::raw::{self, Text, Wording};
use crate::plan::sections::SectionEntry;
use crate::plan::translations::Translations;
use crate::plan::waiting::{Choice, Handling, Misstep, MisstepCounter, Waiting};

const MAX_TRIES: u16 = Misstep::MAX_TRIES as u16;

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
    counter: Option<(MisstepCounter, Span)>,
    no_input: Partial,
    no_match: Partial,
}

/// A misstep as far as it is given.
#[derive(Clone, Default)]
struct Partial {
    say: Option<Prompt>,
    tries: Option<(Tries, Span)>,
    then: Option<Link>,
    barge_in: Option<bool>,
}

/// How often a step asks.
#[derive(Clone, Copy)]
enum Tries {
    Limited(u8),
    Unlimited,
}

impl Tries {
    fn limit(self) -> Option<u8> {
        match self {
            Self::Limited(tries) => Some(tries),
            Self::Unlimited => None,
        }
    }
}

/// What a step says of its own waiting.
pub(super) struct StepWaits<'r> {
    pub(super) wait: Option<&'r Text>,
    pub(super) no_input: Option<&'r raw::Misstep>,
    pub(super) no_match: Option<&'r raw::Misstep>,
    pub(super) again: Option<&'r Wording>,
    pub(super) again_sound: Option<&'r Text>,
    pub(super) again_seconds: Option<&'r Placed<f64>>,
    pub(super) counter: Option<&'r Text>,
    pub(super) spoken: PromptPlace,
    pub(super) ways: WaitWays,
}

/// Silence and any other key, as far as they are written as ways.
#[derive(Default)]
pub(super) struct WaitWays {
    pub(super) silence: Option<WrittenWay>,
    pub(super) other: Option<WrittenWay>,
}

/// A way, and where its name is written.
pub(super) struct WrittenWay {
    pub(super) name: Span,
    /// None: it could not be read.
    pub(super) choice: Option<Choice>,
}

impl WaitWays {
    /// Whether a name stands for one of them.
    pub(super) fn is_one(name: &str) -> bool {
        matches!(name, "silence" | "other")
    }

    /// Whether each that is written could be read.
    pub(super) fn are_read(&self) -> bool {
        [&self.silence, &self.other].into_iter().flatten().all(|way| way.choice.is_some())
    }

    /// One that is written, if any is.
    pub(super) fn written(&self) -> Option<&WrittenWay> {
        self.silence.as_ref().or(self.other.as_ref())
    }

    pub(super) fn are_none(&self) -> bool {
        self.silence.is_none() && self.other.is_none()
    }

    /// Keeps a way by its name.
    pub(super) fn keep(&mut self, name: &str, way: WrittenWay) {
        *if name == "silence" { &mut self.silence } else { &mut self.other } = Some(way);
    }
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
            counter: raw.counter.as_ref().and_then(|counter| self.counter(counter)),
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
        let tries = raw.tries.as_ref().and_then(|tries| self.whole("tries", tries, 1..=MAX_TRIES));
        let unlimited = raw.unlimited.as_ref().filter(|unlimited| unlimited.given() == Some(&true));
        let is_unlimited = unlimited.is_some();
        let tries = match (unlimited, &raw.tries) {
            (Some(unlimited), _) => Some((Tries::Unlimited, unlimited.span)),
            (None, Some(written)) => tries.map(|tries| (Tries::Limited(tries as u8), written.span)),
            (None, None) => None,
        };
        let ended = [raw.tries.as_ref().map(|tries| tries.span), raw.then.as_ref().map(|then| then.span)];
        if let (true, Some(place)) = (is_unlimited, ended.into_iter().flatten().next()) {
            let message = "the step never gives up: `unlimited` says so";
            self.error("unlimited-tries", place, message, "remove this, or `unlimited`");
        }
        Partial {
            say: match raw.sound {
                Some(_) => self.any_prompt(&written_prompt!(raw), spoken).ok().flatten(),
                None => raw
                    .say
                    .as_ref()
                    .and_then(|say| self.prompt_or_silence(say, raw.say_seconds.as_ref(), spoken)),
            },
            tries,
            then: raw.then.as_ref().and_then(|then| self.link(then)),
            barge_in: raw.barge_in.as_ref().and_then(Placed::given).copied(),
        }
    }

    /// A prompt, or nothing where the text is empty.
    fn prompt_or_silence(
        &mut self,
        say: &Wording,
        seconds: Option<&Placed<f64>>,
        spoken: PromptPlace,
    ) -> Option<Prompt> {
        let is_empty = |text: &Text| text.given().is_some_and(String::is_empty);
        if say.one.as_ref().is_some_and(is_empty) {
            let translations = Translations::default();
            return Some(Prompt {
                pieces: Vec::new(),
                translations,
                seconds: None,
                sound: None,
                span: say.span,
            });
        }
        self.prompt(say, seconds, spoken)
    }

    /// How missteps are counted.
    fn counter(&mut self, text: &Text) -> Option<(MisstepCounter, Span)> {
        match text.given()?.as_str() {
            "apart" => return Some((MisstepCounter::Apart, text.span)),
            "together" => return Some((MisstepCounter::Together, text.span)),
            _ => {}
        }
        let name = self.text(text, TextKind::Name)?;
        let known = self.counters.iter().position(|known| *known == name);
        if known.is_none() && self.counters.len() == MisstepCounter::MAX_SHARED {
            let known: Vec<String> = self.counters.iter().map(|name| format!("`{name}`")).collect();
            let known = known.join(", ");
            let message =
                format!("a plan can have at most {} counters of its own", MisstepCounter::MAX_SHARED);
            self.error("too-many-counters", text.span, message, format!("use one of {known}"));
            return None;
        }
        let index = known.unwrap_or_else(|| {
            self.counters.push(name);
            self.counters.len() - 1
        });
        Some((MisstepCounter::Shared(index as u8), text.span))
    }

    /// How the step at `span` waits: by what it says itself, else by the plan's defaults, else as everywhere.
    pub(super) fn waiting(&mut self, span: Span, own: StepWaits<'_>, defaults: &WaitDefaults) -> Waiting {
        let is_menu = own.spoken == PromptPlace::AtMenu;
        let language = self.language;
        let wait = self.wait(own.wait).or(defaults.wait).unwrap_or(defaults::WAIT);
        let no_input = self.partial(own.no_input, own.spoken);
        let no_match = self.partial(own.no_match, own.spoken);
        let again = match own.again_sound {
            Some(_) => {
                let written =
                    WrittenPrompt { say: own.again, sound: own.again_sound, seconds: own.again_seconds };
                self.any_prompt(&written, own.spoken).ok().flatten()
            }
            None => own.again.and_then(|again| self.prompt_or_silence(again, own.again_seconds, own.spoken)),
        };
        if let (None, None, Some(seconds)) = (own.again, own.again_sound, own.again_seconds) {
            let help = "write `again`, or remove `again_seconds`";
            self.error(
                "seconds-without-say",
                seconds.span,
                "nothing else is spoken when this asks again",
                help,
            );
        }
        let counter = own.counter.and_then(|counter| self.counter(counter)).or(defaults.counter);
        let (counter, counter_span) = counter.unzip();
        self.check_handled(own.ways.silence.as_ref(), own.no_input, ["silence", "no_input"]);
        self.check_handled(own.ways.other.as_ref(), own.no_match, ["other", "no_match"]);
        Waiting {
            wait,
            again,
            counter: counter.unwrap_or_default(),
            counter_span,
            no_input: handling(
                own.ways.silence,
                no_input.or(&defaults.no_input).or_else(Misstep::built_in(is_menu, true, language, span)),
            ),
            no_match: handling(
                own.ways.other,
                no_match.or(&defaults.no_match).or_else(Misstep::built_in(is_menu, false, language, span)),
            ),
        }
    }

    /// Reports what is handled twice: as a way, and as a misstep of the same step.
    fn check_handled(&mut self, way: Option<&WrittenWay>, misstep: Option<&raw::Misstep>, what: [&str; 2]) {
        let (Some(way), Some(misstep)) = (way, misstep) else { return };
        let [name, table] = what;
        let parts = [
            misstep.say.as_ref().map(|say| say.span),
            misstep.tries.as_ref().map(|tries| tries.span),
            misstep.then.as_ref().map(|then| then.span),
        ];
        let message = format!("`{name}` leads on at once, so that `{table}` never comes about");
        let help = format!("remove `{table}` here; or remove `{name}`, and let `{table}` say where calls go");
        let mut told = Diagnostic::error("handled-twice", way.name, message).help(help);
        if let Some(place) = parts.into_iter().flatten().next() {
            told = told.related(place, format!("`{table}` is set here"));
        }
        self.diagnostics.push(told);
    }
}

fn handling(way: Option<WrittenWay>, misstep: Misstep) -> Handling {
    match way.and_then(|way| way.choice) {
        Some(choice) => Handling::Way(Box::new(choice)),
        None => Handling::Misstep(misstep),
    }
}

impl Partial {
    fn or(self, defaults: &Self) -> Self {
        // Whoever says where calls go when a step gives up wants it to.
        let inherited = defaults.tries.filter(|(tries, _)| tries.limit().is_some() || self.then.is_none());
        Self {
            say: self.say.or_else(|| defaults.say.clone()),
            tries: self.tries.or(inherited),
            then: self.then.or(defaults.then),
            barge_in: self.barge_in.or(defaults.barge_in),
        }
    }

    fn or_else(self, built_in: Misstep) -> Misstep {
        let (tries, tries_span) = self.tries.unzip();
        let tries = tries.map_or(built_in.tries, Tries::limit);
        let again = Link { target: Target::Repeat, span: built_in.then.span };
        Misstep {
            say: self.say.unwrap_or(built_in.say),
            tries,
            tries_span,
            then: if tries.is_some() { self.then.unwrap_or(built_in.then) } else { again },
            barge_in: self.barge_in.unwrap_or(built_in.barge_in),
        }
    }
}
