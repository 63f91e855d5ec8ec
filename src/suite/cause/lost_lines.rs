//! Numbers that are dialed and that no line has any more.

use std::collections::HashSet;

use super::failure_cause::FailureCause;
use super::finder::CauseFinder;
use super::suspects::Suspects;
use crate::call::{Decision, EventKind};
use crate::number::Dialed;
use crate::plan::{Dialable, Line, Plan};
use crate::suite::runner::Queue;

/// So many cases are asked which number they dial.
const MAX_DIALED: usize = 50_000;

/// The numbers that cases dial.
pub(super) fn dialed(queue: &Queue<'_>) -> HashSet<Dialed> {
    queue.cases().take(MAX_DIALED).map(|case| case.dialled()).collect()
}

/// What is told of a call to a number that is not in service: that a line which nobody dials has another, if there is one
/// such line, or one whose number is a slip away.
pub(super) fn lost_number(suspects: &Suspects<'_>, dialed: &HashSet<Dialed>) -> Option<FailureCause> {
    let Suspects { plan, record, .. } = *suspects;
    let is_lost = |what: &EventKind| matches!(what, EventKind::Decided(Decision::NotInService));
    record.events.iter().any(|event| is_lost(&event.what)).then_some(())?;
    let slips = |line: &&&Line| is_slip(record.dialled, line.number.value);
    let all: Vec<&Line> = lines(plan).collect();
    let is_unused = |line: &&&Line| !dialed.contains(&line.number.value);
    // A case may dial the line by its name.
    let lost = one(all.iter().filter(slips).filter(is_unused).copied().collect())
        .or_else(|| one(all.iter().filter(slips).copied().collect()))
        .or_else(|| one(all.iter().filter(is_unused).copied().collect()))?;
    Some(CauseFinder { plan, record }.lost_number(lost))
}

/// The only one.
fn one(mut lines: Vec<&Line>) -> Option<&Line> {
    lines.pop().filter(|_| lines.is_empty())
}

fn lines(plan: &Plan) -> impl Iterator<Item = &Line> {
    plan.numbers().iter().filter_map(|&(_, dialable)| match dialable {
        Dialable::Line(id) => Some(plan.line(id)),
        Dialable::Fax(_) => None,
    })
}

/// Whether one number becomes another by one digit that is another, or two neighbors that change places.
fn is_slip(one: Dialed, other: Dialed) -> bool {
    let digits =
        |number: Dialed| number.to_string().chars().filter(char::is_ascii_digit).collect::<Vec<char>>();
    let (one, other) = (digits(one), digits(other));
    let differing: Vec<usize> = (0..one.len().min(other.len())).filter(|&at| one[at] != other[at]).collect();
    one.len() == other.len()
        && match differing[..] {
            [_] => true,
            [first, second] => {
                second == first + 1 && one[first] == other[second] && one[second] == other[first]
            }
            _ => false,
        }
}
