//! What a step can come to, and how it is put.

use std::time::Duration;

use super::dialplan::DialplanStep;
use super::machine::DialplanProgram;
use super::state::{Place, State};
use crate::import::explore::Move;
use crate::import::flow::{Act, Node, Sound};
use crate::import::value::Undecided;

/// What a step comes to; or what must be decided before.
pub(super) type Done = Result<Move<State>, Undecided>;

/// The state at the next step.
pub(super) fn following(state: &State) -> State {
    match &state.at {
        Place::Step { context, extension, priority } => {
            let (context, extension) = (context.clone(), extension.clone());
            state.moved(&context, &extension, priority.saturating_add(1))
        }
        Place::End(_) => state.clone(),
    }
}

/// Something that a caller notices.
pub(super) fn node(
    program: &DialplanProgram,
    step: &DialplanStep,
    name: String,
    act: Act<State>,
) -> Move<State> {
    Move::Node(Node { name, act, place: program.place_of(step), assumed: Vec::new() })
}

/// Sounds one behind the other, as `a&b` names them. In another language they are those of its folder.
pub(super) fn sounds(program: &DialplanProgram, state: &State, text: &str) -> Vec<Sound> {
    let language = state.variables.get("CHANNEL(language)").map(ToString::to_string).unwrap_or_default();
    let names = text.split('&').map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| {
            let shown = program.unknowns.borrow().shown(name);
            let shown = shown.trim_start_matches("/var/lib/asterisk/sounds/").trim_start_matches('/');
            let name = if language.is_empty() { shown.to_owned() } else { format!("{language}/{shown}") };
            let silence = shown.strip_prefix("silence/").and_then(|seconds| seconds.parse::<u64>().ok());
            Sound {
                name,
                words: silence.map(|_| String::new()),
                millis: silence.map(|seconds| seconds * 1_000),
            }
        })
        .collect()
}

/// What people would call what is said: the last part of the name of the first recording.
pub(super) fn said_name(said: &[Sound]) -> String {
    let first = said.iter().find(|sound| !sound.name.starts_with("silence/"));
    first.map_or_else(String::new, |sound| sound.name.rsplit('/').next().unwrap_or_default().to_owned())
}

/// Seconds as they are written, in milliseconds.
pub(super) fn millis(seconds: f64) -> u64 {
    Duration::try_from_secs_f64(seconds.min(3_600.0)).map_or(0, |length| length.as_millis() as u64)
}
