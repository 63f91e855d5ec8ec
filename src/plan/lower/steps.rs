//! The states of a call.

use jiff::SignedDuration;

use super::entries::EarlierRoutes;
use super::lowering::PlanLowering;
use super::names::Namespace;
use super::prompts::PromptPlace;
use super::sounds::written_prompt;
use super::values::{TableStatements, said};
use super::waiting::{StepWaits, WaitDefaults, WaitWays, WrittenWay};
use crate::base::document::Placed;
use crate::base::source::Span;
use crate::plan::defaults;
use crate::plan::entry::{DigitCollection, EntryCompletion};
use crate::plan::ids::{ScheduleId, StepId};
use crate::plan::key::{Digits, Key};
use crate::plan::link::{Link, Target};
use crate::plan::model::{Gate, Input, Menu, Message, Step, StepKind};
use crate::plan::outside::Destination;
use crate::plan::pattern::Pattern;
use crate::plan::raw::{self, Text, Wording};
use crate::plan::sections::{Section, SectionEntry};
use crate::plan::waiting::Choice;

/// What kinds of step have in common.
#[derive(Default)]
struct Common<'r> {
    name: Option<&'r Wording>,
    unit: Option<&'r Text>,
    topics: &'r [Text],
    said: TableStatements<'r>,
}

