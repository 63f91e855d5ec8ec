//! The flows of a plan: one for each line, and one for whatever several of them lead to.

use serde_json::{Value, json};

use super::actions::{FlowText, Transitions};
use super::counters::Counters;
use super::flow_writer::FlowWriter;
use super::parts::{FlowPart, FlowParts, Place};
use super::references;
use crate::export::blueprint::{Asked, Blueprint, BlueprintStep, BlueprintTransfer, StepAct, Way};
use crate::export::written_file::WrittenFile;
use crate::import::names::slug;
use crate::number::{Dialed, NumberMatch};
use crate::plan::{AnswerId, AnswerValue, Plan, TransferResult};

/// Writes all flows, and what they refer to.
pub(super) fn files(plan: &Plan, blueprint: &Blueprint) -> Vec<WrittenFile> {
    let parts = FlowParts::of(blueprint);
    let counters = Counters::of(plan, blueprint);
    let mut files: Vec<WrittenFile> = Vec::new();
    for (at, part) in parts.flows.iter().enumerate() {
        let mut writer = FlowWriter {
            plan,
            blueprint,
            parts: &parts,
            counters: &counters,
            at,
            own: plan.language,
            text: FlowText::default(),
            leads_on: Vec::new(),
            hangs_up: false,
        };
        let flow = writer.flow(part);
        files.push(WrittenFile::json(format!("flows/{}.json", part.name), &flow));
    }
    files.extend(numbers(blueprint, &parts));
    files.extend(queues(blueprint));
    files
}

