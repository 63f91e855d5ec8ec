use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Link, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "dropped-call",
    level: Level::Error,
    summary: "Callers are sent to a place that the phone system does not have",
    why: "The call is lost without a word. This comes of what was taken over from another phone system, where a queue, a menu or an \
          extension was removed and what leads to it was not.",
    mend: "Write the name of a step instead of \"dropped\", or \"hang-up\" if the call is to end there.",
    examples: examples!("dropped-call"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let mut told: Vec<Span> = Vec::new();
    let mut tell = |link: Link, message: String| {
        // Defaults stand for many steps, and are told once.
        if link.target == Target::Dropped && !told.contains(&link.span) {
            told.push(link.span);
            let help = "write the name of a step, or \"hang-up\" if the call is to end here";
            found.push(finding(link.span, message).help(help));
        }
    };
    for (_, line) in plan.lines() {
        tell(line.answer, format!("calls of line `{}` are dropped: nothing is there", line.key));
    }
    for (_, step) in plan.steps() {
        let (word, key) = (step.kind.word(), &step.key);
        for link in step.links() {
            tell(link, format!("calls of {word} `{key}` are dropped here: nothing is there"));
        }
    }
}
