//! What prompts say: words, recordings, values, pauses.

use super::application::{PromptPart, SpokenPrompt};
use crate::base::xml::{XmlElement, XmlNode};

/// What is said, and is no statement.
pub(super) fn is_spoken(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "value"
            | "break"
            | "emphasis"
            | "say-as"
            | "sayas"
            | "s"
            | "p"
            | "sentence"
            | "paragraph"
            | "prosody"
            | "voice"
            | "sub"
            | "phoneme"
            | "enumerate"
            | "foreach"
    )
}

/// What belongs to an element and is not done.
pub(super) fn is_scope(name: &str) -> bool {
    matches!(
        name,
        "noinput"
            | "nomatch"
            | "help"
            | "error"
            | "catch"
            | "link"
            | "property"
            | "filled"
            | "grammar"
            | "option"
            | "choice"
    )
}

pub(super) fn prompt(element: &XmlElement) -> SpokenPrompt {
    SpokenPrompt {
        count: element.attribute("count").and_then(|count| count.parse().ok()).unwrap_or(1),
        cond: element.attribute("cond").map(str::to_owned),
        barge_in: element.attribute("bargein").map(|barge_in| barge_in != "false"),
        timeout: element.attribute("timeout").and_then(millis),
        parts: parts(element),
    }
}

/// Words and recordings that stand in an item without a prompt around them.
pub(super) fn loose_prompt(element: &XmlElement) -> Option<SpokenPrompt> {
    let mut found = Vec::new();
    for node in &element.children {
        match node {
            XmlNode::Text(text) if !text.trim().is_empty() => found.push(PromptPart::Words(one_line(text))),
            XmlNode::Element(inner) if is_spoken(&inner.name) => found.extend(parts(inner)),
            XmlNode::Element(_) | XmlNode::Text(_) | XmlNode::Comment(_) => {}
        }
    }
    (!found.is_empty()).then_some(SpokenPrompt {
        count: 1,
        cond: None,
        barge_in: None,
        timeout: None,
        parts: found,
    })
}

/// The parts of a prompt.
pub(super) fn parts(element: &XmlElement) -> Vec<PromptPart> {
    match element.name.as_str() {
        "audio" => {
            let named = element.attribute("src").or_else(|| element.attribute("expr")).unwrap_or_default();
            return vec![PromptPart::Audio(named.to_owned(), one_line(&element.text()))];
        }
        "value" => return vec![PromptPart::Value(element.attribute("expr").unwrap_or_default().to_owned())],
        "break" => {
            let time = element.attribute("time").and_then(millis).unwrap_or(500);
            return vec![PromptPart::Pause(time)];
        }
        "enumerate" => return vec![PromptPart::Value("the choices".to_owned())],
        _ => {}
    }
    let mut found = Vec::new();
    for node in &element.children {
        match node {
            XmlNode::Text(text) if !text.trim().is_empty() => found.push(PromptPart::Words(one_line(text))),
            XmlNode::Element(inner) if !is_scope(&inner.name) => found.extend(parts(inner)),
            XmlNode::Element(_) | XmlNode::Text(_) | XmlNode::Comment(_) => {}
        }
    }
    found
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `5s` and `1500ms` in milliseconds.
pub(super) fn millis(text: &str) -> Option<u64> {
    let text = text.trim();
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1.0),
        None => (text.strip_suffix('s')?, 1_000.0),
    };
    let number: f64 = number.trim().parse().ok().filter(|number| *number >= 0.0)?;
    let seconds = (number * unit / 1_000.0).min(3_600.0);
    let length = std::time::Duration::try_from_secs_f64(seconds).ok()?;
    Some(length.as_millis() as u64)
}
