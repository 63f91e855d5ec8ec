//! A flow as Architect writes it: menus with choices, and tasks of actions that follow each other.

use std::rc::Rc;

use super::expression::Expression;
use super::fields::{count, millis, set, truth};
use crate::base::source::Span;
use crate::import::data::Data;

/// A flow.
#[derive(Debug, Default)]
pub(super) struct ArchitectFlow {
    pub(super) name: String,
    pub(super) span: Option<Span>,
    /// The menu or the task at which it begins.
    pub(super) start: Option<Target>,
    /// What is said first, and its step.
    pub(super) greeting: Option<(Data, usize)>,
    pub(super) menus: Vec<Menu>,
    pub(super) tasks: Vec<Task>,
    pub(super) actions: Vec<Action>,
    /// What variables hold before anything sets them.
    pub(super) variables: Vec<(String, Expression)>,
    /// What is done when an action fails.
    pub(super) failing: Option<Failing>,
    pub(super) settings: MenuSettings,
    /// What actions take of which nothing is said.
    pub(super) defaults: Option<Data>,
    /// The language that calls begin in.
    pub(super) language: String,
    /// Choices that callers can also say.
    pub(super) spoken: usize,
}

/// What is done when an action fails.
#[derive(Debug)]
pub(super) struct Failing {
    pub(super) audio: Option<Data>,
    pub(super) action: usize,
}

/// A menu or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Menu(usize),
    Task(usize),
}

/// A menu.
#[derive(Debug)]
pub(super) struct Menu {
    pub(super) name: String,
    pub(super) ref_id: String,
    pub(super) span: Span,
    pub(super) audio: Option<Data>,
    pub(super) choices: Vec<Choice>,
    pub(super) settings: MenuSettings,
    /// The choice of those who make none, by its name.
    pub(super) default: Option<String>,
    pub(super) entry: usize,
}

/// What a key leads to.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) key: Option<char>,
    pub(super) name: String,
    pub(super) ref_id: String,
    /// Whether the key is taken in all menus.
    pub(super) is_global: bool,
    /// Whether it is for those who make no choice.
    pub(super) is_default: bool,
    pub(super) action: usize,
}

/// Actions that follow each other.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) ref_id: String,
    pub(super) name: String,
    pub(super) first: Option<usize>,
    /// What its variables hold when it begins.
    pub(super) variables: Vec<(String, Expression)>,
}

/// An action.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) span: Span,
    /// What is said of it, without the actions that stand in it.
    pub(super) body: Rc<Data>,
    /// What follows.
    pub(super) next: Option<usize>,
    /// What follows by what comes of it.
    pub(super) outputs: Vec<(String, Option<usize>)>,
    /// The menu that it is, where it is one.
    pub(super) menu: Option<usize>,
    /// The menu whose choice it belongs to, where it is no action of a task of its own.
    pub(super) within: Option<usize>,
    /// The loop that it stands in.
    pub(super) around: Option<usize>,
    /// Whether it is the whole of a menu's choice.
    pub(super) is_choice: bool,
    pub(super) entry: usize,
}

/// How menus wait and ask again, as far as it is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MenuSettings {
    timeout: Option<u64>,
    repeats: Option<u64>,
    extensions: Option<bool>,
    delay: Option<u64>,
}

/// How a menu waits and asks again.
#[derive(Clone, Copy, Debug)]
pub(super) struct MenuManner {
    /// In milliseconds.
    pub(super) timeout: u64,
    /// How often it is heard in all.
    pub(super) repeats: u64,
    /// Whether extensions may be dialed.
    pub(super) extensions: bool,
    /// How long to wait for one more digit of an extension, in milliseconds.
    pub(super) delay: u64,
}

impl MenuSettings {
    pub(super) fn of(data: Option<&Data>) -> Self {
        let one = |key: &str| data.and_then(|data| set(data, key));
        Self {
            timeout: one("menuSelectionTimeout").and_then(millis),
            repeats: one("repeatCount").and_then(count),
            extensions: one("listenForExtensionDialing").and_then(truth),
            delay: one("extensionDialingMaxDelay").and_then(millis),
        }
    }
}

