use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::time::Effect;

pub(in crate::check) const RULE: Rule = Rule {
    code: "night-before-goes-on",
    level: Level::Note,
    summary: "An override does not say what becomes of the night before it",
    why: "Hours belong to the day on which they begin, so on a day that is closed, the night that began before it goes on \
          to its end. Mostly that is right: the night shift of Christmas Eve stays until the morning. If the building is \
          closed from midnight on, nobody is there, and callers are put through all the same.",
    mend: "Say it: `night_before = \"goes-on\"`, or `night_before = \"ends\"` for an end at midnight.",
    examples: examples!("night-before-goes-on"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let today = context.today();
    // How many overrides of each schedule came before.
    let mut places = vec![0; context.plan.schedules().len()];
    for named in context.plan.overrides() {
        let mut told = None;
        for ((id, hours), place) in context.plan.schedules().zip(&mut places) {
            if !named.concerns(id) {
                continue;
            }
            *place += 1;
            let is_asked = named.night_before.is_none()
                && named.change.from >= today
                && matches!(named.change.effect, Effect::Closed | Effect::Open(_) | Effect::OpensAt(_));
            if is_asked && told.is_none() {
                let days = hours.schedule.overridden(*place - 1);
                // One that changes nothing is told by another rule.
                let matters = named.change.from != named.change.to
                    || days.on(named.change.from).is_some_and(|day| day.is_changed);
                let night = days.night_into_first_day().filter(|_| matters);
                told = night.map(|seconds| (hours, seconds));
            }
        }
        let Some((hours, seconds)) = told else { continue };
        let message = format!(
            "hours `{}` of the night before go on until {:02}:{:02} on {}, the first day of override `{}`",
            hours.key,
            seconds / 3600,
            seconds / 60 % 60,
            named.change.from,
            named.key
        );
        found.push(finding(named.origin.span, message).help(
            "write `night_before = \"goes-on\"` if that is right, or `night_before = \"ends\"` to end them at midnight",
        ));
    }
}
