//! Plans that follow each other: what is in force today, and what changes from a day on that is known already.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::dated_change::DatedChange;
use super::model::Plan;

impl Plan {
    /// The plans that come into force after this one and are known already, in the order of their days.
    #[must_use]
    pub fn later(&self) -> &[Arc<Plan>] {
        &self.later
    }

    /// What the plan has that the one before it has not. None: there is none before it.
    #[must_use]
    pub fn change(&self) -> Option<&DatedChange> {
        self.change.as_deref()
    }

    /// The plan that is in force at an instant, on the clock of each plan's own zone: this one, or one of those that follow it.
    #[must_use]
    pub fn in_force(self: &Arc<Self>, at: Timestamp) -> Arc<Self> {
        let begun = self.later.iter().rev().find(|plan| plan.zone.start_of(plan.effective) <= at);
        Arc::clone(begun.unwrap_or(self))
    }

    /// The plan that is in force on a day: this one, or one of those that follow it.
    #[must_use]
    pub fn in_force_on(self: &Arc<Self>, day: Date) -> Arc<Self> {
        let begun = self.later.iter().rev().find(|plan| plan.effective <= day);
        Arc::clone(begun.unwrap_or(self))
    }

    /// The plan that is in force on a day, as if none followed it.
    #[must_use]
    pub fn only_on(self, day: Date) -> Self {
        let asked = Arc::new(self).in_force_on(day);
        Self { later: Arc::default(), change: asked.change.clone(), ..asked.with(&[]) }
    }

    /// What the plans that follow will change, a sentence for each.
    #[must_use]
    pub fn coming_changes(&self) -> Vec<String> {
        let told = |plan: &Arc<Self>| {
            let change = plan.change()?;
            Some(format!("from {} on, {} ({})", plan.effective, change.told(), change.file))
        };
        self.later.iter().filter_map(told).collect()
    }
}
