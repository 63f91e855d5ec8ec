use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::number::{AreaCode, Locality};
use crate::plan::{Condition, Step, StepKind};
use crate::time::ScheduleZone;

pub(in crate::check) const RULE: Rule = Rule {
    code: "unknown-caller-zone",
    level: Level::Warning,
    summary: "Hours depend on the caller's time, which is not set for unknown callers",
    why: "Some area codes span two time zones, and toll-free or foreign numbers belong to none. Such callers get \
          the plan's own zone, which nobody has decided on: with New York time, a caller in Denver is turned \
          away two hours early.",
    mend: "Write `unknown_caller_timezone` in `[plan]`. The plan's own zone changes nothing, but shows that it \
           is intended.",
    examples: examples!("unknown-caller-zone"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    if plan.has_explicit_unknown_caller_zone {
        return;
    }
    let hours = plan.schedules().find(|(_, hours)| hours.schedule.zone() == ScheduleZone::Caller);
    let asks = |step: &Step| match &step.kind {
        StepKind::Switch(switch) => switch
            .cases
            .iter()
            .flat_map(|case| &case.conditions)
            .any(|condition| matches!(condition, Condition::CallerZone(_))),
        _ => false,
    };
    let switch = || plan.steps().find(|(_, step)| asks(step));
    let (place, what) = match (hours, switch()) {
        (Some((_, hours)), _) => (hours.origin.span, format!("hours `{}`", hours.key)),
        (None, Some((_, step))) => (step.origin.span, format!("switch `{}`", step.key)),
        (None, None) => return,
    };
    let split: Vec<_> =
        AreaCode::assigned().filter(|code| matches!(code.locality(), Locality::Split { .. })).collect();
    let examples: Vec<String> = split.iter().take(3).map(ToString::to_string).collect();
    found.push(
        finding(place, format!("{what} depend on the caller's time, which not every number reveals"))
            .help(format!("{} area codes span two time zones, such as {}", split.len(), examples.join(", ")))
            .help(format!(
                "write `unknown_caller_timezone = \"{}\"` in `[plan]`, or another zone",
                plan.zone.name()
            )),
    );
}
