//! The steps of a scenario, followed in virtual time.

use std::fmt::{self, Write as _};

use jiff::{SignedDuration, Timestamp};

use super::expectation::ExpectationFailure;
use super::folded_text::FoldedText;
use super::phrase::{HeardPosition, Phrase};
use crate::base::source::Span;
use crate::call::{Call, CallRecord, EventKind, KeySequence, Phase, Press};
use crate::plan::{Key, Plan, ScheduleId, StepId, StepKind, keys_for_people};

/// One thing that the caller does, or that must hold at this point of the call.
#[derive(Clone, Debug)]
pub struct ScriptStep {
    /// Its value in the file.
    pub span: Span,
    /// What.
    pub action: Action,
}

/// What a step is.
#[derive(Clone, Debug)]
pub enum Action {
    /// Listens until the system says this, from where the last step left off. The system must say it before it waits for
    /// the caller in silence.
    Hear(Phrase),
    /// Presses keys, each as soon as the call takes one.
    Press(KeySequence),
    /// Does nothing for so long, more than 0. What is due happens.
    Wait(SignedDuration),
    /// Does nothing until the system begins to say something else, or the call ends.
    SayNothing,
    /// Does nothing until this instant, which must be still to come. What is due happens.
    At(Timestamp),
    /// What must hold now.
    Expect(MidCallCheck),
    /// Hangs up.
    HangUp,
}

/// One thing that must hold in the middle of a call.
#[derive(Clone, Debug)]
pub enum MidCallCheck {
    /// The call is at this step.
    Step(StepId),
    /// The call is at a menu that takes these keys and no others; in the order of [`Key::ALL`].
    Offers(Vec<Key>),
    /// These hours are open.
    Open(ScheduleId),
    /// These hours are closed.
    Closed(ScheduleId),
}

/// Follows the steps from dialling on, then waits until `is_over`. What was missed on the way comes back; a step that
/// cannot be carried out is the last one that is tried.
pub(super) fn follow(
    steps: &[ScriptStep],
    call: &mut Call<&Plan>,
    record: &mut CallRecord,
    is_over: impl Fn(&Call<&Plan>) -> bool,
) -> Vec<ExpectationFailure> {
    let now = call.began();
    let heard = HeardPosition::default();
    let mut follower = Follower { call, record, now, spoken: 0, prompts: Vec::new(), looked_at: 0, heard };
    follower.drain();
    let mut missed = Vec::new();
    for step in steps {
        let result = follower.take(&step.action);
        if let Err(StepProblem { expected, got, aborted_case }) = result {
            // Whatever is heard or done last before a step is where it goes wrong.
            let event =
                follower.record.events.iter().rposition(|event| !matches!(event.what, EventKind::Decided(_)));
            missed.push(ExpectationFailure {
                span: step.span,
                expected,
                got,
                aborted_case,
                event,
                difference: Vec::new(),
            });
            if aborted_case {
                break;
            }
        }
    }
    while !is_over(follower.call) && follower.pass(Timestamp::MAX) {}
    missed
}

struct Follower<'c, 'p> {
    call: &'c mut Call<&'p Plan>,
    record: &'c mut CallRecord,
    now: Timestamp,
    /// How many prompts the system has begun to say so far.
    spoken: usize,
    /// Their words, as far as somebody has listened.
    prompts: Vec<FoldedText>,
    /// In how many events prompts have been looked for.
    looked_at: usize,
    /// How much of it lies behind the step that is taken.
    heard: HeardPosition,
}

/// What went wrong at a step.
struct StepProblem {
    expected: String,
    got: String,
    /// Whether the steps after it make no sense.
    aborted_case: bool,
}

impl Follower<'_, '_> {
    fn take(&mut self, action: &Action) -> Result<(), StepProblem> {
        if let Some(outcome) = self.call.outcome() {
            let after = self.now.duration_since(self.call.began());
            let end = outcome.kind().word();
            return Err(StepProblem {
                expected: format!("the call to go on, to {}", StepText { plan: self.call.plan(), action }),
                got: format!("its end: `{end}` after {:.1} s", after.as_secs_f64()),
                aborted_case: true,
            });
        }
        match action {
            Action::Hear(phrase) => self.hear(phrase),
            Action::Press(keys) => self.press(keys),
            Action::Wait(time) => {
                self.wait_until(self.now.checked_add(*time).unwrap_or(Timestamp::MAX));
                Ok(())
            }
            Action::SayNothing => {
                let before = self.spoken;
                while self.spoken == before && self.pass(Timestamp::MAX) {}
                self.heard = HeardPosition { prompts: before, bytes: 0 };
                Ok(())
            }
            Action::At(until) if *until < self.now => {
                let shown = |at: Timestamp| self.call.plan().zone.shows(at, "%F %T");
                Err(StepProblem {
                    expected: format!("to go on at {}", shown(*until)),
                    got: format!("{}, which is later: the clock cannot go back", shown(self.now)),
                    aborted_case: true,
                })
            }
            Action::At(until) => {
                self.wait_until(*until);
                Ok(())
            }
            Action::Expect(expected) => self.expect(expected),
            Action::HangUp => {
                self.call.handle_hang_up(self.now);
                self.drain();
                Ok(())
            }
        }
    }

