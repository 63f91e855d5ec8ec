//! Where calls could have gone another way: what a mistake may have changed before it showed.

use std::ops::Range;

use super::failure_cause::FailureCause;
use super::finder::CauseFinder;
use crate::call::{Decision, EventKind};

/// Whether the hours of steps, and where they send calls, are among the turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gates {
    Suspected,
    LeftOut,
}

impl CauseFinder<'_> {
    /// What led a call on in some of its events, but for hours: the line, keys and entries, cases, what a step does when it
    /// is closed or when nobody presses anything. The last comes first.
    pub(super) fn turns(&self, events: Range<usize>, gates: Gates) -> Vec<FailureCause> {
        let mut turns = Vec::new();
        for event in events {
            let EventKind::Decided(decision) = self.record.events[event].what else { continue };
            match decision {
                Decision::Open { .. } | Decision::Closed { .. } if gates == Gates::LeftOut => {}
                Decision::Open { step, .. } => turns.extend(self.gate(step)),
                Decision::Closed { step, .. } => {
                    turns.extend([self.gate(step), self.closed(step)].into_iter().flatten());
                }
                Decision::Case { .. } | Decision::Otherwise(_) if self.hours_asked(event).is_some() => {
                    // Of which way the hours lead, the way is another matter.
                    let told = self.record.told(self.plan, &self.record.events[event]).to_string();
                    turns.push(self.placed(told, decision.span(self.plan)));
                }
                Decision::Answers(_)
                | Decision::Takes { .. }
                | Decision::Accepts { .. }
                | Decision::TakesSilence(_)
                | Decision::TakesOther { .. }
                | Decision::NoMatch { .. }
                | Decision::EntryNoMatch { .. }
                | Decision::NoInput { .. }
                | Decision::GivesUp { .. }
                | Decision::Case { .. }
                | Decision::Otherwise(_) => turns.extend(self.cause(event, &[])),
                _ => {}
            }
        }
        turns.reverse();
        turns
    }
}
