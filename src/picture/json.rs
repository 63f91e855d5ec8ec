//! A plan as nodes and edges, for programs. `docs/map-json.md` describes it.

use schemars::JsonSchema;
use serde::Serialize;

use super::drawing::Picture;
use super::forest::NodeKind;
use super::marks::Emphasis;
use super::turn::{Turn, one_line};
use crate::base::source::Span;
use crate::plan::{LineId, Link, Plan, Step, StepId, StepKind, Target};
use crate::time::moment::rfc3339;

/// The version of the JSON; it changes when something is removed or means something else.
pub const MAP_VERSION: u32 = 1;

/// What lines lead to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MapJson {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    pub version: u32,
    /// The name of the plan.
    pub plan: String,
    /// The moment of `--at`, in RFC 3339 with the offset of the plan's zone.
    pub at: Option<String>,
    /// Whose clock counts for hours in the caller's time then.
    pub caller_timezone: Option<String>,
    /// Lines, then steps, in the order of the plan.
    pub nodes: Vec<NodeJson>,
    /// Every way on from every node, in the order of the nodes.
    pub edges: Vec<EdgeJson>,
    /// With `--diff`: what the other plan has and this one does not.
    pub gone: Vec<GoneJson>,
}

/// A line or a step.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NodeJson {
    /// Its table in the plan's files: `lines.cpc`, `menus.cpc-main`.
    pub id: String,
    /// `line`, `menu`, `input`, `switch`, `message`, `destination` or `voicemail`.
    pub kind: &'static str,
    /// The name in the plan's files.
    pub key: String,
    /// What a picture calls it.
    pub label: String,
    /// The number of a line, in E.164.
    pub number: Option<String>,
    /// The schedule that is asked when a call reaches the step.
    pub hours: Option<String>,
    /// Whether these hours are open at `at`; null without hours or without a moment.
    pub open: Option<bool>,
    /// With `--diff`: `new` or `changed`.
    pub mark: Option<&'static str>,
    /// The file of the plan.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
}

/// A way on from a node.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EdgeJson {
    /// The `id` of the node.
    pub from: String,
    /// The `id` of the node to which it leads.
    pub to: Option<String>,
    /// Where `to` is null: `hang-up`, `repeat` (the prompt again), `back` (the menu or input before) or `dropped` (nothing is there).
    pub ends: Option<&'static str>,
    /// `onward` (there is one way only), `key`, `entry`, `other-entry`, `case`, `otherwise`, `closed`, `no-input` or `no-match`.
    pub kind: &'static str,
    /// The key of a menu.
    pub key: Option<String>,
    /// What a picture calls it; empty for `onward`.
    pub label: String,
    /// With `--diff`: `new` or `changed`.
    pub mark: Option<&'static str>,
    /// The file of the plan that says so.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
}

/// What the plan no longer has.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GoneJson {
    /// The `id` of the node at which it was; null for a line.
    pub from: Option<String>,
    /// What the way was called; of a line, its number.
    pub label: String,
    /// The name of where it led.
    pub to: String,
}

impl MapJson {
    /// All that the picture draws, each turn for itself.
    pub(super) fn of(picture: &Picture<'_>) -> Self {
        let Picture { forest, moment, marks } = *picture;
        let plan = forest.plan;
        let mut lines: Vec<LineId> = Vec::new();
        let mut steps: Vec<StepId> = Vec::new();
        for node in &forest.nodes {
            match node.what {
                NodeKind::Line(id) => lines.push(id),
                NodeKind::Step(id) => steps.push(id),
                NodeKind::CommonExits | NodeKind::Unreached => {}
            }
        }
        lines.sort_unstable();
        steps.sort_unstable();
        let nodes = lines.iter().map(|&id| picture.line(id)).chain(steps.iter().map(|&id| picture.step(id)));
        let answers = lines.iter().map(|&id| {
            let line = plan.line(id);
            edge(plan, line_id(plan, id), "onward", None, String::new(), line.answer)
        });
        let turns = steps.iter().flat_map(|&id| picture.turns(id));
        let gone_lines = marks.gone_lines.iter().map(|gone| (None, gone));
        let gone = steps
            .iter()
            .flat_map(|&id| {
                let gone = marks.gone_from(NodeKind::Step(id)).iter();
                gone.map(move |gone| (Some(step_id(plan, id)), gone))
            })
            .chain(gone_lines);
        Self {
            version: MAP_VERSION,
            plan: plan.name.clone(),
            at: moment.map(|moment| rfc3339(moment.at, plan.zone).to_string()),
            caller_timezone: moment.map(|moment| moment.caller_zone.name().to_owned()),
            nodes: nodes.collect(),
            edges: answers.chain(turns).collect(),
            gone: gone
                .map(|(from, gone)| GoneJson { from, label: gone.label.clone(), to: gone.to.clone() })
                .collect(),
        }
    }
}

