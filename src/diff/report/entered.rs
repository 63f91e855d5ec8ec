//! What is entered on the way to a difference, as people are told it.

use crate::base::Language;
use crate::call::CallSpec;
use crate::diff::model::{Diff, Difference};
use crate::diff::pair::BeforeAfter;
use crate::explore::{Act, entries_along};
use crate::plan::{EntryPhrase, Plan};

/// What is entered by each act of a way, in words; for acts that enter nothing, None.
pub(super) struct EnteredDigits(Vec<Option<String>>);

impl EnteredDigits {
    pub(super) fn of(plans: BeforeAfter<&Plan>, diff: &Diff, difference: &Difference) -> Self {
        let acts = &difference.route.acts;
        let has_entry = acts.iter().any(|act| matches!(act, Act::Entry(_)));
        let (Some(number), Some(at), true) = (difference.number, difference.at(), has_entry) else {
            return Self(Vec::new());
        };
        let caller = difference.met.first().map(|met| met.by.caller).unwrap_or_default();
        let answers = difference.route.answers(&diff.answers);
        let phrases = |plan: &Plan| -> Vec<Option<EntryPhrase>> {
            let spec = CallSpec::new(number, at).with_caller(caller).with_answers(answers.known_to(plan));
            entries_along(plan, &spec, &difference.route)
        };
        let BeforeAfter { old, new } = plans.map(phrases);
        let told = |(act, (old, new)): (&Act, (Option<EntryPhrase>, Option<EntryPhrase>))| {
            let Act::Entry(digits) = act else { return None };
            // What is told is true of the entries that both plans take as they do.
            let phrase = old.into_iter().chain(new).max_by_key(EntryPhrase::fixed)?;
            let words = phrase.noun(Language::English);
            Some(if phrase.is_exact() {
                format!("entry {words}")
            } else if digits.is_empty() {
                words
            } else {
                format!("{words} (for example {digits})")
            })
        };
        Self(acts.iter().zip(old.into_iter().zip(new)).map(told).collect())
    }

    /// What the act at a place enters.
    pub(super) fn words(&self, at: usize) -> Option<String> {
        self.0.get(at).cloned().flatten()
    }
}
