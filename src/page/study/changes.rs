//! What has changed since an older plan, as a server tells its page: the page has only the new one.

use serde::{Deserialize, Serialize};

use crate::plan::Plan;
use crate::training::drill::{Deck, ToldChange};

/// The changes since an older plan, to be told to a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PageChanges(Vec<ChangeView>);

/// A card about a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeView {
    id: String,
    line: Option<String>,
    name: String,
    text: String,
    old: String,
    new: String,
    others: Vec<String>,
}

impl PageChanges {
    /// The changes of a deck under the plan that it is of.
    #[must_use]
    pub fn of(deck: &Deck, plan: &Plan) -> Self {
        let view = |ToldChange { id, line, name, text, old, new, others }| ChangeView {
            id,
            line,
            name,
            text,
            old,
            new,
            others,
        };
        Self(ToldChange::all_of(deck, plan).into_iter().map(view).collect())
    }
}

impl ChangeView {
    /// The cards again.
    pub(super) fn deck(views: Vec<Self>, plan: &Plan) -> Deck {
        let told = |Self { id, line, name, text, old, new, others }| ToldChange {
            id,
            line,
            name,
            text,
            old,
            new,
            others,
        };
        ToldChange::deck(views.into_iter().map(told).collect(), plan)
    }
}
