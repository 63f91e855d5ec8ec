//! Where calls come in, and what comes of them.

use std::collections::HashSet;

use super::application::{Application, Choice, Does, ItemKind, Leads};
use super::machine::{VoiceProgram, plain};
use super::moves;
use super::reader;
use super::state::State;
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources};
use crate::base::text::capital;
use crate::import::explore::explore;
use crate::import::flow::{FlowLine, FlowPlace};
use crate::import::names::spaced;
use crate::import::reading::{PlatformReading, too_many};
use crate::import::request::ImportRequest;

/// Reads an application and works out what comes of calls.
pub(in crate::import) fn read(
    sources: &Sources,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<PlatformReading, Vec<Diagnostic>> {
    // Documents that others lead to are read as well.
    let mut all: Vec<FileId> = files.to_vec();
    let others = sources.iter().filter(|(id, file)| !files.contains(id) && file.text().contains("<vxml"));
    all.extend(others.map(|(id, _)| id));
    let app = reader::read(sources, &all)?;
    let asked = asked_names(&app);
    let mut program = VoiceProgram::new(app, asked);
    let entries = entries(&program, request)?;
    let mut lines: Vec<FlowLine<State>> =
        entries.into_iter().map(|document| line(&program, document)).collect();
    request.name_lines(&mut lines)?;
    let flow = explore(&mut program, lines).map_err(|found| too_many(&found))?;
    Ok(PlatformReading { flow, ledger: program.ledger.into_inner(), notes: Vec::new() })
}

/// All names that some expression asks for.
fn asked_names(app: &Application) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut add = |text: &str| {
        let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.')));
        names.extend(words.filter(|word| !word.is_empty()).map(|word| plain(word).to_owned()));
    };
    for statement in &app.statements {
        match &statement.does {
            Does::Assign { expr: Some(expr), .. } | Does::GotoExpression(expr) | Does::Submit(expr) => {
                add(expr);
            }
            Does::If(branches) => branches.iter().filter_map(|(cond, _)| cond.as_deref()).for_each(&mut add),
            Does::Return { names, .. } => names.iter().for_each(|name| add(name)),
            Does::Say(prompt) => said(prompt, &mut add),
            _ => {}
        }
    }
    for item in &app.items {
        item.cond.iter().chain(&item.expr).for_each(|text| add(text));
        item.prompts.iter().for_each(|prompt| said(prompt, &mut add));
        if let ItemKind::Transfer { to, .. } = &item.kind {
            add(to);
        }
        for Choice { leads, .. } in &item.choices {
            if let Leads::ToExpression(expr) = leads {
                add(expr);
            }
        }
    }
    let scopes = app.documents.iter().map(|document| &document.scope);
    let scopes = scopes
        .chain(app.dialogs.iter().map(|dialog| &dialog.scope))
        .chain(app.items.iter().map(|item| &item.scope));
    scopes.flat_map(|scope| &scope.handlers).filter_map(|handler| handler.cond.as_deref()).for_each(&mut add);
    names
}

fn said(prompt: &super::application::SpokenPrompt, add: &mut dyn FnMut(&str)) {
    prompt.cond.iter().for_each(|cond| add(cond));
    for part in &prompt.parts {
        if let super::application::PromptPart::Value(expr) = part {
            add(expr);
        }
    }
}

/// Documents in which calls begin: those that are named, else those to which no other leads.
fn entries(program: &VoiceProgram, request: &ImportRequest) -> Result<Vec<usize>, Vec<Diagnostic>> {
    let app = &program.app;
    let has_dialog = |at: &usize| !app.documents[*at].dialogs.is_empty();
    let all: Vec<usize> = (0..app.documents.len()).filter(has_dialog).collect();
    let mut found = Vec::new();
    for wanted in &request.entries {
        let path = app.documents.iter().position(|document| document.path == *wanted);
        let named = path.or_else(|| {
            (0..app.documents.len()).find(|&at| {
                let file = app.documents[at].path.rsplit('/').next().unwrap_or_default();
                file == wanted || moves::document_name(program, at) == *wanted
            })
        });
        let Some(document) = named.filter(|at| has_dialog(at)) else {
            let known: Vec<String> = all.iter().map(|&at| moves::document_name(program, at)).collect();
            let help = match did_you_mean(wanted, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the name of a file with a dialog".to_owned(),
            };
            let message = format!("there is no document `{}` with a dialog", wanted.escape_debug());
            return Err(vec![Diagnostic::without_place("unknown-document", message).help(help)]);
        };
        found.push(document);
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let led = led_to(app);
    found.extend(all.iter().copied().filter(|at| !led.contains(at)));
    if found.is_empty() {
        found.extend(all.first());
    }
    if found.is_empty() {
        let told = Diagnostic::without_place("no-entry", "nothing in these files is where calls come in")
            .help("a document needs a form or a menu");
        return Err(vec![told]);
    }
    Ok(found)
}

/// Documents to which others lead, and those whose variables others use.
fn led_to(app: &Application) -> HashSet<usize> {
    let mut led = HashSet::new();
    let mut add = |from: usize, text: &str| {
        let path = text.split(['#', '?']).next().unwrap_or_default();
        led.extend(app.document(from, path).filter(|to| !path.is_empty() && *to != from));
    };
    for at in 0..app.documents.len() {
        if let Some(root) = &app.documents[at].root {
            add(at, root);
        }
        let scope = |scope: &super::application::HandlerScope, add: &mut dyn FnMut(usize, &str)| {
            for link in &scope.links {
                if let Leads::To(next) = &link.leads {
                    add(at, next);
                }
            }
        };
        scope(&app.documents[at].scope, &mut add);
        for &dialog in &app.documents[at].dialogs {
            scope(&app.dialogs[dialog].scope, &mut add);
            for &item in &app.dialogs[dialog].items {
                scope(&app.items[item].scope, &mut add);
                for choice in &app.items[item].choices {
                    if let Leads::To(next) = &choice.leads {
                        add(at, next);
                    }
                }
                if let ItemKind::Subdialog(source) = &app.items[item].kind {
                    add(at, source);
                }
            }
        }
    }
    for statement in &app.statements {
        let (Does::Goto(next) | Does::Submit(next)) = &statement.does else { continue };
        let from = app.documents.iter().position(|document| document.span.file == statement.span.file);
        if let Some(from) = from {
            add(from, next);
        }
    }
    led
}

fn line(program: &VoiceProgram, document: usize) -> FlowLine<State> {
    let app = &program.app;
    let dialog = app.documents[document].dialogs[0];
    let name = moves::document_name(program, document);
    let mut start = State::at(dialog);
    // The variables of the document, and before them those of its root.
    start.doing.push((app.documents[document].variables, 0));
    start.doing.extend(app.root(document).map(|root| (app.documents[root].variables, 0)));
    start.stage = super::state::Stage::Does(super::state::After::Enters);
    FlowLine {
        title: capital(&spaced(&name)).clone(),
        dialed: Vec::new(),
        start,
        place: FlowPlace { span: app.documents[document].span, words: format!("document {name}") },
        assumed: vec!["The files do not say which number leads here.".to_owned()],
        name,
    }
}
