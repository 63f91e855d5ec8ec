//! Documents, dialogs, items and statements from the elements of the files.

use super::application::{
    Application, Choice, Dialog, Document, Does, EventHandler, FormItem, HandlerScope, ItemKind, Leads,
    PromptPart, SpokenPrompt, Statement,
};
use super::grammar::{self, builtin, keys};
use super::spoken::{is_scope, is_spoken, loose_prompt, millis, one_line, parts, prompt};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span};
use crate::base::xml::{self, XmlElement, XmlNode};
use crate::import::ledger::StepFate;
use crate::import::secrets::without_secrets;

/// So deep may statements lie in each other.
const MAX_DEPTH: usize = 60;

/// Reads an application from these documents.
pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<Application, Vec<Diagnostic>> {
    let mut reader = Reader::default();
    let mut mistakes = Vec::new();
    for &file in files {
        let source = sources.file(file);
        match xml::read(file, source.text()) {
            Err(mistake) => mistakes.push(*mistake),
            Ok(nodes) => {
                for element in xml::elements(&nodes).filter(|element| element.name == "vxml") {
                    reader.document(source.name(), element);
                }
            }
        }
    }
    if mistakes.is_empty() { Ok(reader.app) } else { Err(mistakes) }
}

#[derive(Default)]
struct Reader {
    app: Application,
}

impl Reader {
    fn step(&mut self, element: &XmlElement) -> usize {
        let attributes =
            element.attributes.iter().filter(|(name, _)| !matches!(name.as_str(), "version" | "lang"));
        let attributes: Vec<String> = attributes.map(|(name, value)| format!(" {name}={value}")).collect();
        self.app
            .ledger
            .read(element.span, without_secrets(&format!("{}{}", element.name, attributes.concat())))
    }

    fn document(&mut self, path: &str, element: &XmlElement) {
        let at = self.app.documents.len();
        let variables =
            self.block(element.elements().filter(|inner| matches!(inner.name.as_str(), "var" | "script")), 0);
        let scope = self.scope(element);
        self.app.documents.push(Document {
            path: path.to_owned(),
            root: element
                .attribute("application")
                .map(|root| root.split('#').next().unwrap_or(root).to_owned()),
            dialogs: Vec::new(),
            variables,
            scope,
            span: element.span,
        });
        for inner in element.elements() {
            let dialog = match inner.name.as_str() {
                "form" => self.form(at, inner),
                "menu" => self.menu(at, inner),
                _ => continue,
            };
            self.app.documents[at].dialogs.push(dialog);
        }
    }

    /// Handlers, links and properties right inside an element.
    fn scope(&mut self, element: &XmlElement) -> HandlerScope {
        let mut scope = HandlerScope::default();
        for inner in element.elements() {
            match inner.name.as_str() {
                "noinput" | "nomatch" | "help" | "error" | "catch" => {
                    let events = match inner.name.as_str() {
                        "catch" => inner.attribute("event").unwrap_or_default(),
                        name => name,
                    };
                    let events: Vec<String> = events.split_whitespace().map(str::to_owned).collect();
                    let block = self.content(inner, 0);
                    scope.handlers.push(EventHandler {
                        events: if events.is_empty() { vec![String::new()] } else { events },
                        count: inner.attribute("count").and_then(|count| count.parse().ok()).unwrap_or(1),
                        cond: inner.attribute("cond").map(str::to_owned),
                        block,
                    });
                }
                "link" => {
                    let entry = self.step(inner);
                    let mut taken: Vec<_> = inner.attribute("dtmf").and_then(keys).into_iter().collect();
                    for found in inner.named("grammar").filter_map(grammar::grammar) {
                        taken.extend(found.into_iter().map(|(pattern, _)| pattern));
                    }
                    if taken.is_empty() {
                        self.app.ledger.note(
                            entry,
                            StepFate::Opaque,
                            "what has to be said for it is not followed",
                        );
                    }
                    if let Some(leads) = leads(inner) {
                        scope.links.push(Choice { keys: taken, value: None, leads, entry: Some(entry) });
                    }
                }
                "property" => {
                    let name = inner.attribute("name").unwrap_or_default().to_owned();
                    scope.properties.insert(name, inner.attribute("value").unwrap_or_default().to_owned());
                }
                _ => {}
            }
        }
        scope
    }

