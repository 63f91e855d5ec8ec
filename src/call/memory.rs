//! What of a call's past the steps of its line can still use.

use std::collections::{HashMap, HashSet};

use super::state::{CallState, Phase};
use crate::plan::{
    Digits, Handling, KeptEntries, KeptInput, LineId, Link, Plan, Prompt, PromptPart, Step, StepId, StepKind,
    Target, Waiting,
};

/// What the steps of one line can still use of how a call came to them: what was entered last, and the way here.
///
/// A call that is led in circles comes to the same menu in ever new states, which differ only in what nobody will ask for
/// again. Two questions tell what that is. *Can this entry still be read?* Only where a switch that asks for it, or a prompt
/// that says it, can be come to before the next input. *Can this way still be gone back?* Only where a menu or input that
/// leads `back` can be come to; and that one uses no more of the way than the step before it.
#[derive(Clone, Debug)]
pub struct CallMemory {
    /// The steps of the line, by position.
    steps: Vec<StepId>,
    positions: HashMap<StepId, usize>,
    /// Where a call that still has its entry can go on to, by place; see [`CallMemory::arrival`].
    onward: Vec<Vec<usize>>,
    /// Places at which an entry is asked for or said.
    readers: Vec<bool>,
    /// Whether a call that waits at a step can still be asked for its entry.
    reads: Vec<bool>,
    /// Whether one that has come to it, and does not wait, can be.
    reads_on_arrival: Vec<bool>,
    /// The menus and inputs that lead `back`, or do so while they are closed.
    leads_back: Vec<bool>,
    /// The steps from which one of those can be come to.
    may_go_back: Vec<bool>,
    /// The inputs whose entries are said later, each with the steps from which one of the prompts can be come to that say it.
    kept: Vec<(KeptInput, Vec<bool>)>,
    /// Whether the way must be known whole; see [`CallMemory::outline`].
    whole_way: bool,
}

impl CallMemory {
    /// What the steps of a line can use.
    #[must_use]
    pub fn of(plan: &Plan, line: LineId) -> Self {
        Self::of_steps(plan, plan.steps_of(line))
    }

    /// What these steps can use: all to which calls can come from one another.
    #[must_use]
    pub fn of_steps(plan: &Plan, steps: Vec<StepId>) -> Self {
        let positions: HashMap<StepId, usize> =
            steps.iter().enumerate().map(|(position, &step)| (step, position)).collect();
        let count = steps.len();
        let leads_back: Vec<bool> = steps.iter().map(|&step| leads_back(plan.step(step))).collect();
        let mut memory = Self {
            steps,
            positions,
            onward: Vec::new(),
            readers: vec![false; 2 * count + 1],
            reads: Vec::new(),
            reads_on_arrival: Vec::new(),
            may_go_back: Vec::new(),
            kept: Vec::new(),
            whole_way: false,
            leads_back,
        };
        memory.lay_ways(plan);
        let reading = leading_to(&memory.onward, &memory.readers);
        memory.reads = (0..count).map(|position| reading[2 * position + 1]).collect();
        memory.reads_on_arrival = (0..count).map(|position| reading[2 * position]).collect();
        let links: Vec<Vec<usize>> = memory.steps.iter().map(|&step| memory.linked(plan, step)).collect();
        memory.may_go_back = leading_to(&links, &memory.leads_back);
        memory.kept = memory.kept_entries(plan, links);
        // Where closed hours lead further back, or an entry is kept on the way, more of the way matters than these
        // questions tell.
        memory.whole_way = memory.leads_back.contains(&true)
            && (memory.steps.iter().any(|&step| closes_back(plan.step(step)))
                || memory.reads.contains(&true));
        memory
    }

    /// The place of a call that comes to a step; the one behind it is that of a call that waits there. The last place is
    /// any menu or input to which a call may return.
    fn arrival(&self, step: StepId) -> Option<usize> {
        self.positions.get(&step).map(|position| 2 * position)
    }

    /// Where a link leads. `own` is the place of the step that waits, for a link by which it answers its caller.
    fn place(&self, target: Target, own: Option<usize>) -> Option<usize> {
        match target {
            Target::Step(step) => self.arrival(step),
            Target::HangUp | Target::Dropped => None,
            Target::Repeat => own.or(Some(2 * self.steps.len())),
            Target::Back => Some(2 * self.steps.len()),
        }
    }

