use std::collections::HashMap;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::number::PhoneNumber;

pub(in crate::check) const RULE: Rule = Rule {
    code: "number-listed-twice",
    level: Level::Warning,
    summary: "A number is listed twice",
    why: "When it changes, it will be changed in only one place. Two contacts with the same number may also be a \
          typo: one of them then cannot be reached.",
    mend: "List the number once, with all its topics, or correct the one that is wrong.",
    examples: examples!("number-listed-twice"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<PhoneNumber, (Span, String)> = HashMap::new();
    for (_, line) in context.plan.lines() {
        for number in line.numbers() {
            if let Some(value) = number.value.number() {
                seen.insert(value, (number.span, format!("line `{}`", line.key)));
            }
        }
    }
    for (_, contact) in context.plan.contacts() {
        // Faxes are dialed, and the reader has seen to it that each is one thing.
        let Some(phone) = contact.phone else { continue };
        match seen.get(&phone.value) {
            Some((first, who)) => found.push(
                finding(phone.span, format!("contact `{}` has the number of {who}", contact.key))
                    .related(*first, "the same number")
                    .help("list it once, or correct the one that is wrong"),
            ),
            None => {
                seen.insert(phone.value, (phone.span, format!("contact `{}`", contact.key)));
            }
        }
    }
}
