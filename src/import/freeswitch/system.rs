//! A phone system as it was read: contexts with extensions, menus with entries, phrases.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::times::TimeChecks;
use crate::base::source::Span;
use crate::import::ledger::Ledger;

/// All that files of `FreeSWITCH` say of calls.
#[derive(Debug, Default)]
pub(super) struct PhoneSystem {
    pub(super) contexts: Vec<Context>,
    /// In the order in which they are read.
    pub(super) conditions: Vec<DialCondition>,
    pub(super) actions: Vec<DialAction>,
    pub(super) menus: Vec<IvrMenu>,
    /// What is said, by the name of the phrase.
    pub(super) phrases: HashMap<String, Vec<PhraseInput>>,
    /// How long callers wait in a queue at most, in seconds; 0 for no end.
    pub(super) queues: HashMap<String, u64>,
    /// What `X-PRE-PROCESS` sets.
    pub(super) globals: BTreeMap<String, String>,
    pub(super) ledger: Ledger,
    /// Files that are named and were not given.
    pub(super) missing: Vec<(Span, String)>,
    /// What else there is to say.
    pub(super) notes: Vec<String>,
}

/// A context.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) extensions: Vec<DialExtension>,
}

/// An extension of a context.
#[derive(Debug)]
pub(super) struct DialExtension {
    pub(super) name: String,
    pub(super) span: Span,
    /// Whether the extensions behind it are looked at although it matches.
    pub(super) goes_on: bool,
    pub(super) conditions: Vec<usize>,
}

/// When a condition is the last of its extension that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakOn {
    True,
    False,
    Always,
    Never,
}

/// A condition with its actions.
#[derive(Debug)]
pub(super) struct DialCondition {
    pub(super) check: FieldCheck,
    pub(super) break_on: BreakOn,
    /// Several checks in one, and how many of them must hold.
    pub(super) regex: Option<(RegexRule, Vec<FieldCheck>)>,
    pub(super) actions: Vec<usize>,
    pub(super) anti_actions: Vec<usize>,
    /// Conditions in it.
    pub(super) nested: Vec<usize>,
    /// Whether what is nested in it must hold for it to hold.
    pub(super) requires_nested: bool,
    pub(super) span: Span,
    pub(super) entry: usize,
}

/// How many of several checks must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RegexRule {
    All,
    Any,
    Xor,
}

/// A field that is compared, or a time, or both.
#[derive(Debug)]
pub(super) struct FieldCheck {
    pub(super) field: Option<String>,
    pub(super) expression: String,
    pub(super) times: Option<TimeChecks>,
}

/// An application with its arguments.
#[derive(Clone, Debug)]
pub(super) struct DialAction {
    /// In lower case.
    pub(super) application: String,
    pub(super) data: String,
    /// Whether it is done while conditions are still looked at.
    pub(super) is_inline: bool,
    /// How often it is done.
    pub(super) times: usize,
    /// What stands behind it on its line.
    pub(super) comment: Option<String>,
    /// What it belongs to: the name of its extension or menu.
    pub(super) owner: String,
    pub(super) span: Span,
    pub(super) entry: usize,
}

/// A menu.
#[derive(Debug)]
pub(super) struct IvrMenu {
    pub(super) name: String,
    pub(super) greet_long: String,
    /// Empty where the long one is said again.
    pub(super) greet_short: String,
    pub(super) invalid_sound: String,
    pub(super) exit_sound: String,
    pub(super) transfer_sound: String,
    /// In milliseconds.
    pub(super) timeout: u64,
    pub(super) inter_digit_timeout: u64,
    pub(super) max_failures: u32,
    pub(super) max_timeouts: u32,
    /// So many keys an entry has at most. None can be pressed where it is 0.
    pub(super) digits: usize,
    pub(super) confirms: bool,
    pub(super) has_pin: bool,
    /// Actions for when it gives up.
    pub(super) on_failures: Option<usize>,
    pub(super) on_timeouts: Option<usize>,
    pub(super) entries: Vec<IvrEntry>,
    /// Why `FreeSWITCH` cannot make a menu of it.
    pub(super) broken: Option<String>,
    pub(super) span: Span,
    pub(super) entry: usize,
}

/// What keys do at a menu.
#[derive(Debug)]
pub(super) struct IvrEntry {
    /// Keys, or an expression between slashes.
    pub(super) digits: String,
    pub(super) does: EntryAction,
    pub(super) span: Span,
    pub(super) entry: usize,
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EntryAction {
    /// The action of this number.
    Execute(usize),
    /// The menu of this name.
    Menu(String),
    PlaySound(String),
    Back,
    Top,
    Exit,
}

/// What a phrase says for data of a form.
#[derive(Debug)]
pub(super) struct PhraseInput {
    pub(super) pattern: String,
    /// What it does: the function with its data.
    pub(super) parts: Vec<(String, String)>,
}

impl PhoneSystem {
    /// The context of a name, else the one for all.
    pub(super) fn context(&self, name: &str) -> Option<usize> {
        let named = |name: &str| self.contexts.iter().position(|context| context.name == name);
        named(name).or_else(|| named("global"))
    }

    pub(super) fn menu(&self, name: &str) -> Option<usize> {
        self.menus.iter().position(|menu| menu.name == name)
    }

    /// Why a menu cannot be built: one entry that means nothing, in it or in a menu below it, is enough.
    pub(super) fn broken(&self, menu: usize) -> Option<&str> {
        let mut seen = BTreeSet::new();
        let mut open = vec![menu];
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            let menu = &self.menus[at];
            if let Some(why) = &menu.broken {
                return Some(why);
            }
            open.extend(menu.entries.iter().filter_map(|entry| match &entry.does {
                EntryAction::Menu(name) => self.menu(name),
                _ => None,
            }));
        }
        None
    }
}