impl Picture<'_> {
    fn line(&self, id: LineId) -> NodeJson {
        let plan = self.forest.plan;
        let line = plan.line(id);
        let (file, at) = place(plan, line.origin.span);
        NodeJson {
            id: line_id(plan, id),
            kind: "line",
            key: line.key.clone(),
            label: one_line(&line.name),
            number: Some(line.number.value.e164().to_string()),
            hours: None,
            open: None,
            mark: self.marks.lines.get(&id).copied().map(Emphasis::word),
            file,
            line: at,
        }
    }

    fn step(&self, id: StepId) -> NodeJson {
        let plan = self.forest.plan;
        let step = plan.step(id);
        let schedule = step.gate.map(|gate| plan.schedule(gate.schedule));
        let open = self
            .moment
            .zip(schedule)
            .map(|(moment, named)| named.schedule.in_zone(moment.caller_zone).is_open(moment.at));
        let (file, at) = place(plan, step.origin.span);
        NodeJson {
            id: step_id(plan, id),
            kind: step.kind.word(),
            key: step.key.clone(),
            label: one_line(plan.target_name(Target::Step(id))),
            number: None,
            hours: schedule.map(|named| named.key.clone()),
            open,
            mark: self.marks.steps.get(&id).copied().map(Emphasis::word),
            file,
            line: at,
        }
    }

    fn turns(&self, id: StepId) -> impl Iterator<Item = EdgeJson> {
        let plan = self.forest.plan;
        let step = plan.step(id);
        Turn::all(step).into_iter().map(move |(turn, link)| {
            let key = if let Turn::Key(key) = turn { Some(key.to_string()) } else { None };
            let mark = self.marks.turns.get(&(id, turn)).copied().map(Emphasis::word);
            let label = turn.label(plan, step);
            EdgeJson { mark, ..edge(plan, step_id(plan, id), kind(turn), key, label, link) }
        })
    }
}

fn edge(
    plan: &Plan,
    from: String,
    kind: &'static str,
    key: Option<String>,
    label: String,
    link: Link,
) -> EdgeJson {
    let (to, ends) = match link.target {
        Target::Step(id) => (Some(step_id(plan, id)), None),
        Target::HangUp => (None, Some("hang-up")),
        Target::Dropped => (None, Some("dropped")),
        Target::Repeat => (None, Some("repeat")),
        Target::Back => (None, Some("back")),
    };
    let (file, at) = place(plan, link.span);
    EdgeJson { from, to, ends, kind, key, label, mark: None, file, line: at }
}

fn kind(turn: Turn) -> &'static str {
    match turn {
        Turn::Onward => "onward",
        Turn::Result(result) => result.word(),
        Turn::Key(_) => "key",
        Turn::Route(_) => "entry",
        Turn::OtherEntry => "other-entry",
        Turn::Silence => "silence",
        Turn::Other => "other",
        Turn::Case(_) => "case",
        Turn::Otherwise => "otherwise",
        // To programs, hours and the time of what is there for a time are one.
        Turn::Closed | Turn::AtOtherTimes => "closed",
        Turn::NoInput => "no-input",
        Turn::NoMatch => "no-match",
    }
}

fn line_id(plan: &Plan, id: LineId) -> String {
    format!("lines.{}", plan.line(id).key)
}

/// The table of a step, which tells it from a line of the same name.
fn step_id(plan: &Plan, id: StepId) -> String {
    let Step { key, kind, .. } = plan.step(id);
    let section = match kind {
        StepKind::Menu(_) => "menus",
        StepKind::Input(_) => "inputs",
        StepKind::Switch(_) => "switches",
        StepKind::Message(_) => "messages",
        StepKind::Destination(_) => "destinations",
        StepKind::Voicemail(_) => "voicemails",
    };
    format!("{section}.{key}")
}

fn place(plan: &Plan, span: Span) -> (String, u32) {
    let place = plan.sources.place(span);
    (place.file.to_owned(), place.line)
}
