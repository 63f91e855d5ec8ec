//! Genesys Cloud: its rules, and random flows against a second model of them.

mod calls;
mod files;
mod hours;
mod rules;
mod script;

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

/// A flow with a greeting, which begins at a menu or a task called `start`.
pub(crate) fn flow(body: &str) -> String {
    let kind =
        if body.contains("refId: start_menu") { "menus/menu[start_menu]" } else { "tasks/task[start_task]" };
    format!(
        "inboundCall:\n  name: Main\n  defaultLanguage: en-us\n  startUpRef: \"/inboundCall/{kind}\"\n  initialGreeting:\n    tts: Welcome.\n\
         \x20 settingsMenu:\n    listenForExtensionDialing:\n      lit: false\n    menuSelectionTimeout:\n      lit:\n        seconds: 4\n    repeatCount:\n      lit: 1\n{body}"
    )
}

/// The summary as programs read it.
pub(crate) fn summary(import: &Import) -> serde_json::Value {
    serde_json::to_value(&import.summary.json).unwrap()
}
