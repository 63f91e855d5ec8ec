//! Reads `extensions.conf` and what it includes.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::dialplan::{Context, ContextExtension, Dialplan, DialplanStep, Include};
use super::line::{Line, LineKind, Lines};
use super::pattern::Extension;
use super::time_fields;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span};
use crate::import::included::named;
use crate::import::ledger::StepFate;
use crate::import::secrets::without_secrets;
use crate::import::value::is_sign;

/// So deep may files include each other.
const MAX_DEPTH: usize = 10;

/// Reads a dialplan from these files, each with what it includes.
pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<Dialplan, Vec<Diagnostic>> {
    let mut reader = Reader {
        sources,
        plan: Dialplan::default(),
        at: Section::None,
        bodies: HashMap::new(),
        extension: None,
        read: HashSet::new(),
        mistakes: Vec::new(),
    };
    // What others include is read where they do.
    let roots: Vec<FileId> = files.iter().copied().filter(|file| !reader.is_included(*file, files)).collect();
    for &file in if roots.is_empty() { files } else { &roots } {
        reader.at = Section::None;
        reader.file(file, &mut Vec::new());
    }
    if !reader.mistakes.is_empty() {
        return Err(reader.mistakes);
    }
    for context in &mut reader.plan.contexts {
        context.extensions.sort_by(|one, other| {
            one.extension.before(&other.extension).then_with(|| other.callers.cmp(&one.callers))
        });
    }
    Ok(reader.plan)
}

struct Reader<'s> {
    sources: &'s Sources,
    plan: Dialplan,
    at: Section,
    /// The lines of contexts and templates, which others take over.
    bodies: HashMap<String, Vec<(Span, String)>>,
    /// What `same` and `n` go on from.
    extension: Option<Current>,
    /// Files that were read.
    read: HashSet<FileId>,
    mistakes: Vec<Diagnostic>,
}

#[derive(Clone)]
enum Section {
    None,
    /// `[general]`, whose lines are settings.
    General,
    Globals,
    Context(usize),
    /// A template by name, of which no context comes by itself.
    Template(String),
}

struct Current {
    name: String,
    callers: Option<String>,
    priority: Option<u32>,
}

