//! What a driver tells a call and asks of it. See the driving contract in [`super`]; the rest of the machine is in
//! `way` (from step to step), `caller_acts` (what the caller does) and `speaking` (prompts and deadlines).

use std::collections::VecDeque;
use std::ops::Deref;

use jiff::Timestamp;

use super::answers::{AnswerSource, KnownAnswers, OutsideAnswers};
use super::caller::{Caller, CallerZone};
use super::event::{CallEvent, Decision, EventKind, IgnoredKeyReason};
use super::event_text::EventText;
use super::outcome::{EndPlace, EndReason, Outcome};
use super::prompt_kind::PromptKind;
use super::state::{CallState, Phase, Trail};
use crate::base::Language;
use crate::number::Dialed;
use crate::plan::{
    Destination, Dialable, Digits, KeptEntries, KeptEntry, Key, Line, LineId, MisstepCounter, Plan, StepId,
    StepKind, Target,
};

/// One call. `P` is how it holds its plan: borrowed for a batch of calls, shared for a live one.
#[derive(Clone, Debug)]
pub struct Call<P> {
    pub(super) plan: P,
    pub(super) dialled: Dialed,
    pub(super) line: Option<LineId>,
    pub(super) caller: Caller,
    pub(super) caller_zone: CallerZone,
    pub(super) answers: AnswerSource,
    pub(super) state: CallState,
    pub(super) timers: Timers,
    pub(super) events: VecDeque<CallEvent>,
    /// Whether what happens is only tried.
    pub(super) is_trying: bool,
}

/// The instants of a call, apart from its state: every deadline follows from these two and the phase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timers {
    /// When the number was dialed.
    pub(super) dialled: Timestamp,
    /// When the present phase began.
    pub(super) phase: Timestamp,
}

/// What a call can be waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timer {
    PromptEnds,
    NoInput,
    EntryComplete,
    RingsOut,
    CallLimit,
}

impl<P: Deref<Target = Plan>> Call<P> {
    /// Dials a number of the plan, or one that it does not have. The outside answers as usual.
    pub fn dial(plan: P, dialled: impl Into<Dialed>, caller: Caller, now: Timestamp) -> Self {
        Self::dial_from(plan, dialled.into(), caller, AnswerSource::default(), now)
    }

    /// As [`Call::dial`], where the outside answers so.
    pub fn dial_with(
        plan: P,
        dialled: impl Into<Dialed>,
        caller: Caller,
        answers: &OutsideAnswers,
        now: Timestamp,
    ) -> Self {
        let answers = AnswerSource::of(answers, &plan);
        Self::dial_from(plan, dialled.into(), caller, answers, now)
    }

    fn dial_from(plan: P, dialled: Dialed, caller: Caller, answers: AnswerSource, now: Timestamp) -> Self {
        let caller_zone = caller.zone_under(&plan);
        let mut call = Self {
            plan,
            dialled,
            line: None,
            caller,
            caller_zone,
            answers,
            state: CallState::NEW,
            timers: Timers { dialled: now, phase: now },
            events: VecDeque::with_capacity(16),
            is_trying: false,
        };
        call.answer(now);
        call
    }

    /// Dials anew, keeping nothing of the call before but its memory, for batches of calls.
    pub fn redial(&mut self, dialled: impl Into<Dialed>, caller: Caller, now: Timestamp) {
        self.dialled = dialled.into();
        self.caller = caller;
        self.caller_zone = caller.zone_under(&self.plan);
        self.line = None;
        self.answers.begin_again();
        self.state = CallState::NEW;
        self.timers = Timers { dialled: now, phase: now };
        self.events.clear();
        self.answer(now);
    }

    fn answer(&mut self, now: Timestamp) {
        match self.plan.dial(self.dialled) {
            Some(Dialable::Line(id)) => {
                self.line = Some(id);
                self.decide(now, Decision::Answers(id));
                let Line { answer, language, .. } = *self.plan.line(id);
                self.state.language = self.plan.language;
                self.speak_in(now, language);
                self.go(now, answer.target, None);
            }
            Some(Dialable::Fax(id)) => {
                self.decide(now, Decision::FaxAnswers(id));
                self.end(now, EndReason::FaxMachine, EndPlace::Contact(id));
            }
            None => {
                self.decide(now, Decision::NotInService);
                self.end(now, EndReason::NoSuchNumber, EndPlace::Nowhere);
            }
        }
    }

