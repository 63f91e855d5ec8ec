//! How calls get from one dialog to another.

use super::machine::VoiceProgram;
use super::state::{After, Stage, State};
use crate::import::flow::FlowEnd;

/// The name of a document without folder and ending.
pub(super) fn document_name(program: &VoiceProgram, document: usize) -> String {
    let path = program.app.documents[document].path.replace('\\', "/");
    let name = path.rsplit('/').next().unwrap_or(&path);
    name.split('.').next().unwrap_or(name).to_owned()
}

/// What `goto` and `next` mean: `#dialog`, `document`, `document#dialog`.
pub(super) enum Target {
    Dialog(usize),
    /// A page that is not among the documents.
    Outside(String),
    /// Something that the documents do not have.
    Missing,
}

pub(super) fn target(program: &VoiceProgram, dialog: usize, text: &str) -> Target {
    let own = program.app.dialogs[dialog].document;
    let text = text.trim();
    let (path, id) = text.split_once('#').map_or((text, None), |(path, id)| (path, Some(id)));
    let path = path.split('?').next().unwrap_or(path);
    let document = if path.is_empty() { Some(own) } else { program.app.document(own, path) };
    let Some(document) = document else {
        let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path);
        return Target::Outside(name.to_owned());
    };
    let dialogs = &program.app.documents[document].dialogs;
    let found = match id {
        Some(id) => dialogs.iter().copied().find(|&dialog| program.app.dialogs[dialog].id == id),
        None => dialogs.first().copied(),
    };
    found.map_or(Target::Missing, Target::Dialog)
}

/// The state at a target.
pub(super) fn to(program: &VoiceProgram, state: &State, text: &str) -> State {
    match target(program, state.dialog, text) {
        Target::Dialog(dialog) => entered(program, state, dialog),
        Target::Missing => state.ended(FlowEnd::Dropped),
        Target::Outside(page) => {
            let mut next = state.moved(Stage::Selects);
            next.doing.clear();
            program.assign(&mut next, PAGE, &page);
            next.values.insert(PAGE.into(), page.as_str().into());
            next
        }
    }
}

/// The variable that holds the page outside to which a call was sent.
pub(super) const PAGE: &str = "#page";

/// The state at a dialog; its document's variables come first, if it is another document.
pub(super) fn entered(program: &VoiceProgram, state: &State, dialog: usize) -> State {
    let from = program.app.dialogs[state.dialog].document;
    let document = program.app.dialogs[dialog].document;
    let mut next = state.entered(dialog);
    if from == document {
        return next;
    }
    let app = &program.app;
    next.doing.push((app.documents[document].variables, 0));
    // The root document's variables stay as long as its documents follow each other.
    if let Some(root) = app.root(document)
        && app.root(from) != Some(root)
        && from != root
    {
        next.doing.push((app.documents[root].variables, 0));
    }
    next.stage = Stage::Does(After::Enters);
    next
}

/// The state when an item is filled: what is done about it, and then the next one.
pub(super) fn filled(program: &VoiceProgram, state: &State, at: usize) -> State {
    let item = &program.app.items[at];
    let dialog = &program.app.dialogs[item.dialog];
    let mut next = state.moved(Stage::Does(After::Selects));
    next.filled.insert(at);
    next.wanted = None;
    next.events.retain(|(other, _), _| *other != at);
    next.spoken.remove(&at);
    next.doing.clear();
    let is_input =
        |&other: &usize| !matches!(program.app.items[other].kind, super::application::ItemKind::Block);
    let are_all =
        dialog.items.iter().filter(|other| is_input(other)).all(|other| next.filled.contains(other));
    for (all, block) in dialog.filled.iter().rev() {
        if !all || are_all {
            next.doing.push((*block, 0));
        }
    }
    next.doing.extend(item.filled.iter().rev().map(|&block| (block, 0)));
    next
}
