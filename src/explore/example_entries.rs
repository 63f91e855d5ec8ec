use crate::call::{CallRecord, Decision, EventKind};
use crate::plan::{EntryPhrase, Plan};

/// What is entered in a call as one of many entries that would do, each once: whoever shows the keys of such a call says that
/// these are examples.
pub(crate) fn example_entries(plan: &Plan, call: &CallRecord) -> Vec<String> {
    let mut examples: Vec<String> = Vec::new();
    for event in &call.events {
        let EventKind::Decided(
            Decision::Accepts { step, entry }
            | Decision::EntryNoMatch { step, entry, .. }
            | Decision::TakesOther { step, entry },
        ) = event.what
        else {
            continue;
        };
        let is_one_of_many =
            EntryPhrase::of(plan.step(step), &entry).is_some_and(|phrase| !phrase.is_exact());
        let entry = entry.to_string();
        if is_one_of_many && !entry.is_empty() && !examples.contains(&entry) {
            examples.push(entry);
        }
    }
    examples
}