    /// The caller presses a key.
    pub fn handle_key(&mut self, now: Timestamp, key: Key) {
        self.note(now, EventKind::Pressed(key));
        let (step, speaking) = match self.state.phase {
            Phase::Speaking { step, part } => (step, Some(part)),
            Phase::Listening { step }
            | Phase::Collecting { step }
            | Phase::Asking { step, .. }
            | Phase::Ringing { step } => (step, None),
            Phase::Ended(_) => {
                return self.decide(now, Decision::Ignores { key, why: IgnoredKeyReason::CallOver });
            }
        };
        let is_asking = matches!(self.state.phase, Phase::Asking { .. });
        let may_press = !is_asking && speaking.is_none_or(|part| self.is_interruptible(step, part));
        let speaking = speaking.is_some();
        let taken = match &self.plan.step(step).kind {
            StepKind::Menu(_) | StepKind::Input(_) if may_press => {
                if speaking {
                    self.note(now, EventKind::BargesIn);
                }
                return self.take_key(now, step, key);
            }
            StepKind::Destination(_) if self.state.rings_with_keys(&self.plan) => {
                let choice = self.plan.step(step).choice(key).map(|choice| (choice.link, choice.language));
                match choice {
                    Some(way) => return self.take(now, step, way, Decision::Takes { step, key }),
                    None => IgnoredKeyReason::NotOffered(step),
                }
            }
            StepKind::Message(message) if message.barge_in => {
                match self.press_through(now, step, message.then, key) {
                    Ok(()) => return,
                    Err(why) => why,
                }
            }
            StepKind::Menu(_) | StepKind::Input(_) => IgnoredKeyReason::PromptFirst(step),
            StepKind::Switch(_)
            | StepKind::Message(_)
            | StepKind::Destination(_)
            | StepKind::Voicemail(_) => IgnoredKeyReason::NothingAsked(step),
        };
        self.decide(now, Decision::Ignores { key, why: taken });
    }

    /// The menu or input takes a key, rightly or wrongly.
    pub(super) fn take_key(&mut self, now: Timestamp, step: StepId, key: Key) {
        match &self.plan.step(step).kind {
            StepKind::Menu(menu) if menu.entries.is_none() => {
                let choice = menu.choice(key).map(|choice| (choice.link, choice.language));
                self.take_choice(now, step, key, choice);
            }
            _ => self.take_digit(now, step, key),
        }
    }

    /// The caller hangs up. After the end of the call this changes nothing.
    pub fn handle_hang_up(&mut self, now: Timestamp) {
        if let Some(step) = self.state.step() {
            self.state.because = None;
            self.end(now, EndReason::CallerHungUp, EndPlace::Step(step));
        }
    }

    /// An instant that [`Call::poll_timeout`] gave has come. Early or late calls do no harm.
    pub fn handle_timeout(&mut self, now: Timestamp) {
        let Some((deadline, timer)) = self.next_timer() else { return };
        if now >= deadline {
            self.time_is_up(now, timer);
        }
    }

    /// In virtual time: lets the next timeout happen if it is due by `until`, and gives its instant. As
    /// [`Call::poll_timeout`] and [`Call::handle_timeout`], which would each count the words of a prompt.
    pub(super) fn elapse(&mut self, until: Timestamp) -> Option<Timestamp> {
        let (deadline, timer) = self.next_timer().filter(|&(deadline, _)| deadline <= until)?;
        self.time_is_up(deadline, timer);
        Some(deadline)
    }

    fn time_is_up(&mut self, now: Timestamp, timer: Timer) {
        if timer == Timer::CallLimit {
            let step = self.state.step();
            debug_assert!(step.is_some(), "an ended call has no timer");
            self.state.because = None;
            self.decide(now, Decision::TooLong);
            self.end(now, EndReason::TooLong, step.map_or(EndPlace::Nowhere, EndPlace::Step));
        } else {
            self.expire(now);
        }
    }

    /// What the call waits for comes to pass at `now`, however long that takes: the prompt has been spoken, the caller has
    /// been silent. For those who ask what can happen at an instant, whenever the number was dialed.
    pub fn expire(&mut self, now: Timestamp) {
        match self.state.phase {
            Phase::Speaking { step, part: PromptKind::Prompt | PromptKind::Again } => {
                self.prompt_ended(now, step);
            }
            Phase::Speaking { step, part: PromptKind::NoInput | PromptKind::NoMatch } => {
                self.ask_again(now, step);
            }
            Phase::Listening { step } => self.no_input(now, step),
            Phase::Collecting { step } => self.complete_entry(now, step),
            Phase::Ringing { step } => self.rings_out(now, step),
            Phase::Asking { .. } | Phase::Ended(_) => {}
        }
    }

