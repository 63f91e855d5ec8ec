//! What in the plan made an event of a call so.

use super::failure_cause::{CausePlace, Effect, FailureCause};
use crate::base::source::Span;
use crate::base::text::Stretch;
use crate::call::{CallRecord, Decision, EventKind, IgnoredKeyReason, PromptKind, Utterance};
use crate::plan::{
    Choice, Condition, Key, Line, NamedCalendar, Plan, PromptPart, ScheduleId, StepId, StepKind, Switch,
};

/// The events of a call.
#[derive(Clone, Copy)]
pub(super) struct CauseFinder<'a> {
    pub(super) plan: &'a Plan,
    pub(super) record: &'a CallRecord,
}

impl CauseFinder<'_> {
    /// What made an event so. `difference` is how its words differ from those that were expected.
    pub(super) fn cause(&self, event: usize, difference: &[Stretch]) -> Option<FailureCause> {
        match self.record.events[event].what {
            EventKind::Decided(decision) => Some(self.decision(event, decision)),
            EventKind::Speaks(utterance) => self.words(event, utterance, difference),
            EventKind::BargesIn | EventKind::Pressed(_) | EventKind::Ended(_) => None,
        }
    }

    fn key(&self, step: StepId) -> &str {
        &self.plan.step(step).key
    }

    /// A cause that is told apart by its place, or by its words where it has none.
    pub(super) fn placed(&self, title: String, span: Option<Span>) -> FailureCause {
        let Some(span) = span else { return FailureCause::titled(title, Effect::ExpectsOtherwise) };
        let file = self.plan.sources.file(span.file);
        let (line, column) = file.line_column(span.start);
        let id = format!("{}:{line}:{column}", file.name());
        FailureCause { id, title, effect: Effect::ExpectsOtherwise, place: Some(CausePlace::Plan(span)) }
    }

    fn decision(&self, event: usize, decision: Decision) -> FailureCause {
        let told = || self.record.told(self.plan, &self.record.events[event]).to_string();
        let written = |step: StepId| Some(self.plan.step(step).origin.span);
        match decision {
            Decision::Answers(line) => self.answers(self.plan.line(line)),
            Decision::Open { schedule, .. } | Decision::Closed { schedule, .. } => {
                self.hours(event, schedule)
            }
            Decision::Case { step, .. } | Decision::Otherwise(step) => match self.only_hours(step) {
                Some(schedule) => self.hours(event, schedule),
                None => self.placed(told(), decision.span(self.plan)),
            },
            Decision::Takes { step, .. }
            | Decision::Accepts { step, .. }
            | Decision::TakesSilence(step)
            | Decision::TakesOther { step, .. } => {
                self.placed(format!("in `{}`, {}", self.key(step), told()), decision.span(self.plan))
            }
            Decision::NoMatch { step, key, .. } => self.no_key(step, key),
            Decision::EntryNoMatch { step, entry, .. } => {
                let title = if entry.is_empty() {
                    format!("`{}` takes no empty entry", self.key(step))
                } else {
                    format!("`{}` does not accept {entry}", self.key(step))
                };
                let cause = self.placed(title, written(step));
                FailureCause { id: format!("{} no entry", cause.id), ..cause }
            }
            Decision::NoInput { step, .. } => {
                self.placed(format!("no-inputs at `{}`", self.key(step)), decision.span(self.plan))
            }
            Decision::Ignores { why, .. } => {
                let step = match why {
                    IgnoredKeyReason::NothingAsked(step) | IgnoredKeyReason::PromptFirst(step) => {
                        written(step)
                    }
                    _ => None,
                };
                self.placed(told(), step)
            }
            _ => self.placed(told(), decision.span(self.plan)),
        }
    }

    fn answers(&self, line: &Line) -> FailureCause {
        let to = self.plan.target_key(self.plan.behind_occasions(line.answer.target));
        self.placed(format!("line `{}` is answered by `{to}`", line.key), Some(line.answer.span))
    }

    /// A number that nobody has, with the line that had it, as it seems.
    pub(super) fn lost_number(&self, lost: &Line) -> FailureCause {
        let number = self.record.dialled;
        let title = format!("no line has {number}; `{}` has {}", lost.key, lost.number.value);
        let cause = self.placed(title, Some(lost.number.span));
        FailureCause { id: format!("{} instead of {number}", cause.id), ..cause }
    }

    /// A menu that does not offer a key, at the key beside which it would stand.
    pub(super) fn no_key(&self, menu: StepId, key: Key) -> FailureCause {
        let step = self.plan.step(menu);
        let title = format!("`{}` does not offer key {key}", step.key);
        let cause = match beside(&step.kind, key) {
            Some((side, other, choice)) => {
                let title = format!("{title}, which would stand {side} key {other} here");
                self.placed(title, Some(choice.origin.span))
            }
            None => self.placed(title, Some(step.origin.span)),
        };
        FailureCause { id: format!("{} no key {key}", cause.id), ..cause }
    }

    /// The holidays of a calendar.
    pub(super) fn holidays(&self, calendar: &NamedCalendar) -> FailureCause {
        let title = format!("the holidays of calendar `{}`", calendar.key);
        let cause = self.placed(title, Some(calendar.origin.span));
        FailureCause { id: format!("{} holidays", cause.id), ..cause }
    }

    /// What a step is called.
    pub(super) fn name(&self, step: StepId) -> FailureCause {
        let step = self.plan.step(step);
        let cause = self.placed(format!("the name of `{}`", step.key), Some(step.origin.span));
        FailureCause { id: format!("{} name", cause.id), ..cause }
    }

    /// The hours that a step is closed outside of.
    pub(super) fn gate(&self, step: StepId) -> Option<FailureCause> {
        let gate = self.plan.step(step).gate?;
        let hours = &self.plan.schedule(gate.schedule).key;
        Some(self.placed(format!("`{}` has hours `{hours}`", self.key(step)), Some(gate.span)))
    }

    /// Where a step sends calls when it is closed.
    pub(super) fn closed(&self, step: StepId) -> Option<FailureCause> {
        let gate = self.plan.step(step).gate?;
        let to = self.plan.target_key(gate.closed.target);
        let cause = self.placed(
            format!("when `{}` is closed, calls go to `{to}`", self.key(step)),
            Some(gate.closed.span),
        );
        Some(FailureCause { id: format!("{} closed", cause.id), ..cause })
    }

    /// The hours of a switch that asks nothing else.
    fn only_hours(&self, step: StepId) -> Option<ScheduleId> {
        let StepKind::Switch(Switch { cases, .. }) = &self.plan.step(step).kind else { return None };
        let mut asked = cases.iter().flat_map(|case| &case.conditions).map(|condition| match condition {
            Condition::Open(schedule) | Condition::Closed(schedule) => Some(*schedule),
            _ => None,
        });
        let first = asked.next()??;
        asked.all(|other| other == Some(first)).then_some(first)
    }

    /// The hours that decided an event, if hours alone did.
    pub(super) fn hours_asked(&self, event: usize) -> Option<ScheduleId> {
        match self.record.events[event].what {
            EventKind::Decided(Decision::Open { schedule, .. } | Decision::Closed { schedule, .. }) => {
                Some(schedule)
            }
            EventKind::Decided(Decision::Case { step, .. } | Decision::Otherwise(step)) => {
                self.only_hours(step)
            }
            _ => None,
        }
    }

    /// Hours, or the holiday or override by which they are open or closed at this moment.
    pub(super) fn hours(&self, event: usize, schedule: ScheduleId) -> FailureCause {
        let named = self.plan.schedule(schedule);
        let timetable = named.schedule.in_zone(self.record.caller_zone.zone);
        let exception = timetable.name_at(self.record.events[event].at);
        exception
            .and_then(|name| self.exception(schedule, &name))
            .unwrap_or_else(|| self.placed(format!("hours `{}`", named.key), Some(named.written.span)))
    }

    /// The override of this reason, or the calendar with this holiday. None: a rule of the hours has the name.
    fn exception(&self, schedule: ScheduleId, name: &str) -> Option<FailureCause> {
        let is_over = |of: &[ScheduleId]| of.is_empty() || of.contains(&schedule);
        let mut overrides = self.plan.overrides();
        if let Some(found) = overrides.find(|over| over.change.name == name && is_over(&over.schedules)) {
            return Some(self.placed(format!("override \"{name}\""), Some(found.origin.span)));
        }
        let day = name.strip_suffix(" (observed)").unwrap_or(name);
        let mut calendars = self.plan.calendars();
        let found = calendars.find(|named| named.calendar.days.iter().any(|holiday| holiday.name == day))?;
        let cause = self.placed(format!("holiday \"{day}\""), Some(found.origin.span));
        Some(FailureCause { id: format!("{} {day}", cause.id), ..cause })
    }

    /// The words of a prompt, or the hours or the name that are told in them.
    fn words(&self, event: usize, utterance: Utterance, difference: &[Stretch]) -> Option<FailureCause> {
        let pieces = utterance.pieces(self.plan);
        let literal: Vec<String> = pieces
            .iter()
            .filter_map(|piece| match piece {
                PromptPart::Text(text) => Some(text.to_lowercase()),
                _ => None,
            })
            .collect();
        let is_filled_in = |text: &str| literal.iter().all(|said| !said.contains(&text.to_lowercase()));
        let mut before = None;
        let differs_there = difference.iter().find_map(|stretch| match stretch {
            Stretch::Extra(text) => Some(is_filled_in(text)),
            // Where something is missing at the end, what stands before it tells.
            Stretch::Same(text) => {
                before = text.split(' ').next_back();
                None
            }
            Stretch::Missing(_) | Stretch::Cut => None,
        });
        let differs_there = differs_there.unwrap_or_else(|| before.is_none_or(is_filled_in));
        let named = pieces.iter().find_map(|piece| match piece {
            PromptPart::Name => Some(utterance.subject),
            PromptPart::NameOf(step) => Some(*step),
            _ => None,
        });
        if let Some(step) = named
            && self.has_in_its_name(step, difference)
        {
            return Some(self.name(step));
        }
        let told = pieces.iter().find_map(|piece| match piece {
            PromptPart::Hours | PromptPart::NextOpen | PromptPart::Reason => utterance.hours,
            PromptPart::HoursOf(schedule)
            | PromptPart::NextOpenOf(schedule)
            | PromptPart::ReasonOf(schedule) => Some(*schedule),
            _ => None,
        });
        match told {
            Some(schedule) if differs_there => Some(self.hours(event, schedule)),
            _ => self.prompt(utterance),
        }
    }

    /// The words of a prompt as they are written.
    pub(super) fn prompt(&self, utterance: Utterance) -> Option<FailureCause> {
        let prompt = utterance.prompt(self.plan)?;
        let part = match utterance.part {
            PromptKind::Prompt => "prompt",
            PromptKind::Again => "words for asking again",
            PromptKind::NoInput => "words after a no-input",
            PromptKind::NoMatch => "words after a no-match",
        };
        Some(self.placed(format!("the {part} of `{}`", self.key(utterance.step)), Some(prompt.span)))
    }

    /// Whether words that nobody expected are of the name of a step.
    fn has_in_its_name(&self, step: StepId, difference: &[Stretch]) -> bool {
        let Some(name) = &self.plan.step(step).name else { return false };
        let name = name.to_lowercase();
        let bare = |text: &str| text.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        difference.iter().any(|stretch| matches!(stretch, Stretch::Extra(text) if name.contains(&bare(text))))
    }
}

/// The key of a menu beside which a key that it has not would stand, and on which side of it: people list keys in their order.
fn beside(menu: &StepKind, missing: Key) -> Option<(&'static str, Key, &Choice)> {
    let StepKind::Menu(menu) = menu else { return None };
    let place = |key: Key| Key::ALL.iter().position(|&other| other == key);
    let (before, behind): (Vec<Key>, Vec<Key>) = Key::ALL
        .into_iter()
        .filter(|&key| menu.choice(key).is_some())
        .partition(|&key| place(key) < place(missing));
    let (side, key) = match (before.last(), behind.first()) {
        (Some(&key), _) => ("below", key),
        (None, Some(&key)) => ("above", key),
        (None, None) => return None,
    };
    Some((side, key, menu.choice(key)?))
}
