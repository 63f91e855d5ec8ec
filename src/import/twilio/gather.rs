//! Where callers press keys.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::digits;
use super::machine::StudioProgram;
use super::operator::{Asks, Operator, atom, compared};
use super::said;
use super::state::{CallState, Place};
use super::studio_flow::{SplitCondition, Target, Widget};
use super::value::{OutsideValue, Value};
use crate::import::explore::{Move, Program as _};
use crate::import::flow::{Act, Ask, EntryPattern, Reading};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;
use crate::plan::{EntryCompletion, Key};

/// So many digits an entry has at most where nothing says.
const MOST_DIGITS: u8 = 20;

/// The same where conditions look into entries.
const MOST_SEARCHED: u8 = 3;

/// So many conditions that look into entries are told apart.
const MAX_ATOMS: usize = 4;

/// How long it is waited where nothing says, in seconds.
const TIMEOUT: u64 = 5;

type Entries = Vec<(EntryPattern, CallState)>;

pub(super) fn run(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    let said::Words { said, mut assumed, is_endless } = match said::words(program, state, widget) {
        Ok(words) => words,
        Err(undecided) => return program.undecided(state, widget, &undecided),
    };
    program.note(state, widget, StepFate::Carried, "");
    if is_endless {
        assumed.push("The system says this again and again until a key is pressed.".to_owned());
    }
    let own = program.own(state, widget);
    let seconds = own.number("timeout").unwrap_or(TIMEOUT).min(300);
    let finish = finish_key(own);
    let name = own.name.clone();
    let asked = program.digit_conditions.get(&(state.flow(), name)).cloned().unwrap_or_default();
    let searches = |asked: &SplitCondition| {
        let asks = Operator::of(&asked.operator).asks;
        digits::patterns(asks, &asked.value, MOST_SEARCHED, finish).is_some()
    };
    let most = match program.own(state, widget).number("number_of_digits").filter(|most| *most > 0) {
        Some(most) => most.min(32) as u8,
        None if asked.iter().any(searches) => {
            let longest = exact(&asked).iter().map(String::len).max().unwrap_or(1);
            assumed.push(
                "The flow takes entries of any length here; the plan takes those that its conditions tell apart."
                    .to_owned(),
            );
            MOST_SEARCHED.max(longest.min(32) as u8)
        }
        None => MOST_DIGITS,
    };
    let (mut entries, other) = if most == 1 {
        single_keys(program, state, widget, &asked, finish)
    } else {
        several_keys(program, state, widget, &asked, (most, finish))
    };
    let timed_out = timed_out(program, state, widget);
    if let Some(finish) = finish
        && timed_out != other
        && let Some(keys) = EntryPattern::exact(&finish.character().to_string())
    {
        if comes_back(program, state, widget) {
            assumed.push(format!(
                "In the system, {} alone counts as silence; the plan takes it as any other key.",
                finish.character()
            ));
        } else {
            entries.insert(0, (keys, timed_out.clone()));
        }
    }
    let speech = program.own(state, widget).on("speech");
    let silence = if speech == Target::None {
        timed_out
    } else {
        assumed.push(
            "Callers may also speak here. What they say is asked for where they press nothing.".to_owned(),
        );
        state.moved(Place::Spoken(widget))
    };
    let reading = Reading {
        between_digits: seconds.max(1) * 1_000,
        most,
        terminator: finish.filter(|_| most > 1),
        complete: if most == 1 { EntryCompletion::Clear } else { EntryCompletion::Pause },
    };
    let ask = Ask { said, barge_in: true, wait: seconds * 1_000, entries, silence, other, reading };
    program.node(state, widget, Act::Ask(Box::new(ask)), assumed)
}

/// Whoever presses nothing may have said something.
pub(super) fn spoken(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    let own = program.own(state, widget);
    let title = format!("{} spoken", spaced(&own.name));
    let about = format!("{} {} spoken", state.flow(), own.name);
    let speech = own.on("speech");
    let heard = program.ran(&state.moved(Place::Widget(widget)), widget, "speech");
    let heard = program.go(&heard, widget, speech);
    let value =
        OutsideValue { key: "call".into(), about: about.as_str().into(), title: title.as_str().into() };
    let condition = program.ask(state, widget, &value, "yes");
    let otherwise = timed_out(program, &state.moved(Place::Widget(widget)), widget);
    program.node(state, widget, Act::Branch { cases: vec![(condition, heard)], otherwise }, Vec::new())
}

