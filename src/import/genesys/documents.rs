//! All that files hold: flows, schedules and groups of them, and which number leads to which flow.

use std::collections::HashMap;

use super::architect_flow::ArchitectFlow;
use super::flow_reader;
use super::references::{key_of, reference, references, stem};
use super::schedules::{ArchitectSchedule, ScheduleGroup};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span};
use crate::import::data::{Data, DataValue};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::secrets::without_secrets;
use crate::import::{terraform, yaml};

/// So deep values are gone into for what a tool puts in.
const MAX_DEPTH: usize = 260;

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
    /// How others refer to it.
    keys: Vec<String>,
    pub(super) entry: usize,
}

/// An emergency, with the flows that numbers lead to while it lasts.
#[derive(Debug)]
struct EmergencyGroup {
    name: String,
    /// Flows, each with the numbers that it is for.
    flows: Vec<(String, Vec<String>)>,
    entry: usize,
}

/// What files hold of an organization.
#[derive(Debug, Default)]
pub(super) struct Organization {
    pub(super) flows: Vec<ArchitectFlow>,
    pub(super) routes: Vec<CallRoute>,
    pub(super) schedules: Vec<ArchitectSchedule>,
    pub(super) groups: Vec<ScheduleGroup>,
    emergencies: Vec<EmergencyGroup>,
    flow_names: HashMap<String, usize>,
    schedule_names: HashMap<String, usize>,
    group_names: HashMap<String, usize>,
    /// Flows that Terraform names: the file, the names, and what is put in.
    described: Vec<DescribedFlow>,
    /// The first flow that nobody can call: where it stands, and what it is.
    pub(super) other: Option<(Span, String)>,
    pub(super) ledger: Ledger,
}

#[derive(Debug)]
struct DescribedFlow {
    file: String,
    names: Vec<String>,
    substitutions: Vec<(String, String)>,
}

impl Organization {
    /// Reads files. A file that is not valid is told where it is alone; beside others, it is refused.
    pub(super) fn read(sources: &Sources, files: &[FileId]) -> Result<Self, Vec<Diagnostic>> {
        let mut all = Self::default();
        let is_terraform = |file: &FileId| sources.file(*file).name().to_lowercase().ends_with(".tf");
        // Terraform tells what is put into flows, so it is read first.
        for &file in files.iter().filter(|file| is_terraform(file)) {
            all.terraform(file, sources.file(file).text());
        }
        for &file in files.iter().filter(|file| !is_terraform(file)) {
            let (name, text) = (sources.file(file).name(), sources.file(file).text());
            let stem = stem(name);
            match yaml::read(file, text) {
                Ok(documents) => documents.iter().for_each(|document| all.take(document, stem)),
                Err(told) if files.len() == 1 => return Err(vec![*told]),
                Err(told) => {
                    if let Some(primary) = &told.primary {
                        let entry = all.ledger.read(primary.span, format!("the file {stem}"));
                        all.ledger.note(entry, StepFate::Refused, &told.message);
                    }
                }
            }
        }
        for DescribedFlow { file, names, .. } in std::mem::take(&mut all.described) {
            let Some(&at) = all.flow_names.get(&file.to_lowercase()) else { continue };
            for name in names {
                all.flow_names.entry(name.to_lowercase()).or_insert(at);
            }
        }
        Ok(all)
    }

    /// A document: a flow, or what the interface of the platform lists.
    fn take(&mut self, document: &Data, stem: &str) {
        let listed = document.get("entities").map_or_else(|| document.items(), Data::items);
        for one in listed.iter().chain([document]) {
            self.listed(one);
        }
        for (kind, body) in document.entries() {
            let is_flow = body.get("name").is_some()
                && (body.get("startUpRef").is_some() || body.get("defaultLanguage").is_some())
                || ["menus", "tasks", "startUpTaskActions", "states"]
                    .iter()
                    .any(|key| body.get(key).is_some());
            if kind == "inboundCall" {
                let substitutions = self.described.iter().find(|one| one.file.eq_ignore_ascii_case(stem));
                let substituted = substitutions
                    .filter(|one| !one.substitutions.is_empty())
                    .map(|one| put_in(body, &one.substitutions, 0));
                let flow = flow_reader::read(substituted.as_ref().unwrap_or(body), stem, &mut self.ledger);
                let at = self.flows.len();
                for key in [stem.to_lowercase(), key_of(&flow.name)] {
                    self.flow_names.entry(key).or_insert(at);
                }
                self.flows.push(flow);
            } else if is_flow {
                let name = body.text_at("name").unwrap_or_else(|| stem.to_owned());
                let entry = self.ledger.read(body.span, without_secrets(&format!("{kind} flow {name}")));
                self.ledger.note(entry, StepFate::Unreached, "nobody can call a flow of this kind");
                self.other.get_or_insert((body.span, kind.clone()));
            }
        }
    }

