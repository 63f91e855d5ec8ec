//! Schedules and groups of schedules: an emergency, a holiday, closed, open.

use std::rc::Rc;

use super::fields::{literal, set};
use super::group_hours::{Asked, GroupHours};
use super::machine::ArchitectProgram;
use super::occurrences::ScheduleTimes;
use super::references::shown;
use super::schedules;
use super::state::CallState;
use crate::import::explore::Move;
use crate::import::flow::{Act, Condition, FlowPlace, Node};
use crate::import::ledger::StepFate;
use crate::time::Zone;

const CLOSING: &str =
    "Whether a schedule still holds in the moment of its end is not documented: it is taken as over then.";
const NO_CLOSED_FLOW: &str = "What a number does while closed, or on a holiday, for which it names no flow is not documented: it does what it does otherwise.";

/// The hours of a group, worked out once.
fn hours_of(program: &mut ArchitectProgram, group: usize) -> Rc<GroupHours> {
    if let Some(known) = program.hours.get(&group) {
        return Rc::clone(known);
    }
    let own = &program.organization.groups[group];
    let (name, zone, entry) = (own.name.clone(), own.zone.clone(), own.entry);
    let [holiday, closed, open] = [&own.holiday, &own.closed, &own.open].map(Clone::clone);
    program.ledger.note(entry, StepFate::Carried, "");
    program.guesses.insert(CLOSING);
    let mut hours = GroupHours::default();
    let zone = zone.as_deref();
    hours.holiday = asked(program, &holiday, zone, &format!("{name} holidays"), &mut hours.assumed);
    hours.closed = asked(program, &closed, zone, &format!("{name} closed"), &mut hours.assumed);
    hours.open = asked(program, &open, zone, &name, &mut hours.assumed);
    let hours = Rc::new(hours);
    program.hours.insert(group, Rc::clone(&hours));
    hours
}

/// What is asked for schedules, of which one is enough.
fn asked(
    program: &mut ArchitectProgram,
    all: &[String],
    zone: Option<&str>,
    name: &str,
    assumed: &mut Vec<String>,
) -> Vec<Asked> {
    let mut held: Vec<(ScheduleTimes, String)> = Vec::new();
    let mut outside = Vec::new();
    for reference in all {
        let Some(at) = program.organization.schedule_at(reference) else {
            outside.push(Asked::Outside(format!("{} now", shown(reference))));
            assumed.push(format!("The schedule {} was not given: it is asked for.", shown(reference)));
            continue;
        };
        let schedule = &program.organization.schedules[at];
        let (entry, own) = (schedule.entry, schedule.name.clone());
        let Some(times) = schedule.times(program.effective) else {
            assumed
                .push(format!("The times of the schedule {own} cannot be said as hours: it is asked for."));
            program.ledger.note(entry, StepFate::Opaque, "its times cannot be said as hours");
            outside.push(Asked::Outside(format!("{own} now")));
            continue;
        };
        if let ScheduleTimes::Dated { told_to: Some(last), .. } = &times {
            assumed.push(format!("The schedule {own} is told by dates, to {last}."));
        }
        program.ledger.note(entry, StepFate::Carried, "");
        held.push((times, own));
    }
    let held = held.iter().map(|(times, own)| (times.clone(), own.as_str())).collect();
    let rules = schedules::rules(held, zone, name);
    let rules = rules.into_iter().filter(|rule| rule.constant() != Some(false)).map(Asked::Time);
    rules.chain(outside).collect()
}

/// Cases that lead where what they ask for holds.
fn cases(
    program: &mut ArchitectProgram,
    asked: &[Asked],
    to: &CallState,
    place: &FlowPlace,
) -> Vec<(Condition, CallState)> {
    let conditions = asked.iter().map(|asked| {
        let condition = match asked {
            Asked::Time(rule) => Condition::Open(rule.clone()),
            Asked::Outside(title) => program.ask(title, title, "yes", place),
        };
        (condition, to.clone())
    });
    conditions.collect()
}

/// A number, which leads to a flow by the time.
pub(super) fn route(program: &mut ArchitectProgram, state: &CallState, route: usize) -> Move<CallState> {
    let own = &program.organization.routes[route];
    let (entry, name, span) = (own.entry, own.name.clone(), own.span);
    let flow_of = |reference: &Option<String>| program.organization.flow_at(reference.as_deref()?);
    let open = flow_of(&own.open);
    let (closed, holiday) = (flow_of(&own.closed), flow_of(&own.holiday));
    let group = own.group.clone();
    let emergencies: Vec<(String, usize, usize)> = program.organization.emergencies_of(route);
    program.ledger.note(entry, StepFate::WorkedOut, "");
    let place = FlowPlace { span, words: program.words(entry) };
    let mut all = Vec::new();
    for (emergency, entry, flow) in emergencies {
        program.ledger.note(entry, StepFate::Outside, "somebody declares it");
        let title = format!("emergency {emergency}");
        all.push((program.ask(&title, &title, "yes", &place), state.in_flow(flow)));
    }
    let at_open = state.in_flow(open.unwrap_or(state.flow));
    let mut assumed = Vec::new();
    let otherwise = match group {
        None => at_open,
        Some(reference) => {
            if closed.is_none() || holiday.is_none() {
                program.guesses.insert(NO_CLOSED_FLOW);
            }
            let at_closed = closed.map_or(at_open.clone(), |flow| state.in_flow(flow));
            let at_holiday = holiday.map_or(at_closed.clone(), |flow| state.in_flow(flow));
            let ways = [at_holiday, at_closed, at_open];
            let (more, otherwise, told) = by_group(program, &reference, ways, &place, entry);
            all.extend(more);
            assumed = told;
            otherwise
        }
    };
    if all.is_empty() {
        return Move::On(otherwise);
    }
    Move::Node(Node { name, act: Act::Branch { cases: all, otherwise }, place, assumed })
}

