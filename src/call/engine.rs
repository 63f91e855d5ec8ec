//! The state machine. See the driving contract in [`super`].

use std::collections::VecDeque;
use std::ops::Deref;

use jiff::{SignedDuration, Timestamp};

use super::{
    Because, Caller, CallerZone, Decision, Event, Ignored, Outcome, Part, Phase, Place, Reason, Spoken,
    State, Told, Trail, Utterance, What,
};
use crate::hours::ScheduleZone;
use crate::number::PhoneNumber;
use crate::plan::{
    Condition, Dialable, Digits, Input, Key, LineId, Link, Plan, Prompt, ScheduleId, StepId, StepKind,
    Switch, Target,
};

/// Through how many steps a call may be led without the caller ever having a say. Real plans need a handful.
const MOST_LED: u16 = 200;

/// One call. `P` is how it holds its plan: borrowed for a batch of calls, shared for a live one.
#[derive(Clone, Debug)]
pub struct Call<P> {
    plan: P,
    dialled: PhoneNumber,
    line: Option<LineId>,
    caller: Caller,
    caller_zone: CallerZone,
    state: State,
    timers: Timers,
    events: VecDeque<Event>,
}

/// The instants of a call, apart from its state: every deadline follows from these two and the phase.
#[derive(Clone, Copy, Debug)]
struct Timers {
    /// When the number was dialled.
    dialled: Timestamp,
    /// When the present phase began.
    phase: Timestamp,
}

/// What a call can be waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Timer {
    PromptEnds,
    NoInput,
    EntryComplete,
    CallLimit,
}

impl<P: Deref<Target = Plan>> Call<P> {
    /// Dials a number of the plan, or one that it does not have.
    pub fn dial(plan: P, dialled: PhoneNumber, caller: Caller, now: Timestamp) -> Self {
        let caller_zone = caller.zone_under(&plan);
        let mut call = Self {
            plan,
            dialled,
            line: None,
            caller,
            caller_zone,
            state: State::NEW,
            timers: Timers { dialled: now, phase: now },
            events: VecDeque::with_capacity(16),
        };
        call.answer(now);
        call
    }

    /// Dials anew, keeping nothing of the call before but its memory, for batches of calls.
    pub fn redial(&mut self, dialled: PhoneNumber, caller: Caller, now: Timestamp) {
        self.dialled = dialled;
        self.caller = caller;
        self.caller_zone = caller.zone_under(&self.plan);
        self.line = None;
        self.state = State::NEW;
        self.timers = Timers { dialled: now, phase: now };
        self.events.clear();
        self.answer(now);
    }

    fn answer(&mut self, now: Timestamp) {
        match self.plan.dial(self.dialled) {
            Some(Dialable::Line(id)) => {
                self.line = Some(id);
                self.decide(now, Decision::Answers(id));
                let answer = self.plan.line(id).answer;
                self.go(now, answer, None);
            }
            Some(Dialable::Fax(id)) => {
                self.decide(now, Decision::FaxAnswers(id));
                self.end(now, Reason::FaxMachine, Place::Contact(id));
            }
            None => {
                self.decide(now, Decision::NotInService);
                self.end(now, Reason::NoSuchNumber, Place::Nowhere);
            }
        }
    }

    /// The caller presses a key.
    pub fn handle_key(&mut self, now: Timestamp, key: Key) {
        self.note(now, What::Pressed(key));
        let (step, speaking) = match self.state.phase {
            Phase::Speaking { step, .. } => (step, true),
            Phase::Listening { step } | Phase::Collecting { step } => (step, false),
            Phase::Ended(_) => return self.decide(now, Decision::Ignores(key, Ignored::CallOver)),
        };
        let taken = match &self.plan.step(step).kind {
            StepKind::Menu(menu) if menu.barge_in || !speaking => {
                let choice = menu.choice(key).map(|choice| choice.link);
                if speaking {
                    self.note(now, What::BargesIn);
                }
                return self.take_choice(now, step, key, choice);
            }
            StepKind::Input(input) if input.barge_in || !speaking => {
                if speaking {
                    self.note(now, What::BargesIn);
                }
                return self.take_digit(now, step, key);
            }
            StepKind::Menu(_) | StepKind::Input(_) => Ignored::PromptFirst(step),
            StepKind::Switch(_)
            | StepKind::Message(_)
            | StepKind::Destination(_)
            | StepKind::Voicemail(_) => Ignored::NothingAsked(step),
        };
        self.decide(now, Decision::Ignores(key, taken));
    }