    fn hear(&mut self, phrase: &Phrase) -> Result<(), StepProblem> {
        loop {
            self.listen();
            if let Some(heard) = phrase.find(&self.prompts, self.heard) {
                self.heard = heard;
                return Ok(());
            }
            let is_silent =
                matches!(self.call.state().phase, Phase::Listening { .. } | Phase::Collecting { .. });
            if is_silent || !self.pass(Timestamp::MAX) {
                let got = match (is_silent, self.prompts.get(self.heard.prompts..)) {
                    (_, None | Some([])) => "nothing more",
                    (true, _) => "no such words until the system waits for the caller",
                    (false, _) => "no such words until the call ends",
                };
                let expected = format!("to hear \"{}\"", phrase.written());
                return Err(StepProblem { expected, got: got.to_owned(), aborted_case: true });
            }
        }
    }

    fn press(&mut self, keys: &KeySequence) -> Result<(), StepProblem> {
        for press in keys.presses() {
            match press {
                Press::Pause => {
                    self.wait_until(self.now.checked_add(KeySequence::PAUSE).unwrap_or(Timestamp::MAX));
                }
                Press::Key(key) => {
                    while !self.call.listens() && self.pass(Timestamp::MAX) {}
                    if !self.call.listens() {
                        let got = "the end of the call, before it takes a key".to_owned();
                        return Err(StepProblem {
                            expected: format!("to press {key}"),
                            got,
                            aborted_case: true,
                        });
                    }
                    self.call.handle_key(self.now, *key);
                    self.heard = HeardPosition { prompts: self.spoken, bytes: 0 };
                    self.drain();
                }
            }
        }
        Ok(())
    }

    fn expect(&self, expected: &MidCallCheck) -> Result<(), StepProblem> {
        let plan = self.call.plan();
        let step = self.call.state().step();
        let is_open = |id: ScheduleId| {
            let timetable = plan.schedule(id).schedule.in_zone(self.call.caller_zone().zone);
            (timetable.is_open(self.now), timetable.why(self.now).to_string())
        };
        let at = step.map_or("no step".to_owned(), |id| format!("`{}`", plan.step(id).key));
        let (holds, got) = match expected {
            MidCallCheck::Step(id) => (step == Some(*id), at),
            MidCallCheck::Offers(keys) => match step.map(|id| &plan.step(id).kind) {
                Some(StepKind::Menu(menu)) => {
                    let offered: Vec<Key> =
                        Key::ALL.into_iter().filter(|&key| menu.choice(key).is_some()).collect();
                    (offered == *keys, format!("keys {} at {at}", keys_for_people(offered.iter().copied())))
                }
                _ => (false, format!("no menu, at {at}")),
            },
            MidCallCheck::Open(id) => is_open(*id),
            MidCallCheck::Closed(id) => {
                let (open, why) = is_open(*id);
                (!open, why)
            }
        };
        let expected = || format!("to {}", StepText { plan, action: &Action::Expect(expected.clone()) });
        if holds { Ok(()) } else { Err(StepProblem { expected: expected(), got, aborted_case: false }) }
    }

    fn wait_until(&mut self, until: Timestamp) {
        while self.pass(until) {}
        // A call that has ended stays at the instant of its end.
        if self.call.outcome().is_none() {
            self.now = until;
        }
    }

    /// Lets the next thing happen that happens by itself, if it is due by `until`. Gives whether it did.
    fn pass(&mut self, until: Timestamp) -> bool {
        let Some(at) = self.call.elapse(until) else { return false };
        self.now = at;
        self.drain();
        true
    }

    fn drain(&mut self) {
        while let Some(event) = self.call.poll_event() {
            self.spoken += usize::from(matches!(event.what, EventKind::Speaks(_)));
            self.record.events.push(event);
        }
    }

    /// Puts what the system has said since into words.
    fn listen(&mut self) {
        for event in &self.record.events[self.looked_at..] {
            if let EventKind::Speaks(utterance) = event.what {
                let mut prompt = FoldedText::default();
                // Writing to memory cannot fail.
                let _ = write!(prompt, "{}", self.call.spoken(utterance, event.at));
                self.prompts.push(prompt);
            }
        }
        self.looked_at = self.record.events.len();
    }
}

/// A step in words, after "to".
struct StepText<'a> {
    plan: &'a Plan,
    action: &'a Action,
}

impl fmt::Display for StepText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schedule = |id: ScheduleId| &self.plan.schedule(id).key;
        match self.action {
            Action::Hear(phrase) => write!(f, "hear \"{}\"", phrase.written()),
            Action::Press(keys) => write!(f, "press {}", keys.for_people()),
            Action::Wait(time) => write!(f, "wait {time:#}"),
            Action::SayNothing => f.write_str("say nothing"),
            Action::At(_) => f.write_str("wait until then"),
            Action::HangUp => f.write_str("hang up"),
            Action::Expect(MidCallCheck::Step(id)) => write!(f, "be at step `{}`", self.plan.step(*id).key),
            Action::Expect(MidCallCheck::Offers(keys)) => {
                write!(f, "be offered keys {}", keys_for_people(keys.iter().copied()))
            }
            Action::Expect(MidCallCheck::Open(id)) => write!(f, "find `{}` open", schedule(*id)),
            Action::Expect(MidCallCheck::Closed(id)) => write!(f, "find `{}` closed", schedule(*id)),
        }
    }
}
