/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Use the phone, and take lessons.
    Learner,
    /// All that learners may, see who knows what, and work on the plan.
    Trainer,
}

impl Role {
    /// Who may ask for a path.
    #[must_use]
    pub fn needed(path: &str) -> Self {
        let is_below =
            |top: &str| path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if ["/trainer", "/studio"].into_iter().any(is_below) { Self::Trainer } else { Self::Learner }
    }

    /// How pages are told.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Trainer => "trainer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_trainers_is_so_to_its_bottom() {
        for path in ["/trainer", "/trainer/", "/trainer/forget", "/studio", "/studio/save"] {
            assert_eq!(Role::needed(path), Role::Trainer, "{path}");
        }
        for path in ["/", "/events", "/lessons/answer", "/trainers", "/x/trainer"] {
            assert_eq!(Role::needed(path), Role::Learner, "{path}");
        }
        assert!(Role::Trainer > Role::Learner);
    }
}
