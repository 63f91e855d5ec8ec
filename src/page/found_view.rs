use jiff::Timestamp;
use serde::Serialize;

use crate::base::text::typed;
use crate::call::Caller;
use crate::directory::report::{HitJson, SearchResults};
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
    /// The keys to press, as people are told them: "6", "2, then 4xxx".
    keys: Option<String>,
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
    let states: Vec<Option<String>> = found.clauses().collect();
    let keys: Vec<Option<String>> = found.spoken_keys().collect();
    let pretty = |number: String| match PhoneNumber::parse(&number, plan.country) {
        Ok(read) => read.number.to_string(),
        Err(_) => number,
    };
    let view = |((hit, state), keys): ((HitJson, Option<String>), Option<String>)| FoundView {
        matched: Some(hit.matched).filter(|matched| *matched != hit.name),
        name: hit.name,
        open: hit.open,
        state: state.or_else(|| {
            let is_unreached = hit.step.is_some() && hit.number.is_none();
            is_unreached.then(|| "no call was found that leads there".to_owned())
        }),
        number: hit.number.map(pretty),
        keys,
        press: hit.press.filter(|press| !press.is_empty()),
        phone: hit.phone.map(pretty),
        fax: hit.fax.map(pretty),
        email: hit.email,
        post: hit.post,
        only_for: hit.only_for,
        note: hit.note,
    };
    Ok(found.json().into_iter().zip(states).zip(keys).map(view).collect())
}
