use super::super::context::CheckContext;
use super::super::offers::StayOffer;
use super::super::rule::{Rule, examples, finding};
use super::wiring::{PromptTopic, key_meant, other_meant};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Choice, Menu, Step, Target, Translations, WayKey};

pub(in crate::check) const RULE: Rule = Rule {
    code: "wrong-key-in-prompt",
    level: Level::Error,
    summary: "A prompt names the wrong key for something",
    why: "The caller does what the prompt says and comes to the wrong people. Nobody in the company hears this \
          mistake, because people who know the menu do not listen to it.",
    mend: "Find out which of the two is right. A prompt that says `{options}` instead of a list always says what \
           the keys do.",
    examples: examples!("wrong-key-in-prompt"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (step, menu, offers) in context.spoken_prompts() {
        for offer in &offers.all {
            let Some(choice) = menu.choice(offer.key) else { continue };
            let Some(other) = key_meant(context, menu, choice, offer) else { continue };
            let to = context.plan.target_key(choice.link.target);
            let key = offer.key;
            let message = format!("the prompt of menu `{}` does not say what key {key} does", step.key);
            found.push(
                finding(offer.span, message)
                    .label("said here")
                    .related(choice.link.span, format!("key {key} leads to `{to}`"))
                    .help(help(context, &other)),
            );
        }
        for stay in &offers.stays {
            stays(context, step, menu, stay, found);
        }
    }
}

/// Those who do as told and press nothing come to the wrong people.
fn stays(
    context: &CheckContext<'_>,
    step: &Step,
    menu: &Menu,
    offer: &StayOffer,
    found: &mut Vec<Diagnostic>,
) {
    let link = menu.waiting.no_input.link();
    let choice = match menu.waiting.no_input.way() {
        Some(choice) => choice.clone(),
        // What a call comes to that gave up, too, if that is somebody.
        None if matches!(link.target, Target::Step(_)) => Choice {
            link,
            say: None,
            translated_say: Translations::default(),
            language: None,
            origin: step.origin.clone(),
        },
        None => return,
    };
    let way = (WayKey::Silence, &choice);
    let Some(other) = other_meant(context, menu, way, (&offer.words, &offer.things)) else { return };
    let to = context.plan.target_key(link.target);
    let message =
        format!("the prompt of menu `{}` does not say what becomes of those who stay on the line", step.key);
    found.push(
        finding(offer.span, message)
            .label("said here")
            .related(link.span, format!("they come to `{to}`"))
            .help(help(context, &other)),
    );
}

fn help(context: &CheckContext<'_>, other: &PromptTopic) -> String {
    match other {
        PromptTopic::Way(WayKey::Key(other)) => format!("that is what key {other} does"),
        PromptTopic::Way(WayKey::Silence) => "that is what staying on the line does".to_owned(),
        PromptTopic::Way(WayKey::Other) => "that is what any other key does".to_owned(),
        PromptTopic::Step(named) => format!("that is the name of `{}`", context.plan.step(*named).key),
    }
}
