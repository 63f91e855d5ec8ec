//! What the actions of a flow have in common: where they lead, and the few that stand everywhere.

use serde_json::json;

use super::actions::{FlowText, Transitions, said};
use super::counters::Counters;
use super::parts::FlowParts;
use super::references;
use crate::base::Language;
use crate::export::blueprint::{Blueprint, StepAct, Way, Words};
use crate::plan::{Plan, ScheduleId};

/// What a flow is written with.
pub(super) struct FlowWriter<'b> {
    pub(super) plan: &'b Plan,
    pub(super) blueprint: &'b Blueprint,
    pub(super) parts: &'b FlowParts,
    pub(super) counters: &'b Counters,
    pub(super) at: usize,
    pub(super) own: Language,
    pub(super) text: FlowText,
    /// Other flows that this one leads to.
    pub(super) leads_on: Vec<String>,
    pub(super) hangs_up: bool,
}

impl FlowWriter<'_> {
    /// The action that a way leads to.
    pub(super) fn to(&mut self, way: Way) -> String {
        if let Some(other) = self.parts.other(self.blueprint, self.at, way) {
            if !self.leads_on.contains(&other.name) {
                self.leads_on.push(other.name.clone());
            }
            return format!("to {}", other.name);
        }
        match way {
            Way::Step(step) if self.blueprint.steps[step].gate.is_some() => {
                format!("{} hours", self.blueprint.steps[step].name)
            }
            Way::Step(step) | Way::Past(step) => self.begin(step),
            Way::HangUp | Way::Dropped => self.hang_up(),
        }
    }

    /// The first action of a step behind its hours.
    fn begin(&self, step: usize) -> String {
        let at = &self.blueprint.steps[step];
        match &at.act {
            StepAct::Menu(menu) if !self.counters.begun(step, &at.name, menu).is_empty() => {
                format!("{} begins", at.name)
            }
            // Nothing is asked: whoever comes here goes on.
            StepAct::Switch { cases, .. } if cases.is_empty() => format!("{} goes on", at.name),
            StepAct::Transfer(transfer) if !transfer.words.is_empty() => format!("{} says", at.name),
            StepAct::Transfer(transfer) if !transfer.calls_back => format!("{} queue", at.name),
            _ => at.name.clone(),
        }
    }

    /// The action that ends a call.
    pub(super) fn hang_up(&mut self) -> String {
        self.hangs_up = true;
        "hang up".to_owned()
    }

    /// Goes one way or another by hours.
    pub(super) fn hours(&mut self, id: &str, schedule: ScheduleId, open: &str, closed: &str) {
        let name = self.blueprint.hours.get(&schedule).map_or("hours", String::as_str);
        let end = self.hang_up();
        self.text.add(
            id,
            "CheckHoursOfOperation",
            &json!({ "HoursOfOperationId": references::hours(name) }),
            &Transitions {
                conditions: vec![
                    ("True".to_owned(), open.to_owned()),
                    ("False".to_owned(), closed.to_owned()),
                ],
                errors: vec![("NoMatchingError", end)],
                ..Transitions::default()
            },
        );
        self.text.called(id, "HoursOfOperationId", name);
    }

    /// Says something and goes on.
    pub(super) fn say(&mut self, id: &str, words: &Words, next: &str) {
        let parameters = json!(said(words, self.own));
        let errors = vec![("NoMatchingError", next.to_owned())];
        self.text.add(
            id,
            "MessageParticipant",
            &parameters,
            &Transitions { next: Some(next), errors, ..Transitions::default() },
        );
    }

    /// Compares a value with texts, each with where it leads.
    pub(super) fn compare(
        &mut self,
        id: &str,
        path: &str,
        conditions: Vec<(String, String)>,
        otherwise: &str,
    ) {
        let errors = vec![("NoMatchingCondition", otherwise.to_owned())];
        self.text.add(
            id,
            "Compare",
            &json!({ "ComparisonValue": path }),
            &Transitions { next: Some(otherwise), conditions, errors },
        );
    }
}
