use jiff::Timestamp;

use super::times::{AskedSchedule, Times};
use super::way_acts::{AskedOfEntry, WayAct, WayActs, WayEntry};
use crate::base::Language;
use crate::call::{
    ArrivalCause, Call, CallEvent, CallMemory, CallSpec, CallState, CallWatcher, Caller, Decision, EndPlace,
    EventKind, KeySequence, Outcome, Trail,
};
use crate::explore::{Act, Acts, EntryPreference, GivenValue, PressedCall};
use crate::plan::{LineId, Plan, StepId, StepKind};

/// A call that is being tried: where it is, and what brought it there.
#[derive(Clone)]
pub(super) struct Trial<'p> {
    call: PressedCall<'p, StepsOnWay>,
    /// What its caller has done.
    acts: WayActs,
}

/// What a caller does on a way.
#[derive(Clone, Debug)]
pub(super) struct TriedWay {
    /// The keys that were needed, for whoever has pressed the last one waits anyway.
    pub(super) keys: KeySequence,
    /// The same as people do it.
    pub(super) acts: WayActs,
    /// How much that is to do.
    pub(super) effort: usize,
}

/// A step that a call has come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepCome {
    pub(super) step: StepId,
    /// Until when that is so.
    pub(super) until: Option<Timestamp>,
    /// Whether it came there only because somebody else was closed, whom its keys are for.
    pub(super) is_detour: bool,
    /// The language that its caller is spoken to in there.
    pub(super) language: Language,
    /// How many answers from outside brought it there.
    pub(super) answers: usize,
}

/// The steps that a call has come to since somebody looked.
#[derive(Clone, Default)]
struct StepsOnWay {
    /// Each as it was come to, with how many schedules had been asked about by then.
    steps: Vec<(StepCome, usize)>,
    /// The hours that the call has asked about.
    asked: Vec<AskedSchedule>,
    /// What was asked of the latest entry.
    of_entry: Option<AskedOfEntry>,
    /// What the outside has answered, and where it was asked.
    answers: Vec<(StepId, GivenValue)>,
}

impl<'p> CallWatcher<&'p Plan> for StepsOnWay {
    fn happened(&mut self, call: &Call<&'p Plan>, event: CallEvent) {
        self.asked.extend(event.asked(call.plan()).map(|id| (id, event.at)));
        if let EventKind::Decided(Decision::Asked { step, answer, value }) = event.what {
            let plan = call.plan();
            // What is only said to the caller leads nowhere.
            let leads = matches!(plan.step(step).kind, StepKind::Switch(_))
                || plan.answer(answer).transfer == Some(step);
            if leads {
                self.answers.push((step, GivenValue::of(answer, value)));
            }
        }
        let asked = match event.what {
            EventKind::Decided(Decision::Case { step, case }) => {
                AskedOfEntry::of(call.plan(), step, Some(usize::from(case)))
            }
            // What none of several switches has asked for is not told apart by the last.
            EventKind::Decided(Decision::Otherwise(step)) if self.of_entry.is_none() => {
                AskedOfEntry::of(call.plan(), step, None)
            }
            _ => None,
        };
        self.of_entry = asked.or(self.of_entry);
    }

    fn look(&mut self, call: &mut Call<&'p Plan>) {
        while let Some(event) = call.poll_event() {
            self.happened(call, event);
        }
        let is_detour =
            call.settled().is_some_and(|outcome| matches!(outcome.because, Some(ArrivalCause::Closed(_))));
        let here = match call.settled() {
            // Where the system hangs up on whoever comes while it is closed, the call ends there, but nobody is reached.
            Some(Outcome { place: EndPlace::Step(step), because, .. }) => {
                Some(step).filter(|step| because != Some(ArrivalCause::Closed(*step)))
            }
            Some(_) => None,
            None => call.state().step(),
        };
        let language = call.state().language;
        let answers = self.answers.len();
        let come = |step| StepCome { step, until: None, is_detour, language, answers };
        self.steps.extend(here.map(|step| (come(step), self.asked.len())));
    }
}

impl<'p> Trial<'p> {
    /// Dials, and does one act after the other, each as soon as the call listens.
    pub(super) fn along(choices: &Choices<'p>, caller: Caller, at: Timestamp, way: &[Act]) -> Self {
        let spec = CallSpec::to_line(choices.plan, choices.line, at).with_caller(caller);
        let call = PressedCall::dial(choices.plan, &spec, StepsOnWay::default());
        let mut trial = Self { call, acts: WayActs::default() };
        for act in way {
            trial.settle();
            // What is come to on the way was noted when the way there was tried.
            trial.call.watcher().steps.clear();
            trial.press(*act);
        }
        trial
    }

