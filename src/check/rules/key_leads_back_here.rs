use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Choice, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "key-leads-back-here",
    level: Level::Warning,
    summary: "A key leads back to its own menu",
    why: "The caller hears \"for main menu, press 9\" and ends up in the same menu; its hours are checked again \
          and failed tries are forgotten. What is intended is to hear the choices again.",
    mend: "Write `repeat`, which speaks the prompt again and is offered as \"to hear this again\".",
    examples: examples!("key-leads-back-here"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (id, step, menu) in context.menus() {
        // Whoever is spoken to in another language from here on hears something else.
        let leads_back =
            |choice: &Choice| choice.link.target == Target::Step(id) && choice.language.is_none();
        for (key, choice) in menu.choices().filter(|(_, choice)| leads_back(choice)) {
            found.push(
                finding(choice.link.span, format!("key {key} of menu `{0}` leads to `{0}` itself", step.key))
                    // A call that stays is asked neither about hours nor anew: no repair, but a decision.
                    .help("write \"repeat\" to speak the choices again"),
            );
        }
    }
}
