//! What is drawn, and where: every step once, as trees.
//!
//! Menus are nearly trees. A step is drawn where the fewest turns lead from its line; any further way to it names it
//! and does not draw a line across the picture. So a picture takes one look at every link, whatever the plan is, and
//! nothing in it crosses anything else.

use std::collections::{HashMap, VecDeque};

use super::turn::Turn;
use crate::plan::{LineId, Plan, StepId, StepKind, Target};

/// How many steps a branch has before it goes on as a tree of its own: no page is wide enough for more.
const DEEPEST: usize = 16;

/// Which turns are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureDetail {
    /// Those that somebody chooses: the caller by a key or an entry, the plan by a case.
    Choices,
    /// The exits, too: what happens to callers who meet closed hours, press nothing, or press the wrong key. An exit that
    /// the steps of the plan have in common is drawn once for all of them.
    CommonExitsOnce,
    /// All of them at every step.
    Full,
}

/// A plan, or a line of it, as trees.
#[derive(Clone, Debug)]
pub struct Forest<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// All nodes, each before those below it. The position is the node's number.
    pub nodes: Vec<PictureNode>,
    /// The nodes that trees begin with, in the order in which they are drawn.
    pub roots: Vec<usize>,
}

/// One place of a picture.
#[derive(Clone, Debug)]
pub struct PictureNode {
    /// What stands there.
    pub what: NodeKind,
    /// How many turns it is away from the beginning of its tree.
    pub depth: usize,
    /// What it leads to, in order.
    pub branches: Vec<Branch>,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A number that can be dialed.
    Line(LineId),
    /// A step.
    Step(StepId),
    /// The beginning of the exits that steps have in common.
    CommonExits,
    /// The beginning of the steps that no line leads to.
    Unreached,
}

/// One or several turns in one direction.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The turns; none where a tree begins with what is not a step.
    pub turns: Vec<Turn>,
    /// Where they lead.
    pub to: BranchTarget,
}

/// Where a branch leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchTarget {
    /// To the node of this number, which is drawn there.
    Below(usize),
    /// To the node of this number, which is drawn elsewhere.
    Elsewhere(usize),
    /// The system ends the call.
    HangUp,
    /// What the phone system does not have: the call is lost.
    Dropped,
    /// The prompt again.
    Repeat,
    /// The menu or input before this one.
    Back,
}

impl Branch {
    /// Whether nobody chooses any of its turns.
    #[must_use]
    pub fn is_exit(&self) -> bool {
        !self.turns.is_empty() && self.turns.iter().all(|turn| turn.is_exit())
    }
}

impl<'p> Forest<'p> {
    /// The whole plan: all lines, and what no line leads to.
    #[must_use]
    pub fn of_plan(plan: &'p Plan, detail: PictureDetail) -> Self {
        let mut grower = Grower::new(plan, detail);
        plan.lines().for_each(|(id, _)| grower.line(id));
        grower.common_exits();
        if detail != PictureDetail::Choices {
            grower.unreached();
            grower.common_exits();
        }
        grower.forest
    }

    /// One line and what it leads to.
    #[must_use]
    pub fn of_line(plan: &'p Plan, line: LineId, detail: PictureDetail) -> Self {
        let mut grower = Grower::new(plan, detail);
        grower.line(line);
        grower.common_exits();
        grower.forest
    }

    /// What to call the turns of a branch: `3`, `closed`, `1, 2`.
    #[must_use]
    pub fn label(&self, node: &PictureNode, branch: &Branch) -> String {
        let told = |turn: &Turn| match node.what {
            NodeKind::Step(id) => turn.label(self.plan, self.plan.step(id)),
            NodeKind::Line(_) | NodeKind::CommonExits | NodeKind::Unreached => turn.word().to_owned(),
        };
        let told: Vec<String> = branch.turns.iter().map(told).filter(|label| !label.is_empty()).collect();
        told.join(", ")
    }
}

