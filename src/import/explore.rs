//! The platform's program, worked out: from where calls come in to all that can happen, state by state.

use std::collections::HashMap;
use std::hash::Hash;

use super::flow::{Act, Flow, FlowEnd, FlowLine, FlowPlace, Node, NodeId, Question};

/// So many states are looked at. Real systems have a few thousand.
const MAX_STATES: usize = 100_000;

/// So many steps are gone through between two things that callers notice.
const MAX_UNNOTICED: usize = 20_000;

/// A phone system as its platform writes it: a program that is somewhere, with values of variables.
pub trait Program {
    /// The place in the program, the values that matter, and where sub-routines return to. Two equal ones do the same from there on.
    type State: Clone + Eq + Hash;

    /// What happens in a state.
    fn next(&mut self, state: &Self::State) -> Move<Self::State>;

    /// Where a state is, for what is said of it.
    fn place(&self, state: &Self::State) -> FlowPlace;

    /// What the program asks of the outside, by name.
    fn questions(&mut self) -> std::collections::BTreeMap<String, Question>;
}

/// What happens in a state.
#[derive(Clone, Debug)]
pub enum Move<S> {
    /// Nothing that a caller would notice.
    On(S),
    /// Something.
    Node(Node<S>),
}

/// Why a program could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooManyStates {
    /// Where it was when there were too many.
    pub place: FlowPlace,
}

/// All that can happen in calls that begin at these states.
pub fn explore<P: Program>(
    program: &mut P,
    lines: Vec<FlowLine<P::State>>,
) -> Result<Flow, Box<TooManyStates>> {
    let mut explorer = Explorer { program, nodes: Vec::new(), known: HashMap::new(), open: Vec::new() };
    let mut flow_lines = Vec::new();
    for line in lines {
        let FlowLine { name, dialed, title, start, place, assumed } = line;
        let start = explorer.node(start);
        flow_lines.push(FlowLine { name, dialed, title, start, place, assumed });
    }
    while let Some((id, state)) = explorer.open.pop() {
        if explorer.nodes.len() > MAX_STATES {
            return Err(Box::new(TooManyStates { place: explorer.program.place(&state) }));
        }
        let node = explorer.settled(&state);
        let Node { name, act, place, assumed } = node;
        let act = act.map(|state| explorer.node(state));
        explorer.nodes[id.index()] = Some(Node { name, act, place, assumed });
    }
    let questions = explorer.program.questions();
    let nodes = explorer.nodes.into_iter().flatten().collect();
    Ok(Flow { lines: flow_lines, nodes, questions })
}

struct Explorer<'p, P: Program> {
    program: &'p mut P,
    nodes: Vec<Option<Node<NodeId>>>,
    known: HashMap<P::State, NodeId>,
    open: Vec<(NodeId, P::State)>,
}

impl<P: Program> Explorer<'_, P> {
    fn node(&mut self, state: P::State) -> NodeId {
        if let Some(&id) = self.known.get(&state) {
            return id;
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(None);
        self.known.insert(state.clone(), id);
        self.open.push((id, state));
        id
    }

    /// What a caller notices next. A program that goes in circles unnoticed keeps its callers for ever; the call ends here.
    fn settled(&mut self, state: &P::State) -> Node<P::State> {
        let mut at = state.clone();
        let mut passed = std::collections::HashSet::new();
        for _ in 0..MAX_UNNOTICED {
            match self.program.next(&at) {
                Move::Node(node) => return node,
                Move::On(next) if passed.insert(next.clone()) => at = next,
                Move::On(_) => break,
            }
        }
        Node {
            name: "endless".to_owned(),
            act: Act::End(FlowEnd::HangUp),
            place: self.program.place(state),
            assumed: vec![
                "The system goes in circles here without end, and callers hear nothing; the plan hangs up."
                    .to_owned(),
            ],
        }
    }
}
