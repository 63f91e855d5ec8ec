//! What menus do, one stage in each step.
//!
//! The rules are those of `switch_ivr_menu_execute` in `switch_ivr_menu.c`. Failures and silences are counted apart; keys that an entry
//! has take the failures back and not the silences. What is wrong is told also the last time. All entries that match are done, one
//! after the other. A menu that gives up leads back to the one above it, and the first one to the action behind `ivr`; whoever is
//! done with an application is offered the menu again.

use std::rc::Rc;

use super::apps::{is_name, visit};
use super::machine::{Done, PhoneProgram, said_name};
use super::matching::matched;
use super::menu_keys;
use super::phrases::substituted;
use super::scope::{Scope, assign};
use super::state::{Frame, MenuStage, MenuStatus, MenuVisit, Pending, Run, State};
use super::system::{EntryAction, IvrMenu};
use crate::base::source::Span;
use crate::import::explore::Move;
use crate::import::flow::{Act, Ask, FlowEnd, Node};
use crate::import::ledger::StepFate;
use crate::import::value::{Known as _, Test};

/// So many menus may lie in each other: `switch_ivr_menu_execute`.
const MAX_MENUS: usize = 12;

/// A plan asks so often at most. Who is asked more often is asked without end.
pub(super) const MAX_TRIES: u32 = 20;

pub(super) fn step(program: &PhoneProgram, state: &State, at: &MenuVisit) -> Done {
    let system = Rc::clone(&program.system);
    let menu = &system.menus[at.menu];
    let here = |stage: MenuStage| state.with(Frame::Menu(MenuVisit { stage, ..at.clone() }));
    Ok(match &at.stage {
        MenuStage::Locked => {
            program.note(menu.entry, StepFate::Outside, "whether the caller knows the code");
            let title = "the caller knows the code";
            let scope = Scope { program, state };
            let sign = scope.outside(title, title, false);
            if scope.decide(Test::Holds(sign))? {
                Move::On(here(MenuStage::Asks))
            } else {
                Move::On(left(program, state, MenuStatus::Fails))
            }
        }
        MenuStage::Asks => asks(program, state, at, menu),
        MenuStage::Invalid => {
            let failures = if menu.max_failures > MAX_TRIES { 0 } else { at.failures + 1 };
            let visit = MenuVisit { failures, again: true, stage: MenuStage::Asks, ..at.clone() };
            let then = state.with(Frame::Menu(visit));
            said(program, (menu.span, menu.entry), &menu.invalid_sound, then)
        }
        MenuStage::Leaves(status) => {
            let then = left(program, state, *status);
            // Only the first of all menus takes its leave.
            let is_first = program.menus_of(state).len() == 1;
            said(program, (menu.span, menu.entry), if is_first { &menu.exit_sound } else { "" }, then)
        }
        MenuStage::Chosen { keys, at: index, matched: is_matched, status } => {
            return chosen(program, state, at, menu, (keys, *index, *is_matched, *status));
        }
    })
}

/// Says something, if there is something to be said.
fn said(program: &PhoneProgram, (span, entry): (Span, usize), named: &str, then: State) -> Move<State> {
    let said = program.sounds(named);
    if said.is_empty() {
        return Move::On(then);
    }
    let place = program.place_at(span, entry);
    Move::Node(Node { name: said_name(&said), act: Act::Say { said, then }, place, assumed: Vec::new() })
}

fn node(
    program: &PhoneProgram,
    menu: &IvrMenu,
    name: String,
    act: Act<State>,
    assumed: Vec<String>,
) -> Move<State> {
    let name = if name.is_empty() { menu.name.clone() } else { name };
    Move::Node(Node { name, act, place: program.place_at(menu.span, menu.entry), assumed })
}

/// The menu is over: what it says then, and what is done.
fn gives_up(
    program: &PhoneProgram,
    state: &State,
    at: &MenuVisit,
    menu: &IvrMenu,
    is_silence: bool,
) -> State {
    let mut next = state.clone();
    assign(program, &mut next, "ivr_menu_status", if is_silence { "timeout" } else { "failure" });
    let action = if is_silence { menu.on_timeouts } else { menu.on_failures };
    let visit =
        MenuVisit { stage: MenuStage::Leaves(MenuStatus::Success), failures: 0, timeouts: 0, ..at.clone() };
    let next = next.with(Frame::Menu(visit));
    match action {
        Some(action) => executed(&next, at, action, None),
        None => next,
    }
}

