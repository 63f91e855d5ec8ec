//! Drawn flows as Architect writes them.

use std::fmt::Write as _;

use super::script::{Doing, Script};

impl Script {
    /// As Architect writes it.
    pub(super) fn text(&self) -> String {
        let mut text = "inboundCall:\n  name: Main\n  startUpRef: \"/inboundCall/menus/menu[m0]\"\n  variables:\n    - integerVariable:\n        name: Flow.A\n        initialValue:\n          lit: 0\n    - integerVariable:\n        name: Flow.B\n        initialValue:\n          lit: 1\n    - integerVariable:\n        name: Flow.C\n        initialValue:\n          noValue: true\n  settingsMenu:\n    listenForExtensionDialing:\n      lit: false\n    menuSelectionTimeout:\n      lit:\n        seconds: 4\n  settingsErrorHandling:\n    errorHandling:\n".to_owned();
        match self.failing {
            Some(queue) => {
                let _ = writeln!(
                    text,
                    "      transferToAcd:\n        targetQueue:\n          lit:\n            name: Queue {queue}"
                );
            }
            None => text.push_str("      disconnect:\n        none: true\n"),
        }
        text.push_str("    preHandlingAudio:\n      tts: Sorry.\n  menus:\n");
        for (at, menu) in self.menus.iter().enumerate() {
            let _ = write!(
                text,
                "    - menu:\n        name: Menu {at}\n        refId: m{at}\n        audio:\n          tts: Menu {at}.\n        settingsMenu:\n          repeatCount:\n            lit: {}\n",
                menu.heard
            );
            if let Some(key) = menu.default {
                let _ = writeln!(
                    text,
                    "        defaultMenuChoice:\n          lit:\n            name: Choice {key}"
                );
            }
            text.push_str("        choices:\n");
            for (key, doing) in &menu.keys {
                write_choice(&mut text, *key, doing);
            }
        }
        text.push_str("  tasks:\n");
        for (at, task) in self.tasks.iter().enumerate() {
            let _ = write!(
                text,
                "    - task:\n        name: Task {at}\n        refId: t{at}\n        variables:\n          - integerVariable:\n              name: Task.T\n              initialValue:\n                lit: 0\n        actions:\n"
            );
            write_actions(&mut text, task, 10);
        }
        text
    }
}

fn write_choice(text: &mut String, key: char, doing: &Doing) {
    let name = match key {
        '*' => "digit_star".to_owned(),
        key => format!("digit_{key}"),
    };
    let head = |kind: &str| {
        format!("          - {kind}:\n              name: Choice {key}\n              dtmf: {name}\n")
    };
    match doing {
        Doing::Menu(menu) => {
            let target = format!("              targetMenuRef: /inboundCall/menus/menu[m{menu}]\n");
            let _ = write!(text, "{}{target}", head("menuJumpToMenu"));
        }
        Doing::Task(task) => {
            let target = format!("              targetTaskRef: /inboundCall/tasks/task[t{task}]\n");
            let _ = write!(text, "{}{target}", head("menuJumpToTask"));
        }
        Doing::Queue(queue) => {
            let target = format!(
                "              targetQueue:\n                lit:\n                  name: Queue {queue}\n"
            );
            let _ = write!(text, "{}{target}", head("menuTransferToAcd"));
        }
        Doing::Disconnect => text.push_str(&head("menuDisconnect")),
        Doing::Back => text.push_str(&head("menuPreviousMenu")),
        _ => {
            let _ = write!(text, "{}              task:\n                actions:\n", head("menuTask"));
            write_actions(text, std::slice::from_ref(doing), 18);
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a list of all that can be done, each as it is written")]
fn write_actions(text: &mut String, doings: &[Doing], indent: usize) {
    let pad = " ".repeat(indent);
    for doing in doings {
        let mut line = |depth: usize, words: &str| {
            let _ = writeln!(text, "{pad}{}{words}", " ".repeat(depth));
        };
        match doing {
            Doing::Say(at) => {
                line(0, "- playAudio:");
                line(4, "name: Say");
                line(4, "audio:");
                line(6, &format!("tts: Words {at}."));
            }
            Doing::Add(name) => {
                line(0, "- updateData:");
                line(4, "name: Add");
                line(4, "statements:");
                line(6, "- integer:");
                line(10, &format!("variable: {name}"));
                line(10, "value:");
                line(12, &format!("exp: {name} + 1"));
            }
            Doing::IfMore(name, bound, inner) => {
                line(0, "- decision:");
                line(4, "name: More");
                line(4, "condition:");
                line(6, &format!("exp: {name} > {bound}"));
                line(4, "outputs:");
                line(6, "yes:");
                line(8, "actions:");
                write_actions(text, inner, indent + 10);
            }
            Doing::Enter(meant, then, otherwise) => {
                line(0, "- collectInput:");
                line(4, "name: Code");
                line(4, "inputData:");
                line(6, "var: Flow.Code");
                line(4, "digits:");
                line(6, "exact:");
                line(8, "lit: 2");
                line(4, "inputAudio:");
                line(6, "tts: Enter two digits.");
                line(4, "outputs:");
                line(6, "failure:");
                line(8, "actions:");
                line(10, "- disconnect:");
                line(14, "name: Bye");
                line(0, "- decision:");
                line(4, "name: Which");
                line(4, "condition:");
                line(6, &format!("exp: Flow.Code == \"{meant}\""));
                line(4, "outputs:");
                line(6, "yes:");
                line(8, "actions:");
                write_actions(text, then, indent + 10);
                let mut line = |depth: usize, words: &str| {
                    let _ = writeln!(text, "{pad}{}{words}", " ".repeat(depth));
                };
                line(6, "no:");
                line(8, "actions:");
                write_actions(text, otherwise, indent + 10);
            }
            Doing::Loop(count, inner) => {
                line(0, "- loop:");
                line(4, "name: Loop");
                line(4, "loopCount:");
                line(6, &format!("lit: {count}"));
                line(4, "outputs:");
                line(6, "loop:");
                line(8, "actions:");
                write_actions(text, inner, indent + 10);
            }
            Doing::Exit => {
                line(0, "- loopExit:");
                line(4, "name: Out");
            }
            Doing::Look(failing) => {
                line(0, "- callData:");
                line(4, "name: Look");
                line(4, "outputs:");
                line(6, "failure:");
                line(8, "actions:");
                write_actions(text, failing, indent + 10);
            }
            Doing::Call(task) => {
                line(0, "- callTask:");
                line(4, "name: Call");
                line(4, &format!("targetTaskRef: /inboundCall/tasks/task[t{task}]"));
            }
            Doing::EndTask => {
                line(0, "- endTask:");
                line(4, "name: End");
            }
            Doing::Task(task) => {
                line(0, "- jumpToTask:");
                line(4, "name: Jump");
                line(4, &format!("targetTaskRef: /inboundCall/tasks/task[t{task}]"));
            }
            Doing::Menu(menu) => {
                line(0, "- jumpToMenu:");
                line(4, "name: Jump");
                line(4, &format!("targetMenuRef: /inboundCall/menus/menu[m{menu}]"));
            }
            Doing::Back => {
                line(0, "- previousMenu:");
                line(4, "name: Back");
            }
            Doing::Queue(queue) => {
                line(0, "- transferToAcd:");
                line(4, &format!("name: Queue {queue}"));
                line(4, "targetQueue:");
                line(6, "lit:");
                line(8, &format!("name: Queue {queue}"));
            }
            Doing::Disconnect => {
                line(0, "- disconnect:");
                line(4, "name: Bye");
            }
        }
    }
}
