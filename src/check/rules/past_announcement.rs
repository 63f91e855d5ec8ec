use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "past-announcement",
    level: Level::Note,
    summary: "An announcement is over",
    why: "Nobody hears it any more. A plan full of old announcements hides the coming ones.",
    mend: "Remove it, or give it new times before it is needed again.",
    examples: examples!("past-announcement"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    for announcement in plan.announcements() {
        let Some(to) = announcement.to.filter(|to| *to <= context.subject.now) else { continue };
        let ended = plan.zone.shows(to, "%Y-%m-%d %H:%M");
        let message = format!("announcement `{}` ended on {ended}", announcement.key);
        found.push(finding(announcement.origin.span, message).help("remove it; nobody hears it any more"));
    }
}
