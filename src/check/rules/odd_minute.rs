use super::super::clock_words::written;
use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;

pub(in crate::check) const RULE: Rule = Rule {
    code: "odd-minute",
    level: Level::Warning,
    summary: "Hours begin or end a minute off a round time",
    why: "People write `17:59` when they think that 18:00 would still count as open. Hours end at the \
          beginning of the minute that they name: at 18:00:00 it is closed, and at 17:59 callers are \
          sent away a minute early.",
    mend: "Write the full time.",
    examples: examples!("odd-minute"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, hours) in context.plan.schedules() {
        let text = context.written(hours.written.span);
        for stretch in written(text) {
            let edges = [(true, stretch.from, &stretch.from_place), (false, stretch.to, &stretch.to_place)];
            for (opens, minute, place) in edges {
                let Some(meant) = usual(minute) else { continue };
                let (told, meant) = (clock(minute), clock(meant));
                let start = hours.written.span.range().start;
                let place = Span::new(hours.written.span.file, start + place.start..start + place.end);
                // Other hours are other calls: nobody but the company knows which it means.
                found.push(
                    finding(place, format!("{told} is a minute off {meant}"))
                        .help(if opens {
                            format!("hours begin when the named minute begins: it opens at {told}:00")
                        } else {
                            format!(
                                "hours end when the named minute begins: at {told}:00 it is already closed"
                            )
                        })
                        .help(format!("write `{meant}` if it is meant")),
                );
            }
        }
    }
}

/// The usual time a minute beside this one.
fn usual(minute: u16) -> Option<u16> {
    match minute % 15 {
        14 => Some(minute + 1),
        1 => Some(minute - 1),
        _ => None,
    }
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
