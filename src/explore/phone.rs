use std::collections::HashMap;
use std::rc::Rc;

use jiff::Timestamp;

use super::act::{Act, Acts};
use super::answer_table::{AnswerTable, AskingStep, PlanAnswers, answers_at};
use super::horizon::Horizon;
use super::hour_changes::HourChanges;
use super::node::Node;
use super::question::WaitingStep;
use super::sets::{SetId, TimeSets};
use super::walk::{Halt, Machine, Transition};
use crate::call::{Call, CallEvent, CallMemory, Caller, EventKind, Phase, PromptKind};
use crate::number::Dialed;
use crate::plan::{Plan, PromptPart, ScheduleId, StepKind};
use crate::time::Timetable;

/// One caller with one number, who can do any act at any node at any instant: the machine behind every exploration.
#[derive(Debug)]
pub struct Phone<'p> {
    plan: &'p Plan,
    call: Call<&'p Plan>,
    horizon: Horizon,
    memory: CallMemory,
    acts: Acts,
    answers: PlanAnswers,
    /// When each schedule is open, to this caller.
    open: HashMap<ScheduleId, SetId>,
    /// The whole horizon.
    within: Option<SetId>,
    /// How many acts were made.
    acts_made: usize,
    /// Where the caller was spoken to and had no say in the latest act, each with how much had happened until then.
    spoken: Vec<(Node, usize)>,
}

impl<'p> Phone<'p> {
    /// A phone that dials a number of the plan.
    #[must_use]
    pub fn new(plan: &'p Plan, number: impl Into<Dialed>, caller: Caller, horizon: Horizon) -> Self {
        Self::among(plan, number.into(), caller, horizon, &Rc::new(AnswerTable::of(plan)))
    }

    /// The same, where outside answers have the numbers of a table.
    pub(crate) fn among(
        plan: &'p Plan,
        number: Dialed,
        caller: Caller,
        horizon: Horizon,
        answers: &Rc<AnswerTable>,
    ) -> Self {
        let mut call = Call::dial(plan, number, caller, horizon.from);
        call.leave_answers_open();
        let steps = call.line().map_or_else(Vec::new, |line| plan.steps_of(line));
        let memory = CallMemory::of_steps(plan, steps);
        Self {
            plan,
            call,
            horizon,
            memory,
            acts: Acts::default(),
            answers: PlanAnswers::of(plan, answers),
            open: HashMap::new(),
            within: None,
            acts_made: 0,
            spoken: Vec::new(),
        }
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// The call as the latest act has left it, to put events into words.
    #[must_use]
    pub fn call(&self) -> &Call<&'p Plan> {
        &self.call
    }

    /// How many acts were made so far.
    #[must_use]
    pub fn acts_made(&self) -> usize {
        self.acts_made
    }

