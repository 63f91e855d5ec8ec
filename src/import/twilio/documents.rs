//! All that files hold of an account: flows, and numbers that lead to them; by whatever name they are referred to.

use std::collections::HashMap;

use super::reference::keys_of;
use super::studio_flow::{self, StudioFlow, is_flow};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources};
use crate::import::data::Data;
use crate::import::json;
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::spaced;
use crate::import::terraform;

/// A number that callers dial.
#[derive(Clone, Debug)]
pub(super) struct StudioNumber {
    pub(super) number: String,
    /// What leads on from it.
    pub(super) flow: String,
}

/// What files hold of an account.
#[derive(Debug, Default)]
pub(super) struct StudioAccount {
    pub(super) flows: Vec<StudioFlow>,
    pub(super) numbers: Vec<StudioNumber>,
    /// Numbers that have lines of their own.
    pub(super) lines: Vec<String>,
    names: HashMap<String, usize>,
    /// What Terraform calls flows that are files of their own: the name of the file, names, and what it is called.
    described: Vec<(String, Vec<String>, Option<String>)>,
    pub(super) ledger: Ledger,
}

/// What stands around a value, and names it.
#[derive(Clone, Debug)]
struct Outside {
    name: Option<String>,
    keys: Vec<String>,
}

impl StudioAccount {
    /// Reads files. A file that is not valid is told where it is alone; beside others, it is refused.
    pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<Self, Vec<Diagnostic>> {
        let mut account = Self::default();
        for &file in files {
            let (name, text) = (sources.file(file).name(), sources.file(file).text());
            let outside = Outside { name: None, keys: vec![stem(name)] };
            if has_ending(name, "tf") {
                account.terraform(file, text);
                continue;
            }
            let values = match terraform::template(file, text) {
                Some(value) => value.map(|value| vec![value]),
                None => json::read(file, text),
            };
            match values {
                Ok(values) => values.iter().for_each(|value| account.take(value, &outside, 0)),
                Err(told) if files.len() == 1 => return Err(vec![*told]),
                Err(told) => {
                    if let Some(primary) = &told.primary {
                        let words = format!("the file {}", stem(name));
                        let entry = account.ledger.read(primary.span, words);
                        account.ledger.note(entry, StepFate::Refused, &told.message);
                    }
                }
            }
        }
        account.settle();
        Ok(account)
    }

    fn terraform(&mut self, file: FileId, text: &str) {
        for block in terraform::read(file, text) {
            let [resource, name] = block.labels.as_slice() else { continue };
            if block.kind != "resource" {
                continue;
            }
            let body = &block.body;
            let called = body.text_at("friendly_name").filter(|name| !name.contains("${"));
            if resource.starts_with("twilio_studio_flow") || resource.starts_with("twilio_studio_flows") {
                let outside = Outside { name: called.clone(), keys: vec![name.clone()] };
                let Some(definition) = body.get("definition") else { continue };
                match definition.text_at("#file") {
                    Some(path) => {
                        let keys = std::iter::once(name.clone()).chain(called.clone()).collect();
                        self.described.push((stem(&path), keys, called));
                    }
                    None => self.definition(definition, &outside, 0),
                }
            } else if resource.contains("phone_number") {
                let leads = body.texts().into_iter().find(|text| text.contains("/Flows/"));
                if let (Some(number), Some(leads)) = (body.text_at("phone_number"), leads) {
                    let flow = flow_of_address(leads);
                    self.numbers.push(StudioNumber { number, flow });
                }
            }
        }
    }

    /// Takes what a value is, if it is anything of an account.
    fn take(&mut self, data: &Data, outside: &Outside, depth: usize) {
        if depth > 8 {
            return;
        }
        for item in data.items() {
            self.take(item, outside, depth + 1);
        }
        if data.entries().is_empty() {
            return;
        }
        if is_flow(data) {
            self.flow(data, outside);
            return;
        }
        let name = data.text_at("friendly_name").filter(|name| !name.contains("${"));
        let mut keys: Vec<String> = data.text_at("sid").into_iter().collect();
        if let Some(definition) = data.get("definition") {
            keys.extend(outside.keys.iter().cloned());
            self.definition(
                definition,
                &Outside { name: name.or_else(|| outside.name.clone()), keys },
                depth,
            );
            return;
        }
        if let Some(number) = data.text_at("phone_number") {
            let leads = data.texts().into_iter().find(|text| text.contains("/Flows/")).map(flow_of_address);
            if let Some(flow) = leads {
                self.numbers.push(StudioNumber { number, flow });
            }
            return;
        }
        for (_, value) in data.entries() {
            self.take(value, outside, depth + 1);
        }
    }

    /// A flow that stands in another value, as itself or as text.
    fn definition(&mut self, definition: &Data, outside: &Outside, depth: usize) {
        match definition.text() {
            Some(text) if text.trim_start().starts_with('{') => {
                match json::read_within(definition.span, text) {
                    Ok(values) => values.iter().for_each(|value| self.take(value, outside, depth + 1)),
                    Err(told) => {
                        let words = format!("the flow {}", outside.name.as_deref().unwrap_or_default());
                        let step = self.ledger.read(definition.span, words);
                        self.ledger.note(step, StepFate::Refused, &told.message);
                    }
                }
            }
            _ => self.take(definition, outside, depth + 1),
        }
    }

    fn flow(&mut self, data: &Data, outside: &Outside) {
        let file = outside.keys.last().map(|key| spaced(key));
        let name = outside.name.clone().or(file).unwrap_or_else(|| "flow".to_owned());
        let flow = studio_flow::read(data, name, &mut self.ledger);
        let at = self.flows.len();
        let keys: Vec<String> =
            outside.keys.iter().flat_map(|key| keys_of(key)).chain(keys_of(&flow.name)).collect();
        for key in keys {
            self.names.entry(key).or_insert(at);
        }
        self.flows.push(flow);
    }

    fn settle(&mut self) {
        for (file, keys, name) in std::mem::take(&mut self.described) {
            let Some(&at) = keys_of(&file).iter().find_map(|key| self.names.get(key)) else { continue };
            if let Some(name) = name {
                self.flows[at].name = name;
            }
            for key in keys.iter().flat_map(|key| keys_of(key)) {
                self.names.entry(key).or_insert(at);
            }
        }
    }

    /// The flow that is referred to so.
    pub(super) fn flow_at(&self, reference: &str) -> Option<usize> {
        keys_of(reference).iter().find_map(|key| self.names.get(key)).copied()
    }
}

/// What stands behind `/Flows/` in the address that a number calls.
fn flow_of_address(address: &str) -> String {
    let rest = address.rsplit_once("/Flows/").map_or(address, |(_, rest)| rest);
    rest.split(['?', '/']).next().unwrap_or(rest).to_owned()
}

/// The name of a file without its folders and its endings.
fn stem(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let last = last.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(last);
    last.replace("%20", " ")
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
