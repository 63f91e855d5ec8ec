//! What is different from the plan in one scenario.

use std::sync::Arc;

use super::lowering::ScenarioLowering;
use crate::base::diagnostic::Diagnostic;
use crate::base::document::{OneOrMany, Placed};
use crate::base::source::Span;
use crate::plan::ScheduleId;
use crate::suite::scenario::changed::{OverriddenPlan, PlanOverrides};
use crate::suite::scenario::raw::{self, PlacedText};
use crate::time::{DateRule, DayHours, DayTimes, Effect, Holiday, ObservanceRule, SyntaxError};

/// What a schedule that is forced open or closed is said to be because of, where the scenario does not say.
const REASON: &str = "an override of the scenario";

impl ScenarioLowering<'_> {
    /// The plan as a scenario changes it.
    pub(super) fn changed_plan(&mut self, raw: &raw::RawOverride, span: Span) -> Option<Arc<OverriddenPlan>> {
        let reported = self.diagnostics.len();
        let reason = match &raw.reason {
            Some(text) => self.said(text, "reason")?,
            None => REASON.to_owned(),
        };
        let mut forced: Vec<(ScheduleId, Effect, String)> = Vec::new();
        for (list, key, effect) in [
            (&raw.open, "open", DayTimes::parse("00:00-24:00").ok().map(Effect::Open)),
            (&raw.closed, "closed", Some(Effect::Closed)),
        ] {
            let (Some(list), Some(effect)) = (list, effect) else { continue };
            for (id, span) in self.hours(list, key) {
                if forced.iter().any(|(known, other, _)| *known == id && *other != effect) {
                    let message = format!("`{}` is forced both open and closed", self.plan.schedule(id).key);
                    self.report(Diagnostic::error("bad-override", span, message).help("choose one"));
                }
                forced.push((id, effect.clone(), reason.clone()));
            }
        }
        let mut holidays = Vec::new();
        if let Some(list) = &raw.holiday {
            for holiday in self.some(list, "holiday").unwrap_or_default() {
                holidays.extend(holiday.given().and_then(|holiday| self.holiday(holiday)));
            }
        }
        if self.diagnostics.len() > reported {
            return None;
        }
        if forced.is_empty() && holidays.is_empty() {
            if !self.is_mistaken(span) {
                let help = "write `closed = \"...\"`, `open = \"...\"` or `holiday = { name = \"...\", on = \"...\" }`";
                self.report(
                    Diagnostic::error("bad-override", span, "this override changes nothing").help(help),
                );
            }
            return None;
        }
        let changes = PlanOverrides { forced, holidays };
        if let Some(known) = self.changed.iter().find(|known| known.changes == changes) {
            return Some(Arc::clone(known));
        }
        let plan = changes.made_to(self.plan);
        let made = Arc::new(OverriddenPlan { changes, plan });
        self.changed.push(Arc::clone(&made));
        Some(made)
    }

    fn holiday(&mut self, raw: &raw::RawHoliday) -> Option<(Vec<ScheduleId>, Holiday)> {
        let name = self.said(&raw.name, "name");
        let on = self.read(&raw.on.clone().map(|day| day.0), "bad-date", DateRule::parse);
        if [raw.open.is_some(), raw.closes.is_some(), raw.opens.is_some()]
            .iter()
            .filter(|given| **given)
            .count()
            > 1
        {
            let help = "write its hours as `open`, or only when it closes or opens";
            let message = "this holiday has more than one of `open`, `closes` and `opens`";
            self.report(Diagnostic::error("bad-hours", raw.name.span, message).help(help));
        }
        let hours = match (&raw.open, &raw.closes, &raw.opens) {
            (Some(text), ..) => self.read(text, "bad-hours", DayTimes::parse).map(DayHours::Open),
            (_, Some(time), _) => time.given().map(|time| DayHours::ClosesAt(time.0)),
            (.., Some(time)) => time.given().map(|time| DayHours::OpensAt(time.0)),
            _ => Some(DayHours::Closed),
        };
        let schedules = match &raw.hours {
            Some(list) => self.hours(list, "hours").into_iter().map(|(id, _)| id).collect(),
            None => self.plan.schedules().map(|(id, _)| id).collect(),
        };
        Some((schedules, Holiday { name: name?, on: on?, observed: ObservanceRule::AsDated, hours: hours? }))
    }

    /// The schedules that a list names, each with its place; `all` names every one.
    fn hours(&mut self, list: &OneOrMany<PlacedText>, key: &str) -> Vec<(ScheduleId, Span)> {
        let mut found = Vec::new();
        for text in self.some(list, key).unwrap_or_default() {
            if text.given().is_some_and(|name| name == "all") {
                found.extend(self.plan.schedules().map(|(id, _)| (id, text.span)));
            } else {
                found.extend(self.schedule_named(text).map(|id| (id, text.span)));
            }
        }
        found
    }

    /// Reads a text by the rules of hours.
    fn read<T>(
        &mut self,
        text: &Placed<String>,
        code: &'static str,
        parse: impl FnOnce(&str) -> Result<T, SyntaxError>,
    ) -> Option<T> {
        let value = text.given()?;
        match parse(value) {
            Ok(parsed) => Some(parsed),
            Err(SyntaxError { message, range, help }) => {
                let span = if range.is_empty() { text.span } else { self.inside(text, value, range) };
                self.report(Diagnostic::error(code, span, message).maybe_help(help));
                None
            }
        }
    }
}
