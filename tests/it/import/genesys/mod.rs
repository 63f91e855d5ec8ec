//! Genesys Cloud: its rules, random flows and random schedules against second models of them.

mod calls;
mod files;
mod hours;
mod outside;
mod rules;
mod schedules;
mod script;
mod variables;
mod written;

use ivrsim::base::source::Sources;
use ivrsim::import::{Import, import};
use ivrsim::plan::{Plan, PlanLimits, read};

/// Files taken over.
pub(crate) fn files(files: &[(&str, &str)]) -> Import {
    let mut sources = Sources::default();
    let named: Vec<_> = files.iter().map(|(name, text)| sources.add(*name, *text)).collect();
    import(&sources, &named, &super::request()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{files:#?}"))
}

/// The plan of an import, whatever is remarked about it.
pub(crate) fn plan(import: &Import) -> Plan {
    let texts = import.files.iter().map(|file| (file.path.as_str(), file.text.clone()));
    read(texts, &PlanLimits::STANDARD).plan.unwrap()
}

/// The plan of a flow alone, of which menus and tasks are given.
pub(crate) fn main_only(body: &str) -> Plan {
    plan(&files(&[("main.yaml", &flow(body))]))
}

/// A flow with a greeting, which begins at a menu or a task called `start`. Its menus are heard twice.
pub(crate) fn flow(body: &str) -> String {
    let kind =
        if body.contains("refId: start_menu") { "menus/menu[start_menu]" } else { "tasks/task[start_task]" };
    format!(
        "inboundCall:\n  name: Main\n  defaultLanguage: en-us\n  startUpRef: \"/inboundCall/{kind}\"\n  initialGreeting:\n    tts: Welcome.\n\
         \x20 settingsMenu:\n    listenForExtensionDialing:\n      lit: false\n    menuSelectionTimeout:\n      lit:\n        seconds: 4\n    repeatCount:\n      lit: 2\n{body}"
    )
}

/// A flow of one task with these actions, each line of them indented as much as they are.
pub(crate) fn task(actions: &str) -> String {
    let actions: Vec<String> =
        actions.trim_matches('\n').lines().map(|line| format!("          {line}")).collect();
    flow(&format!(
        "  tasks:\n    - task:\n        name: Start\n        refId: start_task\n        actions:\n{}\n",
        actions.join("\n")
    ))
}

/// The plan of a flow of one task.
pub(crate) fn task_only(actions: &str) -> Plan {
    plan(&files(&[("main.yaml", &task(actions))]))
}

/// A transfer to a queue, as an action that is indented so much.
pub(crate) fn queue(name: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    format!(
        "{pad}- transferToAcd:\n{pad}    name: {name}\n{pad}    targetQueue:\n{pad}      lit:\n{pad}        name: {name}\n"
    )
}

/// The summary as programs read it.
pub(crate) fn summary(import: &Import) -> serde_json::Value {
    serde_json::to_value(&import.summary.json).unwrap()
}

/// Each step has one fate.
pub(crate) fn one_fate_each(import: &Import) {
    let json = summary(import);
    let fates = ["carried", "worked_out", "outside", "opaque", "without_effect", "not_reached", "refused"];
    let sum: u64 = fates.iter().map(|key| json[key].as_u64().unwrap()).sum();
    assert_eq!(sum, json["steps"].as_u64().unwrap(), "each step has one fate");
}
