//! Phrases: what `phrase:welcome` says, as the macros of a language tell it; and other ways to name what is said.

use super::expressions::Expressions;
use super::system::{PhoneSystem, PhraseInput};
use crate::base::xml::XmlElement;
use crate::import::flow::Sound;

/// So deep may phrases use each other.
const MAX_DEPTH: usize = 8;

/// So many parts a prompt has.
const MAX_PARTS: usize = 60;

/// Reads a macro. Of two of a name the first counts.
pub(super) fn read(system: &mut PhoneSystem, element: &XmlElement) {
    let Some(name) = element.attribute("name") else { return };
    if system.phrases.contains_key(name) {
        return;
    }
    let inputs = element.named("input").map(|input| {
        let actions = input.first("match").map(|found| {
            found
                .named("action")
                .map(|action| {
                    let attribute = |name: &str| action.attribute(name).unwrap_or_default().to_owned();
                    (attribute("function"), attribute("data"))
                })
                .collect()
        });
        PhraseInput {
            pattern: input.attribute("pattern").unwrap_or_default().to_owned(),
            parts: actions.unwrap_or_default(),
        }
    });
    let inputs = inputs.collect();
    system.phrases.insert(name.to_owned(), inputs);
}

/// What is said, by what names it: a file, several with `file_string://`, `say:words`, `phrase:name:data`, a pause.
pub(super) fn sounds(system: &PhoneSystem, expressions: &mut Expressions, named: &str) -> Vec<Sound> {
    let mut said = Vec::new();
    add(system, expressions, named.trim(), 0, &mut said);
    said
}

fn add(
    system: &PhoneSystem,
    expressions: &mut Expressions,
    named: &str,
    depth: usize,
    said: &mut Vec<Sound>,
) {
    if named.is_empty() || said.len() >= MAX_PARTS {
        return;
    }
    // `{loops=2}file.wav`
    if let Some((_, rest)) = named.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        return add(system, expressions, rest, depth, said);
    }
    if let Some(files) = named.strip_prefix("file_string://") {
        for file in files.split('!') {
            add(system, expressions, file, depth, said);
        }
    } else if let Some(words) = named.strip_prefix("say:") {
        // `say:engine:voice:words`
        let parts: Vec<&str> = words.splitn(3, ':').collect();
        let is_voice = |part: &&str| !part.contains(' ') && !part.is_empty();
        let words = match parts.as_slice() {
            [engine, voice, words] if is_voice(engine) && is_voice(voice) => words,
            _ => words,
        };
        said.push(Sound::spoken(words.trim()));
    } else if let Some(phrase) = named.strip_prefix("phrase:") {
        let (name, data) = phrase.split_once(':').unwrap_or((phrase, ""));
        let name = name.split_once('@').map_or(name, |(name, _)| name);
        add_phrase(system, expressions, (name, data), depth, said);
    } else if let Some(length) = named.strip_prefix("silence_stream://") {
        said.push(pause(length));
    } else if let Some((kind, _)) = named.split_once("_stream://") {
        said.push(Sound { name: format!("{kind}-stream"), words: None, millis: Some(1_000) });
    } else {
        said.push(Sound::named(without_folders(named)));
    }
}

fn add_phrase(
    system: &PhoneSystem,
    expressions: &mut Expressions,
    (name, data): (&str, &str),
    depth: usize,
    said: &mut Vec<Sound>,
) {
    let found = system.phrases.get(name).filter(|_| depth < MAX_DEPTH).and_then(|inputs| {
        inputs.iter().find_map(|input| {
            let groups = expressions.captures(&input.pattern, data)??;
            Some((input, groups))
        })
    });
    let Some((input, groups)) = found else {
        said.push(Sound::named(format!("phrase/{name}")));
        return;
    };
    for (function, data) in &input.parts {
        let data = substituted(data, &groups);
        match function.as_str() {
            "play-file" => add(system, expressions, &data, depth + 1, said),
            "speak-text" | "say" => said.push(Sound::spoken(data.trim())),
            "phrase" => {
                // The name is told apart from its data.
                let (name, data) = data.split_once(':').unwrap_or((&data, ""));
                add_phrase(system, expressions, (name, data), depth + 1, said);
            }
            "execute" => {
                if let Some(length) = data.strip_prefix("sleep(") {
                    said.push(pause(length.trim_end_matches(')')));
                }
            }
            _ => {}
        }
    }
}

fn pause(length: &str) -> Sound {
    let length = length.split([',', ')']).next().unwrap_or_default();
    Sound {
        name: "silence".to_owned(),
        words: Some(String::new()),
        millis: Some(length.trim().parse().unwrap_or(1_000)),
    }
}

/// A text with groups put in: `$1`.
pub(super) fn substituted(text: &str, groups: &[String]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let length = behind.bytes().take_while(u8::is_ascii_digit).count().min(9);
        let number = &behind[..length];
        if number.is_empty() {
            out.push('$');
            rest = behind;
            continue;
        }
        out.push_str(number.parse::<usize>().ok().and_then(|at| groups.get(at)).map_or("", String::as_str));
        rest = &behind[length..];
    }
    out.push_str(rest);
    out
}

/// The name of a recording without the folder that all lie in.
fn without_folders(named: &str) -> &str {
    let behind = |mark: &str| named.find(mark).map(|at| &named[at + mark.len()..]);
    behind("/sounds/").or_else(|| behind("/recordings/")).unwrap_or(named).trim_start_matches('/')
}
