use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::number::PhoneNumber;

pub(in crate::check) const RULE: Rule = Rule {
    code: "toll-free-expected",
    level: Level::Warning,
    summary: "One number is not toll-free, but all others are",
    why: "Calls to every other line of the directory are free. Often two digits of 855 or 866 were swapped, and \
          callers reach a stranger at their own cost.",
    mend: "Look up the number. If the line really has a local number, allow it.",
    examples: examples!("toll-free-expected"),
    changes_with_time: false,
    look,
};

/// How many toll-free lines make the one that is not look wrong.
const ENOUGH: usize = 4;

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let (free, paid): (Vec<_>, Vec<_>) = context
        .plan
        .lines()
        .partition(|(_, line)| line.number.value.number().is_some_and(PhoneNumber::is_toll_free));
    if let [(_, line)] = paid[..]
        && free.len() >= ENOUGH
        && line.number.value.number().is_some_and(PhoneNumber::is_nanp)
    {
        let message = format!("line `{}` is not toll-free, but all {} others are", line.key, free.len());
        found.push(finding(line.number.span, message).help("check the area code for a typo"));
    }
}
