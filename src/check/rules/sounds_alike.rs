use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::super::sounds;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Choice, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "sounds-alike",
    level: Level::Warning,
    summary: "Two choices of one menu sound alike",
    why: "On a phone line \"payments\" and \"patients\" are nearly one word. Callers press the first one that \
          could be right.",
    mend: "Rename one of them, in the words that callers use. A key can be offered in words other than its \
           target's name: `2 = { to = \"payments\", say = \"your bill\" }`.",
    examples: examples!("sounds-alike"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, step, menu) in context.menus() {
        let said = |choice: &Choice| match (&choice.say, choice.link.target) {
            (Some(say), _) => Some(say.clone()),
            (None, target @ Target::Step(_)) => Some(context.plan.target_name(target).to_owned()),
            _ => None,
        };
        let choices: Vec<_> =
            menu.choices().filter_map(|(key, choice)| Some((key, choice, said(choice)?))).collect();
        for (index, (key, choice, name)) in choices.iter().enumerate() {
            for (before, first, other) in &choices[..index] {
                if first.link.target != choice.link.target && sounds::alike(name, other) {
                    let menu = &step.key;
                    let message = if name.to_lowercase() == other.to_lowercase() {
                        format!(
                            "menu `{menu}` offers \u{201c}{name}\u{201d} twice: keys {before} and {key} lead to different steps"
                        )
                    } else {
                        format!(
                            "keys {before} and {key} of menu `{menu}` sound alike: \u{201c}{other}\u{201d} and \u{201c}{name}\u{201d}"
                        )
                    };
                    found.push(
                        finding(choice.origin.span, message)
                            .related(first.origin.span, "the other one")
                            .help("offer one of them in other words: `{ to = \"...\", say = \"...\" }`"),
                    );
                }
            }
        }
    }
}
