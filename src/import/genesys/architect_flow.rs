//! A flow as Architect writes it: menus with choices, and tasks of actions that follow each other.

use super::expression::{self, Expression};
use crate::base::source::Span;
use crate::import::data::{Data, DataValue};
use crate::import::ledger::Ledger;
use crate::import::secrets::without_secrets;

/// A flow.
#[derive(Debug)]
pub(super) struct ArchitectFlow {
    pub(super) name: String,
    pub(super) span: Span,
    /// The menu or the task at which it begins.
    pub(super) start: Option<Target>,
    pub(super) greeting: Option<Data>,
    /// The step of the greeting.
    pub(super) greeting_entry: usize,
    pub(super) menus: Vec<Menu>,
    pub(super) tasks: Vec<Task>,
    pub(super) actions: Vec<Action>,
    /// What variables hold before anything sets them.
    pub(super) variables: Vec<(String, Expression)>,
    settings: MenuSettings,
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
    ref_id: String,
    pub(super) span: Span,
    pub(super) audio: Option<Data>,
    pub(super) choices: Vec<Choice>,
    settings: MenuSettings,
    /// The choice of those who make none, by its name.
    default: Option<String>,
    pub(super) entry: usize,
}

/// What a key leads to.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) key: Option<char>,
    name: String,
    /// Whether the key is taken in all menus.
    pub(super) is_global: bool,
    pub(super) action: usize,
}

/// Actions that follow each other.
#[derive(Debug)]
pub(super) struct Task {
    ref_id: String,
    name: String,
    pub(super) first: Option<usize>,
}

/// An action.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) body: Data,
    /// What follows.
    pub(super) next: Option<usize>,
    /// What follows by what comes of it.
    pub(super) outputs: Vec<(String, Option<usize>)>,
    /// The menu that it is, where it is one.
    pub(super) menu: Option<usize>,
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
    /// How often it is heard again.
    pub(super) repeats: u64,
    /// Whether extensions may be dialed.
    pub(super) extensions: bool,
    /// How long to wait for one more digit of an extension, in milliseconds.
    pub(super) delay: u64,
}

impl MenuSettings {
    fn of(data: Option<&Data>) -> Self {
        let one = |key: &str| data.and_then(|data| data.get(key));
        Self {
            timeout: one("menuSelectionTimeout").and_then(millis),
            repeats: one("repeatCount").and_then(|data| literal(data)?.parse().ok()),
            extensions: one("listenForExtensionDialing").and_then(|data| literal(data)?.parse().ok()),
            delay: one("extensionDialingMaxDelay").and_then(millis),
        }
    }
}

/// The literal of a value: a text, a number, or the name of what is meant.
pub(super) fn literal(data: &Data) -> Option<String> {
    let lit = data.get("lit").unwrap_or(data);
    lit.plain().or_else(|| lit.text_at("name"))
}

/// A length of time, in milliseconds.
pub(super) fn millis(data: &Data) -> Option<u64> {
    let lit = data.get("lit").unwrap_or(data);
    let part = |key: &str| lit.text_at(key).and_then(|text| text.parse::<f64>().ok());
    let units = [("ms", 1.0), ("milliseconds", 1.0), ("seconds", 1_000.0), ("minutes", 60_000.0)];
    let parts: Vec<f64> = units.iter().filter_map(|(key, factor)| Some(part(key)? * factor)).collect();
    (!parts.is_empty()).then(|| parts.iter().sum::<f64>().clamp(0.0, 3_600_000.0) as u64)
}

/// The expression of a value. None: there is no value.
pub(super) fn expression_of(data: &Data) -> Option<Expression> {
    if let Some(text) = data.text_at("exp") {
        return Some(expression::parse(&text));
    }
    if let Some(name) = data.text_at("var").or_else(|| data.text_at("variable")) {
        return Some(Expression::Variable(name));
    }
    data.get("lit").and_then(|_| literal(data)).or_else(|| data.plain()).map(Expression::Literal)
}

