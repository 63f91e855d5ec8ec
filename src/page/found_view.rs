use jiff::Timestamp;
use serde::Serialize;

use crate::base::source::Spanned;
use crate::base::text::typed;
use crate::call::Caller;
use crate::directory::report::{FoundHit, FoundWay, SearchResults};
use crate::number::PhoneNumber;
use crate::plan::Plan;

/// Who handles a request, and how to get there.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FoundView {
    /// The name for people.
    name: String,
    /// The words of the plan that answer best, where they are not the name.
    matched: Option<String>,
    /// Whether it can be reached at the moment.
    open: Option<bool>,
    /// "open until 6 PM Eastern".
    state: Option<String>,
    /// The number to dial.
    number: Option<String>,
    /// What to do behind the number: "press 2, then enter your account number".
    then: Option<String>,
    /// In which language the caller is spoken to there, if it is not the plan's own: "in Spanish".
    language: Option<String>,
    /// The keys that make the call.
    press: Option<String>,
    phone: Option<String>,
    fax: Option<String>,
    email: Option<String>,
    post: Vec<String>,
    only_for: Option<String>,
    note: Option<String>,
}

/// The best answers.
pub(super) fn found(
    plan: &Plan,
    words: &str,
    caller: Caller,
    now: Timestamp,
) -> Result<Vec<FoundView>, String> {
    typed(words).map_err(|error| error.to_string())?;
    let found = SearchResults::search(plan, words, caller, now);
    let view = |hit: FoundHit<'_>| {
        let FoundHit { name, matched, contact, way, roundabout } = hit;
        let number = |number: Option<Spanned<PhoneNumber>>| number.map(|number| number.value.to_string());
        let no_call = contact.is_none().then(|| "no call was found that leads there".to_owned());
        let has_keys = |way: &&FoundWay<'_>| !way.keys.presses().is_empty();
        FoundView {
            matched: Some(matched.to_owned()).filter(|matched| matched != name),
            name: name.to_owned(),
            open: way.as_ref().map(|way| way.is_open),
            state: way.as_ref().map(|way| way.state.clone()).or(roundabout).or(no_call),
            number: way.as_ref().map(|way| way.number.to_string()),
            then: way.as_ref().and_then(|way| way.instruction.clone()),
            language: way.as_ref().and_then(|way| way.language_note.clone()),
            press: way.as_ref().filter(has_keys).map(|way| way.keys.to_string()),
            phone: number(contact.and_then(|contact| contact.phone)),
            fax: number(contact.and_then(|contact| contact.fax)),
            email: contact.and_then(|contact| contact.email.clone()),
            post: contact.map(|contact| contact.post.clone()).unwrap_or_default(),
            only_for: contact.and_then(|contact| contact.only_for.clone()),
            note: contact.and_then(|contact| contact.note.clone()),
        }
    };
    Ok(found.told().map(view).collect())
}
