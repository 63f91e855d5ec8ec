//! Which variables still matter at a place of a flow: those that something asks for before they are set anew.
//!
//! Tasks lead back to all actions that call one, and choices to all menus: so more may matter than does, never less.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::architect_flow::{ArchitectFlow, Target};
use super::assignments::{asked_for, bindings, inputs, statements, task_variable};
use super::unsure::Unsure;
use crate::import::data::Data;

/// What matters in a flow.
#[derive(Debug)]
pub(super) struct Liveness {
    /// Before each action.
    pub(super) actions: Vec<BTreeSet<Rc<str>>>,
    /// Before each menu.
    pub(super) menus: Vec<BTreeSet<Rc<str>>>,
    /// Behind each action.
    pub(super) behind: Vec<BTreeSet<Rc<str>>>,
}

/// A set of variables, by their numbers.
type Bits = Vec<u64>;

fn join(into: &mut Bits, from: &Bits) {
    into.iter_mut().zip(from).for_each(|(into, from)| *into |= from);
}

/// An action: where it leads, and what it does to variables.
#[derive(Debug, Default)]
struct Node {
    to: Vec<usize>,
    reads: Vec<usize>,
    /// Variables that are set, each with those of which it is made.
    sets: Vec<(usize, Vec<usize>)>,
}

#[derive(Debug, Default)]
struct Names {
    all: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, usize>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let name: Rc<str> = name.into();
        self.all.push(Rc::clone(&name));
        self.numbers.insert(name, self.all.len() - 1);
        self.all.len() - 1
    }
}

impl Liveness {
    pub(super) fn of(flow: &ArchitectFlow) -> Self {
        let mut names = Names::default();
        let nodes = nodes(flow, &mut names);
        let words = names.all.len().div_ceil(64);
        let mut before: Vec<Bits> = vec![vec![0; words]; nodes.len()];
        let mut behind: Vec<Bits> = before.clone();
        let mut leads: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        for (from, node) in nodes.iter().enumerate() {
            node.to.iter().for_each(|to| leads[*to].push(from));
        }
        let mut open: Vec<usize> = (0..nodes.len()).collect();
        let mut is_open = vec![true; nodes.len()];
        while let Some(at) = open.pop() {
            is_open[at] = false;
            let node = &nodes[at];
            let mut bits = vec![0; words];
            node.to.iter().for_each(|to| join(&mut bits, &before[*to]));
            behind[at].clone_from(&bits);
            for (set, from) in node.sets.iter().rev() {
                let (word, bit) = (set / 64, 1 << (set % 64));
                if bits[word] & bit != 0 {
                    bits[word] &= !bit;
                    for from in from {
                        bits[from / 64] |= 1 << (from % 64);
                    }
                }
            }
            node.reads.iter().for_each(|read| bits[read / 64] |= 1 << (read % 64));
            if bits != before[at] {
                before[at] = bits;
                for &from in &leads[at] {
                    if !std::mem::replace(&mut is_open[from], true) {
                        open.push(from);
                    }
                }
            }
        }
        let shown = |bits: &Bits| -> BTreeSet<Rc<str>> {
            let is = |number: &usize| bits[number / 64] & 1 << (number % 64) != 0;
            (0..names.all.len()).filter(is).map(|number| Rc::clone(&names.all[number])).collect()
        };
        let actions = flow.actions.len();
        let menus = actions..actions + flow.menus.len();
        Self {
            actions: before[..actions].iter().map(shown).collect(),
            menus: before[menus].iter().map(shown).collect(),
            behind: behind[..actions].iter().map(shown).collect(),
        }
    }
}

