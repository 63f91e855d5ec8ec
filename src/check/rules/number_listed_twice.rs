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
    why: "When it changes it will be changed in one place only. Two contacts with one number may also be \
          a slip of the pen: one of them is then out of reach.",
    mend: "List the number once, with all its topics, or look up which of the two numbers is right.",
    examples: examples!("number-listed-twice"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<PhoneNumber, (Span, String)> = HashMap::new();
    for (_, line) in context.plan.lines() {
        seen.insert(line.number.value, (line.number.span, format!("line `{}`", line.key)));
    }
    for (_, contact) in context.plan.contacts() {
        // Faxes are dialled, and the reader has seen to it that each is one thing.
        let Some(phone) = contact.phone else { continue };
        match seen.get(&phone.value) {
            Some((first, who)) => found.push(
                finding(phone.span, format!("contact `{}` has the number of {who}", contact.key))
                    .related(*first, "the same number")
                    .help("list it once, or look up which of them has another"),
            ),
            None => {
                seen.insert(phone.value, (phone.span, format!("contact `{}`", contact.key)));
            }
        }
    }
}