    /// The caller hangs up. After the end of the call this changes nothing.
    pub fn handle_hang_up(&mut self, now: Timestamp) {
        if let Some(step) = self.state.step() {
            self.state.because = None;
            self.end(now, Reason::CallerHungUp, Place::Step(step));
        }
    }

    /// An instant that [`Call::poll_timeout`] gave has come. Early or late calls do no harm.
    pub fn handle_timeout(&mut self, now: Timestamp) {
        let Some((deadline, timer)) = self.next_timer() else { return };
        if now < deadline {
            return;
        }
        match (timer, self.state.phase) {
            (Timer::CallLimit, phase) => {
                let step = self.state.step();
                debug_assert!(!matches!(phase, Phase::Ended(_)), "an ended call has no timer");
                self.state.because = None;
                self.decide(now, Decision::TooLong);
                self.end(now, Reason::TooLong, step.map_or(Place::Nowhere, Place::Step));
            }
            (_, Phase::Speaking { step, part: Part::Prompt }) => self.prompt_ended(now, step),
            (_, Phase::Speaking { step, part: Part::NoInput | Part::NoMatch }) => {
                self.speak(now, step, Part::Prompt);
            }
            (_, Phase::Listening { step }) => self.no_input(now, step),
            (_, Phase::Collecting { step }) => self.complete_entry(now, step),
            (_, Phase::Ended(_)) => {}
        }
    }