    /// A schedule, a group, a number as the interface of the platform gives it.
    fn listed(&mut self, data: &Data) {
        let Some(name) = data.text_at("name") else { return };
        let keys: Vec<String> = [data.text_at("id"), Some(name.clone())].into_iter().flatten().collect();
        if data.get("openSchedules").is_some() {
            self.group(data, name, &keys);
        } else if data.get("dnis").is_some() {
            self.route(data, name, &keys);
        } else if data.get("emergencyCallFlows").is_some() {
            let flows = data.get("emergencyCallFlows").map_or(&[][..], Data::items).iter();
            let flows = flows
                .filter_map(|one| Some((reference(one.get("emergencyFlow"))?, references(one.get("ivrs")))));
            self.emergency(data, name, flows.collect());
        } else if data.get("start").is_some() && data.get("end").is_some() {
            self.schedule(data, name, &keys);
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
                        let values = body.get("substitutions").map_or(&[][..], Data::entries).iter();
                        let values = values.filter_map(|(key, value)| Some((key.clone(), value.plain()?)));
                        let substitutions = values.filter(|(_, value)| !value.contains("${")).collect();
                        self.described.push(DescribedFlow {
                            file: stem(&path).to_owned(),
                            names,
                            substitutions,
                        });
                    }
                }
                "genesyscloud_architect_ivr" => self.route(body, name, &names),
                "genesyscloud_architect_schedules" => self.schedule(body, name, &names),
                "genesyscloud_architect_schedulegroups" => self.group(body, name, &names),
                "genesyscloud_architect_emergencygroup" => {
                    let flows = body.all("emergency_call_flows").flat_map(|one| {
                        if one.items().is_empty() { std::slice::from_ref(one) } else { one.items() }
                    });
                    let flows = flows.filter_map(|one| {
                        Some((reference(one.get("emergency_flow_id"))?, references(one.get("ivr_ids"))))
                    });
                    self.emergency(body, name, flows.collect());
                }
                _ => {}
            }
        }
    }

    fn route(&mut self, data: &Data, name: String, keys: &[String]) {
        let entry = self.ledger.read(data.span, without_secrets(&format!("call route {name}")));
        let mut dnis: Vec<String> = Vec::new();
        for number in references(data.get("dnis")) {
            if !number.contains("${") && !dnis.contains(&number) {
                dnis.push(number);
            }
        }
        let one = |keys: [&str; 2]| keys.iter().find_map(|key| reference(data.get(key)));
        self.routes.push(CallRoute {
            name,
            span: data.span,
            dnis,
            open: one(["open_hours_flow_id", "openHoursFlow"]),
            closed: one(["closed_hours_flow_id", "closedHoursFlow"]),
            holiday: one(["holiday_hours_flow_id", "holidayHoursFlow"]),
            group: one(["schedule_group_id", "scheduleGroup"]),
            keys: keys.iter().map(|key| key_of(key)).collect(),
            entry,
        });
    }

    fn schedule(&mut self, data: &Data, name: String, keys: &[String]) {
        let entry = self.ledger.read(data.span, without_secrets(&format!("schedule {name}")));
        for key in keys {
            self.schedule_names.entry(key_of(key)).or_insert(self.schedules.len());
        }
        self.schedules.push(ArchitectSchedule::of(data, name, entry));
    }

    fn group(&mut self, data: &Data, name: String, keys: &[String]) {
        let entry = self.ledger.read(data.span, without_secrets(&format!("schedule group {name}")));
        for key in keys {
            self.group_names.entry(key_of(key)).or_insert(self.groups.len());
        }
        self.groups.push(ScheduleGroup::of(data, name, entry));
    }

    fn emergency(&mut self, data: &Data, name: String, flows: Vec<(String, Vec<String>)>) {
        let entry = self.ledger.read(data.span, without_secrets(&format!("emergency group {name}")));
        self.emergencies.push(EmergencyGroup { name, flows, entry });
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

    /// The emergencies of a number: what they are called, their steps, and the flows that they lead to.
    pub(super) fn emergencies_of(&self, route: usize) -> Vec<(String, usize, usize)> {
        let keys = &self.routes[route].keys;
        let all = self.emergencies.iter().flat_map(|group| {
            let is_meant = |numbers: &[String]| numbers.iter().any(|one| keys.contains(&key_of(one)));
            let flows = group.flows.iter().filter(move |(_, numbers)| is_meant(numbers));
            flows.filter_map(|(flow, _)| Some((group.name.clone(), group.entry, self.flow_at(flow)?)))
        });
        all.collect()
    }
}

/// The same with the values that a tool puts in for `{{name}}`.
fn put_in(data: &Data, values: &[(String, String)], depth: usize) -> Data {
    let value = match &data.value {
        DataValue::Text(text) if text.contains("{{") => {
            let put = |text: String, (name, value): &(String, String)| {
                text.replace(&format!("{{{{{name}}}}}"), value)
            };
            DataValue::Text(values.iter().fold(text.clone(), put))
        }
        DataValue::List(items) if depth < MAX_DEPTH => {
            DataValue::List(items.iter().map(|item| put_in(item, values, depth + 1)).collect())
        }
        DataValue::Table(entries) if depth < MAX_DEPTH => {
            let entries = entries.iter().map(|(key, one)| (key.clone(), put_in(one, values, depth + 1)));
            DataValue::Table(entries.collect())
        }
        value => value.clone(),
    };
    Data { span: data.span, value }
}
