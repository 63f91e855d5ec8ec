use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::number::{AreaCode, Locality};
use crate::plan::{Condition, Step, StepKind};
use crate::time::ScheduleZone;

pub(in crate::check) const RULE: Rule = Rule {
    code: "unknown-caller-zone",
    level: Level::Warning,
    summary: "Callers' time decides, and nothing says which time the unknown have",
    why: "Some area codes lie in two time zones, and toll-free or foreign numbers in none. Such callers \
          are given the plan's own zone, which nobody has decided on: for one in Denver a New York zone \
          closes two hours early.",
    mend: "Write `unknown_caller_timezone` in `[plan]`. With the plan's own zone it changes nothing but \
          says that it is meant.",
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
        finding(place, format!("{what} go by the caller's time, which not every number tells"))
            .help(format!("{} area codes lie in two zones, such as {}", split.len(), examples.join(", ")))
            .help(format!(
                "write `unknown_caller_timezone = \"{}\"` in `[plan]`, or the zone that is meant",
                plan.zone.name()
            )),
    );
}
