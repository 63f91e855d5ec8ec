use std::fmt;

use super::event::{CallEvent, Decision, EventKind, IgnoredKeyReason, Utterance};
use super::outcome::{EndPlace, EndReason, Outcome};
use super::prompt_kind::PromptKind;
use super::spoken::SpokenText;
use crate::number::Dialed;
use crate::plan::{
    AnswerId, AnswerValue, Condition, Handling, Key, LineId, MisstepCounter, Plan, ScheduleId, StepId,
    StepKind, SwitchCase, Target, TransferResult, Waiting,
};
use crate::time::Zone;

/// An event in words, for traces, logs and people who ask why.
#[derive(Clone, Copy, Debug)]
pub struct EventText<'a> {
    /// The plan of the call.
    pub plan: &'a Plan,
    /// The line that answered.
    pub line: Option<LineId>,
    /// The number that was dialed.
    pub dialled: Dialed,
    /// The caller's zone.
    pub zone: Zone,
    /// What happened.
    pub event: &'a CallEvent,
}

impl fmt::Display for EventText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.event.what {
            EventKind::Speaks(utterance) => write!(f, "says: {}", self.spoken(*utterance)),
            EventKind::BargesIn => f.write_str("the caller does not wait for the end of the prompt"),
            EventKind::Pressed(key) => write!(f, "the caller presses {key}"),
            EventKind::Decided(decision) => self.decision(f, decision),
            EventKind::Ended(outcome) => self.outcome(f, outcome),
        }
    }
}

