//! Why a case failed, as a line of the plan: many cases that fail by one mistake have one cause.

use crate::base::source::Span;
use crate::base::text::{Stretch, counted, safe};
use crate::call::{CallRecord, Decision, EventKind, IgnoredKeyReason, PromptKind, Utterance};
use crate::plan::{Condition, Plan, PromptPart, ScheduleId, StepId, StepKind, Switch};
use crate::suite::runner::{ExpectationFailure, PlayedCase, Status};
use crate::suite::scenario::{
    CaseMark, ExpectationKind, Phrase, last_turn, most_alike, parted, says_most_of,
};

/// What decided that a case failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FailureCause {
    /// What tells it from other causes of a run.
    pub(crate) id: String,
    /// What decides, in words.
    title: String,
    /// What the cases do that it explains.
    effect: Effect,
    /// Where that is written.
    pub(crate) place: Option<CausePlace>,
}

/// Where a cause is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CausePlace {
    Plan(Span),
    Suite(Span),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    ExpectsOtherwise,
    Passes,
    LastsTooLong,
}

impl FailureCause {
    /// The cause of a case that failed. `missed` is what it missed; `record` is its call.
    pub(crate) fn of(played: &PlayedCase<'_>, record: &CallRecord, missed: &[ExpectationFailure]) -> Self {
        if played.status() == Status::XPassed {
            let span = match played.case.scenario.mark(played.case.case) {
                Some(CaseMark::Fails(reason) | CaseMark::Skipped(reason)) => reason.span,
                None => played.case.scenario.name.span,
            };
            let (title, effect) = ("marked `xfail`".to_owned(), Effect::Passes);
            return Self { id: title.clone(), title, effect, place: Some(CausePlace::Suite(span)) };
        }
        let plan = played.case.plan();
        let is_decision = |&event: &usize| matches!(record.events[event].what, EventKind::Decided(_));
        let is_prompt = |event: usize| matches!(record.events[event].what, EventKind::Speaks(_));
        let of_limit = missed.iter().all(|missed| played.is_of_limit(missed));
        if of_limit && !missed.is_empty() {
            let (title, effect) = ("the limit of the run".to_owned(), Effect::LastsTooLong);
            return Self { id: title.clone(), title, effect, place: None };
        }
        // What went wrong first decides what comes after it.
        let wanted = missed.iter().filter_map(|missed| wanted_step(played, missed, plan, record));
        let decided = wanted.filter_map(|step| parted(plan, record, step)).min();
        let decided =
            decided.or_else(|| missed.iter().filter_map(|missed| missed.event).filter(is_decision).min());
        let said = || missed.iter().find(|missed| missed.event.is_some_and(is_prompt));
        let alike = || missed.iter().find_map(|missed| most_alike(plan, record, phrase_of(played, missed)?));
        let spoken = || record.events.iter().rposition(|event| matches!(event.what, EventKind::Speaks(_)));
        let found = if let Some(event) = decided {
            CauseFinder { plan, record, event }.cause(&[])
        } else if let Some((event, missed)) = said().and_then(|missed| Some((missed.event?, missed))) {
            CauseFinder { plan, record, event }.cause(&missed.difference)
        } else {
            // Where the call came as it was to, but did not say what it was to say, it is the words.
            let is_there = played.case.scenario.expect(played.case.case).len() > missed.len();
            let turn = || last_turn(plan, record);
            let event = match alike() {
                Some((event, has_half)) if is_there || has_half => Some(event),
                _ if is_there => spoken().or_else(turn),
                _ => turn().or_else(spoken),
            };
            event.and_then(|event| CauseFinder { plan, record, event }.cause(&[]))
        };
        found.unwrap_or_else(|| {
            let title = "how the call ends".to_owned();
            Self { id: title.clone(), title, effect: Effect::ExpectsOtherwise, place: None }
        })
    }

    /// The cause with how many cases it explains: "hours `office`: 40 cases failed because of this".
    pub(crate) fn told(&self, cases: usize) -> String {
        let s = if cases == 1 { "s" } else { "" };
        let does = match self.effect {
            Effect::ExpectsOtherwise => "failed because of this".to_owned(),
            Effect::Passes => format!("pass{} now", if cases == 1 { "es" } else { "" }),
            Effect::LastsTooLong => format!("last{s} too long"),
        };
        format!("{}: {} {does}", safe(&self.title), counted(cases, "case"))
    }
}

