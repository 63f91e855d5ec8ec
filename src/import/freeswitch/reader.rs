//! Contexts, extensions, conditions and actions from the elements of the files.

use std::collections::HashSet;

use super::documents::{self, Documents};
use super::menus;
use super::phrases;
use super::step_words::{action_words, comment_behind};
use super::system::{
    BreakOn, Context, DialAction, DialCondition, DialExtension, FieldCheck, PhoneSystem, RegexRule,
};
use super::times::{TimeChecks, is_true};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources};
use crate::base::xml::{XmlElement, XmlNode};
use crate::import::ledger::StepFate;
use crate::import::secrets::without_secrets;

/// So deep may conditions lie in each other.
const MAX_NESTED: usize = 40;

/// Reads a phone system from these files, each with what it includes.
pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<PhoneSystem, Vec<Diagnostic>> {
    let Documents { roots, globals, missing, left_out } = documents::read(sources, files)?;
    let mut reader = Reader { system: PhoneSystem::default(), taken: HashSet::new() };
    for (folder, root) in roots.iter().filter(|(folder, _)| folder != "chatplan") {
        reader.element(root, folder);
    }
    let mut system = reader.system;
    system.globals = globals;
    system.missing = missing;
    if let Some(first) = left_out.first() {
        let more = if left_out.len() > 1 {
            format!(" and {} more files", left_out.len() - 1)
        } else {
            String::new()
        };
        system.notes.push(format!(
            "{first}{more}: not included by the document as a whole, so FreeSWITCH does not read it."
        ));
    }
    Ok(system)
}

struct Reader {
    system: PhoneSystem,
    /// Contexts that are whole: others of the same name are not looked at.
    taken: HashSet<String>,
}

impl Reader {
    /// Looks for what matters, at whatever depth.
    fn element(&mut self, element: &XmlElement, folder: &str) {
        match element.name.as_str() {
            "context" => self.context(element),
            // A file that another one would include.
            "extension" => self.loose_extension(element, folder),
            "menu" => menus::read(&mut self.system, element),
            "macro" => phrases::read(&mut self.system, element),
            "queue" => self.queue(element),
            // Users with their passwords, and settings of modules.
            "directory" | "domain" | "user" | "profile" => {}
            "section" => {
                let name = element.attribute("name");
                if !matches!(name, Some("directory" | "chatplan")) {
                    element.elements().for_each(|inner| self.element(inner, folder));
                }
            }
            _ => element.elements().for_each(|inner| self.element(inner, folder)),
        }
    }

    /// How long callers wait in a queue.
    fn queue(&mut self, element: &XmlElement) {
        let mut parameters = element.named("param");
        let wait = parameters.find(|param| param.attribute("name") == Some("max-wait-time"));
        let seconds = wait.and_then(|param| param.attribute("value")?.trim().parse().ok());
        if let (Some(name), Some(seconds)) = (element.attribute("name"), seconds) {
            self.system.queues.insert(name.to_owned(), seconds);
        }
    }

    fn context(&mut self, element: &XmlElement) {
        let name = element.attribute("name").unwrap_or_default().to_owned();
        if !self.taken.insert(name.clone()) {
            let why = "FreeSWITCH looks only at the first context of a name";
            self.refuse_all(element, why);
            return;
        }
        let at = self.system.contexts.len();
        self.system.contexts.push(Context { name, span: element.span, extensions: Vec::new() });
        for inner in element.elements() {
            match inner.name.as_str() {
                "extension" => self.extension(at, inner),
                // What lies in a context is no context.
                _ => self.refuse_all(inner, "FreeSWITCH looks for nothing but extensions in a context"),
            }
        }
    }

    fn loose_extension(&mut self, element: &XmlElement, folder: &str) {
        let name = if folder.is_empty() { "default" } else { folder };
        let known = self.system.contexts.iter().position(|context| context.name == name);
        let at = known.unwrap_or_else(|| {
            self.system.contexts.push(Context {
                name: name.to_owned(),
                span: element.span,
                extensions: Vec::new(),
            });
            self.system.contexts.len() - 1
        });
        self.extension(at, element);
    }

    fn extension(&mut self, context: usize, element: &XmlElement) {
        let name = element.attribute("name").unwrap_or_default().to_owned();
        let conditions = element.named("condition");
        let conditions = conditions.filter_map(|inner| self.condition(inner, &name, 0)).collect();
        for inner in element.elements().filter(|inner| inner.name != "condition") {
            self.refuse_all(inner, "FreeSWITCH looks for nothing but conditions in an extension");
        }
        let extension = DialExtension {
            name,
            span: element.span,
            goes_on: element.attribute("continue").is_some_and(is_true),
            conditions,
        };
        self.system.contexts[context].extensions.push(extension);
    }

