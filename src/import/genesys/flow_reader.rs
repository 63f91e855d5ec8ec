//! Reads a flow: each of its menus and actions is a step.

use std::rc::Rc;

use super::architect_flow::{
    Action, ArchitectFlow, Choice, Failing, Menu, MenuSettings, Target, Task, cases, evaluated,
};
use super::expression::Expression;
use super::fields::{expression_of, literal, set, truth, without_actions};
use crate::import::data::{Data, DataValue};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::secrets::without_secrets;

/// Reads a flow.
pub(super) fn read(data: &Data, fallback: &str, ledger: &mut Ledger) -> ArchitectFlow {
    let name = data.text_at("name").filter(|name| !name.contains("{{") && !name.trim().is_empty());
    let greeting = set(data, "initialGreeting").cloned();
    let mut reader = Reader {
        flow: ArchitectFlow {
            name: name.unwrap_or_else(|| fallback.to_owned()),
            span: Some(data.span),
            greeting: greeting.map(|audio| {
                let entry = ledger.read(audio.span, "initialGreeting");
                (audio, entry)
            }),
            variables: variables(data),
            settings: MenuSettings::of(data.get("settingsMenu")),
            defaults: data.get("settingsActionDefaults").cloned(),
            language: data.text_at("defaultLanguage").unwrap_or_default(),
            ..ArchitectFlow::default()
        },
        ledger,
        within: None,
    };
    for one in
        listed(data, &[("menus", "menu"), ("reusableMenus", "menu"), ("reusableMenus", "reusableMenu")])
    {
        reader.menu(one);
    }
    for one in
        listed(data, &[("tasks", "task"), ("reusableTasks", "task"), ("reusableTasks", "reusableTask")])
    {
        let first = reader.sequence(actions_of(one), None, None);
        let name = one.text_at("name").unwrap_or_default();
        let ref_id = one.text_at("refId").unwrap_or_else(|| name.clone());
        reader.flow.tasks.push(Task { ref_id, name, first, variables: variables(one) });
    }
    let started = data.get("startUpTaskActions").map(Data::items);
    if let Some(actions) = started {
        let first = reader.sequence(actions, None, None);
        let variables = Vec::new();
        reader.flow.tasks.push(Task { ref_id: String::new(), name: String::new(), first, variables });
    }
    reader.failing(data);
    let mut flow = reader.flow;
    flow.start = match (data.text_at("startUpRef"), started) {
        (Some(reference), _) => flow.target(&reference),
        (None, Some(_)) => Some(Target::Task(flow.tasks.len() - 1)),
        (None, None) if !flow.menus.is_empty() => Some(Target::Menu(0)),
        (None, None) => (!flow.tasks.is_empty()).then_some(Target::Task(0)),
    };
    flow
}

fn listed<'d>(data: &'d Data, lists: &'d [(&str, &str)]) -> impl Iterator<Item = &'d Data> {
    let items = |list: &str| data.get(list).map_or(&[][..], Data::items);
    lists.iter().flat_map(move |(list, item)| items(list).iter().filter_map(move |one| one.get(item)))
}

fn actions_of(data: &Data) -> &[Data] {
    data.get("actions").map_or(&[][..], Data::items)
}

/// Variables with what they hold at first.
fn variables(data: &Data) -> Vec<(String, Expression)> {
    let items = data.get("variables").map_or(&[][..], Data::items);
    let of = items.iter().flat_map(Data::entries).filter_map(|(kind, variable)| {
        let value = expression_of(variable.get("initialValue")?, kind)?;
        Some((variable.text_at("name")?, value))
    });
    of.collect()
}

struct Reader<'l> {
    ledger: &'l mut Ledger,
    flow: ArchitectFlow,
    /// The menu whose choices are read.
    within: Option<usize>,
}

