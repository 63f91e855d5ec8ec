use std::fmt::{self, Write as _};

use jiff::{SignedDuration, Timestamp};

use super::event::Utterance;
use crate::base::text::counted;
use crate::number::Dialed;
use crate::plan::{
    AnswerId, Choice, KeptEntry, LineId, Plan, Prompt, PromptPart, ScheduleId, SentenceNeed, StepId,
    StepKind, StockPhrases, Target, WayKey, WordCount,
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
        self.part.of(plan.step(self.step))
    }

    /// What is said, in the language in which it is.
    #[must_use]
    pub fn pieces<'p>(&self, plan: &'p Plan) -> &'p [PromptPart] {
        self.prompt(plan).map_or(&[], |prompt| prompt.pieces_in(self.language))
    }
}

impl SpokenText<'_> {
    /// How long it takes: as the plan says, or estimated from the words at the plan's speaking rate.
    #[must_use]
    pub fn duration(&self) -> SignedDuration {
        let language = self.utterance.language;
        let given = self.utterance.prompt(self.plan).and_then(|prompt| prompt.seconds_in(language));
        given.unwrap_or_else(|| {
            let mut words = WordCount::default();
            // Counting words cannot fail.
            let _ = fmt::Write::write_fmt(&mut words, format_args!("{self}"));
            self.plan.speech.duration(words)
        })
    }

    fn name(&self, f: &mut fmt::Formatter<'_>, step: StepId) -> fmt::Result {
        let language = self.utterance.language;
        match (self.plan.step_name(step, language), self.line) {
            (Some(name), _) => f.write_str(name),
            (None, Some(line)) => f.write_str(self.plan.line_name(line, language)),
            (None, None) => f.write_str(&self.plan.step(step).key),
        }
    }

    fn options<'c>(
        &self,
        f: &mut fmt::Formatter<'_>,
        ways: impl Iterator<Item = (WayKey, &'c Choice)>,
    ) -> fmt::Result {
        let offered = ways.filter(|(way, choice)| match (way, choice.link.target) {
            _ if choice.say.is_some() => true,
            // What is not there has no name by which it could be offered. Other keys are pressed by mistake, as a rule: whoever means
            // them to be chosen gives them words.
            (_, Target::Dropped) | (WayKey::Other, _) => false,
            (WayKey::Key(_), _) => true,
            // Nobody is told to wait for the end of the call.
            (WayKey::Silence, target) => target != Target::HangUp,
        });
        for (index, (way, choice)) in offered.enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            self.option(f, way, choice)?;
        }
        Ok(())
    }

    fn option(&self, f: &mut fmt::Formatter<'_>, way: WayKey, choice: &Choice) -> fmt::Result {
        let language = self.utterance.language;
        let stock = StockPhrases::of(language);
        let words = choice.translated_say.get(language).or(choice.say.as_ref()).map(String::as_str);
        match (words, choice.link.target) {
            (Some(words), _) => write!(f, "{}{words}", stock.option)?,
            (None, Target::Repeat) => f.write_str(stock.repeat)?,
            (None, Target::Back) => f.write_str(stock.back)?,
            (None, Target::Dropped) => return Ok(()),
            (None, Target::HangUp) => f.write_str(stock.hang_up)?,
            (None, Target::Step(step)) => {
                let name = self.plan.step_name(step, language).unwrap_or(&self.plan.step(step).key);
                write!(f, "{}{name}", stock.option)?;
            }
        }
        match way {
            WayKey::Key(key) => write!(f, "{}{}.", stock.press, stock.key(key.index())),
            WayKey::Silence => write!(f, "{}.", stock.stay),
            WayKey::Other => write!(f, "{}.", stock.any_other),
        }
    }

    fn hours(&self, f: &mut fmt::Formatter<'_>, schedule: ScheduleId) -> fmt::Result {
        f.write_str(self.plan.schedule(schedule).schedule.spoken_in(self.utterance.language))
    }

    fn piece(&self, f: &mut fmt::Formatter<'_>, piece: &PromptPart) -> fmt::Result {
        match piece {
            PromptPart::Text(text) => f.write_str(text),
            PromptPart::Name => self.name(f, self.utterance.subject),
            PromptPart::NameOf(step) => self.name(f, *step),
            PromptPart::Options => match &self.plan.step(self.utterance.step).kind {
                StepKind::Menu(menu) => self.options(f, menu.ways()),
                StepKind::Destination(destination) => {
                    self.options(f, destination.keys().map(|(key, choice)| (WayKey::Key(key), choice)))
                }
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
            PromptPart::EntryOf(input) => self.entry(f, *input),
            PromptPart::Answer(answer) => f.write_str(self.answer(*answer)),
            PromptPart::Reason => f.write_str(self.reason(None).unwrap_or_default()),
            PromptPart::ReasonOf(schedule) => f.write_str(self.reason(Some(*schedule)).unwrap_or_default()),
            PromptPart::OptionalSentence(_) | PromptPart::OptionalSentenceEnd => Ok(()),
            PromptPart::Recording => {
                let seconds = u64::try_from(self.duration().as_millis()).unwrap_or(0).div_ceil(1000);
                write!(f, "(recording, {})", counted(seconds as usize, "second"))
            }
        }
    }

    /// What the outside has answered, as it is said; what is usual, where nobody has asked.
    fn answer(&self, answer: AnswerId) -> &str {
        let mut said = self.plan.said_answers(self.utterance.step).iter();
        let value = said.position(|said| *said == answer).and_then(|at| self.utterance.answers.get(at));
        let answer = self.plan.answer(answer);
        answer.said(value.unwrap_or(answer.usual), self.utterance.language)
    }

    fn kept(&self, input: StepId) -> Option<KeptEntry> {
        self.utterance.kept.get(self.plan.kept_input(input)?)
    }

    /// What was entered at an input, digit by digit.
    fn entry(&self, f: &mut fmt::Formatter<'_>, input: StepId) -> fmt::Result {
        let stock = StockPhrases::of(self.utterance.language);
        match self.kept(input) {
            None => Ok(()),
            Some(KeptEntry::Some) => self.entry_outline(f, input),
            Some(KeptEntry::Known(entry)) => entry.keys().enumerate().try_for_each(|(position, key)| {
                let before = if position == 0 { "" } else { ", " };
                write!(f, "{before}{}", stock.digit(key.index()))
            }),
        }
    }

    /// What was entered at an input, left open.
    fn entry_outline(&self, f: &mut fmt::Formatter<'_>, input: StepId) -> fmt::Result {
        write!(f, "{{entry.{}}}", self.plan.step(input).key)
    }

    /// Whether a sentence cannot be said.
    fn lacks(&self, need: SentenceNeed) -> bool {
        match need {
            SentenceNeed::Reason(of) => self.reason(of).is_none(),
            SentenceNeed::Entry(input) => self.kept(input).is_none(),
        }
    }

    /// For what some hours are closed, or those that are meant where a prompt names none.
    fn reason(&self, of: Option<ScheduleId>) -> Option<&str> {
        let schedule = of.or(self.utterance.hours)?;
        let name = self.plan.schedule(schedule).schedule.in_zone(self.caller_zone).closed_for(self.at)?;
        Some(self.plan.reason_in(name, self.utterance.language))
    }

    fn next_open(&self, f: &mut fmt::Formatter<'_>, schedule: ScheduleId) -> fmt::Result {
        let timetable = self.plan.schedule(schedule).schedule.in_zone(self.caller_zone);
        write!(f, "{}", timetable.next_opening(self.at).in_language(self.utterance.language))
    }
}

