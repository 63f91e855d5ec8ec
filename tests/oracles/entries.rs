//! What holds for the entries of any input: those that stand for others stand for all, as making every call shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ivrsim::call::{CallEvent, CallSpec, Caller, Decision, EventKind, KeySequence};
use ivrsim::diff::{Matching, diff};
use ivrsim::directory::ways;
use ivrsim::explore::{Act, Explorer, Horizon, Machine as _, Node, PathEnd, PathFilter, Phone};
use ivrsim::plan::{Digits, Key, Plan, StepId, StepKind};
use ivrsim::suite::coverage::{Cell, Universe};

use super::dice::Dice;
use super::garage::{UTC, garage_with};
use super::plan::plan;

/// A plan that asks for a number and routes it, as text: with few or many routes of all kinds, and perhaps a switch that asks
/// for the number once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    fewest: usize,
    most: usize,
    terminator: Option<char>,
    complete: Option<&'static str>,
    /// The keys of a menu, and where they lead. None: it is an input.
    keys: Option<Vec<(char, String)>>,
    routes: Vec<(String, String)>,
    then: Option<String>,
    /// What each case of the switch asks for, and where it leads.
    cases: Vec<(Vec<String>, String)>,
}

/// Where entries may lead.
const TARGETS: [&str; 6] = ["t0", "t1", "t2", "sw", "menu", "hang-up"];

impl Asking {
    /// One of many.
    #[must_use]
    pub fn drawn(dice: &mut Dice<'_>) -> Self {
        let fewest = 1 + dice.below(3);
        let most = (fewest + dice.below(3)).min(if dice.one_in(6) { 4 } else { 3 });
        let is_menu = dice.one_in(3);
        let fewest = if is_menu { 1 } else { fewest };
        let terminator = [None, None, Some('#'), Some('*')][dice.below(4)].filter(|_| !is_menu);
        let complete = [None, Some("match"), Some("clear"), Some("pause")][dice.below(4)];
        let keys = is_menu.then(|| {
            let keys = Key::ALL.into_iter().filter(|_| dice.one_in(3)).collect::<Vec<_>>();
            keys.into_iter().map(|key| (key.character(), target(dice))).collect()
        });
        let mut asking = Self {
            fewest,
            most,
            terminator,
            complete,
            keys,
            routes: Vec::new(),
            then: None,
            cases: Vec::new(),
        };
        if let Some(key) = terminator.filter(|_| dice.one_in(3)) {
            asking.route(key.to_string(), dice);
        }
        // All digits at a place, so that there is none that nothing asks for.
        let dense = dice.one_in(3);
        for digit in 0..if dense { 10 } else { 0 } {
            let rest: String =
                (1..fewest).map(|_| if dice.one_in(3) { 'x' } else { char::from(b'0' + digit) }).collect();
            asking.route(format!("{digit}{rest}"), dice);
        }
        let most = if dice.one_in(2) { 4 } else { 14 };
        for _ in 0..dice.below(most) {
            let pattern = asking.pattern(dice);
            asking.route(pattern, dice);
        }
        if is_menu {
            let pattern = asking.pattern(dice);
            asking.route(pattern, dice);
        } else {
            asking.then = (asking.routes.is_empty() || !dice.one_in(3)).then(|| target(dice));
        }
        for _ in 0..dice.below(4) {
            let patterns = (0..=dice.below(3)).map(|_| asking.pattern(dice)).collect();
            asking.cases.push((patterns, (*dice.one_of(&["t0", "t1", "t2", "hang-up"])).to_owned()));
        }
        asking
    }

