//! Flows as their platform plays them: drawn, written as the platform writes them, and played by its rules without the importer.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::super::choices::Choice;

/// A flow.
pub(super) struct Script {
    pub(super) menus: Vec<ScriptMenu>,
    pub(super) tasks: Vec<Vec<Doing>>,
}

/// A menu: what each key does, and how often it is heard again.
pub(super) struct ScriptMenu {
    pub(super) keys: Vec<(char, Doing)>,
    pub(super) repeats: u8,
}

/// What a choice or an action does.
#[derive(Clone)]
pub(super) enum Doing {
    Say(usize),
    /// Adds to a variable.
    Add(&'static str),
    /// If a variable is more than this, all of these are done; then it goes on.
    IfMore(&'static str, u8, Vec<Self>),
    /// So often.
    Loop(u8, Vec<Self>),
    Call(usize),
    EndTask,
    Task(usize),
    Menu(usize),
    /// Back to the menu that led here.
    Back,
    Queue(usize),
    Disconnect,
    /// Asks a program outside, with a way for failures.
    Look(Vec<Self>),
}

impl Script {
    /// As Architect writes it.
    pub(super) fn text(&self) -> String {
        let mut text = "inboundCall:\n  name: Main\n  startUpRef: \"/inboundCall/menus/menu[m0]\"\n  settingsMenu:\n    menuSelectionTimeout:\n      lit:\n        seconds: 4\n  menus:\n".to_owned();
        for (at, menu) in self.menus.iter().enumerate() {
            let _ = write!(
                text,
                "    - menu:\n        name: Menu {at}\n        refId: m{at}\n        audio:\n          tts: Menu {at}.\n        settingsMenu:\n          repeatCount:\n            lit: {}\n        choices:\n",
                menu.repeats
            );
            for (key, doing) in &menu.keys {
                let name = match key {
                    '*' => "digit_star".to_owned(),
                    key => format!("digit_{key}"),
                };
                let head = |kind: &str| {
                    format!(
                        "          - {kind}:\n              name: Choice {key}\n              dtmf: {name}\n"
                    )
                };
                match doing {
                    Doing::Menu(menu) => {
                        let _ = write!(
                            text,
                            "{}              targetMenuRef: /inboundCall/menus/menu[m{menu}]\n",
                            head("menuJumpToMenu")
                        );
                    }
                    Doing::Task(task) => {
                        let _ = write!(
                            text,
                            "{}              targetTaskRef: /inboundCall/tasks/task[t{task}]\n",
                            head("menuJumpToTask")
                        );
                    }
                    Doing::Queue(queue) => {
                        let _ = write!(
                            text,
                            "{}              targetQueue:\n                lit:\n                  name: Queue {queue}\n",
                            head("menuTransferToAcd")
                        );
                    }
                    Doing::Disconnect => text.push_str(&head("menuDisconnect")),
                    Doing::Back => text.push_str(&head("menuPreviousMenu")),
                    _ => {
                        let _ = write!(
                            text,
                            "{}              task:\n                actions:\n",
                            head("menuTask")
                        );
                        write_actions(&mut text, std::slice::from_ref(doing), 18);
                    }
                }
            }
        }
        text.push_str("  tasks:\n");
        for (at, task) in self.tasks.iter().enumerate() {
            let _ = write!(
                text,
                "    - task:\n        name: Task {at}\n        refId: t{at}\n        actions:\n"
            );
            write_actions(&mut text, task, 10);
        }
        text
    }

    /// How a call ends, and how many questions were answered by then. None: it goes on for ever without a question.
    pub(super) fn play(&self, choices: &[Choice], fails: bool) -> Option<(String, usize)> {
        let mut playing = Playing { script: self, variables: HashMap::new(), taken: 0, unasked: 0, fails };
        let mut menus = vec![0_usize];
        let mut heard = 0;
        loop {
            if playing.taken >= choices.len() {
                return Some(("open".to_owned(), playing.taken));
            }
            let menu = &self.menus[*menus.last()?];
            let choice = choices[playing.taken].as_ref().and_then(|keys| keys.chars().next());
            (playing.taken, playing.unasked) = (playing.taken + 1, 0);
            let found = choice.and_then(|key| menu.keys.iter().find(|(known, _)| *known == key));
            let Some((_, doing)) = found else {
                if heard >= menu.repeats {
                    return Some(("Disconnected".to_owned(), playing.taken));
                }
                heard += 1;
                continue;
            };
            heard = 0;
            if matches!(doing, Doing::Back) {
                if menus.len() > 1 {
                    menus.pop();
                }
                continue;
            }
            match playing.all(std::slice::from_ref(doing))? {
                Went::On | Went::Ended => return Some(("Disconnected".to_owned(), playing.taken)),
                Went::Away(end) => return Some((end, playing.taken)),
                Went::Back => {}
                Went::Menu(menu) => {
                    if let Some(at) = menus.iter().position(|known| *known == menu) {
                        menus.truncate(at);
                    }
                    menus.push(menu);
                }
            }
        }
    }
}

enum Went {
    On,
    /// The task is over.
    Ended,
    Away(String),
    Menu(usize),
    Back,
}

struct Playing<'s> {
    script: &'s Script,
    variables: HashMap<&'static str, u8>,
    taken: usize,
    unasked: usize,
    fails: bool,
}

impl Playing<'_> {
    fn all(&mut self, doings: &[Doing]) -> Option<Went> {
        for doing in doings {
            self.unasked += 1;
            if self.unasked > 300 {
                return None;
            }
            let went = match doing {
                Doing::Say(_) => Went::On,
                Doing::Add(name) => {
                    *self.variables.entry(name).or_default() += 1;
                    Went::On
                }
                Doing::IfMore(name, than, then) => {
                    if self.variables.get(name).copied().unwrap_or(0) > *than {
                        self.all(then)?
                    } else {
                        Went::On
                    }
                }
                Doing::Loop(count, inner) => {
                    let mut went = Went::On;
                    for _ in 0..*count {
                        went = self.all(inner)?;
                        if !matches!(went, Went::On) {
                            break;
                        }
                    }
                    went
                }
                Doing::Look(failing) => {
                    if self.fails {
                        self.all(failing)?
                    } else {
                        Went::On
                    }
                }
                Doing::Call(task) => match self.all(&self.script.tasks[*task])? {
                    Went::Ended | Went::On => Went::On,
                    went => went,
                },
                Doing::EndTask => Went::Ended,
                // A task that is jumped to has nobody to come back to.
                Doing::Task(task) => match self.all(&self.script.tasks[*task])? {
                    Went::Ended | Went::On => Went::Away("Disconnected".to_owned()),
                    went => went,
                },
                Doing::Menu(menu) => Went::Menu(*menu),
                Doing::Back => Went::Back,
                Doing::Queue(queue) => Went::Away(format!("Transferred Queue {queue}")),
                Doing::Disconnect => Went::Away("Disconnected".to_owned()),
            };
            if !matches!(went, Went::On) {
                return Some(went);
            }
        }
        Some(Went::On)
    }
}

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
                line(10, &format!("variable: Flow.{name}"));
                line(10, "value:");
                line(12, &format!("exp: Flow.{name} + 1"));
            }
            Doing::IfMore(name, than, then) => {
                line(0, "- decision:");
                line(4, "name: More");
                line(4, "condition:");
                line(6, &format!("exp: Flow.{name} > {than}"));
                line(4, "outputs:");
                line(6, "yes:");
                line(8, "actions:");
                write_actions(text, then, indent + 10);
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