    fn lay_ways(&mut self, plan: &Plan) {
        let count = self.steps.len();
        let mut onward: Vec<Vec<usize>> = vec![Vec::new(); 2 * count + 1];
        for position in 0..count {
            let step = plan.step(self.steps[position]);
            let (arrives, waits) = (2 * position, 2 * position + 1);
            let to = |link: Link| self.place(link.target, None);
            let own = |link: Link| self.place(link.target, Some(waits));
            onward[arrives].extend(step.gate.and_then(|gate| to(gate.closed)));
            match &step.kind {
                StepKind::Menu(menu) => {
                    onward[arrives].push(waits);
                    // Where entries can be made, each key is one and takes the place of the last entry: what is left of that is left
                    // to those who press nothing.
                    let ways: Vec<Link> = match menu.entries {
                        Some(_) => vec![menu.waiting.no_input.link()],
                        None => {
                            menu.answers().map(|choice| choice.link).chain(menu.waiting.links()).collect()
                        }
                    };
                    onward[waits].extend(ways.into_iter().filter_map(own));
                }
                // Whoever comes to an input has entered nothing yet; only one that asks again still has the last entry.
                StepKind::Input(input) => onward[waits].extend(own(input.waiting.no_input.link())),
                StepKind::Switch(switch) => {
                    let ways = switch.cases.iter().map(|case| case.then).chain([switch.otherwise]);
                    onward[arrives].extend(ways.filter_map(to));
                    self.readers[arrives] = switch.cases.iter().any(|case| case.entered().next().is_some());
                }
                StepKind::Message(message) => onward[arrives].extend(to(message.then)),
                StepKind::Destination(destination) => {
                    onward[arrives].extend(destination.ways_on().filter_map(to));
                }
                StepKind::Voicemail(_) => {}
            }
            if step.kind.waits() {
                onward[2 * count].extend([arrives, waits]);
            }
            let place = if step.kind.waits() { waits } else { arrives };
            self.readers[place] |= says_entry(step);
        }
        self.onward = onward;
    }

    fn linked(&self, plan: &Plan, step: StepId) -> Vec<usize> {
        let to = |link: Link| match link.target {
            Target::Step(step) => self.positions.get(&step).copied(),
            _ => None,
        };
        plan.step(step).links().into_iter().filter_map(to).collect()
    }

    /// The inputs whose entries are said, and from where that can be come to.
    fn kept_entries(&self, plan: &Plan, mut links: Vec<Vec<usize>>) -> Vec<(KeptInput, Vec<bool>)> {
        if plan.kept_inputs().is_empty() {
            return Vec::new();
        }
        // The last place is any menu or input to which a call may return.
        let any = self.steps.len();
        let waits = |position: &usize| plan.step(self.steps[*position]).kind.waits();
        links.push((0..any).filter(waits).collect());
        let is_relative = |link: &Link| matches!(link.target, Target::Back | Target::Repeat);
        for (position, &step) in self.steps.iter().enumerate() {
            if plan.step(step).links().iter().any(is_relative) {
                links[position].push(any);
            }
        }
        let reading = |&input: &KeptInput| {
            let says = |&step: &StepId| says_entry_of(plan.step(step), input.step);
            let says: Vec<bool> = self.steps.iter().map(says).chain([false]).collect();
            let mut links = links.clone();
            // Whoever enters something there forgets what was entered before.
            if let Some(&own) = self.positions.get(&input.step) {
                let step = plan.step(input.step);
                let missteps =
                    step.waiting().into_iter().flat_map(|waiting| [&waiting.no_input, &waiting.no_match]);
                let gives_up = missteps.filter_map(Handling::misstep).map(|misstep| misstep.then);
                let silence = step.waiting().and_then(|waiting| waiting.no_input.way()).map(|way| way.link);
                let closed = step.gate.map(|gate| gate.closed);
                let kept: Vec<Link> = gives_up.chain(silence).chain(closed).collect();
                let steps = kept.iter().filter_map(|link| match link.target {
                    Target::Step(step) => self.positions.get(&step).copied(),
                    Target::Back | Target::Repeat => Some(any),
                    Target::HangUp | Target::Dropped => None,
                });
                links[own] = steps.collect();
            }
            (input, leading_to(&links, &says))
        };
        plan.kept_inputs().iter().map(reading).collect()
    }

    /// Of entries that only prompts ask for, whether there is one, and that only where it can still be said: which it is
    /// changes no way.
    fn kept_at(&self, step: Option<StepId>, mut kept: KeptEntries) -> KeptEntries {
        let position = step.and_then(|step| self.positions.get(&step));
        for (input, is_said) in &self.kept {
            if position.is_none_or(|&position| is_said[position]) {
                kept.blur(*input);
            } else {
                kept.forget(*input);
            }
        }
        kept
    }