/// A piece of what is spoken.
struct SpokenPiece<'a> {
    spoken: SpokenText<'a>,
    piece: &'a PromptPart,
}

impl fmt::Display for SpokenPiece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spoken.piece(f, self.piece)
    }
}

/// Writes on, and knows what it has written last.
struct LastSign<'f, W> {
    out: &'f mut W,
    last: Option<char>,
}

impl<W: fmt::Write> fmt::Write for LastSign<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.last = text.chars().next_back().or(self.last);
        self.out.write_str(text)
    }
}

impl fmt::Display for SpokenText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pieces = self.utterance.pieces(self.plan);
        if let [only] = pieces {
            return self.piece(f, only);
        }
        let mut out = LastSign { out: f, last: None };
        let mut is_left_out = false;
        for piece in pieces {
            match piece {
                PromptPart::OptionalSentence(need) => is_left_out |= self.lacks(*need),
                PromptPart::OptionalSentenceEnd => is_left_out = false,
                _ if is_left_out => {}
                // A name or a time that ends with a period, "8 p. m.", ends the sentence, too.
                PromptPart::Text(text) if out.last == Some('.') => {
                    let is_end = text.starts_with('.') && !text.starts_with("..");
                    out.write_str(if is_end { &text[1..] } else { text })?;
                }
                piece => write!(out, "{}", SpokenPiece { spoken: *self, piece })?,
            }
        }
        Ok(())
    }
}

/// What is spoken, with parts of it left open: equal where the rest is the same.
#[derive(Clone, Copy, Debug)]
pub struct SpokenOutline<'a> {
    spoken: SpokenText<'a>,
    with_options: bool,
    with_hours: bool,
}

impl<'a> SpokenText<'a> {
    /// The words without those that tell when it is open.
    #[must_use]
    pub fn without_hours(self) -> SpokenOutline<'a> {
        SpokenOutline { spoken: self, with_options: true, with_hours: false }
    }

    /// The words without those that change with time: hours are said, and when it opens next is not.
    #[must_use]
    pub fn without_times(self) -> SpokenOutline<'a> {
        SpokenOutline { spoken: self, with_options: true, with_hours: true }
    }

    /// The words without those that tell when it is open, and without the options of a menu.
    #[must_use]
    pub fn without_options(self) -> SpokenOutline<'a> {
        SpokenOutline { spoken: self, with_options: false, with_hours: false }
    }
}

impl fmt::Display for SpokenOutline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pieces = self.spoken.utterance.pieces(self.spoken.plan);
        let mut is_left_out = false;
        pieces.iter().try_for_each(|piece| match piece {
            // Whether there is a reason is a matter of hours.
            PromptPart::OptionalSentence(need @ SentenceNeed::Entry(_)) => {
                is_left_out |= self.spoken.lacks(*need);
                Ok(())
            }
            PromptPart::OptionalSentenceEnd => {
                is_left_out = false;
                Ok(())
            }
            _ if is_left_out => Ok(()),
            PromptPart::EntryOf(input) => self.spoken.entry_outline(f, *input),
            PromptPart::Hours | PromptPart::HoursOf(_) if !self.with_hours => f.write_str("{hours}"),
            PromptPart::NextOpen | PromptPart::NextOpenOf(_) => f.write_str("{next_open}"),
            PromptPart::Reason | PromptPart::ReasonOf(_) => f.write_str("{reason}"),
            PromptPart::Options if !self.with_options => f.write_str("{options}"),
            // Recordings are told apart by what is played.
            PromptPart::Recording => {
                let prompt = self.spoken.utterance.prompt(self.spoken.plan);
                f.write_str(prompt.and_then(|prompt| prompt.sound.as_deref()).unwrap_or_default())
            }
            piece => self.spoken.piece(f, piece),
        })
    }
}
