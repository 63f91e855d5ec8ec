//! Where callers press keys: menus and fields.

use super::application::{Choice, FormItem, ItemKind, Leads, SpokenPrompt};
use super::events;
use super::machine::{Done, VoiceProgram};
use super::moves;
use super::spoken::millis;
use super::state::{Stage, State};
use crate::import::explore::Move;
use crate::import::flow::{Act, Ask, EntryPattern, FlowEnd, Node, Reading, Sound, Transfer};
use crate::import::ledger::StepFate;
use crate::import::value::{Undecided, Unknown};
use crate::plan::{EntryCompletion, Key, KeySet};

/// So long a platform waits for keys where nothing says, in milliseconds.
const USUAL_TIMEOUT: u64 = 5_000;

/// The most digits of an entry.
const MOST_DIGITS: usize = 32;

/// Asks at an item.
pub(super) fn run(program: &VoiceProgram, state: &State, at: usize, speaks: bool) -> Done {
    let item = &program.app.items[at];
    program.note(item.entry, StepFate::Carried, "");
    if item.is_spoken {
        return Ok(speech(program, state, at, item));
    }
    let mut state = state.clone();
    let prompts = if speaks { prompts(program, &state, at, item)? } else { Vec::new() };
    let mut said = std::mem::take(&mut state.queue);
    let mut wait = None;
    let mut barge_in = program.app.property(at, "bargein") != Some("false");
    for prompt in &prompts {
        said.extend(program.sounds(&state, prompt)?);
        wait = prompt.timeout.or(wait);
        barge_in &= prompt.barge_in.unwrap_or(true);
    }
    let property = |name: &str| program.app.property(at, name).and_then(millis);
    let wait = wait.or_else(|| property("timeout")).unwrap_or(USUAL_TIMEOUT);
    let between = property("interdigittimeout").unwrap_or(USUAL_TIMEOUT);
    let mut assumed = Vec::new();
    if prompts.iter().all(|prompt| prompt.timeout.is_none()) && property("timeout").is_none() {
        assumed.push("How long the platform waits is a setting of its own; 5 seconds are usual.".to_owned());
    }
    let mut entries: Vec<(EntryPattern, State)> = Vec::new();
    let links = program.app.scopes(Some(at), item.dialog).into_iter().flat_map(|scope| &scope.links);
    for choice in item.choices.iter().chain(links) {
        for keys in choice.keys.iter().flat_map(one_by_one) {
            let keys = &keys;
            if entries.iter().all(|(known, _)| known != keys) {
                entries.push((keys.clone(), chosen(program, &state, at, choice, keys)?));
            }
        }
    }
    let longest =
        entries.iter().map(|(keys, _)| if keys.more.is_some() { MOST_DIGITS } else { keys.keys.len() });
    let most = longest.max().unwrap_or(1).clamp(1, MOST_DIGITS);
    let terminator = match program.app.property(at, "termchar") {
        Some(sign) => sign.chars().next().and_then(Key::new),
        None => Key::new('#'),
    };
    let reading = Reading {
        between_digits: between,
        most: most as u8,
        terminator: terminator.filter(|_| most > 1),
        complete: if most > 1 { EntryCompletion::Pause } else { EntryCompletion::Clear },
    };
    let silence = events::raise(program, &state, at, "noinput")?;
    let other = events::raise(program, &state, at, "nomatch")?;
    let dialog = &program.app.dialogs[item.dialog];
    let name = match &item.kind {
        ItemKind::Field if !item.name.starts_with('#') => item.name.clone(),
        _ if !dialog.id.is_empty() => dialog.id.clone(),
        _ => moves::document_name(program, dialog.document),
    };
    let act = Act::Ask(Box::new(Ask { said, barge_in, wait, entries, silence, other, reading }));
    Ok(Move::Node(Node { name, act, place: program.place_at(item.span, item.entry), assumed }))
}

/// One key of several as each of them.
fn one_by_one(keys: &EntryPattern) -> Vec<EntryPattern> {
    match (keys.keys.as_slice(), keys.more) {
        ([one], None) => {
            one.keys().map(|key| EntryPattern { keys: vec![KeySet::only(key)], more: None }).collect()
        }
        _ => vec![keys.clone()],
    }
}

/// The prompts that are said this time: those of the greatest count that has been reached.
fn prompts<'p>(
    program: &'p VoiceProgram,
    state: &State,
    at: usize,
    item: &'p FormItem,
) -> Result<Vec<&'p SpokenPrompt>, Undecided> {
    let count = state.spoken.get(&at).copied().unwrap_or(1);
    let mut all = Vec::new();
    for prompt in &item.prompts {
        let holds = match &prompt.cond {
            Some(cond) => program.holds(state, cond)?,
            None => true,
        };
        if holds && prompt.count <= count {
            all.push(prompt);
        }
    }
    let greatest = all.iter().map(|prompt| prompt.count).max().unwrap_or(1);
    all.retain(|prompt| prompt.count == greatest);
    Ok(all)
}

/// What comes of keys.
fn chosen(
    program: &VoiceProgram,
    state: &State,
    at: usize,
    choice: &Choice,
    keys: &EntryPattern,
) -> Result<State, Undecided> {
    if let Some(entry) = choice.entry {
        program.note(entry, StepFate::Carried, "");
    }
    let mut next = state.clone();
    next.events.clear();
    next.spoken.clear();
    match &choice.leads {
        Leads::To(target) => Ok(moves::to(program, &next, target)),
        Leads::ToExpression(expr) => {
            let target = program.value(&next, expr)?;
            Ok(moves::to(program, &next, &target))
        }
        Leads::Event(event) => events::raise(program, state, at, event),
        Leads::Fill => {
            let item = &program.app.items[at];
            let value = match &choice.value {
                Some(value) => value.clone(),
                None => entered(program, keys),
            };
            program.assign(&mut next, &item.name, &value);
            Ok(moves::filled(program, &next, at))
        }
    }
}

