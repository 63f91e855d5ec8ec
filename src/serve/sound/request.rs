use serde::Deserialize;

/// What a page wants to hear.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct SoundRequest {
    /// The how manieth plan of the server the page has.
    pub(super) plan: u64,
    /// The call, as the page asks its engine about it.
    pub(super) call: String,
    /// The how manieth of its captions, from 0.
    pub(super) caption: usize,
}
