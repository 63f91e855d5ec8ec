use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::call_view::CallView;
use super::found_view::found;
use super::jumps::jumps;
use super::line_view::{LineView, lines};
use super::reason::{known, to_the_minute};
use super::request::PageRequest;
use super::scenario_text::scenario_text;
use super::week_view::WeekView;
use crate::directory;
use crate::explore::{AnswerTable, GivenValue, answered};
use crate::plan::{AnswerId, AnswerValue, OutsideAnswer, Plan, PlanLimits, read};

/// A plan that answers a page.
#[derive(Clone, Debug)]
pub struct PageEngine {
    plan: Arc<Plan>,
}

impl PageEngine {
    /// An engine for a plan.
    #[must_use]
    pub fn new(plan: Arc<Plan>) -> Self {
        Self { plan }
    }

    /// An engine for the plan that is written in some files, each with its name. What is wrong with it is told in a line.
    pub fn read<N, T>(files: impl IntoIterator<Item = (N, T)>) -> Result<Self, String>
    where
        N: Into<String>,
        T: Into<Arc<str>>,
    {
        let reading = read(files, &PlanLimits::STANDARD);
        let mistake = || reading.diagnostics.first().map_or_else(String::new, |first| first.message.clone());
        reading.plan.map(|plan| Self::new(Arc::new(plan))).ok_or_else(mistake)
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The answer to a question, or an object with one field `error`, in words for people.
    #[must_use]
    pub fn answer(&self, question: &str) -> String {
        let answer = serde_json::from_str(question)
            .map_err(|error| format!("the page asks what is not understood: {error}"))
            .and_then(|request| self.told(&request));
        answer.unwrap_or_else(|error| json!({ "error": error })).to_string()
    }

    fn told(&self, request: &PageRequest) -> Result<Value, String> {
        let plan = &*match request.at() {
            Some(at) => self.plan.in_force(at),
            None => Arc::clone(&self.plan),
        };
        match request {
            PageRequest::Plan => Ok(self.plan_view()),
            PageRequest::Call(call) => value(&CallView::of(plan, call)?),
            PageRequest::Scenario(call) => Ok(json!({ "text": scenario_text(plan, call)? })),
            PageRequest::Lines(moment) => value(&lines(plan, moment.caller(plan)?, moment.at()?)),
            PageRequest::Find { words, moment } => {
                value(&found(plan, words, moment.caller(plan)?, moment.at()?)?)
            }
            PageRequest::Week { number, moment } => {
                let line = directory::line(plan, number).map_err(|error| error.what())?;
                value(&WeekView::of(plan, line, moment.caller(plan)?, moment.at()?))
            }
            PageRequest::Jumps { number, moment } => {
                let line = directory::line(plan, number).map_err(|error| error.what())?;
                value(&jumps(plan, line, moment.caller(plan)?, moment.at()?))
            }
            PageRequest::Moment { text, moment } => {
                let at = directory::moment(plan, text, moment.at()?).map_err(|error| error.what())?;
                Ok(json!({ "at": at.as_millisecond() }))
            }
            PageRequest::Caller { moment } => {
                let caller = moment.caller(plan)?;
                let zone = caller.zone_under(plan);
                let there = zone.zone.wall_clock(moment.at()?);
                Ok(json!({
                    "known": known(zone),
                    "number": caller.number.map(|number| number.to_string()),
                    "timezone": zone.zone.name(),
                    "there": format!("{} {}", there.strftime("%A"), to_the_minute(there)),
                }))
            }
        }
    }

    fn plan_view(&self) -> Value {
        let plan = &*self.plan;
        let lines: Vec<LineView> = plan.lines().map(|(id, _)| LineView::of(plan, id)).collect();
        json!({
            "name": plan.name,
            "language": plan.language.code(),
            "effective": plan.effective.strftime("%B %-d, %Y").to_string(),
            "timezone": plan.zone.name(),
            "clock": plan.zone.spoken(),
            "lines": lines,
            "answers": answers(plan),
        })
    }
}

/// What the outside may answer, to be chosen from: the usual first.
fn answers(plan: &Plan) -> Vec<Value> {
    let table = AnswerTable::of(plan);
    let one = |(id, answer): (AnswerId, &OutsideAnswer)| {
        let words = |(value, word): (AnswerValue, &str)| {
            let words = match answer.transfer {
                Some(_) => answered(&table, GivenValue::of(id, value)),
                None => word.to_owned(),
            };
            json!({ "value": word, "words": words })
        };
        let (usual, others): (Vec<_>, Vec<_>) =
            plan.possible_values(id).partition(|(value, _)| *value == answer.usual);
        json!({
            "answer": answer.key,
            "name": answer.name.as_deref().unwrap_or(&answer.key),
            "values": usual.into_iter().chain(others).map(words).collect::<Vec<_>>(),
        })
    };
    plan.answers().map(one).collect()
}

fn value(view: &impl Serialize) -> Result<Value, String> {
    serde_json::to_value(view).map_err(|error| error.to_string())
}
