//! Where calls can go, seen from above: steps that lead nowhere, and calls that go round and round.
//!
//! # Ways out
//!
//! A destination, a voicemail and hanging up are ends. A step *has a way out* when it is an end, when one of its links
//! is `hang-up`, or when one of its links leads to a step that has a way out. Its links are its keys and routes, its
//! cases, its `then`, where it goes when closed, and the *step* at which it gives up on a silent or mistaken caller.
//!
//! Giving up by hanging up is no way out: it is what happens to callers who do nothing or press wrong keys, everywhere
//! and by default, and would make every menu look fine. `repeat` and `back` are none either: they lead to where the
//! caller has been. For a message that is enough: it is the menu before it that must have a way out. Hours are not
//! looked at: a link that is taken on Sundays only is a link.
//!
//! # Loops
//!
//! Switches pass a call on at once, and so does a closed step. A circle of such links, none of which speaks or waits,
//! would pass a call on for ever at one moment.

use super::lowering::PlanLowering;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Span;
use crate::plan::link::{Link, Target};
use crate::plan::model::{Step, StepKind};

/// The steps that can be reached by these links, each with the place of its link.
fn steps_of(links: impl Iterator<Item = Link>) -> impl Iterator<Item = (usize, Span)> {
    links.filter_map(|link| match link.target {
        Target::Step(id) => Some((id.index(), link.span)),
        Target::HangUp | Target::Repeat | Target::Back => None,
    })
}

/// The links that a caller takes by pressing keys, or is sent along.
fn ways(step: &Step) -> Vec<Link> {
    let mut links: Vec<Link> = step.gate.iter().map(|gate| gate.closed).collect();
    match &step.kind {
        StepKind::Menu(menu) => links.extend(menu.choices().map(|(_, choice)| choice.link)),
        StepKind::Input(input) => links.extend(input.routes.iter().map(|&(_, link)| link).chain(input.then)),
        StepKind::Switch(switch) => {
            links.extend(switch.cases.iter().map(|case| case.then).chain([switch.otherwise]));
        }
        StepKind::Message(message) => links.push(message.then),
        StepKind::Destination(destination) => links.extend(destination.ways_on()),
        StepKind::Voicemail(_) => {}
    }
    links
}

/// The links that are taken when the system gives up.
fn giving_up(step: &Step) -> impl Iterator<Item = Link> {
    let waiting = match &step.kind {
        StepKind::Menu(menu) => Some(&menu.waiting),
        StepKind::Input(input) => Some(&input.waiting),
        _ => None,
    };
    waiting.into_iter().flat_map(|waiting| [waiting.no_input.then, waiting.no_match.then])
}

/// All links of a step to other steps.
pub(super) fn all_links(step: &Step) -> impl Iterator<Item = usize> {
    steps_of(ways(step).into_iter().chain(giving_up(step))).map(|(to, _)| to)
}

/// The links along which a call is passed on at once, without a word.
fn passing_on(step: &Step) -> Vec<(usize, Span)> {
    let gate = step.gate.iter().map(|gate| gate.closed);
    match &step.kind {
        StepKind::Switch(switch) => {
            steps_of(gate.chain(switch.cases.iter().map(|case| case.then)).chain([switch.otherwise]))
                .collect()
        }
        _ => steps_of(gate).collect(),
    }
}

