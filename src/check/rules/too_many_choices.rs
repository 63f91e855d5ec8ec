use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Choice, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "too-many-choices",
    level: Level::Note,
    summary: "A menu offers more choices than a caller remembers",
    why: "Callers forget the first choice before they hear the last, press 0 or hang up. ISO/IEC 13714 \
          recommends four choices, vendors' guides four or five; help, repeat, back and ending the call \
          do not count.",
    mend: "Group the choices and give each group a menu of its own, or leave out those that nobody takes. The \
          limit is set in the plan: `[check]`, `most_choices = 7`.",
    examples: examples!("too-many-choices"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let most = usize::from(context.plan.checking.most_choices);
    for (_, step, menu) in context.menus() {
        let is_choice = |choice: &Choice| matches!(choice.link.target, Target::Step(_));
        let choices =
            menu.choices().filter(|(key, choice)| key.character() != '0' && is_choice(choice)).count();
        if choices > most {
            found.push(
                finding(step.origin.span, format!("menu `{}` offers {choices} choices", step.key)).help(
                    format!(
                        "more than {most} are hard to remember: move some of them to a menu of their own"
                    ),
                ),
            );
        }
    }
}
