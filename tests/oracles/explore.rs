//! What holds for the exploration of any line: calls that are really made, in their own time, fare as it says.

use std::collections::{BTreeSet, HashSet, VecDeque};

use ivrsim::call::{
    Call, CallEvent, CallMemory, CallState, Caller, Decision, EndReason, EventKind, Outcome, Phase, Trail,
};
use ivrsim::explore::{
    Act, AnswerTable, Explorer, Horizon, Machine as _, Node, Phone, TimeSets, Transition, Walk, callers,
    time_classes,
};
use ivrsim::number::Dialed;
use ivrsim::plan::{LineId, Plan, StepId};
use ivrsim::time::{TimeSet, Zone};
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;

type Events = Vec<CallEvent>;

/// More timeouts than any call has.
const MAX_STEPS: usize = 20_000;

/// One line of a plan, explored for one caller.
struct Explored<'p> {
    plan: &'p Plan,
    number: Dialed,
    caller: Caller,
    horizon: Horizon,
    walk: Walk<Node, Events>,
    sets: TimeSets,
    /// Every second at which a schedule of the line has just opened or closed.
    changes: Vec<Timestamp>,
    memory: CallMemory,
}

/// Explores a line of a plan for one of its callers, and makes calls.
///
/// # Panics
///
/// If something does not hold.
pub fn check(plan: &Plan, dice: &mut Dice<'_>) {
    let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
    let line = *dice.one_of(&lines);
    let horizon = Horizon::of(plan, 1);
    let classes = callers(&[(plan, line)], horizon);
    let caller = dice.one_of(&classes).caller;
    let changes = check_time_classes(plan, line, caller.zone_under(plan).zone, horizon);
    let mut explorer = Explorer::new(plan, horizon);
    let walk = explorer.line(line, caller);
    if !walk.complete {
        return;
    }
    check_work(&explorer, &walk, &changes);
    let memory = CallMemory::of(plan, line);
    let number = plan.line(line).number.value;
    let sets = std::mem::take(explorer.sets());
    let mut known = Explored { plan, number, caller, horizon, walk, sets, changes, memory };
    for _ in 0..24 {
        let at = known.moment(dice);
        known.check_call(at, dice);
    }
    for _ in 0..2 {
        let at = known.moment(dice);
        known.check_reach(at);
    }
}

/// Time classes are a partition of the horizon in which every schedule stays as it is, each as large as can be. Gives the
/// instants at which something changes.
fn check_time_classes(plan: &Plan, line: LineId, zone: Zone, horizon: Horizon) -> Vec<Timestamp> {
    let schedules = plan.schedules_of(line);
    let classes = time_classes(plan, &schedules, zone, horizon);
    let union = classes.iter().fold(TimeSet::default(), |all, class| {
        assert!(all.and(&class.when).is_empty(), "an instant is in one class");
        assert!(!class.when.is_empty());
        all.or(&class.when)
    });
    assert_eq!(union, horizon.instants(), "every instant is in a class");
    let answers: HashSet<&Vec<bool>> = classes.iter().map(|class| &class.open).collect();
    assert_eq!(answers.len(), classes.len(), "a class has all instants of its answers");
    let is_open = |at: Timestamp| -> Vec<bool> {
        schedules.iter().map(|&id| plan.schedule(id).schedule.in_zone(zone).is_open(at)).collect()
    };
    let mut changes = Vec::new();
    for class in &classes {
        for (from, to) in class.when.spans() {
            let middle = from + to.duration_since(from) / 2;
            for at in [from, middle, to - SignedDuration::from_secs(1)] {
                assert_eq!(is_open(at), class.open, "at {at}");
            }
            if from > horizon.from {
                assert_ne!(
                    is_open(from - SignedDuration::from_secs(1)),
                    class.open,
                    "it begins before {from}"
                );
                changes.push(from);
            }
            if to < horizon.to {
                assert_ne!(is_open(to), class.open, "it goes on at {to}");
            }
        }
    }
    changes.sort_unstable();
    changes
}

