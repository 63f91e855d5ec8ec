//! Menus and inputs, with what comes of silence and of wrong keys.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::actions::{Transitions, said};
use super::counters::{Count, tries};
use super::flow_writer::FlowWriter;
use crate::export::blueprint::{BlueprintEntries, BlueprintHandling, BlueprintMenu, BlueprintStep, Words};

/// The word for silence in what was stored.
const TIMEOUT: &str = "Timeout";

/// Where stored input is kept.
const STORED: &str = "$.StoredCustomerInput";

/// Writes a menu or an input.
pub(super) fn write(writer: &mut FlowWriter<'_>, step: usize, at: &BlueprintStep, menu: &BlueprintMenu) {
    let begun = writer.counters.begun(step, &at.name, menu);
    if !begun.is_empty() {
        let zeros: BTreeMap<String, &str> = begun.into_iter().map(|name| (name, "0")).collect();
        set(writer, &format!("{} begins", at.name), &zeros, &at.name);
    }
    let silence = misstep(writer, step, at, menu, true);
    let other = misstep(writer, step, at, menu, false);
    ask(writer, at, menu, &at.name, &menu.words, (&silence, &other));
    if let Some(again) = &menu.again {
        ask(writer, at, menu, &again_id(at, menu), again, (&silence, &other));
    }
    if let Some(entries) = menu.entries.as_ref().filter(|_| menu.is_input) {
        stored(writer, at, entries, (&silence, &other));
    }
}

fn set(writer: &mut FlowWriter<'_>, id: &str, values: &BTreeMap<String, &str>, next: &str) {
    let parameters = json!({ "Attributes": values, "TargetContact": "Current" });
    let errors = vec![("NoMatchingError", next.to_owned())];
    writer.text.add(
        id,
        "UpdateContactAttributes",
        &parameters,
        &Transitions { next: Some(next), errors, ..Transitions::default() },
    );
}

/// The block that asks again.
fn again_id(at: &BlueprintStep, menu: &BlueprintMenu) -> String {
    if menu.again.is_some() { format!("{} again", at.name) } else { at.name.clone() }
}

fn ask(
    writer: &mut FlowWriter<'_>,
    at: &BlueprintStep,
    menu: &BlueprintMenu,
    id: &str,
    words: &Words,
    (silence, other): (&str, &str),
) {
    let mut parameters: BTreeMap<&str, Value> = said(words, writer.own);
    parameters.insert("InputTimeLimitSeconds", json!(menu.wait.as_secs().max(1).to_string()));
    if let Some(entries) = menu.entries.as_ref().filter(|_| menu.is_input) {
        parameters.insert("StoreInput", json!("True"));
        parameters.insert(
            "InputValidation",
            json!({ "CustomValidation": { "MaximumLength": entries.most.to_string() } }),
        );
        let mut configuration = BTreeMap::from([
            ("InterdigitTimeLimitSeconds", entries.between.as_secs().max(1).to_string()),
            ("DisableCancelKey", "True".to_owned()),
        ]);
        if let Some(key) = entries.terminator {
            configuration.insert("InputTerminationSequence", key.to_string());
        }
        parameters.insert("DTMFConfiguration", json!(configuration));
        let next = format!("{} entry", at.name);
        let errors = vec![("NoMatchingError", next.clone())];
        let transitions = Transitions { next: Some(&next), errors, ..Transitions::default() };
        writer.text.add(id, "GetParticipantInput", &json!(parameters), &transitions);
        return;
    }
    parameters.insert("StoreInput", json!("False"));
    let conditions = menu.keys.iter().map(|(key, way)| (key.to_string(), writer.to(*way))).collect();
    let errors = vec![
        ("InputTimeLimitExceeded", silence.to_owned()),
        ("NoMatchingCondition", other.to_owned()),
        ("NoMatchingError", other.to_owned()),
    ];
    writer.text.add(
        id,
        "GetParticipantInput",
        &json!(parameters),
        &Transitions { next: None, conditions, errors },
    );
}

/// What comes of an entry that was stored.
fn stored(
    writer: &mut FlowWriter<'_>,
    at: &BlueprintStep,
    entries: &BlueprintEntries,
    (silence, other): (&str, &str),
) {
    let mut conditions = vec![(TIMEOUT.to_owned(), silence.to_owned())];
    for (pattern, way) in &entries.routes {
        let to = writer.to(*way);
        conditions.push((pattern.to_string(), to));
    }
    let otherwise = match entries.then {
        Some(way) => writer.to(way),
        None => other.to_owned(),
    };
    writer.compare(&format!("{} entry", at.name), STORED, conditions, &otherwise);
}

/// What comes of silence, or of a wrong key. Gives the first action of it.
fn misstep(
    writer: &mut FlowWriter<'_>,
    step: usize,
    at: &BlueprintStep,
    menu: &BlueprintMenu,
    is_silence: bool,
) -> String {
    let handling = if is_silence { &menu.silence } else { &menu.other };
    let (words, then) = match handling {
        BlueprintHandling::Way(way) => return writer.to(*way),
        BlueprintHandling::Again { words, then, .. } => (words, *then),
    };
    let word = if is_silence { "silence" } else { "wrong key" };
    let id = format!("{} {word}", at.name);
    let count = writer.counters.count(step, &at.name, menu, is_silence);
    if count.is_none() && tries(handling).is_some() {
        return writer.to(then);
    }
    let mut again = again_id(at, menu);
    if !words.is_empty() {
        let told = format!("{id} told");
        writer.say(&told, words, &again);
        again = told;
    }
    match count {
        None => again,
        Some(Count::Loop(times)) => {
            let done = writer.to(then);
            let conditions =
                vec![("ContinueLooping".to_owned(), again), ("DoneLooping".to_owned(), done.clone())];
            let transitions = Transitions { next: Some(&done), conditions, ..Transitions::default() };
            writer.text.add(&id, "Loop", &json!({ "LoopCount": times.to_string() }), &transitions);
            id
        }
        Some(Count::Attribute { name, most }) => {
            let tries = tries(handling).unwrap_or(most);
            let done = writer.to(then);
            let mut ids: Vec<String> = Vec::new();
            for before in 0..=most {
                let count = (before + 1).min(most);
                let counted = format!("{id} {count}");
                if !ids.contains(&counted) {
                    let next = if count >= tries { &done } else { &again };
                    let text = count.to_string();
                    set(writer, &counted, &BTreeMap::from([(name.clone(), text.as_str())]), next);
                }
                ids.push(counted);
            }
            let conditions =
                ids.iter().enumerate().skip(1).map(|(before, id)| (before.to_string(), id.clone())).collect();
            writer.compare(&id, &format!("$.Attributes.{name}"), conditions, &ids[0]);
            id
        }
    }
}