impl PlanLowering<'_> {
    /// Reports steps without a way out, and circles of links that pass a call on at once.
    ///
    /// Steps that could not be read count as ends: whether they are is not known.
    pub(super) fn check_ways(&mut self, steps: &[Option<Step>]) {
        // In a plan with syntax errors, the way out may be on a line that could not be read.
        if !self.is_whole {
            return;
        }
        let in_circle = self.check_circles(steps);
        let has_way = reaching(steps, |_, step| is_end(step));
        let is_stuck = |index: usize, step: &Step| !has_way[index] && step.kind.waits();
        let leads_to_stuck = reaching(steps, is_stuck);
        // A message or a closed step may return a call to the menu before it, which then must have a way out itself.
        let is_relative = |link: &Link| matches!(link.target, Target::Repeat | Target::Back);
        let returns = reaching(steps, |_, step| !step.kind.waits() && ways(step).iter().any(is_relative));
        for (index, step) in steps.iter().enumerate() {
            let Some(step) = step else { continue };
            let waits = step.kind.waits();
            let is_told_elsewhere = in_circle[index] || !waits && (returns[index] || leads_to_stuck[index]);
            if has_way[index] || is_told_elsewhere {
                continue;
            }
            let (word, key) = (step.kind.word(), &step.key);
            let (message, help) = if waits {
                (
                    format!("no keys lead out of {word} `{key}`"),
                    "let a key lead to a destination, a voicemail or \"hang-up\", directly or through other \
                     steps",
                )
            } else {
                (
                    format!("calls never leave {word} `{key}`"),
                    "let it lead to a step that takes keys, a destination, a voicemail or \"hang-up\"",
                )
            };
            self.error("no-way-out", step.origin.span, message, help);
        }
    }

    /// Reports circles of links that pass a call on at once, one for each knot of them, and marks the steps in them.
    fn check_circles(&mut self, steps: &[Option<Step>]) -> Vec<bool> {
        let links: Vec<_> =
            steps.iter().map(|step| step.as_ref().map(passing_on).unwrap_or_default()).collect();
        let mut state = vec![VisitState::New; steps.len()];
        let mut in_circle = vec![false; steps.len()];
        for start in 0..steps.len() {
            // Walks in depth with a path of its own: a plan may be deeper than the machine's stack. Each step of the
            // path stands with the number of its links that have been taken.
            let mut path: Vec<(usize, usize)> = Vec::new();
            if state[start] == VisitState::New {
                state[start] = VisitState::OnPath;
                path.push((start, 0));
            }
            while let Some((at, taken)) = path.last_mut() {
                let Some(&(to, _)) = links[*at].get(*taken) else {
                    state[*at] = VisitState::Done;
                    path.pop();
                    continue;
                };
                *taken += 1;
                match state[to] {
                    VisitState::New => {
                        state[to] = VisitState::OnPath;
                        path.push((to, 0));
                    }
                    VisitState::OnPath if !in_circle[to] => {
                        let from = path.iter().rposition(|&(step, _)| step == to).unwrap_or_default();
                        let circle: Vec<_> = path[from..]
                            .iter()
                            .map(|&(step, taken)| (step, links[step][taken - 1].1))
                            .collect();
                        for &(step, _) in &circle {
                            in_circle[step] = true;
                        }
                        self.report_circle(steps, &circle);
                    }
                    VisitState::OnPath | VisitState::Done => {}
                }
            }
        }
        in_circle
    }

    /// A circle is given as its steps, each with the place of its link to the next one.
    fn report_circle(&mut self, steps: &[Option<Step>], circle: &[(usize, Span)]) {
        const SHOWN: usize = 8;
        let key = |index: usize| steps[index].as_ref().map_or("", |step| step.key.as_str());
        let Some(&(first, span)) = circle.first() else { return };
        let mut keys: Vec<String> =
            circle.iter().take(SHOWN).map(|&(step, _)| format!("`{}`", key(step))).collect();
        if circle.len() > SHOWN {
            keys.push(format!("{} more", circle.len() - SHOWN));
        }
        keys.push(format!("`{}`", key(first)));
        let message = format!("calls can be passed around in a circle: {}", keys.join(" to "));
        let mut diagnostic = Diagnostic::error("redirect-loop", span, message)
            .help("let one of them lead to a message, a menu, a destination or \"hang-up\"");
        for &(step, place) in circle.iter().skip(1).take(SHOWN) {
            diagnostic = diagnostic.related(place, format!("then from `{}`", key(step)));
        }
        self.diagnostics.push(diagnostic);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum VisitState {
    New,
    OnPath,
    Done,
}

fn is_end(step: &Step) -> bool {
    matches!(step.kind, StepKind::Destination(_) | StepKind::Voicemail(_))
        || ways(step).iter().any(|link| link.target == Target::HangUp)
}

/// Which steps reach one for which this holds, themselves included. Steps that could not be read count as such.
fn reaching(steps: &[Option<Step>], holds: impl Fn(usize, &Step) -> bool) -> Vec<bool> {
    let mut backwards: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    let mut reached = vec![false; steps.len()];
    let mut waiting = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        for to in step.iter().flat_map(all_links) {
            if let Some(from) = backwards.get_mut(to) {
                from.push(index);
            }
        }
        if step.as_ref().is_none_or(|step| holds(index, step)) {
            reached[index] = true;
            waiting.push(index);
        }
    }
    while let Some(index) = waiting.pop() {
        for &from in &backwards[index] {
            if !std::mem::replace(&mut reached[from], true) {
                waiting.push(from);
            }
        }
    }
    reached
}