    fn form(&mut self, document: usize, element: &XmlElement) -> usize {
        let at = self.app.dialogs.len();
        let variables =
            self.block(element.elements().filter(|inner| matches!(inner.name.as_str(), "var" | "script")), 0);
        let scope = self.scope(element);
        self.app.dialogs.push(Dialog {
            id: element.attribute("id").unwrap_or_default().to_owned(),
            document,
            items: Vec::new(),
            filled: Vec::new(),
            variables,
            scope,
            span: element.span,
        });
        for inner in element.elements() {
            let kind = match inner.name.as_str() {
                "block" => ItemKind::Block,
                "field" => ItemKind::Field,
                "subdialog" => {
                    let source = inner.attribute("src").or_else(|| inner.attribute("srcexpr"));
                    ItemKind::Subdialog(source.unwrap_or_default().to_owned())
                }
                "transfer" => {
                    let to =
                        inner.attribute("dest").or_else(|| inner.attribute("destexpr")).unwrap_or_default();
                    let is_blind = inner.attribute("type").is_some_and(|kind| kind == "blind");
                    ItemKind::Transfer {
                        to: to.to_owned(),
                        comes_back: !is_blind
                            && inner.attribute("bridge").is_none_or(|bridge| bridge != "false"),
                        rings: inner.attribute("connecttimeout").and_then(millis),
                    }
                }
                "filled" => {
                    let is_any = inner.attribute("mode") == Some("any");
                    let block = self.content(inner, 0);
                    self.app.dialogs[at].filled.push((!is_any, block));
                    continue;
                }
                name @ ("record" | "initial" | "object") => ItemKind::Other(name.to_owned()),
                _ => continue,
            };
            self.item(at, inner, kind);
        }
        at
    }

    fn menu(&mut self, document: usize, element: &XmlElement) -> usize {
        let at = self.app.dialogs.len();
        let variables = self.app.blocks.len();
        self.app.blocks.push(Vec::new());
        self.app.dialogs.push(Dialog {
            id: element.attribute("id").unwrap_or_default().to_owned(),
            document,
            items: Vec::new(),
            filled: Vec::new(),
            variables,
            scope: HandlerScope::default(),
            span: element.span,
        });
        self.item(at, element, ItemKind::Menu);
        at
    }

    fn item(&mut self, dialog: usize, element: &XmlElement, kind: ItemKind) {
        let entry = self.step(element);
        let at = self.app.items.len();
        let is_menu = kind == ItemKind::Menu;
        let scope = self.scope(element);
        let prompts = element.named("prompt").map(prompt).collect();
        let loose = if matches!(kind, ItemKind::Block) { None } else { loose_prompt(element) };
        let content = if kind == ItemKind::Block { self.content(element, 0) } else { self.nothing() };
        let filled = element.named("filled").map(|filled| self.content(filled, 0)).collect();
        let mut item = FormItem {
            name: element.attribute("name").map_or_else(|| format!("#{at}"), str::to_owned),
            kind,
            dialog,
            cond: element.attribute("cond").map(str::to_owned),
            expr: element.attribute("expr").map(str::to_owned),
            prompts,
            choices: Vec::new(),
            is_spoken: false,
            filled,
            content,
            scope,
            span: element.span,
            entry,
        };
        item.prompts.extend(loose);
        self.choices(element, &mut item, is_menu);
        self.app.items.push(item);
        self.app.dialogs[dialog].items.push(at);
    }