/// Each act at a node is made once for each set of answers of the schedules that it asks, and nodes are visited no more
/// often than answers differ.
fn check_work(explorer: &Explorer<'_>, walk: &Walk<Node, Events>, changes: &[Timestamp]) {
    let work = explorer.work();
    assert_eq!(work.nodes, walk.nodes().count());
    assert_eq!(work.acts, walk.transitions().count() + walk.gone_on(), "no act is made twice");
    // The schedules of a random plan are three: at most eight answers to each act, and eight ways to come to a node, by
    // day and by a change of hours.
    let most = if changes.is_empty() { 1 } else { 8 };
    assert!(work.acts <= (walk.acts_at_nodes() + work.nodes * 14) * most, "{work:?}");
    assert!(work.visits <= work.nodes * 2 * most, "{work:?}");
}

impl<'p> Explored<'p> {
    /// Some second of the horizon, often one just before or after hours change.
    fn moment(&self, dice: &mut Dice<'_>) -> Timestamp {
        let at = match &self.changes[..] {
            [_, ..] if !dice.one_in(4) => {
                let change = self.changes[dice.below(self.changes.len().min(60_000))];
                // A caller needs some seconds to the menu, and leaves some before pressing.
                let before = *dice.one_of(&[12, 4, 60, 300]);
                change + SignedDuration::from_secs(1 - dice.whole(before))
            }
            _ => self.horizon.from + SignedDuration::from_secs(dice.whole(60_000) * 500 + dice.whole(500)),
        };
        at.clamp(self.horizon.from, self.horizon.to - SignedDuration::from_secs(1))
    }

    fn changes_between(&self, from: Timestamp, to: Timestamp) -> usize {
        let before = |at: Timestamp| self.changes.partition_point(|&change| change <= at);
        before(to) - before(from)
    }

    fn resting(&self, state: &CallState) -> CallState {
        self.memory.resting(self.plan, state)
    }

    /// What comes of an act of a call at an instant, at its node or at one that fares alike for one act.
    fn step(&self, node: Node, act: Act, at: Timestamp) -> Option<&Transition<Node, Events>> {
        let outline = |node| self.outline(node);
        self.walk.step(&node, act, at, &self.sets).or_else(|| {
            let mut alike = self.walk.nodes().filter(|(other, _)| outline(**other) == outline(node));
            alike.find_map(|(other, _)| self.walk.step(other, act, at, &self.sets))
        })
    }

    /// Whether an act that begins at one instant, and in the course of which hours change at another, was explored with
    /// this end: because of the change, or as if it came before the act or after it.
    fn leads_over(
        &self,
        node: Node,
        act: Act,
        (began, changes): (Timestamp, &[Timestamp]),
        to: Node,
    ) -> bool {
        let is_end = |end: &Node| no_way(*end) == no_way(to);
        let at_once = [began]
            .iter()
            .chain(changes)
            .any(|at| self.step(node, act, *at).is_some_and(|step| is_end(&step.to)));
        let alike = self.walk.nodes().filter(|(other, _)| self.outline(**other) == self.outline(node));
        at_once
            || alike
                .flat_map(|(other, _)| self.walk.crossed(other, act))
                .any(|(end, when)| is_end(end) && changes.iter().any(|at| self.sets.get(*when).contains(*at)))
    }

    /// A node without what its next act cannot use, and without why the call is there.
    fn outline(&self, node: Node) -> Node {
        match node {
            Node::Waiting(state) => no_reason(Node::Waiting(self.memory.outline(&state))),
            node => node,
        }
    }

    /// Where a call is that waits for its caller or for the outside, as explorations see it.
    fn node(&self, call: &Call<&Plan>) -> Node {
        match call.asked() {
            Some(_) => Node::Asking(self.memory.spoken(call.state())),
            None => Node::Waiting(self.resting(call.state())),
        }
    }

