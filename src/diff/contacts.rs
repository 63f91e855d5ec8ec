//! What is asked for but not routed: contacts, compared field by field.

use super::cause::Cause;
use super::group::CausedDifference;
use super::kind::DifferenceKind;
use super::model::{Difference, PlanSide};
use super::pair::BeforeAfter;
use crate::explore::Route;
use crate::plan::{Contact, ContactId, Plan};

/// Contacts that are new, gone, or no longer what they were. A contact is the same under the same key, or under the same
/// name where the key is gone.
pub(super) fn compare(plans: BeforeAfter<&Plan>) -> Vec<CausedDifference> {
    let BeforeAfter { old, new } = plans;
    let mut found = Vec::new();
    let mut matched = Vec::new();
    for (id, contact) in old.contacts() {
        match same(contact, old, new) {
            Some((other_id, other)) => {
                matched.push(other_id);
                let words = BeforeAfter { old: contact, new: other }.map(fields);
                let differing: Vec<_> =
                    words.old.iter().zip(&words.new).filter(|(old, new)| old != new).collect();
                if !differing.is_empty() {
                    let old_words = differing.iter().map(|(old, _)| old.as_str()).collect::<Vec<_>>();
                    let new_words = differing.iter().map(|(_, new)| new.as_str()).collect::<Vec<_>>();
                    let words = BeforeAfter { old: old_words, new: new_words }.map(|words| words.join("; "));
                    found.push(difference(plans, BeforeAfter { old: Some(id), new: Some(other_id) }, words));
                }
            }
            None => found.push(difference(
                plans,
                BeforeAfter { old: Some(id), new: None },
                listed(contact, "not listed"),
            )),
        }
    }
    for (id, contact) in new.contacts().filter(|(id, _)| !matched.contains(id)) {
        let BeforeAfter { old: words, new: none } = listed(contact, "not listed");
        found.push(difference(
            plans,
            BeforeAfter { old: None, new: Some(id) },
            BeforeAfter { old: none, new: words },
        ));
    }
    found
}

fn same<'p>(contact: &Contact, old: &Plan, new: &'p Plan) -> Option<(ContactId, &'p Contact)> {
    let by_key = new.contacts().find(|(_, other)| other.key == contact.key);
    let is_gone = |other: &Contact| old.contacts().all(|(_, known)| known.key != other.key);
    by_key.or_else(|| new.contacts().find(|(_, other)| other.name == contact.name && is_gone(other)))
}

/// All that people need to know of a contact, a field at a time.
fn fields(contact: &Contact) -> Vec<String> {
    let said = |label: &str, value: Option<String>| {
        value
            .filter(|value| !value.is_empty())
            .map_or(format!("no {label}"), |value| format!("{label} {value}"))
    };
    vec![
        said("name", Some(contact.name.clone())),
        said("phone", contact.phone.map(|phone| phone.value.to_string())),
        said("fax", contact.fax.map(|fax| fax.value.to_string())),
        said("e-mail", contact.email.clone()),
        said("address", Some(contact.post.join(", "))),
        said("unit", contact.unit.clone()),
        said("only for", contact.only_for.clone()),
        said("note", contact.note.clone()),
    ]
}

fn listed(contact: &Contact, none: &str) -> BeforeAfter<String> {
    let known: Vec<String> = fields(contact).into_iter().filter(|field| !field.starts_with("no ")).collect();
    BeforeAfter { old: known.join("; "), new: none.to_owned() }
}

fn difference(
    plans: BeforeAfter<&Plan>,
    ids: BeforeAfter<Option<ContactId>>,
    words: BeforeAfter<String>,
) -> CausedDifference {
    let BeforeAfter { old, new } = plans.zip(ids).map(|(plan, id)| Some(plan.contact(id?).origin.span));
    let side = |(contact, words)| PlanSide { contact, words, ..PlanSide::default() };
    let BeforeAfter { old: was, new: becomes } = ids.zip(words).map(side);
    let difference = Difference {
        kind: DifferenceKind::Contact,
        number: None,
        met: Vec::new(),
        by_all: true,
        route: Route { acts: Vec::new(), changes: Vec::new() },
        old: was,
        new: becomes,
        witness: None,
    };
    CausedDifference { cause: Cause { old, new }, difference, only_tells_hours: false }
}