    /// The switches that can ask for an entry of an input, in the order of the plan, once it was taken by this link; or once
    /// it was refused.
    #[must_use]
    pub fn asked_after(&self, plan: &Plan, input: StepId, taken: Option<Link>) -> Vec<StepId> {
        let Some(waits) = self.arrival(input).map(|arrives| arrives + 1) else { return Vec::new() };
        let mut next: Vec<usize> = if let Some(link) = taken {
            self.place(link.target, Some(waits)).into_iter().collect()
        } else {
            let no_match = plan.step(input).waiting().map(|waiting| &waiting.no_match);
            let then = no_match.and_then(|handling| self.place(handling.link().target, Some(waits)));
            // Where it is a way, the input does not ask again.
            let again = no_match.filter(|handling| handling.misstep().is_some()).map(|_| waits);
            then.into_iter().chain(again).collect()
        };
        let mut seen: HashSet<usize> = next.iter().copied().collect();
        let mut asking = Vec::new();
        while let Some(place) = next.pop() {
            if self.readers[place]
                && let StepKind::Switch(_) = plan.step(self.steps[place / 2]).kind
            {
                asking.push(self.steps[place / 2]);
            }
            next.extend(self.onward[place].iter().copied().filter(|&to| seen.insert(to)));
        }
        asking.sort_unstable();
        asking
    }

    /// A state without what cannot matter any more, so that states from which the same can happen are equal: for a call that
    /// waits for the caller, whether it still speaks, and through how many steps it was led; what was entered where nothing
    /// can ask for it; and the way where nothing leads back.
    ///
    /// A caller who stays silent for ever is led round the same menus until the plan's limits end the call; with those
    /// forgotten, the round is a circle of states.
    #[must_use]
    pub fn resting(&self, plan: &Plan, state: &CallState) -> CallState {
        let mut rest = *state;
        if state.rings_with_keys(plan) {
            return self.spoken(state);
        }
        let Some(step) = state.step().filter(|_| state.waits(plan)) else { return rest };
        rest.phase = Phase::Listening { step };
        rest.hops_since_input = 0;
        rest.kept = self.kept_at(Some(step), state.kept);
        let Some(&position) = self.positions.get(&step) else { return rest };
        if !self.reads[position] {
            rest.entered = Digits::NONE;
        }
        if !self.may_go_back[position] {
            rest.trail = state.trail.latest(1);
        }
        rest
    }

    /// A state in which the caller is spoken to and has no say, without what cannot matter any more.
    #[must_use]
    pub fn spoken(&self, state: &CallState) -> CallState {
        let mut spoken = *state;
        spoken.hops_since_input = 0;
        spoken.kept = self.kept_at(state.step(), state.kept);
        let position = state.step().and_then(|step| self.positions.get(&step));
        // One that asks the outside for what it says when it asks again has still what was entered.
        if position.is_some_and(|&position| !self.reads_on_arrival[position] && !self.reads[position]) {
            spoken.entered = Digits::NONE;
        }
        // What is said may lead back to the menu or input before it.
        let may_go_back =
            |step: StepId| self.positions.get(&step).is_none_or(|&position| self.may_go_back[position]);
        if !state.step().into_iter().chain(state.trail.last()).any(may_go_back) {
            spoken.trail = state.trail.latest(1);
        }
        spoken
    }

    /// A resting state without what its next act cannot use: of the way, all but the step itself, and the one before it
    /// where the step leads back.
    #[must_use]
    pub fn outline(&self, state: &CallState) -> CallState {
        let position = state.step().and_then(|step| self.positions.get(&step));
        let Some(&position) = position.filter(|_| !self.whole_way) else { return *state };
        CallState { trail: state.trail.latest(1 + usize::from(self.leads_back[position])), ..*state }
    }

    /// Whether calls from one state come to all that calls from another come to, which has the same outline: that is so
    /// where the way to it has no other menus and inputs that lead back.
    ///
    /// Which step is behind a menu that leads back was settled when a call first came to it. So a state in which that is yet
    /// to be settled stands for one in which it is: each way in which it can be settled is that of a call which was there
    /// before. The trail's own limit, [`Trail::MAX`](super::Trail::MAX), is looked past.
    #[must_use]
    pub fn stands_for(&self, one: &CallState, other: &CallState) -> bool {
        let leads_back =
            |step: &StepId| self.positions.get(step).is_some_and(|&position| self.leads_back[position]);
        one == other
            || !self.whole_way
                && one.trail.all().filter(leads_back).all(|step| other.trail.all().any(|there| there == step))
    }
}

/// The places from which one of some places can be come to, these among them.
fn leading_to(onward: &[Vec<usize>], wanted: &[bool]) -> Vec<bool> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); onward.len()];
    for (from, to) in onward.iter().enumerate().flat_map(|(from, all)| all.iter().map(move |to| (from, *to)))
    {
        before[to].push(from);
    }
    let mut leading = wanted.to_vec();
    let mut next: Vec<usize> = (0..wanted.len()).filter(|&place| wanted[place]).collect();
    while let Some(place) = next.pop() {
        for &from in &before[place] {
            if !std::mem::replace(&mut leading[from], true) {
                next.push(from);
            }
        }
    }
    leading
}