/// What was entered: the keys where they are known, else a sign for all of their form.
fn entered(program: &VoiceProgram, keys: &EntryPattern) -> String {
    let plain: Option<String> = keys.keys.iter().map(|keys| keys.single().map(Key::character)).collect();
    if let Some(plain) = plain.filter(|_| keys.more.is_none()) {
        plain
    } else {
        let pattern = keys.text();
        let unknown = Unknown::Entry { pattern, meant: keys.clone() };
        program.unknowns.borrow_mut().sign(unknown).to_string()
    }
}

/// What is asked can only be said: that is an answer of the outside, and the item gets it.
fn speech(program: &VoiceProgram, state: &State, at: usize, item: &FormItem) -> Move<State> {
    program.note(item.entry, StepFate::Opaque, "what is said is not followed");
    let mut next = state.clone();
    let said: Vec<Sound> = std::mem::take(&mut next.queue);
    let title = format!("what the caller says: {}", item.name.trim_start_matches('#'));
    let unknown = Unknown::Outside { question: title.clone(), title, is_opaque: true };
    let sign = program.unknowns.borrow_mut().sign(unknown).to_string();
    program.assign(&mut next, &item.name, &sign);
    let then = moves::filled(program, &next, at);
    let prompts: Vec<Sound> =
        item.prompts.iter().filter_map(|prompt| program.sounds(state, prompt).ok()).flatten().collect();
    let said: Vec<Sound> = said.into_iter().chain(prompts).collect();
    if item.kind == ItemKind::Menu {
        let title = "a menu that is spoken to".to_owned();
        let transfer = Transfer { said, ..Transfer::to(title.clone()) };
        return program.node((item.span, item.entry), title, Act::Transfer(Box::new(transfer)));
    }
    if said.is_empty() {
        return Move::On(then);
    }
    program.node(
        (item.span, item.entry),
        item.name.trim_start_matches('#').to_owned(),
        Act::Say { said, then },
    )
}

/// An item that puts calls through.
pub(super) fn transfer(program: &VoiceProgram, state: &State, at: usize) -> Done {
    let item = &program.app.items[at];
    let ItemKind::Transfer { to, comes_back, rings } = &item.kind else { return Ok(Move::On(state.clone())) };
    program.note(item.entry, StepFate::Carried, "");
    let to = if to.contains(':') || to.starts_with('+') { to.clone() } else { program.value(state, to)? };
    let shown = program.unknowns.borrow().shown(&to);
    let number = shown.trim_start_matches("tel:").trim_start_matches("phone://");
    let number = number.split([';', '@']).next().unwrap_or(number).trim_start_matches("sip:");
    let title = if number.chars().any(|c| c.is_ascii_digit()) {
        format!("number {number}")
    } else {
        number.to_owned()
    };
    let mut base = state.clone();
    let mut said = std::mem::take(&mut base.queue);
    for prompt in prompts(program, state, at, item)? {
        said.extend(program.sounds(state, prompt)?);
    }
    let with = |value: &str| {
        let mut next = base.clone();
        program.assign(&mut next, &item.name, value);
        moves::filled(program, &next, at)
    };
    let results = comes_back
        .then(|| (with("noanswer"), with("busy"), with("network_busy"), with("far_end_disconnect")));
    let transfer = match results {
        None => Transfer { said, ..Transfer::to(title.clone()) },
        Some((unanswered, busy, full, ended)) => Transfer {
            said,
            rings: Some(rings.unwrap_or(20_000)),
            unanswered: Some(unanswered),
            busy: Some(busy),
            full: Some(full),
            ended: Some(ended),
            ..Transfer::to(title.clone())
        },
    };
    Ok(program.node((item.span, item.entry), title, Act::Transfer(Box::new(transfer))))
}

/// An item that has no keys: a recording, a program.
pub(super) fn other(program: &VoiceProgram, state: &State, at: usize, name: &str) -> Move<State> {
    let item = &program.app.items[at];
    program.note(item.entry, StepFate::Opaque, "what happens there is not part of the plan");
    let mut base = state.clone();
    let said = std::mem::take(&mut base.queue);
    let title = match name {
        "record" => "a recording".to_owned(),
        "initial" => "a question that is spoken to".to_owned(),
        name => format!("a program: {name}"),
    };
    program.assign(&mut base, &item.name, "true");
    let ended = moves::filled(program, &base, at);
    let transfer = Transfer { said, ended: Some(ended), ..Transfer::to(title.clone()) };
    program.node((item.span, item.entry), title, Act::Transfer(Box::new(transfer)))
}

/// What was still to be said before something that is not asked.
pub(super) fn flushed(program: &VoiceProgram, state: &State) -> Option<Move<State>> {
    if state.queue.is_empty() {
        return None;
    }
    let mut then = state.clone();
    let said = std::mem::take(&mut then.queue);
    let dialog = &program.app.dialogs.get(state.dialog)?;
    let name =
        if dialog.id.is_empty() { moves::document_name(program, dialog.document) } else { dialog.id.clone() };
    let span = dialog.span;
    let place =
        crate::import::flow::FlowPlace { span, words: format!("dialog {}", dialog.id).trim().to_owned() };
    let name = if matches!(state.stage, Stage::Ends(FlowEnd::HangUp)) { format!("{name} end") } else { name };
    Some(Move::Node(Node { name, act: Act::Say { said, then }, place, assumed: Vec::new() }))
}
