//! Calls that would be passed around for ever at one moment.
//!
//! Switches pass a call on at once, and so does a closed step. A circle of such links, none of which speaks or waits, has no
//! meaning. Steps that no caller can leave have one, bad as it is: they are for `check` to find.

use super::lowering::PlanLowering;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Span;
use crate::plan::link::{Link, Target};
use crate::plan::model::{Step, StepKind};

/// The steps that can be reached by these links, each with the place of its link.
fn steps_of(links: impl Iterator<Item = Link>) -> impl Iterator<Item = (usize, Span)> {
    links.filter_map(|link| match link.target {
        Target::Step(id) => Some((id.index(), link.span)),
        Target::HangUp | Target::Dropped | Target::Repeat | Target::Back => None,
    })
}

/// All links of a step to other steps.
pub(super) fn all_links(step: &Step) -> impl Iterator<Item = usize> {
    steps_of(step.links().into_iter()).map(|(to, _)| to)
}

/// The links along which a call is passed on at once, without a word.
fn passing_on(step: &Step) -> Vec<(usize, Span)> {
    let gate = step.gate.iter().map(|gate| gate.closed);
    match &step.kind {
        StepKind::Switch(switch) => {
            steps_of(gate.chain(switch.cases.iter().map(|case| case.then)).chain([switch.otherwise]))
                .collect()
        }
        // What an override leads to without a word.
        StepKind::Message(message) if message.say.is_empty() => {
            steps_of(gate.chain([message.then])).collect()
        }
        _ => steps_of(gate).collect(),
    }
}

impl PlanLowering<'_> {
    /// Reports circles of links that pass a call on at once, one for each knot of them.
    pub(super) fn check_circles(&mut self, steps: &[Option<Step>]) {
        // In a plan with syntax errors, what speaks may be on a line that could not be read.
        if !self.is_whole {
            return;
        }
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
