//! Flows as their platform plays them: played by its rules, without the importer.

use std::collections::HashMap;

use super::super::choices::Choice;

/// A flow.
pub(super) struct Script {
    pub(super) menus: Vec<ScriptMenu>,
    pub(super) tasks: Vec<Vec<Doing>>,
    /// Where calls go in which something fails: a queue, or the end.
    pub(super) failing: Option<usize>,
}

/// A menu: what each key does, and how often it is heard.
pub(super) struct ScriptMenu {
    pub(super) keys: Vec<(char, Doing)>,
    pub(super) heard: u8,
    /// The key of those who choose nothing.
    pub(super) default: Option<char>,
}

/// What a choice or an action does.
#[derive(Clone)]
pub(super) enum Doing {
    Say(usize),
    /// Adds to a variable.
    Add(&'static str),
    /// If a variable is more than this, all of these are done; then it goes on.
    IfMore(&'static str, u8, Vec<Self>),
    /// What an entry of two digits leads to: these digits, or any others.
    Enter(&'static str, Vec<Self>, Vec<Self>),
    /// So often.
    Loop(u8, Vec<Self>),
    /// Out of the loop.
    Exit,
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

/// Variables with what they hold at first; `Flow.C` is not set before it is set.
const VARIABLES: [(&str, u8); 2] = [("Flow.A", 0), ("Flow.B", 1)];

impl Script {
    /// How a call ends, and what was chosen by then; nobody looks after so many questions. A caller chooses one key at a menu, and
    /// digits elsewhere. None: it goes on for ever without a question.
    pub(super) fn play(
        &self,
        most: usize,
        fails: bool,
        choose: &mut dyn FnMut(bool) -> Choice,
    ) -> Option<(String, Vec<Choice>)> {
        let variables = VARIABLES.into_iter().collect();
        let mut playing =
            Playing { script: self, choose, variables, taken: Vec::new(), most, unasked: 0, fails };
        let end = playing.call()?;
        Some((end, playing.taken))
    }
}

enum Went {
    On,
    /// The task is over.
    Ended,
    /// The loop is.
    Out,
    Failed,
    /// Nobody looks any more.
    Open,
    Away(String),
    Menu(usize),
    Back,
}

struct Playing<'s> {
    script: &'s Script,
    choose: &'s mut dyn FnMut(bool) -> Choice,
    variables: HashMap<&'static str, u8>,
    taken: Vec<Choice>,
    most: usize,
    unasked: usize,
    fails: bool,
}

impl Playing<'_> {
    fn call(&mut self) -> Option<String> {
        let mut menus = vec![0_usize];
        let mut heard = 0;
        loop {
            let menu = &self.script.menus[*menus.last()?];
            let Some(choice) = self.chosen(true) else { return Some("open".to_owned()) };
            let choice = choice.and_then(|keys| keys.chars().next());
            let of_key = |key: char| menu.keys.iter().find(|(known, _)| *known == key);
            let mut found = choice.and_then(of_key);
            if found.is_none() {
                heard += 1;
                if heard < menu.heard {
                    continue;
                }
                found = menu.default.and_then(of_key);
            }
            let Some((_, doing)) = found else {
                return Some("Disconnected".to_owned());
            };
            heard = 0;
            if matches!(doing, Doing::Back) {
                if menus.len() > 1 {
                    menus.pop();
                }
                continue;
            }
            self.variables.retain(|name, _| !name.starts_with("Task"));
            let went = match doing {
                // What is jumped to from a choice has nobody to come back to either.
                Doing::Task(task) => self.task(*task),
                doing => self.all(std::slice::from_ref(doing)),
            };
            match went? {
                Went::On | Went::Ended | Went::Out => return Some("Disconnected".to_owned()),
                Went::Failed => {
                    let queue = self.script.failing.map(|queue| format!("Transferred Queue {queue}"));
                    return Some(queue.unwrap_or("Disconnected".to_owned()));
                }
                Went::Open => return Some("open".to_owned()),
                Went::Away(end) => return Some(end),
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

    /// What the caller does at a question. None: nobody looks any more.
    fn chosen(&mut self, at_menu: bool) -> Option<Choice> {
        let choice = (self.choose)(at_menu);
        self.taken.push(choice.clone());
        self.unasked = 0;
        (self.taken.len() < self.most).then_some(choice)
    }

    /// A task with variables of its own, from which it does not come back.
    fn task(&mut self, task: usize) -> Option<Went> {
        self.variables.insert("Task.T", 0);
        self.all(&self.script.tasks[task])
    }

    fn all(&mut self, doings: &[Doing]) -> Option<Went> {
        for doing in doings {
            self.unasked += 1;
            if self.unasked > 300 {
                return None;
            }
            let went = match doing {
                Doing::Say(_) => Went::On,
                Doing::Add(name) => match self.variables.get_mut(name) {
                    Some(value) => {
                        *value = value.saturating_add(1);
                        Went::On
                    }
                    None => Went::Failed,
                },
                Doing::IfMore(name, bound, inner) => match self.variables.get(name).copied() {
                    Some(value) if value > *bound => self.all(inner)?,
                    Some(_) => Went::On,
                    None => Went::Failed,
                },
                Doing::Enter(meant, then, otherwise) => {
                    let Some(entered) = self.chosen(false) else { return Some(Went::Open) };
                    match entered.as_deref() {
                        Some(keys) if keys == *meant => self.all(then)?,
                        Some(keys) if keys.len() == 2 && keys.chars().all(|key| key.is_ascii_digit()) => {
                            self.all(otherwise)?
                        }
                        // Too few digits, or none.
                        _ => Went::Away("Disconnected".to_owned()),
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
                    if matches!(went, Went::Out) { Went::On } else { went }
                }
                Doing::Exit => Went::Out,
                Doing::Look(failing) => {
                    if self.fails {
                        self.all(failing)?
                    } else {
                        Went::On
                    }
                }
                Doing::Call(task) => {
                    let own = self.variables.get("Task.T").copied();
                    let went = self.task(*task)?;
                    match own {
                        Some(own) => self.variables.insert("Task.T", own),
                        None => self.variables.remove("Task.T"),
                    };
                    match went {
                        Went::Ended | Went::On => Went::On,
                        went => went,
                    }
                }
                Doing::EndTask => Went::Ended,
                Doing::Task(task) => match self.task(*task)? {
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
