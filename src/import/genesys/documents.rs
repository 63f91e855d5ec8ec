//! All that files hold: flows, schedules and groups of them, and which number leads to which flow.

use std::collections::HashMap;

use super::architect_flow::{self, ArchitectFlow};
use super::schedules::{ArchitectSchedule, ScheduleGroup};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span};
use crate::import::data::Data;
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::slug;
use crate::import::{terraform, yaml};

/// Numbers with the flows that they lead to.
#[derive(Debug)]
pub(super) struct CallRoute {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) dnis: Vec<String>,
    pub(super) open: Option<String>,
    pub(super) closed: Option<String>,
    pub(super) holiday: Option<String>,
    pub(super) group: Option<String>,
    pub(super) entry: usize,
}

/// What files hold of an organization.
#[derive(Debug, Default)]
pub(super) struct Organization {
    pub(super) flows: Vec<ArchitectFlow>,
    pub(super) routes: Vec<CallRoute>,
    pub(super) schedules: Vec<ArchitectSchedule>,
    pub(super) groups: Vec<ScheduleGroup>,
    flow_names: HashMap<String, usize>,
    schedule_names: HashMap<String, usize>,
    group_names: HashMap<String, usize>,
    /// Flows that Terraform names: the file, and the names.
    described: Vec<(String, Vec<String>)>,
    /// The first flow that nobody can call: where it stands, and what it is.
    pub(super) other: Option<(Span, String)>,
    pub(super) ledger: Ledger,
}

impl Organization {
    /// Reads files. A file that is not valid is told where it is alone; beside others, it is refused.
    pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<Self, Vec<Diagnostic>> {
        let mut all = Self::default();
        for &file in files {
            let (name, text) = (sources.file(file).name(), sources.file(file).text());
            let stem = stem(name);
            if name.to_lowercase().ends_with(".tf") {
                all.terraform(file, text);
                continue;
            }
            match yaml::read(file, text) {
                Ok(documents) => documents.iter().for_each(|document| all.take(document, &stem)),
                Err(told) if files.len() == 1 => return Err(vec![*told]),
                Err(told) => {
                    if let Some(primary) = &told.primary {
                        let entry = all.ledger.read(primary.span, format!("the file {stem}"));
                        all.ledger.note(entry, StepFate::Refused, &told.message);
                    }
                }
            }
        }
        for (file, names) in std::mem::take(&mut all.described) {
            let Some(&at) = all.flow_names.get(&slug(&file, "")) else { continue };
            for name in names {
                all.flow_names.entry(slug(&name, "")).or_insert(at);
            }
        }
        Ok(all)
    }

    fn take(&mut self, document: &Data, stem: &str) {
        for (kind, body) in document.entries() {
            if kind == "inboundCall" {
                let flow = architect_flow::read(body, stem, &mut self.ledger);
                let at = self.flows.len();
                for key in [slug(stem, ""), slug(&flow.name, "")] {
                    self.flow_names.entry(key).or_insert(at);
                }
                self.flows.push(flow);
            } else if !body.entries().is_empty() && self.other.is_none() {
                self.other = Some((body.span, kind.clone()));
            }
        }
    }

    fn terraform(&mut self, file: FileId, text: &str) {
        for block in terraform::read(file, text) {
            let [resource, label] = block.labels.as_slice() else { continue };
            let body = &block.body;
            if block.kind != "resource" {
                continue;
            }
            let called = body.text_at("name").filter(|name| !name.contains("${"));
            let names: Vec<String> = [Some(label.clone()), called.clone()].into_iter().flatten().collect();
            let name = called.unwrap_or_else(|| label.clone());
            match resource.as_str() {
                "genesyscloud_flow" => {
                    if let Some(path) = body.text_at("filepath") {
                        self.described.push((super::documents::stem(&path), names));
                    }
                }
                "genesyscloud_architect_ivr" => {
                    let dnis = body.get("dnis").map_or(&[][..], Data::items);
                    let entry = self.ledger.read(body.span, format!("call route {name}"));
                    let mut numbers: Vec<String> = dnis.iter().filter_map(Data::plain).collect();
                    numbers.dedup();
                    self.routes.push(CallRoute {
                        name,
                        span: body.span,
                        dnis: numbers.into_iter().filter(|number| !number.contains("${")).collect(),
                        open: body.text_at("open_hours_flow_id"),
                        closed: body.text_at("closed_hours_flow_id"),
                        holiday: body.text_at("holiday_hours_flow_id"),
                        group: body.text_at("schedule_group_id"),
                        entry,
                    });
                }
                "genesyscloud_architect_schedules" => {
                    let entry = self.ledger.read(body.span, format!("schedule {name}"));
                    let at = self.schedules.len();
                    for key in &names {
                        self.schedule_names.entry(slug(key, "")).or_insert(at);
                    }
                    self.schedules.push(ArchitectSchedule::of(body, name, entry));
                }
                "genesyscloud_architect_schedulegroups" => {
                    let entry = self.ledger.read(body.span, format!("schedule group {name}"));
                    let at = self.groups.len();
                    for key in &names {
                        self.group_names.entry(slug(key, "")).or_insert(at);
                    }
                    self.groups.push(ScheduleGroup::of(body, name, entry));
                }
                _ => {}
            }
        }
    }

    /// The flow that is referred to so.
    pub(super) fn flow_at(&self, reference: &str) -> Option<usize> {
        self.flow_names.get(&key_of(reference)).copied()
    }

    pub(super) fn schedule_at(&self, reference: &str) -> Option<usize> {
        self.schedule_names.get(&key_of(reference)).copied()
    }

    pub(super) fn group_at(&self, reference: &str) -> Option<usize> {
        self.group_names.get(&key_of(reference)).copied()
    }
}

/// The name in a reference: `${genesyscloud_flow.main.id}` is `main`.
fn key_of(reference: &str) -> String {
    let inner = reference.trim().trim_start_matches("${").trim_end_matches('}');
    let name = if reference.contains("${") {
        let mut parts = inner.split('.').filter(|part| *part != "data");
        parts.nth(1).unwrap_or(inner)
    } else {
        inner
    };
    slug(name, "")
}

/// The name of a file without its folders and its ending.
fn stem(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    last.rsplit_once('.').map_or(last, |(stem, _)| stem).to_owned()
}
