//! Hours: one schedule where many conditions say the same.

use std::collections::HashMap;

use super::layout::FlowLayout;
use super::table::Table;
use crate::import::flow::{Act, Condition, Flow, FlowPlace, Node, NodeId};
use crate::import::names::{TakenNames, slug};
use crate::import::time_rule::TimeRule;

/// A schedule of the plan.
pub(super) struct PlannedSchedule {
    pub(super) name: String,
    rule: TimeRule,
    place: FlowPlace,
}

/// All schedules.
#[derive(Default)]
pub(super) struct Schedules {
    pub(super) all: Vec<PlannedSchedule>,
    by_rule: HashMap<(String, Option<String>), usize>,
}

impl Schedules {
    /// Those that the nodes of a flow ask for, in their order.
    pub(super) fn of(flow: &Flow, layout: &FlowLayout<'_>) -> Self {
        let mut schedules = Self::default();
        let mut taken = TakenNames::default();
        for id in &layout.order {
            let node = &flow.nodes[id.index()];
            if let Some(gate) = layout.gates.get(id) {
                schedules.add(gate.rule, &flow.nodes[gate.branch.index()], &mut taken);
            }
            let Act::Branch { cases, .. } = &node.act else { continue };
            for (condition, _) in cases {
                if let Condition::Open(rule) = condition {
                    schedules.add(rule, node, &mut taken);
                }
            }
        }
        schedules
    }

    fn add(&mut self, rule: &TimeRule, node: &Node<NodeId>, taken: &mut TakenNames) {
        let key = (rule.open.clone(), rule.timezone.clone());
        if self.by_rule.contains_key(&key) {
            return;
        }
        let name = taken.free(&slug(&named(rule, &node.name), "hours"));
        self.by_rule.insert(key, self.all.len());
        self.all.push(PlannedSchedule { name, rule: rule.clone(), place: node.place.clone() });
    }

    /// The name of the schedule of a rule.
    pub(super) fn name(&self, rule: &TimeRule) -> &str {
        let at = self.by_rule.get(&(rule.open.clone(), rule.timezone.clone()));
        at.map_or("hours", |at| &self.all[*at].name)
    }

    pub(super) fn tables<'s>(
        &'s self,
        source: &'s dyn Fn(&FlowPlace) -> String,
    ) -> impl Iterator<Item = Table> + 's {
        self.all.iter().map(move |schedule| {
            let mut table = Table::new(format!("hours.{}", schedule.name));
            table.text("open", &schedule.rule.open);
            if let Some(zone) = &schedule.rule.timezone {
                table.text("timezone", zone);
            }
            table.source(&source(&schedule.place), &[]);
            if let Some(reason) = schedule.rule.odd_minutes.filter(|_| is_odd(&schedule.rule.open)) {
                table.text("allow.odd-minute", reason);
            }
            if schedule.rule.open == "24/7" {
                table.text("allow.always-open", "The system asks for the time, and any time will do.");
            }
            table
        })
    }
}

/// What people would call hours: their own name, the day that they are about, or where they are asked for.
fn named(rule: &TimeRule, node: &str) -> String {
    if !rule.name.is_empty() {
        return rule.name.clone();
    }
    let is_date = rule.open.ends_with(" 00:00-24:00")
        && rule
            .open
            .split_once(' ')
            .is_some_and(|(month, _)| month.len() == 3 && month.chars().all(char::is_alphabetic));
    if is_date && !rule.open.contains(';') {
        return rule.open.trim_end_matches(" 00:00-24:00").to_owned();
    }
    node.to_owned()
}

/// Whether a time is a minute beside a quarter of an hour.
fn is_odd(open: &str) -> bool {
    let bytes = open.as_bytes();
    open.match_indices(':').any(|(at, _)| {
        let minute =
            bytes.get(at + 1..at + 3).and_then(|text| std::str::from_utf8(text).ok()?.parse::<u8>().ok());
        minute.is_some_and(|minute| matches!(minute % 15, 1 | 14))
    })
}
