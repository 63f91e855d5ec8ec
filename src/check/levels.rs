use std::collections::HashMap;

use super::catalogue::rule_named;
use super::rule::Rule;
use crate::diagnostic::Level;
use crate::plan::Plan;

/// How bad the findings of each rule are, where that is not as the catalogue says.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    set: HashMap<&'static str, Option<Level>>,
}

impl Levels {
    /// What the plan says. Names of no rule are left out; the check reports them.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let set = plan.checking.levels.iter();
        let set = set.filter_map(|(rule, level)| Some((rule_named(&rule.value)?.code, *level)));
        Self { set: set.collect() }
    }

    /// Sets the level of a rule's findings; none: it is not looked for.
    pub fn set(&mut self, rule: &'static Rule, level: Option<Level>) {
        self.set.insert(rule.code, level);
    }

    /// The level of a rule's findings. None: they do not matter.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        self.set.get(rule.code).copied().unwrap_or(Some(rule.level))
    }
}
