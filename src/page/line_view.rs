use jiff::Timestamp;
use serde::Serialize;

use crate::call::Caller;
use crate::directory::report::LinesReport;
use crate::plan::{LineId, Plan, StepId, StepKind, Target};

/// A line as the page lists it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LineView {
    /// The name for people.
    name: String,
    /// The number as people write it.
    number: String,
    /// The part of the company that answers.
    unit: Option<String>,
    /// What people call about.
    topics: Vec<String>,
    /// Where the call is answered.
    tree: Option<BranchView>,
}

/// A step in the tree of a line, each shown once.
#[derive(Clone, Debug, Serialize)]
pub(super) struct BranchView {
    /// Which step of the plan it is, to be told where a call stands.
    place: usize,
    /// Its name for people, if it has one.
    name: Option<String>,
    /// What it is: `menu`, `input`, `switch`, `message`, `destination`, `voicemail`.
    kind: &'static str,
    /// Whether it is shown with its ways at another place of the tree.
    again: bool,
    /// Where its keys lead.
    keys: Vec<TurnView>,
    /// Where it leads without a key.
    onward: Vec<BranchView>,
}

/// A key of a menu.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TurnView {
    key: char,
    /// How it is offered.
    label: String,
    to: Option<BranchView>,
}

/// Whether people can be reached on a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LineStateView {
    number: String,
    open: bool,
    /// "open until 6 PM Eastern", "closed, opens tomorrow at 8 AM Eastern".
    state: String,
}

impl LineView {
    pub(super) fn of(plan: &Plan, id: LineId) -> Self {
        let line = plan.line(id);
        let mut shown = Vec::new();
        Self {
            name: line.name.clone(),
            number: line.number.value.to_string(),
            unit: line.unit.clone(),
            topics: line.topics.clone(),
            tree: branch(plan, line.answer.target, &mut shown, 0),
        }
    }
}

/// Deeper trees than this are read by nobody.
const DEEPEST: usize = 24;

fn branch(plan: &Plan, target: Target, shown: &mut Vec<StepId>, depth: usize) -> Option<BranchView> {
    let Target::Step(id) = target else { return None };
    let step = plan.step(id);
    let again = shown.contains(&id) || depth >= DEEPEST;
    shown.push(id);
    let (mut keys, mut onward) = (Vec::new(), Vec::new());
    match &step.kind {
        _ if again => {}
        StepKind::Menu(menu) => {
            for &key in &menu.offered {
                let Some(choice) = menu.choice(key) else { continue };
                let target = choice.link.target;
                keys.push(TurnView {
                    key: key.character(),
                    label: offered(plan, choice.say.as_deref(), target),
                    to: branch(plan, target, shown, depth + 1),
                });
            }
        }
        _ => {
            for link in step.links() {
                let is_told = |branch: &BranchView| branch.is_at(link.target);
                if link.target != Target::Step(id) && !onward.iter().any(is_told) {
                    onward.extend(branch(plan, link.target, shown, depth + 1));
                }
            }
        }
    }
    Some(BranchView {
        place: id.index(),
        name: step.name.clone(),
        kind: step.kind.word(),
        again,
        keys,
        onward,
    })
}

impl BranchView {
    fn is_at(&self, target: Target) -> bool {
        matches!(target, Target::Step(id) if id.index() == self.place)
    }
}

/// How a key is offered: in its own words, by the name of where it leads, or by what it does.
pub(super) fn offered(plan: &Plan, say: Option<&str>, target: Target) -> String {
    if let Some(say) = say {
        return say.to_owned();
    }
    match target {
        Target::HangUp => "end the call".to_owned(),
        Target::Repeat => "hear this again".to_owned(),
        Target::Back => "go back".to_owned(),
        Target::Step(id) => {
            let step = plan.step(id);
            step.name.clone().unwrap_or_else(|| format!("a {}", step.kind.word()))
        }
    }
}

/// Whether people can be reached on each line.
pub(super) fn lines(plan: &Plan, caller: Caller, now: Timestamp) -> Vec<LineStateView> {
    let report = LinesReport::new(plan, caller, now);
    let state = |(number, open, state): (_, bool, String)| LineStateView { number, open, state };
    report.states().map(state).collect()
}
