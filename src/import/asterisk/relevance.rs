//! Which variables can matter to where a call goes or what callers hear. The values of others are not kept: fewer states.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::arguments::{handed_over, ways};
use super::dialplan::Dialplan;

/// Applications whose arguments only people read.
pub(super) const QUIET: [&str; 43] = [
    "answer",
    "noop",
    "verbose",
    "wait",
    "progress",
    "ringing",
    "proceeding",
    "log",
    "mixmonitor",
    "stopmixmonitor",
    "monitor",
    "stopmonitor",
    "resetcdr",
    "forkcdr",
    "nocdr",
    "sipaddheader",
    "sipremoveheader",
    "setmusiconhold",
    "startmusiconhold",
    "stopmusiconhold",
    "queuelog",
    "celgenuserevent",
    "userevent",
    "setcallerpres",
    "dumpchan",
    "setamaflags",
    "appendcdruserfield",
    "setcdruserfield",
    "dbput",
    "dbdel",
    "dbdeltree",
    "alarmreceiver",
    "jitterbuffer",
    "playtones",
    "stopplaytones",
    "sendtext",
    "sendimage",
    "senddtmf",
    "pausemonitor",
    "unpausemonitor",
    "changemonitor",
    "addqueuemember",
    "removequeuemember",
];

/// Names that matter.
#[derive(Debug, Default)]
pub(super) struct Relevance {
    names: HashSet<String>,
    /// How names begin that are put together while a call runs.
    beginnings: Vec<String>,
    /// All names that are set somewhere.
    pub(super) set: HashSet<String>,
}

impl Relevance {
    /// What matters in a dialplan.
    pub(super) fn of(plan: &Dialplan) -> Self {
        let mut relevance = Self::default();
        let mut of_values: HashMap<String, BTreeSet<String>> = HashMap::new();
        let mut open = Vec::new();
        for context in &plan.contexts {
            for extension in &context.extensions {
                for step in extension.steps.values() {
                    relevance.look(&step.application, &step.arguments, &mut of_values, &mut open);
                }
            }
        }
        for (name, value) in &plan.globals {
            of_values.entry(name.clone()).or_default().extend(names_in(value));
        }
        while let Some(name) = open.pop() {
            let name = name.trim_start_matches('_').to_owned();
            if let Some(beginning) = name.strip_suffix('$') {
                if !relevance.beginnings.iter().any(|known| known == beginning) {
                    relevance.beginnings.push(beginning.to_owned());
                    let behind = of_values.iter().filter(|(name, _)| name.starts_with(beginning));
                    open.extend(behind.flat_map(|(_, names)| names.iter().cloned()));
                }
                continue;
            }
            if relevance.names.insert(name.clone()) {
                open.extend(of_values.get(&name).into_iter().flatten().cloned());
            }
        }
        relevance
    }

    fn look(
        &mut self,
        application: &str,
        arguments: &str,
        of_values: &mut HashMap<String, BTreeSet<String>>,
        open: &mut Vec<String>,
    ) {
        match application {
            quiet if QUIET.contains(&quiet) => {}
            "set" | "mset" => {
                let (name, value) = arguments.split_once('=').unwrap_or((arguments, ""));
                let name = plain_name(name.trim().trim_start_matches('_')).to_owned();
                self.set.insert(name.clone());
                // What is set may be told by a name that is put together.
                open.extend(names_in(&name));
                let is_time = name.starts_with("TIMEOUT(");
                let names = names_in(value);
                if is_time {
                    open.extend(names);
                } else {
                    of_values.entry(name).or_default().extend(names);
                }
            }
            "execif" | "execiftime" => {
                let (asked, rest) = arguments.split_once('?').unwrap_or((arguments, ""));
                open.extend(names_in(asked));
                for way in ways(rest) {
                    let (name, inner) = way.split_once('(').unwrap_or((&way, ""));
                    self.look(
                        &name.trim().to_lowercase(),
                        inner.strip_suffix(')').unwrap_or(inner),
                        of_values,
                        open,
                    );
                }
            }
            "read" => {
                let (name, rest) = arguments.split_once(',').unwrap_or((arguments, ""));
                self.set.insert(name.trim().to_owned());
                open.extend(names_in(rest));
            }
            "macro" | "gosub" | "gosubif" | "macroif" => {
                // What is handed over matters if the argument does.
                for (at, argument) in handed_over(application, arguments).into_iter().enumerate() {
                    of_values.entry(format!("ARG{}", at + 1)).or_default().extend(names_in(&argument));
                }
                let target = arguments.split(['(', '?']).next().unwrap_or_default();
                open.extend(names_in(if application == "macro" {
                    arguments.split(',').next().unwrap_or_default()
                } else {
                    target
                }));
                if application.ends_with("if") {
                    open.extend(names_in(arguments));
                }
            }
            "return" => {
                of_values.entry("GOSUB_RETVAL".to_owned()).or_default().extend(names_in(arguments));
            }
            _ => open.extend(names_in(arguments)),
        }
    }

    /// Whether the value of a variable can matter.
    pub(super) fn matters(&self, name: &str) -> bool {
        let name = name.trim_start_matches('_');
        name == "CHANNEL(language)"
            || self.names.contains(name)
            || self
                .beginnings
                .iter()
                .any(|beginning| !beginning.is_empty() && name.starts_with(beginning.as_str()))
    }
}

/// The name of a variable without what keeps it to a sub-routine.
pub(super) fn plain_name(name: &str) -> &str {
    name.strip_prefix("LOCAL(").and_then(|name| name.strip_suffix(')')).unwrap_or(name)
}

/// The names of variables that a text asks for; one that is put together ends with `$`.
fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        rest = &rest[at + 2..];
        let end = rest.find(['}', ':']).unwrap_or(rest.len());
        let name = &rest[..end];
        if let Some(inner) = name.find("${") {
            names.push(format!("{}$", &name[..inner]));
            continue;
        }
        match name.split_once('(') {
            None => names.push(name.trim().to_owned()),
            Some((function, arguments)) => {
                let arguments = arguments.trim_end_matches(')');
                match function.trim().to_uppercase().as_str() {
                    "CUT" | "FIELDQTY" | "GLOBAL" | "SET" => {
                        names.push(
                            arguments.split([',', '|', '=']).next().unwrap_or_default().trim().to_owned(),
                        );
                    }
                    "CALLERID" => names
                        .push(format!("CALLERID({})", if arguments == "number" { "num" } else { arguments })),
                    function => names.push(format!("{function}({arguments})")),
                }
            }
        }
    }
    names
}