/// Actions, behind them menus, then all ends of tasks as one, all menus as one, and what is done when something fails.
fn nodes(flow: &ArchitectFlow, names: &mut Names) -> Vec<Node> {
    let (actions, menus) = (flow.actions.len(), flow.menus.len());
    let (ends, any_menu, failing) = (actions + menus, actions + menus + 1, actions + menus + 2);
    let mut nodes: Vec<Node> = Vec::with_capacity(failing + 1);
    let mut numbers =
        |variables: &[String]| -> Vec<usize> { variables.iter().map(|name| names.number(name)).collect() };
    let of_target = |target: Target| match target {
        Target::Menu(menu) => Some(actions + menu),
        Target::Task(task) => flow.tasks[task].first,
    };
    let of_audio = |audio: Option<&Data>| audio.map_or_else(Vec::new, |audio| asked_for(audio, ""));
    let (mut behind_calls, mut handed_back) = (Vec::new(), Vec::new());
    let global: HashSet<usize> = flow
        .menus
        .iter()
        .flat_map(|menu| &menu.choices)
        .filter(|choice| choice.is_global)
        .map(|choice| choice.action)
        .collect();
    let unsure = Unsure::of(flow);
    for (at, action) in flow.actions.iter().enumerate() {
        let mut to = vec![failing];
        let ways = action.outputs.iter().map(|(_, first)| *first).chain([action.next]);
        let ways = ways.map(|first| first.unwrap_or(ends));
        // Where choices lead that lead back to their menu: of those for all menus, to any.
        let own_menu =
            action.within.filter(|_| !global.contains(&at)).map_or(any_menu, |menu| actions + menu);
        match action.kind.as_str() {
            "callTask" => {
                behind_calls.extend(ways.clone());
                handed_back.extend(bindings(&action.body).iter().map(|one| task_variable(&one.source)));
                to.extend(flow.led_to(at).and_then(of_target));
                to.extend(ways);
            }
            "jumpToMenu" | "jumpToTask" => to.extend(flow.led_to(at).and_then(of_target)),
            "loopNext" | "nextLoop" | "loopExit" | "exitLoop" => {
                to.extend(action.around);
                to.extend(action.around.map(|around| flow.actions[around].next.unwrap_or(ends)));
                to.extend(ways);
            }
            "endTask" => to.push(ends),
            "disconnect" => {}
            "menuPreviousMenu" => to.push(any_menu),
            "previousMenu" | "returnToMenu" | "repeatMenu" | "replayMenu" => to.push(own_menu),
            "task" | "subMenu" => to.extend(ways),
            _ => {
                to.extend(ways);
                to.extend(action.is_choice.then_some(own_menu));
            }
        }
        to.extend(action.menu.map(|menu| actions + menu));
        let mut reads = asked_for(&action.body, &action.kind);
        let mut sets = Vec::new();
        for (name, value) in statements(&action.body).into_iter().chain(own_inputs(action)) {
            let mut from = Vec::new();
            if let Some(value) = &value {
                value.variables(&mut from);
            }
            // What may fail makes a difference, whatever comes of its value.
            if value.as_ref().is_some_and(|value| unsure.may_fail(value)) {
                reads.extend(from.iter().cloned());
            }
            sets.push((name, from));
        }
        let sets = sets.into_iter().map(|(name, from)| (numbers(&[name])[0], numbers(&from))).collect();
        nodes.push(Node { to, reads: numbers(&reads), sets });
    }
    for (at, menu) in flow.menus.iter().enumerate() {
        let to = flow.keys(at).into_iter().map(|(_, action)| action).chain(flow.default_choice(at));
        let to = to.chain([actions + at, failing]).collect();
        nodes.push(Node { to, reads: numbers(&of_audio(menu.audio.as_ref())), sets: Vec::new() });
    }
    // What a task gives back is read at its end.
    nodes.push(Node { to: behind_calls, reads: numbers(&handed_back), sets: Vec::new() });
    nodes.push(Node { to: (actions..actions + menus).collect(), ..Node::default() });
    let reads = numbers(&of_audio(flow.failing.as_ref().and_then(|failing| failing.audio.as_ref())));
    let to = flow.failing.iter().map(|failing| failing.action).collect();
    nodes.push(Node { to, reads, sets: Vec::new() });
    nodes
}

fn own_inputs(
    action: &super::architect_flow::Action,
) -> Vec<(String, Option<super::expression::Expression>)> {
    if action.kind != "callTask" {
        return Vec::new();
    }
    inputs(&action.body).into_iter().map(|(name, value)| (name, Some(value))).collect()
}
