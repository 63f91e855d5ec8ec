//! What callers meet otherwise than under another plan, as marks of a picture.

use super::marks::{Emphasis, Marks, RemovedTurn};
use super::turn::Turn;
use crate::base::source::Span;
use crate::call::{CallEvent, Decision, EventKind, PromptKind};
use crate::diff::{Diff, Difference, DifferenceGroup, DifferenceKind};
use crate::plan::{Dialable, Link, Plan, StepId, TransferResult};

impl Marks {
    /// Marks for a picture of the new plan.
    #[must_use]
    pub fn between(old: &Plan, new: &Plan, diff: &Diff) -> Self {
        let mut marks = Self::default();
        for group in &diff.groups {
            for difference in &group.differences {
                marks.add(old, new, group, difference);
            }
        }
        marks
    }

    fn add(&mut self, old: &Plan, new: &Plan, group: &DifferenceGroup, difference: &Difference) {
        let decided = |event: &Option<CallEvent>| match event.as_ref()?.what {
            EventKind::Decided(decision) => Some(decision),
            _ => None,
        };
        let (was, becomes) = (decided(&difference.old.decided), decided(&difference.new.decided));
        match difference.kind {
            DifferenceKind::NewLine | DifferenceKind::RemovedLine => self.add_line(old, new, difference),
            DifferenceKind::RemovedOption => {
                if let (Some((label, link)), Some(step)) =
                    (was.and_then(|was| way_of(old, was)), becomes.and_then(step_of))
                {
                    let gone = RemovedTurn { label, to: old.target_name(link.target).to_owned() };
                    let all = self.gone.entry(step).or_default();
                    if !all.contains(&gone) {
                        all.push(gone);
                    }
                }
            }
            DifferenceKind::Wording | DifferenceKind::Timing => {
                let steps = group.cause.new.into_iter().flat_map(|span| written_at(new, span));
                self.steps.extend(steps.map(|step| (step, Emphasis::Changed)));
            }
            DifferenceKind::Contact => {}
            kind => {
                let mark = if kind == DifferenceKind::NewOption { Emphasis::New } else { Emphasis::Changed };
                let Some(decision) = becomes else { return };
                let turn = turn_of(new, decision);
                // Exits that most steps have in common are drawn once for all of them, where no step stands out.
                if turn.is_none_or(|(_, turn)| turn.is_exit()) {
                    self.steps.extend(step_of(decision).map(|step| (step, mark)));
                }
                self.turns.extend(turn.map(|turn| (turn, mark)));
            }
        }
    }

    fn add_line(&mut self, old: &Plan, new: &Plan, difference: &Difference) {
        let Some(number) = difference.number else { return };
        match (old.dial(number), new.dial(number)) {
            (_, Some(Dialable::Line(line))) => drop(self.lines.insert(line, Emphasis::New)),
            (Some(Dialable::Line(line)), None) => {
                let gone = RemovedTurn { label: number.to_string(), to: old.line(line).name.clone() };
                if !self.gone_lines.contains(&gone) {
                    self.gone_lines.push(gone);
                }
            }
            _ => {}
        }
    }
}

/// What a caller did to take a way of a menu, and where that leads.
fn way_of(plan: &Plan, decision: Decision) -> Option<(String, Link)> {
    match decision {
        Decision::Takes { step, key } => Some((key.to_string(), plan.step(step).choice(key)?.link)),
        Decision::TakesSilence(step) => {
            Some((Turn::Silence.word().to_owned(), plan.step(step).waiting()?.no_input.link()))
        }
        Decision::TakesOther { step, .. } => {
            Some((Turn::Other.word().to_owned(), plan.step(step).waiting()?.no_match.link()))
        }
        _ => None,
    }
}

/// The turn that a decision takes, if it takes one.
fn turn_of(plan: &Plan, decision: Decision) -> Option<(StepId, Turn)> {
    let turn = match decision {
        Decision::Takes { key, .. } => Turn::Key(key),
        Decision::Accepts { step, entry } => {
            let routes = &plan.step(step).collection()?.routes;
            let route = routes.iter().position(|route| route.pattern.matches(&entry));
            route.map_or(Turn::OtherEntry, Turn::Route)
        }
        Decision::TakesSilence(_) => Turn::Silence,
        Decision::TakesOther { .. } => Turn::Other,
        Decision::Case { case, .. } => Turn::Case(usize::from(case)),
        Decision::Otherwise(_) => Turn::Otherwise,
        Decision::NoInput { .. } | Decision::GivesUp { part: PromptKind::NoInput, .. } => Turn::NoInput,
        Decision::NoMatch { .. } | Decision::EntryNoMatch { .. } | Decision::GivesUp { .. } => Turn::NoMatch,
        Decision::GoesOn(_) => Turn::Onward,
        Decision::RingsOut(_) => Turn::Result(TransferResult::Unanswered),
        Decision::Asked { answer, value, .. } if plan.answer(answer).transfer.is_some() => {
            Turn::Result(TransferResult::of(value))
        }
        _ => return None,
    };
    Some((step_of(decision)?, turn))
}

/// The step that decides.
fn step_of(decision: Decision) -> Option<StepId> {
    match decision {
        Decision::Arrives(step)
        | Decision::Open { step, .. }
        | Decision::Closed { step, .. }
        | Decision::Passes { step, .. }
        | Decision::Takes { step, .. }
        | Decision::Accepts { step, .. }
        | Decision::TakesSilence(step)
        | Decision::TakesOther { step, .. }
        | Decision::NoMatch { step, .. }
        | Decision::EntryNoMatch { step, .. }
        | Decision::NoInput { step, .. }
        | Decision::GivesUp { step, .. }
        | Decision::Case { step, .. }
        | Decision::Otherwise(step)
        | Decision::Asked { step, .. }
        | Decision::RingsOut(step)
        | Decision::GoesOn(step)
        | Decision::Back(step)
        | Decision::Repeats(step)
        | Decision::Loops(step)
        | Decision::NothingBefore(step) => Some(step),
        Decision::Answers(_)
        | Decision::SetsLanguage(_)
        | Decision::FaxAnswers(_)
        | Decision::NotInService
        | Decision::CallerTime(_)
        | Decision::Ignores { .. }
        | Decision::TooLong => None,
    }
}

/// The steps whose table or words stand at a place.
fn written_at(plan: &Plan, span: Span) -> impl Iterator<Item = StepId> {
    plan.steps().filter_map(move |(id, step)| {
        let said = step.prompts().any(|prompt| prompt.span == span);
        (said || step.origin.span == span).then_some(id)
    })
}