impl<'v> PlanLowering<'v> {
    pub(super) fn steps(
        &mut self,
        entries: &[SectionEntry<'v>],
        defaults: &WaitDefaults,
    ) -> Vec<Option<Step>> {
        let steps = entries.iter().filter(|entry| entry.section.is_step());
        steps.map(|entry| self.step(entry, defaults)).collect()
    }

    fn step(&mut self, entry: &SectionEntry<'v>, defaults: &WaitDefaults) -> Option<Step> {
        let words = format!("{} `{}`", entry.section.word(), entry.name);
        match entry.section {
            Section::Menus => {
                let raw: raw::Menu = self.decode(entry, &words)?;
                self.menu(entry, &raw, defaults)
            }
            Section::Inputs => {
                let raw: raw::Input = self.decode(entry, &words)?;
                self.input(entry, &raw, defaults)
            }
            Section::Switches => {
                let raw: raw::Switch = self.decode(entry, &words)?;
                self.switch_step(entry, &raw)
            }
            Section::Messages => {
                let raw: raw::Message = self.decode(entry, &words)?;
                self.message(entry, &raw)
            }
            Section::Destinations => {
                let raw: raw::Destination = self.decode(entry, &words)?;
                self.destination(entry, &raw, defaults)
            }
            _ => {
                let raw: raw::Voicemail = self.decode(entry, &words)?;
                self.voicemail(entry, &raw)
            }
        }
    }

    fn finish(
        &mut self,
        entry: &SectionEntry<'v>,
        common: &Common<'_>,
        gate: Option<Gate>,
        kind: Option<StepKind>,
    ) -> Option<Step> {
        let name = self.worded_name(common.name);
        let unit = self.name(common.unit);
        let topics = self.names(common.topics);
        let origin = self.origin(entry.span, &common.said);
        let (name, translated_names) = name.map(|name| (name.own, name.others)).unzip();
        let translated_names = translated_names.unwrap_or_default();
        let key = entry.name.to_owned();
        Some(Step { key, name, translated_names, unit, topics, gate, kind: kind?, origin })
    }

    fn switch_step(&mut self, entry: &SectionEntry<'v>, raw: &raw::Switch) -> Option<Step> {
        let kind = self.switch(entry, raw).map(StepKind::Switch);
        let common = Common { said: said!(raw), ..Common::default() };
        self.finish(entry, &common, None, kind)
    }

    fn message(&mut self, entry: &SectionEntry<'v>, raw: &raw::Message) -> Option<Step> {
        let say = self.own_prompt(entry, &written_prompt!(raw), PromptPlace::Elsewhere);
        let then = self.link(&raw.then);
        let barge_in = raw.barge_in.as_ref().and_then(Placed::given).copied().unwrap_or(false);
        let kind = say.zip(then).map(|(say, then)| StepKind::Message(Message { say, then, barge_in }));
        let common = Common { said: said!(raw), ..Common::default() };
        self.finish(entry, &common, None, kind)
    }

    fn destination(
        &mut self,
        entry: &SectionEntry<'v>,
        raw: &raw::Destination,
        defaults: &WaitDefaults,
    ) -> Option<Step> {
        let gate = self.gate(entry, raw.hours.as_ref(), raw.closed.as_ref(), defaults);
        let place = if raw.keys.is_some() { PromptPlace::WithKeys } else { PromptPlace::Elsewhere };
        let say = self.any_prompt(&written_prompt!(raw), place).ok();
        let calls_back = raw.callback.as_ref().is_some_and(|yes| yes.given() == Some(&true));
        let follow_up = if calls_back {
            self.check_callback(raw);
            Some(None)
        } else {
            let follow_up = self.follow_up(entry, raw);
            follow_up.map(|follow_up| (!follow_up.ways.is_empty()).then(|| Box::new(follow_up)))
        };
        let kind = say
            .zip(follow_up)
            .map(|(say, follow_up)| StepKind::Destination(Destination { say, calls_back, follow_up }));
        let common =
            Common { name: Some(&raw.name), unit: raw.unit.as_ref(), topics: &raw.topics, said: said!(raw) };
        self.finish(entry, &common, gate, kind)
    }

    fn voicemail(&mut self, entry: &SectionEntry<'v>, raw: &raw::Voicemail) -> Option<Step> {
        let say = self.own_prompt(entry, &written_prompt!(raw), PromptPlace::Elsewhere);
        let common =
            Common { name: Some(&raw.name), unit: raw.unit.as_ref(), topics: &raw.topics, said: said!(raw) };
        self.finish(entry, &common, None, say.map(StepKind::Voicemail))
    }

    fn menu(&mut self, entry: &SectionEntry<'v>, raw: &raw::Menu, defaults: &WaitDefaults) -> Option<Step> {
        let gate = self.gate(entry, raw.hours.as_ref(), raw.closed.as_ref(), defaults);
        let say = self.own_prompt(entry, &written_prompt!(raw), PromptPlace::AtMenu);
        let keys = raw.keys.given().map(|keys| keys.0.as_slice());
        let mut choices = Box::new([const { None }; Key::COUNT]);
        let mut offered = Vec::new();
        let mut is_complete = keys.is_some();
        let mut ways = WaitWays::default();
        for (key, choice) in keys.unwrap_or_default() {
            let place = key.span;
            if let Some(name) = key.given().filter(|name| WaitWays::is_one(name)) {
                let choice = self.choice(place, choice);
                ways.keep(name, WrittenWay { name: place, choice });
                continue;
            }
            let key = self.key(key);
            let choice = self.choice(place, choice);
            match (key, choice) {
                (Some(key), Some(choice)) => {
                    choices[key.index()] = Some(choice);
                    offered.push(key);
                }
                _ => is_complete = false,
            }
        }
        let own = StepWaits {
            wait: raw.wait.as_ref(),
            no_input: raw.no_input.as_ref(),
            no_match: raw.no_match.as_ref(),
            again: raw.again.as_ref(),
            again_sound: raw.again_sound.as_ref(),
            again_seconds: raw.again_seconds.as_ref(),
            counter: raw.counter.as_ref(),
            spoken: PromptPlace::AtMenu,
            ways,
        };
        is_complete &= own.ways.are_read();
        let waiting = self.waiting(entry.span, own, defaults);
        let entries = self.entries(entry, raw, defaults);
        is_complete &= entries.is_some() == raw.entries.is_some();
        let barge_in = is_allowed(raw.barge_in.as_ref());
        let menu =
            say.map(|say| Menu { say, choices, offered, entries: entries.map(Box::new), waiting, barge_in });
        let common = Common {
            name: raw.name.as_ref(),
            unit: raw.unit.as_ref(),
            topics: &raw.topics,
            said: said!(raw),
        };
        self.finish(entry, &common, gate, menu.filter(|_| is_complete).map(StepKind::Menu))
    }

    /// What can be entered at a menu, besides its keys.
    fn entries(
        &mut self,
        entry: &SectionEntry<'v>,
        raw: &raw::Menu,
        defaults: &WaitDefaults,
    ) -> Option<DigitCollection> {
        let Some(entries) = &raw.entries else {
            for (key, place) in [("complete", &raw.complete), ("between_digits", &raw.between_digits)] {
                if let Some(place) = place.as_ref().filter(|_| self.is_whole) {
                    let message = format!("menu `{}` takes one key at a time", entry.name);
                    let help = format!("write `entries` for what can be entered, or remove `{key}`");
                    self.error("no-entries", place.span, message, help);
                }
            }
            return None;
        };
        let between_digits = self.between_digits(raw.between_digits.as_ref(), defaults);
        let completion = self.completion(raw.complete.as_ref()).unwrap_or(EntryCompletion::Clear);
        let mut earlier = EarlierRoutes::default();
        for (key, _) in raw.keys.given().map_or(&[][..], |keys| &keys.0) {
            let wired = key.given().and_then(|key| Pattern::parse(key).ok()).filter(|key| key.len() == 1);
            wired.and_then(|wired| earlier.add(&wired, key.span));
        }
        let mut ways = WaitWays::default();
        let routes = self.routes(&entries.given()?.0, None, None, earlier, &mut ways)?;
        if let Some(way) = ways.written() {
            let help = "write it under `keys`";
            self.error("bad-pattern", way.name, "this is a way of the menu, and no entry", help);
            return None;
        }
        let most = routes.iter().map(|route| route.pattern.len()).max();
        let Some(most) = most else {
            let message = format!("menu `{}` has no entries", entry.name);
            self.error("no-entries", entries.span, message, "write what can be entered, or remove `entries`");
            return None;
        };
        let most = most.min(Digits::MAX) as u8;
        Some(DigitCollection {
            fewest: 1,
            most,
            terminator: None,
            between_digits,
            completion,
            routes,
            then: None,
        })
    }

    fn between_digits(&mut self, own: Option<&Text>, defaults: &WaitDefaults) -> SignedDuration {
        self.wait(own).or(defaults.between_digits).unwrap_or(defaults::BETWEEN_DIGITS)
    }

    pub(super) fn choice(&mut self, key: Span, raw: &raw::Choice) -> Option<Choice> {
        let link = self.link(&raw.to);
        let say = self.worded_name(raw.say.as_ref());
        let (say, translated_say) = say.map(|say| (say.own, say.others)).unzip();
        let language = match &raw.language {
            Some(code) => self.language_code(code).map(Some),
            None => Some(None),
        };
        let origin = self.origin(key, &said!(raw));
        let translated_say = translated_say.unwrap_or_default();
        Some(Choice { link: link?, say, translated_say, language: language?, origin })
    }

    fn input(&mut self, entry: &SectionEntry<'v>, raw: &raw::Input, defaults: &WaitDefaults) -> Option<Step> {
        let gate = self.gate(entry, raw.hours.as_ref(), raw.closed.as_ref(), defaults);
        let say = self.own_prompt(entry, &written_prompt!(raw), PromptPlace::Elsewhere);
        let lengths = self.lengths(entry, raw);
        let terminator = raw.terminator.as_ref().and_then(|key| self.key(key));
        let mut ways = WaitWays::default();
        let routes = match &raw.routes {
            Some(routes) => {
                let earlier = EarlierRoutes::default();
                let routes = routes.given();
                routes.and_then(|routes| self.routes(&routes.0, lengths, terminator, earlier, &mut ways))
            }
            None => Some(Vec::new()),
        };
        let then = raw.then.as_ref().and_then(|then| self.link(then));
        let leads_nowhere =
            raw.then.is_none() && ways.are_none() && routes.as_ref().is_some_and(Vec::is_empty);
        if leads_nowhere && self.is_whole {
            let message = format!("input `{}` leads nowhere", entry.name);
            self.error(
                "no-routes",
                entry.span,
                message,
                "write `then`, or `routes` for the entries that are accepted",
            );
        }
        let own = StepWaits {
            wait: raw.wait.as_ref(),
            no_input: raw.no_input.as_ref(),
            no_match: raw.no_match.as_ref(),
            again: raw.again.as_ref(),
            again_sound: raw.again_sound.as_ref(),
            again_seconds: raw.again_seconds.as_ref(),
            counter: raw.counter.as_ref(),
            spoken: PromptPlace::Elsewhere,
            ways,
        };
        let are_read = own.ways.are_read();
        let waiting = self.waiting(entry.span, own, defaults);
        let between_digits = self.between_digits(raw.between_digits.as_ref(), defaults);
        // Whoever was told to press a key at the end presses it, and it must not be taken for the next step's.
        let usual = if terminator.is_some() { EntryCompletion::Pause } else { EntryCompletion::Match };
        let completion = self.completion(raw.complete.as_ref()).unwrap_or(usual);
        let barge_in = is_allowed(raw.barge_in.as_ref());
        let is_complete = then.is_some() == raw.then.is_some() && !leads_nowhere && are_read;
        let collected = |(fewest, most), routes| DigitCollection {
            fewest,
            most,
            terminator,
            between_digits,
            completion,
            routes,
            then,
        };
        let digits = lengths.zip(routes).map(|(lengths, routes)| collected(lengths, routes));
        let input = say.zip(digits).map(|(say, entry)| Input { say, entry, waiting, barge_in });
        let common = Common {
            name: raw.name.as_ref(),
            unit: raw.unit.as_ref(),
            topics: &raw.topics,
            said: said!(raw),
        };
        self.finish(entry, &common, gate, input.filter(|_| is_complete).map(StepKind::Input))
    }

    /// The hours that are checked when a call reaches a step.
    fn gate(
        &mut self,
        entry: &SectionEntry<'v>,
        hours: Option<&Text>,
        closed: Option<&Text>,
        defaults: &WaitDefaults,
    ) -> Option<Gate> {
        let own = closed.map(|closed| (closed.span, self.link(closed)));
        let Some(hours) = hours else {
            if let Some((span, _)) = own
                && self.is_whole
            {
                let message =
                    format!("{} `{}` is never closed: it has no hours", entry.section.word(), entry.name);
                self.error(
                    "closed-without-hours",
                    span,
                    message,
                    "write `hours = \"...\"`, or remove `closed`",
                );
            }
            return None;
        };
        let schedule = self.find(Namespace::Hours, hours).map(ScheduleId);
        let closed = match own {
            Some((_, link)) => link,
            None if defaults.closed.is_some() => defaults.closed,
            None => {
                if self.is_whole && !defaults.closed_is_given {
                    let message = format!(
                        "{} `{}` has hours, but nothing says where a call goes outside them",
                        entry.section.word(),
                        entry.name
                    );
                    let help = "write `closed = \"...\"` with the name of a step or \"hang-up\", here or in `[defaults]`";
                    self.error("hours-without-closed", hours.span, message, help);
                }
                None
            }
        };
        Some(Gate { schedule: schedule?, span: hours.span, closed: closed?, occasion: None })
    }

    /// Where a call goes next.
    pub(super) fn link(&mut self, to: &Text) -> Option<Link> {
        let target = match to.given()?.as_str() {
            "hang-up" => Target::HangUp,
            "dropped" => Target::Dropped,
            "repeat" => Target::Repeat,
            "back" => Target::Back,
            _ => Target::Step(StepId(self.find(Namespace::Steps, to)?)),
        };
        Some(Link { target, span: to.span })
    }

    /// Whether this is the name of a step; `repeat` and `back` mean nothing where no step is.
    pub(super) fn require_step_name(&mut self, to: &Text) -> bool {
        let is_relative = to.given().is_some_and(|word| matches!(word.as_str(), "repeat" | "back"));
        if is_relative {
            let message = "when a line is answered, nothing has been spoken yet";
            self.error("wrong-kind", to.span, message, "write the name of the step that answers");
        }
        !is_relative
    }
}

fn is_allowed(barge_in: Option<&Placed<bool>>) -> bool {
    barge_in.and_then(Placed::given).copied().unwrap_or(true)
}