    /// The same with a slip of the hand.
    #[must_use]
    pub fn edited(&self, dice: &mut Dice<'_>) -> Self {
        let mut edited = self.clone();
        let routes = edited.routes.len();
        match dice.below(8) {
            0 if routes > 0 => edited.routes[dice.below(routes)].1 = target(dice),
            1 if routes > 1 => drop(edited.routes.remove(dice.below(routes))),
            2 if routes > 1 => {
                let at = dice.below(routes - 1);
                edited.routes.swap(at, at + 1);
            }
            3 if edited.then.is_some() => edited.then = Some(target(dice)),
            4 => {
                let pattern = edited.pattern(dice);
                edited.route(pattern, dice);
            }
            5 => {
                edited.complete = [None, Some("match"), Some("clear"), Some("pause")][dice.below(4)];
            }
            6 if edited.keys.is_none() => {
                edited.terminator = if edited.terminator.is_some() { None } else { Some('#') };
            }
            _ => {
                if let Some((_, to)) = edited.cases.first_mut() {
                    "t2".clone_into(to);
                }
            }
        }
        let own = edited.terminator;
        edited.routes.retain(|(pattern, _)| is_possible(pattern, own));
        // An input leads somewhere.
        if edited.routes.is_empty() && edited.keys.is_some() {
            edited.route("x1".to_owned(), dice);
        } else if edited.routes.is_empty() && edited.then.is_none() {
            edited.then = Some(target(dice));
        }
        edited
    }

    fn pattern(&self, dice: &mut Dice<'_>) -> String {
        let length = self.fewest + dice.below(self.most - self.fewest + 1);
        let keys = ['x', 'x', '1', '2', '0', '9', '*', '#'];
        let keys: Vec<char> = keys.into_iter().filter(|&key| self.terminator != Some(key)).collect();
        (0..length)
            .map(|_| match dice.below(6) {
                0 | 1 => char::from(b'0' + dice.below(10) as u8).to_string(),
                2 => (*dice.one_of(&["[1-3]", "[2-9]", "[05]"])).to_owned(),
                _ => dice.one_of(&keys).to_string(),
            })
            .collect()
    }

    fn route(&mut self, pattern: String, dice: &mut Dice<'_>) {
        let is_new = self.routes.iter().all(|(known, _)| *known != pattern);
        if is_new && is_possible(&pattern, self.terminator) {
            self.routes.push((pattern, target(dice)));
        }
    }