    /// When it was dialed.
    pub(super) fn began(&self) -> Timestamp {
        self.call.call().began()
    }

    /// Goes on until the call listens, or is over.
    pub(super) fn settle(&mut self) {
        self.call.wait_to_be_heard();
    }

    /// Stays silent to the end.
    pub(super) fn stay_silent(&mut self) {
        self.call.wait_for_end();
    }

    /// Presses what an act is made of.
    pub(super) fn press(&mut self, act: Act) {
        let (plan, step) = (self.call.call().plan(), self.call.call().state().step());
        let is_ringing = step.is_some_and(|step| matches!(plan.step(step).kind, StepKind::Destination(_)));
        self.acts = self.acts_so_far();
        self.call.watcher().of_entry = None;
        let ended = self.call.press_all(act);
        match (act, step) {
            (Act::Key(key), _) if is_ringing => self.acts.push(WayAct::WhileRinging(key)),
            (Act::Key(key), _) => self.acts.push(WayAct::Key(key)),
            (Act::Entry(digits), Some(step)) => {
                self.acts.push(WayAct::Entry(WayEntry { step, digits, ended, asked: None }));
            }
            (Act::Stay, _) => self.acts.push(WayAct::Stay),
            _ => {}
        }
    }

    /// The steps to which it has come since this was asked.
    pub(super) fn steps_come_to(&mut self, times: &Times<'_>) -> Vec<StepCome> {
        let StepsOnWay { steps, asked, .. } = self.call.watcher();
        let come = |(come, known)| StepCome { until: times.until(&asked[..known]), ..come };
        steps.drain(..).map(come).collect()
    }

    /// The hours that it has asked about.
    pub(super) fn asked(&mut self) -> &[AskedSchedule] {
        &self.call.watcher().asked
    }

    /// The step at which it listens, and all that matters of how it is there.
    pub(super) fn rest(&self, choices: &Choices<'_>) -> Option<(StepId, CallState)> {
        let call = self.call.call();
        let step = call.state().step().filter(|_| call.listens())?;
        // The way here matters to `back` only, and that leads to where the search has been. With it, menus that lead
        // to each other would be tried in every order.
        let resting = choices.memory.resting(choices.plan, call.state());
        Some((step, CallState { trail: Trail::EMPTY, ..resting }))
    }

    /// How much the caller has to do: how many keys and pauses there were, where a stay on the line is one.
    pub(super) fn effort(&self) -> usize {
        self.call.effort()
    }

    /// What has been done to come to a step.
    pub(super) fn way(&self, come: &StepCome) -> TriedWay {
        let mut acts = self.acts_so_far();
        let answers = self.call.heard().answers.iter().take(come.answers);
        // Who is asked for has to answer, as a matter of course.
        acts.rest_on(answers.filter(|(asked_at, _)| *asked_at != come.step).map(|(_, given)| *given));
        TriedWay { keys: self.call.keys(), acts, effort: self.call.effort() }
    }

    /// With what was asked of the latest entry since.
    fn acts_so_far(&self) -> WayActs {
        let mut acts = self.acts.clone();
        if let Some(asked) = self.call.heard().of_entry {
            acts.ask(asked);
        }
        acts
    }
}

/// What can be pressed on one line.
pub(super) struct Choices<'p> {
    pub(super) plan: &'p Plan,
    pub(super) line: LineId,
    memory: CallMemory,
    acts: Acts,
}

impl<'p> Choices<'p> {
    pub(super) fn on(plan: &'p Plan, line: LineId) -> Self {
        Self { plan, line, memory: CallMemory::of(plan, line), acts: Acts::chosen_by(EntryPreference::Zeros) }
    }

    /// What a caller can do at a step that leads on: each wired key, an entry for each way that entries can go,
    /// and staying on the line where that is a way.
    pub(super) fn at(&self, step: StepId) -> Vec<Act> {
        let acts = self.acts.on(self.plan, &self.memory, step);
        let leads_on = |act: &Act| match act {
            Act::Key(_) | Act::Stay => true,
            Act::Entry(digits) => self.plan.step(step).taken(digits).is_some(),
            _ => false,
        };
        acts.iter().copied().filter(leads_on).collect()
    }

    /// Whether all that can be pressed was told wherever it was asked.
    pub(super) fn are_complete(&self) -> bool {
        self.acts.are_complete()
    }
}
