//! What holds for walks of menus that lead back: what a walk leaves out, it comes to in another way.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::fmt::Write as _;

use ivrsim::call::{Call, CallState, Caller, Outcome, Phase};
use ivrsim::explore::{Act, Explorer, Horizon, Machine as _, Node, Phone};
use ivrsim::plan::Plan;
use jiff::Timestamp;

use super::dice::Dice;
use super::garage::{UTC, garage_with};
use super::plan::plan;

/// More states of one plan are not compared.
const MAX_STATES: usize = 6_000;

/// The text of a plan of up to eight menus and messages that lead to each other and back, by day and by night.
#[must_use]
pub fn text(dice: &mut Dice<'_>) -> String {
    let menus = 2 + dice.below(6);
    let messages = dice.below(3);
    let mut text = garage_with(
        UTC,
        "m0",
        "[hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\n[destinations.team]\nname = \"Team\"\n\
         [defaults]\nno_input = { tries = 1, then = \"hang-up\" }\nno_match = { tries = 1, then = \"hang-up\" }",
    );
    let anywhere = |dice: &mut Dice<'_>| match dice.below(10) {
        0 => "team".to_owned(),
        1 => "repeat".to_owned(),
        2 | 3 => "back".to_owned(),
        4 if messages > 0 => format!("say{}", dice.below(messages)),
        _ => format!("m{}", dice.below(menus)),
    };
    for message in 0..messages {
        let then = *dice.one_of(&["back", "repeat", "m0", "m1", "hang-up"]);
        let _ = write!(text, "[messages.say{message}]\nsay = \"Well.\"\nthen = \"{then}\"\n");
    }
    // Few lead back, or many.
    let backs = dice.below(menus) + 1;
    for menu in 0..menus {
        let _ = write!(text, "[menus.m{menu}]\nsay = \"Well?\"\n");
        if dice.one_in(4) {
            let closed = *dice.one_of(&["hang-up", "team", "back", "repeat"]);
            let _ = write!(text, "hours = \"day\"\nclosed = \"{closed}\"\n");
        }
        if dice.one_in(4) {
            let _ = writeln!(text, "no_input = {{ tries = 2, then = \"{}\" }}", anywhere(dice));
        }
        let _ = write!(text, "[menus.m{menu}.keys]\n0 = \"team\"\n");
        for key in 1..=1 + dice.below(5) {
            let mut to = anywhere(dice);
            if to == "back" && menu >= backs {
                to = format!("m{}", dice.below(menus));
            }
            let _ = writeln!(text, "{key} = \"{to}\"");
        }
    }
    text
}

/// Compares the walk of a line with one that remembers all of the way: from the same menus the same acts lead to the same
/// menus and ends, at the same times.
///
/// # Panics
///
/// If something does not hold.
pub fn check(text: &str) {
    let plan = plan(text);
    let horizon = Horizon::of(&plan, 1);
    let (line, _) = plan.lines().next().expect("it has a line");
    let mut explorer = Explorer::new(&plan, horizon);
    let walk = explorer.line(line, Caller::default());
    assert!(walk.complete, "{text}");
    // A Monday at noon, and a Sunday.
    for at in ["2026-03-02T12:00:00Z", "2026-03-01T12:00:00Z"] {
        let at: Timestamp = at.parse().expect("a time");
        let Some(whole) = whole(&plan, at) else { continue };
        let mut walked = BTreeSet::new();
        for (node, step) in walk.transitions() {
            let seen = walk.nodes().find(|(other, _)| *other == node).map(|(_, when)| when);
            let both = seen.is_some_and(|seen| explorer.sets().get(seen).contains(at));
            if both && explorer.sets().get(step.when).contains(at) && *node != Node::OnHook {
                walked.insert(said(&plan, *node, step.to));
            }
        }
        let missing: Vec<_> = whole.difference(&walked).collect();
        assert!(missing.is_empty(), "at {at} nobody came to {missing:?}\n{text}");
        let made_up: Vec<_> = walked.difference(&whole).collect();
        assert!(made_up.is_empty(), "at {at} no call does {made_up:?}\n{text}");
    }
}

/// From where to where, as far as a caller can tell.
fn said(plan: &Plan, from: Node, to: Node) -> (String, String) {
    let place = |node: Node| match node {
        Node::Spoken(_) | Node::Asking(_) => unreachable!("it is none between two acts"),
        Node::OnHook => "dial".to_owned(),
        Node::Waiting(state) => {
            let step = state.step().map_or("", |step| plan.step(step).key.as_str());
            format!("{step} after {} and {}", state.no_inputs, state.no_matches)
        }
        Node::Over(Outcome { reason, place, because }) => format!("{reason:?} at {place:?} for {because:?}"),
    };
    (place(from), place(to))
}

/// All that calls at an instant can do, with all of the way in mind. None: that is too much.
fn whole(plan: &Plan, at: Timestamp) -> Option<BTreeSet<(String, String)>> {
    let number = plan.lines().next()?.1.number.value;
    let phone = Phone::new(plan, number, Caller::default(), Horizon::of(plan, 1));
    let mut call = Call::dial(plan, number, Caller::default(), at);
    let come_to_rest = |call: &mut Call<&Plan>| loop {
        match call.outcome() {
            Some(outcome) => return Node::Over(outcome),
            None if call.state().waits(plan) => {
                let step = call.state().step().expect("it waits there");
                return Node::Waiting(CallState {
                    phase: Phase::Listening { step },
                    hops_since_input: 0,
                    ..*call.state()
                });
            }
            None => call.expire(at),
        }
    };
    let first = come_to_rest(&mut call);
    let mut all = BTreeSet::new();
    let mut seen = HashSet::from([first]);
    let mut queue = VecDeque::from([first]);
    while let Some(node) = queue.pop_front() {
        let Node::Waiting(state) = node else { continue };
        for act in phone.acts(&node) {
            call.resume(state, at);
            match act {
                Act::Key(key) | Act::OtherKey(key) | Act::AnyOther(key) => call.handle_key(at, key),
                _ => call.expire(at),
            }
            let to = come_to_rest(&mut call);
            all.insert(said(plan, node, to));
            if seen.insert(to) {
                queue.push_back(to);
            }
        }
        if seen.len() > MAX_STATES {
            return None;
        }
    }
    Some(all)
}