impl FlowWriter<'_> {
    fn flow(&mut self, part: &FlowPart) -> Value {
        let start = self.to(part.start);
        for place in &part.places {
            match *place {
                Place::Gate(step) => self.gate(step),
                Place::Inside(step) => self.step(step),
            }
        }
        for name in std::mem::take(&mut self.leads_on) {
            let id = format!("to {name}");
            let parameters = json!({ "ContactFlowId": references::flow(&name) });
            let end = self.hang_up();
            self.text.add(
                &id,
                "TransferToFlow",
                &parameters,
                &Transitions { errors: vec![("NoMatchingError", end)], ..Transitions::default() },
            );
            let title = self
                .parts
                .flows
                .iter()
                .find(|flow| flow.name == name)
                .map_or(name.as_str(), |flow| flow.title.as_str());
            self.text.called(&id, "ContactFlowId", title);
        }
        if self.hangs_up {
            self.text.add("hang up", "DisconnectParticipant", &json!({}), &Transitions::default());
        }
        std::mem::take(&mut self.text).json(&part.title, &start)
    }

    fn gate(&mut self, step: usize) {
        let at = &self.blueprint.steps[step];
        let Some(gate) = at.gate else { return };
        let (open, closed) = (self.to(Way::Past(step)), self.to(gate.closed));
        self.hours(&format!("{} hours", at.name), gate.schedule, &open, &closed);
    }

    fn step(&mut self, step: usize) {
        let blueprint = self.blueprint;
        let at = &blueprint.steps[step];
        match &at.act {
            StepAct::Menu(menu) => super::menus::write(self, step, at, menu),
            StepAct::Switch { asks, cases, otherwise } => self.switch(at, asks, cases, *otherwise),
            StepAct::Message { words, then } => {
                let next = self.to(*then);
                self.say(&at.name, words, &next);
            }
            StepAct::Transfer(transfer) => self.transfer(at, transfer),
            // There are no mailboxes: the plan that is written has none.
            StepAct::Voicemail(words) => {
                let next = self.hang_up();
                self.say(&at.name, words, &next);
            }
        }
    }

    fn transfer(&mut self, at: &BlueprintStep, transfer: &BlueprintTransfer) {
        let key = slug(&at.title, "queue");
        let end = self.hang_up();
        let queue = json!({ "QueueId": references::queue(&key) });
        let first = if transfer.calls_back { at.name.clone() } else { format!("{} queue", at.name) };
        if !transfer.words.is_empty() {
            self.say(&format!("{} says", at.name), &transfer.words, &first);
        }
        let failed = || vec![("NoMatchingError", end.clone())];
        if transfer.calls_back {
            let transitions = Transitions { next: Some(&end), errors: failed(), ..Transitions::default() };
            let parameters = json!({ "QueueId": references::queue(&key), "InitialCallDelaySeconds": "5", "MaximumConnectionAttempts": "1", "RetryDelaySeconds": "600" });
            self.text.add(&first, "CreateCallbackContact", &parameters, &transitions);
            self.text.called(&first, "QueueId", &at.title);
            return;
        }
        let transitions = Transitions { next: Some(&at.name), errors: failed(), ..Transitions::default() };
        self.text.add(&first, "UpdateContactTargetQueue", &queue, &transitions);
        self.text.called(&first, "QueueId", &at.title);
        let mut errors = Vec::new();
        if let Some(full) = transfer.way(TransferResult::Full) {
            errors.push(("QueueAtCapacity", self.to(full)));
        }
        errors.extend(failed());
        self.text.add(
            &at.name,
            "TransferContactToQueue",
            &json!({}),
            &Transitions { next: Some(&end), errors, ..Transitions::default() },
        );
    }

    /// A case after the other; each condition that does not hold leads to the next case.
    fn switch(&mut self, at: &BlueprintStep, asks: &[AnswerId], cases: &[(Vec<Asked>, Way)], otherwise: Way) {
        let otherwise = self.to(otherwise);
        if cases.is_empty() {
            let id = format!("{} goes on", at.name);
            let parameters = json!({ "FlowLoggingBehavior": "Enabled" });
            self.text.add(
                &id,
                "UpdateFlowLoggingBehavior",
                &parameters,
                &Transitions { next: Some(&otherwise), ..Transitions::default() },
            );
            return;
        }
        let case_id = |case: usize| match case {
            0 => at.name.clone(),
            case => format!("{} case {}", at.name, case + 1),
        };
        let first = if asks.is_empty() { case_id(0) } else { format!("{} decides", at.name) };
        self.asks(at, asks, &first);
        for (case, (conditions, way)) in cases.iter().enumerate() {
            let failed = if case + 1 < cases.len() { case_id(case + 1) } else { otherwise.clone() };
            let then = self.to(*way);
            for (index, condition) in conditions.iter().enumerate() {
                let id = match (case, index) {
                    (0, 0) => first.clone(),
                    (_, 0) => case_id(case),
                    _ => format!("{} and {}", case_id(case), index + 1),
                };
                let held = if index + 1 < conditions.len() {
                    format!("{} and {}", case_id(case), index + 2)
                } else {
                    then.clone()
                };
                self.condition(&id, condition, asks, &held, &failed);
            }
        }
    }

    /// Asks other systems, one after the other, before anything is decided.
    fn asks(&mut self, at: &BlueprintStep, asks: &[AnswerId], first: &str) {
        for (index, answer) in asks.iter().enumerate() {
            let key = slug(&self.plan.answer(*answer).key, "answer");
            let id = match index {
                0 => at.name.clone(),
                index => format!("{} asks {}", at.name, index + 1),
            };
            let next = if index + 1 < asks.len() {
                format!("{} asks {}", at.name, index + 2)
            } else {
                first.to_owned()
            };
            let parameters =
                json!({ "LambdaFunctionARN": references::lambda(&key), "InvocationTimeLimitSeconds": "3" });
            // What one program returns is gone when the next has run.
            let kept = format!("{id} kept");
            let is_kept = asks.len() > 1;
            let after = if is_kept { kept.as_str() } else { next.as_str() };
            let errors = vec![("NoMatchingError", after.to_owned())];
            self.text.add(
                &id,
                "InvokeLambdaFunction",
                &parameters,
                &Transitions { next: Some(after), errors, ..Transitions::default() },
            );
            self.text.called(&id, "LambdaFunctionARN", &key);
            if is_kept {
                let parameters = json!({ "Attributes": { key.as_str(): format!("$.External.{key}") }, "TargetContact": "Current" });
                self.text.add(
                    &kept,
                    "UpdateContactAttributes",
                    &parameters,
                    &Transitions { next: Some(&next), ..Transitions::default() },
                );
            }
        }
    }

    fn condition(&mut self, id: &str, condition: &Asked, asks: &[AnswerId], held: &str, failed: &str) {
        match condition {
            Asked::Open(schedule) => self.hours(id, *schedule, held, failed),
            Asked::Closed(schedule) => self.hours(id, *schedule, failed, held),
            Asked::Answer(answer, values) => {
                let key = slug(&self.plan.answer(*answer).key, "answer");
                let path =
                    if asks.len() > 1 { format!("$.Attributes.{key}") } else { format!("$.External.{key}") };
                let operands = self.words(*answer, values);
                self.compare(
                    id,
                    &path,
                    operands.into_iter().map(|word| (word, held.to_owned())).collect(),
                    failed,
                );
            }
            Asked::Caller(numbers) => {
                let numbers = numbers.iter().filter_map(|number| match number {
                    NumberMatch::Number(number) => Some((number.e164().to_string(), held.to_owned())),
                    _ => None,
                });
                self.compare(id, "$.CustomerEndpoint.Address", numbers.collect(), failed);
            }
        }
    }

    fn words(&self, answer: AnswerId, values: &[AnswerValue]) -> Vec<String> {
        values.iter().map(|value| self.plan.answer(answer).word(*value).to_owned()).collect()
    }
}

/// Which number leads to which flow.
fn numbers(blueprint: &Blueprint, parts: &FlowParts) -> Option<WrittenFile> {
    let lines = blueprint.lines.iter().zip(&parts.flows);
    let numbers = lines.flat_map(|(line, flow)| {
        line.dialed.iter().filter_map(|dialed| match dialed {
            Dialed::Number(number) => Some(json!({ "PhoneNumber": number.e164().to_string(), "TargetArn": references::flow(&flow.name) })),
            _ => None,
        })
    });
    let numbers: Vec<Value> = numbers.collect();
    (!numbers.is_empty()).then(|| {
        WrittenFile::json("numbers.json".to_owned(), &json!({ "ListPhoneNumbersSummaryList": numbers }))
    })
}

/// The queues by name.
fn queues(blueprint: &Blueprint) -> Option<WrittenFile> {
    let mut known: Vec<&str> = Vec::new();
    let mut queues = Vec::new();
    for step in &blueprint.steps {
        if matches!(step.act, StepAct::Transfer(_)) && !known.contains(&step.title.as_str()) {
            known.push(&step.title);
            let key = slug(&step.title, "queue");
            queues.push(json!({ "Id": key, "Arn": references::queue(&key), "Name": step.title }));
        }
    }
    (!queues.is_empty())
        .then(|| WrittenFile::json("queues.json".to_owned(), &json!({ "QueueSummaryList": queues })))
}