/// The key that ends an entry. The console writes whether there is one beside which it is.
fn finish_key(widget: &Widget) -> Option<Key> {
    if widget.property("stop_gather").is_some_and(|text| text.eq_ignore_ascii_case("false")) {
        return None;
    }
    match widget.properties.text_at("finish_on_key") {
        Some(text) => text.trim().chars().next().and_then(Key::new),
        None => Key::new('#'),
    }
}

fn timed_out(program: &mut StudioProgram, state: &CallState, widget: usize) -> CallState {
    let target = program.own(state, widget).on("timeout");
    let next = program.go(&program.ran(state, widget, "timeout"), widget, target);
    ahead(program, next)
}

fn entered(program: &mut StudioProgram, state: &CallState, widget: usize, value: Value) -> CallState {
    let own = program.own(state, widget);
    let target = own.on("keypress");
    let name = own.name.clone();
    let mut next = program.ran(state, widget, "keypress");
    next.set(format!("w:{name}.Digits"), value);
    let next = program.go(&next, widget, target);
    ahead(program, next)
}

/// Where a call is before callers notice something again.
fn ahead(program: &mut StudioProgram, state: CallState) -> CallState {
    const MAX_PASSED: usize = 2_000;
    let mut at = state;
    for _ in 0..MAX_PASSED {
        if let Place::Widget(widget) = at.at
            && program.own(&at, widget).kind == "gather-input-on-call"
        {
            return at;
        }
        match program.next(&at) {
            Move::On(next) => at = next,
            Move::Node(_) => return at,
        }
    }
    at
}

/// Whether those who press nothing may come back to the same question, whatever is counted on the way.
fn comes_back(program: &StudioProgram, state: &CallState, widget: usize) -> bool {
    let widgets = &program.account.flows[state.flow()].widgets;
    let mut seen = BTreeSet::new();
    let mut open = vec![widgets[widget].on("timeout")];
    while let Some(target) = open.pop() {
        let Target::Widget(at) = target else { continue };
        if at == widget {
            return true;
        }
        let passes = matches!(
            widgets[at].kind.as_str(),
            "set-variables" | "split-based-on" | "say-play" | "make-http-request" | "run-function"
        );
        if passes && seen.insert(at) {
            open.extend(widgets[at].transitions.iter().map(|transition| transition.target));
        }
    }
    false
}

/// Each key is tried. Those that no condition means are any other key, where they lead alike.
fn single_keys(
    program: &mut StudioProgram,
    state: &CallState,
    widget: usize,
    asked: &[SplitCondition],
    finish: Option<Key>,
) -> (Entries, CallState) {
    let mut ways: Vec<(String, bool, CallState)> = Vec::new();
    for key in Key::ALL.into_iter().filter(|key| Some(*key) != finish) {
        let key = key.character().to_string();
        let is_meant = asked.iter().any(|condition| {
            let asks = Operator::of(&condition.operator).asks;
            asks != Asks::Blank && compared(&key, asks, &condition.value) == Some(true)
        });
        let way = entered(program, state, widget, Value::text(&key));
        ways.push((key, is_meant, way));
    }
    let count = |wanted: &CallState| {
        let alike = ways.iter().filter(|(_, _, way)| way == wanted);
        let alike: Vec<bool> = alike.map(|(_, is_meant, _)| !is_meant).collect();
        (alike.iter().filter(|is_other| **is_other).count(), alike.len())
    };
    let other = ways.iter().max_by_key(|(_, _, way)| count(way)).map(|(_, _, way)| way.clone());
    let other = other.unwrap_or_else(|| state.clone());
    let entries = ways
        .into_iter()
        .filter(|(_, is_meant, way)| *is_meant || *way != other)
        .filter_map(|(key, _, way)| Some((EntryPattern::exact(&key)?, way)));
    (entries.collect(), other)
}

