//! Hours: no platform has the caller's own clock, or seconds.

use super::limit::{ExportLimit, Found, LimitGravity};
use crate::export::dated_hours::{ExportSpan, has_seconds};
use crate::export::platform::ExportPlatform;
use crate::plan::{HoursParts, Plan};
use crate::time::ScheduleZone;

pub(super) fn find(plan: &Plan, platform: ExportPlatform, span: ExportSpan, found: &mut Found) {
    for (id, named) in plan.schedules() {
        let mut parts = HoursParts::of(&named.schedule);
        if named.schedule.zone() == ScheduleZone::Caller {
            let zone = plan.unknown_caller_zone;
            found.tell(ExportLimit::new(
                LimitGravity::Routing,
                named.timezone.unwrap_or(named.written.span),
                format!("`{}` is kept by the caller's own clock, which {platform} does not know", named.key),
                format!("the hours are kept by the clock of {zone}, for all callers"),
            ));
            parts.zone = ScheduleZone::Fixed(zone);
            found.hours(id, parts);
        }
        if has_seconds(&named.schedule, span) {
            found.tell(ExportLimit::new(
                LimitGravity::Pace,
                named.written.span,
                format!("`{}` changes within a minute, and {platform} counts minutes", named.key),
                "a minute that is open in part is open to its end",
            ));
        }
    }
}
