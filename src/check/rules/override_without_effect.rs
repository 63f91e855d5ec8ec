use jiff::ToSpan as _;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{NamedOverride, NamedSchedule};
use crate::time::{Effect, NightBefore, Overridden, Override};

pub(in crate::check) const RULE: Rule = Rule {
    code: "override-without-effect",
    level: Level::Warning,
    summary: "An override changes nothing, or leaves nothing of the day that it shortens",
    why: "Somebody wrote it for a reason, and callers do not notice it. It may fall on days that are closed \
          anyway, a later override may decide its days, or it may close before its hours open: hours belong to \
          the day on which they begin, so `closes = 01:00:00` is before `18:00-02:00`, not within it, and \
          `closed = true` on a Sunday leaves alone what is open from Saturday night to Sunday 02:00.",
    mend: "Move it to the intended day. For an end after midnight, write all the times: `open = \
           \"18:00-25:00\"`. To end a night that began on the day before, write `night_before = \"ends\"`.",
    examples: examples!("override-without-effect"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let today = context.today();
    // How many overrides of each schedule came before.
    let mut places = vec![0; context.plan.schedules().len()];
    for named in context.plan.overrides() {
        let changed = context.plan.schedules().zip(&mut places);
        let changed = changed.filter(|((id, _), _)| named.concerns(*id)).map(|((_, hours), place)| {
            *place += 1;
            (hours, *place - 1)
        });
        let changed: Vec<_> = changed.collect();
        if named.change.to >= today {
            found.extend(look_at(named, &changed));
        }
    }
}

/// Looks at an override of some hours, each with its place among their overrides.
fn look_at(named: &NamedOverride, changed: &[(&NamedSchedule, usize)]) -> Option<Diagnostic> {
    let (first, _) = changed.first()?;
    let is_cut = matches!(named.change.effect, Effect::ClosesAt(_) | Effect::OpensAt(_));
    let mut sum = OverrideEffect::default();
    for (hours, place) in changed {
        sum.add(&named.change, &hours.schedule.overridden(*place), is_cut);
        if sum.is_changed && (!is_cut || sum.opens) {
            return ends_no_night(named, changed);
        }
    }
    if !sum.is_changed {
        // Seconds of the night before, which an override of the day leaves alone.
        let night = changed.iter().find_map(|(hours, place)| {
            let seconds = hours.schedule.overridden(*place).night_into_first_day()?;
            Some((hours, seconds))
        });
        let whose = match changed {
            [_] => format!("hours `{}` are", first.key),
            _ => "all hours are".to_owned(),
        };
        let message = format!("override `{}` changes nothing: {whose} the same without it", named.key);
        let finding = finding(named.origin.span, message);
        return Some(match night {
            Some((hours, seconds)) if named.night_before.is_none() => finding.help(format!(
                "what is open in the small hours of {} are hours `{}` of the day before, until {}: to end them at midnight, \
                 write `night_before = \"ends\"`, or override the day before",
                named.change.from, hours.key, clock(seconds)
            )),
            _ => finding.help(
                "check whether the day is closed anyway, or another override decides it; otherwise remove it",
            ),
        });
    }
    let how = match named.change.effect {
        Effect::ClosesAt(time) => format!("closes at {time}"),
        Effect::OpensAt(time) => format!("opens at {time}"),
        Effect::Closed | Effect::Open(_) | Effect::Extra(_) => return None,
    };
    let message = format!("override `{}` {how}, so hours `{}` do not open at all", named.key, first.key);
    Some(finding(named.origin.span, message).help(
        "write `closed = true` if that is intended; hours belong to the day on which they begin, so write an end \
         after midnight as `open = \"18:00-25:00\"`",
    ))
}

/// What there is to say of an override that changes its days, if it is to end a night that there is not.
fn ends_no_night(named: &NamedOverride, changed: &[(&NamedSchedule, usize)]) -> Option<Diagnostic> {
    let place = named.night_before.filter(|_| named.change.night_before == NightBefore::Ends)?;
    let has_night = |(hours, place): &(&NamedSchedule, usize)| {
        hours.schedule.overridden(*place).night_into_first_day().is_some()
    };
    if changed.iter().any(has_night) {
        return None;
    }
    let message =
        format!("no hours go on from the day before into {}, so there is nothing to end", named.change.from);
    Some(finding(place, message).help("remove `night_before`, or correct the day"))
}

/// Seconds from midnight as a clock shows them.
fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// What an override does to some hours.
#[derive(Default)]
struct OverrideEffect {
    /// Whether it changes any; also where it lasts too long to be looked at.
    is_changed: bool,
    /// Whether it leaves some open of hours that would open.
    opens: bool,
}

impl OverrideEffect {
    /// Looks at the days of an override, no further than to what it changes, or if it cuts hours short to what it leaves.
    fn add(&mut self, change: &Override, days: &Overridden<'_>, is_cut: bool) {
        /// Of what lasts longer than thirty years, nothing is known.
        const LONGEST: usize = 30 * 366;
        for (count, date) in change.from.series(1.day()).take_while(|date| *date <= change.to).enumerate() {
            if count == LONGEST {
                self.is_changed = true;
                self.opens = true;
            }
            if let Some(day) = days.on(date) {
                self.is_changed |= day.is_changed;
                self.opens |= day.opens && day.would_open;
            }
            if self.is_changed && (!is_cut || self.opens) {
                return;
            }
        }
    }
}
