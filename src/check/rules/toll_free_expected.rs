use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "toll-free-expected",
    level: Level::Warning,
    summary: "One number is not toll-free where all others are",
    why: "All lines of the directory can be called for nothing but this one. Often two digits of 855 or \
          866 have changed places, and callers come to a stranger, at their own cost.",
    mend: "Look up the number. Where the line has a number of its own city, allow it.",
    examples: examples!("toll-free-expected"),
    changes_with_time: false,
    look,
};

/// How many toll-free lines make the one that is not look wrong.
const ENOUGH: usize = 4;

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let (free, paid): (Vec<_>, Vec<_>) =
        context.plan.lines().partition(|(_, line)| line.number.value.is_toll_free());
    if let [(_, line)] = paid[..]
        && free.len() >= ENOUGH
        && line.number.value.is_nanp()
    {
        let message = format!("line `{}` is not toll-free, as all {} others are", line.key, free.len());
        found.push(finding(line.number.span, message).help("look for a slip of the finger in the area code"));
    }
}
