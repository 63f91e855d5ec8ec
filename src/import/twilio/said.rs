//! What callers hear: words, recordings, and words with values in them.

use super::machine::StudioProgram;
use super::reference::{placeholder_name, without_placeholders};
use super::state::CallState;
use super::value::{Undecided, Value};
use crate::import::flow::Sound;
use crate::import::markup::without_markup;
use crate::import::names::{slug, spaced};

/// What is said more often than this is said so often.
const MAX_TIMES: u64 = 20;

/// What is said, and what was guessed of it.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) said: Vec<Sound>,
    pub(super) assumed: Vec<String>,
    /// Whether it is said again and again, until the caller hangs up.
    pub(super) is_endless: bool,
}

/// The words of a widget.
pub(super) fn words(program: &StudioProgram, state: &CallState, widget: usize) -> Result<Words, Undecided> {
    let own = program.own(state, widget);
    let mut words = if let Some(text) = own.property("say") {
        spoken(&program.evaluate(state, &text)?)
    } else if let Some(text) = own.property("play") {
        Words { said: vec![recording(&program.evaluate(state, &text)?)], ..Words::default() }
    } else {
        Words::default()
    };
    let times = own.number("loop").unwrap_or(1);
    words.is_endless = times == 0 && !words.said.is_empty();
    if times > MAX_TIMES {
        words
            .assumed
            .push(format!("The system says this {times} times; the plan says it {MAX_TIMES} times."));
    }
    let once = words.said.clone();
    for _ in 1..times.min(MAX_TIMES) {
        words.said.extend(once.iter().cloned());
    }
    Ok(words)
}

/// Words that a voice speaks.
fn spoken(value: &Value) -> Words {
    let shown = value.shown();
    let plain = without_markup(&shown);
    let plain = plain.trim();
    if plain.is_empty() {
        return Words::default();
    }
    // All of it comes from outside: nobody knows the words.
    if plain.starts_with("${") && plain.find('}') == Some(plain.len() - 1) {
        let name = format!("spoken/{}", slug(&placeholder_name(plain), "words"));
        return Words { said: vec![Sound::named(name)], ..Words::default() };
    }
    let mut assumed = Vec::new();
    if !matches!(value, Value::Text(_)) || plain.contains("${") {
        assumed.push("Some of the words stand for values that only the system knows.".to_owned());
    }
    Words { said: vec![Sound::spoken(without_placeholders(plain))], assumed, is_endless: false }
}

/// A recording, by the name of its file.
fn recording(value: &Value) -> Sound {
    let Value::Text(text) = value else {
        return Sound::named(format!("played/{}", slug(&spaced(&value.shown()), "recording")));
    };
    let text = text.trim();
    let text = text.split(['?', '#']).next().unwrap_or(text);
    let last = text.rsplit('/').find(|part| !part.is_empty()).unwrap_or(text);
    if last.contains("${") || last.contains('}') {
        return Sound::named(slug(&placeholder_name(text), "recording"));
    }
    Sound::named(last.replace("%20", " "))
}