impl Reader<'_> {
    fn is_included(&self, file: FileId, files: &[FileId]) -> bool {
        let others = files.iter().filter(|other| **other != file);
        others.into_iter().any(|&other| {
            Lines::of(other, self.sources.file(other).text()).any(|line| match line.kind {
                LineKind::Include { path, .. } => named(self.sources, other, path).contains(&file),
                _ => false,
            })
        })
    }

    fn file(&mut self, file: FileId, open: &mut Vec<FileId>) {
        self.read.insert(file);
        open.push(file);
        let text = self.sources.file(file).text();
        for line in Lines::of(file, text) {
            self.line(&line, file, open);
        }
        open.pop();
    }

    fn line(&mut self, line: &Line<'_>, file: FileId, open: &mut Vec<FileId>) {
        match line.kind {
            LineKind::Section { name, options } => self.section(line, name, options),
            LineKind::Include { path, must } => self.include_file(line.span, path, must, file, open),
            LineKind::Exec(command) => {
                let entry = self.plan.ledger.read(line.span, format!("#exec {}", without_secrets(command)));
                let why = "what a program writes at each start is not there to be read";
                self.plan.ledger.note(entry, StepFate::Refused, why);
            }
            LineKind::Setting { key, value } => {
                if let Section::Context(at) = self.at {
                    let name = self.plan.contexts[at].name.clone();
                    self.bodies.entry(name).or_default().push((line.span, format!("{key} => {value}")));
                } else if let Section::Template(name) = &self.at {
                    self.bodies
                        .entry(name.clone())
                        .or_default()
                        .push((line.span, format!("{key} => {value}")));
                }
                self.setting(line.span, key, value, line.comment);
            }
            LineKind::Unknown(text) => self.refuse(line.span, text, "this is no line of a dialplan"),
        }
    }

    fn section(&mut self, line: &Line<'_>, name: &str, options: Option<&str>) {
        self.extension = None;
        let options: Vec<&str> =
            options.unwrap_or_default().split(',').map(str::trim).filter(|o| !o.is_empty()).collect();
        self.at = match name {
            "general" => Section::General,
            "globals" => Section::Globals,
            name if options.contains(&"!") => Section::Template(name.to_owned()),
            name => {
                let at = self.plan.by_name.get(name).copied().unwrap_or_else(|| {
                    self.plan.contexts.push(Context {
                        name: name.to_owned(),
                        title: None,
                        span: line.span,
                        extensions: Vec::new(),
                        includes: Vec::new(),
                    });
                    self.plan.contexts.len() - 1
                });
                self.plan.by_name.insert(name.to_owned(), at);
                let title = line
                    .comment
                    .map(|comment| comment.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
                let context = &mut self.plan.contexts[at];
                context.title = context.title.take().or(title.filter(|title| !title.is_empty()));
                Section::Context(at)
            }
        };
        for base in options.iter().filter(|base| !matches!(**base, "!" | "+")) {
            let body = self.bodies.get(*base).cloned().unwrap_or_default();
            for (span, text) in body {
                if let Some((key, value)) = text.split_once(" => ") {
                    self.setting(span, key, value, None);
                }
            }
        }
    }

    fn include_file(&mut self, span: Span, path: &str, must: bool, file: FileId, open: &mut Vec<FileId>) {
        let found = named(self.sources, file, path);
        if found.is_empty() && must {
            self.plan.missing.push((span, path.to_owned()));
        }
        for found in found {
            if open.contains(&found) || open.len() >= MAX_DEPTH {
                let message = format!("`{}` includes itself", self.sources.file(found).name());
                self.mistakes.push(
                    Diagnostic::error("include-loop", span, message)
                        .help("remove one of the lines by which the files include each other"),
                );
                continue;
            }
            self.file(found, open);
        }
    }

    fn refuse(&mut self, span: Span, words: &str, why: &str) {
        let entry = self.plan.ledger.read(span, without_secrets(words));
        self.plan.ledger.note(entry, StepFate::Refused, why);
    }

    fn setting(&mut self, span: Span, key: &str, value: &str, comment: Option<&str>) {
        // Signs that stand for what is not known are nobody's own.
        let value = &*value.replace(is_sign, "?");
        let is_step = matches!(key.to_ascii_lowercase().as_str(), "exten" | "same");
        match self.at {
            Section::Context(at) => self.context_line(at, span, key, value, comment),
            // What stands in a template is read where it is used.
            Section::Template(_) => {}
            Section::General | Section::None if !is_step => {}
            Section::Globals if !is_step => {
                let value = self.with_globals(value);
                self.plan.globals.insert(key.to_owned(), value);
            }
            Section::General | Section::Globals => {
                let why = "Asterisk reads no steps below `[general]` and `[globals]`: nobody can dial this";
                self.refuse(span, &format!("{key} => {value}"), why);
            }
            Section::None => {
                self.refuse(
                    span,
                    &format!("{key} => {value}"),
                    "this stands in no context, so Asterisk ignores it",
                );
            }
        }
    }

    fn context_line(&mut self, at: usize, span: Span, key: &str, value: &str, comment: Option<&str>) {
        match key.to_ascii_lowercase().as_str() {
            "exten" => self.exten(at, span, value, comment),
            "same" => {
                let Some(current) = &self.extension else {
                    return self.refuse(span, &format!("same => {value}"), "no `exten` stands before it");
                };
                let (name, callers) = (current.name.clone(), current.callers.clone());
                self.step(at, span, (name, callers), value, comment);
            }
            "include" => {
                let (context, times) = match value.find([',', '|']) {
                    Some(at) => (&value[..at], time_fields::read(&value[at + 1..], value[..at].trim())),
                    None => (value, None),
                };
                let include = Include { context: context.trim().to_owned(), times };
                self.plan.contexts[at].includes.push(include);
            }
            "ignorepat" => {}
            "switch" | "lswitch" | "eswitch" => {
                let entry = self.plan.ledger.read(span, without_secrets(&format!("{key} => {value}")));
                let why = "extensions that another system or a database knows";
                self.plan.ledger.note(entry, StepFate::Opaque, why);
            }
            _ => self.refuse(span, &format!("{key} => {value}"), "Asterisk knows no such line of a context"),
        }
    }

    fn exten(&mut self, at: usize, span: Span, value: &str, comment: Option<&str>) {
        let Some((name, rest)) = outside_brackets(value) else {
            return self.refuse(span, &format!("exten => {value}"), "it has no priority");
        };
        let (name, callers) = match name.split_once('/') {
            Some((name, callers)) => (name.trim().to_owned(), Some(callers.trim().to_owned())),
            None => (name.trim().to_owned(), None),
        };
        let name = self.with_globals(&name);
        if name.is_empty() {
            return self.refuse(span, &format!("exten => {value}"), "it names no extension");
        }
        // `n` goes on from the line before it in the context, whatever extension that is of.
        let priority = self.extension.as_ref().and_then(|current| current.priority);
        self.extension = Some(Current { name: name.clone(), callers: callers.clone(), priority });
        self.step(at, span, (name, callers), rest, comment);
    }

    /// Names of extensions may hold global variables.
    fn with_globals(&self, name: &str) -> String {
        let mut out = name.to_owned();
        while let Some(from) = out.find("${") {
            let Some(to) = out[from..].find('}') else { break };
            let value = self.plan.globals.get(&out[from + 2..from + to]).cloned().unwrap_or_default();
            if value.contains("${") {
                break;
            }
            out.replace_range(from..=from + to, &value);
        }
        out
    }

    fn step(
        &mut self,
        at: usize,
        span: Span,
        (name, callers): (String, Option<String>),
        value: &str,
        comment: Option<&str>,
    ) {
        let words = words(value.split_once(',').map_or(value, |(_, step)| step));
        let entry = self.plan.ledger.read(span, words);
        let mut refuse = |why: &str| self.plan.ledger.note(entry, StepFate::Refused, why);
        let Some((priority, step)) = outside_brackets(value) else {
            return refuse("it names no application");
        };
        let (priority, label) = match priority.split_once('(') {
            Some((priority, label)) => {
                // Behind the label a number may be added, as before it.
                let (label, behind) = label.split_once(')').unwrap_or((label, ""));
                (format!("{}{}", priority.trim(), behind.trim()), Some(label.trim().to_owned()))
            }
            None => (priority.trim().to_owned(), None),
        };
        if priority.eq_ignore_ascii_case("hint") {
            return self.plan.ledger.note(entry, StepFate::WithoutEffect, "lamps of phones");
        }
        let last = self.extension.as_ref().and_then(|current| current.priority);
        let Some(number) = priority_number(&priority, last) else {
            return refuse("its priority is no number, and no step stands before it that it could follow");
        };
        if let Some(current) = &mut self.extension {
            current.priority = Some(number);
        }
        let (application, arguments) = application(step);
        let context = &mut self.plan.contexts[at];
        let extension = Extension { text: name };
        let found = context
            .extensions
            .iter()
            .position(|other| other.extension == extension && other.callers == callers);
        let index = found.unwrap_or_else(|| {
            context.extensions.push(ContextExtension {
                extension,
                callers,
                steps: BTreeMap::new(),
                labels: HashMap::new(),
            });
            context.extensions.len() - 1
        });
        let extension = &mut context.extensions[index];
        if extension.steps.contains_key(&number) {
            return refuse(
                "this extension has a step of this priority already, and Asterisk keeps the first",
            );
        }
        if let Some(label) = &label {
            extension.labels.entry(label.clone()).or_insert(number);
        }
        let comment = comment.map(|comment| comment.trim().to_owned()).filter(|comment| !comment.is_empty());
        extension.steps.insert(number, DialplanStep { application, arguments, label, comment, span, entry });
    }
}