    /// What an item takes: choices, options, grammars, its type.
    fn choices(&mut self, element: &XmlElement, item: &mut FormItem, is_menu: bool) {
        let is_numbered = element.attribute("dtmf") == Some("true");
        let mut number = 0;
        let mut has_speech = false;
        for inner in element.elements().filter(|inner| matches!(inner.name.as_str(), "choice" | "option")) {
            let entry = self.step(inner);
            let own = inner.attribute("dtmf").and_then(keys);
            if own.is_none() {
                number += 1;
            }
            let numbered = || (is_numbered && number <= 9).then(|| keys(&number.to_string())).flatten();
            let mut taken: Vec<_> = own.or_else(numbered).into_iter().collect();
            for (pattern, _) in inner.named("grammar").filter_map(grammar::grammar).flatten() {
                taken.push(pattern);
            }
            if taken.is_empty() {
                has_speech = true;
                self.app.ledger.note(
                    entry,
                    StepFate::Opaque,
                    "no key says it; what has to be said is not followed",
                );
            }
            let value =
                inner.attribute("value").map_or_else(|| inner.text().trim().to_owned(), str::to_owned);
            let (leads, value) =
                if is_menu { (leads(inner), None) } else { (Some(Leads::Fill), Some(value)) };
            if let Some(leads) = leads {
                item.choices.push(Choice { keys: taken, value, leads, entry: Some(entry) });
            }
        }
        if is_menu {
            item.is_spoken = has_speech && item.choices.iter().all(|choice| choice.keys.is_empty());
            return;
        }
        let mut grammars = 0;
        for inner in element.named("grammar") {
            grammars += 1;
            let entry = self.step(inner);
            if let Some(taken) = grammar::grammar(inner) {
                self.app.ledger.note(entry, StepFate::Carried, "");
                fill(item, taken);
            } else {
                has_speech = true;
                self.app.ledger.note(entry, StepFate::Opaque, "what is said is not followed");
            }
        }
        if let Some(taken) = element.attribute("type").and_then(builtin) {
            fill(item, taken);
        } else if grammars == 0 && item.choices.is_empty() && item.kind == ItemKind::Field {
            has_speech = true;
        }
        item.is_spoken = has_speech && item.choices.iter().all(|choice| choice.keys.is_empty());
    }

    fn nothing(&mut self) -> usize {
        self.app.blocks.push(Vec::new());
        self.app.blocks.len() - 1
    }

