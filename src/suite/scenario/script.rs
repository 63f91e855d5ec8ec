//! The steps of a scenario, followed in virtual time.

use std::fmt::{self, Write as _};

use jiff::{SignedDuration, Timestamp};

use super::expectation::ExpectationFailure;
use super::folded_text::FoldedText;
use super::phrase::{HeardPosition, Phrase};
use crate::base::source::Span;
use crate::call::{
    Call, CallDriver, CallEvent, CallRecord, CallWatcher, EventKind, KeySequence, Phase, Press,
};
use crate::plan::{AnswerId, AnswerValue, Key, Plan, ScheduleId, StepId, StepKind, keys_for_people};

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
    /// From here on the outside answers so.
    Answer(AnswerId, AnswerValue),
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

/// Follows the steps from dialing on, then waits until `is_over`. What was missed on the way comes back; a step that
/// cannot be carried out is the last one that is tried.
pub(super) fn follow(
    steps: &[ScriptStep],
    call: &mut Call<&Plan>,
    record: &mut CallRecord,
    is_over: impl Fn(&Call<&Plan>) -> bool,
) -> Vec<ExpectationFailure> {
    let listener = Listener { record, spoken: 0, prompts: Vec::new(), looked_at: 0 };
    let mut follower = Follower { driver: CallDriver::new(call, listener), heard: HeardPosition::default() };
    let mut missed = Vec::new();
    for step in steps {
        let result = follower.take(&step.action);
        if let Err(StepProblem { expected, got, aborted_case }) = result {
            // Whatever is heard or done last before a step is where it goes wrong.
            let events = &follower.driver.watcher().record.events;
            let event = events.iter().rposition(|event| !matches!(event.what, EventKind::Decided(_)));
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
    follower.driver.pass_until(|call, _| is_over(call));
    missed
}

struct Follower<'c, 'p> {
    driver: CallDriver<&'c mut Call<&'p Plan>, Listener<'c>>,
    /// How much of what was said lies behind the step that is taken.
    heard: HeardPosition,
}

/// Keeps what happens, and counts what is said.
struct Listener<'c> {
    record: &'c mut CallRecord,
    /// How many prompts the system has begun to say so far.
    spoken: usize,
    /// Their words, as far as somebody has listened.
    prompts: Vec<FoldedText>,
    /// In how many events prompts have been looked for.
    looked_at: usize,
}

impl<'p> CallWatcher<&'p Plan> for Listener<'_> {
    fn happened(&mut self, _: &Call<&'p Plan>, event: CallEvent) {
        self.spoken += usize::from(matches!(event.what, EventKind::Speaks(_)));
        self.record.events.push(event);
    }
}

impl Listener<'_> {
    /// Puts what the system has said since into words.
    fn listen(&mut self, call: &Call<&Plan>) {
        for event in &self.record.events[self.looked_at..] {
            if let EventKind::Speaks(utterance) = event.what {
                let mut prompt = FoldedText::default();
                // Writing to memory cannot fail.
                let _ = write!(prompt, "{}", call.spoken(utterance, event.at));
                self.prompts.push(prompt);
            }
        }
        self.looked_at = self.record.events.len();
    }
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
        let call = self.driver.call();
        if let (Some(outcome), Some(ended)) = (call.outcome(), call.ended()) {
            let after = ended.duration_since(call.began());
            let end = outcome.kind().word();
            return Err(StepProblem {
                expected: format!("the call to go on, to {}", StepText { plan: call.plan(), action }),
                got: format!("its end: `{end}` after {:.1} s", after.as_secs_f64()),
                aborted_case: true,
            });
        }
        match action {
            Action::Hear(phrase) => self.hear(phrase),
            Action::Press(keys) => self.press(keys),
            Action::Wait(time) => {
                self.driver.wait(*time);
                Ok(())
            }
            Action::SayNothing => {
                let before = self.driver.watcher().spoken;
                self.driver.pass_until(|_, listener| listener.spoken != before);
                self.heard = HeardPosition { prompts: before, bytes: 0 };
                Ok(())
            }
            Action::At(until) if *until < self.driver.now() => {
                let shown = |at: Timestamp| call.plan().zone.shows(at, "%F %T");
                Err(StepProblem {
                    expected: format!("to go on at {}", shown(*until)),
                    got: format!("{}, which is later: the clock cannot go back", shown(self.driver.now())),
                    aborted_case: true,
                })
            }
            Action::At(until) => {
                self.driver.wait_until(*until);
                Ok(())
            }
            Action::Answer(answer, value) => {
                self.driver.set_answer(*answer, *value);
                Ok(())
            }
            Action::Expect(expected) => self.expect(expected),
            Action::HangUp => {
                self.driver.hang_up();
                Ok(())
            }
        }
    }

    fn hear(&mut self, phrase: &Phrase) -> Result<(), StepProblem> {
        let is_silent = |call: &Call<&Plan>| {
            matches!(call.state().phase, Phase::Listening { .. } | Phase::Collecting { .. })
        };
        let mut found = None;
        self.driver.pass_until(|call, listener| {
            listener.listen(call);
            found = phrase.find(&listener.prompts, self.heard);
            found.is_some() || is_silent(call)
        });
        if let Some(heard) = found {
            self.heard = heard;
            return Ok(());
        }
        let got =
            match (is_silent(self.driver.call()), self.driver.watcher().prompts.get(self.heard.prompts..)) {
                (_, None | Some([])) => "nothing more",
                (true, _) => "no such words until the system waits for the caller",
                (false, _) => "no such words until the call ends",
            };
        let expected = format!("to hear \"{}\"", phrase.written());
        Err(StepProblem { expected, got: got.to_owned(), aborted_case: true })
    }

    fn press(&mut self, keys: &KeySequence) -> Result<(), StepProblem> {
        for press in keys.presses() {
            match press {
                Press::Pause => self.driver.pause(),
                Press::Key(key) => {
                    if !self.driver.wait_to_be_taken() {
                        let got = "the end of the call, before it takes a key".to_owned();
                        return Err(StepProblem {
                            expected: format!("to press {key}"),
                            got,
                            aborted_case: true,
                        });
                    }
                    self.heard = HeardPosition { prompts: self.driver.watcher().spoken, bytes: 0 };
                    self.driver.press_now(*key);
                }
            }
        }
        Ok(())
    }

    fn expect(&self, expected: &MidCallCheck) -> Result<(), StepProblem> {
        let (call, now) = (self.driver.call(), self.driver.now());
        let plan = call.plan();
        let step = call.state().step();
        let is_open = |id: ScheduleId| {
            let timetable = plan.schedule(id).schedule.in_zone(call.caller_zone().zone);
            (timetable.is_open(now), timetable.why(now).to_string())
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
            Action::Answer(answer, value) => {
                let answer = self.plan.answer(*answer);
                write!(f, "answer `{}` with {}", answer.key, answer.word(*value))
            }
            Action::Expect(MidCallCheck::Step(id)) => write!(f, "be at step `{}`", self.plan.step(*id).key),
            Action::Expect(MidCallCheck::Offers(keys)) => {
                write!(f, "be offered keys {}", keys_for_people(keys.iter().copied()))
            }
            Action::Expect(MidCallCheck::Open(id)) => write!(f, "find `{}` open", schedule(*id)),
            Action::Expect(MidCallCheck::Closed(id)) => write!(f, "find `{}` closed", schedule(*id)),
        }
    }
}