struct Grower<'p> {
    forest: Forest<'p>,
    detail: PictureDetail,
    /// The node of each step that has one.
    drawn: Vec<Option<usize>>,
    /// The targets of the exits that steps have in common, in the order of [`Turn::EXITS`].
    common: [Option<Target>; 3],
    /// What has become of them.
    exits: [SharedExit; 3],
    /// The node that they begin at.
    common_root: Option<usize>,
}

/// What has become of an exit that steps have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SharedExit {
    /// No step that is drawn has it.
    NotMet,
    /// A step that is drawn has it.
    Met,
    /// It is drawn.
    Drawn,
}

impl<'p> Grower<'p> {
    fn new(plan: &'p Plan, detail: PictureDetail) -> Self {
        let common = match detail {
            PictureDetail::Choices | PictureDetail::Full => [None; 3],
            PictureDetail::CommonExitsOnce => Turn::EXITS.map(|exit| common_target(plan, exit)),
        };
        let forest = Forest { plan, nodes: Vec::new(), roots: Vec::new() };
        let (drawn, exits) = (vec![None; plan.steps().len()], [SharedExit::NotMet; 3]);
        Self { forest, detail, drawn, common, exits, common_root: None }
    }

    fn line(&mut self, id: LineId) {
        let answer = self.forest.plan.line(id).answer.target;
        let root = self.root(NodeKind::Line(id));
        self.tree(root, DirectionTurns::from_iter([(Turn::Onward, answer)]));
    }

    /// Draws the exits that steps which are drawn have in common. What those lead to may have further ones.
    fn common_exits(&mut self) {
        loop {
            let mut ways = DirectionTurns::default();
            for (at, exit) in Turn::EXITS.into_iter().enumerate() {
                if let (SharedExit::Met, Some(target)) = (self.exits[at], self.common[at]) {
                    ways.add(exit, target);
                    self.exits[at] = SharedExit::Drawn;
                }
            }
            if ways.all.is_empty() {
                return;
            }
            let root = match self.common_root {
                Some(root) => root,
                None => self.root(NodeKind::CommonExits),
            };
            self.common_root = Some(root);
            self.tree(root, ways);
        }
    }

    fn unreached(&mut self) {
        let steps = self.forest.plan.steps();
        let alone: Vec<StepId> =
            steps.map(|(id, _)| id).filter(|id| self.drawn[id.index()].is_none()).collect();
        // What leads on to others is drawn before those, so that they come below it.
        let mut led_to = vec![false; self.drawn.len()];
        for (_, link) in alone.iter().flat_map(|id| Turn::shown(self.forest.plan.step(*id))) {
            if let Target::Step(id) = link.target {
                led_to[id.index()] = true;
            }
        }
        let (later, first): (Vec<StepId>, Vec<StepId>) = alone.into_iter().partition(|id| led_to[id.index()]);
        let mut root = None;
        for id in first.into_iter().chain(later) {
            if self.drawn[id.index()].is_none() {
                let root = *root.get_or_insert_with(|| self.root(NodeKind::Unreached));
                let to = self.lead_to(root, Target::Step(id));
                self.forest.nodes[root].branches.push(Branch { turns: Vec::new(), to });
                self.grow_from(self.forest.nodes.len() - 1);
            }
        }
    }

    fn tree(&mut self, root: usize, ways: DirectionTurns) {
        let first = self.forest.nodes.len();
        self.branch(root, ways);
        self.grow_from(first);
    }

    fn root(&mut self, what: NodeKind) -> usize {
        let number = self.forest.nodes.len();
        self.forest.nodes.push(PictureNode { what, depth: 0, branches: Vec::new() });
        self.forest.roots.push(number);
        number
    }

    /// Draws what the nodes from this one on lead to, nearest first.
    fn grow_from(&mut self, first: usize) {
        let mut waiting: VecDeque<usize> = (first..self.forest.nodes.len()).collect();
        while let Some(number) = waiting.pop_front() {
            let known = self.forest.nodes.len();
            if let NodeKind::Step(id) = self.forest.nodes[number].what {
                let ways = self.ways(id);
                self.branch(number, ways);
            }
            waiting.extend(known..self.forest.nodes.len());
        }
    }