    fn block<'e>(&mut self, elements: impl Iterator<Item = &'e XmlElement>, depth: usize) -> usize {
        let statements = elements.map(|element| self.statement(element, depth)).collect();
        self.app.blocks.push(statements);
        self.app.blocks.len() - 1
    }

    /// All that an element does, one after the other.
    fn content(&mut self, element: &XmlElement, depth: usize) -> usize {
        self.nodes(&element.children.iter().collect::<Vec<_>>(), element.span, depth)
    }

    fn nodes(&mut self, nodes: &[&XmlNode], span: Span, depth: usize) -> usize {
        let mut statements = Vec::new();
        let mut words = Vec::new();
        let flush = |reader: &mut Self, words: &mut Vec<PromptPart>, statements: &mut Vec<usize>| {
            if words.is_empty() {
                return;
            }
            let entry = reader.app.ledger.read(span, "prompt");
            let parts = std::mem::take(words);
            let said = SpokenPrompt { count: 1, cond: None, barge_in: None, timeout: None, parts };
            statements.push(reader.add(Does::Say(said), span, entry));
        };
        for node in nodes {
            match node {
                XmlNode::Text(text) if !text.trim().is_empty() => {
                    words.push(PromptPart::Words(one_line(text)));
                }
                XmlNode::Element(inner) if is_spoken(&inner.name) => words.extend(parts(inner)),
                XmlNode::Element(inner) if !is_scope(&inner.name) => {
                    flush(self, &mut words, &mut statements);
                    statements.push(self.statement(inner, depth));
                }
                XmlNode::Element(_) | XmlNode::Text(_) | XmlNode::Comment(_) => {}
            }
        }
        flush(self, &mut words, &mut statements);
        self.app.blocks.push(statements);
        self.app.blocks.len() - 1
    }

    fn add(&mut self, does: Does, span: Span, entry: usize) -> usize {
        self.app.statements.push(Statement { does, span, entry });
        self.app.statements.len() - 1
    }

    fn statement(&mut self, element: &XmlElement, depth: usize) -> usize {
        let entry = self.step(element);
        let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let expr = || element.attribute("expr").map(str::to_owned);
        let names = || text("namelist").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let does = match element.name.as_str() {
            _ if depth > MAX_DEPTH => Does::Unknown(element.name.clone()),
            "prompt" => Does::Say(prompt(element)),
            "var" => {
                Does::Assign { name: text("name"), expr: expr().or_else(|| Some("undefined".to_owned())) }
            }
            "assign" => Does::Assign { name: text("name"), expr: expr() },
            "clear" => Does::Clear(names()),
            "if" => self.branches(element, depth),
            "goto" => match (element.attribute("nextitem"), element.attribute("next"), expr()) {
                (Some(item), ..) => Does::GotoItem(item.to_owned()),
                (_, Some(next), _) => Does::Goto(next.to_owned()),
                (_, _, Some(expr)) => Does::GotoExpression(expr),
                _ => Does::GotoItem(text("expritem").trim_matches(['\'', '"']).to_owned()),
            },
            "submit" => Does::Submit(element.attribute("next").map_or_else(|| text("expr"), str::to_owned)),
            "exit" | "disconnect" => Does::Exit,
            "throw" => Does::Throw(text("event")),
            "return" => Does::Return { names: names(), event: element.attribute("event").map(str::to_owned) },
            "reprompt" => Does::Reprompt,
            "data" => Does::Data(text("name")),
            "script" => Does::Script,
            "log" | "property" | "mark" | "elseif" | "else" => Does::Quiet,
            name => Does::Unknown(name.to_owned()),
        };
        self.add(does, element.span, entry)
    }

    /// `if` with its `elseif` and `else`, which stand between what they part.
    fn branches(&mut self, element: &XmlElement, depth: usize) -> Does {
        let mut branches = Vec::new();
        let mut cond = Some(element.attribute("cond").unwrap_or_default().to_owned());
        let mut nodes: Vec<&XmlNode> = Vec::new();
        for node in &element.children {
            match node {
                XmlNode::Element(inner) if matches!(inner.name.as_str(), "elseif" | "else") => {
                    let entry = self.step(inner);
                    self.app.ledger.note(entry, StepFate::WorkedOut, "");
                    let block = self.nodes(&std::mem::take(&mut nodes), element.span, depth + 1);
                    branches.push((cond, block));
                    cond = inner.attribute("cond").map(str::to_owned).filter(|_| inner.name == "elseif");
                }
                node => nodes.push(node),
            }
        }
        let block = self.nodes(&nodes, element.span, depth + 1);
        branches.push((cond, block));
        Does::If(branches)
    }
}

fn fill(item: &mut FormItem, taken: grammar::Taken) {
    for (pattern, value) in taken {
        item.choices.push(Choice { keys: vec![pattern], value, leads: Leads::Fill, entry: None });
    }
}

/// Where a choice or a link leads.
fn leads(element: &XmlElement) -> Option<Leads> {
    let text = |name: &str| element.attribute(name).map(str::to_owned);
    text("next")
        .map(Leads::To)
        .or_else(|| text("event").map(Leads::Event))
        .or_else(|| text("expr").map(Leads::ToExpression))
        .or_else(|| text("eventexpr").map(|event| Leads::Event(event.trim_matches(['\'', '"']).to_owned())))
}
