//! A `VoiceXML` application as it was read: documents with dialogs, forms with items, statements.

use std::collections::BTreeMap;

use crate::base::source::Span;
use crate::import::flow::EntryPattern;
use crate::import::ledger::Ledger;

/// All documents, with what they hold one after the other.
#[derive(Debug, Default)]
pub(super) struct Application {
    pub(super) documents: Vec<Document>,
    pub(super) dialogs: Vec<Dialog>,
    pub(super) items: Vec<FormItem>,
    pub(super) statements: Vec<Statement>,
    /// Statements that follow each other.
    pub(super) blocks: Vec<Vec<usize>>,
    pub(super) ledger: Ledger,
}

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    /// The name of its file.
    pub(super) path: String,
    /// The document whose variables and handlers hold here as well, as it is written.
    pub(super) root: Option<String>,
    pub(super) dialogs: Vec<usize>,
    /// Variables and scripts on top.
    pub(super) variables: usize,
    pub(super) scope: HandlerScope,
    pub(super) span: Span,
}

/// What holds for all that is inside: handlers of events, links, properties.
#[derive(Debug, Default)]
pub(super) struct HandlerScope {
    pub(super) handlers: Vec<EventHandler>,
    pub(super) links: Vec<Choice>,
    pub(super) properties: BTreeMap<String, String>,
}

/// What is done about events.
#[derive(Debug)]
pub(super) struct EventHandler {
    /// Names of events; one that is empty takes all.
    pub(super) events: Vec<String>,
    /// From how many of them on.
    pub(super) count: u8,
    pub(super) cond: Option<String>,
    pub(super) block: usize,
}

/// A form, or a menu as a form with one item.
#[derive(Debug)]
pub(super) struct Dialog {
    pub(super) id: String,
    pub(super) document: usize,
    pub(super) items: Vec<usize>,
    /// What is done when items are filled, and whether all have to be.
    pub(super) filled: Vec<(bool, usize)>,
    pub(super) variables: usize,
    pub(super) scope: HandlerScope,
    pub(super) span: Span,
}

/// What a form goes through.
#[derive(Debug)]
pub(super) struct FormItem {
    pub(super) kind: ItemKind,
    pub(super) name: String,
    pub(super) dialog: usize,
    pub(super) cond: Option<String>,
    pub(super) expr: Option<String>,
    pub(super) prompts: Vec<SpokenPrompt>,
    /// What is taken here.
    pub(super) choices: Vec<Choice>,
    /// What is said there decides, which no key can say.
    pub(super) is_spoken: bool,
    pub(super) filled: Vec<usize>,
    /// What a block does.
    pub(super) content: usize,
    pub(super) scope: HandlerScope,
    pub(super) span: Span,
    pub(super) entry: usize,
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    Block,
    Field,
    Menu,
    /// Another dialog that comes back.
    Subdialog(String),
    /// A call that is put through: to whom, whether it comes back, how long it rings in milliseconds.
    Transfer {
        to: String,
        comes_back: bool,
        rings: Option<u64>,
    },
    /// Something that has no keys, by its name.
    Other(String),
}

/// What callers can press, and what comes of it.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) keys: Vec<EntryPattern>,
    /// What the item gets, if that is not what was pressed.
    pub(super) value: Option<String>,
    pub(super) leads: Leads,
    pub(super) entry: Option<usize>,
}

/// What comes of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// The item is filled.
    Fill,
    To(String),
    /// To where an expression says.
    ToExpression(String),
    Event(String),
}

/// A prompt.
#[derive(Clone, Debug)]
pub(super) struct SpokenPrompt {
    /// From which time on it is said.
    pub(super) count: u8,
    pub(super) cond: Option<String>,
    pub(super) barge_in: Option<bool>,
    /// How long callers may be silent behind it, in milliseconds.
    pub(super) timeout: Option<u64>,
    pub(super) parts: Vec<PromptPart>,
}

/// A part of a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PromptPart {
    /// A recording, with the words that are said where it is missing.
    Audio(String, String),
    Words(String),
    Value(String),
    /// In milliseconds.
    Pause(u64),
}

/// Something that is done.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) does: Does,
    pub(super) span: Span,
    pub(super) entry: usize,
}

/// What it does.
#[derive(Debug)]
pub(super) enum Does {
    Say(SpokenPrompt),
    /// Gives a variable a value; without one where it has one already.
    Assign {
        name: String,
        expr: Option<String>,
    },
    Clear(Vec<String>),
    /// The first that holds; one without a condition always does.
    If(Vec<(Option<String>, usize)>),
    Goto(String),
    GotoExpression(String),
    GotoItem(String),
    Submit(String),
    Exit,
    Throw(String),
    Return {
        names: Vec<String>,
        event: Option<String>,
    },
    Reprompt,
    /// Asks another system, whose answer has this name.
    Data(String),
    Script,
    Quiet,
    Unknown(String),
}

impl Application {
    /// The document that a path means, seen from another one.
    pub(super) fn document(&self, from: usize, path: &str) -> Option<usize> {
        let own = self.documents[from].path.replace('\\', "/");
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let is_absolute = path.starts_with('/');
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let near = parts.join("/");
        let plain = |path: &str| path.replace('\\', "/").trim_start_matches(['/', '.']).to_owned();
        let exact =
            self.documents.iter().position(|document| plain(&document.path) == near.trim_start_matches('/'));
        exact.or_else(|| {
            let last = path.rsplit('/').next().filter(|last| is_absolute && !last.is_empty())?;
            self.documents.iter().position(|document| plain(&document.path).rsplit('/').next() == Some(last))
        })
    }

    /// The root document of a document.
    pub(super) fn root(&self, document: usize) -> Option<usize> {
        let root = self.documents[document].root.as_deref()?;
        self.document(document, root).filter(|root| *root != document)
    }

    /// What holds for an item, the nearest first.
    pub(super) fn scopes(&self, item: Option<usize>, dialog: usize) -> Vec<&HandlerScope> {
        let own = &self.dialogs[dialog];
        let mut all: Vec<&HandlerScope> = item.iter().map(|&item| &self.items[item].scope).collect();
        all.push(&own.scope);
        all.push(&self.documents[own.document].scope);
        all.extend(self.root(own.document).map(|root| &self.documents[root].scope));
        all
    }

    /// A property, as the nearest scope says it.
    pub(super) fn property(&self, item: usize, name: &str) -> Option<&str> {
        let dialog = self.items[item].dialog;
        self.scopes(Some(item), dialog)
            .into_iter()
            .find_map(|scope| scope.properties.get(name))
            .map(String::as_str)
    }
}