/// Entries that conditions name, those that conditions look into, and all others.
fn several_keys(
    program: &mut StudioProgram,
    state: &CallState,
    widget: usize,
    asked: &[SplitCondition],
    (most, finish): (u8, Option<Key>),
) -> (Entries, CallState) {
    let mut atoms: BTreeMap<String, Vec<EntryPattern>> = BTreeMap::new();
    for condition in asked {
        let asks = Operator::of(&condition.operator).asks;
        if let Some(patterns) = digits::patterns(asks, &condition.value, most, finish)
            && atoms.len() < MAX_ATOMS
        {
            atoms.insert(atom(asks, &condition.value), patterns);
        }
    }
    let atoms: Vec<(String, Vec<EntryPattern>)> = atoms.into_iter().collect();
    let holding = |set: u32| -> Value {
        let known = atoms.iter().enumerate().map(|(at, (atom, _))| {
            Rc::from(if set & (1 << at) == 0 { format!("!{atom}") } else { atom.clone() })
        });
        Value::Entry(known.collect())
    };
    let other = entered(program, state, widget, holding(0));
    let mut entries: Entries = Vec::new();
    for entry in exact(asked) {
        let is_finish = finish.is_some_and(|finish| entry.contains(finish.character()));
        let meant = EntryPattern::exact(&entry).filter(|meant| meant.keys.len() <= usize::from(most));
        if let Some(meant) = meant.filter(|_| !is_finish) {
            entries.push((meant, entered(program, state, widget, Value::text(&entry))));
        }
    }
    let mut sets: Vec<u32> = (1..1_u32 << atoms.len()).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.count_ones()));
    for set in sets {
        let mut meant: Option<BTreeSet<EntryPattern>> = None;
        for (at, (_, patterns)) in atoms.iter().enumerate() {
            if set & (1 << at) == 0 {
                continue;
            }
            meant = Some(match meant {
                None => patterns.iter().cloned().collect(),
                Some(known) => known
                    .iter()
                    .flat_map(|known| patterns.iter().filter_map(|pattern| known.both(pattern)))
                    .collect(),
            });
        }
        let meant = meant.unwrap_or_default();
        if !meant.is_empty() {
            let way = entered(program, state, widget, holding(set));
            entries.extend(meant.into_iter().map(|meant| (meant, way.clone())));
        }
    }
    // What is meant by a later one that leads alike needs no name of its own.
    let mut kept: Entries = Vec::new();
    for (meant, way) in entries.into_iter().rev() {
        let overlaps = |known: &EntryPattern| known.both(&meant).is_some();
        // From the end: the last is the first that would be asked after this one.
        let next = kept.iter().rev().find(|(known, _)| overlaps(known));
        let is_said = next.is_some_and(|(known, to)| *to == way && covers(known, &meant));
        if !is_said {
            kept.push((meant, way));
        }
    }
    kept.reverse();
    (kept, other)
}

/// Whether each entry that one pattern means is meant by another as well.
fn covers(wide: &EntryPattern, narrow: &EntryPattern) -> bool {
    let length = narrow.keys.len() + narrow.more.map_or(0, usize::from);
    let is_long_enough = match wide.more {
        None => narrow.more.is_none() && length == wide.keys.len(),
        Some(more) => length >= wide.keys.len() + usize::from(more),
    };
    is_long_enough
        && narrow.keys.len() >= wide.keys.len()
        && wide.keys.iter().zip(&narrow.keys).all(|(wide, narrow)| narrow.minus(*wide).is_empty())
}

/// The entries that conditions name.
fn exact(asked: &[SplitCondition]) -> BTreeSet<String> {
    let named = asked.iter().flat_map(|condition| match Operator::of(&condition.operator).asks {
        Asks::Equal => vec![condition.value.trim().to_owned()],
        Asks::AnyOf => condition.value.split(',').map(|part| part.trim().to_owned()).collect(),
        _ => Vec::new(),
    });
    named.filter(|entry| EntryPattern::exact(entry).is_some_and(|meant| !meant.keys.is_empty())).collect()
}
