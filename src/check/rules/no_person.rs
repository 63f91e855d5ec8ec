use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::super::stuck::{reaching, without_way_out};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Step, StepKind, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "no-person",
    level: Level::Warning,
    summary: "A menu or an input from which callers reach neither a person nor a mailbox",
    why: "A caller who comes here can only listen and hang up. Callers with a question that the menu does not \
          answer must call again.",
    mend: "Let a key lead to people, to a voicemail, or `back` to a menu that reaches them.",
    examples: examples!("no-person"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let helps = |step: &Step| {
        matches!(step.kind, StepKind::Destination(_) | StepKind::Voicemail(_))
            || step.kind.waits() && step.links().iter().any(|link| link.target == Target::Back)
    };
    let is_helped = reaching(plan, |_, step| helps(step));
    let has_no_way_out = without_way_out(plan);
    for (id, step) in plan.steps().filter(|(_, step)| step.kind.waits()) {
        if !is_helped[id.index()] && !has_no_way_out[id.index()] {
            let (word, key) = (step.kind.word(), &step.key);
            found.push(
                finding(
                    step.origin.span,
                    format!("no key of {word} `{key}` leads to a person or a mailbox, or back"),
                )
                .help("let one lead to a destination, to a voicemail, or \"back\""),
            );
        }
    }
}
