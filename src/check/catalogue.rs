use super::rule::Rule;
use super::rules;

/// Every kind of mistake that is looked for, by code.
#[must_use]
pub fn catalogue() -> &'static [Rule] {
    RULES
}

/// The rule with this code.
#[must_use]
pub fn rule_named(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

static RULES: &[Rule] = &rules::ALL;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_and_say_what_they_find() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code), "{RULES:?}");
        for rule in RULES {
            let is_code = rule.code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(is_code && !rule.code.is_empty(), "{}", rule.code);
            assert!(!rule.summary.ends_with('.') && rule.summary.len() < 80, "{}", rule.code);
            assert!(rule.why.ends_with('.') && rule.mend.ends_with('.'), "{}", rule.code);
        }
    }
}
