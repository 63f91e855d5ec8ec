//! All that files hold of a contact center: flows, modules, hours, queues, numbers, prompts; by whatever name they are referred to.

use std::collections::HashMap;

use super::flow_file::{self, ContactFlow, FlowKind};
use super::hours::{HoursOfOperation, HoursOverride};
use super::reference::keys_of;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources};
use crate::import::data::Data;
use crate::import::json;
use crate::import::ledger::{Ledger, StepFate};
use crate::import::terraform;

/// A queue.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    pub(super) name: String,
    /// What its hours are referred to by.
    pub(super) hours: Option<String>,
}

/// A number that callers dial.
#[derive(Clone, Debug)]
pub(super) struct ClaimedNumber {
    pub(super) number: String,
    /// What leads on from it.
    pub(super) flow: String,
}

/// What files hold of a contact center.
#[derive(Debug, Default)]
pub(super) struct ContactCenter {
    pub(super) flows: Vec<ContactFlow>,
    pub(super) hours: Vec<HoursOfOperation>,
    pub(super) queues: Vec<Queue>,
    pub(super) numbers: Vec<ClaimedNumber>,
    flow_names: HashMap<String, usize>,
    hour_names: HashMap<String, usize>,
    queue_names: HashMap<String, usize>,
    /// Recordings by their keys.
    prompts: HashMap<String, String>,
    overrides: Vec<(String, HoursOverride)>,
    /// Numbers of Terraform, by the name of their resource.
    claimed: HashMap<String, String>,
    /// What Terraform says of flows that are files of their own.
    described: Vec<DescribedFile>,
    pub(super) ledger: Ledger,
}

impl ContactCenter {
    /// Reads files. A file that is no valid JSON is told where it is alone; beside others, it is refused.
    pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<Self, Vec<Diagnostic>> {
        let mut center = Self::default();
        for &file in files {
            let (name, text) = (sources.file(file).name(), sources.file(file).text());
            let stem = stem(name);
            if has_ending(name, "tf") {
                center.terraform(file, text);
                continue;
            }
            match json::read(file, text) {
                Ok(values) => {
                    for value in &values {
                        center.take(value, &Outside::file(&stem), 0);
                    }
                }
                Err(told) if files.len() == 1 => return Err(vec![*told]),
                Err(told) => {
                    let span = told.primary.as_ref().map(|primary| primary.span);
                    if let Some(span) = span {
                        let entry = center.ledger.read(span, format!("the file {stem}"));
                        center.ledger.note(entry, StepFate::Refused, &told.message);
                    }
                }
            }
        }
        center.settle();
        Ok(center)
    }

    fn terraform(&mut self, file: FileId, text: &str) {
        for block in terraform::read(file, text) {
            let [resource, name] = block.labels.as_slice() else { continue };
            if block.kind != "resource" {
                continue;
            }
            let body = &block.body;
            let called = body.text_at("name").filter(|name| !name.contains("${"));
            match resource.as_str() {
                "aws_connect_contact_flow" | "aws_connect_contact_flow_module" => {
                    let is_module = resource.ends_with("module");
                    let kind = if is_module {
                        FlowKind::Module
                    } else {
                        FlowKind::of(&body.text_at("type").unwrap_or_default())
                    };
                    let outside = Outside { name: called.as_deref(), keys: vec![name.clone()], kind };
                    let from_file = body.get("content").and_then(|content| content.text_at("#file"));
                    let file = from_file.or_else(|| body.text_at("filename"));
                    match (file, body.get("content")) {
                        // The flow is a file of its own, which has its name and its kind from here.
                        (Some(path), _) => {
                            let mut keys = outside.keys.clone();
                            keys.extend(called.clone());
                            let file = stem(&path);
                            self.described.push(DescribedFile { file, name: called.clone(), keys, kind });
                        }
                        (None, Some(content)) => self.content(content, &outside, 0),
                        (None, None) => {}
                    }
                }
                "aws_connect_hours_of_operation" => {
                    let hours = HoursOfOperation::terraform(body, called.as_deref().unwrap_or(name));
                    self.add_hours(hours, std::slice::from_ref(name));
                }
                "aws_connect_queue" => {
                    let queue = Queue {
                        name: called.clone().unwrap_or_else(|| name.clone()),
                        hours: body.text_at("hours_of_operation_id"),
                    };
                    self.add_queue(queue, std::slice::from_ref(name));
                }
                "aws_connect_phone_number" => {
                    let number = body.text_at("phone_number").or_else(|| body.text_at("prefix"));
                    if let Some(number) = number {
                        self.claimed.insert(name.clone(), number);
                    }
                }
                "aws_connect_phone_number_contact_flow_association" => {
                    let number = body.text_at("phone_number_id").unwrap_or_default();
                    let flow = body.text_at("contact_flow_id").unwrap_or_default();
                    self.numbers.push(ClaimedNumber { number, flow });
                }
                _ => {}
            }
        }
    }