/// The state in which one action is done, behind which the menu goes on.
fn executed(next: &State, at: &MenuVisit, action: usize, data: Option<Rc<str>>) -> State {
    let pending = [Pending { action, data }];
    next.entered(Frame::Run(Run { route: at.route.clone(), pending: pending.into(), at: 0, attempt: 0 }))
}

fn asks(program: &PhoneProgram, state: &State, at: &MenuVisit, menu: &IvrMenu) -> Move<State> {
    program.note(menu.entry, StepFate::Carried, "");
    if at.failures >= menu.max_failures {
        return Move::On(gives_up(program, state, at, menu, false));
    }
    if at.timeouts >= menu.max_timeouts {
        return Move::On(gives_up(program, state, at, menu, true));
    }
    let greeting =
        if at.again && !menu.greet_short.is_empty() { &menu.greet_short } else { &menu.greet_long };
    let greeting = program.sounds(greeting);
    // Without a greeting nothing is waited for either.
    if greeting.is_empty() {
        program.note(menu.entry, StepFate::Carried, "it has no greeting, so it gives up at once");
        return Move::On(gives_up(program, state, at, menu, false));
    }
    let goes_on = |failures: u32, timeouts: u32| {
        let visit = MenuVisit { failures, timeouts, again: true, stage: MenuStage::Asks, ..at.clone() };
        state.with(Frame::Menu(visit))
    };
    if menu.digits == 0 {
        let then = goes_on(at.failures + 1, at.timeouts);
        return node(program, menu, menu.name.clone(), Act::Say { said: greeting, then }, Vec::new());
    }
    let silence = goes_on(at.failures, if menu.max_timeouts > MAX_TRIES { 0 } else { at.timeouts + 1 });
    let invalid = state.with(Frame::Menu(MenuVisit { stage: MenuStage::Invalid, ..at.clone() }));
    let entries = menu_keys::entries(program, menu).into_iter().map(|(meant, keys)| {
        let timeouts = if program.keeps_timeouts { at.timeouts } else { 0 };
        let chosen = MenuStage::Chosen { keys, at: 0, matched: false, status: MenuStatus::Success };
        let visit = MenuVisit { failures: 0, timeouts, again: true, stage: chosen, ..at.clone() };
        (meant, state.with(Frame::Menu(visit)))
    });
    let ask = Ask {
        said: greeting,
        barge_in: true,
        wait: menu.timeout,
        entries: entries.collect(),
        silence,
        other: invalid,
        reading: menu_keys::reading(menu),
    };
    node(
        program,
        menu,
        menu.name.clone(),
        Act::Ask(Box::new(ask)),
        guesses(program, menu, program.menus_of(state).len() == 1),
    )
}

/// What a plan cannot say of a menu.
fn guesses(program: &PhoneProgram, menu: &IvrMenu, is_first: bool) -> Vec<String> {
    let mut assumed = Vec::new();
    for (count, of) in [(menu.max_failures, "wrong key"), (menu.max_timeouts, "silence")] {
        if count > MAX_TRIES {
            assumed.push(format!("The system gives up at the {count}th {of}; the plan never does."));
        }
    }
    if menu.confirms {
        assumed.push("The system asks whether what was entered is right; the plan does not.".to_owned());
    }
    if !program.keeps_timeouts && menu.entries.iter().any(|entry| comes_back(program, &entry.does, is_first))
    {
        assumed.push(
            "The system goes on counting silences when callers come back here; the plan begins anew."
                .to_owned(),
        );
    }
    assumed
}

/// Whether callers come back to the menu when an entry is done.
fn comes_back(program: &PhoneProgram, does: &EntryAction, is_first: bool) -> bool {
    match does {
        EntryAction::Exit | EntryAction::Back => false,
        EntryAction::Execute(action) => {
            let application = program.system.actions[*action].application.as_str();
            !matches!(application, "transfer" | "hangup" | "voicemail" | "deflect")
        }
        EntryAction::Top => is_first,
        EntryAction::Menu(_) | EntryAction::PlaySound(_) => true,
    }
}

/// What was chosen: the keys, the entry that is next, whether one has matched, and how the last one went.
type Chosen<'c> = (&'c Rc<str>, usize, bool, MenuStatus);

