use std::collections::{BTreeSet, HashSet};

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::super::spoken::spoken;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Plan, PromptPart, Step, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "spoken-id",
    level: Level::Warning,
    summary: "Callers hear the name that a step has in the file",
    why: "A step without a name of its own is offered by the name of its table: \"For acct_input-v3, press \
          1\". That is for the people who keep the file, and says nothing to callers. Nor do prompts that say such \
          a name themselves: \"For salesTeamEast, press 2\".",
    mend: "Give the step a `name`, or say at the key how it is offered: `{ to = \"...\", say = \"...\" }`.",
    examples: examples!("spoken-id"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    in_words(context, found);
    for (_, step, menu) in
        context.menus().filter(|(_, _, menu)| menu.say.pieces.contains(&PromptPart::Options))
    {
        for (key, choice) in menu.choices().filter(|(_, choice)| choice.say.is_none()) {
            let Target::Step(id) = choice.link.target else { continue };
            let to = context.plan.step(id);
            if !is_said_in_words(to) {
                let message = format!(
                    "menu `{}` offers key {key} with the words \u{201c}For {}\u{201d}",
                    step.key, to.key
                );
                found.push(
                    finding(choice.link.span, message)
                        .related(to.origin.span, format!("this {} has no name", to.kind.word()))
                        .help("give it a `name`, as callers are to hear it"),
                );
            }
        }
    }
}

/// Whether `{options}` calls a step by words, and not by the name of its table.
pub(super) fn is_said_in_words(step: &Step) -> bool {
    step.name.is_some() || is_word(&step.key)
}

/// What the plan calls its steps, lines and hours, in words that callers hear.
fn in_words(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let ids = own_ids(context.plan);
    if ids.is_empty() {
        return;
    }
    let mut seen = BTreeSet::new();
    for spoken in spoken(context) {
        let words = spoken.text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '\'' | '’'));
        let words = words.map(|word| word.trim_matches(['-', '\'', '’'])).filter(|word| !word.is_empty());
        for id in words.filter(|word| ids.contains(word)) {
            let place = spoken.place(context, id);
            if seen.insert(place) {
                let message = format!("{} speaks the internal name \u{201c}{id}\u{201d}", spoken.by);
                found.push(finding(place, message).help("write what callers are to hear"));
            }
        }
    }
}

/// The names in the file that are no words as they are said: `salesTeamEast`, `q3`, `acct_input-v3`; not `sales`, `front-desk`.
pub(super) fn own_ids(plan: &Plan) -> HashSet<&str> {
    let steps = plan.steps().map(|(_, step)| step.key.as_str());
    let lines = plan.lines().map(|(_, line)| line.key.as_str());
    let hours = plan.schedules().map(|(_, hours)| hours.key.as_str());
    steps.chain(lines).chain(hours).filter(|key| !may_be_said(key)).collect()
}

/// Whether a name in a file may as well be a word of a sentence: "front-desk", "x-ray", "401k", "iPhone", "CPC".
fn may_be_said(key: &str) -> bool {
    let part = |part: &str| {
        let capitals = part.chars().skip(1).filter(|c| c.is_uppercase()).count();
        let is_acronym = part.chars().all(char::is_uppercase);
        let is_brand = matches!(part.as_bytes(), [b'e' | b'i', second, ..] if second.is_ascii_uppercase())
            && capitals == 1;
        part.chars().count() == 1
            || is_acronym
            || is_brand
            || part.chars().all(char::is_alphabetic) && capitals == 0 && is_word(&part.to_lowercase())
    };
    key.starts_with(|c: char| c.is_ascii_digit()) || key.split('-').all(part)
}

/// Whether a name in a file is a word as it stands, such as `billing`.
fn is_word(key: &str) -> bool {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii();
    key.chars().all(|c| c.is_alphabetic() && c.is_lowercase()) && key.chars().any(is_vowel)
}
