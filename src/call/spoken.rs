use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::event::Utterance;
use super::prompt_kind::PromptKind;
use crate::number::Dialed;
use crate::plan::{
    Choice, Key, LineId, Menu, Plan, Prompt, PromptPart, ScheduleId, StepId, StepKind, Target, WordCount,
};
use crate::time::Zone;

/// An utterance in words, as it is spoken at one moment to one caller.
#[derive(Clone, Copy, Debug)]
pub struct SpokenText<'a> {
    /// The plan whose prompt it is.
    pub plan: &'a Plan,
    /// The line that was dialed.
    pub line: Option<LineId>,
    /// The number that was dialed.
    pub dialled: Dialed,
    /// The caller's zone.
    pub caller_zone: Zone,
    /// What is spoken.
    pub utterance: Utterance,
    /// When it begins.
    pub at: Timestamp,
}

impl Utterance {
    /// The prompt that is spoken.
    #[must_use]
    pub fn prompt<'p>(&self, plan: &'p Plan) -> Option<&'p Prompt> {
        let step = plan.step(self.step);
        match self.part {
            PromptKind::Prompt => step.prompt(),
            PromptKind::NoInput => step.waiting().map(|waiting| &waiting.no_input.say),
            PromptKind::NoMatch => step.waiting().map(|waiting| &waiting.no_match.say),
        }
    }
}

impl SpokenText<'_> {
    /// How long it takes: as the plan says, or estimated from the words at the plan's speaking rate.
    #[must_use]
    pub fn duration(&self) -> SignedDuration {
        let given = self.utterance.prompt(self.plan).and_then(|prompt| prompt.seconds);
        given.unwrap_or_else(|| {
            let mut words = WordCount::default();
            // Counting words cannot fail.
            let _ = fmt::Write::write_fmt(&mut words, format_args!("{self}"));
            self.plan.speech.duration(words)
        })
    }

    fn name(&self, f: &mut fmt::Formatter<'_>, step: StepId) -> fmt::Result {
        let step = self.plan.step(step);
        match (&step.name, self.line) {
            (Some(name), _) => f.write_str(name),
            (None, Some(line)) => f.write_str(&self.plan.line(line).name),
            (None, None) => f.write_str(&step.key),
        }
    }

    fn options(&self, f: &mut fmt::Formatter<'_>, menu: &Menu) -> fmt::Result {
        // What is not there has no name by which it could be offered.
        let is_offered = |choice: &Choice| choice.say.is_some() || choice.link.target != Target::Dropped;
        for (index, (key, choice)) in menu.choices().filter(|(_, choice)| is_offered(choice)).enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            self.option(f, key, choice)?;
        }
        Ok(())
    }

    fn option(&self, f: &mut fmt::Formatter<'_>, key: Key, choice: &Choice) -> fmt::Result {
        let key = key.spoken();
        match (&choice.say, choice.link.target) {
            (Some(words), _) => write!(f, "For {words}, press {key}."),
            (None, Target::Repeat) => write!(f, "To hear this again, press {key}."),
            (None, Target::Back) => write!(f, "To go back, press {key}."),
            (None, Target::Dropped) => Ok(()),
            (None, Target::HangUp) => write!(f, "To end the call, press {key}."),
            (None, target @ Target::Step(_)) => {
                write!(f, "For {}, press {key}.", self.plan.target_name(target))
            }
        }
    }

    fn hours(&self, f: &mut fmt::Formatter<'_>, schedule: ScheduleId) -> fmt::Result {
        f.write_str(self.plan.schedule(schedule).schedule.spoken())
    }

    fn piece(&self, f: &mut fmt::Formatter<'_>, piece: &PromptPart) -> fmt::Result {
        match piece {
            PromptPart::Text(text) => f.write_str(text),
            PromptPart::Name => self.name(f, self.utterance.subject),
            PromptPart::NameOf(step) => self.name(f, *step),
            PromptPart::Options => match &self.plan.step(self.utterance.step).kind {
                StepKind::Menu(menu) => self.options(f, menu),
                _ => Ok(()),
            },
            PromptPart::Hours => self.utterance.hours.map_or(Ok(()), |schedule| self.hours(f, schedule)),
            PromptPart::HoursOf(schedule) => self.hours(f, *schedule),
            PromptPart::NextOpen => {
                self.utterance.hours.map_or(Ok(()), |schedule| self.next_open(f, schedule))
            }
            PromptPart::NextOpenOf(schedule) => self.next_open(f, *schedule),
            PromptPart::Number => write!(f, "{}", self.dialled),
            PromptPart::NumberOf(line) => write!(f, "{}", self.plan.line(*line).number.value),
            PromptPart::Entered => write!(f, "{}", self.utterance.entered),
        }
    }

    fn next_open(&self, f: &mut fmt::Formatter<'_>, schedule: ScheduleId) -> fmt::Result {
        let timetable = self.plan.schedule(schedule).schedule.in_zone(self.caller_zone);
        write!(f, "{}", timetable.next_opening(self.at))
    }
}

impl fmt::Display for SpokenText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(prompt) = self.utterance.prompt(self.plan) else { return Ok(()) };
        prompt.pieces.iter().try_for_each(|piece| self.piece(f, piece))
    }
}

/// What is spoken, with parts of it left open: equal where the rest is the same.
#[derive(Clone, Copy, Debug)]
pub struct SpokenOutline<'a> {
    spoken: SpokenText<'a>,
    with_options: bool,
}

impl<'a> SpokenText<'a> {
    /// The words without those that tell when it is open.
    #[must_use]
    pub fn without_hours(self) -> SpokenOutline<'a> {
        SpokenOutline { spoken: self, with_options: true }
    }

    /// The words without those that tell when it is open, and without the options of a menu.
    #[must_use]
    pub fn without_options(self) -> SpokenOutline<'a> {
        SpokenOutline { spoken: self, with_options: false }
    }
}

impl fmt::Display for SpokenOutline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(prompt) = self.spoken.utterance.prompt(self.spoken.plan) else { return Ok(()) };
        prompt.pieces.iter().try_for_each(|piece| match piece {
            PromptPart::Hours | PromptPart::HoursOf(_) => f.write_str("{hours}"),
            PromptPart::NextOpen | PromptPart::NextOpenOf(_) => f.write_str("{next_open}"),
            PromptPart::Options if !self.with_options => f.write_str("{options}"),
            piece => self.spoken.piece(f, piece),
        })
    }
}