    fn condition(&mut self, element: &XmlElement, owner: &str, depth: usize) -> Option<usize> {
        if depth > MAX_NESTED {
            self.refuse_all(element, "conditions lie too deep in each other");
            return None;
        }
        let check = check(element);
        let rule = element.attribute("regex").map(|rule| match rule.to_ascii_lowercase().as_str() {
            "all" => RegexRule::All,
            "xor" => RegexRule::Xor,
            _ => RegexRule::Any,
        });
        let checks: Vec<FieldCheck> = element.named("regex").map(self::check).collect();
        let mut words = format!("condition {}", words(&check));
        if rule.is_some() {
            let parts: Vec<String> = checks.iter().map(self::words).collect();
            words = format!(
                "condition regex={} {}",
                element.attribute("regex").unwrap_or_default(),
                parts.join(" ")
            );
        }
        let entry = self.system.ledger.read(element.span, words.trim());
        let break_on = match element.attribute("break").map(str::to_ascii_lowercase).as_deref() {
            Some("on-true") => BreakOn::True,
            Some("always") => BreakOn::Always,
            Some("never") => BreakOn::Never,
            _ => BreakOn::False,
        };
        let at = self.system.conditions.len();
        self.system.conditions.push(DialCondition {
            check,
            break_on,
            regex: rule.map(|rule| (rule, checks)),
            actions: Vec::new(),
            anti_actions: Vec::new(),
            nested: Vec::new(),
            requires_nested: element.attribute("require-nested").is_none_or(is_true),
            span: element.span,
            entry,
        });
        for (position, inner) in element.children.iter().enumerate() {
            let XmlNode::Element(inner) = inner else { continue };
            let behind = comment_behind(&element.children[position + 1..]);
            match inner.name.as_str() {
                "action" => {
                    let action = self.action(inner, owner, behind);
                    self.system.conditions[at].actions.push(action);
                }
                "anti-action" => {
                    let action = self.action(inner, owner, behind);
                    self.system.conditions[at].anti_actions.push(action);
                }
                "condition" => {
                    let nested = self.condition(inner, owner, depth + 1);
                    self.system.conditions[at].nested.extend(nested);
                }
                "regex" | "expression" => {}
                _ => self.refuse_all(inner, "FreeSWITCH looks for nothing of this name in a condition"),
            }
        }
        Some(at)
    }

    fn action(&mut self, element: &XmlElement, owner: &str, comment: Option<String>) -> usize {
        let application = element.attribute("application").unwrap_or_default().trim().to_owned();
        let text = element.text();
        let data = if text.trim().is_empty() { element.attribute("data").unwrap_or_default() } else { &text };
        let entry = self.system.ledger.read(element.span, action_words(&application, data));
        let times = element.attribute("loop").map_or(1, |times| times.trim().parse().unwrap_or(0).min(20));
        let is_inline = element.attribute("inline").is_some_and(is_true);
        let data = data.replace(crate::import::value::is_sign, "?");
        let action = DialAction {
            application: application.to_ascii_lowercase(),
            data,
            is_inline,
            times,
            comment,
            owner: owner.to_owned(),
            span: element.span,
            entry,
        };
        if times == 0 {
            self.system.ledger.note(entry, StepFate::WithoutEffect, "its `loop` says that it is never done");
        }
        self.system.actions.push(action);
        self.system.actions.len() - 1
    }

    /// Notes each step in an element as one that is not read.
    fn refuse_all(&mut self, element: &XmlElement, why: &str) {
        let mut open = vec![element];
        while let Some(element) = open.pop() {
            let words = match element.name.as_str() {
                "action" | "anti-action" => action_words(
                    element.attribute("application").unwrap_or_default(),
                    element.attribute("data").unwrap_or_default(),
                ),
                "condition" => format!("condition {}", words(&check(element))),
                _ if element.elements().next().is_none() => element.name.clone(),
                _ => {
                    open.extend(element.elements());
                    continue;
                }
            };
            let entry = self.system.ledger.read(element.span, words.trim());
            self.system.ledger.note(entry, StepFate::Refused, why);
            open.extend(element.elements());
        }
    }
}

fn check(element: &XmlElement) -> FieldCheck {
    let inner = element.first("expression").map(XmlElement::text);
    FieldCheck {
        field: element.attribute("field").map(str::to_owned),
        expression: inner.unwrap_or_else(|| element.attribute("expression").unwrap_or_default().to_owned()),
        times: TimeChecks::of(element),
    }
}

/// What a check says, without secrets.
fn words(check: &FieldCheck) -> String {
    let field = check.field.as_ref().map(|field| without_secrets(&format!("{field}={}", check.expression)));
    let times = check.times.as_ref().map(TimeChecks::words);
    [field, times].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