/// What a step says, without the codes that callers must know.
fn words(step: &str) -> String {
    let step = step.trim();
    let (name, _) = step.split_once('(').unwrap_or((step, ""));
    match name.trim().to_ascii_lowercase().as_str() {
        "authenticate" | "disa" | "vmauthenticate" => format!("{}(***)", name.trim()),
        _ => without_secrets(step),
    }
}

/// The number of a priority: `3`, `n`, `n+2`, `s` for the same as before.
fn priority_number(priority: &str, last: Option<u32>) -> Option<u32> {
    let (base, plus) = priority.split_once('+').unwrap_or((priority, "0"));
    let plus: u32 = plus.trim().parse().ok()?;
    let base = match base.trim() {
        "n" | "next" => last?.checked_add(1)?,
        "s" | "same" => last?,
        number => number.parse().ok()?,
    };
    let number = base.checked_add(plus)?;
    (1..=1_000_000).contains(&number).then_some(number)
}

/// The application in lower case, and its arguments; what stands behind the last bracket does not count.
fn application(step: &str) -> (String, String) {
    let step = step.trim();
    let Some((name, arguments)) = step.split_once('(') else { return (step.to_lowercase(), String::new()) };
    let arguments = arguments.rfind(')').map_or(arguments, |end| &arguments[..end]);
    (name.trim().to_lowercase(), arguments.to_owned())
}

/// What stands before the first comma that no bracket holds, and what stands behind it.
fn outside_brackets(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth -= 1,
            ',' if depth <= 0 => return Some((text[..at].trim(), &text[at + c.len_utf8()..])),
            _ => {}
        }
    }
    None
}
