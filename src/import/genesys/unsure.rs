//! Variables that may not be set when they are calculated with, so that what calculates with them may fail.

use std::collections::HashSet;

use super::architect_flow::ArchitectFlow;
use super::assignments::{input_variable, statements};
use super::expression::{Expression, Operator};
use super::value::Value;

/// Variables of a flow that are surely set.
#[derive(Debug, Default)]
pub(super) struct Unsure {
    sure: HashSet<String>,
}

impl Unsure {
    pub(super) fn of(flow: &ArchitectFlow) -> Self {
        let is_set =
            |value: &Expression| matches!(value, Expression::Literal(value) if *value != Value::Unset);
        let declared = flow.variables.iter().filter(|(_, value)| is_set(value));
        let mut sure: HashSet<String> = declared.map(|(name, _)| name.clone()).collect();
        let mut given: Vec<(String, Option<Expression>)> = Vec::new();
        for action in &flow.actions {
            given.extend(statements(&action.body));
            if action.kind == "collectInput" {
                given.extend(input_variable(&action.body).map(|name| (name, None)));
            }
        }
        // Until no more of them turns out to be none.
        loop {
            let all = Self { sure };
            let lost: Vec<&String> = given
                .iter()
                .filter(|(name, value)| {
                    all.sure.contains(name) && !value.as_ref().is_some_and(|value| all.gives(value))
                })
                .map(|(name, _)| name)
                .collect();
            if lost.is_empty() {
                return all;
            }
            let left = all.sure.iter().filter(|name| !lost.contains(name));
            sure = left.cloned().collect();
        }
    }

    /// Whether an expression comes to a value, if it comes to anything.
    fn gives(&self, value: &Expression) -> bool {
        match value {
            Expression::Literal(value) => *value != Value::Unset,
            Expression::Variable(name) => self.sure.contains(name),
            Expression::Pair(..) | Expression::Not(_) | Expression::Unknown(_) => true,
            Expression::Call(name, all) => match (name.as_str(), all.as_slice()) {
                ("if", [_, then, otherwise]) => self.gives(then) && self.gives(otherwise),
                _ => false,
            },
        }
    }

    /// Whether an expression may fail.
    pub(super) fn may_fail(&self, value: &Expression) -> bool {
        let mut may = false;
        value.visit(&mut |one| {
            if let Expression::Pair(left, operator, right) = one {
                let is_calculated =
                    !matches!(operator, Operator::And | Operator::Or | Operator::Equal | Operator::Unequal);
                let divides = matches!(operator, Operator::By | Operator::Rest);
                may |= is_calculated && (divides || !self.gives(left) || !self.gives(right));
            }
        });
        may
    }
}
