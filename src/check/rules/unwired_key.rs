use super::super::context::Context;
use super::super::rule::{Rule, examples, finding};
use crate::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unwired-key",
    level: Level::Error,
    summary: "A prompt offers a key that does nothing",
    why: "The caller presses what the prompt says and hears that it is not one of the choices. After \
          three times the call is over.",
    mend: "Give the key something to do, or take it out of the prompt. A prompt that says `{options}` \
          offers what is there.",
    examples: examples!("unwired-key"),
    changes_with_time: false,
    look,
};

fn look(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (step, menu, offers) in context.spoken_prompts() {
        for offer in offers.offers.iter().filter(|offer| menu.choice(offer.key).is_none()) {
            let key = offer.key;
            found.push(
                finding(
                    offer.key_span,
                    format!("menu `{}` offers key {key}, which does nothing there", step.key),
                )
                .help(format!("write `{key} = \"...\"` among its keys, or take it out of the prompt")),
            );
        }
        for row in &offers.rows {
            let said = context.written(*row).trim();
            found.push(
                finding(*row, format!("menu `{}` asks for `{said}`, but takes one key only", step.key))
                    .help("offer one key; several digits are taken by an input"),
            );
        }
    }
}
