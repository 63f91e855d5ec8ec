//! What statements do.

use std::rc::Rc;

use super::application::{Does, ItemKind, Statement};
use super::events;
use super::machine::{ANSWER, Done, VoiceProgram};
use super::moves;
use super::state::{After, Stage, State};
use crate::import::explore::Move;
use crate::import::flow::FlowEnd;
use crate::import::ledger::StepFate;

/// So deep may dialogs call each other.
const MAX_CALLERS: usize = 12;

/// Does the next statement.
pub(super) fn step(program: &VoiceProgram, state: &State, after: After) -> Done {
    let Some(&(block, at)) = state.doing.last() else { return Ok(Move::On(behind(state, after))) };
    let app = Rc::clone(&program.app);
    let mut next = state.moved(state.stage);
    let Some(&statement) = app.blocks[block].get(at) else {
        next.doing.pop();
        return Ok(Move::On(next));
    };
    if let Some((_, at)) = next.doing.last_mut() {
        *at += 1;
    }
    run(program, state, next, &app.statements[statement], after)
}

/// What follows when all is done.
fn behind(state: &State, after: After) -> State {
    match after {
        After::Selects => state.moved(Stage::Selects),
        After::Enters => state.moved(Stage::Enters),
        After::Event(item) => {
            let mut next = state.moved(Stage::Visits { item, speaks: state.reprompts });
            next.reprompts = false;
            next
        }
    }
}

#[expect(clippy::too_many_lines, reason = "an arm for each kind of statement")]
fn run(program: &VoiceProgram, state: &State, mut next: State, statement: &Statement, after: After) -> Done {
    let note = |fate: StepFate, why: &str| program.note(statement.entry, fate, why);
    Ok(match &statement.does {
        Does::Say(prompt) => {
            let is_first = prompt.count <= 1;
            let holds = match &prompt.cond {
                Some(cond) => program.holds(state, cond)?,
                None => true,
            };
            let said = program.sounds(state, prompt)?;
            note(StepFate::Carried, "");
            if holds && is_first {
                next.queue.extend(said);
            }
            Move::On(next)
        }
        Does::Assign { name, expr } => {
            let value = match expr {
                Some(expr) => program.value(state, expr)?,
                None => super::expression::UNDEFINED.to_owned(),
            };
            note(StepFate::WorkedOut, "");
            program.assign(&mut next, name, &value);
            Move::On(next)
        }
        Does::Clear(names) => {
            note(StepFate::WorkedOut, "");
            let dialog = &program.app.dialogs[state.dialog];
            for &item in &dialog.items {
                let name = &program.app.items[item].name;
                if names.is_empty() || names.contains(name) {
                    next.filled.remove(&item);
                    next.events.retain(|(at, _), _| *at != item);
                    next.spoken.remove(&item);
                    program.assign(&mut next, name, super::expression::UNDEFINED);
                }
            }
            for name in names {
                program.assign(&mut next, name, super::expression::UNDEFINED);
            }
            Move::On(next)
        }
        Does::If(branches) => {
            let mut found = None;
            for (cond, block) in branches {
                let holds = match cond {
                    Some(cond) => program.holds(state, cond)?,
                    None => true,
                };
                if holds {
                    found = Some(*block);
                    break;
                }
            }
            note(StepFate::WorkedOut, "");
            next.doing.extend(found.map(|block| (block, 0)));
            Move::On(next)
        }
        Does::Goto(target) => {
            note(StepFate::WorkedOut, "");
            Move::On(moves::to(program, &next, target))
        }
        Does::GotoExpression(expr) => {
            let target = program.value(state, expr)?;
            note(StepFate::WorkedOut, "");
            let shown = program.unknowns.borrow().shown(&target);
            Move::On(moves::to(program, &next, &shown))
        }
        Does::GotoItem(name) => {
            note(StepFate::WorkedOut, "");
            let dialog = &program.app.dialogs[state.dialog];
            let item = dialog.items.iter().copied().find(|&item| program.app.items[item].name == *name);
            let Some(item) = item else { return Ok(Move::On(next.ended(FlowEnd::Dropped))) };
            next.filled.remove(&item);
            next.wanted = Some(item);
            next.doing.clear();
            Move::On(next.moved(Stage::Selects))
        }
        Does::Submit(target) => {
            let target = if target.contains(['\'', '"', '+']) {
                program.value(state, target)?
            } else {
                target.clone()
            };
            let shown = program.unknowns.borrow().shown(&target);
            let is_own = matches!(moves::target(program, state.dialog, &shown), moves::Target::Dialog(_));
            let why = "another system decides what follows";
            note(if is_own { StepFate::WorkedOut } else { StepFate::Opaque }, if is_own { "" } else { why });
            Move::On(moves::to(program, &next, &shown))
        }
        Does::Exit => {
            note(StepFate::Carried, "");
            Move::On(next.ended(FlowEnd::HangUp))
        }
        Does::Throw(event) => {
            note(StepFate::WorkedOut, "");
            Move::On(thrown(program, state, after, event)?)
        }
        Does::Return { names, event } => {
            note(StepFate::WorkedOut, "");
            let Some(caller) = next.callers.pop() else { return Ok(Move::On(next.ended(FlowEnd::HangUp))) };
            let item = &program.app.items[caller.item];
            for name in names {
                let value = state.values.get(name.as_str()).cloned();
                let value = value.unwrap_or_else(|| super::expression::UNDEFINED.into());
                program.assign(&mut next, &format!("{}.{name}", item.name), &value);
            }
            next.dialog = caller.dialog;
            next.filled = caller.filled;
            match event {
                Some(event) => Move::On(events::raise(program, &next, caller.item, event)?),
                None => Move::On(moves::filled(program, &next, caller.item)),
            }
        }
        Does::Reprompt => {
            note(StepFate::WorkedOut, "");
            next.reprompts = true;
            Move::On(next)
        }
        Does::Data(name) => {
            note(StepFate::Outside, "another system answers; what it tells is asked for where it is used");
            if !name.is_empty() {
                // A new answer: what was known of the one before is not known any more.
                let begins = format!("{name}.");
                next.values.retain(|known, _| !known.starts_with(&begins));
                next.values.insert(name.as_str().into(), ANSWER.into());
            }
            Move::On(next)
        }
        Does::Script => {
            note(StepFate::Opaque, "what a script does is not followed");
            Move::On(next)
        }
        Does::Quiet => {
            note(StepFate::WithoutEffect, "");
            Move::On(next)
        }
        Does::Unknown(name) => {
            note(
                StepFate::Opaque,
                &format!("it is not known what `{name}` does; the call goes on behind it"),
            );
            Move::On(next)
        }
    })
}

