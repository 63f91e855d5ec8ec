//! What callers hear: words, recordings, and words with values in them.

use super::machine::ContactProgram;
use super::reference::shown;
use super::state::{ContactState, Value};
use crate::import::flow::Sound;
use crate::import::markup::without_markup;
use crate::import::names::spaced;

/// What is said, and what was guessed of it.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) said: Vec<Sound>,
    pub(super) assumed: Vec<String>,
}

/// The words of an action.
pub(super) fn words(program: &ContactProgram, state: &ContactState, at: (usize, usize)) -> Words {
    let parameters = &program.action(at).parameters;
    let written = parameters.text_at("Text").filter(|text| !text.is_empty());
    let written = written.or_else(|| parameters.text_at("SSML").filter(|text| !text.is_empty()));
    if let Some(text) = written {
        return spoken(program, state, &text);
    }
    let prompt = parameters.text_at("PromptId").filter(|text| !text.is_empty());
    let display = program.action(at).display.clone();
    let Some(prompt) = prompt else {
        // Recordings in a store of files.
        let uri = parameters.get("Media").and_then(|media| media.text_at("Uri"));
        let said = uri.and_then(|uri| shown(&uri)).or(display).map(Sound::named);
        return Words { said: said.into_iter().collect(), assumed: Vec::new() };
    };
    Words { said: vec![recording(program, state, &prompt, display)], assumed: Vec::new() }
}

/// A recording, by the name that people know.
pub(super) fn recording(
    program: &ContactProgram,
    state: &ContactState,
    prompt: &str,
    display: Option<String>,
) -> Sound {
    match program.values(state).put_in(prompt) {
        Value::Text(text) => {
            let known = program.center.prompt_at(&text).map(str::to_owned);
            let name = known.or(display).or_else(|| shown(&text));
            let last = text.rsplit('/').next().unwrap_or(&text);
            let short: String = last.chars().take(8).collect();
            Sound::named(name.unwrap_or_else(|| format!("prompt-{short}")))
        }
        Value::Outside(_, title) => Sound::named(spaced(&title)),
        Value::Entry | Value::Caller => Sound::named("spoken"),
    }
}

/// Words that a voice speaks.
pub(super) fn spoken(program: &ContactProgram, state: &ContactState, text: &str) -> Words {
    let plain = without_markup(text);
    match program.values(state).put_in(&plain) {
        Value::Text(words) if words.trim().is_empty() => Words::default(),
        Value::Text(words) => Words { said: vec![Sound::spoken(words.trim())], assumed: Vec::new() },
        // All of it comes from outside: nobody knows the words.
        Value::Outside(_, title) if plain.trim().starts_with("$.") && !plain.trim().contains(' ') => {
            Words { said: vec![Sound::named(format!("spoken/{}", spaced(&title)))], assumed: Vec::new() }
        }
        Value::Outside(_, words) => Words {
            said: vec![Sound::spoken(words.trim())],
            assumed: vec!["Some of the words stand for values that only the system knows.".to_owned()],
        },
        Value::Entry | Value::Caller => {
            Words { said: vec![Sound::named("spoken/number")], assumed: Vec::new() }
        }
    }
}

/// A name of the first words, or of the recording.
pub(super) fn name(said: &[Sound]) -> String {
    let Some(first) = said.first() else { return "message".to_owned() };
    match &first.words {
        Some(words) => words.split_whitespace().take(5).collect::<Vec<_>>().join(" "),
        None => {
            first.name.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default().to_owned()
        }
    }
}
