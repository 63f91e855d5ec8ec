//! What callers hear: words, prompts, and expressions of both.

use super::expression::{self, Expression};
use super::machine::ArchitectProgram;
use super::state::CallState;
use super::value::{Stop, Value};
use crate::import::data::Data;
use crate::import::flow::Sound;
use crate::import::markup::without_markup;
use crate::import::names::spaced;

/// What is said of keys that are pressed while something is said that asks for none.
pub(super) const KEYS_WHILE_SAYING: &str = "Whether keys count that are pressed while a greeting or a message plays is not documented: the plan drops them.";

/// What is said, and what was guessed of it.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) said: Vec<Sound>,
    pub(super) assumed: Vec<String>,
    /// Whether the flow says that keys do not interrupt it.
    pub(super) is_whole: bool,
}

impl Words {
    fn text(&mut self, text: &str) {
        let plain = without_markup(text);
        if plain.is_empty() {
            return;
        }
        // Values that a tool puts in: `{{greeting}}`.
        let inner = plain.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
        match inner.filter(|inner| !inner.contains(['{', '}'])) {
            Some(name) => self.prompt(name),
            None => self.said.push(Sound::spoken(plain.replace("{{", "").replace("}}", ""))),
        }
    }

    /// A recording by its name, as in `Prompt.Welcome`.
    fn prompt(&mut self, name: &str) {
        let name = name.trim();
        let last = ["PromptSystem.", "Prompt."].iter().find_map(|begin| name.strip_prefix(begin));
        self.said.push(Sound::named(last.unwrap_or(name)));
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Unset => {}
            Value::Outside(..) | Value::Entry | Value::Caller => {
                self.said.push(Sound::named(format!("spoken/{}", spaced(&value.shown()))));
            }
            value => self.text(&value.shown()),
        }
    }
}

/// The sounds of an audio.
pub(super) fn said(program: &ArchitectProgram, state: &CallState, audio: &Data) -> Result<Words, Stop> {
    let mut words = Words::default();
    sounds(program, state, audio, &mut words)?;
    // Parts that a voice speaks one behind the other are one.
    let mut joined: Vec<Sound> = Vec::new();
    for sound in std::mem::take(&mut words.said) {
        match joined.last_mut() {
            Some(Sound { name, words: Some(before), .. })
                if name.is_empty() && sound.name.is_empty() && sound.words.is_some() =>
            {
                before.push(' ');
                before.push_str(sound.words.as_deref().unwrap_or_default());
            }
            _ => joined.push(sound),
        }
    }
    words.said = joined;
    Ok(words)
}

/// The audio below one of these keys of an action.
pub(super) fn below(
    program: &ArchitectProgram,
    state: &CallState,
    body: &Data,
    keys: &[&str],
) -> Result<Words, Stop> {
    match keys.iter().find_map(|key| super::fields::set(body, key)) {
        Some(audio) => said(program, state, audio),
        None => Ok(Words::default()),
    }
}

fn sounds(
    program: &ArchitectProgram,
    state: &CallState,
    audio: &Data,
    words: &mut Words,
) -> Result<(), Stop> {
    if let Some(tts) = audio.get("tts") {
        // One text for each language, or one for all.
        let own =
            tts.get(&program.flow(state).language).or_else(|| tts.entries().first().map(|(_, one)| one));
        if let Some(text) = own.unwrap_or(tts).plain() {
            words.text(&text);
        }
        return Ok(());
    }
    if let Some(text) = audio.text_at("exp") {
        return spoken(program, state, &expression::parse(&text), words);
    }
    if let Some(data) = ["prompt", "lit", "audio"].iter().find_map(|key| audio.get(key)) {
        let name = data.plain().or_else(|| data.text_at("name"));
        // `prompt: { Welcome: { … } }` names it by its key.
        let name = name.or_else(|| data.entries().first().map(|(name, _)| name.clone()));
        if let Some(name) = name {
            words.prompt(&name);
        }
        return Ok(());
    }
    match audio.plain() {
        Some(text) => words.text(&text),
        None => {
            for one in audio.items() {
                sounds(program, state, one, words)?;
            }
        }
    }
    Ok(())
}

/// What an expression says: texts that are spoken, prompts by their names, values as far as they are known.
fn spoken(
    program: &ArchitectProgram,
    state: &CallState,
    expression: &Expression,
    words: &mut Words,
) -> Result<(), Stop> {
    match expression {
        Expression::Call(name, arguments) => match (name.as_str(), arguments.as_slice()) {
            ("toaudiotts", [text, ..]) => {
                let value = program.value(state, text)?;
                if let Value::Outside(_, title) = &value
                    && title.contains(' ')
                    && matches!(text, Expression::Call(..) | Expression::Pair(..))
                {
                    words
                        .assumed
                        .push("Some of the words stand for values that only the system knows.".to_owned());
                    words.text(&with_values(program, state, text)?);
                } else {
                    words.value(&value);
                }
            }
            ("toaudioblank", [millis, ..]) => {
                let millis = program.value(state, millis)?.as_number().unwrap_or(0.0).min(600_000.0);
                let (words_of, millis) = (Some(String::new()), Some(super::fields::whole(millis)));
                words.said.push(Sound { name: String::new(), words: words_of, millis });
            }
            ("audioplaybackoptions", [audio, rest @ ..]) => {
                if let [barge_in, ..] = rest {
                    words.is_whole |= program.value(state, barge_in)? == Value::Truth(false);
                }
                spoken(program, state, audio, words)?;
            }
            ("finduserprompt" | "findsystemprompt", [name, ..]) => match program.value(state, name)? {
                Value::Text(name) => words.prompt(&name),
                value => words.value(&value),
            },
            ("append" | "toaudio", all) => {
                for one in all {
                    spoken(program, state, one, words)?;
                }
            }
            ("if", [condition, then, otherwise]) => {
                let one = if program.holds(state, condition)? { then } else { otherwise };
                spoken(program, state, one, words)?;
            }
            _ => words.value(&program.value(state, expression)?),
        },
        Expression::Variable(name) if name.starts_with("Prompt") => words.prompt(name),
        Expression::Literal(Value::Text(text)) => words.text(text),
        Expression::Literal(_) => {}
        expression => words.value(&program.value(state, expression)?),
    }
    Ok(())
}

/// A text that is put together, with what its values are called.
fn with_values(program: &ArchitectProgram, state: &CallState, text: &Expression) -> Result<String, Stop> {
    Ok(match text {
        Expression::Pair(left, super::expression::Operator::Plus, right) => {
            format!("{}{}", with_values(program, state, left)?, with_values(program, state, right)?)
        }
        Expression::Call(name, all) if matches!(name.as_str(), "append" | "concatenate") => {
            let mut whole = String::new();
            for one in all {
                whole.push_str(&with_values(program, state, one)?);
            }
            whole
        }
        text => program.value(state, text)?.shown().to_string(),
    })
}
