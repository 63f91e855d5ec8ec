//! Where a call is in a phone system, and what it carries with it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::import::flow::FlowEnd;
use crate::import::value::Test;

/// A state of a call. Two equal ones go on alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    /// What the call is in, the innermost last.
    pub(super) stack: Vec<Frame>,
    /// How it has ended, if it has.
    pub(super) end: Option<FlowEnd>,
    /// The values of variables that can still matter.
    pub(super) variables: BTreeMap<Rc<str>, Rc<str>>,
    /// What has been decided of what is not known.
    pub(super) facts: BTreeSet<(Test, bool)>,
    /// Whether a program outside has run, which may have set variables.
    pub(super) program_ran: bool,
}

/// What a call is in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Frame {
    /// Conditions of a context are looked at.
    Hunt(Hunt),
    /// Actions that were found are done.
    Run(Run),
    /// A menu.
    Menu(MenuVisit),
}

/// The dialplan is looked through for a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Hunt {
    pub(super) route: Route,
    /// The extension that is looked at.
    pub(super) extension: usize,
    /// Where in it: conditions, and those nested in them.
    pub(super) levels: Vec<Level>,
    /// What will be done.
    pub(super) pending: Vec<Pending>,
    /// Whether anything was found that is done, even if callers do not notice it.
    pub(super) found: bool,
}

/// A number that is dialed in a context.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Route {
    pub(super) context: Rc<str>,
    pub(super) number: Rc<str>,
}

/// A list of conditions that is gone through.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Level {
    /// The condition in which they lie, if they lie in one.
    pub(super) inside: Option<usize>,
    /// The position of the one that is next.
    pub(super) at: usize,
    /// What the last one has come to.
    pub(super) proceeds: bool,
}

/// An action with the data that it will be done with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pending {
    pub(super) action: usize,
    /// With what groups have taken put in; else as it is written.
    pub(super) data: Option<Rc<str>>,
}

/// Actions that are done one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Run {
    pub(super) route: Route,
    pub(super) pending: Rc<[Pending]>,
    pub(super) at: usize,
    /// How often the action at hand was tried already.
    pub(super) attempt: u8,
}

/// A visit to a menu.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct MenuVisit {
    pub(super) menu: usize,
    pub(super) route: Route,
    pub(super) failures: u32,
    pub(super) timeouts: u32,
    /// Whether it has asked before, so that the short greeting is said.
    pub(super) again: bool,
    pub(super) stage: MenuStage,
}

/// How far a menu is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum MenuStage {
    /// Before its code is asked for.
    Locked,
    /// It asks for keys.
    Asks,
    /// Keys were pressed: its entries are gone through from here.
    Chosen { keys: Rc<str>, at: usize, matched: bool, status: MenuStatus },
    /// What was pressed is none of its entries.
    Invalid,
    /// It is over.
    Leaves(MenuStatus),
}

/// How an action of a menu went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum MenuStatus {
    /// The menu goes on.
    Success,
    /// The menu above goes on.
    Back,
    /// The first menu goes on.
    ToTop,
    /// All menus are over.
    Fails,
}

impl State {
    /// A call to a number in a context.
    pub(super) fn dialed(route: Route) -> Self {
        Self {
            stack: vec![Frame::Hunt(Hunt::for_number(route))],
            end: None,
            variables: BTreeMap::new(),
            facts: BTreeSet::new(),
            program_ran: false,
        }
    }

    /// At an end, where nothing matters any more.
    pub(super) fn ended(end: FlowEnd) -> Self {
        Self {
            stack: Vec::new(),
            end: Some(end),
            variables: BTreeMap::new(),
            facts: BTreeSet::new(),
            program_ran: false,
        }
    }

    /// The number and the context of the call.
    pub(super) fn route(&self) -> Option<&Route> {
        Some(match self.stack.last()? {
            Frame::Hunt(hunt) => &hunt.route,
            Frame::Run(run) => &run.route,
            Frame::Menu(visit) => &visit.route,
        })
    }

    /// The same with another innermost frame.
    pub(super) fn with(&self, frame: Frame) -> Self {
        let mut next = self.clone();
        next.stack.pop();
        next.stack.push(frame);
        next
    }

    /// The same at another number, with nothing left to be done here.
    pub(super) fn transferred(&self, route: Route) -> Self {
        let mut next = self.clone();
        next.stack = vec![Frame::Hunt(Hunt::for_number(route))];
        next.forget();
        next
    }

    /// The same with something in it that comes back here.
    pub(super) fn entered(&self, frame: Frame) -> Self {
        let mut next = self.clone();
        next.stack.push(frame);
        next.forget();
        next
    }

    /// Only what is decided of values that a variable still holds is known elsewhere.
    pub(super) fn forget(&mut self) {
        if self.facts.is_empty() {
            return;
        }
        let Self { variables, stack, facts, .. } = self;
        let holds = |sign: char| {
            variables.values().any(|value| value.contains(sign))
                || stack.iter().any(|frame| match frame {
                    Frame::Hunt(Hunt { route, .. })
                    | Frame::Run(Run { route, .. })
                    | Frame::Menu(MenuVisit { route, .. }) => route.number.contains(sign),
                })
        };
        facts.retain(|(test, _)| match test {
            Test::Is { sign, .. } => holds(*sign),
            Test::Holds(text) | Test::Matches { text, .. } => {
                let mut signs = text.chars();
                matches!((signs.next(), signs.next()), (Some(sign), None) if holds(sign))
            }
            _ => false,
        });
    }
}

impl Hunt {
    pub(super) fn for_number(route: Route) -> Self {
        Self { route, extension: 0, levels: Vec::new(), pending: Vec::new(), found: false }
    }
}
