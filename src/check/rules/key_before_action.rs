use super::super::context::CheckContext;
use super::super::offers::OfferShape;
use super::super::rule::{Rule, examples, finding};
use super::wiring::list_instead;
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "key-before-action",
    level: Level::Note,
    summary: "A prompt names the key before what it is for",
    why: "\"Press 1 for sales\": by the time callers hear what they want, they have forgotten the key. ISO/IEC \
          13714 asks for the function first and then the key.",
    mend: "Write \"for sales, press 1\", or let the prompt say `{options}`, which does.",
    examples: examples!("key-before-action"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (step, menu, offers) in context.spoken_menus() {
        if let Some(offer) = offers.all.iter().find(|offer| offer.shape == OfferShape::KeyFirst) {
            found.push(
                finding(
                    offer.span,
                    format!("menu `{}` names key {} before saying what it is for", step.key, offer.key),
                )
                .help("say first what it is for, then the key, as `{options}` does")
                .maybe_fix(list_instead(context, menu, &offers.all)),
            );
        }
    }
}