impl<'a> EventText<'a> {
    /// The words of an utterance that begins with this event.
    #[must_use]
    pub fn spoken(&self, utterance: Utterance) -> SpokenText<'a> {
        let Self { plan, line, dialled, zone, event } = *self;
        SpokenText { plan, line, dialled, caller_zone: zone, utterance, at: event.at }
    }

    fn key(&self, step: StepId) -> &str {
        &self.plan.step(step).key
    }

    fn kind(&self, step: StepId) -> &'static str {
        self.plan.step(step).kind.word()
    }

    /// What kind of step it is, and its name in the file.
    fn named(&self, f: &mut fmt::Formatter<'_>, step: StepId) -> fmt::Result {
        let (word, key) = match self.plan.step(step).occasion() {
            Some(occasion) => self.plan.occasion(occasion),
            None => (self.kind(step), self.key(step)),
        };
        write!(f, "{word} `{key}`")
    }

    fn why(&self, f: &mut fmt::Formatter<'_>, schedule: ScheduleId) -> fmt::Result {
        let named = self.plan.schedule(schedule);
        write!(f, "hours `{}`, {}", named.key, named.schedule.in_zone(self.zone).why(self.event.at))
    }

    fn target(&self, f: &mut fmt::Formatter<'_>, target: Target) -> fmt::Result {
        match target {
            Target::Step(id) => write!(f, "to `{}`", self.key(id)),
            Target::HangUp => f.write_str("to `hang-up`"),
            Target::Dropped => f.write_str("to a place that the phone system does not have"),
            Target::Repeat => f.write_str("to the same prompt again"),
            Target::Back => f.write_str("back"),
        }
    }

    fn decision(&self, f: &mut fmt::Formatter<'_>, decision: &Decision) -> fmt::Result {
        match *decision {
            Decision::Answers(line) => {
                write!(f, "line `{}` answers {}", self.plan.line(line).key, self.dialled)
            }
            Decision::FaxAnswers(contact) => {
                write!(
                    f,
                    "{} is the fax number of contact `{}`",
                    self.dialled,
                    self.plan.contact(contact).key
                )
            }
            Decision::NotInService => write!(f, "no line of the plan has the number {}", self.dialled),
            Decision::CallerTime(zone) => write!(f, "{zone}"),
            Decision::Arrives(step) => self.named(f, step),
            Decision::Open { step, .. } | Decision::Passes { step, .. }
                if let Some(occasion) = self.plan.step(step).occasion() =>
            {
                let not = if let Decision::Passes { .. } = decision { "not now: " } else { "" };
                write!(f, "{not}{}", self.plan.told_occasion(occasion))
            }
            Decision::Passes { .. } => Ok(()),
            Decision::Open { step, schedule } => {
                write!(f, "`{}` is open: ", self.key(step))?;
                self.why(f, schedule)
            }
            Decision::Closed { step, schedule } => {
                write!(f, "`{}` is closed: ", self.key(step))?;
                self.why(f, schedule)?;
                match self.plan.step(step).gate {
                    Some(gate) => {
                        f.write_str("; the call goes ")?;
                        self.target(f, gate.closed.target)
                    }
                    None => Ok(()),
                }
            }
            Decision::Takes { step, key } => self.takes(f, step, key),
            Decision::SetsLanguage(language) => {
                write!(f, "the caller is spoken to in {} from here on", language.name())
            }
            Decision::Accepts { step, entry } => {
                write!(f, "entry {entry} leads ")?;
                let taken = self.plan.step(step).taken(&entry);
                taken.map_or(Ok(()), |taken| self.target(f, taken.link().target))
            }
            Decision::NoMatch { .. }
            | Decision::EntryNoMatch { .. }
            | Decision::NoInput { .. }
            | Decision::TakesSilence(_)
            | Decision::TakesOther { .. } => self.not_taken(f, decision),
            Decision::GivesUp { step, part } => self.gives_up(f, step, part),
            Decision::Case { step, case } => {
                write!(f, "case {} of `{}` holds", case + 1, self.key(step))?;
                let StepKind::Switch(switch) = &self.plan.step(step).kind else { return Ok(()) };
                let Some(case) = switch.cases.get(usize::from(case)) else { return Ok(()) };
                self.switched(f, std::slice::from_ref(case), case.then.target)
            }
            Decision::Otherwise(step) => {
                write!(f, "no case of `{}` holds", self.key(step))?;
                let StepKind::Switch(switch) = &self.plan.step(step).kind else { return Ok(()) };
                self.switched(f, &switch.cases, switch.otherwise.target)
            }
            Decision::Asked { step, answer, value } => self.asked(f, step, answer, value),
            Decision::RingsOut(step) => self.rings_out(f, step),
            Decision::GoesOn(step) => {
                f.write_str("after ")?;
                self.named(f, step)?;
                f.write_str(" the call goes ")?;
                match &self.plan.step(step).kind {
                    StepKind::Message(message) => self.target(f, message.then.target),
                    _ => Ok(()),
                }
            }
            Decision::Back(step) => write!(f, "back to `{}`", self.key(step)),
            Decision::Repeats(step) => write!(f, "`{}` says its prompt again", self.key(step)),
            Decision::Ignores { key, why } => self.ignores(f, key, why),
            Decision::TooLong => {
                write!(f, "the call has reached the limit of {:#}", self.plan.call_limit)
            }
            Decision::Loops(step) => {
                write!(f, "steps lead to each other endlessly; the call ends at `{}`", self.key(step))
            }
            Decision::NothingBefore(step) => {
                write!(
                    f,
                    "`{}` sends the call back, but there was no menu before; the call ends",
                    self.key(step)
                )
            }
        }
    }

    /// Silence, and what a step does not take otherwise.
    fn not_taken(&self, f: &mut fmt::Formatter<'_>, decision: &Decision) -> fmt::Result {
        match *decision {
            Decision::NoMatch { step, key, attempt: count, max_attempts: tries } => {
                write!(f, "no-match{}: `{}` does not offer key {key}", counted(count, tries), self.key(step))
            }
            Decision::EntryNoMatch { step, entry, attempt: count, max_attempts: tries }
                if entry.is_empty() =>
            {
                write!(f, "no-match{}: `{}` takes no empty entry", counted(count, tries), self.key(step))
            }
            Decision::EntryNoMatch { step, entry, attempt: count, max_attempts: tries } => {
                write!(f, "no-match{}: `{}` does not accept {entry}", counted(count, tries), self.key(step))
            }
            Decision::NoInput { step, attempt: count, max_attempts: tries } => {
                write!(f, "no-input{} at `{}`", counted(count, tries), self.key(step))
            }
            Decision::TakesSilence(step) => {
                write!(f, "nothing is pressed at `{}`, which leads ", self.key(step))?;
                self.waited(f, step, |waiting| &waiting.no_input)
            }
            Decision::TakesOther { step, entry } => {
                let what = match &self.plan.step(step).kind {
                    StepKind::Menu(_) => format!("does not offer key {entry}"),
                    _ if entry.is_empty() => "takes no empty entry".to_owned(),
                    _ => format!("does not accept {entry}"),
                };
                write!(f, "`{}` {what}, and anything else leads ", self.key(step))?;
                self.waited(f, step, |waiting| &waiting.no_match)
            }
            _ => Ok(()),
        }
    }

    /// What hours had to do with the way that a switch took, and where it leads. The other conditions can be read in the
    /// plan; whether hours are open cannot.
    fn switched(&self, f: &mut fmt::Formatter<'_>, cases: &[SwitchCase], target: Target) -> fmt::Result {
        let schedules =
            cases.iter().flat_map(|case| &case.conditions).filter_map(|condition| match condition {
                Condition::Open(schedule) | Condition::Closed(schedule) => Some(*schedule),
                _ => None,
            });
        let mut told = Vec::new();
        for schedule in schedules {
            if !told.contains(&schedule) {
                f.write_str(if told.is_empty() { ": " } else { "; " })?;
                self.why(f, schedule)?;
                told.push(schedule);
            }
        }
        f.write_str("; the call goes ")?;
        self.target(f, target)
    }

    fn takes(&self, f: &mut fmt::Formatter<'_>, step: StepId, key: Key) -> fmt::Result {
        write!(f, "key {key} leads ")?;
        self.plan.step(step).choice(key).map_or(Ok(()), |choice| self.target(f, choice.link.target))
    }

    fn rings_out(&self, f: &mut fmt::Formatter<'_>, step: StepId) -> fmt::Result {
        write!(f, "nobody answers at `{}`", self.key(step))?;
        let StepKind::Destination(destination) = &self.plan.step(step).kind else { return Ok(()) };
        let Some((rings, link)) = destination.unanswered() else { return Ok(()) };
        write!(f, " within {rings:#}; the call goes ")?;
        self.target(f, link.target)
    }

    fn asked(
        &self,
        f: &mut fmt::Formatter<'_>,
        step: StepId,
        answer: AnswerId,
        value: AnswerValue,
    ) -> fmt::Result {
        let known = self.plan.answer(answer);
        let follow_up = match &self.plan.step(step).kind {
            StepKind::Destination(destination) => destination.follow_up.as_ref(),
            _ => None,
        };
        let follow_up = follow_up.filter(|follow_up| follow_up.answer == answer);
        let Some(follow_up) = follow_up else {
            write!(f, "outside answer `{}` is {}", known.key, known.word(value))?;
            return if value == known.usual { f.write_str(", as usual") } else { Ok(()) };
        };
        let key = self.key(step);
        let result = TransferResult::of(value);
        match result {
            TransferResult::Answered => write!(f, "somebody answers at `{key}`"),
            // What comes of it is told when it has rung long enough.
            TransferResult::Unanswered => write!(f, "it rings at `{key}`"),
            TransferResult::Busy => write!(f, "`{key}` is busy"),
            TransferResult::Full => write!(f, "the queue of `{key}` is full"),
            TransferResult::Ended => write!(f, "somebody answers at `{key}`, and hangs up later"),
        }?;
        match follow_up.way(result) {
            Some(link) if result != TransferResult::Unanswered => {
                f.write_str("; the call goes ")?;
                self.target(f, link.target)
            }
            None if matches!(result, TransferResult::Busy | TransferResult::Full) => {
                f.write_str("; the plan does not say what follows")
            }
            _ => Ok(()),
        }
    }

    fn gives_up(&self, f: &mut fmt::Formatter<'_>, step: StepId, part: PromptKind) -> fmt::Result {
        let counter = self.plan.step(step).waiting().map(|waiting| waiting.counter).unwrap_or_default();
        let what = match (counter, part) {
            (MisstepCounter::Apart, PromptKind::NoInput) => "no-inputs",
            (MisstepCounter::Apart, _) => "no-matches",
            (MisstepCounter::Together | MisstepCounter::Shared(_), _) => "missteps",
        };
        write!(f, "`{}` gives up after too many {what}; the call goes ", self.key(step))?;
        self.waited(
            f,
            step,
            |waiting| {
                if part == PromptKind::NoInput { &waiting.no_input } else { &waiting.no_match }
            },
        )
    }

    /// Where silence or what is not taken leads in the end.
    fn waited(
        &self,
        f: &mut fmt::Formatter<'_>,
        step: StepId,
        of: impl FnOnce(&Waiting) -> &Handling,
    ) -> fmt::Result {
        self.plan.step(step).waiting().map_or(Ok(()), |waiting| self.target(f, of(waiting).link().target))
    }

    fn ignores(
        &self,
        f: &mut fmt::Formatter<'_>,
        key: crate::plan::Key,
        why: IgnoredKeyReason,
    ) -> fmt::Result {
        match why {
            IgnoredKeyReason::NothingAsked(step) => {
                write!(f, "key {key} changes nothing: {} `{}` asks for none", self.kind(step), self.key(step))
            }
            IgnoredKeyReason::PromptFirst(step) => {
                write!(f, "key {key} changes nothing: the prompt of `{}` must be heard first", self.key(step))
            }
            IgnoredKeyReason::NotOffered(step) => {
                write!(f, "key {key} changes nothing: `{}` does not take it while it rings", self.key(step))
            }
            IgnoredKeyReason::NoKeysBehind(step) => write!(
                f,
                "key {key} changes nothing: what `{}` leads to takes no key now, so the message goes on",
                self.key(step)
            ),
            IgnoredKeyReason::CallOver => write!(f, "key {key} changes nothing: the call is over"),
        }
    }

    fn outcome(&self, f: &mut fmt::Formatter<'_>, outcome: &Outcome) -> fmt::Result {
        f.write_str(outcome.kind().word())?;
        match outcome.place {
            EndPlace::Step(_) | EndPlace::Contact(_) => {
                let key = outcome.place_key(self.plan).unwrap_or_default();
                match outcome.reason {
                    EndReason::HungUp => write!(f, ": hung up after `{key}`"),
                    EndReason::Dropped => write!(f, ": nothing is there behind `{key}`"),
                    EndReason::TooLong => write!(f, ": the call was too long, at `{key}`"),
                    EndReason::Loop => write!(f, ": the call went in circles, at `{key}`"),
                    EndReason::CallerHungUp => write!(f, " at `{key}`"),
                    EndReason::PutThrough
                    | EndReason::TakesMessage
                    | EndReason::CallsBack
                    | EndReason::FaxMachine
                    | EndReason::NoSuchNumber => {
                        write!(f, ": `{key}`")
                    }
                }
            }
            EndPlace::Nowhere => Ok(()),
        }
    }
}

/// ` 1 of 3`; nothing where the system never gives up.
fn counted(attempt: u8, most: Option<u8>) -> String {
    most.map_or_else(String::new, |most| format!(" {attempt} of {most}"))
}
