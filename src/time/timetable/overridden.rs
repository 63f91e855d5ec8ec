//! What an override changes, day by day.

use jiff::civil::Date;

use super::day_rules::DayRules;
use super::overrides::Override;
use crate::time::notation::expression::DayOpenings;
use crate::time::notation::rule::{DAY, Stretch};

/// One override of a schedule, and what would hold without it.
#[derive(Debug)]
pub struct Overridden<'a> {
    rules: &'a DayRules,
    change: &'a Override,
    /// The others that claim some of its days, later ones first: those before it, and those after it.
    before: Vec<&'a Override>,
    after: Vec<&'a Override>,
}

/// A day that an override decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverriddenDay {
    /// Whether what is open on it, or of its hours on the next, is not the same without the override.
    pub is_changed: bool,
    /// Whether anything opens on it.
    pub opens: bool,
    /// The same without the override.
    pub would_open: bool,
}

impl<'a> Overridden<'a> {
    pub(in crate::time) fn of(rules: &'a DayRules, place: usize) -> Self {
        let change = &rules.overrides[place];
        let meets = |other: &&Override| other.from <= change.to && change.from <= other.to;
        let is_same = |other: &&Override| {
            (other.from, other.to, &other.effect) == (change.from, change.to, &change.effect)
        };
        Self {
            rules,
            change,
            // Of two that are the same, the first is the one too many, and not both.
            before: rules.overrides[..place]
                .iter()
                .rev()
                .filter(meets)
                .filter(|other| !is_same(other))
                .collect(),
            after: rules.overrides[place + 1..].iter().rev().filter(meets).collect(),
        }
    }

    /// A day, if the override decides it.
    #[must_use]
    pub fn on(&self, date: Date) -> Option<OverriddenDay> {
        if !self.change.covers(date) || self.after.iter().any(|other| other.covers(date)) {
            return None;
        }
        let (with, without) = (self.openings(date, true), self.openings(date, false));
        let (opens, would_open) = (!with.is_empty(), !without.is_empty());
        // What is open past midnight already is not opened again.
        let is_changed = (with != without || self.change.ends_night_before(date)) && {
            let eve = |is_with| self.eve(date, is_with);
            let all = |eve: Vec<Stretch>, own: Vec<Stretch>| {
                let late = eve.into_iter().filter(|stretch| stretch.to > DAY);
                let late =
                    late.map(|stretch| Stretch { from: (stretch.from - DAY).max(0), to: stretch.to - DAY });
                joined(late.chain(own).collect())
            };
            all(eve(true), with) != all(eve(false), without)
        };
        Some(OverriddenDay { is_changed, opens, would_open })
    }

    /// How long hours that began on the day before go on into the first day, without the override: in seconds from its
    /// midnight. None: none do, or another override decides that day.
    #[must_use]
    pub fn night_into_first_day(&self) -> Option<u32> {
        let first = self.change.from;
        if self.after.iter().any(|other| other.covers(first)) {
            return None;
        }
        let latest = self.eve(first, false).into_iter().map(|stretch| stretch.to).max()?;
        u32::try_from(latest - DAY).ok().filter(|&seconds| seconds > 0)
    }

    /// How long hours that begin on the last day would go on into the next, without the override: in seconds from its midnight.
    pub(in crate::time) fn night_after_last_day(&self) -> Option<i32> {
        let latest = self.openings(self.change.to, false).into_iter().map(|stretch| stretch.to).max()?;
        (latest > DAY).then_some(latest - DAY)
    }

    /// What opens on the day before, as far as this day lets it go on.
    fn eve(&self, date: Date, is_with: bool) -> Vec<Stretch> {
        let Ok(eve) = date.yesterday() else { return Vec::new() };
        let mut openings = self.openings(eve, is_with);
        if self.deciding(date, is_with).is_some_and(|other| other.ends_night_before(date)) {
            for stretch in &mut openings {
                stretch.to = stretch.to.min(DAY);
            }
        }
        openings
    }

    fn deciding(&self, date: Date, is_with: bool) -> Option<&'a Override> {
        let change = is_with.then_some(self.change);
        let mut all = self.after.iter().copied().chain(change).chain(self.before.iter().copied());
        all.find(|other| other.covers(date))
    }

    fn openings(&self, date: Date, is_with: bool) -> Vec<Stretch> {
        let mut day = DayOpenings::default();
        let _ = self.rules.decide_by(self.claiming(date, is_with), date, &mut day);
        joined(day.openings.into_iter().map(|opening| opening.stretch).collect())
    }

    /// The same for the day before its first, which others may claim that do not meet it.
    fn claiming(&self, date: Date, is_with: bool) -> Option<&'a Override> {
        if self.change.covers(date) {
            return self.deciding(date, is_with);
        }
        self.rules.deciding(date)
    }
}

/// In order, with those that touch as one.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.retain(|stretch| stretch.from < stretch.to);
    stretches.sort_unstable();
    stretches.dedup_by(|next, last| {
        let touches = next.from <= last.to;
        if touches {
            last.to = last.to.max(next.to);
        }
        touches
    });
    stretches
}
