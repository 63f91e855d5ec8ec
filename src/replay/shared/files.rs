use std::collections::HashSet;
use std::io::{self, Read, Write};

use super::rewrite::{SharedCount, rewrite};
use super::shared_text::SharedTexts;
use super::stand_in::StandIns;
use crate::number::PhoneNumber;
use crate::plan::{Condition, Plan, StepKind};
use crate::replay::judge::plain;
use crate::replay::privacy::CallerMask;
use crate::replay::records::{RecordRules, text_print};

/// Writes the records of a file so that they can be shared, and come to the same under the plans.
pub fn share_records(
    plans: &[&Plan],
    rules: &RecordRules,
    mask: CallerMask,
    input: impl Read,
    out: impl Write,
) -> io::Result<SharedCount> {
    let dialed: HashSet<PhoneNumber> = plans
        .iter()
        .flat_map(|plan| plan.numbers().iter().filter_map(|(dialed, _)| dialed.number()))
        .collect();
    let conditions: Vec<&Condition> = plans
        .iter()
        .flat_map(|plan| plan.steps())
        .filter_map(|(_, step)| match &step.kind {
            StepKind::Switch(switch) => Some(&switch.cases),
            _ => None,
        })
        .flatten()
        .flat_map(|case| &case.conditions)
        .collect();
    // What a plan asks of callers' numbers beyond their area depends on the number itself.
    let is_asked = |number: PhoneNumber| {
        conditions.iter().any(|condition| match condition {
            Condition::Caller(numbers) => numbers.iter().any(|known| known.matches(Some(number))),
            _ => false,
        })
    };
    let kept = |number: PhoneNumber| dialed.contains(&number) || is_asked(number);
    let names: HashSet<String> = plans
        .iter()
        .flat_map(|plan| plan.steps().flat_map(|(_, step)| [Some(step.key.as_str()), step.name.as_deref()]))
        .flatten()
        .map(plain)
        .chain(rules.places.iter().chain(&rules.lines).map(|(of, _)| plain(of)))
        .collect();
    let is_named = |text: &str| names.contains(&plain(text));
    let hash = |text: &str| mask.keyed(text_print(text));
    let texts = SharedTexts {
        stand_ins: StandIns::new(mask, &kept),
        country: plans.first().map_or(crate::number::Country::UnitedStates, |plan| plan.country),
        is_named: &is_named,
        hash: &hash,
    };
    rewrite(input, out, rules, &texts)
}
