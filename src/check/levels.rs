use std::collections::HashMap;

use super::catalogue::rule_named;
use super::rule::Rule;
use crate::base::diagnostic::Level;
use crate::plan::{Plan, RuleSetting};

/// How bad the findings of each rule are, where that is not as the catalog says.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    set: HashMap<&'static str, RuleSetting>,
}

impl Levels {
    /// What the plan says. Names of no rule are left out; the check reports them.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let set = plan.checking.levels.iter();
        let set = set.filter_map(|(rule, setting)| Some((rule_named(&rule.value)?.code, *setting)));
        Self { set: set.collect() }
    }

    /// Sets a rule.
    pub fn set(&mut self, rule: &'static Rule, setting: RuleSetting) {
        self.set.insert(rule.code, setting);
    }

    /// The level of a rule's findings. None: they do not matter.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        match self.set.get(rule.code) {
            Some(RuleSetting::Level(level)) => Some(*level),
            Some(RuleSetting::Allow) => None,
            None => Some(rule.level),
        }
    }
}