    /// The step that waits at a node.
    pub(crate) fn waiting_at(&self, node: &Node) -> Option<WaitingStep<'_>> {
        node.step().map(|step| WaitingStep { plan: self.plan, memory: &self.memory, step })
    }

    /// The outside answers, as acts speak of them.
    #[must_use]
    pub fn answers(&self) -> &Rc<AnswerTable> {
        self.answers.table()
    }

    /// The step that waits for the outside at a node.
    pub(crate) fn asking_at(&self, node: &Node) -> Option<AskingStep<'_>> {
        let (step, answer) = node.asked()?;
        let is_said = node.asks_to_say();
        Some(AskingStep { plan: self.plan, answers: &self.answers, step, answer, is_said })
    }

    /// Does something at an instant. Gives where the call is when its caller has a say again, and what happened until
    /// then, all at that instant.
    pub fn act_at(&mut self, node: Node, act: Act, at: Timestamp) -> (Node, Vec<CallEvent>) {
        self.acts_made += 1;
        self.spoken.clear();
        match node {
            Node::OnHook => self.call.redial(self.call.dialled(), self.call.caller(), at),
            // Beside a call that asks the outside.
            Node::Waiting(_) if act.given().is_some() => return (node, Vec::new()),
            Node::Waiting(state) => {
                self.call.resume(state, at);
                self.act(act, at);
            }
            Node::Asking(state) => {
                self.call.resume(state, at);
                let is_asked =
                    act.given().is_some_and(|given| self.answers.answer(&mut self.call, given, at));
                if !is_asked {
                    return (node, Vec::new());
                }
            }
            Node::Spoken(state) => {
                self.call.resume(state, at);
                self.call.expire(at);
            }
            Node::Over(_) => return (node, Vec::new()),
        }
        let mut heard = Vec::new();
        let mut is_circling = false;
        loop {
            let happened = std::iter::from_fn(|| self.call.poll_event());
            // A call that is led in circles does at one instant what it did before, until the plan's limit ends it: of that, how it
            // ends is kept, or what is heard would be a hundred times as long for nothing.
            heard.extend(happened.filter(|event| !is_circling || matches!(event.what, EventKind::Ended(_))));
            if self.is_waiting() || self.call.asked().is_some() || self.call.outcome().is_some() {
                break;
            }
            is_circling |= self.note_spoken(heard.len());
            self.call.expire(at);
        }
        let node = match self.call.outcome() {
            Some(outcome) => Node::Over(outcome),
            None if self.call.asked().is_some() => Node::Asking(self.memory.spoken(self.call.state())),
            None => Node::Waiting(self.memory.resting(self.plan, self.call.state())),
        };
        (node, heard)
    }

    /// Goes on at an instant, if the caller is spoken to and has no say; else nothing happens.
    pub(crate) fn go_on_at(&mut self, node: Node, at: Timestamp) -> (Node, Vec<CallEvent>) {
        if let Node::Spoken(_) = node {
            return self.act_at(node, Act::Silence, at);
        }
        // Nothing was said, whatever the act before this one had to say.
        self.spoken.clear();
        (node, Vec::new())
    }

    /// Notes where the caller is spoken to. Gives whether the call was there twice already: of one that is led in circles the
    /// second round has asked all that is asked there.
    fn note_spoken(&mut self, heard: usize) -> bool {
        let state = self.call.state();
        let takes_time = matches!(state.phase, Phase::Speaking { .. } | Phase::Ringing { .. });
        if !takes_time || state.waits(self.plan) {
            return false;
        }
        let node = Node::Spoken(self.memory.spoken(self.call.state()));
        let is_circling = self.spoken.iter().filter(|(known, _)| *known == node).count() == 2;
        if !is_circling {
            self.spoken.push((node, heard));
        }
        is_circling
    }

    /// Where the caller was spoken to and had no say in the latest act, each with how much had happened until then.
    pub(crate) fn spoken(&self) -> &[(Node, usize)] {
        &self.spoken
    }

    /// How much must have happened on the way to a node so that hours do not matter any more: they are asked about and told
    /// before that only. Where the call has stopped to ask the outside, whatever it asks next may depend on them.
    pub(crate) fn hours_matter_until(&self, to: &Node, events: &[CallEvent]) -> usize {
        if to.asked().is_some() {
            return usize::MAX;
        }
        let tells = |piece: &PromptPart| {
            matches!(
                piece,
                PromptPart::NextOpen
                    | PromptPart::NextOpenOf(_)
                    | PromptPart::Reason
                    | PromptPart::ReasonOf(_)
            )
        };
        let matters = |event: &CallEvent| match event.what {
            EventKind::Speaks(utterance) => utterance.pieces(self.plan).iter().any(tells),
            _ => event.asked(self.plan).next().is_some(),
        };
        events.iter().rposition(matters).map_or(0, |last| last + 1)
    }

    /// Whether the caller is spoken to there, and that takes time. A prompt may be given none, or have nothing to say.
    pub(crate) fn takes_time(&mut self, node: Node, at: Timestamp) -> bool {
        let Node::Spoken(state) = node else { return false };
        let after = *self.call.state();
        self.call.resume(state, at);
        let takes_time = self.call.poll_timeout().is_some_and(|until| until > at);
        self.call.resume(after, at);
        takes_time
    }

    fn act(&mut self, act: Act, at: Timestamp) {
        match act {
            Act::Dial | Act::Answer(_) => {}
            Act::Key(key) | Act::OtherKey(key) | Act::AnyOther(key) => self.call.handle_key(at, key),
            Act::Silence | Act::Stay => self.call.expire(at),
            Act::Entry(digits) => {
                digits.keys().for_each(|key| self.call.handle_key(at, key));
                if let Phase::Collecting { .. } = self.call.state().phase {
                    match self.call.completing_key() {
                        Some(key) => self.call.handle_key(at, key),
                        None => self.call.expire(at),
                    }
                }
            }
        }
    }

    fn is_waiting(&self) -> bool {
        let state = self.call.state();
        // Words for asking again are heard behind those for a misstep only, and so in the course of it.
        let is_before_again = match state.phase {
            Phase::Speaking { step, part: PromptKind::NoInput | PromptKind::NoMatch } => {
                self.plan.step(step).waiting().is_some_and(|waiting| waiting.again.is_some())
            }
            phase => matches!(phase, Phase::Collecting { .. }),
        };
        !is_before_again && state.waits(self.plan)
    }

    /// All instants at which an act leads to a node by the same way: those at which the schedules that were asked about answer
    /// as they did. A switch that has stopped to ask the outside has asked some of its own by then.
    pub(crate) fn same_way(
        &mut self,
        to: &Node,
        events: &[CallEvent],
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> SetId {
        let plan = self.plan;
        let mut when = self.same_answers(events, sets);
        if let Some((step, _)) = to.asked()
            && let StepKind::Switch(switch) = &plan.step(step).kind
        {
            for id in switch.schedules() {
                when = self.narrowed(when, id, at, sets);
            }
        }
        when
    }

    /// All instants at which the schedules that were asked about on the way answer as they did.
    pub fn same_answers(&mut self, events: &[CallEvent], sets: &mut TimeSets) -> SetId {
        let plan = self.plan;
        let horizon = self.horizon;
        let mut when = *self.within.get_or_insert_with(|| sets.add(horizon.instants()));
        for event in events {
            for id in event.asked(plan) {
                when = self.narrowed(when, id, event.at, sets);
            }
        }
        when
    }

    fn narrowed(&mut self, when: SetId, id: ScheduleId, at: Timestamp, sets: &mut TimeSets) -> SetId {
        let open = self.open_times(id, sets);
        if sets.get(open).contains(at) { sets.and(when, open) } else { sets.minus(when, open) }
    }

    /// When a schedule is open to this caller, within the horizon.
    pub fn open_times(&mut self, id: ScheduleId, sets: &mut TimeSets) -> SetId {
        if let Some(&open) = self.open.get(&id) {
            return open;
        }
        let open = sets.add(self.timetable(id).open_times(self.horizon.from, self.horizon.to));
        self.open.insert(id, open);
        open
    }

    /// When the hours change that calls to the number ask about, within the horizon.
    pub(crate) fn change_times(&mut self, sets: &mut TimeSets) -> SetId {
        let line = self.call.line();
        let schedules = line.map_or_else(Vec::new, |line| self.plan.schedules_of(line));
        schedules.into_iter().fold(TimeSets::NONE, |known, id| {
            let open = self.open_times(id, sets);
            let edges = sets.edges(open);
            sets.or(edges, known)
        })
    }

    /// What came of the latest act, at an instant.
    fn told(
        &mut self,
        to: Node,
        heard: Vec<CallEvent>,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Transition<Node, Vec<CallEvent>> {
        let when = self.same_way(&to, &heard, at, sets);
        let matter = self.hours_matter_until(&to, &heard);
        let spoken: Vec<_> = self.spoken.iter().copied().take_while(|&(_, until)| until < matter).collect();
        let mut halts = Vec::new();
        for (node, until) in spoken {
            if self.takes_time(node, at) {
                let heard = heard[..until].to_vec();
                halts.push(Halt { at: node, when: self.same_answers(&heard, sets), heard });
            }
        }
        Transition { to, heard, when, halts }
    }

    /// A schedule as it stands for this caller.
    #[must_use]
    pub fn timetable(&self, id: ScheduleId) -> &'p Timetable {
        self.plan.schedule(id).schedule.in_zone(self.call.caller_zone().zone)
    }
}