/// The state when a document throws an event, at the item that is being handled or at the first one of its dialog.
fn thrown(
    program: &VoiceProgram,
    state: &State,
    after: After,
    event: &str,
) -> Result<State, crate::import::value::Undecided> {
    let dialog = &program.app.dialogs[state.dialog];
    let item = match after {
        After::Event(item) => Some(item),
        After::Selects | After::Enters => dialog.items.first().copied(),
    };
    match item {
        Some(item) => events::raise(program, state, item, event),
        None => Ok(state.ended(FlowEnd::HangUp)),
    }
}

/// Looks for the next item of a form.
pub(super) fn select(program: &VoiceProgram, state: &State) -> Done {
    let app = Rc::clone(&program.app);
    if let Some(page) = state.values.get(moves::PAGE) {
        return Ok(outside(program, state, page));
    }
    let dialog = &app.dialogs[state.dialog];
    let wanted = state.wanted.into_iter();
    for item in wanted.chain(dialog.items.iter().copied()) {
        if state.filled.contains(&item) {
            continue;
        }
        let holds = match &app.items[item].cond {
            Some(cond) => program.holds(state, cond)?,
            None => true,
        };
        if holds {
            return Ok(visit(program, state, item));
        }
    }
    // A form of which nothing is left ends the call.
    Ok(Move::On(state.ended(FlowEnd::HangUp)))
}

fn visit(program: &VoiceProgram, state: &State, at: usize) -> Move<State> {
    let item = &program.app.items[at];
    let mut next = state.clone();
    next.wanted = None;
    match &item.kind {
        ItemKind::Block => {
            program.note(item.entry, StepFate::WorkedOut, "");
            next.filled.insert(at);
            next.doing = vec![(item.content, 0)];
            Move::On(next.moved(Stage::Does(After::Selects)))
        }
        ItemKind::Field | ItemKind::Menu | ItemKind::Transfer { .. } | ItemKind::Other(_) => {
            Move::On(next.moved(Stage::Visits { item: at, speaks: true }))
        }
        ItemKind::Subdialog(source) => {
            program.note(item.entry, StepFate::WorkedOut, "");
            let source = source.trim_matches(['\'', '"']);
            match moves::target(program, state.dialog, source) {
                moves::Target::Dialog(dialog) if state.callers.len() < MAX_CALLERS => {
                    let caller =
                        super::state::Caller { dialog: state.dialog, item: at, filled: state.filled.clone() };
                    next.callers.push(caller);
                    Move::On(moves::entered(program, &next, dialog))
                }
                moves::Target::Dialog(_) | moves::Target::Missing => {
                    program.note(item.entry, StepFate::Opaque, "there is no such dialog");
                    Move::On(state.ended(FlowEnd::Dropped))
                }
                moves::Target::Outside(_) => {
                    let why = "a dialog of another system; what it returns is asked for where it is used";
                    program.note(item.entry, StepFate::Outside, why);
                    next.values.insert(item.name.as_str().into(), ANSWER.into());
                    Move::On(moves::filled(program, &next, at))
                }
            }
        }
    }
}

/// The page of another system decides what follows: that is where the plan ends.
fn outside(program: &VoiceProgram, state: &State, page: &str) -> Move<State> {
    use crate::import::flow::{Act, FlowPlace, Node, Transfer};
    let dialog = &program.app.dialogs[state.dialog];
    let title = format!("the page {}", crate::import::secrets::without_secrets(page));
    let mut transfer = Transfer::to(title.clone());
    transfer.said.clone_from(&state.queue);
    let place = FlowPlace { span: dialog.span, words: format!("dialog {}", dialog.id).trim().to_owned() };
    let assumed = vec!["What this page does is decided by another system.".to_owned()];
    Move::Node(Node { name: title, act: Act::Transfer(Box::new(transfer)), place, assumed })
}
