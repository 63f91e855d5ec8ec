//! What callers hear: words, prompts, and expressions of both.

use super::expression::{self, Expression};
use super::machine::ArchitectProgram;
use super::state::CallState;
use super::value::Value;
use crate::import::data::Data;
use crate::import::flow::Sound;
use crate::import::markup::without_markup;
use crate::import::names::spaced;

/// The sounds of an audio.
pub(super) fn said(program: &ArchitectProgram, state: &CallState, audio: &Data) -> Vec<Sound> {
    if let Some(text) = audio.text_at("tts") {
        return words(&text);
    }
    if let Some(text) = audio.text_at("exp") {
        let mut found = Vec::new();
        spoken(program, state, &expression::parse(&text), &mut found);
        return found;
    }
    let prompt = audio.get("prompt").or_else(|| audio.get("lit")).or_else(|| audio.get("audio"));
    if let Some(data) = prompt {
        let name = data.plain().or_else(|| data.text_at("name"));
        // `prompt: { Welcome: { … } }` names it by its key.
        let name = name.or_else(|| data.entries().first().map(|(name, _)| name.clone()));
        return name.map(|name| sound(&name)).into_iter().collect();
    }
    match audio.text() {
        Some(text) => words(text),
        None => audio.items().iter().flat_map(|one| said(program, state, one)).collect(),
    }
}

/// The audio below one of these keys.
pub(super) fn below(program: &ArchitectProgram, state: &CallState, body: &Data, keys: &[&str]) -> Vec<Sound> {
    let found = keys.iter().find_map(|key| body.get(key));
    found.map(|audio| said(program, state, audio)).unwrap_or_default()
}

fn words(text: &str) -> Vec<Sound> {
    let plain = without_markup(text);
    if plain.is_empty() {
        return Vec::new();
    }
    // Values that a tool puts in: `{{greeting}}`.
    let inner = plain.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    match inner.filter(|inner| !inner.contains('{')) {
        Some(name) => vec![sound(name)],
        None => vec![Sound::spoken(plain.replace("{{", "").replace("}}", ""))],
    }
}

fn sound(name: &str) -> Sound {
    let name = name.trim();
    Sound::named(
        name.rsplit_once("Prompt.")
            .or_else(|| name.rsplit_once("PromptSystem."))
            .map_or(name, |(_, name)| name),
    )
}

/// What an expression says: texts that are spoken, prompts by their names, values as far as they are known.
fn spoken(program: &ArchitectProgram, state: &CallState, expression: &Expression, found: &mut Vec<Sound>) {
    match expression {
        Expression::Call(name, arguments) if name == "toaudiotts" => {
            let value = arguments.first().map(|text| program.value(state, text));
            match value {
                Some(Ok(Value::Text(text))) => found.extend(words(&text)),
                Some(Ok(Value::Unset)) | None => {}
                Some(Ok(value)) => found.push(Sound::spoken(value.shown().to_string())),
                Some(Err(undecided)) => found.push(Sound::named(format!("spoken/{}", undecided.title))),
            }
        }
        Expression::Call(name, arguments)
            if matches!(name.as_str(), "append" | "toaudio" | "audioplaybackoptions" | "toaudioblank") =>
        {
            let count = if name == "audioplaybackoptions" { 1 } else { arguments.len() };
            arguments.iter().take(count).for_each(|one| spoken(program, state, one, found));
        }
        Expression::Call(name, arguments)
            if matches!(name.as_str(), "finduserprompt" | "findsystemprompt") =>
        {
            if let Some(Ok(Value::Text(text))) = arguments.first().map(|text| program.value(state, text)) {
                found.push(sound(&text));
            }
        }
        Expression::Variable(name) if name.starts_with("Prompt") => found.push(sound(name)),
        Expression::Literal(text) if text.parse::<f64>().is_err() => found.extend(words(text)),
        Expression::Literal(_) => {}
        expression => match program.value(state, expression) {
            Ok(Value::Text(text)) => found.extend(words(&text)),
            Ok(Value::Unset) => {}
            Ok(value) => found.push(Sound::named(format!("spoken/{}", spaced(&value.shown())))),
            Err(undecided) => found.push(Sound::named(format!("spoken/{}", spaced(&undecided.title)))),
        },
    }
}