    /// Makes a call in its own time, and goes the same way through what was explored.
    fn check_call(&mut self, at: Timestamp, dice: &mut Dice<'_>) {
        let mut real = Real::dial(self.plan, self.number, self.caller, at);
        let phone = Phone::new(self.plan, self.number, self.caller, self.horizon);
        let mut node = Node::OnHook;
        let mut act = Act::Dial;
        let mut acts = Vec::new();
        loop {
            let began = real.now;
            match act {
                Act::Dial => real.go_on(),
                act => real.act(act),
            }
            acts.push((began, act));
            // The plan's limits are left out.
            if real.was_cut_off() || real.now >= self.horizon.to {
                return;
            }
            let to = match real.call.outcome() {
                Some(outcome) => Node::Over(outcome),
                None => self.node(&real.call),
            };
            let [first, last] =
                [began, real.now].map(|at| self.changes.partition_point(|&change| change <= at));
            let meanwhile = &self.changes[first..last];
            if let [.., change] = meanwhile {
                assert!(
                    self.leads_over(node, act, (began, meanwhile), to),
                    "{acts:?} leads to {to:?}, as hours change at {change}, and that was not explored"
                );
            } else {
                let Some(step) = self.step(node, act, began) else {
                    panic!("{acts:?} was not explored at {began}");
                };
                assert!(self.sets.get(step.when).contains(began));
                let is_known = self.walk.step(&node, act, began, &self.sets).is_some();
                // One that fares alike may be there for another reason, which the next end has forgotten.
                let told = |node| if is_known { no_way(node) } else { no_reason(no_way(node)) };
                assert_eq!(told(step.to), told(to), "{acts:?}");
            }
            node = to;
            if acts.len() > 10 || real.call.outcome().is_some() {
                return;
            }
            real.wait(dice);
            if real.was_cut_off() || real.call.outcome().is_some() {
                return;
            }
            act = *dice.one_of(&phone.acts(&node));
            if !act.is_silence() && act.given().is_none() {
                real.be_heard();
            }
        }
    }

    /// The steps to which calls can come at an instant, by all that can be done, and those that were explored.
    fn check_reach(&self, at: Timestamp) {
        let phone = Phone::new(self.plan, self.number, self.caller, self.horizon);
        let explored = self.reach_of_walk(at, &phone);
        let real = self.reach_of_calls(at, &phone);
        let Some((real, is_all)) = real else { return };
        assert!(real.is_subset(&explored), "at {at}: calls come to {real:?}, explored are {explored:?}");
        if is_all {
            assert_eq!(real, explored, "at {at}");
        }
    }

    fn reach_of_walk(&self, at: Timestamp, phone: &Phone<'p>) -> BTreeSet<StepId> {
        let mut steps = BTreeSet::new();
        let mut seen = HashSet::from([Node::OnHook]);
        let mut queue = VecDeque::from([Node::OnHook]);
        while let Some(node) = queue.pop_front() {
            for act in phone.acts(&node) {
                let step = self.step(node, act, at).expect("every act is explored at every instant");
                steps.extend(arrivals(&step.heard));
                if seen.insert(step.to) {
                    queue.push_back(step.to);
                }
            }
        }
        steps
    }

    /// Makes every call. Whether these are all: none came to the plan's limits. None if hours change meanwhile.
    fn reach_of_calls(&self, at: Timestamp, phone: &Phone<'p>) -> Option<(BTreeSet<StepId>, bool)> {
        let mut first = Real::dial(self.plan, self.number, self.caller, at);
        first.go_on();
        let mut steps: BTreeSet<StepId> = arrivals(&first.events).collect();
        let mut is_all = !first.was_cut_off();
        let mut seen = HashSet::new();
        let mut queue = VecDeque::from([first]);
        while let Some(real) = queue.pop_front() {
            if self.changes_between(at, real.now) > 0 || real.now >= self.horizon.to || seen.len() > 3_000 {
                return None;
            }
            let here = self.node(&real.call);
            if real.call.outcome().is_some() || !seen.insert(here) {
                continue;
            }
            for act in phone.acts(&here) {
                let mut next = real.clone();
                next.events.clear();
                if !act.is_silence() && act.given().is_none() {
                    next.be_heard();
                }
                next.act(act);
                steps.extend(arrivals(&next.events));
                is_all &= !next.was_cut_off();
                queue.push_back(next);
            }
        }
        Some((steps, is_all))
    }
}

/// A node without why a call that waits there is there.
fn no_reason(node: Node) -> Node {
    match node {
        Node::Waiting(state) => Node::Waiting(CallState { because: None, ..state }),
        Node::Asking(state) => Node::Asking(CallState { because: None, ..state }),
        node => node,
    }
}

/// Nodes are compared without the way to them, of which explorations keep what matters.
fn no_way(node: Node) -> Node {
    match node {
        Node::Waiting(state) => Node::Waiting(CallState { trail: Trail::EMPTY, ..state }),
        Node::Asking(state) => Node::Asking(CallState { trail: Trail::EMPTY, ..state }),
        node => node,
    }
}