    /// As a plan is written.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = garage_with(
            UTC,
            "in",
            "[destinations.t0]\nname = \"Team 0\"\n[destinations.t1]\nname = \"Team 1\"\n\
             [destinations.t2]\nname = \"Team 2\"\n\
             [menus.menu]\nsay = \"Press 1 or 2.\"\nkeys = { 1 = \"sw\", 2 = \"t0\" }",
        );
        let cases: Vec<String> = self
            .cases
            .iter()
            .map(|(patterns, to)| format!("{{ entered = {patterns:?}, then = {to:?} }}"))
            .collect();
        let cases = if cases.is_empty() {
            "{ entered = [\"7\"], then = \"t1\" }".to_owned()
        } else {
            cases.join(", ")
        };
        let _ = write!(text, "[switches.sw]\ncases = [{cases}]\notherwise = \"t0\"\n");
        let routes = |text: &mut String| {
            for (pattern, to) in &self.routes {
                let _ = writeln!(text, "{pattern:?} = {to:?}");
            }
        };
        if let Some(keys) = &self.keys {
            let _ = write!(
                text,
                "[menus.in]\nsay = \"Your number, please.\"\n\
                 no_match = {{ say = \"Again.\", tries = 1, then = \"hang-up\" }}\n"
            );
            if let Some(complete) = self.complete {
                let _ = writeln!(text, "complete = {complete:?}");
            }
            text.push_str("[menus.in.keys]\n");
            for (key, to) in keys {
                let _ = writeln!(text, "\"{key}\" = {to:?}");
            }
            text.push_str("[menus.in.entries]\n");
            routes(&mut text);
            return text;
        }
        let _ = write!(
            text,
            "[inputs.in]\nsay = \"Your number, please.\"\nmin_digits = {}\nmax_digits = {}\n\
             no_match = {{ say = \"Again.\", tries = 1, then = \"hang-up\" }}\n",
            self.fewest, self.most
        );
        if let Some(key) = self.terminator {
            let _ = writeln!(text, "terminator = \"{key}\"");
        }
        if let Some(complete) = self.complete {
            let _ = writeln!(text, "complete = {complete:?}");
        }
        if let Some(then) = &self.then {
            let _ = writeln!(text, "then = {then:?}");
        }
        if !self.routes.is_empty() {
            text.push_str("[inputs.in.routes]\n");
            routes(&mut text);
        }
        text
    }

    /// Whether keys are an entry before all of them are pressed; by the letter of the guide.
    fn is_complete_early(&self, entry: &Digits) -> bool {
        let entry = entry.to_string();
        let most = match &self.keys {
            Some(_) => self.routes.iter().map(|(pattern, _)| places(pattern).len()).max().unwrap_or(1),
            None => self.most,
        };
        let begins = |pattern: &str, keys: &str| {
            let places = places(pattern);
            places.len() >= keys.len()
                && places.iter().zip(keys.chars()).all(|(meant, key)| meant.contains(key))
        };
        let is_number = |keys: &str| self.then.is_some() && keys.chars().all(|key| key.is_ascii_digit());
        (1..entry.len()).any(|length| {
            let keys = &entry[..length];
            let is_route =
                |(pattern, _): &(String, String)| places(pattern).len() == length && begins(pattern, keys);
            let is_key = |(key, _): &(char, String)| *key.to_string() == *keys;
            let is_taken = self.routes.iter().any(is_route)
                || self.keys.iter().flatten().any(is_key)
                || is_number(keys) && length >= self.fewest;
            let goes_on = self
                .routes
                .iter()
                .any(|(pattern, _)| places(pattern).len() > length && begins(pattern, keys))
                || is_number(keys);
            let usual = match (&self.keys, self.terminator) {
                (Some(_), _) => "clear",
                (None, Some(_)) => "pause",
                (None, None) => "match",
            };
            length >= most
                || match self.complete.unwrap_or(usual) {
                    "clear" => !goes_on,
                    "match" => !goes_on && is_taken,
                    _ => false,
                }
        })
    }
}

/// What can be pressed at each place of a pattern.
fn places(pattern: &str) -> Vec<String> {
    let mut places = Vec::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let length = if first == '[' { rest.find(']').map_or(rest.len(), |end| end + 1) } else { 1 };
        places.push(match &rest[..length] {
            "x" => "0123456789".to_owned(),
            "[1-3]" => "123".to_owned(),
            "[2-9]" => "23456789".to_owned(),
            "[05]" => "05".to_owned(),
            key => key.to_owned(),
        });
        rest = &rest[length..];
    }
    places
}

/// Whether an entry can be one of a pattern, where a key ends entries: alone, there is nothing that it ends.
fn is_possible(pattern: &str, terminator: Option<char>) -> bool {
    terminator.is_none_or(|key| !pattern.contains(key) || *pattern == *key.to_string())
}

fn target(dice: &mut Dice<'_>) -> String {
    (*dice.one_of(&TARGETS)).to_owned()
}

/// What a call does with an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Done {
    Takes(Key),
    Accepts(usize),
    Refuses,
    Comes(StepId),
    Case(StepId, u16),
    Otherwise(StepId),
    Ends,
}

