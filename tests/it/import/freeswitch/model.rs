//! A phone system played by its platform's rules, without the importer: drawn as data, written as XML, and gone through.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a caller does at one question: a key, or silence.
pub(super) type Choice = Option<char>;

/// A context with its extensions, and menus.
#[derive(Clone, Debug)]
pub(super) struct System {
    pub(super) extensions: Vec<Extension>,
    pub(super) menus: Vec<Menu>,
}

#[derive(Clone, Debug)]
pub(super) struct Extension {
    pub(super) goes_on: bool,
    pub(super) conditions: Vec<Condition>,
}

#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) check: Check,
    pub(super) break_on: &'static str,
    pub(super) actions: Vec<Action>,
    pub(super) anti_actions: Vec<Action>,
}

#[derive(Clone, Debug)]
pub(super) enum Check {
    Absolute,
    /// The dialed number is this.
    Number(&'static str),
    /// A variable is this.
    Variable(&'static str, &'static str),
    /// Hours and weekdays, both ends included.
    Time {
        hours: (u8, u8),
        days: (u8, u8),
    },
}

#[derive(Clone, Debug)]
pub(super) enum Action {
    Set(&'static str, &'static str, bool),
    Menu(usize),
    Transfer(&'static str),
    Execute(&'static str),
    Queue(&'static str),
    Play,
    Hangup,
}

#[derive(Clone, Debug)]
pub(super) struct Menu {
    pub(super) failures: u32,
    pub(super) timeouts: u32,
    pub(super) short: bool,
    pub(super) invalid: bool,
    pub(super) entries: Vec<(char, Entry)>,
}

#[derive(Clone, Debug)]
pub(super) enum Entry {
    Execute(Action),
    Sub(usize),
    Play,
    Back,
    Top,
    Exit,
}

fn list(range: (u8, u8)) -> String {
    format!("{}-{}", range.0, range.1)
}

impl Action {
    /// The application with its data.
    fn text(&self) -> (String, String) {
        let (application, data) = match self {
            Self::Set(name, value, _) => ("set", format!("{name}={value}")),
            Self::Menu(menu) => ("ivr", format!("menu{menu}")),
            Self::Transfer(number) => ("transfer", format!("{number} XML public")),
            Self::Execute(number) => ("execute_extension", format!("{number} XML public")),
            Self::Queue(name) => ("callcenter", format!("{name}@default")),
            Self::Play => ("playback", "words.wav".to_owned()),
            Self::Hangup => ("hangup", String::new()),
        };
        (application.to_owned(), data)
    }

    fn xml(&self, tag: &str) -> String {
        let (application, data) = self.text();
        let inline = if matches!(self, Self::Set(_, _, true)) { " inline=\"true\"" } else { "" };
        format!("      <{tag} application=\"{application}\" data=\"{data}\"{inline}/>\n")
    }
}

impl System {
    pub(super) fn xml(&self) -> String {
        let mut xml =
            "<document type=\"freeswitch/xml\"><section name=\"dialplan\"><context name=\"public\">\n"
                .to_owned();
        for (at, extension) in self.extensions.iter().enumerate() {
            writeln!(xml, "  <extension name=\"part{at}\" continue=\"{}\">", extension.goes_on).unwrap();
            for condition in &extension.conditions {
                let check = match &condition.check {
                    Check::Absolute => String::new(),
                    Check::Number(number) => {
                        format!(" field=\"destination_number\" expression=\"^{number}$\"")
                    }
                    Check::Variable(name, value) => {
                        format!(" field=\"${{{name}}}\" expression=\"^{value}$\"")
                    }
                    Check::Time { hours, days } => {
                        format!(" hour=\"{}\" wday=\"{}\"", list(*hours), list(*days))
                    }
                };
                let break_on = if condition.break_on.is_empty() {
                    String::new()
                } else {
                    format!(" break=\"{}\"", condition.break_on)
                };
                writeln!(xml, "    <condition{check}{break_on}>").unwrap();
                condition.actions.iter().for_each(|action| xml.push_str(&action.xml("action")));
                condition.anti_actions.iter().for_each(|action| xml.push_str(&action.xml("anti-action")));
                xml.push_str("    </condition>\n");
            }
            xml.push_str("  </extension>\n");
        }
        xml.push_str(
            "</context></section><section name=\"configuration\"><configuration name=\"ivr.conf\"><menus>\n",
        );
        for (at, menu) in self.menus.iter().enumerate() {
            let short = if menu.short { format!(" greet-short=\"short{at}.wav\"") } else { String::new() };
            let invalid = if menu.invalid { " invalid-sound=\"invalid.wav\"" } else { "" };
            writeln!(xml, "  <menu name=\"menu{at}\" greet-long=\"long{at}.wav\"{short}{invalid} timeout=\"3000\" max-failures=\"{}\" max-timeouts=\"{}\">",
                menu.failures, menu.timeouts).unwrap();
            for (key, entry) in &menu.entries {
                let (action, param) = match entry {
                    Entry::Execute(action) => {
                        let (application, data) = action.text();
                        ("menu-exec-app", format!("{application} {data}"))
                    }
                    Entry::Sub(menu) => ("menu-sub", format!("menu{menu}")),
                    Entry::Play => ("menu-play-sound", "words.wav".to_owned()),
                    Entry::Back => ("menu-back", String::new()),
                    Entry::Top => ("menu-top", String::new()),
                    Entry::Exit => ("menu-exit", String::new()),
                };
                writeln!(xml, "    <entry action=\"{action}\" digits=\"{key}\" param=\"{}\"/>", param.trim())
                    .unwrap();
            }
            xml.push_str("  </menu>\n");
        }
        xml.push_str("</menus></configuration></section></document>\n");
        xml
    }
}

/// A call that is played.
pub(super) struct Call<'s> {
    pub(super) system: &'s System,
    pub(super) hour: u8,
    /// 1 is Sunday.
    pub(super) day: u8,
    pub(super) choices: &'s [Choice],
    /// Whether silences are counted anew when a caller comes back to a menu: not `FreeSWITCH`'s rule, but that of plans.
    pub(super) anew: bool,
    pub(super) most: usize,
    pub(super) taken: usize,
    variables: BTreeMap<&'static str, &'static str>,
    steps: usize,
    /// Numbers whose actions are being done.
    open: Vec<&'static str>,
}

/// How something in a call ended.
enum Way {
    /// It is over, and what stands behind it is done.
    Done,
    /// Another number is looked for.
    Transfer(&'static str),
    /// The call is over.
    Over(String),
}

/// How a menu ended.
enum MenuEnd {
    /// The menu above goes on.
    Up,
    ToTop,
    /// All menus are over.
    Fails,
    Way(Way),
}

impl<'s> Call<'s> {
    pub(super) fn new(system: &'s System, (hour, day): (u8, u8), choices: &'s [Choice], anew: bool) -> Self {
        Self {
            system,
            hour,
            day,
            choices,
            anew,
            most: choices.len(),
            taken: 0,
            variables: BTreeMap::new(),
            steps: 0,
            open: Vec::new(),
        }
    }

    /// How a call to a number ends, and how many questions were answered by then. None: it goes in circles without a question.
    pub(super) fn play(mut self, number: &'static str) -> Option<(String, usize)> {
        let mut number = number;
        loop {
            match self.dial(number, 0)? {
                Way::Done => return Some(("Disconnected".to_owned(), self.taken)),
                Way::Transfer(to) => {
                    self.open.clear();
                    number = to;
                }
                Way::Over(end) => return Some((end, self.taken)),
            }
        }
    }

    fn step(&mut self) -> Option<()> {
        self.steps += 1;
        (self.steps < 300).then_some(())
    }

    /// Looks a number up and does what is found.
    fn dial(&mut self, number: &'static str, depth: usize) -> Option<Way> {
        self.step()?;
        let system = self.system;
        let mut found: Vec<&Action> = Vec::new();
        let mut any = false;
        for extension in &system.extensions {
            let mut proceeds = false;
            for condition in &extension.conditions {
                let is = match &condition.check {
                    Check::Absolute => true,
                    Check::Number(wanted) => *wanted == number,
                    Check::Variable(name, value) => self.variables.get(name).copied().unwrap_or("") == *value,
                    Check::Time { hours, days } => {
                        let within = |(from, to): (u8, u8), value: u8| {
                            if from <= to {
                                value >= from && value <= to
                            } else {
                                value >= from || value <= to
                            }
                        };
                        within(*hours, self.hour) && within(*days, self.day)
                    }
                };
                let actions = if is { &condition.actions } else { &condition.anti_actions };
                proceeds = is || !actions.is_empty();
                for action in actions {
                    any = true;
                    match action {
                        Action::Set(name, value, true) => {
                            self.variables.insert(name, value);
                        }
                        action => found.push(action),
                    }
                }
                let breaks = match condition.break_on {
                    "always" => true,
                    "never" => false,
                    "on-true" => is,
                    _ => !is,
                };
                if breaks {
                    break;
                }
            }
            if proceeds && !extension.goes_on {
                break;
            }
        }
        if !any && depth == 0 {
            return Some(Way::Over("Dropped".to_owned()));
        }
        self.open.push(number);
        for action in found {
            match self.act(action, number, depth)? {
                Way::Done => {}
                way => return Some(way),
            }
        }
        self.open.pop();
        Some(Way::Done)
    }

    fn act(&mut self, action: &Action, number: &'static str, depth: usize) -> Option<Way> {
        self.step()?;
        Some(match action {
            Action::Set(name, value, _) => {
                self.variables.insert(name, value);
                Way::Done
            }
            Action::Menu(menu) => {
                let _ = number;
                return match self.menu(*menu, true, depth)? {
                    MenuEnd::Way(way) => Some(way),
                    MenuEnd::Up | MenuEnd::ToTop | MenuEnd::Fails => Some(Way::Done),
                };
            }
            Action::Transfer(to) => Way::Transfer(to),
            // Who executes what is being done already goes in circles.
            Action::Execute(to) if !self.open.contains(to) => return self.dial(to, depth + 1),
            Action::Execute(_) => return None,
            Action::Queue(name) => Way::Over(format!("Transferred queue {name}")),
            Action::Play => Way::Done,
            Action::Hangup => Way::Over("Disconnected".to_owned()),
        })
    }

    fn menu(&mut self, at: usize, is_first: bool, depth: usize) -> Option<MenuEnd> {
        let system = self.system;
        let menu = &system.menus[at];
        let (mut failures, mut timeouts) = (0, 0);
        loop {
            self.step()?;
            if self.taken >= self.most {
                return Some(MenuEnd::Way(Way::Over("open".to_owned())));
            }
            if failures == menu.failures || timeouts == menu.timeouts {
                return Some(MenuEnd::Up);
            }
            let choice = self.choices[self.taken];
            self.taken += 1;
            self.steps = 0;
            let Some(key) = choice else {
                timeouts += 1;
                continue;
            };
            let chosen: Vec<&Entry> =
                menu.entries.iter().filter(|(known, _)| *known == key).map(|(_, entry)| entry).collect();
            if chosen.is_empty() {
                failures += 1;
                continue;
            }
            failures = 0;
            if self.anew {
                timeouts = 0;
            }
            let (mut over, mut to_top, mut back) = (false, false, false);
            for entry in chosen {
                match entry {
                    Entry::Execute(action) => match self.act(action, "", depth)? {
                        Way::Done => (over, to_top) = (false, false),
                        way => return Some(MenuEnd::Way(way)),
                    },
                    Entry::Sub(below) if *below != at => match self.menu(*below, false, depth)? {
                        MenuEnd::Up => (over, to_top) = (false, false),
                        MenuEnd::ToTop => (over, to_top) = (false, true),
                        MenuEnd::Fails => (over, to_top) = (true, false),
                        MenuEnd::Way(way) => return Some(MenuEnd::Way(way)),
                    },
                    Entry::Sub(_) | Entry::Play => (over, to_top) = (false, false),
                    Entry::Back => back = true,
                    Entry::Top => (over, to_top) = (false, true),
                    Entry::Exit => (over, to_top) = (true, false),
                }
            }
            if to_top && !is_first {
                return Some(MenuEnd::ToTop);
            }
            if over {
                return Some(MenuEnd::Fails);
            }
            if back {
                return Some(MenuEnd::Up);
            }
        }
    }
}