    fn branch(&mut self, from: usize, ways: DirectionTurns) {
        for (target, turns) in ways.all {
            let to = self.lead_to(from, target);
            self.forest.nodes[from].branches.push(Branch { turns, to });
        }
    }

    fn lead_to(&mut self, from: usize, target: Target) -> BranchTarget {
        let id = match target {
            Target::HangUp => return BranchTarget::HangUp,
            Target::Dropped => return BranchTarget::Dropped,
            Target::Repeat => return BranchTarget::Repeat,
            Target::Back => return BranchTarget::Back,
            Target::Step(id) => id,
        };
        if let Some(number) = self.drawn[id.index()] {
            return BranchTarget::Elsewhere(number);
        }
        let depth = self.forest.nodes[from].depth + 1;
        let number = self.forest.nodes.len();
        self.drawn[id.index()] = Some(number);
        if depth > DEEPEST {
            return BranchTarget::Elsewhere(self.root(NodeKind::Step(id)));
        }
        self.forest.nodes.push(PictureNode { what: NodeKind::Step(id), depth, branches: Vec::new() });
        BranchTarget::Below(number)
    }

    /// The ways on from a step that are drawn there.
    fn ways(&mut self, id: StepId) -> DirectionTurns {
        let step = self.forest.plan.step(id);
        let mut ways = DirectionTurns::default();
        for (turn, link) in Turn::shown(step) {
            let exit = Turn::EXITS.iter().position(|exit| *exit == turn);
            match exit {
                Some(_) if self.detail == PictureDetail::Choices => {}
                Some(at) if self.common[at] == Some(link.target) => {
                    if self.exits[at] == SharedExit::NotMet {
                        self.exits[at] = SharedExit::Met;
                    }
                }
                // A message that ends the call says so itself.
                None if link.target == Target::HangUp && matches!(step.kind, StepKind::Message(_)) => {}
                // The first case that holds is taken, so that they are not put in another order.
                None if matches!(step.kind, StepKind::Switch(_)) => ways.add_alone(turn, link.target),
                _ => ways.add(turn, link.target),
            }
        }
        ways
    }
}

/// Turns by where they lead, in the order in which the directions are met.
#[derive(Default)]
struct DirectionTurns {
    all: Vec<(Target, Vec<Turn>)>,
    places: HashMap<Target, usize>,
}

impl DirectionTurns {
    fn add(&mut self, turn: Turn, target: Target) {
        let place = *self.places.entry(target).or_insert(self.all.len());
        if place == self.all.len() {
            self.all.push((target, Vec::new()));
        }
        self.all[place].1.push(turn);
    }

    fn add_alone(&mut self, turn: Turn, target: Target) {
        self.all.push((target, vec![turn]));
    }
}

impl FromIterator<(Turn, Target)> for DirectionTurns {
    fn from_iter<I: IntoIterator<Item = (Turn, Target)>>(turns: I) -> Self {
        let mut ways = Self::default();
        turns.into_iter().for_each(|(turn, target)| ways.add(turn, target));
        ways
    }
}