    /// The next instant at which something happens by itself. None: the call is over.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Timestamp> {
        self.next_timer().map(|(deadline, _)| deadline)
    }

    /// The next event that has not been looked at.
    #[must_use]
    pub fn poll_event(&mut self) -> Option<Event> {
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
            Phase::Speaking { step, part: Part::Prompt } => match &self.plan.step(step).kind {
                StepKind::Message(message) if message.then.target == Target::HangUp => (Reason::HungUp, step),
                StepKind::Destination(_) => (Reason::PutThrough, step),
                StepKind::Voicemail(_) => (Reason::TakesMessage, step),
                _ => return None,
            },
            _ => return None,
        };
        Some(Outcome { reason, place: Place::Step(step), because: self.state.because })
    }

    /// Whether a key that is pressed now would be taken, rightly or wrongly, rather than ignored.
    #[must_use]
    pub fn listens(&self) -> bool {
        match self.state.phase {
            Phase::Listening { .. } | Phase::Collecting { .. } => true,
            Phase::Speaking { step, .. } => match &self.plan.step(step).kind {
                StepKind::Menu(menu) => menu.barge_in,
                StepKind::Input(input) => input.barge_in,
                _ => false,
            },
            Phase::Ended(_) => false,
        }
    }

    /// Everything on which the rest of the call depends, apart from time, line and caller.
    #[must_use]
    pub fn state(&self) -> &State {
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

    /// The number that was dialled.
    #[must_use]
    pub fn dialled(&self) -> PhoneNumber {
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

    /// When the number was dialled.
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
        let caller_zone = self.caller.zone_under(&plan);
        Ok(Self { plan, line, caller_zone, state, events: VecDeque::new(), ..self })
    }

    // -- going from step to step ---------------------------------------------------------------------------------

    /// Follows a link from `from`, through everything that takes no time, until something is said or the call ends.
    fn go(&mut self, now: Timestamp, link: Link, from: Option<StepId>) {
        let (mut target, mut from) = (link.target, from);
        loop {
            let step = match target {
                Target::Step(step) => Some(step),
                Target::HangUp => {
                    return self.end(now, Reason::HungUp, from.map_or(Place::Nowhere, Place::Step));
                }
                // Of a message, a switch or a closed step, too: what is asked again is what was asked last.
                Target::Repeat => self.state.trail.last(),
                Target::Back => self.step_back(from),
            };
            let Some(step) = step else {
                if let Some(from) = from {
                    self.decide(now, Decision::NothingBefore(from));
                }
                return self.end(now, Reason::Loop, from.map_or(Place::Nowhere, Place::Step));
            };
            self.state.led += 1;
            if self.state.led > MOST_LED {
                self.decide(now, Decision::Loops(step));
                return self.end(now, Reason::Loop, Place::Step(step));
            }
            match target {
                Target::Repeat => {
                    self.decide(now, Decision::Repeats(step));
                    return self.speak(now, step, Part::Prompt);
                }
                Target::Back => self.decide(now, Decision::Back(step)),
                Target::Step(_) | Target::HangUp => {}
            }
            self.decide(now, Decision::Arrives(step));
            match self.arrive(now, step) {
                Some(next) => (target, from) = (next, Some(step)),
                None => return,
            }
        }
    }

    /// Comes to a step. Gives where the call goes at once, if it does not stay.
    fn arrive(&mut self, now: Timestamp, id: StepId) -> Option<Target> {
        if let Some(gate) = self.plan.step(id).gate {
            if !self.is_open(now, gate.schedule) {
                self.decide(now, Decision::Closed(id, gate.schedule));
                self.state.because = Some(Because::Closed(id));
                return Some(gate.closed.target);
            }
            self.decide(now, Decision::Open(id, gate.schedule));
        }
        let step = self.plan.step(id);
        let quiet = step.prompt().is_none_or(Prompt::is_empty);
        match &step.kind {
            StepKind::Menu(_) => {
                self.await_caller(id);
                self.speak(now, id, Part::Prompt);
            }
            StepKind::Input(_) => {
                self.await_caller(id);
                self.state.entered = Digits::NONE;
                self.speak(now, id, Part::Prompt);
            }
            StepKind::Switch(switch) => {
                let (decision, target) = self.case(now, id, switch);
                if self.asks_callers_zone(id) {
                    self.decide(now, Decision::CallerTime(self.caller_zone));
                }
                self.decide(now, decision);
                return Some(target);
            }
            StepKind::Message(message) if quiet => {
                let then = message.then.target;
                self.decide(now, Decision::GoesOn(id));
                return Some(then);
            }
            StepKind::Destination(_) if quiet => self.end(now, Reason::PutThrough, Place::Step(id)),
            StepKind::Voicemail(_) if quiet => self.end(now, Reason::TakesMessage, Place::Step(id)),
            StepKind::Message(_) | StepKind::Destination(_) | StepKind::Voicemail(_) => {
                self.speak(now, id, Part::Prompt);
            }
        }
        None
    }

    fn await_caller(&mut self, step: StepId) {
        self.state.trail.arrive(step);
        self.state.no_inputs = 0;
        self.state.no_matches = 0;
    }

    /// The menu or input before this place. A menu is the last of its own trail; a message after it is not on it.
    fn step_back(&mut self, from: Option<StepId>) -> Option<StepId> {
        let here = self.state.trail.last()?;
        if from == Some(here) {
            self.state.trail.leave();
        }
        Some(self.state.trail.last().unwrap_or(here))
    }

    fn case(&self, now: Timestamp, id: StepId, switch: &Switch) -> (Decision, Target) {
        let found = switch
            .cases
            .iter()
            .position(|case| case.conditions.iter().all(|condition| self.holds(now, condition)));
        match found {
            Some(case) => (Decision::Case(id, case as u16), switch.cases[case].then.target),
            None => (Decision::Otherwise(id), switch.otherwise.target),
        }
    }

    /// Whether the way that a switch takes may depend on where the caller is.
    fn asks_callers_zone(&self, id: StepId) -> bool {
        let StepKind::Switch(switch) = &self.plan.step(id).kind else { return false };
        switch.cases.iter().flat_map(|case| &case.conditions).any(|condition| match condition {
            Condition::CallerZone(_) => true,
            Condition::Open(id) | Condition::Closed(id) => {
                self.plan.schedule(*id).schedule.zone() == ScheduleZone::Caller
            }
            Condition::Caller(_) | Condition::AreaCode(_) | Condition::Region(_) | Condition::Entered(_) => {
                false
            }
        })
    }

    fn holds(&self, now: Timestamp, condition: &Condition) -> bool {
        let number = self.caller.number;
        match condition {
            Condition::Open(schedule) => self.open_now(now, *schedule),
            Condition::Closed(schedule) => !self.open_now(now, *schedule),
            Condition::Caller(numbers) => number.is_some_and(|number| numbers.contains(&number)),
            Condition::AreaCode(codes) => {
                number.and_then(PhoneNumber::area_code).is_some_and(|code| codes.contains(&code))
            }
            Condition::Region(regions) => number
                .and_then(|number| number.locality().region())
                .is_some_and(|region| regions.contains(&region)),
            Condition::CallerZone(zones) => zones.contains(&self.caller_zone.zone),
            Condition::Entered(patterns) => {
                patterns.iter().any(|pattern| pattern.matches(&self.state.entered))
            }
        }
    }

    // -- what the caller does --------------------------------------------------------------------------------------

    fn take_choice(&mut self, now: Timestamp, step: StepId, key: Key, choice: Option<Link>) {
        match choice {
            Some(link) => {
                self.caller_has_a_say();
                self.decide(now, Decision::Takes(step, key));
                self.go(now, link, Some(step));
            }
            None => self.misstep(now, step, Part::NoMatch, |count, tries| {
                Decision::WrongKey(step, key, count, tries)
            }),
        }
    }

    fn take_digit(&mut self, now: Timestamp, step: StepId, key: Key) {
        let StepKind::Input(Input { terminator, most, .. }) = &self.plan.step(step).kind else { return };
        let (terminator, most) = (*terminator, usize::from(*most));
        if !matches!(self.state.phase, Phase::Collecting { .. }) {
            self.state.entered = Digits::NONE;
        }
        if terminator == Some(key) {
            return self.complete_entry(now, step);
        }
        self.state.entered.push(key);
        if self.state.entered.len() >= most {
            self.complete_entry(now, step);
        } else {
            self.enter(now, Phase::Collecting { step });
        }
    }

    fn complete_entry(&mut self, now: Timestamp, step: StepId) {
        let StepKind::Input(input) = &self.plan.step(step).kind else { return };
        let entry = self.state.entered;
        match input.route(&entry) {
            Some(link) => {
                self.caller_has_a_say();
                self.decide(now, Decision::Accepts(step, entry));
                self.go(now, link, Some(step));
            }
            None => self.misstep(now, step, Part::NoMatch, |count, tries| {
                Decision::WrongEntry(step, entry, count, tries)
            }),
        }
    }

    fn no_input(&mut self, now: Timestamp, step: StepId) {
        self.misstep(now, step, Part::NoInput, |count, tries| Decision::NoInput(step, count, tries));
    }

    /// The caller did not do what was asked for: says so and asks again, or gives up.
    fn misstep(
        &mut self,
        now: Timestamp,
        step: StepId,
        part: Part,
        decision: impl FnOnce(u8, u8) -> Decision,
    ) {
        let Some(waiting) = self.plan.step(step).waiting() else { return };
        let (misstep, counter, because) = match part {
            Part::NoInput => (&waiting.no_input, &mut self.state.no_inputs, Because::NoInput),
            Part::NoMatch | Part::Prompt => (&waiting.no_match, &mut self.state.no_matches, Because::NoMatch),
        };
        let (tries, then) = (misstep.tries, misstep.then);
        *counter = counter.saturating_add(1);
        let count = *counter;
        self.decide(now, decision(count, tries));
        if count >= tries {
            self.decide(now, Decision::GivesUp(step, part));
            self.state.because = Some(because);
            self.go(now, then, Some(step));
        } else {
            self.speak(now, step, part);
        }
    }

    /// From here on the call is where the caller wanted it.
    fn caller_has_a_say(&mut self) {
        self.state.because = None;
        self.state.led = 0;
        self.state.no_inputs = 0;
        self.state.no_matches = 0;
    }

    // -- speaking and time -------------------------------------------------------------------------------------------

    fn speak(&mut self, now: Timestamp, step: StepId, part: Part) {
        let utterance = self.utterance(step, part);
        if utterance.prompt(&self.plan).is_none_or(Prompt::is_empty) {
            return match part {
                Part::Prompt => self.prompt_ended(now, step),
                Part::NoInput | Part::NoMatch => self.speak(now, step, Part::Prompt),
            };
        }
        self.note(now, What::Speaks(utterance));
        self.enter(now, Phase::Speaking { step, part });
    }

    /// A step with a name of its own speaks of itself by name, but may have to speak of another's hours: a mailbox has
    /// none, and says those that sent the call to it.
    fn utterance(&self, step: StepId, part: Part) -> Utterance {
        let closed = match self.state.because {
            Some(Because::Closed(closed)) => Some(closed),
            _ => None,
        };
        let subject = closed.filter(|_| self.plan.step(step).name.is_none()).unwrap_or(step);
        let gate = |step: StepId| self.plan.step(step).gate;
        let hours = gate(subject).or_else(|| closed.and_then(gate)).map(|gate| gate.schedule);
        Utterance { step, part, subject, hours, entered: self.state.entered }
    }

    fn prompt_ended(&mut self, now: Timestamp, id: StepId) {
        match &self.plan.step(id).kind {
            StepKind::Menu(_) | StepKind::Input(_) => self.enter(now, Phase::Listening { step: id }),
            StepKind::Message(message) => {
                let then = message.then;
                self.decide(now, Decision::GoesOn(id));
                self.go(now, then, Some(id));
            }
            StepKind::Destination(_) => self.end(now, Reason::PutThrough, Place::Step(id)),
            StepKind::Voicemail(_) => self.end(now, Reason::TakesMessage, Place::Step(id)),
            StepKind::Switch(_) => {}
        }
    }

    fn next_timer(&self) -> Option<(Timestamp, Timer)> {
        let (after, timer) = match self.state.phase {
            Phase::Ended(_) => return None,
            Phase::Speaking { step, part } => (self.speaking_time(step, part), Timer::PromptEnds),
            Phase::Listening { step } => {
                let wait =
                    self.plan.step(step).waiting().map_or(SignedDuration::ZERO, |waiting| waiting.wait);
                (wait, Timer::NoInput)
            }
            Phase::Collecting { step } => match &self.plan.step(step).kind {
                StepKind::Input(input) => (input.between_digits, Timer::EntryComplete),
                _ => (SignedDuration::ZERO, Timer::EntryComplete),
            },
        };
        let deadline = later(self.timers.phase, after);
        let limit = later(self.timers.dialled, self.plan.call_limit);
        if limit < deadline && self.settled().is_none() {
            Some((limit, Timer::CallLimit))
        } else {
            Some((deadline, timer))
        }
    }

    fn speaking_time(&self, step: StepId, part: Part) -> SignedDuration {
        self.spoken(self.utterance(step, part), self.timers.phase).duration()
    }

    /// The words of an utterance that began at `at`.
    pub fn spoken(&self, utterance: Utterance, at: Timestamp) -> Spoken<'_> {
        Spoken {
            plan: &self.plan,
            line: self.line,
            dialled: self.dialled,
            caller_zone: self.caller_zone.zone,
            utterance,
            at,
        }
    }

    // -- hours -------------------------------------------------------------------------------------------------------

    fn open_now(&self, now: Timestamp, schedule: ScheduleId) -> bool {
        self.plan.schedule(schedule).schedule.in_zone(self.caller_zone.zone).is_open(now)
    }

    fn is_open(&mut self, now: Timestamp, schedule: ScheduleId) -> bool {
        if self.plan.schedule(schedule).schedule.zone() == ScheduleZone::Caller {
            self.decide(now, Decision::CallerTime(self.caller_zone));
        }
        self.open_now(now, schedule)
    }

    // -- noting what happens -------------------------------------------------------------------------------------------

    fn enter(&mut self, now: Timestamp, phase: Phase) {
        self.state.phase = phase;
        self.timers.phase = now;
    }

    fn end(&mut self, now: Timestamp, reason: Reason, place: Place) {
        let outcome = Outcome { reason, place, because: self.state.because };
        self.enter(now, Phase::Ended(outcome));
        self.note(now, What::Ended(outcome));
    }

    fn decide(&mut self, now: Timestamp, decision: Decision) {
        self.note(now, What::Decided(decision));
    }

    fn note(&mut self, at: Timestamp, what: What) {
        let event = Event { at, what };
        tracing::debug!(target: "ivrsim::call", %at, dialled = %self.dialled, "{}", self.told(&event));
        self.events.push_back(event);
    }

    /// An event in words.
    #[must_use]
    pub fn told<'a>(&'a self, event: &'a Event) -> Told<'a> {
        Told { plan: &self.plan, line: self.line, dialled: self.dialled, zone: self.caller_zone.zone, event }
    }
}

/// `at` plus `after`, held at the end of time.
fn later(at: Timestamp, after: SignedDuration) -> Timestamp {
    at.checked_add(after).unwrap_or(Timestamp::MAX)
}

impl State {
    const NEW: Self = Self {
        phase: Phase::Ended(Outcome { reason: Reason::NoSuchNumber, place: Place::Nowhere, because: None }),
        no_inputs: 0,
        no_matches: 0,
        led: 0,
        trail: Trail::EMPTY,
        because: None,
        entered: Digits::NONE,
    };
}
