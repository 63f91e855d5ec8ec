use super::super::context::Context;
use super::super::rule::{Rule, examples, finding};
use crate::diagnostic::{Diagnostic, Level};
use crate::plan::{Piece, ScheduleId, StepId, StepKind, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "empty-placeholder",
    level: Level::Warning,
    summary: "A placeholder for which there is never anything to say",
    why: "The caller hears a sentence with a hole: \"You entered. One moment, please.\"",
    mend: "Take it out, or ask for an entry before. `{next_open}` needs hours that open some time.",
    examples: examples!("empty-placeholder"),
    changes_with_time: false,
    look,
};

fn look(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let enters = behind_inputs(context);
    let never = |id: &ScheduleId| context.stretches(plan.schedule(*id)).all(|stretch| !stretch.open);
    for (id, step) in plan.steps() {
        let waiting =
            step.waiting().into_iter().flat_map(|waiting| [&waiting.no_input.say, &waiting.no_match.say]);
        for prompt in step.prompt().into_iter().chain(waiting) {
            let hole = prompt.pieces.iter().find_map(|piece| match piece {
                Piece::Entered if !enters[id.index()] => {
                    Some(("{entered}", "no input comes before it".to_owned()))
                }
                Piece::NextOpenOf(id) if never(id) => {
                    let key = &plan.schedule(*id).key;
                    Some(("{next_open}", format!("hours `{key}` never open")))
                }
                _ => None,
            });
            if let Some((placeholder, why)) = hole {
                let (word, key) = (step.kind.word(), &step.key);
                found.push(
                    finding(prompt.span, format!("`{placeholder}` has nothing to say at {word} `{key}`"))
                        .help(format!("{why}: take it out")),
                );
            }
        }
    }
}

/// Which steps are inputs or can come after one.
fn behind_inputs(context: &Context<'_>) -> Vec<bool> {
    let plan = context.plan;
    let mut behind = vec![false; plan.steps().len()];
    let inputs = plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Input(_))).map(|(id, _)| id);
    let mut waiting: Vec<StepId> = inputs.collect();
    while let Some(id) = waiting.pop() {
        if std::mem::replace(&mut behind[id.index()], true) {
            continue;
        }
        let links = plan.step(id).links();
        // Back leads to where the caller has been, which can be any step that waits.
        if links.iter().any(|link| link.target == Target::Back) {
            waiting.extend(
                plan.steps()
                    .filter(|(_, step)| step.kind.waits())
                    .map(|(id, _)| id)
                    .filter(|id| !behind[id.index()]),
            );
        }
        waiting.extend(links.iter().filter_map(|link| match link.target {
            Target::Step(to) => Some(to),
            _ => None,
        }));
    }
    behind
}
