//! Announcements and the words of overrides: not said, or a day off.

use jiff::civil::Date;

use super::planting::MutantPlanter;
use crate::base::source::Span;
use crate::plan::{HoursParts, Occasion, PlanChange, ScheduleId};
use crate::suite::mutation::mutant::Operator;
use crate::time::Override;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for announcement in plan.announcements() {
        let place = announcement.origin.span;
        let windows = [announcement.window];
        let name = format!("announcement `{}`", announcement.key);
        planted(planting, place, format!("{name} is not said"), &windows, |_| None);
        for (days, word) in [(-1, "earlier"), (1, "later")] {
            let moved = |date: Date| date.saturating_add(jiff::Span::new().days(days));
            planted(planting, place, format!("{name} is said a day {word}"), &windows, |change| {
                Some(Override { from: moved(change.from), to: moved(change.to), ..change.clone() })
            });
        }
    }
    for (index, named) in (0..).zip(plan.overrides()) {
        let steps = plan.steps().filter(|(_, step)| step.occasion() == Some(Occasion::Override(index)));
        let mut windows: Vec<ScheduleId> = steps.filter_map(|(_, step)| Some(step.gate?.schedule)).collect();
        windows.sort_unstable();
        windows.dedup();
        let words = format!("callers meet nothing of override `{}` but that it is closed", named.key);
        planted(planting, named.origin.span, words, &windows, |_| None);
    }
}

/// The windows with their days moved, or without any.
fn planted(
    planting: &mut MutantPlanter<'_>,
    place: Span,
    words: String,
    windows: &[ScheduleId],
    becomes: impl Fn(&Override) -> Option<Override>,
) {
    let plan = planting.plan;
    let changes = windows.iter().map(|&id| {
        let mut hours = HoursParts::of(&plan.schedule(id).schedule);
        hours.overrides = hours.overrides.iter().filter_map(&becomes).collect();
        PlanChange::Hours(id, Box::new(hours))
    });
    let changes: Vec<PlanChange> = changes.collect();
    if !changes.is_empty() {
        planting.add(Operator::Exceptions, place, words, changes);
    }
}