/// On a holiday, while closed, while open: the cases of a group, what holds otherwise, and what was guessed.
fn by_group(
    program: &mut ArchitectProgram,
    reference: &str,
    [holiday, closed, open]: [CallState; 3],
    place: &FlowPlace,
    entry: usize,
) -> (Vec<(Condition, CallState)>, CallState, Vec<String>) {
    let Some(group) = program.organization.group_at(reference) else {
        program.ledger.note(entry, StepFate::Outside, "the schedule group was not given");
        let title = format!(
            "{} now",
            if reference.is_empty() { "schedule group".to_owned() } else { shown(reference) }
        );
        let all = vec![
            (program.ask(&title, &title, "holiday", place), holiday),
            (program.ask(&title, &title, "closed", place), closed),
        ];
        return (all, open, Vec::new());
    };
    program.ledger.note(entry, StepFate::Carried, "");
    let hours = hours_of(program, group);
    let mut of_holidays = hours.holiday.clone();
    if holiday == closed {
        // They close it, so that they are a part of its hours.
        let name = &program.organization.groups[group].name;
        for asked in &mut of_holidays {
            if let Asked::Time(rule) = asked {
                rule.name.clone_from(name);
            }
        }
    }
    let mut all = cases(program, &of_holidays, &holiday, place);
    all.extend(cases(program, &hours.closed, &closed, place));
    all.extend(cases(program, &hours.open, &open, place));
    (all, closed, hours.assumed.clone())
}

/// Whether an action asks for another time than now.
fn is_another_time(body: &crate::import::data::Data) -> bool {
    body.get("evaluate")
        .is_some_and(|evaluate| evaluate.get("now").is_none() && !evaluate.entries().is_empty())
}

/// A group of schedules within a flow.
pub(super) fn group(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = Rc::clone(&program.action(state, action).body);
    let mut reference = set(&body, "scheduleGroup").and_then(literal).unwrap_or_default();
    if is_another_time(&body) {
        reference = format!("{reference} at another time");
    }
    let ways = ["emergency", "holiday", "closed", "open"];
    let [emergency, holiday, closed, open] = ways.map(|label| program.output(state, action, &[label]));
    let place = program.place_at(state, action);
    let mut all = Vec::new();
    if let Some(name) = set(&body, "emergencyGroup").and_then(literal) {
        let title = format!("emergency {name}");
        all.push((program.ask(&title, &title, "yes", &place), emergency));
    }
    let entry = program.action(state, action).entry;
    let (more, otherwise, assumed) = by_group(program, &reference, [holiday, closed, open], &place, entry);
    all.extend(more);
    if all.is_empty() {
        return Move::On(otherwise);
    }
    program.node(state, action, Act::Branch { cases: all, otherwise }, assumed)
}

/// One schedule, or whether there is an emergency, within a flow.
pub(super) fn schedule(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = Rc::clone(&program.action(state, action).body);
    let is = program.output(state, action, &["active", "yes", "true", "inSchedule", "open"]);
    let is_not = program.output(
        state,
        action,
        &["inactive", "no", "false", "notInSchedule", "outOfSchedule", "closed"],
    );
    let place = program.place_at(state, action);
    let evaluated =
        body.get("evaluate").and_then(|one| one.get("schedule").or_else(|| one.get("emergencyGroup")));
    let named = |key: &str| set(&body, key).or_else(|| set(body.get("evaluate")?, key)).and_then(literal);
    let reference = named("schedule").or_else(|| evaluated.and_then(literal));
    if let Some(name) = named("emergencyGroup").filter(|_| reference.is_none()) {
        program.note(state, action, StepFate::Outside, "somebody declares it");
        let title = format!("emergency {name}");
        let condition = program.ask(&title, &title, "yes", &place);
        let act = Act::Branch { cases: vec![(condition, is)], otherwise: is_not };
        return program.node(state, action, act, Vec::new());
    }
    let reference = reference.unwrap_or_default();
    let zone = named("timeZone").filter(|zone| Zone::named(zone).is_some());
    let is_given = program.organization.schedule_at(&reference).is_some();
    let fate = if is_given { StepFate::Carried } else { StepFate::Outside };
    program.note(state, action, fate, if is_given { "" } else { "the schedule was not given" });
    let mut assumed = Vec::new();
    let asked = asked(program, std::slice::from_ref(&reference), zone.as_deref(), &reference, &mut assumed);
    program.guesses.insert(CLOSING);
    let all = cases(program, &asked, &is, &place);
    if all.is_empty() {
        return Move::On(is_not);
    }
    program.node(state, action, Act::Branch { cases: all, otherwise: is_not }, assumed)
}