    /// Takes what a value is, if it is anything of a contact center.
    fn take(&mut self, data: &Data, outside: &Outside<'_>, depth: usize) {
        if depth > 6 {
            return;
        }
        for item in data.items() {
            self.take(item, outside, depth + 1);
        }
        if data.entries().is_empty() {
            return;
        }
        let text = |keys: &[&str]| keys.iter().find_map(|key| data.text_at(key));
        let name = text(&["Name", "name"]);
        let mut keys: Vec<String> = [
            "Id",
            "id",
            "Arn",
            "arn",
            "ContactFlowId",
            "ContactFlowArn",
            "ContactFlowModuleId",
            "QueueId",
            "QueueArn",
            "HoursOfOperationArn",
            "PromptId",
            "PromptARN",
            "PromptArn",
        ]
        .iter()
        .filter_map(|key| data.text_at(key))
        .collect();
        if data.get("Actions").is_some_and(|actions| !actions.items().is_empty())
            && data.get("StartAction").is_some()
        {
            self.flow(data, outside);
            return;
        }
        if let Some(content) = data.get("Content").or_else(|| data.get("content")) {
            let kind = text(&["Type", "ContactFlowType", "type"]).unwrap_or_default();
            let is_module = data.get("ContactFlowModuleId").is_some()
                || keys.iter().any(|key| key.contains("flow-module"));
            let kind = if is_module { FlowKind::Module } else { FlowKind::of(&kind) };
            keys.extend(outside.keys.iter().cloned());
            self.content(content, &Outside { name: name.as_deref().or(outside.name), keys, kind }, depth);
            return;
        }
        if data.get("EffectiveFrom").is_some() {
            let hours = text(&["HoursOfOperationId", "HoursOfOperationArn"]).unwrap_or_default();
            if let Some(one) = HoursOverride::of(data) {
                self.overrides.push((hours, one));
            } else {
                let words = format!("override {}", name.unwrap_or_default());
                let step = self.ledger.read(data.span, words);
                self.ledger.note(step, StepFate::Refused, "its days are not dates, so they are not known");
            }
            return;
        }
        if data.get("Config").is_some() && data.get("TimeZone").is_some() {
            keys.extend(text(&["HoursOfOperationId"]));
            let fallback = outside.keys.first().cloned().unwrap_or_default();
            let hours = HoursOfOperation::json(data, name.as_deref().unwrap_or(&fallback));
            self.add_hours(hours, &keys);
            return;
        }
        let hours = text(&["HoursOfOperationId"]);
        if data.get("QueueId").is_some()
            || data.get("QueueArn").is_some()
            || keys.iter().any(|key| key.contains("/queue/"))
        {
            if let Some(name) = name {
                self.add_queue(Queue { name, hours }, &keys);
            }
            return;
        }
        if let (Some(number), Some(flow)) =
            (text(&["PhoneNumber"]), text(&["ContactFlowId", "TargetArn", "ContactFlowArn"]))
        {
            self.numbers.push(ClaimedNumber { number, flow });
            return;
        }
        if let Some(name) = &name
            && keys.iter().any(|key| key.contains("/prompt/"))
        {
            for key in keys.iter().flat_map(|key| keys_of(key)) {
                self.prompts.insert(key, name.clone());
            }
            return;
        }
        for (key, value) in data.entries() {
            let kind = if key == "ContactFlowModule" { FlowKind::Module } else { outside.kind };
            self.take(value, &Outside { kind, ..outside.clone() }, depth + 1);
        }
    }

    /// A flow that stands in another value, as itself or as text.
    fn content(&mut self, content: &Data, outside: &Outside<'_>, depth: usize) {
        match content.text() {
            Some(text) if text.trim_start().starts_with('{') => match json::read_within(content.span, text) {
                Ok(values) => values.iter().for_each(|value| self.take(value, outside, depth + 1)),
                Err(told) => {
                    let step = self
                        .ledger
                        .read(content.span, format!("the flow {}", outside.name.unwrap_or_default()));
                    self.ledger.note(step, StepFate::Refused, &told.message);
                }
            },
            _ => self.take(content, outside, depth + 1),
        }
    }

