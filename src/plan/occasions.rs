//! Finding what is there at some times only, and what lies behind it.

use jiff::Timestamp;

use super::announcement::{Announcement, Occasion};
use super::ids::LineId;
use super::link::Target;
use super::model::{Plan, Step};

impl Step {
    /// What the step is for, if it is there at some times only.
    #[must_use]
    pub fn occasion(&self) -> Option<Occasion> {
        self.gate?.occasion
    }
}

impl Plan {
    /// All announcements, in the order of the files, which is that in which they are said.
    #[must_use]
    pub fn announcements(&self) -> impl ExactSizeIterator<Item = &Announcement> {
        self.announcements.iter()
    }

    /// What kind of thing a step is for that is there at some times only, and its name in the file.
    #[must_use]
    pub fn occasion(&self, occasion: Occasion) -> (&'static str, &str) {
        match occasion {
            Occasion::Announcement(index) => ("announcement", &self.announcements[usize::from(index)].key),
            Occasion::Override(index) => ("override", &self.overrides[usize::from(index)].key),
        }
    }

    /// What answers a line when there is nothing to announce.
    #[must_use]
    pub fn answer_of(&self, line: LineId) -> Target {
        self.behind_occasions(self.line(line).answer.target)
    }

    /// Where a link leads when nothing is there that is there at some times only.
    #[must_use]
    pub fn behind_occasions(&self, mut target: Target) -> Target {
        while let Target::Step(step) = target
            && let Some(gate) = self.step(step).gate.filter(|gate| gate.occasion.is_some())
        {
            target = gate.closed.target;
        }
        target
    }

    /// When that is there for which some step is, on the plan's clock.
    #[must_use]
    pub(crate) fn told_occasion(&self, occasion: Occasion) -> String {
        match occasion {
            Occasion::Announcement(index) => {
                let Announcement { from, to, .. } = &self.announcements[usize::from(index)];
                let shown = |at: &Timestamp| self.zone.shows(*at, "%Y-%m-%d %H:%M");
                match to {
                    Some(to) => format!("it is said from {} to {} {}", shown(from), shown(to), self.zone),
                    None => format!("it is said from {} {} on", shown(from), self.zone),
                }
            }
            Occasion::Override(index) => {
                let change = &self.overrides[usize::from(index)].change;
                let days = match (change.from, change.to) {
                    (from, to) if from == to => format!("on {from}"),
                    (from, to) => format!("from {from} to {to}"),
                };
                format!("it holds {days} ({})", change.name)
            }
        }
    }
}