/// Reads a flow; each of its menus and actions is a step.
pub(super) fn read(data: &Data, fallback: &str, ledger: &mut Ledger) -> ArchitectFlow {
    let name =
        data.text_at("name").filter(|name| !name.contains("{{")).unwrap_or_else(|| fallback.to_owned());
    let greeting = data.get("initialGreeting").cloned();
    let entry_span = greeting.as_ref().map_or(data.span, |greeting| greeting.span);
    let greeting_entry =
        if greeting.is_some() { ledger.read(entry_span, "initialGreeting") } else { usize::MAX };
    let mut reader = Reader {
        ledger,
        flow: ArchitectFlow {
            name,
            span: data.span,
            start: None,
            greeting,
            greeting_entry,
            menus: Vec::new(),
            tasks: Vec::new(),
            actions: Vec::new(),
            variables: variables(data),
            settings: MenuSettings::of(data.get("settingsMenu")),
        },
    };
    for (list, item) in [("menus", "menu"), ("reusableMenus", "menu"), ("reusableMenus", "reusableMenu")] {
        for one in data.get(list).map_or(&[][..], Data::items).iter().filter_map(|one| one.get(item)) {
            reader.menu(one);
        }
    }
    for (list, item) in [("tasks", "task"), ("reusableTasks", "task"), ("reusableTasks", "reusableTask")] {
        for one in data.get(list).map_or(&[][..], Data::items).iter().filter_map(|one| one.get(item)) {
            let first = reader.sequence(actions_of(one), None);
            let name = one.text_at("name").unwrap_or_default();
            let ref_id = one.text_at("refId").unwrap_or_else(|| name.clone());
            reader.flow.tasks.push(Task { ref_id, name, first });
        }
    }
    let started = data.get("startUpTaskActions").map(Data::items);
    if let Some(actions) = started {
        let first = reader.sequence(actions, None);
        reader.flow.tasks.push(Task { ref_id: String::new(), name: String::new(), first });
    }
    let mut flow = reader.flow;
    flow.start = match (data.text_at("startUpRef"), started) {
        (Some(reference), _) => flow.target(&reference),
        (None, Some(_)) => Some(Target::Task(flow.tasks.len() - 1)),
        (None, None) if !flow.menus.is_empty() => Some(Target::Menu(0)),
        (None, None) => (!flow.tasks.is_empty()).then_some(Target::Task(0)),
    };
    flow
}

fn actions_of(data: &Data) -> &[Data] {
    data.get("actions").map_or(&[][..], Data::items)
}

fn variables(data: &Data) -> Vec<(String, Expression)> {
    let items = data.get("variables").map_or(&[][..], Data::items);
    let of = items.iter().flat_map(|item| item.entries()).filter_map(|(_, variable)| {
        let value = variable.get("initialValue").and_then(expression_of)?;
        Some((variable.text_at("name")?, value))
    });
    of.collect()
}

impl ArchitectFlow {
    /// The menu or the task that is referred to, as in `/inboundCall/menus/menu[Main Menu_10]`.
    pub(super) fn target(&self, reference: &str) -> Option<Target> {
        let (before, rest) = reference.split_once('[')?;
        let name = rest.strip_suffix(']').unwrap_or(rest);
        let name = name.trim_matches(['"', '\'']);
        let menu =
            || self.menus.iter().position(|menu| menu.ref_id == name || menu.name == name).map(Target::Menu);
        let task =
            || self.tasks.iter().position(|task| task.ref_id == name || task.name == name).map(Target::Task);
        if before.to_lowercase().ends_with("menu") { menu().or_else(task) } else { task().or_else(menu) }
    }

    /// How a menu waits and asks again.
    pub(super) fn manner(&self, menu: usize) -> MenuManner {
        let (own, all) = (self.menus[menu].settings, self.settings);
        MenuManner {
            timeout: own.timeout.or(all.timeout).unwrap_or(10_000),
            repeats: own.repeats.or(all.repeats).unwrap_or(3),
            extensions: own.extensions.or(all.extensions).unwrap_or(false),
            delay: own.delay.or(all.delay).unwrap_or(1_000),
        }
    }

    /// What those come to who choose nothing, if the menu says so.
    pub(super) fn default_choice(&self, menu: usize) -> Option<usize> {
        let menu = &self.menus[menu];
        let name = menu.default.as_deref()?;
        let found =
            menu.choices.iter().find(|choice| name.contains(choice.name.as_str()) && !choice.name.is_empty());
        found.map(|choice| choice.action)
    }
}

struct Reader<'l> {
    ledger: &'l mut Ledger,
    flow: ArchitectFlow,
}