impl Reader<'_> {
    fn menu(&mut self, data: &Data) -> usize {
        let name = data.text_at("name").unwrap_or_else(|| "menu".to_owned());
        let entry = self.ledger.read(data.span, without_secrets(&format!("menu {name}")));
        let at = self.flow.menus.len();
        let keys = ["defaultMenuChoice", "defaultChoice", "defaultChoiceRef", "defaultChoiceRefId"];
        self.flow.menus.push(Menu {
            ref_id: data.text_at("refId").unwrap_or_else(|| name.clone()),
            name,
            span: data.span,
            audio: set(data, "audio").cloned(),
            choices: Vec::new(),
            settings: MenuSettings::of(data.get("settingsMenu")),
            default: keys.iter().find_map(|key| set(data, key).and_then(literal)),
            entry,
        });
        let around = self.within.replace(at);
        for item in data.get("choices").map_or(&[][..], Data::items) {
            for (kind, body) in item.entries() {
                let choice = self.choice(kind, body);
                self.flow.menus[at].choices.push(choice);
            }
        }
        self.within = around;
        at
    }

    fn choice(&mut self, kind: &str, body: &Data) -> Choice {
        let rest = kind.strip_prefix("menu").filter(|rest| !rest.is_empty()).unwrap_or(kind);
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
                let first = self.sequence(actions, None, None);
                self.flow.actions[action].next = first;
            }
            "subMenu" => {
                let menu = self.menu(body.get("menu").unwrap_or(body));
                self.flow.actions[action].menu = Some(menu);
            }
            _ => self.outputs(action, body, None),
        }
        let is_said = |(key, terms): &(String, Data)| {
            key.eq_ignore_ascii_case("speechRecTerms") && !terms.texts().is_empty()
        };
        self.flow.spoken += usize::from(body.entries().iter().any(is_said));
        let is = |keys: &[&str]| keys.iter().any(|key| body.get(key).and_then(truth) == Some(true));
        Choice {
            key: body.text_at("dtmf").as_deref().and_then(key),
            name: body.text_at("name").unwrap_or_default(),
            ref_id: body.text_at("refId").unwrap_or_default(),
            is_global: is(&["globalDtmf"]),
            is_default: is(&["defaultChoice", "isDefault", "default"]),
            action,
        }
    }

    /// Actions that follow each other, and behind them what follows. Gives the first.
    fn sequence(&mut self, items: &[Data], then: Option<usize>, around: Option<usize>) -> Option<usize> {
        let actions: Vec<(usize, &Data)> = items
            .iter()
            .flat_map(Data::entries)
            .map(|(kind, body)| (self.reserve(kind, body), body))
            .collect();
        for (at, (action, body)) in actions.iter().enumerate() {
            self.flow.actions[*action].next = actions.get(at + 1).map_or(then, |(next, _)| Some(*next));
            self.flow.actions[*action].around = around;
            self.outputs(*action, body, around);
        }
        actions.first().map_or(then, |(first, _)| Some(*first))
    }

    fn reserve(&mut self, kind: &str, body: &Data) -> usize {
        let name = body.text_at("name").filter(|name| !name.trim().is_empty());
        let name = name.unwrap_or_else(|| kind.to_owned());
        let entry = self.ledger.read(body.span, without_secrets(&format!("{kind}: {name}")));
        self.flow.actions.push(Action {
            kind: kind.to_owned(),
            name,
            span: body.span,
            body: Rc::new(without_actions(body)),
            next: None,
            outputs: Vec::new(),
            menu: None,
            within: self.within,
            around: None,
            is_choice: false,
            entry,
        });
        self.flow.actions.len() - 1
    }

    /// What follows by what comes of an action. Behind each, the call goes on as behind the action itself.
    fn outputs(&mut self, action: usize, body: &Data, around: Option<usize>) {
        let own = &self.flow.actions[action];
        let is_loop = own.kind == "loop";
        let (then, around) = if is_loop { (Some(action), Some(action)) } else { (own.next, around) };
        let is_switch = own.kind == "switch";
        let mut found: Vec<(String, &[Data])> = Vec::new();
        let ways = ["outputs", "choices"].iter().filter_map(|key| body.get(key)).flat_map(Data::entries);
        for (label, output) in ways {
            if let DataValue::List(paths) = &output.value {
                for path in paths.iter().map(|path| path.get("path").unwrap_or(path)) {
                    found.push((path.text_at("name").unwrap_or_default(), actions_of(path)));
                }
            } else {
                found.push((label.trim_matches('"').to_owned(), actions_of(output)));
            }
        }
        if is_switch {
            for (at, case) in cases(body).iter().enumerate() {
                found.push((format!("case {at}"), actions_of(case)));
            }
            let default = evaluated(body).and_then(|one| one.get("default")).or_else(|| body.get("default"));
            found.extend(default.map(|default| ("default".to_owned(), actions_of(default))));
        }
        for (label, actions) in found {
            let first = self.sequence(actions, then, around);
            self.flow.actions[action].outputs.push((label, first));
        }
    }

    /// What is done when an action fails: no call comes to it but by a mistake of the flow.
    fn failing(&mut self, data: &Data) {
        let Some(settings) = data.get("settingsErrorHandling") else { return };
        let Some((kind, body)) = settings.get("errorHandling").and_then(|one| one.entries().first()) else {
            return;
        };
        let action = self.reserve(kind, body);
        self.outputs(action, body, None);
        let entry = self.flow.actions[action].entry;
        self.ledger.note(entry, StepFate::Unreached, "this is done when an action fails");
        self.flow.failing = Some(Failing { audio: set(settings, "preHandlingAudio").cloned(), action });
    }
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