impl Machine for Phone<'_> {
    type Node = Node;
    type Heard = Vec<CallEvent>;

    fn start(&self) -> Node {
        Node::OnHook
    }

    fn acts(&self, node: &Node) -> Vec<Act> {
        match node {
            Node::OnHook => vec![Act::Dial],
            node if node.asked().is_some() => {
                let asking = self.asking_at(node);
                answers_at(asking.as_slice()).into_iter().map(Act::Answer).collect()
            }
            node => self.acts.at([self.waiting_at(node), None]).to_vec(),
        }
    }

    fn is_usual(&self, act: Act) -> bool {
        act.given().is_some_and(|given| self.answers().is_usual(given))
    }

    fn outline(&self, node: &Node) -> Node {
        match node {
            Node::Waiting(state) => Node::Waiting(self.memory.outline(state)),
            node => *node,
        }
    }

    fn stands_for(&self, one: &Node, other: &Node) -> bool {
        match (one, other) {
            (Node::Waiting(one), Node::Waiting(other)) => self.memory.stands_for(one, other),
            _ => one == other,
        }
    }

    fn is_complete(&self) -> bool {
        self.acts.are_complete()
    }

    fn act(
        &mut self,
        node: Node,
        act: Act,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Transition<Node, Vec<CallEvent>> {
        let (to, heard) = self.act_at(node, act, at);
        self.told(to, heard, at, sets)
    }

    fn hour_changes(&mut self, sets: &mut TimeSets) -> Rc<HourChanges> {
        let times = self.change_times(sets);
        Rc::new(HourChanges::at(sets.get(times), self.plan.call_limit))
    }

    fn go_on(&mut self, halt: Node, at: Timestamp, sets: &mut TimeSets) -> Transition<Node, Vec<CallEvent>> {
        let (to, heard) = self.go_on_at(halt, at);
        self.told(to, heard, at, sets)
    }

    fn joined(&self, parts: &[(Vec<CallEvent>, Timestamp)]) -> Vec<CallEvent> {
        let at = |at: Timestamp| move |event: &CallEvent| CallEvent { at, ..*event };
        parts.iter().flat_map(|(heard, instant)| heard.iter().map(at(*instant))).collect()
    }
}