impl ArchitectFlow {
    /// The menu or the task that is referred to, as in `/inboundCall/menus/menu[Main Menu_10]`.
    pub(super) fn target(&self, reference: &str) -> Option<Target> {
        let (before, rest) = reference.split_once('[')?;
        let name = rest.strip_suffix(']').unwrap_or(rest).trim_matches(['"', '\'']);
        let menu = || {
            let of_id = self.menus.iter().position(|menu| menu.ref_id == name);
            of_id.or_else(|| self.menus.iter().position(|menu| menu.name == name)).map(Target::Menu)
        };
        let task = || {
            let of_id = self.tasks.iter().position(|task| task.ref_id == name);
            of_id.or_else(|| self.tasks.iter().position(|task| task.name == name)).map(Target::Task)
        };
        if before.to_lowercase().ends_with("menu") { menu().or_else(task) } else { task().or_else(menu) }
    }

    /// The menu or the task that an action leads to. None: it is not there.
    pub(super) fn led_to(&self, action: usize) -> Option<Target> {
        const KEYS: [&str; 5] = ["targetTaskRef", "targetMenuRef", "targetRef", "taskRef", "menuRef"];
        let body = &self.actions[action].body;
        self.target(&KEYS.iter().find_map(|key| body.text_at(key))?)
    }

    /// How a menu waits and asks again. What nobody says is as the platform documents it.
    pub(super) fn manner(&self, menu: usize) -> MenuManner {
        let (own, all) = (self.menus[menu].settings, self.settings);
        MenuManner {
            timeout: own.timeout.or(all.timeout).unwrap_or(10_000),
            repeats: own.repeats.or(all.repeats).unwrap_or(3).max(1),
            extensions: own.extensions.or(all.extensions).unwrap_or(true),
            delay: own.delay.or(all.delay).unwrap_or(1_000),
        }
    }

    /// What those come to who choose nothing, if the menu says so.
    pub(super) fn default_choice(&self, menu: usize) -> Option<usize> {
        let menu = &self.menus[menu];
        let is_named = |choice: &Choice| {
            let inner = |name: &String| {
                let bracket = name.split_once('[').and_then(|(_, rest)| rest.strip_suffix(']'));
                let name = bracket.unwrap_or(name);
                [&choice.name, &choice.ref_id].iter().any(|known| !known.is_empty() && *known == name)
            };
            menu.default.as_ref().is_some_and(inner)
        };
        let found = menu.choices.iter().find(|choice| choice.is_default || is_named(choice));
        found.map(|choice| choice.action)
    }

    /// What an action says below a key, or what all of its kind take.
    pub(super) fn said_of<'f>(&'f self, action: &'f Action, key: &str) -> Option<&'f Data> {
        set(&action.body, key).or_else(|| set(self.defaults.as_ref()?.get(&action.kind)?, key))
    }

    /// The keys of a menu, with those that all menus take.
    pub(super) fn keys(&self, menu: usize) -> Vec<(char, usize)> {
        let own = self.menus[menu].choices.iter();
        let others = self.menus.iter().enumerate().filter(|(at, _)| *at != menu);
        let global = others.flat_map(|(_, menu)| &menu.choices).filter(|choice| choice.is_global);
        let mut found: Vec<(char, usize)> = Vec::new();
        for choice in own.chain(global) {
            if let Some(key) = choice.key
                && !found.iter().any(|(known, _)| *known == key)
            {
                found.push((key, choice.action));
            }
        }
        found
    }
}

/// The cases of a switch.
pub(super) fn cases(body: &Data) -> Vec<&Data> {
    let list = evaluated(body).and_then(|one| one.get("cases")).or_else(|| body.get("cases"));
    list.map_or(&[][..], Data::items).iter().map(|one| one.get("case").unwrap_or(one)).collect()
}

/// How a switch goes through its cases.
pub(super) fn evaluated(body: &Data) -> Option<&Data> {
    let evaluate = body.get("evaluate")?;
    evaluate.get("firstTrue").or_else(|| evaluate.get("allTrue"))
}