fn chosen(
    program: &PhoneProgram,
    state: &State,
    at: &MenuVisit,
    menu: &IvrMenu,
    (keys, index, is_matched, status): Chosen<'_>,
) -> Done {
    let with = |stage: MenuStage, again: bool| {
        let mut next = state.with(Frame::Menu(MenuVisit { again, stage, ..at.clone() }));
        next.forget();
        next
    };
    let Some(entry) = menu.entries.get(index) else {
        return Ok(Move::On(ended_choice(program, state, at, is_matched, status)));
    };
    let scope = Scope { program, state };
    let found = if entry.digits.starts_with('/') {
        matched(&scope, keys, &entry.digits)?
    } else {
        (**keys == *entry.digits).then(Vec::new)
    };
    let goes_on = |status: MenuStatus, matched: bool| MenuStage::Chosen {
        keys: Rc::clone(keys),
        at: index + 1,
        matched,
        status,
    };
    let Some(groups) = found else { return Ok(Move::On(with(goes_on(status, is_matched), at.again))) };
    let note = |fate: StepFate, why: &str| program.note(entry.entry, fate, why);
    // What leads back stays so, whatever is done behind it.
    let success = if status == MenuStatus::Back { status } else { MenuStatus::Success };
    note(StepFate::Carried, "");
    Ok(match &entry.does {
        EntryAction::Exit => Move::On(with(goes_on(MenuStatus::Fails, true), at.again)),
        EntryAction::Back => Move::On(with(goes_on(MenuStatus::Back, true), at.again)),
        EntryAction::Top => Move::On(with(goes_on(MenuStatus::ToTop, true), at.again)),
        EntryAction::PlaySound(named) => {
            let named = if groups.is_empty() { named.clone() } else { substituted(named, &groups) };
            said(program, (entry.span, entry.entry), &named, with(goes_on(success, true), at.again))
        }
        EntryAction::Menu(name) if *name == menu.name => Move::On(with(goes_on(success, true), at.again)),
        EntryAction::Menu(name) => {
            let below = program.system.menu(name).filter(|_| program.menus_of(state).len() < MAX_MENUS);
            let Some(below) = below else {
                note(StepFate::Refused, "there is no such menu, so all menus end here");
                return Ok(Move::On(with(goes_on(MenuStatus::Fails, true), false)));
            };
            let here = with(goes_on(success, true), false);
            let visit = visit(program, below, &here);
            Move::On(here.entered(Frame::Menu(visit)))
        }
        EntryAction::Execute(action) => {
            let given = &program.system.actions[*action];
            if !is_name(&given.application) {
                note(StepFate::Refused, "FreeSWITCH has no application of this name, so all menus end here");
                return Ok(Move::On(with(goes_on(MenuStatus::Fails, true), at.again)));
            }
            let data = (!groups.is_empty()).then(|| substituted(&given.data, &groups).into());
            let then = executed(&with(goes_on(success, true), at.again), at, *action, data);
            if given.application == "transfer" && !menu.transfer_sound.is_empty() {
                return Ok(said(program, (entry.span, entry.entry), &menu.transfer_sound, then));
            }
            Move::On(then)
        }
    })
}

/// What follows when all entries were gone through.
fn ended_choice(
    program: &PhoneProgram,
    state: &State,
    at: &MenuVisit,
    is_matched: bool,
    status: MenuStatus,
) -> State {
    let here = |stage: MenuStage| state.with(Frame::Menu(MenuVisit { stage, ..at.clone() }));
    let is_first = program.menus_of(state).len() == 1;
    match status {
        _ if !is_matched => here(MenuStage::Invalid),
        MenuStatus::Success => here(MenuStage::Asks),
        MenuStatus::ToTop if is_first => here(MenuStage::Asks),
        status => here(MenuStage::Leaves(status)),
    }
}

/// The state behind a menu.
fn left(program: &PhoneProgram, state: &State, status: MenuStatus) -> State {
    let mut next = state.clone();
    next.stack.pop();
    next.forget();
    if let Some(Frame::Menu(above)) = next.stack.last_mut() {
        if let MenuStage::Chosen { status: of_above, .. } = &mut above.stage
            && !matches!(status, MenuStatus::Success | MenuStatus::Back)
        {
            *of_above = status;
        }
        if !program.keeps_timeouts {
            above.timeouts = 0;
        }
        return next;
    }
    if next.stack.is_empty() { State::ended(FlowEnd::HangUp) } else { next }
}
