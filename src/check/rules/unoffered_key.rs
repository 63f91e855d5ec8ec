use super::super::context::CheckContext;
use super::super::offers::{Offers, names_a_key};
use super::super::rule::{Rule, examples, finding};
use super::wiring::list_instead;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Choice, Key, Menu, PromptPart, Step};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unoffered-key",
    level: Level::Warning,
    summary: "A key does something that the prompt does not offer",
    why: "Nobody presses what is not offered, so the people behind that key are not called, and callers \
          who want them are sent elsewhere. Keys 0, star and pound are left out here, because many callers know \
          them without being told.",
    mend: "Offer the key in the prompt, or let the prompt say `{options}`, which offers every key.",
    examples: examples!("unoffered-key"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (step, menu, offers) in context.spoken_menus() {
        if menu.say.pieces.contains(&PromptPart::Options) || offers.any_key {
            continue;
        }
        for (key, choice) in not_offered(menu, offers) {
            found.push(
                finding(choice.origin.span, format!("key {key} of menu `{}` is never offered", step.key))
                    .related(menu.say.span, "the prompt offers other keys")
                    .help("offer it, or write `{options}` in the prompt instead of the list")
                    .maybe_fix(list_instead(context, menu, &offers.all)),
            );
        }
    }
    for (_, step, menu) in context.menus() {
        in_translations(context, step, menu, found);
    }
    for (_, step, menu) in
        context.menus().filter(|(_, _, menu)| !menu.offered.is_empty() && offers_nothing(context, menu))
    {
        found.push(
            finding(menu.say.span, format!("the prompt of menu `{}` offers none of its keys", step.key))
                .help("write `{options}` where the choices should be spoken"),
        );
    }
}

/// The same of the prompt in other languages, where it offers some key.
fn in_translations(context: &CheckContext<'_>, step: &Step, menu: &Menu, found: &mut Vec<Diagnostic>) {
    for (language, words) in menu.say.translations.iter() {
        let offers = context.offers_of_translation(words.span);
        if offers.all.is_empty() || offers.any_key || words.pieces.contains(&PromptPart::Options) {
            continue;
        }
        for (key, choice) in not_offered(menu, &offers) {
            let message = format!("key {key} of menu `{}` is never offered in {}", step.key, language.name());
            found.push(
                finding(choice.origin.span, message)
                    .related(words.span, "the prompt offers other keys")
                    .help("offer it, or write `{options}` in the prompt instead of the list"),
            );
        }
    }
}

/// The keys that a prompt does not offer, but for those that callers know without being told.
fn not_offered<'m>(menu: &'m Menu, offers: &Offers) -> impl Iterator<Item = (Key, &'m Choice)> {
    menu.choices().filter(|(key, _)| {
        let is_known = matches!(key.character(), '0' | '*' | '#');
        !is_known && !offers.all.iter().any(|offer| offer.key == *key) && !offers.digits.contains(key)
    })
}

/// Whether a prompt does not say a word of the menu's keys, in whatever way.
fn offers_nothing(context: &CheckContext<'_>, menu: &Menu) -> bool {
    let Some(text) = context.prompt_text(&menu.say) else { return false };
    !menu.say.pieces.contains(&PromptPart::Options) && !names_a_key(text)
}
