use super::super::clock_words::{WrittenHours, written};
use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;

pub(in crate::check) const RULE: Rule = Rule {
    code: "overlapping-hours",
    level: Level::Warning,
    summary: "Two time ranges overlap",
    why: "In `08:00-13:00,12:00-18:00` one of the times is a typo, and the lunch break that was intended is \
          missing.",
    mend: "Correct the time that is wrong. If there is no break, write one stretch.",
    examples: examples!("overlapping-hours"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, hours) in context.plan.schedules() {
        let text = context.written(hours.written.span);
        let stretches = written(text);
        let is_list = |one: &WrittenHours, other: &WrittenHours| {
            text.get(one.to_place.end..other.from_place.start).is_some_and(|between| between.trim() == ",")
        };
        let pairs = stretches.windows(2).map(|pair| (&pair[0], &pair[1]));
        let overlap = pairs.filter(|(one, other)| is_list(one, other)).find(|(one, other)| {
            let (ends, until) = (end(one), end(other));
            one.from < until && other.from < ends
        });
        if let Some((one, other)) = overlap {
            let start = hours.written.span.range().start;
            let place = |stretch: &WrittenHours| {
                Span::new(
                    hours.written.span.file,
                    start + stretch.from_place.start..start + stretch.to_place.end,
                )
            };
            found.push(
                finding(place(other), format!("two stretches of hours `{}` overlap", hours.key))
                    .related(place(one), "this one and the next")
                    .help("correct the time that is wrong; if none is, write one stretch"),
            );
        }
    }
}

/// Where a stretch ends, counted on past midnight.
fn end(stretch: &WrittenHours) -> u16 {
    if stretch.to > stretch.from { stretch.to } else { stretch.to + 24 * 60 }
}