/// Makes every call that an input lets callers make, and holds all analyses against it.
///
/// # Panics
///
/// If something does not hold.
pub fn check(asking: &Asking) {
    let plan = plan(&asking.text());
    let horizon = Horizon::of(&plan, 1);
    let (line, of) = plan.lines().next().expect("it has a line");
    let number = of.number.value;
    let at = horizon.from;
    let mut phone = Phone::new(&plan, number, Caller::default(), horizon);
    let (node, _) = phone.act_at(Node::OnHook, Act::Dial, at);
    let mut every: BTreeMap<Vec<Done>, Digits> = BTreeMap::new();
    let mut reached: BTreeSet<StepId> = BTreeSet::new();
    let mut pressed = every_entry(asking.most, asking.terminator);
    // The key that ends an entry, before there is one.
    pressed.extend(asking.terminator.and_then(Key::new).map(Digits::from));
    for entry in pressed {
        // With what is pressed behind an entry it is none.
        if asking.is_complete_early(&entry) {
            continue;
        }
        for (done, steps) in whole(&plan, &mut phone, node, Act::Entry(entry)) {
            reached.extend(steps);
            every.entry(done).or_insert(entry);
        }
    }
    let mut told: BTreeSet<Vec<Done>> = BTreeSet::new();
    for act in phone.acts(&node).into_iter().filter(|act| !act.is_silence()) {
        told.extend(whole(&plan, &mut phone, node, act).into_iter().map(|(done, _)| done));
    }
    let missing: Vec<_> = every.iter().filter(|(done, _)| !told.contains(*done)).collect();
    assert!(missing.is_empty(), "no entry stands for {missing:?}\n{}", asking.text());
    let made_up: Vec<_> = told.iter().filter(|done| !every.contains_key(*done)).collect();
    assert!(made_up.is_empty(), "no entry does {made_up:?}\n{}", asking.text());

    let teams: BTreeSet<StepId> = plan
        .steps()
        .filter(|(id, step)| matches!(step.kind, StepKind::Destination(_)) && reached.contains(id))
        .map(|(id, _)| id)
        .collect();
    let is_team = |step: &StepId| matches!(plan.step(*step).kind, StepKind::Destination(_));
    // Ways through the line.
    let mut explorer = Explorer::new(&plan, horizon);
    let paths = explorer.paths(line, Caller::default(), PathFilter::All);
    let ends: BTreeSet<StepId> = paths
        .all
        .iter()
        .filter_map(|path| match path.end {
            PathEnd::Over(outcome) => match outcome.place {
                ivrsim::call::EndPlace::Step(step) => Some(step),
                _ => None,
            },
            PathEnd::Again(_) => None,
        })
        .filter(is_team)
        .collect();
    assert_eq!((ends, paths.complete), (teams.clone(), true), "paths\n{}", asking.text());
    // Coverage, and so what is generated.
    let universe = Universe::of(&plan, horizon);
    let cells = |step: StepId| universe.goal(&Cell::Step(step)).is_some();
    let covered: BTreeSet<StepId> = plan.steps().map(|(id, _)| id).filter(|&id| cells(id)).collect();
    let mut all = reached.clone();
    all.extend(node.step());
    assert_eq!(covered, all, "coverage\n{}", asking.text());
    // Who is found, for searches and drills.
    let found = ways(&plan, line, Caller::default(), at);
    let found: BTreeSet<StepId> = found.into_iter().map(|(step, _)| step).filter(is_team).collect();
    assert_eq!(found, teams, "find\n{}", asking.text());
    // What a check calls unreachable.
    let report = super::check::unreachable(&plan);
    for (id, step) in plan.steps().filter(|(id, _)| is_team(id)) {
        let words = |message: &String| message.split([' ', ',', '`']).any(|word| word == step.key);
        let unreachable = report.iter().any(words);
        assert_eq!(unreachable, !teams.contains(&id), "{}: {report:?}\n{}", step.key, asking.text());
    }
}