/// Whether a menu or input leads back to callers who come to it while it is closed. Who was there before it closed, and comes
/// again, goes to what was before it.
fn closes_back(step: &Step) -> bool {
    step.kind.waits() && step.gate.is_some_and(|gate| gate.closed.target == Target::Back)
}

/// Whether a menu or input leads back, by what its caller does there or by its hours.
fn leads_back(step: &Step) -> bool {
    let is_back = |link: Link| link.target == Target::Back;
    let answers = match &step.kind {
        StepKind::Menu(menu) => menu.answers().any(|choice| is_back(choice.link)),
        StepKind::Input(input) => input.entry.links().any(is_back),
        _ => false,
    };
    let gives_up = |waiting: &Waiting| waiting.links().into_iter().any(is_back);
    answers || step.waiting().is_some_and(gives_up) || closes_back(step)
}

/// Whether some prompt of a step says what was entered.
fn says_entry(step: &Step) -> bool {
    let says =
        |prompt: &Prompt| prompt.wordings().flatten().any(|piece| matches!(piece, PromptPart::Entered));
    step.prompts().any(says)
}

/// Whether some prompt of a step says what was entered at an input.
fn says_entry_of(step: &Step, input: StepId) -> bool {
    step.prompts().flat_map(Prompt::wordings).flatten().any(|piece| *piece == PromptPart::EntryOf(input))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{PlanLimits, read};

    fn plan(steps: &str) -> Plan {
        let text = format!(
            "[plan]\nname = \"P\"\neffective = 2026-01-01\ntimezone = \"UTC\"\n\
             [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"M\"\nanswer = \"a\"\n\
             [destinations.team]\nname = \"Team\"\n{steps}"
        );
        let reading = read([("plan.toml", text.as_str())], &PlanLimits::STANDARD);
        reading.plan.unwrap_or_else(|| panic!("{:?}", reading.diagnostics))
    }

    #[test]
    fn an_entry_is_remembered_until_nothing_can_ask_for_it() {
        let plan = plan(
            "[inputs.a]\nsay = \"Number\"\ndigits = 2\nroutes = { \"1x\" = \"menu\" }\nthen = \"other\"\n\
             [menus.menu]\nsay = \"1, 2\"\nkeys = { 1 = \"asks\", 2 = \"team\" }\n\
             [menus.other]\nsay = \"1\"\nkeys = { 1 = \"team\" }\n\
             [switches.asks]\ncases = [{ entered = [\"11\"], then = \"team\" }]\notherwise = \"hang-up\"\n",
        );
        let memory = CallMemory::of(&plan, plan.line_named("main").unwrap());
        let [input, menu, other, asks] =
            ["a", "menu", "other", "asks"].map(|key| plan.step_named(key).unwrap());
        let reads = |step| memory.reads[memory.positions[&step]];
        assert_eq!((reads(menu), reads(other)), (true, false));
        let StepKind::Input(kind) = &plan.step(input).kind else { panic!("an input") };
        assert_eq!(memory.asked_after(&plan, input, Some(kind.entry.routes[0].choice.link)), [asks]);
        assert_eq!(memory.asked_after(&plan, input, kind.entry.then), []);
        assert_eq!(memory.asked_after(&plan, input, None), []);
    }

    #[test]
    fn a_way_is_remembered_where_a_step_that_leads_back_can_be_come_to() {
        let plan = plan(
            "[menus.a]\nsay = \"1, 2\"\nkeys = { 1 = \"b\", 2 = \"c\" }\n\
             [menus.b]\nsay = \"1, 2\"\nkeys = { 1 = \"back\", 2 = \"team\" }\n\
             [menus.c]\nsay = \"1\"\nkeys = { 1 = \"team\" }\n",
        );
        let memory = CallMemory::of(&plan, plan.line_named("main").unwrap());
        let may_go_back = |key| memory.may_go_back[memory.positions[&plan.step_named(key).unwrap()]];
        assert_eq!(["a", "b", "c"].map(may_go_back), [true, true, false]);
    }

    #[test]
    fn a_way_is_remembered_where_a_menu_may_have_closed_when_it_is_come_to_again() {
        let plan = plan(
            "[hours.day]\nopen = \"Mo-Fr 08:00-17:00\"\n\
             [menus.a]\nsay = \"1\"\nkeys = { 1 = \"b\" }\n\
             [menus.b]\nhours = \"day\"\nclosed = \"back\"\nsay = \"1, 2\"\nkeys = { 1 = \"b\", 2 = \"team\" }\n",
        );
        let memory = CallMemory::of(&plan, plan.line_named("main").unwrap());
        let may_go_back = |key| memory.may_go_back[memory.positions[&plan.step_named(key).unwrap()]];
        assert!(may_go_back("a") && may_go_back("b") && memory.whole_way);
    }
}
