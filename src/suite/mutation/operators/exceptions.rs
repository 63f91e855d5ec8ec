//! Holidays that are forgotten, exceptions that are forgotten or on another day.

use std::sync::Arc;

use jiff::civil::Date;

use super::planting::MutantPlanter;
use crate::plan::{HoursParts, NamedOverride, Plan, PlanChange, ScheduleId};
use crate::suite::mutation::mutant::Operator;
use crate::time::{Calendar, Effect, NightBefore, Override};

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for named in plan.calendars() {
        for (index, holiday) in named.calendar.days.iter().enumerate() {
            let mut days = named.calendar.days.clone();
            days.remove(index);
            let without = Arc::new(Calendar { days });
            let changes = all_hours(plan, |_, hours| {
                let mut is_kept = false;
                for calendar in hours.calendars.iter_mut().filter(|known| Arc::ptr_eq(known, &named.calendar))
                {
                    *calendar = Arc::clone(&without);
                    is_kept = true;
                }
                is_kept
            });
            let words = format!("calendar `{}` has lost {} ({})", named.key, holiday.name, holiday.on);
            add(planting, named.origin.span, words, changes);
        }
    }
    let overrides: Vec<&NamedOverride> = plan.overrides().collect();
    for (index, named) in overrides.iter().enumerate() {
        let Override { from, to, .. } = named.change;
        let dropped = overridden(plan, &overrides, index, |_| None);
        add(planting, named.origin.span, format!("override `{}` is forgotten", named.key), dropped);
        let night_before = match named.change.night_before {
            NightBefore::GoesOn => NightBefore::Ends,
            NightBefore::Ends => NightBefore::GoesOn,
        };
        let has_choice = matches!(named.change.effect, Effect::Closed | Effect::Open(_) | Effect::OpensAt(_));
        if has_choice && has_night(plan, &overrides, index) {
            let becomes = match night_before {
                NightBefore::GoesOn => "goes on",
                NightBefore::Ends => "ends at midnight",
            };
            let words = format!("the night before override `{}` {becomes}", named.key);
            let changed = overridden(plan, &overrides, index, |change| {
                Some(Override { night_before, ..change.clone() })
            });
            add(planting, named.origin.span, words, changed);
        }
        for (days, word) in [(-1, "earlier"), (1, "later")] {
            let moved = |date: Date| date.checked_add(jiff::Span::new().days(days)).ok();
            let (Some(from), Some(to)) = (moved(from), moved(to)) else { continue };
            let changes =
                overridden(plan, &overrides, index, |change| Some(Override { from, to, ..change.clone() }));
            add(planting, named.origin.span, format!("override `{}` is a day {word}", named.key), changes);
        }
    }
}

fn add(
    planting: &mut MutantPlanter<'_>,
    place: crate::base::source::Span,
    words: String,
    changes: Vec<PlanChange>,
) {
    if !changes.is_empty() {
        planting.add(Operator::Exceptions, place, words, changes);
    }
}

/// Whether hours that an override changes go on from the day before into its first day.
fn has_night(plan: &Plan, overrides: &[&NamedOverride], index: usize) -> bool {
    let concerned = plan.schedules().filter(|(id, _)| overrides[index].concerns(*id));
    let mut places =
        concerned.map(|(id, named)| (named, overrides[..index].iter().filter(|o| o.concerns(id)).count()));
    places.any(|(named, place)| named.schedule.overridden(place).night_into_first_day().is_some())
}

/// The schedules that an override changes, with something else in its place, or nothing.
fn overridden(
    plan: &Plan,
    overrides: &[&NamedOverride],
    index: usize,
    becomes: impl Fn(&Override) -> Option<Override>,
) -> Vec<PlanChange> {
    all_hours(plan, |id, hours| {
        if !overrides[index].concerns(id) {
            return false;
        }
        // As the reader puts them together: in the order of the files.
        let all = overrides.iter().enumerate().filter(|(_, named)| named.concerns(id));
        let change = |(at, named): (usize, &&NamedOverride)| {
            if at == index { becomes(&named.change) } else { Some(named.change.clone()) }
        };
        hours.overrides = all.filter_map(change).collect();
        true
    })
}

/// Changes of all hours that `edit` says it has changed.
fn all_hours(plan: &Plan, edit: impl Fn(ScheduleId, &mut HoursParts) -> bool) -> Vec<PlanChange> {
    let changed = plan.schedules().filter_map(|(id, named)| {
        let mut hours = HoursParts::of(&named.schedule);
        edit(id, &mut hours).then(|| PlanChange::Hours(id, Box::new(hours)))
    });
    changed.collect()
}
