//! What is done about events: silence, wrong keys, and those that documents throw.

use super::application::EventHandler;
use super::machine::VoiceProgram;
use super::state::{After, Stage, State};
use crate::import::flow::{FlowEnd, Sound};
use crate::import::value::Undecided;

/// The state when an event comes at an item. Without a handler the platform's own is done: after silence and wrong keys it asks
/// again without end, and of most others the call is over.
pub(super) fn raise(
    program: &VoiceProgram,
    state: &State,
    at: usize,
    event: &str,
) -> Result<State, Undecided> {
    let dialog = program.app.items[at].dialog;
    let handlers: Vec<&EventHandler> =
        program.app.scopes(Some(at), dialog).into_iter().flat_map(|scope| &scope.handlers).collect();
    let mut next = state.clone();
    // Counts that nothing tells apart are one.
    let most = handlers
        .iter()
        .filter(|handler| takes(handler, event))
        .map(|handler| handler.count)
        .max()
        .unwrap_or(1);
    let count = state.events.get(&(at, event.into())).copied().unwrap_or(0).saturating_add(1).min(most);
    next.events.insert((at, event.into()), count);
    if most == 1 {
        next.events.remove(&(at, event.into()));
    }
    let found = handler(program, state, &handlers, event, count)?;
    let last_prompt = program.app.items[at].prompts.iter().map(|prompt| prompt.count).max().unwrap_or(1);
    let spoken = state.spoken.get(&at).copied().unwrap_or(1).saturating_add(1).min(last_prompt);
    next.reprompts = false;
    match found {
        Some(handler) => {
            next.stage = Stage::Does(After::Event(at));
            next.doing = vec![(handler.block, 0)];
            if last_prompt > 1 {
                next.spoken.insert(at, spoken);
            }
            next.forget();
            Ok(next)
        }
        None => Ok(by_default(&mut next, at, event, (last_prompt > 1).then_some(spoken))),
    }
}

/// What platforms do about an event that nothing handles.
fn by_default(next: &mut State, at: usize, event: &str, spoken: Option<u8>) -> State {
    if matches!(event, "noinput" | "nomatch" | "help" | "cancel") {
        if event == "nomatch" {
            next.queue.push(Sound::named("platform/nomatch"));
        }
        if let Some(spoken) = spoken {
            next.spoken.insert(at, spoken);
        }
        return next.moved(Stage::Visits { item: at, speaks: true });
    }
    next.ended(FlowEnd::HangUp)
}

/// Whether a handler is for an event: by its whole name, or by the beginning of one with dots.
fn takes(handler: &EventHandler, event: &str) -> bool {
    handler.events.iter().any(|known| {
        known.is_empty()
            || known == "."
            || event == known
            || event.strip_prefix(known.as_str()).is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The handler of the greatest count that has been reached; of several, the nearest.
fn handler<'h>(
    program: &VoiceProgram,
    state: &State,
    handlers: &[&'h EventHandler],
    event: &str,
    count: u8,
) -> Result<Option<&'h EventHandler>, Undecided> {
    let mut found: Option<&EventHandler> = None;
    for handler in handlers.iter().filter(|handler| takes(handler, event) && handler.count <= count) {
        let holds = match &handler.cond {
            Some(cond) => program.holds(state, cond)?,
            None => true,
        };
        if holds && found.is_none_or(|known| handler.count > known.count) {
            found = Some(handler);
        }
    }
    Ok(found)
}