    /// Puts the call into a state that another call of this line and caller was in, as if it had come there at `now`.
    /// Events that were not looked at are forgotten.
    pub fn resume(&mut self, state: CallState, now: Timestamp) {
        self.state = state;
        self.timers = Timers { dialled: now, phase: now };
        self.events.clear();
    }

    /// The next instant at which something happens by itself. None: the call is over.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Timestamp> {
        self.next_timer().map(|(deadline, _)| deadline)
    }

    /// The next event that has not been looked at.
    #[must_use]
    pub fn poll_event(&mut self) -> Option<CallEvent> {
        self.events.pop_front()
    }

    /// Forgets the events that have not been looked at, where only the outcome counts.
    pub fn skip_events(&mut self) {
        self.events.clear();
    }

    /// How the call will end if the caller does nothing more, once that no longer depends on time. A call that is
    /// settled is not cut off by the plan's limit: it is ending anyway.
    #[must_use]
    pub fn settled(&self) -> Option<Outcome> {
        let (reason, step) = match self.state.phase {
            Phase::Ended(outcome) => return Some(outcome),
            Phase::Speaking { step, part: PromptKind::Prompt } => match &self.plan.step(step).kind {
                StepKind::Message(message) if message.then.target == Target::HangUp => {
                    (EndReason::HungUp, step)
                }
                StepKind::Message(message) if message.then.target == Target::Dropped => {
                    (EndReason::Dropped, step)
                }
                StepKind::Destination(Destination { follow_up: None, calls_back, .. }) => {
                    (if *calls_back { EndReason::CallsBack } else { EndReason::PutThrough }, step)
                }
                StepKind::Voicemail(_) => (EndReason::TakesMessage, step),
                _ => return None,
            },
            _ => return None,
        };
        Some(Outcome { reason, place: EndPlace::Step(step), because: self.state.because })
    }

    /// Whether a key stops what a step says and is taken.
    fn is_interruptible(&self, step: StepId, part: PromptKind) -> bool {
        let (barge_in, waiting) = match &self.plan.step(step).kind {
            StepKind::Menu(menu) => (menu.barge_in, &menu.waiting),
            StepKind::Input(input) => (input.barge_in, &input.waiting),
            _ => return false,
        };
        let handling = match part {
            PromptKind::Prompt | PromptKind::Again => return barge_in,
            PromptKind::NoInput => &waiting.no_input,
            PromptKind::NoMatch => &waiting.no_match,
        };
        barge_in && handling.misstep().is_none_or(|misstep| misstep.barge_in)
    }

    /// Whether a key that is pressed now would be taken, rightly or wrongly, rather than ignored.
    #[must_use]
    pub fn listens(&self) -> bool {
        match self.state.phase {
            Phase::Listening { .. } | Phase::Collecting { .. } => true,
            Phase::Speaking { step, part } => self.is_interruptible(step, part),
            Phase::Ringing { .. } => self.state.rings_with_keys(&self.plan),
            Phase::Asking { .. } | Phase::Ended(_) => false,
        }
    }

    /// Everything on which the rest of the call depends, apart from time, line and caller.
    #[must_use]
    pub fn state(&self) -> &CallState {
        &self.state
    }

    /// How the call ended, if it has.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.state.outcome()
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The number that was dialed.
    #[must_use]
    pub fn dialled(&self) -> Dialed {
        self.dialled
    }

    /// The line that answered, if one did.
    #[must_use]
    pub fn line(&self) -> Option<LineId> {
        self.line
    }

    /// Who calls.
    #[must_use]
    pub fn caller(&self) -> Caller {
        self.caller
    }

    /// The caller's zone, and how it is known.
    #[must_use]
    pub fn caller_zone(&self) -> CallerZone {
        self.caller_zone
    }

    /// When the call ended, if it has.
    #[must_use]
    pub fn ended(&self) -> Option<Timestamp> {
        self.outcome().map(|_| self.timers.phase)
    }

    /// The key that completes what is being entered, if one does: else time does.
    #[must_use]
    pub fn completing_key(&self) -> Option<Key> {
        let Phase::Collecting { step } = self.state.phase else { return None };
        self.plan.step(step).collection().and_then(|collection| collection.terminator)
    }

    /// When the number was dialed.
    #[must_use]
    pub fn began(&self) -> Timestamp {
        self.timers.dialled
    }

    /// Goes on with the same call under an edited plan, if the step that it is at still exists there and still does the
    /// same kind of thing. `Err` gives the call back unchanged.
    ///
    /// Events speak of the plan under which they happened. Drain them first: those that are left are forgotten.
    pub fn under(self, plan: P) -> Result<Self, Box<Self>> {
        let moved = |id: StepId| {
            let old = self.plan.step(id);
            let new = plan.step_named(&old.key)?;
            (std::mem::discriminant(&old.kind) == std::mem::discriminant(&plan.step(new).kind)).then_some(new)
        };
        let line = match self.line.map(|id| plan.line_named(&self.plan.line(id).key)) {
            Some(None) => return Err(Box::new(self)),
            Some(found) => found,
            None => None,
        };
        let Some(state) = self.state.under(moved) else { return Err(Box::new(self)) };
        let mut counters = [0; MisstepCounter::MAX_SHARED];
        for (counter, name) in counters.iter_mut().zip(plan.counters()) {
            let known = self.plan.counters().iter().position(|known| known == name);
            *counter = known.map_or(0, |known| state.counters[known]);
        }
        let kept = self.kept_under(&plan);
        let said = self.said_under(&plan, &state);
        let state = CallState { counters, kept, said, ..state };
        let caller_zone = self.caller.zone_under(&plan);
        let answers = self.answers.under(&self.plan, &plan);
        Ok(Self { plan, line, answers, caller_zone, state, events: VecDeque::new(), ..self })
    }

    /// What is kept of entries, by the inputs of the same names under another plan.
    fn kept_under(&self, plan: &Plan) -> KeptEntries {
        let mut kept = KeptEntries::NONE;
        for &input in plan.kept_inputs() {
            let old = self.plan.step_named(&plan.step(input.step).key);
            let old = old.and_then(|step| self.plan.kept_input(step));
            if let Some(KeptEntry::Known(entry)) = old.and_then(|old| self.state.kept.get(old)) {
                kept.keep(input, entry);
            }
        }
        kept
    }

    /// What the step says of the outside, under another plan.
    fn said_under(&self, plan: &Plan, state: &CallState) -> KnownAnswers {
        let mut said = KnownAnswers::NONE;
        let (Some(before), Some(step)) = (self.state.step(), state.step()) else { return said };
        let old = self.plan.said_answers(before);
        for (position, &id) in plan.said_answers(step).iter().enumerate() {
            let new = plan.answer(id);
            let known = old.iter().position(|&old| self.plan.answer(old).key == new.key);
            let word = known.and_then(|at| Some(self.plan.answer(old[at]).word(self.state.said.get(at)?)));
            said.set(position, word.and_then(|word| new.value(word)).unwrap_or(new.usual));
        }
        said
    }

    // -- noting what happens

    pub(super) fn enter(&mut self, now: Timestamp, phase: Phase) {
        let before = self.state.step();
        self.state.phase = phase;
        if self.state.step() != before {
            self.state.said = KnownAnswers::NONE;
        }
        self.timers.phase = now;
    }

    pub(super) fn end(&mut self, now: Timestamp, reason: EndReason, place: EndPlace) {
        let outcome = Outcome { reason, place, because: self.state.because };
        self.enter(now, Phase::Ended(outcome));
        self.note(now, EventKind::Ended(outcome));
    }

    pub(super) fn decide(&mut self, now: Timestamp, decision: Decision) {
        self.note(now, EventKind::Decided(decision));
    }

    pub(super) fn note(&mut self, at: Timestamp, what: EventKind) {
        let event = CallEvent { at, what };
        if !self.is_trying {
            self.log(&event);
        }
        self.events.push_back(event);
    }

    pub(super) fn log(&self, event: &CallEvent) {
        tracing::debug!(target: "ivrsim::call", at = %event.at, dialled = %self.dialled, "{}", self.told(event));
    }

    /// An event in words.
    #[must_use]
    pub fn told<'a>(&'a self, event: &'a CallEvent) -> EventText<'a> {
        EventText {
            plan: &self.plan,
            line: self.line,
            dialled: self.dialled,
            zone: self.caller_zone.zone,
            event,
        }
    }
}

impl CallState {
    const NEW: Self = Self {
        phase: Phase::Ended(Outcome {
            reason: EndReason::NoSuchNumber,
            place: EndPlace::Nowhere,
            because: None,
        }),
        no_inputs: 0,
        no_matches: 0,
        counters: [0; MisstepCounter::MAX_SHARED],
        hops_since_input: 0,
        trail: Trail::EMPTY,
        because: None,
        entered: Digits::NONE,
        kept: KeptEntries::NONE,
        said: KnownAnswers::NONE,
        language: Language::English,
    };
}