/// The step to which the call was to come and did not.
fn wanted_step(
    played: &PlayedCase<'_>,
    missed: &ExpectationFailure,
    plan: &Plan,
    record: &CallRecord,
) -> Option<StepId> {
    let mut expected = played.case.scenario.expect(played.case.case).iter();
    match &expected.find(|expectation| expectation.span == missed.span)?.expected {
        ExpectationKind::Step(key) => plan.step_named(key),
        ExpectationKind::Destination(step) | ExpectationKind::Passes(step) => Some(*step),
        ExpectationKind::Path(path) => {
            let same = record.path().zip(path).take_while(|(came, wanted)| came == *wanted).count();
            path.get(same).copied()
        }
        _ => {
            let step = says_most_of(plan, phrase_of(played, missed)?)?;
            record.path().all(|came| came != step).then_some(step)
        }
    }
}

/// The words that were expected and missed.
fn phrase_of<'p>(played: &PlayedCase<'p>, missed: &ExpectationFailure) -> Option<&'p Phrase> {
    let mut expected = played.case.scenario.expect(played.case.case).iter();
    match &expected.find(|expectation| expectation.span == missed.span)?.expected {
        ExpectationKind::Hears(phrase) => Some(phrase),
        ExpectationKind::HearsAfter(phrases, position) => phrases.get(*position),
        _ => None,
    }
}

/// An event of a call, and what in the plan made it so.
struct CauseFinder<'a> {
    plan: &'a Plan,
    record: &'a CallRecord,
    event: usize,
}

impl CauseFinder<'_> {
    fn cause(&self, difference: &[Stretch]) -> Option<FailureCause> {
        match self.record.events[self.event].what {
            EventKind::Decided(decision) => Some(self.decision(decision)),
            EventKind::Speaks(utterance) => self.prompt(utterance, difference),
            EventKind::BargesIn | EventKind::Pressed(_) | EventKind::Ended(_) => None,
        }
    }

    fn key(&self, step: StepId) -> &str {
        &self.plan.step(step).key
    }

    /// A cause that is told apart by its place, or by its words where it has none.
    fn placed(&self, title: String, span: Option<Span>) -> FailureCause {
        let id = match span {
            Some(span) => {
                let (line, column) = self.plan.sources.file(span.file).line_column(span.start);
                format!("{}:{line}:{column}", self.plan.sources.file(span.file).name())
            }
            None => title.clone(),
        };
        let place = span.map(CausePlace::Plan);
        FailureCause { id, title, effect: Effect::ExpectsOtherwise, place }
    }

    fn decision(&self, decision: Decision) -> FailureCause {
        let told = || self.record.told(self.plan, &self.record.events[self.event]).to_string();
        let written = |step: StepId| Some(self.plan.step(step).origin.span);
        match decision {
            Decision::Open { schedule, .. } | Decision::Closed { schedule, .. } => self.hours(schedule),
            Decision::Case { step, .. } | Decision::Otherwise(step) => match self.only_hours(step) {
                Some(schedule) => self.hours(schedule),
                None => self.placed(told(), decision.span(self.plan)),
            },
            Decision::Takes { step, .. } | Decision::Accepts { step, .. } => {
                self.placed(format!("in `{}`, {}", self.key(step), told()), decision.span(self.plan))
            }
            Decision::NoMatch { step, key, .. } => {
                let cause =
                    self.placed(format!("`{}` does not offer key {key}", self.key(step)), written(step));
                FailureCause { id: format!("{} no key {key}", cause.id), ..cause }
            }
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

    /// Hours, or the holiday or override by which they are open or closed at this moment.
    fn hours(&self, schedule: ScheduleId) -> FailureCause {
        let named = self.plan.schedule(schedule);
        let timetable = named.schedule.in_zone(self.record.caller_zone.zone);
        let exception = timetable.name_at(self.record.events[self.event].at);
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

    /// The words of a prompt, or the hours that are told in them.
    fn prompt(&self, utterance: Utterance, difference: &[Stretch]) -> Option<FailureCause> {
        let prompt = utterance.prompt(self.plan)?;
        let literal: Vec<String> = prompt
            .pieces
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
        let told = prompt.pieces.iter().find_map(|piece| match piece {
            PromptPart::Hours | PromptPart::NextOpen => utterance.hours,
            PromptPart::HoursOf(schedule) | PromptPart::NextOpenOf(schedule) => Some(*schedule),
            _ => None,
        });
        if let Some(schedule) = told
            && differs_there
        {
            return Some(self.hours(schedule));
        }
        let part = match utterance.part {
            PromptKind::Prompt => "prompt",
            PromptKind::NoInput => "words after a no-input",
            PromptKind::NoMatch => "words after a no-match",
        };
        Some(self.placed(format!("the {part} of `{}`", self.key(utterance.step)), Some(prompt.span)))
    }
}
