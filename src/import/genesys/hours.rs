//! Schedules and groups of schedules: open, closed, a holiday, an emergency.

use super::architect_flow::literal;
use super::machine::ArchitectProgram;
use super::schedules;
use super::state::CallState;
use crate::import::explore::{Move, Program as _};
use crate::import::flow::{Act, Condition, Node};
use crate::import::ledger::StepFate;
use crate::import::time_rule::TimeRule;

/// When schedules of a group hold.
struct GroupHours {
    holiday: Vec<TimeRule>,
    closed: Vec<TimeRule>,
    open: Vec<TimeRule>,
    assumed: Vec<String>,
}

fn hours_of(program: &mut ArchitectProgram, group: usize) -> GroupHours {
    let own = &program.organization.groups[group];
    let (name, zone, entry) = (own.name.clone(), own.zone.clone(), own.entry);
    let lists = [own.holiday.clone(), own.closed.clone(), own.open.clone()];
    program.ledger.note(entry, StepFate::Carried, "");
    program.time_asked = true;
    let mut assumed = Vec::new();
    let mut rules = lists.into_iter().zip(["holidays", "closed", "open"]).map(|(list, word)| {
        let mut hours = Vec::new();
        for reference in list {
            let Some(at) = program.organization.schedule_at(&reference) else {
                assumed.push(format!("The schedule {reference} was not given; it never holds."));
                continue;
            };
            let schedule = &program.organization.schedules[at];
            if let Some(own) = schedule.hours(program.effective) {
                hours.push(own);
                let entry = schedule.entry;
                program.ledger.note(entry, StepFate::Carried, "");
            } else {
                assumed.push(format!(
                    "The times of the schedule {} cannot be said as hours; it never holds.",
                    schedule.name
                ));
                let entry = schedule.entry;
                program.ledger.note(entry, StepFate::Opaque, "its times cannot be said as hours");
            }
        }
        schedules::rules(hours, zone.as_deref(), &format!("{name} {word}"))
    });
    let (holiday, closed, open) = (
        rules.next().unwrap_or_default(),
        rules.next().unwrap_or_default(),
        rules.next().unwrap_or_default(),
    );
    drop(rules);
    GroupHours { holiday, closed, open, assumed }
}

/// A number, which leads to a flow by the time.
pub(super) fn route(program: &mut ArchitectProgram, state: &CallState, route: usize) -> Move<CallState> {
    let own = &program.organization.routes[route];
    let (entry, name, span) = (own.entry, own.name.clone(), own.span);
    let flow_of = |reference: &Option<String>| program.organization.flow_at(reference.as_deref()?);
    let open = flow_of(&own.open).unwrap_or(state.flow);
    let (closed, holiday) = (flow_of(&own.closed), flow_of(&own.holiday));
    let group = own.group.as_deref().map(|group| (group.to_owned(), program.organization.group_at(group)));
    program.ledger.note(entry, StepFate::WorkedOut, "");
    let Some((reference, group)) = group else { return Move::On(state.in_flow(open)) };
    let mut assumed = Vec::new();
    if closed.is_none() {
        assumed.push("No flow is named for closed hours: the open one is taken.".to_owned());
    }
    let closed = closed.unwrap_or(open);
    let holiday = holiday.unwrap_or(closed);
    let place = program.place(state);
    let Some(group) = group else {
        program.ledger.note(entry, StepFate::Outside, "the schedule group was not given");
        let title = format!("{} now", crate::import::names::spaced(&reference));
        let cases = vec![
            (program.ask(&title, &title, "holiday", &place), state.in_flow(holiday)),
            (program.ask(&title, &title, "closed", &place), state.in_flow(closed)),
        ];
        let act = Act::Branch { cases, otherwise: state.in_flow(open) };
        return Move::Node(Node { name, act, place, assumed });
    };
    let hours = hours_of(program, group);
    assumed.extend(hours.assumed.iter().cloned());
    let mut cases = cases(&hours.holiday, &state.in_flow(holiday));
    cases.extend(self::cases(&hours.closed, &state.in_flow(closed)));
    cases.extend(self::cases(&hours.open, &state.in_flow(open)));
    program.ledger.note(entry, StepFate::Carried, "");
    let place = crate::import::flow::FlowPlace { span, words: place.words };
    Move::Node(Node { name, act: Act::Branch { cases, otherwise: state.in_flow(closed) }, place, assumed })
}

fn cases(rules: &[TimeRule], to: &CallState) -> Vec<(Condition, CallState)> {
    let rules = rules.iter().filter(|rule| rule.constant() != Some(false));
    rules.map(|rule| (Condition::Open(rule.clone()), to.clone())).collect()
}

/// A group of schedules within a flow.
pub(super) fn group(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = program.action(state, action).body.clone();
    let reference = body.get("scheduleGroup").and_then(literal).unwrap_or_default();
    let ways = |program: &ArchitectProgram| {
        ["emergency", "holiday", "closed", "open"].map(|label| program.output(state, action, &[label]))
    };
    let [emergency, holiday, closed, open] = ways(program);
    let mut all = Vec::new();
    let place = program.place_at(state, action);
    let emergency_group =
        body.get("emergencyGroup").filter(|group| group.get("noValue").is_none()).and_then(literal);
    if let Some(name) = emergency_group {
        let title = format!("emergency {name}");
        all.push((program.ask(&title, &title, "yes", &place), emergency));
    }
    let Some(at) = program.organization.group_at(&reference) else {
        program.note(state, action, StepFate::Outside, "the schedule group was not given");
        let title = format!("{} now", if reference.is_empty() { "schedule group" } else { &reference });
        all.push((program.ask(&title, &title, "holiday", &place), holiday));
        all.push((program.ask(&title, &title, "closed", &place), closed));
        return program.node(state, action, Act::Branch { cases: all, otherwise: open }, Vec::new());
    };
    program.note(state, action, StepFate::Carried, "");
    let hours = hours_of(program, at);
    all.extend(cases(&hours.holiday, &holiday));
    all.extend(cases(&hours.closed, &closed));
    all.extend(cases(&hours.open, &open));
    program.node(state, action, Act::Branch { cases: all, otherwise: closed }, hours.assumed)
}

/// One schedule within a flow.
pub(super) fn schedule(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = program.action(state, action).body.clone();
    let reference = body.get("schedule").and_then(literal).unwrap_or_default();
    let is = program.output(state, action, &["active", "yes", "true", "inSchedule", "open"]);
    let is_not = program.output(
        state,
        action,
        &["inactive", "no", "false", "notInSchedule", "outOfSchedule", "closed"],
    );
    let place = program.place_at(state, action);
    let found = program.organization.schedule_at(&reference);
    let hours = found.and_then(|at| program.organization.schedules[at].hours(program.effective));
    if let (Some(at), Some(hours)) = (found, hours) {
        let (entry, name) =
            (program.organization.schedules[at].entry, program.organization.schedules[at].name.clone());
        program.ledger.note(entry, StepFate::Carried, "");
        program.note(state, action, StepFate::Carried, "");
        program.time_asked = true;
        let rules = schedules::rules(vec![hours], None, &name);
        let act = Act::Branch { cases: cases(&rules, &is), otherwise: is_not };
        return program.node(state, action, act, Vec::new());
    }
    program.note(state, action, StepFate::Outside, "the schedule was not given");
    let title = format!("{} now", if reference.is_empty() { "schedule" } else { &reference });
    let condition = program.ask(&title, &title, "yes", &place);
    program.node(state, action, Act::Branch { cases: vec![(condition, is)], otherwise: is_not }, Vec::new())
}
