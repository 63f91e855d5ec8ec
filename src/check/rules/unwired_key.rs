use super::super::context::CheckContext;
use super::super::offers::Offer;
use super::super::rule::{Rule, examples, finding};
use super::key_after_entry::asked;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Input, Message, Step, StepKind, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unwired-key",
    level: Level::Error,
    summary: "A prompt offers a key that does nothing",
    why: "The caller presses what the prompt says and hears that it is not one of the choices. After three tries \
          the call is over.",
    mend: "Give the key something to do, or take it out of the prompt. A prompt that says `{options}` \
          offers what is there.",
    examples: examples!("unwired-key"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (step, menu, offers) in context.spoken_prompts() {
        let is_taken = |offer: &&Offer| step.taken(&offer.key.into()).is_some();
        for offer in offers.all.iter().filter(|offer| !is_taken(offer)) {
            let key = offer.key;
            found.push(
                finding(
                    offer.key_span,
                    format!("menu `{}` offers key {key}, which does nothing there", step.key),
                )
                .help(format!("write `{key} = \"...\"` among its keys, or take it out of the prompt")),
            );
        }
        for row in offers.rows.iter().filter(|_| menu.entries.is_none()) {
            let said = context.written(*row).trim();
            found.push(
                finding(*row, format!("menu `{}` asks for `{said}`, but takes one key only", step.key))
                    .help("offer one key; several digits are taken by an input"),
            );
        }
    }
    for (_, step) in context.plan.steps() {
        match &step.kind {
            StepKind::Message(message) => at_message(context, step, message, found),
            StepKind::Input(input) => at_input(context, step, input, found),
            _ => {}
        }
    }
}

/// A message takes no key, unless it is the beginning of a menu.
fn at_message(context: &CheckContext<'_>, step: &Step, message: &Message, found: &mut Vec<Diagnostic>) {
    let next = match message.then.target {
        Target::Step(id) => Some(&context.plan.step(id).kind),
        _ => None,
    };
    if matches!(next, Some(StepKind::Menu(_) | StepKind::Input(_) | StepKind::Switch(_))) {
        return;
    }
    for offer in context.offers_of(&message.say).all.into_iter().filter(|offer| !offer.words.is_empty()) {
        found.push(
            finding(
                offer.key_span,
                format!("message `{}` offers key {}, but takes no keys", step.key, offer.key),
            )
            .help("make it a menu with that key, or take it out of the prompt"),
        );
    }
}

/// A key that is offered beside the entry must be an entry itself. What is to end the entry is `key-after-entry`.
fn at_input(context: &CheckContext<'_>, step: &Step, input: &Input, found: &mut Vec<Diagnostic>) {
    let start = input.say.span.range().start;
    let asked = context.prompt_text(&input.say).map(asked).unwrap_or_default();
    let ends = |offer: &Offer| {
        input.entry.terminator == Some(offer.key)
            || asked.iter().any(|(_, place)| start + place.start == offer.key_span.range().start)
    };
    for offer in context.offers_of(&input.say).all {
        let is_meant = !offer.words.is_empty() && offer.then.is_none() && !ends(&offer);
        if is_meant && input.entry.route(&offer.key.into()).is_none() {
            let key = offer.key;
            found.push(
                finding(
                    offer.key_span,
                    format!("input `{}` offers key {key}, which is not an entry that it accepts", step.key),
                )
                .help(format!(
                    "accept it, `routes = {{ {key} = \"...\" }}`, with entries of one digit, or take it out"
                )),
            );
        }
    }
}
