//! Switches and their conditions.

use super::lowering::PlanLowering;
use super::names::Namespace;
use super::regions::{self, Meant};
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::number::{AreaCode, Locality, Region};
use crate::plan::ids::{LineId, ScheduleId};
use crate::plan::model::{Condition, Switch, SwitchCase};
use crate::plan::raw::{self, Text};
use crate::plan::sections::SectionEntry;

impl<'v> PlanLowering<'v> {
    pub(super) fn switch(&mut self, entry: &SectionEntry<'v>, raw: &raw::Switch) -> Option<Switch> {
        let cases = raw.cases.given();
        if cases.is_some_and(Vec::is_empty) {
            let help = "write `cases = [{ open = \"...\", then = \"...\" }]`, or name the next step directly";
            self.error("no-cases", entry.span, format!("switch `{}` has no cases", entry.name), help);
        }
        let cases = cases.map(|cases| cases.iter().map(|case| self.case(case)).collect::<Vec<_>>());
        let otherwise = self.link(&raw.otherwise);
        let switch = Switch { cases: cases?.into_iter().collect::<Option<_>>()?, otherwise: otherwise? };
        self.check_asked(entry.span, "switch", switch.answers().len());
        Some(switch)
    }

    fn case(&mut self, raw: &raw::Case) -> Option<SwitchCase> {
        let then = self.link(&raw.then);
        let mut conditions = Vec::new();
        if let Some(hours) = &raw.open {
            conditions.push(self.find(Namespace::Hours, hours).map(|id| Condition::Open(ScheduleId(id))));
        }
        if let Some(hours) = &raw.closed {
            conditions.push(self.find(Namespace::Hours, hours).map(|id| Condition::Closed(ScheduleId(id))));
        }
        if let Some(lines) = &raw.line {
            if lines.is_given {
                self.check_not_empty(raw, lines.values.len());
            }
            let found: Vec<_> = lines.values.iter().map(|line| self.find(Namespace::Lines, line)).collect();
            let found: Option<Vec<_>> = found.into_iter().map(|line| line.map(LineId)).collect();
            conditions.push(found.filter(|found| !found.is_empty()).map(Condition::Line));
        }
        if let Some(numbers) = &raw.caller {
            self.check_not_empty(raw, numbers.len());
            conditions.push(self.callers(numbers).map(Condition::Caller));
        }
        if let Some(codes) = &raw.area_code {
            conditions.push(self.any_of(raw, codes, Self::area_code).map(Condition::AreaCode));
        }
        if let Some(regions) = &raw.region {
            conditions.push(self.any_of(raw, regions, Self::region).map(Condition::Region));
        }
        if let Some(zones) = &raw.caller_timezone {
            conditions.push(self.any_of(raw, zones, Self::zone).map(Condition::CallerZone));
        }
        if let Some(patterns) = &raw.entered {
            conditions.push(self.any_of(raw, patterns, Self::pattern).map(Condition::Entered));
        }
        if let Some(answers) = raw.answer.as_ref().and_then(|answers| answers.given()) {
            for (asked, wanted) in &answers.0 {
                conditions.push(self.answer_condition(asked, wanted));
            }
        }
        if conditions.is_empty() {
            let diagnostic =
                Diagnostic::warning("case-without-condition", raw.then.span, "this case always holds")
                    .help("give it a condition, as in `open = \"...\"`, or write its target as `otherwise`");
            self.diagnostics.push(diagnostic);
        }
        Some(SwitchCase { conditions: conditions.into_iter().collect::<Option<_>>()?, then: then? })
    }

    /// Reports a list that can never hold.
    fn check_not_empty(&mut self, case: &raw::Case, count: usize) {
        if count == 0 {
            let help = "name at least one, or remove the case";
            let message = "this case never holds: one of its lists is empty";
            self.error("empty-condition", case.then.span, message, help);
        }
    }

    /// Reads each of a list.
    fn any_of<T>(
        &mut self,
        case: &raw::Case,
        texts: &[Text],
        read: impl Fn(&mut Self, &Text) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.check_not_empty(case, texts.len());
        let read: Vec<_> = texts.iter().map(|text| read(self, text)).collect();
        read.into_iter().collect()
    }

    fn area_code(&mut self, text: &Text) -> Option<AreaCode> {
        let value = text.given()?;
        let is_three_digits = value.len() == 3 && value.bytes().all(|b| b.is_ascii_digit());
        let digits = is_three_digits.then(|| value.parse().ok()).flatten();
        let Some(code) = digits.and_then(AreaCode::new) else {
            let message = format!("`{}` is not an area code", value.escape_debug());
            self.error("bad-area-code", text.span, message, "write three digits in quotes, as in \"615\"");
            return None;
        };
        if code.locality() == Locality::Unknown {
            let message = format!("no place has the area code {code}");
            self.error("bad-area-code", text.span, message, "check for a typo; the code is not assigned");
            return None;
        }
        Some(code)
    }

    fn region(&mut self, text: &Text) -> Option<&'static Region> {
        let value = text.given()?;
        if let Some(region) = regions::named(value) {
            return Some(region);
        }
        let help = match regions::meant(value) {
            Some(Meant::Region(region)) => format!("write \"{}\"", region.name),
            Some(Meant::PartOf(region)) => {
                format!("its area codes are shared by all of `{0}`: write \"{0}\"", region.name)
            }
            Some(Meant::OneOf(regions)) => {
                let names: Vec<String> =
                    regions.iter().map(|region| format!("\"{}\"", region.name)).collect();
                format!("write {}, whichever is meant", names.join(" or "))
            }
            None => {
                let names = regions::names();
                let near = self.may_compare(names.len()).then(|| did_you_mean(value, names)).flatten();
                near.map_or_else(
                    || "write the name of a state, province or territory, as in \"Tennessee\"".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                )
            }
        };
        let message = format!("`{}` is not a region with area codes", value.escape_debug());
        self.error("unknown-region", text.span, message, help);
        None
    }
}