impl Reader<'_> {
    fn menu(&mut self, data: &Data) -> usize {
        let name = data.text_at("name").unwrap_or_else(|| "menu".to_owned());
        let entry = self.ledger.read(data.span, without_secrets(&format!("menu {name}")));
        let at = self.flow.menus.len();
        let default = ["defaultMenuChoice", "defaultChoice", "defaultChoiceRef", "defaultChoiceRefId"]
            .iter()
            .find_map(|key| data.get(key).and_then(literal));
        self.flow.menus.push(Menu {
            ref_id: data.text_at("refId").unwrap_or_else(|| name.clone()),
            name,
            span: data.span,
            audio: data.get("audio").cloned(),
            choices: Vec::new(),
            settings: MenuSettings::of(data.get("settingsMenu")),
            default,
            entry,
        });
        for item in data.get("choices").map_or(&[][..], Data::items) {
            for (kind, body) in item.entries() {
                let choice = self.choice(kind, body);
                self.flow.menus[at].choices.push(choice);
            }
        }
        at
    }

    fn choice(&mut self, kind: &str, body: &Data) -> Choice {
        let rest = kind.strip_prefix("menu").unwrap_or(kind);
        let mut plain: String =
            rest.chars().take(1).flat_map(char::to_lowercase).chain(rest.chars().skip(1)).collect();
        // Back from a choice is back from its menu.
        if plain == "previousMenu" {
            "menuPreviousMenu".clone_into(&mut plain);
        }
        let action = self.reserve(&plain, body);
        self.flow.actions[action].is_choice = true;
        match plain.as_str() {
            "task" => {
                let actions = body.get("task").map_or_else(|| actions_of(body), actions_of);
                let first = self.sequence(actions, None);
                self.flow.actions[action].next = first;
            }
            "subMenu" => {
                let menu = self.menu(body.get("menu").unwrap_or(body));
                self.flow.actions[action].menu = Some(menu);
            }
            _ => self.outputs(action, body),
        }
        Choice {
            key: body.text_at("dtmf").as_deref().and_then(key),
            name: body.text_at("name").unwrap_or_default(),
            is_global: body.text_at("globalDtmf").is_some_and(|is| is == "true"),
            action,
        }
    }

    /// Actions that follow each other, and behind them what follows. Gives the first.
    fn sequence(&mut self, items: &[Data], then: Option<usize>) -> Option<usize> {
        let actions: Vec<(usize, &Data)> = items
            .iter()
            .flat_map(Data::entries)
            .map(|(kind, body)| (self.reserve(kind, body), body))
            .collect();
        for (at, (action, body)) in actions.iter().enumerate() {
            self.flow.actions[*action].next = actions.get(at + 1).map_or(then, |(next, _)| Some(*next));
            self.outputs(*action, body);
        }
        actions.first().map_or(then, |(first, _)| Some(*first))
    }

    fn reserve(&mut self, kind: &str, body: &Data) -> usize {
        let name = body.text_at("name").unwrap_or_else(|| kind.to_owned());
        let entry = self.ledger.read(body.span, without_secrets(&format!("{kind}: {name}")));
        self.flow.actions.push(Action {
            kind: kind.to_owned(),
            name,
            span: body.span,
            body: body.clone(),
            next: None,
            outputs: Vec::new(),
            menu: None,
            is_choice: false,
            entry,
        });
        self.flow.actions.len() - 1
    }

    /// What follows by what comes of an action. Behind each, the call goes on as behind the action itself.
    fn outputs(&mut self, action: usize, body: &Data) {
        let kind = self.flow.actions[action].kind.clone();
        let next = self.flow.actions[action].next;
        let then = if kind == "loop" { Some(action) } else { next };
        let mut found: Vec<(String, Vec<Data>)> = Vec::new();
        let outputs = body.get("outputs").map_or(&[][..], Data::entries);
        for (label, output) in outputs {
            if let DataValue::List(paths) = &output.value {
                for path in paths.iter().map(|path| path.get("path").unwrap_or(path)) {
                    found.push((path.text_at("name").unwrap_or_default(), actions_of(path).to_vec()));
                }
            } else {
                found.push((label.trim_matches('"').to_owned(), actions_of(output).to_vec()));
            }
        }
        if kind == "switch" {
            for (at, case) in cases(body).iter().enumerate() {
                found.push((format!("case {at}"), actions_of(case).to_vec()));
            }
            let evaluate =
                body.get("evaluate").and_then(|one| one.get("firstTrue").or_else(|| one.get("allTrue")));
            let default = evaluate.and_then(|one| one.get("default")).or_else(|| body.get("default"));
            if let Some(default) = default {
                found.push(("default".to_owned(), actions_of(default).to_vec()));
            }
        }
        for (label, actions) in found {
            let first = self.sequence(&actions, then);
            self.flow.actions[action].outputs.push((label, first));
        }
    }
}

/// The cases of a switch.
pub(super) fn cases(body: &Data) -> Vec<&Data> {
    let evaluate = body.get("evaluate").and_then(|one| one.get("firstTrue").or_else(|| one.get("allTrue")));
    let list = evaluate.and_then(|one| one.get("cases")).or_else(|| body.get("cases"));
    list.map_or(&[][..], Data::items).iter().map(|one| one.get("case").unwrap_or(one)).collect()
}

/// The key of `digit_1`, `digit_star`.
fn key(dtmf: &str) -> Option<char> {
    let word = dtmf.trim().to_lowercase();
    match word.strip_prefix("digit_").unwrap_or(&word) {
        "star" | "*" | "asterisk" => Some('*'),
        "pound" | "#" | "hash" => Some('#'),
        digit => digit.chars().next().filter(|c| c.is_ascii_digit() && digit.len() == 1),
    }
}