fn arrivals(events: &[CallEvent]) -> impl Iterator<Item = StepId> {
    events.iter().filter_map(|event| match event.what {
        EventKind::Decided(Decision::Arrives(step)) => Some(step),
        _ => None,
    })
}

/// A call that is made in its own time.
#[derive(Clone)]
struct Real<'p> {
    call: Call<&'p Plan>,
    now: Timestamp,
    events: Events,
    answers: AnswerTable,
}

impl<'p> Real<'p> {
    fn dial(plan: &'p Plan, number: Dialed, caller: Caller, at: Timestamp) -> Self {
        let mut call = Call::dial(plan, number, caller, at);
        call.leave_answers_open();
        call.redial(number, caller, at);
        let mut real = Self { call, now: at, events: Vec::new(), answers: AnswerTable::of(plan) };
        real.look();
        real
    }

    fn look(&mut self) {
        while let Some(event) = self.call.poll_event() {
            self.events.push(event);
        }
    }

    fn pass_time(&mut self) -> bool {
        let Some(at) = self.call.poll_timeout() else { return false };
        self.now = at;
        self.call.handle_timeout(at);
        self.look();
        true
    }

    /// Whether the limits on its length or on circles ended it. An exploration forgets how long a call has been led, so that
    /// it may see the end of a circle elsewhere, or none.
    fn was_cut_off(&self) -> bool {
        self.call
            .outcome()
            .is_some_and(|Outcome { reason, .. }| matches!(reason, EndReason::TooLong | EndReason::Loop))
    }

    fn is_at_its_caller(&self) -> bool {
        let state = self.call.state();
        !matches!(state.phase, Phase::Collecting { .. }) && state.waits(self.call.plan())
    }

    /// Until the caller has a say, or the call is over.
    fn go_on(&mut self) {
        let mut steps = 0;
        while self.call.outcome().is_none()
            && self.call.asked().is_none()
            && !self.is_at_its_caller()
            && self.pass_time()
        {
            steps += 1;
            assert!(steps < MAX_STEPS, "it goes on for ever");
        }
    }

    /// Until the call hears keys.
    fn be_heard(&mut self) {
        while self.call.outcome().is_none() && !self.call.listens() && self.pass_time() {}
    }

    /// Some time, but not so much that the system acts.
    fn wait(&mut self, dice: &mut Dice<'_>) {
        for _ in 0..dice.below(4) {
            let mut later = self.clone();
            later.events.clear();
            if !later.pass_time() {
                return;
            }
            let acts = later.call.outcome().is_some()
                || later.events.iter().any(|event| matches!(event.what, EventKind::Decided(_)));
            if acts {
                let left = later.now.duration_since(self.now).as_millis().saturating_sub(1);
                let left = i64::try_from(left).unwrap_or(0).max(0);
                self.now += SignedDuration::from_millis(left * (1 + dice.whole(255)) / 255);
                return;
            }
            *self = later;
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Dial => {}
            Act::Key(key) | Act::OtherKey(key) | Act::AnyOther(key) => {
                self.call.handle_key(self.now, key);
                self.look();
            }
            Act::Silence | Act::Stay => self.stay_silent(),
            Act::Answer(given) => {
                let (answer, word) = self.answers.told(given);
                let id = self.call.plan().answer_named(&answer.key).expect("the plan asks for it");
                let value = self.call.plan().answer(id).value(word).expect("it can be that");
                self.call.handle_answer(self.now, id, value);
                self.look();
            }
            Act::Entry(digits) => {
                for key in digits.keys() {
                    self.call.handle_key(self.now, key);
                }
                if let Phase::Collecting { step } = self.call.state().phase
                    && let Some(key) = self.call.plan().step(step).collection().and_then(|all| all.terminator)
                {
                    self.call.handle_key(self.now, key);
                }
                self.look();
            }
        }
        self.go_on();
    }

    fn stay_silent(&mut self) {
        let known = self.events.len();
        let noticed = |events: &[CallEvent]| {
            events.iter().any(|event| {
                matches!(
                    event.what,
                    EventKind::Decided(
                        Decision::NoInput { .. }
                            | Decision::TakesSilence(_)
                            | Decision::TooLong
                            | Decision::RingsOut(_)
                    )
                )
            })
        };
        while !noticed(&self.events[known..]) && self.pass_time() {}
    }
}
