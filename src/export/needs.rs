//! What of the way to a step still matters there: only that tells copies of a step apart.

use crate::plan::{Condition, Link, Plan, Prompt, PromptPart, Step, StepId, StepKind, Target, Waiting};

/// For each step, whether something of the way to it matters at it or behind it.
#[derive(Debug)]
pub(super) struct Needs {
    pub(super) line: Vec<bool>,
    /// Whose closed hours sent the call.
    pub(super) closed: Vec<bool>,
    /// The menus and inputs before.
    pub(super) trail: Vec<bool>,
}

impl Needs {
    pub(super) fn of(plan: &Plan) -> Self {
        let steps: Vec<&Step> = plan.steps().map(|(_, step)| step).collect();
        let own = |is: &dyn Fn(&Step) -> bool| steps.iter().map(|step| is(step)).collect::<Vec<bool>>();
        let line = spread(&steps, own(&|step| asks_for_line(plan, step)), links);
        let closed = spread(&steps, own(&speaks_of_another), |step| {
            // What is not there is passed by, and whoever was closed before is still spoken of behind it.
            let passed = step.gate.filter(|gate| gate.occasion.is_some()).map(|gate| gate.closed);
            goes_on(step).into_iter().chain(passed).collect()
        });
        let trail = spread(&steps, own(&looks_back), links);
        // Who goes back may come to any menu, also to one that speaks of the line.
        let speaks = line.contains(&true);
        let line = line.iter().zip(&trail).map(|(line, trail)| *line || (*trail && speaks)).collect();
        Self { line, closed, trail }
    }
}

/// Where a step leads that has not asked its caller anything.
fn goes_on(step: &Step) -> Vec<Link> {
    match &step.kind {
        StepKind::Message(message) => vec![message.then],
        StepKind::Switch(switch) => {
            switch.cases.iter().map(|case| case.then).chain([switch.otherwise]).collect()
        }
        _ => Vec::new(),
    }
}

/// What holds of a step or of one that it leads to.
fn spread(steps: &[&Step], mut held: Vec<bool>, links: impl Fn(&Step) -> Vec<Link>) -> Vec<bool> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    for (from, step) in steps.iter().enumerate() {
        for link in links(step) {
            if let Target::Step(to) = link.target {
                before[to.index()].push(from);
            }
        }
    }
    let mut open: Vec<usize> = (0..steps.len()).filter(|&at| held[at]).collect();
    while let Some(at) = open.pop() {
        for &from in &before[at] {
            if !std::mem::replace(&mut held[from], true) {
                open.push(from);
            }
        }
    }
    held
}

/// Everywhere that a step leads.
fn links(step: &Step) -> Vec<Link> {
    let mut links: Vec<Link> = step.gate.iter().map(|gate| gate.closed).collect();
    links.extend(step.choices().map(|choice| choice.link));
    if let Some(waiting) = step.waiting() {
        links.extend(waiting.links());
    }
    if let Some(collection) = step.collection() {
        links.extend(collection.then);
    }
    match &step.kind {
        StepKind::Switch(switch) => {
            links.extend(switch.cases.iter().map(|case| case.then));
            links.push(switch.otherwise);
        }
        StepKind::Message(message) => links.push(message.then),
        StepKind::Destination(destination) => links.extend(destination.ways_on()),
        _ => {}
    }
    links
}

/// All that a step says.
pub(super) fn prompts(step: &Step) -> impl Iterator<Item = &Prompt> {
    step.prompt().into_iter().chain(step.waiting().into_iter().flat_map(Waiting::prompts))
}

fn pieces(step: &Step) -> impl Iterator<Item = &PromptPart> {
    prompts(step).flat_map(Prompt::wordings).flatten()
}

fn asks_for_line(plan: &Plan, step: &Step) -> bool {
    let is_nameless = |id: StepId| plan.step(id).name.is_none();
    let says = pieces(step).any(|piece| match piece {
        PromptPart::Name => step.name.is_none(),
        PromptPart::NameOf(other) => is_nameless(*other),
        PromptPart::Number => true,
        _ => false,
    });
    says || matches!(&step.kind, StepKind::Switch(switch)
        if switch.cases.iter().flat_map(|case| &case.conditions).any(|one| matches!(one, Condition::Line(_))))
}

fn speaks_of_another(step: &Step) -> bool {
    pieces(step).any(|piece| match piece {
        PromptPart::Name => step.name.is_none(),
        PromptPart::Hours | PromptPart::NextOpen | PromptPart::Reason => true,
        _ => false,
    })
}

fn looks_back(step: &Step) -> bool {
    links(step).iter().any(|link| match link.target {
        Target::Back => true,
        // A menu that asks again is where the call is.
        Target::Repeat => !step.kind.waits() || step.gate.is_some(),
        _ => false,
    })
}