/// Calls with every entry end under two plans alike if nothing differs.
///
/// # Panics
///
/// If something does not hold.
pub fn check_pair(old: &Asking, new: &Asking) {
    let texts = [old.text(), new.text()];
    let plans = [plan(&texts[0]), plan(&texts[1])];
    let horizon = Horizon::of(&plans[0], 1);
    let diff = diff(&plans[0], &plans[1], horizon);
    assert!(diff.summary.complete);
    if diff.differences().next().is_some() || diff.summary.not_shown > 0 {
        return;
    }
    let number = plans[0].lines().next().expect("it has a line").1.number.value;
    let matching = Matching::of(&plans[0], &plans[1]);
    for entry in every_entry(old.most.max(new.most), None) {
        let keys: KeySequence = entry.to_string().parse().expect("these are keys");
        let ends = [0, 1].map(|side: usize| {
            plans[side].call(&CallSpec::new(number, horizon.from).with_keys(keys.clone())).record.outcome()
        });
        let is_alike = match ends {
            [Some(old), Some(new)] => matching.ends_alike(&old, &new),
            [old, new] => old.is_none() && new.is_none(),
        };
        assert!(is_alike, "nothing differs, but {keys} does: {ends:?}\n{}\n{}", texts[0], texts[1]);
    }
}

/// All that can be pressed, without the key that ends it.
fn every_entry(most: usize, terminator: Option<char>) -> Vec<Digits> {
    let keys: Vec<Key> = Key::ALL.into_iter().filter(|key| terminator != Some(key.character())).collect();
    let mut all: Vec<Digits> = Vec::new();
    let mut last = vec![Digits::NONE];
    for _ in 0..most {
        let longer = last.iter().flat_map(|entry| keys.iter().map(move |key| (*entry, *key)));
        last = longer
            .map(|(mut entry, key)| {
                entry.push(key);
                entry
            })
            .collect();
        all.extend(&last);
    }
    all
}

/// What calls do with an entry, to their end or to a menu and with each of its keys; and the steps to which they come.
fn whole(plan: &Plan, phone: &mut Phone<'_>, from: Node, act: Act) -> Vec<(Vec<Done>, Vec<StepId>)> {
    let at = Horizon::of(plan, 1).from;
    let (to, events) = phone.act_at(from, act, at);
    let mut done = done(plan, &events);
    let mut steps = arrivals(&events);
    let mut all = Vec::new();
    if to.step().is_some() && to.step() != from.step() {
        for key in [Key::new('1'), Key::new('2')].into_iter().flatten() {
            let (_, events) = phone.act_at(to, Act::Key(key), at);
            let mut done = done.clone();
            done.extend(self::done(plan, &events));
            all.push((done, steps.iter().copied().chain(arrivals(&events)).collect()));
        }
    } else {
        done.push(Done::Ends);
        all.push((done, std::mem::take(&mut steps)));
    }
    all
}

fn done(plan: &Plan, events: &[CallEvent]) -> Vec<Done> {
    let one = |event: &CallEvent| match event.what {
        EventKind::Decided(Decision::Accepts { step, entry }) => {
            let routes = &plan.step(step).collection()?.routes;
            let route = routes.iter().position(|route| route.pattern.matches(&entry));
            Some(Done::Accepts(route.unwrap_or(usize::MAX)))
        }
        EventKind::Decided(Decision::Takes { step, key }) if plan.step(step).collection().is_some() => {
            Some(Done::Takes(key))
        }
        EventKind::Decided(Decision::EntryNoMatch { .. } | Decision::NoMatch { .. }) => Some(Done::Refuses),
        EventKind::Decided(Decision::Arrives(step)) => Some(Done::Comes(step)),
        EventKind::Decided(Decision::Case { step, case }) => Some(Done::Case(step, case)),
        EventKind::Decided(Decision::Otherwise(step)) => Some(Done::Otherwise(step)),
        _ => None,
    };
    events.iter().filter_map(one).collect()
}

fn arrivals(events: &[CallEvent]) -> Vec<StepId> {
    let arrival = |event: &CallEvent| match event.what {
        EventKind::Decided(Decision::Arrives(step)) => Some(step),
        _ => None,
    };
    events.iter().filter_map(arrival).collect()
}