    fn flow(&mut self, data: &Data, outside: &Outside<'_>) {
        let flow = flow_file::read(
            data,
            outside.name,
            outside.keys.first().map(String::as_str),
            outside.kind,
            &mut self.ledger,
        );
        let at = self.flows.len();
        let keys = outside.keys.iter().flat_map(|key| keys_of(key)).chain(keys_of(&flow.name));
        for key in keys {
            self.flow_names.entry(key).or_insert(at);
        }
        self.flows.push(flow);
    }

    fn add_hours(&mut self, hours: HoursOfOperation, keys: &[String]) {
        for key in keys.iter().flat_map(|key| keys_of(key)).chain(keys_of(&hours.name)) {
            self.hour_names.entry(key).or_insert(self.hours.len());
        }
        self.hours.push(hours);
    }

    fn add_queue(&mut self, queue: Queue, keys: &[String]) {
        for key in keys.iter().flat_map(|key| keys_of(key)).chain(keys_of(&queue.name)) {
            let at = *self.queue_names.entry(key).or_insert(self.queues.len());
            // A list of queues names no hours; the queue itself does.
            if let Some(known) = self.queues.get_mut(at)
                && known.name == queue.name
                && known.hours.is_none()
            {
                known.hours.clone_from(&queue.hours);
            }
        }
        self.queues.push(queue);
    }

    fn settle(&mut self) {
        for DescribedFile { file, name, keys, kind } in std::mem::take(&mut self.described) {
            let Some(&at) = keys_of(&file).iter().find_map(|key| self.flow_names.get(key)) else { continue };
            let flow = &mut self.flows[at];
            if flow.kind == FlowKind::Unknown {
                flow.kind = kind;
            }
            if let Some(name) = name {
                flow.name = name;
            }
            for key in keys.iter().flat_map(|key| keys_of(key)) {
                self.flow_names.entry(key).or_insert(at);
            }
        }
        for (hours, one) in std::mem::take(&mut self.overrides) {
            let at = keys_of(&hours).iter().find_map(|key| self.hour_names.get(key)).copied();
            // A file of overrides that names no hours belongs to the only ones there are.
            let at = at.or((self.hours.len() == 1).then_some(0));
            if let Some(at) = at {
                self.hours[at].overrides.push(one);
            } else {
                let step = self.ledger.read(one.span, format!("override {}", one.name));
                self.ledger.note(step, StepFate::Refused, "the hours that it belongs to were not given");
            }
        }
        for number in &mut self.numbers {
            let claimed = keys_of(&number.number).iter().find_map(|key| self.claimed.get(key).cloned());
            if let Some(claimed) = claimed {
                number.number = claimed;
            }
        }
    }

    /// The flow that is referred to so.
    pub(super) fn flow_at(&self, reference: &str) -> Option<usize> {
        keys_of(reference).iter().find_map(|key| self.flow_names.get(key)).copied()
    }

    /// The hours that are referred to so.
    pub(super) fn hours_at(&self, reference: &str) -> Option<&HoursOfOperation> {
        keys_of(reference).iter().find_map(|key| self.hour_names.get(key)).map(|&at| &self.hours[at])
    }

    /// The queue that is referred to so.
    pub(super) fn queue_at(&self, reference: &str) -> Option<&Queue> {
        keys_of(reference).iter().find_map(|key| self.queue_names.get(key)).map(|&at| &self.queues[at])
    }

    /// What a recording is called that is referred to so.
    pub(super) fn prompt_at(&self, reference: &str) -> Option<&str> {
        keys_of(reference).iter().find_map(|key| self.prompts.get(key)).map(String::as_str)
    }
}

/// A flow in a file of its own, which Terraform gives a name and a kind.
#[derive(Debug)]
struct DescribedFile {
    file: String,
    name: Option<String>,
    keys: Vec<String>,
    kind: FlowKind,
}

/// What stands around a value, and names it.
#[derive(Clone, Debug)]
struct Outside<'n> {
    name: Option<&'n str>,
    keys: Vec<String>,
    kind: FlowKind,
}

impl Outside<'_> {
    fn file(stem: &str) -> Self {
        Self { name: None, keys: vec![stem.to_owned()], kind: FlowKind::Unknown }
    }
}

/// The name of a file without its folders and its endings.
fn stem(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let last = last.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(last);
    // Tools write what names may hold and files may not as `%20`.
    last.replace("%20", " ").trim_start_matches('_').to_owned()
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