/// Where most steps of the plan go by this exit, if several go there; the first of equals.
fn common_target(plan: &Plan, exit: Turn) -> Option<Target> {
    let turns = plan.steps().flat_map(|(_, step)| Turn::all(step));
    let turns = turns.filter(|(turn, _)| *turn == exit);
    let ways: DirectionTurns = turns.map(|(turn, link)| (turn, link.target)).collect();
    let most = ways.all.iter().map(|(_, turns)| turns.len()).max().filter(|most| *most > 1)?;
    ways.all.iter().find(|(_, turns)| turns.len() == most).map(|(target, _)| *target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{PlanLimits, read};

    /// What leads where, each as `from label to`.
    fn drawn(forest: &Forest<'_>) -> Vec<String> {
        let name = |what: NodeKind| match what {
            NodeKind::Line(_) => "line",
            NodeKind::Step(id) => &forest.plan.step(id).key,
            NodeKind::CommonExits => "common",
            NodeKind::Unreached => "unreached",
        };
        let told = |node: &PictureNode, branch: &Branch| {
            let to = match branch.to {
                BranchTarget::Below(number) => name(forest.nodes[number].what).to_owned(),
                BranchTarget::Elsewhere(number) => format!("see {}", name(forest.nodes[number].what)),
                to => format!("{to:?}"),
            };
            format!("{} {} {to}", name(node.what), forest.label(node, branch))
        };
        forest
            .nodes
            .iter()
            .flat_map(|node| node.branches.iter().map(move |branch| told(node, branch)))
            .collect()
    }

    const PLAN: &str = r#"
        plan = { name = "x", effective = 2026-01-01, timezone = "UTC" }
        defaults = { closed = "shut" }
        hours.day = { open = "Mo-Fr 08:00-18:00" }
        lines.main = { number = "1-800-555-0100", name = "Main", answer = "top" }
        menus.top.say = "{options}"
        menus.top.no_input = { say = "Hello?", tries = 2, then = "desk" }
        menus.top.no_match = { say = "What?", tries = 2, then = "hang-up" }
        menus.top.keys = { 1 = "sales", 2 = "west", 3 = "sales", 9 = "repeat" }
        destinations.sales = { name = "Sales", hours = "day" }
        destinations.west = { name = "West", hours = "day", closed = "sales" }
        destinations.desk = { name = "Desk", hours = "day" }
        destinations.alone = { name = "Alone" }
        messages.shut = { say = "Closed.", then = "hang-up" }
    "#;

    fn forest(detail: PictureDetail) -> Vec<String> {
        let reading = read([("plan.toml", PLAN)], &PlanLimits::STANDARD);
        let plan = reading.plan.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
        drawn(&Forest::of_plan(&plan, detail))
    }

    #[test]
    fn exits_that_steps_have_in_common_are_drawn_once_and_others_where_they_are() {
        assert_eq!(
            forest(PictureDetail::CommonExitsOnce),
            [
                "line  top",
                "top 1, 3 sales",
                "top 2 west",
                "top 9 Repeat",
                "top no input desk",
                "top no match HangUp",
                "west closed see sales",
                "common closed shut",
                "unreached  alone",
            ]
        );
    }

    #[test]
    fn what_only_common_exits_lead_to_is_drawn_with_its_own_exits() {
        let text = r#"
            plan = { name = "x", effective = 2026-01-01, timezone = "UTC" }
            hours.day = { open = "Mo-Fr 08:00-18:00" }
            lines.main = { number = "1-800-555-0100", name = "Main", answer = "desk" }
            lines.other = { number = "1-800-555-0101", name = "Other", answer = "choice" }
            destinations.desk = { name = "Desk", hours = "day" }
            destinations.team = { name = "Team", hours = "day" }
            menus.choice = { say = "{options}", keys = { 1 = "team" } }
            menus.night = { say = "{options}", keys = { 1 = "repeat" } }
            messages.shut = { say = "Closed.", then = "night" }
            messages.bye = { say = "Goodbye.", then = "hang-up" }
            [defaults]
            closed   = "shut"
            no_input = { say = "Hello?", tries = 2, then = "bye" }
            no_match = { say = "What?", tries = 2, then = "bye" }
        "#;
        let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
        let plan = reading.plan.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
        let main = plan.line_named("main").unwrap();
        assert_eq!(
            drawn(&Forest::of_line(&plan, main, PictureDetail::CommonExitsOnce)),
            [
                "line  desk",
                "common closed shut",
                "common no input, no match bye",
                "shut  night",
                "night 1 Repeat",
            ]
        );
    }

    #[test]
    fn all_exits_are_drawn_in_full_and_none_where_only_choices_matter() {
        let full = forest(PictureDetail::Full);
        for way in
            ["sales closed shut", "desk closed see shut", "west closed see sales", "top no match HangUp"]
        {
            assert!(full.contains(&way.to_owned()), "{way}: {full:?}");
        }
        assert_eq!(
            forest(PictureDetail::Choices),
            ["line  top", "top 1, 3 sales", "top 2 west", "top 9 Repeat"]
        );
    }
}
