use jiff::Timestamp;
use serde::Serialize;

use super::condition_words::when;
use crate::call::Caller;
use crate::directory::report::LinesReport;
use crate::picture::Turn;
use crate::plan::{LineId, Link, Plan, Step, StepId, StepKind, Target};

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
    /// What people call it; None: it only sends calls on.
    name: Option<String>,
    /// Whether it is shown with its ways at another place of the tree.
    again: bool,
    /// Where it leads.
    ways: Vec<WayView>,
}

/// A way on from a step.
#[derive(Clone, Debug, Serialize)]
pub(super) struct WayView {
    /// The key that takes it.
    key: Option<char>,
    /// How the key is offered, or when the way is taken: "open hours: Monday to Friday, 8 AM to 6 PM Eastern".
    label: Option<String>,
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
    let name = match &step.kind {
        // What follows says all that there is to say of it.
        StepKind::Switch(_) | StepKind::Menu(_) => step.name.clone(),
        _ => Some(step_name(step)),
    };
    let ways = if again { Vec::new() } else { Turn::shown(step) };
    let way = |(turn, link): (Turn, Link)| {
        let key = match turn {
            Turn::Key(key) => Some(key.character()),
            _ => None,
        };
        let label = turn_label(plan, step, turn, link)?;
        Some(WayView { key, label, to: branch(plan, link.target, shown, depth + 1) })
    };
    // A way without a key that leads to no step is told by the call: there is no place to look for.
    let ways = ways.into_iter().filter_map(way).filter(|way| way.key.is_some() || way.to.is_some()).collect();
    Some(BranchView { place: id.index(), name, again, ways })
}

/// What a way is called; inside, None where there is nothing to tell apart. None: it is no way that people look for.
#[expect(clippy::option_option, reason = "a way may be shown without words, or not at all")]
fn turn_label(plan: &Plan, step: &Step, turn: Turn, link: Link) -> Option<Option<String>> {
    Some(match (turn, &step.kind) {
        (Turn::Key(key), StepKind::Menu(menu)) => {
            Some(offered(plan, menu.choice(key)?.say.as_deref(), link.target))
        }
        (Turn::Key(key), StepKind::Destination(_)) => {
            let offered = offered(plan, step.choice(key)?.say.as_deref(), link.target);
            Some(format!("while it rings, {offered}"))
        }
        (Turn::Route(_) | Turn::OtherEntry | Turn::Silence | Turn::Other, _) => Some(turn.label(plan, step)),
        (Turn::Case(at), StepKind::Switch(switch)) => switch.cases.get(at).map(|case| {
            let told: Vec<String> = case.conditions.iter().map(|one| when(plan, one)).collect();
            told.join(", and ")
        }),
        (Turn::Otherwise, StepKind::Switch(switch)) => {
            let is_about_hours = switch.schedules().next().is_some();
            Some(if is_about_hours { "at other times" } else { "all other callers" }.to_owned())
        }
        (Turn::Closed, _) if is_announced(plan, link) => return None,
        (Turn::Closed, _) => Some("when closed".to_owned()),
        (Turn::AtOtherTimes, _) => Some("at other times".to_owned()),
        (Turn::Onward, _) => None,
        // What becomes of those who press nothing or something else is told while the call waits.
        _ => return None,
    })
}

/// Whether a way leads to words only, which the call tells.
fn is_announced(plan: &Plan, link: Link) -> bool {
    match link.target {
        Target::Step(id) => {
            let step = plan.step(id);
            step.name.is_none()
                && matches!(&step.kind, StepKind::Message(message) if !matches!(message.then.target, Target::Step(_)))
        }
        _ => true,
    }
}

/// How a key is offered: in its own words, by the name of where it leads, or by what it does.
pub(super) fn offered(plan: &Plan, say: Option<&str>, target: Target) -> String {
    if let Some(say) = say {
        return say.to_owned();
    }
    match target {
        Target::HangUp => "end the call".to_owned(),
        Target::Dropped => "what is not there".to_owned(),
        Target::Repeat => "hear this again".to_owned(),
        Target::Back => "go back".to_owned(),
        Target::Step(id) => step_name(plan.step(id)),
    }
}

/// What people call a step: its name, or what it is for them.
pub(super) fn step_name(step: &Step) -> String {
    let kind = || match &step.kind {
        StepKind::Menu(_) => "more choices",
        StepKind::Input(_) => "a request for digits",
        StepKind::Switch(_) => "one of several places",
        StepKind::Message(_) => "an announcement",
        StepKind::Voicemail(_) => "a mailbox",
        StepKind::Destination(_) => "a desk",
    };
    step.name.clone().unwrap_or_else(|| kind().to_owned())
}

/// Whether people can be reached on each line.
pub(super) fn lines(plan: &Plan, caller: Caller, now: Timestamp) -> Vec<LineStateView> {
    let report = LinesReport::new(plan, caller, now);
    let state = |(number, open, state): (_, bool, String)| LineStateView { number, open, state };
    report.states().map(state).collect()
}
